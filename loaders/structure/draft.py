"""Parts of a text while they are being read: they still grow, line by line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from loaders.structure.marks import Mark
from loaders.text import CALL_CLOSES, CALL_OPENS, Line, Node, Role

_GLUED_NOTE = re.compile(
    r"(?<=[^\w\s])\s?(?:\d{1,3}/?|\[\d{1,3}\]|[*†‡])$"
    rf"|(?:\s?{CALL_OPENS}[^{CALL_CLOSES}]*{CALL_CLOSES})+$"
)
_IDEOGRAPH = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’《》]")


def join(before: str, after: str, joint: str) -> str:
    """Undo a line wrap: `joint` between two words, nothing beside a Chinese character or after a hyphen.

    A hyphen stays: UN texts print compounds ("clearing-house") and do not cut words.

    >>> join("《公", "约》", ""), join("clearing-house", "mechanism", " ")
    ('《公约》', 'clearing-house mechanism')
    """
    before, after = before.rstrip(), after.lstrip()
    if not before or not after:
        return before + after
    if _IDEOGRAPH.match(before[-1]) or _IDEOGRAPH.match(after[0]):
        return before + after
    if before[-1] == "\u00ad":
        return before[:-1] + after
    if before[-1] in "-\u2010\u2011" and before[-2:-1].isalpha() and after[0].islower():
        return before + after
    return f"{before}{joint or ' '}{after}"


def final(text: str) -> str:
    """The character that a text ends with, seen without the mark of a note glued to it; a blank for no text.

    >>> final("各项建议，1 "), final("the mechanism.2")
    ('，', '.')
    """
    return _GLUED_NOTE.sub("", text.rstrip())[-1:] or " "


@dataclass(slots=True, eq=False)
class Draft:
    """A part that is being read. `mark` is how its number counts, so that the next one can be told."""

    role: Role
    text: str = ""
    number: str | None = None
    mark: Mark | None = None
    slug: str | None = None
    line: int = 0
    page: int = 1
    children: list[Draft] = field(default_factory=list)
    last_row: str = ""
    paragraphs: int = 0

    def add(self, role: Role, line: Line, text: str, mark: Mark | None = None, slug: str | None = None) -> Draft:
        """A new part below this one, begun on a line."""
        number = mark.printed.strip() if mark else None
        child = Draft(role, text.strip(), number, mark, slug, line.number, line.page, last_row=line.text)
        self.children.append(child)
        return child

    def grow(self, line: Line, joint: str) -> None:
        """The part goes on with another line."""
        self.text = join(self.text, line.text.strip(), joint)
        self.last_row = line.text

    def finish(self) -> Node:
        """The part as the value that assembly addresses; its label stands in `slug` where its number has one."""
        slug = self.slug or (self.mark.label if self.mark else None)
        children = tuple(child.finish() for child in self.children)
        return Node(self.role, self.text, self.number, children, (), self.line, self.page, slug)
