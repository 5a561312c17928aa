"""Updates beyond their limits and faults of the storage: 503, and the earlier generation is served as it was."""

from __future__ import annotations

import os
import resource
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import sleep

import httpx2 as httpx
import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.tokens import Tokens
from api.writing import WRITER, writer
from bench.servers import family, served
from graph.embedded import EmbeddedReader, EmbeddedStore
from graph.errors import StoreError
from graph.settings import Settings
from tests.api.conftest import load_sample

TURTLE = '<https://example.org/a> <https://example.org/says> "one" .'
WARM = "INSERT DATA { GRAPH <x:warm> { <x:a> <x:b> <x:c> } }"
INSERT = f"INSERT DATA {{ GRAPH <https://example.org/graphs/notes> {{ {TURTLE} }} }}"
NUMBERS = "VALUES ?{} { 0 1 2 3 4 5 6 7 8 9 }"
ENDLESS = (
    "INSERT { GRAPH <x:g> { ?a ?p ?o } } WHERE { ?a ?p ?o . ?b ?q ?r . ?c ?s ?t . ?d ?u ?v . ?e ?w ?x "
    "FILTER(STRLEN(CONCAT(STR(?a), STR(?r), STR(?t), STR(?v), STR(?x))) < 0) }"
)


def digits(count: int) -> str:
    """A pattern with ten times as many solutions for each digit, each with its own ?iri and ?text."""
    numbers = " ".join(NUMBERS.replace("{}", f"n{each}", 1) for each in range(count))
    text = ", ".join(f"STR(?n{each})" for each in range(count))
    return f'{numbers} BIND(CONCAT("x:", {text}) AS ?text) BIND(IRI(?text) AS ?iri)'


