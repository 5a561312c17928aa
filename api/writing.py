"""The one way in for writes that come by HTTP: to a copy, through the shapes, then all graphs, then a generation.

    with writer(settings) as store:  write(store, changes)  ->  number of the generation

Nothing is touched before every graph has passed: a refused write leaves nothing.
"""

from __future__ import annotations

import fcntl
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from itertools import chain

import pyoxigraph as ox

from api.trial import Trial
from api.workers import Pool
from graph.errors import QueryError, ShapeViolation, StoreError
from graph.settings import Settings
from graph.sparql import readings, refuse_files, refuse_service, tokens
from graph.store import Store, open_store, skolemised
from graph.validation import validate

Changes = Mapping[str, frozenset[ox.Triple]]
"""The whole new content of each graph that changes, by its IRI; an empty one is a graph that goes."""

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


def write(store: Store, changes: Changes) -> int:
    """Replaces all graphs of a change, or none, and publishes: the number of the generation.

    Raises StoreError when the store failed; then it is as it was, and the earlier generation is served.
    """
    before = {graph: content(store, graph) for graph in changes}
    try:
        store.change(changes)
        return store.publish()
    except StoreError:
        # what failed must not come with the next write that succeeds
        with suppress(StoreError):
            store.change(before)
        raise


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


def updated(store: Store, update: str, settings: Settings, pool: Pool) -> Changes:
    """What an update would change, found and checked by a child on a copy of the store.

    Raises QueryError for what is no update, reaches out (LOAD, SERVICE) or writes to the merge of all graphs,
    ShapeViolation for graphs that may not be so, StoreError for one that needed more time or memory than a query may.
    """
    refuse_update(update)
    with store.trial() as place:
        found = pool.attempt(Trial(place, update, settings))
    changes: dict[str, set[ox.Triple]] = {graph: set() for graph in found.answer.graphs}
    for quad in ox.parse(found.read(), format=ox.RdfFormat.N_QUADS):
        if isinstance(quad.graph_name, ox.NamedNode):
            changes[quad.graph_name.value].add(quad.triple)
    return {graph: frozenset(triples) for graph, triples in changes.items()}


def refuse_update(sparql: str) -> None:
    """Raises QueryError for an update that would read what is elsewhere."""
    refuse_service(sparql)
    refuse_files(sparql)
    for token in chain.from_iterable(map(tokens, readings(sparql))):
        if token.lastgroup == "word" and token[0].lower() == "load":
            raise QueryError("LOAD is not allowed: send the graph itself, to /graphs")
