"""pySHACL, with what it would work out again and again kept: of the shapes for good, of the data for one check.

Every constraint is pySHACL's own and is asked of every value. What is kept here is what stands around that: a shape is
read and its constraints are made once, not once for each graph; properties of one class share their focus nodes; values
are taken from the index of the data. A shape inside of another one (`sh:or`, `sh:qualifiedValueShape`) is asked of each
node once: whether a node conforms to it hangs on nothing but the two and the data.
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
from rdflib import SH, Graph, URIRef
from rdflib.term import Node

from graph.indexed_graph import IndexedGraph

_Answer = tuple[bool, list[Any]]
_ALLOWED = (SH_Info, SH_Warning)
# whether a value keeps to one of these hangs on the value alone, not on whose value it is
_OF_A_VALUE = tuple(
    CONSTRAINT_PARAMETERS_MAP[SH[name]]
    for name in (
        *("class", "datatype", "nodeKind", "in", "languageIn", "pattern", "minLength", "maxLength"),
        *("minInclusive", "maxInclusive", "minExclusive", "maxExclusive", "or", "and", "not", "xone", "node"),
    )
)
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
        validator.shacl_graph = _read[shapes].of_a_new_check()
        conforms, report, _ = validator.run()  # type: ignore[no-untyped-call]
    return bool(conforms), report


class _Shapes(ShapesGraph):
    """The shapes of a graph, read once."""

    def __init__(self, shapes: Graph) -> None:
        super().__init__(shapes)
        self._inner: dict[Node, _Inner | Shape] = {}
        self.focused: dict[tuple[frozenset[Node], ...], list[Node]] = {}

    def of_a_new_check(self) -> _Shapes:
        """The shapes, with nothing known of any data."""
        self._inner.clear()
        self.focused.clear()
        return self

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

    __slots__ = ("_constraints", "_targets")

    sg: _Shapes

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self._constraints: list[Any] | None = None
        self._targets = tuple(frozenset(aimed) for aimed in self.target())  # type: ignore[no-untyped-call]

    def validate(self, executor: Any, target_graph: Any, focus: Any = None, _evaluation_path: Any = None) -> _Answer:
        """As `Shape.validate`: whether the focus nodes, its targets where none are given, conform, and the results."""
        if self._constraints is None:
            self._constraints = self._made()
        path = _evaluation_path if _evaluation_path is not None else []
        if self.deactivated or len(path) // 2 >= executor.max_validation_depth or self.find_custom_constraints():  # type: ignore[no-untyped-call]
            answer: _Answer = super().validate(executor, target_graph, focus, _evaluation_path)
            return answer
        nodes = self._focused(target_graph) if focus is None else [focus] if isinstance(focus, Node) else list(focus)
        if not nodes:
            return True, []
        values = self.value_nodes(target_graph, nodes)
        path.append(self)
        each_once = _each_once(values)
        conforms, results = True, []
        for constraint in self._constraints:
            if each_once and isinstance(constraint, _OF_A_VALUE):
                fits, _ = constraint.evaluate(executor, target_graph, each_once, [*path, constraint])
                if fits:
                    continue
            fits, found = constraint.evaluate(executor, target_graph, values, [*path, constraint])
            conforms = conforms and (fits or self.severity in _ALLOWED or all(map(_allowed, found)))
            results += found
        return conforms, results

    def value_nodes(
        self, target_graph: Any, focus: Any, sparql_mode: bool = False, debug: bool = False
    ) -> dict[Node, Collection[Node]]:
        """The values of each focus node: of a property from the index of the data."""
        if not self.is_property_shape:
            return {node: (node,) for node in focus}
        if isinstance(self._path, URIRef):
            held = target_graph.impl.values(self._path)
            return {node: held.get(node, ()) for node in focus}
        found: dict[Node, Collection[Node]] = super().value_nodes(target_graph, focus, sparql_mode, debug)
        return found

    def _focused(self, target_graph: Any) -> list[Node]:
        """The targets that the data has, found once for all shapes that aim at the same."""
        if self._targets not in self.sg.focused:
            self.sg.focused[self._targets] = list(self.focus_nodes(target_graph))  # type: ignore[no-untyped-call]
        return self.sg.focused[self._targets]

    def in_few_words(self) -> _Shape:
        """The same shape, whose results say only how severe they are."""
        shape = _Shape(self.sg, self.node, self._p, self._path, self.logger)
        shape._constraints = shape._made()
        for constraint in shape._constraints:
            constraint.make_v_result = shape._result
        return shape

    def _result(self, *_: Any, **__: Any) -> tuple[str, None, list[tuple[Any, ...]]]:
        return "", None, [(None, SH_resultSeverity, self.severity)]

    def _made(self) -> list[Any]:
        """The constraints, each kind once, in the order of their parameters."""
        kinds = (CONSTRAINT_PARAMETERS_MAP.get(predicate) for predicate, _ in self.sg.predicate_objects(self.node))  # type: ignore[no-untyped-call]
        return [kind(self) for kind in dict.fromkeys(kinds) if kind is not None]


def _each_once(values: dict[Node, Collection[Node]]) -> dict[Node, Collection[Node]]:
    """Each of the values as its own value, where most are there several times; otherwise nothing."""
    different = {id(value): value for held in values.values() for value in held}
    many = sum(map(len, values.values())) > 2 * len(different)
    return {value: (value,) for value in different.values()} if many else {}


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
