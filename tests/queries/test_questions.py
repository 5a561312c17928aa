"""The headers of `queries/*.rq` and what is made of them."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib.plugins.sparql import prepareQuery

from graph.errors import QueryError
from graph.namespaces import Names
from graph.queries import AUDIENCES, Question, as_triples, question, questions
from graph.queries_page import page
from graph.sparql import with_bindings
from graph.store import Reader
from graph.validation import validate

PROJECT = Path(__file__).resolve().parent.parent.parent
EACH = pytest.mark.parametrize("asked", questions(), ids=lambda asked: asked.name)


def test_there_are_questions_for_each_of_the_three_users() -> None:
    assert {each.audience for each in questions()} == set(AUDIENCES)
    assert len(questions()) >= 20


@EACH
def test_a_query_is_sparql_1_1_for_two_engines_before_and_after_its_parameters_are_bound(asked: Question) -> None:
    bound = with_bindings(asked.text, asked.bind(asked.example()))
    for text in (asked.text, bound):
        prepareQuery(text)
        ox.Store().query(text)


@EACH
def test_the_columns_of_a_header_are_those_of_its_query(asked: Question) -> None:
    solutions = ox.Store().query(asked.text)
    assert isinstance(solutions, ox.QuerySolutions)
    assert tuple(variable.value for variable in solutions.variables) == asked.columns


@EACH
def test_the_columns_stay_when_the_parameters_are_bound(asked: Question, sample: Reader) -> None:
    solutions = asked.ask(sample, asked.example())
    assert isinstance(solutions, ox.QuerySolutions)
    assert tuple(variable.value for variable in solutions.variables) == asked.columns


@EACH
def test_a_query_uses_every_parameter_and_says_its_order(asked: Question) -> None:
    assert [
        p.name for p in asked.parameters if f"?{p.name} " not in asked.text and f"?{p.name})" not in asked.text
    ] == []
    assert "ORDER BY" in asked.text


@EACH
def test_a_query_searches_no_text_by_its_letters(asked: Question) -> None:
    assert not {"CONTAINS(", "REGEX("} & set(asked.text.replace("(", "( ").split())


def test_an_identifier_is_taken_in_any_spelling() -> None:
    asked = question("open-requests")
    spellings = (
        "X/15",
        "decision X/15",
        "UNEP/CBD/COP/DEC/X/15",
        "decision/cop/10/15",
        "https://w3id.org/chm/decision/cop/10/15",
    )
    assert {asked.bind({"decision": spelling})["decision"].value for spelling in spellings} == {
        "https://w3id.org/chm/decision/cop/10/15"
    }


@pytest.mark.parametrize("spelling", ["parties", "vocab/actors/parties", "https://w3id.org/chm/vocab/actors/parties"])
def test_a_code_is_taken_alone_or_as_the_path_of_its_concept(spelling: str) -> None:
    bound = question("requests-to-actor").bind({"actor": spelling, "body": "cop", "session": "10"})
    assert bound["actor"].value == "https://w3id.org/chm/vocab/actors/parties"


def test_defaults_are_bound_and_optional_parameters_are_not() -> None:
    bound = question("open-requests").bind({"decision": "X/15", "language": ""})
    assert bound["labels"] == ox.Literal("en")
    assert bound["least"] == ox.Literal(2)
    assert "language" not in bound


@pytest.mark.parametrize(
    ("name", "values", "told"),
    [
        ("open-requests", {}, r"open-requests needs decision \(the decision\); for example decision=X/15"),
        ("open-requests", {"decision": "no such thing"}, r"parameter decision: 'no such thing' .* decision=X/15"),
        (
            "open-requests",
            {"decision": "X/15", "limit": "5"},
            r"no parameter 'limit'; its parameters: decision, language",
        ),
        ("open-requests", {"decision": "X/15", "least": "many"}, r"parameter least: 'many' is no integer.* least=5"),
        ("open-requests", {"decision": "X/15", "labels": "tlh"}, r"languages are ar, en, es, fr, ru, zh"),
        (
            "areas-in-box",
            {"west": "NaN", "south": "0", "east": "1.5", "north": "1"},
            r"parameter west: 'NaN' is no number: write digits and a decimal point.* west=170",
        ),
        ("late-activities", {"on": "1 January"}, r"parameter on: '1 January' is no date.* on=2013-01-01"),
        ("citations-to-check", {"text": "X/15", "resolution": "fine"}, r"it is one of suspect, ambiguous, dangling"),
        ("unread-values", {"source": "a b> . <c"}, r"parameter source: .* is no iri"),
    ],
)
def test_what_is_wrong_with_a_parameter_is_said_with_an_example(name: str, values: dict[str, str], told: str) -> None:
    with pytest.raises(QueryError, match=told):
        question(name).bind(values)


def test_a_question_that_is_not_there_is_answered_with_those_that_are() -> None:
    with pytest.raises(QueryError, match=r"no question 'open'; there are: .*open-requests"):
        question("open")


def test_quotation_marks_in_a_text_stay_text(sample: Reader) -> None:
    solutions = question("find-text").ask(sample, {"symbol": '" . ?s ?p ?o . "'})
    assert isinstance(solutions, ox.QuerySolutions)
    assert list(solutions) == []


def test_questions_follow_another_base() -> None:
    names = Names("https://example.org/kg/")
    assert question("open-requests").bind({"decision": "X/15"}, names)["decision"].value == (
        "https://example.org/kg/decision/cop/10/15"
    )
    selects = [str(triple.object) for triple in as_triples(names) if str(triple.predicate).endswith("shacl#select>")]
    assert len(selects) == len(questions())
    assert not [text for text in selects if "w3id.org/chm" in text]


def test_each_question_is_a_shacl_executable_that_can_be_asked_as_it_stands() -> None:
    store = ox.Store()
    store.extend(ox.Quad(t.subject, t.predicate, t.object, ox.NamedNode(Names().iri("queries"))) for t in as_triples())
    found = store.query(
        "SELECT ?executable ?select { GRAPH ?g { ?executable a <http://www.w3.org/ns/shacl#SPARQLSelectExecutable> ;"
        " <http://www.w3.org/ns/shacl#select> ?select } }"
    )
    assert isinstance(found, ox.QuerySolutions)
    selects = {row["executable"].value.rpartition("/")[2]: row["select"].value for row in found}
    assert selects == {each.name: each.text for each in questions()}


def test_the_sample_keeps_to_the_shapes() -> None:
    quads: dict[str, list[ox.Triple]] = {}
    for quad in ox.parse(path=Path(__file__).parent / "sample.trig", format=ox.RdfFormat.TRIG):
        assert isinstance(quad.graph_name, ox.NamedNode)
        quads.setdefault(quad.graph_name.value, []).append(quad.triple)
    sources = {name: triples for name, triples in quads.items() if "/derived/" not in name}
    assert [line for name, triples in sources.items() for line in validate(triples, name).lines()] == []


def test_the_page_of_questions_is_fresh() -> None:
    written = (PROJECT / "docs" / "queries.md").read_text("utf-8")
    assert written == page(), "run: python -m graph.queries > docs/queries.md"
