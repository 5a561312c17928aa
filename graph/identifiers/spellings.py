"""Every spelling that the field uses for what has an address, read to one identifier.

A spelling is tried as an IRI or path, an address, a code, a symbol, then a short number. Where one spelling has two
meanings the rule is:

- `CBD/COP/10/15`: up to COP 13 documents carried `UNEP/`, so this is the DTT code of decision X/15, and
  `UNEP/CBD/COP/10/15` is a document. From COP 14 on `CBD/COP/15/4` is the document, `CBD/COP/15/04` (padded) the
  decision; with a paragraph (`CBD/COP/15/14.02`) it is the decision again.
- `X/15` is a decision, `XX/1` (above XIII, where no COP wrote roman) and `21/1` recommendations of SBSTTA; `3/15` as a
  recommendation needs its body.
- `annex I 2` is paragraph 2 of the first annex, `annex 2` paragraph 2 of the annex.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from graph.errors import IdentifierError
from graph.identifiers.addresses import HOSTS, governing_body, meeting, of_address, of_file_name
from graph.identifiers.decisions import LAST_ROMAN_SESSION, Decision
from graph.identifiers.documents import Document, displayed_symbol, filed
from graph.identifiers.numerals import arabic
from graph.identifiers.outside import outside
from graph.identifiers.paths import of_path, part
from graph.identifiers.pinpoints import cited_element, coded_element
from graph.identifiers.texts import Element, Expression, Recommendation, Text
from graph.identifiers.values import Concept, Identifier, Notification, Page, Record
from graph.namespaces import DEFAULT_BASE

_NUMBER = r"(?P<session>[ivx]+|\d{1,2})/(?P<number>\d{1,3})"
_TAIL = r"(?P<tail>$|[\s,;:#(].*)"
_ORGAN = r"(?P<body>COP|EXCOP|(?:BS|CP|NP)/(?:COP-?)?MOP)"


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE | re.DOTALL)


_DECISION_SYMBOL = _pattern(rf"(?:UNEP/)?CBD/{_ORGAN}/DEC/(?:(?:BS|CP|NP|EM)-)?{_NUMBER}{_TAIL}")
_RECOMMENDATION_SYMBOL = _pattern(rf"(?:UNEP/)?CBD/(?P<body>[a-z0-9-]+)/REC/{_NUMBER}{_TAIL}")
_DTT = _pattern(r"CBD/(?P<body>COP|EXCOP|CP-MOP|NP-MOP)/(?P<session>\d{1,2})/(?P<number>\d{1,3})(?:[./](?P<place>.+))?")
_CALENDAR = _pattern(
    r"(?:CBD|CAL)-DECISION-(?:(?P<body>COP|EXCOP|EM|CP-MOP|NP-MOP|CP|NP|BS)-?)?(?P<session>\d{1,2})-(?P<number>\d{1,3})"
)
_DECISION = _pattern(
    rf"(?:the\s+)?(?:(?P<word>decisions?)\s+)?"
    rf"(?:(?P<body>EXCOP|EM|COP|(?:CP|NP)[-/]?MOP|CP|NP|BS)(?:[\s-]+|(?=\d)))?(?:decision\s+)?{_NUMBER}{_TAIL}"
)
_DECISION_OF_MEETING = _pattern(
    r"(?:the\s+)?(?P<body>EXCOP|COP|(?:CP|NP)[-/]?MOP)[\s-]*(?P<session>[ivx]+|\d{1,2}),?\s+decision\s+"
    rf"(?:(?P<again>[ivx]+|\d{{1,2}})/)?(?P<number>\d{{1,3}}){_TAIL}"
)
_RECOMMENDATION = _pattern(
    rf"(?P<word>recommendation\s+)?(?:(?P<body>SBSTTA|SBI|WG-?8J|WG-?RI|WG2020|WG-?ABS|WG-?PA|ICNP|ICCP)[\s-]+)?"
    rf"(?P<later>recommendation\s+)?{_NUMBER}(?:\s*\((?P<named>[a-z][a-z0-9-]+)\))?{_TAIL}"
)
_SYMBOL = _pattern(r"(?P<symbol>(?:(?:UNEP[/_])?CBD|FCCC|A)[/_][^\s,;:#(]+)(?P<tail>.*)")
_INDEX_ID = _pattern(r"52000000cbd[0-9a-f]{5}(?P<page>[0-9a-f]{8})")
_RECORD = _pattern(r"(?P<uid>(?P<realm>ABSCH|BCH|CHM|ORT)-[A-Z0-9]+-[A-Z]{2,4}-\d+)(?:-\d+)?")
_GUID = _pattern(r"(?P<guid>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:@\d+)?")
_NOTIFICATION = _pattern(r"(?:notification\s+)?(?P<year>(?:19|20)\d\d)-(?P<number>\d{1,3})")
_REFERENCE = _pattern(r"SCBD/(?!LOG)[A-Z0-9/&.-]+/(?P<number>\d{4,6})")
_MEETING = _pattern(
    r"(?P<body>COP|EXCOP|SBSTTA|SBI|WG8J|WGRI|WG2020|ICNP|ICCP|CP-MOP|NP-MOP|MOP)[\s/-](?P<session>\d{1,2})"
)
_MEETING_CODE = _pattern(r"(?:[A-Z][A-Z0-9]*-)+(?:\d{2,4}-)?\d{1,2}(?:-R\d+)?|\d{6}")
_SUBJECT = _pattern(r"CBD-SUBJECT-(?P<code>[A-Z0-9-]+)")
_TARGET = _pattern(r"(?P<scheme>AICHI|GBF|SDG)-(?:TARGET|GOAL)-0*(?P<code>[A-Z]|\d+)")
_ARTICLE = _pattern(
    r"(?P<treaty>CBD|Convention|Cartagena(?: Protocol)?|Nagoya(?: Protocol)?)\s+art(?:icle|\.)?\s*"
    r"(?P<number>\d{1,2})(?:[.(](?P<paragraph>\d{1,2})\)?)?(?:\s*[.(](?P<item>[a-z])\)?)?"
)
_TREATIES = {"xxvii8": "cbd", "xxvii8a": "cartagena", "xxvii8b": "nagoya"}
_LANGUAGE = _pattern(r"(?P<text>.+?)\s*\((?P<language>ar|en|es|fr|ru|zh)\)")
_FIRST_ARABIC_SBSTTA = 21
_LOOK_ALIKES = str.maketrans("АВЕІКМНОРСТХУаеіосрху", "ABEIKMHOPCTXYaeiocpxy")
"""Cyrillic letters typed for the Latin ones in symbols, as in Russian texts."""


def parse(text: str, base: str = DEFAULT_BASE) -> Identifier:
    """The identifier behind any spelling, IRI path or full IRI under `base` (or the default base).

    Raises IdentifierError for a text that is no identifier in any spelling.

    >>> parse("UNEP/CBD/COP/DEC/X/15") == parse("CBD-DECISION-COP-10-15") == parse("x / 15")
    True
    >>> parse("VII/23 B, para. 4").path, parse("UNEP/CBD/COP/10/15").path
    ('decision/cop/7/23/B/4', 'document/UNEP_CBD_COP_10_15')
    """
    tidy = _tidied(text)
    for root in (base, DEFAULT_BASE):
        if tidy.startswith(root):
            return _under_base(tidy.removeprefix(root))
    for read in _READERS:
        try:
            found = read(tidy)
        except ValueError as fault:
            raise IdentifierError(f"{text!r} is no identifier: {fault}") from fault
        if found is not None:
            return found
    raise IdentifierError(f"{text!r} is no identifier in any known spelling; docs/identifiers.md lists them")


def _tidied(text: str) -> str:
    """Full-width signs, digits of other scripts, dashes and spaces as the patterns write them; no mark at the end."""
    plain = unicodedata.normalize("NFKC", text).translate(_LOOK_ALIKES)
    plain = "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in plain)
    plain = re.sub(r"[\u2010-\u2015\u2212]", "-", plain)
    plain = re.sub(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]", "", plain)
    plain = re.sub(r"\s*/\s*", "/", plain) if "://" not in plain else plain
    return re.sub(r"\s+", " ", plain).strip().rstrip("*.,; ")


def _under_base(path: str) -> Identifier:
    if found := _slashed_document(path):
        return found
    return of_path(path)


def _path(text: str) -> Identifier | None:
    if not re.match(r"(decision|recommendation|resolution|document|treaty|vocab|record|notification|page)/", text):
        return None
    return _slashed_document(text) or _decision_path(text) or of_path(text)


def _slashed_document(path: str) -> Identifier | None:
    """A document's path in its slash form, which redirects to the underscore form; no element can stand after it."""
    symbol, _, language = path.removeprefix("document/").rpartition("/")
    if not path.startswith("document/") or "/" not in symbol or "_" in symbol:
        return None
    for candidate, rest in ((symbol, [language]), (f"{symbol}/{language}", [])):
        shown = displayed_symbol(candidate)
        if shown and (not rest or _LANGUAGE.fullmatch(f"_({language})")):
            return part(Document(shown), rest)
    return None


