"""Deadlines: the meeting or date by which something is asked for, or the time that is allowed.

Only what lies ahead of the text counts: a meeting of the body that speaks has to come after its own session
("at its seventh meeting" is the past in a decision of the tenth), and a date needs a cue (by, before, no
later than; 之前, 不迟于). "Its next meeting" is counted from the session of the text, and so only where the
body that speaks is meant. A time counted back (three months before the meeting) belongs to its meeting or
date; a time allowed (within two years) is a deadline by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain

from loaders.annotate.grammar import Calendar, grammar_of
from loaders.annotate.inflection import NONE, Inflection
from loaders.annotate.numbers import ordinal
from loaders.annotate.periods import Periods
from loaders.findings import Deadline, Span

_CLAUSE = 120
"""How many characters before a meeting are searched for a sign that it is over."""

_NEAR = 40
"""How far before a meeting the name of its body may end."""

_HAN_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_MONTHS, _DAYS = 12, 31


@dataclass(frozen=True, slots=True)
class Deadlines:
    """The deadlines of one language, ready to be looked for; `bodies` maps their names to codes.

    >>> deadlines = Deadlines.of("en", {"Conference of the Parties": "cop"})
    >>> found = deadlines.find("report to the Conference of the Parties at its eleventh meeting", "cop", 10)
    >>> [deadline.meeting for deadline in found]
    ['cop/11']
    """

    calendar: Calendar
    bodies: Mapping[str, str]
    body: re.Pattern[str] = field(repr=False)
    meeting: re.Pattern[str] = field(repr=False)
    periods: Periods = field(repr=False)
    inflection: Inflection = NONE

    @classmethod
    def of(cls, language: str, bodies: Mapping[str, str]) -> Deadlines | None:
        """The deadlines of a language; None where the language has no grammar."""
        grammar = grammar_of(language)
        if grammar is None:
            return None
        inflection, bodies = grammar.inflection, {**grammar.calendar.bodies, **bodies}
        spelt = {form: code for label, code in bodies.items() for form in inflection.forms(" ".join(label.split()))}
        longest = sorted(spelt, key=lambda label: (-len(label), label))
        known = {inflection.key(label): spelt[label] for label in longest}
        names = "|".join(inflection.pattern(label) for label in longest) or "(?!)"
        meeting = grammar.calendar.meeting.replace("BODY", names)
        periods = Periods.of(grammar.lasting, grammar.counting)
        return cls(grammar.calendar, known, re.compile(names), re.compile(meeting), periods, inflection)

    def find(self, text: str, speaker: str, session: int | None, year: int = 0) -> tuple[Deadline, ...]:
        """The deadlines in the text of an act, in its order.

        `speaker` and `session` are the body and session that adopted it; a date before `year` is past.
        """
        found = chain(self._meetings(text, speaker, session), self._dates(text, year), self._times(text))
        return tuple(sorted(found, key=lambda deadline: deadline.span.start))

    def _meetings(self, text: str, speaker: str, session: int | None) -> Iterator[Deadline]:
        for match in self.meeting.finditer(text):
            body = self._whose(match, text, speaker)
            numbers = self._numbers(match, session if body == speaker else None)
            if body and any(numbers) and not self._is_over(match, text):
                start, end, period = self.periods.beside(text, *match.span())
                for number in filter(None, numbers):
                    yield Deadline(_span(text, start, end), meeting=f"{body}/{number}", period=period)

    def _whose(self, match: re.Match[str], text: str, speaker: str) -> str | None:
        """The body whose meeting it is: the one named with it or last before it, else the speaker.

        None where the words beside it name a body that the vocabulary does not know.
        """
        if named := match["body"] or match.groupdict().get("short"):
            return self._code(named, speaker)
        start = match.start()
        before = [*self.body.finditer(text, 0, start)]
        beside = bool(before) and start - before[-1].end() <= _NEAR
        others = [*self.calendar.others.finditer(text, before[-1].end() if before else 0, start)]
        if others and self.calendar.own.search(match[0]):
            return None
        other = self.calendar.other_before.search(text[max(0, start - _NEAR) : start]) and not beside
        if other or self.calendar.other_after.match(text, match.end()):
            return None
        return self._code(before[-1][0], speaker) if before else speaker

    def _code(self, name: str, speaker: str) -> str:
        """The code of a body by its name; where a body outside the Convention speaks, it means its own."""
        code = self.bodies[self.inflection.key(name)]
        outside = speaker in self.calendar.family.values() or speaker in self.calendar.bodies.values()
        return self.calendar.family.get(code, code) if outside else code

    def _numbers(self, match: re.Match[str], session: int | None) -> tuple[int, ...]:
        """The numbers of the meetings; 0 for one that is not after `session`, the speaker's, or not known."""
        if match["next"]:
            return (session + 1 if session else 0,)
        groups = match.groupdict()
        printed = (" ".join((groups.get(name) or "").lower().split()) for name in ("ordinal", "also", "count"))
        numbers = (self.calendar.ordinals.get(words) or ordinal(words) for words in printed if words)
        return tuple(number if number > (session or 0) else 0 for number in numbers)

    def _is_over(self, match: re.Match[str], text: str) -> bool:
        before = text[max(0, match.start() - _CLAUSE) : match.start()]
        return bool(self.calendar.past.search(before) or self.calendar.done.match(text, match.end()))

    def _dates(self, text: str, year: int) -> Iterator[Deadline]:
        matches = chain.from_iterable(pattern.finditer(text) for pattern in self.calendar.dates)
        end = -1
        for match in sorted(matches, key=lambda match: (match.start(), -match.end())):
            date = self._iso(match)
            if match.start() >= end and date and int(date[:4]) >= year:
                end = match.end()
                first, last, period = self.periods.beside(text, *match.span())
                yield Deadline(_span(text, first, last), date=date, period=period)

    def _times(self, text: str) -> Iterator[Deadline]:
        for match, period in self.periods.within(text):
            yield Deadline(_span(text, *match.span()), period=period)

    def _iso(self, match: re.Match[str]) -> str | None:
        """The ISO date, month or year of a match; None where it is no date."""
        printed = match.groupdict()
        digits = printed["year"].translate(_HAN_DIGITS)
        year = int(digits) if digits.isdecimal() else 0
        name = (printed.get("month") or "").lower()
        month = self.calendar.months.get(name) or ordinal(name)
        day = ordinal(printed.get("day") or "")
        if not _FIRST_YEAR <= year <= _LAST_YEAR or month > _MONTHS or day > _DAYS:
            return None
        return f"{year}" + (f"-{month:02}" if month else "") + (f"-{day:02}" if month and day else "")


def _span(text: str, start: int, end: int) -> Span:
    exact = text[start:end].strip()
    start = text.index(exact, start)
    return Span(start, start + len(exact), exact)
