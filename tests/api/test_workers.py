"""The pool of children: who asks gets the answer to what was asked, whoever went before."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.evaluation import Job
from api.workers import Pool, opener
from graph.errors import StoreError
from graph.namespaces import Names
from graph.settings import Settings

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def job(query: str) -> Job:
    return Job(query, 1, None, 100, Names())


@pytest.fixture
def pool(folder: Path) -> Iterator[Pool]:
    """One child, and three seconds for each query."""
    pool = Pool(opener(Settings(data=folder)), 3, 1)
    pool.start()
    yield pool
    pool.close()


async def value(pool: Pool, number: int) -> str:
    found = await pool.run(job(f"SELECT ({number} AS ?n) {{}}"))
    return found.read().decode()


def test_many_who_ask_one_child_at_once_each_get_their_own_answer(pool: Pool) -> None:
    async def ask() -> list[str]:
        return await asyncio.gather(*(value(pool, each) for each in range(100, 130)))

    answers = asyncio.run(ask())
    assert all(f'"{each}"' in answer for each, answer in enumerate(answers, 100))


def test_who_goes_away_leaves_no_answer_for_the_next(pool: Pool) -> None:
    async def ask() -> str:
        await value(pool, 1)
        gone = asyncio.create_task(pool.run(job(ENDLESS)))
        waiting, patient = (asyncio.create_task(value(pool, each)) for each in (2, 3))
        await asyncio.sleep(0.1)
        for task in (waiting, gone):
            task.cancel()
        await asyncio.wait((waiting, gone))
        assert (gone.cancelled(), waiting.cancelled()) == (True, True)
        return await patient

    assert '"3"' in asyncio.run(ask())


def test_who_waits_when_the_service_ends_is_told(pool: Pool) -> None:
    async def ask() -> object:
        working = asyncio.create_task(pool.run(job(ENDLESS)))
        waiting = asyncio.create_task(value(pool, 2))
        await asyncio.sleep(0.1)
        pool.close()
        return await asyncio.gather(working, waiting, return_exceptions=True)

    assert [type(each) for each in asyncio.run(ask())] == [StoreError, StoreError]  # type: ignore[attr-defined]


def test_after_a_query_that_was_stopped_those_that_waited_are_answered(pool: Pool) -> None:
    async def ask() -> tuple[object, object, object]:
        return await asyncio.gather(pool.run(job(ENDLESS)), value(pool, 5), value(pool, 6), return_exceptions=True)

    stopped, *answers = asyncio.run(ask())
    assert isinstance(stopped, StoreError)
    assert ['"5"' in str(answers[0]), '"6"' in str(answers[1])] == [True, True]


def test_a_question_that_is_larger_than_a_pipe_is_answered(pool: Pool) -> None:
    query = f"ASK {{}} #{'x' * 1_000_000}"
    assert asyncio.run(pool.run(job(query))).read() == b'{"head":{},"boolean":true}'


@pytest.mark.skipif(sys.platform == "win32", reason="uvloop is not for Windows")
def test_an_answer_that_comes_in_pieces_is_whole_under_the_event_loop_of_the_service(pool: Pool) -> None:
    import uvloop

    rows = " ".join(f'"{number:x>500}"' for number in range(99))

    async def ask(number: int) -> str:
        found = await pool.run(job(f"SELECT ?row {{ VALUES ?row {{ {rows} }} }} #{number}"))
        return found.read().decode()

    async def every() -> list[str]:
        return await asyncio.gather(*(ask(number) for number in range(200)))

    assert [answer.count("x1") for answer in uvloop.run(every())] == [11] * 200
