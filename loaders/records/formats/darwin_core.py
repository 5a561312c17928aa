"""Darwin Core archives (TDWG, "Darwin Core text guide"): a row for the data set and one for each record of the core.

An archive is one source, packed as ZIP or tar: `meta.xml` names its files and what their columns are. It is read in
memory within the limits of packages; python-dwca-reader would unpack it to disk, which is why it is not used here. A
term is known by the last part of its IRI. The rows of extensions stand in the row of the core that they belong to,
under the name of their type in lists. What the reader adds stands under names with `@`; a record without an identifier
is named by its row.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, count

from lxml import etree

from graph.errors import SourceError
from loaders.archives import META, darwin_core_files
from loaders.readers.table import stem
from loaders.readers.xml import parse_xml
from loaders.records.formats.eml import read_eml
from loaders.records.formats.row_format import RowFormat
from loaders.records.rows import Row, Tree

_ESCAPES = {r"\t": "\t", r"\n": "\n", r"\r": "\r", r"\f": "\f"}
_METADATA = ("eml.xml", "EML.xml", "metadata.xml")
_EPITHETS = ("genus", "specificEpithet", "infraspecificEpithet")
_RANKS = ("family", "order", "class", "phylum", "kingdom")

_Files = Mapping[str, Callable[[], bytes]]


@dataclass(frozen=True, slots=True)
class _Field:
    """A column: its place (None where only a default stands), its term, its default, what cuts a list in it."""

    index: int | None
    term: str
    default: str
    delimiter: str


@dataclass(frozen=True, slots=True)
class _Table:
    """A table of the archive as `meta.xml` describes it; `key` is the column of the record's identifier."""

    kind: str
    locations: tuple[str, ...]
    encoding: str
    delimiter: str
    quote: str
    skipped: int
    key: int | None
    fields: tuple[_Field, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    """A record of a table: where it stands, its identifier, its values by term."""

    place: str
    key: str
    values: dict[str, Tree]


def _archive(data: bytes, name: str) -> Iterator[Row] | None:
    files = darwin_core_files(data, name)
    if files is None:
        return None
    root = parse_xml(files[META](), name, META)
    tables = [_table(node, name) for node in (*root.iterchildren("{*}core"), *root.iterchildren("{*}extension"))]
    if root.find("{*}core") is None:
        raise SourceError(name, "names no core", place=META, remedy="describe the core before its extensions")
    metadata = next((files[each] for each in (root.get("metadata", ""), *_METADATA) if each in files), None)
    first = _dataset(metadata, name)
    return chain((first,), _records(tables, str(first.tree["identifier"]), files, name))


def _dataset(metadata: Callable[[], bytes] | None, name: str) -> Row:
    """The row of the data set; metadata that cannot be read refuses it alone."""
    tree: dict[str, Tree] = {"@rowType": "@dataset", "identifier": _unversioned(name)}
    try:
        return Row(1, META, tree | (read_eml(metadata(), name) if metadata else {}))
    except SourceError as fault:
        return Row(1, META, tree, f"its metadata: {fault.reason}, {fault.place}")


def _unversioned(name: str) -> str:
    """A name for a data set that has none: the file's, without its endings."""
    return re.sub(r"(?:\.(?:zip|tar|gz|tgz))+$", "", stem(name))


def _records(tables: list[_Table], dataset: str, files: _Files, name: str) -> Iterator[Row]:
    core, *extensions = tables
    below: dict[str, dict[str, list[_Line]]] = {}
    for extension in extensions:
        for line in _lines(extension, files, name):
            below.setdefault(line.key, {}).setdefault(extension.kind, []).append(line)
    numbers = count(2)
    for line in _lines(core, files, name):
        number = next(numbers)
        tree: dict[str, Tree] = {"@rowType": core.kind, "@dataset": dataset, "@name": _name(line.values), **line.values}
        tree["@key"] = f"{dataset}:{line.key or f'row-{number}'}"
        for kind, lines in below.pop(line.key, {}).items():
            tree[kind] = [each.values for each in lines]
        yield Row(number, line.place, tree)
    for line in chain.from_iterable(lines for kinds in below.values() for lines in kinds.values()):
        fault = f"the core has no record {line.key!r}, which this belongs to"
        yield Row(next(numbers), line.place, dict(line.values), fault)


def _name(values: Mapping[str, Tree]) -> str:
    """The name of what a record is about: as it stands, else of its parts, else of the lowest rank that has one."""
    if said := values.get("scientificName"):
        return str(said)
    epithets = [str(values[term]) for term in _EPITHETS if values.get(term)]
    return " ".join(epithets) or next((str(values[term]) for term in _RANKS if values.get(term)), "")


def _table(node: etree._Element, name: str) -> _Table:
    locations = tuple((found.text or "").strip() for found in node.iter("{*}location"))
    if not locations:
        raise SourceError(name, "a table without a location", place=META, remedy="name its file")
    key = next((child.get("index") for child in node.iterchildren("{*}id", "{*}coreid")), None)
    return _Table(
        kind=_local(node.get("rowType", "")),
        locations=locations,
        encoding=node.get("encoding") or "UTF-8",
        delimiter=_unescaped(node.get("fieldsTerminatedBy", ",")),
        quote=_unescaped(node.get("fieldsEnclosedBy", '"')),
        skipped=_number(node.get("ignoreHeaderLines") or "0", name),
        key=None if key is None else _number(key, name),
        fields=tuple(_field(child, name) for child in node.iter("{*}field")),
    )


def _field(node: etree._Element, name: str) -> _Field:
    index = node.get("index")
    return _Field(
        index=None if index is None else _number(index, name),
        term=_property(node.get("term", "")),
        default=node.get("default", ""),
        delimiter=_unescaped(node.get("delimitedBy", "")),
    )


def _local(term: str) -> str:
    """The last part of a term's IRI."""
    return re.split(r"[/#:]", term.strip().rstrip("/#"))[-1]


def _property(term: str) -> str:
    """The last part of a property's IRI, as it is written now: early archives began it with a capital.

    >>> _property("http://rs.tdwg.org/dwc/terms/ScientificName")
    'scientificName'
    """
    return re.sub(r"^[A-Z](?=[a-z])", lambda first: first[0].lower(), _local(term))


def _unescaped(text: str) -> str:
    return _ESCAPES.get(text, text)


def _number(text: str, name: str) -> int:
    if not text.strip().isdecimal():
        raise SourceError(name, f"{text!r} is no number of a column or line", place=META, remedy="mend meta.xml")
    return int(text)


def _lines(table: _Table, files: _Files, name: str) -> Iterator[_Line]:
    for location in table.locations:
        if location not in files:
            remedy = "pack the file, or take it out of meta.xml"
            raise SourceError(name, "the archive has no such file", place=location, remedy=remedy)
        try:
            text = files[location]().decode(table.encoding.strip() or "UTF-8").removeprefix("\ufeff")
        except (UnicodeDecodeError, LookupError) as fault:
            remedy = "state its encoding in meta.xml"
            raise SourceError(name, f"is not {table.encoding} ({fault})", place=location, remedy=remedy) from fault
        for line, cells in _cells(text, table, location, name):
            if any(cell.strip() for cell in cells):
                yield _line(f"{location}, line {line}", cells, table)


def _cells(text: str, table: _Table, location: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """The cells of each line after the headers, with the number of the line."""
    if not table.quote or len(table.delimiter) != 1:
        for number, line in enumerate(re.split(r"\r\n|\n|\r", text), start=1):
            if number > table.skipped:
                yield number, line.split(table.delimiter)
        return
    records = csv.reader(io.StringIO(text, newline=""), delimiter=table.delimiter, quotechar=table.quote)
    before = 0
    try:
        for number, record in enumerate(records, start=1):
            if number > table.skipped:
                yield before + 1, record
            before = records.line_num
    except csv.Error as fault:
        place = f"{location}, line {records.line_num}"
        raise SourceError(name, str(fault), place=place, remedy="check the quotes there") from fault


def _line(place: str, cells: list[str], table: _Table) -> _Line:
    values: dict[str, Tree] = {}
    for field in table.fields:
        typed = cells[field.index].strip() if field.index is not None and field.index < len(cells) else ""
        if value := typed or field.default:
            parts: list[Tree] = [part.strip() for part in value.split(field.delimiter)] if field.delimiter else []
            values[field.term] = parts if len(parts) > 1 else value
    key = cells[table.key].strip() if table.key is not None and table.key < len(cells) else ""
    return _Line(place, key, values)


FORMATS: tuple[RowFormat, ...] = (RowFormat("dwca", "application/zip", _archive),)
