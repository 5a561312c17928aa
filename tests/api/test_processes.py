"""Several processes behind one address: they count clients together, and one of them writes at a time."""

from __future__ import annotations

import math
import shutil
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import httpx2 as httpx
import pytest

from api.shared import Table
from api.tokens import Tokens
from bench.servers import COMMAND_LINE, free_port, started

INSERT = "INSERT DATA {{ GRAPH <https://example.org/graphs/{0}> {{ <x:s> <x:p> {0} }} }}"
PER_MINUTE = 20


@pytest.fixture(scope="module")
def data(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of its own that has published the sample."""
    place = tmp_path_factory.mktemp("processes") / "data"
    shutil.copytree(folder, place)
    return place


def service(data: Path, **settings: str) -> Iterator[str]:
    port = free_port()
    command = [sys.executable, str(COMMAND_LINE), "serve", "--port", str(port), "--processes", "2", "--workers", "1"]
    with started(command, port, settings={"CHM_DATA": str(data), "CHM_CHECK_WRITES": "false", **settings}) as address:
        yield address


@pytest.fixture(scope="module")
def address(data: Path) -> Iterator[str]:
    """Two processes."""
    yield from service(data)


@pytest.fixture(scope="module")
def limited(data: Path) -> Iterator[str]:
    """Two processes that answer an address so many requests a minute."""
    yield from service(data, CHM_REQUESTS_PER_MINUTE=str(PER_MINUTE))


def add(path: Path, times: int) -> None:
    table = Table(2, path)
    for _ in range(times):
        with table.of("192.0.2.1") as numbers:
            numbers[0] += 1
            numbers[1] -= 1


def test_what_processes_count_at_the_same_time_is_not_lost(tmp_path: Path) -> None:
    context = get_context("spawn")
    both = [context.Process(target=add, args=(tmp_path / "table", 2000)) for _ in range(2)]
    for each in both:
        each.start()
    for each in both:
        each.join()
    with Table(2, tmp_path / "table").of("192.0.2.1") as numbers:
        assert numbers == [4000, -4000]


def test_a_table_forgets_those_of_long_ago_and_grows_no_more() -> None:
    table = Table(1)
    for each in range(50_000):
        with table.of(f"client {each}") as numbers:
            numbers[0] += 1
    with table.of("client 49999") as numbers:
        assert numbers == [1]
    with table.of("client 0") as numbers:
        assert numbers == [0]


def test_an_address_has_one_rate_whichever_process_it_meets(limited: str) -> None:
    begun = time.monotonic()

    def ask(_: int) -> int:
        return httpx.get(f"{limited}/health", timeout=60).status_code

    with ThreadPoolExecutor(8) as clients:
        counts = Counter(clients.map(ask, range(4 * PER_MINUTE)))
    refilled = math.ceil((time.monotonic() - begun) * PER_MINUTE / 60)
    assert set(counts) == {200, 429}
    assert PER_MINUTE <= counts[200] <= PER_MINUTE + refilled


def test_writes_that_meet_in_two_processes_are_all_written_and_seen_by_both(data: Path, address: str) -> None:
    bearer = {"Authorization": f"Bearer {Tokens(data).new('test', ('update',), 1)}"}

    def write(number: int) -> httpx.Response:
        update = {"update": INSERT.format(number)}
        return httpx.post(f"{address}/update", data=update, headers=bearer, timeout=60)

    def seen(_: int) -> str:
        query = {"query": "SELECT (COUNT(*) AS ?n) { <x:s> <x:p> ?o }"}
        found = httpx.get(f"{address}/sparql", params=query, timeout=60).json()
        return str(found["results"]["bindings"][0]["n"]["value"])

    with ThreadPoolExecutor(6) as clients:
        answers = list(clients.map(write, range(6)))
        assert [answer.status_code for answer in answers] == [204] * 6, [answer.text for answer in answers]
        assert len({answer.headers["chm-generation"] for answer in answers}) == 6
        assert set(clients.map(seen, range(24))) == {"6"}


def test_who_fails_too_often_must_wait_whichever_process_he_meets(address: str) -> None:
    wrong = {"Authorization": "Bearer chm_0_0"}
    statuses = [httpx.post(f"{address}/update", headers=wrong, timeout=60).status_code for _ in range(30)]
    assert statuses == [401] * 10 + [429] * 20
