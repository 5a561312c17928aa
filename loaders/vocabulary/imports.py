"""Vocabularies of others as schemes of their own: SKOS files, and term lists of the CBD thesaurus API.

What is imported is never merged into a scheme that exists. It becomes `vocab/{scheme}/{code}` with the source's own
identifier kept, and is mapped: skos:exactMatch to the source's IRI and to a concept of ours that has the same
identifier, skos:closeMatch where only a preferred label is the same, which a person should look at.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from graph.errors import VocabularyError
from graph.namespaces import Names
from graph.thesaurus import Thesaurus
from loaders.vocabulary.terms import Term, read_terms
from loaders.vocabulary.turtle import turtle

_SCHEME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_PARTS = re.compile(r"[/#]")
_OUTSIDE = re.compile(r"[^A-Za-z0-9._+]+|(?<=[._+])[._+]+")
_BACK = {"broader": "narrower", "narrower": "broader", "related": "related"}
_KNOWN = {"exact": "the same identifier", "close": "the same label, not compared by a person"}


@dataclass(frozen=True, slots=True)
class Match:
    """A mapping made on import: the code of the imported concept, `exact` or `close`, and the path of ours."""

    code: str
    kind: str
    concept: str


@dataclass(frozen=True, slots=True)
class Import:
    """An imported scheme: its Turtle text, how many concepts it has, the mappings to ours, and what was left out."""

    scheme: str
    turtle: str
    concepts: int
    matches: tuple[Match, ...]
    remarks: tuple[str, ...]

    def __str__(self) -> str:
        return self.turtle

    def render(self) -> str:
        """What was imported, as lines for a terminal; the Turtle text itself is `turtle`."""
        kinds = Counter(match.kind for match in self.matches)
        lines = [f"vocab/{self.scheme}: {self.concepts} concepts"]
        lines += [f"  {kinds[kind]} mapped by {why} (skos:{kind}Match)" for kind, why in _KNOWN.items() if kinds[kind]]
        lines += [f"  left out: {remark}" for remark in self.remarks]
        return "\n".join(lines)


def import_file(path: Path, scheme: str, thesaurus: Thesaurus | None = None) -> Import:
    """Read a vocabulary of others as a scheme under `vocab/{scheme}`; writes nothing.

    `thesaurus` is what it is mapped to, by default the room `vocab/`. Labels are marked official, with the source's
    IRI or file as their origin: official of the source, not of the Convention. Raises VocabularyError for a scheme
    that exists or has no good name, and for a file that holds no vocabulary.
    """
    known = Thesaurus.load() if thesaurus is None else thesaurus
    if not _SCHEME.fullmatch(scheme):
        raise VocabularyError(f"{scheme!r} is no name for a scheme; use small letters, digits and hyphens")
    if scheme in known.schemes():
        raise VocabularyError(f"vocab/{scheme} exists and is never merged into; import under another name")
    terms = read_terms(path)
    codes = _codes(terms, path.name)
    matches = tuple(_matches(terms, codes, known))
    written = _Written(scheme, path.name, codes, matches)
    triples = set(written.triples(terms))
    return Import(scheme, turtle(triples), len(terms), matches, tuple(written.remarks))


def _codes(terms: Sequence[Term], file: str) -> dict[str, str]:
    """Identifier to code: the last segment of the identifier, or as many as it takes to tell the terms apart."""
    counts = Counter(term.identifier for term in terms)
    if doubles := [identifier for identifier, count in counts.items() if count > 1]:
        raise VocabularyError(f"{file}: two terms have the identifier {doubles[0]}; remove one of them")
    segments = {identifier: [part for part in _PARTS.split(identifier) if part] for identifier in counts}
    codes: dict[str, str] = {}
    taken: set[str] = set()
    for depth in range(1, max(map(len, segments.values()), default=1) + 1):
        shared = Counter(_code(parts[-depth:]) for parts in segments.values())
        for identifier, parts in segments.items():
            code = _code(parts[-depth:])
            if identifier not in codes and shared[code] == 1 and code not in taken:
                codes[identifier] = code
                taken.add(code)
    if lost := [identifier for identifier in counts if identifier not in codes]:
        raise VocabularyError(f"{file}: no code tells {lost[0]} from another term; give it an identifier of its own")
    return codes


def _code(parts: Sequence[str]) -> str:
    return _OUTSIDE.sub("-", "-".join(parts)).strip("-._+") or "term"


def _matches(terms: Sequence[Term], codes: Mapping[str, str], thesaurus: Thesaurus) -> Iterator[Match]:
    identifiers = {value: concept.path for concept in thesaurus for value in concept.values("dcterms:identifier")}
    links = {value: concept.path for concept in thesaurus for value in concept.values("skos:exactMatch")}
    labels: dict[tuple[str, str], list[str]] = defaultdict(list)
    for concept in thesaurus:
        for label in concept.labels:
            if label.kind == "pref" and not concept.is_replaced:
                labels[label.text.casefold(), label.language].append(concept.path)
    for term in terms:
        code = codes[term.identifier]
        if exact := identifiers.get(term.identifier) or links.get(term.iri or ""):
            yield Match(code, "exact", exact)
            continue
        words = {(word.text.casefold(), word.language or "") for word in term.words if word.kind == "pref"}
        for path in sorted({path for word in words for path in labels.get(word, ())}):
            yield Match(code, "close", path)


class _Written:
    """The triples of an imported scheme, and what could not be written."""

    def __init__(self, scheme: str, file: str, codes: Mapping[str, str], matches: Sequence[Match]) -> None:
        self.names = Names()
        self.prefixes = self.names.prefixes()
        self.scheme, self.file, self.codes = scheme, file, codes
        self.remarks: list[str] = []
        self.matches: dict[str, list[Match]] = defaultdict(list)
        for match in matches:
            self.matches[match.code].append(match)

    def triples(self, terms: Sequence[Term]) -> Iterator[ox.Triple]:
        """All of them; a relation is said both ways, and a concept with nothing above it is a top concept."""
        scheme = self._node("")
        yield self._triple(scheme, "rdf:type", self._term("skos:ConceptScheme"))
        yield from self._label(scheme, "pref", 1, self.scheme, "en", "own", None)
        yield self._triple(scheme, "dcterms:source", ox.Literal(self.file))
        lower = set(self._lower(terms))
        for term in terms:
            node = self._node(self.codes[term.identifier])
            yield from self._concept(node, term, scheme)
            if term.identifier not in lower:
                yield self._triple(node, "skos:topConceptOf", scheme)
                yield self._triple(scheme, "skos:hasTopConcept", node)

    def _lower(self, terms: Sequence[Term]) -> Iterator[str]:
        """The identifiers of terms with another of the file above them."""
        for term in terms:
            for name, other in term.relations:
                if name == "broader" and other in self.codes:
                    yield term.identifier
                elif name == "narrower" and other in self.codes:
                    yield other

    def _concept(self, node: ox.NamedNode, term: Term, scheme: ox.NamedNode) -> Iterator[ox.Triple]:
        code = self.codes[term.identifier]
        yield self._triple(node, "rdf:type", self._term("skos:Concept"))
        yield self._triple(node, "skos:inScheme", scheme)
        yield self._triple(node, "skos:notation", ox.Literal(code))
        yield self._triple(node, "dcterms:identifier", ox.Literal(term.identifier))
        yield from self._labels(node, term)
        for name, text, language in term.notes:
            yield ox.Triple(node, ox.NamedNode(name), _literal(text, language))
        yield from self._relations(node, term)
        if term.iri:
            yield self._triple(node, "skos:exactMatch", ox.NamedNode(term.iri))
        for name, other in term.matches:
            yield ox.Triple(node, ox.NamedNode(name), ox.NamedNode(other))
        for match in self.matches[code]:
            yield self._triple(node, f"skos:{match.kind}Match", ox.NamedNode(self.names.iri(match.concept)))
            note = f"{match.kind}Match to {match.concept}: {_KNOWN[match.kind]}."
            yield self._triple(node, "skos:editorialNote", ox.Literal(note, language="en"))

    def _labels(self, node: ox.NamedNode, term: Term) -> Iterator[ox.Triple]:
        numbers: Counter[str] = Counter()
        seen: set[tuple[str, str | None]] = set()
        for word in term.words:
            if (word.text, word.language) in seen or not word.text.strip():
                self.remarks.append(f"{term.identifier}: {word.kind} label {word.text!r} is empty or stands twice")
                continue
            seen.add((word.text, word.language))
            numbers[word.language or "und"] += 1
            number = numbers[word.language or "und"]
            yield from self._label(node, word.kind, number, word.text, word.language, "official", term.iri)

    def _label(
        self, node: ox.NamedNode, kind: str, number: int, text: str, language: str | None, source: str, iri: str | None
    ) -> Iterator[ox.Triple]:
        label = ox.NamedNode(f"{node.value}#label-{(language or 'und').lower()}-{number}")
        literal = _literal(text, language)
        yield self._triple(node, f"skos:{kind}Label", literal)
        yield self._triple(node, f"skosxl:{kind}Label", label)
        yield self._triple(label, "rdf:type", self._term("skosxl:Label"))
        yield self._triple(label, "skosxl:literalForm", literal)
        yield self._triple(label, "chm:labelSource", ox.NamedNode(self.names.iri(f"vocab/label-sources/{source}")))
        if source != "own":
            yield self._triple(label, "dcterms:source", ox.NamedNode(iri) if iri else ox.Literal(self.file))

    def _relations(self, node: ox.NamedNode, term: Term) -> Iterator[ox.Triple]:
        for name, other in term.relations:
            if other not in self.codes:
                self.remarks.append(f"{term.identifier}: {name} {other} is not in the file")
                continue
            there = self._node(self.codes[other])
            yield self._triple(node, f"skos:{name}", there)
            yield self._triple(there, f"skos:{_BACK[name]}", node)

    def _node(self, code: str) -> ox.NamedNode:
        return ox.NamedNode(self.names.iri(f"vocab/{self.scheme}/{code}" if code else f"vocab/{self.scheme}"))

    def _term(self, name: str) -> ox.NamedNode:
        prefix, _, local = name.partition(":")
        return ox.NamedNode(self.prefixes[prefix] + local)

    def _triple(self, subject: ox.NamedNode, name: str, value: ox.NamedNode | ox.Literal) -> ox.Triple:
        return ox.Triple(subject, self._term(name), value)


def _literal(text: str, language: str | None) -> ox.Literal:
    return ox.Literal(text, language=language) if language else ox.Literal(text)
