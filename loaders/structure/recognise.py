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
from enum import Enum, auto
from itertools import islice

from loaders.languages.language import Language
from loaders.structure import headings
from loaders.structure.draft import Draft, final
from loaders.structure.layout import Layout, caseless, furniture, is_end_rule, is_rule, measure, width
from loaders.structure.lists import Levels
from loaders.structure.marks import INVISIBLE, Mark, Style, readings
from loaders.text import Leftover, Line, Node, Role

_LEADER = re.compile(r".*(?:\.{4,}|…{2,}|(?:\. ){4,})\s*\d*$")
_STAR_NOTE = re.compile(r"(?P<mark>[*†‡]{1,3})\s+(?=\S)|(?P<glued>[*†‡])(?=[^*†‡\s])")
_NUMBER_NOTE = re.compile(r"(?P<mark>\d{1,3})(?:[.．)]?\s+(?=\S)|$)")
_QUOTE = re.compile(r"[“\"«「『]")
_GAP_TOLERATED = 5
_ROW = re.compile(r"\|.*\|$")
_DAY = re.compile(r"\d{1,2}\s+\w+\s+\d{4}$")
_PAGED = re.compile(r".*\t\s*(?:\d{1,3}(?:\s?[–-]\s?\d{1,3})?\s*)$")
_LOOK = 3
_JOB = re.compile(r"\*?\d{6,8}\*$|\d{2}-\d{5}(?:\s+\([A-Z]\)|\s+\d{1,3}/\d{1,3}|\s+\d{6}|\s*\*\d+\*)*$")
_RESTATEMENT = re.compile(r"#\s*restatement\s*:", re.IGNORECASE)

_Step = Callable[[Line, str], bool]


class _Zone(Enum):
    COVER = auto()
    BODY = auto()
    CONTENTS = auto()
    NOTES = auto()


@dataclass(frozen=True, slots=True)
class Recognised:
    """The tree of a plain text; `restatement` is what its first line says of it."""

    root: Node
    leftovers: tuple[Leftover, ...]
    warnings: tuple[str, ...]
    restatement: bool = False


def recognise(lines: Sequence[Line], language: Language, *, decision: bool, whole: bool = False) -> Recognised:
    """Read the parts of a text. `decision` says whether a governing body speaks (decision, recommendation) or a
    document tells; `whole` that every line is a whole paragraph, as in formats that have paragraphs.

    >>> from loaders.languages.en import LANGUAGE
    >>> text = ["X/99. Ponds", "The Conference of the Parties,", "1. Invites Parties to count ponds."]
    >>> tree = recognise([Line(t, n) for n, t in enumerate(text, 1)], LANGUAGE, decision=True).root
    >>> [(node.role.value, node.number) for node in tree.children]
    [('title', 'X/99.'), ('opening', None), ('paragraph', '1.')]
    """
    layout = replace(measure(lines), wrapped=False, spaced=False) if whole else measure(lines)
    return _Reading(lines, language, decision, layout).run()


