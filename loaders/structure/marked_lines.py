"""Lines that open with a mark: paragraphs, items, sections, objectives."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from loaders.structure import headings
from loaders.structure.draft import Draft, final
from loaders.structure.lists import Levels
from loaders.structure.marks import Mark, Style, readings
from loaders.structure.numbering import is_act, is_recital
from loaders.structure.position import Position, Zone
from loaders.text import Line, Role

_GAP_TOLERATED = 5
_GAP_OF_EXCERPT = 40
_DASH = re.compile(r"(?P<mark>[-–—•●▪◦·*])\s+(?=\S)")


class MarkedLines(Position):
    """The readings of a line by its mark and by the place in the sequence where it stands."""

    def _paragraph_line(self, line: Line, text: str) -> bool:
        """A paragraph numbered in the text's own way, or a recital with a mark of its own."""
        if self.decision and (printed := self.numbering.recital(text)) and not self.outline.scope.paragraphs:
            self._begin_recital(line, text[len(printed) :], printed.strip())
            return True
        if self._marked_recital(line, text):
            return True
        mark = self.numbering.paragraph(text) if self.outline.annex is None else None
        if mark is None:
            return False
        if mark.style is Style.DOTTED:
            return self._dotted(line, text, mark)
        if mark.style is not Style.ARABIC and self.levels.expects(readings(text)):
            return False
        return self._numbered(line, text, mark)

    def _marked_recital(self, line: Line, text: str) -> bool:
        mark = next((m for m in readings(text) if m.bracketed and m.style is Style.ARABIC), None)
        if mark is None or not self._numbers_recital(mark, rest := text[mark.end :].strip()):
            return False
        self._begin_numbered_recital(line, rest, mark)
        return True

    def _begin_recital(self, line: Line, rest: str, printed: str) -> None:
        self.zone = Zone.BODY
        self._close()
        self.current = self.outline.holder.add(Role.TEXT, line, rest)
        self.current.number = printed

    def _marked(self, line: Line, text: str) -> bool:
        marks = readings(text)
        if not marks:
            return False
        if marks[0].bracketed or (marks[0].style is Style.ARABIC and self._below_own_way()):
            return self._item(line, text, marks)
        if marks[0].style is Style.DOTTED:
            return self._dotted(line, text, marks[0])
        if marks[0].style is Style.ARABIC:
            return self._numbered(line, text, marks[0])
        if counted := self._counts_paragraphs(marks):
            return self._numbered(line, text, counted)
        return self._section(line, text, marks)

    def _below_own_way(self) -> bool:
        """Whether plain digits count items here, since the paragraphs of the text are marked otherwise."""
        return self.numbering.way is not None and self.outline.annex is None and self.paragraph is not None

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
        """An item marked by a dash or dot."""
        dash = _DASH.match(text)
        return dash is not None and self._pointed(line, text[dash.end() :], dash["mark"])

    def _pointed(self, line: Line, rest: str, printed: str | None = None) -> bool:
        """An item without a number, in the list that a colon opens or another such item has begun."""
        chapeau = self.levels.innermost or self.paragraph
        if chapeau is None:
            return self._pointed_act(line, rest, printed)
        last = chapeau.children[-1] if chapeau.children else None
        goes_on = last is not None and last.role is Role.ITEM and last.mark is None
        if not goes_on and final(chapeau.text) not in ":：":
            return False
        self.current = chapeau.add(Role.ITEM, line, rest)
        self.current.number = printed
        return True

    def _pointed_act(self, line: Line, rest: str, printed: str | None) -> bool:
        """A recital or act of a decision that numbers nothing and marks each by a dash or dot."""
        if not self.decision or not self.opened or self.outline.annex is not None or self.outline.scope.paragraphs:
            return False
        if not (recital := is_recital(rest, self.language)) and not is_act(rest, self.language):
            return False
        self.zone = Zone.BODY
        self._close()
        self.current = self.outline.holder.add(Role.TEXT if recital else Role.OPERATIVE, line, rest)
        self.current.number = printed
        return True

    def _introduces(self) -> bool:
        return self.current is None or final(self.current.text) in self.language.ends

    def _dotted(self, line: Line, text: str, mark: Mark) -> bool:
        if "-" in mark.printed and self.outline.goal is None:
            return False  # a range of numbers, or below an Arabic goal its objective
        self.zone = Zone.BODY
        if below := self._numbered_above(mark):
            self.current = below.add(
                Role.ITEM, line, text[mark.end :], replace(mark, label=mark.label.rpartition(".")[2])
            )
            self.levels.enter_below(below, self.current)
            return True
        self._close()
        if self.outline.goal is not None:
            self.current = self.outline.goal.add(Role.OBJECTIVE, line, text[mark.end :], mark)
        elif headings.heading_like(text[mark.end :], self.language) and not self.outline.annex:
            self.current = self.outline.open_section(line, text, mark)
        else:
            holder = self.outline.holder if self._of_section(mark) else self.outline.scope
            self.current = self.paragraph = holder.add(Role.PARAGRAPH, line, text[mark.end :], mark)
            self.levels = Levels(self.paragraph)
        return True

    def _numbered_above(self, mark: Mark) -> Draft | None:
        """The open paragraph or item that a number such as 1.2 or 1.2.3 stands below."""
        above = mark.label.rpartition(".")[0]
        paragraph = self.paragraph
        if paragraph is None or paragraph.mark is None or self.outline.goal is not None:
            return None
        chain = [(paragraph.mark.label, paragraph)]
        for item in self.levels.open_items:
            chain.append((f"{chain[-1][0]}.{item.mark.label if item.mark else ''}", item))
        return next((draft for label, draft in chain if label == above), None)

    def _of_section(self, mark: Mark) -> bool:
        """Whether the section that is open counts its paragraphs as this one: 1.2 in section 1."""
        section = self.outline.holder
        return (
            section.role is Role.SECTION
            and section.mark is not None
            and mark.label.startswith(section.mark.label + ".")
        )

    def _numbered(self, line: Line, text: str, mark: Mark) -> bool:
        rest = text[mark.end :].strip()
        scope = self.outline.scope
        if self._numbers_recital(mark, rest):
            self._begin_numbered_recital(line, rest, mark)
            return True
        ahead = mark.value - (scope.paragraphs or self._numbered_recitals())
        heading = headings.heading_like(rest, self.language)
        if ahead == 1 and not (heading and (self._printed_again(mark) or self._counted_below(mark))):
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

    def _numbers_recital(self, mark: Mark, rest: str) -> bool:
        """Whether a number stands before a recital: the acts still come, behind the enacting words or from 1 anew."""
        if not self.decision or self.outline.annex is not None or mark.value != self.recitals + 1:
            return False
        if self.outline.scope.paragraphs or not is_recital(rest, self.language):
            return False
        return rest[-1] in ",，،" or not self.opened

    def _numbered_recitals(self) -> int:
        """The last number of a preamble whose numbers the acts go on with."""
        return self.recitals if any(child.role is Role.RECITAL for child in self.outline.scope.children) else 0

    def _begin_numbered_recital(self, line: Line, rest: str, mark: Mark) -> None:
        """A recital with a number keeps it in its address, unless the acts count from 1 anew."""
        self.recitals = mark.value
        if self._counts_anew(mark):
            self._begin_recital(line, rest, mark.printed.strip())
            return
        self._close()
        self.zone = Zone.BODY
        self.current = self.outline.holder.add(Role.RECITAL, line, rest, mark)

    def _counts_anew(self, mark: Mark) -> bool:
        """Whether a later row is the first act, numbered 1."""
        rows = [row for line in self.lines[self.index + 1 :] if (row := line.text.strip())]
        return any(self._is_first_act(row, following, mark) for row, following in pairwise((*rows, "")))

    def _is_first_act(self, row: str, following: str, like: Mark) -> bool:
        found = next((m for m in readings(row) if m.style is like.style and m.bracketed == like.bracketed), None)
        first = self.numbering.paragraph(row) or found
        return first is not None and first.value == 1 and is_act(row[first.end :].strip() or following, self.language)

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

    def _counted_below(self, mark: Mark) -> bool:
        """Whether the next line is 1.1 after a heading numbered 1."""
        return any(m.style is Style.DOTTED and m.label.startswith(f"{mark.label}.") for m in readings(self._ahead()))

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
