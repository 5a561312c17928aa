"""What a conversion has run together into one line is given lines of its own: enacting words and recitals, and the
paragraphs of an article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from loaders.languages.language import Language
from loaders.readers.formats import Reading
from loaders.text import Line

_LONG = 200
_COMMA = re.compile(r"[,，،:：]")
_INLINE = re.compile(r"(?:(?<=\s)|^)(?:[-–]\s?(?P<turned>\d{1,2})|(?P<value>\d{1,2})\s?[-–](?!\s?\d))(?=[\s،])")
_REACH = 2
_LEADING = re.compile(r"[-–]\s?\d{1,2}\s+")
_SENTENCE = re.compile(r"[.:؛;]\s+")
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
    articles = _Articles(language)
    for line in reading.lines:
        text, told = line.text.strip(), "enacting words and recitals"
        pieces = tuple(_pieces(text, language)) if len(text) > _LONG else ()
        if len(pieces) <= 1 and len(pieces := articles.pieces(text)) > 1:
            told = "an article and its paragraphs"
        if len(pieces) > 1:
            warnings.append(f"line {line.number}: {told} in one line; broken into {len(pieces)}")
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


class _Articles:
    """The articles of a treaty in a right-to-left text whose paragraphs stand in one line: `- 2 ... - 3 ...`.

    An article begins where the line does or a sentence has ended, and its number is the next one; a paragraph begins at
    a mark that goes on with the sequence.
    """

    def __init__(self, language: Language) -> None:
        self.article = language.article if language.inline_marks else None
        self.last = 0

    def pieces(self, text: str) -> tuple[str, ...]:
        """A line cut before its articles and before their paragraphs; the line alone where it has none."""
        if self.article is None:
            return (text,)
        starts = [0]
        for found in self._begun(text):
            starts += [found, *(_marks(text, found) if len(text) > _LONG else ())]
        edges = sorted({*starts, len(text)})
        return tuple(piece for start, end in pairwise(edges) if (piece := text[start:end].strip()))

    def _begun(self, text: str) -> Iterator[int]:
        start = len(mark[0]) if (mark := _LEADING.match(text)) else 0
        places = [start, *(found.end() for found in _SENTENCE.finditer(text, start))] if len(text) > _LONG else [start]
        for place in places:
            found = self.article.match(text, place) if self.article else None
            if found and 0 < int(found["number"]) - self.last <= _REACH:
                self.last = int(found["number"])
                yield place


def _marks(text: str, start: int) -> Iterator[int]:
    """Where the paragraphs of the article at `start` begin, as far as they are marked."""
    last = 0
    for mark in _INLINE.finditer(text, start):
        value = int(mark["turned"] or mark["value"])
        if last < value <= last + _REACH and (mark["turned"] or value == last + 1):
            last = value
            yield mark.start()
