"""Lines that are no part of a text: its cover, its contents, marks of print."""

from __future__ import annotations

import re
from itertools import islice

from loaders.structure.draft import final
from loaders.structure.layout import is_end_rule
from loaders.structure.marks import readings
from loaders.structure.numbering import is_recital
from loaders.structure.position import Position, Zone
from loaders.text import Line, Role

_LEADER = re.compile(r".*(?:\.{4,}|…{2,}|(?:\. ){4,})\s*\d*$")
_PAGED = re.compile(r".*\t\s*(?:\d{1,3}(?:\s?[–-]\s?\d{1,3})?\s*)$")
_LOOK = 3
_LONGEST_TITLE = 120
_LONGEST_NUMBER = 40
_NUMBER_ALONE = re.compile(r"(?:[^\W\d]+\.?\s+){0,3}(?:[IVXLC]+|\d+)(?:[./-][\w.-]*\d)?(?:\s?号\w*)?$")
_LABEL = (
    r"(?:operational|informational|for information|active|implemented|elapsed|superseded|retired|inactive|"
    r"require[- ]?funding|stagnant)"
)
_LABELS = re.compile(rf"(?:(?:status(?:es)?|type)\s*:?\s*)?{_LABEL}(?:[\s,;|/·]*{_LABEL})*", re.IGNORECASE)
"""Types and statuses as the decision pages of the CBD put them beside a paragraph, in English on every page."""
_JOB = re.compile(r"\*?\d{6,8}\*$|\d{2}-\d{5}(?:\s+\([A-Z]\)|\s+\d{1,3}/\d{1,3}|\s+\d{6}|\s*\*\d+\*)*$")
_BRACKETED = re.compile(r"[(（][^()（）]+[)）]")
_RESTATEMENT = re.compile(r"#\s*restatement\s*:", re.IGNORECASE)


class CoverLines(Position):
    """The readings of a line as furniture of the file, or as what the cover says of the text."""

    def _flag(self, line: Line, text: str) -> bool:
        if _RESTATEMENT.match(text):
            self.restatement = True
            return self._leave(line, text, "mark of a restatement")
        if _JOB.match(text):
            return self._leave(line, text, "bar code or job number")
        if self.decision and _LABELS.fullmatch(text):
            return self._leave(line, text, "label of the decision pages")
        return is_end_rule(text) and self._leave(line, text, "end rule")

    def _contents(self, line: Line, text: str) -> bool:
        if self.language.contents.match(text):
            self.zone = Zone.CONTENTS
            return self._leave(line, text, "table of contents")
        if _LEADER.match(text):
            return self._leave(line, text, "table of contents")
        if self.zone is Zone.CONTENTS:
            if self._paged(line):
                return self._leave(line, text, "table of contents")
            self.zone = Zone.BODY
        return False

    def _paged(self, line: Line) -> bool:
        """Whether a line of the contents or one of the next few ends with a tab and a page number."""
        following = (ahead.text for ahead in self.lines[self.index + 1 :] if ahead.text.strip())
        near = (line.text, *islice(following, _LOOK))
        return any(_PAGED.match(row) for row in near)

    def _cover(self, line: Line, text: str) -> bool:
        """Lines before the text proper: they say what the text is, and are no part of it but for its title."""
        if self.zone is not Zone.COVER or is_recital(text, self.language):
            return False
        known = (*self.language.masthead, self.language.byline, self.language.adopted_by)
        if self.language.agenda.match(text) and not self.decision:
            self.root.add(Role.HEADING, line, text, slug="cover/agenda")
            return True
        if any(pattern.match(text) for pattern in known):
            return self._leave(line, text, "cover")
        if self.title is None and (not self.decision or self.untitled):
            return self._entitled(line, text)
        if self.title is not None and self.current is self.title and self._entitles(text):
            self.title.grow(line, self.language.joint)
            return True
        return self._leave(line, text, "cover") if self.title is None else False

    def _entitled(self, line: Line, text: str) -> bool:
        """The first line of a document is its title, unless the file tells that apart or the line is a sentence."""
        if self.titled or (len(text) > _LONGEST_TITLE and final(text) in self.language.ends):
            self.zone = Zone.BODY
            return False
        self.title = self.current = self.root.add(Role.TITLE, line, text)
        if self.decision and len(text) <= _LONGEST_NUMBER and _NUMBER_ALONE.match(text):
            self.title.number, self.title.text = text, ""
        return True

    def _entitles(self, text: str) -> bool:
        """Whether a line goes on with the title before it: none was there yet, its row is not the last, or the line is
        in brackets, as the months that a report is about."""
        title = self.title
        if title is None or not title.text or self._goes_on(text) or _BRACKETED.fullmatch(text):
            return True
        return self.decision and self.layout.wrapped and not self.gap and not readings(text)
