"""What each language version of a text says of its elements, with the words that say so.

An element is known by one address for all versions: that of the version which has most of its series, where it is
counted and not numbered (`alignment`). In its own version it may have another.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from api.alignment import COUNTED, Signature, aligned
from api.evidence import CITES, Claim, Evidence, Mentions, claims_from, file_of, sources
from api.view import Thing, View
from loaders.annotate.figures import Figure, find_figures, spells

_PROPERTIES = {"asks": ("chm:action",), "ofWhom": ("chm:addressee",), "cites": CITES, "serves": ("chm:serves",)}
"""What versions say by links, by name and properties."""


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that a version says, with the words that say so; `strength` (0 to 6) is that of an act, `shared` what
    all versions say."""

    thing: Thing
    evidence: tuple[Evidence, ...] = ()
    strength: int | None = None
    shared: bool = False

    @property
    def key(self) -> str:
        """What it is, whoever says it."""
        return self.thing.ref or self.thing.label

    @property
    def label(self) -> str:
        """Its label, with the strength of an act."""
        return f"{self.thing.label} ({self.strength})" if self.strength is not None else self.thing.label


class Versions:
    """The versions of one text, element by element. `graphs` tells the language of each version's graph."""

    def __init__(self, view: View, path: str, languages: list[str]) -> None:
        self.view, self.languages, self.mentions = view, languages, Mentions(view)
        self.elements = view.elements(path)
        self.graphs = {f"{path}/{language}": language for language in languages}
        self.printed = {element: self._printed(element) for element in self.elements}
        self.moved: dict[tuple[str, str], str | None] = {}
        self._align()

    def _printed(self, element: str) -> dict[str, str]:
        """The words at an address, by language."""
        found = self.view.wordings(element)
        return {self.graphs[each.graph]: each.text for each in found if each.graph in self.graphs}

    def _align(self) -> None:
        """Finds the parts that are counted, and so have another address where a version lacks one before them."""
        series: dict[str, list[str]] = {}
        for element in self.elements:
            if counted := COUNTED.match(element):
                series.setdefault(counted["series"], []).append(element)
        for parts in series.values():
            by_language = {each: [part for part in parts if each in self.has(part)] for each in self.languages}
            base = max(by_language, key=lambda each: len(by_language[each]))
            for language, own in by_language.items():
                if own and len(own) < len(by_language[base]):
                    self._move(base, by_language[base], language, own)

    def _move(self, base: str, parts: list[str], language: str, own: list[str]) -> None:
        signatures = [self._signature(part, base) for part in parts]
        order = aligned(signatures, [self._signature(part, language) for part in own])
        for part, place in zip(parts, order, strict=True):
            self.moved[part, language] = None if place is None else own[place]

    def _signature(self, element: str, language: str) -> Signature:
        """What an element says that does not depend on its language."""
        properties = ("cites", "asks", "ofWhom")
        said = {each.key for about in properties for each in self._claimed(element, about).get(language, ())}
        return frozenset({*said, *(each.value for each in self._printed_figures(element, language))})

    def own(self, element: str, language: str) -> str | None:
        """The address of an element in one version; None where the version does not have it."""
        if (element, language) in self.moved:
            return self.moved[element, language]
        return element if language in self.has(element) else None

    def words(self, element: str) -> dict[str, str]:
        """The words of an element in each version that has any."""
        own = {language: self.own(element, language) for language in self.languages}
        return {each: self.printed[at][each] for each, at in own.items() if at and each in self.printed[at]}

    def has(self, element: str) -> set[str]:
        """The versions that have something at an address, also without words of its own."""
        quads = self.view.reader.quads(self.view.node(element), self.view.property("chm:path"), None)
        return {self.graphs[graph] for quad in quads if (graph := self.view.graph(quad)) in self.graphs}

    def said(self, element: str, about: str, there: list[str]) -> dict[str, tuple[Said, ...]]:
        """What each version says of an element, wherever it stands in that version."""
        if about == "figures":
            return self._figures(element)
        read = {"kind": self._kinds, "byWhen": self._deadlines}.get(about, partial(self._claimed, about=about))
        found = {at: read(at) for at in {self.own(element, language) for language in there} if at}
        return {each: found[self.own(element, each) or ""].get(each, ()) for each in there}

    def _kinds(self, element: str) -> dict[str, tuple[Said, ...]]:
        said: dict[str, tuple[Said, ...]] = {}
        for quad in self.view.reader.quads(self.view.node(element), self.view.property("rdf:type"), None):
            kind, language = self.view.ref(quad.object), self.graphs.get(self.view.graph(quad))
            if language and kind.startswith("ontology#") and kind != "ontology#Element":
                known = Said(Thing(kind, kind.partition("#")[2].lower(), "class"), self.whole(element, language))
                said[language] = tuple(sorted({*said.get(language, ()), known}, key=lambda each: each.thing.ref))
        return said

    def _claimed(self, element: str, about: str) -> dict[str, tuple[Said, ...]]:
        said: dict[str, list[Said]] = {}
        for claim in sorted(claims_from(self.view, element, _PROPERTIES[about]), key=lambda claim: claim.target):
            shown = self.mentions.evidence(claim).evidence
            thing = self.view.thing(claim.target)
            strength = self.view.value(claim.target, "chm:strength") if about == "asks" else None
            for graph in sources(self.view, claim):
                if language := self.graphs.get(graph):
                    own = tuple(each for each in shown if each.graph == graph)
                    said.setdefault(language, []).append(Said(thing, own, int(strength) if strength else None))
        return {language: tuple(_narrowest(each) if about == "cites" else each) for language, each in said.items()}

    def _deadlines(self, element: str) -> dict[str, tuple[Said, ...]]:
        said: dict[str, list[Said]] = {}
        for claim in claims_from(self.view, element, ("chm:deadline",)):
            for graph in sources(self.view, claim):
                if language := self.graphs.get(graph):
                    said.setdefault(language, []).append(self._deadline(claim))
        return {language: tuple(sorted(each, key=lambda one: one.thing.ref)) for language, each in said.items()}

    def _deadline(self, claim: Claim) -> Said:
        meeting = self.view.value(claim.target, "chm:meeting")
        date = self.view.value(claim.target, "chm:date") or self.view.value(claim.target, "chm:period") or claim.target
        thing = self.view.thing(meeting) if meeting else Thing("", date, "deadline")
        return Said(thing, self.mentions.evidence(claim).evidence)

    def _figures(self, element: str) -> dict[str, tuple[Said, ...]]:
        """The figures that a version prints and another one neither prints nor spells out."""
        words = self.words(element)
        own = {language: self.own(element, language) or "" for language in words}
        printed = {language: self._printed_figures(own[language], language) for language in words}
        values = {language: {figure.value for figure in found} for language, found in printed.items()}
        said: dict[str, tuple[Said, ...]] = {}
        for language, found in printed.items():
            others = [other for other in words if other != language]
            alone = {
                figure.value: figure
                for figure in found
                if any(figure.value not in values[o] and not spells(words[o], o, figure.value) for o in others)
            }
            said[language] = tuple(
                Said(
                    Thing("", value, "figure"), (self._at(own[language], language, figure.span.start, figure.span.end),)
                )
                for value, figure in sorted(alone.items())
            )
        return said

    def _printed_figures(self, element: str, language: str) -> tuple[Figure, ...]:
        """The figures of the words at an address, but for those of what is cited there."""
        return find_figures(self.printed[element].get(language, ""), language, self._cited(element, language))

    def _cited(self, element: str, language: str) -> Iterator[tuple[int, int]]:
        """Where a version of an element cites something."""
        claims = claims_from(self.view, element, CITES)
        for claim in claims:
            for each in self.mentions.evidence(claim).evidence:
                if self.graphs.get(each.graph) == language and each.start is not None and each.end is not None:
                    yield each.start, each.end

    def whole(self, element: str, language: str) -> tuple[Evidence, ...]:
        text = self.printed.get(element, {}).get(language, "")
        return (self._at(element, language, 0, len(text)),) if text else ()

    def _at(self, element: str, language: str, start: int, end: int) -> Evidence:
        """Words of an element that no mention holds."""
        graph = next(graph for graph, each in self.graphs.items() if each == language)
        exact = self.printed[element][language][start:end]
        return Evidence("", element, exact, start, end, language, graph, file_of(self.view, graph))


def _narrowest(said: list[Said]) -> list[Said]:
    """Citations without those of a whole of which a part is cited too."""
    targets = [each.thing.ref for each in said]
    return [
        each
        for each in said
        if not any(target.startswith((f"{each.thing.ref}/", f"{each.thing.ref}.")) for target in targets)
    ]
