"""Text in a frame: conversions print a box around a whole decision as rows of a table with one cell each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from loaders.languages.language import Language
from loaders.readers.formats import Reading
from loaders.text import Leftover, Line

_ROW = re.compile(r"\s*\|\s?(?P<text>[^|]*?)\s*\|\s*$")
REASON = "frame around the text"


def without_frames(reading: Reading, language: Language) -> Reading:
    """The reading with such rows as lines of text; their bars are leftovers. A frame is told by the enacting words in
    one of its rows; any other table with one cell in a row stays a table.

    >>> from loaders.languages.en import LANGUAGE
    >>> rows = "| X/1. Ponds |", "| The Conference of the Parties, |", "| 1. Adopts. |"
    >>> lines = tuple(Line(row, n) for n, row in enumerate(rows, 1))
    >>> [line.text for line in without_frames(Reading("plain", "text/plain", "", lines), LANGUAGE).lines]
    ['X/1. Ponds', 'The Conference of the Parties,', '1. Adopts.']
    """
    if not any(_ROW.match(line.text) for line in reading.lines):
        return reading
    lines: list[Line] = []
    leftovers: list[Leftover] = []
    for framed, run in groupby(reading.lines, key=lambda line: bool(_ROW.match(line.text))):
        rows = [*run]
        if framed and _speaks(rows, language):
            leftovers.append(Leftover("||" * len(rows), REASON, rows[0].number, rows[0].page))
            rows = [replace(line, text=_ROW.sub(r"\g<text>", line.text)) for line in rows]
        lines += rows
    return replace(reading, lines=tuple(lines), leftovers=(*reading.leftovers, *leftovers))


def _speaks(rows: Sequence[Line], language: Language) -> bool:
    return any(language.opener(_ROW.sub(r"\g<text>", row.text)) for row in rows)
