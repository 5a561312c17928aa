"""Which unnumbered paragraph of one language version is which of another.

Paragraphs without a printed number have their address by order: where one version lacks the second recital, its second
is the third of the others. They are aligned by what does not depend on language: what they cite, ask and print.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

COUNTED = re.compile(r"(?P<series>(?:.*/)?(?:preamble|text)/|.*-u)(?P<place>\d+)$")
"""The address of a part that is counted and not numbered; its `series` is what is counted."""

Signature = frozenset[str]
_CLEARLY = 0.5


def aligned(longer: Sequence[Signature], shorter: Sequence[Signature]) -> list[int | None]:
    """For each part of the longer series the index in the shorter one of the part that says the same, or None.

    Order is kept, each part is used once. Unless another order fits clearly better, parts stay where they are.

    >>> a, b, c = frozenset({"VII/23"}), frozenset({"VII/30"}), frozenset({"IX/4"})
    >>> aligned([a, b, c], [a, c])
    [0, None, 1]
    """
    stay = [place if place < len(shorter) else None for place in range(len(longer))]
    best = _best(longer, shorter)
    if sum(other is not None for other in best) < len(shorter):
        return stay
    return best if _score(longer, shorter, best) > _score(longer, shorter, stay) + _CLEARLY else stay


def _best(longer: Sequence[Signature], shorter: Sequence[Signature]) -> list[int | None]:
    """The order of the highest score, by dynamic programming over both series from their ends."""
    rows, columns = len(longer), len(shorter)
    table = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            both = table[i + 1][j + 1] + _alike(longer[i], shorter[j])
            table[i][j] = max(both, table[i + 1][j], table[i][j + 1])
    found: list[int | None] = []
    i = j = 0
    while i < rows:
        if j < columns and table[i][j] == table[i + 1][j + 1] + _alike(longer[i], shorter[j]):
            found.append(j)
            i, j = i + 1, j + 1
        elif j < columns and table[i][j] == table[i][j + 1]:
            j += 1
        else:
            found.append(None)
            i += 1
    return found


def _score(longer: Sequence[Signature], shorter: Sequence[Signature], order: Sequence[int | None]) -> float:
    return sum(_alike(longer[place], shorter[other]) for place, other in enumerate(order) if other is not None)


def _alike(one: Signature, other: Signature) -> float:
    """How much two parts have in common, 0 to 1; a little where neither has anything that could be compared."""
    if not one and not other:
        return 0.1
    return 2 * len(one & other) / (len(one) + len(other))
