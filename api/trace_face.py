"""`/trace/{path}`: the trace as a page, JSON-LD, CSV or XLSX."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse

from api.access import ViewDep
from api.pages import Page
from api.representation import JSON_LD, address, chosen
from api.tables import FORMATS, Table, table
from api.trace import LIMIT, Trace, trace
from api.trace_forms import HEADER, as_json, as_rows
from graph import identifiers
from graph.errors import IdentifierError
from graph.namespaces import Names

router = APIRouter(tags=["trace"])
_FORMATS = (FORMATS[0], JSON_LD, *FORMATS[1:])
_DEEPEST = 5


@router.get("/trace/{path:path}", summary="The trace of a thing, both ways, with evidence")
def get(
    request: Request,
    path: str,
    view: ViewDep,
    depth: Annotated[int, Query(ge=1, le=_DEEPEST, description="how many links to follow")] = 1,
) -> Response:
    """What it asks, of whom, by when; what was done, what it serves, what it cites and what cites it."""
    choice = chosen(request, path, _FORMATS)
    if (right := _spelled(view, choice.path)) is not None:
        suffix = path[len(choice.path) :]
        query = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(address(request, f"trace/{right}") + suffix + query, 308)
    found = trace(view.reader, choice.path, depth, view.names, view.language, LIMIT)
    return table(request, view, choice, _table(found, choice.path, view.names))


def _spelled(view: ViewDep, ref: str) -> str | None:
    """The path that another spelling stands for; None where the spelling is a path already, or nothing at all."""
    if view.identifier(ref) is not None or view.exists(ref):
        return None
    try:
        path = identifiers.parse(ref).path
    except IdentifierError:
        return None
    return path if path != ref else None


def _table(found: Trace, ref: str, names: Names) -> Table:
    return Table(
        "trace",
        lambda: Page("trace.html", f"Trace of {found.thing.label}", {"trace": found, "ref": ref}),
        lambda: as_json(found, names),
        HEADER,
        lambda: as_rows(found),
    )
