"""`/resolve?q=`: one identifier in any spelling, or every reference in a text; with IRI, status, official page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

import anyio
from fastapi import APIRouter, Query, Request, Response

from api.access import ViewDep
from api.batches import MEDIA_TYPES, answered, text_of
from api.deposits import TEXTS, decoded, media_type_of
from api.pages import Page
from api.problems import HttpProblem
from api.representation import chosen
from api.tables import FORMATS, Table, table
from api.view import View
from graph import identifiers
from graph.errors import IdentifierError, SourceError
from graph.namespaces import Names
from graph.store import Reader

router = APIRouter(tags=["resolve"])
_LONGEST = 20_000
"""Characters of a text in an address; a longer one is posted."""
_LARGEST = 1_000_000
_LONGEST_NAME = 2_000
HEADER = ("exact", "start", "end", "path", "label", "status", "suspected", "reason", "page")
_NAMES = Names()


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference in a text: characters `start` to `end` (exclusive), what it means, and how far that leads.

    `status` is resolved, dangling (nothing loaded has that address), ambiguous, suspect or external. `page` is the
    official page.
    """

    exact: str
    start: int
    end: int
    path: str | None
    label: str
    status: str
    suspected: str | None = None
    reason: str | None = None
    page: str | None = None


def resolve(reader: Reader, text: str, names: Names = _NAMES, language: str | None = None) -> tuple[Reference, ...]:
    """The references in a text; a text that is an identifier in itself is one reference.

    `language` is that of the text, found out where it is not given. Raises SourceError for a long text, or one of a
    language that was given, that is in a language not read here.

    >>> resolve(reader, "X/15 para 5(d)")[0].path  # doctest: +SKIP
    'decision/cop/10/15/5.d'
    """
    view = View(reader, names, language or "en")
    if not text.strip():
        return ()
    if len(text) > _LONGEST_NAME:
        return _in_text(view, text, language)
    try:
        identifier = identifiers.parse(text.strip())
    except IdentifierError:
        return _in_text(view, text, language)
    return (_reference(view, text.strip(), 0, identifier.path),)


def _in_text(view: View, text: str, language: str | None) -> tuple[Reference, ...]:
    from api.annotation import annotated

    try:
        found = annotated(text, view.names, language)
    except SourceError:
        if language is None and len(text) <= _LONGEST_NAME:
            return ()  # words of a search box have no language
        raise
    return tuple(
        _reference(
            view,
            each.exact,
            each.start,
            each.target,
            each.status,
            each.suspected,
            each.reason,
        )
        for each in found
        if each.name == "citation"
    )


def _reference(
    view: View,
    exact: str,
    start: int,
    path: str | None,
    status: str = "resolved",
    suspected: str | None = None,
    reason: str | None = None,
) -> Reference:
    identifier = view.identifier(path) if path else None
    if status == "resolved" and path and not view.exists(path):
        status = "dangling"
    return Reference(
        exact,
        start,
        start + len(exact),
        path,
        view.label(path) if path else exact,
        status,
        suspected,
        reason,
        identifiers.official_page(identifier) if identifier else None,
    )


@router.get("/resolve", summary="References in a text, or one identifier in any spelling")
@router.get("/resolve.{suffix}", include_in_schema=False)
def get(
    request: Request,
    view: ViewDep,
    q: Annotated[str, Query(max_length=_LONGEST, description="an identifier in any spelling, or a text")] = "",
    suffix: str | None = None,
) -> Response:
    """`X/15`, `UNEP/CBD/COP/DEC/X/15`, `X/15 para 5(d)`, a page's address, or a paragraph that cites."""
    choice = chosen(request, f"resolve.{suffix}" if suffix else "resolve", FORMATS)
    found = resolve(view.reader, q, view.names)
    titles = tuple(_titled(view, q)) if choice.format.suffix == "html" else ()
    return table(request, view, choice, _table(view, found, titles, q))


def _table(view: View, found: tuple[Reference, ...], titles: tuple[str, ...], q: str) -> Table:
    return Table(
        "resolve",
        lambda: Page("resolve.html", "Search", {"found": found, "titles": titles, "q": q}),
        lambda: as_json(found, view.names),
        HEADER,
        lambda: (tuple("" if cell is None else str(cell) for cell in _row(each)) for each in found),
    )


@router.post("/resolve", summary="References in a text of up to 1 MB")
async def post(
    request: Request,
    view: ViewDep,
    lang: Annotated[str | None, Query(description="the language of the text")] = None,
) -> Response:
    """Plain text in, references out as JSON, CSV or XLSX; JSON Lines of `{"id", "text", "lang"}` line by line."""
    body = await request.body()
    if len(body) > _LARGEST:
        raise HttpProblem(413, f"a text may have {_LARGEST} bytes; send it in parts")
    if media_type_of(request, (*TEXTS, *MEDIA_TYPES)) in MEDIA_TYPES:
        return answered(body, lambda asked: {"references": _batched(view, *text_of(asked))})
    choice = chosen(request, "resolve", FORMATS[1:])
    found = await anyio.to_thread.run_sync(resolve, view.reader, decoded(body), view.names, lang)
    made = table(request, view, choice, _table(view, found, (), ""))
    # what was sent decides, and no cache keeps that
    for name in ("ETag", "Link"):
        del made.headers[name]
    made.headers["Cache-Control"] = "no-store"
    return made


def _batched(view: View, text: str, language: str | None) -> list[dict[str, Any]]:
    return as_json(resolve(view.reader, text, view.names, language), view.names)


def _row(found: Reference) -> tuple[object, ...]:
    return (
        found.exact, found.start, found.end, found.path, found.label, found.status, found.suspected, found.reason,
        found.page,
    )  # fmt: skip


def as_json(found: tuple[Reference, ...], names: Names = _NAMES) -> list[dict[str, Any]]:
    """The references as JSON, with IRIs in place of paths."""
    return [
        {
            "exact": each.exact,
            "start": each.start,
            "end": each.end,
            "id": _iri(each.path, names),
            "path": each.path,
            "label": each.label,
            "status": each.status,
            "suspected": _iri(each.suspected, names),
            "reason": each.reason,
            "page": each.page,
        }
        for each in found
    ]


def _iri(path: str | None, names: Names) -> str | None:
    return path if path is None or "://" in path else names.iri(path)


def _titled(view: View, words: str) -> list[str]:
    """Texts whose title, and concepts whose label, holds the words; the full-text search comes with its own index."""
    wanted = words.strip().casefold()
    if not wanted:
        return []
    found: dict[str, None] = {}
    for short in ("dcterms:title", "skos:prefLabel", "skos:altLabel"):
        for quad in view.reader.quads(None, view.property(short), None):
            ref = view.ref(quad.subject)
            if wanted in view.ref(quad.object).casefold() and "#" not in ref and len(found) < _SHOWN:
                found.setdefault(ref)
    return list(found)


_SHOWN = 50
