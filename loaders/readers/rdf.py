"""RDF files: RDF/XML, Turtle, N-Triples and JSON-LD, and plain JSON that a context of ours makes RDF.

Nothing outside the file is read: a remote JSON-LD context is refused, and so is a document type, which entities need.
Relative IRIs stand below the file's own graph.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import pyoxigraph as ox

from graph.errors import SourceError
from loaders.readers.xml import parse_xml

_HEAD = 8192
_JSON_LD = re.compile(rb'"@(?:context|graph|id)"\s*:')
_TURTLE = re.compile(
    rb"\s*(?:#[^\n]*\s+)*(?:@prefix\s+[\w.-]*:|@base\s+<|PREFIX\s+[\w.-]*:|BASE\s+<"
    rb"|<[^<>\s]+>\s+(?:a|<[^<>\s]+>)\s+[<\"_\[])",
    re.IGNORECASE,
)
_XML = re.compile(rb"<(?:\w+:)?RDF[\s>]")


@dataclass(frozen=True, slots=True)
class Rdf:
    """The statements of a file in the order of the file, each once."""

    name: str
    media_type: str
    triples: tuple[ox.Triple, ...]


@dataclass(frozen=True, slots=True)
class _Syntax:
    name: str
    media_type: str
    form: ox.RdfFormat
    recognises: Callable[[bytes], bool]


_SYNTAXES = (
    _Syntax("rdf-xml", "application/rdf+xml", ox.RdfFormat.RDF_XML, lambda data: bool(_XML.search(data[:_HEAD]))),
    _Syntax(
        "json-ld",
        "application/ld+json",
        ox.RdfFormat.JSON_LD,
        lambda data: data[:64].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[") and bool(_JSON_LD.search(data)),
    ),
    _Syntax("turtle", "text/turtle", ox.RdfFormat.TURTLE, lambda data: bool(_TURTLE.match(data[:_HEAD]))),
)


def read_rdf(data: bytes, file: str, base: str) -> Rdf | None:
    """The statements of a file; None for bytes that do not look like RDF. `base` is what relative IRIs stand below.

    Raises SourceError with the line where the file is broken, has a document type, or names a remote context.

    >>> read_rdf(b'<a> a <http://example.org/B> .', "a.ttl", "https://w3id.org/chm/source/a.ttl/").triples[0].subject
    <NamedNode value=https://w3id.org/chm/source/a.ttl/a>
    """
    bare = data.removeprefix(b"\xef\xbb\xbf")
    syntax = next((each for each in _SYNTAXES if each.recognises(bare)), None)
    if syntax is None:
        return None
    if syntax.form is ox.RdfFormat.RDF_XML:
        parse_xml(bare, file)
    return Rdf(syntax.name, syntax.media_type, triples_of(bare, syntax.form, file, base))


def triples_of(data: bytes, form: ox.RdfFormat, file: str, base: str) -> tuple[ox.Triple, ...]:
    """The statements in one syntax, each once; named graphs are left out of account. Raises SourceError as above."""
    try:
        return tuple(dict.fromkeys(quad.triple for quad in ox.parse(data, format=form, base_iri=base)))
    except (SyntaxError, ValueError) as fault:
        line = getattr(fault, "lineno", None)
        place = f"line {line}" if line else ""
        if "LoadDocumentCallback" in str(fault):
            reason = "it names a context that is not in the file, and nothing is fetched"
            raise SourceError(file, reason, place=place, remedy="write the context into the file") from fault
        reason = f"not {form.name}: {re.sub(r'^Parser error at [^:]*: ', '', str(fault))}"
        raise SourceError(file, reason, place=place, remedy="mend the syntax") from fault
