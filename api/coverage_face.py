"""`/coverage`: operative paragraphs that nobody has answered, and citations that lead nowhere."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.access import ViewDep
from api.coverage import HEADER, Coverage, as_json, as_rows, counts, coverage
from api.pages import Page
from api.representation import chosen
from api.tables import FORMATS, Table, table
from graph.namespaces import Names

router = APIRouter(tags=["trace"])


@router.get("/coverage", summary="What has no activity, target or programme")
@router.get("/coverage.{suffix}", include_in_schema=False)
def get(
    request: Request,
    view: ViewDep,
    body: Annotated[str | None, Query(pattern="^[a-z][a-z0-9-]*$", description="a body: cop, cp-mop, np-mop")] = None,
    session: Annotated[int | None, Query(ge=1, le=99, description="a session of the body")] = None,
    actor: Annotated[str | None, Query(pattern="^[a-z0-9-]+$", description="a code of the actors")] = None,
    suffix: str | None = None,
) -> Response:
    """The operative elements of the loaded decisions that lack something, and the loose citations."""
    choice = chosen(request, f"coverage.{suffix}" if suffix else "coverage", FORMATS)
    found = coverage(view.reader, body, session, actor, view.names, view.language)
    asked = {"body": body or "", "session": str(session or ""), "actor": actor or ""}
    return table(request, view, choice, _table(found, asked, view.names))


def _table(found: Coverage, asked: dict[str, str], names: Names) -> Table:
    return Table(
        "coverage",
        lambda: Page("coverage.html", "Coverage", {"found": found, "counts": counts(found), "filter": asked}),
        lambda: as_json(found, names),
        HEADER,
        lambda: as_rows(found),
    )
