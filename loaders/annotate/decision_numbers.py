"""Numbers of decisions and recommendations (`X/15`, `VII/23 B`), told from dates, fractions and pages by words near."""

from __future__ import annotations

import re

from graph.identifiers.numerals import arabic
from loaders.annotate.citation_patterns import Patterns
from loaders.annotate.printed import Cited, taken_at

Match = re.Match[str]

DECISION = re.compile(
    r"(?<![A-Za-z0-9/.\-\u0400-\u04ff])(?:(?P<series>BS|CP|NP|EM)(?: ?- ?| )?)?(?P<session>[IVX]{1,5}|\d{1,2}) ?/ ?"
    r"(?P<number>\d{1,2})(?![\d/]|\.\d)(?: ?(?P<letter>[A-Z])(?=[\s,.;:)\]*]|$|[^\x00-\x7f]))?"
)
"""A number that may be one of a decision or recommendation, with its series and section letter."""
_BODIES = {"BS": "cp-mop", "CP": "cp-mop", "NP": "np-mop", "EM": "excop"}
_ROMAN_SESSIONS = {"sbi": 6, "wgri": 5, "wg8j": 12}
_LAST_RECOMMENDING_SESSION, _LAST_OTHER_DECISION = 30, 40
_CUE = 60  # characters in which cue words are looked for about a number
CHAIN = re.compile(r"(?:[\s,،、]|号|第|和|及|与|以及|and|et|y|e|и|و|or|ou|o){1,8}")
"""What stands between two numbers of one list."""


def kind_of(match: Match, chained: Cited | None, patterns: Patterns) -> Cited | None:
    """Decision or recommendation, by the nearest word for either; None for a date, a fraction, a page."""
    window = match.string[max(0, match.start() - _CUE) : match.start()]
    if patterns.not_ours_before.search(window):
        return None
    if patterns.recommendation_after.match(match.string, match.end()):
        return Cited.RECOMMENDATION
    decided, recommended = _last(patterns.decision_word, window), _last(patterns.recommendation_word, window)
    if recommended > decided:
        return Cited.RECOMMENDATION
    cued = decided >= 0 or chained or patterns.decision_after.match(match.string, match.end())
    if cued or match["series"] or not match["session"].isdecimal():
        return chained or Cited.DECISION
    return None


def path_of(match: Match, kind: Cited, patterns: Patterns) -> str | None:
    """The path of the decision or recommendation; None where no meeting took one of that number."""
    session, number = arabic(match["session"]), int(match["number"])
    if not session or not number:
        return None
    if kind is Cited.RECOMMENDATION:
        body = _recommending(match, session, patterns)
        return f"recommendation/{body}/{session}/{number}" if session <= _LAST_RECOMMENDING_SESSION else None
    if match["series"]:
        body = _BODIES[match["series"]]
        return f"decision/{body}/{session}/{number}" if number <= _LAST_OTHER_DECISION else None
    digits = match["session"].isdecimal()
    printed_so = not digits or session in patterns.sessions or patterns.right_to_left
    if patterns.right_to_left and not taken_at(session, number) and taken_at(number, session):
        session, number = number, session
    return f"decision/cop/{session}/{number}" if printed_so and taken_at(session, number) else None


def _recommending(match: Match, session: int, patterns: Patterns) -> str:
    """The body named nearest to a recommendation, if it met so often while sessions had Roman numerals."""
    start, end = max(0, match.end() - _CUE), match.end() + _CUE
    named = (
        (max(match.start() - found.end(), found.start() - match.end()), body)
        for words, body in patterns.bodies
        for found in words.finditer(match.string, start, end)
    )
    roman = not match["session"].isdecimal()
    fits = (found for found in named if not roman or session <= _ROMAN_SESSIONS.get(found[1], session))
    return min(fits, default=(0, "sbstta"))[1]


def _last(words: re.Pattern[str], window: str) -> int:
    """Where the words begin last in the window; -1 where they do not stand there."""
    return max((found.start() for found in words.finditer(window)), default=-1)
