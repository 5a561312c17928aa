"""Whether a source graph says only what the shapes allow: SHACL through pySHACL, one graph at a time, in memory.

The shapes are data (`ontology/shapes/*.ttl`, listed in docs/ontology.md). A profile (`ontology/profiles/*.ttl`) is what
others ask of what we publish: it is checked where it is named, and refuses no source graph. pySHACL and rdflib are
imported when a graph is first checked; a decision of some 450 triples then takes well under 0.1 s.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

import pyoxigraph as ox

from graph.errors import NotFound
from graph.namespaces import Names
from graph.rooms import room

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node


_NAMES = Names()
# where the shapes stand: rdflib's usual store asks of each triple which graphs hold it
_PLAIN = "SimpleMemory"
_NOT_READ = ("vocab/", "candidates/", "derived/", "ontology")
"""Graphs that are not made from one file, and so tell of no checksum."""


@dataclass(frozen=True, slots=True)
class ShapeResult:
    """One thing that a shape found: `shape` is its name (`Element-path`), `focus_node` the IRI that it is about.

    `path` is the property (`chm:path`) or empty, `value` the faulty value where there is one, `severity` one of
    Violation, Warning and Info, `line` the source line where it is known.
    """

    shape: str
    focus_node: str
    path: str
    value: str | None
    message: str
    severity: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class ValidationReport:
    """What the shapes say of one graph. It conforms when there is no violation; warnings do not refuse it.

    `file` is the source file that the graph names, or empty. Results stand in the order of focus node and shape.
    """

    conforms: bool
    results: tuple[ShapeResult, ...]
    graph_iri: str
    file: str = ""
    _report: Graph | None = field(default=None, repr=False, compare=False)

    def turtle(self) -> str:
        """The SHACL validation report (W3C SHACL, section 3.6) in Turtle."""
        return self._report.serialize(format="turtle") if self._report is not None else ""

    def lines(self) -> Iterator[str]:
        """One line for each result: file, source line, focus node, shape, message and value."""
        for result in self.results:
            place = f"{self.file or self.graph_iri}: " + (f"line {result.line}: " if result.line else "")
            found = f" (found: {result.value})" if result.value is not None else ""
            mark = "" if result.severity == "Violation" else f"{result.severity.lower()}: "
            yield f"{mark}{place}{result.focus_node} breaks {result.shape}: {result.message}{found}"


def validate(
    triples: Iterable[ox.Triple],
    graph_iri: str,
    names: Names = _NAMES,
    shapes: str | None = None,
    lines: Mapping[str, int] | None = None,
) -> ValidationReport:
    """The report on the content of one graph.

    `graph_iri` names the graph; one of ours that is made from a file must say where it comes from. Empty, or somebody
    else's: what is sent for a check only. `shapes` restricts the check to one file (`shape_names`, `profile_names`),
    `lines` gives the source line of nodes; a mention has that of its element. Raises NotFound for another
    name.

    >>> report = validate([], "https://w3id.org/chm/decision/cop/10/15/zh")
    >>> report.conforms, report.results[0].shape
    (False, 'SourceGraph-file')
    """
    from graph.indexed_graph import IndexedGraph
    from graph.shacl import check

    made = (path := names.path(graph_iri)) and not path.startswith(_NOT_READ)
    kind = (_uri(graph_iri), _uri(names.prefixes()["rdf"] + "type"), _uri(names.term("SourceGraph")))
    data = IndexedGraph.read(triples)
    if made:
        data.add(kind)
    conforms, report = check(data, _shapes(names, shapes))
    reading = _Reading(data, report, names, lines or {})
    results = sorted(reading.results(), key=lambda result: (result.focus_node, result.shape, result.value or ""))
    return ValidationReport(conforms, tuple(results), graph_iri, reading.file(graph_iri), report)


def shape_names() -> tuple[str, ...]:
    """The files of shapes that a check can be restricted to, without their ending.

    >>> "element" in shape_names()
    True
    """
    return tuple(sorted(path.stem for path in (room("ontology") / "shapes").glob("*.ttl")))


def profile_names() -> tuple[str, ...]:
    """The profiles that a check can be made with instead of the shapes: `dcat-ap`."""
    return tuple(sorted(path.stem for path in (room("ontology") / "profiles").glob("*.ttl")))


@lru_cache(maxsize=64)
def _shapes(names: Names, name: str | None) -> Graph:
    """The shapes of one file, or of all, under the base of `names`."""
    from rdflib import Graph

    from graph.indexed_graph import IndexedGraph
    from graph.rdflib_terms import same

    known, profiles = shape_names(), profile_names()
    if name is not None and name not in (*known, *profiles):
        raise NotFound(f"there are no shapes {name!r}; choose one of {', '.join((*known, *profiles))}")
    shapes = Graph(_PLAIN)
    for stem in known if name is None else (name,):
        folder = "profiles" if stem in profiles else "shapes"
        text = (room("ontology") / folder / f"{stem}.ttl").read_text(encoding="utf-8")
        shapes.parse(data=names.rebase(text), format="turtle")
    _aim(shapes, names)
    return IndexedGraph((same(subject), same(predicate), same(value)) for subject, predicate, value in shapes)


def _aim(shapes: Graph, names: Names) -> None:
    """Gives each property's shape the targets of its class's shape, which means the same.

    pySHACL then checks a property once for all nodes, not once for each: twice as fast on a decision.
    """
    sh = names.prefixes()["sh"]
    aims = [_uri(f"{sh}target{kind}") for kind in ("Class", "Node", "ObjectsOf", "SubjectsOf")]
    for owner, property_ in list(shapes.subject_objects(_uri(f"{sh}property"))):
        targets = [(aim, node) for aim in aims for node in shapes.objects(owner, aim)]
        for aim, node in targets:
            shapes.add((property_, aim, node))
        if targets:
            shapes.remove((owner, _uri(f"{sh}property"), property_))


def _uri(iri: str) -> Node:
    from rdflib import URIRef

    return URIRef(iri)


class _Reading:
    """Reads the results out of a report graph, with what the data says of their places."""

    def __init__(self, data: Graph, report: Graph, names: Names, lines: Mapping[str, int]) -> None:
        self.data, self.report, self.names, self.told = data, report, names, lines
        self.sh = names.prefixes()["sh"]

    def results(self) -> Iterator[ShapeResult]:
        """The results, in no order."""
        for node in self.report.objects(None, _uri(f"{self.sh}result")):
            focus = str(self._of(node, "focusNode"))
            value = self._of(node, "value")
            yield ShapeResult(
                shape=str(self._of(node, "sourceShape")).rpartition("#")[2],
                focus_node=focus,
                path=self._short(self._of(node, "resultPath")),
                value=None if value is None else str(value),
                message=str(self._of(node, "resultMessage") or ""),
                severity=str(self._of(node, "resultSeverity")).rpartition("#")[2],
                line=self._line(focus),
            )

    def file(self, graph_iri: str) -> str:
        """The name of the file that the graph says it was made from; empty where it does not."""
        source = self.data.value(_uri(graph_iri), _uri(self.names.prefixes()["prov"] + "wasDerivedFrom"))
        return str(self._said(source, "file") or "") if source is not None else ""

    def _of(self, node: Node, name: str) -> Node | None:
        return self.report.value(node, _uri(self.sh + name))

    def _said(self, node: Node, name: str) -> Node | None:
        return self.data.value(node, _uri(self.names.term(name)))

    def _line(self, focus: str) -> int | None:
        """The line of a node, of the element that a mention stands in, or that an unparsed passage says."""
        if focus in self.told:
            return self.told[focus]
        element = self._said(_uri(focus), "inElement")
        if element is not None and str(element) in self.told:
            return self.told[str(element)]
        line = str(self._said(_uri(focus), "line") or self._said(_uri(focus), "row") or "")
        return int(line) if line.isdecimal() else None

    def _short(self, path: Node | None) -> str:
        """A path as people write it: `chm:path`, `chm:starts|chm:ends`."""
        from rdflib import URIRef
        from rdflib.collection import Collection

        if path is None:
            return ""
        if not isinstance(path, URIRef):
            either = self.report.value(path, _uri(f"{self.sh}alternativePath"))
            parts = Collection(self.report, either if either is not None else path)
            return ("|" if either is not None else "/").join(self._short(part) for part in parts)
        known = ((prefix, space) for prefix, space in self.names.prefixes().items() if path.startswith(space))
        return next((f"{prefix}:{path[len(space) :]}" for prefix, space in known), str(path))
