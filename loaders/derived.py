"""The graphs that are derived from all others: made anew at each publish, and before a source is erased."""

from __future__ import annotations

import pyoxigraph as ox

from graph.errors import NotFound
from graph.namespaces import Names
from graph.store import Store
from loaders.records.duplicates import publish_duplicates
from loaders.refused_files import withdraw
from loaders.resolution import publish_resolutions


def publish_derived(store: Store, names: Names) -> None:
    """Derive resolutions of citations and duplicates of records from what is loaded now."""
    publish_resolutions(store, names)
    publish_duplicates(store, names)


def erase(asked: str, store: Store, names: Names) -> tuple[int, ...]:
    """Take a source graph (IRI or path) and what was derived from it out of the store and of every generation kept, or
    a file that was refused (its name) off the list of those.

    The numbers of the generations that went with it. Raises NotFound for what is neither.
    """
    graph = asked if "://" in asked else names.iri(asked)
    listed = [withdraw(file, store, names) for file in (asked, *_files(graph, store, names))]
    held = store.remove(graph)
    if held:
        publish_derived(store, names)
    try:
        return store.erase(graph)
    except NotFound:
        if not held and not any(listed):
            raise
        store.publish()
        return ()


def _files(graph: str, store: Store, names: Names) -> tuple[str, ...]:
    """The names of the files that a graph was read from."""
    said = store.working().quads(ox.NamedNode(f"{graph}#file"), ox.NamedNode(names.term("file")), None, graph)
    return tuple(quad.object.value for quad in said if isinstance(quad.object, ox.Literal))
