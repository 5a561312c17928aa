"""Earlier states: `/generation/{number}/{path}` for ever the same, and the way to them by date (Memento, RFC 7089).

/generation/7/decision/cop/10/15    the thing as generation 7 has it, to be kept by caches for ever
/timegate/decision/cop/10/15        302 to the generation that was served at Accept-Datetime
/timemap/decision/cop/10/15         the kept generations that have it, as application/link-format
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.access import current
from api.problems import HttpProblem, problem, root_of
from api.representation import absolute, address, link, quoted
from api.view import View
from graph.store import Generation

router = APIRouter(tags=["history"])
IMMUTABLE = "public, max-age=31536000, immutable"
_PLACE = re.compile(r"/generation/([0-9]{1,9})(/.*)")
_NO_PAST = frozenset(
    "annotate annotations calendar catalog changes contexts dumps feed forums generation graphs health informea "
    "metrics oai openapi ready resolve search sitemap sparql timegate timemap update validate".split()
)
"""First segments of what exists only now."""


class PastGenerations:
    """Serves what is under `/generation/{number}` from that generation, links within it, never to change."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        root = scope.get("root_path", "")
        match = _PLACE.fullmatch(scope["path"].removeprefix(root)) if scope["type"] == "http" else None
        if match is None:
            await self._app(scope, receive, send)
            return
        number, path = int(match[1]), match[2]
        request = Request(scope)
        kept = {each.number: each for each in current(request).generations()}
        refusal = _refusal(number, path, sorted(kept))
        if scope["method"] not in ("GET", "HEAD"):
            refusal = 405, "an earlier generation can only be read"
        if refusal:
            await problem(request, *refusal, {"Allow": "GET, HEAD"})(scope, receive, send)
            return
        fields = {"Cache-Control": IMMUTABLE, "Memento-Datetime": _http_date(kept[number].created)}
        links = ", ".join(history_links(request, path.lstrip("/")))

        async def dated(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] in (200, 304):
                headers = MutableHeaders(scope=message)
                headers.update(fields)
                if 'rel="original"' not in headers.get("link", ""):
                    headers["Link"] = ", ".join(filter(None, (headers.get("link"), links)))
            await send(message)

        inner = {
            **scope,
            "root_path": f"{root}/generation/{number}",
            "state": {**scope.get("state", {}), "generation": number, "present": root},
        }
        await self._app(inner, receive, dated)


def _refusal(number: int, path: str, kept: Sequence[int]) -> tuple[int, str] | None:
    """Status and reason where there is no such state: 410 for a generation that was swept."""
    there = ", ".join(map(str, kept)) or "none"
    if number not in kept:
        gone = bool(kept) and 0 < number < kept[-1]
        return (410, f"generation {number} is no more; kept: {there}") if gone else (404, f"kept generations: {there}")
    if path.split("/")[1].partition(".")[0] in _NO_PAST:
        return 404, f"{path} has no past; ask it without /generation/{number}"
    return None


def history_links(request: Request, path: str) -> list[str]:
    """The ways from a thing to its history: the address of its present state, the gate and the map."""
    root: str = getattr(request.state, "present", root_of(request))
    place = quoted(path)
    return [
        link(f"{root}/{place}", "original"),
        link(f"{root}/timegate/{place}", "timegate"),
        link(f"{root}/timemap/{place}", "timemap", type="application/link-format"),
    ]


def _http_date(moment: datetime) -> str:
    return format_datetime(moment.astimezone(UTC), usegmt=True)


def mementos(request: Request, ref: str) -> list[Generation]:
    """The kept generations that have a thing, oldest first."""
    state, names = current(request), request.app.state.settings.names
    return [each for each in state.generations() if View(state.at(each.number), names).exists(ref)]


def gone(request: Request, ref: str) -> HttpProblem | None:
    """410 for what an earlier kept generation had, with the last address of it; None for what was never there."""
    found = mementos(request, ref)
    if not found:
        return None
    last = found[-1]
    memento = f"{root_of(request)}{address_at(last.number, ref)}"
    links = [link(memento, "memento", datetime=_http_date(last.created)), *history_links(request, ref)]
    detail = f"/{ref} was taken away after generation {last.number}"
    return HttpProblem(410, detail, {"Link": ", ".join(links)}, lastGeneration=last.number, memento=memento)


def address_at(number: int, ref: str) -> str:
    """The path of a thing as one generation has it."""
    return f"/generation/{number}/{ref}"


@router.get("/timegate/{path:path}", summary="The state of a thing at a time (Memento)")
def timegate(request: Request, path: str) -> Response:
    """302 to the generation that was the newest at `Accept-Datetime`, the last one without it."""
    found = _existing(request, path)
    asked = _asked(request)
    earlier = [each for each in found if asked is None or each.created.replace(microsecond=0) <= asked]
    chosen = earlier[-1] if earlier else found[0]
    headers = {"Vary": "Accept-Datetime", "Link": ", ".join(history_links(request, path))}
    return RedirectResponse(address(request, address_at(chosen.number, path).lstrip("/")), 302, headers)


@router.get("/timemap/{path:path}", summary="The kept states of a thing (Memento)")
def timemap(request: Request, path: str) -> Response:
    """The mementos as application/link-format (RFC 6690), oldest first."""
    found = _existing(request, path)

    def at(place: str) -> str:
        return absolute(request, place)

    spans = {"from": _http_date(found[0].created), "until": _http_date(found[-1].created)}
    lines = [
        link(at(path), "original"),
        link(at(f"timegate/{path}"), "timegate"),
        link(at(f"timemap/{path}"), "self", type="application/link-format", **spans),
    ]
    for place, each in enumerate(found):
        ends = ["first"] * (place == 0) + ["last"] * (place == len(found) - 1)
        target = at(address_at(each.number, path).lstrip("/"))
        lines.append(link(target, " ".join([*ends, "memento"]), datetime=_http_date(each.created)))
    return Response(",\n".join(lines), 200, {"Cache-Control": "public, max-age=0"}, "application/link-format")


def _existing(request: Request, path: str) -> list[Generation]:
    found = mementos(request, path)
    if not found:
        raise HttpProblem(404, f"/{path}: no kept generation has it")
    return found


def _asked(request: Request) -> datetime | None:
    header = request.headers.get("accept-datetime")
    if header is None:
        return None
    try:
        asked = parsedate_to_datetime(header)
    except ValueError as fault:
        example = "Thu, 01 Jan 2026 00:00:00 GMT"
        raise HttpProblem(400, f"Accept-Datetime {header!r} is no date; write {example}") from fault
    return asked if asked.tzinfo else asked.replace(tzinfo=UTC)
