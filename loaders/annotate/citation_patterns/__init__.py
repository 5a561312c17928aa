"""What a language's data module says about citations: words and shapes, no code.

A module of this package is named for its language and holds one `PATTERNS`. Every expression is matched on the
normalised copy (ASCII brackets, digits and commas), in which symbols of documents are blanked by SYMBOL_MARK.
Adding a language is adding a module. Groups that the finder reads: `title`, `section`, `annex`, `component`, `numbers`,
and `items` of a paragraph that are printed before its number (alinéa a) du paragraphe 4); or `chain`, a whole phrase of
places whose `units` (groups paragraph, item, section, annex, appendix) tell what each list of numbers counts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from loaders.annotate.numbers import Marks

NEVER = re.compile(r"(?!)")
"""Matches nothing: for what a language has no words for."""

SYMBOL_MARK = "\ue000"
"""Stands in the working copy for every character of a document symbol."""

BRACKETED = r"\([^()]{0,200}(?:\([^()]{0,40}\)[^()]{0,200}){0,3}\)"
"""A title in brackets after a decision's number, which may itself hold `8(j)`."""


@dataclass(frozen=True, slots=True)
class Cues:
    """Words that tell a report of what was done from a report of what the governing body said, what is implemented
    from what is cited, and what is retired. `retired_sections` is a line that the site adds; group `numbers`. `heading`
    is all that may stand in a heading before the decision that it names: "Implementation of"."""

    pursuant: re.Pattern[str] = NEVER
    said: re.Pattern[str] = NEVER
    said_after: re.Pattern[str] = NEVER
    continues: re.Pattern[str] = NEVER
    implements: re.Pattern[str] = NEVER
    retires: re.Pattern[str] = NEVER
    retired_sections: re.Pattern[str] = NEVER
    heading: re.Pattern[str] = re.compile(r"\s*")


@dataclass(frozen=True, slots=True)
class Patterns:
    r"""The words and shapes of one language.

    `..._before` expressions end with `\Z` and are searched in the characters up to a number; `..._after` ones are
    matched at its end: `number_after` takes what belongs to the number, `section_after` a section whose letter is
    spelt (ألف), `decision_after` and `recommendation_after`
    tell which of the two it is. `bodies` tells whose recommendation it is, `treaties` whose article: the first that
    fits counts.
    `sessions` are the session numbers that a COP decision is printed with in digits in this language;
    text extracted `right_to_left` may have the two numbers of a decision in wrong order.
    """

    marks: Marks
    decision_word: re.Pattern[str]
    recommendation_word: re.Pattern[str]
    article: re.Pattern[str]
    treaty_names: re.Pattern[str]
    treaties: tuple[tuple[re.Pattern[str], str], ...]
    place_before: re.Pattern[str]
    place_after: re.Pattern[str]
    units: re.Pattern[str] = NEVER
    number_after: re.Pattern[str] = NEVER
    section_after: re.Pattern[str] = NEVER
    decision_after: re.Pattern[str] = NEVER
    recommendation_after: re.Pattern[str] = NEVER
    not_ours_before: re.Pattern[str] = NEVER
    not_ours_after: re.Pattern[str] = NEVER
    document_before: re.Pattern[str] = NEVER
    document_after: re.Pattern[str] = NEVER
    page_after: re.Pattern[str] = NEVER
    treaty_after: re.Pattern[str] = NEVER
    bodies: tuple[tuple[re.Pattern[str], str], ...] = ()
    targets: tuple[tuple[re.Pattern[str], str], ...] = ()
    component: re.Pattern[str] = NEVER
    anaphora: re.Pattern[str] = NEVER
    bare: re.Pattern[str] = NEVER
    own_place: re.Pattern[str] = NEVER
    own_annex: re.Pattern[str] = NEVER
    own_goal: re.Pattern[str] = NEVER
    named_report: re.Pattern[str] = NEVER
    report_is_in: re.Pattern[str] = NEVER
    agenda_item: re.Pattern[str] = NEVER
    notification: re.Pattern[str] = NEVER
    resolution: re.Pattern[str] = NEVER
    resolution_after: re.Pattern[str] = NEVER
    sessions: range = range(14, 17)
    right_to_left: bool = False
    cues: Cues = Cues()


@cache
def patterns_of(language: str) -> Patterns:
    """The patterns of a language; those of English where the language has no module.

    >>> patterns_of("zh").marks.after
    True
    """
    try:
        module = import_module(f"{__name__}.{language}")
    except ModuleNotFoundError:
        module = import_module(f"{__name__}.en")
    patterns: Patterns = module.PATTERNS
    return patterns
