"""pySHACL, with what it would work out again and again kept: of the shapes for good, of the data for one check.

Every constraint is pySHACL's own. What is kept here is what stands around that: a shape is read and its constraints are
made once, not once for each graph; properties of one class share their focus nodes; values are taken from the index of
the data. A constraint is asked once of what it cannot tell apart (`graph.alike`): the same value again, as many values
of another node. Where it refuses one of those, it is asked of all. A shape inside of another one (`sh:or`,
`sh:qualifiedValueShape`) is asked of each node once: whether a node conforms to it hangs on nothing but the two and the
data.
"""

from __future__ import annotations

from collections.abc import Collection
from threading import RLock
from typing import Any
from weakref import WeakKeyDictionary

from pyshacl import Shape, ShapesGraph, Validator
from pyshacl.constraints import CONSTRAINT_PARAMETERS_MAP
from pyshacl.consts import SH_Info, SH_resultSeverity, SH_Warning
from pyshacl.graph_abstraction import DataGraph
from pyshacl.monkey import apply_patches
from rdflib import RDF, RDFS, SH, Graph, URIRef
from rdflib.term import Node

from graph.alike import Held, Telling, telling
from graph.indexed_graph import IndexedGraph

_Answer = tuple[bool, list[Any]]
_ALLOWED = (SH_Info, SH_Warning)
_TYPE, _BELOW, _NONE = RDF.type, RDFS.subClassOf, RDF.nil  # a look-up of a name in rdflib's takes a microsecond
_checking = RLock()
_read: WeakKeyDictionary[Graph, _Shapes] = WeakKeyDictionary()


def check(data: IndexedGraph, shapes: Graph) -> tuple[bool, Graph]:
    """Whether the data conforms, and the validation report (W3C SHACL, section 3.6). Warnings do not refuse it.

    >>> check(IndexedGraph([]), Graph())[0]
    True
    """
    apply_patches()  # type: ignore[no-untyped-call]
    options = {"inplace": True, "allow_warnings": True}
    with _checking:
        if shapes not in _read:
            _read[shapes] = _Shapes(shapes)
        validator = Validator(DataGraph.from_rdflib(data), shacl_graph=shapes, options=options)
        validator.shacl_graph = _read[shapes].of_a_new_check(data)
        try:
            conforms, report, _ = validator.run()  # type: ignore[no-untyped-call]
        finally:
            _read[shapes].of_a_new_check(IndexedGraph(()))  # lets go of the data
    return bool(conforms), report


class _Shapes(ShapesGraph):
    """The shapes of a graph, read once."""

    def __init__(self, shapes: Graph) -> None:
        super().__init__(shapes)
        self._inner: dict[Node, _Inner | Shape] = {}
        self.aims: dict[tuple[frozenset[Node], ...], int] = {}
        self._of_aims: dict[int, list[_Shape]] = {}
        self._data = IndexedGraph(())
        self.focused: dict[int, list[Node]] = {}
        self.held: dict[tuple[int, Node | None], Held] = {}

    def of_a_new_check(self, data: IndexedGraph) -> _Shapes:
        """The shapes, with nothing known of any data but what is checked now."""
        self._data = data
        self._inner.clear()
        self.focused.clear()
        self.held.clear()
        return self

    @property
    def shapes(self) -> list[_Shape]:
        """The shapes that may have targets in the data."""
        every = super().shapes
        if not self._of_aims:
            for shape in every:
                self._of_aims.setdefault(shape.aim, []).append(shape)
        return [shape for alike in self._of_aims.values() if alike[0].aims_at(self._data) for shape in alike]

    def _build_node_shape_cache(self) -> None:
        super()._build_node_shape_cache()  # type: ignore[no-untyped-call]
        for node, shape in self._node_shape_cache.items():
            self._node_shape_cache[node] = _Shape(self, node, shape.is_property_shape, shape._path, shape.logger)

    def lookup_shape_from_node(self, node: Node) -> _Inner | Shape:  # type: ignore[override]
        """The shape that another one names."""
        if node not in self._inner:
            shape = super().lookup_shape_from_node(node)
            # what a property shape finds is reported of each place that names it
            self._inner[node] = _Inner(shape) if isinstance(shape, _Shape) and not shape.is_property_shape else shape
        return self._inner[node]


