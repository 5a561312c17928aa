"""The measurements measure what they say, on graphs that are in the project's model. No figure is asserted here."""

from __future__ import annotations

import json
from itertools import islice
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from bench import data, figures, load, queries
from bench.__main__ import main
from bench.figures import Figure, apart, table
from graph.namespaces import Names
from graph.queries import questions

NAMES = Names()
SIZE = 105_000


@pytest.fixture(scope="module")
def timings() -> dict[str, queries.Timing]:
    return queries.by_store(SIZE, 1)


def test_a_generated_graph_is_the_same_at_every_run() -> None:
    assert list(data.graph(100_000)) == list(data.graph(100_000))


def test_a_generated_graph_has_the_size_that_was_asked_for_and_ends_with_a_whole_text(tmp_path: Path) -> None:
    statements = data.write(100_000, tmp_path / "graph.nq")
    assert 100_000 <= statements < 110_000
    assert len((tmp_path / "graph.nq").read_bytes().splitlines()) == statements


def test_the_texts_of_a_generated_graph_keep_to_the_shapes() -> None:
    from graph.validation import validate

    quads: dict[str, list[ox.Triple]] = {}
    for quad in data.graph(100_000):
        assert isinstance(quad.graph_name, ox.NamedNode)
        quads.setdefault(quad.graph_name.value, []).append(quad.triple)
    texts = [name for name in quads if "/decision/" in name and "/candidates/" not in name]
    for name in islice(texts, 2):
        report = validate(quads[name], name, NAMES)
        assert report.conforms, list(report.lines())


def test_every_question_can_be_asked_of_a_generated_graph(timings: dict[str, queries.Timing]) -> None:
    assert set(timings) == {each.name for each in questions()}


def test_most_questions_have_an_answer_in_a_generated_graph(timings: dict[str, queries.Timing]) -> None:
    empty = {name for name, timing in timings.items() if timing.rows == 0}
    assert len(empty) <= len(questions()) // 4, empty


def test_each_copy_of_an_example_is_a_text_of_its_own_in_the_same_language(tmp_path: Path) -> None:
    from loaders.front import parse

    files = load.copies(2, tmp_path)
    read = [text for file in files for text in parse(file, NAMES)]
    assert len({text.expression for text in read}) == len(files)
    assert [text.language for text in read] == [file.name.split(".")[1] for file in files]


def test_loading_counts_what_it_loads() -> None:
    cost = load.reading(1)
    assert cost.words > 1000
    assert cost.elements > 100
    assert cost.seconds > 0


def test_a_measurement_runs_in_a_process_of_its_own() -> None:
    import os

    assert apart(os.getpid) != os.getpid()


def test_a_figure_is_printed_with_its_ratio_and_whether_its_goal_is_met() -> None:
    line = table("startup", [Figure("chm --help", 0.41, "s", "4 x", "< 0.3 s", met=False)])
    assert line.split() == ["startup", "chm", "--help", "0.41", "s", "4", "x", "goal", "<", "0.3", "s:", "MISSED"]


def test_the_command_prints_a_part_and_keeps_its_figures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figures, "RESULTS", tmp_path / "results")
    result = CliRunner().invoke(main, ["--quick", "--only", "startup"])
    assert result.exit_code == 0, result.output
    kept = json.loads((tmp_path / "results" / "startup.json").read_text("utf-8"))
    assert [figure["what"] for figure in kept["figures"]] == ["python -c pass", "chm --help"]
    assert "chm --help" in result.output
