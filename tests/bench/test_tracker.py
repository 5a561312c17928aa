"""What is read of a record of the decision-tracking tool is set beside its codes. The record is our own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from bench.__main__ import main
from bench.tracker import compare, read, records


def node(number: int, words: str, **fields: Any) -> dict[str, Any]:
    return {"_id": str(number), "html": {"en": words}, "paragraph": number, **fields}


RECORD = {
    "body": "COP",
    "session": 10,
    "decision": 47,
    "title": {"en": "Reeds"},
    "nodes": [
        node(1, "1. Invites Parties and other Governments to plant reeds;", actors=["parties"]),
        node(
            2, "2. Requests the Executive Secretary to study forest biodiversity;", actors=["donors"], subjects=["FOR"]
        ),
        node(3, "3. Urges Parties to do so soon."),
    ],
}


def kept(folder: Path) -> Path:
    (folder / "reeds.json").write_text(json.dumps(RECORD))
    (folder / "other.json").write_text('{"body": "nothing of the tool"}')
    return folder


def test_codes_read_too_and_codes_of_one_side_alone_are_counted(tmp_path: Path) -> None:
    compared = compare(read(records(kept(tmp_path))))
    actors, subjects = compared["actors"], compared["subjects"]
    assert (actors.paragraphs, actors.whole, actors.coded, actors.agreed) == (2, 1, 2, 1)
    assert actors.missed == {"vocab/actors/donors": 1}
    assert actors.added == {"vocab/actors/other-governments": 1, "vocab/actors/executive-secretary": 1}
    assert (subjects.coded, subjects.agreed) == (1, 1)


def test_the_command_prints_the_share_and_the_most_frequent_differences(tmp_path: Path) -> None:
    printed = CliRunner().invoke(main, ["tracker", str(kept(tmp_path))]).output
    assert "1 files of records, 1 language versions." in printed
    assert "| actors | 2 | 1 | 2 | 1 | 0.500 | 2 |" in printed
    assert "actors/donors coded, not read 1" in printed


def test_where_there_is_no_record_the_command_says_so(tmp_path: Path) -> None:
    printed = CliRunner().invoke(main, ["tracker", str(tmp_path)]).output
    assert printed.startswith("Not measured: no record of the tool is in ")
