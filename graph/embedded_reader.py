"""The embedded store as it is read: one generation through pyoxigraph, or the writer's own state.

Any number of readers may be open at the same time, in any number of processes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from threading import RLock
from typing import ParamSpec, TypeVar

import pyoxigraph as ox
from cachetools import LRUCache, cached

from graph import counts
from graph.errors import NotFound, QueryError, StoreError
from graph.generations import numbers, place_of
from graph.namespaces import Names
from graph.sparql import query_form, refuse_service, with_bindings
from graph.store import Bindings, Results, Subject, Term, by_property, graph_node

_NAMES = Names()
_Asked = ParamSpec("_Asked")
_Found = TypeVar("_Found")
STORE = "store"
"""The folder of a database, inside that of a generation or of the writer."""
MERGE = ox.DefaultGraph()
"""The merge of all named graphs, where queries without a graph look."""

FUNCTIONS: dict[ox.NamedNode, Callable[..., Term | None]] = {}
"""Functions of SPARQL that are our own, by IRI: each is given terms and gives a term, or None for an error.

A module that adds one is imported by api/evaluation.py, so that every process that answers queries has it."""
# statements of a generation that a reader keeps of each kind: decoding them is most of what a page costs; few are asked
# for of an earlier generation, and many of those may be open
_KEPT, _KEPT_OF_EARLIER = 40_000, 2_500


class EmbeddedReader:
    """One generation, or the writer's own state, read through pyoxigraph; `place` is the folder of a generation."""

    def __init__(
        self,
        store: ox.Store,
        generation: int,
        names: Names = _NAMES,
        place: Path | None = None,
        services: tuple[str, ...] = (),
        remembered: int = _KEPT,
    ) -> None:
        self._store: ox.Store | None = store
        self.place = place
        self._generation, self._services = generation, services
        self._prefixes, self._base = names.prefixes(), names.base
        self._counts: counts.Counts | None = None
        most = remembered if place is not None else 0  # what is not published yet may change
        self._about, self._leading = _kept(_about, most, _size), _kept(_leading, most, _size)
        self._named = _kept(_named, most, len)

    @classmethod
    def of_folder(
        cls, folder: Path, generation: int | None = None, names: Names = _NAMES, services: tuple[str, ...] = ()
    ) -> EmbeddedReader:
        """A generation of a store's folder, the last by default; opens in milliseconds, any number of times.

        `services` are the endpoints that its queries may ask by SERVICE. Raises NotFound for a generation that is not
        kept, or when none was published.
        """
        number = generation if generation is not None else max(numbers(folder), default=0)
        if not number:
            raise NotFound(f"{folder}: nothing is published yet; load something first (chm load)")
        place = place_of(folder, number)
        if not place.is_dir():
            kept = ", ".join(map(str, numbers(folder))) or "none"
            raise NotFound(f"{folder}: generation {number} is not kept; there is {kept}")
        remembered = _KEPT if generation is None else _KEPT_OF_EARLIER
        return cls(opened(place / STORE, read_only=True), number, names, place, services, remembered)

    @classmethod
    def in_memory(cls, quads: Iterable[ox.Quad], generation: int = 1, names: Names = _NAMES) -> EmbeddedReader:
        """A reader of named graphs that are held in memory, with their merge as the default graph."""
        store = ox.Store()
        held = list(quads)
        store.bulk_extend(held)
        store.bulk_extend(ox.Quad(quad.subject, quad.predicate, quad.object, MERGE) for quad in held)
        return cls(store, generation, names)

    @property
    def generation(self) -> int:
        """The number of the generation that is read."""
        return self._generation

    def query(self, sparql: str, bindings: Bindings | None = None) -> Results:
        """The results of a query; see `graph.store.Reader`."""
        bound = with_bindings(sparql, bindings or {})
        query_form(bound)
        refuse_service(bound, self._services)
        try:
            return self._open.query(
                bound, base_iri=self._base, prefixes=self._prefixes_of(bound), custom_functions=FUNCTIONS
            )
        except (SyntaxError, ValueError, RuntimeError) as fault:
            raise QueryError(f"the query cannot be run: {fault}") from fault
        except OSError as fault:
            raise StoreError(f"generation {self._generation}: {fault}; publish again") from fault

    def _prefixes_of(self, query: str) -> dict[str, str]:
        """The prefixes that a query may use: the engine reads each that it is given, which a look-up would notice."""
        if "\\" in query:
            return self._prefixes
        return {prefix: iri for prefix, iri in self._prefixes.items() if f"{prefix}:" in query}

    def quads(
        self,
        subject: Subject | None = None,
        predicate: ox.NamedNode | None = None,
        object: Term | None = None,  # noqa: A002  the term's name in RDF
        graph: str | None = None,
    ) -> Iterator[ox.Quad]:
        """The quads that match."""
        if graph is not None:
            return self._open.quads_for_pattern(subject, predicate, object, graph_node(graph))
        if subject is not None:
            return iter(self._named(self._open, subject, predicate, object))
        found = self._open.quads_for_pattern(subject, predicate, object, None)
        return (quad for quad in found if quad.graph_name != MERGE)

    def about(self, subject: Subject) -> Mapping[ox.NamedNode, tuple[Term, ...]]:
        """What is said of a thing, by property; of a generation, what was read last is kept."""
        return self._about(self._open, subject)

    def triples(
        self,
        subject: Subject | None = None,
        predicate: ox.NamedNode | None = None,
        object: Term | None = None,  # noqa: A002  the term's name in RDF
    ) -> Iterator[ox.Triple]:
        """The statements of the merge that match."""
        return (quad.triple for quad in self._open.quads_for_pattern(subject, predicate, object, MERGE))

    def leading(self, object: Term) -> Mapping[ox.NamedNode, tuple[Term, ...]]:  # noqa: A002  as in RDF
        """What leads to a thing, by property; of a generation, what was read last is kept."""
        return self._leading(self._open, object)

    def graphs(self) -> Iterator[str]:
        """The IRIs of the named graphs."""
        return (name.value for name in self._open.named_graphs() if isinstance(name, ox.NamedNode))

    def counts(self) -> counts.Counts:
        """The counts that were kept when the generation was published; counted here where none were."""
        if self._counts is None:
            kept = counts.read(self.place) if self.place else None
            self._counts = kept or counts.counted(self.query, tuple(self.graphs()))
        return self._counts

    def close(self) -> None:
        """Lets go of the files, as soon as no iterator of results is held either."""
        self._store = None
        self._about, self._leading, self._named = _about, _leading, _named

    @property
    def _open(self) -> ox.Store:
        if self._store is None:
            raise StoreError(f"the reader of generation {self._generation} is closed; open another one")
        return self._store


