"""Checks of mappings, of links out of and into a scheme, and of names that SKOS does not know.

No address of others is fetched: a link counts as broken where it leads into our own vocabulary and nothing is there.
"""

from __future__ import annotations

from collections.abc import Iterator

from graph.namespaces import DEFAULT_BASE
from loaders.vocabulary.checks import Finding
from loaders.vocabulary.skos import MATCHES, SKOS, TYPE, XL, Scheme, Vocabulary

_SKOS_NAMES = frozenset(
    """Concept ConceptScheme Collection OrderedCollection altLabel broadMatch broader broaderTransitive changeNote
    closeMatch definition editorialNote exactMatch example hasTopConcept hiddenLabel historyNote inScheme
    mappingRelation member memberList narrowMatch narrower narrowerTransitive notation note prefLabel related
    relatedMatch scopeNote semanticRelation topConceptOf""".split()
)
_XL_NAMES = frozenset("Label literalForm prefLabel altLabel hiddenLabel labelRelation".split())
_ROOM = DEFAULT_BASE + "vocab/"
_CLASHING = (f"{SKOS}broadMatch", f"{SKOS}narrowMatch", f"{SKOS}relatedMatch")


def _concepts(vocabulary: Vocabulary) -> Iterator[tuple[Scheme, str]]:
    for scheme in vocabulary.schemes:
        for iri in scheme.concepts:
            yield scheme, iri


def mapping_clashes(vocabulary: Vocabulary) -> Iterator[Finding]:
    """A concept that matches another exactly and also as broader, narrower or related."""
    for scheme, iri in _concepts(vocabulary):
        for other in set(scheme.iris(iri, f"{SKOS}exactMatch")) & set(scheme.iris(iri, *_CLASHING)):
            yield Finding(iri, scheme.code, f"matches {other} exactly and otherwise too")


def mapping_misuse(vocabulary: Vocabulary) -> Iterator[Finding]:
    """A mapping between two concepts of one scheme, where a semantic relation is meant to stand."""
    for scheme, iri in _concepts(vocabulary):
        for other in scheme.iris(iri, *sorted(MATCHES)):
            if iri < other and vocabulary.home.get(other) is scheme:
                yield Finding(iri, scheme.code, f"is mapped to {other} of its own scheme")


def undefined_skos_resources(vocabulary: Vocabulary) -> Iterator[Finding]:
    """A term in the namespace of SKOS or SKOS-XL that these do not define."""
    for scheme in vocabulary.schemes:
        for iri, properties in scheme.properties.items():
            terms = [*properties, *(kind.value for kind in properties.get(TYPE, ()))]
            for term in sorted(set(terms)):
                if (term.startswith(SKOS) and term.removeprefix(SKOS) not in _SKOS_NAMES) or (
                    term.startswith(XL) and term.removeprefix(XL) not in _XL_NAMES
                ):
                    yield Finding(iri, scheme.code, f"uses {term}, which is not defined")


def missing_out_links(vocabulary: Vocabulary) -> Iterator[Finding]:
    """A concept without a link to anything outside its scheme."""
    for scheme, iri in _concepts(vocabulary):
        own = f"{_ROOM}{scheme.code}"
        linked = {term for name in scheme.properties[iri] if name != TYPE for term in scheme.iris(iri, name)}
        if all(_within(term, own) for term in linked):
            yield Finding(iri, scheme.code, "links to nothing outside its scheme")


def missing_in_links(vocabulary: Vocabulary) -> Iterator[Finding]:
    """A concept that nothing else of the vocabulary leads to, its scheme apart."""
    reached = {
        term.value
        for scheme in vocabulary.schemes
        for subject in scheme.concepts
        for name, objects in scheme.properties[subject].items()
        if name != TYPE
        for term in objects
    }
    for scheme, iri in _concepts(vocabulary):
        if iri not in reached:
            yield Finding(iri, scheme.code, "is not linked from any other concept")


def broken_links(vocabulary: Vocabulary) -> Iterator[Finding]:
    """A link into the vocabulary to a concept or scheme that it does not define."""
    for scheme in vocabulary.schemes:
        for subject, properties in scheme.properties.items():
            for name in properties:
                for other in scheme.iris(subject, name):
                    if other.startswith(_ROOM) and other not in vocabulary.home and other not in scheme.properties:
                        yield Finding(subject, scheme.code, f"leads to {other}, which is not defined")


def non_http_concepts(vocabulary: Vocabulary) -> Iterator[Finding]:
    """A concept whose name cannot be looked up on the web."""
    for scheme, iri in _concepts(vocabulary):
        if not iri.startswith(("http://", "https://")):
            yield Finding(iri, scheme.code, "is not named by an http or https IRI")


def _within(term: str, own: str) -> bool:
    return term == own or term.startswith((f"{own}/", f"{own}#"))


CHECKS = (
    mapping_clashes,
    mapping_misuse,
    undefined_skos_resources,
    missing_out_links,
    missing_in_links,
    broken_links,
    non_http_concepts,
)
