"""What a generation holds: counts for people, and dumps for everyone."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from zlib import crc32

import pyoxigraph as ox

from graph.errors import NotFound, QueryError
from graph.namespaces import Names
from graph.store import Reader

FORMATS = {
    "nq": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
}
"""Formats of a dump by their usual suffix."""

COUNTED = (
    "Decision",
    "Recommendation",
    "Document",
    "Element",
    "Mention",
    "Activity",
    "Candidate",
    "Unparsed",
    "UnreadValue",
)
"""Classes that `counts` counts, in this order."""


@dataclass(frozen=True, slots=True)
class Shard:
    """A share of the named graphs, whole ones, that a checksum of their names gives to one of several engines.

    >>> [Shard.parse(f"{n}/3").holds("https://w3id.org/chm/decision/cop/10/15/zh") for n in (1, 2, 3)].count(True)
    1
    """

    number: int
    of: int

    @classmethod
    def parse(cls, share: str) -> Shard:
        """`2/3`: the second of three. Raises QueryError for anything else."""
        number, _, of = share.partition("/")
        if not (number.isdecimal() and of.isdecimal() and 1 <= int(number) <= int(of)):
            raise QueryError(f"{share!r} is no share of the graphs; write 1/3, 2/3 or 3/3")
        return cls(int(number), int(of))

    def holds(self, graph: str) -> bool:
        """Whether a graph belongs to this share."""
        return crc32(graph.encode()) % self.of == self.number - 1


def dump(
    reader: Reader,
    names: Names,
    format: str = "nq",  # noqa: A002  the word that people type
    graph: str | None = None,
    out: Path | None = None,
    shard: Shard | None = None,
) -> int:
    """Write a generation, one named graph of it or a share of its graphs; the number of statements written.

    `graph` is an IRI or a path under the base; without `out` it goes to standard output. Raises QueryError for a format
    that is not in FORMATS or cannot hold named graphs, NotFound for a graph that is not there.
    """
    form = FORMATS.get(format)
    if form is None:
        raise QueryError(f"no dump as {format!r}; formats: {', '.join(FORMATS)}")
    if graph is None and not form.supports_datasets:
        raise QueryError(f"{format} holds one graph; name it with --graph, or dump as nq, trig or jsonld")
    iri = None if graph is None or "://" in graph else names.iri(graph)
    count = _Count()
    found = reader.quads(graph=iri or graph)
    if shard is not None:
        found = (quad for each in reader.graphs() if shard.holds(each) for quad in reader.quads(graph=each))
    quads = count.of(found)
    prefixes = names.prefixes() if format in {"trig", "ttl"} else None
    write = _writer(out)
    with write() as stream:
        if graph is None:
            ox.serialize(quads, stream, format=form, prefixes=prefixes)
        else:
            ox.serialize((quad.triple for quad in quads), stream, format=form, prefixes=prefixes)
    if graph is not None and count.statements == 0:
        raise NotFound(f"no graph {graph}; `chm stats` lists the graphs")
    return count.statements


class _Count:
    """Counts the statements that pass."""

    def __init__(self) -> None:
        self.statements = 0

    def of(self, quads: Iterator[ox.Quad]) -> Iterator[ox.Quad]:
        for quad in quads:
            self.statements += 1
            yield quad


def _writer(out: Path | None) -> Callable[[], IO[bytes]]:
    if out is not None:
        return lambda: out.open("wb")
    return lambda: open(sys.stdout.fileno(), "wb", closefd=False)


def counts(reader: Reader, names: Names) -> dict[str, int]:
    """How many of each counted class a generation holds, and how many statements and graphs."""
    kind = ox.NamedNode(names.prefixes()["rdf"] + "type")
    found = {}
    for name in COUNTED:
        things = {quad.subject for quad in reader.quads(None, kind, ox.NamedNode(names.term(name)))}
        found[name] = len(things)
    found["graphs"] = sum(1 for _ in reader.graphs())
    found["statements"] = sum(1 for _ in reader.quads())
    return found


@dataclass(frozen=True, slots=True)
class Refused:
    """A record that the shapes refuse, or a file that is refused whole: the file, the place there, the field at fault
    (empty for a file) and why.

    >>> str(Refused("a.json", "line 3", "", "is no JSON")), str(Refused("a.csv", "row 2", "code", "is empty"))
    ('a.json: line 3: whole file: is no JSON', 'a.csv: row 2: code: is empty')
    """

    file: str
    place: str
    field: str
    reason: str

    def __str__(self) -> str:
        return ": ".join(part for part in (self.file, self.place, self.field or "whole file", self.reason) if part)


def refused(reader: Reader) -> Iterator[Refused]:
    """The refused files and records of a generation, by file and row; what is mended and loaded again is not there."""
    rows = reader.query(_REFUSED)
    for row in rows if isinstance(rows, ox.QuerySolutions) else ():
        told = {name: row[name].value if row[name] is not None else "" for name in ("pointer", "row", "field")}
        place = told["pointer"] or (f"row {told['row']}" if told["row"] else "")
        yield Refused(row["file"].value, place, told["field"], row["reason"].value)


_REFUSED = """
SELECT DISTINCT ?file ?row ?pointer ?field ?reason WHERE {
  {
    ?node a chm:RefusedRecord ; chm:row ?row ; chm:column ?field ; chm:reason ?reason ; dcterms:isPartOf ?graph .
    ?graph prov:wasDerivedFrom/chm:file ?file .
  } UNION { ?node a chm:RefusedFile ; chm:file ?file ; chm:reason ?reason }
  OPTIONAL { ?node chm:pointer ?pointer }
} ORDER BY ?file ?row
"""
