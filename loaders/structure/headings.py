"""Sections, annexes and goals: the outline that paragraphs stand in."""

from __future__ import annotations

from collections.abc import Sequence

from loaders.languages.language import Language
from loaders.structure.draft import Draft, final
from loaders.structure.layout import width
from loaders.structure.marks import Mark, Style, letter_value, roman
from loaders.text import Line, Role

_LONGEST_HEADING = 260
_REACH = 3
_LOOKALIKE = str.maketrans("ХІСМ", "XICM")


def heading_like(text: str, language: Language) -> bool:
    """Whether a line reads as a heading: short, and without an end mark.

    >>> from loaders.languages.en import LANGUAGE
    >>> heading_like("Funding mechanisms", LANGUAGE), heading_like("and to report;", LANGUAGE)
    (True, False)
    """
    if not text or width(text) > _LONGEST_HEADING or text[:1].islower():
        return False
    return final(text) not in language.ends + "，,、؛،"


def annex_slug(number: str | None, language: Language, name: str = "annex") -> str:
    """The address of an annex or appendix from its printed number: "II" -> annex-2, none -> annex.

    >>> from loaders.languages.zh import LANGUAGE
    >>> annex_slug("二", LANGUAGE), annex_slug(None, LANGUAGE)
    ('annex-2', 'annex')
    """
    if number is None:
        return name
    if number.isdigit():
        return f"{name}-{int(number)}"
    number = number.upper().translate(_LOOKALIKE)
    value = language.ordinals.get(number) or roman(number) or letter_value(number[0])
    return f"{name}-{value}"


def goal_slug(number: str, language: Language) -> str:
    """The address of a goal from its printed number: "1", "\u0661" and "الأول" -> goal-1, "A" -> goal-A.

    >>> from loaders.languages.ar import LANGUAGE
    >>> goal_slug("الثاني", LANGUAGE), goal_slug("\u0662", LANGUAGE)
    ('goal-2', 'goal-2')
    """
    value = int(number) if number.isdigit() else language.ordinals.get(number)
    if value is None and not number.isascii():
        return f"goal-{chr(64 + letter_value(number))}"
    return f"goal-{value or number}"


