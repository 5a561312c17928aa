"""From an IRI path to its identifier, strictly: one path, one identifier, both ways."""

from __future__ import annotations

from graph.errors import IdentifierError
from graph.identifiers.decisions import Decision
from graph.identifiers.documents import Document, FiledDocument
from graph.identifiers.outside import ASSEMBLY, SERIES, OutsideAct, Treaty
from graph.identifiers.texts import LANGUAGES, Element, Expression, Recommendation, Text
from graph.identifiers.values import Concept, Identifier, Meeting, Notification, Page, Record


def of_path(path: str) -> Identifier:
    """The identifier whose `path` is exactly this one; nothing is normalised.

    Raises IdentifierError for a path of another shape or spelling (`decision/cop/X/15`, `decision/cop/10/015`).

    >>> of_path("decision/cop/10/15/2.c")
    Element(of=Decision(body='cop', session=10, number=15), element='2.c')
    >>> of_path("decision/cop/10/15/zh").language
    'zh'
    """
    try:
        identifier = _read(path)
    except ValueError as fault:
        raise IdentifierError(f"{path!r} is no path: {fault}") from fault
    if identifier is None or identifier.path != path:
        raise IdentifierError(f"{path!r} is no path of an identifier, like decision/cop/10/15/2.c")
    return identifier


def _read(path: str) -> Identifier | None:
    segments = path.split("/")
    return _text(segments) or _other(segments)


def _text(segments: list[str]) -> Text | Element | Expression | None:
    found: Text | Element | Expression | None = None
    match segments:
        case ["decision" | "resolution" as kind, body, session, number, *rest] if _digits(session, number):
            act = kind == "resolution" or body in (*SERIES, ASSEMBLY)
            of = OutsideAct(kind, body, int(session), int(number)) if act else None
            found = part(of or Decision(body, int(session), int(number)), rest)
        case ["recommendation", body, session, number, *rest] if _digits(session, number):
            found = part(Recommendation(body, int(session), int(number)), rest)
        case ["document", symbol, *rest] if symbol.startswith("sha256-"):
            found = part(FiledDocument(symbol.removeprefix("sha256-")), rest)
        case ["document", symbol, *rest]:
            found = part(Document(symbol.replace("_", "/")), rest)
        case ["treaty", code, *rest]:
            found = part(Treaty(code), rest)
    return found


def _other(segments: list[str]) -> Identifier | None:
    found: Identifier | None = None
    match segments:
        case ["vocab", "meetings", code]:
            found = Meeting(code)
        case ["vocab", scheme, code]:
            found = Concept(scheme, code)
        case ["record", source, segment]:
            found = Record.of_segment(source, segment)
        case ["notification", number]:
            found = Notification(number)
        case ["page", kind, key]:
            found = Page(kind, key)
    return found


def part(text: Text, rest: list[str]) -> Text | Element | Expression:
    """What the path segments after a text's own path name: the text, its language version, or an element of it."""
    match rest:
        case []:
            return text
        case [language] if language in LANGUAGES:
            return Expression(text, language)
        case _:
            return Element(text, "/".join(rest))


def _digits(*segments: str) -> bool:
    return all(segment.isascii() and segment.isdecimal() for segment in segments)
