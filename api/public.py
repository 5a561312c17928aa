"""The layers around every route: readable by any origin, HEAD like GET, bodies of a bounded size."""

from __future__ import annotations

import math
import time
from asyncio import get_running_loop
from collections.abc import Mapping

import anyio
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import HttpProblem, problem
from api.shared import Table

_EXPOSED = (
    "Link, ETag, Location, Content-Location, Content-Language, Vary, Allow, Accept-Post, Retry-After, "
    "Memento-Datetime, CHM-Row-Limit, CHM-Generation"
)


def _raw(headers: Mapping[str, str]) -> list[tuple[bytes, bytes]]:
    return [(name.lower().encode(), value.encode()) for name, value in headers.items()]


_PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST, PUT, DELETE, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Accept-Datetime, Accept-Language, Authorization, Content-Type, "
    "If-None-Match",
    "Access-Control-Max-Age": "86400",
}
_ALWAYS = _raw(
    {
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Expose-Headers": _EXPOSED,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'",
    }
)


class PublicHeaders:
    """CORS for every origin, never with credentials, on every answer; scripts are not run on our pages."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = message.get("headers", ())
                there = {name for name, _ in headers}
                message = {**message, "headers": [*headers, *(each for each in _ALWAYS if each[0] not in there)]}
            await send(message)

        if scope["type"] == "http" and scope["method"] == "OPTIONS":
            await _preflight(with_headers)
        else:
            await self._app(scope, receive, with_headers)


async def _preflight(send: Send) -> None:
    await send({"type": "http.response.start", "status": 204, "headers": _raw(_PREFLIGHT)})
    await send({"type": "http.response.body", "body": b""})


class HeadAsGet:
    """HEAD is GET without its body: same status, same headers, on every route."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return

        async def without_body(message: Message) -> None:
            await send({**message, "body": b""} if message["type"] == "http.response.body" else message)

        await self._app({**scope, "method": "GET"}, receive, without_body)


class LimitedRate:
    """429 with Retry-After for an address that asks more often than `per_minute`; a full minute may come at once.

    Each address has a bucket that fills evenly; `buckets` holds two numbers for each: what is in it, and since when.
    """

    def __init__(self, app: ASGIApp, per_minute: int, buckets: Table) -> None:
        self._app, self._most, self._buckets = app, per_minute, buckets

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or (wait := self._wait((scope.get("client") or ("", 0))[0], time.monotonic())) == 0:
            await self._app(scope, receive, send)
            return
        detail = f"{self._most} requests a minute are answered (CHM_REQUESTS_PER_MINUTE); wait {wait} s"
        await problem(Request(scope), 429, detail, {"Retry-After": str(wait)})(scope, receive, send)

    def _wait(self, address: str, now: float) -> int:
        """Takes one from the bucket: 0, or the whole seconds until it holds one again."""
        each_second = self._most / 60
        with self._buckets.of(address) as bucket:
            held, since = bucket if bucket[1] else (float(self._most), now)
            held = min(self._most, held + (now - since) * each_second)
            bucket[:] = held - 1 if held >= 1 else held, now
        return 0 if held >= 1 else math.ceil((1 - held) / each_second)


class LimitedBody:
    """413 for a body above the limit, by Content-Length at once, else as soon as more has come; 408 for a slow one."""

    def __init__(self, app: ASGIApp, limit: int, seconds: float) -> None:
        self._app, self._limit, self._seconds = app, limit, seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        length = next((value for name, value in scope["headers"] if name == b"content-length"), b"")
        if length.isdigit() and int(length) > self._limit:
            await problem(Request(scope), 413, self._refusal)(scope, receive, send)
            return
        received, whole = 0, False
        last = get_running_loop().time() + self._seconds

        async def counted() -> Message:
            nonlocal received, whole
            # after the whole body, what is waited for is the end of the connection
            with anyio.move_on_after(None if whole else last - get_running_loop().time()) as clock:
                message = await receive()
            if clock.cancelled_caught:
                raise HttpProblem(408, self._slow, {"Connection": "close"})
            whole = not message.get("more_body", False)
            received += len(message.get("body", b""))
            if received > self._limit:
                raise HttpProblem(413, self._refusal)
            return message

        await self._app(scope, counted, send)

    @property
    def _slow(self) -> str:
        return f"the body must come in {self._seconds:g} seconds (CHM_RECEIVE_SECONDS)"

    @property
    def _refusal(self) -> str:
        return f"the body may have {self._limit} bytes (CHM_MAX_BODY_BYTES); send less at a time"
