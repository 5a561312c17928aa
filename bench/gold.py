"""The gold: texts whose parts and findings were marked by hand (`tests/gold/*.json` and `tests/gold/tune-*/*.json`).

A gold file of our own texts holds the printed `lines`; one of another text names its `file`, below `../shared/corpus`
or in `examples/`, and holds addresses, offsets and codes only, no words of it. `part` says whether the makers of the
rules had read the text (tune) or not (test), `marks` which findings were marked; where it is absent, all were. Of an
`excerpt` only the elements that it names were marked; the others are not judged. `series` tells the test texts whose
kinds of error were told to the makers of the rules (1) from those marked since (2) and after a second reading (3).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parent.parent
FOLDER = PROJECT / "tests" / "gold"
CORPUS = PROJECT.parent / "shared" / "corpus"
UNSEEN = "unseen-"
"""What the name of a layout begins with that no maker of rules had seen when the text was marked."""
ANYWHERE = "*"
"""The address of what was marked of a whole text, wherever it stands in it."""

_MARKED = {
    "actions": "code",
    "addressees": "code",
    "citations": "target",
    "deadlines": "by",
    "subjects": "concept",
    "calls": "note",
    "reports": "target",
    "deeds": "day",
}
"""What is marked in an element, with the name of its value."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing marked in an element: `value` is a code, target, time or concept, `words` those that say it ("" where
    unsaid). `strength` is that of an action, `period` (`P3M`) the time before a deadline. `start` is where the words
    begin in the text of the element, in characters; `offset` and `length` are where they stand in the file of a text
    elsewhere; None where not marked."""

    value: str
    words: str = ""
    strength: int = 0
    start: int | None = None
    offset: int | None = None
    length: int | None = None
    period: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """An element as it should be read. `kind` and `text` are None where they were not marked; `offset` and `length`
    are where the text stands in the file of a text elsewhere. Actions and addressees are those in its own words: what
    an item inherits from its chapeau is not marked. `calls` are the notes called from it, `reports` what it says was
    done about, `deeds` the first days of what it tells was done. `twin` is the address of the same element in English,
    where it has another there. What was `added` from a second reading has no first marks to set beside the second."""

    path: str
    kind: str | None = None
    text: str | None = None
    offset: int | None = None
    length: int | None = None
    actions: tuple[Mark, ...] = ()
    addressees: tuple[Mark, ...] = ()
    citations: tuple[Mark, ...] = ()
    deadlines: tuple[Mark, ...] = ()
    subjects: tuple[Mark, ...] = ()
    calls: tuple[Mark, ...] = ()
    reports: tuple[Mark, ...] = ()
    deeds: tuple[Mark, ...] = ()
    twin: str | None = None
    added: bool = False

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Everything marked by words in it."""
        said = (self.actions, self.addressees, self.citations, self.deadlines, self.subjects, self.deeds)
        return tuple(mark for marks in said for mark in marks)

    def words(self, content: str) -> str | None:
        """Its text: as marked, or as it stands in the content of its file."""
        if self.offset is None:
            return self.text
        return content[self.offset :][: self.length]


@dataclass(frozen=True, slots=True)
class Gold:
    """One marked text."""

    name: str
    part: str
    language: str
    layout: str
    note: str
    identifier: str
    parts: tuple[Part, ...]
    lines: tuple[str, ...] = ()
    file: str | None = None
    format: str = "txt"
    series: int = 1
    excerpt: bool = False
    tables: tuple[str, ...] = ()
    marks: frozenset[str] = field(default_factory=frozenset)

    def data(self, corpus: Path = CORPUS) -> tuple[str, bytes] | None:
        """The name and the bytes of the text, or None where the corpus is not here."""
        if self.file is None:
            return f"{self.name}.{self.format}", "\n".join((*self.lines, "")).encode()
        path = PROJECT / self.file if self.restated else corpus / self.file
        return (path.name, path.read_bytes()) if path.is_file() else None

    @property
    def restated(self) -> bool:
        """Whether the text is one of the project's own examples."""
        return self.file is not None and self.file.startswith("examples/")

    @property
    def official(self) -> bool:
        """Whether the text was written by others."""
        return self.file is not None and not self.restated

    @property
    def unseen(self) -> bool:
        """Whether its layout was unknown to the makers of the rules."""
        return self.layout.startswith(UNSEEN)

    def judges(self, finding: str) -> bool:
        """Whether a finding was marked in this text."""
        return not self.marks or finding in self.marks


def load(folder: Path = FOLDER) -> tuple[Gold, ...]:
    """Every gold file of a folder and of its folders `tune-...`, by name."""
    return tuple(_gold(file) for file in sorted((*folder.glob("*.json"), *folder.glob("tune-*/*.json"))))


def marked_twice(folder: Path = FOLDER) -> tuple[tuple[Gold, Gold], ...]:
    """The texts that were marked a second time (`second/` below the folder), with the first marks and the second."""
    first = {gold.name: gold for gold in load(folder)}
    files = sorted((folder / "second").glob("*.json"))
    return tuple((first[file.stem], replace(first[file.stem], parts=_parts(_told(file)))) for file in files)


def _told(file: Path) -> Mapping[str, Any]:
    told: Mapping[str, Any] = json.loads(file.read_text("utf-8"))
    return told


def _parts(told: Mapping[str, Any]) -> tuple[Part, ...]:
    return tuple(_part(each) for each in told["elements"])


def _gold(file: Path) -> Gold:
    told = _told(file)
    parts = _parts(told)
    about = {name: told[name] for name in ("part", "language", "layout", "note", "identifier")}
    kept: dict[str, Any] = {
        "lines": tuple(told.get("lines", ())),
        "file": told.get("file"),
        "format": told.get("format", "txt"),
        "series": told.get("series", 1),
        "excerpt": told.get("excerpt", False),
        "tables": tuple(told.get("tables", ())),
        "marks": frozenset(told.get("marks", ())),
    }
    return Gold(file.stem, parts=parts, **kept, **about)


def _part(told: Mapping[str, Any]) -> Part:
    place: dict[str, Any] = {name: told.get(name) for name in ("kind", "text", "offset", "length", "twin")}
    found: dict[str, Any] = {name: _marks(told, name, value) for name, value in _MARKED.items()}
    return Part(told["path"], **place, **found, added=told.get("added", False))


def _marks(told: Mapping[str, Any], name: str, value: str) -> tuple[Mark, ...]:
    found = told.get(name, ())
    places = ("start", "offset", "length", "period")
    return tuple(
        Mark(each[value], each.get("words", ""), each.get("strength", 0), *(each.get(place) for place in places))
        for each in found
    )
