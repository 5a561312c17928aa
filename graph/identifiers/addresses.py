"""Identifiers read from addresses: cbd.int in all its ages and hosts, InforMEA, files of documents."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import parse_qs, unquote, urlsplit

from graph.identifiers.decisions import Decision
from graph.identifiers.documents import Document, displayed_symbol
from graph.identifiers.numerals import arabic
from graph.identifiers.pinpoints import cited_element, coded_element
from graph.identifiers.texts import Element, Expression, Recommendation
from graph.identifiers.values import Identifier, Meeting, Notification, Page

HOSTS = re.compile(r"(?:[a-z0-9-]+\.)*(?:cbd\.int|biodiv\.org)", re.IGNORECASE)
"""www.cbd.int, its copies (dev-chm, chm, bch) and the name before 2005: the same path on another host is an alias."""

_INFORMEA = re.compile(r"(?:www\.)?informea\.org", re.IGNORECASE)
_BODIES = {
    "cop": "cop",
    "excop": "excop",
    "em": "excop",
    "cp-mop": "cp-mop",
    "cpmop": "cp-mop",
    "cp": "cp-mop",
    "bs": "cp-mop",
    "mop": "cp-mop",
    "np-mop": "np-mop",
    "npmop": "np-mop",
    "np": "np-mop",
}
_SYMBOL_BODIES = {
    "mop": ("BS/COP-MOP", "CP/MOP"),
    "cp-mop": ("BS/COP-MOP", "CP/MOP"),
    "np-mop": ("NP/COP-MOP", "NP/MOP"),
    "wgri": ("WG-RI", "WG-RI"),
}
_LAST_UNEP = {
    "cop": 13,
    "sbstta": 20,
    "sbi": 1,
    "wg8j": 9,
    "wgri": 5,
    "icnp": 3,
    "mop": 8,
    "cp-mop": 8,
    "np-mop": 2,
}

_FILE = re.compile(
    r"(?P<body>[a-z][a-z0-9]*(?:-mop)?)-(?P<session>\d{1,2})-(?P<rest>[a-z0-9-]+)-(?P<language>ar|en|es|fr|ru|zh)"
    r"\.[a-z0-9]{2,5}",
    re.IGNORECASE,
)
_PADDED_SESSION = re.compile(r"^([a-z][a-z0-9]*-(?:mop-)?)0+([1-9])(?=$|-r\d+$)")
_FILE_PART = re.compile(r"(?P<word>inf|wg|crp|l|add|rev|corr|amend|annex)?-?(?P<number>\d+)")


def governing_body(name: str) -> str | None:
    """The body code (cop, cp-mop, np-mop, excop) behind any of its names; None for a body that takes no decisions.

    >>> governing_body("BS"), governing_body("CP/MOP"), governing_body("SBI")
    ('cp-mop', 'cp-mop', None)
    """
    return _BODIES.get(name.lower().replace("/", "-").removesuffix("-cop-mop").replace("cop-mop", "mop"))


def of_address(text: str) -> Identifier | None:
    """The identifier that an address of the field stands for; None when it is none, or says nothing by itself."""
    if text.startswith(("/", "?")):
        return _on_cbd(text)
    parts = urlsplit(text if "//" in text else f"https://{text}")
    host = parts.hostname or ""
    if _INFORMEA.fullmatch(host):
        slug = re.fullmatch(r"(?:/[a-z]{2})?/decision/([a-z0-9-]+)/?", parts.path, re.IGNORECASE)
        return Page("informea", slug[1].lower()) if slug else None
    if not HOSTS.fullmatch(host):
        return None
    return _on_cbd(parts.path + (f"?{parts.query}" if parts.query else ""))


def _on_cbd(address: str) -> Identifier | None:
    path, _, query = address.partition("?")
    path = unquote(path).rstrip("/")
    asked = {key.lower(): values[0] for key, values in parse_qs(query).items()}
    for pattern, read in _ROUTES:
        if match := pattern.fullmatch(path):
            return read(match, asked)
    return None


def _decision_address(match: re.Match[str], _: dict[str, str]) -> Identifier | None:
    body, session = governing_body(match["body"]), arabic(match["session"])
    if body is None or not session:
        return None
    decision = Decision(body, session, int(match["number"]))
    if not match["rest"]:
        return decision
    element = coded_element(match["rest"]) or cited_element(match["rest"])
    return Element(decision, element) if element else None


def _decision_page(_: re.Match[str], asked: dict[str, str]) -> Identifier | None:
    meeting = re.fullmatch(r"(?P<body>[A-Za-z-]+)-(?P<session>\d+)", asked.get("m", ""))
    if meeting and asked.get("n", "").isdecimal():
        body = governing_body(meeting["body"])
        return Decision(body, int(meeting["session"]), int(asked["n"])) if body else None
    return _numbered("decision", asked.get("id", ""))


def _recommendation_page(_: re.Match[str], asked: dict[str, str]) -> Identifier | None:
    return _numbered("recommendation", asked.get("id", ""))


def _numbered(kind: str, number: str) -> Page | None:
    return Page(kind, str(int(number))) if number.isdecimal() else None


def _kb_record(match: re.Match[str], _: dict[str, str]) -> Identifier | None:
    return _numbered(match["kind"].lower(), match["number"])


def _document_address(match: re.Match[str], _: dict[str, str]) -> Identifier | None:
    if re.fullmatch(r"[0-9a-f]{24}", match["symbol"], re.IGNORECASE):
        return Page("document", match["symbol"].lower())
    symbol = displayed_symbol(match["symbol"])
    return Document(symbol) if symbol else None


def _meeting_address(match: re.Match[str], asked: dict[str, str]) -> Identifier | None:
    if "doc" in asked:
        return Page("document", asked["doc"].lower())
    return meeting(match["code"])


def meeting(code: str) -> Meeting:
    """The meeting of a code in capitals or not, with or without the zero before a session.

    >>> meeting("SBI-05").code, meeting("IAS-WS-2026-01").code
    ('sbi-5', 'ias-ws-2026-01')
    """
    return Meeting(_PADDED_SESSION.sub(r"\1\2", code.lower()))


def _notification_address(match: re.Match[str], _: dict[str, str]) -> Identifier | None:
    return Notification(match["number"])


def _file_address(match: re.Match[str], _: dict[str, str]) -> Identifier | None:
    return of_file_name(match["file"])


def of_file_name(name: str) -> Expression | None:
    """The language version that an official file holds, by its name; None for a name of another shape.

    >>> of_file_name("sbi-03-11-add1-amend1-en.pdf").label, of_file_name("cop-10-dec-15-zh.pdf").label
    ('CBD/SBI/3/11/Add.1/Amend.1 (en)', 'X/15 (zh)')
    """
    match = _FILE.fullmatch(name)
    if match is None:
        return None
    body, session, rest = match["body"].lower(), int(match["session"]), match["rest"].lower()
    language = match["language"].lower()
    if number := re.fullmatch(r"dec-(\d+)", rest):
        governing = governing_body(body)
        return Expression(Decision(governing, session, int(number[1])), language) if governing else None
    if number := re.fullmatch(r"rec-(\d+)", rest):
        return Expression(Recommendation(body, session, int(number[1])), language)
    symbol = _file_symbol(body, session, rest)
    return Expression(Document(symbol), language) if symbol else None


def _file_symbol(body: str, session: int, rest: str) -> str | None:
    old = session <= _LAST_UNEP.get(body, 0)
    organ = _SYMBOL_BODIES.get(body, (body.upper(), body.upper()))[0 if old else 1]
    parts, position = [], 0
    for part in _FILE_PART.finditer(rest):
        if part.start() != position:
            return None
        position = part.end() + (rest[part.end() : part.end() + 1] == "-")
        parts.append((part["word"] or "") + ("/" if part["word"] == "inf" else "") + part["number"])
    if position != len(rest):
        return None
    return displayed_symbol("/".join(["UNEP"] * old + ["CBD", organ, str(session), *parts]))


_Reader = Callable[[re.Match[str], dict[str, str]], Identifier | None]
_ROUTES: tuple[tuple[re.Pattern[str], _Reader], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), read)
    for pattern, read in (
        (
            r"/decisions?/(?P<body>[a-z-]+)/(?P<session>\w+)/(?P<number>\d{1,3})(?:/(?P<rest>.+))?",
            _decision_address,
        ),
        (r"(/decisions?(/(cop|mop|cp-mop|np-mop))?(/default\.shtml)?)?", _decision_page),
        (r"/recommendations?(/[a-z0-9-]+)?(/default\.shtml)?", _recommendation_page),
        (r"/kb/record/(?P<kind>decision|recommendation)/(?P<number>\d+)", _kb_record),
        (r"/documents/(?P<symbol>.+)", _document_address),
        (r"/meetings/(?P<code>[a-z0-9-]+)", _meeting_address),
        (r"/notifications/(?P<number>\d{4}-\d{3})", _notification_address),
        (r"/doc/.+/(?P<file>[^/]+)", _file_address),
    )
)
