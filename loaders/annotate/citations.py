"""Citations as one element prints them: a pure function over its text, before anything of the whole text is known.

Longest things first: symbols of documents are read and blanked, then decisions with their places, articles, targets,
and last what only the whole text can bind (`the same decision`, `paragraph 13 (b)`, `goal 2`), which has no target yet.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from loaders.annotate.citation_patterns import SYMBOL_MARK, Patterns, patterns_of
from loaders.annotate.decision_numbers import CHAIN, DECISION, kind_of, path_of
from loaders.annotate.normalise import Normalised, normalise
from loaders.annotate.numbers import read_aims, read_articles
from loaders.annotate.printed import (
    Cited,
    Place,
    RawCitation,
    named_by_symbol,
    places_of,
    symbols_after,
    symbols_in,
)
from loaders.annotate.required import matches
from loaders.annotate.treaties import treaty_of

__all__ = ["Cited", "Place", "RawCitation", "find_citations"]

Match = re.Match[str]


_OUTSIDE = re.compile(
    r"(?<![A-Za-z0-9/.\-])(?:"
    r"(?P<resolution>A/RES/\d{1,2}/\d{1,3})(?![\d/])"
    r"|(?:FCCC|ICCD|IPBES|CITES|A|E|S)/(?:[A-Z]+|\d+)/[A-Za-z0-9./\-]*[A-Za-z0-9]"
    r"|\d{1,3}/(?:CP|CMP|CMA|COP)\.\d{1,2}"
    r"|(?:SC|RC|BC|MC|OEWG)-\d{1,2}/\d{1,3})"
)
_LAST_ARTICLE = {"cbd": 42, "cartagena": 40, "nagoya": 36}
_SCHEMES = {"": "cbd", "convention": "cbd", "protocol": "cartagena"}
_BEFORE = 140  # characters in which places are looked for before a number
_UNDOCS = "https://undocs.org/"


def find_citations(text: str, language: str) -> tuple[RawCitation, ...]:
    """Every citation in the text of one element, in reading order; spans count characters of `text` as given.

    Lists and ranges give one citation per target. Places of one decision and articles of one list share the span that
    shows them; ranges of more than 40 numbers give their two ends. Raises nothing.

    >>> [found.target for found in find_citations("decision VII/23, paragraph 7 (c)", "en")]
    ['decision/cop/7/23/7.c']
    """
    copy = normalise(text, language)
    return tuple(sorted(_Finder(copy, patterns_of(language)).found(), key=lambda raw: (raw.span.start, raw.span.end)))


class _Finder:
    """One pass over one element: `work` is the normalised copy with symbols blanked, `taken` marks what was read."""

    def __init__(self, copy: Normalised, patterns: Patterns) -> None:
        self.copy, self.patterns = copy, patterns
        self.work = copy.text
        self.taken = bytearray(len(self.work))

    def found(self) -> Iterator[RawCitation]:
        if "/" in self.work:
            yield from self._documents()
            yield from self._outside()
            yield from self._decisions()
        yield from self._targets()
        yield from self._articles()
        yield from self._bound_later()

    def _free(self, start: int, end: int) -> bool:
        return 1 not in self.taken[start:end]

    def _take(self, start: int, end: int, title: tuple[int, int] = (-1, -1)) -> None:
        """Marks characters as read, but not those of a bracketed title: it may cite an article."""
        self.taken[start:end] = b"\1" * (end - start)
        if title[0] >= 0:
            self.taken[slice(*title)] = bytes(title[1] - title[0])

    def _blank(self, start: int, end: int) -> None:
        self.work = self.work[:start] + SYMBOL_MARK * (end - start) + self.work[end:]

    # Documents and what is outside the Convention

    def _documents(self) -> Iterator[RawCitation]:
        symbols = symbols_in(self.work)
        also = [more for start, end in symbols for more in symbols_after(self.work, start, end)]
        for start, end in (*symbols, *((start, end) for start, end, _ in also)):
            self._blank(start, end)
            self._take(start, end)
        for start, end in symbols:
            if named := named_by_symbol(self.copy.text[start:end]):
                after = self.patterns.document_after.match(self.work, end)
                yield from self._placed(*named, start, after.end() if after else end)
        for start, end, symbol in also:
            if named := named_by_symbol(symbol):
                yield RawCitation(self.copy.span(start, end), *named)

    def _outside(self) -> Iterator[RawCitation]:
        for match in _OUTSIDE.finditer(self.work):
            self._blank(*match.span())
            after = self.patterns.place_after.match(self.work, match.end())
            self._take(match.start(), after.end() if after else match.end())
            yield self._raw(
                match, Cited.EXTERNAL, base=_UNDOCS + match[0] if match["resolution"] else "", name=match[0]
            )
        for match in matches(self.patterns.resolution, self.work):
            more: Match | None = match
            while more and self._free(*more.span()):
                symbol = more.groupdict().get("symbol")
                start = more.start() if more is match else more.start("symbol")
                self._take(start, more.end())
                base = f"{_UNDOCS}A/RES/{symbol}" if symbol else ""
                yield RawCitation(
                    self.copy.span(start, more.end()), Cited.EXTERNAL, base, name=self.work[start : more.end()]
                )
                more = self.patterns.resolution_after.match(self.work, more.end()) if symbol else None

    # Decisions and recommendations

    def _decisions(self) -> Iterator[RawCitation]:
        last_kind, last_end = None, 0
        for match in DECISION.finditer(self.work):
            if not self._free(*match.span()):
                continue
            chained = last_kind if CHAIN.fullmatch(self.work, last_end, match.start()) else None
            kind = kind_of(match, chained, self.patterns)
            base = path_of(match, kind, self.patterns) if kind else None
            if kind is None or base is None:
                continue
            last_kind = kind
            start, end, letter = match.start(), match.end(), match["letter"] or ""
            if self.patterns.not_ours_after.match(self.work, end):
                self._take(start, end)
                yield self._raw(match, Cited.EXTERNAL, name=match[0])
                continue
            after = self.patterns.number_after.match(self.work, end)
            last_end = after.end() if after else end
            if not letter and (spelt := self.patterns.section_after.match(self.work, last_end)):
                letter, last_end = self.patterns.marks.sections[spelt["section"]], spelt.end()
            yield from self._placed(kind, base, start, last_end, letter)

    def _placed(self, kind: Cited, base: str, start: int, end: int, letter: str = "") -> Iterator[RawCitation]:
        """The citations of one decision or document: one for each place printed before or after it, or the whole."""
        patterns, is_document = self.patterns, kind is Cited.DOCUMENT
        opening = max(0, start - _BEFORE)
        before = (patterns.document_before if is_document else patterns.place_before).search(self.work[opening:start])
        after = patterns.place_after.match(self.work, end)
        first = opening + before.start() if before else start
        places = places_of(before, letter, patterns) if before else ()
        later = places_of(after, letter, patterns) if after else ()
        title = (-1, -1)
        if after and later and not any(place.numbers or place.component for place in places):
            annex, section = (places[0].annex, places[0].section) if places else ("", "")
            places = tuple(
                replace(place, annex=place.annex or annex, section=place.section or section) for place in later
            )
            title = after.span("title")
            inside = after["close"] and not _has(after, "numbers", "component")
            end = after.start("close") if inside else after.end()
        if is_document and (page := patterns.page_after.match(self.work, end)):
            end = page.end()
        self._take(first, end, title)
        span = self.copy.span(first, end)
        for place in places or (Place(section=letter),):
            yield RawCitation(span, kind, base, place)

    # Articles and targets

    def _articles(self) -> Iterator[RawCitation]:
        for match in matches(self.patterns.article, self.work):
            if not self._free(*match.span()):
                continue
            treaty, end = treaty_of(match, self.patterns)
            scheme = _SCHEMES.get(treaty, treaty)
            span = self.copy.span(match.start(), match.end())
            self._take(match.start(), end)
            if treaty == "other":
                name = self.copy.span(match.start(), end).exact
                yield RawCitation(span, Cited.EXTERNAL, treaty=treaty, name=name)
                continue
            for place in read_articles(match[0], self.patterns.marks):
                if place[0].isdecimal() and 0 < int(place[0]) <= _LAST_ARTICLE[scheme]:
                    yield RawCitation(span, Cited.ARTICLE, f"vocab/{scheme}", Place(numbers=place), treaty)

    def _targets(self) -> Iterator[RawCitation]:
        work = self.work
        for shape, scheme in self.patterns.targets:
            for match in matches(shape, work):
                codes = read_aims(match["numbers"], self.patterns.marks)
                if not codes or not self._free(*match.span()):
                    continue
                self._take(*match.span())
                work = work[: match.start()] + SYMBOL_MARK * len(match[0]) + work[match.end() :]
                for code in codes:
                    yield self._raw(match, Cited.TARGET, base=f"vocab/{scheme}", place=Place(numbers=code))

    # What only the whole text can bind

    def _bound_later(self) -> Iterator[RawCitation]:
        patterns = self.patterns
        shapes = (
            (patterns.notification, Cited.NOTIFICATION),
            (patterns.agenda_item, Cited.AGENDA_ITEM),
            (patterns.own_annex, Cited.OWN),
            (patterns.own_place, Cited.OWN),
            (patterns.report_is_in, Cited.REPORT_NAME),
            (patterns.named_report, Cited.REPORT),
            (patterns.anaphora, Cited.ANAPHORA),
            (patterns.bare, Cited.BARE),
            (patterns.own_goal, Cited.OWN_GOAL),
            (patterns.component, Cited.COMPONENT),
        )
        for shape, kind in shapes:
            for match in matches(shape, self.work):
                start, end = match.span("name") if kind is Cited.REPORT_NAME else match.span()
                if self._free(start, end):
                    self._take(start, end)
                    yield from self._unbound(match, kind)

    def _unbound(self, match: Match, kind: Cited) -> Iterable[RawCitation]:
        groups = match.groupdict()
        if kind is Cited.NOTIFICATION:
            number = groups.get("number") or groups.get("after") or ""
            return [self._raw(match, kind, base=f"notification/{number}")]
        if kind is Cited.AGENDA_ITEM:
            return [self._raw(match, kind, name=match["item"])]
        if kind is Cited.REPORT_NAME:
            symbol = match.start("symbol")
            return [
                RawCitation(
                    self.copy.span(*match.span("name")), kind, name=self.copy.text[symbol : self._symbol_end(symbol)]
                )
            ]
        places = places_of(match, "", self.patterns)
        if kind is Cited.BARE and not places:
            return []
        return [self._raw(match, kind, place=place, name=groups.get("name") or "") for place in places or (Place(),)]

    def _symbol_end(self, start: int) -> int:
        end = start
        while end < len(self.work) and self.work[end] == SYMBOL_MARK:
            end += 1
        return end

    def _raw(
        self, match: Match, kind: Cited, base: str = "", place: Place | None = None, name: str = ""
    ) -> RawCitation:
        return RawCitation(self.copy.span(*match.span()), kind, base, place or Place(), name=name)


def _has(match: Match, *groups: str) -> bool:
    return any(match.groupdict().get(group) for group in groups)
