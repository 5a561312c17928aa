"""Where the language versions of a text disagree: each says its own of the same paragraph, and both stand.

Compared are the elements and their kind, what they ask and how strongly, of whom, by when, what they cite and serve,
and the figures that they print. What only looks like a disagreement is left out:
- an item repeats what its chapeau asks: the difference is told at the chapeau;
- an act whose words, in its language, also stand for the act of the other version (请 requests and invites);
- acts of strength 0, which give grounds and ask for nothing: languages name them freely;
- a text cited as a whole beside a part of it;
- a figure that the other version spells out;
- a recital that has another address only because its version lacks one before it (`alignment`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import combinations, permutations

import pyoxigraph as ox

from api.alignment import COUNTED, Signature, aligned
from api.evidence import CITES, Claim, Evidence, claims_from, evidence, file_of
from api.view import Thing, View
from graph.errors import NotFound
from graph.namespaces import Names
from graph.store import Reader
from loaders.front import Figure, figures, spelt_out

_NAMES = Names()
HEADER = ("element", "label", "about", "language", "says", "words", "start", "end", "in", "graph")
HEADINGS = {
    "element": "Element that a version does not have",
    "kind": "Kind of element",
    "asks": "What it asks, and how strongly",
    "ofWhom": "Of whom",
    "byWhen": "By when",
    "cites": "What it cites",
    "serves": "What it serves",
    "figures": "Figures",
}
"""What is compared, by name, in the order in which it is told."""

_PROPERTIES = {"asks": ("chm:action",), "ofWhom": ("chm:addressee",), "cites": CITES, "serves": ("chm:serves",)}
_LABELS = ("skos:prefLabel", "skos:altLabel", "skos:hiddenLabel")


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


@dataclass(frozen=True, slots=True)
class Version:
    """What one language version says; `graph` is its graph, `text` the words of the element."""

    language: str
    graph: str
    said: tuple[Said, ...]
    text: str = ""

    @property
    def says(self) -> tuple[Thing, ...]:
        """The things that it says, without their evidence."""
        return tuple(said.thing for said in self.said)

    @property
    def own(self) -> tuple[Said, ...]:
        """What not all versions say."""
        return tuple(said for said in self.said if not said.shared)


@dataclass(frozen=True, slots=True)
class Difference:
    """An element of which the versions say different things; `about` is a name of HEADINGS. For `element`, the versions
    that have it say it, and `below` counts its parts, which stand and fall with it."""

    element: Thing
    about: str
    versions: tuple[Version, ...]
    below: int = 0


def differences(reader: Reader, path: str, names: Names = _NAMES, language: str = "en") -> tuple[Difference, ...]:
    """The differences between the loaded language versions of a text, in reading order; none for a single version.

    Raises NotFound when no version is loaded.

    >>> differences(reader, "decision/cop/10/15")[0].about  # doctest: +SKIP
    'ofWhom'
    """
    view = View(reader, names, language)
    languages = view.languages(path)
    if not languages:
        raise NotFound(f"{path}: no language version of it is loaded")
    return tuple(_Comparison(view, path, languages).found()) if len(languages) > 1 else ()


class _Comparison:
    """The versions of one text, element by element."""

    def __init__(self, view: View, path: str, languages: list[str]) -> None:
        self.view, self.languages = view, languages
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
            by_language = {each: [part for part in parts if each in self._has(part)] for each in self.languages}
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

    def _own(self, element: str, language: str) -> str | None:
        """The address of an element in one version; None where the version does not have it."""
        if (element, language) in self.moved:
            return self.moved[element, language]
        return element if language in self._has(element) else None

    def _words(self, element: str) -> dict[str, str]:
        """The words of an element in each version that has any."""
        own = {language: self._own(element, language) for language in self.languages}
        return {each: self.printed[at][each] for each, at in own.items() if at and each in self.printed[at]}

    def found(self) -> Iterator[Difference]:
        missing: set[str] = set()
        for element in self.elements:
            there = [language for language in self.languages if self._own(element, language)]
            if len(there) < len(self.languages):
                missing.add(element)
                if self.view.value(element, "eli:is_part_of") not in missing:
                    yield self._element(element, there)
            if len(there) > 1:
                yield from self._compared(element, there)

    def _has(self, element: str) -> set[str]:
        """The versions that have something at an address, also without words of its own."""
        quads = self.view.reader.quads(self.view.node(element), self.view.property("chm:path"), None)
        return {self.graphs[graph] for quad in quads if (graph := self.view.graph(quad)) in self.graphs}

    def _element(self, element: str, there: list[str]) -> Difference:
        thing = self.view.thing(element)
        said = {each: (Said(thing, self._whole(self._own(element, each) or "", each)),) for each in there}
        return self._difference(element, "element", said, self.languages, len(self.view.below(element)))

    def _compared(self, element: str, there: list[str]) -> Iterator[Difference]:
        same: dict[str, Callable[[Mapping[str, tuple[Said, ...]]], bool]] = {"asks": self._same_acts}
        for about in [each for each in HEADINGS if each != "element"]:
            said = self._said(element, about, there)
            if not same.get(about, _same)(said) and not self._inherited(element, said):
                yield self._difference(element, about, said, there)

    def _said(self, element: str, about: str, there: list[str]) -> dict[str, tuple[Said, ...]]:
        """What each version says of an element, wherever it stands in that version."""
        if about == "figures":
            return self._figures(element)
        read = {"kind": self._kinds, "byWhen": self._deadlines}.get(about, partial(self._claimed, about=about))
        found = {at: read(at) for at in {self._own(element, language) for language in there} if at}
        return {each: found[self._own(element, each) or ""].get(each, ()) for each in there}

    def _difference(
        self, element: str, about: str, said: Mapping[str, tuple[Said, ...]], languages: Sequence[str], below: int = 0
    ) -> Difference:
        by_language = {language: graph for graph, language in self.graphs.items()}
        words = self._words(element)
        shared = set.intersection(*({one.key for one in said.get(each, ())} for each in languages))
        versions = [
            Version(
                each,
                by_language[each],
                tuple(replace(one, shared=one.key in shared) for one in said.get(each, ())),
                words.get(each, ""),
            )
            for each in languages
        ]
        return Difference(self.view.thing(element), about, tuple(versions), below)

    # What each version says

    def _kinds(self, element: str) -> dict[str, tuple[Said, ...]]:
        said: dict[str, tuple[Said, ...]] = {}
        for quad in self.view.reader.quads(self.view.node(element), self.view.property("rdf:type"), None):
            kind, language = self.view.ref(quad.object), self.graphs.get(self.view.graph(quad))
            if language and kind.startswith("ontology#") and kind != "ontology#Element":
                known = Said(Thing(kind, kind.partition("#")[2].lower(), "class"), self._whole(element, language))
                said[language] = tuple(sorted({*said.get(language, ()), known}, key=lambda each: each.thing.ref))
        return said

    def _claimed(self, element: str, about: str) -> dict[str, tuple[Said, ...]]:
        said: dict[str, list[Said]] = {}
        for claim in sorted(claims_from(self.view, element, _PROPERTIES[about]), key=lambda claim: claim.target):
            shown = evidence(self.view, claim).evidence
            thing = self.view.thing(claim.target)
            strength = self.view.value(claim.target, "chm:strength") if about == "asks" else None
            for graph in claim.graphs:
                if language := self.graphs.get(graph):
                    own = tuple(each for each in shown if each.graph == graph)
                    said.setdefault(language, []).append(Said(thing, own, int(strength) if strength else None))
        return {language: tuple(_narrowest(each) if about == "cites" else each) for language, each in said.items()}

    def _deadlines(self, element: str) -> dict[str, tuple[Said, ...]]:
        said: dict[str, list[Said]] = {}
        for claim in claims_from(self.view, element, ("chm:deadline",)):
            for graph in claim.graphs:
                if language := self.graphs.get(graph):
                    said.setdefault(language, []).append(self._deadline(claim))
        return {language: tuple(sorted(each, key=lambda one: one.thing.ref)) for language, each in said.items()}

    def _deadline(self, claim: Claim) -> Said:
        meeting = self.view.value(claim.target, "chm:meeting")
        date = self.view.value(claim.target, "chm:date") or claim.target
        thing = self.view.thing(meeting) if meeting else Thing("", date, "deadline")
        return Said(thing, evidence(self.view, claim).evidence)

    def _figures(self, element: str) -> dict[str, tuple[Said, ...]]:
        """The figures that a version prints and another one neither prints nor spells out."""
        words = self._words(element)
        own = {language: self._own(element, language) or "" for language in words}
        printed = {language: self._printed_figures(own[language], language) for language in words}
        values = {language: {figure.value for figure in found} for language, found in printed.items()}
        said: dict[str, tuple[Said, ...]] = {}
        for language, found in printed.items():
            others = [other for other in words if other != language]
            alone = {
                figure.value: figure
                for figure in found
                if any(figure.value not in values[o] and not spelt_out(words[o], o, figure.value) for o in others)
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
        return figures(self.printed[element].get(language, ""), language, self._cited(element, language))

    # Evidence

    def _cited(self, element: str, language: str) -> Iterator[tuple[int, int]]:
        """Where a version of an element cites something."""
        claims = claims_from(self.view, element, CITES)
        for claim in claims:
            for each in evidence(self.view, claim).evidence:
                if self.graphs.get(each.graph) == language and each.start is not None and each.end is not None:
                    yield each.start, each.end

    def _whole(self, element: str, language: str) -> tuple[Evidence, ...]:
        text = self.printed.get(element, {}).get(language, "")
        return (self._at(element, language, 0, len(text)),) if text else ()

    def _at(self, element: str, language: str, start: int, end: int) -> Evidence:
        """Words of an element that no mention holds."""
        graph = next(graph for graph, each in self.graphs.items() if each == language)
        exact = self.printed[element][language][start:end]
        return Evidence("", element, exact, start, end, language, graph, file_of(self.view, graph))

    # What is no disagreement

    def _inherited(self, element: str, said: Mapping[str, tuple[Said, ...]]) -> bool:
        """Whether every version says it in words of another element, where the difference is told."""
        places = {each.element for saids in said.values() for one in saids for each in one.evidence}
        return bool(places) and not places & {self._own(element, language) for language in said}

    def _same_acts(self, said: Mapping[str, tuple[Said, ...]]) -> bool:
        asked = {language: tuple(each for each in saids if each.strength) for language, saids in said.items()}
        return all(self._covered(one, asked[one], asked[other]) for one, other in permutations(asked, 2)) or _same(
            asked
        )

    def _covered(self, language: str, said: tuple[Said, ...], others: tuple[Said, ...]) -> bool:
        """Whether each act of a version is one of the other's, or its words may mean one, in either language."""
        theirs = {other.thing.ref: other for other in others}
        return all(
            one.thing.ref in theirs
            or any(
                self._means(one, other.thing.ref, language)
                or any(self._means(other, one.thing.ref, each.language or "") for each in other.evidence)
                for other in others
            )
            for one in said
        )

    def _means(self, said: Said, act: str, language: str) -> bool:
        """Whether the words of an act also stand for another act in their language."""
        own = self._labels(said.thing.ref, language)
        for each in said.evidence:
            words = each.exact.casefold()
            label = max((label for label in own if label in words), key=len, default=words)
            if label in self._labels(act, language):
                return True
        return False

    def _labels(self, concept: str, language: str) -> set[str]:
        node = self.view.node(concept)
        quads = (quad for name in _LABELS for quad in self.view.reader.quads(node, self.view.property(name), None))
        labels = (quad.object for quad in quads if isinstance(quad.object, ox.Literal))
        return {label.value.casefold() for label in labels if label.language == language}


