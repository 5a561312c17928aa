"""Checks of the relations between concepts: hierarchy, association, and the clusters they make."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from loaders.vocabulary.checks import Finding
from loaders.vocabulary.skos import BROADER, NARROWER, RELATED, SKOS, Scheme, Vocabulary

_INVERSE = {
    BROADER: NARROWER,
    NARROWER: BROADER,
    RELATED: RELATED,
    SKOS + "topConceptOf": SKOS + "hasTopConcept",
    SKOS + "hasTopConcept": SKOS + "topConceptOf",
    SKOS + "exactMatch": SKOS + "exactMatch",
    SKOS + "closeMatch": SKOS + "closeMatch",
    SKOS + "relatedMatch": SKOS + "relatedMatch",
    SKOS + "broadMatch": SKOS + "narrowMatch",
    SKOS + "narrowMatch": SKOS + "broadMatch",
}
_TRANSITIVE = {SKOS + "broaderTransitive": BROADER, SKOS + "narrowerTransitive": NARROWER}


def _concepts(vocabulary: Vocabulary) -> Iterator[tuple[Scheme, str]]:
    for scheme in vocabulary.schemes:
        for iri in scheme.concepts:
            yield scheme, iri


def _ancestors(scheme: Scheme, iri: str) -> set[str]:
    """Everything above a concept; itself only where the hierarchy runs in a circle."""
    found: set[str] = set()
    waiting = scheme.iris(iri, BROADER)
    while waiting:
        above = waiting.pop()
        if above not in found:
            found.add(above)
            waiting += scheme.iris(above, BROADER)
    return found


def cyclic_hierarchical_relations(vocabulary: Vocabulary) -> Iterator[Finding]:
    """A concept that stands above itself."""
    for scheme, iri in _concepts(vocabulary):
        if iri in _ancestors(scheme, iri):
            yield Finding(iri, scheme.code, "stands above itself by skos:broader")


def hierarchical_redundancy(vocabulary: Vocabulary) -> Iterator[Finding]:
    """A broader concept that another broader concept already leads to."""
    for scheme, iri in _concepts(vocabulary):
        above = scheme.iris(iri, BROADER)
        for one in above:
            if any(one in _ancestors(scheme, other) for other in above if other != one):
                yield Finding(iri, scheme.code, f"names {one} as broader, which its other broader concepts lead to")


def relation_clashes(vocabulary: Vocabulary) -> Iterator[Finding]:
    """Two concepts that are related and also one above the other."""
    for scheme, iri in _concepts(vocabulary):
        above = _ancestors(scheme, iri)
        for other in scheme.iris(iri, RELATED):
            if other in above or iri in _ancestors(scheme, other):
                yield Finding(iri, scheme.code, f"is related to {other}, which stands above or below it")


def valueless_associative_relations(vocabulary: Vocabulary) -> Iterator[Finding]:
    """Two related concepts that have the same broader concept, and so are near each other anyway."""
    for scheme, iri in _concepts(vocabulary):
        above = set(scheme.iris(iri, BROADER))
        for other in scheme.iris(iri, RELATED):
            if iri < other and above & set(scheme.iris(other, BROADER)):
                yield Finding(iri, scheme.code, f"is related to its sibling {other}")


def reflexive_relations(vocabulary: Vocabulary) -> Iterator[Finding]:
    """A concept in relation with itself."""
    for scheme, iri in _concepts(vocabulary):
        for name in _INVERSE:
            if iri in scheme.iris(iri, name):
                yield Finding(iri, scheme.code, f"has itself as {name.removeprefix(SKOS)}")


def solely_transitively_related(vocabulary: Vocabulary) -> Iterator[Finding]:
    """Two concepts joined by broaderTransitive or narrowerTransitive with no chain of broader between them."""
    for scheme, iri in _concepts(vocabulary):
        for name, direct in _TRANSITIVE.items():
            for other in scheme.iris(iri, name):
                lower, upper = (iri, other) if direct == BROADER else (other, iri)
                if upper not in _ancestors(scheme, lower):
                    yield Finding(iri, scheme.code, f"is tied to {other} by {name.removeprefix(SKOS)} alone")


def unidirectional_relations(vocabulary: Vocabulary) -> Iterator[Finding]:
    """A relation to a concept or scheme of the vocabulary that does not say it back."""
    for scheme in vocabulary.schemes:
        for iri in (*scheme.schemes, *scheme.concepts):
            for name, back in _INVERSE.items():
                for other in scheme.iris(iri, name):
                    there = vocabulary.home.get(other)
                    if there is not None and iri not in there.iris(other, back):
                        said, unsaid = name.removeprefix(SKOS), back.removeprefix(SKOS)
                        detail = f"has {other} as {said}, which does not say {unsaid}"
                        yield Finding(iri, scheme.code, detail)


def orphan_concepts(vocabulary: Vocabulary) -> Iterator[Finding]:
    """A concept with neither a hierarchical nor an associative relation."""
    for scheme, iri in _concepts(vocabulary):
        if not scheme.iris(iri, BROADER, NARROWER, RELATED):
            yield Finding(iri, scheme.code, "has no broader, narrower or related concept")


def disconnected_clusters(vocabulary: Vocabulary) -> Iterator[Finding]:
    """A group of concepts of a scheme that no relation joins to its largest group; orphans are counted elsewhere."""
    for scheme in vocabulary.schemes:
        groups = [group for group in _clusters(scheme) if len(group) > 1]
        groups.sort(key=lambda group: (-len(group), min(group)))
        for group in groups[1:]:
            yield Finding(min(group), scheme.code, f"is in a group of {len(group)} apart from the rest of the scheme")


def _clusters(scheme: Scheme) -> list[set[str]]:
    cluster: dict[str, set[str]] = {iri: {iri} for iri in scheme.concepts}
    for iri in list(cluster):
        for other in scheme.iris(iri, BROADER, NARROWER, RELATED):
            one, two = cluster[iri], cluster.get(other)
            if two is not None and one is not two:
                one |= two
                cluster.update(dict.fromkeys(two, one))
    return list({id(group): group for group in cluster.values()}.values())


def omitted_top_concepts(vocabulary: Vocabulary) -> Iterator[Finding]:
    """A scheme that names no top concept."""
    for scheme in vocabulary.schemes:
        for iri in scheme.schemes:
            if not scheme.iris(iri, SKOS + "hasTopConcept"):
                yield Finding(iri, scheme.code, "names no top concept")


def top_concepts_having_broader(vocabulary: Vocabulary) -> Iterator[Finding]:
    """A top concept with something above it."""
    for scheme, iri in _concepts(vocabulary):
        if scheme.iris(iri, SKOS + "topConceptOf") and scheme.iris(iri, BROADER):
            yield Finding(iri, scheme.code, "is a top concept and has a broader one")


def ambiguous_notations(vocabulary: Vocabulary) -> Iterator[Finding]:
    """A notation that two concepts of a scheme have."""
    for scheme in vocabulary.schemes:
        holders: dict[ox.Literal, set[str]] = {}
        for iri in scheme.concepts:
            for notation in scheme.literals(iri, f"{SKOS}notation"):
                holders.setdefault(notation, set()).add(iri)
        for notation, iris in holders.items():
            if len(iris) > 1:
                yield Finding(min(iris), scheme.code, f"shares the notation {notation.value} with {max(iris)}")


CHECKS = (
    cyclic_hierarchical_relations,
    hierarchical_redundancy,
    relation_clashes,
    valueless_associative_relations,
    reflexive_relations,
    solely_transitively_related,
    unidirectional_relations,
    orphan_concepts,
    disconnected_clusters,
    omitted_top_concepts,
    top_concepts_having_broader,
    ambiguous_notations,
)
