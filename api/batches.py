"""Many at a time: JSON Lines in, JSON Lines out, each line answered in its order; a bad line spoils only itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import orjson
from fastapi import Response
from starlette.concurrency import iterate_in_threadpool
from starlette.responses import StreamingResponse

from api.problems import KINDS, status_of
from graph.errors import ChmError, SourceError

MEDIA_TYPES = ("application/jsonl", "application/x-ndjson")
Answer = Callable[[dict[str, Any]], dict[str, Any]]


def answered(body: bytes, answer: Answer) -> Response:
    """The answers, sent as they are made. Each has the number of its line, and the line's `id` where it has one.

    `answer` is given the object of a line; a ChmError that it raises stands as `problem` in that line's place.
    """
    return StreamingResponse(
        iterate_in_threadpool(_lines(body, answer)), 200, {"Cache-Control": "no-store"}, MEDIA_TYPES[0]
    )


def _lines(body: bytes, answer: Answer) -> Iterator[bytes]:
    for number, line in enumerate(body.splitlines(), 1):
        if not line.strip():
            continue
        found: dict[str, Any] = {"line": number}
        try:
            asked = _object(line, number)
            if "id" in asked:
                found["id"] = asked["id"]
            found |= answer(asked)
        except ChmError as fault:
            status = status_of(fault)
            found["problem"] = {"status": status, "title": KINDS[status].title, "detail": str(fault)}
        yield orjson.dumps(found, default=str) + b"\n"


def _object(line: bytes, number: int) -> dict[str, Any]:
    place = f"line {number}"
    try:
        asked = orjson.loads(line)
    except orjson.JSONDecodeError as fault:
        raise SourceError("the body", f"not JSON: {fault}", place=place, remedy="mend the line") from fault
    if not isinstance(asked, dict):
        raise SourceError("the body", "not a JSON object", place=place, remedy="write one object on each line")
    return asked


def text_of(asked: dict[str, Any]) -> tuple[str, str | None]:
    """`text` and `lang` of a line. Raises SourceError where they are no strings."""
    text, language = asked.get("text"), asked.get("lang")
    if not isinstance(text, str) or not isinstance(language, str | None):
        raise SourceError(
            "the body", "no `text`, or one that is no string", remedy='write {"text": "...", "lang": "en"}'
        )
    return text, language
