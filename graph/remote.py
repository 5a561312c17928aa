"""The remote store: any SPARQL 1.1 endpoint for query and update, behind the same interface as the embedded one.

What an endpoint cannot do is said, not imitated: it keeps one state, so readers see a replaced graph at once, there is
one generation to read (a counter in the graph `<base>generations`), and no rollback. One update request replaces one
graph; it is as atomic as the engine makes it (Oxigraph, GraphDB, Fuseki TDB2: one transaction). The default graph is
kept as the merge of all graphs, each statement once, as in the embedded store. Where the engine's default graph is the
union of its graphs already (Virtuoso), nothing is kept, and a statement of two graphs counts twice. A graph of many
triples goes to a graph of arrivals first, by
the Graph Store Protocol or in small updates, and the one update moves it on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pyoxigraph as ox

from graph import trial
from graph.counts import Counts, counted
from graph.endpoint import Endpoint
from graph.errors import NotFound, QueryError, StoreError
from graph.namespaces import Names
from graph.settings import Settings
from graph.sparql import refuse_service, with_bindings, with_prefixes
from graph.store import Bindings, Generation, Results, Subject, Term, graph_node, skolemised

_NAMES = Names()
# triples that one update carries; engines bound the length of its text
_AT_ONCE = 500
_INTEGER = ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")
_DATE_TIME = ox.NamedNode("http://www.w3.org/2001/XMLSchema#dateTime")


class RemoteReader:
    """The state of an endpoint. `generation` is the number it had when the reader was made."""

    def __init__(self, endpoint: Endpoint, generation: int, names: Names = _NAMES) -> None:
        self._endpoint, self._generation, self._names = endpoint, generation, names
        self._counts: Counts | None = None

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
        rows = self.rows("SELECT ?s ?p ?o ?g { GRAPH ?g { ?s ?p ?o } }", bindings)
        return (ox.Quad(row["s"], row["p"], row["o"], row["g"]) for row in rows)

    def triples(
        self,
        subject: Subject | None = None,
        predicate: ox.NamedNode | None = None,
        object: Term | None = None,  # noqa: A002  the term's name in RDF
    ) -> Iterator[ox.Triple]:
        """The statements that match, each once; a blank node cannot be asked for."""
        rows = self.rows("SELECT ?s ?p ?o { GRAPH ?g { ?s ?p ?o } }", _wanted(s=subject, p=predicate, o=object))
        return iter(dict.fromkeys(ox.Triple(row["s"], row["p"], row["o"]) for row in rows))

    def about(self, subject: Subject) -> Mapping[ox.NamedNode, tuple[Term, ...]]:
        """What is said of a thing, by property; a blank node cannot be asked for."""
        found: dict[ox.NamedNode, list[Term]] = {}
        for triple in self.triples(subject):
            found.setdefault(triple.predicate, []).append(triple.object)
        return {predicate: tuple(objects) for predicate, objects in found.items()}

    def leading(self, object: Term) -> Mapping[ox.NamedNode, tuple[Term, ...]]:  # noqa: A002  as in RDF
        """What leads to a thing, by property; a blank node cannot be asked for."""
        found: dict[ox.NamedNode, list[Term]] = {}
        for triple in self.triples(object=object):
            found.setdefault(triple.predicate, []).append(triple.subject)
        return {predicate: tuple(subjects) for predicate, subjects in found.items()}

    def graphs(self) -> Iterator[str]:
        """The IRIs of the named graphs under the base that hold triples, apart from the store's own."""
        # not DISTINCT: Virtuoso never ends its answer to that
        rows = self.rows("SELECT ?g (COUNT(*) AS ?quads) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g")
        own = {self._names.iri("generations"), self._names.iri("arrivals")}
        found = (row["g"].value for row in rows)
        return (graph for graph in found if graph.startswith(self._names.base) and graph not in own)

    def counts(self) -> Counts:
        """Counted at the first question: an endpoint keeps nothing beside its state."""
        if self._counts is None:
            self._counts = counted(self.query, tuple(self.graphs()))
        return self._counts

    def close(self) -> None:
        """Nothing is held."""


