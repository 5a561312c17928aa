"""Fixtures that every room of the specification shares."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import settings

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
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            wait_until_open(port, server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def wait_until_open(port: int, server: subprocess.Popen[bytes], seconds: int = 10) -> None:
    """Waits for a server that was started; the test fails when it ends or takes too long."""
    for _ in range(seconds * 20):
        with closing(socket.socket()) as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        if server.poll() is not None:
            pytest.fail(f"the server ended with {server.returncode}")
        time.sleep(0.05)
    pytest.fail("the server does not open its port")


@pytest.fixture(scope="session")
def virtuoso_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The base URL of a Virtuoso of our own (`/sparql`, `/sparql-auth`, `/sparql-graph-crud-auth`; dba/dba)."""
    binary = shutil.which("virtuoso-t")
    if binary is None:
        pytest.skip("Virtuoso is not installed (apt-get install virtuoso-opensource-7-bin)")
    place = tmp_path_factory.mktemp("virtuoso")
    sql, port = free_port(), free_port()
    (place / "virtuoso.ini").write_text(_VIRTUOSO.format(sql=sql, port=port))
    command = [binary, "-f", "-c", "virtuoso.ini"]
    with subprocess.Popen(command, cwd=place, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            wait_until_open(port, server, seconds=60)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


_VIRTUOSO = """[Database]
DatabaseFile = virtuoso.db
TransactionFile = virtuoso.trx
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = temporary.db
TransactionFile = temporary.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
NumberOfBuffers = 20000
ServerThreads = 10
[HTTPServer]
ServerPort = 127.0.0.1:{port}
ServerThreads = 8
[SPARQL]
ResultSetMaxRows = 1000000
"""


def free_port() -> int:
    """A port of loopback that nothing listens on now."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
