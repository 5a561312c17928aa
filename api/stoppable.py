"""A write in a process of its own, which is killed when it takes too long; what it had begun is then taken back.

    Writer().written(Work(settings, stamp, graphs, quads))  ->  number of the generation

Neither the engine nor a thread that waits for it can be stopped, a process can. It holds the store while it writes; the
state before the write stands beside it until the end (`Store.undoable`).
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

import pyoxigraph as ox

from api.children import START_SECONDS, end_with_parent, started
from graph.errors import ChmError, StoreError
from graph.memory import bound_arenas, give_back
from graph.settings import EMBEDDED, Settings
from graph.store import Store, open_store

Changes = Mapping[str, frozenset[ox.Triple]]
"""The whole new content of each graph that changes, by its IRI; an empty one is a graph that goes."""


@dataclass(frozen=True, slots=True)
class Work:
    """What shall be written: the graphs that change, their new content as N-Quads, and the `stamp` of the state that it
    was made from. `unchecked`: the shapes have not passed it yet."""

    settings: Settings
    stamp: str
    graphs: tuple[str, ...]
    quads: bytes
    unchecked: bool = False

    @classmethod
    def of(cls, settings: Settings, stamp: str, changes: Changes, *, unchecked: bool) -> Work:
        """The work that makes graphs what is given."""
        named = ((ox.NamedNode(graph), triples) for graph, triples in changes.items())
        quads = (ox.Quad(each.subject, each.predicate, each.object, name) for name, held in named for each in held)
        return cls(settings, stamp, tuple(changes), ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b"", unchecked)

    def changes(self) -> Changes:
        """The graphs and their new content."""
        found: dict[str, set[ox.Triple]] = {graph: set() for graph in self.graphs}
        for quad in ox.parse(self.quads, format=ox.RdfFormat.N_QUADS):
            if isinstance(quad.graph_name, ox.NamedNode):
                found[quad.graph_name.value].add(quad.triple)
        return {graph: frozenset(triples) for graph, triples in found.items()}


class Writer:
    """The process that writes, warm for the next write, since thesaurus and shapes take seconds to read.

    It is started with the first write and again after one that was stopped. Who asks it holds the turn to write.
    """

    def __init__(self) -> None:
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None

    @property
    def pid(self) -> int | None:
        """The number of the process; None where there is none."""
        return self._process.pid if self._process is not None else None

    def written(self, work: Work) -> int:
        """The number of the generation that has the change; nobody of this process may hold the store.

        Raises ShapeViolation for graphs that may not be so, StoreError when the store failed, another process wrote
        meanwhile, or it took more than `CHM_WRITE_SECONDS`: then all is as it was, the earlier generation is served.
        """
        try:
            return self._asked(work)
        except StoreError:
            if work.settings.store == EMBEDDED:
                # to open it is to take back what was begun; one who holds it meanwhile has done that
                with suppress(StoreError), closing(open_store(work.settings)) as store:
                    if (last := store.working().generation) > int(work.stamp.partition(" ")[0]):
                        return last  # it was published in its last moment
            raise

    def close(self) -> None:
        """Ends the process, whatever it does."""
        if self._process is not None and self._pipe is not None:
            self._process.kill()
            self._process.join()
            self._process.close()
            self._pipe.close()
        self._process = self._pipe = None

    def _asked(self, work: Work) -> int:
        left = "nothing of it is kept" if work.settings.store == EMBEDDED else "look what the engine has of it"
        pipe = self._ready()
        try:
            pipe.send(work)
            if pipe.poll(work.settings.write_seconds):
                return self._told(pipe.recv())
        except (EOFError, OSError) as fault:
            self.close()
            raise StoreError(f"the process that wrote ended before its time; {left}") from fault
        self.close()
        limit = f"{work.settings.write_seconds:g} seconds and was stopped (CHM_WRITE_SECONDS)"
        raise StoreError(f"the write took more than {limit}; {left}, send it in parts")

    @staticmethod
    def _told(answer: int | ChmError) -> int:
        if isinstance(answer, ChmError):
            raise answer
        return answer

    def _ready(self) -> Connection:
        if self._process is None or self._pipe is None or not self._process.is_alive():
            self.close()
            self._pipe, theirs = multiprocessing.Pipe()
            self._process = started(_write, theirs)
            theirs.close()
            # the time of a write does not count how long a process takes to come up
            if not self._pipe.poll(START_SECONDS):
                self.close()
                raise StoreError("no process for writes came up; the machine is too busy, nothing was written")
            self._pipe.recv()
        return self._pipe


def _write(pipe: Connection) -> None:
    """The life of the process: writes, and word of each after the store was let go of."""
    bound_arenas()
    end_with_parent()
    with suppress(EOFError, OSError, KeyboardInterrupt):
        pipe.send("ready")
        while True:
            work: Work = pipe.recv()
            try:
                with closing(open_store(work.settings)) as store:
                    done = _published(store, work)
                pipe.send(done)
            except ChmError as fault:
                pipe.send(fault)
            del work
            give_back()


def _published(store: Store, work: Work) -> int:
    if store.stamp != work.stamp:
        raise StoreError("another process wrote meanwhile; nothing was written, send it again")
    changes = work.changes()
    if work.unchecked:
        from api.writing import check

        check(changes, work.settings)
    with store.undoable():
        store.change(changes)
        return store.publish()