def _kept(find: Callable[_Asked, _Found], most: int, size: Callable[[_Found], int]) -> Callable[_Asked, _Found]:
    """A question whose answers are kept, as many of the last as come to `most`; a larger one is not."""
    return cached(LRUCache(most, size), lock=RLock())(find) if most else find


def _size(found: Mapping[ox.NamedNode, tuple[object, ...]]) -> int:
    return 1 + sum(map(len, found.values()))


def _about(store: ox.Store, subject: Subject) -> Mapping[ox.NamedNode, tuple[Term, ...]]:
    return by_property((quad.predicate, quad.object) for quad in store.quads_for_pattern(subject, None, None, MERGE))


def _leading(store: ox.Store, object: Term) -> Mapping[ox.NamedNode, tuple[Term, ...]]:  # noqa: A002  as in RDF
    return by_property((quad.predicate, quad.subject) for quad in store.quads_for_pattern(None, None, object, MERGE))


def _named(
    store: ox.Store,
    subject: Subject,
    predicate: ox.NamedNode | None,
    object: Term | None,  # noqa: A002  the term's name in RDF
) -> tuple[ox.Quad, ...]:
    found = store.quads_for_pattern(subject, predicate, object, None)
    return tuple(quad for quad in found if quad.graph_name != MERGE)


def opened(place: Path, *, read_only: bool) -> ox.Store:
    """The database of a folder. Raises StoreError where another process writes to it, or it is damaged."""
    try:
        return ox.Store.read_only(str(place)) if read_only else ox.Store(place)
    except OSError as fault:
        if "lock" in str(fault).lower():
            remedy = "another process writes to this store; wait until it ends, or read with a reader"
        else:
            remedy = "the store is damaged or not readable; check the folder, or chm rollback"
        raise StoreError(f"{place}: {fault}; {remedy}") from fault
