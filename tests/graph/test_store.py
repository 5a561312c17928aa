"""One contract for both stores: what a loader and a reader may rely on, whichever engine keeps the graph."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.embedded import EmbeddedStore
from graph.endpoint import Endpoint
from graph.errors import NotFound, QueryError, StoreError
from graph.namespaces import Names
from graph.remote import RemoteStore
from graph.settings import Settings
from graph.store import Reader, Store, open_reader, open_store

FOREST, MARINE = "https://w3id.org/chm/decision/cop/6/22/en", "https://w3id.org/chm/decision/cop/7/5/en"
TITLE = ox.NamedNode("http://purl.org/dc/terms/title")
_bases = count()


def titles(graph: str, *values: str) -> list[ox.Triple]:
    return [ox.Triple(ox.NamedNode(graph), TITLE, ox.Literal(value, language="en")) for value in values]


def rows(reader: Reader, sparql: str, **bindings: ox.NamedNode | ox.Literal) -> list[tuple[str, ...]]:
    results = reader.query(sparql, bindings)
    assert isinstance(results, ox.QuerySolutions)
    return [tuple(_value(term) for term in row) for row in results]


def _value(term: object) -> str:
    assert isinstance(term, ox.NamedNode | ox.Literal)
    return term.value


def shown(reader: Reader) -> list[str]:
    return sorted(title for (title,) in rows(reader, "SELECT ?t { ?s dcterms:title ?t }"))


@pytest.fixture(params=["embedded", "remote"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    opened: Store
    if request.param == "embedded":
        opened = EmbeddedStore(tmp_path)
    else:
        server = request.getfixturevalue("sparql_server")
        endpoint = Endpoint(f"{server}/query", seconds=20)
        endpoint.update("DROP ALL")
        opened = RemoteStore(endpoint)
    yield opened
    opened.close()


def test_a_replaced_graph_holds_exactly_the_new_triples(store: Store) -> None:
    store.replace(FOREST, titles(FOREST, "Forests", "kept"))
    store.replace(FOREST, titles(FOREST, "Forest biodiversity", "kept"))
    assert {quad.triple for quad in store.working().quads(graph=FOREST)} == set(
        titles(FOREST, "Forest biodiversity", "kept")
    )


def test_replacing_one_graph_leaves_the_others(store: Store) -> None:
    store.replace(FOREST, titles(FOREST, "Forests"))
    store.replace(MARINE, titles(MARINE, "Seas"))
    store.replace(FOREST, titles(FOREST, "Trees"))
    assert sorted(store.working().graphs()) == [FOREST, MARINE]
    assert shown(store.working()) == ["Seas", "Trees"]


def test_replacing_says_whether_anything_changed(store: Store) -> None:
    assert store.replace(FOREST, titles(FOREST, "Forests"))
    assert not store.replace(FOREST, titles(FOREST, "Forests"))


def test_a_graph_replaced_by_nothing_is_gone(store: Store) -> None:
    store.replace(FOREST, titles(FOREST, "Forests"))
    store.replace(FOREST, [])
    assert list(store.working().graphs()) == []


def test_removing_says_whether_there_was_anything(store: Store) -> None:
    store.replace(FOREST, titles(FOREST, "Forests"))
    assert store.remove(FOREST)
    assert not store.remove(FOREST)
    assert shown(store.working()) == []


def test_blank_nodes_and_every_kind_of_literal_come_back(store: Store) -> None:
    node, subject = ox.BlankNode("x"), ox.NamedNode(FOREST)
    literals = [
        ox.Literal('quote " backslash \\ line \n tab \t end'),
        ox.Literal("森林生物多样性", language="zh"),
        ox.Literal("2010-10-29", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#date")),
        ox.Literal(True),
        ox.Literal(-3),
    ]
    triples = [ox.Triple(node, TITLE, literal) for literal in literals] + [ox.Triple(subject, TITLE, node)]
    store.replace(FOREST, triples)
    store.replace(FOREST, triples)
    quads = list(store.working().quads(graph=FOREST))
    assert {quad.object for quad in quads if isinstance(quad.object, ox.Literal)} == set(literals)
    assert len(quads) == len(triples)


def test_the_digest_is_what_the_graph_says_of_its_source(store: Store) -> None:
    digest = ox.Triple(ox.NamedNode(FOREST), ox.NamedNode(Names().term("sha256")), ox.Literal("abc"))
    store.replace(FOREST, [digest])
    assert store.source_digest(FOREST) == "abc"
    assert store.source_digest(MARINE) is None


def test_publishing_counts_generations_and_does_not_count_when_nothing_changed(store: Store) -> None:
    store.replace(FOREST, titles(FOREST, "Forests"))
    assert (store.publish(), store.publish()) == (1, 1)
    store.replace(FOREST, titles(FOREST, "Forests"))
    assert store.publish() == 1
    store.replace(MARINE, titles(MARINE, "Seas", "Oceans"))
    assert store.publish() == 2
    last = store.generations()[-1]
    assert (last.number, last.quads, last.graphs) == (2, 3, 2)


def test_a_reader_knows_its_generation(store: Store) -> None:
    store.replace(FOREST, titles(FOREST, "Forests"))
    store.publish()
    assert store.reader().generation == store.reader(1).generation == 1
    with pytest.raises(NotFound, match="generation 9 is not kept"):
        store.reader(9)


def test_there_is_nothing_to_read_before_the_first_generation(store: Store) -> None:
    with pytest.raises(NotFound, match="nothing is published"):
        store.reader()
    assert store.generations() == []


def test_the_default_graph_is_the_union_and_the_prefixes_are_declared(store: Store) -> None:
    store.replace(FOREST, titles(FOREST, "Forests"))
    store.replace(MARINE, titles(MARINE, "Seas"))
    assert len(rows(store.working(), "SELECT ?s { ?s dcterms:title ?t }")) == 2
    own = "PREFIX dcterms: <http://purl.org/dc/terms/> SELECT ?g { GRAPH ?g { ?s dcterms:title 'Seas'@en } }"
    assert rows(store.working(), own) == [(MARINE,)]


def test_a_statement_of_two_graphs_counts_once_and_stays_until_both_are_gone(store: Store) -> None:
    counted = "SELECT (COUNT(*) AS ?n) { ?s dcterms:title 'Trees'@en }"
    for graph in (FOREST, MARINE):
        store.replace(graph, titles(FOREST, "Trees"))
    assert [row[0] for row in rows(store.working(), counted)] == ["1"]
    store.replace(FOREST, titles(FOREST, "Woods"))
    assert [row[0] for row in rows(store.working(), counted)] == ["1"]
    store.remove(MARINE)
    assert [row[0] for row in rows(store.working(), counted)] == ["0"]


def test_what_is_asked_without_its_graph_comes_once(store: Store) -> None:
    store.replace(FOREST, titles(FOREST, "Forests"))
    store.replace(MARINE, titles(FOREST, "Forests", "Woods"))
    store.publish()
    for reader in (store.working(), store.reader()):
        for _ in range(2):
            assert sorted(reader.triples(ox.NamedNode(FOREST)), key=str) == titles(FOREST, "Forests", "Woods")
            assert list(reader.triples(None, TITLE, titles(FOREST, "Woods")[0].object)) == titles(FOREST, "Woods")


def test_ask_construct_and_describe_give_their_own_kinds_of_results(store: Store) -> None:
    store.replace(FOREST, titles(FOREST, "Forests"))
    reader = store.working()
    assert bool(reader.query("ASK { ?s dcterms:title 'Forests'@en }"))
    assert not bool(reader.query("ASK { ?s dcterms:title 'Rivers'@en }"))
    for sparql in ("CONSTRUCT WHERE { ?s dcterms:title ?t }", f"DESCRIBE <{FOREST}>"):
        results = reader.query(sparql)
        assert isinstance(results, ox.QueryTriples)
        assert list(results) == titles(FOREST, "Forests")


def test_variables_are_bound_wherever_they_stand(store: Store) -> None:
    store.replace(FOREST, titles(FOREST, "a", "b", "c"))
    store.replace(MARINE, titles(MARINE, "d"))
    forest, reader = ox.NamedNode(FOREST), store.working()
    assert rows(reader, "SELECT ?s ?t { ?s dcterms:title ?t } ORDER BY ?s ?t", s=forest) == [
        (FOREST, "a"),
        (FOREST, "b"),
        (FOREST, "c"),
    ]
    grouped = "SELECT ?s (COUNT(?t) AS ?n) { ?s dcterms:title ?t } GROUP BY ?s"
    assert rows(reader, grouped, s=forest) == [(FOREST, "3")]
    nested = "SELECT ?t { { SELECT ?s ?t { ?s dcterms:title ?t FILTER(?s = ?s) } } } ORDER BY ?t LIMIT ?n"
    assert rows(reader, nested, s=forest, n=ox.Literal(2)) == [("a",), ("b",)]
    optional = "SELECT ?t { ?x dcterms:title ?t FILTER(!BOUND(?s) || ?x = ?s) VALUES ?t { 'd'@en } }"
    assert rows(reader, optional) == [("d",)]
    assert rows(reader, optional, s=forest) == []


@pytest.mark.parametrize(
    "value",
    [
        'x" } ; DROP ALL ; { "',
        "x' } UNION { ?s ?p ?o } #",
        "\\",
        '\\" . ?s ?p ?o . "',
        "line\nbreak } SERVICE <http://127.0.0.1:1/> {",
        "?t",
        '"""',
    ],
)
def test_a_bound_literal_is_only_ever_a_value(store: Store, value: str) -> None:
    store.replace(FOREST, titles(FOREST, "Forests", value))
    found = rows(store.working(), "SELECT ?t { ?s dcterms:title ?t FILTER(STR(?t) = ?v) }", v=ox.Literal(value))
    assert found == [(value,)]
    assert shown(store.working()) == sorted(["Forests", value])


