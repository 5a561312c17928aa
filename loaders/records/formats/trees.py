"""JSON with records in it: documents of known types wherever they stand, and items of DSpace."""

from __future__ import annotations

from collections.abc import Iterable

from loaders.readers.tree import objects, read_json
from loaders.records.formats.row_format import RowFormat, begins
from loaders.records.mapping import type_of
from loaders.records.rows import Row, Tree


def _json(data: bytes, name: str) -> Iterable[Row] | None:
    if not begins(data, b"{", b"["):
        return None
    found = objects(read_json(data, name), lambda tree: type_of(tree, "json") is not None)
    return (Row(number, pointer, tree) for number, (pointer, tree) in enumerate(found, start=1))


def _dspace(data: bytes, name: str) -> Iterable[Row] | None:
    """Items of DSpace, which InforMEA's library is kept in: lists of `{key, value, language}`."""
    if not begins(data, b"[") or b'"key"' not in data or b'"value"' not in data:
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
