"""What comes out of a cell: triples, and the values that could not be read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyoxigraph import Triple


@dataclass(frozen=True, slots=True)
class Unread:
    """A value that was not read: where it stands (`row` as a spreadsheet shows it, 0 for the file, `pointer` in
    a tree), what, and why.

    >>> str(Unread(9, "endDate", "soon", "no date in it"))
    "row 9, column endDate: 'soon': no date in it"
    """

    row: int
    column: str
    exact: str
    reason: str
    pointer: str = ""

    def __str__(self) -> str:
        place = [self.pointer or f"row {self.row}"] if self.row else []
        place += [f"column {self.column}"] if self.column else []
        exact = [repr(self.exact)] if self.exact else []
        return ": ".join([*([", ".join(place)] if place else []), *exact, self.reason])


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a record stands in its file, and the name of its type."""

    row: int
    pointer: str
    type: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Part of a cell that was not understood, before its place in the table is known; `column` when it is another."""

    exact: str
    reason: str
    column: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one cell gave."""

    triples: tuple[Triple, ...] = ()
    problems: tuple[Problem, ...] = ()
