"""What is said of a thing, from every source: its own statements, its parts, and what points to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, islice

import pyoxigraph as ox

from api.view import View

PAGE = 50
"""How many statements that point to a thing stand on one page of its description."""
_HYDRA = "http://www.w3.org/ns/hydra/core#"
_EVIDENCE = ("chm:evidenceFor", "chm:inElement", "chm:target", "chm:suspected")
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
        return list(dict.fromkeys(quad.triple for quad in chain(self.own, self.parts, self.incoming)))


def describe(view: View, ref: str, page: int = 1, *, sources: bool = True) -> Description:
    """The description of a thing; that of a named graph (a language version, a scheme, a source) is its content.

    Without `sources` each statement is read once and stands in the default graph, however many graphs make it.
    """
    said = view.quads if sources else partial(_merged, view)
    own = dict.fromkeys([*said(ref), *view.reader.quads(graph=view.node(ref).value)])
    own.update(dict.fromkeys(quad for fragment in _fragments(view, own) for quad in said(fragment)))
    parts = [quad for part in view.elements(ref) or view.below(ref) for quad in said(part)]
    start = (page - 1) * PAGE
    found = list(islice(_pointing(view, ref, sources), start, start + PAGE + 1))
    incoming = [quad for one in found[:PAGE] for quad in _with_mention(view, one, said)]
    return Description(ref, tuple(own), tuple(parts), tuple(incoming), page, len(found) > PAGE)


def _merged(view: View, ref: str) -> list[ox.Quad]:
    """What is said of a thing, whoever says it."""
    node = view.node(ref)
    return [ox.Quad(node, predicate, each) for predicate, objects in view.about(ref).items() for each in objects]


def _fragments(view: View, quads: Iterable[ox.Quad]) -> list[str]:
    """The nodes that a thing points to and that have no page of their own: dates, deadlines."""
    refs = (view.ref(quad.object) for quad in quads if isinstance(quad.object, ox.NamedNode))
    return sorted({ref for ref in refs if "#" in ref and "://" not in ref and not ref.startswith("ontology#")})


def _pointing(view: View, ref: str, sources: bool) -> Iterator[ox.Quad]:
    structure, node = {view.property(short) for short in _STRUCTURE}, view.node(ref)
    if sources:
        found: Iterator[ox.Quad] = view.reader.quads(None, None, node)
    else:
        found = (ox.Quad(*each) for each in view.reader.triples(None, None, node))
    return (quad for quad in found if quad.predicate not in structure)


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


def _with_mention(view: View, quad: ox.Quad, said: Callable[[str], list[ox.Quad]]) -> Iterator[ox.Quad]:
    """What points to a thing, and all that it says where it is a mention."""
    yield quad
    if quad.predicate in {view.property(short) for short in _EVIDENCE}:
        yield from said(view.ref(quad.subject))
