"""Triples of the store as rdflib has them, for what only rdflib's world can do: SHACL.

The way leads through N-Triples, which the engine writes and Python splits: each term is met as a short text first, and
one that was met before, in whichever graph, is not made again. Reading subject, predicate and object of each triple one
by one costs five times as much. The same term is the same object, so that looking it up compares nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

import pyoxigraph as ox
from rdflib import RDF, BNode, Literal, URIRef
from rdflib.term import Node

Statement = tuple[Node, Node, Node]

# what recurs in all graphs: properties, classes, concepts, small numbers; some 20 MB
_MET = 65_536
_ESCAPED = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_CONTROL = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}
_STRING = "http://www.w3.org/2001/XMLSchema#string"


def statements(triples: Iterable[ox.Triple]) -> Iterator[Statement]:
    """The triples, each once; literals keep their lexical form, so that a wrong one can be told.

    >>> at = ox.NamedNode("https://example.org/pond")
    >>> [(s, p, o)] = statements([ox.Triple(at, at, ox.Literal("étang\\n", language="fr"))])
    >>> o == Literal("étang\\n", lang="fr")
    True
    """
    told = (ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"").decode()
    # not splitlines: a literal may hold other ends of a line
    for line in dict.fromkeys(told.split("\n")):
        if line:
            subject, predicate, value = line.split(" ", 2)
            yield term(subject), term(predicate), term(value[:-2])


@lru_cache(_MET)
def term(token: str) -> Node:
    """A term of N-Triples, as the engine writes it.

    >>> term("<https://example.org/pond>"), term('"5"^^<http://www.w3.org/2001/XMLSchema#integer>').value
    (rdflib.term.URIRef('https://example.org/pond'), 5)
    """
    if token.startswith("<<"):
        return BNode()  # no shape looks into a triple
    if token.startswith("<"):
        iri = token[1:-1]
        # the engine has checked it
        return RDF.type if iri == str(RDF.type) else str.__new__(URIRef, iri)
    if token.startswith("_:"):
        return BNode(token[2:])
    words, _, rest = token[1:].rpartition('"')
    if "\\" in words:
        words = _ESCAPED.sub(_unescaped, words)
    if rest.startswith("@"):
        return Literal(words, lang=rest[1:])
    kind = rest[3:-1]
    return Literal(words, datatype=URIRef(kind) if kind and kind != _STRING else None, normalize=False)


def same(node: Node) -> Node:
    """A term, as the very object that `term` gives for it where that is an IRI."""
    return term(f"<{node}>") if isinstance(node, URIRef) else node


def _unescaped(found: re.Match[str]) -> str:
    code = found[1] or found[2]
    return chr(int(code, 16)) if code else _CONTROL.get(found[3], found[3])
