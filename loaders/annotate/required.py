"""Words without which a pattern cannot match, so that a text without them is not searched: most texts have none.

They are read from the pattern itself, as Python's own parser takes it apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from re import _parser
from typing import Any

_MOST = 24
"""More words than these cost as much to look for as the pattern."""

# by identity, as a pattern's hash is that of all its code; the patterns of a language last as long as the process
_known: dict[int, tuple[re.Pattern[str], frozenset[str]]] = {}

_ONCE = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")


def matches(pattern: re.Pattern[str], text: str) -> Iterable[re.Match[str]]:
    """The matches of a pattern in a text, as `finditer` gives them.

    >>> [found[0] for found in matches(re.compile("ponds? [0-9]"), "Ponds, pond 1")]
    ['pond 1']
    """
    held = _known.get(id(pattern))
    if held is None:
        held = _known[id(pattern)] = pattern, required(pattern)
    _, words = held
    if words and not any(map(text.__contains__, words)):
        return ()
    return pattern.finditer(text)


def required(pattern: re.Pattern[str]) -> frozenset[str]:
    """Words of which every match holds at least one; none where nothing is known.

    >>> sorted(required(re.compile(r"(?:goals?|targets?)\\s+\\d+")))
    ['goal', 'target']
    """
    if pattern.flags & re.IGNORECASE:
        return frozenset()
    words = _best(_parser.parse(pattern.pattern, pattern.flags))
    return words if len(words) <= _MOST else frozenset()


def _best(parts: Iterable[Any]) -> frozenset[str]:
    """Of all words that a sequence requires, the choice whose shortest is longest."""
    return max(_choices(parts), key=lambda words: (min(map(len, words)), -len(words)), default=frozenset())


def _choices(parts: Iterable[Any]) -> Iterator[frozenset[str]]:
    letters = ""
    for kind, told in parts:
        if str(kind) == "LITERAL":
            letters += chr(told)
            continue
        if letters:
            yield frozenset({letters})
        letters = ""
        if found := _within(str(kind), told):
            yield found
    if letters:
        yield frozenset({letters})


def _within(kind: str, told: Any) -> frozenset[str]:
    """The words that a part of a pattern requires; none of what may be left out or only looks around."""
    if kind == "SUBPATTERN":
        _, added, _, inner = told
        return frozenset() if added & re.IGNORECASE else _best(inner)
    if kind == "ATOMIC_GROUP":
        return _best(told)
    if kind in _ONCE:
        fewest, _, inner = told
        return _best(inner) if fewest else frozenset()
    if kind == "BRANCH":
        ways = [_best(way) for way in told[1]]
        return frozenset().union(*ways) if all(ways) else frozenset()
    if kind == "IN" and all(str(each) == "LITERAL" for each, _ in told):
        return frozenset(chr(code) for _, code in told)
    return frozenset()
