"""What is read of a SPARQL endpoint: its one state, as pyoxigraph's terms and results."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pyoxigraph as ox

from graph.counts import Counts, counted
from graph.endpoint import Endpoint
from graph.errors import QueryError, StoreError
from graph.namespaces import Names
from graph.sparql import refuse_service, with_bindings, with_prefixes
from graph.store import Bindings, Results, Subject, Term, by_property, graph_node

_NAMES = Names()
GENERATIONS, ARRIVALS = "generations", "arrivals"
"""The store's own graphs: what was published, and what waits to be moved to its graph (`arrivals/0` ...)."""


class RemoteReader:
    """The state of an endpoint. `generation` is the number it had when the reader was made, `dumped` a folder that may
    hold the dump of it."""

    def __init__(self, endpoint: Endpoint, generation: int, names: Names = _NAMES, dumped: Path | None = None) -> None:
        self._endpoint, self._generation, self._names = endpoint, generation, names
        self._counts: Counts | None = None
        self.dumped = dumped
        self._own = (names.iri(GENERATIONS), names.iri(ARRIVALS))
        arrivals = f'FILTER(!STRSTARTS(STR(?g), "{names.iri(ARRIVALS)}"))'
        self._said = f"GRAPH ?g {{ ?s ?p ?o }} {arrivals}"

    @property
    def generation(self) -> int:
        """The number of the generation that was the last one when the reader was made."""
        return self._generation

    def query(self, sparql: str, bindings: Bindings | None = None) -> Results:
        """The results of a query; see `graph.store.Reader`."""
        bound = with_bindings(sparql, bindings or {})
        refuse_service(bound)
        text = f"BASE <{self._names.base}> {with_prefixes(bound, self._names.prefixes())}"
        body, media_type = self._endpoint.ask(text)
        return _results(body, media_type)

    def rows(self, sparql: str, bindings: Bindings | None = None) -> ox.QuerySolutions:
        """The rows of a SELECT. Raises StoreError when the endpoint answers in another shape."""
        results = self.query(sparql, bindings)
        if not isinstance(results, ox.QuerySolutions):
            raise StoreError("the endpoint gives no rows for a SELECT; check that it speaks SPARQL 1.1")
        return results

    def quads(
        self,
        subject: Subject | None = None,
        predicate: ox.NamedNode | None = None,
        object: Term | None = None,  # noqa: A002  the term's name in RDF
        graph: str | None = None,
    ) -> Iterator[ox.Quad]:
        """The quads that match; a blank node cannot be asked for, since its label is not the endpoint's."""
        bindings = _wanted(s=subject, p=predicate, o=object, g=graph_node(graph) if graph else None)
        rows = self.rows(f"SELECT ?s ?p ?o ?g {{ {self._said} }}", bindings)
        return (ox.Quad(row["s"], row["p"], row["o"], row["g"]) for row in rows)

    def triples(
        self,
        subject: Subject | None = None,
        predicate: ox.NamedNode | None = None,
        object: Term | None = None,  # noqa: A002  the term's name in RDF
    ) -> Iterator[ox.Triple]:
        """The statements that match, each once; a blank node cannot be asked for."""
        rows = self.rows(f"SELECT ?s ?p ?o {{ {self._said} }}", _wanted(s=subject, p=predicate, o=object))
        return iter(dict.fromkeys(ox.Triple(row["s"], row["p"], row["o"]) for row in rows))

    def about(self, subject: Subject) -> Mapping[ox.NamedNode, tuple[Term, ...]]:
        """What is said of a thing, by property; a blank node cannot be asked for."""
        return by_property((triple.predicate, triple.object) for triple in self.triples(subject))

    def leading(self, object: Term) -> Mapping[ox.NamedNode, tuple[Term, ...]]:  # noqa: A002  as in RDF
        """What leads to a thing, by property; a blank node cannot be asked for."""
        return by_property((triple.predicate, triple.subject) for triple in self.triples(object=object))

    def graphs(self) -> Iterator[str]:
        """The IRIs of the named graphs under the base that hold triples, apart from the store's own."""
        # not DISTINCT: Virtuoso never ends its answer to that
        rows = self.rows("SELECT ?g (COUNT(*) AS ?quads) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g")
        found = (row["g"].value for row in rows)
        return (graph for graph in found if graph.startswith(self._names.base) and not graph.startswith(self._own))

    def counts(self) -> Counts:
        """Counted at the first question: an endpoint keeps nothing beside its state."""
        if self._counts is None:
            self._counts = counted(self.query, tuple(self.graphs()))
        return self._counts

    def close(self) -> None:
        """Nothing is held."""


def _wanted(**terms: Term | None) -> dict[str, ox.NamedNode | ox.Literal]:
    """The terms of a pattern that are bound, by the name of their variable."""
    bindings = {}
    for name, term in terms.items():
        if isinstance(term, ox.NamedNode | ox.Literal):
            bindings[name] = term
        elif term is not None:
            raise QueryError(f"{term} cannot be asked for at a remote endpoint; query for what stands beside it")
    return bindings


def _results(body: bytes, media_type: str) -> Results:
    """The answer as pyoxigraph gives its own. Raises StoreError when it is cut off or of another kind."""
    try:
        if (results := ox.QueryResultsFormat.from_media_type(media_type)) is not None:
            return _checked(lambda: ox.parse_query_results(body, results))
        if (rdf := ox.RdfFormat.from_media_type(media_type)) is not None:
            held = ox.Store()
            held.extend(ox.Quad(*quad.triple) for quad in ox.parse(body, rdf))
            return held.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
    except (SyntaxError, ValueError) as fault:
        raise StoreError(f"the endpoint's answer is broken off or not {media_type}: {fault}; ask again") from fault
    raise StoreError(f"the endpoint answers in {media_type}; it must speak SPARQL results XML and JSON, and Turtle")


def _checked(parsed: Callable[[], ox.QuerySolutions | ox.QueryBoolean]) -> ox.QuerySolutions | ox.QueryBoolean:
    """The answer, read once to its end: an engine that stops at its limit sends half of one with status 200."""
    rows = parsed()
    if isinstance(rows, ox.QueryBoolean):
        return rows
    for _ in rows:
        pass
    return parsed()
