"""The SPARQL 1.1 Protocol for queries, and what is refused."""

from __future__ import annotations

import csv
import io
import time

import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient

SELECT = "SELECT ?s WHERE { ?s a chm:Document }"
ASK = "ASK { ?s a chm:Document }"
CONSTRUCT = "CONSTRUCT { ?s a chm:Document } WHERE { ?s a chm:Document }"
DOCUMENT = "https://w3id.org/chm/document/UNEP_CBD_SBSTTA_10_11"
ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
RESULTS = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}
GRAPHS = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/trig": ox.RdfFormat.TRIG,
    "application/n-quads": ox.RdfFormat.N_QUADS,
}


def ask(client: TestClient, query: str, accept: str = "*/*") -> object:
    answer = client.get("/sparql", params={"query": query}, headers={"Accept": accept})
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.mark.parametrize(("media_type", "form"), RESULTS.items())
def test_select_is_written_in_each_result_format(
    client: TestClient, media_type: str, form: ox.QueryResultsFormat
) -> None:
    query = "SELECT ?o ?none { <https://w3id.org/chm/decision/cop/10/15/6> chm:text ?o } ORDER BY ?o"
    answer = client.get("/sparql", params={"query": query}, headers={"Accept": media_type})
    assert answer.headers["content-type"].startswith(media_type)
    found = ox.parse_query_results(answer.content, form)
    assert isinstance(found, ox.QuerySolutions)
    literals = [row["o"] for row in found]
    assert [(literal.language, "<other>" in literal.value) for literal in literals] == [("en", True), ("zh", False)]


def test_select_as_csv_is_a_plain_table(client: TestClient) -> None:
    answer = client.get("/sparql", params={"query": SELECT}, headers={"Accept": "text/csv"})
    assert list(csv.reader(io.StringIO(answer.text))) == [["s"], [DOCUMENT]]


@pytest.mark.parametrize(("media_type", "form"), list(RESULTS.items())[:2])
def test_ask_is_a_boolean(client: TestClient, media_type: str, form: ox.QueryResultsFormat) -> None:
    answer = client.get("/sparql", params={"query": ASK}, headers={"Accept": media_type})
    assert bool(ox.parse_query_results(answer.content, form)) is True


@pytest.mark.parametrize(("media_type", "form"), GRAPHS.items())
def test_construct_is_written_in_each_rdf_format(client: TestClient, media_type: str, form: ox.RdfFormat) -> None:
    answer = client.get("/sparql", params={"query": CONSTRUCT}, headers={"Accept": media_type})
    assert answer.headers["content-type"].startswith(media_type)
    assert [quad.subject for quad in ox.parse(answer.content, format=form)] == [ox.NamedNode(DOCUMENT)]


def test_a_query_comes_by_get_form_and_body(client: TestClient) -> None:
    by_get = client.get("/sparql", params={"query": SELECT})
    by_form = client.post("/sparql", data={"query": SELECT})
    direct = {"Content-Type": "application/sparql-query; charset=utf-8"}
    by_body = client.post("/sparql", content=SELECT.encode(), headers=direct)
    assert by_get.json() == by_form.json() == by_body.json()
    assert by_get.json()["results"]["bindings"] == [{"s": {"type": "uri", "value": DOCUMENT}}]


def test_the_default_graph_is_the_union_of_the_sources(client: TestClient) -> None:
    query = "SELECT ?g { GRAPH ?g { <https://w3id.org/chm/decision/cop/10/15/6> chm:addressee ?a } }"
    assert len(client.get("/sparql", params={"query": query}).json()["results"]["bindings"]) == 3


def test_from_asks_one_source_only(client: TestClient) -> None:
    source = "https://w3id.org/chm/decision/cop/10/15/en"
    query = f"SELECT ?t FROM <{source}> {{ <https://w3id.org/chm/decision/cop/10/15/6> chm:text ?t }}"
    (found,) = client.get("/sparql", params={"query": query}).json()["results"]["bindings"]
    assert found["t"]["xml:lang"] == "en"


def test_what_two_sources_say_is_one_statement_of_the_default_graph(client: TestClient) -> None:
    query = "SELECT (COUNT(*) AS ?n) { <https://w3id.org/chm/decision/cop/10/15> a chm:Decision }"
    assert client.get("/sparql", params={"query": query}).json()["results"]["bindings"][0]["n"]["value"] == "1"


def test_a_syntax_error_says_line_and_column(client: TestClient) -> None:
    answer = client.get("/sparql", params={"query": "SELECT ?s\nWHERE { ?s ?p }"})
    assert answer.status_code == 400
    assert (answer.json()["line"], answer.json()["column"]) == (2, 16)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { \\u0053ERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "LOAD <http://127.0.0.1:9/>",
        "PREFIX a: <x:> INSERT DATA { a:a a:b a:c }",
        "DROP ALL",
    ],
)
def test_what_reaches_out_or_writes_is_refused(client: TestClient, query: str) -> None:
    assert client.get("/sparql", params={"query": query}).status_code == 400


def test_an_update_by_form_is_refused(client: TestClient) -> None:
    assert client.post("/sparql", data={"update": "DROP ALL"}).status_code == 400


@pytest.mark.parametrize("parameters", ["query=ASK{}&query=ASK{}", "query=ASK{}&default-graph-uri=x:g"])
def test_what_cannot_be_honoured_is_refused(client: TestClient, parameters: str) -> None:
    assert client.get(f"/sparql?{parameters}").status_code == 400


def test_no_acceptable_result_format_is_406(client: TestClient) -> None:
    answer = client.get("/sparql", params={"query": SELECT}, headers={"Accept": "text/turtle"})
    assert answer.status_code == 406
    assert "application/sparql-results+json" in answer.json()["alternatives"]


def test_a_result_beyond_the_row_limit_is_cut_and_says_so(client: TestClient) -> None:
    query = "SELECT ?s { ?s a chm:Element }"
    answer = client.get("/sparql", params={"query": query})
    assert len(answer.json()["results"]["bindings"]) == 5
    assert answer.headers["chm-row-limit"] == "5; cut"
    assert client.get(answer.json()["head"]["link"][0]).status_code == 200
    assert "chm-row-limit" not in client.get("/sparql", params={"query": query + " LIMIT 5"}).headers


def test_an_endless_query_is_stopped_and_others_go_on(client: TestClient) -> None:
    answer = client.get("/sparql", params={"query": ENDLESS})
    assert answer.status_code == 503
    assert "CHM_QUERY_SECONDS" in answer.json()["detail"]
    started = time.monotonic()
    while client.get("/sparql", params={"query": ASK}).status_code != 200:
        assert time.monotonic() - started < 30


def test_without_a_query_the_service_describes_itself(client: TestClient) -> None:
    answer = client.get("/sparql")
    found = {(each.predicate.value, str(each.object)) for each in ox.parse(answer.content, format=ox.RdfFormat.TURTLE)}
    service = "http://www.w3.org/ns/sparql-service-description#"
    assert (f"{service}endpoint", "<http://testserver/sparql>") in found
    assert (f"{service}feature", f"<{service}UnionDefaultGraph>") in found
    assert (f"{service}name", "<https://w3id.org/chm/decision/cop/10/15/zh>") in found
    assert any(name == "http://rdfs.org/ns/void#triples" for name, _ in found)


def test_a_browser_gets_a_form_for_queries(client: TestClient) -> None:
    assert "<textarea" in client.get("/sparql", headers={"Accept": "text/html"}).text
