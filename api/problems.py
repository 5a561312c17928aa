"""Every refusal and fault as a problem document (RFC 9457), whoever raised it: the project, the framework or a bug.

One shape: `type` (an address that explains it), `title`, `status`, `detail`, `instance`, and members of the kind.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

import orjson
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.routing import Match

from graph.errors import (
    ChmError,
    IdentifierError,
    NotFound,
    QueryError,
    ShapeViolation,
    SourceError,
    StoreError,
)

MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem: the last segment of its `type`, its title, and what to do about it."""

    slug: str
    title: str
    meaning: str


KINDS = {
    400: Kind("bad-request", "The request cannot be understood", "Correct what `detail` names and send it again."),
    401: Kind("unauthorized", "A token is needed", "Send `Authorization: Bearer` with a token that holds."),
    403: Kind("forbidden", "This is not allowed", "`detail` says what is missing; another token may allow it."),
    404: Kind("not-found", "Nothing has this address", "Ask /resolve?q= for the address of a spelling."),
    405: Kind("method-not-allowed", "The method is not allowed here", "`Allow` lists the methods."),
    406: Kind("not-acceptable", "No format that you accept", "`alternatives` lists the formats and their addresses."),
    408: Kind("too-slow", "The request came too slowly", "Send it again, faster or in smaller pieces."),
    410: Kind("gone", "It was here and is no more", "The history of the address tells what replaced it."),
    413: Kind("too-large", "The body is too large", "Send less at a time; CHM_MAX_BODY_BYTES is the limit."),
    415: Kind("unsupported-media-type", "A body of this type is not read here", "`detail` lists the types."),
    422: Kind("unprocessable", "The content is not as it should be", "`errors` or `detail` say what is wrong where."),
    429: Kind("too-many-requests", "You ask too often", "Wait as long as `Retry-After` says; dumps are at /dumps."),
    500: Kind("internal-error", "The service made a mistake", "Report it with the time and the address."),
    431: Kind("head-too-large", "The head of the request is too large", "Send less in address and header fields."),
    503: Kind("unavailable", "The service cannot answer now", "Ask less of it, or try again later."),
}
"""Every kind of problem, by status; `/problems/{slug}` prints them."""

STATUS: tuple[tuple[type[ChmError], int], ...] = (
    (IdentifierError, 400),
    (QueryError, 400),
    (SourceError, 422),
    (ShapeViolation, 422),
    (NotFound, 404),
    (StoreError, 503),
    (ChmError, 500),
)
"""The status of each class of error; the first class that fits counts."""


class HttpProblem(HTTPException):
    """A refusal that HTTP itself defines, with members of its own: `HttpProblem(406, "...", alternatives=[...])`."""

    def __init__(self, status: int, detail: str, headers: Mapping[str, str] | None = None, **members: object) -> None:
        super().__init__(status, detail, headers)
        self.members = members


def root_of(request: Request) -> str:
    """The prefix that the service is mounted at, also seen from a mount of its own (the static files)."""
    scope = request.scope
    return str(scope.get("app_root_path", scope.get("root_path", "")))


def problem(
    request: Request, status: int, detail: str, headers: Mapping[str, str] | None = None, **members: object
) -> Response:
    """A problem document as a response.

    It says itself that any origin may read it, because the answer to a bug leaves outside of every other layer.
    """
    kind = KINDS.get(status) or Kind("about:blank", HTTPStatus(status).phrase, "")
    kind_address = f"{root_of(request)}/problems/{kind.slug}" if kind.meaning else kind.slug
    body = {
        "type": kind_address,
        "title": kind.title,
        "status": status,
        "detail": detail,
        "instance": str(request.url.path),
        **members,
    }
    allowed = {"Access-Control-Allow-Origin": "*", "Cache-Control": "no-store", **(headers or {})}
    return Response(orjson.dumps(body, default=str), status, allowed, MEDIA_TYPE)


def status_of(error: ChmError) -> int:
    """The HTTP status of an error of the project."""
    return next(status for kind, status in STATUS if isinstance(error, kind))


async def _of_error(request: Request, error: Exception) -> Response:
    if not isinstance(error, ChmError):
        return problem(request, 500, "an unexpected fault; it is in the log")
    return problem(request, status_of(error), str(error))


async def _of_http(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        return problem(request, 500, "an unexpected fault; it is in the log")
    members = error.members if isinstance(error, HttpProblem) else {}
    headers = _allowed(request) if error.status_code == 405 else error.headers  # noqa: PLR2004
    return problem(request, error.status_code, str(error.detail), headers, **members)


def _allowed(request: Request) -> dict[str, str]:
    """The methods of every route of the path: the framework names those of the first one only."""
    found = {"HEAD", "OPTIONS"}
    for route in request.app.state.routes:
        match, _ = route.matches({**request.scope, "path_params": {}})
        if match is not Match.NONE:
            found |= set(getattr(route, "methods", None) or ())
    return {"Allow": ", ".join(sorted(found))}


async def _of_validation(request: Request, error: Exception) -> Response:
    faults = error.errors() if isinstance(error, RequestValidationError) else []
    errors = [{"place": ".".join(map(str, fault["loc"])), "reason": fault["msg"]} for fault in faults]
    detail = "; ".join(f"{fault['place']}: {fault['reason']}" for fault in errors)
    return problem(request, 422, detail or "the parameters are not as they should be", errors=errors)


def install(app: FastAPI) -> None:
    """Puts one handler in front of every way to fail."""
    app.add_exception_handler(ChmError, _of_error)
    app.add_exception_handler(HTTPException, _of_http)
    app.add_exception_handler(RequestValidationError, _of_validation)
    app.add_exception_handler(Exception, _of_error)
