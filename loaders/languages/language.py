"""What structure needs to know of a language: its marks and the words that stand at fixed places of a text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Language:
    """The words of one language that give a text its structure (reference: UN drafting practice, CBD layouts).

    Patterns match a whole line with `match`, after its outer space is cut.

    `openers`      the body that speaks, to the identifier of that body: "The Conference of the Parties,"
    `preambular`   the first word of a preamble paragraph: "Recalling"
    `operative`    the first word of an operative paragraph that has no number: "Decides"
    `adopted_by`   the line that says which meeting adopted the text, above its title
    `decision`     a title line: group `number`, group `title`
    `annex`        the line that opens an annex; group `number` where it has one
    `goal`         the line that opens a goal of an annex; group `number`
    `named`        headings with an address of their own, to that address: "Mission" -> mission
    `contents`     the heading of a table of contents
    `masthead`     lines of a document's cover that hold no element
    `agenda`       the line of the cover that names the agenda item
    `byline`       "Note by the Executive Secretary"
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
    joint: str = " "
    ends: str = ".;:"
    ordinals: dict[str, int] = field(default_factory=dict)
    common: frozenset[str] = frozenset()
    pairs: frozenset[tuple[str, str]] = frozenset()

    def opener(self, line: str) -> str | None:
        """The body whose enacting words the line is, or None: "The Conference of the Parties," -> cop."""
        return next((body for pattern, body in self.openers if pattern.match(line)), None)

    def named_part(self, line: str) -> str | None:
        """The address of a heading that has one of its own, or None: "Executive summary" -> summary."""
        return next((slug for pattern, slug in self.named if pattern.match(line)), None)
