"""Which decision, recommendation or document a text is, from what it says of itself.

The evidence, strongest first: what the caller says (`--as`), the number on the title line with the body that speaks,
the title of a treaty, the symbol on the cover, the identifier in the markup's metadata, the file's name. A text that
has none of these is a document, known by the checksum of its file, where it names what the field is about; no name of
a file makes a text a document.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import PurePath

from graph.errors import IdentifierError, SourceError
from graph.identifiers import Decision, Document, FiledDocument, OutsideAct, Recommendation, Treaty, arabic, parse
from loaders.languages.language import Language
from loaders.readers.formats import Reading
from loaders.structure.speakers import OTHER, holds_acts
from loaders.text import Source

Known = Decision | Recommendation | Document | FiledDocument | OutsideAct | Treaty

_SYMBOL = re.compile(r"(?:(?:UNEP/)?CBD|FCCC|A)/[A-Z0-9][A-Z0-9/.\-]*[A-Z0-9]$", re.IGNORECASE)
_FRBR = re.compile(r"/decision/unep-cbd-(?P<body>cop)/[\d-]+/(?P<session>\d+)-(?P<number>\d+)")
_FILE = re.compile(
    r"(?:(?P<body>cop|np-mop|cp-mop|excop)-)?(?:dec-)?(?P<session>[ivxl]+|\d{1,2})"
    r"-(?:dec-)?(?P<number>\d{1,2})(?=[._ -]|$)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?:(?:BS|CP|NP|EM)-?)?(?:[IVXL]+|\d{1,2})/\d{1,3}", re.IGNORECASE)
_ONE_SPELLING = str.maketrans("ХІхі", "XIxi") | {0x0660 + digit: str(digit) for digit in range(10)}
_CODES = re.compile(r"\b(?:BCH|ABSCH|CBD|UNFCCC|FCCC|IPBES|SBSTT?A|LMOs?)\b")
_COVER_LINES = 60
_TITLE_ROWS = 15
_ROWS_OF_TITLE = 4
_ARTICLES_NEEDED = 5
_SHORT = 2500
_NAMES_NEEDED = 3
_NOT_PRINTED = dict.fromkeys([0x0640, *range(0x064B, 0x0653), 0x00AD, 0x200B, 0x200C, 0x200D])
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


def titled(reading: Reading, language: Language) -> str | None:
    """The body of a text without enacting words that begins with the title line of a decision and holds acts; None for
    any other, and where a symbol says what the text is."""
    rows = _first_rows(reading)
    if _by_symbol(rows) or not any(_is_title(row, language) for row in rows[:_ROWS_OF_TITLE]):
        return None
    return "cop" if holds_acts(reading, language) else None


def _is_title(row: str, language: Language) -> bool:
    found = language.decision.match(row)
    return bool(found and _NUMBER.fullmatch(found["number"].translate(_ONE_SPELLING)))


_UNNUMBERED = "no number of a known series and no symbol: known by the file's checksum; say which it is with --as X/15"
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


def identify(
    reading: Reading, language: Language, source: Source, body: str | None, number: str | None, *, alone: bool = True
) -> Identity:
    """The identity of a text that speaks for itself. `number` is the number of its title line ("X/15"), `alone` says
    that its file holds no other text, so that the checksum of the file may name it.

    Raises SourceError where nothing tells which text it is, or of what kind.
    """
    known_body = body if body != OTHER else None
    if known_body and number and (found := _numbered(known_body, number)):
        return Identity(found)
    if found := _printed(reading, language, body):
        return Identity(found)
    if reading.markup and (frbr := _FRBR.search(reading.markup.identity or "")):
        return Identity(Decision(frbr["body"], int(frbr["session"]), int(frbr["number"])))
    if known_body and (found := _by_name(source.file, known_body)):
        return Identity(found, f"{found.label} is told by the file's name only")
    if body and alone:
        return Identity(FiledDocument(source.sha256[:16]), _UNNUMBERED)
    if body:
        reason = "the text says neither its number nor its symbol"
        raise SourceError(source.file, reason, place="title", remedy="say which it is with --as X/15")
    if belongs(reading, language) or holds_acts(reading, language):
        return Identity(FiledDocument(source.sha256[:16]), "no symbol: known by the file's checksum; --as says which")
    reason = f"neither a decision nor a document of the Convention in {language.name}: no enacting words, no symbol"
    reason += ", and hardly a convention, body or clearing-house of the field is named"
    raise SourceError(source.file, reason, place="whole text", remedy="if it is one, say which with --as")


def _printed(reading: Reading, language: Language, body: str | None) -> Known | None:
    """The treaty or the symbol that the first lines name."""
    rows = _first_rows(reading)
    found = _by_symbol(row.text for row in reading.lines[:_COVER_LINES])
    if (code := language.treaty(rows[0])) and _has_articles(
        reading, language, 1 if found is None else _ARTICLES_NEEDED
    ):
        return Treaty(code)  # documents print the name of the Convention in their heads as well
    return found or (treaty(reading, language) if body is None else None)


def belongs(reading: Reading, language: Language) -> bool:
    """Whether a text names what the field is about: conventions, protocols, bodies, clearing-houses. One name is
    enough in a short text, a long one must name them again."""
    if language.domain is None:
        return False
    said = (reading.title, reading.running_text, *(left.text for left in reading.leftovers))
    text = unicodedata.normalize("NFKC", "\n".join(said)).translate(_NOT_PRINTED)
    text = re.sub(r"\s+", language.joint, text)
    needed = 1 if len(text) < _SHORT else _NAMES_NEEDED
    found = chain(_CODES.finditer(text), language.domain.finditer(text))
    return len([*islice(found, needed)]) == needed


def treaty(reading: Reading, language: Language) -> Treaty | None:
    """The treaty whose articles the text holds, before any enacting words, and whose title stands in one of its first
    rows, wrapped or not."""
    if not _has_articles(reading, language, _ARTICLES_NEEDED):
        return None
    rows = _first_rows(reading)
    for n, row in enumerate(rows):
        whole = re.sub(r"\s+", " ", language.joint.join(rows[n : n + _ROWS_OF_TITLE]))
        if code := language.treaty(row) or language.treaty(whole):
            return Treaty(code)
    return None


def _has_articles(reading: Reading, language: Language, needed: int) -> bool:
    """Whether so many articles stand in a text, before any enacting words."""
    found = 0
    for line in reading.lines:
        row = line.text.strip()
        found += bool(language.article and language.article.match(row))
        if found == needed or language.opener(row):
            break
    return found >= needed


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


def _first_rows(reading: Reading) -> list[str]:
    """The first lines that have text, at least one."""
    rows = (row.strip() for row in reading.running_text.split("\n") if row.strip())
    return [*islice(rows, _TITLE_ROWS)] or [""]


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
