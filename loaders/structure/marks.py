"""The marks that open a paragraph, item, section or note, in every style that UN texts use.

A line can often be read in several ways: `(i)` is the ninth letter or the first roman numeral, `1.` a paragraph or a
heading. `readings` gives them all; the sequence in which the line stands decides (structure.recognise).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from graph.identifiers import arabic


class Style(StrEnum):
    """How a mark counts."""

    ARABIC = "1"
    DOTTED = "1.1"
    ALPHA = "a"
    UPPER = "A"
    ROMAN = "i"
    UPPER_ROMAN = "I"


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark at the start of a line: its style, its value (1 = first), as printed, where the text after it begins.

    `bracketed` is true for `(a)` and `a)`, which open items; false for `1.` and `A.`
    """

    style: Style
    value: int
    printed: str
    end: int
    bracketed: bool
    label: str

    def follows(self, value: int) -> bool:
        """Whether the mark is the next one after `value`."""
        return self.value == value + 1


_CYRILLIC = "абвгдежзиклмнопрст"
_ABJAD = "أبجدهوزحطيكلمنسعفصقرشت"
_WIDE = str.maketrans("（）．－", "().-") | {code: code - 0xFEE0 for code in range(0xFF10, 0xFF5B)}
_EASTERN_DIGITS = {0x0660 + n: str(n) for n in range(10)} | {0x06F0 + n: str(n) for n in range(10)}
_BULLET = r"(?:[-•*·–]\s+)?"
_BRACKETED = re.compile(_BULLET + r"\(?\s?(?P<value>[A-Za-z]{1,5}|[а-я]|[أ-ي]ـ?|\d{1,2})\s?\)(?!\s*[)\]])")
_DOTTED = re.compile(r"(?P<value>\d{1,2}(?:\.\d{1,2}){1,3})\.?(?=\s|\D)")
_ARABIC = re.compile(r"(?P<value>\d{1,3})(?:\s?[.、]|\s?-)(?!\d)|(?P<alone>\d{1,3})$")
_CAPITAL = re.compile(r"(?P<value>[IVXL]{1,6}|[A-Z])\s?[.、](?=\s|[^\x00-\x7f])")


def roman(text: str) -> int | None:
    """The value of a roman numeral of either case, or None.

    >>> roman("xiv"), roman("IX"), roman("iiii"), roman("k")
    (14, 9, None, None)
    """
    return arabic(text.upper()) if text.isalpha() and text.isascii() else None


def readings(line: str) -> tuple[Mark, ...]:
    """Every mark that the line may open with; none for a line without one.

    >>> [(mark.style.value, mark.value) for mark in readings("(i) Technologies for conservation")]
    [('a', 9), ('i', 1)]
    >>> [(mark.style.value, mark.printed) for mark in readings("1.2.  A website")]
    [('1.1', '1.2.')]
    """
    plain = line.translate(_WIDE).translate(_EASTERN_DIGITS)
    return tuple(_bracketed(line, plain)) or tuple(_dotted(line, plain)) or tuple(_bare(line, plain))


def _bracketed(line: str, plain: str) -> Iterator[Mark]:
    found = _BRACKETED.match(plain)
    if not found:
        return
    value = found["value"].rstrip("ـ")
    printed = line[: found.end()].lstrip("-•*·– \t")
    for style, number in _values(value):
        yield Mark(style, number, printed, found.end(), bracketed=True, label=_label(style, number, value))


def _values(value: str) -> Iterator[tuple[Style, int]]:
    if value.isdigit():
        yield Style.ARABIC, int(value)
    elif len(value) == 1:
        if value in _CYRILLIC:
            yield Style.ALPHA, _CYRILLIC.index(value) + 1
        elif value in _ABJAD:
            yield Style.ALPHA, _ABJAD.index(value) + 1
        elif value.isascii():
            yield (Style.UPPER if value.isupper() else Style.ALPHA), ord(value.lower()) - 96
    elif value == value[0] * 2 and value.islower() and roman(value) is None:
        yield Style.ALPHA, ord(value[0]) - 96 + 26
    if (number := roman(value)) is not None and value.isascii():
        yield (Style.UPPER_ROMAN if value.isupper() else Style.ROMAN), number


def _label(style: Style, number: int, value: str) -> str:
    """What the mark is called in an address: Latin letters whatever the script, so that languages share it."""
    if style is Style.ALPHA:
        return chr(96 + number) if number <= 26 else chr(96 + number - 26) * 2  # noqa: PLR2004 - the alphabet
    return value


def _dotted(line: str, plain: str) -> Iterator[Mark]:
    found = _DOTTED.match(plain)
    if found:
        last = int(found["value"].rsplit(".", 1)[1])
        yield Mark(Style.DOTTED, last, line[: found.end()], found.end(), bracketed=False, label=found["value"])


def _bare(line: str, plain: str) -> Iterator[Mark]:
    if found := _ARABIC.match(plain):
        value = found["value"] or found["alone"]
        yield Mark(Style.ARABIC, int(value), line[: found.end()], found.end(), bracketed=False, label=value)
    elif found := _CAPITAL.match(plain):
        printed, value = line[: found.end()], found["value"]
        if (number := roman(value)) is not None:
            yield Mark(Style.UPPER_ROMAN, number, printed, found.end(), bracketed=False, label=value)
        if len(value) == 1:
            yield Mark(Style.UPPER, ord(value) - 64, printed, found.end(), bracketed=False, label=value)
