"""The one way in for writes that come by HTTP: to a copy, through the shapes, then all graphs, then a generation.

    with writer(settings) as store:  write(store, changes, settings)  ->  number of the generation

Nothing is touched before every graph has passed: a refused write leaves nothing.
"""

from __future__ import annotations

import fcntl
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import chain

import pyoxigraph as ox

from api.stoppable import Changes, Work, Writer
from api.trial import Trial
from api.workers import Pool
from graph.errors import QueryError, ShapeViolation, StoreError
from graph.settings import Settings
from graph.sparql import readings, refuse_files, refuse_service, tokens
from graph.store import Store, open_store, skolemised
from graph.validation import validate

WRITER = Writer()
"""The process that does all writes of this one, whose turn `_alone` gives."""
_TOLD = 3
_LOOK_SECONDS = 0.02


@contextmanager
def writer(settings: Settings) -> Iterator[Store]:
    """The one writer. Raises StoreError while another process, such as a load, holds the store, and when another
    write takes longer than this one may wait."""
    with _alone(settings):
        store = open_store(settings)
        try:
            yield store
        finally:
            store.close()


@contextmanager
def _alone(settings: Settings) -> Iterator[None]:
    """A lock among the threads and the processes of a service; the system takes it from a process that ends."""
    settings.data.mkdir(parents=True, exist_ok=True)
    until = time.monotonic() + settings.query_seconds
    with (settings.data / "writer.lock").open("w") as file:
        while True:
            with suppress(BlockingIOError):
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            if time.monotonic() > until:
                waited = f"another write took more than {settings.query_seconds:g} seconds (CHM_QUERY_SECONDS)"
                raise StoreError(f"{waited}; nothing was written, send it again later")
            time.sleep(_LOOK_SECONDS)
        yield


def write(store: Store, changes: Changes, settings: Settings, *, unchecked: bool = False) -> int:
    """Replaces all graphs of a change, or none, and publishes: the number of the generation. Lets go of the store.

    `unchecked`: the shapes are asked before. Raises what `Writer.written` does.
    """
    work = Work.of(settings, store.stamp, changes, unchecked=unchecked)
    store.close()
    return WRITER.written(work)


def check(changes: Changes, settings: Settings) -> None:
    """Raises ShapeViolation for the first graph that may not be so, where `CHM_CHECK_WRITES` is on."""
    for graph, triples in changes.items() if settings.check_writes else ():
        _check(graph, triples, settings)


def _check(graph: str, triples: Iterable[ox.Triple], settings: Settings) -> None:
    held = skolemised(triples, graph)
    report = validate(held, graph, settings.names) if held else None
    if report is not None and not report.conforms:
        told = [line for line in report.lines() if not line.startswith(("warning: ", "info: "))]
        more = f" (and {len(told) - _TOLD} more)" if len(told) > _TOLD else ""
        raise ShapeViolation("; ".join(told[:_TOLD]) + more)


def content(store: Store, graph: str) -> frozenset[ox.Triple]:
    """What the writer has in a graph."""
    with_graph = store.working().quads(graph=graph)
    return frozenset(quad.triple for quad in with_graph)


def update(store: Store, text: str, settings: Settings, pool: Pool) -> int:
    """Does an update, which a child has tried and checked on a copy of the store: the number of the generation.

    Raises QueryError for what is no update, reaches out (LOAD, SERVICE) or writes to the merge of all graphs,
    ShapeViolation for graphs that may not be so, StoreError for one that needed more time or memory than a query may.
    """
    refuse_update(text)
    stamp = store.stamp
    with store.trial() as place:
        found = pool.attempt(Trial(place, text, settings))
    store.close()
    return WRITER.written(Work(settings, stamp, found.answer.graphs, found.read()))


def refuse_update(sparql: str) -> None:
    """Raises QueryError for an update that would read what is elsewhere."""
    refuse_service(sparql)
    refuse_files(sparql)
    for token in chain.from_iterable(map(tokens, readings(sparql))):
        if token.lastgroup == "word" and token[0].lower() == "load":
            raise QueryError("LOAD is not allowed: send the graph itself, to /graphs")
