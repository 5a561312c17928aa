"""The remote store: any SPARQL 1.1 endpoint for query and update, behind the same interface as the embedded one.

What an endpoint cannot do is said, not imitated: it keeps one state, so readers see a replaced graph at once, there is
one generation to read (a counter in the graph `<base>generations`), and no rollback. One update request replaces all
graphs of a source; it is as atomic as the engine makes it (Oxigraph, GraphDB, Fuseki TDB2: one transaction). The
default graph is kept as the merge of all graphs, each statement once, as in the embedded store. Where the engine's
default graph is the union of its graphs already (Virtuoso), nothing is kept, and a statement of two graphs counts
twice. More triples than one update may carry go to graphs of arrivals first, `<base>arrivals/0` and so on, by the Graph
Store Protocol or in small updates, and the one update moves them on; `quads` and `triples` of a reader leave those out.
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pyoxigraph as ox

from graph import dumps, trial
from graph.endpoint import Endpoint
from graph.errors import NotFound, StoreError
from graph.namespaces import Names
from graph.remote_reader import ARRIVALS, GENERATIONS, RemoteReader
from graph.settings import Settings
from graph.sparql import with_prefixes
from graph.store import Generation, graph_node, skolemised

__all__ = ["RemoteReader", "RemoteStore"]

_NAMES = Names()
_DUMPS = "dumps"
"""The folder, in that of the settings, of the dump that was made when this machine published."""
_log = logging.getLogger(__name__)
_INTEGER = ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")
_DATE_TIME = ox.NamedNode("http://www.w3.org/2001/XMLSchema#dateTime")


class RemoteStore:
    """The writer's side of an endpoint. That no other process writes is up to those who run it."""

    def __init__(self, endpoint: Endpoint, names: Names = _NAMES, folder: Path | None = None) -> None:
        self._endpoint, self._names, self._folder = endpoint, names, folder
        self._changed: set[str] | None = None
        self._own = ox.NamedNode(names.iri(GENERATIONS))
        self._of_others = f'?g != {self._own} && !STRSTARTS(STR(?g), "{names.iri(ARRIVALS)}")'

    @classmethod
    def of_settings(cls, settings: Settings) -> RemoteStore:
        """The store at the endpoint of the settings."""
        return cls(Endpoint.of_settings(settings), settings.names, settings.data / _DUMPS)

    def replace(self, graph_iri: str, triples: Iterable[ox.Triple]) -> bool:
        """Makes `triples` the whole content of a graph, in one update; False when it was so before."""
        return self.change({graph_iri: triples})

    def remove(self, graph_iri: str) -> bool:
        """Takes a named graph away, in one update; False when there was none."""
        return self.change({graph_iri: ()})

    def change(self, changes: Mapping[str, Iterable[ox.Triple]]) -> bool:
        """Makes each graph what is given, all of them in one update; False when it was all so before."""
        working = self.working()
        found = [(graph_node(graph), skolemised(triples, graph)) for graph, triples in changes.items()]
        differing = [each for each in found if each[1] != {quad.triple for quad in working.quads(graph=each[0].value)}]
        if not differing:
            return False
        if self._changed is None and not self._is_unpublished():
            self._changed = set()  # from here on it is known what differs from the last generation
        if self._changed is not None:
            self._changed |= {graph.value for graph, _ in differing}
        arriving = sum(len(wanted) for _, wanted in differing) > self._endpoint.at_once
        arrivals = [ox.NamedNode(self._names.iri(f"{ARRIVALS}/{number}")) for number in range(len(differing))]
        steps = []
        for (graph, wanted), arrival in zip(differing, arrivals, strict=True):
            if arriving and wanted:
                self._arrive(arrival, sorted(wanted, key=str))
            steps += [*self._gone(graph), *self._come(graph, wanted, arrival if arriving else None)]
        steps.append(f"INSERT DATA {{ {self._unpublished} }}")
        self._endpoint.update("; ".join(steps))
        if arriving:
            # not in the update itself: it may be sent again, and would find nothing to move
            self._endpoint.update("; ".join(f"DROP SILENT GRAPH {each}" for each in arrivals))
        return True

    def _arrive(self, arrival: ox.NamedNode, triples: list[ox.Triple]) -> None:
        """Brings triples to a graph of arrivals, by the Graph Store Protocol or in small updates."""
        if self._endpoint.graphs:
            self._endpoint.put(arrival.value, _ntriples(triples))
            return
        self._endpoint.update(f"DROP SILENT GRAPH {arrival}")
        for start in range(0, len(triples), self._endpoint.at_once):
            said = _ntriples(triples[start : start + self._endpoint.at_once]).decode()
            self._endpoint.update(f"INSERT DATA {{ GRAPH {arrival} {{ {said} }} }}")

    def _come(self, graph: ox.NamedNode, triples: set[ox.Triple], arrival: ox.NamedNode | None) -> list[str]:
        """The operations that put triples in a graph, and in the merge of all graphs; from the arrivals where given."""
        if not triples:
            return []
        if arrival is None:
            said = _ntriples(triples).decode()
            return [f"INSERT DATA {{ {'' if self._endpoint.union else said} GRAPH {graph} {{ {said} }} }}"]
        arrived = f"WHERE {{ GRAPH {arrival} {{ ?s ?p ?o }} }}"
        merged = [] if self._endpoint.union else [f"INSERT {{ ?s ?p ?o }} {arrived}"]
        return [*merged, f"INSERT {{ GRAPH {graph} {{ ?s ?p ?o }} }} {arrived}"]

    @property
    def stamp(self) -> str:
        """The number of the last generation, and whether something was written since."""
        return f"{self._last().number} {self._is_unpublished()}"

    def undoable(self) -> AbstractContextManager[None]:
        """An endpoint keeps no earlier state: what has reached it stays."""
        return nullcontext()

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
            f"{{ GRAPH ?g {{ ?s ?p ?o }} FILTER({self._of_others}) }}"
        )
        self._dump(last.number)
        facts = {
            "schema:version": last.number + 1,
            "dcterms:created": ox.Literal(datetime.now(UTC).isoformat(), datatype=_DATE_TIME),
            "void:triples": int(counted["quads"].value),
            "void:documents": int(counted["graphs"].value),
        }
        said = " ".join(f"{self._own} {name} {fact} ." for name, fact in facts.items())
        update = f"DROP SILENT GRAPH {self._own}; INSERT DATA {{ GRAPH {self._own} {{ {said} }} }}"
        self._endpoint.update(with_prefixes(update, self._names.prefixes()))
        self._changed = set()
        return last.number + 1

    def _dump(self, last: int) -> None:
        """Makes the dump of the next generation on this machine; a service elsewhere makes its own when it is asked."""
        if self._folder is None:
            return
        place, former, making = (self._folder / str(each) for each in (last + 1, last, "making"))
        try:
            for each in (place, making):
                shutil.rmtree(each, ignore_errors=True)
            making.mkdir(parents=True)
            changed = frozenset(self._changed) if self._changed is not None else None
            dumps.write(making, self.working(), self._names, former if former.is_dir() else None, changed)
            making.rename(place)
            shutil.rmtree(former, ignore_errors=True)
        except OSError as fault:
            _log.warning("%s: no dump of generation %s: %s; it is made when it is asked for", place, last + 1, fault)

    def reader(self, generation: int | None = None) -> RemoteReader:
        """A reader of the last generation. Raises NotFound for any other, and when there is none."""
        last = self._last().number
        if not last:
            raise NotFound("nothing is published yet; load something first (chm load)")
        if generation not in (None, last):
            raise NotFound(f"generation {generation} is not kept; a remote endpoint has the last one only, {last}")
        dumped = self._folder / str(last) if self._folder is not None else None
        return RemoteReader(self._endpoint, last, self._names, dumped)

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

    def _gone(self, graph: ox.NamedNode) -> list[str]:
        """The operations that take a graph away, and from the merge of all graphs what no other graph says."""
        elsewhere = f"GRAPH ?g {{ ?s ?p ?o }} FILTER(?g != {graph} && {self._of_others})"
        found = f"GRAPH {graph} {{ ?s ?p ?o }} FILTER NOT EXISTS {{ {elsewhere} }}"
        unmerged = [] if self._endpoint.union else [f"DELETE {{ ?s ?p ?o }} WHERE {{ {found} }}"]
        return [*unmerged, f"DROP SILENT GRAPH {graph}"]

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


def _ntriples(triples: Iterable[ox.Triple]) -> bytes:
    return ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
