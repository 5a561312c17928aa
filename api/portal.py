"""The first page: one box, the decisions and documents there are, and the generation that is served."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from api.access import ViewDep
from api.pages import Page, render
from api.representation import HTML, Header, answer, chosen, etag, not_modified, unchanged
from api.view import View

router = APIRouter(tags=["portal"])
_KINDS = (
    ("Decisions", "Decision"),
    ("Recommendations", "Recommendation"),
    ("Documents", "Document"),
    ("Activities", "Activity"),
)
_SHOWN = 200


@router.get("/", summary="The portal")
def get(request: Request, view: ViewDep) -> Response:
    """Search, browse, and what is new."""
    choice = chosen(request, "", (HTML,))
    header = Header(etag(view.reader.generation, choice.format, view.language), language=view.language)
    if unchanged(request, header.tag):
        return not_modified(header)
    lists = [(heading, _listed(view, kind)) for heading, kind in _KINDS]
    shown = {"lists": lists, "schemes": _schemes(view), "generation": view.reader.generation}
    return answer(header, render(request, view, Page("portal.html", "Clearing-House Mechanism", shown)), HTML)


def _listed(view: View, kind: str) -> list[str]:
    node = view.node(view.names.term(kind))
    found = {view.ref(quad.subject) for quad in view.reader.quads(None, view.property("rdf:type"), node)}
    return sorted(found, key=_natural)[:_SHOWN]


def _natural(ref: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in ref.replace("_", "/").split("/")]


def _schemes(view: View) -> list[str]:
    node = view.node("http://www.w3.org/2004/02/skos/core#ConceptScheme")
    return sorted({view.ref(quad.subject) for quad in view.reader.quads(None, view.property("rdf:type"), node)})
