"""Which of our formats and languages a request gets: RFC 9110 section 12 and the lookup of RFC 4647.

Own code, because the libraries that do it drag in a framework (WebOb, Werkzeug) or know neither parameters nor
specificity. Members of a header that are not well formed are passed over, never an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

_TOKEN = r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+"  # noqa: S105  a token of RFC 9110, no secret
_VALUE = rf'(?:{_TOKEN}|"(?:[^"\\]|\\.)*")'
_MEMBER = re.compile(r'(?:[^",]|"(?:[^"\\]|\\.)*")+')
_RANGE = re.compile(rf"\s*({_TOKEN})/({_TOKEN})((?:\s*;\s*(?:{_TOKEN}={_VALUE})?)*)\s*")
_PARAMETER = re.compile(rf"({_TOKEN})=({_VALUE})")
_LANGUAGE = re.compile(r"\s*(\*|[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*)\s*(?:;\s*[qQ]\s*=\s*([0-9.]+)\s*)?")
_QUALITY = re.compile(r"0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?")
_HINTS = frozenset({"charset", "profile"})
"""Parameters that ask for a flavour and do not make another type: what is served stays what it is."""

FALLBACK = ("en", "fr", "es", "ru", "zh", "ar")
"""The languages to try, in this order, when none of those asked for is there."""


@dataclass(frozen=True, slots=True)
class Format:
    """A representation on offer: its suffix (`ttl`) and media type (`text/turtle`)."""

    suffix: str
    media_type: str


@dataclass(frozen=True, slots=True)
class MediaRange:
    """A member of Accept; `quality` 0 to 1, `parameters` without q, names in lower case."""

    type: str
    subtype: str
    parameters: frozenset[tuple[str, str]]
    quality: float

    def specificity(self, offer: str) -> tuple[int, int] | None:
        """How closely the range names a media type: (0 `*/*`, 1 `text/*`, 2 exact; parameters); None for no match."""
        kind, subtype, parameters = _media_type(offer)
        if self.parameters - parameters:
            return None
        if (self.type, self.subtype) == (kind, subtype):
            return 2, len(self.parameters)
        if self.subtype == "*" and self.type in (kind, "*"):
            return int(self.type != "*"), len(self.parameters)
        return None


def media_ranges(accept: str) -> tuple[MediaRange, ...]:
    """The well-formed members of an Accept header.

    >>> [(r.type, r.quality) for r in media_ranges("text/turtle;q=0.5, */*")]
    [('text', 0.5), ('*', 1.0)]
    """
    return tuple(found for member in _MEMBER.findall(accept) if (found := _media_range(member)))


def _media_range(member: str) -> MediaRange | None:
    match = _RANGE.fullmatch(member)
    if match is None or (match[1] == "*" and match[2] != "*"):
        return None
    pairs = [(name.lower(), _unquoted(value)) for name, value in _PARAMETER.findall(match[3])]
    qualities = [value for name, value in pairs if name == "q"]
    quality = _quality(qualities[0]) if qualities else 1.0
    if quality is None:
        return None
    parameters = frozenset(pair for pair in pairs if pair[0] != "q" and pair[0] not in _HINTS)
    return MediaRange(match[1].lower(), match[2].lower(), parameters, quality)


def _media_type(text: str) -> tuple[str, str, frozenset[tuple[str, str]]]:
    kind, _, rest = text.partition("/")
    subtype, *parameters = rest.split(";")
    pairs = (parameter.strip().partition("=") for parameter in parameters)
    return kind, subtype.strip(), frozenset((name.lower(), value) for name, _, value in pairs)


def _unquoted(value: str) -> str:
    return re.sub(r"\\(.)", r"\1", value[1:-1]) if value.startswith('"') else value


def _quality(text: str) -> float | None:
    return float(text) if _QUALITY.fullmatch(text) else None


def quality(ranges: Sequence[MediaRange], media_type: str) -> tuple[float, tuple[int, int]]:
    """The quality that the most specific matching range gives a media type, with that specificity; 0 for none."""
    matches = [(found, each.quality) for each in ranges if (found := each.specificity(media_type)) is not None]
    if not matches:
        return 0.0, (-1, 0)
    best = max(found for found, _ in matches)
    return max(value for found, value in matches if found == best), best


def choose(accept: str | None, formats: Sequence[Format]) -> Format | None:
    """The format to serve, None for 406; without a (readable) header the first one.

    The highest quality wins, then the range that names it most closely, then our order: `text/turtle, */*` is Turtle.

    >>> html, turtle = Format("html", "text/html"), Format("ttl", "text/turtle")
    >>> choose("text/html;q=0.4, text/*;q=0.9", [html, turtle]).suffix
    'ttl'
    """
    return _chosen(accept, tuple(formats))


@lru_cache(256)
def _chosen(accept: str | None, formats: tuple[Format, ...]) -> Format | None:
    # a client sends the same header with each request, and reading it takes half as long as a look-up
    ranges = media_ranges(accept or "")
    if not ranges:
        return formats[0]
    ranked = [(*quality(ranges, offer.media_type), -place, offer) for place, offer in enumerate(formats)]
    best = max(ranked, key=lambda each: each[:3])
    return best[3] if best[0] > 0 else None


def language_ranges(accept_language: str) -> tuple[str, ...]:
    """The languages of an Accept-Language header, most wanted first, those with q=0 left out.

    >>> language_ranges("fr-CH, fr;q=0.9, *;q=0.5, ru;q=0")
    ('fr-ch', 'fr', '*')
    """
    found = []
    for member in accept_language.split(","):
        match = _LANGUAGE.fullmatch(member)
        weight = _quality(match[2] or "1") if match else None
        if match and weight:
            found.append((weight, match[1].lower()))
    return tuple(language for _, language in sorted(found, key=lambda each: -each[0]))


def choose_language(
    available: Iterable[str], accept_language: str | None = None, asked: str | None = None
) -> str | None:
    """The language to show of those there are: `?lang=` first, then the header by lookup, then FALLBACK, then any.

    A language is never a reason for 406: a text in another language is better than none, and `Content-Language`
    says which it is. None where nothing is available.

    >>> choose_language(["zh", "en"], "zh-Hans-CN, fr;q=0.9")
    'zh'
    """
    there = list(dict.fromkeys(available))
    for wanted in (*([asked.lower()] if asked else []), *language_ranges(accept_language or "")):
        while_shorter = wanted.split("-")
        for size in range(len(while_shorter), 0, -1):
            if (language := "-".join(while_shorter[:size])) in there:
                return language
        if wanted == "*":
            break
    return next((language for language in (*FALLBACK, *there) if language in there), None)
