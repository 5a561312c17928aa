"""The formats that records come in besides tables: bytes to rows. A new format is one more entry of `FORMATS`, kept in
a module of its family."""

from __future__ import annotations

from pathlib import PurePath

from graph.errors import SourceError
from loaders.readers.tree import read_json
from loaders.records.formats import (
    calendar,
    darwin_core,
    darwin_core_table,
    library,
    maps,
    marc,
    oai,
    statistics,
    trees,
)
from loaders.records.formats.row_format import RowFormat, begins
from loaders.records.mapping import type_of
from loaders.records.reading import Unread
from loaders.records.rows import Row, Rows

_KEYS_TOLD = 8
_FAMILIES = (darwin_core, darwin_core_table, maps, statistics, trees, calendar, oai, marc, library)
_RESTATEMENT, _HEAD = b"restatement: ", 400
_NAMED = {".ics": "iCalendar", ".ris": "RIS", ".bib": "BibTeX"}
FORMATS: tuple[RowFormat, ...] = tuple(format_ for family in _FAMILIES for format_ in family.FORMATS)


def read_rows(data: bytes, name: str) -> Rows | None:
    """The rows in a file whose type is known; None where no format finds any.

    Raises SourceError for a JSON object that holds no record of a known type, and for a file that is named as one of a
    format and is not.
    """
    for format_ in FORMATS:
        found = tuple(format_.reads(data, name) or ())
        rows = tuple(row for row in found if isinstance(row, Row) and (row.fault or type_of(row.tree, format_.name)))
        unread = tuple(one for one in found if isinstance(one, Unread))
        if rows or unread:
            return Rows(format_.name, format_.media_type, rows, unread, _RESTATEMENT in data[:_HEAD])
    if begins(data, b"{"):
        told = read_json(data, name)
        keys = ", ".join([*told][:_KEYS_TOLD]) if isinstance(told, dict) else ""
        reason = f"a JSON object that holds no record of a known type; its first keys are {keys or 'none'}"
        raise SourceError(name, reason, place="line 1", remedy="describe it in ontology/records")
    _refuse_misnamed(data, name)
    return None


def _refuse_misnamed(data: bytes, name: str) -> None:
    """A name decides nothing, but where it says what the content is not, that is what a person wants to know."""
    suffix = PurePath(name).suffix.lower()
    misnamed = suffix in _NAMED or (suffix == ".xml" and not begins(data, b"<", b"\xff", b"\xfe"))
    if misnamed and data.strip():
        kind = _NAMED.get(suffix, "XML")
        raise SourceError(name, f"is no {kind}: it does not begin as one", place="line 1", remedy="export it again")
