"""Doubts about citations, by evidence inside the text and the structure of the treaties; what is printed is kept.

Two rules: a pinpoint that its treaty does not have; and one sentence told twice with one pinpoint but two decisions.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Protocol

from loaders.annotate.citations import Cited, RawCitation
from loaders.findings import Citation, Resolution
from loaders.text import Element, Text

_SENTENCE = re.compile(r"[^。！？]*?(?:[。！？]|[.!?](?=\s+[A-ZА-ЯÀ-Ý])|\Z)", re.DOTALL)
_GRAM = 3
_ALIKE = 0.62
"""Share of the shorter sentence's letter trigrams that the other has: a sentence told twice has 0.69 and more in the
founding texts, where unrelated ones stay under 0.4."""
_SHORTEST = 30
_WITH_PARAGRAPH = 2


class Structure(Protocol):
    """What the doubts ask of the thesaurus."""

    def concept(self, path: str) -> object | None:
        """The concept at a path; None where the scheme has none."""


@dataclass(frozen=True, slots=True)
class Bound:
    """A citation with the element it stands in and the printed form it was bound from."""

    element: Element
    raw: RawCitation
    citation: Citation


def doubted(text: Text, bound: Sequence[Bound], thesaurus: Structure) -> Iterator[Bound]:
    """The same citations in the same order; those that the evidence speaks against are suspect or ambiguous."""
    doubts = _retold(text, bound)
    for place, one in enumerate(bound):
        citation = one.citation
        if one.raw.kind in {Cited.ARTICLE, Cited.TARGET} and citation.target:
            citation = _structural(citation, one, bound, thesaurus)
        yield replace(one, citation=doubts.get(place, citation))


# A pinpoint that the treaty does not have


def _structural(citation: Citation, one: Bound, bound: Sequence[Bound], thesaurus: Structure) -> Citation:
    target = str(citation.target)
    scheme = target.rpartition("/")[0]
    if thesaurus.concept(target) is not None or thesaurus.concept(f"{scheme}/1") is None:
        return citation
    number = target.rpartition("/")[2]
    others = {
        str(other.citation.target)
        for other in bound
        if other.raw.kind is Cited.ARTICLE
        and str(other.citation.target).rpartition("/")[0] == scheme
        and len(other.raw.place.numbers) >= _WITH_PARAGRAPH
        and other.raw.place.numbers[1:] == one.raw.place.numbers[1:]
        and thesaurus.concept(str(other.citation.target)) is not None
    }
    suspected = others.pop() if len(others) == 1 else None
    reason = f"{scheme} has no {number}" + (f"; this text also cites {suspected}" if suspected else "")
    return replace(citation, resolution=Resolution.SUSPECT, suspected=suspected, reason=reason)


# One sentence told twice


def _retold(text: Text, bound: Sequence[Bound]) -> dict[int, Citation]:
    """New citations, by place in `bound`, for those whose pinpoint stands with another decision in the same words."""
    by_pinpoint: dict[tuple[str, str], list[int]] = {}
    for place, one in enumerate(bound):
        target = one.citation.target or ""
        if one.raw.place.numbers and target.startswith("decision/") and not target.startswith(f"{text.identifier}/"):
            meeting = "/".join(target.split("/")[:3])
            by_pinpoint.setdefault((meeting, one.raw.place.path), []).append(place)
    doubts: dict[int, Citation] = {}
    for places in by_pinpoint.values():
        if len({bound[place].citation.target for place in places}) > 1:
            for group in _alike(places, bound):
                doubts.update(_judged(group, bound))
    return doubts


def _alike(places: Sequence[int], bound: Sequence[Bound]) -> Iterator[set[int]]:
    """Groups of citations of several decisions that stand in nearly the same sentence."""
    words = {place: _grams(_sentence(bound[place])) for place in places}
    groups: list[set[int]] = [{place} for place in places]
    for one, other in combinations(places, 2):
        differ = bound[one].citation.target != bound[other].citation.target
        if differ and _overlap(words[one], words[other]) >= _ALIKE:
            first = next(group for group in groups if one in group)
            second = next(group for group in groups if other in group)
            if first is not second:
                groups.remove(second)
                first |= second
    yield from (group for group in groups if len({bound[place].citation.target for place in group}) > 1)


def _judged(group: set[int], bound: Sequence[Bound]) -> Iterator[tuple[int, Citation]]:
    """The minority is suspect; a tie makes all of them ambiguous."""
    counts = Counter(str(bound[place].citation.target) for place in sorted(group)).most_common()
    leader, votes = counts[0]
    tie = votes == counts[1][1]
    for place in group:
        citation = bound[place].citation
        if tie:
            targets = ", ".join(target for target, _ in counts)
            reason = f"the same sentence cites each of {targets}"
            yield place, replace(citation, resolution=Resolution.AMBIGUOUS, reason=reason)
        elif citation.target != leader:
            reason = f"the same sentence elsewhere in this text cites {leader}"
            yield place, replace(citation, resolution=Resolution.SUSPECT, suspected=leader, reason=reason)


def _sentence(one: Bound) -> str:
    """The sentence around a citation, without the citation itself."""
    text, span = one.element.text, one.raw.span
    for found in _SENTENCE.finditer(text):
        if found.start() <= span.start < found.end():
            return text[found.start() : span.start] + text[span.end : max(found.end(), span.end)]
    return ""


def _grams(sentence: str) -> set[str]:
    letters = re.sub(r"\s+", "", sentence)
    return {letters[at : at + _GRAM] for at in range(len(letters) - _GRAM + 1)}


def _overlap(one: set[str], other: set[str]) -> float:
    shorter = min(len(one), len(other))
    return len(one & other) / shorter if shorter >= _SHORTEST else 0.0
