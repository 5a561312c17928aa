"""Numerals of the field: roman sessions, lettered items, roman subitems."""

from __future__ import annotations

import re

_ROMAN = (("X", 10), ("IX", 9), ("V", 5), ("IV", 4), ("I", 1))
_WELL_FORMED = re.compile(r"X{0,3}(IX|IV|V?I{0,3})")


def roman(number: int) -> str:
    """A number from 1 to 39 in roman numerals.

    >>> roman(13)
    'XIII'
    """
    numeral = ""
    for sign, value in _ROMAN:
        while number >= value:
            numeral, number = numeral + sign, number - value
    return numeral


def arabic(numeral: str) -> int | None:
    """The number that digits or a well-formed roman numeral up to XXXIX stand for; None for anything else.

    >>> arabic("xiv"), arabic("07"), arabic("IIX")
    (14, 7, None)
    """
    if numeral.isdecimal():
        return int(numeral)
    upper = numeral.upper()
    if not upper or not _WELL_FORMED.fullmatch(upper):
        return None
    values = {"X": 10, "V": 5, "I": 1}
    total = 0
    for sign, following in zip(upper, [*upper[1:], ""], strict=True):
        value = values[sign]
        total += -value if values.get(following, 0) > value else value
    return total


def letter(number: int) -> str:
    """The item letter of 1 to 26: the Decision-Tracking Tool stores item (a) as 01."""
    return chr(ord("a") + number - 1)


def letter_number(item: str) -> int:
    """The number of an item letter: `letter` undone."""
    return ord(item) - ord("a") + 1
