"""Several machines with nothing commercial: shares of the graphs on native servers, behind one federated endpoint.

Comunica (npm) joins over the servers; each holds whole source graphs and answers over their union.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pyoxigraph as ox
import pytest

from bench.servers import free_port, started
from graph.embedded import EmbeddedStore
from graph.endpoint import Endpoint
from graph.errors import StoreError
from graph.holdings import Shard, dump
from graph.namespaces import Names
from graph.queries import question
from graph.remote import RemoteReader
from graph.rooms import room
from graph.store import Reader, Results
from loaders.load import load

NAMES = Names()
COMUNICA = Path(__file__).parent / "node_modules" / ".bin" / "comunica-sparql-http"
SHARDS = 3
QUESTIONS = {
    "who-must-do-what": {"decision": "X/15", "language": "en"},
    "cited-by": {"cited": "VII/23"},
    "activities-for-target": {"target": "vocab/gbf/20"},
}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedStore]:
    store = EmbeddedStore(tmp_path_factory.mktemp("whole"))
    load([room("examples")], store, NAMES)
    yield store
    store.close()


@pytest.fixture(scope="module")
def federated(whole: EmbeddedStore, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """A reader of the endpoint that Comunica makes of the servers."""
    oxigraph = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
    if oxigraph is None or shutil.which("node") is None or not COMUNICA.exists():
        pytest.skip("Comunica is not installed (node 20, then: npm install --prefix tests/federation)")
    place = tmp_path_factory.mktemp("shards")
    with ExitStack() as running:
        sources = []
        for number in range(1, SHARDS + 1):
            data = place / f"{number}.nq"
            dump(whole.reader(), NAMES, "nq", out=data, shard=Shard(number, SHARDS))
            held = place / str(number)
            subprocess.run([oxigraph, "load", "--location", held, "--file", data], check=True, capture_output=True)
            server = [oxigraph, "serve-read-only", "--location", str(held), "--union-default-graph", "--bind"]
            sources.append(f"sparql@http://127.0.0.1:{_start(running, server)}/query")
        port = free_port()
        command = ["node", str(COMUNICA), "-p", str(port), "-t", "60", *sources]
        _run(running, command, port)
        reader = RemoteReader(Endpoint(f"http://127.0.0.1:{port}/sparql", seconds=60), whole.reader().generation, NAMES)
        _wait_until_answered(reader)
        yield reader


def _wait_until_answered(reader: Reader) -> None:
    """Its port is open before the workers behind it are ready; until then it hangs up."""
    for _ in range(20):
        try:
            reader.query("ASK { ?s ?p ?o }")
        except StoreError as fault:
            refused = fault
            time.sleep(1)
        else:
            return
    raise refused


def _start(running: ExitStack, command: list[str]) -> int:
    port = free_port()
    _run(running, [*command, f"127.0.0.1:{port}"], port)
    return port


def _run(running: ExitStack, command: list[str], port: int) -> None:
    running.enter_context(started(command, port))


def test_every_graph_is_in_one_share(whole: EmbeddedStore) -> None:
    shards = [Shard(number, SHARDS) for number in range(1, SHARDS + 1)]
    for graph in whole.reader().graphs():
        assert sum(shard.holds(graph) for shard in shards) == 1
    assert all(any(shard.holds(graph) for graph in whole.reader().graphs()) for shard in shards)


def test_statements_of_one_thing_on_several_servers_are_found_together(whole: EmbeddedStore, federated: Reader) -> None:
    asked = "SELECT DISTINCT ?text { <https://w3id.org/chm/decision/cop/10/15/5.d> chm:text ?text } ORDER BY ?text"
    assert _rows(federated.query(asked)) == _rows(whole.reader().query(asked)) != []


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_that_joins_over_servers_has_the_answer_of_one_store(
    whole: EmbeddedStore, federated: Reader, name: str
) -> None:
    own, other = (_rows(question(name).ask(reader, QUESTIONS[name])) for reader in (whole.reader(), federated))
    assert own
    assert sorted(own) == sorted(other)


def _rows(found: Results) -> list[list[str]]:
    assert isinstance(found, ox.QuerySolutions)
    return [[str(row[variable]) for variable in found.variables] for row in found]
