"""`/search?q=`: full text, concepts and identifiers, with facets; HTML and plain JSON-LD with Hydra paging."""

from __future__ import annotations

import re
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlencode
from weakref import WeakKeyDictionary

import orjson
import tantivy
from fastapi import APIRouter, Query, Request, Response

from api.access import ViewDep
from api.finding import SIZE, VALUES, Asked, Found, Hit, find
from api.naming import addresses
from api.pages import Page, render
from api.representation import HTML, JSON, JSON_LD, Header, address, answer, chosen, etag, link, not_modified, unchanged
from api.resolve import resolve
from api.snippets import because, snippet
from api.view import View
from graph import fulltext
from graph.entries import FACETS
from graph.namespaces import Names
from graph.store import Reader
from graph.words import HAN

router = APIRouter(tags=["search"])
_FORMATS = (HTML, JSON_LD, JSON)
_LONGEST, _IDENTIFIER, _PAGES = 10_000, 200, 500
_ANSWERS = 500
_BEGINNING = 5
"""Letters of a word of which the beginning is worth looking for."""
_HEADINGS = {
    "lang": "Language", "type": "What it is", "body": "Body", "session": "Session", "subject": "Subject",
    "actor": "Who", "action": "What is asked", "status": "Status", "target": "Target", "kind": "Kind of record",
    "country": "Country",
}  # fmt: skip
_LANGUAGES = {"ar": "العربية", "en": "English", "es": "Español", "fr": "Français", "ru": "Русский", "zh": "中文"}
_TYPES = frozenset({"paragraph", "decision", "recommendation", "document", "record", "concept"})
_CODE = r"^[\w+./-]*$"
_ALINEA = re.compile(r"\balinéa\b", re.IGNORECASE)
"""How some call a paragraph in French, which citations in texts do not."""
_opening = threading.Lock()
_Code = Annotated[str, Query(max_length=100, pattern=_CODE, description="only with this code; a facet lists them")]


def index_for(reader: Reader, names: Names) -> tantivy.Index:
    """The index of the generation that a reader reads, opened (or, for a store elsewhere, made) once."""
    return _of(reader, names).index


def found(reader: Reader, asked: Asked, names: Names) -> Found:
    """What is found in a generation; its last answers are kept, for people page, narrow down and come back."""
    key = (asked.words, asked.language, tuple(sorted(asked.filters.items())), asked.page, asked.size, asked.explain)
    held = _of(reader, names)
    if (known := held.answers.get(key)) is None:
        known = find(held.index, asked)
        if len(held.answers) >= _ANSWERS:
            with suppress(KeyError, StopIteration, RuntimeError):  # another thread was here
                del held.answers[next(iter(held.answers))]
        held.answers[key] = known
    return known


@dataclass(frozen=True, slots=True)
class _Held:
    """The index of the generation that a reader reads, with the answers that it gave."""

    index: tantivy.Index
    answers: dict[tuple[object, ...], Found] = field(default_factory=dict)


def _of(reader: Reader, names: Names) -> _Held:
    with _opening:
        if (held := _held.get(reader)) is None:
            place: Path | None = getattr(reader, "place", None)
            index = fulltext.index_of(reader, names, place / fulltext.FOLDER if place else None)
            _held.clear()
            held = _held[reader] = _Held(index)
        return held


# weak: what was searched last must not hold a generation that is no longer served
_held: WeakKeyDictionary[Reader, _Held] = WeakKeyDictionary()


def direct(reader: Reader, words: str, names: Names) -> str | None:
    """The path of the thing that the words are an identifier of, in any spelling; None for other words.

    >>> direct(reader, "X/15 para 5 d", Names())  # doctest: +SKIP
    'decision/cop/10/15/5.d'
    """
    asked = words.strip()
    if not asked or len(asked) > _IDENTIFIER or not re.search(r"\d", asked):
        return None
    view = View(reader, names)
    if path := next((each for each in addresses(asked.split()) if view.exists(each)), None):
        return path
    asked = _ALINEA.sub("paragraphe", asked)
    found = resolve(reader, asked, names)
    whole = len(found) == 1 and len(found[0].exact) >= len(asked) - 2
    return found[0].path if whole and found[0].status == "resolved" else None


@router.get("/search", summary="Full text, concepts and identifiers")
def get(  # noqa: PLR0913, PLR0917  each facet is a parameter of its own, so that OpenAPI tells it
    request: Request,
    view: ViewDep,
    q: Annotated[
        str, Query(max_length=_LONGEST, description='words, "phrases", prefix*, a concept, an identifier')
    ] = "",
    lang: Annotated[str, Query(max_length=35, description="search in this language only: ar en es fr ru zh")] = "",
    type: _Code = "",  # noqa: A002  the name in the contract
    body: _Code = "",
    session: _Code = "",
    subject: _Code = "",
    actor: _Code = "",
    action: _Code = "",
    status: _Code = "",
    target: _Code = "",
    kind: _Code = "",
    country: _Code = "",
    page: Annotated[int, Query(ge=1, le=_PAGES)] = 1,
    explain: Annotated[Literal["true", "false", ""], Query(description="tell the parts of each score")] = "",
) -> Response:
    """What has the words, best first; an identifier leads straight to its thing."""
    choice = chosen(request, "search", _FORMATS)
    filters = {"type": type, "body": body, "session": session, "subject": subject, "actor": actor}
    filters |= {"action": action, "status": status, "target": target, "kind": kind, "country": country}
    asked = Asked(q, lang or None, {k: v for k, v in filters.items() if v}, page, explain=explain == "true")
    there = direct(view.reader, q, view.names) if page == 1 and not asked.filters else None
    if there and choice.format is HTML:
        return Response(status_code=303, headers={"Location": address(request, there), "Vary": "Accept"})
    answered = found(view.reader, asked, view.names)
    links = _paging(request, asked, answered)
    header = Header(
        etag(view.reader.generation, choice.format, view.language),
        language=view.language,
        links=tuple(link(target, relation) for relation, target in links.items()),
    )
    if unchanged(request, header.tag):
        return not_modified(header)
    if choice.format is HTML:
        return answer(
            header,
            render(request, view, Page("search.html", "Search", _shown(request, view, asked, answered, links))),
            HTML,
        )
    return answer(
        header, orjson.dumps(as_json(view, asked, answered, there, links), option=orjson.OPT_INDENT_2), choice.format
    )