@pytest.mark.parametrize(
    ("sparql", "bindings"),
    [
        ("SELECT ?s { ?s ?p", {}),
        ("DROP ALL", {}),
        ("INSERT DATA { <x:a> <x:b> <x:c> }", {}),
        ("LOAD <http://127.0.0.1:1/>", {}),
        ("# SELECT\nDELETE WHERE { ?s ?p ?o }", {}),
        ("", {}),
        ("SELECT ?s { ?s ?p ?o }", {"s } #": ox.Literal("x")}),
        ("SELECT ?s { ?s ?p ?o }", {"s": ox.BlankNode("b")}),
        ("SELECT ?s { BIND(1 AS ?s) }", {"s": ox.Literal("x")}),
        ("SELECT ?s { VALUES ?s { 1 } }", {"s": ox.Literal("x")}),
    ],
)
def test_what_is_no_query_is_refused_and_changes_nothing(
    store: Store, sparql: str, bindings: dict[str, ox.NamedNode | ox.Literal]
) -> None:
    store.replace(FOREST, titles(FOREST, "Forests"))
    with pytest.raises(QueryError):
        store.working().query(sparql, bindings)
    assert shown(store.working()) == ["Forests"]


def test_a_graph_needs_an_absolute_iri(store: Store) -> None:
    for name in ("forest", "x:a> { } } ; DROP ALL #", ""):
        with pytest.raises(StoreError, match="cannot name a graph"):
            store.replace(name, titles(FOREST, "Forests"))


def test_the_settings_choose_the_engine(tmp_path: Path, sparql_server: str) -> None:
    for number, settings in enumerate(
        (
            Settings(data=tmp_path),
            Settings(store=f"{sparql_server}/query", base_iri="https://example.org/chm/", query_seconds=5),
        )
    ):
        store = open_store(settings)
        store.replace(FOREST, titles(FOREST, f"Forests {number}"))
        published = store.publish()
        store.close()
        reader = open_reader(settings)
        assert reader.generation == published
        assert f"Forests {number}" in shown(reader)
        reader.close()
