"""Queries before an engine sees them: SERVICE cannot hide, variables are bound as terms."""

from __future__ import annotations

import socket
import threading
from contextlib import closing

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import QueryError
from graph.sparql import query_form, refuse_service, with_bindings, with_prefixes

REACHING_OUT = [
    "SELECT * { SERVICE <%s> { ?s ?p ?o } }",
    "SELECT * { service silent <%s> { ?s ?p ?o } }",
    "SELECT * { SERVICESILENT<%s>{ ?a ?b ?c } }",
    "SELECT * { ?s ?p ?o FILTER(?s<?o)SERVICE#>\n<%s>{ ?a ?b ?c } }",
    'SELECT * { ?s ?p ?o FILTER(?s<?o#>"""\n) SERVICE <%s> { ?a ?b ?c } }#"""',
    "SELECT * { ?s ?p ?o FILTER(?s<?o&&'x>y'!=?o) SERVICE <%s> { ?a ?b ?c } } #'",
    "SELECT * { ?s ?p 1SERVICE<%s>{ ?a ?b ?c } }",
    "PREFIX : <%s> SELECT * { ?s ?p trueSERVICE:x{ ?a ?b ?c } }",
    "PREFIX ex: <x:> SELECT * { ?s ?p ex:.SERVICE<%s>{ ?a ?b ?c } }",
    "SELECT * { { SELECT * { SERVICE <%s> { ?s ?p ?o } } } }",
    "SELECT * { ?s ?p ?o FILTER EXISTS { SERVICE <%s> { ?s ?p ?o } } }",
    "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE ?g { ?s ?p ?o } VALUES ?g { <%s> } }",
    "SELECT * { \\u0053ERVICE <%s> { ?s ?p ?o } }",
    'SELECT * { ?s ?p "\\u0022 . SERVICE <%s> { ?a ?b ?c } #" }',
]
INNOCENT = [
    "SELECT ?service { ?service dcterms:title 'ecosystem service' } # SERVICE",
    'SELECT * { ?s rdfs:label "the SERVICE of forests"@en }',
    'SELECT * { ?s rdfs:label """a "SERVICE" <x> { } """ }',
    "SELECT * { ?s a <http://www.w3.org/ns/sparql-service-description#Service> }",
    "PREFIX ecosystem: <https://example.org/> SELECT * { ?s a ecosystem:Service }",
    "SELECT * { ?s ?p ?o FILTER(?s < ?o && ?o > 3) ?o rdfs:label 'service' }",
]


@pytest.mark.parametrize("sparql", REACHING_OUT)
def test_service_is_refused_wherever_it_hides(sparql: str) -> None:
    with pytest.raises(QueryError):
        refuse_service(sparql % "http://127.0.0.1:9/")


@pytest.mark.parametrize("sparql", INNOCENT)
def test_the_word_service_is_no_offence_in_texts_and_names(sparql: str) -> None:
    refuse_service(sparql)
    prefixes = {"dcterms": "x:", "rdfs": "x:"}
    assert isinstance(ox.Store().query(sparql, prefixes=prefixes), ox.QuerySolutions)


def test_the_engine_itself_reaches_out() -> None:
    """Why the guard is needed: the day this fails, the engine has a switch of its own."""
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        listener.settimeout(20)
        hidden = REACHING_OUT[2] % f"http://127.0.0.1:{listener.getsockname()[1]}/"
        asking = threading.Thread(target=ox.Store().query, args=[hidden], daemon=True)
        asking.start()
        listener.accept()[0].close()
    asking.join(20)


@given(st.text(alphabet="SERVICE service<>{}?#\"'\\:.$@\n x", max_size=60))
def test_the_guard_never_fails_otherwise(text: str) -> None:
    try:
        refuse_service(text)
    except QueryError:
        assert "service" in text.lower()


@given(st.text(max_size=40))
def test_a_bound_literal_reads_back_as_itself(value: str) -> None:
    literal = ox.Literal(value)
    bound = with_bindings("SELECT ?x { FILTER(?x = ?x) }", {"x": literal})
    results = ox.Store().query(bound)
    assert isinstance(results, ox.QuerySolutions)
    assert [row["x"] for row in results] == [literal]


@given(st.text(max_size=20))
def test_no_iri_breaks_out_of_its_brackets(value: str) -> None:
    try:
        node = ox.NamedNode("https://w3id.org/chm/" + value)
    except ValueError:
        return
    results = ox.Store().query(with_bindings("SELECT ?x { }", {"x": node}))
    assert isinstance(results, ox.QuerySolutions)
    assert [row["x"] for row in results] == [node]


@pytest.mark.parametrize(
    ("sparql", "bound"),
    [
        ("SELECT ?s { ?s ?p ?o }", "SELECT (<x:a> AS ?s) { <x:a> ?p ?o }"),
        ("SELECT DISTINCT ?s (STR(?s) AS ?t) { }", "SELECT DISTINCT (<x:a> AS ?s) (STR(<x:a>) AS ?t) { }"),
        ("SELECT ?o { ?s ?p ?o } ORDER BY ?s LIMIT ?n", "SELECT ?o { <x:a> ?p ?o } ORDER BY (<x:a>) LIMIT 5"),
        ("SELECT ?o { VALUES ?o { 1 } ?s ?p ?o }", "SELECT ?o { VALUES ?o { 1 } <x:a> ?p ?o }"),
        ("SELECT ?o { ?o ?p '?s' } # ?s", "SELECT ?o { ?o ?p '?s' } # ?s"),
        ("SELECT ?o { ?o <x:?s> ?sub }", "SELECT ?o { ?o <x:?s> ?sub }"),
        ("ASK { FILTER(BOUND(?s) && bound ( ?o )) }", "ASK { FILTER( (true) && bound ( ?o )) }"),
        ("DESCRIBE $s", "DESCRIBE <x:a>"),
    ],
)
def test_a_bound_variable_is_replaced_as_its_place_asks(sparql: str, bound: str) -> None:
    assert with_bindings(sparql, {"s": ox.NamedNode("x:a"), "n": ox.Literal(5)}) == bound


def test_a_query_without_bindings_is_left_as_it_is() -> None:
    assert with_bindings("SELECT ?s {", {}) == "SELECT ?s {"


def test_only_queries_have_a_form() -> None:
    assert query_form("base <x:> prefix ask: <y:> # SELECT\n describe <z>") == "DESCRIBE"
    with pytest.raises(QueryError, match="not with INSERT"):
        query_form("PREFIX x: <y:> INSERT DATA { }")


def test_prefixes_are_declared_once_and_lines_keep_their_numbers() -> None:
    text = "PREFIX a: <x:>\nSELECT * {}"
    assert with_prefixes(text, {"a": "y:", "b": "z:"}) == "PREFIX b: <z:> " + text
