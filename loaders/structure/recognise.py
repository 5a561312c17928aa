"""From the lines of a plain text to the tree of its parts.

The promise (after Bluebell's): a text of a known kind is never refused and none of its characters is lost. A line is
read by its mark and by the place in the sequence where it stands; what fits nowhere becomes an unnumbered paragraph
or a leftover.

Reads: lines, the language.
Writes: a tree of `Node`, the leftovers with their reason, warnings.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from loaders.languages.language import Language
from loaders.structure import headings
from loaders.structure.act_tables import ActTables
from loaders.structure.cover_lines import CoverLines
from loaders.structure.draft import Draft, final
from loaders.structure.fixed_lines import FixedLines
from loaders.structure.layout import caseless, is_rule, measure, width
from loaders.structure.lists import Levels
from loaders.structure.marked_lines import MarkedLines
from loaders.structure.marks import INVISIBLE
from loaders.structure.note_lines import NoteLines
from loaders.structure.numbering import is_act, is_recital, spoken
from loaders.structure.position import Zone
from loaders.text import Leftover, Line, Node, Role

_QUOTE = re.compile(r"[“\"«「『]")
_LOOK = 3

_Step = Callable[[Line, str], bool]


@dataclass(frozen=True, slots=True)
class Recognised:
    """The tree of a plain text; `restatement` is what its first line says of it."""

    root: Node
    leftovers: tuple[Leftover, ...]
    warnings: tuple[str, ...]
    restatement: bool = False


def recognise(
    lines: Sequence[Line], language: Language, *, decision: bool, whole: bool = False, titled: bool = False
) -> Recognised:
    """Read the parts of a text. `decision` says whether a governing body speaks (decision, recommendation) or a
    document tells; `whole` that every line is a whole paragraph, as in formats that have paragraphs, `titled`
    that the file gives the title apart from its lines.

    >>> from loaders.languages.en import LANGUAGE
    >>> text = ["X/99. Ponds", "The Conference of the Parties,", "1. Invites Parties to count ponds."]
    >>> tree = recognise([Line(t, n) for n, t in enumerate(text, 1)], LANGUAGE, decision=True).root
    >>> [(node.role.value, node.number) for node in tree.children]
    [('title', 'X/99.'), ('opening', None), ('paragraph', '1.')]
    """
    layout = replace(measure(lines), wrapped=False, spaced=False) if whole else measure(lines)
    return _Reading(lines, language, decision, layout, titled=titled).run()


class _Reading(ActTables, NoteLines, FixedLines, CoverLines, MarkedLines):
    """One reading of a text, line by line; what no family of readings claims is text without a mark."""

    def run(self) -> Recognised:
        for index, line in enumerate(self.lines):
            self.index = index
            self._turn_page(line)
            if line.number in self.furniture:
                self.leftovers.append(self.furniture[line.number])
            elif is_rule(line.text):
                self._rule(line)
            elif not line.text.strip():
                self.gap = True
            else:
                self._line(line, line.text.strip().strip(INVISIBLE).strip())
                self.gap = False
        return Recognised(self.root.finish(), tuple(self.leftovers), tuple(self.warnings), self.restatement)

    def _line(self, line: Line, text: str) -> None:
        for step in self._steps():
            if step(line, text):
                return
        self._plain(line, text)

    def _steps(self) -> Iterator[_Step]:
        """The readings of a line, most certain first."""
        yield self._act_table
        yield self._told
        yield self._flag
        yield self._contents
        yield self._paragraph_line
        yield self._note_line
        yield self._title_line
        yield self._opening
        yield self._signature
        yield self._row
        yield self._annex
        yield self._article
        yield self._division
        yield self._goal
        yield self._named
        yield self._marked
        yield self._dashed
        yield self._cover

    def _told(self, line: Line, text: str) -> bool:
        """A line of which the format says what it is."""
        if line.role is Role.ITEM:
            return self._pointed(line, text)
        if line.role is Role.NOTE:
            self._begin_note(line, text, len(text.split(maxsplit=1)[0]))
        elif line.role is Role.TABLE:
            (self.paragraph or self.outline.holder).add(Role.TABLE, line, text)
        return line.role is not None

    def _plain(self, line: Line, text: str) -> None:
        if (broken := self.resume) is not None:
            self.resume = None
            if broken.text and final(broken.text) not in self.language.ends + "，,、":
                broken.grow(line, self.language.joint)
                return
        if self.current is not None and (self._goes_on(text) or self._alone(self.current)):
            self.current.grow(line, self.language.joint)
            return
        self.current = self._unnumbered(line, text)

    @staticmethod
    def _alone(part: Draft) -> bool:
        """Whether nothing but its number has been read of a paragraph or item: its text stands in the next line."""
        return part.role in {Role.PARAGRAPH, Role.ITEM} and not part.text and not part.children

    def _unnumbered(self, line: Line, text: str) -> Draft:
        holder = self.outline.holder
        if self.outline.awaiting is not None:
            return self.outline.fill(line, text)
        if self._before_opening() and not is_recital(text, self.language):
            return holder.add(Role.HEADING, line, text)
        heading = headings.heading_like(text, self.language) and not self._recital(line, text)
        heading = heading and not self._runs_on()
        if heading and self.zone is Zone.BODY and not self._wraps_list(text):
            self._close()
            return holder.add(Role.HEADING, line, text)
        if self.paragraph is not None and _QUOTE.match(text):
            return self.paragraph.add(Role.QUOTATION, line, text)
        if self.paragraph is not None and self._wraps_list(text):
            self.levels.close()
            return self.paragraph.add(Role.WRAP, line, text)
        if self.zone is Zone.COVER:
            self.zone = Zone.BODY
        self._close()
        part = holder.add(Role.OPERATIVE if self._acts(text) else Role.TEXT, line, text)
        if self.decision and self.opened and final(text) in ":：" and is_act(text, self.language):
            self.paragraph, self.levels = part, Levels(part)
        return part

    def _acts(self, text: str) -> bool:
        """Whether a decision speaks in a paragraph without a number, before any that has one (IX/24)."""
        early = self.decision and self.opened and not self.outline.scope.paragraphs and self.outline.annex is None
        said = spoken(text)
        return bool(early and self.language.operative.match(said) and not self.language.preambular.match(said))

    def _before_opening(self) -> bool:
        """Whether the enacting words of a decision are still to come, in the next few lines."""
        if not self.decision or self.opened or self.outline.scope.paragraphs:
            return False
        following = (ahead.text.strip() for ahead in self.lines[self.index + 1 :] if ahead.text.strip())
        return any(self.language.opener(text) for text in islice(following, _LOOK))

    def _runs_on(self) -> bool:
        """Whether the next row goes on with the sentence of this one."""
        following = self.lines[self.index + 1].text.strip() if self.index + 1 < len(self.lines) else ""
        return self.layout.wrapped and following[:1].islower()

    def _recital(self, line: Line, text: str) -> bool:
        """Whether a row without an end mark is the first row of a preamble paragraph."""
        early = self.decision and self.outline.scope.paragraphs == 0 and self.outline.annex is None
        full = self.layout.wrapped and self.layout.full(line.text)
        return early and full and bool(self.language.preambular.match(text))

    def _wraps_list(self, text: str) -> bool:
        """Whether text without a mark closes the list before it, as "and to report to the tenth meeting" does."""
        last = self.levels.innermost
        if last is None or final(last.text) in ".。":
            return False
        return text[:1].islower() or width(text[:1]) > 1 or caseless(text[:1])
