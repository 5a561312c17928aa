"""Files that were refused whole: listed in one derived graph until they load, or are withdrawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

import pyoxigraph as ox

from graph.namespaces import Names
from graph.store import Store

GRAPH = "derived/refused-files"


@dataclass(frozen=True, slots=True)
class RefusedFile:
    """A file (its name, as in the provenance), where in it the fault is, and why it was refused."""

    file: str
    place: str
    reason: str


def list_refused(loaded: Iterable[str], refused: Iterable[RefusedFile], store: Store, names: Names) -> bool:
    """Takes the files that loaded from the list and puts those that were refused on it; whether the list changed."""
    graph, latest = names.iri(GRAPH), {one.file: one for one in refused}
    settled = {_node(file, graph) for file in (*loaded, *latest)}
    kept = [quad.triple for quad in store.working().quads(graph=graph) if quad.subject not in settled]
    return store.replace(graph, [*kept, *(triple for one in latest.values() for triple in _told(one, names))])


def withdraw(file: str, store: Store, names: Names) -> bool:
    """Takes a file from the list; whether it stood there."""
    return list_refused([file], [], store, names)


def _node(file: str, graph: str) -> ox.NamedNode:
    return ox.NamedNode(f"{graph}#{quote(file, safe='')}")


def _told(one: RefusedFile, names: Names) -> Iterator[ox.Triple]:
    node = _node(one.file, names.iri(GRAPH))
    kind = ox.NamedNode(f"{names.prefixes()['rdf']}type")
    yield ox.Triple(node, kind, ox.NamedNode(names.term("RefusedFile")))
    yield ox.Triple(node, ox.NamedNode(names.term("file")), ox.Literal(one.file))
    yield ox.Triple(node, ox.NamedNode(names.term("reason")), ox.Literal(one.reason))
    if one.place:
        yield ox.Triple(node, ox.NamedNode(names.term("pointer")), ox.Literal(one.place))
