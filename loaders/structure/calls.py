"""Where notes are called from: the bare digit or star that print leaves glued to a text.

The mark is taken out of the text and its place kept (contract: `text`). Only marks of notes that exist are taken,
in the order of the notes, after an end mark, so that a figure of the sentence stays (reference: extraction, trap 2).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from loaders.structure.assemble import note_mark
from loaders.text import Element, Kind

_AFTER = r"(?<=[\w，。；：、,;.:،؛）)\]》”’\"'」»])"
_GLUED = r"(?<=[a-zß-ÿ]{4})"
"""French and Spanish print the mark of a note before the end mark, glued to its word."""


def place_calls(elements: Sequence[Element]) -> tuple[Element, ...]:
    """The elements with the marks of their notes taken out of the text and kept as (offset, path of the note).

    >>> told = place_calls((Element("1", Kind.PARAGRAPH, "the report,7 and"), Element("note/1", Kind.NOTE, "X", "7")))
    >>> told[0].text, told[0].notes
    ('the report, and', ((11, 'note/1'),))
    """
    found = list(elements)
    start = 0
    for note in (element for element in elements if element.kind is Kind.NOTE):
        limit = len(found)
        place = _first_call(found, note, range(start, limit))
        if place is None:
            continue
        index, begin, end = place
        found[index] = _cut(found[index], begin, end, note.path)
        start = index
    return tuple(found)


def _first_call(elements: Sequence[Element], note: Element, where: range) -> tuple[int, int, int] | None:
    pattern = _call(note_mark(note.number))
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


def _call(mark: str) -> re.Pattern[str] | None:
    if mark.isdigit():
        after_end = rf"(?<=[，。；：、,;.:،؛）)\]》”’\"'」»])\s?{mark}(?=\s|$)"
        return re.compile(rf"{after_end}|{_GLUED}{mark}(?=\s?[,;.:»)]|\s|$)")
    if mark and not mark.isalnum():
        return re.compile(_AFTER + re.escape(mark) + rf"(?!{re.escape(mark[0])})")
    return None


def _cut(element: Element, begin: int, end: int, note: str) -> Element:
    text = (element.text[:begin] + element.text[end:]).rstrip()
    return replace(element, text=text, notes=(*element.notes, (begin, note)))
