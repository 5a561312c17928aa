"""What a record names, found in the vocabularies: by code or identifier first, by label next, by likeness last."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, Triple
from rapidfuzz import fuzz, process

from graph.namespaces import Names
from graph.thesaurus import Concept, Thesaurus

CERTAIN, LIKELY = 0.93, 0.8
"""From these scores a likeness is a link, or a candidate; below, nothing is said."""

_IDENTIFYING = ("skos:notation", "dcterms:identifier", "chm:schema")
_WORDS = re.compile(r"[^\W\d_]{5}|[^\W\d_]{2,} [^\W\d_]{2,}")
_CODES = re.compile(r"[A-Z0-9._-]+|[0-9a-f]{8}-[0-9a-f-]+")


@dataclass(frozen=True, slots=True)
class Link:
    """A concept that a text names: `how` is identifier, label or likeness, `score` from 0 to 1."""

    path: str
    how: str
    score: float = 1.0

    @property
    def certain(self) -> bool:
        """Whether the link is stated; else it is a candidate for a person to decide."""
        return self.score >= CERTAIN


@dataclass(slots=True)
class Linker:
    """Looks texts up in schemes of the thesaurus; what was found once is remembered.

    >>> Linker(Thesaurus.load()).link("Clearing-house mechanism", ("subjects",))
    Link(path='vocab/subjects/CHM', how='label', score=1.0)
    """

    thesaurus: Thesaurus
    names: Names = field(default_factory=Names)
    _found: dict[tuple[str, tuple[str, ...]], Link | None] = field(default_factory=dict)
    _indexes: dict[str, _Index] = field(default_factory=dict)

    def link(self, text: str, schemes: tuple[str, ...]) -> Link | None:
        """The concept that a text names in the first scheme that has it; None where nothing is like it."""
        key = (text, schemes)
        if key not in self._found:
            self._found[key] = self._look_up(text, schemes)
        return self._found[key]

    def candidate(self, subject: NamedNode, typed: str, link: Link) -> list[Triple]:
        """A link by likeness as data: from where, to what, its score and reason, for a person to judge."""
        known = self.names.prefixes()
        node = NamedNode(f"{subject.value.partition('#')[0]}#like-{quote(typed, safe='')}")
        score = Literal(f"{link.score:.2f}", datatype=NamedNode(f"{known['xsd']}decimal"))
        said: tuple[tuple[str, NamedNode | Literal], ...] = (
            ("from", subject),
            ("to", NamedNode(self.names.iri(link.path))),
            ("score", score),
            ("reason", Literal(f"{typed!r} is like its label")),
        )
        kind = Triple(node, NamedNode(f"{known['rdf']}type"), NamedNode(self.names.term("Candidate")))
        return [kind, *(Triple(node, NamedNode(self.names.term(name)), value) for name, value in said)]

    def _look_up(self, text: str, schemes: tuple[str, ...]) -> Link | None:
        bare = _bare(text)
        indexes = [self._index(scheme) for scheme in schemes]
        for index in indexes:
            if path := index.identifiers.get(bare) or index.identifiers.get(bare.lstrip("0")):
                return Link(path, "identifier")
        for index in indexes:
            if path := index.labels.get(bare):
                return Link(path, "label")
        if not _WORDS.search(text) or _CODES.fullmatch(text):
            return None
        likest = [(index, self._likest(bare, index)) for index in indexes]
        best = max((found for _, found in likest if found), key=lambda found: found.score, default=None)
        return best if best and best.score >= LIKELY else None

    def _likest(self, bare: str, index: _Index) -> Link | None:
        found = process.extractOne(bare, index.labels.keys(), scorer=fuzz.token_sort_ratio, score_cutoff=LIKELY * 100)
        return Link(index.labels[found[0]], "likeness", round(found[1] / 100, 4) - 0.0001) if found else None

    def _index(self, scheme: str) -> _Index:
        if scheme not in self._indexes:
            self._indexes[scheme] = _Index.of(self.thesaurus.concepts(scheme))
        return self._indexes[scheme]


@dataclass(frozen=True, slots=True)
class _Index:
    """The codes and labels of one scheme; a label that several concepts have leads to none of them."""

    identifiers: dict[str, str]
    labels: dict[str, str]

    @classmethod
    def of(cls, concepts: tuple[Concept, ...]) -> _Index:
        identifiers: dict[str, str] = {}
        labels: dict[str, str] = {}
        shared: set[str] = set()
        for concept in concepts:
            goal = concept.replaced_by or concept.path
            for name in (concept.code, *(value for key in _IDENTIFYING for value in concept.values(key))):
                identifiers.setdefault(_bare(name), goal)
            for label in concept.labels:
                if label.source != "machine" and labels.setdefault(bare := _bare(label.text), goal) != goal:
                    shared.add(bare)
        return cls(identifiers, {label: path for label, path in labels.items() if label not in shared})


def _bare(text: str) -> str:
    return re.sub(r"[\s_]+", " ", text).strip().casefold()
