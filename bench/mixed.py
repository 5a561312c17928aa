"""Mixed load for some minutes: readers, a hostile query every second, and a load that replaces graphs all the time.

The service is as `chm serve` starts it, over a generated graph. The load is another process that replaces the graphs of
one set one after another and then publishes: all of them say the number of the round, so that a reader who finds two
numbers, or too few graphs, has seen half a load.
"""

from __future__ import annotations

import tempfile
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from multiprocessing import get_context
from multiprocessing.synchronize import Event
from pathlib import Path
from statistics import median, quantiles
from time import monotonic, perf_counter
from urllib.parse import urlencode

import orjson
import pyoxigraph as ox

from bench import data
from bench.figures import Figure
from bench.servers import family, served
from graph.embedded import EmbeddedStore

_GRAPHS, _TRIPLES = 20, 200
_BASE = "https://w3id.org/chm/"
_ROUND = ox.NamedNode("https://example.org/round")
_PAUSE = 2.0
_WARM_SECONDS, _LOOK_SECONDS = 10.0, 5.0
_READERS = 2
_ROUNDS = f"SELECT ?n (COUNT(*) AS ?graphs) {{ GRAPH ?g {{ ?g <{_ROUND.value}> ?n }} }} GROUP BY ?n"
_HOSTILE = "SELECT (COUNT(*) AS ?n) { ?a ?p ?o . ?b ?q ?r . ?c ?s ?t }"
_LIMIT_SECONDS = 1
_PATHS = (
    "/decision/cop/10/1.jsonld",
    "/queries/open-requests?decision=X/1",
    "/search?q=forest",
    "/.well-known/void",
    f"/sparql?{urlencode({'query': _ROUNDS})}",
)


