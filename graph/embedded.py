"""The embedded store: pyoxigraph on disk, one writer, generations as immutable checkpoints.

    data/
      store/                     the writer's database; one process holds its lock
      trial/                     a copy of it on which an update is tried
      unpublished                there is something in store/ that no generation has
      generations/000007/store/  a checkpoint, hard links to the same files; never written to again
      generations/000007/search/ the full-text index of what it holds
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
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache, partial
from pathlib import Path

import pyoxigraph as ox

from graph import counts, fulltext, trial
from graph.errors import NotFound, QueryError, StoreError
from graph.generations import generations_folder, numbers, place_of, read, settle, write
from graph.namespaces import Names
from graph.sparql import query_form, refuse_service, with_bindings
from graph.store import Bindings, Generation, Results, Subject, Term, graph_node, skolemised

_NAMES = Names()
_STORE, _RESTORED, _FORMER, _TRIAL = "store", "restored", "former", "trial"
_MERGE = ox.DefaultGraph()

FUNCTIONS: dict[ox.NamedNode, Callable[..., Term | None]] = {}
"""Functions of SPARQL that are our own, by IRI: each is given terms and gives a term, or None for an error.

A module that adds one is imported by api/evaluation.py, so that every process that answers queries has it."""
# statements written before the engine's buffers, some 2 KB each, are put on disk: memory does not grow with a batch
_BUFFERED = 50_000
# the engine's write-ahead logs, and from how many bytes on they are not left lying about
_LOGS, _LONG = "*.log", 1_000_000
# things of a generation whose statements a reader keeps, some 5 KB each: decoding them is most of what a page costs
_KEPT = 8_192


class EmbeddedReader:
    """One generation, or the writer's own state, read through pyoxigraph; `place` is the folder of a generation."""

    def __init__(
        self,
        store: ox.Store,
        generation: int,
        names: Names = _NAMES,
        place: Path | None = None,
        services: tuple[str, ...] = (),
    ) -> None:
        self._store: ox.Store | None = store
        self.place = place
        self._generation, self._services = generation, services
        self._prefixes, self._base = names.prefixes(), names.base
        self._counts: counts.Counts | None = None
        # what is not published yet may change
        self._about = lru_cache(_KEPT)(partial(_about, store)) if place is not None else None

    @classmethod
    def of_folder(
        cls, folder: Path, generation: int | None = None, names: Names = _NAMES, services: tuple[str, ...] = ()
    ) -> EmbeddedReader:
        """A generation of a store's folder, the last by default; opens in milliseconds, any number of times.

        `services` are the endpoints that its queries may ask by SERVICE. Raises NotFound for a generation that is not
        kept, or when none was published.
        """
        number = generation if generation is not None else max(numbers(folder), default=0)
        if not number:
            raise NotFound(f"{folder}: nothing is published yet; load something first (chm load)")
        place = place_of(folder, number)
        if not place.is_dir():
            kept = ", ".join(map(str, numbers(folder))) or "none"
            raise NotFound(f"{folder}: generation {number} is not kept; there is {kept}")
        return cls(_opened(place / _STORE, read_only=True), number, names, place, services)

    @classmethod
    def in_memory(cls, quads: Iterable[ox.Quad], generation: int = 1, names: Names = _NAMES) -> EmbeddedReader:
        """A reader of named graphs that are held in memory, with their merge as the default graph."""
        store = ox.Store()
        held = list(quads)
        store.bulk_extend(held)
        store.bulk_extend(ox.Quad(quad.subject, quad.predicate, quad.object, _MERGE) for quad in held)
        return cls(store, generation, names)

    @property
    def generation(self) -> int:
        """The number of the generation that is read."""
        return self._generation

    def query(self, sparql: str, bindings: Bindings | None = None) -> Results:
        """The results of a query; see `graph.store.Reader`."""
        bound = with_bindings(sparql, bindings or {})
        query_form(bound)
        refuse_service(bound, self._services)
        try:
            return self._open.query(bound, base_iri=self._base, prefixes=self._prefixes, custom_functions=FUNCTIONS)
        except (SyntaxError, ValueError, RuntimeError) as fault:
            raise QueryError(f"the query cannot be run: {fault}") from fault
        except OSError as fault:
            raise StoreError(f"generation {self._generation}: {fault}; publish again") from fault

    def quads(
        self,
        subject: Subject | None = None,
        predicate: ox.NamedNode | None = None,
        object: Term | None = None,  # noqa: A002  the term's name in RDF
        graph: str | None = None,
    ) -> Iterator[ox.Quad]:
        """The quads that match."""
        if graph is not None:
            return self._open.quads_for_pattern(subject, predicate, object, graph_node(graph))
        found = self._open.quads_for_pattern(subject, predicate, object, None)
        return (quad for quad in found if quad.graph_name != _MERGE)

    def triples(
        self,
        subject: Subject | None = None,
        predicate: ox.NamedNode | None = None,
        object: Term | None = None,  # noqa: A002  the term's name in RDF
    ) -> Iterator[ox.Triple]:
        """The statements of the merge that match; of a generation, what was read last of whole things is kept."""
        if subject is not None and predicate is None and object is None and self._about is not None:
            return iter(self._about(subject))
        return (quad.triple for quad in self._open.quads_for_pattern(subject, predicate, object, _MERGE))

    def graphs(self) -> Iterator[str]:
        """The IRIs of the named graphs."""
        return (name.value for name in self._open.named_graphs() if isinstance(name, ox.NamedNode))

    def counts(self) -> counts.Counts:
        """The counts that were kept when the generation was published; counted here where none were."""
        if self._counts is None:
            kept = counts.read(self.place) if self.place else None
            self._counts = kept or counts.counted(self.query, tuple(self.graphs()))
        return self._counts

    def close(self) -> None:
        """Lets go of the files, as soon as no iterator of results is held either."""
        self._store = self._about = None

    @property
    def _open(self) -> ox.Store:
        if self._store is None:
            raise StoreError(f"the reader of generation {self._generation} is closed; open another one")
        return self._store


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
        self._store: ox.Store | None = self._opened()
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
            differing = [each for each in found if each.before != each.after]
            statements = sum(len(each.before ^ each.after) for each in differing)
            if any(each.gone for each in differing):
                text = self._text(differing)
                self._write(lambda: self._open.update(text), statements)
            elif differing:
                added = b"".join(map(_added, differing))
                self._write(lambda: self._open.load(added, format=ox.RdfFormat.N_QUADS), statements)
        return bool(differing)

    def _found(self, graph_iri: str, triples: Iterable[ox.Triple]) -> _Change:
        graph = graph_node(graph_iri)
        before = {quad.triple for quad in self._open.quads_for_pattern(None, None, None, graph)}
        return _Change(graph, before, skolemised(triples, graph_iri))

    def _text(self, changes: list[_Change]) -> str:
        """The update, and so the one transaction, that changes graphs and the merge of all graphs with them.

        The default graph holds the merge, each statement once: the engine's own union counts a statement as often as
        there are graphs that make it.
        """
        names: set[ox.NamedNode | ox.DefaultGraph] = {_MERGE, *(each.graph for each in changes)}
        kept = set[ox.Triple]().union(*(each.after for each in changes))
        gone = set[ox.Triple]().union(*(each.gone for each in changes)) - kept
        last = {triple for triple in gone if not self._said_elsewhere(triple, names)}
        delete = " ".join(_block(each.gone, each.graph) for each in changes)
        insert = " ".join(f"{_block(each.new)} {_block(each.new, each.graph)}" for each in changes)
        drop = "".join(f"; DROP SILENT GRAPH {each.graph}" for each in changes if not each.after)
        return f"DELETE DATA {{ {_block(last)} {delete} }}; INSERT DATA {{ {insert} }}{drop}"

    def _said_elsewhere(self, triple: ox.Triple, names: set[ox.NamedNode | ox.DefaultGraph]) -> bool:
        pattern = (triple.subject, triple.predicate, triple.object)
        return any(quad.graph_name not in names for quad in self._open.quads_for_pattern(*pattern, None))

    def source_digest(self, graph_iri: str) -> str | None:
        """The `chm:sha256` that a graph says of itself."""
        graph = graph_node(graph_iri)
        found = self._open.quads_for_pattern(graph, ox.NamedNode(self._names.term("sha256")), None, graph)
        return next((quad.object.value for quad in found if isinstance(quad.object, ox.Literal)), None)

    def working(self) -> EmbeddedReader:
        """A reader of what is written and not yet published."""
        return EmbeddedReader(self._open, max(numbers(self._folder), default=0), self._names)

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
        return [read(place_of(self._folder, number)) for number in numbers(self._folder)]

    def rollback(self, number: int) -> int:
        """Makes the state of generation `number` the newest generation; iterators of this store must be closed."""
        place, restored = self._folder / _STORE, self._folder / _RESTORED
        source = self.reader(number)
        with self._writing:
            shutil.rmtree(restored, ignore_errors=True)
            source._open.backup(restored)
            source.close()
            self._unpublished.touch()
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
            self._unpublished.touch()
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
        place = self._folder / _STORE
        if sum(log.stat().st_size for log in place.glob(_LOGS)) > _LONG:
            with suppress(StoreError):  # an iterator may still hold it; the next writer does the same
                _opened(place, read_only=False)  # writes what the logs hold to the tables and starts a new log

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
        place, restored = self._folder / _STORE, self._folder / _RESTORED
        if not place.exists() and restored.is_dir():
            restored.rename(place)
        return _opened(place, read_only=False)

    def _write(self, change: Callable[[], None], statements: int) -> None:
        self._unpublished.touch()
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
            self._open.backup(making / _STORE)
            _shorten_logs(making / _STORE)
            fulltext.write(making / fulltext.FOLDER, fulltext.entries(self.working(), self._names))
            held = counts.counted(self.working().query, tuple(self.working().graphs()))
            counts.write(making, held)
            quads = len(self._open) - held.triples
            write(making, Generation(number, datetime.now(UTC), quads, len(held.graphs)))
            making.rename(place_of(self._folder, number))
            settle(generations_folder(self._folder))
        except OSError as fault:
            shutil.rmtree(making, ignore_errors=True)
            raise StoreError(f"{self._folder}: no generation {number}: {fault}; is there room on the disk?") from fault

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
        for name in (_RESTORED, _FORMER, _TRIAL):
            shutil.rmtree(self._folder / name, ignore_errors=True)


