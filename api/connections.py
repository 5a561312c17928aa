"""What a connection may do before there is a request: a head that comes too slowly or is too large ends it.

The server has a limit of neither for slow clients: a few thousand connections that send a byte a minute would hold all
of its sockets. Bodies are bounded in `api.public`.
"""

from __future__ import annotations

import asyncio
from http import HTTPStatus

import orjson
from uvicorn.protocols.http.auto import AutoHTTPProtocol

from api.problems import KINDS, MEDIA_TYPE

_END = b"\r\n\r\n"
# what the event loop reads at once, so that a head that is too large is refused here and not by the parser
READ = 262_144


def bounded(seconds: float, most: int) -> type[asyncio.Protocol]:
    """The protocol of a server whose requests have `seconds` for their head to come, and `most` bytes for it."""

    class Bounded(_Bounded):
        pass

    Bounded.seconds, Bounded.most = seconds, most
    return Bounded


class _Bounded(AutoHTTPProtocol):  # type: ignore[misc, valid-type]
    """The protocol that the server would choose itself, with a clock that runs from the begin of a head to its end."""

    seconds: float
    most: int
    _seen = 0
    _tail = b""
    _clock: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:
        super().connection_made(transport)
        self._start()

    def data_received(self, data: bytes) -> None:
        if self._waiting:
            if self._clock is None:
                self._start()
            end = (self._tail + data).find(_END)
            self._seen += len(data) if end < 0 else end - len(self._tail)
            self._tail = (self._tail + data)[-len(_END) + 1 :]
            if self._seen > self.most:
                self._refuse(431, f"the head of a request may have {self.most} bytes (CHM_MAX_HEADER_BYTES)")
                return
        super().data_received(data)
        if not self._waiting:
            self._stop()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._seen, self._tail = 0, b""

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop()
        super().connection_lost(exc)

    @property
    def _waiting(self) -> bool:
        """Whether what comes belongs to the head of a request."""
        return self.cycle is None or self.cycle.response_complete

    def _start(self) -> None:
        detail = f"the head of a request must come in {self.seconds:g} seconds (CHM_RECEIVE_SECONDS)"
        self._clock = self.loop.call_later(self.seconds, self._refuse, 408, detail)

    def _stop(self) -> None:
        if self._clock is not None:
            self._clock.cancel()
            self._clock = None

    def _refuse(self, status: int, detail: str) -> None:
        self._stop()
        if self.transport.is_closing():
            return
        kind = KINDS[status]
        said = {"type": f"/problems/{kind.slug}", "title": kind.title, "status": status, "detail": detail}
        body = orjson.dumps(said)
        head = f"HTTP/1.1 {status} {HTTPStatus(status).phrase}\r\nContent-Type: {MEDIA_TYPE}\r\n"
        head += f"Content-Length: {len(body)}\r\nConnection: close\r\nCache-Control: no-store\r\n\r\n"
        self.transport.write(head.encode() + body)
        self.transport.close()