def _decision_path(path: str) -> Identifier | None:
    """A path whose session is roman or whose body has another name, as hands type it."""
    match = re.match(r"decision/([a-z-]+)/([ivx]+)/(.+)", path, re.IGNORECASE)
    body, session = (governing_body(match[1]), arabic(match[2])) if match else (None, None)
    return of_path(f"decision/{body}/{session}/{match[3]}") if match and body and session else None


def _address(text: str) -> Identifier | None:
    if text.startswith(("http://", "https://", "/", "?")) or HOSTS.fullmatch(text.partition("/")[0]):
        return of_address(text)
    return of_file_name(text)


def _symbol(text: str) -> Identifier | None:
    if match := _DECISION_SYMBOL.fullmatch(text):
        return _numbered_decision(match, governing_body(match["body"]))
    if match := _RECOMMENDATION_SYMBOL.fullmatch(text):
        return _numbered_recommendation(match, match["body"])
    return _dtt(text) or _document(text)


def _dtt(text: str) -> Identifier | None:
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


def _outside(text: str) -> Identifier | None:
    """An act of another body, a treaty, a document known by its file, or the part that the words after it point at."""
    if found := outside(text) or filed(text):
        return found
    for cut in [match.start() for match in re.finditer(r"[ ,]", text)]:
        if (found := outside(text[:cut]) or filed(text[:cut])) and (part := _pointed(found, text[cut:])):
            return part
    return None


