"""One file of the room `vocab/` read: a SKOS scheme in Turtle, with SKOS-XL labels that say where they come from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pyoxigraph as ox

from graph.concepts import KINDS, Concept, Label
from graph.errors import VocabularyError
from graph.namespaces import DEFAULT_BASE, PREFIXES, Names

_PATH = re.compile(r"vocab/(?P<scheme>[a-z][a-z0-9-]*)/(?P<code>[A-Za-z0-9]+(?:[._+-][A-Za-z0-9]+)*)")
_SKOS, _XL = PREFIXES["skos"], PREFIXES["skosxl"]
_SOURCE, _ORIGIN = Names().term("labelSource"), PREFIXES["dcterms"] + "source"
_TYPE = PREFIXES["rdf"] + "type"
_CONCEPT = _SKOS + "Concept"
_SPACES = {**{space: prefix for prefix, space in PREFIXES.items()}, Names().prefixes()["chm"]: "chm"}
_XL_KINDS = {f"{_XL}{kind}Label": kind for kind in KINDS}
_Properties = dict[str, list[ox.Literal | ox.NamedNode]]
_SKIPPED = {f"{_SKOS}{kind}Label" for kind in KINDS} | {f"{_SKOS}{name}" for name in ("inScheme", "topConceptOf")}


def read_scheme(file: Path) -> Iterator[Concept]:
    """The concepts of one file, in its order.

    Raises VocabularyError for a file that is no Turtle, a concept outside `vocab/{scheme}/{code}`, and a label that
    does not say where it is from.
    """
    nodes: dict[str, _Properties] = {}
    try:
        for quad in ox.parse(path=str(file), format=ox.RdfFormat.TURTLE):
            properties = nodes.setdefault(quad.subject.value, {})
            properties.setdefault(quad.predicate.value, []).append(quad.object)
    except SyntaxError as error:
        raise VocabularyError(f"{file.name}: this is no Turtle: {error}; repair the line") from error
    for iri, properties in nodes.items():
        if any(kind.value == _CONCEPT for kind in properties.get(_TYPE, ())):
            yield _concept(iri, properties, nodes, file)


def _concept(iri: str, properties: _Properties, nodes: Mapping[str, _Properties], file: Path) -> Concept:
    path = _own(iri)
    match = _PATH.fullmatch(path)
    if match is None or match["scheme"] != file.stem:
        raise VocabularyError(f"{file.name}: {iri} is no concept of this scheme; name it vocab/{file.stem}/CODE")
    labels = tuple(
        _label(node.value, kind, nodes, file) for name, kind in _XL_KINDS.items() for node in properties.get(name, ())
    )
    others = {
        _short(name): tuple(_own(value.value) for value in values)
        for name, values in properties.items()
        if name not in _SKIPPED and name not in _XL_KINDS and name != _TYPE
    }
    types = tuple(_short(kind.value) for kind in properties[_TYPE])
    return Concept(path, match["scheme"], match["code"], labels, others.get("skos:broader", ()), types, others)


def _label(iri: str, kind: str, nodes: Mapping[str, _Properties], file: Path) -> Label:
    node = nodes.get(iri, {})
    forms, sources = node.get(f"{_XL}literalForm"), node.get(_SOURCE)
    if not forms or not sources or not isinstance(forms[0], ox.Literal):
        raise VocabularyError(f"{file.name}: {iri} lacks skosxl:literalForm or chm:labelSource; say where it is from")
    origins = tuple(_own(origin.value) for origin in node.get(_ORIGIN, ()))
    return Label(forms[0].value, forms[0].language or "", kind, sources[0].value.rpartition("/")[2], origins)


def _own(iri: str) -> str:
    return iri.removeprefix(DEFAULT_BASE)


def _short(iri: str) -> str:
    """An IRI as prefix and name, `chm:adoptedBy`; itself where its namespace has no prefix."""
    cut = max(iri.rfind("#"), iri.rfind("/")) + 1
    prefix = _SPACES.get(iri[:cut])
    return f"{prefix}:{iri[cut:]}" if prefix else iri
