"""`/differences/{path}`: where the language versions of a text disagree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from fastapi import APIRouter, Request, Response

from api.access import ViewDep
from api.differences import HEADER, HEADINGS, Difference, as_json, as_rows, differences
from api.pages import Page
from api.representation import chosen
from api.tables import FORMATS, Table, table
from api.view import Thing

router = APIRouter(tags=["trace"])


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of an element; `marked` where the versions disagree about them."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Place:
    """An element with all that its versions disagree about, and its words in each language."""

    element: Thing
    differences: tuple[Difference, ...]
    texts: tuple[tuple[str, tuple[Piece, ...]], ...]


@router.get("/differences/{path:path}", summary="Where the language versions of a text disagree")
def get(request: Request, path: str, view: ViewDep) -> Response:
    """Elements, acts, addressees, deadlines, citations, goals and figures in which the versions are not the same."""
    choice = chosen(request, path, FORMATS)
    ref = choice.path
    found = differences(view.reader, ref, view.names, view.language)
    shown = {"places": places(found), "ref": ref, "languages": view.languages(ref), "headings": HEADINGS}
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


def places(found: tuple[Difference, ...]) -> list[Place]:
    """The differences by element, with its words in each version that has it."""
    made = []
    for _, group in groupby(found, lambda each: each.element.ref):
        told = tuple(group)
        texts = {version.language: version.text for each in told for version in each.versions if version.text}
        marked = tuple((language, tuple(_pieces(text, _spans(told, language)))) for language, text in texts.items())
        made.append(Place(told[0].element, told, marked))
    return made


def _spans(told: tuple[Difference, ...], language: str) -> list[tuple[int, int]]:
    """Where a version says in the element's own words what not all versions say."""
    return sorted(
        (shown.start, shown.end)
        for each in told
        if each.about not in ("element", "kind")
        for version in each.versions
        if version.language == language
        for said in version.own
        for shown in said.evidence
        if shown.element == each.element.ref and shown.start is not None and shown.end is not None
    )


def _pieces(text: str, spans: list[tuple[int, int]]) -> Iterator[Piece]:
    here = 0
    for start, end in spans:
        if start >= here:
            yield Piece(text[here:start], marked=False)
            yield Piece(text[start:end], marked=True)
            here = end
    yield Piece(text[here:], marked=False)
