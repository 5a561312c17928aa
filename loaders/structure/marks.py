"""The marks that open a paragraph, item, section or note, in every style that UN texts use.

A line can often be read in several ways: `(i)` is the ninth letter or the first roman numeral, `1.` a paragraph or a
heading. `readings` gives them all; the sequence in which the line stands decides (structure.recognise).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from graph.identifiers import arabic
from graph.identifiers import roman as numeral


class Style(StrEnum):
    """How a mark counts. Arabic letters count in the order of numerals (ALPHA: أ ب ج د) or of the alphabet
    (ALPHABETIC: أ ب ت ث); the first two letters do not tell which, so they are ALPHA."""

    ARABIC = "1"
    DOTTED = "1.1"
    ALPHA = "a"
    ALPHABETIC = "ت"
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

    def counts_like(self, last: Mark) -> bool:
        """Whether the mark may stand in the list of another: once a list has shown its order, it keeps it."""
        if self.style is Style.ALPHABETIC and last.value <= _SHARED_LETTERS:
            return last.style in {Style.ALPHA, Style.ALPHABETIC}
        return self.style is last.style


_CYRILLIC = "абвгдежзиклмнопрст"
_CYRILLIC_AS_LATIN = dict(zip("асеорхуіАВСЕНІКМОРТХ", "aceopxyiabcehikmoptx", strict=True))
_ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_SHARED_LETTERS = 2
_ALPHABET = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
INVISIBLE = "".join(map(chr, (0x061C, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF)))
"""Marks of direction and the like, which print nothing."""
_SPELT = {name: n for n, name in enumerate("ألف باء جيم دال هاء واو زاي حاء طاء ياء".split(), 1)}
_COUNTED = {name: n for n, name in enumerate("أولا ثانيا ثالثا رابعا خامسا سادسا سابعا ثامنا تاسعا عاشرا".split(), 1)}
_NUMERAL = str.maketrans("ХІ", "XI")
_WIDE = str.maketrans("（）．－", "().-") | {code: code - 0xFEE0 for code in range(0xFF10, 0xFF5B)}
_EASTERN_DIGITS = {0x0660 + n: str(n) for n in range(10)} | {0x06F0 + n: str(n) for n in range(10)}
_BULLET = r"(?:[-•*·–]\s+)?"
_LETTER = r"[A-Za-z]{1,5}|[а-яі]|[ءا-ي][ـ\u200d]?|\d{1,2}|[一二三四五六七八九十]{1,3}"
_HAN_DIGITS = "一二三四五六七八九"
_BRACKETED = re.compile(
    rf"{_BULLET}(?:\(?\s?(?P<value>{_LETTER})\s?\)(?!\s*[)\]])|[()]\s?(?P<turned>[أ-ي][ـ\u200d]?)\s?[()](?!\s*[)\]])"
    r"|['‘’](?P<quoted>\d{1,2})['‘’](?=\s)|(?P<circled>[\u2460-\u2473\u3220-\u3229]))"
)
_DOTTED = re.compile(
    r"(?P<value>\d{1,2}(?:(?:\.\d{1,2}){1,3}(?:\.[a-z](?=[.)\s]))?|\.[a-z](?=[.)\s])))[.)]?(?=\s|\D)"
    r"|(?P<hyphened>\d{1,2}-\d{1,2})[-.]?(?=\s+[ء-ي])"
)
_ARABIC = re.compile(
    r"(?P<value>\d{1,3})(?:\s?[.、]|\s?-)(?!\d)|(?P<alone>\d{1,3})$|[-–]\s?(?P<turned>\d{1,3})"
    r"(?=[\s،]+(?:[-–]\s?)?(?:\d{1,3}[\s،]+)?[\"«(]?[ء-ي]|$)"
)
_HAN_MARK = re.compile(rf"(?P<value>[{_HAN_DIGITS}十]{{1,3}})、")
_LOWER = re.compile(r"(?P<value>[a-z]|[ivx]{1,5}|[а-я])\.\s+(?=\S)")
_CAPITAL = re.compile(
    r"(?:(?:Section|SECTION|Sección|SECCIÓN|Раздел|РАЗДЕЛ)\s+)?"
    r"(?P<value>[IVXLХІ]{1,6}|[A-ZА-ИКМОРСТХ])\s?[.、](?=\s|[^\x00-\x7f])"
    rf"|(?:القسم\s+)?(?P<spelt>[أ-ي]|{'|'.join((*_SPELT, *_COUNTED))})\s?[-.–](?=\s)"
)


def roman(text: str) -> int | None:
    """The value of a roman numeral of either case, or None.

    >>> roman("xiv"), roman("IX"), roman("iiii"), roman("k")
    (14, 9, None, None)
    """
    return arabic(text.upper()) if text.isalpha() and text.isascii() else None


def to_roman(value: int) -> str:
    """The lower-case roman numeral of a value.

    >>> to_roman(29)
    'xxix'
    """
    return numeral(value).lower()


def readings(line: str) -> tuple[Mark, ...]:
    """Every mark that the line may open with; none for a line without one.

    >>> [(mark.style.value, mark.value) for mark in readings("(i) Technologies for conservation")]
    [('a', 9), ('i', 1)]
    >>> [(mark.style.value, mark.printed) for mark in readings("1.2.  A website")]
    [('1.1', '1.2.')]
    """
    plain = from_wide(line)
    return tuple(_bracketed(line, plain)) or tuple(_dotted(line, plain)) or tuple(_bare(line, plain))


def from_wide(line: str) -> str:
    """A line with narrow brackets and western digits, each character in its place.

    >>> from_wide("（１） ٢")
    '(1) 2'
    """
    return line.translate(_WIDE).translate(_EASTERN_DIGITS)


def spelt(word: str) -> int | None:
    """The value of an Arabic word that counts, or None.

    >>> spelt("أولا"), spelt("ثانياً"), spelt("قال")
    (1, 2, None)
    """
    return _COUNTED.get(word.replace("\u064b", ""))


def _bracketed(line: str, plain: str) -> Iterator[Mark]:
    found = _BRACKETED.match(plain)
    if not found:
        return
    circled = found["circled"] and unicodedata.normalize("NFKC", found["circled"]).strip("()")
    value = (found["value"] or found["turned"] or found["quoted"] or circled).rstrip("ـ\u200d")
    printed = line[: found.end()].lstrip("-•*·– \t")
    for style, number in _values(value):
        yield Mark(style, number, printed, found.end(), bracketed=True, label=_label(style, number, value))


def _values(value: str) -> Iterator[tuple[Style, int]]:
    if value.isdecimal():
        yield Style.ARABIC, int(value)
    elif value[0] in _HAN_DIGITS + "十":
        # where other languages print (i), Chinese prints (一)
        yield from ((Style.ROMAN, number) for number in filter(None, (han_value(value),)))
    elif len(value) == 1:
        for letter in letter_values(value):
            yield (Style.UPPER if value.isupper() else Style.ALPHA), letter
        if (place := _ALPHABET.find(value) + 1) > _SHARED_LETTERS:
            yield Style.ALPHABETIC, place
    elif value == value[0] * 2 and value.islower() and roman(value) is None:
        yield Style.ALPHA, ord(value[0]) - 96 + 26
    if (number := roman(value)) is not None and value.isascii():
        yield (Style.UPPER_ROMAN if value.isupper() else Style.ROMAN), number


def han_value(text: str) -> int | None:
    """The value of a Chinese numeral up to 99, or None.

    >>> han_value("三"), han_value("十"), han_value("二十一"), han_value("一二")
    (3, 10, 21, None)
    """
    found = re.fullmatch(f"(?:(?P<tens>[{_HAN_DIGITS}])?(?P<ten>十))?(?P<ones>[{_HAN_DIGITS}])?", text)
    if not found or not text:
        return None
    tens = (_HAN_DIGITS.find(found["tens"]) + 1 if found["tens"] else 1) if found["ten"] else 0
    return tens * 10 + (_HAN_DIGITS.find(found["ones"]) + 1 if found["ones"] else 0)


def letter_values(letter: str) -> tuple[int, ...]:
    """The places that a letter may have in a list, likelier first: one in most scripts.

    A Cyrillic letter may be typed for the Latin one that looks like it; an Arabic one counts here in the old order of
    numerals.

    >>> letter_values("c"), letter_values("\u0441"), letter_values("ج"), letter_values("б")
    ((3,), (17, 3), (3,), (2,))
    """
    lower = letter.lower().replace("ا", "أ")
    if lower.isascii():
        return (ord(lower) - 96,)
    own = [order.index(lower) + 1 for order in (_CYRILLIC, _ABJAD) if lower in order]
    latin = _CYRILLIC_AS_LATIN.get(letter)
    return tuple(dict.fromkeys([*own, *([ord(latin) - 96] if latin else [])]))


def letter_value(letter: str) -> int:
    """The likeliest place of a letter: A -> 1; 0 where it has none."""
    return next(iter(letter_values(letter)), 0)


def _label(style: Style, number: int, value: str) -> str:
    """What the mark is called in an address: Latin letters whatever the script, so that languages share it."""
    if style is Style.ROMAN:
        return to_roman(number)
    if style in {Style.ALPHA, Style.ALPHABETIC}:
        return chr(96 + number) if number <= 26 else chr(96 + number - 26) * 2  # noqa: PLR2004 - the alphabet
    return value


def _dotted(line: str, plain: str) -> Iterator[Mark]:
    found = _DOTTED.match(plain)
    if found:
        value = found["value"] or found["hyphened"].replace("-", ".")
        part = value.rpartition(".")[2]
        last = int(part) if part.isdecimal() else letter_value(part)
        yield Mark(Style.DOTTED, last, line[: found.end()], found.end(), bracketed=False, label=value)


def _bare(line: str, plain: str) -> Iterator[Mark]:
    if found := _ARABIC.match(plain):
        value = found["value"] or found["alone"] or found["turned"]
        label = str(int(value))
        yield Mark(Style.ARABIC, int(value), line[: found.end()], found.end(), bracketed=False, label=label)
    elif (found := _HAN_MARK.match(plain)) and (number := han_value(found["value"])):
        # in an article it counts paragraphs, elsewhere it marks a section, where other languages print I.
        end = found.end()
        yield Mark(Style.UPPER_ROMAN, number, line[:end], end, bracketed=False, label=to_roman(number).upper())
        yield Mark(Style.ARABIC, number, line[:end], end, bracketed=False, label=str(number))
    elif found := _LOWER.match(plain):
        printed, value = line[: found.end()].rstrip(), found["value"]
        for style, number in _values(value):
            yield Mark(style, number, printed, found.end(), bracketed=True, label=_label(style, number, value))
    elif (found := _CAPITAL.match(plain)) is not None:
        yield from _capital(line[: found.end()], found["value"] or found["spelt"], found.end())


def _capital(printed: str, value: str, end: int) -> Iterator[Mark]:
    """A section's mark: a roman numeral, a letter, or both; in Arabic a word for either."""
    latin = value.translate(_NUMERAL)
    numeral = _COUNTED.get(value) or (roman(latin) if latin.isascii() else None)
    if numeral is not None:
        yield Mark(Style.UPPER_ROMAN, numeral, printed, end, bracketed=False, label=to_roman(numeral).upper())
    places = letter_values(value) if len(value) == 1 else tuple(filter(None, (_SPELT.get(value),)))
    for place in places:
        yield Mark(Style.UPPER, place, printed, end, bracketed=False, label=chr(64 + place))
