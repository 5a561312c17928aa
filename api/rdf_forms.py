"""A description in each RDF format: what pyoxigraph writes, and JSON-LD by hand."""

from __future__ import annotations

import pyoxigraph as ox

from api.description import Description
from api.jsonld import document
from graph.namespaces import Names

TRIPLES = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "rdf": ox.RdfFormat.RDF_XML,
}


def serialized(description: Description, suffix: str, names: Names) -> bytes:
    """The description as `jsonld` (or `json`), `ttl`, `nt`, `rdf`, or `trig`, which alone names the sources."""
    if suffix in TRIPLES:
        form = TRIPLES[suffix]
        prefixes = None if suffix == "nt" else names.prefixes()
        return ox.serialize(description.triples(), format=form, prefixes=prefixes) or b""
    if suffix == "trig":
        return ox.serialize(description.quads(), format=ox.RdfFormat.TRIG, prefixes=names.prefixes()) or b""
    return document(names.iri(description.ref), description.triples(), names)
