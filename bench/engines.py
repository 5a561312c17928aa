"""The same generated graph on the engines that a service can stand on, each asked every named question.

The embedded store and the native Oxigraph server over HTTP. Then the service's own `/sparql` beside that server:
look-ups and counts, requests per second of two clients.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import urlencode

from bench import data
from bench.figures import Figure
from bench.http import NUMBER, ask
from bench.queries import Timing, decisions_of, timed
from bench.servers import free_port, served, started
from graph.embedded import EmbeddedReader, EmbeddedStore
from graph.endpoint import Endpoint
from graph.queries import questions
from graph.remote import RemoteReader
from graph.store import Reader

_DRAWS = 5
_CLIENTS = 2
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
        (place / "chm").mkdir()
        data.keep(statements, place / "chm" / "store")
        store = EmbeddedStore(place / "chm")
        store.publish()
        store.close()
        own = _median(EmbeddedReader.of_folder(place / "chm"))
        yield Figure(f"embedded, {statements:,}: all questions, median", own * 1000, "ms")
        server = oxigraph(place, running)
        other = _median(RemoteReader(Endpoint(f"http://127.0.0.1:{server}/query", seconds=120), 1))
        yield Figure("Oxigraph server by CHM_STORE", other * 1000, "ms", f"{other / own:.1f} x embedded")
        port = running.enter_context(served({"CHM_DATA": str(place / "chm")}))
        requests = 30 if quick else 150
        for path in ("/sparql", "/.well-known/void"):
            slow = quantiles(ask(port, path, 1, requests)[1], n=20)[18] * 1000
            yield Figure(f"{path}, description with VoID: p95", slow, "ms", goal="< 50 ms", met=slow < 50)
        for name, query, least in (("look-ups", LOOK_UP, 0.5), ("counts", COUNT, 0.9)):
            for how, words in (("each new", f"{query} #{NUMBER}"), ("the same again", query)):
                asked = urlencode({"query": words})
                mine, _ = ask(port, f"/sparql?{asked}", _CLIENTS, requests)
                theirs, _ = ask(server, f"/query?{asked}", _CLIENTS, requests)
                told = f"{mine / theirs:.2f} x server"
                yield Figure(
                    f"{name} by /sparql, {how}", mine, "requests/s", told, f"> {least} x", mine / theirs > least
                )


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
