"""Where the language versions of a text disagree: each says its own of the same paragraph, and both stand.

Compared are the elements and their kind, what they ask and how strongly, of whom, by when, what they cite and serve,
and the figures that they print. What only looks like a disagreement is left out:
- an item repeats what its chapeau asks: the difference is told at the chapeau;
- an act whose words, in its language, also stand for the act of the other version (请 requests and invites);
- acts of strength 0, which give grounds and ask for nothing: languages name them freely;
- a text cited as a whole beside a part of it;
- a figure that the other version spells out;
- what parts of different kinds say: they are not the same part, and their kind is told alone;
- a recital that has another address only because its version lacks one before it (`alignment`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, permutations

import pyoxigraph as ox

from api.versions import Said, Versions
from api.view import Thing, View
from graph.errors import NotFound
from graph.namespaces import Names
from graph.store import Reader

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

_LABELS = ("skos:prefLabel", "skos:altLabel", "skos:hiddenLabel")


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
    """The versions of one text set against each other."""

    def __init__(self, view: View, path: str, languages: list[str]) -> None:
        self.view, self.languages = view, languages
        self.versions = Versions(view, path, languages)

    def found(self) -> Iterator[Difference]:
        missing: set[str] = set()
        for element in self.versions.elements:
            there = [language for language in self.languages if self.versions.own(element, language)]
            if len(there) < len(self.languages):
                missing.add(element)
                if self.view.value(element, "eli:is_part_of") not in missing:
                    yield self._element(element, there)
            if len(there) > 1:
                yield from self._compared(element, there)

    def _element(self, element: str, there: list[str]) -> Difference:
        thing = self.view.thing(element)
        said = {
            each: (Said(thing, self.versions.whole(self.versions.own(element, each) or "", each)),) for each in there
        }
        return self._difference(element, "element", said, self.languages, len(self.view.below(element)))

    def _compared(self, element: str, there: list[str]) -> Iterator[Difference]:
        same: dict[str, Callable[[Mapping[str, tuple[Said, ...]]], bool]] = {"asks": self._same_acts}
        for about in [each for each in HEADINGS if each != "element"]:
            said = self.versions.said(element, about, there)
            if not same.get(about, _same)(said) and not self._inherited(element, said):
                yield self._difference(element, about, said, there)
                if about == "kind":
                    return

    def _difference(
        self, element: str, about: str, said: Mapping[str, tuple[Said, ...]], languages: Sequence[str], below: int = 0
    ) -> Difference:
        by_language = {language: graph for graph, language in self.versions.graphs.items()}
        words = self.versions.words(element)
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

    # What is no disagreement

    def _inherited(self, element: str, said: Mapping[str, tuple[Said, ...]]) -> bool:
        """Whether every version says it in words of another element, where the difference is told."""
        places = {each.element for saids in said.values() for one in saids for each in one.evidence}
        return bool(places) and not places & {self.versions.own(element, language) for language in said}

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
