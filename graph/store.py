"""What a store is, whichever engine keeps it.

One named graph holds one source. A writer replaces whole graphs, each in one transaction, and publishes what it has as
an immutable generation; readers see generations only, never a half load. Terms are pyoxigraph's on both sides.

    open_store(settings)                -> Store    the one writer
    open_reader(settings, generation)   -> Reader   any number of them
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

import pyoxigraph as ox

from graph.counts import Counts
from graph.errors import StoreError
from graph.settings import EMBEDDED, Settings

Subject = ox.NamedNode | ox.BlankNode
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Results = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples
Bindings = Mapping[str, ox.NamedNode | ox.Literal]


@dataclass(frozen=True, slots=True)
class Generation:
    """A published state: its number, when it was published (UTC), how many quads and named graphs it holds."""

    number: int
    created: datetime
    quads: int
    graphs: int


class Reader(Protocol):
    """A frozen state of the graph. The default graph of its queries is the merge of all named graphs."""

    @property
    def generation(self) -> int:
        """The number of the generation that is read; 0 before the first one."""

    def query(self, sparql: str, bindings: Bindings | None = None) -> Results:
        """The results of a SPARQL 1.1 query, its variables in `bindings` (name without `?`) bound to terms.

        The prefixes of `Names.prefixes()` are declared, and the base. Raises QueryError for what is no query, cannot be
        parsed, reaches out with SERVICE, or binds what cannot be bound; StoreError when the engine fails.
        """

    def quads(
        self,
        subject: Subject | None = None,
        predicate: ox.NamedNode | None = None,
        object: Term | None = None,  # noqa: A002  the term's name in RDF
        graph: str | None = None,
    ) -> Iterator[ox.Quad]:
        """The quads that match; None matches everything, `graph` is the IRI of a named graph."""

    def triples(
        self,
        subject: Subject | None = None,
        predicate: ox.NamedNode | None = None,
        object: Term | None = None,  # noqa: A002  the term's name in RDF
    ) -> Iterator[ox.Triple]:
        """The statements that match, each once however many graphs make it: for those who do not ask which."""

    def about(self, subject: Subject) -> Mapping[ox.NamedNode, tuple[Term, ...]]:
        """What is said of a thing, by property, each statement once however many graphs make it."""

    def leading(self, object: Term) -> Mapping[ox.NamedNode, tuple[Term, ...]]:  # noqa: A002  as in RDF
        """What leads to a thing, by property, each statement once."""

    def graphs(self) -> Iterator[str]:
        """The IRIs of the named graphs."""

    def counts(self) -> Counts:
        """What the generation holds in numbers; counted when it was published, where the engine keeps generations."""

    def close(self) -> None:
        """Lets go of files and connections."""


class Store(Protocol):
    """The writer's side. Only one process at a time may hold it."""

    def replace(self, graph_iri: str, triples: Iterable[ox.Triple]) -> bool:
        """Makes `triples` the whole content of a named graph, in one transaction; False when it was so before.

        Blank nodes are named under the graph (`skolemised`).
        """

    def remove(self, graph_iri: str) -> bool:
        """Takes a named graph away, in one transaction; False when there was none."""

    def change(self, changes: Mapping[str, Iterable[ox.Triple]]) -> bool:
        """Makes each graph what is given, no triples taking it away, in one transaction where the engine has them.

        False when it was all so before.
        """

    @property
    def stamp(self) -> str:
        """A text that differs once another has written."""

    def undoable(self) -> AbstractContextManager[None]:
        """What is written inside is taken back by the next who opens the store, if it fails or its process ends before
        it is published; an engine that cannot go back to an earlier state keeps it."""

    def trial(self) -> AbstractContextManager[Path]:
        """A folder that lasts as long as the context, with the state for `graph.trial.tried`; nothing else reads it."""

    def source_digest(self, graph_iri: str) -> str | None:
        """The `chm:sha256` of the file that a graph was last read from; None for a graph that is not there."""

    def working(self) -> Reader:
        """A reader of what is written and not yet published; for the loader, never for users."""

    def publish(self) -> int:
        """Makes the state a generation and returns its number; the number of the last one when nothing changed."""

    def reader(self, generation: int | None = None) -> Reader:
        """A reader of a generation, the last by default. Raises NotFound for one that is not kept."""

    def generations(self) -> list[Generation]:
        """The generations that are kept, oldest first."""

    def rollback(self, number: int) -> int:
        """Makes the state of generation `number` the newest generation and returns its number; later ones stay."""

    def erase(self, graph_iri: str) -> tuple[int, ...]:
        """Takes a graph out of the state and of every generation; the numbers of the generations that went with it.

        A generation that held the graph is dropped whole, since it can never be changed; without the graph the state
        becomes the newest one. Raises NotFound for a graph that no kept generation holds.
        """

    def close(self) -> None:
        """Lets go of the store, so that another process may write."""


