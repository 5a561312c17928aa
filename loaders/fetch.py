"""Fetching from the addresses of others, so that nobody makes this machine ask its neighbours.

Each address is resolved once, every answer of the name must be of the public internet, and the connection goes to that
very answer: a name that changes its mind in between gains nothing. Redirects are taken by the same rule. What an
operator lists (`host:port`) may be anywhere.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from http.client import HTTPConnection, HTTPException, HTTPResponse
from io import BufferedReader, RawIOBase
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urljoin, urlsplit

from graph.errors import SourceError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_PORTS = {"http": 80, "https": 443}
_REDIRECTS = (301, 302, 303, 307, 308)
_BUSY = (429, 503)
_OK = 200
_PIECE = 65_536
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Limits:
    """How long an answer may be, in bytes, and take, in seconds; how often is asked again, and how long waited."""

    size: int = 50_000_000
    seconds: float = 60.0
    redirects: int = 5
    attempts: int = 4
    longest_wait: float = 60.0


def fetch(
    url: str, allowed: tuple[str, ...] = (), limits: Limits | None = None, wait: Callable[[float], None] = time.sleep
) -> bytes:
    """The body at an http(s) address; `allowed` lists inner `host:port`.

    A server that is busy says how long to wait (Retry-After) and is asked again. Raises SourceError for an address that
    is not allowed, a failure, or an answer that is too long or too slow.
    """
    bound = limits or Limits()
    asked, busy, moved = url, 0, 0
    while True:
        response, body = _answer(asked, allowed, bound)
        if response.status in _REDIRECTS and (target := response.headers.get("Location")):
            moved += 1
            if moved > bound.redirects:
                raise SourceError(url, "is redirected too often", remedy="give the address that it leads to")
            asked = urljoin(asked, target)
        elif response.status in _BUSY and busy + 1 < bound.attempts:
            busy += 1
            wait(_pause(response.headers.get("Retry-After", ""), bound))
        elif response.status == _OK:
            return body
        else:
            raise SourceError(url, f"answers {response.status} {response.reason}", remedy="check the address")


def _pause(told: str, limits: Limits) -> float:
    return min(float(told), limits.longest_wait) if told.isdecimal() else min(5.0, limits.longest_wait)


def _answer(url: str, allowed: tuple[str, ...], limits: Limits) -> tuple[HTTPResponse, bytes]:
    parts = urlsplit(url)
    address = _checked(url, parts, allowed)
    deadline = time.monotonic() + limits.seconds
    connection = _Pinned(parts, address, limits.seconds, deadline)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        connection.request("GET", path, headers={"Accept": "application/xml, text/xml;q=0.9, */*;q=0.1",
                                                 "User-Agent": "chm-graph"})  # fmt: skip
        response = connection.getresponse()
        body = bytearray()
        while piece := response.read1(_PIECE):
            body += piece
            if len(body) > limits.size:
                reason = f"the answer is longer than {limits.size:,} bytes"
                raise SourceError(url, reason, remedy="ask for a part of it, such as one set")
    except TimeoutError as fault:
        reason = f"the answer takes over {limits.seconds:g} seconds"
        raise SourceError(url, reason, remedy="try again later") from fault
    except (OSError, HTTPException, ValueError) as fault:
        raise SourceError(url, f"cannot be fetched: {fault}", remedy="check the address, or try again later") from fault
    finally:
        connection.close()
    return response, bytes(body)


def _checked(url: str, parts: SplitResult, allowed: tuple[str, ...]) -> tuple[str, int]:
    """The address to connect to: an IP and a port."""
    try:
        host, port = parts.hostname or "", parts.port or _PORTS.get(parts.scheme, 0)
    except ValueError as fault:
        raise SourceError(url, f"is no address: {fault}", remedy="give an http or https address") from fault
    if parts.scheme not in _PORTS or not host or parts.username is not None:
        raise SourceError(url, "is no http or https address", remedy="give one, without a user name in it")
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as fault:
        raise SourceError(url, f"{host} is not found: {fault}", remedy="check the address") from fault
    ips = [str(answer[4][0]) for answer in found]
    if f"{host}:{port}" not in allowed and not all(_is_public(ip) for ip in ips):
        reason = f"{host} is an address inside this network"
        raise SourceError(url, reason, remedy=f"list {host}:{port} in CHM_HARVEST_HOSTS if it is meant")
    return ips[0], port


def _is_public(ip: str) -> bool:
    """Whether anybody reaches an address; one of IPv4 in the clothes of IPv6 is what it holds.

    >>> _is_public("8.8.8.8"), _is_public("::ffff:127.0.0.1"), _is_public("169.254.169.254")
    (True, False, False)
    """
    address = ipaddress.ip_address(ip.partition("%")[0])
    inner = getattr(address, "ipv4_mapped", None) or getattr(address, "sixtofour", None) or address
    if inner in _NAT64:
        inner = ipaddress.IPv4Address(int(inner) & 0xFFFFFFFF)
    return bool(inner.is_global and not inner.is_multicast and not inner.is_reserved)


class _Pinned(HTTPConnection):
    """A connection to the address that was checked, by the name that was asked for; its answer is read until a moment
    of the clock (`time.monotonic`) and no longer."""

    def __init__(self, parts: SplitResult, address: tuple[str, int], seconds: float, deadline: float) -> None:
        super().__init__(parts.hostname or "", address[1], timeout=seconds)
        self._deadline = deadline
        self._address, self._secure = address, parts.scheme == "https"
        self.default_port = _PORTS[parts.scheme]

    def connect(self) -> None:
        self.sock = socket.create_connection(self._address, self.timeout)
        if self._secure:
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)

    def getresponse(self) -> HTTPResponse:
        """The head of the answer. Raises TimeoutError, as reading the body does, when it is not there in time."""
        self.response_class = partial(_Response, deadline=self._deadline)  # type: ignore[assignment]
        return super().getresponse()


class _Response(HTTPResponse):
    """An answer that must be there in time, head and body: a time limit of a socket is for each piece of it alone."""

    def __init__(self, sock: socket.socket, *, deadline: float, method: str | None = None) -> None:
        super().__init__(sock, method=method)
        self.fp.close()
        self.fp = BufferedReader(_Timed(sock, deadline))


class _Timed(RawIOBase):
    """What comes by a socket until a moment of the clock."""

    def __init__(self, sock: socket.socket, deadline: float) -> None:
        self._sock, self._deadline = sock, deadline
        self._pieces = sock.makefile("rb", buffering=0)

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int | None:
        """Waits for a piece no longer than there is time. Raises TimeoutError."""
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError("no time is left")
        self._sock.settimeout(left)
        return self._pieces.readinto(buffer)

    def close(self) -> None:
        """Lets go of the socket."""
        self._pieces.close()
        super().close()
