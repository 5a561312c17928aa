"""The read side over a small graph of our own words (`sample.trig`)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.app import create_app
from graph.embedded import EmbeddedReader
from graph.settings import Settings

SAMPLE = Path(__file__).resolve().parent / "sample.trig"


@pytest.fixture(scope="session")
def reader() -> EmbeddedReader:
    """Generation 7 of the sample."""
    store = ox.Store()
    store.load(path=str(SAMPLE), format=ox.RdfFormat.TRIG)
    return EmbeddedReader(store, 7)


@pytest.fixture(scope="session")
def app(reader: EmbeddedReader) -> FastAPI:
    """The service over the sample; a query may take two seconds and give five rows."""
    return create_app(Settings(query_seconds=2, max_rows=5, max_body_bytes=20_000), reader)


@pytest.fixture(scope="session")
def client(app: FastAPI) -> Iterator[TestClient]:
    """An in-process client that follows no redirect and sees a fault as its answer."""
    with TestClient(app, follow_redirects=False, raise_server_exceptions=False) as client:
        yield client
