"""The SPARQL 1.1 Protocol for queries, and what is refused."""

from __future__ import annotations

import csv
import io
import time

import httpx2 as httpx
import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from graph.embedded import EmbeddedReader
from graph.errors import QueryError
from graph.settings import Settings
from graph.sparql import refuse_service

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


@pytest.mark.parametrize("parameters", ["query=ASK{}&query=ASK{}", "query=ASK{}&default-graph-uri=relative"])
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


def test_an_answer_is_kept_for_those_who_ask_the_same_but_not_one_that_changes(client: TestClient) -> None:
    def asked(query: str, accept: str = "text/csv") -> str:
        answer = client.get("/sparql", params={"query": query}, headers={"Accept": accept})
        assert answer.status_code == 200, answer.text
        return answer.text

    titles = "SELECT ?t { ?s dcterms:title ?t } ORDER BY ?t LIMIT 2"
    assert asked(titles) == asked(titles) != asked(titles, "text/tab-separated-values")
    chance = "SELECT (rand() AS ?chance) {}"
    assert asked(chance) != asked(chance)


def test_a_large_answer_comes_whole(reader: EmbeddedReader) -> None:
    with TestClient(create_app(Settings(query_seconds=20, max_rows=100_000), reader)) as client:
        query = "SELECT * { ?a ?b ?c . ?d a chm:Element } LIMIT 3000"
        for _ in range(2):
            answer = client.get("/sparql", params={"query": query})
            assert len(answer.content) > 65536
            assert len(answer.json()["results"]["bindings"]) == 3000


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


EN, ZH = "https://w3id.org/chm/decision/cop/10/15/en", "https://w3id.org/chm/decision/cop/10/15/zh"
TEXTS = "SELECT ?t { <https://w3id.org/chm/decision/cop/10/15/6> chm:text ?t }"
DIRECT = {"Content-Type": "application/sparql-query"}


def languages(answer: httpx.Response) -> list[str]:
    assert answer.status_code == 200, answer.text
    return sorted(found["t"]["xml:lang"] for found in answer.json()["results"]["bindings"])


def test_default_graph_uri_by_get_asks_those_graphs_only(client: TestClient) -> None:
    assert languages(client.get("/sparql", params={"query": TEXTS, "default-graph-uri": ZH})) == ["zh"]
    assert languages(client.get("/sparql", params={"query": TEXTS, "default-graph-uri": [ZH, EN]})) == ["en", "zh"]


def test_default_graph_uri_by_form_asks_those_graphs_only(client: TestClient) -> None:
    assert languages(client.post("/sparql", data={"query": TEXTS, "default-graph-uri": EN})) == ["en"]


def test_default_graph_uri_of_a_direct_post_stands_in_the_address(client: TestClient) -> None:
    answer = client.post("/sparql", params={"default-graph-uri": ZH}, content=TEXTS.encode(), headers=DIRECT)
    assert languages(answer) == ["zh"]


def test_named_graph_uri_says_which_graphs_have_names(client: TestClient) -> None:
    query = f"SELECT ?t {{ GRAPH ?g {TEXTS.partition('?t ')[2]} }}"
    assert languages(client.get("/sparql", params={"query": query, "named-graph-uri": EN})) == ["en"]
    assert languages(client.get("/sparql", params={"query": TEXTS, "named-graph-uri": EN})) == []


def test_the_dataset_of_the_request_goes_before_that_of_the_query(client: TestClient) -> None:
    query = TEXTS.replace("{", f"FROM <{EN}> {{", 1)
    assert languages(client.get("/sparql", params={"query": query, "default-graph-uri": ZH})) == ["zh"]


@pytest.mark.parametrize(
    "query",
    [
        "ASK { ?s a chm:Decision }",
        "ASK WHERE { ?s a chm:Decision }",
        "SELECT (COUNT(*) AS ?n) { ?s a chm:Decision } GROUP BY ?s",
        "CONSTRUCT { ?s a chm:Decision } WHERE { ?s a chm:Decision }",
        "CONSTRUCT WHERE { ?s a chm:Decision }",
        "DESCRIBE <https://w3id.org/chm/decision/cop/10/15>",
        "DESCRIBE ?s WHERE { ?s a chm:Decision } LIMIT 1",
    ],
)
def test_every_form_of_query_takes_a_dataset(client: TestClient, query: str) -> None:
    accept = {"Accept": "application/n-triples, application/sparql-results+json;q=0.5"}
    known = client.get("/sparql", params={"query": query, "default-graph-uri": EN}, headers=accept)
    unknown = client.get(
        "/sparql", params={"query": query, "default-graph-uri": "https://example.org/none"}, headers=accept
    )
    assert (known.status_code, unknown.status_code) == (200, 200), known.text
    assert known.text != unknown.text


def test_head_has_the_length_and_no_body(client: TestClient) -> None:
    whole = client.get("/sparql", params={"query": TEXTS})
    answer = client.head("/sparql", params={"query": TEXTS})
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["content-length"] == str(len(whole.content))


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_another_method_is_405_and_the_allowed_are_named(client: TestClient, method: str) -> None:
    answer = client.request(method, "/sparql")
    assert answer.status_code == 405
    assert {"GET", "POST"} <= set(answer.headers["allow"].replace(",", " ").split())


