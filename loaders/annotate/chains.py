"""Whole phrases of places: `paragraphs 3 (a) and 7 of section B of annex II`, `annex I, section II, paragraph 6`.

Inner places may stand before outer ones (`of`) or after them (a comma); which unit a list of numbers counts is said by
the word before it. A second unit of the same kind opens another place: `paragraph 3 of section A and paragraph 5 of
section B`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import product

from loaders.annotate.citation_patterns import Patterns
from loaders.annotate.numbers import Place as Numbers
from loaders.annotate.numbers import below, ordinal, read_places

_OUTER = ("section", "annex", "appendix")
_NAMES = re.compile(r"\b(?:[A-Z]{1,5}|[IVX]+|\d{1,2})\b|\bto\b|-")
_ROMAN = re.compile(r"[IVX]+")
_COMMA = re.compile(r"\s*,\s*(?:in\s)?(?:its\s|the\s)?\Z")


@dataclass(frozen=True, slots=True)
class Link:
    """One chain: its `paragraphs`, the `sections` of the text (`B`, `section/II`) and those of its annex (`parts`: `B`,
    `II`), and its `annexes`."""

    paragraphs: tuple[Numbers, ...] = ()
    sections: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    annexes: tuple[str, ...] = ()

    def places(self) -> Iterator[tuple[str, str, str, Numbers]]:
        """Section, annex, part and numbers of each place that is named."""
        every = (self.sections or ("",), self.annexes or ("",), self.parts or ("",), self.paragraphs or ((),))
        yield from product(*every)


@dataclass(slots=True)
class _Open:
    """A chain while it is read: the words of each unit, and in which order they stand."""

    lists: dict[str, tuple[str, ...]] = field(default_factory=dict)
    numbers: tuple[Numbers, ...] = ()
    items: tuple[Numbers, ...] = ()
    inner: bool = False

    def closed(self) -> Link:
        """The chain, with a section put inside the annex where the order says so."""
        annexes = tuple(name for unit in ("annex", "appendix") for name in self.lists.get(unit, ()))
        if "appendix" in self.lists:
            annexes = self.lists["appendix"]
        sections = self.lists.get("section", ())
        numbers = below(self.numbers, self.items) if self.items and self.numbers else self.numbers or self.items
        if annexes and self.inner:
            return Link(numbers, parts=sections, annexes=annexes)
        return Link(
            numbers, tuple(f"section/{name}" if _ROMAN.fullmatch(name) else name for name in sections), (), annexes
        )


def read_chain(phrase: str, patterns: Patterns) -> tuple[Link, ...]:
    """The places that a phrase names, in its order.

    >>> from loaders.annotate.citation_patterns import patterns_of
    >>> [link] = read_chain("paragraph 3 (a) of section B of annex II", patterns_of("en"))
    >>> list(link.places())
    [('', 'annex-2', 'B', ('3', 'a'))]
    """
    units = list(patterns.units.finditer(phrase))
    ends = [*(unit.start() for unit in units[1:]), len(phrase)]
    links, now, before = [], _Open(), ""
    for unit, end in zip(units, ends, strict=True):
        kind, words = str(unit.lastgroup), phrase[unit.end() : end]
        if kind in now.lists:
            links.append(now.closed())
            now, before = _Open(), ""
        now.inner = now.inner or _inside(kind, before, phrase[: unit.start()])
        before = kind if kind in _OUTER else before
        now.lists[kind] = tuple(_names(kind, words))
        if kind == "paragraph":
            now.numbers = read_places(words, patterns.marks)
        elif kind == "item":
            now.items = read_places(words, patterns.marks)
    links.append(now.closed())
    return _shared(links)


def _inside(kind: str, before: str, gap: str) -> bool:
    """Whether a section is one of the annex: `section B of annex II`, or `annex II, section B`."""
    comma = _COMMA.search(gap) is not None
    if kind == "section":
        return before in {"annex", "appendix"} and comma
    return kind in {"annex", "appendix"} and before == "section" and not comma


def _shared(links: list[Link]) -> tuple[Link, ...]:
    """The annex printed last belongs to the places before it too."""
    annexes = links[-1].annexes
    if annexes and not any(link.annexes for link in links[:-1]):
        last = links[-1]
        moved = (replace(link, sections=(), parts=_bare(link.sections), annexes=annexes) for link in links[:-1])
        return (*moved, last)
    return tuple(links)


def _bare(sections: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name.removeprefix("section/") for name in sections)


def _names(kind: str, words: str) -> Iterator[str]:
    """The names of sections as printed, or the segments of annexes: `annex`, `annex-2`."""
    if kind not in _OUTER:
        return
    found = [name[0] for name in _NAMES.finditer(words)]
    if kind == "section":
        yield from (name for name in found if name not in {"to", "-"})
        return
    last, ranging = 0, False
    for name in found:
        if name in {"to", "-"}:
            ranging = True
            continue
        for number in range(last + 1 if ranging and last else ordinal(name), ordinal(name) + 1):
            yield f"{kind}-{number}"
        last, ranging = ordinal(name), False
    if not last:
        yield kind