class RemoteStore:
    """The writer's side of an endpoint. That no other process writes is up to those who run it."""

    def __init__(self, endpoint: Endpoint, names: Names = _NAMES) -> None:
        self._endpoint, self._names = endpoint, names
        self._own = ox.NamedNode(names.iri("generations"))
        self._arrivals = ox.NamedNode(names.iri("arrivals"))

    @classmethod
    def of_settings(cls, settings: Settings) -> RemoteStore:
        """The store at the endpoint of the settings."""
        return cls(Endpoint.of_settings(settings), settings.names)

    def replace(self, graph_iri: str, triples: Iterable[ox.Triple]) -> bool:
        """Makes `triples` the whole content of a graph, in one update; False when it was so before."""
        graph, wanted = graph_node(graph_iri), skolemised(triples, graph_iri)
        if wanted == {quad.triple for quad in self.working().quads(graph=graph_iri)}:
            return False
        if len(wanted) > _AT_ONCE or self._endpoint.graphs:
            insert = self._arriving(graph, sorted(wanted, key=str))
        else:
            said = _ntriples(wanted).decode()
            merged = "" if self._endpoint.union else said
            insert = f"INSERT DATA {{ {merged} GRAPH {graph} {{ {said} }} {self._unpublished} }}"
        self._endpoint.update(f"{self._gone(graph)}; {insert}")
        return True

    def _arriving(self, graph: ox.NamedNode, triples: list[ox.Triple]) -> str:
        """Brings triples to the graph of arrivals; the update that moves them on."""
        if self._endpoint.graphs:
            self._endpoint.put(self._arrivals.value, _ntriples(triples))
        else:
            self._endpoint.update(f"DROP SILENT GRAPH {self._arrivals}")
            for start in range(0, len(triples), _AT_ONCE):
                said = _ntriples(triples[start : start + _AT_ONCE]).decode()
                self._endpoint.update(f"INSERT DATA {{ GRAPH {self._arrivals} {{ {said} }} }}")
        arrived = f"WHERE {{ GRAPH {self._arrivals} {{ ?s ?p ?o }} }}"
        merged = "" if self._endpoint.union else f"INSERT {{ ?s ?p ?o }} {arrived}; "
        return (
            f"{merged}INSERT {{ GRAPH {graph} {{ ?s ?p ?o }} }} {arrived}; "
            f"INSERT DATA {{ {self._unpublished} }}; DROP SILENT GRAPH {self._arrivals}"
        )

    def remove(self, graph_iri: str) -> bool:
        """Takes a graph away, in one update; False when there was none."""
        graph = graph_node(graph_iri)
        if not self.working().query(f"ASK {{ GRAPH {graph} {{ ?s ?p ?o }} }}"):
            return False
        self._endpoint.update(f"{self._gone(graph)}; INSERT DATA {{ {self._unpublished} }}")
        return True

    def change(self, changes: Mapping[str, Iterable[ox.Triple]]) -> bool:
        """Makes each graph what is given, one update each: another reader may see some before the others."""
        changed = False
        for graph, triples in changes.items():
            held = set(triples)
            changed |= self.replace(graph, held) if held else self.remove(graph)
        return changed

    @contextmanager
    def trial(self) -> Iterator[Path]:
        """A folder with all quads in one file."""
        with TemporaryDirectory(prefix="chm-trial-") as folder:
            ox.serialize(self.working().quads(), str(Path(folder) / trial.STATE), format=ox.RdfFormat.N_QUADS)
            yield Path(folder)

    def source_digest(self, graph_iri: str) -> str | None:
        """The `chm:sha256` that a graph says of itself."""
        graph, digest = graph_node(graph_iri), ox.NamedNode(self._names.term("sha256"))
        found = self.working().quads(graph, digest, None, graph_iri)
        return next((quad.object.value for quad in found if isinstance(quad.object, ox.Literal)), None)

    def working(self) -> RemoteReader:
        """A reader; what is written is visible to all at once."""
        return RemoteReader(self._endpoint, self._last().number, self._names)

    def erase(self, graph_iri: str) -> tuple[int, ...]:
        """Takes a graph away; an endpoint keeps no earlier state of its own."""
        if not self.remove(graph_iri):
            raise NotFound(f"{graph_iri}: the endpoint does not hold this graph; chm query source-graphs lists them")
        self.publish()
        return ()

    def publish(self) -> int:
        """Counts one generation more; the number of the last one when nothing changed."""
        last = self._last()
        if last.number and not self._is_unpublished():
            return last.number
        counted = self._one_row(
            "SELECT (COUNT(*) AS ?quads) (COUNT(DISTINCT ?g) AS ?graphs) "
            f"{{ GRAPH ?g {{ ?s ?p ?o }} FILTER(?g NOT IN ({self._own}, {self._arrivals})) }}"
        )
        facts = {
            "schema:version": last.number + 1,
            "dcterms:created": ox.Literal(datetime.now(UTC).isoformat(), datatype=_DATE_TIME),
            "void:triples": int(counted["quads"].value),
            "void:documents": int(counted["graphs"].value),
        }
        said = " ".join(f"{self._own} {name} {fact} ." for name, fact in facts.items())
        update = f"DROP SILENT GRAPH {self._own}; INSERT DATA {{ GRAPH {self._own} {{ {said} }} }}"
        self._endpoint.update(with_prefixes(update, self._names.prefixes()))
        return last.number + 1

    def reader(self, generation: int | None = None) -> RemoteReader:
        """A reader of the last generation. Raises NotFound for any other, and when there is none."""
        last = self._last().number
        if not last:
            raise NotFound("nothing is published yet; load something first (chm load)")
        if generation not in (None, last):
            raise NotFound(f"generation {generation} is not kept; a remote endpoint has the last one only, {last}")
        return RemoteReader(self._endpoint, last, self._names)

    def generations(self) -> list[Generation]:
        """The last generation, the only one an endpoint has; none before the first."""
        last = self._last()
        return [last] if last.number else []

    def rollback(self, number: int) -> int:
        """Raises StoreError: an endpoint keeps no earlier state."""
        raise StoreError(
            f"generation {number} cannot come back: a remote endpoint keeps one state; load the files again"
        )

    def close(self) -> None:
        """Nothing is held."""

    def _gone(self, graph: ox.NamedNode) -> str:
        """The update that takes a graph away, and from the merge of all graphs what no other graph says."""
        elsewhere = f"GRAPH ?other {{ ?s ?p ?o }} FILTER(?other NOT IN ({graph}, {self._own}, {self._arrivals}))"
        found = f"GRAPH {graph} {{ ?s ?p ?o }} FILTER NOT EXISTS {{ {elsewhere} }}"
        unmerged = "" if self._endpoint.union else f"DELETE {{ ?s ?p ?o }} WHERE {{ {found} }}; "
        return f"{unmerged}DROP SILENT GRAPH {graph}"

    @property
    def _unpublished(self) -> str:
        return f"GRAPH {self._own} {{ {self._own} <http://schema.org/creativeWorkStatus> 'unpublished' }}"

    def _is_unpublished(self) -> bool:
        reader = RemoteReader(self._endpoint, 0, self._names)
        return bool(reader.query(f"ASK {{ {self._unpublished} }}"))

    def _last(self) -> Generation:
        row = self._one_row(
            f"SELECT ?number ?created ?quads ?graphs {{ OPTIONAL {{ GRAPH {self._own} {{ {self._own} "
            "schema:version ?number ; dcterms:created ?created ; void:triples ?quads ; void:documents ?graphs }}}"
        )
        if row["number"] is None:
            return Generation(0, datetime.min.replace(tzinfo=UTC), 0, 0)
        created = datetime.fromisoformat(row["created"].value)
        return Generation(int(row["number"].value), created, int(row["quads"].value), int(row["graphs"].value))

    def _one_row(self, sparql: str) -> ox.QuerySolution:
        row: ox.QuerySolution
        for row in RemoteReader(self._endpoint, 0, self._names).rows(sparql):
            return row
        raise StoreError("the endpoint gives no row where SPARQL gives one; check that it speaks SPARQL 1.1")


def _wanted(**terms: Term | None) -> dict[str, ox.NamedNode | ox.Literal]:
    """The terms of a pattern that are bound, by the name of their variable."""
    bindings = {}
    for name, term in terms.items():
        if isinstance(term, ox.NamedNode | ox.Literal):
            bindings[name] = term
        elif term is not None:
            raise QueryError(f"{term} cannot be asked for at a remote endpoint; query for what stands beside it")
    return bindings


def _ntriples(triples: Iterable[ox.Triple]) -> bytes:
    return ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""


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
