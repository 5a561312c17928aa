"""What is new, for those who follow: Atom with archives (RFC 5005), ActivityStreams 2.0, sitemaps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Annotated, Any

import orjson
from fastapi import APIRouter, Path, Query, Request, Response
from lxml import etree

from api.access import ViewDep
from api.changes import Change, History, HistoryDep
from api.negotiation import Format
from api.problems import HttpProblem
from api.representation import HTML, RDF, Header, absolute, answer, etag, not_modified, unchanged
from api.view import View
from api.xml_forms import document, element, printed

router = APIRouter(tags=["harvest"])
_ATOM = Format("atom", "application/atom+xml")
_XML = Format("xml", "application/xml")
_ACTIVITIES = Format("json", "application/activity+json")
_ATOM_NS, _FH, _AT = (
    "http://www.w3.org/2005/Atom",
    "http://purl.org/syndication/history/1.0",
    "http://purl.org/atompub/tombstones/1.0",
)
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
ENTRIES = 200
"""How many changes stand in one document of the feed."""
URLS = 50_000
"""How many addresses a sitemap may have."""
Number = Annotated[int, Path(ge=1, le=999_999_999)]
PageNumber = Annotated[int, Query(ge=1, le=1_000_000, description="page, from 1")]


def stamp(moment: datetime) -> str:
    """A time of Atom, OAI-PMH and sitemaps: `2026-11-21T06:00:00Z`."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


@router.get("/feed.atom", summary="What is new (Atom)")
def feed(request: Request, view: ViewDep, history: HistoryDep) -> Response:
    """The newest changes; `prev-archive` leads to all earlier ones that are kept."""
    places = _documents(history)
    return _feed(request, view, history, places, len(places) - 1, archive=False)


@router.get("/feed/{number}.atom", summary="The changes of one generation (Atom archive)")
def archived(request: Request, view: ViewDep, history: HistoryDep, number: Number, page: PageNumber = 1) -> Response:
    """An archive document of the feed: what generation `number` changed."""
    places = _documents(history)
    if (number, page) not in places:
        raise HttpProblem(404, f"no archive {number}, page {page}; begin with /feed.atom")
    return _feed(request, view, history, places, places.index((number, page)), archive=True)


