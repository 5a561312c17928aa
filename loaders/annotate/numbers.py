"""Numbers as decisions print them: annex numbers, and lists and ranges of paragraphs and articles.

`7(c)`, `6 and 7`, `8(a) to (e)`, `1-4, 7-8 and 10`, `Articles 14, paragraph 2 and 20, paragraph 3 (b)` become places:
tuples from the outermost number inwards, `("7", "c")`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from graph.identifiers.numerals import arabic

Place = tuple[str, ...]

LONGEST_RANGE = 40
"""A printed range of more numbers than this is kept as its two ends."""

_ROMAN_ITEM = re.compile(r"x{0,2}(?:ix|iv|v?i{0,3})")
_WITH_ITEM = 2
_AIM = re.compile(r"\d{1,2}(?:\.\s?(?:\d{1,2}|[a-hA-H]\b))?|(?<![A-Za-z])[A-E](?![A-Za-z])")
_CYRILLIC = str.maketrans("АВС", "ABC")
_HAN = {mark: value for value, mark in enumerate("零一二三四五六七八九")}


@dataclass(frozen=True, slots=True)
class Marks:
    """How a language prints lists of numbers: one regular expression with the groups number, item, range, join,
    paragraph, paragraphs (plural) and article; `after` where the unit follows its number (第 3 款); `letters`
    gives the Latin letter of an item that is printed in another script; `ordinals` the value of an annex number, and
    `sections` the letter of a section, that is a word; `backwards` says that a range which runs backwards is a dotted
    number."""

    token: re.Pattern[str]
    after: bool = False
    backwards: bool = False
    letters: Mapping[str, str] = field(default_factory=dict)
    ordinals: Mapping[str, int] = field(default_factory=dict)
    sections: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Run:
    """The places printed under one unit word: `("paragraph", (("3", "b"),))`."""

    unit: str
    places: tuple[Place, ...]


def ordinal(mark: str) -> int:
    """The value of an annex number in any of its scripts: `II`, `2`, `二`, `十二`; 0 where it is none.

    >>> ordinal("II"), ordinal("十二"), ordinal("3")
    (2, 12, 3)
    """
    if "十" in mark:
        tens, _, units = mark.partition("十")
        return 10 * _HAN.get(tens, 1) + _HAN.get(units, 0)
    return _HAN.get(mark, 0) or arabic(mark) or 0


def read_places(phrase: str, marks: Marks) -> tuple[Place, ...]:
    """The places that a printed list names, ranges expanded up to LONGEST_RANGE numbers.

    >>> read_places("8(a) to (e)", ENGLISH)  # doctest: +SKIP
    (('8', 'a'), ('8', 'b'), ('8', 'c'), ('8', 'd'), ('8', 'e'))
    """
    places: list[Place] = []
    link = "join"
    for token in marks.token.finditer(phrase):
        kind, printed = token.lastgroup, token[0]
        if kind == "number":
            place = _place(printed, marks)
            if marks.backwards and link == "range" and _backwards(places, place):
                places[-1] = (*places[-1], *place)
                link = ""
                continue
            places.extend(_between(places[-1], place) if link == "range" and places else (place,))
            link = ""
        elif kind == "item":
            letter = _letter(printed, marks)
            if not places:
                places.append((letter,))
            elif link:
                place = _sibling(places[-1], letter)
                places.extend(_between(places[-1], place) if link == "range" else (place,))
            else:
                places[-1] = (*places[-1], letter)
            link = ""
        elif kind in {"range", "join"}:
            link = kind
    return tuple(places)


def _backwards(places: list[Place], place: Place) -> bool:
    """Whether a range runs backwards, and so is a dotted number: Arabic prints Article 14.1 as 14-1."""
    if not places or len(places[-1]) != 1 or len(place) != 1:
        return False
    return places[-1][0].isdecimal() and place[0].isdecimal() and int(place[0]) < int(places[-1][0])


def read_aims(phrase: str, marks: Marks) -> tuple[Place, ...]:
    """The goals and targets that a printed list names, in its order; titles in brackets are passed over.

    A range that runs backwards is a dotted number: Arabic prints target 15.5 as 15-5.

    >>> read_aims("Goals A to C and Targets 2.a and 15.5", ENGLISH)  # doctest: +SKIP
    (('A',), ('B',), ('C',), ('2', 'a'), ('15', '5'))
    """
    bare = re.sub(r"\([^()]*\)", " ", phrase).translate(_CYRILLIC)
    for word, letter in marks.sections.items():
        bare = re.sub(rf"{word}(?!\w)", letter, bare)
    places: list[Place] = []
    end = 0
    for found in _AIM.finditer(bare):
        place: Place = tuple(part for part in re.split(r"[.\s]+", found[0]) if part)
        token = marks.token.search(bare, end, found.start())
        if not places or token is None or token.lastgroup != "range":
            places.append(place)
        elif place[0].isdecimal() and places[-1][0].isdecimal() and int(place[0]) < int(places[-1][0]):
            places[-1] = (*places[-1], *place)
        else:
            places.extend(_between(places[-1], place))
        end = found.end()
    return tuple(places)


def _place(printed: str, marks: Marks) -> Place:
    """A number that may be dotted (`18.3`, `19 (2)`), written in Chinese or as a word (`article premier`)."""
    if spelt := marks.ordinals.get(printed):
        return (str(spelt),)
    if printed[0].isdecimal():
        return tuple(part for part in re.split(r"[., ()]+", printed) if part)
    return (str(ordinal(printed)),)


def _letter(printed: str, marks: Marks) -> str:
    inside = printed.strip("() ").lower()
    return marks.letters.get(inside, inside)


def _sibling(place: Place, letter: str) -> Place:
    """The place that a bare item after `and` or `to` means: it stands on the level of the item before it."""
    if len(place) > _WITH_ITEM and not _ROMAN_ITEM.fullmatch(letter):
        return (*place[:-2], letter)
    if not place[0].isdecimal() and len(place) == 1:
        return (letter,)
    return (*place[:-1], letter) if len(place) > 1 else (*place, letter)


def _between(first: Place, last: Place) -> tuple[Place, ...]:
    """What follows `first` up to `last`; only `last` where the two are no range of one level."""
    one, other = first[-1], last[-1]
    if first[:-1] != last[:-1]:
        return (last,)
    if one.isdecimal() and other.isdecimal():
        steps: list[str] = [str(value) for value in range(int(one) + 1, int(other) + 1)][: LONGEST_RANGE + 1]
    elif len(one) == len(other) == 1 and one.isascii() and other.isascii():
        steps = [chr(code) for code in range(ord(one) + 1, ord(other) + 1)]
    else:
        steps = []
    return tuple((*first[:-1], step) for step in steps) if 0 < len(steps) < LONGEST_RANGE else (last,)


def read_articles(phrase: str, marks: Marks) -> tuple[Place, ...]:
    """The places that a phrase about articles names: (article, paragraph, item), as far as printed.

    Paragraphs may stand before (`paragraph 3 of Article 18`) or after their article.
    """
    runs = _nested(list(_runs(phrase, marks)))
    runs = _merged(runs) if marks.after else runs
    if runs and runs[0].unit.startswith("paragraph") and any(run.unit == "article" for run in runs):
        return _crossed(_places(runs, "paragraph"), _places(runs, "article"))
    articles: list[Place] = []
    for place, following in zip(runs, [*runs[1:], _Run("", ())], strict=True):
        if place.unit == "article" or not articles:
            articles.extend(place.places)
        else:
            articles[-1:] = _below(articles[-1], place, following)
    return tuple(articles)


def _nested(runs: list[_Run]) -> list[_Run]:
    """`sous-alinéa i) de l'alinéa a) du paragraphe 3`: items printed before what they belong to, put below it;
    and those printed after it, apart (`paragraphe 1, alinéa a), de l'article 15`)."""
    first, second = (*runs, _Run("", ()), _Run("", ()))[:2]
    if not first.places or second.unit not in {"paragraph", "paragraphs"}:
        return runs
    if _lettered(first) and second.unit == "paragraph":
        return _nested([_Run("paragraph", below(second.places, first.places)), *runs[2:]])
    if _lettered(second) and not _lettered(first) and first.unit.startswith("paragraph"):
        return [_Run(first.unit, below(first.places, second.places)), *runs[2:]]
    return runs


def _lettered(run: _Run) -> bool:
    return all(not part.isdecimal() for place in run.places for part in place)


def _merged(runs: list[_Run]) -> list[_Run]:
    """`第15条1款和2款`: paragraphs printed each with their own word, put together."""
    merged: list[_Run] = []
    for run in runs:
        if merged and run.unit.startswith("paragraph") and merged[-1].unit.startswith("paragraph"):
            merged[-1] = _Run("paragraphs", merged[-1].places + run.places)
        else:
            merged.append(run)
    return merged


def below(outer: tuple[Place, ...], items: tuple[Place, ...]) -> tuple[Place, ...]:
    """Every item below every outer place.

    >>> below((("4",),), (("a",), ("b",)))
    (('4', 'a'), ('4', 'b'))
    """
    return tuple((*place, *item) for place in outer for item in items)


def _runs(phrase: str, marks: Marks) -> Iterable[_Run]:
    """The phrase cut at its unit words."""
    units = [
        found for found in marks.token.finditer(phrase) if found.lastgroup in {"article", "paragraph", "paragraphs"}
    ]
    if not units:
        yield _Run("article", read_places(phrase, marks))
        return
    if marks.after:
        edges = [0, *(_with_items(unit, phrase, marks) for unit in units)]
        pieces = [phrase[start:end] for start, end in pairwise(edges)]
        pieces[-1] += phrase[edges[-1] :]  # 第 3 款(a)项: the item stands behind the unit of its paragraph
    else:
        edges = [*(unit.end() for unit in units), len(phrase)]
        starts = [*(unit.start() for unit in units[1:]), len(phrase)]
        pieces = [phrase[start:end] for start, end in zip(edges, starts, strict=False)]
    for unit, piece in zip(units, pieces, strict=True):
        yield _Run(str(unit.lastgroup), read_places(piece, marks))


def _with_items(unit: re.Match[str], phrase: str, marks: Marks) -> int:
    """Where a unit ends together with the items that are printed right after it: 第 3 款(b)项."""
    end = unit.end()
    if unit.lastgroup == "article":
        return end
    for token in marks.token.finditer(phrase, end):
        if token.lastgroup not in {"item", "join", "range"} or phrase[end : token.start()].strip():
            break
        if token.lastgroup == "item":
            end = token.end()
    return end


def _places(runs: Iterable[_Run], unit: str) -> tuple[Place, ...]:
    return tuple(place for run in runs if run.unit.startswith(unit) for place in run.places)


def _crossed(paragraphs: tuple[Place, ...], articles: tuple[Place, ...]) -> tuple[Place, ...]:
    """`paragraphs 1 and 2 of Article 16`: each paragraph of the first article, then the other articles."""
    return (*(articles[0] + paragraph for paragraph in paragraphs), *articles[1:]) if articles else ()


def _below(article: Place, run: _Run, following: _Run) -> list[Place]:
    """Paragraphs under an article; what can only be further articles stands beside it.

    After one paragraph (`Article 19, paragraph 1 and 3`) a number below the article's own is another: articles are
    listed upwards.
    """
    places = list(run.places)
    whole = len(places)
    if run.unit == "paragraph":
        whole = next((n for n, place in enumerate(places) if n and not _lower(place, article)), whole)
    if following.unit.startswith("paragraph") and whole > 1 and whole == len(places):
        whole -= 1
    return ([article + place for place in places[:whole]] or [article]) + places[whole:]


def _lower(place: Place, article: Place) -> bool:
    return place[0].isdecimal() and article[0].isdecimal() and int(place[0]) < int(article[0])
