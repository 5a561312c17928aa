"""What a reader takes out of a file that is no plain text: its lines, what of it is no text, and what to warn of."""

from __future__ import annotations

import re
from dataclasses import dataclass

from loaders.structure.marks import readings
from loaders.text import CALL_CLOSES, CALL_OPENS, Leftover, Line, Role

BULLET = "•"
"""What a list without numbers shows before an item."""
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Extract:
    """`lines` in reading order, notes last; `leftovers` hold what is printed but is no part of the text (running heads,
    navigation, deleted words); `whole` says that every line is a whole paragraph, `title` what the file calls itself
    outside of what is printed (`<title>`, properties)."""

    lines: tuple[Line, ...]
    leftovers: tuple[Leftover, ...] = ()
    warnings: tuple[str, ...] = ()
    whole: bool = False
    title: str = ""


def called(mark: str) -> str:
    """The mark of a note inside a line, so that structure finds the place where the note is called from.

    >>> called(" [7] ") == CALL_OPENS + "7" + CALL_CLOSES
    True
    """
    return f"{CALL_OPENS}{mark.strip().strip('[]')}{CALL_CLOSES}"


def without_calls(text: str) -> str:
    """A line as it is printed."""
    return text.replace(CALL_OPENS, "").replace(CALL_CLOSES, "")


def one_line(text: str) -> str:
    """Text with every run of blanks, no-break ones too, as one blank.

    >>> one_line(" a\\u00a0\\n b ")
    'a b'
    """
    return _SPACE.sub(" ", text).strip()


def table_text(rows: list[list[str]]) -> str:
    """A table as text: a line for each row, ` | ` between cells (as for tables of Akoma Ntoso).

    >>> table_text([["Party", "Share"], ["", "2"]])
    'Party | Share\\n | 2'
    """
    return "\n".join(" | ".join(cells) for cells in rows if any(cells))


class Collector:
    """Gathers lines and leftovers; counts lines from 1."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.notes: list[tuple[str, str, int]] = []
        self.leftovers: list[Leftover] = []
        self.page = 1

    def line(self, text: str, role: Role | None = None) -> None:
        """A line, unless there is nothing in it."""
        if text.strip():
            self.lines.append(Line(text, len(self.lines) + 1, self.page, role))

    def marked(self, text: str, mark: str) -> None:
        """A line behind the mark that a list shows: of a bullet nothing is kept but that the line is an item."""
        self.line(text, Role.ITEM if mark == BULLET and not readings(text) else None)

    def note(self, mark: str, text: str) -> None:
        """A note; notes follow all other lines."""
        self.notes.append((mark.strip().strip("[]"), text, self.page))

    def leave(self, text: str, reason: str) -> None:
        """What is no part of the text, unless there is nothing in it."""
        if text := one_line(text):
            self.leftovers.append(Leftover(without_calls(text), reason, len(self.lines) + 1, self.page))

    def extract(self, *warnings: str, whole: bool = True, title: str = "") -> Extract:
        """All that was gathered."""
        for mark, text, page in self.notes:
            self.lines.append(Line(f"{mark} {text}", len(self.lines) + 1, page, Role.NOTE))
        return Extract(tuple(self.lines), tuple(self.leftovers), tuple(w for w in warnings if w), whole, title)
