"""Goals and objectives of a decision's own annex that its operative elements serve: said, or only likely.

What an element says (`（目标1）`) is a Service and is asserted. For the others, objectives are ranked by the words they
share (TF-IDF cosine over pairs and triples of characters for Chinese, words for other languages): a Candidate is never
asserted.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from loaders.findings import Candidate, Citation, Service
from loaders.text import Element, Kind, Text

_GOALS = {Kind.GOAL, Kind.OBJECTIVE}
_OPERATIVE = {Kind.PARAGRAPH, Kind.ITEM, Kind.SUBITEM}
_APART = ("annex", "appendix", "note", "preamble")
_AIMS = (
    "vocab/aichi/",
    "vocab/gbf/",
    "vocab/sdg/",
    "vocab/mdg/",
    "vocab/gspc/",
    "vocab/target-2010/",
    "vocab/chm/",
    "vocab/programmes/",
)
_MOST = 3
_LEAST_SCORE = 0.05
_SHARED_SHOWN = 5
_SHORTEST_WORD = 3
_SHORTEST_RUN = 2
_HAN_RUN = re.compile(r"[\u3400-\u9fff]+")
_WORD = re.compile(r"[^\W\d_]+")


def find_services(text: Text, citations: Mapping[str, tuple[Citation, ...]]) -> Mapping[str, tuple[Service, ...]]:
    """The goals, objectives, targets and components that operative elements name, by path of the element.

    `citations` are those of `bind`. Raises nothing.
    """
    own = {f"{text.identifier}/{element.path}" for element in text.elements if element.kind in _GOALS}
    found: dict[str, tuple[Service, ...]] = {}
    for element in text.elements:
        if _is_operative(element):
            named = {
                citation.target: Service(citation.target, citation.span)
                for citation in citations.get(element.path, ())
                if citation.target and (citation.target in own or citation.target.startswith(_AIMS))
            }
            if named:
                found[element.path] = tuple(named.values())
    return found


def find_candidates(text: Text, services: Mapping[str, tuple[Service, ...]]) -> Mapping[str, tuple[Candidate, ...]]:
    """Up to three goals or objectives per operative element that is tied to none, best first, by path of the element.

    Elements with children, and those that `services` ties, are left out. Scores are cosines in 0..1. Raises nothing.
    """
    aims = [element for element in text.elements if element.kind in _GOALS and element.text]
    parents = {element.parent for element in text.elements if element.kind in _OPERATIVE}
    leaves = [
        element
        for element in text.elements
        if _is_operative(element) and element.path not in parents and not services.get(element.path)
    ]
    if not aims or not leaves or text.type != "decision":
        return {}
    ranked = _ranked(text, leaves, aims)
    return {path: found for path, candidates in ranked if (found := tuple(candidates))}


def _is_operative(element: Element) -> bool:
    return element.kind in _OPERATIVE and not any(step.partition("-")[0] in _APART for step in element.path.split("/"))


def _ranked(text: Text, leaves: Sequence[Element], aims: Sequence[Element]) -> Iterator[tuple[str, list[Candidate]]]:
    bags = {element.path: _terms(element.text, text.language) for element in (*leaves, *aims)}
    spread = Counter(term for bag in bags.values() for term in bag)
    vectors = {path: _weighted(bag, spread, len(bags)) for path, bag in bags.items()}
    for leaf in leaves:
        scored = [
            (sum(weight * vectors[aim.path].get(term, 0.0) for term, weight in vectors[leaf.path].items()), aim)
            for aim in aims
        ]
        best = sorted(scored, key=lambda pair: (-pair[0], pair[1].path))[:_MOST]
        yield (
            leaf.path,
            [
                Candidate(
                    leaf.path,
                    f"{text.identifier}/{aim.path}",
                    round(min(score, 1.0), 3),
                    _reason(leaf, aim, text.language),
                )
                for score, aim in best
                if score >= _LEAST_SCORE
            ],
        )


def _terms(text: str, language: str) -> Counter[str]:
    if language == "zh":
        runs = _HAN_RUN.findall(text)
        return Counter(run[at : at + size] for run in runs for size in (2, 3) for at in range(len(run) - size + 1))
    return Counter(word for word in map(str.lower, _WORD.findall(text)) if len(word) > _SHORTEST_WORD)


def _weighted(bag: Counter[str], spread: Mapping[str, int], size: int) -> dict[str, float]:
    """A bag of terms as a vector of length 1, rare terms heavier."""
    weights = {term: (1 + math.log(count)) * math.log((1 + size) / spread[term]) for term, count in bag.items()}
    length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {term: weight / length for term, weight in weights.items()}


def _reason(leaf: Element, aim: Element, language: str) -> str:
    shared = _shared_runs(leaf.text, aim.text) if language == "zh" else _shared_words(leaf.text, aim.text)
    return f"shared words: {', '.join(shared[:_SHARED_SHOWN])}"


def _shared_words(one: str, other: str) -> list[str]:
    theirs = _terms(other, "")
    return sorted((word for word in _terms(one, "") if word in theirs), key=lambda word: (-len(word), word))


def _shared_runs(one: str, other: str) -> list[str]:
    """The longest runs of characters that both texts have, longest first, none inside another."""
    runs: set[str] = set()
    for text in _HAN_RUN.findall(one):
        start = 0
        while start < len(text):
            end = start
            while end < len(text) and text[start : end + 1] in other:
                end += 1
            if end - start >= _SHORTEST_RUN:
                runs.add(text[start:end])
            start = max(end, start + 1)
    return sorted(runs, key=lambda run: (-len(run), run))
