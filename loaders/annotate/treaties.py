"""The treaty of which an article is cited, by the words after it or before it."""

from __future__ import annotations

import re

from loaders.annotate.citation_patterns import Patterns

Match = re.Match[str]

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


def _classified(name: str, patterns: Patterns) -> str:
    return next((treaty for words, treaty in patterns.treaties if words.search(name)), "")
