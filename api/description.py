"""What is said of a thing, from every source: its own statements, its parts, and what points to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

import pyoxigraph as ox

from api.view import View

PAGE = 200
"""How many statements that point to a thing stand on one page of its description."""
_HYDRA = "http://www.w3.org/ns/hydra/core#"
_STRUCTURE = ("eli:is_part_of", "chm:inText", "chm:inDecision")


@dataclass(frozen=True, slots=True)
class Description:
    """The statements about a thing. `own` are those of the thing and of nodes that are fragments of it, `parts` those
    of its elements, `incoming` page `page` (from 1) of what points to it, mentions with all they say; `more` whether
    another page follows."""

    ref: str
    own: tuple[ox.Quad, ...]
    parts: tuple[ox.Quad, ...]
    incoming: tuple[ox.Quad, ...]
    page: int
    more: bool

    def quads(self) -> list[ox.Quad]:
        """All of them, each once, those of the thing first."""
        return list(dict.fromkeys([*self.own, *self.parts, *self.incoming]))

    def triples(self) -> list[ox.Triple]:
        """The same without the sources, each once."""
        return list(dict.fromkeys(quad.triple for quad in self.quads()))


def describe(view: View, ref: str, page: int = 1) -> Description:
    """The description of a thing; that of a named graph (a language version, a scheme, a source) is its content."""
    own = dict.fromkeys([*view.quads(ref), *view.reader.quads(graph=view.node(ref).value)])
    own.update(dict.fromkeys(_fragments(view, own)))
    parts = [quad for part in view.elements(ref) or view.below(ref) for quad in view.quads(part)]
    incoming, more = _incoming(view, ref, page)
    return Description(ref, tuple(own), tuple(parts), tuple(incoming), page, more)


def _fragments(view: View, quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    """What is said of the nodes that a thing points to and that have no page of their own: dates, deadlines."""
    refs = (view.ref(quad.object) for quad in quads if isinstance(quad.object, ox.NamedNode))
    inner = {ref for ref in refs if "#" in ref and "://" not in ref and not ref.startswith("ontology#")}
    return [quad for ref in sorted(inner) for quad in view.quads(ref)]


def _incoming(view: View, ref: str, page: int) -> tuple[list[ox.Quad], bool]:
    start = (page - 1) * PAGE
    found = list(islice(_pointing(view, ref), start, start + PAGE + 1))
    return list(_with_mentions(view, found[:PAGE])), len(found) > PAGE


def _pointing(view: View, ref: str) -> Iterator[ox.Quad]:
    structure = {view.property(short) for short in _STRUCTURE}
    return (quad for quad in view.reader.quads(None, None, view.node(ref)) if quad.predicate not in structure)


def followed(view: View, ref: str, page: int) -> bool:
    """Whether another page of a description follows."""
    return next(islice(_pointing(view, ref), page * PAGE, None), None) is not None


def paged(view: View, description: Description, address: str) -> Description:
    """The description with its page as a Hydra view where it has several: address, first, previous and next page."""
    number = description.page
    if number == 1 and not description.more:
        return description

    def at(place: int) -> ox.NamedNode:
        return ox.NamedNode(f"{address}?page={place}")

    said = {"first": at(1)}
    if number > 1:
        said["previous"] = at(number - 1)
    if description.more:
        said["next"] = at(number + 1)
    quads = [
        ox.Quad(view.node(description.ref), ox.NamedNode(f"{_HYDRA}view"), at(number)),
        ox.Quad(at(number), view.property("rdf:type"), ox.NamedNode(f"{_HYDRA}PartialCollectionView")),
        *(ox.Quad(at(number), ox.NamedNode(_HYDRA + name), place) for name, place in said.items()),
    ]
    return replace(description, own=(*description.own, *quads))


def _with_mentions(view: View, quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    evidence = {view.property(short) for short in ("chm:evidenceFor", "chm:inElement", "chm:target", "chm:suspected")}
    for quad in quads:
        yield quad
        if quad.predicate in evidence:
            yield from view.quads(view.ref(quad.subject))
