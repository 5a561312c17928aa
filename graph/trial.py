"""An update tried on a copy of the store: what it would change, before anything is written.

A store's `trial()` makes the copy. An embedded one gives two checkpoints, which cost milliseconds and no memory;
another one gives its quads in a file, and the copy is made in memory.

    tried(place, "DELETE WHERE { GRAPH <x:g> { ?s ?p ?o } }", settings)  ->  {"x:g": frozenset()}
"""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from graph.errors import QueryError
from graph.settings import Settings
from graph.store import graph_node, skolemised

BEFORE, AFTER, STATE = "before", "after", "state.nq"
_DEFAULT = ox.DefaultGraph()
_MERGED = "INSERT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }"


def tried(place: Path, update: str, settings: Settings) -> dict[str, frozenset[ox.Triple]]:
    """The whole new content of each graph that an update changes, by its IRI; an empty one is a graph that goes.

    The default graph is the merge of all graphs, which is matched and never written to; or it is the graph of
    `CHM_DEFAULT_GRAPH`. Raises QueryError for what is no update, for one that writes to the merge, and for one that
    changes more than `CHM_MAX_CHANGES` statements: what is written afterwards cannot be stopped, so it is bounded here.
    """
    before, after = _copies(place)
    own = graph_node(settings.default_graph) if settings.default_graph else None
    if own is not None:
        after.update(f"CLEAR DEFAULT; ADD SILENT GRAPH {own} TO DEFAULT; DROP SILENT GRAPH {own}")
    try:
        after.update(update, base_iri=settings.base_iri, prefixes=settings.names.prefixes())
    except (SyntaxError, ValueError, RuntimeError) as fault:
        raise QueryError(f"the update cannot be run: {fault}") from fault
    if own is not None:
        after.update(f"ADD DEFAULT TO GRAPH {own}")
    elif not _same(before, after, _DEFAULT) and _triples(after, _DEFAULT) != _named(after):
        raise QueryError("the default graph is the merge of all graphs; write to a graph by its name (GRAPH, WITH)")
    names = dict.fromkeys((*before.named_graphs(), *after.named_graphs()))
    changed = [name for name in names if isinstance(name, ox.NamedNode) and not _same(before, after, name)]
    found = {name.value: frozenset(skolemised(_triples(after, name), name.value)) for name in changed}
    count = sum(len(found[name.value] ^ _triples(before, name)) for name in changed)
    if count > settings.max_changes:
        told = f"the update changes {count:,} statements, and one may change {settings.max_changes:,}"
        raise QueryError(f"{told} (CHM_MAX_CHANGES); send it in parts, or load a file")
    return found


def _copies(place: Path) -> tuple[ox.Store, ox.Store]:
    if not (place / STATE).is_file():
        return ox.Store.read_only(str(place / BEFORE)), ox.Store(place / AFTER)
    copies = ox.Store(), ox.Store()
    for copy in copies:
        copy.bulk_load(path=str(place / STATE), format=ox.RdfFormat.N_QUADS)
        copy.update(_MERGED)
    return copies


def _same(before: ox.Store, after: ox.Store, name: ox.NamedNode | ox.DefaultGraph) -> bool:
    """Whether a graph is as it was: seen on the bytes, which the engine writes in one order, else on the triples."""
    first, second = (each.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=name) for each in (before, after))
    return first == second or _triples(before, name) == _triples(after, name)


def _triples(store: ox.Store, name: ox.NamedNode | ox.DefaultGraph) -> set[ox.Triple]:
    return {quad.triple for quad in store.quads_for_pattern(None, None, None, name)}


def _named(store: ox.Store) -> set[ox.Triple]:
    return {quad.triple for quad in store if quad.graph_name != _DEFAULT}
