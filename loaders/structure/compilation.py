"""Files that hold many decisions: a meeting's report, a compilation. Where each begins, told by its title line.

A line begins a decision when it is a title line (`X/15. Title`, `Decision VII/23`), its number goes on in the series
of the file (the same meeting, a higher number), and the enacting words follow before the next title line; a line that
holds nothing but the number needs no enacting words. A decision quoted inside another one has no number, a lower one
or one of another meeting, and so stays where it is.

What stands before the first decision is kept as leftovers of the first; what stands between two decisions belongs to
the text above it, which keeps whatever is no part of it as leftovers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from graph.identifiers import arabic
from loaders.languages.language import Language
from loaders.readers.formats import Reading
from loaders.text import Leftover, Line

BEFORE = "before the first decision of the file"
_REACH = 16
_LONGEST = 260
_NUMBER = re.compile(
    r"(?P<series>[A-Z]{2}[- ]?)?(?P<left>[IVXL]+|\d{1,3})/(?P<meeting>C[A-Z]+\.)?(?P<right>\d{1,3})", re.I
)


@dataclass(frozen=True, slots=True)
class Part:
    """The lines of one decision, and what stands before it that belongs to no decision; `alone` says that it is all
    that the file holds."""

    reading: Reading
    before: tuple[Leftover, ...] = ()
    alone: bool = True


@dataclass(frozen=True, slots=True)
class _Start:
    """A title line: its index, the meeting that its number names, the place in the meeting's list."""

    index: int
    series: str
    value: int
    alone: bool
    enacted: bool


def parts(reading: Reading, language: Language) -> tuple[Part, ...]:
    """The decisions of a file, each with its own lines; the file itself where it holds one text.

    >>> from loaders.languages.en import LANGUAGE
    >>> rows = "Report|X/1. Ponds|The Conference of the Parties,|1. Adopts.|X/2. Bogs|The Conference of the Parties,"
    >>> lines = tuple(Line(row, n) for n, row in enumerate(rows.split("|"), 1))
    >>> found = parts(Reading("plain", "text/plain", rows, lines), LANGUAGE)
    >>> [part.reading.lines[0].text for part in found], found[0].before[0].text
    (['X/1. Ponds', 'X/2. Bogs'], 'Report')
    """
    starts = _starts(reading.lines, language)
    if len(starts) < 2:  # noqa: PLR2004 - one decision is the file itself
        return (Part(reading),)
    ends = [*(start.index for start in starts[1:]), len(reading.lines)]
    first = reading.lines[: starts[0].index]
    before = tuple(Leftover(line.text.strip(), BEFORE, line.number, line.page) for line in first if line.text.strip())
    cut = (_lines(reading, start.index, end) for start, end in zip(starts, ends, strict=True))
    return tuple(Part(piece, before if n == 0 else (), alone=False) for n, piece in enumerate(cut))


def _lines(reading: Reading, start: int, end: int) -> Reading:
    lines = reading.lines[start:end]
    return replace(reading, lines=lines, running_text="\n".join(line.text for line in lines))


def _starts(lines: Sequence[Line], language: Language) -> list[_Start]:
    """The title lines that begin a decision, of the meeting that most of them name."""
    found = [start for start in _candidates(lines, language) if start.enacted or start.alone]
    meetings = Counter(start.series.rpartition(" ")[2] for start in found if start.enacted)
    if not meetings:
        return []
    meeting = meetings.most_common(1)[0][0]
    kept: list[_Start] = []
    last: dict[str, int] = {}
    for start in found:
        if start.series.rpartition(" ")[2] == meeting and start.value > last.get(start.series, 0):
            kept.append(start)
            last[start.series] = start.value
    return kept


def _candidates(lines: Sequence[Line], language: Language) -> Iterator[_Start]:
    titles = [start for index, line in enumerate(lines) if (start := _title(index, line.text.strip(), language))]
    for n, start in enumerate(titles):
        end = titles[n + 1].index if n + 1 < len(titles) else len(lines)
        yield replace(start, enacted=_enacted(lines[start.index + 1 : end], language))


def _title(index: int, text: str, language: Language) -> _Start | None:
    if not text or len(text) > _LONGEST or text.startswith("|") or text[-1] in ",;":
        return None
    found = language.decision.match(text)
    number = _NUMBER.fullmatch(found["number"].strip()) if found else None
    if not found or not number or text[found.end("number") :].startswith("\t"):
        return None
    kind = "resolution" if found[0].lower().startswith("resol") else "decision"
    left, right = arabic(number["left"].upper()) or 0, int(number["right"])
    meeting, value = (f"{number['meeting'].upper()}{right}", left) if number["meeting"] else (str(left), right)
    name = f"{(number['series'] or '').strip('- ').upper()}{meeting}"
    return _Start(index, f"{kind} {name}", value, alone=not found["title"].strip(), enacted=False)


def _enacted(lines: Sequence[Line], language: Language) -> bool:
    rows = [row for line in lines if (row := line.text.strip())][:_REACH]
    return any(len(row) < _LONGEST and language.opener(row) for row in rows)
