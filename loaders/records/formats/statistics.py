"""Indicators: SDMX-CSV and SDMX-ML, long tables with a column for the year and one for the value, wide tables with
one for each year; CSV, TSV or XLSX. A row for the data set with its structure, and one for each observation.

Columns are named by the concepts of SDMX that they stand for (`REF_AREA`, `TIME_PERIOD`, `OBS_VALUE` ...); any other
column left of the value, or without one in a wide table, is a dimension under its own head.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.errors import SourceError
from loaders.readers.package import is_workbook
from loaders.readers.table import Table, read_table, stem
from loaders.records.formats.concepts import MISSING, STATUSES, Layout, layout_of
from loaders.records.formats.row_format import RowFormat
from loaders.records.formats.sdmx_ml import sdmx_table
from loaders.records.rows import Row, Tree

_HEAD = 65_536
_FIRST_LINES = 12
_SDMX_ML, _SDMX_JSON = b"sdmx.org/resources/sdmxml", b"sdmx-json"
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?")
_YEAR = re.compile(r"[12]\d{3}")
_SDMX_DIMENSION = "http://purl.org/linked-data/sdmx/2009/dimension#"
_SDMX_CODE = "http://purl.org/linked-data/sdmx/2009/code#obsStatus-"


@dataclass(frozen=True, slots=True)
class _Cells:
    """One observation as the table has it: its place, the row's values by concept or head, time and value."""

    place: str
    values: dict[str, str]
    period: str
    typed: str


def _messages(data: bytes, name: str) -> Iterator[Row] | None:
    head = data[:4096].replace(b"\x00", b"")
    if head.lstrip(b"\xef\xbb\xbf \r\n\t\xff\xfe")[:1] != b"<" or _SDMX_ML not in head.lower():
        return None
    table = sdmx_table(data, name)
    layout = layout_of(table.columns)
    if layout is None:
        reason = f"SDMX-ML without an area or indicator; it says {', '.join(table.columns)}"
        raise SourceError(name, reason, place="line 1", remedy="ask its service for SDMX-CSV")
    return _rows(table, layout, name, "line")


def _tables(data: bytes, name: str) -> Iterator[Row] | None:
    _refuse_sdmx_json(data, name)
    if not _may_be_table(data, name):
        return None
    try:
        table = read_table(data, name)
    except SourceError:
        return None  # told by whoever reads tables of records
    layout = layout_of(table.columns)
    return _rows(table, layout, name) if layout and _holds_numbers(table, layout) else None


def _refuse_sdmx_json(data: bytes, name: str) -> None:
    head = data[:4096].lstrip()
    if head[:1] == b"{" and _SDMX_JSON in head:
        remedy = "ask its service for SDMX-CSV (Accept: application/vnd.sdmx.data+csv)"
        raise SourceError(name, "SDMX-JSON: of the forms of SDMX, SDMX-CSV and SDMX-ML are read", remedy=remedy)


def _may_be_table(data: bytes, name: str) -> bool:
    """Whether one of the first lines has the heads of such a table; a workbook has to be opened to tell."""
    if data.startswith(b"PK\x03\x04"):
        return is_workbook(data, name)
    lines = data[:_HEAD].decode("utf-8", "replace").removeprefix("\ufeff").splitlines()[:_FIRST_LINES]
    return any(layout_of([cell.strip(' "') for cell in re.split(r"[,;\t|]", line)]) for line in lines)


def _holds_numbers(table: Table, layout: Layout) -> bool:
    """Whether most of what stands below the years of a wide table is a number, or no value: plans have years as heads
    too."""
    cells = [str(row.cells[at]).strip() for row in table.rows for at in layout.years.values()]
    numbers = sum(cell.casefold() in MISSING or _NUMBER.fullmatch(cell.replace(",", "")) is not None for cell in cells)
    return numbers * 2 >= len(cells)


def _rows(table: Table, layout: Layout, name: str, place: str = "row") -> Iterator[Row]:
    """The data sets and observations of a table; `place` is what the numbers of its rows count."""
    observations = list(_observations(table, layout, place))
    if not any(one.period and one.typed for one in observations):
        raise SourceError(name, "no row has a time and a value", place="table", remedy="fill the table in")
    datasets = {one.values.get("DATAFLOW", "") or stem(name): one.values for one in observations}
    yield from (_dataset(at, key, layout, observations) for at, key in enumerate(datasets, start=1))
    for number, one in enumerate(observations, start=len(datasets) + 1):
        yield _observation(number, one, one.values.get("DATAFLOW", "") or stem(name), layout)


