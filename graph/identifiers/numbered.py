"""Decisions and recommendations by session and number: symbols, codes of the Decision-Tracking Tool, short spellings.

- `CBD/COP/10/15`: up to COP 13 documents carried `UNEP/`, so this is the DTT code of decision X/15, and
  `UNEP/CBD/COP/10/15` is a document. From COP 14 on `CBD/COP/15/4` is the document, `CBD/COP/15/04` (padded) the
  decision; with a paragraph (`CBD/COP/15/14.02`) it is the decision again.
- `X/15` is a decision, `XX/1` (above XIII, where no COP wrote roman) and `21/1` recommendations of SBSTTA; `3/15` as a
  recommendation needs its body.

Each reader gives None for a text that is no spelling of its kind.
"""

from __future__ import annotations

import re

from graph.errors import IdentifierError
from graph.identifiers.addresses import governing_body
from graph.identifiers.decisions import LAST_ROMAN_SESSION, Decision
from graph.identifiers.numerals import arabic
from graph.identifiers.pinpoints import cited_element, coded_element
from graph.identifiers.texts import Element, Recommendation, Text
from graph.identifiers.values import Identifier

_NUMBER = r"(?P<session>[ivx]+|\d{1,2})/(?P<number>\d{1,3})"
_TAIL = r"(?P<tail>$|[\s,;:#(].*)"
_ORGAN = r"(?P<body>COP|EXCOP|(?:BS|CP|NP)/(?:COP-?)?MOP)"


def pattern(text: str) -> re.Pattern[str]:
    """A pattern of a spelling: in any case, over line ends."""
    return re.compile(text, re.IGNORECASE | re.DOTALL)


DECISION_SYMBOL = pattern(rf"(?:UNEP/)?CBD/{_ORGAN}/DEC/(?:(?:BS|CP|NP|EM)-)?{_NUMBER}{_TAIL}")
RECOMMENDATION_SYMBOL = pattern(rf"(?:UNEP/)?CBD/(?P<body>[a-z0-9-]+)/REC/{_NUMBER}{_TAIL}")
_DTT = pattern(r"CBD/(?P<body>COP|EXCOP|CP-MOP|NP-MOP)/(?P<session>\d{1,2})/(?P<number>\d{1,3})(?:[./](?P<place>.+))?")
_DECISION = pattern(
    rf"(?:the\s+)?(?:(?P<word>decisions?)\s+)?"
    rf"(?:(?P<body>EXCOP|EM|COP|(?:CP|NP)[-/]?MOP|CP|NP|BS)(?:[\s-]+|(?=\d)))?(?:decision\s+)?{_NUMBER}{_TAIL}"
)
_DECISION_OF_MEETING = pattern(
    r"(?:the\s+)?(?P<body>EXCOP|COP|(?:CP|NP)[-/]?MOP)[\s-]*(?P<session>[ivx]+|\d{1,2}),?\s+decision\s+"
    rf"(?:(?P<again>[ivx]+|\d{{1,2}})/)?(?P<number>\d{{1,3}}){_TAIL}"
)
_RECOMMENDATION = pattern(
    rf"(?P<word>recommendation\s+)?(?:(?P<body>SBSTTA|SBI|WG-?8J|WG-?RI|WG2020|WG-?ABS|WG-?PA|ICNP|ICCP)[\s-]+)?"
    rf"(?P<later>recommendation\s+)?{_NUMBER}(?:\s*\((?P<named>[a-z][a-z0-9-]+)\))?{_TAIL}"
)
_FIRST_ARABIC_SBSTTA = 21


def tracker_code(text: str) -> Identifier | None:
    """A DTT code, unless from COP 14 on it is unpadded and so the symbol of a document."""
    match = _DTT.fullmatch(text)
    body = governing_body(match["body"]) if match else None
    if match is None or body is None:
        return None
    element = coded_element(match["place"]) if match["place"] else None
    if match["place"] and element is None:
        return None
    padded = match["number"].startswith("0")
    if not element and not padded and int(match["session"]) > LAST_ROMAN_SESSION:
        return None
    decision = Decision(body, int(match["session"]), int(match["number"]))
    return Element(decision, element) if element else decision


def short_recommendation(text: str) -> Identifier | None:
    """`SBSTTA 5/1`, `recommendation XI/2 (SBSTTA)`, `XX/1`. Raises IdentifierError where it needs its body."""
    match = _RECOMMENDATION.fullmatch(text)
    session = arabic(match["session"]) if match else None
    if match is None or session is None:
        return None
    body = match["body"] or (match["named"] if match["word"] or match["later"] else None)
    if body:
        return numbered_recommendation(match, body)
    said, is_roman = match["word"] or match["later"], not match["session"].isdecimal()
    if is_roman and (said or session > LAST_ROMAN_SESSION):
        return numbered_recommendation(match, "sbstta")
    if session >= _FIRST_ARABIC_SBSTTA:
        return numbered_recommendation(match, "sbstta")
    if said:
        raise IdentifierError(f"which body? write SBSTTA {match['session']}/{match['number']}, or SBI")
    return None


def short_decision(text: str) -> Identifier | None:
    """`X/15`, `decision CP-9/1`, with or without a place after it."""
    match = _DECISION.fullmatch(text)
    return numbered_decision(match, governing_body(match["body"] or "COP")) if match else None


def decision_of_meeting(text: str) -> Identifier | None:
    """The meeting before the word: `COP 10 Decision 15`, `COP-10 decision X/15`; both sessions must be one."""
    match = _DECISION_OF_MEETING.fullmatch(text)
    if match is None:
        return None
    if match["again"] and arabic(match["again"]) != arabic(match["session"]):
        raise IdentifierError(f"{match['body']} {match['session']} took no decision {match['again']}/{match['number']}")
    return numbered_decision(match, governing_body(match["body"]))


def numbered_decision(match: re.Match[str], body: str | None) -> Identifier | None:
    """The decision of a match by its `session` and `number`, or the place in it that its `tail` points at."""
    session = arabic(match["session"])
    if body is None or session is None:
        return None
    return pointed(Decision(body, session, int(match["number"])), match.groupdict().get("tail") or "")


def numbered_recommendation(match: re.Match[str], body: str) -> Identifier | None:
    """The recommendation of a match, as `numbered_decision`; the body in any of its spellings."""
    session = arabic(match["session"])
    if session is None:
        return None
    code = body.lower().replace("wg-", "wg")
    return pointed(Recommendation(code, session, int(match["number"])), match["tail"])


def pointed(text: Text, tail: str) -> Identifier | None:
    """A text, or the element of it that the words after its name point at."""
    if not tail.strip(" ,;:#"):
        return text
    element = cited_element(tail)
    return Element(text, element) if element else None
