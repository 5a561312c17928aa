"""`/differences/{path}`: where the language versions of a text disagree."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from api.access import ViewDep
from api.differences import HEADER, as_json, as_rows, differences
from api.pages import Page
from api.representation import chosen
from api.tables import FORMATS, Table, table

router = APIRouter(tags=["trace"])


@router.get("/differences/{path:path}", summary="Where the language versions of a text disagree")
def get(request: Request, path: str, view: ViewDep) -> Response:
    """Acts, addressees, citations and goals by element, where the versions do not say the same."""
    choice = chosen(request, path, FORMATS)
    ref = choice.path
    found = differences(view.reader, ref, view.names, view.language)
    shown = {"found": found, "ref": ref, "languages": view.languages(ref)}
    return table(
        request,
        view,
        choice,
        Table(
            "differences",
            lambda: Page("differences.html", f"Language versions of {view.label(ref)}", shown),
            lambda: as_json(ref, found, view.names),
            HEADER,
            lambda: as_rows(found),
        ),
    )