def _same(said: Mapping[str, tuple[Said, ...]]) -> bool:
    """Whether all versions say the same things."""
    values = [{each.key for each in saids} for saids in said.values()]
    return all(one == other for one, other in combinations(values, 2))


def _narrowest(said: list[Said]) -> list[Said]:
    """Citations without those of a whole of which a part is cited too."""
    targets = [each.thing.ref for each in said]
    return [
        each
        for each in said
        if not any(target.startswith((f"{each.thing.ref}/", f"{each.thing.ref}.")) for target in targets)
    ]


def as_rows(found: tuple[Difference, ...]) -> Iterator[tuple[str, ...]]:
    """The rows under HEADER: one for each thing that a version says and not all do, one for a version without any."""
    for each in found:
        for version in each.versions:
            start = (each.element.ref, each.element.label, each.about, version.language)
            for said in version.own:
                for shown in said.evidence or (None,):
                    where = (shown.exact, str(shown.start), str(shown.end), shown.element) if shown else ("",) * 4
                    yield (*start, said.label, *where, version.graph)
            if not version.own:
                yield (*start, "", "", "", "", "", version.graph)


def as_json(path: str, found: tuple[Difference, ...], names: Names = _NAMES) -> dict[str, object]:
    """The differences as JSON: for each the versions by language, with what they say and in which words."""
    return {
        "id": names.iri(path),
        "differences": [
            {
                "id": names.iri(each.element.ref),
                "label": each.element.label,
                "about": each.about,
                **({"partsBelow": each.below} if each.below else {}),
                "versions": {
                    version.language: [_said(said, names) for said in version.said] for version in each.versions
                },
                "texts": {version.language: version.text for version in each.versions if version.text},
            }
            for each in found
        ],
    }


def _said(said: Said, names: Names) -> dict[str, object]:
    told: dict[str, object] = {"id": names.iri(said.thing.ref)} if said.thing.ref else {}
    told["label"] = said.thing.label
    if said.strength is not None:
        told["strength"] = said.strength
    told["shared"] = said.shared
    told["evidence"] = [
        {
            "exact": each.exact,
            "start": each.start,
            "end": each.end,
            "inElement": names.iri(each.element),
            "source": names.iri(each.graph),
            "file": each.file,
        }
        for each in said.evidence
    ]
    return told
