"""What a row reader gives: rows of plain values, each with its place. The paths of mappings look into them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

Tree = str | int | float | bool | None | list["Tree"] | dict[str, "Tree"]
"""A value as JSON has it."""

Value = str | tuple["Value", ...] | Mapping[str, "Value"]
"""A value as cell readers take it: text, several values, or named parts such as `{language: text}`."""

_LANGUAGE = "{lang}"
_CHIEF = ("identifier", "url", "customValue", "target_id", "value", "name")


@dataclass(frozen=True, slots=True)
class Row:
    """One record as a format holds it: `number` counts from 1, `pointer` says where it stands in the file.

    `fault` says why the reader refuses it alone: it is listed then, and becomes no record.
    """

    number: int
    pointer: str
    tree: dict[str, Tree]
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Rows:
    """The records of one file, and the name and media type of its format."""

    format: str
    media_type: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Path:
    """Where in a row a value stands: a JSON pointer whose steps may hold `*` (any characters, or every item of a list)
    and `{lang}` (a language code: all of them are taken, by language).

    >>> Path("/header/schema").value({"header": {"schema": "contact"}})
    'contact'
    >>> Path("/title_{lang}_t").value({"title_EN_t": "Ponds", "title_FR_t": "Mares"})
    {'en': 'Ponds', 'fr': 'Mares'}
    """

    pointer: str

    @property
    def steps(self) -> tuple[str, ...]:
        """The steps of the pointer."""
        return _steps(self.pointer)

    def value(self, tree: Tree) -> Value:
        """What stands there, empty text where nothing does."""
        return value_of(self.found(tree))

    def found(self, tree: Tree) -> Tree:
        """What stands there as the row has it, None where nothing does."""
        for step in self.steps:
            if (tree := _below(tree, step)) is None:
                return None
        return tree

    def covers(self, steps: tuple[str, ...]) -> bool:
        """Whether the pointer leads to `steps` or to something above."""
        own = self.steps
        return len(own) <= len(steps) and all(_fits(mine, step) for mine, step in zip(own, steps, strict=False))

    def enters(self, steps: tuple[str, ...]) -> bool:
        """Whether the pointer leads to something below `steps`."""
        own = self.steps
        return len(own) > len(steps) and all(_fits(mine, step) for mine, step in zip(own, steps, strict=False))


def value_of(tree: Tree) -> Value:
    """A tree as cell readers take it: empty parts left out, numbers and truth as JSON writes them.

    >>> value_of([True, None, {"en": "Pond", "fr": ""}])
    ('true', {'en': 'Pond'})
    """
    if isinstance(tree, str):
        return tree
    if tree is None:
        return ""
    if isinstance(tree, bool):
        return "true" if tree else "false"
    if isinstance(tree, list):
        return tuple(value for item in tree if (value := value_of(item)))
    if isinstance(tree, dict):
        return {name: value for name, item in tree.items() if (value := value_of(item))}
    return repr(tree)


def texts(value: Value) -> Iterator[str]:
    """The texts in a value: of a term its identifier, of a link its address, else of every part."""
    if isinstance(value, str):
        if value.strip():
            yield value.strip()
    elif isinstance(value, tuple):
        for item in value:
            yield from texts(item)
    else:
        chief = next((value[name] for name in _CHIEF if value.get(name)), None)
        for item in value.values() if chief is None else (chief,):
            yield from texts(item)


@cache
def _steps(pointer: str) -> tuple[str, ...]:
    return tuple(step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:])


@cache
def _pattern(step: str) -> re.Pattern[str] | None:
    if "*" not in step and _LANGUAGE not in step:
        return None
    escaped = re.escape(step).replace(r"\*", ".*").replace(re.escape(_LANGUAGE), "([A-Za-z]{2})")
    return re.compile(escaped)


def _fits(mine: str, step: str) -> bool:
    pattern = _pattern(mine)
    return mine == step if pattern is None else pattern.fullmatch(step) is not None


def _below(tree: Tree, step: str) -> Tree:
    if isinstance(tree, list):
        if step == "*":
            return tree
        if step.isdecimal():
            return tree[int(step)] if int(step) < len(tree) else None
        found: list[Tree] = [below for item in tree if (below := _below(item, step)) is not None]
        return found or None
    if not isinstance(tree, dict):
        return None
    pattern = _pattern(step)
    return tree.get(step) if pattern is None else _matching(tree, step, pattern)


def _matching(tree: dict[str, Tree], step: str, pattern: re.Pattern[str]) -> Tree:
    matches = [(match, item) for name, item in tree.items() if (match := pattern.fullmatch(name))]
    if not matches:
        return None
    if _LANGUAGE in step:
        return {match[1].lower(): item for match, item in matches}
    return [item for _, item in matches]
