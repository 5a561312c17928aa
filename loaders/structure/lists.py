"""Lists inside a paragraph: which level a mark such as `(i)` belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from loaders.structure.draft import Draft
from loaders.structure.marks import Mark, Style, to_roman
from loaders.text import Role

_TOLERATED = 3
_LETTERS = 26
_HAN = re.compile("[\u4e00-\u9fff]")
_ARABIC_LETTER = re.compile("[\u0621-\u064a]")


class Levels:
    """The open levels of the list that is being read, outermost first.

    The same mark can continue an open level, begin a deeper one or be text; the sequence decides (reference:
    extraction, trap 1). Numbers are never corrected: a gap is accepted and said.
    """

    def __init__(self, holder: Draft) -> None:
        self.holder = holder
        self._open: list[Draft] = []

    def place(self, marks: Sequence[Mark]) -> tuple[Draft, Mark, bool] | None:
        """Where a marked line belongs: its parent, the reading of its mark, whether the number leaves a gap.

        None where no reading fits, and the line is text. The level is closed down to the parent.
        """
        for depth in reversed(range(len(self._open))):
            if mark := self._next(self._open[depth], marks, 1):
                parent = self._at(depth)
                return parent, _shared(mark, parent), False
        if first := next((mark for mark in marks if mark.value == 1), None):
            parent = self._open[-1] if self._open else self.holder
            return parent, _shared(first, parent), False
        for depth in reversed(range(len(self._open))):
            if mark := self._next(self._open[depth], marks, _TOLERATED):
                parent = self._at(depth)
                return parent, _shared(mark, parent), True
        return None

    def enter(self, item: Draft) -> None:
        """An item was added; it is now the innermost open one."""
        self._open.append(item)

    def enter_below(self, parent: Draft, item: Draft) -> None:
        """An item was added whose number names its parent."""
        if parent in self._open:
            del self._open[self._open.index(parent) + 1 :]
        else:
            self._open.clear()
        self._open.append(item)

    @property
    def open_items(self) -> tuple[Draft, ...]:
        """The open items, outermost first."""
        return tuple(self._open)

    def expects(self, marks: Sequence[Mark]) -> bool:
        """Whether a line so marked would be the next item of an open level."""
        return any(self._next(item, marks, 1) for item in self._open)

    @property
    def innermost(self) -> Draft | None:
        """The item read last, or None outside a list."""
        return self._open[-1] if self._open else None

    def close(self) -> None:
        """The list has ended: what follows belongs to its holder."""
        self._open.clear()

    def _at(self, depth: int) -> Draft:
        del self._open[depth:]
        return self._open[-1] if self._open else self.holder

    @staticmethod
    def _next(item: Draft, marks: Sequence[Mark], reach: int) -> Mark | None:
        last = item.mark
        if last is None:
            return None
        return next((m for m in marks if m.counts_like(last) and 0 < m.value - last.value <= reach), None)


def _shared(mark: Mark, parent: Draft) -> Mark:
    """The mark as its address names it in every language: (1) below an Arabic letter stands where others print (i),
    （一） right below a paragraph where others print (a)."""
    if parent.role is not Role.ITEM and _HAN.search(mark.printed) and mark.value <= _LETTERS:
        return replace(mark, label=chr(96 + mark.value))
    lettered = parent.mark is not None and _ARABIC_LETTER.search(parent.mark.printed)
    if lettered and mark.style is Style.ARABIC:
        return replace(mark, label=to_roman(mark.value))
    return mark
