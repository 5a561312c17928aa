"""The treaty of which an article is cited, by the words after it or before it."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from loaders.annotate.citation_patterns import Patterns, patterns_of
from loaders.annotate.normalise import normalise
from loaders.text import Text

if TYPE_CHECKING:
    from graph.thesaurus import Thesaurus

Match = re.Match[str]

_HOUSES = {"bch": "cartagena", "absch": "nagoya"}
_NAMED = frozenset({"cbd", "cartagena", "nagoya", "other"})
_CUE = 60  # characters in which the treaty is looked for before an article
_SENTENCE_END = re.compile(r"[。!?]|\.\s(?=[A-ZА-ЯÀ-Ý])")


def treaty_of(match: Match, patterns: Patterns) -> tuple[str, int]:
    """The treaty named right after the article, or else last before it in the sentence; empty where none is."""
    after = patterns.treaty_after.match(match.string, match.end())
    if after:
        return _classified(after["name"], patterns), after.end()
    window = match.string[max(0, match.start() - _CUE) : match.start()]
    ends = [found.end() for found in _SENTENCE_END.finditer(window)]
    for name in reversed(list(patterns.treaty_names.finditer(window, ends[-1] if ends else 0))):
        if treaty := _classified(name[0], patterns):
            return treaty, match.end()
    return "", match.end()


def spoken_of(text: Text, thesaurus: Thesaurus) -> str:
    """The treaty of the Convention's family that a text speaks of most, by its name or that of its clearing-house.

    Empty where another treaty is named as often, or none: for texts whose identity tells no treaty.

    >>> spoken_of(text, Thesaurus.load())  # a page that explains the Biosafety Clearing-House  # doctest: +SKIP
    'cartagena'
    """
    patterns, said = patterns_of(text.language), Counter[str]()
    houses = {label: path.rpartition("/")[2] for label, path in thesaurus.labels("actors", text.language).items()}
    houses = {label: _HOUSES[code] for label, code in houses.items() if code in _HOUSES}
    for element in text.elements:
        words = normalise(element.text, text.language).text
        said.update(_classified(name[0], patterns) for name in patterns.treaty_names.finditer(words))
        for label, treaty in houses.items():
            said[treaty] += words.count(label)
    ranked = Counter({treaty: times for treaty, times in said.items() if treaty in _NAMED and times}).most_common(2)
    tied = len(ranked) > 1 and ranked[0][1] == ranked[1][1]
    return "" if not ranked or tied or ranked[0][0] == "other" else ranked[0][0]


def _classified(name: str, patterns: Patterns) -> str:
    return next((treaty for words, treaty in patterns.treaties if words.search(name)), "")
