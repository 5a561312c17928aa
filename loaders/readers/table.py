"""Tables that people type: CSV, TSV, XLSX and JSON arrays of objects, to rows with their spreadsheet numbers."""

from __future__ import annotations

import contextlib
import csv
import datetime
import io
import json
import re
import warnings
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePath

from graph.errors import SourceError
from loaders.readers.plain import decode

Cell = str | tuple[str, ...]
"""A cell as typed; a tuple where the format itself holds a list (JSON)."""

_DELIMITERS = (",", ";", "\t", "|")
_RESTATEMENT = re.compile(r"#\s*restatement:", re.IGNORECASE)
_LARGEST_WORKBOOK = 512 * 1024 * 1024
_FIRST_RECORD = 2
_SAMPLE = 20


@dataclass(frozen=True, slots=True)
class Row:
    """One record: `number` as a spreadsheet shows it, `cells` in the order of the table's columns."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table as typed: column heads, the rows that hold anything, and `left`, what of the file is not in it.

    `restatement` is true where a line `# restatement: ...` above the header says so.
    """

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    left: tuple[str, ...] = ()
    restatement: bool = False


def read_table(content: bytes, name: str) -> Table:
    """The table in a file; the kind is told from the bytes, the name only speaks in messages.

    The header is the first row with two filled cells and no `#` before it, so that a title line or a comment above it
    does no harm. Records of a JSON array count from row 2, as the same table would show in a spreadsheet. Date cells of
    a workbook become ISO dates, or months where the sheet shows no day.

    Raises SourceError (no table, not UTF-8, broken quotes, not a workbook, oversized).

    >>> read_table(b"identifier;title\\nA-1;Workshop\\n", "a.csv").rows
    (Row(number=2, cells=('A-1', 'Workshop')),)
    """
    if content.startswith(b"PK\x03\x04"):
        return _from_workbook(content, name)
    text = decode(content, name)
    if text.lstrip().startswith("["):
        return _from_objects(text, name)
    return _from_lines(text, name)


def _from_lines(text: str, name: str) -> Table:
    head = text[:65536]
    delimiter = max(_DELIMITERS, key=lambda mark: _evenness(head, mark))
    records = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)

    def numbered() -> Iterator[tuple[int, list[Cell]]]:
        number = 0
        try:
            for number, record in enumerate(records, start=1):
                yield number, list(record)
        except csv.Error as error:
            raise SourceError(
                name, str(error), place=f"row {number + 1}, line {records.line_num}", remedy="check the quotes there"
            ) from error

    return _table(numbered(), name)


def _evenness(text: str, delimiter: str) -> tuple[int, int]:
    """How many of the first rows have the commonest width when cut at `delimiter`, and that width."""
    records = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    widths: Counter[int] = Counter()
    with contextlib.suppress(csv.Error):
        widths.update(len(record) for record, _ in zip(records, range(_SAMPLE), strict=False))
    return max(((count, width) for width, count in widths.items() if width > 1), default=(0, 0))


def _from_objects(text: str, name: str) -> Table:
    try:
        objects = json.loads(text)
    except json.JSONDecodeError as error:
        raise SourceError(
            name, error.msg, place=f"line {error.lineno}, column {error.colno}", remedy="mend the JSON"
        ) from error
    if not objects or not all(isinstance(item, dict) for item in objects):
        raise SourceError(name, "is no array of objects", remedy="give one JSON object per row")
    columns = tuple(dict.fromkeys(str(key) for item in objects for key in item))
    rows = (
        Row(number, tuple(_json_cell(item.get(column)) for column in columns))
        for number, item in enumerate(objects, start=_FIRST_RECORD)
    )
    return Table(columns, tuple(row for row in rows if any(row.cells)))


def _json_cell(value: object) -> Cell:
    if isinstance(value, list):
        return tuple(_plain(item) for item in value)
    return _plain(value)


