"""The one way in for writes that come by HTTP: to a copy, through the shapes, then each graph, then a generation.

    with writer(settings) as store:  write(store, changes, settings)  ->  number of the generation

Nothing is touched before every graph has passed: a refused write leaves nothing.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import chain

import pyoxigraph as ox

from graph.dataset import Dataset, update_over
from graph.errors import QueryError, ShapeViolation
from graph.settings import Settings
from graph.sparql import readings, refuse_files, refuse_service, tokens
from graph.store import Store, open_store, skolemised
from graph.validation import validate

Changes = Mapping[str, frozenset[ox.Triple]]
"""The whole new content of each graph that changes, by its IRI; an empty one is a graph that goes."""

_ONE = threading.Lock()
_TOLD = 3


@contextmanager
def writer(settings: Settings) -> Iterator[Store]:
    """The one writer. Raises StoreError while another process, such as a load, holds the store."""
    with _ONE:
        store = open_store(settings)
        try:
            yield store
        finally:
            store.close()


def write(store: Store, changes: Changes, settings: Settings) -> int:
    """Checks every graph, replaces them and publishes. Raises ShapeViolation, and then nothing was written."""
    if settings.check_writes:
        for graph, triples in changes.items():
            _check(graph, triples, settings)
    for graph, triples in changes.items():
        if triples:
            store.replace(graph, triples)
        else:
            store.remove(graph)
    return store.publish()


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


def updated(store: Store, sparql: str, dataset: Dataset, settings: Settings) -> Changes:
    """What an update would change, found on a copy in memory.

    The default graph is the merge of all graphs: it can be matched, and written to by nobody. Raises QueryError for
    what is no update, reaches out (LOAD, SERVICE) or writes to the default graph.
    """
    refuse_update(sparql)
    text = update_over(sparql, dataset)
    copy = ox.Store()
    before: dict[str, set[ox.Triple]] = {}
    for quad in store.working().quads():
        if isinstance(quad.graph_name, ox.NamedNode):
            before.setdefault(quad.graph_name.value, set()).add(quad.triple)
    for graph, held in before.items():
        name = ox.NamedNode(graph)
        copy.bulk_extend(ox.Quad(triple.subject, triple.predicate, triple.object, name) for triple in held)
    merge = {triple for held in before.values() for triple in held}
    copy.bulk_extend(ox.Quad(triple.subject, triple.predicate, triple.object) for triple in merge)
    try:
        copy.update(text, base_iri=settings.base_iri, prefixes=settings.names.prefixes())
    except (SyntaxError, ValueError, RuntimeError) as fault:
        raise QueryError(f"the update cannot be run: {fault}") from fault
    return _difference(copy, before, merge)


def refuse_update(sparql: str) -> None:
    """Raises QueryError for an update that would read what is elsewhere."""
    refuse_service(sparql)
    refuse_files(sparql)
    for token in chain.from_iterable(map(tokens, readings(sparql))):
        if token.lastgroup == "word" and token[0].lower() == "load":
            raise QueryError("LOAD is not allowed: send the graph itself, to /graphs")


def _difference(copy: ox.Store, before: Mapping[str, set[ox.Triple]], merge: set[ox.Triple]) -> Changes:
    after: dict[str, set[ox.Triple]] = {graph: set() for graph in before}
    default = set()
    for quad in copy:
        if isinstance(quad.graph_name, ox.NamedNode):
            after.setdefault(quad.graph_name.value, set()).add(quad.triple)
        else:
            default.add(quad.triple)
    if default not in (merge, set[ox.Triple]().union(*after.values())):
        raise QueryError("the default graph is the merge of all graphs; write to a graph by its name (GRAPH, WITH)")
    return {graph: frozenset(held) for graph, held in after.items() if held != before.get(graph, set())}
