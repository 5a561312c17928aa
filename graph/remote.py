"""The remote store: any SPARQL 1.1 endpoint for query and update, behind the same interface as the embedded one.

What an endpoint cannot do is said, not imitated: it keeps one state, so readers see a replaced graph at once, there is
one generation to read (a counter in the graph `<base>generations`), and no rollback. One update request replaces one
graph; it is as atomic as the engine makes it (Oxigraph, GraphDB, Fuseki TDB2: one transaction). The default graph is
kept as the merge of all graphs, each statement once, as in the embedded store; the engine must have one of its own.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from http.client import HTTPException
from urllib.error import HTTPError, URLError

import pyoxigraph as ox
from SPARQLWrapper import POST, POSTDIRECTLY, TURTLE, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed, SPARQLWrapperException

from graph.errors import NotFound, QueryError, StoreError
from graph.namespaces import Names
from graph.settings import Settings
from graph.sparql import query_form, refuse_service, with_bindings, with_prefixes
from graph.store import Bindings, Generation, Results, Subject, Term, graph_node, skolemised

_NAMES = Names()
_ATTEMPTS = 4
_FIRST_WAIT = 0.1
_BUSY = (502, 503, 504)
_INTEGER = ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")
_DATE_TIME = ox.NamedNode("http://www.w3.org/2001/XMLSchema#dateTime")


class Endpoint:
    """Requests to one endpoint: authorised, timed out after `seconds`, tried again when it cannot be reached."""

    def __init__(self, query: str, update: str = "", user: str = "", password: str = "", seconds: float = 30) -> None:
        if not query.startswith(("http://", "https://")):
            raise StoreError(f"{query!r} is no SPARQL endpoint; write an http(s) URL")
        self._query = query
        self._update = update or query.rpartition("/")[0] + "/update"
        self._user, self._password, self._seconds = user, password, seconds

    def ask(self, sparql: str) -> tuple[bytes, str]:
        """Body and media type of the answer to a query. Raises QueryError when it is refused, StoreError else."""
        form = query_form(sparql)
        request = self._request(sparql, form)
        request.setReturnFormat(TURTLE if form in ("CONSTRUCT", "DESCRIBE") else XML)
        return self._sent(request, self._query)

    def update(self, sparql: str) -> None:
        """Sends an update that has the same effect when it is sent twice."""
        self._sent(self._request(sparql, "INSERT"), self._update)

    def _request(self, sparql: str, form: str) -> SPARQLWrapper:
        request = SPARQLWrapper(self._query, updateEndpoint=self._update)
        request.setMethod(POST)
        request.setRequestMethod(POSTDIRECTLY)
        request.setOnlyConneg(True)
        request.setTimeout(math.ceil(self._seconds))
        if self._user:
            request.setCredentials(self._user, self._password)
        # setQuery would guess the form from the text, and can be misled by comments and strings
        request.queryString, request.queryType = sparql, form
        return request

    def _sent(self, request: SPARQLWrapper, url: str) -> tuple[bytes, str]:
        wait = _FIRST_WAIT
        for attempt in range(1, _ATTEMPTS + 1):
            try:
                response = request.query().response
                return response.read(), response.headers.get_content_type()
            except QueryBadFormed as fault:
                raise QueryError(f"the query cannot be run: {fault}") from fault
            except (OSError, HTTPException, SPARQLWrapperException) as fault:
                if attempt == _ATTEMPTS or not _passes(fault):
                    raise StoreError(f"{url}: {fault}; check CHM_STORE and that the endpoint runs") from fault
            time.sleep(wait)
            wait *= 2
        raise AssertionError("the last attempt returns or raises")


def _passes(fault: Exception) -> bool:
    """Whether trying again may help: a connection refused or broken off, a busy gateway; never a timeout."""
    if isinstance(fault, HTTPError):
        return fault.code in _BUSY
    cause = fault.reason if isinstance(fault, URLError) else fault
    return isinstance(cause, ConnectionError | HTTPException)


class RemoteReader:
    """The state of an endpoint. `generation` is the number it had when the reader was made."""

    def __init__(self, endpoint: Endpoint, generation: int, names: Names = _NAMES) -> None:
        self._endpoint, self._generation, self._names = endpoint, generation, names

    @property
    def generation(self) -> int:
        """The number of the generation that was the last one when the reader was made."""
        return self._generation

    def query(self, sparql: str, bindings: Bindings | None = None) -> Results:
        """The results of a query; see `graph.store.Reader`."""
        bound = with_bindings(sparql, bindings or {})
        refuse_service(bound)
        body, media_type = self._endpoint.ask(with_prefixes(bound, self._names.prefixes()))
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
        wanted = {"s": subject, "p": predicate, "o": object, "g": graph_node(graph) if graph else None}
        bindings = {}
        for name, term in wanted.items():
            if isinstance(term, ox.NamedNode | ox.Literal):
                bindings[name] = term
            elif term is not None:
                raise QueryError(f"{term} cannot be asked for at a remote endpoint; query for what stands beside it")
        rows = self.rows("SELECT ?s ?p ?o ?g { GRAPH ?g { ?s ?p ?o } }", bindings)
        return (ox.Quad(row["s"], row["p"], row["o"], row["g"]) for row in rows)

    def graphs(self) -> Iterator[str]:
        """The IRIs of the named graphs that hold triples, apart from the store's own."""
        rows = self.rows("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")
        return (row["g"].value for row in rows if row["g"].value != self._names.iri("generations"))

    def close(self) -> None:
        """Nothing is held."""