def by_property(pairs: Iterable[tuple[ox.NamedNode, Term]]) -> Mapping[ox.NamedNode, tuple[Term, ...]]:
    """Terms by the property that they stand with, in the order found.

    >>> by_property([(ox.NamedNode("x:p"), ox.NamedNode("x:a")), (ox.NamedNode("x:p"), ox.NamedNode("x:b"))])
    {<NamedNode value=x:p>: (<NamedNode value=x:a>, <NamedNode value=x:b>)}
    """
    found: dict[ox.NamedNode, list[Term]] = {}
    for name, term in pairs:
        found.setdefault(name, []).append(term)
    return {name: tuple(terms) for name, terms in found.items()}


def graph_node(iri: str) -> ox.NamedNode:
    """The name of a graph as a term. Raises StoreError for what is no absolute IRI."""
    try:
        return ox.NamedNode(iri)
    except ValueError as fault:
        raise StoreError(f"{iri!r} cannot name a graph: {fault}; write an absolute IRI") from fault


def skolemised(triples: Iterable[ox.Triple], graph_iri: str) -> set[ox.Triple]:
    """The triples with blank nodes named under their graph (RDF 1.1 Concepts, 3.5): none is ever published.

    >>> triple = ox.Triple(ox.BlankNode("b0"), ox.NamedNode("x:p"), ox.Literal("o"))
    >>> next(iter(skolemised([triple], "https://example.org/g"))).subject
    <NamedNode value=https://example.org/g#genid-b0>
    """

    def named(term: Term) -> Term:
        return ox.NamedNode(f"{graph_iri}#genid-{term.value}") if isinstance(term, ox.BlankNode) else term

    def whole(triple: ox.Triple) -> bool:
        return not isinstance(triple.subject, ox.BlankNode) and not isinstance(triple.object, ox.BlankNode)

    return {t if whole(t) else ox.Triple(named(t.subject), t.predicate, named(t.object)) for t in triples}  # type: ignore[arg-type]


def open_store(settings: Settings) -> Store:
    """The store of the settings, for writing. Raises StoreError when it cannot be used or another process writes."""
    if settings.store == EMBEDDED:
        from graph.embedded import EmbeddedStore

        return EmbeddedStore(settings.data, names=settings.names, keep=settings.keep_generations)
    from graph.remote import RemoteStore

    return RemoteStore.of_settings(settings)


def open_reader(settings: Settings, generation: int | None = None) -> Reader:
    """A reader of a generation, the last by default; it needs no writer to be open.

    Raises NotFound when there is no such generation, or none at all; StoreError when the store cannot be used.
    """
    if settings.store == EMBEDDED:
        from graph.embedded_reader import EmbeddedReader

        return EmbeddedReader.of_folder(settings.data, generation, settings.names, settings.services)
    from graph.remote import RemoteStore

    return RemoteStore.of_settings(settings).reader(generation)


def kept_generations(settings: Settings) -> list[Generation]:
    """The generations that can be read, oldest first; needs no writer. Raises StoreError when they are not readable."""
    if settings.store == EMBEDDED:
        from graph.generations import kept

        return kept(settings.data)
    from graph.remote import RemoteStore

    return RemoteStore.of_settings(settings).generations()


def newest(settings: Settings) -> int:
    """The number of the last generation, 0 before the first; opens none. Raises StoreError for an engine that fails."""
    if settings.store == EMBEDDED:
        from graph.generations import numbers

        return max(numbers(settings.data), default=0)
    return max((each.number for each in kept_generations(settings)), default=0)
