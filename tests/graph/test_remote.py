"""What is particular to an endpoint: what it cannot do, and what goes wrong on the way."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pyoxigraph as ox
import pytest

from graph.endpoint import Endpoint
from graph.errors import QueryError, StoreError
from graph.remote import RemoteReader, RemoteStore

OK = b"HTTP/1.1 200 OK\r\nContent-Type: application/sparql-results+xml\r\nContent-Length: %d\r\n\r\n%s"
YES = b'<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head/><boolean>true</boolean></sparql>'


@contextmanager
def endpoint_that_answers(*answers: bytes) -> Iterator[Endpoint]:
    """A server that sends these bytes, one answer for each connection, and then hangs up."""
    with closing(socket.create_server(("127.0.0.1", 0))) as server:

        def serve() -> None:
            for answer in answers:
                connection, _ = server.accept()
                with closing(connection):
                    if answer:
                        while b"ASK" not in connection.recv(65536):
                            pass
                        connection.sendall(answer)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield Endpoint(f"http://127.0.0.1:{server.getsockname()[1]}/query", seconds=5)
        thread.join()


def test_a_connection_broken_off_is_tried_again() -> None:
    with endpoint_that_answers(
        b"", b"HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n", OK % (len(YES), YES)
    ) as endpoint:
        assert bool(RemoteReader(endpoint, 1).query("ASK {}"))


def test_an_answer_that_is_cut_off_is_not_taken_for_a_result() -> None:
    half = YES[:-30]
    with (
        endpoint_that_answers(OK % (len(half), half)) as endpoint,
        pytest.raises(StoreError, match="broken off"),
    ):
        RemoteReader(endpoint, 1).query("ASK {}")


def test_an_answer_in_another_language_is_refused() -> None:
    page = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 2\r\n\r\nhi"
    with endpoint_that_answers(page) as endpoint, pytest.raises(StoreError, match="text/html"):
        RemoteReader(endpoint, 1).query("ASK {}")


def test_an_endpoint_that_is_not_there_is_named() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        port = server.getsockname()[1]
    with pytest.raises(StoreError, match=f"{port}/query.*check CHM_STORE"):
        RemoteStore(Endpoint(f"http://127.0.0.1:{port}/query")).generations()
    with pytest.raises(StoreError, match="no SPARQL endpoint"):
        Endpoint("file:///etc/passwd")


def test_an_endpoint_keeps_no_earlier_state(sparql_server: str) -> None:
    with pytest.raises(StoreError, match="keeps one state"):
        RemoteStore(Endpoint(f"{sparql_server}/query")).rollback(1)


def test_a_blank_node_cannot_be_asked_for(sparql_server: str) -> None:
    with pytest.raises(QueryError, match="cannot be asked for"):
        RemoteStore(Endpoint(f"{sparql_server}/query")).working().quads(ox.BlankNode("b"))
