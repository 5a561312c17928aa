"""The checks of a vocabulary: those of qSKOS that need no network, and ours on where labels come from.

A check is a generator over a vocabulary; its name is what the budget calls it. Adding a check is adding a function to
one of the modules and its name to `vocab/budget.toml`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from loaders.vocabulary.skos import Vocabulary


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found: the IRI it is about, its scheme, and what is wrong there."""

    concept: str
    scheme: str
    detail: str


Check = Callable[[Vocabulary], Iterator[Finding]]


def all_checks() -> dict[str, Check]:
    """Every check by its name in the budget, in the order of the report."""
    from loaders.vocabulary.checks import hierarchy, labels, links, provenance

    found: dict[str, Check] = {}
    for module in (labels, hierarchy, links, provenance):
        for check in module.CHECKS:
            found[check.__name__.replace("_", "-")] = check
    return found


def meaning(check: Check) -> str:
    """The first line of a check's description."""
    return (check.__doc__ or "").strip().partition("\n")[0]
