"""How far citations lead in the graph as it is now: the one graph that is derived from all others.

A reader can say that a citation is suspect, ambiguous or external. Whether its target is loaded depends on what else
is loaded, so it is said here, anew at each publish, in `derived/resolution`.
"""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from graph.errors import IdentifierError
from graph.identifiers import Element, of_path
from graph.namespaces import Names
from graph.store import Reader, Store

GRAPH = "derived/resolution"
_NAMING = ("target", "respondsTo", "mandatedBy", "definedIn", "adoptedBy")


def publish_resolutions(store: Store, names: Names) -> None:
    """Say of every mention that reading left open whether its target is there, and where parts not loaded belong.

    resolved: something is said of the target; dangling: its text is not loaded; suspect: its text is loaded and has
    no such part.
    """
    derived = _Derived(store.working(), names)
    store.replace(names.iri(GRAPH), [*derived.resolutions(), *derived.parts()])


class _Derived:
    """One look over the graph as it is now, without what an earlier look derived."""

    def __init__(self, working: Reader, names: Names) -> None:
        self.working, self.names = working, names
        self.graph = ox.NamedNode(names.iri(GRAPH))
        self.judged: dict[ox.NamedNode, tuple[str, str | None]] = {}

    def resolutions(self) -> Iterator[ox.Triple]:
        """What became of the citations that a reader could resolve."""
        resolution, reason = self._term("resolution"), self._term("reason")
        decided = {quad.subject for quad in self._said(resolution)}
        for quad in self._said(self._term("target")):
            if quad.subject in decided or not isinstance(quad.object, ox.NamedNode):
                continue
            word, why = self._judgement(quad.object)
            yield ox.Triple(quad.subject, resolution, ox.Literal(word))
            if why:
                yield ox.Triple(quad.subject, reason, ox.Literal(why))

    def parts(self) -> Iterator[ox.Triple]:
        """The text of each part that others name and that is not loaded: a text can be asked for all of them."""
        naming = (*map(self._term, _NAMING), ox.NamedNode(self.names.prefixes()["dcterms"] + "references"))
        named = {quad.object for predicate in naming for quad in self._said(predicate)}
        for part in named:
            if isinstance(part, ox.NamedNode) and (text := self._text_of(part)) and not self._exists(part):
                yield ox.Triple(part, self._term("citedPartOf"), ox.NamedNode(self.names.iri(text)))

    def _term(self, name: str) -> ox.NamedNode:
        return ox.NamedNode(self.names.term(name))

    def _said(self, predicate: ox.NamedNode) -> Iterator[ox.Quad]:
        return (quad for quad in self.working.quads(None, predicate) if quad.graph_name != self.graph)

    def _exists(self, thing: ox.NamedNode) -> bool:
        """Whether a thing is loaded. Others can say of a part that it is retired before its text is there."""
        predicate = self._term("inText") if self._text_of(thing) else None
        return any(quad.graph_name != self.graph for quad in self.working.quads(thing, predicate))

    def _judgement(self, target: ox.NamedNode) -> tuple[str, str | None]:
        if target not in self.judged:
            self.judged[target] = self._judge(target)
        return self.judged[target]

    def _judge(self, target: ox.NamedNode) -> tuple[str, str | None]:
        if self.names.path(target.value) is None:
            return "external", None
        if self._exists(target):
            return "resolved", None
        text = self._text_of(target)
        if text is None or not self._exists(ox.NamedNode(self.names.iri(text))):
            return "dangling", None
        part = target.value.removeprefix(self.names.iri(text) + "/")
        return "suspect", f"{text} is loaded and has no part {part}"

    def _text_of(self, part: ox.NamedNode) -> str | None:
        """The path of the text that an element belongs to."""
        try:
            found = of_path(self.names.path(part.value) or "")
        except IdentifierError:
            return None
        return found.of.path if isinstance(found, Element) else None
