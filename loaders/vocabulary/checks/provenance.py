"""Checks of where labels come from: our own, beside those of qSKOS."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pyoxigraph as ox

from graph.namespaces import PREFIXES
from loaders.vocabulary.checks import Finding
from loaders.vocabulary.skos import LABEL_SOURCE, XL, XL_LABELS, Scheme, Vocabulary

_SOURCE = PREFIXES["dcterms"] + "source"
_FORM = f"{XL}literalForm"


def _everything(vocabulary: Vocabulary) -> Iterator[tuple[Scheme, str]]:
    for scheme in vocabulary.schemes:
        for iri in (*scheme.schemes, *scheme.concepts):
            yield scheme, iri


def _code(scheme: Scheme, label: str) -> str:
    return next(iter(scheme.iris(label, LABEL_SOURCE)), "").rpartition("/")[2]


def unsourced_labels(vocabulary: Vocabulary) -> Iterator[Finding]:
    """A label that does not say where it comes from; official and attested ones must name the text."""
    for scheme, iri in _everything(vocabulary):
        for label in scheme.iris(iri, *XL_LABELS):
            code = _code(scheme, label)
            if not code:
                yield Finding(iri, scheme.code, f"has {label}, which lacks chm:labelSource")
            elif code in {"official", "attested"} and not [*scheme.objects(label, _SOURCE)]:
                yield Finding(iri, scheme.code, f"has {label}, which is {code} and lacks dcterms:source")


def machine_labels(vocabulary: Vocabulary) -> Iterator[Finding]:
    """A machine translation used as a label of a concept."""
    for scheme, iri in _everything(vocabulary):
        for label in scheme.iris(iri, *XL_LABELS):
            if _code(scheme, label) == "machine":
                yield Finding(iri, scheme.code, f"uses the machine translation {label} as a label")


def labels_without_provenance(vocabulary: Vocabulary) -> Iterator[Finding]:
    """A plain label without its SKOS-XL label, or the other way round."""
    for scheme, iri in _everything(vocabulary):
        for xl, plain in XL_LABELS.items():
            told: Counter[ox.Literal] = Counter(
                form for label in scheme.iris(iri, xl) for form in scheme.literals(label, _FORM)
            )
            shown = Counter(scheme.literals(iri, plain))
            for literal in (shown - told) + (told - shown):
                yield Finding(iri, scheme.code, f"has {literal} on one side of SKOS and SKOS-XL only")


CHECKS = (unsourced_labels, machine_labels, labels_without_provenance)
