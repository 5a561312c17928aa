"""Statements that the service makes about itself, written with prefixed names."""

from __future__ import annotations

from collections.abc import Mapping

import pyoxigraph as ox

Value = ox.NamedNode | ox.Literal


class Statements:
    """Gathers triples about nodes under one address, each once.

    >>> said = Statements("https://example.org/sparql", {"sd": "http://www.w3.org/ns/sparql-service-description#"})
    >>> said.say(said.node("#dataset"), "sd:defaultGraph", said.node("#default"))
    >>> said.triples()[0].predicate.value
    'http://www.w3.org/ns/sparql-service-description#defaultGraph'
    """

    def __init__(self, address: str, prefixes: Mapping[str, str]) -> None:
        self._address, self._prefixes = address, prefixes
        self._triples: dict[ox.Triple, None] = {}

    def node(self, fragment: str = "") -> ox.NamedNode:
        """The node of a fragment of the address."""
        return ox.NamedNode(self._address + fragment)

    def term(self, short: str) -> ox.NamedNode:
        """The IRI of a prefixed name."""
        prefix, _, name = short.partition(":")
        return ox.NamedNode(self._prefixes[prefix] + name)

    def say(self, subject: ox.NamedNode, predicate: str, *values: Value) -> None:
        """States a property of a node, as often as there are values."""
        for value in values:
            self._triples[ox.Triple(subject, self.term(predicate), value)] = None

    def triples(self) -> list[ox.Triple]:
        """What was said, node by node, in the order in which they were first spoken of."""
        nodes: dict[object, list[ox.Triple]] = {}
        for triple in self._triples:
            nodes.setdefault(triple.subject, []).append(triple)
        return [triple for found in nodes.values() for triple in found]
