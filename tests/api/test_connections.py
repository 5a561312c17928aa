"""Clients that are slow, large or hostile, against the service as `chm serve` starts it."""

from __future__ import annotations

import ast
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.tokens import Tokens
from bench.servers import served
from graph.embedded import EmbeddedReader
from graph.settings import Settings
from tests.api.conftest import load_sample
from tests.conftest import PROJECT

LIMITS = {
    "CHM_RECEIVE_SECONDS": "1",
    "CHM_MAX_HEADER_BYTES": "4096",
    "CHM_MAX_BODY_BYTES": "50000",
    "CHM_QUERY_SECONDS": "2",
}
ABSOLUTE = (
    "/sparql",
    "/.well-known/void",
    "/feed.atom",
    "/oai?verb=Identify",
    "/sitemap.xml",
    "/changes",
    "/timemap/vocab/actors/parties",
    "/vocab/actors/parties",
    "/",
)
HOSTILE = {
    "Host": "evil.example",
    "X-Forwarded-Host": "evil.example",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Prefix": "/evil.example",
    "Forwarded": "host=evil.example;proto=https",
    "X-Original-URL": "/evil.example",
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a store that holds the sample."""
    folder = tmp_path_factory.mktemp("served")
    load_sample(folder).close()
    return folder


@pytest.fixture(scope="module")
def port(data: Path) -> Iterator[int]:
    """The port of a service with small limits."""
    with served({**LIMITS, "CHM_DATA": str(data)}) as number:
        yield number


def status(port: int) -> int:
    return asked(port, "/health")[0].status


def asked(port: int, path: str, **headers: str) -> tuple[HTTPResponse, str]:
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer, text


def dripped(port: int, first: bytes, drop: bytes) -> bytes:
    """What comes back to a client that sends a drop now and then, until the server ends it; the test fails if never."""
    with socket.create_connection(("127.0.0.1", port), timeout=0.2) as client:
        client.sendall(first)
        got = b""
        for _ in range(200):
            try:
                if drop:
                    client.sendall(drop)
                part = client.recv(65536)
            except TimeoutError:
                continue
            except OSError:
                return got
            if not part:
                return got
            got += part
    pytest.fail("the connection is still open")


@pytest.mark.parametrize(
    ("first", "drop"),
    [
        (b"", b""),
        (b"GET / HTTP/1.1\r\nHost: x\r\n", b"X-A: b\r\n"),
        (b"GET /health HTTP/1.1\r\nHost: x\r\n\r\nGET /health HTTP/1.1\r\n", b"X"),
    ],
    ids=["silent", "drip", "second request"],
)
def test_a_head_that_comes_too_slowly_ends_the_connection(port: int, first: bytes, drop: bytes) -> None:
    slow = threading.Thread(target=lambda: told.append(dripped(port, first, drop)))
    told: list[bytes] = []
    slow.start()
    assert status(port) == 200
    slow.join()
    assert b"HTTP/1.1 408 " in told[0]
    assert b"CHM_RECEIVE_SECONDS" in told[0]


@pytest.mark.parametrize("length", [b"Content-Length: 40000", b"Transfer-Encoding: chunked"])
def test_a_body_that_comes_too_slowly_is_408(port: int, length: bytes) -> None:
    head = b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\n" + length + b"\r\n\r\n"
    got = dripped(port, head, b"1\r\n#\r\n" if b"chunked" in length else b"#")
    assert got.startswith(b"HTTP/1.1 408 ")
    assert b"application/problem+json" in got
    assert status(port) == 200


@pytest.mark.parametrize(
    "head",
    [
        b"GET / HTTP/1.1\r\nHost: x\r\nX-Large: " + b"a" * 5000 + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\n" + b"X-Many: a\r\n" * 600 + b"\r\n",
        b"GET /" + b"a" * 5000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET / HTTP/1.1\r\nX-Endless: " + b"a" * 2_000_000,
    ],
    ids=["one field", "many fields", "address", "without an end"],
)
def test_a_giant_head_is_431(port: int, head: bytes) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=30) as client:
        got = b""
        try:
            client.sendall(head)
            got = client.recv(65536)
        except OSError:
            # it was cut off while it sent
            assert b"Endless" in head
    assert got.startswith(b"HTTP/1.1 431 ") or (not got and b"Endless" in head)
    assert status(port) == 200


def test_a_head_and_a_body_at_once_are_not_counted_together(port: int) -> None:
    query = b"ASK {}" + b" " * 20_000
    head = b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\nConnection: close\r\n"
    with socket.create_connection(("127.0.0.1", port), timeout=30) as client:
        client.sendall(head + b"Content-Length: %d\r\n\r\n" % len(query) + query)
        assert client.recv(65536).startswith(b"HTTP/1.1 200 ")


def test_a_giant_body_without_a_length_is_413(port: int) -> None:
    head = b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\n"
    chunk = b"1000\r\n" + b"#" * 4096 + b"\r\n"
    with socket.create_connection(("127.0.0.1", port), timeout=30) as client:
        client.sendall(head + b"Transfer-Encoding: chunked\r\n\r\n")
        try:
            for _ in range(1000):
                client.sendall(chunk)
        except OSError:
            pass
        assert client.recv(65536).startswith(b"HTTP/1.1 413 ")
    assert status(port) == 200


def test_a_hostile_host_is_in_no_answer_and_forwarded_fields_are_not_believed(port: int) -> None:
    for path in ABSOLUTE:
        honest, _ = asked(port, path)
        assert honest.status == 200, path
        hostile, poisoned = asked(port, path, **HOSTILE)
        assert "evil.example" not in poisoned + str(hostile.headers), path
        assert (hostile.status, hostile.headers["etag"]) == (honest.status, honest.headers["etag"]), path
        assert f"https://127.0.0.1:{port}" not in poisoned, path
    assert f"http://127.0.0.1:{port}/sparql" in asked(port, "/sparql", **HOSTILE)[1]


def test_forwarded_fields_of_a_listed_front_server_are_believed(data: Path) -> None:
    with served({**LIMITS, "CHM_DATA": str(data), "CHM_TRUSTED_PROXIES": "127.0.0.1"}) as port:
        assert f"<https://127.0.0.1:{port}/sparql>" in asked(port, "/sparql", **HOSTILE)[1]


def test_a_new_graph_is_named_by_this_server_and_not_by_host(tmp_path: Path) -> None:
    load_sample(tmp_path).close()
    bearer = f"Bearer {Tokens(tmp_path).new('host', ('graphs',), 1)}"
    with TestClient(create_app(Settings(data=tmp_path, check_writes=False))) as client:
        headers = {**HOSTILE, "Authorization": bearer, "Content-Type": "text/turtle"}
        answer = client.post("/graphs", content="<x:a> <x:b> <x:c> .", headers=headers)
    assert answer.status_code == 201
    assert answer.headers["location"].startswith("http://testserver/graphs?graph=urn:uuid:")


def test_no_two_formats_share_a_tag_and_a_refused_accept_is_not_kept(port: int) -> None:
    kinds = ("text/html", "text/turtle", "application/ld+json", "application/n-triples")
    answers = [asked(port, "/vocab/actors/parties", Accept=kind)[0] for kind in kinds]
    assert len({answer.headers["etag"] for answer in answers}) == len(kinds)
    assert all("Accept" in answer.headers["vary"] for answer in answers)
    refused, text = asked(port, "/vocab/actors/parties", Accept="evil/example")
    assert (refused.status, refused.headers["cache-control"]) == (406, "no-store")
    assert "evil/example" not in text + str(refused.headers)


def test_a_regular_expression_over_all_pairs_is_stopped_and_others_are_served(port: int) -> None:
    pairs = " ".join(f"?s{each} ?p{each} ?o{each} ." for each in range(5))
    text = ", ".join(f"STR(?o{each})" for each in range(5))
    hostile = f'ASK {{ {pairs} FILTER(REGEX(CONCAT({text}), "(.*)*(a|aa)+(.*)*(b|bb)+!$", "is")) }}'
    found: list[tuple[HTTPResponse, str]] = []
    query = "/sparql?query="
    path = query + hostile.replace(" ", "%20").replace("+", "%2B").replace('"', "%22").replace("|", "%7C")
    attack = threading.Thread(target=lambda: found.append(asked(port, path)))
    attack.start()
    for _ in range(5):
        assert asked(port, f"{query}ASK%7B%7D")[0].status == 200
        time.sleep(0.1)
    attack.join()
    assert found[0][0].status == 503
    assert "CHM_QUERY_SECONDS" in found[0][1]


# ---------------------------------------------------------------------------------------------- fetching


@contextmanager
def redirecting(status: int, target: str, asked_for: list[str]) -> Iterator[str]:
    """The address of a server that sends everybody on to another one."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked_for.append(self.path)
            self.send_response(status)
            self.send_header("Location", target)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name it has in the library
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_listed_endpoint_cannot_send_a_query_on_to_an_inner_server(data: Path, status: int) -> None:
    asked_for: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as inner:
        inner.settimeout(0.2)
        target = f"http://127.0.0.1:{inner.getsockname()[1]}/"
        with redirecting(status, target, asked_for) as endpoint:
            reader = EmbeddedReader.of_folder(data, services=(endpoint,))
            with pytest.raises(Exception, match=r"redirect|Redirect|See Other|Moved|Found|30\d"):
                list(reader.query(f"SELECT * {{ SERVICE <{endpoint}> {{ ?s ?p ?o }} }}"))  # type: ignore[arg-type]
        assert asked_for == ["/"]
        with pytest.raises(TimeoutError):
            inner.accept()


def test_only_the_operators_engine_and_the_guarded_harvest_have_a_client_of_http() -> None:
    """No face of the service and no reader of files can reach out; what a harvest may reach is tested in tests/load."""
    clients = {
        "urllib.request",
        "http.client",
        "requests",
        "httpx",
        "httpx2",
        "aiohttp",
        "urllib3",
        "SPARQLWrapper",
        "ftplib",
    }
    found = set()
    for file in (path for room in ("api", "graph", "loaders") for path in (PROJECT / room).rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            if any(name in clients or name.split(".")[0] in clients for name in names):
                found.add(file.relative_to(PROJECT).as_posix())
    assert found == {"graph/endpoint.py", "loaders/fetch.py"}