def test_a_direct_post_in_another_character_set_is_415(client: TestClient) -> None:
    headers = {"Content-Type": "application/sparql-query; charset=utf-16"}
    assert client.post("/sparql", content=ASK.encode("utf-16"), headers=headers).status_code == 415


def test_a_body_that_is_not_utf_8_is_400(client: TestClient) -> None:
    assert client.post("/sparql", content=b"ASK { ?s ?p '\xff' }", headers=DIRECT).status_code == 400
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    assert client.post("/sparql", content=b"query=%FF", headers=form).status_code == 400


@pytest.mark.parametrize(
    "clause", ["FROM <file:///etc/passwd>", "FROM NAMED <FILE:/etc/passwd>", "FROM <\\u0066ile:x>"]
)
def test_a_file_is_no_graph(client: TestClient, clause: str) -> None:
    answer = client.get("/sparql", params={"query": f"SELECT * {clause} {{ ?s ?p ?o }}"})
    assert answer.status_code == 400
    assert "is a file" in answer.json()["detail"]


def test_service_is_allowed_for_the_endpoints_that_the_operator_lists() -> None:
    allowed = ("https://example.org/sparql",)
    refuse_service("SELECT * { SERVICE SILENT <https://example.org/sparql> { ?s ?p ?o } }", allowed)
    for other in ("<https://example.org/sparql2>", "?endpoint", "<https://EXAMPLE.org/sparql>"):
        with pytest.raises(QueryError, match="SERVICE"):
            refuse_service(f"SELECT * {{ SERVICE {other} {{ ?s ?p ?o }} }}", allowed)


def test_a_cut_graph_says_so_too(client: TestClient) -> None:
    query = "CONSTRUCT { ?s a chm:Element } WHERE { ?s a chm:Element }"
    answer = client.get("/sparql", params={"query": query}, headers={"Accept": "application/n-triples"})
    assert answer.headers["chm-row-limit"] == "5; cut"
    assert 'rel="help"' in answer.headers["link"]
    assert len(answer.text.splitlines()) == 5


def test_a_query_that_needs_too_much_memory_is_stopped_and_the_next_is_answered(reader: EmbeddedReader) -> None:
    hungry = (
        "SELECT (STRLEN(GROUP_CONCAT(CONCAT(STR(?a), STR(?b), STR(?c), STR(?d), STR(?e)))) AS ?n) "
        "{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    )
    app = create_app(Settings(query_seconds=60, query_workers=1, query_memory=300), reader)
    with TestClient(app, raise_server_exceptions=False) as small:
        answer = small.get("/sparql", params={"query": hungry})
        assert answer.status_code == 503
        assert "CHM_QUERY_MEMORY" in answer.json()["detail"]
        assert small.get("/sparql", params={"query": ASK}).json()["boolean"] is True


def test_the_well_known_address_describes_the_same_endpoint(client: TestClient) -> None:
    assert client.get("/.well-known/void").content == client.get("/sparql").content


def test_a_comment_that_ends_in_a_word_of_updates_is_a_comment(client: TestClient) -> None:
    assert client.get("/sparql", params={"query": f"# answers with\n{ASK}"}).status_code == 200


def test_a_regular_expression_of_exponential_cost_is_answered(client: TestClient) -> None:
    query = 'ASK { FILTER(REGEX("' + "a" * 60 + '!", "^(a+)+$")) }'
    assert client.get("/sparql", params={"query": query}).json()["boolean"] is False


def test_a_body_above_the_limit_is_413(client: TestClient) -> None:
    answer = client.post("/sparql", content=b"#" * 20_001, headers=DIRECT)
    assert answer.status_code == 413


def test_an_answer_says_that_it_varies_by_accept_and_has_a_tag_for_each_format(client: TestClient) -> None:
    kinds = ("text/csv", "application/sparql-results+json")
    answers = [client.get("/sparql", params={"query": TEXTS}, headers={"Accept": kind}) for kind in kinds]
    assert {answer.headers["vary"] for answer in answers} == {"Accept"}
    assert len({answer.headers["etag"] for answer in answers}) == 2


def test_markup_in_a_result_is_escaped_in_xml(client: TestClient) -> None:
    query = 'SELECT ("<script>" AS ?s) {}'
    answer = client.get("/sparql", params={"query": query}, headers={"Accept": "application/sparql-results+xml"})
    assert "&lt;script>" in answer.text or "&lt;script&gt;" in answer.text
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_parameter_of_a_named_question_cannot_end_its_term(client: TestClient) -> None:
    attack = "x> } } ; DROP ALL #"
    assert client.get("/queries/open-requests", params={"decision": attack}).status_code == 400


def test_a_large_result_is_sent_whole_and_in_pieces(client: TestClient) -> None:
    pairs = (("?a", "?b"), ("?b", "?c"), ("?c", "?d"))
    tenfold = " ".join(f"BIND(CONCAT({', '.join([a] * 10)}) AS {b})" for a, b in pairs)
    query = f'SELECT ?d ?e {{ BIND("{"x" * 100}" AS ?a) {tenfold} BIND(?d AS ?e) }}'
    answer = client.get("/sparql", params={"query": query})
    (row,) = answer.json()["results"]["bindings"]
    assert len(row["d"]["value"]) == len(row["e"]["value"]) == 100_000
    assert answer.headers["content-length"] == str(len(answer.content))