def _shown(request: Request, view: View, asked: Asked, found: Found, links: dict[str, str]) -> dict[str, Any]:
    """What the page shows."""
    last = [word for word in re.findall(r"\w+", asked.words) if len(word) > _BEGINNING and not HAN.search(word)]
    return {
        "found": found,
        "asked_for": asked,
        "links": links,
        "pages": _last_page(found),
        "most": VALUES,
        "snippet": lambda hit: snippet(view, hit, asked, found.spelling.words),
        "because": lambda hit: because(view, hit, found),
        "heading": lambda name: _HEADINGS.get(name, name),
        "facet_label": lambda value: _facet_label(view, value),
        "without": lambda name: _address(request, **{name: "", "page": ""}),
        "only": lambda name, value: _address(request, **{name: value, "page": ""}),
        "everywhere": _address(request, **dict.fromkeys((*FACETS, "page"), "")),
        "beginnings": [(word[:-2], _address(request, q=f"{word[:-2]}*", page="")) for word in last[:3]],
        "filters": {**asked.filters, **({"lang": asked.language} if asked.language else {})},
    }


def _address(request: Request, **changes: str) -> str:
    values = {**request.query_params, **changes}
    return f"{address(request, 'search')}?{urlencode({k: v for k, v in values.items() if v})}"


def _last_page(found: Found) -> int:
    return min(max(-(-found.total // SIZE), 1), _PAGES)


def _paging(request: Request, asked: Asked, found: Found) -> dict[str, str]:
    last = _last_page(found)
    pages = {"first": 1, "last": last}
    if asked.page > 1:
        pages["prev"] = min(asked.page - 1, last)
    if asked.page < last:
        pages["next"] = asked.page + 1
    return {relation: _address(request, page=str(number)) for relation, number in pages.items()}


_CONTEXT = {
    "hydra": "http://www.w3.org/ns/hydra/core#",
    "member": {"@id": "hydra:member", "@container": "@list"},
    "totalItems": "hydra:totalItems",
    "view": "hydra:view",
    "first": {"@id": "hydra:first", "@type": "@id"},
    "last": {"@id": "hydra:last", "@type": "@id"},
    "next": {"@id": "hydra:next", "@type": "@id"},
    "previous": {"@id": "hydra:previous", "@type": "@id"},
    "id": "@id",
    "label": "http://www.w3.org/2000/01/rdf-schema#label",
}


def as_json(view: View, asked: Asked, found: Found, there: str | None, links: dict[str, str]) -> dict[str, Any]:
    """The answer as plain JSON-LD: IRIs, snippets with `<mark>` free parts, facets with labels and counts."""
    paging = {"previous" if relation == "prev" else relation: target for relation, target in links.items()}
    return {
        "@context": _CONTEXT,
        "totalItems": found.total,
        "relaxed": found.relaxed,
        "lookedFor": found.spelling.words,
        "direct": view.names.iri(there) if there else None,
        "concepts": [{"id": view.names.iri(path), "label": view.label(path)} for path in found.concepts],
        "member": [_member(view, hit, asked, found) for hit in found.hits],
        "facets": {
            name: [{"value": value, "label": _facet_label(view, value), "count": count} for value, count in counts]
            for name, counts in found.facets.items()
        },
        "view": paging,
    }


def _member(view: View, hit: Hit, asked: Asked, found: Found) -> dict[str, Any]:
    shown = snippet(view, hit, asked, found.spelling.words)
    made: dict[str, Any] = {
        "id": view.names.iri(hit.path),
        "path": hit.path,
        "label": view.label(hit.path),
        "score": round(hit.score, 4),
        "language": shown.language if shown else None,
        "snippet": [{"text": text, "match": match} for text, match in shown.parts] if shown else [],
    }
    if asked.explain:
        made["explanation"] = [{"clause": told, "score": score} for told, score in hit.parts]
    return made


def _facet_label(view: View, value: str) -> str:
    """A code in words: `cop` is its body's label."""
    if value in _LANGUAGES:
        return _LANGUAGES[value]
    body = f"vocab/bodies/{value}"
    ref = body if re.fullmatch(r"[a-z][a-z0-9-]+", value) and value not in _TYPES and view.exists(body) else value
    return view.label(ref) if "/" in ref else value


def found_json(reader: Reader, names: Names, words: str, language: str | None, kind: str | None) -> dict[str, Any]:
    """What `/search` answers as JSON, without a server: the first page. `language` and `kind` narrow it down."""
    view = View(reader, names, language or "en")
    asked = Asked(words, language, {"type": kind} if kind else {})
    return as_json(view, asked, found(reader, asked, names), direct(reader, words, names), {})
