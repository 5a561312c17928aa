"""Which concepts of the thesaurus a text says by a label, word for word in the terms of the index.

It is asked once of each text, when it is indexed: asked of the index at each search, labels of many words are dear.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from graph.thesaurus import Concept, Thesaurus
from graph.words import LANGUAGES, terms


@dataclass(frozen=True, slots=True)
class _Step:
    """Where one stands in the labels after some terms: the concepts that are said by now, the terms that may follow."""

    said: dict[str, None] = field(default_factory=dict)
    then: dict[str, _Step] = field(default_factory=dict)


class SaidLabels:
    """The labels of concepts by language, term after term.

    >>> said_labels().concepts({"en": "The Executive Secretary"})
    ('vocab/actors/executive-secretary',)
    """

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self._labels = {name: _Step() for name in LANGUAGES}
        for concept in concepts:
            for label in concept.labels:
                step = start = self._labels.get(label.language, _Step())
                for term in terms(label.text, label.language) if label.language in LANGUAGES else ():
                    step = step.then.setdefault(term, _Step())
                if step is not start:
                    step.said[concept.path] = None

    def concepts(self, words: Mapping[str, str]) -> tuple[str, ...]:
        """The paths of the concepts that texts, by language, say a label of; in the order they are first said."""
        found: dict[str, None] = {}
        for language, text in words.items():
            firsts, said = self._labels[language].then, terms(text, language)
            for at, term in enumerate(said):
                step = firsts.get(term)
                while step is not None:
                    found.update(step.said)
                    at += 1  # noqa: PLW2901  the place of the next term
                    step = step.then.get(said[at]) if at < len(said) else None
        return tuple(found)


@cache
def said_labels() -> SaidLabels:
    """The labels of the room `vocab/`, prepared once in a process."""
    return SaidLabels(Thesaurus.load())
