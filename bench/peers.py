"""The service beside what else could serve the same graph: the native Oxigraph server, Virtuoso, a service on rdflib.

Each holds the same generated graph and is asked the same by two clients, every request other words than the one before.
A peer that is not installed is named in a row of its own.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from statistics import quantiles
from urllib.parse import urlencode, urlsplit

import pyoxigraph as ox

from bench import data
from bench.engines import COUNT, LOOK_UP, oxigraph
from bench.figures import Figure
from bench.http import NUMBER, ask, once
from bench.queries import decisions_of
from bench.servers import HOST, NotStarted, free_port, served, started, virtuoso
from graph.namespaces import Names
from graph.queries import questions
from graph.sparql import with_bindings, with_prefixes

_CLIENTS = 2
_NAMES = Names()
_JSON_LD, _RESULTS = "application/ld+json", "application/sparql-results+json"
_SLOWEST = 2.0
"""Seconds of one request above which a peer is asked less often."""


@dataclass(frozen=True, slots=True)
class Peer:
    """A server that holds the graph: its name, its port, and the path of its SPARQL endpoint."""

    name: str
    port: int
    path: str


@dataclass(frozen=True, slots=True)
class Row:
    """What is asked: a query, and what is wanted back; `own` is the service's path for it without SPARQL."""

    name: str
    query: str
    accept: str = _RESULTS
    own: str = ""


def measure(quick: bool) -> Iterator[Figure]:
    """Requests per second of each row by the service and by each peer, with the ratio of the service to the peer."""
    statements = 100_000 if quick else 1_000_000
    with tempfile.TemporaryDirectory() as folder, ExitStack() as running:
        place = Path(folder)
        reader = data.published(statements, place / "chm")
        decisions = decisions_of(reader)
        rows = _rows(decisions)
        nquads = place / "data.nq"
        ox.serialize(reader.quads(), nquads, format=ox.RdfFormat.N_QUADS)
        reader.close()
        requests = 20 if quick else 400
        own = Peer("chm", running.enter_context(served({"CHM_DATA": str(place / "chm")})), "/sparql")
        yield _first_times(own.port, decisions)
        mine = {row.name: _speed(own, row, requests) for row in rows}
        for name, start in _PEERS.items():
            try:
                peer = start(name, place, running)
            except NotStarted as fault:
                yield Figure(f"{name}: not measured, {fault}", 0, "requests/s")
                continue
            for row in rows:
                theirs = _speed(peer, row, requests)
                ratio = mine[row.name][0] / theirs[0]
                told = f"{mine[row.name][0]:,.0f}, {ratio:.2f} x"
                yield Figure(
                    f"{row.name}, {name}",
                    theirs[0],
                    "requests/s",
                    told,
                    "ahead" if name != "oxigraph" else "",
                    ratio > 1,
                )


def _first_times(port: int, decisions: int) -> Figure:
    """The p95 of paragraphs as JSON-LD, each for the first time, by one client."""
    connection = HTTPConnection(HOST, port)
    paths = [f"/{data.path_of(decisions * n // 100)}/3.b.jsonld" for n in range(100)]
    p95 = quantiles([once(connection, path) for path in paths], n=20)[18] * 1000
    connection.close()
    return Figure("paragraphs as JSON-LD, each another: p95", p95, "ms", "", "< 10 ms", p95 < 10)


def _rows(decisions: int) -> tuple[Row, ...]:
    decision = data.path_of(decisions // 2)
    thing = _NAMES.iri(f"{decision}/3.b")
    question = next(each for each in questions() if each.name == "open-requests")
    bound = with_bindings(question.text, question.bind({"decision": decision}))
    return (
        Row("look-ups", LOOK_UP),
        Row("counts", COUNT),
        Row("open requests of a decision", with_prefixes(bound, _NAMES.prefixes())),
        Row(
            "a paragraph as JSON-LD",
            f"CONSTRUCT {{ <{thing}> ?p ?o }} WHERE {{ <{thing}> ?p ?o }}",
            _JSON_LD,
            f"/{decision}/3.b.jsonld",
        ),
    )


def _speed(peer: Peer, row: Row, requests: int) -> tuple[float, float]:
    """Requests per second, and the 95th percentile of one in seconds; fewer are asked of a peer that takes long."""
    if row.own and peer.name == "chm":
        path = row.own
    else:
        path = f"{peer.path}?{urlencode({'query': f'{row.query}' + chr(10) + f'# {NUMBER}'})}"
    _, first = ask(peer.port, path, 1, 1, row.accept)
    speed, times = ask(peer.port, path, _CLIENTS, 2 if first[0] > _SLOWEST else requests, row.accept)
    return speed, quantiles(times, n=20)[18]


def _oxigraph(name: str, place: Path, running: ExitStack) -> Peer:
    return Peer(name, oxigraph(place, running), "/query")


def _virtuoso(name: str, place: Path, running: ExitStack) -> Peer:
    folder = place / name
    folder.mkdir()
    (folder / "data.nq").hardlink_to(place / "data.nq")
    address, sql = running.enter_context(virtuoso(folder))
    program = shutil.which("isql-vt")
    if program is None:
        raise NotStarted("isql-vt is not installed (apt-get install virtuoso-opensource-7-bin)")
    load = "ld_dir('.', 'data.nq', 'urn:none'); rdf_loader_run(); checkpoint;"
    subprocess.run([program, str(sql), "dba", "dba", f"exec={load}"], check=True, capture_output=True, cwd=folder)
    return Peer(name, urlsplit(address).port or 0, "/sparql")


def _rdflib(name: str, place: Path, running: ExitStack) -> Peer:
    program = shutil.which("rdflib-endpoint", path=str(Path(sys.executable).parent))
    if program is None:
        raise NotStarted("rdflib-endpoint is not installed (pip install -e .[dev])")
    port = free_port()
    command = [program, "serve", "--host", "127.0.0.1", "--port", str(port), str(place / "data.nq")]
    running.enter_context(started(command, port, seconds=600))
    return Peer(name, port, "/")


_PEERS: dict[str, Callable[[str, Path, ExitStack], Peer]] = {
    "oxigraph": _oxigraph,
    "virtuoso": _virtuoso,
    "rdflib-endpoint": _rdflib,
}
