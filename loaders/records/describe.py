"""A table of a known record type, or rows of known types, to the triples of their source graph."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import quote, unquote

from pyoxigraph import Literal, NamedNode, Triple

from graph.namespaces import Names
from loaders.provenance import provenance_triples, reader_name
from loaders.readers.table import Row as TableRow
from loaders.readers.table import Table, stem
from loaders.records.cells import READERS
from loaders.records.linking import Linker
from loaders.records.mapping import Column, Recognition, RecordType, type_of
from loaders.records.reading import Placed, Problem, Reading, Unread
from loaders.records.refusals import Refused, listed
from loaders.records.rest import rest
from loaders.records.rows import Path, Row, Rows, Tree, Value
from loaders.records.values import Place, expanded, filled, filled_with, text_of
from loaders.text import Source


@dataclass(frozen=True, slots=True)
class SourceGraph:
    """The graph of one file: `path` names it, `warnings` say what could not be read (also in the triples), `places`
    the place of each record by its IRI, `refused` the rows that their reader refuses and the records without an
    identifier (also in the triples)."""

    path: str
    triples: tuple[Triple, ...]
    warnings: tuple[Unread, ...]
    records: int
    places: Mapping[str, Placed] = field(default_factory=dict)
    refused: tuple[Refused, ...] = ()


@dataclass(frozen=True, slots=True)
class _Entry:
    """A record before it is described: its values by column, and what of it has no column, by heading."""

    type: RecordType
    number: int
    pointer: str
    values: Mapping[str, Value]
    heads: Mapping[str, str]
    strangers: tuple[tuple[str, str], ...] = ()
    tree: dict[str, Tree] | None = None
    taken: tuple[Path, ...] = ()


def describe_table(
    table: Table,
    recognition: Recognition,
    source: Source,
    names: Names,
    clock: Callable[[], datetime.datetime],
    has_concept: Callable[[str], bool] | None = None,
    linker: Linker | None = None,
) -> SourceGraph:
    """The source graph of a table that was recognised as one of a record type.

    A row without its required identifier is refused alone; one with an identifier that an earlier row has becomes a
    record named by its row; what cannot be read stands as `chm:UnreadValue` with row, column and reason. `has_concept`
    tells which vocabulary paths exist; without it codes are taken as they are. `clock` gives an aware time.
    """
    sheet = _Sheet(f"source/{stem(source.file)}", names, has_concept, linker)
    for left in table.left:
        sheet.warnings.append(Unread(0, "", left, "is not part of the table"))
    for row in table.rows:
        sheet.describe(_table_entry(row, table.columns, recognition))
    if table.restatement:
        sheet.say(NamedNode(names.iri(sheet.graph)), "chm:restatement", Literal(True))
    return sheet.source_graph(source, "table", clock())


def _table_entry(row: TableRow, heads: tuple[str, ...], recognition: Recognition) -> _Entry:
    places = recognition.places
    known = set(places.values())
    strangers = tuple(
        (head, text_of(cell))
        for place, (head, cell) in enumerate(zip(heads, row.cells, strict=True))
        if place not in known and text_of(cell).strip()
    )
    values = {name: row.cells[place] for name, place in places.items()}
    return _Entry(
        recognition.type, row.number, "", values, {name: heads[place] for name, place in places.items()}, strangers
    )


def describe_rows(
    rows: Rows,
    source: Source,
    names: Names,
    clock: Callable[[], datetime.datetime],
    has_concept: Callable[[str], bool] | None = None,
    linker: Linker | None = None,
) -> SourceGraph:
    """The source graph of the rows of a file, each of the type that `chm:when` tells; else as `describe_table`."""
    sheet = _Sheet(f"source/{stem(source.file)}", names, has_concept, linker)
    sheet.warnings += rows.unread
    for row in rows.rows:
        type_ = type_of(row.tree, rows.format)
        if row.fault:
            sheet.refuse(row, type_)
        elif type_:
            sheet.describe(_tree_entry(row, type_))
    if rows.restatement:
        sheet.say(NamedNode(names.iri(sheet.graph)), "chm:restatement", Literal(True))
    return sheet.source_graph(source, rows.format, clock())


def _tree_entry(row: Row, type_: RecordType) -> _Entry:
    values, heads, taken = _looked_up(row.tree, type_.columns)
    return _Entry(type_, row.number, row.pointer, values, heads, (), row.tree, taken)


def _looked_up(
    tree: dict[str, Tree], columns: tuple[Column, ...]
) -> tuple[dict[str, Value], dict[str, str], tuple[Path, ...]]:
    """The values of columns in a tree, where each was found, and what of the tree is thereby read."""
    values: dict[str, Value] = {}
    heads: dict[str, str] = {}
    taken: list[Path] = []
    for column in columns:
        heads[column.name] = column.paths[0].pointer
        if column.suppressed or column.columns:
            taken += column.paths
            continue
        values[column.name] = ""
        for path in column.paths:
            if value := path.value(tree):
                values[column.name], heads[column.name] = value, path.pointer
                taken += () if column.kept else (path,)
                break
    return values, heads, tuple(taken)


@dataclass(slots=True)
class _Sheet:
    """The records of one file as they are described."""

    graph: str
    names: Names
    has_concept: Callable[[str], bool] | None
    linker: Linker | None
    triples: list[Triple] = field(default_factory=list)
    warnings: list[Unread] = field(default_factory=list)
    rows_by_path: dict[str, int] = field(default_factory=dict)
    places: dict[str, Placed] = field(default_factory=dict)
    sources: set[str] = field(default_factory=set)
    refused: list[Refused] = field(default_factory=list)

    def refuse(self, row: Row, type_: RecordType | None) -> None:
        """Lists a row that its reader refuses."""
        entry = _tree_entry(row, type_) if type_ else None
        record = self.names.iri(self._record_path(entry, _keys(entry))) if entry else ""
        place = Placed(row.number, row.pointer, type_.name if type_ else "")
        self.refused.append(Refused(record, place, "", row.fault))

    def describe(self, entry: _Entry) -> None:
        """Adds the triples and warnings of one record."""
        keys = _keys(entry)
        lacking = [one for one in entry.type.columns if one.required and keys.get(one.name) == ""]
        if lacking:
            self._refuse(entry, lacking)
            return
        path = self._record_path(entry, keys)
        subject = NamedNode(self.names.iri(path))
        self._say_source(entry.type)
        self.places[subject.value] = Placed(entry.number, entry.pointer, entry.type.name)
        for property_, value in entry.type.constants:
            self.say(subject, property_, NamedNode(expanded(value, self.names)))
        self.say(subject, "chm:row", _integer(entry.number, self.names))
        if len(keys) > 1:
            self.say(subject, "dcterms:identifier", Literal(unquote(path.rpartition("/")[2])))
        if entry.pointer:
            self.say(subject, "chm:pointer", Literal(entry.pointer))
        self._say_columns(entry, entry.type.columns, subject)
        for head, text in entry.strangers:
            self._warn(entry, head, text, "no column of this record type")
        self._say_rest(entry, subject)

    def _say_columns(self, entry: _Entry, columns: tuple[Column, ...], subject: NamedNode) -> None:
        for column in columns:
            if column.columns:
                self._say_parts(entry, column, subject)
            elif column.name in entry.values and not column.suppressed:
                reading = self._read(column, entry.values, subject)
                self.triples += reading.triples
                for one in () if column.kept else reading.problems:
                    head = entry.heads.get(one.column or column.name, one.column)
                    self._warn(entry, head, one.exact, one.reason)

    def _say_parts(self, entry: _Entry, column: Column, subject: NamedNode) -> None:
        """A node for each object that stands at a column's place; one of several is numbered."""
        found = next((found for path in column.paths if (found := path.found(entry.tree)) is not None), None)
        several = isinstance(found, list)
        parts = [part for part in (found if isinstance(found, list) else [found]) if isinstance(part, dict)]
        for number, part in enumerate(parts, start=1):
            below = "/" if "#" in subject.value else "#"
            node = NamedNode(f"{subject.value}{below}{column.name}{f'-{number}' if several else ''}")
            self.say(subject, column.property, node)
            if column.class_:
                self.say(node, "rdf:type", NamedNode(expanded(column.class_, self.names)))
            values, heads, taken = _looked_up(part, column.columns)
            inner = replace(entry, values=values, heads=heads, tree=part, taken=taken)
            self._say_columns(inner, column.columns, node)
            self._say_rest(inner, node)

    def _say_rest(self, entry: _Entry, subject: NamedNode) -> None:
        if entry.tree is not None:
            self.triples += rest(entry.tree, subject, entry.type, entry.taken, self.names)

    def say(self, subject: NamedNode, property_: str, value: NamedNode | Literal) -> None:
        """Adds one statement; `property_` is a prefixed name."""
        self.triples.append(Triple(subject, NamedNode(expanded(property_, self.names)), value))

    def source_graph(self, source: Source, reader: str, at: datetime.datetime) -> SourceGraph:
        """What was described, with where it comes from and what could not be read."""
        graph = self.names.iri(self.graph)
        triples = [
            *provenance_triples(graph, source, reader_name(reader), self.names, at),
            *self.triples,
            *_unread_values(self.warnings, graph, self.names),
            *(triple for one in self.refused for triple in listed(one, graph, self.names)),
        ]
        told = tuple(dict.fromkeys(triples))
        return SourceGraph(self.graph, told, tuple(self.warnings), len(self.places), self.places, tuple(self.refused))

    def _say_source(self, type_: RecordType) -> None:
        """The source of a graph's records, which says licence and access rights, where the vocabulary has it."""
        path = f"vocab/sources/{type_.source}"
        if type_.source not in self.sources and self.has_concept and self.has_concept(path):
            self.say(NamedNode(self.names.iri(self.graph)), "dcterms:source", NamedNode(self.names.iri(path)))
        self.sources.add(type_.source)

    def _refuse(self, entry: _Entry, lacking: list[Column]) -> None:
        """Lists a record without its required identifier, which cannot have an address that stays."""
        fields = ", ".join(entry.heads[one.name] if entry.tree is None else one.property for one in lacking)
        place = Placed(entry.number, entry.pointer, entry.type.name)
        address = self.names.iri(filled(entry.type.about, f"{stem(self.graph)}.row-{entry.number}"))
        self.refused.append(Refused(address, place, fields, "the identifier is missing: add it at the source"))

    def _record_path(self, entry: _Entry, keys: Mapping[str, str]) -> str:
        """The record's path; a name by row where the identifier is missing or taken."""
        type_, several = entry.type, len(keys) > 1
        key = " ".join(filter(None, keys.values()))
        path = filled_with(type_.about, keys.__getitem__) if several else filled(type_.about, key)
        earlier = self.rows_by_path.setdefault(path, entry.number) if key else None
        if key and earlier == entry.number:
            return path
        if key:
            self._warn(entry, ", ".join(keys), key, f"row {earlier} has this identifier too")
            return f"{path}.row-{entry.number}"
        return filled(type_.about, f"{stem(self.graph)}.row-{entry.number}")

    def _read(self, column: Column, values: Mapping[str, Value], subject: NamedNode) -> Reading:
        linked = [values.get(name, "") for name in (column.name, column.paragraphs, column.check) if name]
        if any(text_of(value).strip() for value in linked):
            place = Place(subject, column, values, self.names, self.has_concept, self.linker)
            return READERS[column.reads](values[column.name], place)
        return Reading(problems=(Problem("", "is empty, and required"),) if column.required else ())

    def _warn(self, entry: _Entry, head: str, exact: str, reason: str) -> None:
        self.warnings.append(Unread(entry.number, head, exact, reason, entry.pointer))


def _keys(entry: _Entry) -> dict[str, str]:
    """What identifies a record, by column."""
    return {name: text_of(entry.values.get(name, "")).strip() for name in entry.type.keys}


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
        if warning.pointer:
            yield Triple(node, NamedNode(names.term("pointer")), Literal(warning.pointer))
        yield Triple(node, NamedNode(names.term("column")), Literal(warning.column))
        yield Triple(node, NamedNode(names.term("exact")), Literal(warning.exact))
        yield Triple(node, NamedNode(names.term("reason")), Literal(warning.reason))
