"""Every shape lets its good example pass and catches the fault that it is for.

`fixtures/{class's shape}/passes.ttl` says everything that the shape knows of; `fails-{shape}-{fault}.ttl` beside it
differs in one fault and breaks that one shape.
"""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.namespaces import Names
from graph.rooms import room
from graph.validation import ValidationReport, validate

FIXTURES = Path(__file__).parent / "fixtures"
FOLDER = room("ontology") / "shapes"
SH = "http://www.w3.org/ns/shacl#"
QUALIFIED = {"Kind", "AnElement", "AReportedActivity"}
"""Shapes that only serve another one, which names the fault."""


def _statements() -> list[ox.Triple]:
    return [quad.triple for path in sorted(FOLDER.glob("*.ttl")) for quad in ox.parse(path=str(path))]


def _shapes() -> dict[str, str]:
    """Name to kind of every shape in the files."""
    kind = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    return {
        _name(triple): triple.object.value.removeprefix(SH)
        for triple in _statements()
        if triple.predicate.value == kind and isinstance(triple.object, ox.NamedNode)
    }


def _name(triple: ox.Triple) -> str:
    """The name of the shape that a statement is about."""
    return triple.subject.value.rpartition("#")[2] if isinstance(triple.subject, ox.NamedNode) else ""


SHAPES = _shapes()
FAILING = sorted(FIXTURES.glob("*/fails-*.ttl"))
PASSING = sorted(FIXTURES.glob("*/passes.ttl"))


def _report(path: Path) -> ValidationReport:
    return validate((quad.triple for quad in ox.parse(path=str(path))), "")


def _broken(path: Path) -> str:
    """The shape that a failing fixture is named for: the longest shape's name that its own begins with."""
    named = path.stem.removeprefix("fails-")
    return max((shape for shape in SHAPES if named == shape or named.startswith(f"{shape}-")), key=len)


@pytest.mark.parametrize("path", PASSING, ids=lambda path: path.parent.name)
def test_a_good_example_breaks_nothing(path: Path) -> None:
    assert list(_report(path).lines()) == []


@pytest.mark.parametrize("path", FAILING, ids=lambda path: path.stem.removeprefix("fails-"))
def test_a_fault_breaks_exactly_the_shape_it_is_named_for(path: Path) -> None:
    assert {result.shape for result in _report(path).results} == {_broken(path)}


def test_every_shape_has_a_fault_that_breaks_it() -> None:
    assert {_broken(path) for path in FAILING} == set(SHAPES) - QUALIFIED


def test_every_shape_of_a_class_has_a_good_example() -> None:
    nodes = {name for name, kind in SHAPES.items() if kind == "NodeShape"}
    assert {path.parent.name for path in PASSING} == nodes - QUALIFIED


@pytest.mark.parametrize("name", ["message", "severity"])
def test_every_shape_says_what_is_wrong_and_how_badly(name: str) -> None:
    said = {_name(t) for t in _statements() if t.predicate.value == SH + name}
    assert said >= set(SHAPES)


def test_every_message_says_what_to_do() -> None:
    messages = [t.object for t in _statements() if t.predicate.value == f"{SH}message"]
    told = {message.value for message in messages if isinstance(message, ox.Literal)}
    silent = {message for message in told if ": " not in message or not message.endswith(".")}
    assert silent <= {"This class is no kind of element."}


def test_no_shape_asks_sparql() -> None:
    assert not [triple for triple in _statements() if triple.predicate.value == f"{SH}sparql"]


def test_no_fixture_is_left_without_a_test() -> None:
    assert set(FIXTURES.rglob("*.ttl")) == {*FAILING, *PASSING}


def test_shapes_hold_under_another_base() -> None:
    names = Names("https://example.org/")
    text = (FIXTURES / "Element" / "fails-Element-order-twice.ttl").read_text(encoding="utf-8")
    triples = [quad.triple for quad in ox.parse(names.rebase(text), format=ox.RdfFormat.TURTLE)]
    [result] = validate(triples, "", names).results
    assert (result.shape, result.focus_node) == ("Element-order", "https://example.org/decision/cop/10/15/5.d")
