"""What words of a search name: concepts by a label in any language, in any form of its words, and things by an address.

("охраняемых", "районов")  ->  vocab/subjects/PA, vocab/issues/PA
("SBSTTA", "10")           ->  vocab/meetings/sbstta-10
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, lru_cache

from graph import identifiers
from graph.errors import IdentifierError
from graph.identifiers import Decision, Document, Element, Meeting, Recommendation
from graph.thesaurus import Thesaurus
from graph.words import LANGUAGES, forms, plain, simplified, small, terms

WORD = re.compile(r"\w[\w'’-]*")
LONGEST_NAME = 8
"""As many words of a search are looked at as one name."""
_ADDRESSES = (Decision, Recommendation, Document, Element, Meeting)
_SHORTEST = 4
"""A word of fewer letters is a name only as it is written: the stem of a short one is that of many."""
_FOLDED = "folded"
"""Stands where a language does, before the words of a label without accents."""
_ADDRESS = re.compile(r"[\w()./-]*\d[\w()./-]*")
_MAKES = ("", "UNEP/CBD/", "CBD/")
"""What people leave out of a symbol."""


@dataclass(frozen=True, slots=True)
class _Known:
    """Of the thesaurus: paths by label, and by the terms of a label in a language or without accents; narrower paths by
    path; its words without accents, each as it is written."""

    labels: Mapping[str, tuple[str, ...]]
    terms: Mapping[tuple[str, ...], tuple[str, ...]]
    narrower: Mapping[str, list[str]]
    words: Mapping[str, str]
    lengths: Mapping[tuple[str, str], int]
    """As many terms has the longest label that begins with a term of a language."""


@cache
def _known() -> _Known:
    labels: dict[str, dict[str, None]] = {}
    stems: dict[tuple[str, ...], dict[str, None]] = {}
    narrower: dict[str, list[str]] = {}
    words: dict[str, str] = {}
    lengths: dict[tuple[str, str], int] = {}
    for concept in Thesaurus.load():
        for broader in concept.broader:
            narrower.setdefault(broader, []).append(concept.path)
        for label in concept.labels:
            labels.setdefault(_key(label.text), {})[concept.path] = None
            for key in ((label.language, *terms(label.text, label.language)), (_FOLDED, *plain(label.text))):
                stems.setdefault(key, {})[concept.path] = None
                for first in key[1:2]:
                    lengths[key[0], first] = max(lengths.get((key[0], first), 0), len(key) - 1)
            for word in WORD.findall(label.text) if label.language != "zh" else ():
                words.setdefault("".join(plain(word)), word)
    return _Known(
        {label: tuple(paths) for label, paths in labels.items()},
        {label: tuple(paths) for label, paths in stems.items()},
        narrower,
        words,
        lengths,
    )


def _key(text: str) -> str:
    return " ".join(WORD.findall(simplified(text).casefold()))


def has_label(text: str) -> bool:
    """Whether a concept is called so, word for word, in any language."""
    return text in _known().labels


def concepts(words: Sequence[str], languages: Sequence[str] = LANGUAGES) -> tuple[str, ...]:
    """The concepts that words are a label of: as they are written in any language, else in another form in one of those
    that are given.

    >>> concepts(["Clearing-House", "Mechanism"])[0], concepts(["roster", "of", "expert"], ["en"])
    ('vocab/actors/chm', ('vocab/services/experts',))
    """
    if found := _known().labels.get(_key(" ".join(words))):
        return found
    if len(words) == 1 and (len(words[0]) < _SHORTEST or small(words[0])):
        return ()
    keys = (
        (language, form, *others)
        for language in (*languages, _FOLDED)
        for first, *others in (_terms(words, language) or [""],)
        for form in forms(first, language)
    )
    return next((found for key in keys if (found := _known().terms.get(key))), ())


def longest(word: str) -> int:
    """How many words a label may have that begins with a word in some form; 1 where none does."""
    beginnings = (
        (language, form)
        for language in (*LANGUAGES, _FOLDED)
        for first in _terms([word], language)[:1]
        for form in forms(first, language)
    )
    return min(max((_known().lengths.get(each, 1) for each in beginnings), default=1), LONGEST_NAME)


def _terms(words: Sequence[str], language: str) -> list[str]:
    return [term for word in words for term in _terms_of(word, language)]


@lru_cache(20_000)
def _terms_of(word: str, language: str) -> tuple[str, ...]:
    return tuple(plain(word) if language == _FOLDED else terms(word, language))


def narrower(paths: Sequence[str], most: int) -> list[str]:
    """Concepts and those that are narrower, `most` in all."""
    family = list(paths)
    for path in family:
        family += [each for each in _known().narrower.get(path, ()) if each not in family][: most - len(family)]
    return family


def label_words() -> Mapping[str, str]:
    """The words of all labels, in small letters without accents, with one way in which each is written."""
    return _known().words


def addresses(words: Sequence[str]) -> tuple[str, ...]:
    """The paths of the text, element or meeting that words are an identifier of, several where a symbol is cut short.

    >>> addresses(["decision", "15/4"]), addresses(["SBI/3/15"])
    (('decision/cop/15/4',), ('document/UNEP_CBD_SBI_3_15', 'document/CBD_SBI_3_15'))
    """
    if not words or not (_ADDRESS.search(words[0]) or _ADDRESS.search(words[-1])):
        return ()
    text = " ".join(words)
    found: list[str] = []
    for make in _MAKES if "/" in text else _MAKES[:1]:
        with suppress(IdentifierError):
            known = identifiers.parse(make + text)
            found += [known.path] if isinstance(known, _ADDRESSES) else []
            if not make and found:
                break
    return tuple(found)
