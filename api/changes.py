"""What came, changed and went, read from the generations that are kept: the one source of every feed and harvest.

The harvested things are texts, records, concepts and schemes. A time is that of the generation in which a change was
first served, so that nobody who asks "since yesterday" misses what was loaded before and published after; what is as
old as the oldest kept generation has the time at which its source was read.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated

import pyoxigraph as ox
from fastapi import Depends, Request

from api.generation import Current
from api.view import View
from graph.errors import NotFound
from graph.namespaces import Names
from graph.store import Generation

_TEXT = "eli:realizes"
_DERIVED = ("candidates/", "derived/")
"""Graphs that are made from others and describe no thing of their own."""


@dataclass(frozen=True, slots=True)
class Change:
    """A thing (`ref`) and what happened to it: `verb` Create, Update or Delete, the generation that first served it so,
    and when (UTC, whole seconds)."""

    ref: str
    verb: str
    generation: int
    at: datetime

    @property
    def kind(self) -> str:
        """The first segment of its address: decision, recommendation, document, record, vocab ..."""
        return self.ref.partition("/")[0]


@dataclass(frozen=True, slots=True)
class _State:
    """What a generation has of one thing: a mark that differs when it does, and when its sources were read."""

    mark: int
    read: datetime | None


@dataclass(frozen=True, slots=True)
class History:
    """The changes of each kept generation, oldest first, and the last change of every thing, by time and address."""

    generations: tuple[Generation, ...]
    by_generation: dict[int, tuple[Change, ...]]
    last: tuple[Change, ...]

    @property
    def newest(self) -> int:
        """The number of the newest generation."""
        return self.generations[-1].number

    def there(self) -> list[Change]:
        """The last changes of the things that there are."""
        return [each for each in self.last if each.verb != "Delete"]


class Changes:
    """Compares the kept generations; what was compared once is remembered as long as it is kept."""

    def __init__(self, current: Current, names: Names) -> None:
        self._current, self._names = current, names
        self._states: dict[int, dict[str, _State]] = {}
        self._made: History | None = None
        self._making = threading.Lock()

    def history(self) -> History:
        """The history up to the newest generation. Raises NotFound before the first one."""
        generations = self._current.generations()
        if not generations:
            raise NotFound("nothing is published yet; load something (chm load)")
        with self._making:
            if self._made is None or self._made.generations != generations:
                self._made = self._compared(generations)
            return self._made

    def _compared(self, generations: tuple[Generation, ...]) -> History:
        self._states = {
            each.number: self._states.get(each.number) or states(View(self._current.at(each.number), self._names))
            for each in generations
        }
        former: dict[str, _State] = {}
        found: dict[int, tuple[Change, ...]] = {}
        for each in generations:
            state = self._states[each.number]
            found[each.number] = tuple(_changes(former, state, each, oldest=each == generations[0]))
            former = state
        last = {change.ref: change for changes in found.values() for change in changes}
        return History(generations, found, tuple(sorted(last.values(), key=lambda each: (each.at, each.ref))))


def _changes(
    former: dict[str, _State], state: dict[str, _State], generation: Generation, *, oldest: bool
) -> Iterable[Change]:
    served = generation.created.astimezone(UTC).replace(microsecond=0)
    for ref in sorted(former.keys() | state.keys()):
        if ref not in state:
            yield Change(ref, "Delete", generation.number, served)
        elif ref not in former:
            read = state[ref].read
            yield Change(ref, "Create", generation.number, min(read, served) if oldest and read else served)
        elif former[ref].mark != state[ref].mark:
            yield Change(ref, "Update", generation.number, served)


def states(view: View) -> dict[str, _State]:
    """The harvested things of a generation."""
    marks: dict[str, list[object]] = defaultdict(list)
    times: dict[str, list[datetime]] = defaultdict(list)
    for graph in view.reader.graphs():
        ref = view.ref(ox.NamedNode(graph))
        if ref.startswith(_DERIVED):
            continue
        text = view.value(ref, _TEXT)
        own = view.objects(ref, "chm:sha256", "chm:reader", "prov:generatedAtTime")
        things: dict[str, object] = {text: (ref, *own)} if text else _described(view, graph)
        read = [moment for value in view.objects(ref, "prov:generatedAtTime") if (moment := _moment(value))]
        for thing, mark in things.items():
            marks[thing].append(mark)
            times[thing] += read
    return {ref: _State(hash(frozenset(found)), max(times[ref], default=None)) for ref, found in marks.items()}


def _described(view: View, graph: str) -> dict[str, object]:
    """The records and concepts of a graph, each with a mark of all that the graph says of it."""
    said: dict[str, list[int]] = defaultdict(list)
    typed: set[str] = set()
    for quad in view.reader.quads(graph=graph):
        if isinstance(quad.subject, ox.NamedNode):
            said[quad.subject.value].append(hash(quad.triple))
            if quad.predicate.value.endswith("#type"):
                typed.add(quad.subject.value)
    refs = {iri: view.ref(ox.NamedNode(iri)) for iri in typed}
    return {
        ref: frozenset(said[iri])
        for iri, ref in refs.items()
        if ref.startswith(("record/", "vocab/", "notification/")) and "#" not in ref
    }


def _moment(value: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC).replace(microsecond=0)


def history(request: Request) -> History:
    """The history of the store that is served."""
    changes: Changes = request.app.state.changes
    return changes.history()


HistoryDep = Annotated[History, Depends(history)]