class _Reading:
    """The state of reading one text: where the next line may belong."""

    def __init__(self, lines: Sequence[Line], language: Language, decision: bool, layout: Layout) -> None:
        self.lines, self.language, self.decision = lines, language, decision
        self.layout = layout
        self.furniture = furniture(lines)
        self.root = Draft(Role.ROOT)
        self.leftovers: list[Leftover] = []
        self.warnings: list[str] = []
        self.zone = _Zone.COVER
        self.outline = headings.Outline(self.root, decision=decision)
        self.paragraph: Draft | None = None
        self.levels = Levels(self.root)
        self.current: Draft | None = None
        self.title: Draft | None = None
        self.note: Draft | None = None
        self.note_levels = Levels(self.root)
        self.opened = False
        self.signed: Draft | None = None
        self.table: Draft | None = None
        self.ruled = False
        self.resume: Draft | None = None
        self.gap = True
        self.index = 0
        self.restatement = False
        self.page = 1

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

    def _turn_page(self, line: Line) -> None:
        """Notes stand at the foot of a page: the next page goes on with what they broke."""
        if line.page != self.page and self.zone is _Zone.NOTES:
            self.zone, self.resume = _Zone.BODY, self.current
        self.page = line.page

    def _line(self, line: Line, text: str) -> None:
        for step in self._steps():
            if step(line, text):
                return
        self._plain(line, text)

    def _steps(self) -> Iterator[_Step]:
        """The readings of a line, most certain first."""
        yield self._told
        yield self._flag
        yield self._contents
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
        yield self._cover

    def _told(self, line: Line, text: str) -> bool:
        """A line of which the format says what it is."""
        if line.role is Role.NOTE:
            self._begin_note(line, text, len(text.split(maxsplit=1)[0]))
        elif line.role is Role.TABLE:
            (self.paragraph or self.outline.holder).add(Role.TABLE, line, text)
        return line.role is not None

    def _flag(self, line: Line, text: str) -> bool:
        if _RESTATEMENT.match(text):
            self.restatement = True
            return self._leave(line, text, "mark of a restatement")
        if _JOB.match(text):
            return self._leave(line, text, "bar code or job number")
        return is_end_rule(text) and self._leave(line, text, "end rule")

    def _leave(self, line: Line, text: str, reason: str) -> bool:
        self.leftovers.append(Leftover(text, reason, line.number, line.page))
        return True

    def _contents(self, line: Line, text: str) -> bool:
        if self.language.contents.match(text):
            self.zone = _Zone.CONTENTS
            return self._leave(line, text, "table of contents")
        if _LEADER.match(text):
            return self._leave(line, text, "table of contents")
        if self.zone is _Zone.CONTENTS:
            if self._paged(line):
                return self._leave(line, text, "table of contents")
            self.zone = _Zone.BODY
        return False

    def _paged(self, line: Line) -> bool:
        """Whether a line of the contents or one of the next few ends with a tab and a page number."""
        following = (ahead.text for ahead in self.lines[self.index + 1 :] if ahead.text.strip())
        near = (line.text, *islice(following, _LOOK))
        return any(_PAGED.match(row) for row in near)

    def _rule(self, line: Line) -> None:
        if line.text.strip():
            self._leave(line, line.text.strip(), "rule above notes")
        self.gap = True
        if _NUMBER_NOTE.match(self._ahead()) or _STAR_NOTE.match(self._ahead()):
            self._to_notes(ruled=True)

    def _ahead(self) -> str:
        """The next line that has text."""
        following = (line.text.strip() for line in self.lines[self.index + 1 :])
        return next((text for text in following if text), "")

    def _to_notes(self, *, ruled: bool) -> None:
        if self.zone is not _Zone.NOTES:
            self.zone, self.note = _Zone.NOTES, None
        self.ruled = ruled

    def _note_line(self, line: Line, text: str) -> bool:
        if (star := _STAR_NOTE.match(text)) and not text.startswith("**"):
            self._to_notes(ruled=self.zone is _Zone.NOTES and self.ruled)
            self._begin_note(line, text, star.end())
            return True
        return self.zone is _Zone.NOTES and self._in_notes(line, text)

    def _in_notes(self, line: Line, text: str) -> bool:
        marks = readings(text)
        number = _NUMBER_NOTE.match(text) if self.ruled else None
        if number and not (self._expected(marks) and text[number.end("mark") :][:1] in ".．"):
            self._begin_note(line, text, number.end())
            return True
        if marks and self.note and marks[0].bracketed and self._note_item(line, text, marks):
            return True
        if self._note_ends(text, marks):
            self.zone, self.resume = _Zone.BODY, self.current
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

    def _expected(self, marks: tuple[Mark, ...]) -> bool:
        """Whether a line is marked as the next paragraph."""
        last = self.outline.scope.paragraphs
        return any(m.style is Style.ARABIC and not m.bracketed and m.follows(last) for m in marks)

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
        if self.language.opener(text) is None and not self._opens_wrapped(text):
            return False
        self.zone = _Zone.BODY
        self._close()
        self.opened = True
        self.current = self.outline.holder.add(Role.OPENING, line, text)
        return True

    def _opens_wrapped(self, text: str) -> bool:
        """Whether the long enacting words of a protocol's meeting begin in this row."""
        if not self.layout.wrapped or not self.layout.full(text):
            return False
        following = (line.text.strip() for line in self.lines[self.index + 1 : self.index + 7])
        return self.language.wrapped_opener(text, [row for row in following if row]) is not None

    def _annex(self, line: Line, text: str) -> bool:
        found = self.language.annex.match(text)
        if not found or self.zone is _Zone.COVER:
            return False
        self._close()
        annex = self.outline.open_annex(line, text)
        annex.slug = headings.annex_slug(found["number"], self.language)
        self.current = annex
        return True

    def _article(self, line: Line, text: str) -> bool:
        found = self.language.article.match(text) if self.language.article and not self.decision else None
        if not found:
            return False
        self._close()
        self.zone = _Zone.BODY
        printed = text[: found.start("title")].strip()
        number = str(self.language.ordinals.get(found["number"], found["number"]))
        self.current = self.outline.open_article(line, printed, found["title"], number)
        self.levels = Levels(self.current)
        return True

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
        if not begins or not self.decision or self.zone is _Zone.COVER:
            return False
        self._close()
        self.zone = _Zone.BODY
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
        if self.zone is _Zone.COVER and (self.title is None or not self.decision):
            return self._leave(line, text, "cover")
        if self.table is None:
            self.zone = _Zone.BODY
            self.table = (self.paragraph or self.outline.holder).add(Role.TABLE, line, text)
        else:
            self.table.text += "\n" + text
        return True

    def _goal(self, line: Line, text: str) -> bool:
        found = self.language.goal.match(text) if self.outline.annex else None
        if not found:
            return False
        self._close()
        slug = headings.goal_slug(found["number"], self.language)
        self.current = self.outline.open_goal(line, text[found.end() :], text[: found.end()].strip(), slug)
        return True

    def _named(self, line: Line, text: str) -> bool:
        slug = self.language.named_part(text)
        if slug is None or bool(self.outline.annex) == (slug in {"summary", "recommendation"}):
            return False
        if not self.outline.annex and self.decision:
            return False
        self._close()
        self.zone = _Zone.BODY
        self.current = self.outline.open_named(line, text, slug)
        return True

    def _cover(self, line: Line, text: str) -> bool:
        """Lines before the text proper: they say what the text is, and are no part of it but for its title."""
        if self.zone is not _Zone.COVER:
            return False
        known = (*self.language.masthead, self.language.byline, self.language.adopted_by)
        if self.language.agenda.match(text) and not self.decision:
            self.root.add(Role.HEADING, line, text, slug="cover/agenda")
            return True
        if any(pattern.match(text) for pattern in known):
            return self._leave(line, text, "cover")
        if self.title is None and not self.decision:
            self.title = self.current = self.root.add(Role.TITLE, line, text)
            return True
        if self.title is not None and self.current is self.title and (not self.title.text or self._entitles(text)):
            self.title.grow(line, self.language.joint)
            return True
        return self._leave(line, text, "cover") if self.title is None else False

    def _entitles(self, text: str) -> bool:
        """Whether a line goes on with the title before it: none was there yet, or its row is not the last."""
        title = self.title
        if title is None or not title.text or self._goes_on(text):
            return True
        return self.decision and self.layout.wrapped and not self.gap and not readings(text)

    def _before_opening(self) -> bool:
        """Whether the enacting words of a decision are still to come, in the next few lines."""
        if not self.decision or self.opened or self.outline.scope.paragraphs:
            return False
        following = (ahead.text.strip() for ahead in self.lines[self.index + 1 :] if ahead.text.strip())
        return any(self.language.opener(text) for text in islice(following, _LOOK))

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
        return self._section(line, text, marks)

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
        self.zone = _Zone.BODY
        return True

    def _introduces(self) -> bool:
        return self.current is None or final(self.current.text) in self.language.ends

    def _dotted(self, line: Line, text: str, mark: Mark) -> bool:
        self.zone = _Zone.BODY
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
        if ahead == 1 and not (heading and self._printed_again(mark)):
            return self._begin_paragraph(line, rest, mark)
        if mark.value == 1 and self.outline.may_restart and not heading:
            scope.paragraphs = 0
            return self._begin_paragraph(line, rest, mark)
        if 1 < ahead <= _GAP_TOLERATED and rest and not heading and not self._goes_on(text):
            self._warn(line, f"paragraph {mark.label} follows {scope.paragraphs}")
            return self._begin_paragraph(line, rest, mark)
        if heading and rest and (self.gap or not self.layout.wrapped) and not self._goes_on(text):
            self._close()
            self.current = self.outline.open_section(line, rest, mark)
            return True
        return False

    def _begin_paragraph(self, line: Line, rest: str, mark: Mark) -> bool:
        self.zone = _Zone.BODY
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
        if self.zone is _Zone.COVER and self.decision and self.title is None:
            return False
        self._close()
        self.zone = _Zone.BODY
        self.current = self.outline.open_section(line, rest, mark)
        return True

    def _plain(self, line: Line, text: str) -> None:
        if (broken := self.resume) is not None:
            self.resume = None
            if broken.text and final(broken.text) not in self.language.ends + "，,、":
                broken.grow(line, self.language.joint)
                return
        if self._goes_on(text) and self.current is not None:
            self.current.grow(line, self.language.joint)
            return
        self.current = self._unnumbered(line, text)

    def _goes_on(self, text: str) -> bool:
        """Whether a line continues the part before it: its row was full and its sentence open."""
        before = self.current
        if self.outline.awaiting is not None:
            return False
        if not self.layout.wrapped or before is None or (self.gap and not self.layout.spaced):
            return False
        if self.layout.spaced and not self.gap:
            return final(before.text) not in self.language.ends
        if not self.layout.full(before.last_row) or not before.text:
            return not before.text
        last = final(before.text)
        if last in self.language.ends:
            return last in ".:：" and text[:1].islower()
        begins_recital = before.role is Role.TEXT and last in "，,؛،" and self.language.preambular.match(text)
        return not (begins_recital or (before.role is Role.OPENING and last in ",:，：،"))

    def _unnumbered(self, line: Line, text: str) -> Draft:
        holder = self.outline.holder
        if self.outline.awaiting is not None:
            return self.outline.fill(line, text)
        if self._before_opening():
            return holder.add(Role.HEADING, line, text)
        heading = headings.heading_like(text, self.language) and not self._recital(line, text)
        if heading and self.zone is _Zone.BODY and not self._wraps_list(text):
            self._close()
            return holder.add(Role.HEADING, line, text)
        if self.paragraph is not None and _QUOTE.match(text):
            return self.paragraph.add(Role.QUOTATION, line, text)
        if self.paragraph is not None and self._wraps_list(text):
            self.levels.close()
            return self.paragraph.add(Role.WRAP, line, text)
        if self.zone is _Zone.COVER:
            self.zone = _Zone.BODY
        self._close()
        return holder.add(Role.TEXT, line, text)

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

    def _close(self) -> None:
        self.paragraph = None
        self.levels = Levels(self.outline.holder)
        self.resume = None

    def _warn(self, line: Line, what: str) -> None:
        self.warnings.append(f"line {line.number}: {what}")
