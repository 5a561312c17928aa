"""A source of several graphs comes to an endpoint whole: who reads meanwhile sees it as it was, or as it is."""

from __future__ import annotations

import gzip
import threading
from pathlib import Path

import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from graph.endpoint import Endpoint
from graph.namespaces import Names
from graph.remote import RemoteReader, RemoteStore
from graph.settings import Settings

ROUNDS, GRAPHS, TRIPLES = 12, 4, 60
ROUND = ox.NamedNode("https://example.org/round")


def source(number: int) -> dict[str, list[ox.Triple]]:
    """Some graphs that all tell the number of the round."""
    graphs = [ox.NamedNode(f"https://example.org/whole/{each}") for each in range(GRAPHS)]
    said = [ox.NamedNode(f"https://example.org/p{each}") for each in range(TRIPLES)]
    value = ox.Literal(number)
    return {graph.value: [ox.Triple(graph, each, value) for each in (ROUND, *said)] for graph in graphs}


@pytest.mark.parametrize("at_once", [20_000, 50], ids=["in one update", "by graphs of arrivals"])
def test_no_reader_of_an_endpoint_sees_half_of_a_source(sparql_server: str, at_once: int) -> None:
    names = Names(f"https://example.org/base-{at_once}/")
    endpoint = Endpoint(f"{sparql_server}/query", f"{sparql_server}/update", f"{sparql_server}/store", at_once=at_once)
    store = RemoteStore(endpoint, names)
    store.change(source(0))
    ended = threading.Event()
    seen: list[tuple[tuple[str, str], ...]] = []

    def read() -> None:
        reader = RemoteReader(endpoint, 0, names)
        own = f'FILTER(STRSTARTS(STR(?s), "https://example.org/whole/") && !STRSTARTS(STR(?g), "{names.base}"))'
        named = f"SELECT ?n (COUNT(*) AS ?count) {{ GRAPH ?g {{ ?s ?p ?n }} {own} }} GROUP BY ?n"
        merged = f"SELECT ?n (COUNT(*) AS ?count) {{ ?s <{ROUND.value}> ?n }} GROUP BY ?n"
        while not ended.is_set():
            for query in (named, merged):
                seen.append(tuple((row["n"].value, row["count"].value) for row in reader.rows(query)))

    reading = threading.Thread(target=read)
    reading.start()
    try:
        for number in range(1, ROUNDS):
            assert store.change(source(number))
    finally:
        ended.set()
        reading.join()
    whole = {str(GRAPHS * (TRIPLES + 1)), str(GRAPHS)}
    assert {count for rows in seen for _, count in rows} == whole
    assert {len(rows) for rows in seen} == {1}
    assert len({rows[0][0] for rows in seen}) > 2  # several rounds were looked at
    assert not store.change(source(ROUNDS - 1))
    assert store.change(dict.fromkeys(source(0), ()))
    left = store.working().rows(f"SELECT ?g {{ GRAPH ?g {{ ?s <{ROUND.value}> ?n }} }}")
    assert not list(left)


def test_an_update_that_is_sent_twice_has_the_same_effect(sparql_server: str) -> None:
    sent: list[str] = []

    class Twice(Endpoint):
        def update(self, sparql: str) -> None:
            sent.append(sparql)
            for _ in range(2):  # as after a connection that broke off before its answer came
                super().update(sparql)

    names = Names("https://example.org/twice/")
    store = RemoteStore(Twice(f"{sparql_server}/query", f"{sparql_server}/update", at_once=50), names)
    store.change(source(1))
    assert len(sent) > 3
    held = {quad.triple for graph in source(1) for quad in store.working().quads(graph=graph)}
    assert held == {triple for triples in source(1).values() for triple in triples}
    store.change(dict.fromkeys(source(1), ()))


def test_the_dump_of_an_endpoint_is_made_when_it_is_published_and_stays_what_was_published(
    sparql_server: str, tmp_path: Path
) -> None:
    names = Names("https://example.org/dumped/")
    settings = Settings(
        data=tmp_path,
        base_iri=names.base,
        store=f"{sparql_server}/query",
        store_update=f"{sparql_server}/update",
    )
    graphs = {f"{names.base}decision/cop/{each}/1/en": triples for each, triples in enumerate(source(1).values(), 1)}
    first, *others = graphs
    store = RemoteStore.of_settings(settings)
    store.change(graphs)
    number = store.publish()
    # the second dump copies what did not change from the first
    store.change({first: ()})
    assert store.publish() == number + 1
    store.change(dict.fromkeys(others[1:], ()))
    with TestClient(create_app(settings)) as client:
        answer = client.get(f"/dumps/chm-{number + 1}.nq.gz")
    held = ox.parse(gzip.decompress(answer.content), format=ox.RdfFormat.N_QUADS)
    assert {str(quad.graph_name) for quad in held} == {f"<{graph}>" for graph in others}
    assert [place.name for place in (tmp_path / "dumps").iterdir()] == [str(number + 1)]
    store.change(dict.fromkeys(graphs, ()))
    store.publish()
