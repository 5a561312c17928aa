"""The address of every thing: one path, six formats, six languages; other spellings are sent to the right address.

The persistent IRIs are on a redirect service, which answers 303 with an address here; this address answers with the
document itself and names it in Content-Location.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from threading import Lock
from typing import Annotated, NamedTuple

from cachetools import LRUCache
from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse

from api.access import ViewDep
from api.description import describe, paged
from api.jsonld import CONTEXT
from api.negotiation import Format, choose_language
from api.pages import render
from api.past import gone, history_links
from api.problems import HttpProblem
from api.rdf_forms import serialized
from api.representation import (
    HTML,
    JSON,
    JSON_LD,
    RDF,
    Choice,
    Header,
    absolute,
    address,
    answer,
    chosen,
    etag,
    field,
    link,
    not_modified,
    unchanged,
)
from api.schema import SCHEMA
from api.thing_pages import page as page_of
from api.view import TEXTS, View
from graph import identifiers
from graph.errors import IdentifierError

router = APIRouter()
_TYPES = {
    **dict.fromkeys(("decision", "recommendation", "legalexpression"), "Legislation"),
    "document": "Report",
    "activity": "Action",
    "meeting": "Event",
    "concept": "DefinedTerm",
    "conceptscheme": "DefinedTermSet",
}
FORMATS: tuple[Format, ...] = (HTML, *RDF, JSON)


@router.get("/{path:path}", summary="A thing by its address")
def thing(
    request: Request,
    path: str,
    view: ViewDep,
    page: Annotated[int, Query(ge=1, le=100_000, description="page of what points to it")] = 1,
) -> Response:
    """A decision, recommendation, document, element, language version, concept, record, meeting or the ontology."""
    choice = chosen(request, path, FORMATS)
    if not view.exists(choice.path):
        return _elsewhere(request, path, choice, view)
    header = _header(request, view, choice, _language(request, view, choice.path), page)
    if unchanged(request, header.tag):
        return not_modified(header)
    if choice.format is HTML:
        return answer(_linked(request, view, choice, header), render(request, view, page_of(view, choice.path)), HTML)
    bodies: Bodies = request.app.state.bodies
    at = absolute(request, choice.path)
    body, more = bodies.of((at, header.tag, page), partial(_written, view, choice, page, at))
    here = f"{address(request, choice.path)}.{choice.format.suffix}"
    return answer(_linked(request, view, choice, header, *_neighbours(here, page, more)), body, choice.format)


def _written(view: View, choice: Choice, page: int, at: str) -> Body:
    found = describe(view, choice.path, page, sources=choice.format.suffix == "trig")
    return Body(serialized(paged(view, found, at), choice.format.suffix, view.names), found.more)


class Body(NamedTuple):
    """A thing as it is sent; `more` whether another page of it follows."""

    written: bytes
    more: bool


class Bodies:
    """The last bodies that were sent, by address, tag (which names the generation) and page: what many ask for is
    written once.

    >>> Bodies().of(("/decision/cop/10/15", '"g1"', 1), lambda: Body(b"{}", False)).written
    b'{}'
    """

    def __init__(self, most: int = 16_000_000) -> None:
        self._kept: LRUCache[tuple[str, str, int], Body] = LRUCache(most, getsizeof=lambda body: len(body.written))
        self._guard = Lock()

    def of(self, key: tuple[str, str, int], write: Callable[[], Body]) -> Body:
        """The body under a key, written now if it is not kept; one larger than all that is kept is not."""
        with self._guard:
            kept = self._kept.get(key)
        if kept is None:
            kept = write()
            with self._guard, suppress(ValueError):
                self._kept[key] = kept
        return kept


def _language(request: Request, view: View, ref: str) -> str | None:
    """The language that the words of a thing are shown in; None for what has no words of its own."""
    identifier = view.identifier(ref)
    if isinstance(identifier, identifiers.Expression):
        return identifier.language
    if isinstance(identifier, identifiers.Element):
        there = [each.language for each in view.wordings(ref)]
    else:
        there = view.languages(ref) if isinstance(identifier, TEXTS) else []
    return choose_language(there, field(request, "accept-language"), request.query_params.get("lang"))


def _header(request: Request, view: View, choice: Choice, language: str | None, number: int) -> Header:
    """What a 304 says too."""
    asked = {"lang": request.query_params.get("lang"), "page": str(number) if number > 1 else None}
    query = "&".join(f"{name}={value}" for name, value in asked.items() if value and value.isalnum())
    html_language = language if choice.format is HTML else None
    return Header(
        tag=etag(view.reader.generation, choice.format, html_language and f"{html_language}-{view.language}"),
        location=f"{address(request, choice.path)}.{choice.format.suffix}" + (f"?{query}" if query else ""),
        language=html_language,
    )


def _linked(request: Request, view: View, choice: Choice, header: Header, *others: str) -> Header:
    """The header with the links of a thing."""
    here = address(request, choice.path)
    links = [link(f"{here}.{each.suffix}", "alternate", type=each.media_type) for each in (HTML, *RDF)]
    links += [
        link(view.names.iri(choice.path), "canonical"),
        link(view.names.iri(choice.path), "cite-as"),
        *(
            link(address(request, each), "item", type="text/html")
            for each in view.objects(choice.path, "eli:is_realized_by")
        ),
        *(link(address(request, each), "collection") for each in view.objects(choice.path, "chm:inText")),
        link(_signpost_type(view, choice.path), "type"),
        *history_links(request, choice.path),
        link(f"{here}.ttl", "describedby", type="text/turtle"),
        link(address(request, "ontology"), "describedby"),
        link(request.app.state.settings.license, "license"),
    ]
    if choice.format in (JSON, JSON_LD):
        links.append(link(address(request, SCHEMA), "describedby", type="application/schema+json"))
    if choice.format is JSON:
        context = address(request, CONTEXT)
        links.append(link(context, "http://www.w3.org/ns/json-ld#context", type=JSON_LD.media_type))
    return replace(header, links=(*links, *others))


def _neighbours(here: str, number: int, more: bool) -> list[str]:
    """The pages before and after one of the description, where there are any."""
    if number == 1 and not more:
        return []
    places = {"first": 1, "prev": number - 1 if number > 1 else None, "next": number + 1 if more else None}
    return [link(f"{here}?page={place}", relation) for relation, place in places.items() if place]


def _signpost_type(view: View, ref: str) -> str:
    """What it is in the words of schema.org, for machines that follow Signposting (https://signposting.org)."""
    return f"https://schema.org/{_TYPES.get(view.kind(ref), 'AboutPage')}"


def _elsewhere(request: Request, path: str, choice: Choice, view: View) -> Response:
    """The redirect to the address of another spelling (`X/15`, a document's symbol with slashes), or 404."""
    for spelling, suffix in ((choice.path, path[len(choice.path) :]), (path, "")):
        try:
            found = identifiers.parse(spelling)
        except IdentifierError:
            continue
        if found.path + suffix != path:
            query = f"?{request.url.query}" if request.url.query else ""
            return RedirectResponse(address(request, found.path) + suffix + query, 308)
    raise gone(request, choice.path) or _not_found(request, choice.path, view)


def _not_found(request: Request, ref: str, view: View) -> HttpProblem:
    identifier = view.identifier(ref)
    if identifier is None:
        return HttpProblem(404, f"/{ref}: no such address here")
    official = identifiers.official_page(identifier)
    trace = address(request, f"trace/{ref}")
    return HttpProblem(404, f"{identifier.label} is not loaded", None, officialPage=official, trace=trace)
