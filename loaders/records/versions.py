"""Versions of one record in several sources: iCalendar counts them (SEQUENCE), and the later one is what holds.

Each source keeps what it says; a load tells where another source has a later or an earlier version.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import unquote

import pyoxigraph as ox

from graph.namespaces import PREFIXES, Names
from graph.store import Reader

_KIND = ox.NamedNode(f"{PREFIXES['rdf']}type")
_EVENT = ox.NamedNode(f"{PREFIXES['schema']}Event")
_VERSION = ox.NamedNode(f"{PREFIXES['schema']}version")
_CHANGED = ox.NamedNode(f"{PREFIXES['dcterms']}modified")

Rank = tuple[int, str]
"""The number of a version, and the day of its last change where the numbers are equal."""


def other_versions(graph: str, triples: Iterable[ox.Triple], working: Reader, names: Names) -> Iterator[str]:
    """What a load tells of the events of a source graph that other sources have in another version."""
    held = tuple(triples)
    events = {triple.subject for triple in held if triple.predicate == _KIND and triple.object == _EVENT}
    here = _ranks((t.subject, t.predicate, t.object) for t in held if t.subject in events)
    for event in sorted(events, key=str):
        if not isinstance(event, ox.NamedNode):
            continue
        quads = (quad for predicate in (_KIND, _VERSION, _CHANGED) for quad in working.quads(event, predicate))
        there = _ranks((quad.graph_name, quad.predicate, quad.object) for quad in quads)
        for other, rank in sorted(there.items(), key=str):
            source = str(getattr(other, "value", ""))
            if source != graph and rank != here[event]:
                yield _told(unquote(event.value.rpartition("/")[2]), names.path(source) or source, here[event], rank)


def _told(event: str, source: str, here: Rank, there: Rank) -> str:
    which, holds = ("a later", "that one holds") if there > here else ("an earlier", "this one holds")
    numbers = f"{there[0]}, here {here[0]}" if there[0] != here[0] else f"of {there[1]}, here {here[1]}"
    return f"{event}: {source} has {which} version ({numbers}); {holds}"


def _ranks(said: Iterable[tuple[object, ox.NamedNode, object]]) -> dict[object, Rank]:
    found: dict[object, Rank] = {}
    for about, predicate, value in said:
        number, day = found.get(about, (0, ""))
        text = str(getattr(value, "value", ""))
        if predicate == _VERSION and text.isdecimal():
            number = int(text)
        elif predicate == _CHANGED:
            day = text
        found[about] = (number, day)
    return found
