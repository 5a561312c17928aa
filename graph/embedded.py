"""The embedded store: pyoxigraph on disk, one writer, generations as immutable checkpoints.

    data/
      store/                     the writer's database; one process holds its lock
      before-7/                  what it was before a write that has not ended (graph/undoing.py)
      trial/                     a copy of it on which an update is tried
      unpublished                there is something in store/ that no generation has: the graphs that changed
      generations/000007/store/  a checkpoint, hard links to the same files; never written to again
      generations/000007/search/ the full-text index of what it holds
      generations/000007/dump.nq.gz, dump.json
      generations/000007/counts.json
      generations/000007/generation.json

The rename of a finished folder to its number is what publishes it. A process that is killed leaves folders with other
names, which the next writer sweeps, and a store that pyoxigraph recovers to its last whole transaction.
"""

from __future__ import annotations

import shutil
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import pyoxigraph as ox

from graph import counts, dumps, fulltext, trial, undoing
from graph.embedded_reader import STORE, EmbeddedReader, opened
from graph.entries import entries
from graph.errors import NotFound, StoreError
from graph.generations import generations_folder, kept, numbers, place_of, settle, write
from graph.namespaces import Names
from graph.ntriples import written
from graph.store import Generation, graph_node, skolemised
from graph.transaction import Change, added, update_text

__all__ = ["EmbeddedReader", "EmbeddedStore"]

_NAMES = Names()
_RESTORED, _FORMER, _TRIAL = "restored", "former", "trial"
_ALL = "*"
"""Stands among the graphs that changed where any may have."""

# statements written before the engine's buffers, some 2 KB each, are put on disk: memory does not grow with a batch
_BUFFERED = 50_000
# the engine's write-ahead logs, and from how many bytes on they are not left lying about
_LOGS, _LONG = "*.log", 1_000_000


