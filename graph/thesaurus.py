"""The thesaurus in memory: what the annotators, the records and the pages ask of `vocab/`.

Every file of the room is one SKOS scheme, `vocab/{scheme}.ttl`. A label is known with its language, its kind and where
it comes from (SKOS-XL, `chm:labelSource`); machine translations are kept apart and never matched. A label that two
concepts of a scheme share belongs to the one that shows it most: preferred before alternative before hidden. The labels
of a concept that was replaced lead to the one that took its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from graph.concepts import KINDS, LANGUAGES, Article, Concept, Label
from graph.errors import VocabularyError
from graph.namespaces import Names
from graph.rooms import room
from graph.scheme_files import read_scheme

__all__ = ["KINDS", "LANGUAGES", "Article", "Concept", "Label", "Thesaurus"]

_DECISION = re.compile(r"decision/(?P<body>[a-z][a-z-]*)/(?P<session>\d+)/\d+")


class Thesaurus:
    """All concepts of the room by path, and the dictionaries made of them. It does not change once loaded.

    >>> Thesaurus.load().programme_adopted_by("decision/cop/7/27")
    'MNT'
    """

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self._concepts: dict[str, Concept] = {concept.path: concept for concept in concepts}
        self._schemes: dict[str, list[Concept]] = {}
        for concept in self._concepts.values():
            self._schemes.setdefault(concept.scheme, []).append(concept)
        self._labels: dict[tuple[str, str], Mapping[str, str]] = {}

    @classmethod
    def load(cls, names: Names | None = None, folder: Path | None = None) -> Thesaurus:
        """The thesaurus of a folder of Turtle files, by default the room `vocab/`.

        The files are written with the default base; paths are the same under any base, so `names` changes nothing in
        what is loaded and is taken only to be kept. Raises VocabularyError for a file that is no Turtle or whose
        concepts lie outside `vocab/{scheme}/{code}`.
        """
        del names
        folder = room("vocab") if folder is None else folder
        files = sorted(folder.glob("*.ttl"))
        if not files:
            raise VocabularyError(f"{folder}: no vocabulary here; it should hold one .ttl file for each scheme")
        return cls(concept for file in files for concept in read_scheme(file))

    # Concepts

    def schemes(self) -> tuple[str, ...]:
        """The codes of the schemes, sorted."""
        return tuple(sorted(self._schemes))

    def concepts(self, scheme: str) -> tuple[Concept, ...]:
        """The concepts of a scheme in the order of its file; none for a scheme that there is not."""
        return tuple(self._schemes.get(scheme, ()))

    def concept(self, path: str) -> Concept | None:
        """The concept at a path, `vocab/cbd/18.3`; None where there is none."""
        return self._concepts.get(path)

    def has(self, path: str) -> bool:
        """Whether there is a concept at a path."""
        return path in self._concepts

    def __iter__(self) -> Iterator[Concept]:
        return iter(self._concepts.values())

    def __len__(self) -> int:
        return len(self._concepts)

    # Words

    def labels(self, scheme: str, language: str) -> Mapping[str, str]:
        """Label to concept path, for matching: preferred, alternative and hidden labels, none of a machine.

        A label stands once, with the concept that shows it most; two concepts whose labels differ only in capitals
        count as sharing it, and the labels of a replaced concept lead to its successor.
        """
        key = (scheme, language)
        if key not in self._labels:
            self._labels[key] = MappingProxyType(_matching(self._schemes.get(scheme, ()), language))
        return self._labels[key]

    def sharing(self, scheme: str, language: str) -> Mapping[str, tuple[str, ...]]:
        """The labels that more than one concept of a scheme has, with the paths of all of them."""
        holders: dict[str, list[str]] = {}
        for label, path in _ranked(self._schemes.get(scheme, ()), language):
            holders.setdefault(label.casefold(), []).append(path)
        return {label: tuple(paths) for label, paths in holders.items() if len(set(paths)) > 1}

    def named(self, path: str, language: str = "en") -> str:
        """The preferred label of a concept, else its path."""
        concept = self._concepts.get(path)
        return concept.label(language) if concept else path

    def actor(self, word: str, language: str) -> str | None:
        """The code of the actor that a word names, as it is written or in any case; None where it names none."""
        return _code(self.labels("actors", language), word)

    def action(self, word: str, language: str) -> str | None:
        """The code of the act that a verb stands for, as it is written or in any case; None where it is none."""
        return _code(self.labels("actions", language), word)

    def actors(self, language: str) -> Mapping[str, str]:
        """Word to actor code."""
        return {label: path.rpartition("/")[2] for label, path in self.labels("actors", language).items()}

    def actions(self, language: str) -> Mapping[str, str]:
        """Verb to action code."""
        return {label: path.rpartition("/")[2] for label, path in self.labels("actions", language).items()}

    # Acts

    def strength(self, action: str) -> int:
        """The strength of an act by its code, 0 (context) to 6 (changes the legal state); 0 for an unknown code."""
        concept = self._concepts.get(f"vocab/actions/{action}")
        return int((concept.value("chm:strength") if concept else None) or 0)

    def tracker_code(self, actor: str) -> str | None:
        """The code that the Decision-Tracking Tool has for an actor; None where it has none."""
        concept = self._concepts.get(f"vocab/actors/{actor}")
        return concept.value("chm:trackerCode") if concept else None

    # Programmes, goals, treaties, meetings

    def programme_adopted_by(self, decision: str) -> str | None:
        """The code of the programme of work that a decision adopted: `MNT` for `decision/cop/7/27`."""
        return self._programmes.get(decision)

    def component(self, programme: str, number: str) -> str | None:
        """The path of a component by programme and number: `component("MNT", "3.3.3")`; None where there is none."""
        path = f"vocab/programmes/{programme}-{number}"
        return path if path in self._concepts else None

    def goals_of(self, decision: str) -> tuple[Concept, ...]:
        """The goals, objectives and targets that a decision adopted, in the order of their schemes."""
        return self._goals.get(decision, ())

    def defined_in(self, element: str) -> Concept | None:
        """The concept that an element of a text defines: `vocab/chm/1.2` for `.../annex/goal-1/1.2`."""
        return self._defined.get(element)

    def article(self, treaty: str, number: str) -> Article | None:
        """An article, paragraph or item of a treaty ("cbd", "18.3") with its parts; None where it has none such.

        >>> Thesaurus.load().article("cbd", "10").paragraphs
        ()
        """
        path = f"vocab/{treaty}/{number}"
        if path not in self._concepts or f"vocab/treaties/{treaty}" not in self._concepts:
            return None
        under = [code.rpartition(".")[2] for code in self._parts.get(path, ())]
        numbered = tuple(part for part in under if part.isdecimal())
        return Article(path, numbered, tuple(part for part in under if not part.isdecimal()))

    def meeting(self, code: str) -> Concept | None:
        """A meeting by its code, `cop-10`."""
        return self._concepts.get(f"vocab/meetings/{code}")

    def adopted(self, decision: str) -> str | None:
        """The day a decision was adopted: the last day of the meeting, as an ISO date.

        None where the meeting is not known, or was resumed later, since then its decisions have two days.

        >>> Thesaurus.load().adopted("decision/cop/10/15")
        '2010-10-29'
        """
        match = _DECISION.fullmatch(decision)
        meeting = self.meeting(f"{match['body']}-{match['session']}") if match else None
        if meeting is None or meeting.value("chm:resumed"):
            return None
        return meeting.value("schema:endDate")

    # Indexes, made when first asked for

    @cached_property
    def _programmes(self) -> dict[str, str]:
        return {
            decision: concept.code
            for concept in self._schemes.get("programmes", ())
            if "chm:Programme" in concept.types
            for decision in concept.values("chm:adoptedBy")
        }

    @cached_property
    def _goals(self) -> dict[str, tuple[Concept, ...]]:
        goals: dict[str, tuple[Concept, ...]] = {}
        for concept in self:
            if not {"chm:Goal", "chm:Objective", "chm:Target"}.isdisjoint(concept.types):
                for decision in concept.values("chm:adoptedBy"):
                    goals[decision] = (*goals.get(decision, ()), concept)
        return goals

    @cached_property
    def _defined(self) -> dict[str, Concept]:
        return {element: concept for concept in self for element in concept.values("chm:definedIn")}

    @cached_property
    def _parts(self) -> dict[str, list[str]]:
        parts: dict[str, list[str]] = {}
        for treaty in self._schemes.get("treaties", ()):
            for concept in self._schemes.get(treaty.code, ()):
                for above in concept.broader:
                    parts.setdefault(above, []).append(concept.code)
        return parts


def _code(labels: Mapping[str, str], word: str) -> str | None:
    path = labels.get(word) or next((labels[known] for known in labels if known.casefold() == word.casefold()), None)
    return path.rpartition("/")[2] if path else None


def _ranked(concepts: Iterable[Concept], language: str) -> Iterator[tuple[str, str]]:
    """Labels for matching with the concepts they lead to, those that win first."""
    found = [
        (concept.is_replaced, KINDS.index(label.kind), label.text, concept.replaced_by or concept.path)
        for concept in concepts
        for label in concept.labels
        if label.language == language and label.source != "machine"
    ]
    found.sort(key=lambda entry: entry[:2])
    yield from ((text, path) for _, _, text, path in found)


def _matching(concepts: Iterable[Concept], language: str) -> dict[str, str]:
    matching: dict[str, str] = {}
    holders: dict[str, str] = {}
    for text, path in _ranked(concepts, language):
        if holders.setdefault(text.casefold(), path) == path:
            matching.setdefault(text, path)
    return matching


# Reading a file
