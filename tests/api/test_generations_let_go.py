"""A service over a store that is published again and again lets go of the generations that were swept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import httpx2 as httpx
import pyoxigraph as ox
import pytest

from bench.servers import family, served
from graph.embedded import EmbeddedStore
from tests.api.conftest import load_sample

KEPT, ROUNDS = 2, 6
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?p ?o . ?b ?q ?r . ?c ?s ?t . ?d ?u ?v . ?e ?w ?x }"
EVERYTHING = (
    ("/decision/cop/10/15/5.d", 200),
    ("/vocab/actors/parties.jsonld", 200),
    ("/vocab/actors/never-there", 404),  # looked for in every kept generation
    ("/timemap/vocab/actors/parties", 200),
    ("/search?q=parties", 200),
    ("/trace/decision/cop/10/15.json", 200),
    ("/coverage", 200),
    ("/dumps", 200),
    ("/changes", 200),
    ("/feed.atom", 200),
    ("/.well-known/void", 200),
    ("/queries/never-there", 404),
    ("/sparql?query=ASK{}", 200),
    ("/sparql?query=ASK{", 400),
)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The folder of a store that holds the sample and that nobody writes to."""
    load_sample(tmp_path).close()
    return tmp_path


def test_a_generation_that_was_swept_is_held_by_nobody(data: Path) -> None:
    if not Path("/proc/self/maps").exists():
        pytest.skip("which files a process holds is read from /proc, which is not here")
    settings = {"CHM_DATA": str(data), "CHM_KEEP_GENERATIONS": str(KEPT), "CHM_QUERY_SECONDS": "0.5"}
    with served(settings) as port, httpx.Client(base_url=f"http://127.0.0.1:{port}") as client:
        for number in range(2, ROUNDS + 2):
            _publish(data, number)
            for path, status in (*EVERYTHING, (f"/generation/{number - 1}/vocab/actors/parties", 200)):
                assert client.get(path).status_code == status, path
            assert client.get("/sparql", params={"query": ENDLESS}).status_code == 503
        for number in range(ROUNDS + 2, ROUNDS + KEPT + 3):
            _publish(data, number)
            assert client.get("/vocab/actors/parties.jsonld").status_code == 200
        last = ROUNDS + KEPT + 2
        service, *children = family(port)
        assert set(_held(service, data)) == {f"{last:06}"}
        # a child that was asked nothing since may hold the one that it was asked last, which was served then
        assert all(len(set(_held(child, data))) <= 1 for child in children)


def _publish(data: Path, number: int) -> None:
    store = EmbeddedStore(data, keep=KEPT)
    node = ox.NamedNode("https://example.org/round")
    store.replace(node.value, [ox.Triple(node, node, ox.Literal(number))])
    assert store.publish() == number
    store.close()


def _held(process: int, data: Path) -> Iterator[str]:
    """The folders of generations of which a process has files open or mapped."""
    place = Path(f"/proc/{process}")
    files = (place / "maps").read_text("utf-8").splitlines()
    for each in (place / "fd").iterdir():
        with suppress(FileNotFoundError):
            files.append(str(each.readlink()))
    pattern = re.compile(rf"{re.escape(str(data))}/generations/([^/]+)/")
    yield from (match[1] for file in files if (match := pattern.search(file)))
