"""Of which values it is enough to ask a constraint: those that it cannot tell apart from the others are left out.

What a constraint looks at is said in the SHACL specification (W3C, section 4): `sh:datatype` at a value alone,
`sh:minCount` at the number of values, `sh:class` at a value and the data, `sh:lessThan` at the order of two values. It
is asked of one of each kind; a value that it accepted is not asked of again in the next graph where only the value
counts. What is not listed here is asked of everything.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import cached_property
from typing import Any

from pyshacl.constraints import CONSTRAINT_PARAMETERS_MAP
from rdflib import RDF, SH, XSD, Literal
from rdflib.term import Node

Values = dict[Node, Collection[Node]]

_INTEGER, _TYPE = XSD.integer, RDF.type  # a look-up of a name in rdflib's takes a microsecond

# accepted values that a constraint remembers
_REMEMBERED = 4096


class Held:
    """The values of each focus node, and what is different among them."""

    def __init__(self, values: Values) -> None:
        self.values = values

    @cached_property
    def different(self) -> dict[int, Node]:
        """Each value, by the object that it is."""
        return {id(value): value for held in self.values.values() for value in held}

    @cached_property
    def kinds(self) -> Values:
        """A value of each kind of node."""
        return _each({type(value): value for value in self.different.values()}.values())

    @cached_property
    def numbers(self) -> Values:
        """A focus node for each number of values."""
        found = {len(held): (node, held) for node, held in self.values.items()}
        return dict(found.values())

    @cached_property
    def same(self) -> Values:
        """A focus node for each list of values."""
        found = {tuple(map(id, held)): (node, held) for node, held in self.values.items()}
        return dict(found.values())


class Telling:
    """What is enough to ask a constraint."""

    def enough(self, held: Held, data: Any) -> Values | None:
        """The focus nodes and values to ask about; None where that is all of them."""
        del held, data
        return None

    def accept(self) -> None:
        """Remembers that the values that were asked about last are accepted."""


class _Part(Telling):
    """A part of what is held."""

    def __init__(self, part: Callable[[Held], Values]) -> None:
        self._part = part

    def enough(self, held: Held, data: Any) -> Values | None:
        del data
        return self._part(held)


class _Value(Telling):
    """Each value that was not accepted before."""

    def __init__(self) -> None:
        # the value beside its id: as long as it is held, no other has that
        self._accepted: dict[int, Node] = {}
        self._asked: dict[int, Node] = {}

    def enough(self, held: Held, data: Any) -> Values | None:
        del data
        if len(self._accepted) > _REMEMBERED:
            self._accepted.clear()
        different = held.different
        self._asked = {place: different[place] for place in different.keys() - self._accepted.keys()}
        return _each(self._asked.values())

    def accept(self) -> None:
        if len(self._asked) <= _REMEMBERED:
            self._accepted |= self._asked
        self._asked = {}


class _Classes(Telling):
    """A value of each list of classes."""

    def enough(self, held: Held, data: Any) -> Values | None:
        of = data.impl.values(_TYPE)
        found = {(type(value), *map(id, of.get(value, ()))): value for value in held.different.values()}
        return _each(found.values())


class _Order(Telling):
    """A focus node for each order that its values and those of other properties are in."""

    def __init__(self, others: Collection[Node]) -> None:
        self._others = others

    def enough(self, held: Held, data: Any) -> Values | None:
        found = {}
        others = [data.impl.values(name) for name in self._others]
        for node, values in held.values.items():
            pairs = tuple(_order(one, two) for by in others for two in by.get(node, ()) for one in values)
            found[pairs] = (node, values)
        return dict(found.values())


def _order(one: Node, two: Node) -> object:
    """Which of two integers is greater; what is no integer, as it is."""
    if isinstance(one, Literal) and isinstance(two, Literal) and one.datatype == two.datatype == _INTEGER:
        first, second = one.value, two.value
        if type(first) is type(second) is int:
            return (first > second) - (first < second)
    return one, two


def _each(values: Collection[Node]) -> Values:
    """Each value as its own value."""
    return {value: (value,) for value in values}


_OF_A_KIND = ("nodeKind",)
_OF_A_VALUE = (
    *("datatype", "in", "languageIn", "pattern", "minLength", "maxLength"),
    *("minInclusive", "maxInclusive", "minExclusive", "maxExclusive"),
)
_OF_CLASSES = ("class",)
_OF_SHAPES = ("or", "and", "not", "xone", "node")
_OF_A_NUMBER = ("minCount", "maxCount")
_OF_ALL_VALUES = ("uniqueLang", "hasValue", "qualifiedValueShape")
_OF_AN_ORDER = ("lessThan", "lessThanOrEquals")


def _of_shapes(constraint: Any) -> Telling:
    """A shape inside may look at anything of a value; where all ask for classes only, so does the constraint."""
    shapes = constraint.shape.sg.graph
    named = [node for name in _OF_SHAPES for node in shapes.objects(constraint.shape.node, SH[name])]
    inner = [each for node in named for each in (shapes.items(node) if (node, RDF.first, None) in shapes else (node,))]
    asked = {predicate for node in inner for predicate, _ in shapes.predicate_objects(node)}
    if asked & _CONSTRAINTS.keys() <= {SH["class"], SH.nodeKind} and SH.path not in asked:
        return _Classes()
    return _Part(lambda held: _each(held.different.values()))


_CONSTRAINTS = CONSTRAINT_PARAMETERS_MAP
_WAYS: dict[type, Callable[[Any], Telling]] = {
    _CONSTRAINTS[SH[name]]: way
    for names, way in (
        (_OF_A_KIND, lambda _: _Part(lambda held: held.kinds)),
        (_OF_A_VALUE, lambda _: _Value()),
        (_OF_CLASSES, lambda _: _Classes()),
        (_OF_SHAPES, _of_shapes),
        (_OF_A_NUMBER, lambda _: _Part(lambda held: held.numbers)),
        (_OF_ALL_VALUES, lambda _: _Part(lambda held: held.same)),
        (_OF_AN_ORDER, lambda constraint: _Order(constraint.property_compare_set)),
    )
    for name in names
}


def telling(constraint: Any) -> Telling:
    """What is enough to ask a constraint of pySHACL."""
    return _WAYS.get(type(constraint), lambda _: Telling())(constraint)
