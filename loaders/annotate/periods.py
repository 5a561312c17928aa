"""Times that a deadline allows, or counts back from a meeting or date: within two years, three months before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from loaders.annotate.grammar import Counting, Lasting
from loaders.annotate.numbers import ordinal

_LOOK = 40
"""How far before or after a meeting or date its period may reach."""


@dataclass(frozen=True, slots=True)
class Periods:
    """The periods of one language, ready to be looked for.

    >>> from loaders.annotate.grammar import grammar_of
    >>> english = grammar_of("en")
    >>> periods = Periods.of(english.lasting, english.counting)
    >>> [(match[0], period) for match, period in periods.within("to report within two years, and act")]
    [('within two years', 'P2Y')]
    """

    units: Mapping[str, str]
    numbers: Mapping[str, int]
    allowed: tuple[re.Pattern[str], ...] = field(repr=False)
    ahead: re.Pattern[str] = field(repr=False)
    behind: re.Pattern[str] = field(repr=False)

    @classmethod
    def of(cls, lasting: Lasting, counting: Counting) -> Periods:
        """The periods of a language that writes numbers and times so."""
        words = "|".join(sorted(map(re.escape, counting.cardinals), key=len, reverse=True)) or "(?!)"
        counted = [unit for unit, letter in lasting.units.items() if not letter[0].isdecimal()]
        whole = [unit for unit, letter in lasting.units.items() if letter[0].isdecimal()]
        amount = (
            rf"(?:(?P<count>\d{{1,3}}|[一二三四五六七八九十两]{{1,3}}|{words}|{lasting.one}){lasting.gap}(?P<unit>{_any(counted)})"
            rf"|(?P<whole>{_any(whole)}))(?![A-Za-zА-Яа-яÀ-ÿ\u0621-\u064a])"
        )
        ahead, behind = (re.compile(shape.replace("AMOUNT", amount)) for shape in (lasting.ahead, lasting.behind))
        allowed = tuple(re.compile(shape.replace("AMOUNT", amount)) for shape in lasting.within)
        return cls(lasting.units, counting.cardinals, allowed, ahead, behind)

    def within(self, text: str) -> Iterator[tuple[re.Match[str], str]]:
        """The times allowed, each with its ISO 8601 duration."""
        for shape in self.allowed:
            for match in shape.finditer(text):
                yield match, self._duration(match)

    def beside(self, text: str, start: int, end: int) -> tuple[int, int, str | None]:
        """A meeting or date with the period that is counted back from it: its new ends, and the duration if any."""
        if before := self.ahead.search(text, max(0, start - _LOOK), start):
            return before.start(), end, self._duration(before)
        if after := self.behind.match(text, end, end + _LOOK):
            return start, after.end(), self._duration(after)
        return start, end, None

    def _duration(self, match: re.Match[str]) -> str:
        if whole := match["whole"]:
            return f"P{self.units[whole]}"
        printed = match["count"].lower()
        number = self.numbers.get(printed) or ordinal(printed.replace("两", "二")) or 1
        return f"P{number}{self.units[match['unit']]}"


def _any(words: list[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True)) or "(?!)"
