"""Files to rows: CSV, TSV, XLSX and JSON, as people and programs write them."""

from __future__ import annotations

import datetime
import io
import json

import openpyxl
import pytest

from graph.errors import SourceError
from loaders.readers.table import Row, read_table, stem

ROWS = ["identifier,title", "A-1,Workshop", "A-2,Forum"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_told_from_the_file(delimiter: str) -> None:
    table = read_table("\n".join(ROWS).replace(",", delimiter).encode(), "a.csv")
    assert table.columns == ("identifier", "title")
    assert table.rows == (Row(2, ("A-1", "Workshop")), Row(3, ("A-2", "Forum")))


def test_commas_inside_quotes_do_not_win_over_the_real_delimiter() -> None:
    table = read_table(b'identifier;title;note\nA-1;"a, b, c, d, e";x\n', "a.csv")
    assert table.columns == ("identifier", "title", "note")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_byte_order_mark_is_no_part_of_the_first_head(encoding: str) -> None:
    assert read_table("identifier,名称\nA-1,研讨会\n".encode(encoding), "a.csv").columns == ("identifier", "名称")


def test_rows_count_as_a_spreadsheet_shows_them() -> None:
    table = read_table(b'identifier,title\nA-1,"two\nlines"\n,\nA-2,Forum\n', "a.csv")
    assert [row.number for row in table.rows] == [2, 4]


def test_a_title_line_above_the_header_does_no_harm_and_is_not_lost() -> None:
    table = read_table(b"Activities of 2025,\nidentifier,title\nA-1,Workshop\n", "a.csv")
    assert table.columns == ("identifier", "title")
    assert table.rows == (Row(3, ("A-1", "Workshop")),)
    assert table.left == ("row 1 above the header: Activities of 2025",)


def test_the_mark_of_a_restatement_is_read() -> None:
    table = read_table(b"# restatement: made up, of course\nidentifier,title\nA-1,Workshop\n", "a.csv")
    assert table.restatement
    assert table.columns == ("identifier", "title")
    assert not table.left


def test_cells_beyond_the_header_and_repeated_heads_keep_a_place() -> None:
    table = read_table(b"identifier,title,title\nA-1,Workshop,Again,more\n", "a.csv")
    assert table.columns == ("identifier", "title", "title (column 3)", "(column 4)")
    assert table.rows[0].cells == ("A-1", "Workshop", "Again", "more")


def test_an_array_of_objects_is_a_table_whose_lists_stay_lists() -> None:
    content = json.dumps(
        [{"identifier": "A-1", "subjects": ["X", "Y"], "rank": 2}, {"identifier": "A-2", "late": None}]
    )
    table = read_table(content.encode(), "a.json")
    assert table.columns == ("identifier", "subjects", "rank", "late")
    assert table.rows[0] == Row(2, ("A-1", ("X", "Y"), "2", ""))
    assert table.rows[1].number == 3


def workbook(*rows: list[object], month_format: str | None = None) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    if month_format:
        sheet.cell(2, 2).number_format = month_format
    book.create_sheet("notes").append(["kept", "apart"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_workbook_gives_dates_as_the_sheet_shows_them() -> None:
    day = datetime.datetime(2025, 3, 1)  # noqa: DTZ001 - a sheet knows no zones
    shown = read_table(workbook(["identifier", "start", "n"], ["A-1", day, 3.0]), "a.xlsx")
    assert shown.rows == (Row(2, ("A-1", "2025-03-01", "3")),)
    assert shown.left == ("sheet 'notes'",)
    month = read_table(workbook(["identifier", "start"], ["A-1", day], month_format="mmm-yy"), "a.xlsx")
    assert month.rows == (Row(2, ("A-1", "2025-03")),)


@pytest.mark.parametrize(
    ("content", "place", "reason"),
    [
        (b"", "", "empty"),
        (b"identifier,title\nA-1,caf\xe9\n", "line 2", "not UTF-8"),
        (b'identifier,title\nA-1,"open\n', "row 2", "unexpected end"),
        (b"one column\nonly\n", "", "no row has two filled cells"),
        (b"[1, 2]", "", "no array of objects"),
        (b'[{"a": 1,}]', "line 1", "double quotes"),
        (b"PK\x03\x04 not a workbook", "", "no readable workbook"),
    ],
)
def test_what_is_no_table_is_refused_with_file_place_and_reason(content: bytes, place: str, reason: str) -> None:
    with pytest.raises(SourceError, match=reason) as caught:
        read_table(content, "a.csv")
    assert caught.value.file == "a.csv"
    assert place in caught.value.place


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("calendar/Activities 2025-26.csv", "activities-2025-26"),
        ("activities-2025-26.json", "activities-2025-26"),
        ("v1.2 plan.xlsx", "v1.2-plan"),
        (".csv", "table"),
    ],
)
def test_a_graph_is_named_for_its_file_without_the_format(file: str, name: str) -> None:
    assert stem(file) == name
