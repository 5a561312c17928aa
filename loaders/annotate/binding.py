"""Citations bound to their text: `the same decision`, a bare pinpoint, goals of its own annex, named reports.

Context runs in reading order. A pinpoint with no decision goes to the last decision cited in its own element, then in
its chapeau; a note goes on from the element that calls it. What no rule binds is no citation and is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Protocol

from loaders.annotate.citations import Cited, Place, RawCitation
from loaders.annotate.suspects import Bound, doubted
from loaders.findings import Citation, Resolution
from loaders.text import Element, Kind, Text

Reading = tuple[str | None, Resolution, str | None]
"""A target, how far it leads, and why."""

Programmes = Mapping[str, tuple[tuple[int, str], ...]]
"""The programmes of work that elements name, by path: where in the text, and the code."""

Raws = Mapping[str, tuple[RawCitation, ...]]

_PROVISIONS = {Kind.PARAGRAPH, Kind.ITEM, Kind.SUBITEM, Kind.QUOTATION, Kind.TABLE}
_GOALS = {Kind.GOAL, Kind.OBJECTIVE, Kind.COMPONENT}
_OWN_NAMES = {Kind.TITLE, Kind.OPENING, Kind.HEADING, Kind.SIGNATURE}
_MEETING = re.compile(r"document/(?:UNEP_)?CBD_(?P<body>[A-Z]+[A-Z0-9]*(?:_MOP|_COP-MOP)?)_(?P<session>\d+)(?:_|$)")
_OUTSIDE = "outside"
_ASIDE = frozenset({"heading", "note", "preamble", "table", "quotation", "unnumbered"})
"""Steps of an address that hold no numbered paragraphs: what is numbered below them is of another kind."""
_IN_BRACKETS = re.compile(r"[^.;()]{0,80}\(\s?(?:\w+\s)?")
_ITS = re.compile(r"its\s")
_BREAK = re.compile(r"[,;、，،]")
_DRAFT_WORDS = re.compile(
    r"定稿|草案|(?:^|\b)(?:the|its|his|her|final|progress)\s|\s(?:of|by) the Executive Secretary$"
)
_TREATY_OF = (
    (re.compile(r"^treaty/cbd\b"), "cbd"),
    (re.compile(r"^treaty/cartagena\b"), "cartagena"),
    (re.compile(r"^treaty/nagoya\b"), "nagoya"),
    (re.compile(r"^decision/cp-mop/|^document/(?:UNEP_)?CBD_(?:BS|CP)_"), "cartagena"),
    (re.compile(r"^decision/np-mop/|^document/(?:UNEP_)?CBD_(?:NP|ICNP)_"), "nagoya"),
    (re.compile(r"^decision/(?:cop|excop)/|^recommendation/|^document/(?:UNEP_)?CBD_"), "cbd"),
)


class Vocabulary(Protocol):
    """What binding asks of the thesaurus (`graph.thesaurus.Thesaurus` answers it)."""

    def concept(self, path: str) -> object | None:
        """The concept at a path (`vocab/cbd/18.3`); None where the scheme has no such concept."""

    def programme_adopted_by(self, decision: str) -> str | None:
        """The code of the programme of work that a decision adopted (`MNT` for `decision/cop/7/27`)."""


def bind(
    text: Text, raws: Raws, thesaurus: Vocabulary, programmes: Programmes | None = None, treaty: str = ""
) -> Mapping[str, tuple[Citation, ...]]:
    """The citations of every element that has any, by path, each with its target and how far it leads.

    `raws` are those of `find_citations`, by element path; `programmes` tell whose an activity or element is; `treaty`
    is the one that a text without an identity of its own speaks of (`spoken_of`). A target printed twice in an element
    is given twice. DANGLING is not decided here: it takes a store. Raises nothing.
    """
    bound = [*_Binder(text, raws, thesaurus, programmes or {}, treaty).bound()]
    by_path: dict[str, list[Citation]] = {}
    for citation in doubted(text, bound, thesaurus):
        by_path.setdefault(citation.element.path, []).append(citation.citation)
    return {path: tuple(citations) for path, citations in by_path.items()}


@dataclass(slots=True)
class _Memory:
    """The last text cited in an element, and in the numbered paragraph around it."""

    element: dict[str, str] = field(default_factory=dict)
    paragraph: dict[str, str] = field(default_factory=dict)


class _Binder:
    """One text: its paths, the documents it cites, and what was cited last."""

    def __init__(self, text: Text, raws: Raws, thesaurus: Vocabulary, programmes: Programmes, treaty: str) -> None:
        self.text, self.raws, self.thesaurus, self.programmes = text, raws, thesaurus, programmes
        self.elements = {element.path: element for element in text.elements}
        self.caller = {note: element.path for element in text.elements for _, note in element.notes}
        self.memory = _Memory()
        self.all = [raw for element in text.elements for raw in raws.get(element.path, ())]
        self.treaty = next((treaty for shape, treaty in _TREATY_OF if shape.search(text.identifier)), treaty)

    def bound(self) -> Iterator[Bound]:
        for element in self.text.elements:
            for raw in self.raws.get(element.path, ()):
                for target, resolution, reason in self._read(element, raw):
                    if target != f"{self.text.identifier}/{element.path}":
                        yield Bound(element, raw, Citation(raw.span, target, resolution, reason=reason))

    def _read(self, element: Element, raw: RawCitation) -> Iterator[Reading]:
        """The targets of one printed citation: none, or one with its resolution and reason."""
        match raw.kind:
            case Cited.DECISION | Cited.RECOMMENDATION | Cited.DOCUMENT:
                yield from self._named(element, raw)
            case Cited.ANAPHORA | Cited.BARE:
                yield from self._last_cited(element, raw)
            case Cited.OWN | Cited.OWN_GOAL:
                yield from self._own(element, raw)
            case Cited.COMPONENT:
                yield from self._of_programme(element, raw)
            case Cited.REPORT:
                yield from self._report(element, raw)
            case Cited.ARTICLE:
                yield self._article(raw)
            case Cited.AGENDA_ITEM:
                yield from self._meeting(raw)
            case Cited.EXTERNAL:
                yield self._outside(element, raw)
            case Cited.TARGET | Cited.NOTIFICATION:
                yield raw.target, Resolution.RESOLVED, None

    def _named(self, element: Element, raw: RawCitation) -> Iterator[Reading]:
        """A text by its number or symbol, and the component named with it; none cites itself by its title."""
        self._remember(element, raw.base)
        if raw.target != self.text.identifier or element.kind not in _OWN_NAMES:
            if component := self._component(raw.base, raw.place):
                yield component, Resolution.RESOLVED, None
            yield (raw.base if component else raw.target), Resolution.RESOLVED, None

    def _outside(self, element: Element, raw: RawCitation) -> Reading:
        if not raw.treaty:
            self._remember(element, _OUTSIDE)
        return raw.base or None, Resolution.EXTERNAL, f"{raw.name or raw.span.exact} is no text of the Convention"

    # The last decision

    def _remember(self, element: Element, base: str) -> None:
        paragraph = self._paragraph(element)
        before = self.memory.paragraph.get(paragraph, "document/")
        if base.startswith("document/") and not before.startswith("document/"):
            return  # a document in brackets does not end the talk of a decision
        self.memory.element[element.path] = self.memory.paragraph[paragraph] = base

    def _paragraph(self, element: Element) -> str:
        """The numbered paragraph that an element belongs to; for a note, that of the element which calls it."""
        seen: set[str] = set()
        while element.path not in seen:
            seen.add(element.path)
            outer = self.caller.get(element.path) or element.parent
            above = self.elements.get(outer or "")
            if above is None or (above.kind not in _PROVISIONS and above.kind is not Kind.NOTE):
                break
            element = above
        return element.path

    def _last_cited(self, element: Element, raw: RawCitation) -> Iterator[Reading]:
        above = self.caller.get(element.path) or element.parent or ""
        base = self.memory.element.get(element.path) or self.memory.element.get(above)
        if raw.kind is Cited.ANAPHORA:
            base = base or self.memory.paragraph.get(self._paragraph(element))
        if base == _OUTSIDE:
            if raw.kind is Cited.ANAPHORA:
                yield None, Resolution.EXTERNAL, "the decision cited last before it is none of the Convention"
        elif base:
            target = self._component(base, raw.place) or (f"{base}/{raw.place.path}" if raw.place.path else base)
            yield target, Resolution.RESOLVED, f"bound to {base}, cited last before it"
        elif (raw.kind is Cited.BARE or _ITS.match(raw.span.exact)) and (own := self._own_path(element, raw.place)):
            yield own, Resolution.RESOLVED, "a place of this text"

    # Places of the text itself

    def _own(self, element: Element, raw: RawCitation) -> Iterator[Reading]:
        if raw.kind is Cited.OWN_GOAL:
            if goal := self._own_goal(element, ".".join(raw.place.numbers)):
                yield goal, Resolution.RESOLVED, "a goal of this text's annex"
            else:
                yield from self._of_programme(element, raw)
        elif own := self._own_path(element, raw.place):
            yield own, Resolution.RESOLVED, "a place of this text"
        elif raw.place.numbers:
            missing = f"{self.text.identifier}/{raw.place.path}"
            yield missing, Resolution.SUSPECT, f"this text has no element {raw.place.path}"

    def _own_path(self, element: Element, place: Place) -> str | None:
        """The path of a place in this text, looked for in the annex or section of the element first."""
        if place.annex:
            return self._in_own_annex(self._own_annex(place.annex), place)
        lettered = place.section in self.elements or place.section.startswith("section/")
        section = place.section if lettered else f"section/{place.section}"
        wanted = ".".join(place.numbers) or section
        steps = [*takewhile(lambda step: step not in _ASIDE, element.path.split("/")[:-1])]
        for depth in range(len(steps), -1, -1):
            path = "/".join([*steps[:depth], wanted])
            if path in self.elements and not (place.numbers and self.elements[path].kind is Kind.SECTION):
                return f"{self.text.identifier}/{path}"
        return None

    def _in_own_annex(self, annex: str | None, place: Place) -> str | None:
        """A place of an annex of this text; its section is part of the address where numbers begin anew in it."""
        numbers = ".".join(place.numbers)
        section = f"section/{place.part}" if place.part else ""
        for inner in ((section, numbers), (place.part, numbers), (numbers,)):
            path = "/".join(step for step in (annex, *inner) if step)
            if annex and path in self.elements and (numbers or inner[0] or not place.part):
                return f"{self.text.identifier}/{path}"
        return None

    def _own_annex(self, printed: str) -> str | None:
        annexes = [
            element.path
            for element in self.text.elements
            if element.path.startswith(printed.partition("-")[0]) and element.kind is Kind.ANNEX
        ]
        order = int(printed.partition("-")[2] or 1)
        return annexes[order - 1] if order <= len(annexes) else None

    def _own_goal(self, element: Element, number: str) -> str | None:
        own = [
            goal.path
            for goal in self.text.elements
            if goal.kind in _GOALS and goal.path.rpartition("/")[2].rpartition("-")[2] == number
        ]
        unique = len(own) == 1 and element.kind not in _GOALS
        return f"{self.text.identifier}/{own[0]}" if unique else None

    # Reports named without their symbol

    def _report(self, element: Element, raw: RawCitation) -> Iterator[Reading]:
        documents, why = self._beside(element, raw) or self._documents_of(raw)
        places = [f"{document}/{raw.place.path}" for document in documents]
        if len(places) == 1:
            yield places[0], Resolution.RESOLVED, why
        elif places:
            yield None, Resolution.AMBIGUOUS, f"{raw.name} may be any of {', '.join(documents)}"

    def _beside(self, element: Element, raw: RawCitation) -> tuple[list[str], str] | None:
        """The document whose symbol stands in brackets right after a named report."""
        for other in self.raws.get(element.path, ()):
            between = element.text[raw.span.end : other.span.start]
            if other.kind is Cited.DOCUMENT and other.span.start > raw.span.end and _IN_BRACKETS.fullmatch(between):
                return [other.base], f"{raw.name} has its symbol beside it"
        return None

    def _documents_of(self, raw: RawCitation) -> tuple[list[str], str]:
        """The documents that a named report may be, by the strongest evidence that the text gives."""
        cited = [other for other in self.all if other.kind is Cited.DOCUMENT and other.base != self.text.identifier]
        noun = _DRAFT_WORDS.sub("", raw.name).strip()
        symbols = [
            named.name for named in self.all if named.kind is Cited.REPORT_NAME and named.span.exact.endswith(noun)
        ]
        said = {
            other.base for other in cited for symbol in symbols if other.base == "document/" + symbol.replace("/", "_")
        }
        if said:
            return sorted(said), f"the text says where {raw.name} is found"
        if raw.place.annex:
            same = {other.base for other in cited if other.place.annex == raw.place.annex}
            if same:
                return sorted(same), "the one document whose annex the text cites"
        only = {other.base for other in cited}
        return (sorted(only), "the one document that the text cites") if len(only) == 1 else ([], "")

    # Vocabulary

    def _component(self, base: str, place: Place) -> str | None:
        """The concept of a programme's component; None where the decision adopted no programme that is known."""
        if not place.component or not (code := self.thesaurus.programme_adopted_by(base)):
            return None
        path = f"vocab/programmes/{code}-{place.component}"
        return path if self.thesaurus.concept(path) is not None else None

    def _of_programme(self, element: Element, raw: RawCitation) -> Iterator[Reading]:
        """A component of the programme of work that is named with it, here or in the chapeau: the one that follows
        without a comma, else the last one before, else the next."""
        named = self.programmes.get(element.path) or self.programmes.get(element.parent or "", ())
        before = [code for start, code in named if start < raw.span.start][-1:]
        later = [(start, code) for start, code in named if start > raw.span.start][:1]
        beside = [code for start, code in later if not _BREAK.search(element.text, raw.span.end, start)]
        for code in (*beside, *before, *(code for _, code in later)):
            path = f"vocab/programmes/{code}-{'.'.join(raw.place.numbers)}"
            if self.thesaurus.concept(path) is not None:
                yield path, Resolution.RESOLVED, f"of the programme of work that the text names: {code}"
                return

    def _article(self, raw: RawCitation) -> Reading:
        number = ".".join(raw.place.numbers)
        treaty = raw.treaty
        if treaty in {"", "convention"}:
            treaty = "cbd" if treaty and self.treaty else self.treaty
        elif treaty == "protocol":
            treaty = self._protocol()
        if not treaty:
            return (
                None,
                Resolution.EXTERNAL,
                "an article of a treaty that is not named, or outside the Convention's family",
            )
        return f"vocab/{treaty}/{number}", Resolution.RESOLVED, None

    def _protocol(self) -> str:
        """Which protocol `the Protocol` is: the text's own, or else the one that it names."""
        if self.treaty in {"cartagena", "nagoya"}:
            return self.treaty
        named = {raw.treaty for raw in self.all} & {"cartagena", "nagoya"}
        return named.pop() if len(named) == 1 else self.treaty and "cartagena"

    def _meeting(self, raw: RawCitation) -> Iterator[Reading]:
        if found := _MEETING.match(self.text.identifier):
            body = found["body"].lower().replace("_", "-").replace("bs-cop-mop", "cp-mop")
            yield f"vocab/meetings/{body}-{int(found['session'])}", Resolution.RESOLVED, f"agenda item {raw.name}"
