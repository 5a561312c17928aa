"""A table of a known record type to the triples of its source graph."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, Triple

from graph.namespaces import Names
from loaders.provenance import provenance_triples, reader_name
from loaders.readers.table import Cell, Row, Table, stem
from loaders.records.cells import READERS, Place, expanded, filled, text_of
from loaders.records.mapping import Column, Recognition
from loaders.records.reading import Problem, Reading, Unread
from loaders.text import Source


@dataclass(frozen=True, slots=True)
class SourceGraph:
    """The graph of one file: `path` names it, `warnings` say what could not be read (also in the triples)."""

    path: str
    triples: tuple[Triple, ...]
    warnings: tuple[Unread, ...]
    records: int


def describe_table(
    table: Table,
    recognition: Recognition,
    source: Source,
    names: Names,
    clock: Callable[[], datetime.datetime],
    has_concept: Callable[[str], bool] | None = None,
) -> SourceGraph:
    """The source graph of a table that was recognised as one of a record type.

    A row without identifier, or with one that an earlier row has, becomes a record named by its row; what cannot be
    read stands as `chm:UnreadValue` with row, column and reason. `has_concept` tells which vocabulary paths exist;
    without it codes are taken as they are. `clock` gives an aware time.
    """
    graph = f"source/{stem(source.file)}"
    sheet = _Sheet(recognition, names, graph, has_concept)
    for left in table.left:
        sheet.warnings.append(Unread(0, "", left, "is not part of the table"))
    for row in table.rows:
        sheet.describe(row, table.columns)
    if table.restatement:
        sheet.say(NamedNode(names.iri(graph)), "chm:restatement", Literal(True))
    triples = [
        *provenance_triples(names.iri(graph), source, reader_name("table"), names, clock()),
        *sheet.triples,
        *_unread_values(sheet.warnings, names.iri(graph), names),
    ]
    return SourceGraph(graph, tuple(dict.fromkeys(triples)), tuple(sheet.warnings), len(table.rows))


@dataclass(slots=True)
class _Sheet:
    """The rows of one table as they are described."""

    recognition: Recognition
    names: Names
    graph: str
    has_concept: Callable[[str], bool] | None
    triples: list[Triple] = field(default_factory=list)
    warnings: list[Unread] = field(default_factory=list)
    rows_by_key: dict[str, int] = field(default_factory=dict)

    def describe(self, row: Row, heads: tuple[str, ...]) -> None:
        """Adds the triples and warnings of one row."""
        type_, places = self.recognition.type, self.recognition.places
        cells = {name: row.cells[place] for name, place in places.items()}
        subject = NamedNode(self.names.iri(self._record_path(row, text_of(cells[type_.key]).strip())))
        for property_, value in type_.constants:
            self.say(subject, property_, NamedNode(expanded(value, self.names)))
        self.say(subject, "chm:row", _integer(row.number, self.names))
        for column in type_.columns:
            if column.name in cells and not column.suppressed:
                reading = self._read(column, cells, subject)
                self.triples += reading.triples
                self._warn(row.number, heads[places[column.name]], reading.problems, heads)
        self._warn_of_strangers(row, heads)

    def say(self, subject: NamedNode, property_: str, value: NamedNode | Literal) -> None:
        """Adds one statement; `property_` is a prefixed name."""
        self.triples.append(Triple(subject, NamedNode(expanded(property_, self.names)), value))

    def _record_path(self, row: Row, key: str) -> str:
        """The record's path; a name by row where the identifier is missing or taken."""
        type_ = self.recognition.type
        earlier = self.rows_by_key.setdefault(key, row.number)
        if key and earlier == row.number:
            return filled(type_.about, key)
        if key:
            self.warnings.append(Unread(row.number, type_.key, key, f"row {earlier} has this identifier too"))
        return filled(type_.about, f"{key or stem(self.graph)}.row-{row.number}")

    def _read(self, column: Column, cells: dict[str, Cell], subject: NamedNode) -> Reading:
        linked = [cells.get(name, "") for name in (column.name, column.paragraphs, column.check) if name]
        if any(text_of(cell).strip() for cell in linked):
            return READERS[column.reads](
                cells[column.name], Place(subject, column, cells, self.names, self.has_concept)
            )
        return Reading(problems=(Problem("", "is empty, and required"),) if column.required else ())

    def _warn(self, row: int, head: str, problems: tuple[Problem, ...], heads: tuple[str, ...]) -> None:
        for one in problems:
            place = self.recognition.places.get(one.column)
            self.warnings.append(Unread(row, head if place is None else heads[place], one.exact, one.reason))

    def _warn_of_strangers(self, row: Row, heads: tuple[str, ...]) -> None:
        known = set(self.recognition.places.values())
        for place, (head, cell) in enumerate(zip(heads, row.cells, strict=True)):
            if place not in known and text_of(cell).strip():
                self.warnings.append(Unread(row.number, head, text_of(cell), "no column of this record type"))


def _integer(number: int, names: Names) -> Literal:
    return Literal(str(number), datatype=NamedNode(f"{names.prefixes()['xsd']}integer"))


def _unread_values(warnings: list[Unread], graph: str, names: Names) -> Iterator[Triple]:
    """The warnings as data, one node for each."""
    known = names.prefixes()
    taken: dict[str, int] = {}
    for warning in warnings:
        name = f"{graph}#row-{warning.row}-{quote(warning.column or 'file', safe='')}"
        taken[name] = taken.get(name, 0) + 1
        node = NamedNode(name if taken[name] == 1 else f"{name}-{taken[name]}")
        yield Triple(node, NamedNode(f"{known['rdf']}type"), NamedNode(names.term("UnreadValue")))
        yield Triple(node, NamedNode(f"{known['dcterms']}isPartOf"), NamedNode(graph))
        yield Triple(node, NamedNode(names.term("row")), _integer(warning.row, names))
        yield Triple(node, NamedNode(names.term("column")), Literal(warning.column))
        yield Triple(node, NamedNode(names.term("exact")), Literal(warning.exact))
        yield Triple(node, NamedNode(names.term("reason")), Literal(warning.reason))
