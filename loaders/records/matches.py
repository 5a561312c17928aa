"""What two things have in common, as data: the statement where it is sure enough, and a node with score and reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from pyoxigraph import Literal, NamedNode, Triple

from graph.namespaces import Names


@dataclass(frozen=True, slots=True)
class Match:
    """Two things (IRIs) that are the same or alike: `property` is what is stated (`owl:sameAs`), empty for a candidate;
    `score` from 0 to 1."""

    from_: str
    to: str
    property: str
    score: float
    reason: str


def match_triples(match: Match, graph: str, names: Names) -> Iterator[Triple]:
    """The statement, if it is made, and its evidence below the graph: chm:Match, or chm:Candidate to be judged."""
    known = names.prefixes()
    start, goal = NamedNode(match.from_), NamedNode(match.to)
    node = NamedNode(f"{graph}#match-{sha256(f'{match.from_} {match.to}'.encode()).hexdigest()[:16]}")
    kind = "Match" if match.property else "Candidate"
    yield Triple(node, NamedNode(f"{known['rdf']}type"), NamedNode(names.term(kind)))
    yield Triple(node, NamedNode(names.term("from")), start)
    yield Triple(node, NamedNode(names.term("to")), goal)
    score = Literal(f"{match.score:.2f}", datatype=NamedNode(f"{known['xsd']}decimal"))
    yield Triple(node, NamedNode(names.term("score")), score)
    yield Triple(node, NamedNode(names.term("reason")), Literal(match.reason))
    if match.property:
        prefix, _, local = match.property.partition(":")
        stated = NamedNode(known[prefix] + local)
        yield Triple(node, NamedNode(names.term("states")), stated)
        yield Triple(start, stated, goal)
