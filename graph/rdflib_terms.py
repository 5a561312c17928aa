"""Triples of the store as rdflib has them, for what only rdflib's world can do: SHACL.

The way leads through N-Triples, which the engine writes and Python splits: each term is met as a short text first, and
one that was met before, in whichever graph, is not made again. Reading subject, predicate and object of each triple one
by one costs five times as much. The same term is the same object, so that looking it up compares nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

import pyoxigraph as ox
from rdflib import RDF, BNode, Literal, URIRef
from rdflib.term import Node

from graph.ntriples import written

Statement = tuple[Node, Node, Node]

# what recurs in all graphs: properties, classes, concepts, small numbers; some 20 MB
_MET = 65_536
_ESCAPED = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_CONTROL = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}
_STRING = "http://www.w3.org/2001/XMLSchema#string"


class _Terms(dict[str, Node]):
    """Terms by what is written for them; `lasting` ones stay when the others become too many."""

    def __init__(self) -> None:
        self.lasting: dict[str, Node] = {}

    def __missing__(self, token: str) -> Node:
        made = _term(token)
        self[token] = made
        return made

    def shorten(self) -> None:
        """Forgets what was met, where that is much."""
        if len(self) > _MET:
            self.clear()
            self.update(self.lasting)


_terms = _Terms()


def by_predicate(triples: Iterable[ox.Triple]) -> tuple[dict[Node, dict[Node, list[Node]]], int]:
    """The values of each subject, by predicate, and how many triples there are, each counted once.

    Literals keep their lexical form, so that a wrong one can be told.

    >>> at = ox.NamedNode("https://example.org/pond")
    >>> found, _ = by_predicate([ox.Triple(at, at, ox.Literal("étang\\n", language="fr"))])
    >>> found[URIRef(at.value)][URIRef(at.value)] == [Literal("étang\\n", lang="fr")]
    True
    """
    terms = _terms
    terms.shorten()
    found: defaultdict[str, dict[Node, list[Node]]] = defaultdict(dict)
    subject: Node = BNode()
    former = ""
    # a literal holds no end of a line
    told = written(triples).text.split(" .\n")[:-1]
    for line in told:
        start, predicate, value = line.split(" ", 2)
        if start != former:
            subject, former = terms[start], start
        held = found[predicate]
        if subject in held:
            held[subject].append(terms[value])
        else:
            held[subject] = [terms[value]]
    return {terms[predicate]: held for predicate, held in found.items()}, len(told)


def term(token: str) -> Node:
    """A term of N-Triples, as the engine writes it.

    >>> term("<https://example.org/pond>"), term('"5"^^<http://www.w3.org/2001/XMLSchema#integer>').value
    (rdflib.term.URIRef('https://example.org/pond'), 5)
    """
    return _terms[token]


def _term(token: str) -> Node:
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
    """A term of shapes, as the very object that `term` gives for it from now on where that is an IRI."""
    if not isinstance(node, URIRef):
        return node
    return _terms.lasting.setdefault(token := f"<{node}>", _terms[token])


def _unescaped(found: re.Match[str]) -> str:
    code = found[1] or found[2]
    return chr(int(code, 16)) if code else _CONTROL.get(found[3], found[3])
