"""Which decision, recommendation or document a text is, from what it says of itself.

The evidence, strongest first: what the caller says (`--as`), the number on the title line with the body that speaks,
the symbol on the cover, the identifier in the markup's metadata, the file's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath

from graph.errors import IdentifierError, SourceError
from graph.identifiers import Decision, Document, OutsideAct, Recommendation, Treaty, arabic, parse
from loaders.languages.language import Language
from loaders.readers.formats import Reading

Known = Decision | Recommendation | Document | OutsideAct | Treaty

_SYMBOL = re.compile(r"(?:(?:UNEP/)?CBD|FCCC|A)/[A-Z0-9][A-Z0-9/.\-]*[A-Z0-9]$", re.IGNORECASE)
_FRBR = re.compile(r"/decision/unep-cbd-(?P<body>cop)/[\d-]+/(?P<session>\d+)-(?P<number>\d+)")
_FILE = re.compile(
    r"(?:(?P<body>cop|np-mop|cp-mop|excop)-)?(?:dec-)?(?P<session>[ivxl]+|\d{1,2})"
    r"-(?:dec-)?(?P<number>\d{1,2})(?=[._ -]|$)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?:(?:BS|CP|NP|EM)-?)?(?:[IVXL]+|\d{1,2})/\d{1,3}", re.IGNORECASE)
_ONE_SPELLING = str.maketrans("ХІхі", "XIxi") | {0x0660 + digit: str(digit) for digit in range(10)}
_COVER_LINES = 60
_OTHER_DRAFTERS = {"unga", "unfccc-cop", "unfccc-cmp", "unfccc-cma"}
_BODIES_WITH_RECOMMENDATIONS = {"sbstta", "sbi", "wg8j", "wgri"}


@dataclass(frozen=True, slots=True)
class Identity:
    """What a text is; `warning` says when only the file's name told."""

    text: Known
    warning: str | None = None


def speaks(reading: Reading, language: Language) -> str | None:
    """The body whose enacting words open the text, or None: then it is a document, not an act of a body.

    The words may stand anywhere in the text, since a cover or other decisions may come before them.
    """
    lines = reading.running_text.split("\n") if reading.markup else [line.text for line in reading.lines]
    rows = [row for line in lines if (row := line.strip())]
    whole = (body for row in rows if len(row) < _LONGEST_OPENER and (body := language.opener(row)))
    if body := next(whole, None):
        return body
    wrapped = (
        language.wrapped_opener(row, rows[n : n + 3]) for n, row in enumerate(rows, 1) if len(row) < _LONGEST_ROW
    )
    return next((body for body in wrapped if body), None)


_LONGEST_OPENER = 260
_LONGEST_ROW = 140


def asked(text: str, file: str) -> Identity:
    """The identity that the caller gives, in any spelling. Raises SourceError for a text that is no such identifier."""
    try:
        found = parse(text)
    except IdentifierError as fault:
        raise SourceError(file, f"--as {text}: {fault}", remedy="use X/15 or decision/cop/10/15") from fault
    if not isinstance(found, Known):
        reason = f"--as {text} names no decision, recommendation or document"
        raise SourceError(file, reason, remedy="use X/15 or decision/cop/10/15")
    return Identity(found)


def identify(reading: Reading, language: Language, file: str, body: str | None, number: str | None) -> Identity:
    """The identity of a text that speaks for itself. `number` is the number of its title line ("X/15").

    Raises SourceError where nothing tells which text it is, or of what kind.
    """
    if body and number and (found := _numbered(body, number)):
        return Identity(found)
    if code := language.treaty(_first(reading)):
        return Identity(Treaty(code))
    if found := _by_symbol(row.text for row in reading.lines[:_COVER_LINES]):
        return Identity(found)
    if reading.markup and (frbr := _FRBR.search(reading.markup.identity or "")):
        return Identity(Decision(frbr["body"], int(frbr["session"]), int(frbr["number"])))
    if body and (found := _by_name(file, body)):
        return Identity(found, f"{found.label} is told by the file's name only")
    if body:
        reason = "the text says neither its number nor its symbol"
        raise SourceError(file, reason, place="title", remedy="say which it is with --as X/15")
    reason = f"neither a decision nor a document of the Convention in {language.name}: no enacting words, no symbol"
    raise SourceError(file, reason, place="whole text", remedy="if it is one, say which with --as")


def _numbered(body: str, number: str) -> Known | None:
    kind = "Resolution " if number.lower().startswith("resol") else ""
    printed = _NUMBER.search(re.sub(r"\s", "", number).translate(_ONE_SPELLING))
    number = printed[0] if printed else re.sub(r"^[A-Za-z]+\s|\s", "", number).rstrip(".．、")
    try:
        if body in _BODIES_WITH_RECOMMENDATIONS:
            session, _, last = number.partition("/")
            return Recommendation(body, _integer(session), int(last))
        found = parse(f"UNGA resolution {number}" if body == "unga" else kind + number)
    except (IdentifierError, ValueError):
        return None
    return found if isinstance(found, Decision | OutsideAct) else None


def _first(reading: Reading) -> str:
    """The first line that has text."""
    return next((row.strip() for row in reading.running_text.split("\n") if row.strip()), "")


def _integer(text: str) -> int:
    return int(text) if text.isdigit() else (arabic(text.upper()) or 0)


def _by_symbol(rows: Iterable[str]) -> Known | None:
    for row in rows:
        for cell in row.split("|"):
            if found := _symbol(cell.strip().rstrip("*")):
                return found
    return None


def _symbol(text: str) -> Known | None:
    if not _SYMBOL.match(text):
        return None
    try:
        found = parse(text)
    except IdentifierError:
        return None
    return found if isinstance(found, Known) else None


def _by_name(file: str, body: str) -> Known | None:
    found = _FILE.match(PurePath(file).name)
    if not found or body in _BODIES_WITH_RECOMMENDATIONS | _OTHER_DRAFTERS:
        return None
    try:
        return Decision(found["body"] or body, _integer(found["session"]), int(found["number"]))
    except IdentifierError:
        return None
