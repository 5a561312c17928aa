"""The formats that records come in besides tables: bytes to rows. A new format is one more entry of `FORMATS`, kept in
a module of its family."""

from __future__ import annotations

from graph.errors import SourceError
from loaders.readers.tree import read_json
from loaders.records.formats import darwin_core, darwin_core_table, datasets, maps, statistics, trees
from loaders.records.formats.row_format import RowFormat, begins
from loaders.records.mapping import type_of
from loaders.records.rows import Rows

FORMATS: tuple[RowFormat, ...] = (
    *darwin_core.FORMATS,
    *darwin_core_table.FORMATS,
    *maps.FORMATS,
    *statistics.FORMATS,
    *trees.FORMATS,
    *datasets.FORMATS,
)


def read_rows(data: bytes, name: str) -> Rows | None:
    """The rows in a file whose type is known; None where no format finds any.

    Raises SourceError for a JSON object that holds no record of a known type.
    """
    for format_ in FORMATS:
        found = format_.reads(data, name) or ()
        rows = tuple(row for row in found if row.fault or type_of(row.tree, format_.name))
        if rows:
            return Rows(format_.name, format_.media_type, rows)
    if begins(data, b"{"):
        read_json(data, name)
        raise SourceError(name, "holds no record of a known type", remedy="describe it in ontology/records")
    return None
