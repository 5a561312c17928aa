"""Validation names shape, focus node, file and line, and is asked of one graph at a time."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.errors import NotFound
from graph.namespaces import Names
from graph.validation import ValidationReport, shape_names, validate

FIXTURES = Path(__file__).parent / "fixtures"
GRAPH = Names().iri("decision/cop/10/15/en")
PARAGRAPH = Names().iri("decision/cop/10/15/1")


def _triples(name: str) -> list[ox.Triple]:
    return [quad.triple for quad in ox.parse(path=str(FIXTURES / name))]


def _shapes(report: ValidationReport) -> list[str]:
    return [result.shape for result in report.results]


def test_a_graph_that_does_not_say_where_it_comes_from_is_refused() -> None:
    report = validate(_triples("Element/passes.ttl"), GRAPH)
    assert not report.conforms
    assert "SourceGraph-sha256" in _shapes(report)


@pytest.mark.parametrize("path", ["vocab/actions", "candidates/decision/cop/10/15/en", "derived/resolution"])
def test_a_graph_that_is_made_from_no_file_need_not_say_so(path: str) -> None:
    assert validate(_triples("Element/passes.ttl"), Names().iri(path)).results == ()


def test_a_record_without_a_graph_need_not_say_where_it_comes_from() -> None:
    assert validate(_triples("Activity/passes.ttl"), "").conforms


def test_a_file_of_somebody_else_need_not_say_where_it_comes_from() -> None:
    assert validate(_triples("Element/passes.ttl"), "file:///tmp/element.ttl").conforms


def test_a_warning_is_told_and_refuses_nothing() -> None:
    report = validate(_triples("Activity/fails-Activity-titleMissing.ttl"), "")
    assert report.conforms
    assert [result.severity for result in report.results] == ["Warning"]
    assert next(report.lines()).startswith("warning: ")


def test_a_result_says_property_and_value() -> None:
    [result] = validate(_triples("Element/fails-Element-strength-above-six.ttl"), "").results
    assert (result.path, result.value, result.severity) == ("chm:strength", "7", "Violation")


def test_a_result_on_one_of_several_properties_says_them_all() -> None:
    [result] = validate(_triples("Deadline/fails-Deadline-when-not-said.ttl"), "").results
    assert result.path == "chm:meeting|chm:date|chm:period"


def test_a_result_on_a_property_of_a_property_says_both() -> None:
    [result] = validate(_triples("SourceGraph/fails-SourceGraph-fileName-missing.ttl"), "").results
    assert result.path == "prov:wasDerivedFrom/chm:file"


def test_a_line_names_file_source_line_node_and_shape() -> None:
    source = _triples("SourceGraph/passes.ttl")
    broken = _triples("Mention/fails-Mention-exact-empty.ttl")
    [line] = validate([*source, *broken], GRAPH, lines={PARAGRAPH: 14}).lines()
    assert line.startswith(f"x-15.en.txt: line 14: {GRAPH}#1-citation-1 breaks Mention-exact: ")


def test_an_unparsed_passage_says_its_own_line() -> None:
    [result] = validate(_triples("Unparsed/fails-Unparsed-page-zero.ttl"), "").results
    assert result.line == 7


def test_a_result_without_a_known_line_has_none() -> None:
    [result] = validate(_triples("Element/fails-Element-order-twice.ttl"), "").results
    assert result.line is None


def test_results_stand_in_the_same_order_each_time() -> None:
    broken = [*_triples("Mention/fails-Mention-exact-empty.ttl"), *_triples("Unparsed/fails-Unparsed-page-zero.ttl")]
    assert _shapes(validate(broken, GRAPH)) == _shapes(validate(reversed(broken), GRAPH))


def test_the_report_is_also_a_report_of_the_standard() -> None:
    report = validate(_triples("Element/fails-Element-order-twice.ttl"), "")
    sh = "http://www.w3.org/ns/shacl#"
    said = [quad.triple for quad in ox.parse(report.turtle(), format=ox.RdfFormat.TURTLE)]
    assert [t.object.value for t in said if t.predicate.value == f"{sh}conforms"] == ["false"]
    assert {t.object.value for t in said if t.predicate.value == f"{sh}focusNode"} == {
        "https://w3id.org/chm/decision/cop/10/15/5.d"
    }


def test_a_check_can_be_restricted_to_one_file_of_shapes() -> None:
    broken = _triples("Mention/fails-Mention-exact-empty.ttl")
    assert _shapes(validate(broken, "", shapes="mention")) == ["Mention-exact"]
    assert validate(broken, "", shapes="element").conforms


def test_shapes_that_are_not_there_are_refused_with_the_names_of_those_that_are() -> None:
    with pytest.raises(NotFound, match=r"no shapes 'elements'; choose one of .*element"):
        validate([], "", shapes="elements")


def test_the_names_of_the_shapes_are_those_of_the_files() -> None:
    assert {"activity", "element", "mention", "source-graph", "text"} <= set(shape_names())


def test_a_literal_keeps_its_lexical_form() -> None:
    [result] = validate(_triples("Decision/fails-Text-issued-on-no-day.ttl"), "").results
    assert result.value == "2010-10-32"


def test_the_data_is_not_changed_by_the_check() -> None:
    triples = _triples("SourceGraph/passes.ttl")
    before = list(triples)
    validate(triples, GRAPH)
    assert triples == before
