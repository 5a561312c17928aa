"""The examples of each format of records, as graphs."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.namespaces import Names
from graph.rooms import room
from loaders.pipeline import Work, run, tools
from loaders.structure.stage import NOTHING_ASKED

NAMES = Names()
EXPECTED = Path(__file__).parent / "expected"
EXAMPLES = [room("examples") / "records" / graph.stem for graph in sorted(EXPECTED.glob("*.ttl"))]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_an_example_gives_the_triples_that_are_expected_of_its_records(example: Path) -> None:
    (graph,) = run(Work(example.name, example.read_bytes(), NOTHING_ASKED), tools(NAMES)).graphs
    assert graph.warnings == ()
    source = NAMES.iri("source/")
    said = {triple for triple in graph.triples if not str(triple.subject).startswith(f"<{source}")}
    golden = ox.parse(path=str(EXPECTED / f"{example.name}.ttl"), format=ox.RdfFormat.TURTLE)
    assert said == {quad.triple for quad in golden}


def test_every_example_of_a_format_is_expected_somewhere() -> None:
    asked = "".join(test.read_text("utf-8") for test in Path(__file__).parent.glob("test_*.py"))
    graphs = {graph.stem for graph in EXPECTED.iterdir()}
    examples = {path.name for path in (room("examples") / "records").iterdir()}
    assert [name for name in sorted(examples) if name not in graphs and name not in asked] == []
