"""A graph in memory that only grows: what pySHACL reads shapes and data from.

rdflib's own stores answer each look-up through layers of generators and contexts, and a check looks up shapes some ten
thousand times; here the values of a property are one dictionary, and what else is asked for is made when it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Generator, Iterable, Mapping, Sequence
from typing import Any, NoReturn

import pyoxigraph as ox
from rdflib import Graph, URIRef
from rdflib.term import Node

from graph.rdflib_terms import Statement, by_predicate


class IndexedGraph(Graph):
    """The statements given, each given once, as an rdflib graph.

    >>> from rdflib import RDF, URIRef
    >>> pond = URIRef("https://example.org/pond")
    >>> graph = IndexedGraph([(pond, RDF.type, RDF.Bag)])
    >>> list(graph.objects(pond, RDF.type)) == [RDF.Bag], (pond, RDF.type, RDF.Seq) in graph, len(graph)
    (True, False, 1)
    """

    def __init__(self, statements: Iterable[Statement]) -> None:
        super().__init__(bind_namespaces="none")
        self._values: defaultdict[Node, dict[Node, list[Node]]] = defaultdict(dict)
        self._size = 0
        for subject, predicate, object_ in statements:
            self._size += 1
            held = self._values[predicate]
            if subject in held:
                held[subject].append(object_)
            else:
                held[subject] = [object_]
        self._forget()

    @classmethod
    def read(cls, triples: Iterable[ox.Triple]) -> IndexedGraph:
        """The graph of triples of the store, each taken once."""
        graph = cls(())
        held, graph._size = by_predicate(triples)
        graph._values.update(held)
        return graph

    def _forget(self) -> None:
        """Lets go of what is only made when it is asked for."""
        self._subjects: dict[Node, dict[Node, list[Node]]] = {}
        self._of_subject: dict[Node, list[Statement]] = {}
        self._lists: dict[Node, tuple[Node, ...]] = {}

    def add(self, triple: Any) -> IndexedGraph:
        """Adds a statement, unless it is there; pySHACL adds some of its own to shapes."""
        subject, predicate, object_ = triple
        held = self._values[predicate].setdefault(subject, [])
        if object_ not in held:
            held.append(object_)
            self._size += 1
            self._forget()
        return self

    def remove(self, triple: Any) -> NoReturn:
        """Raises TypeError: nothing is taken out of it."""
        raise TypeError(f"{triple} cannot be taken out of a graph that only grows")

    def values(self, predicate: Node) -> Mapping[Node, Sequence[Node]]:
        """The objects of a predicate, by subject."""
        return self._values.get(predicate, {})

    def triples(self, triple: Any) -> Generator[Statement, None, None]:  # type: ignore[override]
        """The statements of a pattern; None stands for anything. Paths are answered as rdflib does."""
        subject, predicate, object_ = triple
        if predicate is not None and not isinstance(predicate, Node):
            yield from super().triples(triple)
        elif subject is not None and predicate is not None:
            held = self.values(predicate).get(subject, ())
            yield from ((subject, predicate, value) for value in held if object_ is None or value == object_)
        elif subject is not None:
            yield from (s for s in self._about(subject) if object_ is None or s[2] == object_)
        else:
            among = self._values if predicate is None else (predicate,)
            for name in list(among):
                for one, held in self.values(name).items():
                    yield from ((one, name, value) for value in held if object_ is None or value == object_)

    def objects(self, subject: Any = None, predicate: Any = None, unique: bool = False) -> Generator[Node, None, None]:
        """The objects of a subject and predicate."""
        if type(predicate) is URIRef and subject is not None:
            yield from self.values(predicate).get(subject, ())
        else:
            yield from super().objects(subject, predicate, unique)

    def subjects(self, predicate: Any = None, object: Any = None, unique: bool = False) -> Generator[Node, None, None]:  # noqa: A002 - rdflib's name
        """The subjects of a predicate and object."""
        if type(predicate) is URIRef and object is not None:
            yield from self.having(predicate, object)
        else:
            yield from super().subjects(predicate, object, unique)

    def having(self, predicate: Node, value: Node) -> Sequence[Node]:
        """The subjects that have a value."""
        return self._having(predicate).get(value, ())

    def _having(self, predicate: Node) -> dict[Node, list[Node]]:
        if predicate not in self._subjects:
            found: dict[Node, list[Node]] = defaultdict(list)
            self._subjects[predicate] = found
            for subject, held in self.values(predicate).items():
                for value in held:
                    found[value].append(subject)
        return self._subjects[predicate]

    def _about(self, subject: Node) -> list[Statement]:
        if not self._of_subject:
            found: dict[Node, list[Statement]] = defaultdict(list)
            for predicate, held in self._values.items():
                for one, values in held.items():
                    found[one] += [(one, predicate, value) for value in values]
            self._of_subject = found
        return self._of_subject.get(subject, [])

    def items(self, list: Any) -> Generator[Node, None, None]:  # noqa: A002 - rdflib's name
        """The members of a list."""
        if list not in self._lists:
            self._lists[list] = tuple(super().items(list))
        yield from self._lists[list]

    def __contains__(self, triple: Any) -> bool:
        """Whether a statement of the pattern is there."""
        return next(self.triples(triple), None) is not None

    def __len__(self) -> int:
        """How many statements it holds."""
        return self._size
