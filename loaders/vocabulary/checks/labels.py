"""Checks of labels, languages and documentation."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from loaders.vocabulary.checks import Finding
from loaders.vocabulary.skos import ALT, LABELS, NOTES, PREF, Scheme, Vocabulary

UN_LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
_UNPRINTABLE = {"Cc", "Co", "Cn", "Cs"}
_TAG = re.compile(r"[a-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Z]{2}|\d{3}))?", re.IGNORECASE)


def _everything(vocabulary: Vocabulary) -> Iterator[tuple[Scheme, str]]:
    for scheme in vocabulary.schemes:
        for iri in (*scheme.schemes, *scheme.concepts):
            yield scheme, iri


def _concepts(vocabulary: Vocabulary) -> Iterator[tuple[Scheme, str]]:
    for scheme in vocabulary.schemes:
        for iri in scheme.concepts:
            yield scheme, iri


def missing_labels(vocabulary: Vocabulary) -> Iterator[Finding]:
    """A concept or scheme without a preferred label."""
    for scheme, iri in _everything(vocabulary):
        if not scheme.literals(iri, PREF):
            yield Finding(iri, scheme.code, "has no skos:prefLabel")


def empty_labels(vocabulary: Vocabulary) -> Iterator[Finding]:
    """A label without a character in it."""
    for scheme, iri in _everything(vocabulary):
        for label in scheme.literals(iri, *LABELS):
            if not label.value.strip():
                yield Finding(iri, scheme.code, f"has an empty label in {label.language}")


def overlapping_labels(vocabulary: Vocabulary) -> Iterator[Finding]:
    """A preferred or alternative label that two concepts of a scheme have in one language."""
    for scheme in vocabulary.schemes:
        holders: dict[tuple[str, str | None], list[str]] = {}
        for iri in scheme.concepts:
            for label in {(label.value.casefold(), label.language) for label in scheme.literals(iri, PREF, ALT)}:
                holders.setdefault(label, []).append(iri)
        for (text, language), iris in holders.items():
            if len(iris) > 1:
                yield Finding(iris[0], scheme.code, f"shares {text!r} ({language}) with {', '.join(iris[1:])}")


def unprintable_characters(vocabulary: Vocabulary) -> Iterator[Finding]:
    """A label or note with a control, private or unassigned character."""
    for scheme, iri in _everything(vocabulary):
        for literal in scheme.literals(iri, *LABELS, *NOTES):
            if odd := {f"U+{ord(sign):04X}" for sign in literal.value if unicodedata.category(sign) in _UNPRINTABLE}:
                yield Finding(iri, scheme.code, f"has {', '.join(sorted(odd))} in {literal.value!r}")


def disjoint_label_violations(vocabulary: Vocabulary) -> Iterator[Finding]:
    """A concept with the same label as two kinds: preferred, alternative or hidden."""
    for scheme, iri in _everything(vocabulary):
        seen: set[tuple[str, str | None]] = set()
        for kind in LABELS:
            own = {(label.value, label.language) for label in scheme.literals(iri, kind)}
            for text, language in sorted(seen & own, key=str):
                yield Finding(iri, scheme.code, f"has {text!r} ({language}) as two kinds of label")
            seen |= own


def inconsistent_preferred_labels(vocabulary: Vocabulary) -> Iterator[Finding]:
    """A concept with more than one preferred label in a language."""
    for scheme, iri in _everything(vocabulary):
        languages = [label.language for label in scheme.literals(iri, PREF)]
        for language in sorted({tag for tag in languages if languages.count(tag) > 1}, key=str):
            yield Finding(iri, scheme.code, f"has several preferred labels in {language}")


def omitted_or_invalid_language_tags(vocabulary: Vocabulary) -> Iterator[Finding]:
    """A label or note without a language tag, or with one that is none (BCP 47)."""
    for scheme, iri in _everything(vocabulary):
        for literal in scheme.literals(iri, *LABELS, *NOTES):
            if literal.language is None or not _TAG.fullmatch(literal.language):
                yield Finding(iri, scheme.code, f"has {literal.value!r} with language tag {literal.language!r}")


def incomplete_language_coverage(vocabulary: Vocabulary) -> Iterator[Finding]:
    """A concept without a preferred label in one of the six languages of the United Nations."""
    for scheme, iri in _concepts(vocabulary):
        known = {label.language for label in scheme.literals(iri, PREF)}
        if missing := [tag for tag in UN_LANGUAGES if tag not in known]:
            yield Finding(iri, scheme.code, f"has no preferred label in {', '.join(missing)}")


def no_common_languages(vocabulary: Vocabulary) -> Iterator[Finding]:
    """A scheme with no language in which all its concepts are named."""
    for scheme in vocabulary.schemes:
        tags = [{label.language for label in scheme.literals(iri, PREF)} for iri in scheme.concepts]
        if tags and not set.intersection(*tags):
            yield Finding(
                next(scheme.schemes, scheme.code), scheme.code, "has no language that covers all its concepts"
            )


def undocumented_concepts(vocabulary: Vocabulary) -> Iterator[Finding]:
    """A concept without a definition or any other note."""
    for scheme, iri in _concepts(vocabulary):
        if not scheme.literals(iri, *NOTES):
            yield Finding(iri, scheme.code, "has no definition or note")


CHECKS = (
    missing_labels,
    empty_labels,
    overlapping_labels,
    unprintable_characters,
    disjoint_label_violations,
    inconsistent_preferred_labels,
    omitted_or_invalid_language_tags,
    incomplete_language_coverage,
    no_common_languages,
    undocumented_concepts,
)
