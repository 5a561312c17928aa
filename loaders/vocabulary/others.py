"""Vocabularies of others as they are loaded: what a file says, in a graph of its own, and how its concepts map to ours.

Nothing is merged. A concept keeps its own IRI; one of the thesaurus API, which gives none, has the address that the API
answers at. A mapping is a statement beside the concept (skos:exactMatch for the same identifier, skos:closeMatch for a
label), with a node that says score and reason; what is only somewhat alike is a candidate and no statement.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from pyoxigraph import BlankNode, Literal, NamedNode, Triple
from rapidfuzz import fuzz, process

from graph.errors import SourceError, VocabularyError
from graph.namespaces import PREFIXES, Names
from graph.thesaurus import Thesaurus
from loaders.provenance import provenance_triples, reader_name
from loaders.readers.rdf import Rdf
from loaders.readers.table import stem
from loaders.readers.tree import read_json
from loaders.records.linking import CERTAIN, LIKELY
from loaders.records.matches import Match, match_triples
from loaders.text import Source
from loaders.vocabulary.terms import Term, terms_of_json, terms_of_triples

API = "https://api.cbd.int/api/v2013/thesaurus/terms/"
"""Below it the thesaurus API answers for each term by its identifier."""
_SKOS = PREFIXES["skos"]
_CONCEPT = NamedNode(f"{_SKOS}Concept")
_LABELLED_ONLY = 5
"""Shorter labels are compared whole, never by likeness."""
_API_MARKS = frozenset({"termId", "broaderTerms", "narrowerTerms", "relatedTerms", "nonPreferedTerms"})


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A vocabulary of others: its concepts, what its file says (of the API: what that means in SKOS), its format."""

    format: str
    media_type: str
    terms: tuple[Term, ...]
    triples: tuple[Triple, ...]


def of_rdf(rdf: Rdf) -> Vocabulary | None:
    """The vocabulary in statements; None where they are about no concept."""
    terms = tuple(terms_of_triples(rdf.triples, labelled=True))
    return Vocabulary(f"skos {rdf.name}", rdf.media_type, terms, rdf.triples) if terms else None


def of_json(data: bytes, file: str) -> Vocabulary | None:
    """The terms that the thesaurus API answers with; None for JSON of another kind.

    Raises SourceError for a list of terms in which an entry is none.
    """
    if not any(f'"{mark}"'.encode() in data for mark in _API_MARKS):
        return None
    tree = read_json(data, file)
    entries = tree if isinstance(tree, list) else [tree]
    if not entries or not isinstance(entries[0], dict) or entries[0].keys().isdisjoint(_API_MARKS):
        return None
    try:
        terms = tuple(_addressed(term) for term in terms_of_json(tree, file))
    except VocabularyError as fault:
        raise SourceError(file, str(fault).removeprefix(f"{file}: ")) from fault
    return Vocabulary("thesaurus-api", "application/json", terms, tuple(_skos(terms)))


def _addressed(term: Term) -> Term:
    relations = tuple((name, _address(other)) for name, other in term.relations)
    return Term(term.identifier, _address(term.identifier), term.words, term.notes, relations, term.matches)


def _address(identifier: str) -> str:
    return API + quote(identifier, safe="")


def _skos(terms: tuple[Term, ...]) -> Iterator[Triple]:
    """The terms of the API as SKOS."""
    for term in terms:
        node = NamedNode(term.iri or "")
        yield Triple(node, NamedNode(f"{PREFIXES['rdf']}type"), _CONCEPT)
        yield Triple(node, NamedNode(f"{PREFIXES['dcterms']}identifier"), Literal(term.identifier))
        for word in term.words:
            yield Triple(node, NamedNode(f"{_SKOS}{word.kind}Label"), Literal(word.text, language=word.language))
        for name, text, language in term.notes:
            yield Triple(node, NamedNode(name), Literal(text, language=language))
        for name, other in term.relations:
            yield Triple(node, NamedNode(_SKOS + name), NamedNode(other))


@dataclass(frozen=True, slots=True)
class Described:
    """The graph of a vocabulary: `own` are statements about nodes of ours (where it comes from, how it maps), `others`
    what its file says."""

    path: str
    own: tuple[Triple, ...]
    others: tuple[Triple, ...]
    warnings: tuple[str, ...]


