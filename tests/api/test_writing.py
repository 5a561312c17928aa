"""SPARQL Update and the Graph Store Protocol: tokens, the gate of the shapes, one generation for each write."""

from __future__ import annotations

import socket
import sqlite3
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.tokens import Tokens
from graph.embedded import EmbeddedReader, EmbeddedStore
from graph.settings import Settings
from tests.api.conftest import load_sample

GRAPH = "https://example.org/graphs/notes"
TURTLE = '<https://example.org/a> <https://example.org/says> "one" .'
BAD = "@prefix chm: <https://w3id.org/chm/ontology#> . <https://w3id.org/chm/decision/cop/10/15/99> a chm:Element ."
INSERT = f"INSERT DATA {{ GRAPH <{GRAPH}> {{ {TURTLE} }} }}"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The folder of a store that holds the sample and that nobody writes to."""
    load_sample(tmp_path).close()
    return tmp_path


@pytest.fixture
def client(data: Path) -> Iterator[TestClient]:
    """A service over `data`."""
    app = create_app(Settings(data=data, query_seconds=30, query_workers=1))
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def bearer(data: Path) -> dict[str, str]:
    """The header of a token with every scope."""
    return {"Authorization": f"Bearer {Tokens(data).new('everything', ('update', 'graphs'), 1)}"}


def state(data: Path) -> tuple[int, frozenset[ox.Quad]]:
    """The last generation and all that it says."""
    reader = EmbeddedReader.of_folder(data)
    return reader.generation, frozenset(reader.quads())


def graph_of(client: TestClient, graph: str = GRAPH) -> set[str]:
    answer = client.get("/graphs", params={"graph": graph}, headers={"Accept": "application/n-triples"})
    return set(answer.text.splitlines()) if answer.status_code == 200 else set()


# ------------------------------------------------------------------------------------------------ update


def test_an_update_by_form_is_a_generation(client: TestClient, data: Path, bearer: dict[str, str]) -> None:
    answer = client.post("/update", data={"update": INSERT}, headers=bearer)
    assert (answer.status_code, answer.headers["chm-generation"]) == (204, "2")
    assert state(data)[0] == 2
    assert client.get("/sparql", params={"query": f"ASK {{ {TURTLE} }}"}).json()["boolean"] is True


def test_an_update_by_body_deletes_what_it_matches(client: TestClient, bearer: dict[str, str]) -> None:
    direct = {**bearer, "Content-Type": "application/sparql-update"}
    assert client.post("/update", content=INSERT.encode(), headers=direct).status_code == 204
    delete = f"DELETE WHERE {{ GRAPH <{GRAPH}> {{ ?s ?p ?o }} }}"
    assert client.post("/update", content=delete.encode(), headers=direct).status_code == 204
    assert graph_of(client) == set()


def test_using_graph_uri_says_where_an_update_matches(client: TestClient, bearer: dict[str, str]) -> None:
    copy = f"INSERT {{ GRAPH <{GRAPH}> {{ ?s chm:text ?t }} }} WHERE {{ ?s chm:text ?t }}"
    source = {"using-graph-uri": "https://w3id.org/chm/decision/cop/10/15/zh"}
    assert client.post("/update", data={"update": copy, **source}, headers=bearer).status_code == 204
    found = graph_of(client)
    assert found
    assert all("@zh" in line for line in found)


def test_using_graph_uri_beside_using_is_refused(client: TestClient, data: Path, bearer: dict[str, str]) -> None:
    before = state(data)
    update = f"INSERT {{ GRAPH <{GRAPH}> {{ ?s ?p ?o }} }} USING <{GRAPH}> WHERE {{ ?s ?p ?o }}"
    answer = client.post("/update", data={"update": update, "using-graph-uri": GRAPH}, headers=bearer)
    assert (answer.status_code, state(data)) == (400, before)


@pytest.mark.parametrize("load", ["LOAD", "load SILENT", "l\\u006Fad"])
def test_load_reaches_nobody(client: TestClient, bearer: dict[str, str], load: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as trap:
        trap.settimeout(0.2)
        update = f"{load} <http://127.0.0.1:{trap.getsockname()[1]}/> INTO GRAPH <{GRAPH}>"
        assert client.post("/update", data={"update": update}, headers=bearer).status_code == 400
        with pytest.raises(TimeoutError):
            trap.accept()


@pytest.mark.parametrize(
    ("update", "status"),
    [
        (f"{INSERT} ; INSERT DATA {{ GRAPH <https://w3id.org/chm/decision/cop/10/15/en> {{ {TURTLE} }} }} ; DROP", 400),
        (f"INSERT DATA {{ {TURTLE} }}", 400),
        ("LOAD <http://127.0.0.1:9/>", 400),
        ("LOAD SILENT <file:///etc/passwd> INTO GRAPH <x:g>", 400),
        ("l\\u006Fad <http://127.0.0.1:9/>", 400),
        ("INSERT { GRAPH <x:g> { ?s ?p ?o } } WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", 400),
        ("ASK { ?s ?p ?o }", 400),
        (f"{INSERT} ; INSERT DATA {{ GRAPH <https://w3id.org/chm/decision/cop/1/1/en> {{ {TURTLE} }} }}", 422),
    ],
)
def test_a_refused_update_leaves_nothing(
    client: TestClient, data: Path, bearer: dict[str, str], update: str, status: int
) -> None:
    before = state(data)
    answer = client.post("/update", data={"update": update}, headers=bearer)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert state(data) == before
    store = EmbeddedStore(data)
    assert store.publish() == before[0]
    store.close()


def test_a_syntax_error_of_an_update_says_line_and_column(client: TestClient, bearer: dict[str, str]) -> None:
    answer = client.post("/update", data={"update": "INSERT DATA {\n GRAPH x }"}, headers=bearer)
    assert answer.status_code == 400
    assert answer.json()["line"] == 2


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("text/plain", INSERT),
        ("application/sparql-query", INSERT),
        ("application/sparql-update; charset=utf-16", INSERT),
    ],
)
def test_an_update_of_another_type_is_415(client: TestClient, bearer: dict[str, str], kind: str, body: str) -> None:
    answer = client.post("/update", content=body.encode(), headers={**bearer, "Content-Type": kind})
    assert answer.status_code == 415


def test_two_updates_in_one_form_are_refused(client: TestClient, bearer: dict[str, str]) -> None:
    assert client.post("/update", data={"update": [INSERT, INSERT]}, headers=bearer).status_code == 400


def test_an_update_by_get_is_405(client: TestClient, bearer: dict[str, str]) -> None:
    answer = client.get("/update", params={"update": INSERT}, headers=bearer)
    assert answer.status_code in (404, 405)
    assert graph_of(client) == set()


# ------------------------------------------------------------------------------------------ graph store


def test_put_makes_a_graph_and_then_replaces_it(client: TestClient, bearer: dict[str, str]) -> None:
    headers = {**bearer, "Content-Type": "text/turtle"}
    where = {"graph": GRAPH}
    assert client.put("/graphs", params=where, content=TURTLE, headers=headers).status_code == 201
    assert graph_of(client) == {TURTLE}
    other = TURTLE.replace("one", "two")
    assert client.put("/graphs", params=where, content=other, headers=headers).status_code == 204
    assert graph_of(client) == {other}


def test_post_adds_to_a_graph(client: TestClient, bearer: dict[str, str]) -> None:
    headers = {**bearer, "Content-Type": "application/n-triples"}
    other = TURTLE.replace("one", "two")
    assert client.post("/graphs", params={"graph": GRAPH}, content=TURTLE, headers=headers).status_code == 201
    assert client.post("/graphs", params={"graph": GRAPH}, content=other, headers=headers).status_code == 204
    assert graph_of(client) == {TURTLE, other}


def test_post_without_a_name_makes_a_graph_and_says_where(client: TestClient, bearer: dict[str, str]) -> None:
    answer = client.post("/graphs", content=TURTLE, headers={**bearer, "Content-Type": "text/turtle"})
    assert answer.status_code == 201
    assert TURTLE in client.get(answer.headers["location"], headers={"Accept": "application/n-triples"}).text


def test_delete_takes_a_graph_away_and_then_there_is_none(client: TestClient, bearer: dict[str, str]) -> None:
    path = "/graphs/decision/cop/10/15/zh"
    assert client.get(path).status_code == 200
    assert client.delete(path, headers=bearer).status_code == 204
    assert client.get(path).status_code == 404
    assert client.delete(path, headers=bearer).status_code == 404


def test_a_graph_is_read_by_its_path_and_by_its_name_and_by_head(client: TestClient) -> None:
    accept = {"Accept": "application/n-triples"}
    direct = client.get("/graphs/decision/cop/10/15/zh", headers=accept)
    indirect = client.get("/graphs", params={"graph": "https://w3id.org/chm/decision/cop/10/15/zh"}, headers=accept)
    assert direct.status_code == 200
    assert set(direct.text.splitlines()) == set(indirect.text.splitlines())
    head = client.head("/graphs/decision/cop/10/15/zh", headers=accept)
    assert (head.content, head.headers["content-length"]) == (b"", str(len(direct.content)))


def test_the_default_graph_is_read_and_never_written(client: TestClient, bearer: dict[str, str]) -> None:
    assert client.get("/graphs?default").status_code == 200
    headers = {**bearer, "Content-Type": "text/turtle"}
    assert client.put("/graphs?default", content=TURTLE, headers=headers).status_code == 403


@pytest.mark.parametrize(
    ("params", "kind", "body", "status"),
    [
        ("graph=relative", "text/turtle", TURTLE, 400),
        (f"graph={GRAPH}&default", "text/turtle", TURTLE, 400),
        (f"graph={GRAPH}", "text/turtle", "<x:a> <x:b>", 400),
        (f"graph={GRAPH}", "text/html", "<p>", 415),
        (f"graph={GRAPH}", "application/ld+json", '{"@context": "http://127.0.0.1:9/c", "@id": "x:a", "b": 1}', 400),
        ("graph=https://w3id.org/chm/decision/cop/1/1/en", "text/turtle", BAD, 422),
    ],
)
def test_a_refused_graph_leaves_nothing(
    client: TestClient, data: Path, bearer: dict[str, str], params: str, kind: str, body: str, status: int
) -> None:
    before = state(data)
    answer = client.put(f"/graphs?{params}", content=body, headers={**bearer, "Content-Type": kind})
    assert (answer.status_code, state(data)) == (status, before), answer.text


def test_while_a_load_writes_a_write_by_http_waits_for_another_time(
    client: TestClient, data: Path, bearer: dict[str, str]
) -> None:
    loading = EmbeddedStore(data)
    assert client.post("/update", data={"update": INSERT}, headers=bearer).status_code == 503
    loading.close()
    assert client.post("/update", data={"update": INSERT}, headers=bearer).status_code == 204


def test_writes_at_the_same_time_are_all_kept(client: TestClient, bearer: dict[str, str]) -> None:
    def add(number: int) -> None:
        insert = INSERT.replace("one", f"number {number}")
        assert client.post("/update", data={"update": insert}, headers=bearer).status_code == 204

    threads = [threading.Thread(target=add, args=(number,)) for number in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(graph_of(client)) == 4


# ---------------------------------------------------------------------------------------------- tokens

WRITES = [("POST", "/update"), ("PUT", "/graphs?graph=x:g"), ("POST", "/graphs"), ("DELETE", "/graphs?graph=x:g")]


@pytest.mark.parametrize(("method", "path"), WRITES)
def test_no_write_without_a_token(client: TestClient, method: str, path: str) -> None:
    answer = client.request(method, path)
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith("Bearer")


def test_a_token_does_only_what_its_scopes_say(client: TestClient, data: Path) -> None:
    bearer = {"Authorization": f"Bearer {Tokens(data).new('graphs only', ('graphs',), 1)}"}
    answer = client.post("/update", data={"update": INSERT}, headers=bearer)
    assert answer.status_code == 403
    assert 'scope="update"' in answer.headers["www-authenticate"]


def test_a_revoked_token_no_longer_holds(client: TestClient, data: Path, bearer: dict[str, str]) -> None:
    (token,) = Tokens(data).all()
    Tokens(data).revoke(token.id)
    assert client.post("/update", data={"update": INSERT}, headers=bearer).status_code == 401


def test_a_token_that_has_ended_no_longer_holds(client: TestClient, data: Path, bearer: dict[str, str]) -> None:
    with sqlite3.connect(data / "tokens.sqlite") as file:
        file.execute("UPDATE token SET expires = ?", ((datetime.now(UTC) - timedelta(seconds=1)).isoformat(),))
    file.close()
    assert client.post("/update", data={"update": INSERT}, headers=bearer).status_code == 401


def test_the_file_of_tokens_holds_no_secret_and_is_the_owners(data: Path, bearer: dict[str, str]) -> None:
    secret = bearer["Authorization"].rpartition("_")[2]
    assert secret.encode() not in (data / "tokens.sqlite").read_bytes()
    assert (data / "tokens.sqlite").stat().st_mode & 0o077 == 0


def test_a_right_identifier_with_a_wrong_secret_is_no_token(client: TestClient, bearer: dict[str, str]) -> None:
    wrong = {"Authorization": bearer["Authorization"][:-1] + ("0" if bearer["Authorization"][-1] != "0" else "1")}
    assert client.post("/update", data={"update": INSERT}, headers=wrong).status_code == 401


def test_who_fails_too_often_must_wait(client: TestClient, bearer: dict[str, str]) -> None:
    wrong = {"Authorization": "Bearer chm_0_0"}
    assert {client.post("/update", headers=wrong).status_code for _ in range(10)} == {401}
    answer = client.post("/update", data={"update": INSERT}, headers=bearer)
    assert answer.status_code == 429
    assert 1 <= int(answer.headers["retry-after"]) <= 61
