"""A folder of vocabulary files as SKOS: which concept stands where, under which labels, in which relations.

The quality checks read this and nothing else. Files are read one by one, so that a finding can name its scheme.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from graph.errors import VocabularyError
from graph.namespaces import PREFIXES, Names

SKOS, XL = PREFIXES["skos"], PREFIXES["skosxl"]
TYPE = PREFIXES["rdf"] + "type"
LABEL_SOURCE = Names().term("labelSource")

PREF, ALT, HIDDEN = (f"{SKOS}{kind}Label" for kind in ("pref", "alt", "hidden"))
LABELS = (PREF, ALT, HIDDEN)
XL_LABELS = {f"{XL}{kind}Label": f"{SKOS}{kind}Label" for kind in ("pref", "alt", "hidden")}
NOTES = frozenset(
    SKOS + kind for kind in "note changeNote definition editorialNote example historyNote scopeNote".split()
)
MATCHES = frozenset(f"{SKOS}{kind}Match" for kind in "exact close broad narrow related".split())
BROADER, NARROWER, RELATED = (SKOS + name for name in ("broader", "narrower", "related"))

Object = ox.NamedNode | ox.Literal


@dataclass(frozen=True, slots=True)
class Scheme:
    """One file: `properties` holds, by subject IRI and property IRI, the objects in the order of the file."""

    code: str
    file: Path
    triples: tuple[ox.Triple, ...]
    properties: dict[str, dict[str, list[Object]]] = field(repr=False)

    @property
    def concepts(self) -> Iterator[str]:
        """The IRIs of the concepts."""
        return self._of_type(SKOS + "Concept")

    @property
    def schemes(self) -> Iterator[str]:
        """The IRIs of the concept schemes: one, where all is well."""
        return self._of_type(SKOS + "ConceptScheme")

    def _of_type(self, kind: str) -> Iterator[str]:
        wanted = ox.NamedNode(kind)
        return (iri for iri, properties in self.properties.items() if wanted in properties.get(TYPE, ()))

    def objects(self, subject: str, *names: str) -> Iterator[Object]:
        """The objects of one or more properties of a subject."""
        properties = self.properties.get(subject, {})
        for name in names:
            yield from properties.get(name, ())

    def iris(self, subject: str, *names: str) -> list[str]:
        """The same, resources only."""
        return [term.value for term in self.objects(subject, *names) if isinstance(term, ox.NamedNode)]

    def literals(self, subject: str, *names: str) -> list[ox.Literal]:
        """The same, literals only."""
        return [term for term in self.objects(subject, *names) if isinstance(term, ox.Literal)]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All files of a folder. `home` says in which scheme a concept, or a scheme itself, is defined."""

    schemes: tuple[Scheme, ...]
    home: dict[str, Scheme] = field(repr=False)


def read(folder: Path) -> Vocabulary:
    """The vocabulary of a folder. Raises VocabularyError where there is none, or a file is no Turtle."""
    schemes = tuple(read_file(file) for file in sorted(folder.glob("*.ttl")))
    if not schemes:
        raise VocabularyError(f"{folder}: no .ttl file here; name the folder that holds the vocabulary")
    home = {iri: scheme for scheme in schemes for iri in (*scheme.schemes, *scheme.concepts)}
    return Vocabulary(schemes, home)


def read_file(file: Path) -> Scheme:
    """One file of a vocabulary. Raises VocabularyError for one that is no Turtle."""
    try:
        triples = tuple(quad.triple for quad in ox.parse(path=str(file), format=ox.RdfFormat.TURTLE))
    except SyntaxError as error:
        raise VocabularyError(f"{file.name}: this is no Turtle: {error}; repair the line") from error
    return scheme_of(triples, file)


def scheme_of(triples: Iterable[ox.Triple], file: Path) -> Scheme:
    """The triples of one file, indexed."""
    triples = tuple(triples)
    properties: dict[str, dict[str, list[Object]]] = {}
    for triple in triples:
        if isinstance(triple.object, ox.NamedNode | ox.Literal):
            about = properties.setdefault(_name(triple.subject), {})
            about.setdefault(triple.predicate.value, []).append(triple.object)
    return Scheme(file.stem, file, triples, properties)


def _name(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode) else str(term)
