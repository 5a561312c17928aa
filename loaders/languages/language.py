"""What structure needs to know of a language: its marks and the words that stand at fixed places of a text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field


def accented(pattern: str, flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
    """A pattern whose accented letters also match where a file prints them as two characters, letter and accent.

    Lines are read as they stand, so that no character of them changes. No accented letter may stand in a class.

    >>> bool(accented("décision").match("De\u0301cision"))
    True
    """
    wide = _WORD_SIGN.sub(rf"[\\w{_ACCENTS}]", pattern.replace(r"[\w", rf"[\w{_ACCENTS}"))
    return re.compile("".join(map(_either, wide)), flags)


_ROWS_OF_OPENER = 3
_ACCENTS = "\u0300-\u036f"
_WORD_SIGN = re.compile(r"(?<!\[)\\w")


def _either(letter: str) -> str:
    apart = unicodedata.normalize("NFD", letter)
    return letter if apart == letter else f"(?:{letter}|{apart})"


@dataclass(frozen=True, slots=True)
class Language:
    """The words of one language that give a text its structure (reference: UN drafting practice, CBD layouts).

    Patterns match a whole line with `match`, after its outer space is cut.

    `openers`      the body that speaks, to the identifier of that body: "The Conference of the Parties,"
    `preambular`   the first word of a preamble paragraph: "Recalling"
    `operative`    the first word of an operative paragraph that has no number: "Decides"
    `adopted_by`   the line that says which meeting adopted the text, above its title
    `decision`     a title line: group `number`, group `title`
    `annex`        the line that opens an annex; groups `number` and `title` where it has them
    `goal`         the line that opens a goal of an annex; group `number`
    `target`       the line that opens a target of an annex; group `number`
    `named`        headings with an address of their own, to that address: "Mission" -> mission
    `contents`     the heading of a table of contents
    `masthead`     lines of a document's cover that hold no element
    `agenda`       the line of the cover that names the agenda item
    `byline`       "Note by the Executive Secretary"
    `article`      the line that opens an article of a treaty; group `number`, group `title` where it goes on
    `division`     the heading of a part of a treaty, above its articles
    `numbered`     words that may stand before the number of a paragraph: "Para. 1"
    `inline_marks` whether conversions run the paragraphs of an article, marked `- 2`, into one line with it
    `signature`    the lines that say by which meeting and when a text was adopted, below it
    `treaties`     the title of a treaty's text, to the code of the treaty
    `domain`       names of the field's conventions, protocols, bodies, clearing-houses and subjects, by which a
                 document without a symbol is known
    `joint`        what a line wrap stands for between two words: a space, or nothing in Chinese
    `ends`         characters that end a paragraph or an item
    `common`       words that any text of some length holds (in Chinese: pairs of characters)
    `ordinals`   numerals of annexes and goals that are words: 一 -> 1
    `pairs`      words that any text of some length holds in this order: where they stand the other way round, the
                 text is in visual order
    """

    code: str
    name: str
    openers: tuple[tuple[re.Pattern[str], str], ...]
    preambular: re.Pattern[str]
    operative: re.Pattern[str]
    adopted_by: re.Pattern[str]
    decision: re.Pattern[str]
    annex: re.Pattern[str]
    goal: re.Pattern[str]
    named: tuple[tuple[re.Pattern[str], str], ...]
    contents: re.Pattern[str]
    masthead: tuple[re.Pattern[str], ...]
    agenda: re.Pattern[str]
    byline: re.Pattern[str]
    target: re.Pattern[str] | None = None
    article: re.Pattern[str] | None = None
    division: re.Pattern[str] | None = None
    numbered: re.Pattern[str] | None = None
    signature: re.Pattern[str] | None = None
    inline_marks: bool = False
    treaties: tuple[tuple[re.Pattern[str], str], ...] = ()
    domain: re.Pattern[str] | None = None
    joint: str = " "
    ends: str = ".;:"
    ordinals: dict[str, int] = field(default_factory=dict)
    months: dict[str, int] = field(default_factory=dict)
    common: frozenset[str] = frozenset()
    pairs: frozenset[tuple[str, str]] = frozenset()

    def opener(self, line: str) -> str | None:
        """The body whose enacting words the line is, or None: "The Conference of the Parties," -> cop."""
        return next((body for pattern, body in self.openers if pattern.match(line)), None)

    def treaty(self, line: str) -> str | None:
        """The treaty whose title a line is, or None."""
        return next((code for pattern, code in self.treaties if pattern.match(line)), None)

    def wrapped_opener(self, row: str, following: Sequence[str]) -> str | None:
        """The body whose enacting words begin in a row and end with a comma in one of those that follow, or None."""
        words = row
        for more in following[:_ROWS_OF_OPENER]:
            words = f"{words} {more}"
            if words.endswith((",", ":")):
                return self.opener(words)
        return None

    def named_part(self, line: str) -> str | None:
        """The address of a heading that has one of its own, or None: "Executive summary" -> summary."""
        return next((slug for pattern, slug in self.named if pattern.match(line)), None)
