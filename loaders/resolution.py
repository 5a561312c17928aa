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


def publish_resolutions(store: Store, names: Names) -> None:
    """Say of every mention that reading left open whether its target is there.

    resolved: something is said of the target; dangling: its text is not loaded; suspect: its text is loaded and has
    no such part.
    """
    store.replace(names.iri(GRAPH), list(_resolutions(store.working(), names)))


def _resolutions(working: Reader, names: Names) -> Iterator[ox.Triple]:
    resolution, reason = ox.NamedNode(names.term("resolution")), ox.NamedNode(names.term("reason"))
    derived = ox.NamedNode(names.iri(GRAPH))
    decided = {q.subject for q in working.quads(None, resolution) if q.graph_name != derived}
    known: dict[str, tuple[str, str | None]] = {}
    for quad in working.quads(None, ox.NamedNode(names.term("target"))):
        target = quad.object
        if quad.subject in decided or not isinstance(target, ox.NamedNode):
            continue
        if target.value not in known:
            known[target.value] = _judge(target, working, names)
        word, why = known[target.value]
        yield ox.Triple(quad.subject, resolution, ox.Literal(word))
        if why:
            yield ox.Triple(quad.subject, reason, ox.Literal(why))


def _judge(target: ox.NamedNode, working: Reader, names: Names) -> tuple[str, str | None]:
    path = names.path(target.value)
    if path is None:
        return "external", None
    if next(working.quads(target), None) is not None:
        return "resolved", None
    text = _text_of(path)
    if text is None or next(working.quads(ox.NamedNode(names.iri(text))), None) is None:
        return "dangling", None
    return "suspect", f"{text} is loaded and has no part {path.removeprefix(text + '/')}"


def _text_of(path: str) -> str | None:
    """The path of the text that an element belongs to."""
    try:
        found = of_path(path)
    except IdentifierError:
        return None
    return found.of.path if isinstance(found, Element) else None
