"""Where notes are called from: the bare digit or star that print leaves glued to a text.

The mark is taken out of the text and its place kept (contract: `text`). Only marks of notes that exist are taken,
in the order of the notes, after an end mark, so that a figure of the sentence stays (reference: extraction, trap 2).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from loaders.structure.labels import note_mark
from loaders.text import CALL_CLOSES, CALL_OPENS, Element, Kind

_CERTAIN = re.compile(f"{CALL_OPENS}([^{CALL_CLOSES}]*){CALL_CLOSES}")
_AFTER = r"(?<=[\w，。；：、,;.:،؛）)\]》”’\"'」»])"
_GLUED = r"(?<=[a-zß-ÿа-яё]{4})"
"""French, Spanish and Russian print the mark of a note before the end mark, glued to its word."""


def place_calls(elements: Sequence[Element]) -> tuple[Element, ...]:
    """The elements with the marks of their notes taken out of the text and kept as (offset, path of the note).

    >>> told = place_calls((Element("1", Kind.PARAGRAPH, "the report,7 and"), Element("note/1", Kind.NOTE, "X", "7")))
    >>> told[0].text, told[0].notes
    ('the report, and', ((11, 'note/1'),))
    """
    found = _certain(elements)
    called = {path for element in found for _, path in element.notes}
    start = 0
    for note in (element for element in found if element.kind is Kind.NOTE and element.path not in called):
        limit = len(found)
        place = _first_call(found, note, range(start, limit))
        if place is None:
            continue
        index, begin, end = place
        found[index] = _cut(found[index], begin, end, note.path)
        start = index
    return tuple(found)


def _certain(elements: Sequence[Element]) -> list[Element]:
    """The elements with the calls placed that the format itself marks; each mark calls the next note so numbered."""
    waiting: dict[str, list[str]] = {}
    for element in elements:
        if element.kind is Kind.NOTE:
            waiting.setdefault(note_mark(element.number), []).append(element.path)
    return [_place_certain(element, waiting) for element in elements]


def _place_certain(element: Element, waiting: dict[str, list[str]]) -> Element:
    if CALL_OPENS not in element.text + (element.number or ""):
        return element
    notes = [(0, path) for mark in _CERTAIN.findall(element.number or "") if (path := _next(mark, waiting))]
    text = ""
    for position, piece in enumerate(_CERTAIN.split(element.text)):
        if position % 2 == 0:
            text += piece
        elif path := _next(piece, waiting):
            notes.append((len(text), path))
        else:
            text += piece
    number = element.number and _CERTAIN.sub("", element.number)
    text = text.rstrip()
    placed = tuple((min(offset, len(text)), path) for offset, path in notes)
    return replace(element, text=text, number=number, notes=(*element.notes, *placed))


def _next(mark: str, waiting: dict[str, list[str]]) -> str | None:
    """The note that a mark calls: the first not called yet, the last one again."""
    notes = waiting.get(note_mark(mark), [])
    return notes.pop(0) if len(notes) > 1 else next(iter(notes), None)


def _first_call(elements: Sequence[Element], note: Element, where: range) -> tuple[int, int, int] | None:
    pattern = _call(note_mark(note.number), note.number or "")
    if pattern is None:
        return None
    for index in where:
        element = elements[index]
        if element.kind is Kind.NOTE or element.path.startswith("note/"):
            continue
        taken = element.notes[-1][0] if element.notes else 0
        if found := pattern.search(element.text, taken):
            return index, found.start(), found.end()
    return None


def _call(mark: str, printed: str) -> re.Pattern[str] | None:
    if mark.isdigit() and printed.startswith("["):
        return re.compile(rf"(?<=\S)\s?\[{mark}\]")
    if mark.isdigit() and printed.endswith("/"):
        return re.compile(rf"(?<=\S)(?<![\d/])\s?\b{mark}/(?![\w/])")
    if mark.isdigit():
        after_end = rf"(?<=[，。；：、,;.:،؛）)\]》”’\"'」»])\s?{mark}(?=\s|$)"
        return re.compile(rf"{after_end}|{_GLUED}{mark}(?=\s?[,;.:»)]|\s|$)")
    if mark and not mark.isalnum():
        return re.compile(_AFTER + re.escape(mark) + rf"(?!{re.escape(mark[0])})")
    return None


def _cut(element: Element, begin: int, end: int, note: str) -> Element:
    text = (element.text[:begin] + element.text[end:]).rstrip()
    return replace(element, text=text, notes=(*element.notes, (begin, note)))
