"""One thing as JSON-LD over HTTP: the service as `chm serve` starts it, on loopback, asked by clients that stay.

The clients are threads of one other process, so that with more than a few of them they are the limit before the
service is; the ratio to `/health`, which does nothing, says what the thing itself costs.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from itertools import count
from statistics import quantiles
from time import perf_counter

from bench.figures import Figure
from bench.servers import COMMAND_LINE, HOST, served
from graph.rooms import room

THING = "/decision/cop/10/15/5.d.jsonld"
NUMBER = "~number~"
_NUMBERS = count()
QUESTION = "/queries/open-requests?decision=X/15"


def measure(quick: bool) -> Iterator[Figure]:
    """Requests per second and times of the thing, of a named question and of nothing, by one and by eight clients."""
    with _service() as port:
        for clients in (1, 8):
            requests = 20 if quick else 4000 // clients
            nothing = ask(port, "/health", clients, requests)
            yield from _figures("nothing (/health)", clients, nothing, nothing)
            yield from _figures("a paragraph as JSON-LD", clients, ask(port, THING, clients, requests), nothing)
            yield from _figures("a named question", clients, ask(port, QUESTION, clients, requests // 4), nothing)


def _figures(
    what: str, clients: int, asked: tuple[float, list[float]], nothing: tuple[float, list[float]]
) -> Iterator[Figure]:
    speed, times = asked
    cuts = quantiles(times, n=20)
    name = f"{what}, {clients} client{'s' if clients > 1 else ''}"
    yield Figure(f"{name}: speed", speed, "requests/s", f"{speed / nothing[0]:.2f} x")
    yield Figure(f"{name}: p50", cuts[9] * 1000, "ms")
    yield Figure(f"{name}: p95", cuts[18] * 1000, "ms")


@contextmanager
def _service() -> Iterator[int]:
    """The port of a service that holds the examples, until the block ends."""
    with tempfile.TemporaryDirectory() as folder:
        settings = {"CHM_DATA": folder}
        loading = [sys.executable, str(COMMAND_LINE), "load", str(room("examples"))]
        subprocess.run(loading, env={**os.environ, **settings}, check=True, capture_output=True)
        with served(settings) as port:
            yield port


def once(connection: HTTPConnection, path: str, accept: str = "*/*") -> float:
    """Seconds of one request. Raises SystemExit for an answer but 200."""
    begun = perf_counter()
    connection.request("GET", path, headers={"Accept": accept})
    answered = connection.getresponse()
    answered.read()
    if answered.status != 200:
        raise SystemExit(f"bench: {path} answered {answered.status}")
    return perf_counter() - begun


def ask(port: int, path: str, clients: int, requests: int, accept: str = "*/*") -> tuple[float, list[float]]:
    """Requests per second of all clients together, and the seconds of each request but the first of each client.

    Each `~number~` in the path becomes a number that no other request of this run has.
    Raises SystemExit for an answer but 200.
    """
    times: list[float] = []
    begun: list[float] = []
    ready = threading.Barrier(clients, lambda: begun.append(perf_counter()))

    def client() -> None:
        connection = HTTPConnection(HOST, port)
        try:
            once(connection, path.replace(NUMBER, str(next(_NUMBERS))), accept)
            ready.wait()
            times.extend(once(connection, path.replace(NUMBER, str(next(_NUMBERS))), accept) for _ in range(requests))
        except BaseException:
            ready.abort()  # the others would wait for ever
            raise
        finally:
            connection.close()

    with ThreadPoolExecutor(clients) as threads:
        started = [threads.submit(client) for _ in range(clients)]
    faults = [fault for each in started if (fault := each.exception())]
    # the others only met the barrier that the first one broke
    for fault in sorted(faults, key=lambda fault: isinstance(fault, threading.BrokenBarrierError)):
        raise fault
    return len(times) / (perf_counter() - begun[0]), times