def _shorten_logs(checkpoint: Path) -> None:
    """Empties the write-ahead logs of a checkpoint that was made of a flushed store: all they say is in its tables.

    The engine takes an old log for a new one without cutting it, and copies it whole: some 50 MB of nothing.
    """
    for log in checkpoint.glob(_LOGS):
        log.unlink()  # it may be a link to the writer's own
        log.touch()


def _about(store: ox.Store, subject: Subject) -> tuple[ox.Triple, ...]:
    return tuple(quad.triple for quad in store.quads_for_pattern(subject, None, None, _MERGE))


@dataclass(frozen=True, slots=True)
class _Change:
    """A graph as it is and as it shall be."""

    graph: ox.NamedNode
    before: set[ox.Triple]
    after: set[ox.Triple]

    @property
    def gone(self) -> set[ox.Triple]:
        return self.before - self.after

    @property
    def new(self) -> set[ox.Triple]:
        return self.after - self.before


def _added(change: _Change) -> bytes:
    """What is new as N-Quads, for its graph and for the merge: what the engine takes in most cheaply."""
    told = ox.serialize(change.new, format=ox.RdfFormat.N_TRIPLES) or b""
    return told + told.replace(b" .\n", f" {change.graph} .\n".encode())


def _block(triples: set[ox.Triple], graph: ox.NamedNode | None = None) -> str:
    """Triples as they stand in an update, in a named graph or in the default graph."""
    content = (ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"").decode()
    return f"GRAPH {graph} {{ {content} }}" if graph else content


def _opened(place: Path, *, read_only: bool) -> ox.Store:
    try:
        return ox.Store.read_only(str(place)) if read_only else ox.Store(place)
    except OSError as fault:
        if "lock" in str(fault).lower():
            remedy = "another process writes to this store; wait until it ends, or read with a reader"
        else:
            remedy = "the store is damaged or not readable; check the folder, or chm rollback"
        raise StoreError(f"{place}: {fault}; {remedy}") from fault
