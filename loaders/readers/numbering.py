"""The numbers that a word processor makes: they stand nowhere in the text of a DOCX and are counted here (ECMA-376
part 1, 17.9)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from loaders.structure.marks import to_roman

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"
_ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_ALIF = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
_CHINESE = "一二三四五六七八九十"
_PLACE = re.compile(r"%(\d)")
_DEEPEST_STYLE = 20
_ROMAN_ENDS = 100


def value_of(element: etree._Element | None, name: str) -> str | None:
    """The `w:val` of a child, or None."""
    found = None if element is None else element.find(f"{W}{name}")
    return None if found is None else found.get(f"{W}val")


def shown(value: int, form: str) -> str:
    """A number in a number format of WordprocessingML; an unknown format counts in digits.

    >>> [shown(3, form) for form in ("lowerLetter", "upperRoman", "russianLower", "chineseCounting", "decimal")]
    ['c', 'III', 'в', '三', '3']
    """
    if form in {"lowerRoman", "upperRoman"} and 0 < value < _ROMAN_ENDS:
        numeral = to_roman(value)
        return numeral.upper() if form == "upperRoman" else numeral
    if form in {"chineseCounting", "chineseCountingThousand", "ideographTraditional", "taiwaneseCountingThousand"}:
        return _chinese(value)
    letters = _LETTERS.get(form)
    if letters is None or value < 1:
        return f"{value:02}" if form == "decimalZero" else str(value)
    return letters[(value - 1) % len(letters)] * (1 + (value - 1) // len(letters))


_LATIN = "abcdefghijklmnopqrstuvwxyz"
_LETTERS = {
    "lowerLetter": _LATIN,
    "upperLetter": _LATIN.upper(),
    "russianLower": _RUSSIAN,
    "russianUpper": _RUSSIAN.upper(),
    "arabicAbjad": _ABJAD,
    "arabicAlpha": _ALIF,
}


def _chinese(value: int) -> str:
    tens, ones = divmod(value, 10)
    if not 0 < value < 100:  # noqa: PLR2004 - two digits
        return str(value)
    return (_CHINESE[tens - 1] if tens > 1 else "") + ("十" if tens else "") + (_CHINESE[ones - 1] if ones else "")


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    form: str
    text: str
    legal: bool
    style: str | None


@dataclass(slots=True)
class Numbering:
    """The counters of a document. `mark` gives the number of each numbered paragraph in turn."""

    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    abstract: dict[str, str] = field(default_factory=dict)
    starts: dict[tuple[str, int], int] = field(default_factory=dict)
    styles: dict[str, tuple[str | None, str | None, str | None]] = field(default_factory=dict)
    counters: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    @classmethod
    def of(cls, numbering: etree._Element | None, styles: etree._Element | None) -> Numbering:
        """From the parts `numbering` and `styles` of a package, where there are any."""
        made = cls()
        for style in () if styles is None else styles.iterfind(f"{W}style"):
            properties = style.find(f"{W}pPr/{W}numPr")
            known = (value_of(properties, "numId"), value_of(properties, "ilvl"), value_of(style, "basedOn"))
            made.styles[style.get(f"{W}styleId", "")] = known
        for abstract in () if numbering is None else numbering.iterfind(f"{W}abstractNum"):
            levels = {int(level.get(f"{W}ilvl", "0")): _level(level) for level in abstract.iterfind(f"{W}lvl")}
            made.levels[abstract.get(f"{W}abstractNumId", "")] = levels
        for number in () if numbering is None else numbering.iterfind(f"{W}num"):
            made._number(number)
        return made

    def _number(self, number: etree._Element) -> None:
        identifier = number.get(f"{W}numId", "")
        self.abstract[identifier] = value_of(number, "abstractNumId") or ""
        for override in number.iterfind(f"{W}lvlOverride"):
            depth = int(override.get(f"{W}ilvl", "0"))
            if (start := value_of(override, "startOverride")) is not None:
                self.starts[identifier, depth] = _integer(start, 1)

    def mark(self, paragraph: etree._Element) -> str | None:
        """The number of a paragraph as it is printed, or None where it has none or a bullet; counts it."""
        number, depth = self._place(paragraph)
        levels = self.levels.get(self.abstract.get(number or "", ""), {})
        if number is None or depth not in levels:
            return None
        count = self._count(number, depth, levels)
        level = levels[depth]
        if level.form in {"bullet", "none"}:
            return None
        return (
            _PLACE.sub(lambda found: self._shown(int(found[1]) - 1, levels, count, level), level.text).strip() or None
        )

    @staticmethod
    def _shown(depth: int, levels: dict[int, _Level], count: dict[int, int], own: _Level) -> str:
        level = levels.get(depth, own)
        return shown(count.get(depth, level.start), "decimal" if own.legal else level.form)

    def _count(self, number: str, depth: int, levels: dict[int, _Level]) -> dict[int, int]:
        """Numberings of one abstract numbering share their counters; an override begins its level anew, once."""
        count = self.counters.setdefault(self.abstract[number], {})
        start = self.starts.get((number, depth))
        if start is not None and (number, depth) not in self.begun:
            count[depth] = start
        else:
            count[depth] = count[depth] + 1 if depth in count else levels[depth].start
        self.begun.add((number, depth))
        for deeper in [each for each in count if each > depth]:
            del count[deeper]
        return count

    def _place(self, paragraph: etree._Element) -> tuple[str | None, int]:
        properties = paragraph.find(f"{W}pPr/{W}numPr")
        number, depth = value_of(properties, "numId"), value_of(properties, "ilvl")
        style = value_of(paragraph.find(f"{W}pPr"), "pStyle")
        if number is None and style is not None:
            number, told = self._of_style(style)
            depth = depth or told
        return (None if number == "0" else number), _integer(depth, 0)

    def _of_style(self, style: str) -> tuple[str | None, str | None]:
        name: str | None = style
        for _ in range(_DEEPEST_STYLE):
            number, depth, name_of_base = self.styles.get(name or "", (None, None, None))
            if number is not None:
                levels = self.levels.get(self.abstract.get(number, ""), {})
                linked = next((str(at) for at, level in levels.items() if level.style == name), None)
                return number, depth or linked
            name = name_of_base
        return None, None


def _integer(text: str | None, default: int) -> int:
    return int(text) if text and text.lstrip("-").isdecimal() else default


def _level(level: etree._Element) -> _Level:
    return _Level(
        _integer(value_of(level, "start"), 1),
        value_of(level, "numFmt") or "decimal",
        value_of(level, "lvlText") or "",
        level.find(f"{W}isLgl") is not None,
        value_of(level, "pStyle"),
    )