# nine digits: a thousand million statements
HUGE = f"INSERT {{ GRAPH <x:g> {{ ?iri <x:p> ?text }} }} WHERE {{ {digits(9)} }}"
LARGE = f"INSERT {{ GRAPH <x:large> {{ ?iri <x:p> ?text ; <x:q> ?text ; <x:r> ?text }} }} WHERE {{ {digits(4)} }}"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The folder of a store that holds the sample and that nobody writes to."""
    load_sample(tmp_path).close()
    return tmp_path


@contextmanager
def service(data: Path, **settings: object) -> Iterator[TestClient]:
    """A service over `data` whose client has a token."""
    chosen = {"query_workers": 1, "check_writes": False, **settings}
    app = create_app(Settings(data=data, **chosen))  # type: ignore[arg-type]
    with TestClient(app, raise_server_exceptions=False) as client:
        client.headers["Authorization"] = f"Bearer {Tokens(data).new('limits', ('update', 'graphs'), 1)}"
        yield client


def state(data: Path) -> tuple[int, frozenset[ox.Quad]]:
    reader = EmbeddedReader.of_folder(data)
    return reader.generation, frozenset(reader.quads())


@pytest.mark.parametrize(
    ("update", "limits", "named"),
    [
        (ENDLESS, {"query_seconds": 1}, "CHM_QUERY_SECONDS"),
        (HUGE, {"query_seconds": 120, "query_memory": 400}, "CHM_QUERY_MEMORY"),
    ],
    ids=["time", "memory"],
)
def test_an_update_beyond_a_limit_is_stopped_and_the_next_one_is_written(
    data: Path, update: str, limits: dict[str, float], named: str
) -> None:
    before = state(data)
    with service(data, **limits) as client:
        answer = client.post("/update", data={"update": update})
        assert answer.status_code == 503
        assert answer.headers["content-type"] == "application/problem+json"
        assert "the update" in answer.json()["detail"]
        assert named in answer.json()["detail"]
        assert state(data) == before
        assert not (data / "trial").exists()
        assert client.post("/update", data={"update": INSERT}).status_code == 204


def test_an_update_that_changes_more_than_one_may_is_refused(data: Path) -> None:
    before = state(data)
    with service(data, max_changes=10) as client:
        answer = client.post("/update", data={"update": f"INSERT DATA {{ {many('large', 11)} }}"})
        assert answer.status_code == 400
        assert "11 statements, and one may change 10 (CHM_MAX_CHANGES)" in answer.json()["detail"]
        assert state(data) == before
        assert client.post("/update", data={"update": f"INSERT DATA {{ {many('large', 10)} }}"}).status_code == 204
        # what is taken away counts as what is added
        swap = (
            "WITH <https://example.org/graphs/large> DELETE { ?s ?p ?o } INSERT { ?s <x:tells> ?o } WHERE { ?s ?p ?o }"
        )
        assert "changes 20 statements" in client.post("/update", data={"update": swap}).json()["detail"]
        dropped = client.post("/update", data={"update": "DROP GRAPH <https://example.org/graphs/large>"})
        assert dropped.status_code == 204
    assert state(data)[1] == before[1]


def test_a_begun_write_that_takes_too_long_is_stopped_and_taken_back_and_the_next_one_is_written(data: Path) -> None:
    before = state(data)
    with service(data, query_seconds=60, write_seconds=0.5) as client:
        answer = client.post("/update", data={"update": LARGE})
        assert answer.status_code == 503
        assert answer.headers["content-type"] == "application/problem+json"
        assert "(CHM_WRITE_SECONDS); nothing of it is kept" in answer.json()["detail"]
        assert state(data) == before
        assert not list(data.glob("before-*"))
    with service(data) as client:
        assert client.post("/update", data={"update": INSERT}).headers["chm-generation"] == str(before[0] + 1)
    graphs = {str(quad.graph_name) for quad in state(data)[1] - before[1]}
    assert graphs == {"<https://example.org/graphs/notes>"}


def test_a_graph_whose_check_takes_too_long_is_refused_and_the_writer_is_free(data: Path) -> None:
    before = state(data)
    with service(data, write_seconds=0.5, check_writes=True) as client:
        graph = {"graph": "https://example.org/graphs/large"}
        turtle = {"Content-Type": "text/turtle"}
        body = "".join(
            f'<x:s{each}> a <https://w3id.org/chm/ontology#Element>; <x:p> "{each}" .' for each in range(30_000)
        )
        answer = client.put("/graphs", params=graph, content=body, headers=turtle)
        assert (answer.status_code, state(data)) == (503, before)
        assert "CHM_WRITE_SECONDS" in answer.json()["detail"]
    with service(data, check_writes=True) as client:
        assert client.put("/graphs", params=graph, content=TURTLE, headers=turtle).status_code == 201


def test_a_write_of_a_service_that_is_killed_is_taken_back(data: Path) -> None:
    before = state(data)
    token = Tokens(data).new("killed", ("update",), 1)
    with served({"CHM_DATA": str(data), "CHM_CHECK_WRITES": "false"}) as port:

        def send() -> None:
            with suppress(httpx.HTTPError):
                headers = {"Authorization": f"Bearer {token}"}
                httpx.post(f"http://127.0.0.1:{port}/update", data={"update": LARGE}, headers=headers, timeout=60)

        sending = threading.Thread(target=send)
        sending.start()
        while sending.is_alive() and not list(data.glob("before-*")):
            sleep(0.01)
        assert sending.is_alive()  # the write has begun and not ended
        for process in family(port):
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        sending.join()
    opened_once_the_dead_let_go(data).close()
    assert state(data) == before
    assert not list(data.glob("before-*"))


def opened_once_the_dead_let_go(data: Path) -> EmbeddedStore:
    for _ in range(500):
        with suppress(StoreError):
            return EmbeddedStore(data)
        sleep(0.02)
    return EmbeddedStore(data)


def test_a_write_waits_for_another_no_longer_than_an_update_may_take(data: Path) -> None:
    before = state(data)
    with service(data, query_seconds=1) as client:
        with writer(Settings(data=data)):
            answer = client.post("/update", data={"update": INSERT})
            assert answer.status_code == 503
            assert "another write took more than 1 seconds" in answer.json()["detail"]
        assert state(data) == before
        assert client.post("/update", data={"update": INSERT}).status_code == 204


@contextmanager
def no_file_grows_beyond(size: int, process: int | None) -> Iterator[None]:
    """What a full disk does, to every file that a process writes."""
    assert process is not None
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = resource.prlimit(process, resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.prlimit(process, resource.RLIMIT_FSIZE, before)


def many(graph: str, count: int) -> str:
    said = " ".join(f'<x:s{each}> <x:says> "{each} {"word " * 40}" .' for each in range(count))
    return f"GRAPH <https://example.org/graphs/{graph}> {{ {said} }}"


def test_a_fault_of_the_storage_between_graphs_leaves_the_generation_and_nothing_of_the_write(data: Path) -> None:
    before = state(data)
    update = f"INSERT DATA {{ {many('small', 1)} {many('large', 6000)} }}"
    with service(data) as client:
        assert client.post("/update", data={"update": WARM}).status_code == 204
        before = state(data)
        with no_file_grows_beyond(400_000, WRITER.pid):
            answer = client.post("/update", data={"update": update})
        assert answer.status_code == 503, answer.text
        assert state(data) == before
        assert client.get("/graphs", params={"graph": "https://example.org/graphs/small"}).status_code == 404
        assert client.post("/update", data={"update": INSERT}).status_code == 204
    number, quads = state(data)
    assert number == before[0] + 1
    assert {quad.graph_name.value for quad in quads - before[1]} == {"https://example.org/graphs/notes"}  # type: ignore[union-attr]
