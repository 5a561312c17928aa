"""One query to one body: evaluated, cut at the row limit, written in the format that the client accepts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import IO, Any, Generic, TypeVar

import pyoxigraph as ox

from api.negotiation import Format, choose
from api.results import head, write_boolean, write_rows
from graph.namespaces import Names
from graph.store import Reader

RESULTS = (
    Format("srj", "application/sparql-results+json"),
    Format("srx", "application/sparql-results+xml"),
    Format("csv", "text/csv"),
    Format("tsv", "text/tab-separated-values"),
    Format("srj", "application/json"),
    Format("srx", "application/xml"),
)
"""What SELECT and ASK are written in; the first is the default."""

GRAPHS = (
    Format("ttl", "text/turtle"),
    Format("nt", "application/n-triples"),
    Format("jsonld", "application/ld+json"),
    Format("rdf", "application/rdf+xml"),
    Format("trig", "application/trig"),
    Format("nq", "application/n-quads"),
    Format("nt", "text/plain"),
    Format("jsonld", "application/json"),
    Format("rdf", "application/xml"),
)
"""What CONSTRUCT and DESCRIBE are written in."""

_RDF = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdf": ox.RdfFormat.RDF_XML,
    "trig": ox.RdfFormat.TRIG,
    "nq": ox.RdfFormat.N_QUADS,
}


@dataclass(frozen=True, slots=True)
class Job:
    """A query for a generation: the Accept header of the client, and how many rows at most."""

    query: str
    generation: int
    accept: str | None
    max_rows: int
    names: Names
    cut_link: str = ""
    what = "query"


@dataclass(frozen=True, slots=True)
class Answer:
    """A body with its type; no type where none of `offers` was acceptable. `cut` says that rows are missing.

    A body is `head` and then what was written to the output that `evaluate` was given.
    """

    media_type: str
    head: bytes = b""
    cut: bool = False
    offers: tuple[str, ...] = ()


def evaluate(reader: Reader, job: Job, out: IO[bytes], bound: Callable[[Any], Iterator[Any]] = iter) -> Answer:
    """The answer to a job; its rows go to `out` one by one, through `bound`, which may end it by an error of its own.

    Raises QueryError and StoreError as `Reader.query` does.

    The whole result is written before the first byte goes to the client: an answer that fails or takes too long is a
    problem document, never a body that breaks off, and the head can say that the rows were cut.
    """
    found = reader.query(job.query)
    formats = GRAPHS if isinstance(found, ox.QueryTriples) else RESULTS
    chosen = choose(job.accept, formats)
    if chosen is None:
        return Answer("", offers=tuple(dict.fromkeys(each.media_type for each in formats)))
    if isinstance(found, ox.QueryBoolean):
        return Answer(chosen.media_type, write_boolean(bool(found), chosen.suffix))
    counted = _Counted(bound(found), job.max_rows)
    if isinstance(found, ox.QueryTriples):
        prefixes = job.names.prefixes() if chosen.suffix in ("ttl", "rdf", "trig") else None
        ox.serialize(counted, out, format=_RDF[chosen.suffix], prefixes=prefixes)
        return Answer(chosen.media_type, cut=counted.cut)
    names = [variable.value for variable in found.variables]
    write_rows(out, names, counted, chosen.suffix)
    return Answer(chosen.media_type, head(names, chosen.suffix, job.cut_link if counted.cut else ""), counted.cut)


Item = TypeVar("Item")


class _Counted(Generic[Item]):
    """The first `limit` items; `cut` says afterwards whether there are more."""

    def __init__(self, items: Iterator[Item], limit: int) -> None:
        self._items, self._limit, self.cut = items, limit, False

    def __iter__(self) -> Iterator[Item]:
        yield from islice(self._items, self._limit)
        self.cut = next(self._items, None) is not None
