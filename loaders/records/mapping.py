"""Record types as data: which columns a table of that type has and what each of them says.

A type is one file `ontology/records/*.csvw.json` in the words of CSVW metadata (W3C, "Metadata Vocabulary for Tabular
Data"), so that other CSVW processors can use it too. What CSVW cannot say stands under `chm:`:

    chm:source      the source whose records these are (second segment of the record's path)
    chm:reads       the reader of the cell: a name in loaders.records.cells.READERS
    chm:prefix      what codes of the column begin with; taken off
    chm:case        lower or upper: how the vocabulary writes the code
    chm:codes       codes that the vocabulary writes otherwise
    chm:paragraphs  the column with the paragraphs of this column's decisions
    chm:check       the column that names the same decisions again
    chm:interval    the property that holds the period as typed; chm:bound which of its days is the plain value
    chm:notBefore   the column whose period begins no later than this one ends
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from graph.errors import SourceError
from graph.rooms import room
from loaders.readers.table import Table


@dataclass(frozen=True, slots=True)
class Column:
    """What one column of a record type says; the module's table explains the `chm:` part."""

    name: str
    titles: tuple[str, ...] = ()
    property: str = ""
    value: str = ""
    required: bool = False
    suppressed: bool = False
    separator: str = ""
    language: str = ""
    datatype: str = ""
    reads: str = "literal"
    prefix: str = ""
    case: str = ""
    codes: Mapping[str, str] = field(default_factory=dict)
    paragraphs: str = ""
    check: str = ""
    interval: str = ""
    bound: str = ""
    not_before: str = ""


@dataclass(frozen=True, slots=True)
class RecordType:
    """A type of record: `about` is the template of its path, `constants` what is true of every record of it."""

    name: str
    label: str
    source: str
    about: str
    key: str
    columns: tuple[Column, ...]
    constants: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Recognition:
    """A record type that a table may be of: `sureness` is the part of the table's columns that the type knows, 0 to 1,
    `places` the table's column of each column of the type that is there."""

    type: RecordType
    sureness: float
    places: Mapping[str, int]


def load_type(path: Path) -> RecordType:
    """The record type in a CSVW metadata file. Raises SourceError where it is not one.

    >>> load_type(room("ontology") / "records" / "activity.csvw.json").source
    'calendar'
    """
    try:
        metadata = json.loads(path.read_text("utf-8"))
        schema = metadata["tableSchema"]
        columns = schema["columns"]
        return RecordType(
            name=path.name.removesuffix(".csvw.json"),
            label=metadata["dc:title"],
            source=metadata["chm:source"],
            about=schema["aboutUrl"],
            key=schema["primaryKey"],
            columns=tuple(_column(column) for column in columns if not column.get("virtual")),
            constants=tuple((item["propertyUrl"], item["valueUrl"]) for item in columns if item.get("virtual")),
        )
    except (json.JSONDecodeError, KeyError, TypeError, AttributeError) as error:
        raise SourceError(path.name, f"is no record type: {error!r}", remedy="see ontology/records/") from error


def _column(data: Mapping[str, Any]) -> Column:
    name = data["name"]
    titles = data.get("titles", ())
    datatype = data.get("datatype", "")
    return Column(
        name=name,
        titles=(titles,) if isinstance(titles, str) else tuple(titles),
        property=data.get("propertyUrl", ""),
        value=data.get("valueUrl", ""),
        required=data.get("required", False),
        suppressed=data.get("suppressOutput", False),
        separator=data.get("separator", ""),
        language=data.get("lang", ""),
        datatype=datatype if isinstance(datatype, str) else datatype.get("base", ""),
        reads=data.get("chm:reads", "literal"),
        prefix=data.get("chm:prefix", ""),
        case=data.get("chm:case", ""),
        codes=data.get("chm:codes", {}),
        paragraphs=data.get("chm:paragraphs", ""),
        check=data.get("chm:check", ""),
        interval=data.get("chm:interval", ""),
        bound=data.get("chm:bound", ""),
        not_before=data.get("chm:notBefore", ""),
    )


@cache
def record_types() -> tuple[RecordType, ...]:
    """The record types of the room `ontology/records`, by file name."""
    return tuple(load_type(path) for path in sorted((room("ontology") / "records").glob("*.csvw.json")))


def recognise(table: Table, types: Iterable[RecordType] | None = None) -> tuple[Recognition, ...]:
    """The types whose required columns the table has, the surest first; none when it is a table of something else.

    Heads are compared without case, spaces and signs: "COP decision" is `copDecision`.
    """
    candidates = (_recognised(table, type_) for type_ in (record_types() if types is None else types))
    found = [recognition for recognition in candidates if recognition]
    return tuple(sorted(found, key=lambda recognition: -recognition.sureness))


def _recognised(table: Table, type_: RecordType) -> Recognition | None:
    heads = {_bare(head): place for place, head in reversed(list(enumerate(table.columns)))}
    places: dict[str, int] = {}
    for column in type_.columns:
        place = next((heads[bare] for title in (column.name, *column.titles) if (bare := _bare(title)) in heads), None)
        if place is not None:
            places[column.name] = place
        elif column.required:
            return None
    return Recognition(type_, len(set(places.values())) / len(table.columns), places)


def _bare(head: str) -> str:
    return re.sub(r"[\W_]+", "", head).casefold()