class _Shape(Shape):
    """A shape with its constraints and targets, asked as pySHACL asks it, without scripts and rules."""

    __slots__ = ("_constraints", "_paths", "_targets", "aim")

    sg: _Shapes

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self._constraints: list[tuple[Any, Telling]] | None = None
        self._targets = tuple(frozenset(aimed) for aimed in self.target())  # type: ignore[no-untyped-call]
        self.aim = self.sg.aims.setdefault(self._targets, len(self.sg.aims))
        self._paths = self._alternatives()

    def validate(self, executor: Any, target_graph: Any, focus: Any = None, _evaluation_path: Any = None) -> _Answer:
        """As `Shape.validate`: whether the focus nodes, its targets where none are given, conform, and the results."""
        if self._constraints is None:
            self._constraints = self._made()
        path = _evaluation_path if _evaluation_path is not None else []
        if self.deactivated or len(path) // 2 >= executor.max_validation_depth or self._is_custom():
            answer: _Answer = super().validate(executor, target_graph, focus, _evaluation_path)
            return answer
        held = self._held(target_graph, focus)
        if not held.values:
            return True, []
        path.append(self)
        conforms, results = True, []
        for constraint, telling_apart in self._constraints:
            asked = telling_apart.enough(held, target_graph)
            told = [*path, constraint]
            if asked is not None and (not asked or constraint.evaluate(executor, target_graph, asked, told)[0]):
                telling_apart.accept()
                continue
            fits, found = constraint.evaluate(executor, target_graph, held.values, told)
            conforms = conforms and (fits or self.severity in _ALLOWED or all(map(_allowed, found)))
            results += found
        return conforms, results

    def _is_custom(self) -> bool:
        return bool(self.sg.custom_constraints and self.find_custom_constraints())  # type: ignore[no-untyped-call]

    def _held(self, target_graph: Any, focus: Any) -> Held:
        """The values of the nodes that are asked about: of its targets they are found once for all shapes of a path."""
        if focus is not None:
            return Held(self.value_nodes(target_graph, [focus] if isinstance(focus, Node) else focus))
        nodes, path = self._focused(target_graph), self._path
        if self._paths and not any(map(target_graph.impl.values, self._paths)):
            path = _NONE  # one for all that the data does not say
        if (self.aim, path) not in self.sg.held:
            self.sg.held[self.aim, path] = Held(self.value_nodes(target_graph, nodes))
        return self.sg.held[self.aim, path]

    def _alternatives(self) -> tuple[URIRef, ...]:
        """The properties whose values count, where the path is one, or a choice among several."""
        if isinstance(self._path, URIRef):
            return (self._path,)
        either = self.sg.graph.value(self._path, SH.alternativePath) if self.is_property_shape else None
        named = tuple(self.sg.graph.items(either)) if either is not None else ()
        properties = tuple(each for each in named if isinstance(each, URIRef))
        return properties if len(properties) == len(named) else ()

    def value_nodes(
        self, target_graph: Any, focus: Any, sparql_mode: bool = False, debug: bool = False
    ) -> dict[Node, Collection[Node]]:
        """The values of each focus node: of a property from the index of the data."""
        if not self.is_property_shape:
            return {node: (node,) for node in focus}
        if not self._paths:
            by_path: dict[Node, Collection[Node]] = super().value_nodes(target_graph, focus, sparql_mode, debug)
            return by_path
        first, *others = [held for name in self._paths if (held := target_graph.impl.values(name))] or [{}]
        found = {node: first.get(node, ()) for node in focus}
        for held in others:
            found |= {node: {*found[node], *values} for node, values in held.items() if node in found}
        return found

    def _focused(self, target_graph: Any) -> list[Node]:
        """The targets that the data has, found once for all shapes that aim at the same."""
        if self.aim not in self.sg.focused:
            self.sg.focused[self.aim] = list(self.focus_nodes(target_graph))  # type: ignore[no-untyped-call]
        return self.sg.focused[self.aim]

    def aims_at(self, data: IndexedGraph) -> bool:
        """Whether the data may have targets of the shape."""
        nodes, classes, implicit, *properties = self._targets
        if nodes or data.values(_BELOW) or any(data.values(name) for each in properties for name in each):
            return True
        return any(data.having(_TYPE, name) for name in (*classes, *implicit))

    def in_few_words(self) -> _Shape:
        """The same shape, whose results say only how severe they are."""
        shape = _Shape(self.sg, self.node, self._p, self._path, self.logger)
        shape._constraints = shape._made()
        for constraint, _ in shape._constraints:
            constraint.make_v_result = shape._result
        return shape

    def _result(self, *_: Any, **__: Any) -> tuple[str, None, list[tuple[Any, ...]]]:
        return "", None, [(None, SH_resultSeverity, self.severity)]

    def _made(self) -> list[tuple[Any, Telling]]:
        """The constraints, each kind once, in the order of their parameters, and what each can tell apart."""
        kinds = (CONSTRAINT_PARAMETERS_MAP.get(predicate) for predicate, _ in self.sg.predicate_objects(self.node))  # type: ignore[no-untyped-call]
        made = [kind(self) for kind in dict.fromkeys(kinds) if kind is not None]
        return [(constraint, telling(constraint)) for constraint in made]


def _allowed(result: Any) -> bool:
    """Whether a result refuses nothing: one of a severity that is allowed, or that says none."""
    _, node, parts = result
    severity = next((part[2] for part in parts if part[0] == node and part[1] == SH_resultSeverity), None)
    return severity is None or severity in _ALLOWED


class _Inner:
    """A node shape inside of other shapes, which answers once for each node.

    But for `sh:node`, which tells its results as details, only whether a node conforms is looked at.
    """

    def __init__(self, shape: _Shape) -> None:
        detailed = (None, SH.node, shape.node) in shape.sg.graph
        self.shape = shape if detailed else shape.in_few_words()
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
