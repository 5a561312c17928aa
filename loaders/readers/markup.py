"""What the readers of marked-up text share: the tree they make, and how its parts are put together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from loaders.text import Node, Role

_LABEL = re.compile(r"[^\w.~-]+")
_ANNEX_NUMBER = re.compile(r"(?<=\s)([IVX]+|\d+)$")


@dataclass(frozen=True, slots=True)
class Markup:
    """A marked-up text: its tree, and what its metadata say of it (language, FRBR identifier and date)."""

    root: Node
    language: str | None = None
    identity: str | None = None
    date: str | None = None


def label(number: str) -> str:
    """What a number is called in an address: "(a)" -> a, "12." -> 12, '"1.' -> 1.

    >>> label("(ii)"), label('"1.'), label("1.1")
    ('ii', '1', '1.1')
    """
    return _LABEL.sub("", number).strip(".") or "unnumbered"


def plain_text(node: Node) -> str:
    """A part and all below it as one run of words: what a quotation, a note or a cell says."""
    parts = [node.number or "", node.text, *(plain_text(child) for child in node.children)]
    return " ".join(part for part in parts if part)


def numbered(role: Role, number: str, heading: str, parts: Sequence[Node], line: int) -> Node:
    """A paragraph or item of the parts that stand in it: the texts before its list are its own, one after the list
    closes the list."""
    own = 0
    while own < len(parts) and parts[own].role is Role.TEXT:
        own += 1
    text, notes = heading, []
    for node in parts[:own]:
        text += "\n" if text else ""
        notes += [(offset + len(text), note) for offset, note in node.notes]
        text += node.text
    below = tuple(replace(part, role=Role.WRAP) if part.role is Role.TEXT else part for part in parts[own:])
    return Node(role, text, number, below, tuple(notes), line, slug=label(number))


def division(number: str, heading: str, children: Sequence[Node], line: int) -> Iterator[Node]:
    """A lettered or roman division is a section; any other only puts its heading between paragraphs."""
    if number and not number.rstrip(".").isdigit():
        yield Node(Role.SECTION, heading, number, tuple(children), line=line, slug=label(number))
        return
    if heading:
        yield Node(Role.HEADING, heading, number or None, line=line)
    yield from children


def annex(heading: str, title: str, children: Sequence[Node], line: int) -> Node:
    """An annex; its number is at the end of its heading ("Annex II")."""
    number = _ANNEX_NUMBER.search(heading)
    slug = f"annex-{number[0]}" if number else "annex"
    return Node(Role.ANNEX, title, heading, tuple(children), line=line, slug=slug)
