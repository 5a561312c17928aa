"""The one form in which vocabulary files stand: sorted Turtle, so that a change of one label is a change of one line.

The scheme comes first, then each concept with its SKOS-XL labels after it, one line a label; numbers sort as numbers
(Article 9 before Article 10), and the properties that one looks for first come first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from graph.namespaces import DEFAULT_BASE, Names

_FIRST = ("type", "inScheme", "notation", "prefLabel", "altLabel", "hiddenLabel", "broader")
_BLOCK = re.compile(r"^(?=<)", re.MULTILINE)
_DIGITS = re.compile(r"(\d+)")

type_ = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")


def turtle(triples: Iterable[ox.Triple], base: str = DEFAULT_BASE) -> str:
    """Triples of one scheme as the Turtle text of its file; the same triples always give the same text.

    IRIs under `base` are written relative to it, so that a file can be moved to another base by its second line.

    >>> scheme = ox.NamedNode("https://w3id.org/chm/vocab/x")
    >>> kind = ox.NamedNode("http://www.w3.org/2004/02/skos/core#ConceptScheme")
    >>> turtle([ox.Triple(scheme, type_, kind)]).splitlines()[-1]
    '<vocab/x> a skos:ConceptScheme .'
    """
    ordered = sorted(set(triples), key=triple_order)
    used = [iri for triple in ordered for iri in _iris(triple)]
    spaces = Names(base).prefixes()
    prefixes = {prefix: space for prefix, space in spaces.items() if any(iri.startswith(space) for iri in used)}
    written = ox.serialize(ordered, format=ox.RdfFormat.TURTLE, prefixes=prefixes) or b""
    head, *blocks = _BLOCK.split(written.decode())
    inside = re.compile(f'<{re.escape(base)}(?=[^<>"\\s]*>)')
    return f"@base <{base}> .\n" + head + "".join(_laid_out(inside.sub("<", block)) for block in blocks)


def _laid_out(block: str) -> str:
    """A label on one line; before anything else an empty line, and two spaces instead of tabs."""
    if "#label-" in block.partition(">")[0]:
        return block.replace(" ;\n\t", " ; ")
    return "\n" + block.replace("\n\t", "\n  ")


def _iris(triple: ox.Triple) -> Iterator[str]:
    terms = (triple.subject, triple.predicate, triple.object)
    yield from (term.value for term in terms if isinstance(term, ox.NamedNode))
    if isinstance(triple.object, ox.Literal):
        yield triple.object.datatype.value


def triple_order(triple: ox.Triple) -> tuple[object, ...]:
    """The place of a triple in a file: by subject, then the properties one looks for first, then the object."""
    name = re.split(r"[#/]", triple.predicate.value)[-1]
    rank = _FIRST.index(name) if name in _FIRST else len(_FIRST)
    return natural(_text(triple.subject)), rank, triple.predicate.value, *_object_key(triple.object)


def _text(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode) else str(term)


def _object_key(term: object) -> tuple[object, ...]:
    if isinstance(term, ox.Literal):
        return term.language or "", natural(term.value), term.datatype.value
    return "", natural(_text(term)), ""


def natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """A sort key under which 9 comes before 10.

    >>> sorted(["10", "9.b", "9"], key=natural)
    ['9', '9.b', '10']
    """
    parts = _DIGITS.split(text)
    return tuple((0, int(part), part) if part.isdecimal() else (1, 0, part) for part in parts if part)
