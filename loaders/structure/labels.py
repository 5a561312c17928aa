"""The labels of a tree of parts, and what they tell: which sections are lettered, whether numbers begin anew."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set

from loaders.text import Node, Role

_LATIN = ("bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "novies", "decies")
_LETTER = re.compile(r"[A-Z]$")
_UNSAFE = re.compile(r"[^A-Za-z0-9.-]+")


def note_mark(number: str | None) -> str:
    """The mark that calls a note, from the note's number as printed: "7." -> 7, "7/" and "[7]" -> 7, "*" -> *."""
    return (number or "").strip(".．)/[] ")


def label_of(node: Node) -> str:
    """The part of an address that a node gives, its role where it has no number."""
    return _UNSAFE.sub("-", node.slug or node.role.value).strip("-") or node.role.value


def latin(count: int) -> str:
    """The suffix of the part without number that stands at that place after a numbered one: bis, ter ..."""
    return _LATIN[count - 1] if count <= len(_LATIN) else f"-u{count}"


def flat(nodes: Sequence[Node]) -> Iterator[Node]:
    """All parts in reading order, without notes."""
    for node in nodes:
        if node.role is not Role.NOTE:
            yield node
            yield from flat(node.children)


def notes_of(node: Node) -> Iterator[Node]:
    """All notes of a tree, those of notes too."""
    for _, note in node.notes:
        yield note
        yield from notes_of(note)
    for child in node.children:
        if child.role is Role.NOTE:
            yield child
        yield from notes_of(child)


def lettered(root: Node) -> set[str]:
    """The labels of the lettered sections of a decision: `I` is a letter only after `H`."""
    labels = {label_of(child) for child in root.children if child.role is Role.SECTION and child.number}
    letters = {label for label in labels if _LETTER.match(label)}
    return {label for label in letters if label not in "IVX" or chr(ord(label) - 1) in letters}


def restarts(container: Node, apart: Set[str] = frozenset()) -> bool:
    """Whether the sections of a container number their paragraphs anew, so that a number alone names several.

    `apart` are labels of sections that are part of an address anyway.
    """
    labels = Counter(_paragraph_labels(container, apart))
    return any(count > 1 for count in labels.values())


def numbers(container: Node) -> bool:
    """Whether paragraphs of a container have numbers, which a place must not take."""
    return any(_paragraph_labels(container, frozenset()))


def _paragraph_labels(container: Node, apart: Set[str]) -> Iterator[str]:
    for child in container.children:
        if child.role is Role.PARAGRAPH:
            yield label_of(child)
        elif child.role is Role.SECTION and label_of(child) not in apart:
            yield from _paragraph_labels(child, frozenset())
