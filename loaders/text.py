"""What the stages hand on: lines or nodes that a reader found, and the text that structure made of them.

Source   the file itself: name, checksum, media type
Line     a line of plain text (readers -> structure.recognise)
Node     a part of a text, not yet addressed (readers or recognise -> structure.assemble)
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


class Role(StrEnum):
    """What a node is before addressing: the elements' kinds plus the containers that markup has."""

    ROOT = "root"
    TITLE = "title"
    OPENING = "opening"
    DRAFT = "draft"
    TEXT = "text"
    RECITAL = "recital"
    OPERATIVE = "operative"
    SECTION = "section"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    WRAP = "wrap"
    ANNEX = "annex"
    GOAL = "goal"
    OBJECTIVE = "objective"
    NOTE = "note"
    TABLE = "table"
    QUOTATION = "quotation"
    SIGNATURE = "signature"
    ARTICLE = "article"


@dataclass(frozen=True, slots=True)
class Source:
    """The file a text was read from: `file` is its name as given, `sha256` the checksum of its bytes."""

    file: str
    sha256: str
    media_type: str


CALL_OPENS, CALL_CLOSES = "\ufdd0", "\ufdd1"
"""Around the mark of a note where a reader knows for certain that it is one: `the report⟦7⟧ and`. Noncharacters, which
Unicode keeps for use inside a program; no text holds them."""


@dataclass(frozen=True, slots=True)
class Line:
    """One physical line of plain text, as a reader of unmarked formats gives it; `number` and `page` count from 1.

    `role` is set where the format itself says what a line is: NOTE (its mark, a blank, its text), TABLE (one row of
    `text` for each row, ` | ` between cells) or ITEM (of a list without numbers).
    """

    text: str
    number: int
    page: int = 1
    role: Role | None = None


@dataclass(frozen=True, slots=True)
class Node:
    """A part of a text with what is known of its place, before it has an address.

    Readers of marked-up text build the tree themselves; for plain text `structure.recognise` builds it from lines.
    `role` is one of the words in `Role`, `number` the mark as printed, `notes` the notes called from `text`
    as (offset into text with the mark removed, the note). `slug` is the fixed address of a part that has a name of
    its own ("mission", "summary").
    """

    role: Role
    text: str = ""
    number: str | None = None
    children: tuple[Node, ...] = ()
    notes: tuple[tuple[int, Node], ...] = ()
    line: int = 0
    page: int = 1
    slug: str | None = None


@dataclass(frozen=True, slots=True)
class Element:
    """One addressable part of a text.

    `path` is the address below the text's identifier (`2.c`, `annex/goal-1/1.2`, `note/2/a`), `parent` the path of
    the element it belongs to (None at the top), `number` the mark as printed (`(c)`), `text` the element's own text
    with line wraps undone and note marks taken out. `notes` are (offset into text, path of the note).
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
    language code; `adopted` and `issued` ISO dates where known. `elements` stand in reading order. `findings` holds
    one entry per element that has any, by path, filled by annotate.
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
