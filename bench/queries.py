"""The named questions on generated graphs: rdflib against the store on the same data, then the store on a million.

The store is what is served: a generation on disk, opened read-only, bindings and checks included. rdflib gets each
question once, with a time limit, in a process of its own that holds the graph in memory.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

import pyoxigraph as ox

from bench import data
from bench.figures import Figure, apart
from graph.queries import Question, questions
from graph.sparql import with_bindings

if TYPE_CHECKING:
    from rdflib import Dataset

    from graph.store import Reader

GOAL = 0.05
SMALL, LARGE = 200_000, 1_000_000
_LIMIT = 10.0
_DRAWS = 9
_KIND = "SELECT DISTINCT ?decision { ?decision a <https://w3id.org/chm/ontology#Decision> }"


@dataclass(frozen=True, slots=True)
class Timing:
    """How long a question took (median over its draws) and how many rows its first draw gave."""

    seconds: float
    rows: int


def measure(quick: bool) -> Iterator[Figure]:
    """The median of each question in the store, its ratio to rdflib, and the median of all on the large graph."""
    small, large = (105_000, 125_000) if quick else (SMALL, LARGE)
    theirs = apart(by_rdflib, small, 1.0 if quick else _LIMIT)
    ours = apart(by_store, small, _DRAWS)
    yield from _against_rdflib(theirs, ours, small)
    grown = apart(by_store, large, _DRAWS)
    for name, found in grown.items():
        ratio = f"{found.seconds / ours[name].seconds:.1f} x"
        yield Figure(f"{name}, {large:,}", found.seconds * 1000, "ms", ratio, "< 50 ms", found.seconds < GOAL)
    middle = median(found.seconds for found in grown.values())
    yield Figure(f"all questions, {large:,}: median", middle * 1000, "ms", "", "< 50 ms", middle < GOAL)


def _against_rdflib(theirs: dict[str, Timing | None], ours: dict[str, Timing], statements: int) -> Iterator[Figure]:
    ratios = []
    for name, mine in ours.items():
        other = theirs[name]
        ratios.append((other.seconds if other else _LIMIT) / mine.seconds)
        shown = f"{ratios[-1]:,.0f} x" if other else "stopped"
        yield Figure(f"{name}, {statements:,}: rdflib/store", mine.seconds * 1000, "ms", shown)
    middle = median(mine.seconds for mine in ours.values())
    yield Figure(f"all questions, {statements:,}: rdflib/store", middle * 1000, "ms", f"{median(ratios):,.0f} x")
    answered = {name: found for name, found in theirs.items() if found}
    alike = sum(found.rows == ours[name].rows for name, found in answered.items())
    yield Figure("as many rows by both", alike, "questions", f"of {len(answered)}", "all", alike == len(answered))


def by_store(statements: int, draws: int) -> dict[str, Timing]:
    """Each question through the store, over so many draws of its parameters."""
    from graph.embedded import EmbeddedReader

    with tempfile.TemporaryDirectory() as folder:
        data.keep(statements, Path(folder) / "store")
        reader = EmbeddedReader(ox.Store.read_only(str(Path(folder) / "store")), 1)
        decisions = decisions_of(reader)
        return {each.name: timed(reader, each, decisions, draws) for each in questions()}


def _count(found: object) -> int:
    return sum(1 for _ in found) if isinstance(found, ox.QuerySolutions) else 0


def decisions_of(reader: Reader) -> int:
    """How many decisions a generated graph has."""
    return _count(reader.query(_KIND))


def timed(reader: Reader, question: Question, decisions: int, draws: int) -> Timing:
    """The time of a question over so many draws of its parameters."""
    seconds, rows = [], []
    for values in data.values(question, decisions, draws):
        begun = perf_counter()
        rows.append(_count(question.ask(reader, values)))
        seconds.append(perf_counter() - begun)
    return Timing(median(seconds), rows[0])


def by_rdflib(statements: int, limit: float) -> dict[str, Timing | None]:
    """Each question through rdflib, the first draw of its parameters; None where it took longer than the limit."""
    from rdflib import Dataset

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "graph.nq"
        data.write(statements, file)
        graph = Dataset(default_union=True)
        graph.parse(file, format="nquads")
    decisions = len(graph.query(_KIND))
    return {each.name: _within(graph, each, decisions, limit) for each in questions()}


def _within(graph: Dataset, question: Question, decisions: int, limit: float) -> Timing | None:
    """The time of a question in a copy of this process, which is ended at the limit."""
    values = data.values(question, decisions, 1)[0]
    text = with_bindings(question.text, question.bind(values))
    told, telling = get_context("fork").Pipe(duplex=False)
    child = get_context("fork").Process(target=_tell, args=(graph, text, telling))
    child.start()
    telling.close()
    found: Timing | None = told.recv() if told.poll(limit) else None
    child.kill()
    child.join()
    return found


def _tell(graph: Dataset, text: str, telling: Connection) -> None:
    begun = perf_counter()
    rows = sum(1 for _ in graph.query(text))
    telling.send(Timing(perf_counter() - begun, rows))