def measure(minutes: float) -> Iterator[Figure]:
    """What happened: requests, 5xx by kind, memory at start and end, half loads seen."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        data.keep(200_000, place / "store")
        _load(place, 0)
        settings = {"CHM_DATA": folder, "CHM_QUERY_SECONDS": str(_LIMIT_SECONDS), "CHM_KEEP_GENERATIONS": "5"}
        with served(settings) as port:
            yield from _figures(_Run(port, place, minutes), minutes)


def _load(place: Path, number: int) -> None:
    """Replaces each graph of the set, one transaction each, and publishes them together."""
    store = EmbeddedStore(place, keep=5)
    for each in range(_GRAPHS):
        graph, value = ox.NamedNode(f"{_BASE}mixed/{each}"), ox.Literal(number)
        says = [ox.Triple(graph, ox.NamedNode(f"https://example.org/p{n}"), value) for n in range(_TRIPLES)]
        store.replace(graph.value, [ox.Triple(graph, _ROUND, value), *says])
    store.publish()
    store.close()


def _keep_loading(place: Path, ended: Event) -> None:
    number = 1
    while not ended.wait(_PAUSE):
        _load(place, number)
        number += 1


class _Run:
    """One run, and what its clients saw."""

    def __init__(self, port: int, place: Path, minutes: float) -> None:
        self._port, self._until = port, monotonic() + minutes * 60
        self.times: list[float] = []
        self.faults: Counter[str] = Counter()
        self.stopped = self.half = self.checks = 0
        self.held: list[tuple[float, float]] = []
        self._rounds = set[str]()
        threads = [threading.Thread(target=self._read, args=(each,)) for each in range(_READERS)]
        threads += [threading.Thread(target=self._attack), threading.Thread(target=self._watch, args=(minutes * 60,))]
        context = get_context("spawn")
        ended = context.Event()
        loading = context.Process(target=_keep_loading, args=(place, ended))
        loading.start()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        ended.set()
        loading.join()

    @property
    def rounds(self) -> int:
        """How many rounds of the load the readers saw."""
        return len(self._rounds)

    def _read(self, first: int) -> None:
        number = first
        while monotonic() < self._until:
            path = _PATHS[number % len(_PATHS)]
            number += 1
            begun = perf_counter()
            status, body = self._ask(path)
            self.times.append(perf_counter() - begun)
            if status != 200:
                self.faults[f"{status} {_kind(body)}"] += 1
            elif path.startswith("/sparql"):
                self._check(body)

    def _check(self, body: bytes) -> None:
        rows = orjson.loads(body)["results"]["bindings"]
        self.checks += 1
        self._rounds |= {row["n"]["value"] for row in rows}
        if [row["graphs"]["value"] for row in rows] != [str(_GRAPHS)]:
            self.half += 1

    def _attack(self) -> None:
        threads = []
        clock = threading.Event()
        while monotonic() < self._until:
            threads.append(threading.Thread(target=self._hostile))
            threads[-1].start()
            clock.wait(1)
        for thread in threads:
            thread.join()

    def _hostile(self) -> None:
        status, body = self._ask(f"/sparql?{urlencode({'query': _HOSTILE})}")
        if status == 503 and _kind(body) == "time":
            self.stopped += 1
        else:
            self.faults[f"hostile query: {status} {_kind(body)}"] += 1

    def _watch(self, seconds: float) -> None:
        """Notes what memory the service itself and what its children hold, once it is warm."""
        clock = threading.Event()
        clock.wait(min(_WARM_SECONDS, seconds / 4))
        while monotonic() < self._until:
            self.held.append(_memory(self._port))
            clock.wait(min(_LOOK_SECONDS, seconds / 4))

    def _ask(self, path: str) -> tuple[int, bytes]:
        connection = HTTPConnection("127.0.0.1", self._port, timeout=120)
        try:
            connection.request("GET", path, headers={"Accept": "application/json, */*;q=0.5"})
            answer = connection.getresponse()
            return answer.status, answer.read()
        except (OSError, HTTPException) as fault:
            return 0, repr(fault).encode()
        finally:
            connection.close()


def _kind(body: bytes) -> str:
    words = {b"CHM_QUERY_SECONDS": "time", b"CHM_QUERY_MEMORY": "memory", b"too busy": "no process for queries"}
    return next((kind for word, kind in words.items() if word in body), body[:80].decode("utf-8", "replace"))


def _figures(run: _Run, minutes: float) -> Iterator[Figure]:
    cuts = quantiles(run.times, n=20)
    late = run.faults["503 time"]
    others = run.faults.total() - late
    yield Figure("length", minutes, "min")
    yield Figure("requests of readers", len(run.times), "", f"{len(run.times) / minutes / 60:.0f} a second")
    yield Figure("p50", cuts[9] * 1000, "ms")
    yield Figure("p95", cuts[18] * 1000, "ms")
    yield Figure(f"hostile queries stopped at {_LIMIT_SECONDS} s", run.stopped, "")
    yield Figure("rounds of the load that readers saw", run.rounds, "", f"{run.checks} looks")
    yield Figure("half loads seen", run.half, "", goal="0", met=not run.half)
    yield Figure("readers' queries that took too long themselves", late, "")
    yield Figure("other refusals and broken answers", others, "", goal="0", met=not others)
    for kind, count in run.faults.most_common():
        yield Figure(f"  {kind}", count, "")
    yield from _growth(run.held)


def _growth(held: list[tuple[float, float]]) -> Iterator[Figure]:
    """The median of each quarter of the run, and the second half against the first."""
    both = [own + children for own, children in held]
    for quarter in range(4):
        part = slice(len(held) * quarter // 4, len(held) * (quarter + 1) // 4)
        own = median(each for each, _ in held[part] or held)
        told = f"{own:,.0f} of it in the service itself"
        yield Figure(f"memory, median of quarter {quarter + 1}", median(both[part] or both), "MB", told)
    half = len(both) // 2
    first, second = median(both[:half] or both), median(both[half:])
    growth = second / first if first else 0.0
    yield Figure("memory, second half against first", growth, "x", "", "no growth (< 1.1 x)", growth < 1.1)


def _memory(port: int) -> tuple[float, float]:
    """What the service itself and what its children hold, in MB; 0 where the system does not say."""
    held = {}
    for process in (found := family(port)):
        with suppress(OSError, ValueError):
            status = Path(f"/proc/{process}/status").read_text("utf-8")
            # not what is mapped from files: the kernel takes that back
            said = dict(line.split(":", 1) for line in status.splitlines())
            held[process] = int(said.get("RssAnon", "0 kB").split()[0]) / 1024  # a child that has ended holds nothing
    return held.get(next(iter(found), 0), 0.0), sum(held.get(process, 0.0) for process in found[1:])
