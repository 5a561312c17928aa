"""A graph in memory that only grows: what pySHACL reads shapes and data from.

rdflib's own stores answer each look-up through layers of generators and contexts, and a check looks up shapes some ten
thousand times; here a look-up is one dictionary access.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Generator, Iterable
from typing import Any, NoReturn

from rdflib import Graph
from rdflib.term import Node

Statement = tuple[Node, Node, Node]


class IndexedGraph(Graph):
    """The statements given, in the order given, as an rdflib graph.

    >>> from rdflib import RDF, URIRef
    >>> pond = URIRef("https://example.org/pond")
    >>> graph = IndexedGraph([(pond, RDF.type, RDF.Bag)])
    >>> list(graph.objects(pond, RDF.type)) == [RDF.Bag], (pond, RDF.type, RDF.Seq) in graph, len(graph)
    (True, False, 1)
    """

    def __init__(self, statements: Iterable[Statement]) -> None:
        super().__init__(bind_namespaces="none")
        self._all: dict[Statement, None] = {}
        self._objects: defaultdict[tuple[Node, Node], list[Node]] = defaultdict(list)
        self._subjects: defaultdict[tuple[Node, Node], list[Node]] = defaultdict(list)
        self._of_subject: defaultdict[Node, list[Statement]] = defaultdict(list)
        self._of_predicate: defaultdict[Node, list[Statement]] = defaultdict(list)
        self._lists: dict[Node, tuple[Node, ...]] = {}
        for statement in statements:
            self.add(statement)

    def add(self, triple: Any) -> IndexedGraph:
        """Adds a statement, unless it is there; pySHACL adds some of its own to shapes."""
        if triple not in self._all:
            subject, predicate, object_ = triple
            self._all[triple] = None
            self._objects[subject, predicate].append(object_)
            self._subjects[predicate, object_].append(subject)
            self._of_subject[subject].append(triple)
            self._of_predicate[predicate].append(triple)
            self._lists.clear()
        return self

    def remove(self, triple: Any) -> NoReturn:
        """Raises TypeError: nothing is taken out of it."""
        raise TypeError(f"{triple} cannot be taken out of a graph that only grows")

    def triples(self, triple: Any) -> Generator[Statement, None, None]:  # type: ignore[override]
        """The statements of a pattern; None stands for anything. Paths are answered as rdflib does."""
        subject, predicate, object_ = triple
        if predicate is not None and not isinstance(predicate, Node):
            yield from super().triples(triple)
        elif subject is not None and predicate is not None and object_ is not None:
            if triple in self._all:
                yield triple
        elif subject is not None:
            yield from (s for s in self._of_subject.get(subject, ()) if _fits(s, triple))
        elif predicate is not None:
            yield from (s for s in self._of_predicate.get(predicate, ()) if _fits(s, triple))
        else:
            yield from (s for s in self._all if _fits(s, triple))

    def objects(self, subject: Any = None, predicate: Any = None, unique: bool = False) -> Generator[Node, None, None]:
        """The objects of a subject and predicate."""
        if subject is None or predicate is None or not isinstance(predicate, Node):
            yield from super().objects(subject, predicate, unique)
        else:
            yield from self._objects.get((subject, predicate), ())

    def subjects(self, predicate: Any = None, object: Any = None, unique: bool = False) -> Generator[Node, None, None]:  # noqa: A002 - rdflib's name
        """The subjects of a predicate and object."""
        if object is None or predicate is None or not isinstance(predicate, Node):
            yield from super().subjects(predicate, object, unique)
        else:
            yield from self._subjects.get((predicate, object), ())

    def items(self, list: Any) -> Generator[Node, None, None]:  # noqa: A002 - rdflib's name
        """The members of a list."""
        if list not in self._lists:
            self._lists[list] = tuple(super().items(list))
        yield from self._lists[list]

    def __contains__(self, triple: Any) -> bool:
        """Whether a statement of the pattern is there."""
        return triple in self._all or next(self.triples(triple), None) is not None

    def __len__(self) -> int:
        """How many statements it holds."""
        return len(self._all)


def _fits(statement: Statement, pattern: Any) -> bool:
    return all(asked is None or asked == held for asked, held in zip(pattern, statement, strict=True))
