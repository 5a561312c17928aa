"""Lines at fixed places of a text: title, enacting words, annexes, articles, goals, signature, tables."""

from __future__ import annotations

import re

from loaders.structure import headings
from loaders.structure.lists import Levels
from loaders.structure.marks import han_value
from loaders.structure.position import Position, Zone
from loaders.text import Line, Role

_GAP_TOLERATED = 5
_ROW = re.compile(r"\|.*\|$")
_DAY = re.compile(r"\d{1,2}\s+\w+\s+\d{4}$")


class FixedLines(Position):
    """The readings of a line by the words of its language that stand at one place of a text."""

    def _title_line(self, line: Line, text: str) -> bool:
        found = self.language.decision.match(text) if self.decision and not self.title else None
        if not found or not self._title_like(found):
            return False
        self.title = self.current = self.root.add(Role.TITLE, line, found["title"])
        self.title.number = text[: found.start("title")].strip() or found["number"]
        return True

    @staticmethod
    def _title_like(found: re.Match[str]) -> bool:
        return found.start("number") == 0 or found.start() == 0

    def _opening(self, line: Line, text: str) -> bool:
        if not self.decision or self.outline.annex:
            return False
        body = self.language.opener(text)
        if body is None and not self._opens_wrapped(text):
            return False
        self.zone = Zone.BODY
        self._close()
        another = self.opened and body is not None and body != self.speaks
        if another:
            self.current = self.outline.open_draft(line, text)
        else:
            self.current = self.outline.holder.add(Role.OPENING, line, text)
            self.speaks = self.speaks or body
        self.opened = True
        return True

    def _opens_wrapped(self, text: str) -> bool:
        """Whether the long enacting words of a protocol's meeting begin in this row."""
        if not self.layout.wrapped or not self.layout.full(text):
            return False
        following = (line.text.strip() for line in self.lines[self.index + 1 : self.index + 7])
        return self.language.wrapped_opener(text, [row for row in following if row]) is not None

    def _annex(self, line: Line, text: str) -> bool:
        found = self.language.annex.match(text)
        if not found or self.zone is Zone.COVER or text[:1].islower():
            return False
        if self.outline.awaiting == "article" and not found["number"]:
            # an article may be about the annexes
            return False
        self._close()
        title = found.groupdict().get("title")
        annex = self.outline.open_annex(line, text[: found.start("title")].rstrip() if title else text)
        name = "appendix" if found["appendix"] else "annex"
        annex.slug = headings.annex_slug(found["number"], self.language, name)
        if title:
            self.outline.fill(line, title)
        self.current = annex
        return True

    def _article(self, line: Line, text: str) -> bool:
        found = self.language.article.match(text) if self.language.article and not self.decision else None
        if not found:
            return False
        number = found["number"].lower()
        number = str(self.language.ordinals.get(number) or han_value(number) or number)
        if found["title"] and not self._next_article(line, int(number)):
            return False
        self._close()
        self.zone = Zone.BODY
        printed = text[: found.start("title")].strip()
        self.current = self.outline.open_article(line, printed, found["title"], number)
        self.levels = Levels(self.current)
        return True

    def _next_article(self, line: Line, number: int) -> bool:
        """Whether a line that goes on after its number is an article by its place in the sequence; a gap is said."""
        ahead = number - self.outline.articles
        if 1 < ahead <= _GAP_TOLERATED and self.outline.articles:
            self._warn(line, f"article {number} follows {self.outline.articles}")
            return True
        return ahead == 1

    def _division(self, line: Line, text: str) -> bool:
        """The heading of a part of a treaty, above articles."""
        if self.decision or self.language.division is None or not self.language.division.match(text):
            return False
        if not self.outline.leave_article():
            return False
        self._close()
        self.current = self.outline.holder.add(Role.HEADING, line, text)
        return True

    def _signature(self, line: Line, text: str) -> bool:
        """The lines below a decision that say when it was adopted."""
        if self.signed is not None and self._ahead_of_signature(text):
            self.signed.grow(line, self.language.joint)
            return True
        self.signed = None
        begins = self.language.signature is not None and self.language.signature.match(text)
        if not begins or not self.decision or self.zone is Zone.COVER:
            return False
        self._close()
        self.zone = Zone.BODY
        self.signed = self.current = self.root.add(Role.SIGNATURE, line, text)
        return True

    @staticmethod
    def _ahead_of_signature(text: str) -> bool:
        return bool(_DAY.match(text))

    def _row(self, line: Line, text: str) -> bool:
        """A row of a table, as conversion writes them: cells between bars."""
        if not _ROW.match(text):
            self.table = None
            return False
        if self.zone is Zone.COVER and (self.title is None or not self.decision):
            return self._leave(line, text, "cover")
        if self.table is None:
            self.zone = Zone.BODY
            self.table = (self.paragraph or self.outline.holder).add(Role.TABLE, line, text)
        else:
            self.table.text += "\n" + text
        return True

    def _goal(self, line: Line, text: str) -> bool:
        """A goal or target of an annex. A number below a goal with a letter is a target, whatever it is called."""
        if not self.outline.annex or text[:1].islower():
            return False
        target = self.language.target.match(text) if self.language.target else None
        found = target or self.language.goal.match(text)
        if not found:
            return False
        self._close()
        slug = headings.goal_slug(found["number"], self.language)
        number, rest = slug.removeprefix("goal-"), text[found.end() :]
        above = self.outline.goal.slug if self.outline.goal else None
        if target or (number.isdigit() and above and not above.removeprefix("goal-").isdigit()):
            self.current = self.outline.open_target(line, rest, text[: found.end()].strip(), f"target-{number}")
        else:
            self.current = self.outline.open_goal(line, rest, text[: found.end()].strip(), slug)
        return True

    def _named(self, line: Line, text: str) -> bool:
        slug = self.language.named_part(text)
        if slug is None or bool(self.outline.annex) == (slug in {"summary", "recommendation"}):
            return False
        if not self.outline.annex and self.decision:
            return False
        self._close()
        self.zone = Zone.BODY
        self.current = self.outline.open_named(line, text, slug)
        return True
