"""Plain text: bytes to lines, and the gate that keeps garbage out.

A file that is not text, or whose text came out of a broken extraction, is refused whole with its place and
reason: nothing of it may reach the graph (reference: extraction, trap 9).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from graph.errors import SourceError
from loaders.languages.language import Language
from loaders.text import Line

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_RUN = re.compile(r"([^\W\d_\u0640])\1{19,}")
_WORD = re.compile(r"[^\W\d_]+")
_ENOUGH_LETTERS = 200
_VOWELS = re.compile("[\u0640\u064b-\u0652\u0670]")
_LETTERS_FOR_A_CONTROL = 10_000
_COMMONEST = 0.3
_APART = 0.4
_FEWEST_COMMON = 0.02
_GLYPH_NAME = re.compile(
    r"\bafii\d{5}\b|\buni\s?[0-9A-F][0-9A-F).() ]{1,8}\.?(?:init|medi|fina|isol)|/(?:uni|g|cid)[0-9A-F]{4}\b"
)
_GLYPHS_TOLERATED = 3
_MIXED = re.compile(
    r"[^\W\d_\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]"
    r"[\u0620-\u064a\ufb50-\ufdff\ufe70-\ufefc]|[\u0620-\u064a\ufb50-\ufdff\ufe70-\ufefc][\u0180-\u02af\u1d00-\u1dbf]"
)
_MIXED_TOLERATED = 0.02
_FEWEST_PAIRS = 3


def decode(data: bytes, file: str, *, tolerant: bool = False) -> str:
    """The text of a file; a `tolerant` one may have a control character here and there.

    Raises SourceError for an empty file, a binary one, bytes that are not UTF-8, and control characters.

    >>> decode("公约".encode(), "x.txt")
    '公约'
    """
    if b"\x00" in data[:8192] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        place = f"byte {data.index(0)}"
        raise SourceError(file, "a binary file, not a text", place=place, remedy="give text, Akoma Ntoso or PDF")
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as fault:
        place = f"line {data[: fault.start].count(10) + 1}"
        reason = f"byte {fault.start} (0x{data[fault.start]:02x}) is not {encoding.removesuffix('-sig').upper()}"
        raise SourceError(file, reason, place=place, remedy="save the file as UTF-8") from fault
    if not text.strip():
        raise SourceError(file, "the file is empty", remedy="give a file that holds a text")
    controls = _CONTROL.findall(text)
    if controls and not (tolerant and len(controls) * _LETTERS_FOR_A_CONTROL <= len(text)):
        place = _line_of(text, text.index(controls[0]))
        raise SourceError(file, f"control character {controls[0]!r} in the text", place=place, remedy="remove it")
    return text


def without_controls(text: str) -> tuple[str, str]:
    """The text with each control character as U+FFFD, since no graph can hold it, and the warning; "" without any.

    >>> without_controls("ponds and\\x12or bogs")[1]
    "line 1: control character '\\\\x12' and 0 more; U+FFFD stands for each"
    """
    found = _CONTROL.search(text)
    if found is None:
        return text, ""
    told, count = _CONTROL.subn("\ufffd", text)
    return (
        told,
        f"{_line_of(text, found.start())}: control character {found[0]!r} and {count - 1} more; U+FFFD stands for each",
    )


def _line_of(text: str, offset: int) -> str:
    return "line " + str(text.count("\n", 0, offset) + 1)


def lines(text: str) -> tuple[Line, ...]:
    """The lines of a text; a form feed begins a page."""
    found, page = [], 1
    for number, raw in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        page += raw.count("\f")
        found.append(Line(raw.replace("\f", ""), number, page))
    return tuple(found)


def refuse_garbage(text: str, file: str) -> None:
    """Raise SourceError where a text has the marks of a broken extraction, whatever its language."""
    if run := _RUN.search(text):
        place = _line_of(text, run.start())
        raise SourceError(file, f"{run[1]!r} is repeated {len(run[0])} times", place=place, remedy=_REMEDY)
    _refuse_glyphs(text, file)
    letters = Counter(character for character in text if character.isalpha())
    total = sum(letters.values())
    if not total:
        raise SourceError(file, "no letters in the text", place="line 1", remedy=_REMEDY)
    words = _WORD.findall(text)
    if total < _ENOUGH_LETTERS:
        if len(words) > 1 and all(len(word) == 1 and not _ideographic(word) for word in words):
            raise SourceError(file, "no words in the text, only letters", place="whole text", remedy=_GIVE_TEXT)
        return
    commonest, count = letters.most_common(1)[0]
    if count / total > _COMMONEST:
        share = f"{100 * count // total} % of the letters are {commonest!r}"
        raise SourceError(file, share, place="whole text", remedy=_REMEDY)
    apart = sum(len(word) == 1 and not _ideographic(word) for word in words)
    if len(words) > _ENOUGH_LETTERS // 4 and apart / len(words) > _APART:
        raise SourceError(file, f"{apart} of {len(words)} words are single letters", place="whole text", remedy=_REMEDY)
    broken = text.count("\ufffd")
    if broken / total > _FEWEST_COMMON:
        raise SourceError(file, f"{broken} characters were lost before (U+FFFD)", place="whole text", remedy=_REMEDY)


def _refuse_glyphs(text: str, file: str) -> None:
    """Refuse names of glyphs where letters should stand, and letters of another script inside Arabic words: the font
    of the file does not tell which letters it draws."""
    names = [*_GLYPH_NAME.finditer(text)]
    if len(names) > _GLYPHS_TOLERATED:
        place, what = _line_of(text, names[0].start()), f"{names[0][0]!r} and {len(names) - 1} more names of glyphs"
        raise SourceError(file, f"{what} stand for letters", place=place, remedy=_REMEDY)
    mixed = [*_MIXED.finditer(text)]
    if len(mixed) > _GLYPHS_TOLERATED and len(mixed) > _MIXED_TOLERATED * len(text.split()):
        reason = f"{len(mixed)} words mix Arabic letters with those of another script, first {mixed[0][0]!r}"
        raise SourceError(file, reason, place=_line_of(text, mixed[0].start()), remedy=_REMEDY)


_GIVE_TEXT = "give a file that holds a text"
_REMEDY = "extract the text again from the original file"


def refuse_wrong_order(text: str, file: str, language: Language) -> None:
    """Raise SourceError where a long text holds hardly a common word of its language: its letters stand in the
    wrong order, or the language is another one."""
    text = unicodedata.normalize("NFKC", text)
    _refuse_turned(text, file, language)
    letters = sum(character.isalpha() for character in text)
    if letters < _ENOUGH_LETTERS:
        return
    if language.joint:
        words = _WORD.findall(text.lower())
        share = sum(word in language.common for word in words) / len(words)
    else:
        share = sum(2 * text.count(word) for word in language.common) / letters
    if share < _FEWEST_COMMON:
        reason = f"hardly a common word of {language.name} in {letters} letters; they may stand in the wrong order"
        raise SourceError(file, reason, place="whole text", remedy=_REMEDY)


def _refuse_turned(text: str, file: str, language: Language) -> None:
    """Refuse a text in visual order: its words, or the letters of its words, run from the end to the beginning."""
    if not language.pairs:
        return
    rows = [_WORD.findall(row) for row in _VOWELS.sub("", text).split("\n")]
    backwards = [[word[::-1] for word in row[::-1]] for row in rows]
    right = sum(_pairs(row, language) for row in rows)
    for what, turned in (("words", [row[::-1] for row in rows]), ("letters", backwards)):
        found = [number for number, row in enumerate(turned, 1) if _pairs(row, language)]
        if len(found) >= _FEWEST_PAIRS and len(found) > right:
            reason = f"the {what} stand in visual order, from the end of the row to its beginning ({len(found)} rows)"
            raise SourceError(file, reason, place=f"line {found[0]}", remedy=_REMEDY)


def _pairs(words: Sequence[str], language: Language) -> int:
    """How many neighbouring words of a row belong together in this order."""
    return sum(pair in language.pairs for pair in pairwise(words))


def _ideographic(word: str) -> bool:
    return "\u2e80" <= word <= "\u9fff"
