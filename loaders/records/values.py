"""What the readers of cells share: where a value is read, its text and pieces, the IRIs and templates of a mapping."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, Triple

from graph.namespaces import Names
from loaders.records.linking import Linker
from loaders.records.mapping import Column
from loaders.records.reading import Reading
from loaders.records.rows import Value, texts

_BREAK = re.compile(r"<\s*(?:br|/p|/li|/div)\s*/?\s*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>", re.IGNORECASE)
_MANY = re.compile(r"[,;|\n]")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value is read: its record, its column, the row it shares with other cells (by column name)."""

    subject: NamedNode
    column: Column
    row: Mapping[str, Value]
    names: Names
    has_concept: Callable[[str], bool] | None = None
    linker: Linker | None = None

    def says(self, value: NamedNode | Literal, property_: str = "") -> Triple:
        """The record's statement with the column's property."""
        return Triple(self.subject, NamedNode(expanded(property_ or self.column.property, self.names)), value)

    def other(self, column: str) -> str:
        """The text of another cell of the row; empty where there is none."""
        return text_of(self.row.get(column, ""))


CellReader = Callable[[Value, Place], Reading]
"""What a cell says of the record at a place, and what of it could not be read."""


def expanded(name: str, names: Names) -> str:
    """The IRI of a prefixed name, of a path under the base, or an IRI as it is."""
    prefix, colon, local = name.partition(":")
    if not colon:
        return names.iri(name)
    return names.prefixes()[prefix] + local if prefix in names.prefixes() else name


def filled(template: str, value: str) -> str:
    """A URI template of one variable (RFC 6570): `{+x}` keeps `+`, `{x}` escapes it; `:` stays, as in record paths.

    >>> filled("vocab/subjects/{+subject}", "ECOA+ECORES"), filled("record/calendar/{id}", "A/1+2")
    ('vocab/subjects/ECOA+ECORES', 'record/calendar/A%2F1%2B2')
    """
    return filled_with(template, lambda _: value)


def filled_with(template: str, value: Callable[[str], str]) -> str:
    """A URI template of several variables, each with its own value.

    >>> filled_with("record/ndc/{code}.{file}", {"code": "KE", "file": "a b"}.__getitem__)
    'record/ndc/KE.a%20b'
    """
    return re.sub(r"\{(\+?)(\w+)\}", lambda slot: quote(value(slot[2]), safe=":/+" if slot[1] else ":"), template)


def text_of(cell: Value) -> str:
    """A cell as one text; a list with its parts joined as a person would type it."""
    return cell if isinstance(cell, str) else "; ".join(texts(cell))


def pieces(cell: Value, column: Column) -> list[str]:
    """The values of a cell: a list as it is, a text cut at any usual separator where the column holds lists."""
    if isinstance(cell, str):
        parts = _MANY.split(cell) if column.separator else [cell]
        return [part.strip() for part in parts if part.strip()]
    return list(texts(cell))


def plain(text: str) -> str:
    """A text without tags, entities and wraps.

    >>> plain("<p>Ponds &amp;<br/>lakes</p>")
    'Ponds & lakes'
    """
    return " ".join(html.unescape(_TAG.sub("", _BREAK.sub(" ", text))).split())


def tagged(text: str, column: Column) -> Literal:
    """A text in the language of its column, without one where the column has none."""
    return Literal(text, language=column.language) if column.language else Literal(text)


def bare(typed: str, column: Column) -> str:
    """A value without the prefix of its column."""
    prefixed = typed.casefold().startswith(column.prefix.casefold())
    return typed[len(column.prefix) :].strip() if prefixed else typed
