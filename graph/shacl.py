"""pySHACL, with what it finds of a value kept for the time of one check.

A shape inside of another one (`sh:or`, `sh:qualifiedValueShape`) is asked of each value anew, and the same values come
again and again: a class is the kind of some hundred elements, an element the evidence of several mentions. Whether a
node conforms to a node shape hangs on nothing but the two and the data, so that it is asked once.
"""

from __future__ import annotations

from typing import Any

from pyshacl import Shape, ShapesGraph, Validator
from pyshacl.graph_abstraction import DataGraph
from pyshacl.monkey import apply_patches
from rdflib import Graph
from rdflib.term import Node

_Answer = tuple[bool, list[Any]]


def check(data: Graph, shapes: Graph) -> tuple[bool, Graph]:
    """Whether the data conforms, and the validation report (W3C SHACL, section 3.6). Warnings do not refuse it.

    >>> check(Graph(), Graph())[0]
    True
    """
    apply_patches()  # type: ignore[no-untyped-call]
    options = {"inplace": True, "allow_warnings": True}
    validator = Validator(DataGraph.from_rdflib(data), shacl_graph=shapes, options=options)
    validator.shacl_graph = _Shapes(shapes)
    conforms, report, _ = validator.run()  # type: ignore[no-untyped-call]
    return bool(conforms), report


class _Shapes(ShapesGraph):
    """The shapes of one check."""

    def __init__(self, shapes: Graph) -> None:
        super().__init__(shapes)
        self._inner: dict[Node, _Inner | Shape] = {}

    def lookup_shape_from_node(self, node: Node) -> _Inner | Shape:  # type: ignore[override]
        """The shape that another one names."""
        if node not in self._inner:
            shape = super().lookup_shape_from_node(node)
            # what a property shape finds is reported of each place that names it
            self._inner[node] = shape if shape.is_property_shape else _Inner(shape)
        return self._inner[node]


class _Inner:
    """A node shape inside of other shapes, which answers once for each node."""

    def __init__(self, shape: Shape) -> None:
        self.shape = shape
        self._answers: dict[Node, _Answer] = {}

    def __getattr__(self, name: str) -> Any:
        return getattr(self.shape, name)

    def validate(self, executor: Any, target_graph: Any, focus: Any = None, _evaluation_path: Any = None) -> _Answer:
        """As `Shape.validate`."""
        if not isinstance(focus, Node):
            return self._asked(executor, target_graph, focus, _evaluation_path)
        if focus not in self._answers:
            self._answers[focus] = self._asked(executor, target_graph, focus, _evaluation_path)
        return self._answers[focus]

    def _asked(self, executor: Any, target_graph: Any, focus: Any, path: Any) -> _Answer:
        conforms, results = self.shape.validate(executor, target_graph, focus=focus, _evaluation_path=path)
        return conforms, results
