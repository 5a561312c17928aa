"""The service as a process would see it: a real server, a real store, a new generation while it serves."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from graph.embedded import EmbeddedStore
from graph.settings import Settings
from tests.api.conftest import listening

GRAPH = "https://w3id.org/chm/vocab/actors"


@pytest.fixture(scope="module")
def port(folder: Path) -> Iterator[int]:
    """The port of a server on loopback over a store on disk."""
    with listening(create_app(Settings(data=folder, query_seconds=2)), "on") as address:
        yield int(address.rpartition(":")[2])


def get(port: int, method: str, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request(method, path, headers=headers)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}, body


def test_a_thing_is_served_over_http(port: int) -> None:
    status, headers, body = get(port, "GET", "/decision/cop/10/15/5.d", Accept="text/turtle")
    assert (status, headers["content-type"]) == (200, "text/turtle; charset=utf-8")
    assert list(ox.parse(body, format=ox.RdfFormat.TURTLE))


def test_head_over_http_has_the_length_and_no_body(port: int) -> None:
    _, get_headers, body = get(port, "GET", "/decision/cop/10/15.ttl")
    status, headers, nothing = get(port, "HEAD", "/decision/cop/10/15.ttl")
    assert (status, nothing, headers["content-length"]) == (200, b"", str(len(body)))
    assert headers["etag"] == get_headers["etag"]


def test_point_lookups_are_answered_while_a_query_never_ends(port: int) -> None:
    endless = "SELECT%20(COUNT(*)%20AS%20?n)%20%7B?a%20?b%20?c.?d%20?e%20?f.?g%20?h%20?i.?j%20?k%20?l%7D"
    answers: list[int] = []
    hostile = threading.Thread(target=lambda: answers.append(get(port, "GET", f"/sparql?query={endless}")[0]))
    hostile.start()
    met = [get(port, "GET", "/decision/cop/10/15/5.d.jsonld")[0] for _ in range(5)]
    alive = hostile.is_alive()
    hostile.join()
    assert (met, alive, answers) == ([200] * 5, True, [503])


def test_a_query_is_answered_over_http(port: int) -> None:
    status, _, body = get(port, "GET", "/sparql?query=ASK%7B?s%20a%20chm:Decision%7D")
    assert (status, body) == (200, b'{"head":{},"boolean":true}')


def test_a_new_generation_is_served_without_a_restart(tmp_path: Path, sample_store: EmbeddedStore) -> None:
    with TestClient(create_app(Settings(data=tmp_path))) as client:
        first = client.get("/vocab/actors/parties.ttl")
        label = ox.Triple(
            ox.NamedNode(f"{GRAPH}/parties"),
            ox.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel"),
            ox.Literal("Contracting Parties", language="en"),
        )
        sample_store.replace(GRAPH, [label])
        assert client.get("/vocab/actors/parties.ttl").headers["etag"] == first.headers["etag"]
        sample_store.publish()
        second = client.get("/vocab/actors/parties.ttl", headers={"If-None-Match": first.headers["etag"]})
        assert second.status_code == 200
        assert "Contracting Parties" in second.text
        query = "ASK { ?s skos:prefLabel 'Contracting Parties'@en }"
        assert client.get("/sparql", params={"query": query}).json()["boolean"] is True


def test_a_service_without_a_generation_is_alive_and_not_ready(tmp_path: Path) -> None:
    client = TestClient(create_app(Settings(data=tmp_path / "nothing")))
    assert client.get("/health").status_code == 200
    assert client.get("/ready").status_code == 503
    assert client.get("/decision/cop/10/15").status_code == 404
