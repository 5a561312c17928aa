"""Dates as people type them in planning tables, read to the first and the last day that they can mean.

The spellings are those of the Secretariat's calendar of activities ("19-Jul-24", "Aug-25", "Q4 2025",
"Before Q1  2026", "Ongoing") and their neighbours. Nothing is guessed: 3/4/2025 is not read, since it is two days.
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from loaders.records.reading import Problem

_DAY = datetime.timedelta(days=1)
_CENTURY = 2000
_DECEMBER = 12

_FULL = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november")
_MONTHS = {name: number for number, name in enumerate((*_FULL, "december"), 1)}
_MONTHS |= {name[:3]: number for name, number in _MONTHS.items()} | {"sept": 9}

Span = tuple[datetime.date, datetime.date]


@dataclass(frozen=True, slots=True)
class Period:
    """The days that a typed date can mean, both inclusive; None where that side is not said.

    `open_ended` is true of what is said to go on ("Ongoing", "from May 2025").
    """

    earliest: datetime.date | None
    latest: datetime.date | None
    as_typed: str
    open_ended: bool = False


def read_period(as_typed: str) -> Period | Problem:
    """The period that a cell means, or why none was read. Two-digit years are of this century.

    "early", "mid" and "late" or "end of" take the first, middle and last third of what they qualify, so that the
    last day of the end of a year stays its last day.

    >>> read_period("Q2/Q3 2026").earliest
    datetime.date(2026, 4, 1)
    >>> read_period("Before Q1  2026").latest
    datetime.date(2025, 12, 31)
    >>> read_period("soon").reason
    'no date in it'
    """
    text = _normal(as_typed)
    if re.fullmatch(_UNKNOWN, text):
        return Problem(as_typed, "says that the date is not known yet")
    if re.fullmatch(r"on-?going|continuous(?:ly)?|open[ -]?ended|permanent(?:ly)?", text):
        return Period(None, None, as_typed, open_ended=True)
    between = re.fullmatch(r"(?:from|between) (.+)", text)
    if between and not _point(between[1]) and (span := _range(between[1])):
        return Period(*span, as_typed)
    for pattern, bound in _BOUNDS:
        if match := re.fullmatch(pattern, text):
            span = _span(match["date"])
            return bound(span, as_typed) if span else Problem(as_typed, _why_not(match["date"]))
    span = _span(text)
    return Period(*span, as_typed) if span else Problem(as_typed, _why_not(text))


_UNKNOWN = r"|tb[acd]|to be (?:confirmed|decided|determined|announced)|n/?a|not (?:set|known|fixed)(?: yet)?|\?+|-+"
_QUALIFIER = r"\(?\b(?:tbc|tentative(?:ly)?|provisional(?:ly)?|approximately|approx|circa|around)\b\.?\)?"


def _normal(text: str) -> str:
    """Lower case, one kind of dash, no ordinals, no commas, no words of doubt beside a date."""
    text = re.sub(r"[‐‑‒–—−]", "-", text.casefold())
    text = re.sub(r"[.,]?\s+|,", " ", text.strip()).strip(" .;:")
    text = re.sub(r"\s*([-/])\s*", r"\1", text)
    for number, word in enumerate(("first", "second", "third", "fourth"), 1):
        text = re.sub(rf"\b{word} (?=quarter|half)", f"{number} ", text)
    text = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", text)
    doubtless = re.sub(r"\s+", " ", re.sub(_QUALIFIER, " ", text)).strip(" .;:")
    return doubtless or text


def _before(span: Span, typed: str) -> Period:
    return Period(None, span[0] - _DAY, typed)


def _until(span: Span, typed: str) -> Period:
    return Period(None, span[1], typed)


def _from(span: Span, typed: str) -> Period:
    return Period(span[0], None, typed, open_ended=True)


def _after(span: Span, typed: str) -> Period:
    return Period(span[1] + _DAY, None, typed, open_ended=True)


_BOUNDS: tuple[tuple[str, Callable[[Span, str], Period]], ...] = (
    (r"(?:before|prior to|<) ?(?P<date>.+)", _before),
    (r"(?:by|until|till|up to|no later than|not later than|on or before)(?: the)? (?P<date>.+)", _until),
    (r"(?:from|since|starting(?: in| on)?|as of|on or after) (?P<date>.+?)(?:-|[- ]onwards?|[- ]ongoing)?", _from),
    (r"(?P<date>.+?)(?: to |[- ])(?:ongoing|onwards?|present)", _from),
    (r"(?:after|>) ?(?P<date>.+)", _after),
)


def _span(text: str) -> Span | None:
    """First and last day of a date without a bound word."""
    return _point(text) or _years(text) or _range(text)


def _years(text: str) -> Span | None:
    """Two years in a row written 2025/26 or 2025-26; 2025-11 is a month."""
    match = re.fullmatch(r"((?:19|20|21)\d\d)[-/](\d\d)", text)
    if not match or (int(match[1]) + 1) % 100 != int(match[2]):
        return None
    return datetime.date(int(match[1]), 1, 1), datetime.date(int(match[1]) + 1, 12, 31)


def _range(text: str) -> Span | None:
    """Two points with a dash, slash or word between them; what the first leaves out is in the second."""
    for left, right in _cuts(text):
        last = _point(right)
        first = _point_completed(left, right) if last else None
        if last and first and first[0] <= last[1]:
            return first[0], last[1]
    return None


def _cuts(text: str) -> Iterator[tuple[str, str]]:
    for cut in re.finditer(r" (?:to|and|or|through|until) | ?[-/&] ?", text):
        yield text[: cut.start()], text[cut.end() :]


def _point_completed(left: str, right: str) -> Span | None:
    """The left end of a range, with the month or year that it leaves to the right end."""
    words = re.split(r"[ -]", right)
    tails = (" ".join(words[at:]) for at in range(len(words), -1, -1))
    return next((span for tail in tails if (span := _point(f"{left} {tail}".strip()))), None)


def _why_not(text: str) -> str:
    if re.fullmatch(r"\d{1,2}/\d{1,2}/\d{2,4}", text):
        return "day and month cannot be told apart, or there is no such day"
    if re.search(r"(?:19|20|21)\d\d|['-]\d\d$", text):
        return "not read as a day, month, quarter, half or year"
    named = any(name in text for name in _MONTHS) or re.search(r"\bq ?[1-4]", text)
    return "no year in it" if named else "no date in it"


_THIRDS = {"early": 0, "beginning": 0, "start": 0, "mid": 1, "middle": 1, "late": 2, "end": 2}
_PART = re.compile(rf"(?:the )?(?P<part>{'|'.join(_THIRDS)})(?: of)?(?: the)?[ -](?P<date>.+)")


def _point(text: str) -> Span | None:
    """A single day, month, quarter, half or year, perhaps a third of it ("early 2026")."""
    if part := _PART.fullmatch(text):
        whole = _point(part["date"])
        return whole and _third(whole, _THIRDS[part["part"]])
    for pattern, build in _POINTS:
        if match := pattern.fullmatch(text):
            try:
                return build(match.groupdict())
            except ValueError:  # 31 June, month 13
                continue
    return None


def _third(span: Span, number: int) -> Span | None:
    """Third 0, 1 or 2 of a month (by tens of days) or of three months and more (by months)."""
    first, last = span
    if first == last:
        return None
    months = (last.year - first.year) * _DECEMBER + last.month - first.month + 1
    if months == 1:
        return first.replace(day=10 * number + 1), (last if number == 2 else first.replace(day=10 * number + 10))  # noqa: PLR2004
    size = months // 3
    start = first.month + size * number
    return datetime.date(first.year, start, 1), _month(first.year, start + size - 1)[1]


def _year(digits: str) -> int:
    number = int(digits.removeprefix("'"))
    return number if number > 99 else _CENTURY + number  # noqa: PLR2004


def _month(year: int, month: int) -> Span:
    if not 1 <= month <= _DECEMBER:
        raise ValueError(f"no month {month}")
    return datetime.date(year, month, 1), datetime.date(year, month, calendar.monthrange(year, month)[1])


def _as_day(parts: dict[str, str]) -> Span:
    month = parts["month"]
    day = datetime.date(_year(parts["year"]), _MONTHS.get(month) or int(month), int(parts["day"]))
    return day, day


def _as_even_day(parts: dict[str, str]) -> Span:
    """Numbers with slashes, where only one order is a day."""
    first, second = int(parts["day"]), int(parts["month"])
    if first != second and max(first, second) <= _DECEMBER:
        raise ValueError("two days fit")
    day, month = (first, second) if second <= _DECEMBER else (second, first)
    return _as_day({"year": parts["year"], "month": str(month), "day": str(day)})


def _as_month(parts: dict[str, str]) -> Span:
    return _month(_year(parts["year"]), _MONTHS.get(parts["month"]) or int(parts["month"]))


def _as_quarter(parts: dict[str, str]) -> Span:
    year, last = _year(parts["year"]), 3 * int(parts["number"])
    return _month(year, last - 2)[0], _month(year, last)[1]


def _as_half(parts: dict[str, str]) -> Span:
    year, last = _year(parts["year"]), 6 * int(parts["number"])
    return _month(year, last - 5)[0], _month(year, last)[1]


def _as_year(parts: dict[str, str]) -> Span:
    return datetime.date(int(parts["year"]), 1, 1), datetime.date(int(parts["year"]), 12, 31)


_NAME = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})"
_LONG = r"(?P<year>(?:19|20|21)\d\d)"
_SHORT = r"(?P<year>(?:19|20|21)\d\d|'?\d\d)"
_D = r"(?P<day>\d{1,2})"
_M = r"(?P<month>\d{1,2})"

_POINTS: tuple[tuple[re.Pattern[str], Callable[[dict[str, str]], Span]], ...] = tuple(
    (re.compile(pattern), build)
    for pattern, build in (
        (rf"{_LONG}-{_M}-{_D}(?:[t ]\d\d:?\d\d.*)?", _as_day),
        (rf"(?:the )?{_D}[-/. ]?(?:of )?{_NAME}[-/. ]?(?:of )?{_SHORT}", _as_day),
        (rf"{_NAME} {_D} {_LONG}", _as_day),
        (rf"{_LONG}[-/. ]{_NAME}[-/. ]{_D}", _as_day),
        (rf"{_D}\.{_M}\.{_SHORT}", _as_day),
        (rf"{_LONG}/{_M}/{_D}", _as_day),
        (rf"{_D}/{_M}/{_LONG}", _as_even_day),
        (rf"{_LONG}-(?P<month>\d\d)", _as_month),
        (rf"{_M}/{_LONG}", _as_month),
        (rf"{_NAME}[-/. ]?(?:of )?{_SHORT}", _as_month),
        (rf"{_LONG}[-/. ]{_NAME}", _as_month),
        (rf"q ?(?P<number>[1-4])[-/ ]?(?:of )?{_SHORT}", _as_quarter),
        (rf"{_LONG}[-/ ]?q ?(?P<number>[1-4])", _as_quarter),
        (rf"(?:the )?(?P<number>[1-4]) quarter (?:of )?{_LONG}", _as_quarter),
        (rf"quarter (?P<number>[1-4]) (?:of )?{_LONG}", _as_quarter),
        (rf"h ?(?P<number>[12])[-/ ]?{_SHORT}", _as_half),
        (rf"(?:the )?(?P<number>[12]) half (?:of )?{_LONG}", _as_half),
        (rf"(?:in |during )?{_LONG}", _as_year),
    )
)
