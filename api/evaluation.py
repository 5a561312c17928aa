"""One query to one body: evaluated, cut at the row limit, written in the format that the client accepts."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

import pyoxigraph as ox

from api.negotiation import Format, choose
from api.results import write_boolean, write_solutions
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


@dataclass(frozen=True, slots=True)
class Answer:
    """A body with its type; no type where none of `offers` was acceptable. `cut` says that rows are missing."""

    media_type: str
    body: bytes
    cut: bool = False
    offers: tuple[str, ...] = ()


def evaluate(reader: Reader, job: Job) -> Answer:
    """The answer to a job. Raises QueryError and StoreError as `Reader.query` does."""
    found = reader.query(job.query)
    formats = GRAPHS if isinstance(found, ox.QueryTriples) else RESULTS
    chosen = choose(job.accept, formats)
    if chosen is None:
        return Answer("", b"", offers=tuple(dict.fromkeys(each.media_type for each in formats)))
    if isinstance(found, ox.QueryTriples):
        return _triples(found, chosen, job)
    if isinstance(found, ox.QueryBoolean):
        return Answer(chosen.media_type, write_boolean(bool(found), chosen.suffix))
    rows = list(islice(found, job.max_rows + 1))
    cut = len(rows) > job.max_rows
    names = [variable.value for variable in found.variables]
    link = job.cut_link if cut else ""
    return Answer(chosen.media_type, write_solutions(names, rows[: job.max_rows], chosen.suffix, link), cut)


def _triples(found: ox.QueryTriples, chosen: Format, job: Job) -> Answer:
    triples = list(islice(found, job.max_rows + 1))
    prefixes = job.names.prefixes() if chosen.suffix in ("ttl", "rdf", "trig") else None
    body = ox.serialize(triples[: job.max_rows], format=_RDF[chosen.suffix], prefixes=prefixes)
    return Answer(chosen.media_type, body or b"", len(triples) > job.max_rows)
