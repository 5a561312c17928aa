"""Where the next line of a plain text may belong: the state that all readings of a line share."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto

from loaders.languages.language import Language
from loaders.structure import headings
from loaders.structure.draft import Draft, final
from loaders.structure.layout import Layout, furniture
from loaders.structure.lists import Levels
from loaders.structure.marks import Mark, Style
from loaders.structure.numbering import numbering
from loaders.text import Leftover, Line, Role


class Zone(Enum):
    """Which part of a file is being read."""

    COVER = auto()
    BODY = auto()
    CONTENTS = auto()
    NOTES = auto()


class Position:
    """What has been read of a text: the open parts, the zone, the line at hand.

    The families of readings build on it: notes, fixed places, the cover, marked lines.
    """

    def __init__(
        self, lines: Sequence[Line], language: Language, decision: bool, layout: Layout, *, titled: bool = False
    ) -> None:
        self.lines, self.language, self.decision = lines, language, decision
        self.layout, self.titled = layout, titled
        self.furniture = furniture(lines)
        self.numbering = numbering(lines, language, decision=decision)
        self.root = Draft(Role.ROOT)
        self.leftovers: list[Leftover] = []
        self.warnings: list[str] = []
        self.zone = Zone.COVER
        self.outline = headings.Outline(self.root, decision=decision)
        self.paragraph: Draft | None = None
        self.levels = Levels(self.root)
        self.current: Draft | None = None
        self.title: Draft | None = None
        self.untitled = decision and not self._has_title_line()
        self.note: Draft | None = None
        self.note_levels = Levels(self.root)
        self.opened = False
        self.recitals = 0
        self.speaks: str | None = None
        self.signed: Draft | None = None
        self.table: Draft | None = None
        self.ruled = False
        self.resume: Draft | None = None
        self.gap = True
        self.index = 0
        self.restatement = False
        self.page = 1

    def _has_title_line(self) -> bool:
        """Whether a row before the enacting words is the title line of a known series."""
        for line in self.lines:
            row = line.text.strip()
            if self.language.opener(row):
                return False
            if row and self.language.decision.match(row):
                return True
        return True

    def _leave(self, line: Line, text: str, reason: str) -> bool:
        self.leftovers.append(Leftover(text, reason, line.number, line.page))
        return True

    def _ahead(self) -> str:
        """The next line that has text."""
        following = (line.text.strip() for line in self.lines[self.index + 1 :])
        return next((text for text in following if text), "")

    def _expected(self, marks: tuple[Mark, ...]) -> bool:
        """Whether a line is marked as the next paragraph."""
        last = self.outline.scope.paragraphs
        return any(m.style is Style.ARABIC and not m.bracketed and m.follows(last) for m in marks)

    def _goes_on(self, text: str) -> bool:
        """Whether a line continues the part before it: its row was full and its sentence open."""
        before = self.current
        if self.outline.awaiting is not None:
            return False
        if not self.layout.wrapped or before is None or (self.gap and not self.layout.spaced):
            return False
        last = final(before.text)
        if self.layout.spaced and not self.gap:
            return last not in self.language.ends
        in_mid_sentence = not self.gap and text[:1].islower() and last not in self.language.ends + ",،"
        if not before.text or not (in_mid_sentence or self.layout.full(before.last_row)):
            return not before.text
        if in_mid_sentence or last in self.language.ends:
            open_ended = last in ".:：" if last in self.language.ends else before.role is not Role.TITLE
            return open_ended and text[:1].islower()
        begins_recital = before.role is Role.TEXT and last in "，,؛،" and self.language.preambular.match(text)
        return not (begins_recital or (before.role in {Role.OPENING, Role.DRAFT} and last in ",:，：،"))

    def _close(self) -> None:
        self.paragraph = None
        self.levels = Levels(self.outline.holder)
        self.resume = None

    def _warn(self, line: Line, what: str) -> None:
        self.warnings.append(f"line {line.number}: {what}")