class EmbeddedStore:
    """The writer of a store's folder, which is made when it is not there.

    Raises StoreError when another process writes to it.
    """

    def __init__(self, folder: Path, names: Names = _NAMES, keep: int = 10) -> None:
        self._folder, self._names, self._keep = Path(folder), names, keep
        self._writing = threading.RLock()
        self._buffered = 0
        try:
            generations_folder(self._folder).mkdir(parents=True, exist_ok=True)
        except OSError as fault:
            raise StoreError(f"{folder}: {fault.strerror}; choose another folder with CHM_DATA") from fault
        if undoing.begun(self._folder) is not None:
            undoing.take_back(self._folder, lambda: opened(self._folder / STORE, read_only=False))
        self._store: ox.Store | None = self._opened()
        if self._changed() is None and self._unpublished.exists():
            self._mark(_ALL)  # an earlier release does not say which graphs changed
        self._sweep()

    def replace(self, graph_iri: str, triples: Iterable[ox.Triple]) -> bool:
        """Makes `triples` the whole content of a graph, in one transaction; False when it was so before."""
        return self.change({graph_iri: triples})

    def remove(self, graph_iri: str) -> bool:
        """Takes a graph away, in one transaction; False when there was none."""
        return self.change({graph_iri: ()})

    def change(self, changes: Mapping[str, Iterable[ox.Triple]]) -> bool:
        """Makes each graph what is given, all of them in one transaction; False when nothing changed."""
        with self._writing:
            found = [self._found(graph, triples) for graph, triples in changes.items()]
            differing = [each for each in found if each.differs]
            statements = sum(each.statements for each in differing)
            names = [each.graph.value for each in differing]
            if any(each.gone for each in differing):
                text = update_text(self._open, differing)
                self._write(names, lambda: self._open.update(text), statements)
            elif differing:
                quads = "".join(map(added, differing))
                self._write(names, lambda: self._open.load(quads, format=ox.RdfFormat.N_QUADS), statements)
        return bool(differing)

    def _found(self, graph_iri: str, triples: Iterable[ox.Triple]) -> Change:
        graph = graph_node(graph_iri)
        before = {quad.triple for quad in self._open.quads_for_pattern(None, None, None, graph)}
        said = written(triples)
        return Change(graph, before, said if said.whole else written(skolemised(said, graph_iri)))

    def source_digest(self, graph_iri: str) -> str | None:
        """The `chm:sha256` that a graph says of itself."""
        graph = graph_node(graph_iri)
        found = self._open.quads_for_pattern(graph, ox.NamedNode(self._names.term("sha256")), None, graph)
        return next((quad.object.value for quad in found if isinstance(quad.object, ox.Literal)), None)

    def working(self) -> EmbeddedReader:
        """A reader of what is written and not yet published."""
        return EmbeddedReader(self._open, max(numbers(self._folder), default=0), self._names)

    @property
    def stamp(self) -> str:
        """The last generation and the graphs that changed since."""
        return f"{max(numbers(self._folder), default=0)} {sorted(self._changed() or ())}"

    @contextmanager
    def undoable(self) -> Iterator[None]:
        """The state before what is written inside stands on disk, by hard links, until it has ended."""

        def checkpoint(place: Path) -> None:
            self._open.flush()
            self._open.backup(place)
            _shorten_logs(place)

        with self._writing:
            try:
                with undoing.kept_before(self._folder, checkpoint):
                    yield
            except OSError as fault:
                raise StoreError(f"{self._folder}: {fault}; nothing was changed. Is there room on the disk?") from fault

    @contextmanager
    def trial(self) -> Iterator[Path]:
        """A folder with two copies of the state, by hard links: to read, and to try an update on."""
        place = self._folder / _TRIAL
        with self._writing:
            shutil.rmtree(place, ignore_errors=True)
            try:
                place.mkdir()
                self._open.flush()
                self._open.backup(place / trial.BEFORE)
                self._open.backup(place / trial.AFTER)
                yield place
            except OSError as fault:
                raise StoreError(f"{place}: {fault}; nothing was changed. Is there room on the disk?") from fault
            finally:
                shutil.rmtree(place, ignore_errors=True)

    def publish(self) -> int:
        """Makes the state a generation; the number of the last one when nothing changed."""
        with self._writing:
            last = max(numbers(self._folder), default=0)
            if last and not self._unpublished.exists():
                return last
            self._make(last + 1)
            self._unpublished.unlink(missing_ok=True)
            self._sweep()
            return last + 1

    def reader(self, generation: int | None = None) -> EmbeddedReader:
        """A reader of a generation, the last by default."""
        return EmbeddedReader.of_folder(self._folder, generation, self._names)

    def generations(self) -> list[Generation]:
        """The generations that are kept, oldest first."""
        return kept(self._folder)

    def rollback(self, number: int) -> int:
        """Makes the state of generation `number` the newest generation; iterators of this store must be closed."""
        place, restored = self._folder / STORE, self._folder / _RESTORED
        source = self.reader(number)
        with self._writing:
            shutil.rmtree(restored, ignore_errors=True)
            source._open.backup(restored)
            source.close()
            self._mark(_ALL)
            self._store = None
            place.rename(self._folder / _FORMER)
            restored.rename(place)
            self._store = self._opened()
            return self.publish()

    def erase(self, graph_iri: str) -> tuple[int, ...]:
        """Takes a graph out of the state and out of what is kept: generations that hold it are dropped."""
        with self._writing:
            holding = tuple(number for number in numbers(self._folder) if self._holds(number, graph_iri))
            if not self.remove(graph_iri) and not holding:
                raise NotFound(f"{graph_iri}: no kept generation holds this graph; chm query source-graphs lists them")
            self._mark(graph_iri)
            self._open.optimize()  # what is deleted stays in the files until they are written anew
            self.publish()
            for number in holding:
                shutil.rmtree(place_of(self._folder, number), ignore_errors=True)
            self._sweep()
        return holding

    def _holds(self, number: int, graph_iri: str) -> bool:
        reader = self.reader(number)
        found = next(iter(reader.quads(graph=graph_iri)), None) is not None
        reader.close()
        return found

    def close(self) -> None:
        """Lets go of the lock, as soon as no iterator of results is held either."""
        self._store = None
        place = self._folder / STORE
        if sum(log.stat().st_size for log in place.glob(_LOGS)) > _LONG:
            with suppress(StoreError):  # an iterator may still hold it; the next writer does the same
                opened(place, read_only=False)  # writes what the logs hold to the tables and starts a new log

    @property
    def _open(self) -> ox.Store:
        if self._store is None:
            raise StoreError(f"{self._folder}: this store is closed; open it again")
        return self._store

    @property
    def _unpublished(self) -> Path:
        return self._folder / "unpublished"

    def _opened(self) -> ox.Store:
        """The writer's database, after a rollback that was killed between its two renames was ended."""
        place, restored = self._folder / STORE, self._folder / _RESTORED
        if not place.exists() and restored.is_dir():
            restored.rename(place)
        return opened(place, read_only=False)

    def _mark(self, *graphs: str) -> None:
        """Says which graphs are about to differ from the last generation."""
        with self._unpublished.open("a", encoding="utf-8") as file:
            file.write("".join(f"{each}\n" for each in graphs))

    def _changed(self) -> frozenset[str] | None:
        """The graphs that may differ from the last generation; None where that is not known."""
        told = self._unpublished.read_text("utf-8", "replace") if self._unpublished.exists() else ""
        # not splitlines, which parts at characters that an IRI may have
        found = frozenset(filter(None, told.split("\n")))
        return None if _ALL in found else found or None

    def _write(self, graphs: list[str], change: Callable[[], None], statements: int) -> None:
        self._mark(*graphs)
        self._buffered += statements
        try:
            change()
            if self._buffered > _BUFFERED:
                self._open.flush()
                self._buffered = 0
        except OSError as fault:
            raise StoreError(f"{self._folder}: {fault}; nothing was changed") from fault

    def _make(self, number: int) -> None:
        """Makes the folder of a generation beside its place and moves it there: the one step that publishes."""
        making = Path(tempfile.mkdtemp(prefix="making-", dir=generations_folder(self._folder)))
        try:
            making.chmod(0o755)
            self._open.flush()
            self._open.backup(making / STORE)
            _shorten_logs(making / STORE)
            fulltext.write(making / fulltext.FOLDER, entries(self.working(), self._names))
            held = counts.counted(self.working().query, tuple(self.working().graphs()))
            counts.write(making, held)
            quads = len(self._open) - held.triples
            self._dump(making, number, quads)
            write(making, Generation(number, datetime.now(UTC), quads, len(held.graphs)))
            making.rename(place_of(self._folder, number))
            settle(generations_folder(self._folder))
        except OSError as fault:
            shutil.rmtree(making, ignore_errors=True)
            raise StoreError(f"{self._folder}: no generation {number}: {fault}; is there room on the disk?") from fault

    def _dump(self, making: Path, number: int, quads: int) -> None:
        former = place_of(self._folder, number - 1)
        made = dumps.write(making, self.working(), self._names, former, self._changed())
        if made.whole.statements != quads:  # what a loss of power took from the list of changes
            dumps.write(making, self.working(), self._names)

    def _sweep(self) -> None:
        """Takes away what a killed process left, and generations beyond those that are kept."""
        folder = generations_folder(self._folder)
        for number in numbers(self._folder)[: -self._keep]:
            # renamed first: a half-deleted folder must not look like a generation
            with suppress(OSError):
                place_of(self._folder, number).rename(folder / f"dropping-{number}")
        for place in folder.iterdir():
            if not place.name.isdecimal():
                shutil.rmtree(place, ignore_errors=True)
        for name in (_RESTORED, _FORMER, _TRIAL, undoing.MAKING):
            shutil.rmtree(self._folder / name, ignore_errors=True)


def _shorten_logs(checkpoint: Path) -> None:
    """Empties the write-ahead logs of a checkpoint that was made of a flushed store: all they say is in its tables.

    The engine takes an old log for a new one without cutting it, and copies it whole: some 50 MB of nothing.
    """
    for log in checkpoint.glob(_LOGS):
        log.unlink()  # it may be a link to the writer's own
        log.touch()
