"""The read side over a small graph of our own words (`sample.trig`)."""

from __future__ import annotations

import socket
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import pyoxigraph as ox
import pytest
import uvicorn
from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette.types import ASGIApp

from api.app import create_app
from graph.embedded import EmbeddedReader, EmbeddedStore
from graph.settings import Settings

SAMPLE = Path(__file__).resolve().parent / "sample.trig"


def load_sample(folder: Path) -> EmbeddedStore:
    """A store on disk that has published the sample."""
    store = EmbeddedStore(folder)
    by_graph: dict[str, list[ox.Triple]] = defaultdict(list)
    for quad in ox.parse(path=str(SAMPLE), format=ox.RdfFormat.TRIG):
        by_graph[str(quad.graph_name)[1:-1]].append(quad.triple)
    for graph, triples in by_graph.items():
        store.replace(graph, triples)
    store.publish()
    return store


@contextmanager
def listening(app: ASGIApp, lifespan: Literal["on", "off"] = "off") -> Iterator[str]:
    """The address of an application of this process on a socket, until the block ends."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan=lifespan))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join()


@pytest.fixture
def sample_store(tmp_path: Path) -> Iterator[EmbeddedStore]:
    """The writer of `tmp_path`, which holds the sample."""
    store = load_sample(tmp_path)
    yield store
    store.close()


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a store that has published the sample."""
    folder = tmp_path_factory.mktemp("sample")
    load_sample(folder).close()
    return folder


@pytest.fixture(scope="session")
def reader(folder: Path) -> EmbeddedReader:
    """Generation 1 of the sample."""
    return EmbeddedReader.of_folder(folder)


@pytest.fixture(scope="session")
def app(reader: EmbeddedReader) -> FastAPI:
    """The service over the sample; a query may take two seconds and give five rows."""
    return create_app(Settings(query_seconds=2, max_rows=5, max_body_bytes=20_000), reader)


@pytest.fixture(scope="session")
def client(app: FastAPI) -> Iterator[TestClient]:
    """An in-process client that follows no redirect and sees a fault as its answer."""
    with TestClient(app, follow_redirects=False, raise_server_exceptions=False) as client:
        yield client
