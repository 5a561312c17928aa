"""Fixtures that every room of the specification shares."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from bench.servers import VIRTUOSO, free_port, started, virtuoso

# a landing is judged by the same examples each time; every other run looks for new ones
settings.register_profile("unhurried", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("unhurried")

PROJECT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real texts beside the project; the tests that need it are skipped where it is absent."""
    folder = PROJECT.parent / "shared" / "corpus"
    if not folder.is_dir():
        pytest.skip("the corpus of real texts (../shared/corpus) is not here")
    return folder


@pytest.fixture(scope="session")
def sparql_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The base URL of a SPARQL server of our own (`/query`, `/update`, `/store`); its data ends with the session."""
    binary = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
    if binary is None:
        pytest.skip("the oxigraph server is not installed (pip install -e .[dev])")
    port = free_port()
    place = tmp_path_factory.mktemp("oxigraph")
    command = [binary, "serve", "--location", str(place), "--bind", f"127.0.0.1:{port}"]
    with started(command, port) as address:
        yield address


@pytest.fixture(scope="session")
def virtuoso_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The base URL of a Virtuoso of our own (`/sparql`, `/sparql-auth`, `/sparql-graph-crud-auth`; dba/dba)."""
    if shutil.which(VIRTUOSO) is None:
        pytest.skip("Virtuoso is not installed (apt-get install virtuoso-opensource-7-bin)")
    with virtuoso(tmp_path_factory.mktemp("virtuoso")) as (address, _):
        yield address
