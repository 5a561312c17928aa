"""Every named question has a right answer on a known graph: queries/expected/{dataset}/{question}.json.

An expectation holds the parameters as a user types them and the rows, in order: IRIs as paths under the base, literals
as their text, null where a row has nothing, "..." for a cell that is not compared. `"more": true` says that other rows
may stand between those expected.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
import pytest

from api.matching import text_of
from api.search import index_for
from graph.namespaces import Names
from graph.queries import Question, question, questions
from graph.rooms import room
from graph.store import Reader

EXPECTED = room("queries") / "expected"
FIXTURES = {"sample": "sample", "examples": "examples", "corpus": "official"}
NAMES = [each.name for each in questions()]

Row = list[str | None]


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a question is asked with, and the rows it must give."""

    question: Question
    parameters: dict[str, str]
    rows: list[Row]
    more: bool = False

    @classmethod
    def of(cls, file: Path) -> Expectation:
        told = json.loads(file.read_text("utf-8"))
        return cls(question(file.stem), told["parameters"], told["rows"], told.get("more", False))


def answer(reader: Reader, asked: Question, parameters: dict[str, str]) -> list[Row]:
    solutions = reader.query(text_of(asked, parameters, lambda: index_for(reader, Names())))
    assert isinstance(solutions, ox.QuerySolutions)
    return [[cell(solution[name]) for name in asked.columns] for solution in solutions]


def cell(term: ox.NamedNode | ox.Literal | ox.BlankNode | ox.Triple | None) -> str | None:
    if isinstance(term, ox.NamedNode):
        return Names().path(term.value) or term.value
    return None if term is None else str(getattr(term, "value", term))


def alike(expected: Row, found: Row) -> bool:
    return len(expected) == len(found) and all(e in ("...", f) for e, f in zip(expected, found, strict=True))


def in_order(expected: list[Row], found: Iterator[Row]) -> Row | None:
    """The first expected row that is not found in its turn."""
    return next((row for row in expected if not any(alike(row, each) for each in found)), None)


@pytest.mark.parametrize("name", NAMES)
def test_every_question_has_an_answer_on_the_sample(name: str) -> None:
    assert (EXPECTED / "sample" / f"{name}.json").is_file(), "write what it answers on tests/queries/sample.trig"


@pytest.mark.parametrize("file", sorted(EXPECTED.glob("*/*.json")), ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_a_question_answers_what_is_expected(file: Path, request: pytest.FixtureRequest) -> None:
    wanted = Expectation.of(file)
    reader: Reader = request.getfixturevalue(FIXTURES[file.parent.name])
    found = answer(reader, wanted.question, wanted.parameters)
    assert wanted.rows, "an expectation names at least one row"
    if wanted.more:
        assert in_order(wanted.rows, iter(found)) is None, found
    else:
        assert len(found) == len(wanted.rows)
        assert [f for e, f in zip(wanted.rows, found, strict=True) if not alike(e, f)] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_question_asked_twice_answers_in_the_same_order(name: str, sample: Reader) -> None:
    wanted = Expectation.of(EXPECTED / "sample" / f"{name}.json")
    assert answer(sample, wanted.question, wanted.parameters) == answer(sample, wanted.question, wanted.parameters)
