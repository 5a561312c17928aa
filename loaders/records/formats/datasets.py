"""Data sets in RDF (DCAT), and in the JSON of portals (Project Open Data, CKAN) that a context of ours makes RDF.

A row is the tree that hangs on one data set: properties by prefixed name, each a list; a literal is text, or
`{value, language}` or `{value, type}`; a thing is `{url}` with what the file says of it, a blank node without `url`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox

from graph.namespaces import PREFIXES
from graph.rooms import room
from loaders.readers.rdf import Rdf, triples_of
from loaders.readers.tree import objects, read_json
from loaders.records.formats.row_format import RowFormat, begins
from loaders.records.rows import Row, Tree

FORMAT = "dcat"
DATASET = ox.NamedNode(f"{PREFIXES['dcat']}Dataset")
_OWN_ROWS = frozenset(f"{PREFIXES['dcat']}{name}" for name in ("Dataset", "Catalog", "CatalogRecord", "DatasetSeries"))
_TYPE = f"{PREFIXES['rdf']}type"
_STRING = f"{PREFIXES['xsd']}string"
_DEEPEST = 6
# what marks a data set in the JSON of a portal, by the name of its context
_MARKS = {"ckan": ("title", "resources"), "pod": ("title", "distribution")}

Node = ox.NamedNode | ox.BlankNode


def dataset_rows(triples: Iterable[ox.Triple]) -> Iterator[Row]:
    """One row for each data set, in the order of the file; its place is its IRI, or its number where it has none."""
    about = _About.of(triples)
    for number, node in enumerate(about.datasets(), start=1):
        tree: dict[str, Tree] = {"@id": node.value} if isinstance(node, ox.NamedNode) else {}
        tree |= about.said(node, (node,))
        yield Row(number, node.value if isinstance(node, ox.NamedNode) else f"dataset {number}", tree)


def is_dcat(rdf: Rdf) -> bool:
    """Whether the statements are about data sets."""
    return any(triple.object == DATASET for triple in rdf.triples)


@dataclass(frozen=True, slots=True)
class _About:
    """What a file says, by subject."""

    triples: dict[Node, list[ox.Triple]]

    @classmethod
    def of(cls, triples: Iterable[ox.Triple]) -> _About:
        found: dict[Node, list[ox.Triple]] = {}
        for triple in triples:
            if isinstance(triple.subject, ox.NamedNode | ox.BlankNode):
                found.setdefault(triple.subject, []).append(triple)
        return cls(found)

    def datasets(self) -> Iterator[Node]:
        for node, said in self.triples.items():
            if any(triple.predicate.value == _TYPE and triple.object == DATASET for triple in said):
                yield node

    def said(self, node: Node, above: tuple[Node, ...]) -> dict[str, Tree]:
        """The properties of a node and of what it leads to, but for other data sets and for what is above it."""
        tree: dict[str, Tree] = {}
        for triple in self.triples.get(node, ()):
            values = tree.setdefault(_short(triple.predicate.value), [])
            if isinstance(values, list):
                values.append(self._value(triple.object, above))
        return tree

    def _value(self, term: object, above: tuple[Node, ...]) -> Tree:
        if isinstance(term, ox.Literal):
            if term.language:
                return {"value": term.value, "language": term.language}
            typed = term.datatype.value
            return term.value if typed == _STRING else {"value": term.value, "type": typed}
        if not isinstance(term, ox.NamedNode | ox.BlankNode):
            return None
        link: dict[str, Tree] = {"url": term.value} if isinstance(term, ox.NamedNode) else {}
        kinds = {
            triple.object.value for triple in self.triples.get(term, ()) if isinstance(triple.object, ox.NamedNode)
        }
        if term in above or len(above) > _DEEPEST or kinds & _OWN_ROWS:
            return link
        return link | self.said(term, (*above, term))


def _short(iri: str) -> str:
    found = ((prefix, space) for prefix, space in PREFIXES.items() if iri.startswith(space))
    return next((f"{prefix}:{iri[len(space) :]}" for prefix, space in found), iri)


def _portal(data: bytes, name: str) -> Iterable[Row] | None:
    """Data sets in the JSON of a portal; None where no object has the marks of one."""
    if not begins(data, b"{", b"["):
        return None
    tree = read_json(data, name)
    for context, marks in _MARKS.items():
        found = [item for _, item in objects(tree, lambda item, marks=marks: all(item.get(m) for m in marks))]  # type: ignore[misc]
        if found:
            items = [{**_filled(item), "@type": "Dataset"} for item in found]  # type: ignore[dict-item]
            document = json.dumps({"@context": _context(context), "@graph": items}).encode()
            return dataset_rows(triples_of(document, ox.RdfFormat.JSON_LD, name, _NOWHERE))
    return None


_NOWHERE = "about:blank"


@cache
def _context(name: str) -> object:
    text = (room("ontology") / "records" / "contexts" / f"{name}.jsonld").read_text("utf-8")
    return json.loads(text)["@context"]


def _filled(tree: Tree) -> Tree:
    """A tree without what is empty, and without names that JSON-LD keeps for itself."""
    if isinstance(tree, dict):
        kept = ((name, _filled(item)) for name, item in tree.items() if not name.startswith("@"))
        return {name: item for name, item in kept if item not in (None, "", [], {})}
    if isinstance(tree, list):
        return [item for each in tree if (item := _filled(each)) not in (None, "", [], {})]
    return tree


FORMATS: tuple[RowFormat, ...] = (RowFormat(FORMAT, "application/json", _portal),)
