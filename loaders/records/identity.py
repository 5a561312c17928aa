"""What identifies a record whichever source has it: DOI, ISBN, UUID, CHM identifier, address; each in one spelling."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_DOI = re.compile(r"(?:(?:https?://)?(?:dx\.)?doi\.org/|doi:\s*)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
_ISBN = re.compile(r"(?:urn:isbn:|isbn(?:-1[03])?[:\s]*)?((?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx])", re.IGNORECASE)
_UUID = re.compile(
    r"(?:urn:uuid:|\{)?([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\}?(?:@\d+)?", re.IGNORECASE
)
_CHM = re.compile(r"(52000000cbd[0-9a-f]{13})(?:@\d+)?", re.IGNORECASE)
_LONG = 13


def identity(text: str) -> str | None:
    """The identifier that a text is, with its kind; None for what identifies nothing beyond its source.

    >>> identity("https://doi.org/10.99999/Ponds"), identity("0-306-40615-2"), identity("HTTP://Example.org/a/")
    ('doi 10.99999/ponds', 'isbn 9780306406157', 'address example.org/a')
    >>> identity("A-1") is None
    True
    """
    bare = text.strip()
    if match := _DOI.fullmatch(bare):
        return f"doi {match[1].rstrip('.,;').lower()}"
    if match := _UUID.fullmatch(bare):
        return f"uuid {match[1].lower()}"
    if match := _CHM.fullmatch(bare):
        return f"chm {match[1].lower()}"
    if match := _ISBN.fullmatch(bare):
        number = _isbn(re.sub(r"[- ]", "", match[1]).upper())
        return f"isbn {number}" if number else None
    return _address(bare)


def _isbn(digits: str) -> str | None:
    """An ISBN of 13 digits; None where the check digit is wrong, and so it is a number of another kind."""
    if len(digits) == _LONG:
        if not digits.isdecimal() or not digits.startswith(("978", "979")):
            return None
        return digits if _check(digits[:-1]) == digits[-1] else None
    values = [10 if digit == "X" else int(digit) for digit in digits]
    if sum(value * weight for value, weight in zip(values, range(10, 0, -1), strict=True)) % 11:
        return None
    start = f"978{digits[:-1]}"
    return start + _check(start)


def _check(twelve: str) -> str:
    total = sum(int(digit) * (3 if at % 2 else 1) for at, digit in enumerate(twelve))
    return str(-total % 10)


def _address(text: str) -> str | None:
    """An address without what leads to the same place; that of a whole site identifies no record."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    path = parts.path.rstrip("/")
    if parts.scheme.lower() not in {"http", "https"} or not parts.netloc or not (path or parts.query):
        return None
    return f"address {parts.netloc.lower()}{path}{f'?{parts.query}' if parts.query else ''}"
