"""`/trace/{path}`: the trace as a page, JSON-LD, CSV or XLSX."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse

from api.access import ViewDep
from api.pages import Page
from api.representation import JSON_LD, address, chosen, link, not_modified, quoted, unchanged
from api.tables import FORMATS as TABLE
from api.tables import Table, header, table
from api.trace import LIMIT, Trace, trace
from api.trace_forms import HEADER, as_json, as_rows
from graph import identifiers
from graph.errors import IdentifierError
from graph.namespaces import Names

router = APIRouter(tags=["trace"])
FORMATS = (TABLE[0], JSON_LD, *TABLE[1:])
PAGE = 100
"""How many links of a section a page shows where no limit is asked for."""
_DEEPEST = 50
"""Below what the nesting of JSON and of templates bears; cycles are cut long before."""


@router.get("/trace/{path:path}", summary="The trace of a thing, both ways, with evidence")
def get(
    request: Request,
    path: str,
    view: ViewDep,
    depth: Annotated[int, Query(ge=1, le=_DEEPEST, description="how many links to follow")] = 1,
    page: Annotated[int, Query(ge=1, le=100_000, description="page of each section, from 1")] = 1,
    limit: Annotated[int, Query(ge=1, le=LIMIT, description="links of a section on a page")] = PAGE,
) -> Response:
    """What it asks, of whom, by when; what was done, what it serves, what it cites and what cites it."""
    choice = chosen(request, path, FORMATS)
    if (right := _spelled(view, choice.path)) is not None:
        suffix = path[len(choice.path) :]
        query = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(address(request, f"trace/{right}") + suffix + query, 308)
    kept = header(request, view, choice)
    if view.exists(choice.path) and unchanged(request, kept.tag):
        return not_modified(kept)
    found = trace(view.reader, choice.path, depth, view.names, view.language, limit, page)
    pages = max((-(-section.total // limit) for section in found.sections), default=1)
    links = {name: _at(request, place) for name, place in _neighbours(page, pages).items()}
    return table(
        request,
        view,
        choice,
        _table(found, choice.path, view.names, links),
        *(link(target, relation) for relation, target in links.items()),
    )


def _neighbours(page: int, pages: int) -> dict[str, int]:
    """The pages beside one of several, by their relation."""
    if pages <= 1:
        return {}
    beside = {"first": 1, "prev": page - 1, "next": page + 1, "last": pages}
    return {name: place for name, place in beside.items() if 1 <= place <= pages}


def _at(request: Request, page: int) -> str:
    return f"{quoted(request.url.path)}?{request.url.include_query_params(page=page).query}"


def _spelled(view: ViewDep, ref: str) -> str | None:
    """The path that another spelling stands for; None where the spelling is a path already, or nothing at all."""
    if view.identifier(ref) is not None or view.exists(ref):
        return None
    try:
        path = identifiers.parse(ref).path
    except IdentifierError:
        return None
    return path if path != ref else None


def _table(found: Trace, ref: str, names: Names, links: dict[str, str]) -> Table:
    return Table(
        "trace",
        lambda: Page("trace.html", f"Trace of {found.thing.label}", {"trace": found, "ref": ref}),
        lambda: {**as_json(found, names), **({"view": links} if links else {})},
        HEADER,
        lambda: as_rows(found),
    )
