"""The graphs that are derived from all others: made anew at each publish, and before a source is erased."""

from __future__ import annotations

from graph.errors import NotFound
from graph.namespaces import Names
from graph.store import Store
from loaders.records.duplicates import publish_duplicates
from loaders.resolution import publish_resolutions


def publish_derived(store: Store, names: Names) -> None:
    """Derive resolutions of citations and duplicates of records from what is loaded now."""
    publish_resolutions(store, names)
    publish_duplicates(store, names)


def erase(graph: str, store: Store, names: Names) -> tuple[int, ...]:
    """Take a source graph (IRI) and what was derived from it out of the store and of every generation kept.

    The numbers of the generations that went with it. Raises NotFound for a graph that no kept generation holds.
    """
    held = store.remove(graph)
    if held:
        publish_derived(store, names)
    try:
        return store.erase(graph)
    except NotFound:
        if not held:
            raise
        store.publish()
        return ()
