"""Words of a search that nothing has are taken for the nearest word of the thesaurus: `comittee` for `committee`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from api.naming import label_words
from graph.words import HAN, bare, plain

_WORD = re.compile(r"[^\W\d_]+")
_QUOTED = re.compile(r'"[^"]*"')
_SHORTEST, _LONG = 4, 7
"""Letters of a word that may be misspelt, and of one that may be so twice."""
_NEAREST = 8


@dataclass(frozen=True, slots=True)
class Spelling:
    """The words of a search as they are looked for, what was taken for what, and the words that nothing has."""

    words: str
    taken: Mapping[str, str] = field(default_factory=dict)
    unknown: frozenset[str] = frozenset()


NOTHING_MENDED = Spelling("")


def mended(words: str, known: Callable[[str], int]) -> Spelling:
    """The words with the nearest word of the thesaurus for each that nothing has.

    `known` says how many things have a word. Quoted words, words that are cut short and those with digits stay.

    >>> mended("comittee", lambda word: int(word == "committee")).taken
    {'comittee': 'committee'}
    """
    words = bare(words)
    taken: dict[str, str] = {}
    unknown: set[str] = set()
    for match in _WORD.finditer(_QUOTED.sub(lambda quoted: " " * len(quoted[0]), words)):
        word, after = match[0], words[match.end() : match.end() + 1]
        if len(word) < _SHORTEST or after == "*" or HAN.search(word) or known(word):
            continue
        if found := _nearest(word, known):
            taken[word] = found
        else:
            unknown.add(word)
    if not taken:
        return Spelling(words, {}, frozenset(unknown))
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, taken))})(?!\w)")
    return Spelling(pattern.sub(lambda match: taken[match[0]], words), taken, frozenset(unknown))


def _nearest(word: str, known: Callable[[str], int]) -> str | None:
    folded = "".join(plain(word))
    most = 2 if len(folded) >= _LONG else 1
    words = label_words()
    if folded in words:  # but for accents, or nothing in the index has it
        return words[folded] if words[folded] != word and known(words[folded]) else None
    told = [
        (distance, found[0] != folded[0], -known(words[found]), words[found])
        for found, distance in _near(folded, most)
        if distance == 1 or found[0] == folded[0]
    ]
    return next((found for _, _, things, found in sorted(told) if things), None)


@lru_cache(maxsize=10_000)
def _near(word: str, most: int) -> tuple[tuple[str, int], ...]:
    """The words of the thesaurus that differ from a word by so many letters at most, and by how many."""
    near = process.extract(word, label_words().keys(), scorer=OSA.distance, score_cutoff=most, limit=_NEAREST)
    return tuple((found, distance) for found, distance, _ in near)