def _document(text: str) -> Identifier | None:
    match = _SYMBOL.fullmatch(text)
    symbol = displayed_symbol(match["symbol"]) if match else None
    return _pointed(Document(symbol), match["tail"]) if match and symbol else None


def _code(text: str) -> Identifier | None:
    if match := _CALENDAR.fullmatch(text):
        return _numbered_decision(match, governing_body(match["body"] or "COP"))
    if match := _INDEX_ID.fullmatch(text):
        return Page("decision", str(int(match["page"], 16)))
    if match := _NOTIFICATION.fullmatch(text):
        return Notification(f"{match['year']}-{int(match['number']):03}")
    if match := _REFERENCE.fullmatch(text):
        return Page("notification", match["number"])
    return None


def _record(text: str) -> Identifier | None:
    """A record of the clearing-house, whatever its revision."""
    if match := _RECORD.fullmatch(text):
        return Record(match["realm"].lower(), match["uid"].upper())
    match = _GUID.fullmatch(text)
    return Record("chm", match["guid"].lower()) if match else None


def _concept(text: str) -> Identifier | None:
    if treaty := _TREATIES.get(text.lower()):
        return Concept("treaties", treaty)
    if match := _SUBJECT.fullmatch(text):
        return Concept("subjects", match["code"].upper())
    if match := _TARGET.fullmatch(text):
        return Concept(match["scheme"].lower(), match["code"].upper())
    if match := _ARTICLE.fullmatch(text):
        treaty = match["treaty"].lower().split()[0].replace("convention", "cbd")
        places = (match["number"], match["paragraph"], match["item"])
        return Concept(treaty, ".".join(place.lower() for place in places if place))
    return None


def _short_recommendation(text: str) -> Identifier | None:
    match = _RECOMMENDATION.fullmatch(text)
    session = arabic(match["session"]) if match else None
    if match is None or session is None:
        return None
    body = match["body"] or (match["named"] if match["word"] or match["later"] else None)
    if body:
        return _numbered_recommendation(match, body)
    said, is_roman = match["word"] or match["later"], not match["session"].isdecimal()
    if is_roman and (said or session > LAST_ROMAN_SESSION):
        return _numbered_recommendation(match, "sbstta")
    if session >= _FIRST_ARABIC_SBSTTA:
        return _numbered_recommendation(match, "sbstta")
    if said:
        raise IdentifierError(f"which body? write SBSTTA {match['session']}/{match['number']}, or SBI")
    return None


def _short_decision(text: str) -> Identifier | None:
    match = _DECISION.fullmatch(text)
    return _numbered_decision(match, governing_body(match["body"] or "COP")) if match else None


def _decision_of_meeting(text: str) -> Identifier | None:
    """The meeting before the word: `COP 10 Decision 15`, `COP-10 decision X/15`; both sessions must be one."""
    match = _DECISION_OF_MEETING.fullmatch(text)
    if match is None:
        return None
    if match["again"] and arabic(match["again"]) != arabic(match["session"]):
        raise IdentifierError(f"{match['body']} {match['session']} took no decision {match['again']}/{match['number']}")
    return _numbered_decision(match, governing_body(match["body"]))


def _numbered_decision(match: re.Match[str], body: str | None) -> Identifier | None:
    session = arabic(match["session"])
    if body is None or session is None:
        return None
    return _pointed(Decision(body, session, int(match["number"])), match.groupdict().get("tail") or "")


def _numbered_recommendation(match: re.Match[str], body: str) -> Identifier | None:
    session = arabic(match["session"])
    if session is None:
        return None
    code = body.lower().replace("wg-", "wg")
    return _pointed(Recommendation(code, session, int(match["number"])), match["tail"])


def _pointed(text: Text, tail: str) -> Identifier | None:
    """A text, or the element of it that the words after its name point at."""
    if not tail.strip(" ,;:#"):
        return text
    element = cited_element(tail)
    return Element(text, element) if element else None


def _language_version(text: str) -> Identifier | None:
    match = _LANGUAGE.fullmatch(text)
    if match is None:
        return None
    of = parse(match["text"])
    return Expression(of, match["language"].lower()) if isinstance(of, Text) else None


def _meeting(text: str) -> Identifier | None:
    if match := _MEETING.fullmatch(text):
        return meeting(f"{match['body']}-{match['session']}")
    return meeting(text) if _MEETING_CODE.fullmatch(text) else None


_READERS: tuple[Callable[[str], Identifier | None], ...] = (
    _path,
    _address,
    _code,
    _record,
    _concept,
    _language_version,
    _outside,
    _symbol,
    _short_recommendation,
    _short_decision,
    _decision_of_meeting,
    _meeting,
)