def _observations(table: Table, layout: Layout, place: str) -> Iterator[_Cells]:
    for row in table.rows:
        cells = [cell if isinstance(cell, str) else "; ".join(cell) for cell in row.cells]
        values = {key: _bare(key, cells[at], layout) for key, at in layout.columns.items() if cells[at].strip()}
        for year, at in layout.years.items():
            yield _Cells(f"row {row.number}, column {year}", values, year, cells[at].strip())
        if not layout.years:
            yield _long(f"{place} {row.number}", values)


def _long(place: str, values: dict[str, str]) -> _Cells:
    rest = {key: value for key, value in values.items() if key not in ("TIME_PERIOD", "OBS_VALUE")}
    return _Cells(place, rest, values.get("TIME_PERIOD", ""), values.get("OBS_VALUE", ""))


def _bare(concept: str, cell: str, layout: Layout) -> str:
    """A cell without its label, where SDMX-CSV writes both: `KE: Kenya`."""
    coded = layout.labelled and concept not in ("COMMENT_OBS", "SOURCE")
    return cell.strip().partition(": ")[0] if coded else cell.strip()


def _dataset(number: int, key: str, layout: Layout, observations: list[_Cells]) -> Row:
    named = {one.values.get("INDICATOR_NAME", "") for one in observations}
    components: list[Tree] = [{"dimension": f"{_SDMX_DIMENSION}refArea"}] if layout.has_area else []
    components.append({"dimension": f"{_SDMX_DIMENSION}timePeriod"})
    components += [{"ours": "indicator"}] if layout.has_indicator else []
    components += [{"own": head} for head in layout.dimensions]
    components.append({"measure": "http://purl.org/linked-data/sdmx/2009/measure#obsValue"})
    for concept, attribute in (("UNIT_MEASURE", "unitMeasure"), ("OBS_STATUS", "obsStatus")):
        if concept in layout.columns:
            components.append({"attribute": f"http://purl.org/linked-data/sdmx/2009/attribute#{attribute}"})
    tree: dict[str, Tree] = {
        "@rowType": "dataset",
        "@key": key,
        "title": {"en": named.pop()} if len(named) == 1 and any(named) else key,
        "structure": {"components": components},
    }
    return Row(number, "header", tree)


def _observation(number: int, one: _Cells, dataset: str, layout: Layout) -> Row:
    series = one.values.get("INDICATOR") or one.values.get("INDICATOR_NAME", "")
    area = one.values.get("REF_AREA") or one.values.get("REF_AREA_NAME", "")
    parts = [series, area, *(one.values.get(head, "") for head in layout.dimensions), one.period]
    tree: dict[str, Tree] = {
        "@rowType": "observation",
        "@dataset": dataset,
        "@key": ":".join((dataset, *(part for part in parts if part))),
        "@series": one.values.get("INDICATOR_NAME") or series,
        "@area": area,
        "@year" if _YEAR.fullmatch(one.period) else "@period": one.period,
        **one.values,
    }
    if "TARGET" in tree and not re.search(r"[^\W\d]", str(tree["TARGET"])):
        # many frameworks have a target of that number; a column of goals is how the SDGs are told
        tree["SDG_TARGET" if "GOAL" in tree else "TARGET_NUMBER"] = tree.pop("TARGET")
    if "REF_AREA" not in tree:
        tree.pop("REF_AREA_NAME", None)
    if not one.period:
        return Row(number, one.place, tree, "has no time" if one.typed else "has neither time nor value")
    missing = one.typed.casefold() in MISSING
    if not missing:
        digits = one.typed.replace(",", "") if _THOUSANDS.fullmatch(one.typed) else one.typed
        if not _NUMBER.fullmatch(digits):
            return Row(number, one.place, tree, f"{one.typed!r} is no number with a decimal point")
        tree["OBS_VALUE"] = digits
    status = one.values.get("OBS_STATUS", "") or ("M" if missing else "")
    if status in STATUSES:
        tree["@status"] = _SDMX_CODE + status
    tree["@quality"] = _quality(one, status, missing)
    return Row(number, one.place, tree)


def _quality(one: _Cells, status: str, missing: bool) -> Tree:
    """What the table says of how good a value is: that it is missing, its flag, its footnote."""
    told = [f"value missing (written {one.typed!r})" if one.typed else "value missing"] if missing else []
    if status and not missing and status != "A":
        told.append(f"status {status}: {STATUSES[status]}" if status in STATUSES else f"status {status}")
    told += [one.values["COMMENT_OBS"]] if one.values.get("COMMENT_OBS") else []
    return [{"text": text} for text in told]


FORMATS: tuple[RowFormat, ...] = (
    RowFormat("statistics", "application/vnd.sdmx.data+xml", _messages),
    RowFormat("statistics", "text/csv", _tables),
)
