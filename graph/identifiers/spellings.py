"""Every spelling that the field uses for what has an address, read to one identifier.

A spelling is tried as an IRI or path, an address, a code, a symbol, then a short number; `numbered` says which rule
holds where one spelling of a decision has two meanings. `annex I 2` is paragraph 2 of the first annex, `annex 2`
paragraph 2 of the annex.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from graph.errors import IdentifierError
from graph.identifiers.addresses import HOSTS, governing_body, meeting, of_address, of_file_name
from graph.identifiers.documents import Document, displayed_symbol, filed
from graph.identifiers.numbered import (
    DECISION_SYMBOL,
    RECOMMENDATION_SYMBOL,
    decision_of_meeting,
    numbered_decision,
    numbered_recommendation,
    pattern,
    pointed,
    short_decision,
    short_recommendation,
    tracker_code,
)
from graph.identifiers.numerals import arabic
from graph.identifiers.outside import outside
from graph.identifiers.paths import of_path, part
from graph.identifiers.texts import Expression, Text
from graph.identifiers.values import Concept, Identifier, Notification, Page, Record
from graph.namespaces import DEFAULT_BASE

_CALENDAR = pattern(
    r"(?:CBD|CAL)-DECISION-(?:(?P<body>COP|EXCOP|EM|CP-MOP|NP-MOP|CP|NP|BS)-?)?(?P<session>\d{1,2})-(?P<number>\d{1,3})"
)
_SYMBOL = pattern(r"(?P<symbol>(?:(?:UNEP[/_])?CBD|FCCC|A)[/_][^\s,;:#(]+)(?P<tail>.*)")
_INDEX_ID = pattern(r"52000000cbd[0-9a-f]{5}(?P<page>[0-9a-f]{8})")
_RECORD = pattern(r"(?P<uid>(?P<realm>ABSCH|BCH|CHM|ORT)-[A-Z0-9]+-[A-Z]{2,4}-\d+)(?:-\d+)?")
_GUID = pattern(r"(?P<guid>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:@\d+)?")
_NOTIFICATION = pattern(r"(?:notification\s+)?(?P<year>(?:19|20)\d\d)-(?P<number>\d{1,3})")
_REFERENCE = pattern(r"SCBD/(?!LOG)[A-Z0-9/&.-]+/(?P<number>\d{4,6})")
_MEETING = pattern(
    r"(?P<body>COP|EXCOP|SBSTTA|SBI|WG8J|WGRI|WG2020|ICNP|ICCP|CP-MOP|NP-MOP|MOP)[\s/-](?P<session>\d{1,2})"
)
_MEETING_CODE = pattern(r"(?:[A-Z][A-Z0-9]*-)+(?:\d{2,4}-)?\d{1,2}(?:-R\d+)?|\d{6}")
_SUBJECT = pattern(r"CBD-SUBJECT-(?P<code>[A-Z0-9-]+)")
_TARGET = pattern(r"(?P<scheme>AICHI|GBF|SDG)-(?:TARGET|GOAL)-0*(?P<code>[A-Z]|\d+)")
_ARTICLE = pattern(
    r"(?P<treaty>CBD|Convention|Cartagena(?: Protocol)?|Nagoya(?: Protocol)?)\s+art(?:icle|\.)?\s*"
    r"(?P<number>\d{1,2})(?:[.(](?P<paragraph>\d{1,2})\)?)?(?:\s*[.(](?P<item>[a-z])\)?)?"
)
_TREATIES = {"xxvii8": "cbd", "xxvii8a": "cartagena", "xxvii8b": "nagoya"}
_LANGUAGE = pattern(r"(?P<text>.+?)\s*\((?P<language>ar|en|es|fr|ru|zh)\)")
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
    if match := DECISION_SYMBOL.fullmatch(text):
        return numbered_decision(match, governing_body(match["body"]))
    if match := RECOMMENDATION_SYMBOL.fullmatch(text):
        return numbered_recommendation(match, match["body"])
    return tracker_code(text) or _document(text)


def _outside(text: str) -> Identifier | None:
    """An act of another body, a treaty, a document known by its file, or the part that the words after it point at."""
    if found := outside(text) or filed(text):
        return found
    for cut in [match.start() for match in re.finditer(r"[ ,]", text)]:
        if (found := outside(text[:cut]) or filed(text[:cut])) and (part := pointed(found, text[cut:])):
            return part
    return None


def _document(text: str) -> Identifier | None:
    match = _SYMBOL.fullmatch(text)
    symbol = displayed_symbol(match["symbol"]) if match else None
    return pointed(Document(symbol), match["tail"]) if match and symbol else None


def _code(text: str) -> Identifier | None:
    if match := _CALENDAR.fullmatch(text):
        return numbered_decision(match, governing_body(match["body"] or "COP"))
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
    short_recommendation,
    short_decision,
    decision_of_meeting,
    _meeting,
)
