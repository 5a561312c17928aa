"""Paragraphs of decisions as people type them in a table, to element paths below the decision.

    Para 5, Para 7      5  7           Section C Para 2     C/2
    Para 30(b)(ii)      30.b.ii        Annex II, para 3     annex-2/3
    Para 4(d) and (e)   4.d  4.e       paras 3-5            3  4  5

A cell names containers (annex, section, preamble, note), each followed by a list of places; a list goes on at the level
where it left off, so that "4(d) and (e)" are two items and "5, 7" two paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from graph.identifiers.numerals import arabic, roman
from loaders.records.reading import Problem

_CONTAINER = re.compile(
    r"(?P<of>\bof (?:the )?)?(?:"
    r"\b(?P<annex>annex)\b(?:\s+(?P<which>[ivx]{1,5}\b|\d{1,2}(?=[\s,:]+(?:para|§))))?"
    r"|\b(?:section|sect\.?|sec\.?|part)\s+(?P<section>[a-z]|[ivx]{2,5})\b"
    r"|\b(?P<preamble>preamb(?:le|ular))\b"
    r"|\b(?P<note>(?:foot)?note)\b)",
    re.IGNORECASE,
)
_TOKEN = re.compile(
    r"\s*(?:(?P<skip>(?:operative\b|op\b|para(?:graph)?s?\b\.?|pp?\.|§+|(?:sub-?)?(?:item|paragraph)s?\b|of\b|the\b))"
    r"|(?P<range>-|\bto\b|\bthrough\b)"
    r"|(?P<list>[,;:&\n]|\band\b|\bor\b|\.(?=\s|$))"
    r"|(?P<number>(?<![\d/])\d{1,3}(?:\s?(?:bis|ter)\b)?(?![\d/]))"
    r"|\(?(?P<item>(?<=\()[a-z]{1,5}(?=\))|(?<![a-z])[a-z]{1,5}(?=\)))\)"
    r"|(?P<dotted>(?<=\d)[a-z](?![a-z])|(?<=[\da-z])\.[a-z]{1,4}(?![a-z]))"
    r"|(?P<other>\S+?(?=[\s,;]|$)))",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"(?:all|whole|entire|the whole|n/?a|-)?(?:\s*(?:decision|paragraphs))?", re.IGNORECASE)
_LONGEST_RANGE = 60

Place = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """Element paths below a decision in the order typed, and what was not understood."""

    paths: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_paragraphs(cell: str) -> Paragraphs:
    """The elements that a cell names: none where it is empty or says "whole decision". The rest is told.

    >>> read_paragraphs("Section C Para 2").paths
    ('C/2',)
    >>> read_paragraphs("Annex II, paras 4(d) and (e), 6").paths
    ('annex-2/4.d', 'annex-2/4.e', 'annex-2/6')
    """
    text = re.sub(r"[‐‑‒–—−]", "-", cell.replace("（", "(").replace("）", ")")).strip()
    text = re.sub(r"\b([A-Z])\.?(?=\d{1,3}\b)", r"Section \1 ", text)
    if _WHOLE.fullmatch(text):
        return Paragraphs()
    paths: list[str] = []
    strange: list[str] = []
    for container, body in _contained(text):
        listed = _Listed()
        listed.read(body)
        strange += listed.strange
        places = [".".join(place) for place in listed.places]
        paths += [f"{container}/{place}" if container else place for place in places]
        if container and not places:
            paths.append(container)
    problems = (Problem(cell, f"{' '.join(strange)!r} is not understood"),) if strange else ()
    return Paragraphs(tuple(dict.fromkeys(paths)), problems)


def _contained(text: str) -> Iterator[tuple[str, str]]:
    """Containers with the list that follows each; a list before any container stands in none.

    "para 2 of section C" puts the container last; "annex, section B" puts one in the other.
    """
    marks = list(_CONTAINER.finditer(text))
    starts = [mark.start() for mark in marks] + [len(text)]
    container, body = "", text[: starts[0]]
    for mark, end in zip(marks, starts[1:], strict=True):
        named, after = _container(mark), text[mark.end() : end]
        if mark["of"]:
            yield named, body
            container, body = "", after
        elif container.startswith("annex") and mark["section"] and not body.strip(" ,:"):
            container, body = f"{container}/{named}", after
        else:
            yield from _filled(container, body)
            container, body = named, after
    yield from _filled(container, body)


def _filled(container: str, body: str) -> Iterator[tuple[str, str]]:
    if container or body.strip(" ,;:."):
        yield container, body


def _container(mark: re.Match[str]) -> str:
    if mark["annex"]:
        number = arabic(mark["which"] or "1") or 1
        return "annex" if number == 1 else f"annex-{number}"
    if mark["section"]:
        return mark["section"].upper()
    return "preamble" if mark["preamble"] else "note"


@dataclass(slots=True)
class _Listed:
    """A list of places as it is read: a place is a paragraph number and the marks of its items."""

    places: list[Place] = field(default_factory=list)
    strange: list[str] = field(default_factory=list)
    joint: str = ""

    def read(self, body: str) -> None:
        steps: dict[str, Callable[[str], None]] = {"number": self._number, "item": self._item, "dotted": self._item}
        for token in _TOKEN.finditer(body.strip()):
            kind, text = str(token.lastgroup), token[0].strip(" ().").casefold()
            if kind in steps:
                steps[kind](re.sub(r"\s", "", text))
            elif kind in {"range", "list"}:
                self.joint = kind
            elif kind == "other":
                self.strange.append(token[0].strip())

    def _number(self, number: str) -> None:
        last = self.places[-1] if self.places else ()
        if self.joint == "range" and len(last) > 1 and last[0] == number:
            return  # 4(a)-4(c): the item that follows ends the range
        if self.joint == "range":
            self._through(last, (number,))
        else:
            self.places.append((number,))
        self.joint = ""

    def _item(self, mark: str) -> None:
        joint, self.joint = self.joint, ""
        if not self.places:
            self.strange.append(f"({mark})")
            return
        last = self.places[-1]
        if not joint or (joint == "list" and len(last) == 1):
            self.places[-1] = (*last, mark)
        elif joint == "range":
            self._through(last, (*last[:-1], mark))
        else:
            self.places.append((*last[: _level(last, mark)], mark))

    def _through(self, first: Place, last: Place) -> None:
        """The places after `first` up to `last`, where both are marks of one row."""
        marks = _row(first[-1], last[-1]) if first and first[:-1] == last[:-1] else ()
        if not marks:
            self.strange.append(f"to {last[-1]}")
        self.places += [(*last[:-1], mark) for mark in marks]


def _level(last: Place, mark: str) -> int:
    """How many marks of `last` a listed `mark` keeps: roman numbers go on below letters, letters below numbers."""
    return len(last) - 1 if arabic(mark) is not None or len(last) == 2 else 1  # noqa: PLR2004


def _row(first: str, last: str) -> tuple[str, ...]:
    """The marks after `first` up to `last`: numbers, letters or roman numbers; none when they are no row."""
    if len(first) == len(last) == 1 and first.isalpha() and last.isalpha():
        marks = [chr(code) for code in range(ord(first), ord(last) + 1)]
    elif first.isdecimal() == last.isdecimal() and (low := arabic(first)) and (high := arabic(last)):
        marks = [str(n) if first.isdecimal() else roman(n).lower() for n in range(low, high + 1)]
    else:
        marks = []
    return tuple(marks[1:]) if len(marks) <= _LONGEST_RANGE else ()