class RemoteStore:
    """The writer's side of an endpoint. That no other process writes is up to those who run it."""

    def __init__(self, endpoint: Endpoint, names: Names = _NAMES) -> None:
        self._endpoint, self._names = endpoint, names
        self._own = ox.NamedNode(names.iri("generations"))

    @classmethod
    def of_settings(cls, settings: Settings) -> RemoteStore:
        """The store at the endpoint of the settings."""
        password = settings.store_password.get_secret_value()
        seconds = settings.query_seconds
        endpoint = Endpoint(settings.store, settings.store_update, settings.store_user, password, seconds)
        return cls(endpoint, settings.names)

    def replace(self, graph_iri: str, triples: Iterable[ox.Triple]) -> bool:
        """Makes `triples` the whole content of a graph, in one update; False when it was so before."""
        graph, wanted = graph_node(graph_iri), skolemised(triples, graph_iri)
        if wanted == {quad.triple for quad in self.working().quads(graph=graph_iri)}:
            return False
        content = (ox.serialize(wanted, format=ox.RdfFormat.N_TRIPLES) or b"").decode()
        insert = f"INSERT DATA {{ {content} GRAPH {graph} {{ {content} }} {self._unpublished} }}"
        self._endpoint.update(f"{_unmerged(graph)}; DROP SILENT GRAPH {graph}; {insert}")
        return True

    def remove(self, graph_iri: str) -> bool:
        """Takes a graph away, in one update; False when there was none."""
        if graph_iri not in set(self.working().graphs()):
            return False
        graph = graph_node(graph_iri)
        self._endpoint.update(f"{_unmerged(graph)}; DROP SILENT GRAPH {graph}; INSERT DATA {{ {self._unpublished} }}")
        return True

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
        counted = self._one_row("SELECT (COUNT(*) AS ?quads) (COUNT(DISTINCT ?g) AS ?graphs) { GRAPH ?g { ?s ?p ?o } }")
        own = sum(1 for _ in self.working().quads(graph=self._own.value))
        facts = {
            "schema:version": last.number + 1,
            "dcterms:created": ox.Literal(datetime.now(UTC).isoformat(), datatype=_DATE_TIME),
            "void:triples": int(counted["quads"].value) - own,
            "void:documents": int(counted["graphs"].value) - (own > 0),
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


def _unmerged(graph: ox.NamedNode) -> str:
    """The update that takes from the default graph what no other graph says: it holds the merge of all graphs."""
    elsewhere = f"GRAPH ?other {{ ?s ?p ?o }} FILTER(?other != {graph})"
    return f"DELETE {{ ?s ?p ?o }} WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} FILTER NOT EXISTS {{ {elsewhere} }} }}"


def _results(body: bytes, media_type: str) -> Results:
    """The answer as pyoxigraph gives its own. Raises StoreError when it is cut off or of another kind."""
    try:
        if (results := ox.QueryResultsFormat.from_media_type(media_type)) is not None:
            _exhausted(lambda: ox.parse_query_results(body, results))
            return ox.parse_query_results(body, results)
        if (rdf := ox.RdfFormat.from_media_type(media_type)) is not None:
            held = ox.Store()
            held.extend(ox.Quad(*quad.triple) for quad in ox.parse(body, rdf))
            return held.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
    except (SyntaxError, ValueError) as fault:
        raise StoreError(f"the endpoint's answer is broken off or not {media_type}: {fault}; ask again") from fault
    raise StoreError(f"the endpoint answers in {media_type}; it must speak SPARQL results XML and Turtle")


def _exhausted(parsed: Callable[[], ox.QuerySolutions | ox.QueryBoolean]) -> None:
    """Reads an answer to its end: an engine that stops at its time limit sends half of one with status 200."""
    rows = parsed()
    if isinstance(rows, ox.QuerySolutions):
        for _ in rows:
            pass
