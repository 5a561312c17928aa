"""Tables that hold the acts of a decision: a row for each, its number in the first cell, the act in the second."""

from __future__ import annotations

from loaders.structure.numbering import is_act
from loaders.structure.position import Position, Zone
from loaders.text import Line, Role

_CELLS = 2


def _cells(row: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in row.strip().strip("|").split("|"))


class ActTables(Position):
    """The reading of such a row as a paragraph: the other cells stay in its text, the bars and the head are left."""

    def _act_table(self, line: Line, text: str) -> bool:
        """A row of such a table, or a whole one where the format has tables."""
        if not self.decision or not self.opened or self.outline.annex is not None or "|" not in text:
            return False
        first, *rows = text.split("\n")
        if not self._act_row(first, 1):
            follows = rows[0] if rows else self._ahead()
            if self.outline.scope.paragraphs or "|" not in follows or not self._act_row(follows, 1):
                return False
            self._leave(line, first, "head of a table of acts")
        else:
            rows = [first, *rows]
        if not all(self._act_row(row, n) for n, row in enumerate(rows, 1)):
            return False
        for row in rows:
            self._begin_act(line, row)
        return True

    def _act_row(self, row: str, ahead: int) -> bool:
        cells = _cells(row)
        if len(cells) < _CELLS or not cells[0].rstrip(".)").isdecimal():
            return False
        expected = self.outline.scope.paragraphs + ahead
        return int(cells[0].rstrip(".)")) == expected and is_act(cells[1], self.language)

    def _begin_act(self, line: Line, row: str) -> None:
        number, *rest = _cells(row)
        self.zone = Zone.BODY
        self._close()
        self.outline.scope.paragraphs += 1
        slug = str(self.outline.scope.paragraphs)
        self.current = self.outline.holder.add(Role.PARAGRAPH, line, " | ".join(rest), slug=slug)
        self.current.number = number
        self._leave(line, "|" * (row.count("|") - len(rest) + 1), "bars of a table of acts")
