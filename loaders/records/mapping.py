"""Record types as data: which columns a table of that type has and what each of them says.

A type is one file `ontology/records/*.csvw.json` in the words of CSVW metadata (W3C, "Metadata Vocabulary for Tabular
Data"), so that other CSVW processors can use it too. What CSVW cannot say stands under `chm:`:

    chm:source      the source whose records these are (second segment of the record's path)
    chm:reads       the reader of the cell: a name in loaders.records.cells.READERS
    chm:prefix      what codes of the column begin with; taken off
    chm:case        lower or upper: how the vocabulary writes the code
    chm:codes       codes that the vocabulary writes otherwise; of a truth, words for it in lower case ("": not said)
    chm:cut         what a code is cut at where it is not found whole: PT-20 is in PT
    chm:paragraphs  the column with the paragraphs of this column's decisions
    chm:check       the column that names the same decisions again
    chm:interval    the property that holds the period as typed; chm:bound which of its days is the plain value
    chm:notBefore   the column whose period begins no later than this one ends

A type of rows that are trees (JSON and the formats of `loaders.records.formats`) says besides:

    chm:format      the format of its rows; json where it says nothing
    chm:when        what tells its rows: paths, and the values that may stand there (`*`: any); a list of alternatives
    chm:extends     the type whose columns it has too, where it does not name them itself
    chm:rest        the template of the property under which fields without a column are kept; `{+name}` for rows that
                    come from RDF: their names are properties, and values stay what they are there
    chm:restNames   a pattern with the groups `name` and `lang`, for formats that write a language into a field's name
    chm:path        of a column: where its value stands, the first of several that leads anywhere (`rows.Path`)
    chm:schemes     of a column read as `concept`: the vocabularies that its values are looked up in; chm:unknown what
                    becomes of one that is in none: told (by itself), kept as text, or ignored; chm:follows a property
                    of the concepts found that is said of the record too
    chm:columns     of a column whose values are objects: each becomes a node below the record, with these columns and
                    the class `chm:class`; their paths begin in the object
    chm:kept        of a column whose values are kept besides, by another column or by `chm:rest`: what it cannot read
                    is no fault
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path as File
from typing import Any

from graph.errors import SourceError
from graph.rooms import room
from loaders.readers.table import Table
from loaders.records.rows import Path, Tree, texts


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
    format: str = ""
    reads: str = "literal"
    prefix: str = ""
    case: str = ""
    cut: str = ""
    codes: Mapping[str, str] = field(default_factory=dict)
    paragraphs: str = ""
    check: str = ""
    interval: str = ""
    bound: str = ""
    not_before: str = ""
    paths: tuple[Path, ...] = ()
    schemes: tuple[str, ...] = ()
    kept: bool = False
    unknown: str = "told"
    follows: str = ""
    columns: tuple[Column, ...] = ()
    class_: str = ""


_SLOT = re.compile(r"\{\+?(\w+)\}")

When = tuple[tuple[Path, tuple[str, ...]], ...]
"""Paths that must lead somewhere, each with the values that may stand there."""


@dataclass(frozen=True, slots=True)
class RecordType:
    """A type of record: `about` is the template of its path, `keys` the columns that identify a record of it, together
    where they are several, `constants` what is true of every record of it."""

    name: str
    label: str
    source: str
    about: str
    keys: tuple[str, ...]
    columns: tuple[Column, ...]
    constants: tuple[tuple[str, str], ...]
    format: str = ""
    when: tuple[When, ...] = ()
    rest: str = ""
    rest_names: str = ""


@dataclass(frozen=True, slots=True)
class Recognition:
    """A record type that a table may be of: `sureness` is the part of the table's columns that the type knows, 0 to 1,
    `places` the table's column of each column of the type that is there."""

    type: RecordType
    sureness: float
    places: Mapping[str, int]


def load_type(path: File) -> RecordType:
    """The record type in a CSVW metadata file. Raises SourceError where it is not one.

    >>> load_type(room("ontology") / "records" / "activity.csvw.json").source
    'calendar'
    """
    try:
        metadata = json.loads(path.read_text("utf-8"))
        extends = metadata.get("chm:extends")
        above = load_type(path.with_name(f"{extends}.csvw.json")) if extends else None
        schema = metadata["tableSchema"]
        columns = schema["columns"]
        own = tuple(_column(column) for column in columns if not column.get("virtual"))
        constants = tuple((item["propertyUrl"], item["valueUrl"]) for item in columns if item.get("virtual"))
        named = {column.name for column in own}
        inherited = tuple(column for column in above.columns if column.name not in named) if above else ()
        about = schema.get("aboutUrl", above.about if above else "") or schema["aboutUrl"]
        keys = _several(schema.get("primaryKey", above.keys if above else "") or schema["primaryKey"])
        if strangers := [name for name in _SLOT.findall(about) if len(keys) > 1 and name not in keys]:
            raise SourceError(path.name, f"aboutUrl names {strangers[0]}, which is not in primaryKey", remedy="name it")
        return RecordType(
            name=path.name.removesuffix(".csvw.json"),
            label=metadata["dc:title"],
            source=metadata["chm:source"],
            about=about,
            keys=keys,
            columns=(*own, *inherited),
            constants=tuple(dict.fromkeys((*_kept(above, constants), *constants))),
            format=metadata.get("chm:format", "json") if "chm:when" in metadata else "",
            when=_alternatives(metadata.get("chm:when", ())),
            rest=metadata.get("chm:rest", above.rest if above else ""),
            rest_names=metadata.get("chm:restNames", above.rest_names if above else ""),
        )
    except (json.JSONDecodeError, KeyError, TypeError, AttributeError, OSError) as error:
        raise SourceError(path.name, f"is no record type: {error!r}", remedy="see ontology/records/") from error


