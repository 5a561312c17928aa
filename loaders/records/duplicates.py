"""Records of different sources that are the same thing: linked, never merged.

The same identifier makes a statement, prov:alternateOf, in `derived/duplicates`, with its evidence; the same title,
date and class makes a candidate only. Every record stays as its source has it (docs/decisions/0007-duplicates.md).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator
from itertools import product
from sys import intern

import pyoxigraph as ox

from graph.namespaces import Names
from graph.store import Reader, Store
from loaders.records.identity import identity
from loaders.records.matches import Match, match_triples

GRAPH = "derived/duplicates"
STATED = "prov:alternateOf"
SAME_WORDS, SAME_PLACE = 0.8, 0.9
"""The score of a candidate with the same title, date and class; where the countries are the same too."""

_BIBO = "http://purl.org/ontology/bibo/"
_IDENTIFYING = (
    *("dcterms:identifier", "owl:sameAs", STATED, "foaf:page", "schema:isbn", "field/doi", "field/isbn"),
    *("http://www.w3.org/ns/adms#identifier", f"{_BIBO}doi", f"{_BIBO}isbn13", f"{_BIBO}isbn10"),
)
_DATES = ("schema:startDate", "dcterms:issued", "dcterms:date")
_PLACES = ("chm:government", "dcterms:spatial")
_RECORD = re.compile(r"record/([^/#]+)/[^/#]+")


def publish_duplicates(store: Store, names: Names) -> None:
    """Say anew which records of different sources are the same, or may be."""
    found = _Duplicates(store.working(), names)
    graph = names.iri(GRAPH)
    known: set[tuple[str, str]] = set()
    triples: list[ox.Triple] = []
    for match in (*found.same(), *found.alike()):
        if (match.from_, match.to) not in known:
            known.add((match.from_, match.to))
            triples += match_triples(match, graph, names)
    store.replace(graph, triples)


class _Duplicates:
    """One look over the records as they are now, without what an earlier look derived."""

    def __init__(self, working: Reader, names: Names) -> None:
        self.working, self.names = working, names

    def same(self) -> Iterator[Match]:
        """Pairs with the same identifier: each record of another source and the first one by address."""
        holders: dict[str, set[str]] = defaultdict(set)
        for record, key in self._shared(self._identified):
            holders[key].add(record)
        for key in sorted(holders):
            for first, other in self._pairs(holders[key]):
                yield Match(first, other, STATED, 1.0, f"both have the identifier {key}")

    def alike(self) -> Iterator[Match]:
        """Pairs with the same title, date and class, but for those whose countries differ."""
        titled: dict[str, set[str]] = defaultdict(set)
        for record, words in self._shared(self._titled):
            titled[record].add(words)
        if not titled:
            return
        dates = self._values(_DATES, titled)
        classes = self._values(("rdf:type",), dates)
        places = self._values(_PLACES, dates)
        holders: dict[tuple[str, str], set[str]] = defaultdict(set)
        for record, days in dates.items():
            for words, day in product(titled[record], days):
                holders[words, day].add(record)
        for (words, day), records in sorted(holders.items()):
            for first, other in self._pairs(records):
                if not (classes[first] & classes[other]) - {self.names.term("Record")}:
                    continue
                here, there = places.get(first, set()), places.get(other, set())
                if here and there and not here & there:
                    continue
                score = SAME_PLACE if here & there else SAME_WORDS
                yield Match(first, other, "", score, f"both have the title {words!r} and the date {day}")

    def _identified(self) -> Iterator[tuple[str, str]]:
        """The records with each identifier that they have."""
        for property_ in _IDENTIFYING:
            for record, value in self._said(property_):
                if key := identity(value):
                    yield record, key

    def _titled(self) -> Iterator[tuple[str, str]]:
        """The records with the words of each title that they have."""
        for record, title in self._said("dcterms:title"):
            if words := " ".join(re.findall(r"\w+", title.casefold())):
                yield record, words

    def _shared(self, told: Callable[[], Iterator[tuple[str, str]]]) -> Iterator[tuple[str, str]]:
        """What records of more than one source have. Of all the others only a number is held, so that memory grows
        with what is shared; two keys of one number do no harm."""
        sources: dict[int, str | None] = {}
        shared: set[int] = set()
        for record, key in told():
            source = self._source(record)
            if sources.setdefault(hash(key), source) != source:
                shared.add(hash(key))
        sources.clear()
        if shared:
            yield from ((record, key) for record, key in told() if hash(key) in shared)

    def _pairs(self, records: Iterable[str]) -> Iterator[tuple[str, str]]:
        """The first record and each of another source."""
        first, *others = sorted(records)
        yield from ((first, other) for other in others if self._source(other) != self._source(first))

    def _values(self, properties: tuple[str, ...], only: Container[str]) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for property_ in properties:
            for record, value in self._said(property_):
                if record in only:
                    found[record].add(value)
        return found

    def _said(self, property_: str) -> Iterator[tuple[str, str]]:
        """The records and values of a property, as the sources say it."""
        from loaders.records.values import expanded

        derived = ox.NamedNode(self.names.iri(GRAPH))
        for quad in self.working.quads(None, ox.NamedNode(expanded(property_, self.names))):
            if quad.graph_name != derived and self._source(str(getattr(quad.subject, "value", ""))):
                yield str(getattr(quad.subject, "value", "")), str(getattr(quad.object, "value", ""))

    def _source(self, iri: str) -> str | None:
        """The source of a record; None for what is no record."""
        match = _RECORD.fullmatch(self.names.path(iri) or "")
        return intern(match[1]) if match else None
