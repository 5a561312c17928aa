"""What the stages hand on: blocks that a reader found, and the text that structure made of them.

    Source   the file itself: name, checksum, media type
    Block    a run of characters with what the format says of it (readers -> structure)
    Element  one addressable part of a text (structure -> annotate -> describe)
    Leftover characters that belong to no element, with the reason (nothing is lost)
    Text     a language version of a decision, recommendation or document
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from loaders.findings import Findings


class Kind(StrEnum):
    """What an element is; the words are those of `chm parse` and of the ontology's classes."""

    TITLE = "title"
    OPENING = "opening"
    PREAMBLE = "preamble"
    SECTION = "section"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    SUBITEM = "subitem"
    ANNEX = "annex"
    GOAL = "goal"
    OBJECTIVE = "objective"
    COMPONENT = "component"
    NOTE = "note"
    TABLE = "table"
    QUOTATION = "quotation"
    SIGNATURE = "signature"


@dataclass(frozen=True, slots=True)
class Source:
    """The file a text was read from: `file` is its name as given, `sha256` the checksum of its bytes."""

    file: str
    sha256: str
    media_type: str


@dataclass(frozen=True, slots=True)
class Block:
    """A run of characters between two breaks of a file, with what its format says of it.

    A plain-text reader fills `text`, `line`, `gap` (empty line before it) and `indent` only. A reader of marked-up
    text (Akoma Ntoso, Bluebell) also fills `kind`, `number` and `depth` (0 = top of its container), and then
    structure believes the markup. `notes` are the marks of the notes called from the text, as character offsets
    into `text` with the mark removed.
    """

    text: str
    line: int
    page: int = 1
    gap: bool = False
    indent: int = 0
    kind: Kind | None = None
    number: str | None = None
    depth: int = 0
    notes: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Element:
    """One addressable part of a text.

    `path` is the address below the text's identifier (`2.c`, `annex/goal-1/1.2`, `note/2/a`), `parent` the path of
    the element it belongs to (None at the top), `number` the mark as printed (`(c)`), `text` the element's own text with
    line wraps undone and note marks taken out. `notes` are (offset into text, path of the note).
    """

    path: str
    kind: Kind
    text: str
    number: str | None = None
    parent: str | None = None
    line: int = 0
    page: int = 1
    notes: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Leftover:
    """Characters that belong to no element; `reason` says what they are taken for."""

    text: str
    reason: str
    line: int
    page: int = 1


@dataclass(frozen=True, slots=True)
class Text:
    """One language version of a decision, recommendation or document.

    `identifier` is its path (`decision/cop/10/15`), `type` one of decision, recommendation, document; `language` a UN
    language code; `adopted` and `issued` ISO dates where known. `elements` stand in reading order. `findings` holds one entry per element that
    has any, by path, filled by annotate.
    """

    identifier: str
    type: str
    language: str
    title: str
    source: Source
    elements: tuple[Element, ...]
    unparsed: tuple[Leftover, ...] = ()
    symbol: str | None = None
    adopted: str | None = None
    issued: str | None = None
    restatement: bool = False
    findings: dict[str, Findings] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()

    @property
    def expression(self) -> str:
        """The path of the language version, which names its graph: `decision/cop/10/15/zh`."""
        return f"{self.identifier}/{self.language}"
