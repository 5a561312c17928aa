"""Lines that open with a mark: paragraphs, items, sections, objectives."""

from __future__ import annotations

import re

from loaders.structure import headings
from loaders.structure.draft import final
from loaders.structure.lists import Levels
from loaders.structure.marks import Mark, Style, readings
from loaders.structure.position import Position, Zone
from loaders.text import Line, Role

_GAP_TOLERATED = 5
_GAP_OF_EXCERPT = 40
_DASH = re.compile(r"(?P<mark>[-–—•●▪◦·*])\s+(?=\S)")


class MarkedLines(Position):
    """The readings of a line by its mark and by the place in the sequence where it stands."""

    def _marked(self, line: Line, text: str) -> bool:
        marks = readings(text)
        if not marks:
            return False
        if marks[0].bracketed:
            return self._item(line, text, marks)
        if marks[0].style is Style.DOTTED:
            return self._dotted(line, text, marks[0])
        if marks[0].style is Style.ARABIC:
            return self._numbered(line, text, marks[0])
        if counted := self._counts_paragraphs(marks):
            return self._numbered(line, text, counted)
        return self._section(line, text, marks)

    def _counts_paragraphs(self, marks: tuple[Mark, ...]) -> Mark | None:
        """The reading of a mark that may also mark a section (一、) as the number of a paragraph: in an article, or
        where the sentence after it ends."""
        if not self.outline.in_article:
            return None
        return next((mark for mark in marks if mark.style is Style.ARABIC), None)

    def _item(self, line: Line, text: str, marks: tuple[Mark, ...]) -> bool:
        if not self.levels.expects(marks) and self._goes_on(text) and not self._introduces():
            return False
        placed = self.levels.place(marks)
        if placed is None:
            return False
        parent, mark, skipped = placed
        if skipped:
            self._warn(line, f"item {mark.printed} leaves a gap in its list")
        self.current = parent.add(Role.ITEM, line, text[mark.end :], mark)
        self.levels.enter(self.current)
        self.zone = Zone.BODY
        return True

    def _dashed(self, line: Line, text: str) -> bool:
        """An item marked by a dash or dot, in the list that a colon opens or another such item has begun."""
        dash = _DASH.match(text)
        chapeau = self.levels.innermost or self.paragraph
        if dash is None or chapeau is None:
            return False
        last = chapeau.children[-1] if chapeau.children else None
        goes_on = last is not None and last.role is Role.ITEM and last.mark is None
        if not goes_on and final(chapeau.text) not in ":：":
            return False
        self.current = chapeau.add(Role.ITEM, line, text[dash.end() :])
        self.current.number = dash["mark"]
        return True

    def _introduces(self) -> bool:
        return self.current is None or final(self.current.text) in self.language.ends

    def _dotted(self, line: Line, text: str, mark: Mark) -> bool:
        if "-" in mark.printed and self.outline.goal is None:
            return False  # a range of numbers, or below an Arabic goal its objective
        self.zone = Zone.BODY
        self._close()
        if self.outline.goal is not None:
            self.current = self.outline.goal.add(Role.OBJECTIVE, line, text[mark.end :], mark)
        elif headings.heading_like(text[mark.end :], self.language) and not self.outline.annex:
            self.current = self.outline.open_section(line, text, mark)
        else:
            self.current = self.paragraph = self.outline.scope.add(Role.PARAGRAPH, line, text[mark.end :], mark)
        return True

    def _numbered(self, line: Line, text: str, mark: Mark) -> bool:
        rest = text[mark.end :].strip()
        scope = self.outline.scope
        ahead = mark.value - scope.paragraphs
        heading = headings.heading_like(rest, self.language)
        if mark.beside:
            return ahead == 0 and bool(rest) and not self._goes_on(text) and self._begin_paragraph(line, rest, mark)
        if ahead == 1 and not (heading and self._printed_again(mark)):
            return self._begin_paragraph(line, rest, mark)
        if mark.value == 1 and self.outline.may_restart and not heading:
            scope.paragraphs = 0
            return self._begin_paragraph(line, rest, mark)
        if (
            1 < ahead <= (_GAP_OF_EXCERPT if self.gap else _GAP_TOLERATED)
            and rest
            and not heading
            and not self._goes_on(text)
        ):
            self._warn(line, f"paragraph {mark.label} follows {scope.paragraphs}")
            return self._begin_paragraph(line, rest, mark)
        if heading and rest and (self.gap or not self.layout.wrapped) and not self._goes_on(text):
            self._close()
            self.current = self.outline.open_section(line, rest, mark)
            return True
        return False

    def _begin_paragraph(self, line: Line, rest: str, mark: Mark) -> bool:
        self.zone = Zone.BODY
        self._close()
        self.outline.leave_named()
        self.current = self.paragraph = self.outline.holder.add(Role.PARAGRAPH, line, rest, mark)
        self.outline.scope.paragraphs = mark.value
        self.outline.may_restart = False
        self.levels = Levels(self.paragraph)
        return True

    def _printed_again(self, mark: Mark) -> bool:
        return any(m.style is mark.style and m.value == mark.value for m in readings(self._ahead()))

    def _section(self, line: Line, text: str, marks: tuple[Mark, ...]) -> bool:
        alone = self.gap or not self.layout.wrapped
        mark = self.outline.section_mark(marks, begins=alone)
        rest = text[marks[0].end :].strip()
        if mark is None or not headings.heading_like(rest, self.language):
            return False
        if self.zone is Zone.COVER and self.decision and self.title is None:
            return False
        self._close()
        self.zone = Zone.BODY
        self.current = self.outline.open_section(line, rest, mark)
        return True