def describe_vocabulary(
    vocabulary: Vocabulary, source: Source, names: Names, thesaurus: Thesaurus, at: datetime.datetime
) -> Described:
    """The source graph of a vocabulary of others. Statements about things of this graph are left out, and counted.

    Raises SourceError for a vocabulary that is ours.
    """
    path = f"source/{stem(source.file)}"
    graph = names.iri(path)
    kept = tuple(triple for triple in vocabulary.triples if _is_others(triple, names, path))
    about = {triple.subject.value for triple in kept if isinstance(triple.subject, NamedNode)}
    terms = [term for term in vocabulary.terms if term.iri in about]
    if not terms:
        remedy = "keep it in the room vocab/, which is loaded with every load"
        raise SourceError(source.file, "holds concepts of this graph only", remedy=remedy)
    own = [*provenance_triples(graph, source, reader_name(vocabulary.format), names, at)]
    mappings: list[Triple] = []
    for match in Mapper(thesaurus, names).matches(terms):
        mappings += match_triples(match, graph, names)
    warnings = []
    if left := len(vocabulary.triples) - len(kept):
        warnings.append(f"{left} statements about things of this graph are left out")
    warnings += [f"{term.identifier}: has no label" for term in terms if not term.words]
    theirs = {NamedNode(iri) for iri in about}
    ours = (triple for triple in mappings if triple.subject not in theirs)
    beside = (triple for triple in mappings if triple.subject in theirs)
    return Described(path, (*own, *ours), (*kept, *beside), tuple(warnings))


def _is_others(triple: Triple, names: Names, path: str) -> bool:
    if isinstance(triple.subject, BlankNode):
        return True
    own = names.path(triple.subject.value) if isinstance(triple.subject, NamedNode) else None
    return own is None or own.startswith(f"{path}/")


class Mapper:
    """Finds the concepts of ours that are like those of others: by identifier, by label, by likeness of a label."""

    def __init__(self, thesaurus: Thesaurus, names: Names) -> None:
        self.names = names
        self.identifiers: dict[str, str] = {}
        self.labels: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for concept in thesaurus:
            goal = concept.replaced_by or concept.path
            for known in (*concept.values("dcterms:identifier"), *concept.values("skos:exactMatch"), names.iri(goal)):
                self.identifiers.setdefault(known, goal)
            for label in concept.labels:
                if label.kind == "pref" and label.source != "machine" and not concept.is_replaced:
                    self.labels[label.language][label.text.casefold()].append(goal)

    def matches(self, terms: list[Term]) -> Iterator[Match]:
        """The mappings of each term: that by identifier alone, else the best by label for each concept of ours."""
        for term in terms:
            yield from self._of(term)

    def _of(self, term: Term) -> Iterator[Match]:
        node, linked = term.iri or "", [iri for name, iri in term.matches if name == f"{_SKOS}exactMatch"]
        known = next((one for one in (term.identifier, node, *linked) if one in self.identifiers), None)
        if known is not None:
            goal = self.names.iri(self.identifiers[known])
            yield Match(node, goal, "skos:exactMatch", 1.0, f"both have the identifier {known}")
            return
        found: dict[str, tuple[float, str]] = {}
        for word in term.words:
            if word.kind == "pref":
                for goal, score, label in self._alike(word.text.casefold(), word.language or "en"):
                    reason = f"{word.text!r} is {'the label' if score == 1 else f'like {label!r}'}"
                    found[goal] = max(found.get(goal, (0.0, "")), (score, reason))
        for goal, (score, reason) in sorted(found.items()):
            stated = "skos:closeMatch" if score >= CERTAIN else ""
            yield Match(node, self.names.iri(goal), stated, score, reason)

    def _alike(self, text: str, language: str) -> Iterator[tuple[str, float, str]]:
        labels = self.labels.get(language.partition("-")[0].lower(), {})
        if text in labels:
            yield from ((goal, 1.0, text) for goal in labels[text])
        elif len(text) > _LABELLED_ONLY:
            best = process.extractOne(text, labels.keys(), scorer=fuzz.token_sort_ratio, score_cutoff=LIKELY * 100)
            if best:
                # a likeness never counts as much as the same words
                score = min(round(best[1] / 100, 4), 0.9999)
                yield from ((goal, score, best[0]) for goal in labels[best[0]])
