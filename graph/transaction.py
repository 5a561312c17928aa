"""What graphs shall become, as one transaction of the engine: an update where statements go, else quads to be put in.

The default graph holds the merge of all graphs, each statement once: the engine's own union counts a statement as often
as there are graphs that make it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pyoxigraph as ox

from graph.embedded_reader import MERGE
from graph.ntriples import NTriples, written


@dataclass(frozen=True)
class Change:
    """A graph as it is and as it shall be. What was not there before is never taken apart into triples."""

    graph: ox.NamedNode
    before: set[ox.Triple]
    said: NTriples

    @cached_property
    def after(self) -> set[ox.Triple]:
        """What shall be said."""
        return set(self.said)

    @property
    def gone(self) -> set[ox.Triple]:
        """What is no longer said."""
        return self.before - self.after if self.before else set()

    @property
    def new(self) -> set[ox.Triple]:
        """What was not said before."""
        return self.after - self.before

    @property
    def differs(self) -> bool:
        """Whether anything changes."""
        return self.before != self.after if self.before else bool(self.said)

    @property
    def statements(self) -> int:
        """How many statements come or go."""
        return len(self.before ^ self.after) if self.before else len(self.said)


def update_text(store: ox.Store, changes: list[Change]) -> str:
    """The update that changes graphs of a store, and the merge of all graphs with them."""
    names: set[ox.NamedNode | ox.DefaultGraph] = {MERGE, *(each.graph for each in changes)}
    kept = set[ox.Triple]().union(*(each.after for each in changes))
    gone = set[ox.Triple]().union(*(each.gone for each in changes)) - kept
    last = {triple for triple in gone if not _said_elsewhere(store, triple, names)}
    delete = " ".join(_block(each.gone, each.graph) for each in changes)
    insert = " ".join(f"{_block(each.new)} {_block(each.new, each.graph)}" for each in changes)
    drop = "".join(f"; DROP SILENT GRAPH {each.graph}" for each in changes if not each.after)
    return f"DELETE DATA {{ {_block(last)} {delete} }}; INSERT DATA {{ {insert} }}{drop}"


def _said_elsewhere(store: ox.Store, triple: ox.Triple, names: set[ox.NamedNode | ox.DefaultGraph]) -> bool:
    pattern = (triple.subject, triple.predicate, triple.object)
    return any(quad.graph_name not in names for quad in store.quads_for_pattern(*pattern, None))


def added(change: Change) -> str:
    """What is new as N-Quads, for its graph and for the merge: what the engine takes in most cheaply."""
    told = written(change.new) if change.before else change.said
    return told.text + told.quads(change.graph)


def _block(triples: set[ox.Triple], graph: ox.NamedNode | None = None) -> str:
    """Triples as they stand in an update, in a named graph or in the default graph."""
    content = (ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"").decode()
    return f"GRAPH {graph} {{ {content} }}" if graph else content
