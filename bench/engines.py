"""The same generated graph on the engines that a service can stand on, each asked every named question.

The embedded store and the native Oxigraph server over HTTP. Then the service's own `/sparql` beside that server:
look-ups and counts, of two clients, and of eight with one and with two processes. Service and server take turns, a few
requests each, so that other work on the machine is the same for both.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import harmonic_mean, median, quantiles
from urllib.parse import urlencode

from bench import data
from bench.figures import Figure
from bench.http import NUMBER, ask
from bench.queries import Timing, decisions_of, timed
from bench.servers import free_port, processor_seconds, served, started
from graph.endpoint import Endpoint
from graph.queries import questions
from graph.remote import RemoteReader
from graph.store import Reader

_DRAWS = 5
_ROUNDS = 5
_THING, _QUESTION = "/decision/cop/1/1/3.b.jsonld", "/queries/open-requests.json?decision=X/1"
LOOK_UP = "SELECT ?p ?o { <https://w3id.org/chm/decision/cop/10/1> ?p ?o }"
COUNT = (
    "SELECT ?action (COUNT(*) AS ?n) "
    "{ ?element <https://w3id.org/chm/ontology#action> ?action ; <https://w3id.org/chm/ontology#order> ?order } "
    "GROUP BY ?action ORDER BY ?action"
)


def measure(quick: bool) -> Iterator[Figure]:
    """The median of all questions on each engine as a ratio to the embedded one; the service beside the server."""
    statements = 100_000 if quick else 1_000_000
    with tempfile.TemporaryDirectory() as folder, ExitStack() as running:
        place = Path(folder)
        own = _median(data.published(statements, place / "chm"))
        yield Figure(f"embedded, {statements:,}: all questions, median", own * 1000, "ms")
        server = oxigraph(place, running)
        other = _median(RemoteReader(Endpoint(f"http://127.0.0.1:{server}/query", seconds=120), 1))
        yield Figure("Oxigraph server by CHM_STORE", other * 1000, "ms", f"{other / own:.1f} x embedded")
        one, two = (
            running.enter_context(served({"CHM_DATA": str(place / "chm"), "CHM_PROCESSES": str(processes)}))
            for processes in (1, 2)
        )
        requests = 30 if quick else 150
        for path in ("/sparql", "/.well-known/void"):
            slow = quantiles(ask(one, path, 1, requests)[1], n=20)[18] * 1000
            yield Figure(f"{path}, description with VoID: p95", slow, "ms", goal="< 50 ms", met=slow < 50)
        yield from _beside({"": one}, server, 2, 300 if quick else 3000)
        yield from _beside({"": one, ", 2 processes": two}, server, 8, 600 if quick else 4800)
        for what, path in (("a paragraph as JSON-LD", _THING), ("a named question", _QUESTION)):
            speeds = [each.speed for each in _in_turn((one, two), (path, path), 8, 80 if quick else 800)]
            yield Figure(f"{what}, 8 clients", speeds[0], "requests/s")
            yield Figure(
                f"{what}, 8 clients, 2 processes", speeds[1], "requests/s", f"{speeds[1] / speeds[0]:.2f} x one"
            )


def _beside(services: Mapping[str, int], server: int, clients: int, requests: int) -> Iterator[Figure]:
    """Look-ups and counts of the service, in each of its set-ups, and of the server."""
    for name, query, least, share in (("look-ups", LOOK_UP, 0.5, 1), ("counts", COUNT, 0.9, 40)):
        for how, words in (("each new", f"{query} #{NUMBER}"), ("the same again", query)):
            asked = urlencode({"query": words})
            paths = [f"/sparql?{asked}"] * len(services) + [f"/query?{asked}"]
            *own, theirs = _in_turn((*services.values(), server), paths, clients, requests // share)
            told = f"{name}, {how}, {clients} clients"
            for setup, found in zip(services, own, strict=True):
                ratio = found.speed / theirs.speed
                goal = (f"> {least} x", ratio > least) if how == "each new" else ("", None)
                yield Figure(f"{told}{setup}", found.speed, "requests/s", f"{ratio:.2f} x server", *goal)
                dear = f"{found.processor / theirs.processor:.1f} x server" if theirs.processor else ""
                yield Figure("  processor, service and workers", found.processor * 1000, "ms/request", dear)


@dataclass(frozen=True, slots=True)
class _Served:
    """Requests per second, and seconds of the processor that each took the server."""

    speed: float
    processor: float


def _in_turn(ports: Sequence[int], paths: Sequence[str], clients: int, requests: int) -> list[_Served]:
    """So many requests of each server, all clients together, in rounds in which each has its turn."""
    each = max(1, requests // clients // _ROUNDS)
    speeds: list[list[float]] = [[] for _ in ports]
    used = [0.0] * len(ports)
    for _ in range(_ROUNDS):
        for number, (port, path) in enumerate(zip(ports, paths, strict=True)):
            before = processor_seconds(port)
            speeds[number].append(ask(port, path, clients, each)[0])
            used[number] += processor_seconds(port) - before
    # each client asks once more before its time is taken
    asked = _ROUNDS * clients * (each + 1)
    return [_Served(harmonic_mean(found), used[number] / asked) for number, found in enumerate(speeds)]


def oxigraph(place: Path, running: ExitStack) -> int:
    """The native server over a copy of the generation; its port."""
    program = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
    if program is None:
        raise SystemExit("bench: the oxigraph server is not installed; try: pip install -e .[dev]")
    copy = place / "oxigraph"
    shutil.copytree(next((place / "chm" / "generations").glob("*/store")), copy)
    port = free_port()
    command = [program, "serve-read-only", "--location", str(copy), "--bind", f"127.0.0.1:{port}"]
    running.enter_context(started(command, port))
    return port


def _median(reader: Reader) -> float:
    decisions = decisions_of(reader)
    found: list[Timing] = [timed(reader, each, decisions, _DRAWS) for each in questions()]
    return median(each.seconds for each in found)
