"""A concept of the thesaurus and its labels, as values; an article of a treaty with its parts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

KINDS = ("pref", "alt", "hidden")
"""The kinds of SKOS labels, the most visible first."""
LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
"""The languages of the United Nations, in which concepts have labels."""


@dataclass(frozen=True, slots=True)
class Label:
    """One label of a concept.

    `kind` is one of KINDS, `source` a code of vocab/label-sources ("official", "attested", "own", "machine"),
    `origins` the texts or addresses it was taken from, paths under the base where they are ours.
    """

    text: str
    language: str
    kind: str
    source: str
    origins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept of the thesaurus: its path, scheme and code, its labels, and its other properties.

    `types` and `properties` are named by their prefixed terms (`chm:Component`, `chm:strength`); values are paths under
    the base, IRIs of others, or the text of a literal.

    >>> Thesaurus.load().concept("vocab/subjects/FOR").label("zh")
    '森林生物多样性'
    """

    path: str
    scheme: str
    code: str
    labels: tuple[Label, ...] = ()
    broader: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    properties: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def label(self, language: str = "en") -> str:
        """The preferred label in a language, else in English, else the code."""
        preferred = {label.language: label.text for label in self.labels if label.kind == "pref"}
        return preferred.get(language) or preferred.get("en") or self.code

    def values(self, name: str) -> tuple[str, ...]:
        """The values of a property, `values("chm:adoptedBy")`; empty where it has none."""
        return self.properties.get(name, ())

    def value(self, name: str) -> str | None:
        """The only value of a property; None where it has none."""
        return next(iter(self.values(name)), None)

    @property
    def replaced_by(self) -> str | None:
        """The path of the concept that took the place of this one (`dcterms:isReplacedBy`); None where none did."""
        return self.value("dcterms:isReplacedBy")

    @property
    def is_replaced(self) -> bool:
        """Whether another concept took the place of this one."""
        return self.replaced_by is not None


@dataclass(frozen=True, slots=True)
class Article:
    """An article of a treaty, or a part of one, with the numbers of what stands directly under it.

    `paragraphs` are numbered (18 has 1 to 5), `items` lettered (10 has a to e, and no paragraphs).
    """

    path: str
    paragraphs: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
