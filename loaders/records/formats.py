"""The formats that records come in besides tables: bytes to rows. A new format is one more entry of `FORMATS`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from graph.errors import SourceError
from loaders.readers.tree import objects, read_json
from loaders.records.mapping import type_of
from loaders.records.rows import Row, Rows, Tree


@dataclass(frozen=True, slots=True)
class RowFormat:
    """A format: `reads` gives the rows of a file (bytes and file name), None where the bytes are not of the format.

    It raises SourceError for a file that is of the format and broken.
    """

    name: str
    media_type: str
    reads: Callable[[bytes, str], Iterable[Row] | None]


def _json(data: bytes, name: str) -> Iterable[Row] | None:
    if not _begins(data, b"{", b"["):
        return None
    found = objects(read_json(data, name), lambda tree: type_of(tree, "json") is not None)
    return (Row(number, pointer, tree) for number, (pointer, tree) in enumerate(found, start=1))


def _dspace(data: bytes, name: str) -> Iterable[Row] | None:
    """Items of DSpace, which InforMEA's library is kept in: lists of `{key, value, language}`."""
    if not _begins(data, b"[") or b'"key"' not in data or b'"value"' not in data:
        return None
    items = read_json(data, name)
    if not isinstance(items, list):
        return None
    return (Row(at, f"/{at - 1}", _item(item)) for at, item in enumerate(items, start=1) if isinstance(item, list))


def _item(entries: list[Tree]) -> dict[str, Tree]:
    fields: dict[str, Tree] = {}
    for entry in entries:
        if isinstance(entry, dict) and isinstance(key := entry.get("key"), str):
            values = fields.setdefault(key, [])
            if isinstance(values, list):
                values.append(entry.get("value"))
    return fields


FORMATS: tuple[RowFormat, ...] = (
    RowFormat("json", "application/json", _json),
    RowFormat("dspace", "application/json", _dspace),
)


def read_rows(data: bytes, name: str) -> Rows | None:
    """The rows in a file whose type is known; None where no format finds any.

    Raises SourceError for a JSON object that holds no record of a known type.
    """
    for format_ in FORMATS:
        rows = tuple(row for row in format_.reads(data, name) or () if type_of(row.tree, format_.name))
        if rows:
            return Rows(format_.name, format_.media_type, rows)
    if _begins(data, b"{"):
        read_json(data, name)
        raise SourceError(name, "holds no record of a known type", remedy="describe it in ontology/records")
    return None


def _begins(data: bytes, *marks: bytes) -> bool:
    return data[:64].removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in marks
