"""The figures that an element prints: amounts, counts, days and years, as values that are alike in every language.

`1.5 million`, `1,5 millones` and `150万` are one value. Numbers of paragraphs and articles are no figures, nor those of
what is cited: the caller says where that stands. A figure in one language may be a word in another (`30`, `thirty`,
三十); `spells` tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from loaders.annotate.citation_patterns import patterns_of
from loaders.annotate.grammar import Counting, Grammar, grammar_of
from loaders.annotate.normalise import normalise
from loaders.annotate.numbers import Marks, ordinal
from loaders.findings import Span

_FIGURE = re.compile(
    r"(?<![A-Za-z\d])(?<!\d[.,/])(?:\d{1,3}(?:[ ,.']\d{3})+(?!\d)(?:[.,]\d+(?!\d))?|\d+(?:[.,]\d+)?)(?![/\d])"
)
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s>)\]]+|\b[A-Z]{2,}(?:/[A-Z0-9.]+)+")
_GROUPS = re.compile(r"[ ,.']\d{3}(?!\d)")
_HAN_NUMBER = re.compile(r"(?<![\d.〇零一二两三四五六七八九十百千万亿])[〇零一二两三四五六七八九十百千万亿]+")
_HAN_UNITS = {"十": 10, "百": 100, "千": 1000}
_HAN_GROUPS = {"万": 10**4, "亿": 10**8}
_HAN = {mark: value for value, mark in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"article", "paragraph", "paragraphs"}
_LISTED = {"number", "item", "range", "join"}
_BLANK = "\ue002"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure: its value as a plain decimal (`1500000`, `2.5`), and where it is printed."""

    value: str
    span: Span


def find_figures(text: str, language: str, cited: Iterable[tuple[int, int]] = ()) -> tuple[Figure, ...]:
    """The figures of an element's text; `cited` are the offsets of what it cites. Raises nothing.

    >>> [figure.value for figure in find_figures("1.5 million by 2015", "en")]
    ['1500000', '2015']
    """
    copy = normalise(_masked(text, cited), language)
    places = [*_places(copy.text, patterns_of(language).marks)]
    counting = _counting(language)
    found = []
    for match in _FIGURE.finditer(copy.text):
        if any(start <= match.start() < end for start, end in places):
            continue
        times, end = _times(copy.text, match.end(), counting)
        value = _value(match[0], counting) * times
        found.append(Figure(format(value.normalize(), "f"), copy.span(match.start(), end)))
    return tuple(found)


def spells(text: str, language: str, value: str) -> bool:
    """Whether a text has a value in words: as a number, an ordinal or the name of a month.

    >>> spells("at its tenth meeting, in May", "en", "10"), spells("at its tenth meeting, in May", "en", "6")
    (True, False)
    """
    words = normalise(text, language).text.lower()
    grammar, wanted = grammar_of(language), Decimal(value)
    if any(_han(run) == wanted or _digits(run) == wanted for run in _HAN_NUMBER.findall(words)):
        return True
    if grammar is None:
        return False
    return any(_stands(word, words, grammar) for word in _words_for(wanted, grammar))


def _words_for(value: Decimal, grammar: Grammar) -> Iterator[str]:
    """The words that stand for a value; `one million` for what is a whole number of millions."""
    calendar, counting = grammar.calendar, grammar.counting
    for known in (counting.cardinals, calendar.ordinals, calendar.months):
        yield from (word for word, number in known.items() if number == value)
    for word, times in counting.times.items():
        if value % times == 0:
            yield from (f"{first} {word}" for first, number in counting.cardinals.items() if number * times == value)


def _stands(word: str, words: str, grammar: Grammar) -> bool:
    """Whether a word stands in a text; it may be declined, or have a clitic before it."""
    if not grammar.listing.spaced:
        return word in words
    return re.search(rf"{grammar.inflection.edge}{grammar.inflection.pattern(word)}(?!\w)", words) is not None


def _places(text: str, marks: Marks) -> Iterator[tuple[int, int]]:
    """Where a text prints numbers of paragraphs and articles: `paragraphs 3 and 4`, 第 3 段."""
    tokens = [*marks.token.finditer(text)]
    tokens = tokens[::-1] if marks.after else tokens
    for n, unit in enumerate(tokens):
        if unit.lastgroup not in _UNITS:
            continue
        start, end = unit.span()
        for token in tokens[n + 1 :]:
            gap = text[token.end() : start] if marks.after else text[end : token.start()]
            if gap.strip(" 第(") or token.lastgroup not in _LISTED:
                break
            start, end = min(start, token.start()), max(end, token.end())
        yield start, end


def _masked(text: str, cited: Iterable[tuple[int, int]]) -> str:
    letters = list(text)
    for start, end in (*cited, *(match.span() for match in _ADDRESS.finditer(text))):
        letters[start:end] = _BLANK * (end - start)
    return "".join(letters)


def _counting(language: str) -> Counting:
    grammar = grammar_of(language)
    return grammar.counting if grammar else Counting()


def _value(printed: str, counting: Counting) -> Decimal:
    """The value of digits: groups of three are joined, a last comma or point parts the decimals."""
    groups = _GROUPS.findall(printed)
    alone = len(groups) == 1 and groups[0][0] == "."
    if groups and not (alone and not counting.point_groups):
        printed = _GROUPS.sub(lambda group: group[0][1:], printed)
    return Decimal(printed.replace(",", ".").replace(" ", "").replace("'", ""))


def _times(text: str, end: int, counting: Counting) -> tuple[int, int]:
    """What a word right after a figure multiplies it by, and where it ends."""
    for word, times in sorted(counting.times.items(), key=lambda pair: -len(pair[0])):
        found = re.compile(rf"\s*{re.escape(word)}{counting.ending}", re.IGNORECASE).match(text, end)
        if found:
            return times, found.end()
    return 1, end


def _han(run: str) -> int:
    """The value of a number in Chinese words, 0 where the run is none: 二十一, 一百五十万."""
    total = group = digit = 0
    for mark in run:
        if mark in _HAN_GROUPS:
            total, group, digit = total + (group + digit or 1) * _HAN_GROUPS[mark], 0, 0
        elif mark in _HAN_UNITS:
            group, digit = group + (digit or 1) * _HAN_UNITS[mark], 0
        else:
            digit = _HAN.get(mark, 0)
    return total + group + digit


def _digits(run: str) -> int:
    """Chinese digits one after the other, as years have them: 二〇〇四."""
    digits = [_HAN[mark] for mark in run if mark in _HAN]
    return int("".join(map(str, digits))) if len(digits) == len(run) else ordinal(run)