def _documents(history: History) -> list[tuple[int, int]]:
    """The documents of the feed as (generation, page), oldest first; the newest generation has at least one."""
    found = []
    for number, changes in history.by_generation.items():
        pages = max(-(-len(changes) // ENTRIES), int(number == history.newest))
        found += [(number, page) for page in range(1, pages + 1)]
    return found


def _feed(
    request: Request, view: View, history: History, places: Sequence[tuple[int, int]], place: int, *, archive: bool
) -> Response:
    header = _header(view, history, _ATOM)
    if unchanged(request, header.tag):
        return not_modified(header)
    number, page = places[place]
    shown = history.by_generation[number][(page - 1) * ENTRIES : page * ENTRIES]

    def at(index: int) -> str:
        generation, part = places[index]
        return absolute(request, f"feed/{generation}.atom") + (f"?page={part}" if part > 1 else "")

    created = next(each.created for each in history.generations if each.number == number)
    root = document("feed", _ATOM_NS, fh=_FH, at=_AT)
    element(root, "id", view.names.iri("feed"))
    element(root, "title", "Clearing-House Mechanism: what is new")
    element(root, "updated", stamp(max((each.at for each in shown), default=created)))
    element(element(root, "author"), "name", "Clearing-House Mechanism")
    if archive:
        etree.SubElement(root, f"{{{_FH}}}archive")
    links = {
        "self": at(place) if archive else absolute(request, "feed.atom"),
        "current": absolute(request, "feed.atom"),
    }
    if place > 0:
        links["prev-archive"] = at(place - 1)
    if archive and place + 1 < len(places):
        links["next-archive"] = at(place + 1)
    for relation, target in links.items():
        element(root, "link", rel=relation, href=target, type=_ATOM.media_type)
    for change in reversed(shown):
        _entry(root, request, view, change)
    return answer(header, printed(root), _ATOM)


def _entry(root: etree._Element, request: Request, view: View, change: Change) -> None:
    iri = view.names.iri(change.ref)
    if change.verb == "Delete":
        etree.SubElement(root, f"{{{_AT}}}deleted-entry", ref=iri, when=stamp(change.at))
        return
    entry = element(root, "entry")
    element(entry, "id", iri)
    label, title = view.label(change.ref), view.title(change.ref)
    element(entry, "title", label if title is None or title == label else f"{label}: {title}")
    element(entry, "updated", stamp(change.at))
    here = absolute(request, change.ref)
    element(entry, "link", rel="alternate", type=HTML.media_type, href=here)
    for each in RDF[:2]:
        element(entry, "link", rel="alternate", type=each.media_type, href=f"{here}.{each.suffix}")
    element(entry, "category", term=change.kind)
    element(entry, "content", f"{change.verb}: {label}")


def _header(view: View, history: History, form: Format) -> Header:
    return Header(etag(history.newest, form, view.language), language=view.language)


@router.get("/changes", summary="Every change that is kept (ActivityStreams)")
def changes(request: Request, view: ViewDep, history: HistoryDep) -> Response:
    """An ordered collection with one page for each generation, oldest first; read it from `last` by `prev`."""
    numbers = [each.number for each in history.generations]
    body = {
        "type": "OrderedCollection",
        "id": absolute(request, "changes"),
        "totalItems": sum(len(each) for each in history.by_generation.values()),
        "first": _page_link(request, numbers[0]),
        "last": _page_link(request, numbers[-1]),
    }
    return _activities(request, _header(view, history, _ACTIVITIES), body)


@router.get("/changes/{number}", summary="The changes of one generation (ActivityStreams)")
def changes_of(request: Request, view: ViewDep, history: HistoryDep, number: Number) -> Response:
    """Create, Update and Delete, in the order of addresses."""
    numbers = [each.number for each in history.generations]
    if number not in numbers:
        raise HttpProblem(404, f"generation {number} is not kept; there is {', '.join(map(str, numbers))}")
    place = numbers.index(number)
    body: dict[str, Any] = {
        "type": "OrderedCollectionPage",
        "id": absolute(request, f"changes/{number}"),
        "partOf": {"type": "OrderedCollection", "id": absolute(request, "changes")},
    }
    for name, other in (("prev", place - 1), ("next", place + 1)):
        if 0 <= other < len(numbers):
            body[name] = _page_link(request, numbers[other])
    body["orderedItems"] = [
        {
            "type": each.verb,
            "endTime": stamp(each.at),
            "object": {
                "type": "Tombstone" if each.verb == "Delete" else "Document",
                "id": view.names.iri(each.ref),
                "url": absolute(request, each.ref),
                "name": view.label(each.ref),
            },
        }
        for each in history.by_generation[number]
    ]
    return _activities(request, _header(view, history, _ACTIVITIES), body)


def _page_link(request: Request, number: int) -> dict[str, str]:
    return {"type": "OrderedCollectionPage", "id": absolute(request, f"changes/{number}")}


def _activities(request: Request, header: Header, body: dict[str, Any]) -> Response:
    if unchanged(request, header.tag):
        return not_modified(header)
    collection = {"@context": "https://www.w3.org/ns/activitystreams", **body}
    return answer(header, orjson.dumps(collection, option=orjson.OPT_INDENT_2), _ACTIVITIES)


@router.get("/sitemap.xml", summary="Every page, with its last change")
def sitemap(request: Request, view: ViewDep, history: HistoryDep) -> Response:
    """One sitemap, or an index of them above 50,000 addresses."""
    there = history.there()
    header = _header(view, history, _XML)
    if unchanged(request, header.tag):
        return not_modified(header)
    if len(there) <= URLS:
        return answer(header, _urls(request, there), _XML)
    root = document("sitemapindex", _SITEMAP)
    for start in range(0, len(there), URLS):
        entry = element(root, "sitemap")
        element(entry, "loc", absolute(request, f"sitemap/{start // URLS + 1}.xml"))
        element(entry, "lastmod", stamp(max(each.at for each in there[start : start + URLS])))
    return answer(header, printed(root), _XML)


@router.get("/sitemap/{number}.xml", summary="A part of the sitemap")
def sitemap_part(request: Request, view: ViewDep, history: HistoryDep, number: Number) -> Response:
    """The addresses of one part, from 1."""
    part = history.there()[(number - 1) * URLS : number * URLS]
    if not part:
        raise HttpProblem(404, f"no sitemap {number}; /sitemap.xml lists them")
    header = _header(view, history, _XML)
    return not_modified(header) if unchanged(request, header.tag) else answer(header, _urls(request, part), _XML)


def _urls(request: Request, there: Iterable[Change]) -> bytes:
    root = document("urlset", _SITEMAP)
    for each in there:
        entry = element(root, "url")
        element(entry, "loc", absolute(request, each.ref))
        element(entry, "lastmod", stamp(each.at))
    return printed(root)
