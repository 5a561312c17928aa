"""Notes at the foot of a page or in the middle of a text: their lines belong to no paragraph around them."""

from __future__ import annotations

import re

from loaders.structure.lists import Levels
from loaders.structure.marks import Mark, readings
from loaders.structure.position import Position, Zone
from loaders.text import Line, Role

_STAR_NOTE = re.compile(r"(?P<mark>[*†‡]{1,3})\s+(?=\S)|(?P<glued>[*†‡])(?=[^*†‡\s])")
_NUMBER_NOTE = re.compile(r"(?P<mark>\d{1,3}/?|\[\d{1,3}\])(?:[.．)]?\s+(?=\S)|$)")
_PLAIN_NOTE = re.compile(r"(?:\d{1,3}/|\[\d{1,3}\])\s+(?=\S)")
"""`1/ UNEP/CBD/...`, as documents up to about 2010 print their notes, and `[1] CBD/...`, as conversions of Word do."""


class NoteLines(Position):
    """The readings of a line as a note, an item of a note, or the end of the notes."""

    def _rule(self, line: Line) -> None:
        if line.text.strip():
            self._leave(line, line.text.strip(), "rule above notes")
        self.gap = True
        if _NUMBER_NOTE.match(self._ahead()) or _STAR_NOTE.match(self._ahead()):
            self._to_notes(ruled=True)

    def _to_notes(self, *, ruled: bool) -> None:
        if self.zone is not Zone.NOTES:
            self.zone, self.note = Zone.NOTES, None
        self.ruled = ruled

    def _note_line(self, line: Line, text: str) -> bool:
        if (star := _STAR_NOTE.match(text)) and not text.startswith("**"):
            self._to_notes(ruled=self.zone is Zone.NOTES and self.ruled)
            self._begin_note(line, text, star.end())
            return True
        if plain := _PLAIN_NOTE.match(text):
            self._to_notes(ruled=True)
            self._begin_note(line, text, plain.end())
            return True
        return self.zone is Zone.NOTES and self._in_notes(line, text)

    def _in_notes(self, line: Line, text: str) -> bool:
        marks = readings(text)
        number = _NUMBER_NOTE.match(text) if self.ruled else None
        if number and not (self._expected(marks) and text[number.end("mark") :][:1] in ".．"):
            self._begin_note(line, text, number.end())
            return True
        if marks and self.note and marks[0].bracketed and self._note_item(line, text, marks):
            return True
        if self._note_ends(text, marks):
            self.zone, self.resume = Zone.BODY, self.current
            return False
        if self.note is not None:
            (self.note_levels.innermost or self.note).grow(line, self.language.joint)
        return self.note is not None

    def _begin_note(self, line: Line, text: str, start: int) -> None:
        self.note = self.root.add(Role.NOTE, line, text[start:])
        self.note.number = text[:start].strip()
        self.note_levels = Levels(self.note)

    def _note_item(self, line: Line, text: str, marks: tuple[Mark, ...]) -> bool:
        """A list inside a note has letters of its own; the main list's next letter ends the note instead."""
        opens = self.note_levels.innermost is None and (self.note is None or self.note.text[-1:] not in ":：")
        if not self.note_levels.expects(marks) and (opens or self.levels.expects(marks)):
            return False
        placed = self.note_levels.place(marks)
        if placed is None:
            return False
        parent, mark, _ = placed
        self.note_levels.enter(parent.add(Role.ITEM, line, text[mark.end :], mark))
        return True

    def _note_ends(self, text: str, marks: tuple[Mark, ...]) -> bool:
        if self._expected(marks) or (marks and self.levels.expects(marks)):
            return True
        if self.language.annex.match(text) or self.language.decision.match(text):
            return True
        return not self.layout.wrapped or (self.gap and not self.layout.spaced)

    def _turn_page(self, line: Line) -> None:
        """Notes stand at the foot of a page: the next page goes on with what they broke."""
        if line.page != self.page and self.zone is Zone.NOTES:
            self.zone, self.resume = Zone.BODY, self.current
        self.page = line.page
