"""Enacting words and recitals that a conversion has run together into one line are given lines of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from loaders.languages.language import Language
from loaders.readers.formats import Reading
from loaders.text import Line

_LONG = 200
_COMMA = re.compile(r"[,，،:：]")
_JOINT = re.compile(r"(?<=[,，،;])\d{0,2}\s+(?=[^\W\d_a-z])")


def break_runs(reading: Reading, language: Language) -> tuple[Reading, tuple[str, ...]]:
    """The reading with such lines broken, and a warning for each; nothing else is touched and no character is lost.

    >>> from loaders.languages.en import LANGUAGE
    >>> row = "The General Assembly, Recalling its resolution 1/2, " + "Noting the ponds and the bogs, " * 8
    >>> told, warnings = break_runs(Reading("plain", "text/plain", row, (Line(row, 1),)), LANGUAGE)
    >>> [line.text for line in told.lines[:2]], len(warnings)
    (['The General Assembly,', 'Recalling its resolution 1/2,'], 1)
    """
    lines: list[Line] = []
    warnings: list[str] = []
    for line in reading.lines:
        pieces = tuple(_pieces(line.text.strip(), language)) if len(line.text) > _LONG else ()
        if len(pieces) > 1:
            warnings.append(f"line {line.number}: enacting words and recitals in one line; broken into {len(pieces)}")
            lines += (replace(line, text=piece) for piece in pieces)
        else:
            lines.append(line)
    return (replace(reading, lines=tuple(lines)), tuple(warnings)) if warnings else (reading, ())


def _pieces(text: str, language: Language) -> Iterator[str]:
    comma = _COMMA.search(text)
    if comma is None or not language.opener(text[: comma.end()]):
        return
    yield text[: comma.end()]
    start = comma.end()
    for joint in _JOINT.finditer(text, start + 1):
        if language.preambular.match(text, joint.end()):
            yield text[start : joint.end()].strip()
            start = joint.end()
    yield text[start:].strip()