class Outline:
    """The open sections, annex and goal of a text.

    `scope` is where paragraph numbers count, `holder` where the next paragraph is put. `awaiting` is a heading
    whose text comes in the next line ("Mission").
    """

    def __init__(self, root: Draft, *, decision: bool) -> None:
        self.root, self.decision = root, decision
        self.annex: Draft | None = None
        self.draft: Draft | None = None
        self.drafts = 0
        self.goal: Draft | None = None
        self.named: Draft | None = None
        self.awaiting: str | None = None
        self.scope = root
        self.may_restart = False
        self.articles = 0
        self._article: Draft | None = None
        self._aim: Draft | None = None
        self._sections: list[Draft] = []

    @property
    def holder(self) -> Draft:
        """The innermost open part that can hold a paragraph."""
        if self.named is not None:
            return self.named
        if self._sections:
            return self._sections[-1]
        return self._article or self.annex or self.draft or self.root

    def open_draft(self, line: Line, text: str) -> Draft:
        """The decision begins that one body recommends to another: its paragraphs count from 1."""
        self.drafts += 1
        slug = "draft" if self.drafts == 1 else f"draft-{self.drafts}"
        self.draft = self.scope = self.root.add(Role.DRAFT, line, text, slug=slug)
        self.goal = self.named = self.awaiting = None
        self._sections.clear()
        return self.draft

    def open_annex(self, line: Line, text: str) -> Draft:
        """An annex begins: its paragraphs count from 1; its title follows."""
        self.annex = self.scope = self.root.add(Role.ANNEX, line, "")
        self.annex.number = text
        self.goal = self.named = self._article = self.draft = None
        self.articles = 0
        self._sections.clear()
        self.awaiting = "annex"
        return self.annex

    def open_article(self, line: Line, printed: str, title: str, number: str) -> Draft:
        """An article of a treaty begins: its paragraphs count from 1; its title may follow."""
        self._sections.clear()
        self.named = self.goal = None
        article = (self.annex or self.root).add(Role.ARTICLE, line, title, slug=number)
        article.number = printed
        self.articles = int(number) if number.isdigit() else self.articles + 1
        self.scope = article
        self._article = article
        self.awaiting = None if title else "article"
        return article

    @property
    def in_article(self) -> bool:
        """Whether an article of a treaty is open."""
        return self._article is not None

    def leave_article(self) -> bool:
        """A part of a treaty begins: what comes next stands beside the articles. False where no article is open."""
        if self._article is None:
            return False
        self._article = self.awaiting = None
        self._sections.clear()
        self.scope = self.annex or self.root
        return True

    def open_goal(self, line: Line, text: str, printed: str, slug: str) -> Draft:
        """A goal of the annex begins; its objectives follow."""
        self.named = None
        self.goal = self.holder.add(Role.GOAL, line, text, slug=slug)
        self.goal.number = printed
        self._await(self.goal)
        return self.goal

    def open_target(self, line: Line, text: str, printed: str, slug: str) -> Draft:
        """A target of the annex begins, below the goal that is open."""
        target = (self.goal or self.holder).add(Role.OBJECTIVE, line, text, slug=slug)
        target.number = printed
        self._await(target)
        return target

    def _await(self, aim: Draft) -> None:
        """The text of a goal or target that has none beside its number comes in the next line."""
        self.awaiting, self._aim = (None, None) if aim.text else ("aim", aim)

    def open_named(self, line: Line, text: str, slug: str) -> Draft:
        """A part with an address of its own begins: a section of a document, or the mission of an annex."""
        if self.annex is not None:
            self.awaiting = slug
            return self.annex.add(Role.HEADING, line, text)
        self._sections.clear()
        self.named = self.root.add(Role.SECTION, line, text, slug=slug)
        return self.named

    def fill(self, line: Line, text: str) -> Draft:
        """The text that the open heading announced."""
        slug, self.awaiting = self.awaiting, None
        if slug == "annex" and self.annex is not None:
            self.annex.text, self.annex.last_row = text, line.text
            return self.annex
        if slug == "article" and self._article is not None:
            self._article.text, self._article.last_row = text, line.text
            return self._article
        if slug == "aim" and self._aim is not None:
            self._aim.text, self._aim.last_row = text, line.text
            return self._aim
        return (self.annex or self.root).add(Role.TEXT, line, text, slug=slug)

    def leave_named(self) -> None:
        """A numbered paragraph never stands in the summary or among the suggested recommendations."""
        self.named = self.awaiting = None

    def section_mark(self, marks: Sequence[Mark], *, begins: bool) -> Mark | None:
        """The reading of a heading's mark that the open sections call for, or None: `C.` after `B.` is a letter.

        `begins` says that the line stands alone, so that an excerpt may begin with any section.
        """
        for section in reversed(self._sections):
            if section.mark and (mark := _continues(section.mark, marks)):
                return mark
        open_styles = {section.mark.style for section in self._sections if section.mark}
        fresh = [mark for mark in marks if mark.style not in open_styles and (begins or mark.value == 1)]
        return min(fresh, key=lambda mark: mark.value, default=None)

    def open_section(self, line: Line, text: str, mark: Mark) -> Draft:
        """A section begins below the open section of a wider kind."""
        self.named = self.awaiting = self.goal = None
        styles = [section.mark.style for section in self._sections if section.mark]
        if mark.style in styles:
            del self._sections[styles.index(mark.style) :]
        section = self.holder.add(Role.SECTION, line, text, mark)
        self._sections.append(section)
        lettered = self.decision and self.annex is None and mark.style is Style.UPPER and len(self._sections) == 1
        self.may_restart = lettered or self.annex is not None
        return section


def _continues(last: Mark, marks: Sequence[Mark]) -> Mark | None:
    near = [m for m in marks if m.style is last.style and 0 < m.value - last.value <= _REACH]
    return min(near, key=lambda mark: mark.value, default=None)
