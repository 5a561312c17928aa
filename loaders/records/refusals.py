"""Records that the shapes refuse: taken out alone, and listed in their source graph until they are mended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from graph.namespaces import Names
from graph.validation import ShapeResult, ValidationReport
from loaders.records.reading import Placed


@dataclass(frozen=True, slots=True)
class Refused:
    """A record that was refused: its IRI, its place, the fields at fault and why.

    >>> str(Refused("https://w3id.org/chm/record/chm/A", Placed(3, "/docs/2", "contact"), "dcterms:title", "no title"))
    '/docs/2: record refused: dcterms:title: no title'
    """

    record: str
    place: Placed
    field: str
    reason: str

    def __str__(self) -> str:
        place = self.place.pointer or f"row {self.place.row}"
        return ": ".join(part for part in (place, "record refused", self.field, self.reason) if part)


@dataclass(frozen=True, slots=True)
class Parted:
    """What is left of a graph, with a node for each refused record, and these."""

    triples: tuple[Triple, ...]
    refused: tuple[Refused, ...]


def without_refused(
    triples: Iterable[Triple], places: Mapping[str, Placed], report: ValidationReport, names: Names
) -> Parted | None:
    """The graph without the records that break a shape; None where what breaks one is no record."""
    faults: dict[str, list[ShapeResult]] = {}
    for result in report.results:
        if result.severity == "Violation":
            faults.setdefault(result.focus_node.partition("#")[0], []).append(result)
    if not faults.keys() <= places.keys():
        return None
    refused = tuple(_refused(record, places[record], results) for record, results in faults.items())
    kept = [triple for triple in triples if _record(triple) not in faults]
    for one in refused:
        kept += listed(one, report.graph_iri, names)
    return Parted(tuple(kept), refused)


def _record(triple: Triple) -> str:
    return triple.subject.value.partition("#")[0] if isinstance(triple.subject, NamedNode) else ""


def _refused(record: str, place: Placed, results: list[ShapeResult]) -> Refused:
    fields = ", ".join(dict.fromkeys(result.path for result in results if result.path))
    found = (f"{result.message}{f' (found: {result.value})' if result.value else ''}" for result in results)
    return Refused(record, place, fields, " ".join(dict.fromkeys(found)))


def listed(one: Refused, graph: str, names: Names) -> Iterator[Triple]:
    """A refused record as data of its source graph; `graph` is the IRI of that."""
    known = names.prefixes()
    node = NamedNode(f"{graph}#refused-{one.place.row}")
    row = Literal(str(one.place.row), datatype=NamedNode(f"{known['xsd']}integer"))
    yield Triple(node, NamedNode(f"{known['rdf']}type"), NamedNode(names.term("RefusedRecord")))
    yield Triple(node, NamedNode(f"{known['dcterms']}isPartOf"), NamedNode(graph))
    yield Triple(node, NamedNode(names.term("row")), row)
    if one.place.pointer:
        yield Triple(node, NamedNode(names.term("pointer")), Literal(one.place.pointer))
    yield Triple(node, NamedNode(names.term("column")), Literal(one.field))
    yield Triple(node, NamedNode(names.term("exact")), Literal(one.record))
    yield Triple(node, NamedNode(names.term("reason")), Literal(one.reason))