def _kept(above: RecordType | None, own: tuple[tuple[str, str], ...]) -> Iterable[tuple[str, str]]:
    """What is true of every record of the type above, but for what the type itself says; classes add up."""
    said = {property_ for property_, _ in own} - {"rdf:type"}
    return (one for one in (above.constants if above else ()) if one[0] not in said)


def _alternatives(when: Mapping[str, Any] | Iterable[Mapping[str, Any]]) -> tuple[When, ...]:
    each = (when,) if isinstance(when, Mapping) else when
    return tuple(tuple((Path(at), _several(values)) for at, values in one.items()) for one in each)


def _several(value: str | Iterable[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _column(data: Mapping[str, Any]) -> Column:
    name = data["name"]
    titles = data.get("titles", ())
    datatype = data.get("datatype", "")
    return Column(
        name=name,
        titles=_several(titles),
        property=data.get("propertyUrl", ""),
        value=data.get("valueUrl", ""),
        required=data.get("required", False),
        suppressed=data.get("suppressOutput", False),
        separator=data.get("separator", ""),
        language=data.get("lang", ""),
        datatype=datatype if isinstance(datatype, str) else datatype.get("base", ""),
        format="" if isinstance(datatype, str) else datatype.get("format", ""),
        reads=data.get("chm:reads", "literal"),
        prefix=data.get("chm:prefix", ""),
        case=data.get("chm:case", ""),
        cut=data.get("chm:cut", ""),
        codes=data.get("chm:codes", {}),
        paragraphs=data.get("chm:paragraphs", ""),
        check=data.get("chm:check", ""),
        interval=data.get("chm:interval", ""),
        bound=data.get("chm:bound", ""),
        not_before=data.get("chm:notBefore", ""),
        paths=tuple(map(Path, _several(data.get("chm:path", f"/{name}")))),
        schemes=_several(data.get("chm:schemes", ())),
        kept=data.get("chm:kept", False),
        unknown=data.get("chm:unknown", "told"),
        follows=data.get("chm:follows", ""),
        columns=tuple(map(_column, data.get("chm:columns", ()))),
        class_=data.get("chm:class", ""),
    )


@cache
def record_types() -> tuple[RecordType, ...]:
    """The record types of the room `ontology/records`, by file name."""
    return tuple(load_type(path) for path in sorted((room("ontology") / "records").glob("*.csvw.json")))


def type_of(tree: dict[str, Tree], format_: str, types: Iterable[RecordType] | None = None) -> RecordType | None:
    """The type of a row by `chm:when`: that which asks for most, a named value before `*`; None for an unknown row.

    >>> type_of({"schema_s": "meeting", "symbol_s": "COP-10"}, "json").name
    'chm-meeting'
    """
    fitting = _ranked() if types is None else _by_rank(types)
    return next((type_ for when, type_ in fitting if type_.format == format_ and _fits(tree, when)), None)


@cache
def _ranked() -> tuple[tuple[When, RecordType], ...]:
    return _by_rank(record_types())


def _by_rank(types: Iterable[RecordType]) -> tuple[tuple[When, RecordType], ...]:
    """What types of trees ask for, named values first."""

    def rank(one: tuple[When, RecordType]) -> tuple[int, int, str]:
        return -sum("*" not in values for _, values in one[0]), -len(one[0]), one[1].name

    return tuple(sorted(((when, type_) for type_ in types for when in type_.when), key=rank))


def _fits(tree: dict[str, Tree], when: When) -> bool:
    for path, wanted in when:
        if path.steps[0] not in tree:
            return False
        found = set(texts(path.value(tree)))
        if not found or ("*" not in wanted and found.isdisjoint(wanted)):
            return False
    return True


def recognise(table: Table, types: Iterable[RecordType] | None = None) -> tuple[Recognition, ...]:
    """The types whose required columns the table has, the surest first; none when it is a table of something else.

    Heads are compared without case, spaces and signs: "COP decision" is `copDecision`.
    """
    known = record_types() if types is None else types
    candidates = (_recognised(table, type_) for type_ in known if not type_.when)
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
