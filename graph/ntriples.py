"""Triples as they are written: lines of N-Triples, each once.

A description is asked as a whole by the shapes, by the process that writes and by the engine, hardly ever triple by
triple: as text it is made, checked, sent and stored at a fraction of the cost of an object for each term.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox


@dataclass(frozen=True, slots=True)
class NTriples:
    """The triples of a graph: `text` has a line for each, as the engine writes it, with one blank between terms.

    >>> at = ox.NamedNode("https://example.org/pond")
    >>> told = written([ox.Triple(at, at, ox.Literal("Pond")), ox.Triple(at, at, ox.Literal("Pond"))])
    >>> told.text, len(told), next(iter(told)).object
    ('<https://example.org/pond> <https://example.org/pond> "Pond" .\\n', 1, <Literal value=Pond datatype=<NamedNode \
value=http://www.w3.org/2001/XMLSchema#string>>)
    """

    text: str = ""

    @classmethod
    def of(cls, lines: Iterable[str]) -> NTriples:
        """The triples of lines without their ends; a line that comes again is left out."""
        kept = dict.fromkeys(lines)
        return cls("\n".join((*kept, ""))) if kept else cls()

    def __iter__(self) -> Iterator[ox.Triple]:
        return (quad.triple for quad in ox.parse(self.text, format=ox.RdfFormat.N_TRIPLES))

    def __len__(self) -> int:
        return self.text.count("\n")

    def lines(self) -> list[str]:
        """Its lines, without their ends."""
        # not splitlines: a literal may hold other ends of a line
        return self.text.split("\n")[:-1]

    def quads(self, graph: ox.NamedNode) -> str:
        """The triples as N-Quads of a graph."""
        return self.text.replace(" .\n", f" {graph} .\n")

    @property
    def whole(self) -> bool:
        """Whether certainly no triple has a blank node."""
        return "_:" not in self.text or not (self.text.startswith("_:") or "\n_:" in self.text or " _:" in self.text)


def written(triples: Iterable[ox.Triple]) -> NTriples:
    """The triples, each once, as the engine writes them.

    >>> written([])
    NTriples(text='')
    """
    if isinstance(triples, NTriples):
        return triples
    told = (ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"").decode()
    return NTriples.of(told.split("\n")[:-1])


def literal(words: str, kind: str = "") -> str:
    """A literal as it is written; `kind` is what follows its words: `@en`, `^^` and a datatype in angles, or nothing.

    >>> literal('a "pond"\\n', "@en")
    '"a \\\\"pond\\\\"\\\\n"@en'
    """
    if "\\" in words:
        words = words.replace("\\", "\\\\")
    if '"' in words:
        words = words.replace('"', '\\"')
    if "\n" in words:
        words = words.replace("\n", "\\n")
    if "\r" in words:
        words = words.replace("\r", "\\r")
    return f'"{words}"{kind}'
