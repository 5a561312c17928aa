"""Dated acts in what reports on a decision: `On 12-14 May 2004 the Executive Secretary convened a workshop`.

Each date by which a sentence says when something was done makes one deed: not a date of what the governing body did,
not one in a clause about something else ("which the Parties adopted on ..."), and none after the day of the document.
A month stands for its first and its last day.
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, count
from typing import TYPE_CHECKING

from loaders.annotate.addressees import Actors
from loaders.annotate.citation_patterns import patterns_of
from loaders.annotate.grammar import Grammar, Telling, grammar_of
from loaders.annotate.normalise import Normalised, normalise
from loaders.annotate.numbers import ordinal
from loaders.annotate.sentences import sentences
from loaders.findings import Deed, Report
from loaders.text import Element, Text

if TYPE_CHECKING:
    from graph.thesaurus import Thesaurus

_ANSWERED = ("decision/", "recommendation/")
_GOVERNING = {"cop", "cp-mop", "np-mop"}
_CLAUSE = re.compile(r"[,;:،؛]")
_RIGHT_AFTER = 12
"""How far after a date the governing body is named that did something on it."""
_HAN_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_NOT_DIGITS = re.compile(r"\D")


def find_deeds(
    text: Text, reports: Mapping[str, tuple[Report, ...]], thesaurus: Thesaurus
) -> Mapping[str, tuple[Deed, ...]]:
    """The dated acts of every element that reports on a decision, by path; none where the language has no grammar.

    `reports` are those of `find_reports`. Raises nothing.
    """
    teller = _teller(text.language, thesaurus)
    found: dict[str, tuple[Deed, ...]] = {}
    for element in text.elements if teller else ():
        told = [report.target for report in reports.get(element.path, ())]
        targets = tuple(target for target in told if target.startswith(_ANSWERED))
        if teller and targets and (deeds := tuple(_named(teller.deeds(element, targets, text.issued)))):
            found[element.path] = deeds
    return found


def _named(deeds: Iterable[Deed]) -> Iterator[Deed]:
    """Deeds with a name of their own each: of two on one day the second is `activity-2004-05-12-2`."""
    taken: set[str] = set()
    for deed in deeds:
        names = (deed.name if n == 1 else f"{deed.name}-{n}" for n in count(1))
        name = next(each for each in names if each not in taken)
        taken.add(name)
        yield Deed(name, deed.span, deed.date, deed.start, deed.end, deed.actors, deed.targets)


@lru_cache(maxsize=16)
def _teller(language: str, thesaurus: Thesaurus) -> _Teller | None:
    """What reads deeds in a language; None where it has no grammar of telling."""
    grammar = grammar_of(language)
    if grammar is None or grammar.telling is None:
        return None
    labels = {normalise(label, language).text: code for label, code in thesaurus.actors(language).items()}
    return _Teller(language, grammar, grammar.telling, Actors.of(language, labels))


@dataclass(frozen=True, slots=True)
class _Day:
    """A date as printed: where it stands in the copy, the first and last day that it means."""

    start: int
    end: int
    first: datetime.date
    last: datetime.date


@dataclass(frozen=True, slots=True)
class _Teller:
    """The deeds of one language."""

    language: str
    grammar: Grammar
    telling: Telling
    actors: Actors | None

    def deeds(self, element: Element, targets: tuple[str, ...], issued: str | None) -> Iterator[Deed]:
        """The deeds that an element tells, in its order."""
        copy = normalise(element.text, self.language)
        for start, end in sentences(copy.text):
            days = self._days(copy.text, start, end)
            for n, day in enumerate(days):
                since = days[n - 1].end if n else start
                until = days[n + 1].start if n + 1 < len(days) else end
                deed = self._deed(copy, day, (start, end), days, targets)
                if self._done(copy.text, day, since, until, issued) and not _GOVERNING & {*deed.actors}:
                    yield deed

    def _deed(
        self, copy: Normalised, day: _Day, sentence: tuple[int, int], days: list[_Day], targets: tuple[str, ...]
    ) -> Deed:
        first, last = day.first.isoformat(), day.last.isoformat()
        actors = tuple(dict.fromkeys(self._actors(copy.text, sentence, days)))
        date = copy.span(day.start, day.end)
        return Deed(f"activity-{first}", copy.span(*sentence), date, first, last, actors, targets)

    def _days(self, text: str, start: int, end: int) -> list[_Day]:
        """The dates of a sentence that say when something was done."""
        found = chain.from_iterable(pattern.finditer(text, start, end) for pattern in self.telling.days)
        days: list[_Day] = []
        for match in sorted(found, key=lambda match: (match.start(), -match.end())):
            span = self._span(match.groupdict())
            if span and (not days or match.start() >= days[-1].end):
                days.append(_Day(match.start(), match.end(), *span))
        return days

    def _span(self, printed: dict[str, str | None]) -> tuple[datetime.date, datetime.date] | None:
        """The first and last day of a date; None where there are no such days."""
        year, first_year = _number(printed.get("year")), _number(printed.get("first_year"))
        month, first_month = self._month(printed.get("month")), self._month(printed.get("first_month"))
        from_month = self._month(printed.get("from_month"))
        day, first = _number(printed.get("day")), _number(printed.get("first"))
        last_year, last_month = year or first_year, month or first_month
        try:
            last = datetime.date(last_year, last_month, day or calendar.monthrange(last_year, last_month)[1])
            begun = first or (1 if from_month or not day or (first_month and not first) else day)
            start = datetime.date(first_year or last_year, from_month or first_month or last_month, begun)
        except (ValueError, calendar.IllegalMonthError):
            return None
        return (start, last) if start <= last else None

    def _month(self, name: str | None) -> int:
        if not name:
            return 0
        word = " ".join(name.lower().split())
        return self.grammar.calendar.months.get(word) or ordinal(word)

    def _done(self, text: str, day: _Day, since: int, until: int, issued: str | None) -> bool:
        """Whether a sentence says that something was done on a date; it may say so from `since` to `until`."""
        said = patterns_of(self.language).cues.said
        clause = max((cut.end() for cut in _CLAUSE.finditer(text, since, day.start)), default=since)
        if self.telling.future.search(text, clause, day.start) or said.search(text, since, day.start):
            return False
        if issued is None and self.telling.future.search(text, since, until):
            return False
        after = said.search(text, day.end, until)
        if (issued and day.first.isoformat() > issued) or (after and after.start() - day.end <= _RIGHT_AFTER):
            return False
        return not self._aside(text, clause, day.start)

    def _aside(self, text: str, clause: int, date: int) -> bool:
        """Whether a date stands in a clause about something else, and not about the holding of what was held."""
        opened = [*self.grammar.joining.opens.finditer(text, clause, date)]
        held = self.grammar.calendar.done
        return bool(opened) and not held.search(text, max(0, opened[-1].start() - 2), date)

    def _actors(self, text: str, sentence: tuple[int, int], days: list[_Day]) -> Iterator[str]:
        """Codes of those who did it: the actors that begin a clause, or that a passive names."""
        if self.actors is None:
            return
        letters = list(text)
        for day in days:
            letters[day.start : day.end] = " " * (day.end - day.start)
        words, here = "".join(letters), -1
        for match in self.actors.anywhere.finditer(words, *sentence):
            before = words[sentence[0] : match.start()]
            linked = here >= 0 and self._linked(words[here : match.start()])
            begins = here < 0 and self.telling.subject.fullmatch(_CLAUSE.split(before)[-1])
            if linked or begins or (here < 0 and self.telling.agent.search(before)):
                here = match.end()
                yield self.actors.code(match[0])
            elif here >= 0:
                return

    def _linked(self, gap: str) -> bool:
        """Whether words between two actors only join them."""
        listing = self.grammar.listing
        joint = re.fullmatch(r"\s*(?:,|،|、)?\s*(?:and|et|y|e|и|و|和|及|与|以及)?\s*", gap)
        return bool(joint or (gap.strip() and listing.closely.fullmatch(gap) and len(gap.split()) <= 3))  # noqa: PLR2004


def _number(printed: str | None) -> int:
    """A printed number, in digits or in Chinese; 0 where there is none."""
    if not printed:
        return 0
    digits = printed.translate(_HAN_DIGITS)
    if digits.isdecimal() and "十" not in printed:
        return int(digits)
    return ordinal(printed) or int(_NOT_DIGITS.sub("", digits) or 0)