def _plain(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _from_workbook(content: bytes, name: str) -> Table:
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            if sum(part.file_size for part in parts.infolist()) > _LARGEST_WORKBOOK:
                raise SourceError(name, "unpacks to more than 512 MB", remedy="save the sheet as CSV")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl reports sheet extensions that hold no values
            book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            filled = [sheet for sheet in book.worksheets if _holds_values(sheet.iter_rows(values_only=True))]
            if not filled:
                raise SourceError(name, "no sheet holds a value", remedy="give a sheet with a header row")
            rows = ([_shown(cell) for cell in row] for row in filled[0].iter_rows())
            left = tuple(f"sheet {sheet.title!r}" for sheet in filled[1:])
            return _table(enumerate(rows, start=1), name, left)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise SourceError(name, f"is no readable workbook ({error})", remedy="save it as XLSX or CSV") from error


def _holds_values(rows: Iterable[tuple[object, ...]]) -> bool:
    return any(value not in (None, "") for row in rows for value in row)


def _shown(cell: object) -> Cell:
    """A cell's value as the sheet shows it: a date without its time, a month where no day is shown."""
    value = getattr(cell, "value", None)
    if isinstance(value, datetime.datetime | datetime.date):
        shown = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", str(getattr(cell, "number_format", "d"))).lower()
        length = 10 if "d" in shown or "m" not in shown else 7
        return value.isoformat()[:length]
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def _table(records: Iterable[tuple[int, list[Cell]]], name: str, left: tuple[str, ...] = ()) -> Table:
    """A table of numbered records: finds the header, drops empty rows, keeps cells beyond the header's width."""
    filled = [(number, cells) for number, cells in records if any(_typed(cell) for cell in cells)]
    header = next((at for at, (_, cells) in enumerate(filled) if _is_header(cells)), None)
    if header is None:
        raise SourceError(name, "no row has two filled cells", remedy="give a table with a header row")
    above = {number: _joined(cells) for number, cells in filled[:header]}
    marked = [number for number, text in above.items() if _RESTATEMENT.match(text)]
    comments = tuple(f"row {number} above the header: {text}" for number, text in above.items() if number not in marked)
    heads, body = filled[header][1], filled[header + 1 :]
    while heads and not _typed(heads[-1]):
        heads = heads[:-1]
    width = max([len(heads), *(_width(cells) for _, cells in body)])
    heads = [*heads, *[""] * (width - len(heads))]
    rows = tuple(Row(number, tuple([*cells, *[""] * width][:width])) for number, cells in body)
    return Table(_distinct(heads), rows, comments + left, restatement=bool(marked))


def _is_header(cells: list[Cell]) -> bool:
    return sum(map(_typed, cells)) > 1 and not str(cells[0]).startswith("#")


def _typed(cell: Cell) -> bool:
    return bool(cell if isinstance(cell, tuple) else cell.strip())


def _joined(cells: list[Cell]) -> str:
    return " ".join(str(cell).strip() for cell in cells if _typed(cell))


def _width(cells: list[Cell]) -> int:
    return max((at for at, cell in enumerate(cells, start=1) if _typed(cell)), default=0)


def _distinct(heads: list[Cell]) -> tuple[str, ...]:
    """Column heads, each its own: an empty one is named by its place, a repeated one by its place too."""
    names: list[str] = []
    for place, head in enumerate(heads, start=1):
        name = str(head).strip()
        names.append(f"{name} (column {place})".strip() if not name or name in names else name)
    return tuple(names)


def stem(file: str) -> str:
    """The name that a table's graph takes from its file: last part, table suffixes off, fit for an IRI.

    >>> stem("calendar/Activities 2025-26.csv")
    'activities-2025-26'
    """
    name = re.sub(r"(?:\.(?:csv|tsv|txt|xlsx|json))+$", "", PurePath(file).name.lower())
    return re.sub(r"[^\w.-]+", "-", name).strip("-.") or "table"
