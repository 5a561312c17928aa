"""Loading: files go through the pipeline, each replaces its graphs in one transaction, all become one generation.

The promises: a file that was loaded before changes nothing; a file that is refused leaves no trace and the rest goes
on; a killed load leaves the last generation as it was (design: the one idea).
"""

from __future__ import annotations

import gc
import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path, PurePath

import pyoxigraph as ox

from graph.errors import ChmError, ShapeViolation, SourceError
from graph.identifiers import LANGUAGES
from graph.namespaces import Names
from graph.ntriples import NTriples, written
from graph.store import Reader, Store
from loaders.derived import publish_derived
from loaders.files import Input, named
from loaders.pipeline import SourceGraph, Work, run, tools
from loaders.refused_files import RefusedFile, list_refused
from loaders.rooms import publish_rooms
from loaders.rules import rules
from loaders.structure.stage import NOTHING_ASKED, Asked

# files of each process that may wait for the writer: memory does not grow with their number
_AHEAD = 4
_BY_NAME = "source/"


class Outcome(StrEnum):
    """What became of a file."""

    LOADED = "loaded"
    UNCHANGED = "unchanged"
    REPLACED = "replaced"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """What became of a file, or of one text of a file that holds several: `graph` is the IRI of its source graph,
    `place` and `reason` say why it was refused or what it replaced, `warnings` what could not be read in it."""

    file: str
    outcome: Outcome
    graph: str | None = None
    elements: int = 0
    triples: int = 0
    reason: str | None = None
    place: str | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Loaded:
    """A load that was published: the number of its generation and one outcome for each source graph or refused file."""

    generation: int
    files: tuple[FileOutcome, ...]

    @property
    def complete(self) -> bool:
        """Whether nothing was refused."""
        return all(outcome.outcome is not Outcome.REFUSED for outcome in self.files)


@dataclass(frozen=True, slots=True)
class _Ready:
    """A file whose graphs are ready, or why it is refused."""

    file: str
    graphs: tuple[SourceGraph, ...] = ()
    reason: str | None = None
    place: str | None = None


def load(
    paths: Iterable[Path],
    store: Store,
    names: Names,
    asked: Asked = NOTHING_ASKED,
    jobs: int = 1,
    told: Callable[[FileOutcome], None] = lambda _: None,
) -> Loaded:
    """Load files and folders and publish one generation.

    `asked` holds for every file; `jobs` processes prepare files while this one writes; `told` is called after each.
    Raises StoreError when the store fails and SourceError for a path that does not exist; a bad file is only refused.
    """
    wanted = named(paths)
    publish_rooms(store, names)
    outcomes: list[FileOutcome] = []
    held: dict[str, str] = {}
    for ready in _prepared(wanted, store, names, asked, jobs):
        for outcome in _keep(ready, held, store, names) if isinstance(ready, _Ready) else ready:
            outcomes.append(outcome)
            held[outcome.graph or ""] = outcome.file
            told(outcome)
    _list_refused(outcomes, {str(file): name for name, file in wanted}, store, names)
    publish_derived(store, names)
    return Loaded(store.publish(), tuple(outcomes))


def _list_refused(outcomes: Iterable[FileOutcome], called: Mapping[str, str], store: Store, names: Names) -> None:
    """Keeps the list of files that are refused whole: those of this load go on it, those that are loaded now go off.

    `called` gives the name of each within the load.
    """
    settled, refused = [], []
    for one in outcomes:
        if one.outcome is Outcome.REFUSED:
            refused.append(RefusedFile(called[one.file], one.place or "", one.reason or ""))
        else:
            settled.append(called[one.file])
    list_refused(settled, refused, store, names)


def _prepared(
    wanted: Sequence[tuple[str, Input]], store: Store, names: Names, asked: Asked, jobs: int
) -> Iterator[_Ready | tuple[FileOutcome, ...]]:
    """Each file with its graphs, in the order asked for; files that are loaded already are not read again."""
    if jobs <= 1:
        for name, file in wanted:
            yield _known(file, store.working(), names, asked) or prepare(file, names, asked, name)
        return
    with ProcessPoolExecutor(jobs) as pool:
        parted = False
        waiting: deque[tuple[FileOutcome, ...] | Future[_Ready]] = deque()
        for name, file in wanted:
            known = _known(file, store.working(), names, asked)
            if not known and not parted:
                _warm(names, _languages(wanted, asked))  # the processes part when the pool is given something
                parted = True
            waiting.append(known or pool.submit(prepare, file, names, asked, name))
            if len(waiting) > _AHEAD * jobs:
                yield _found(waiting.popleft())
        while waiting:
            yield _found(waiting.popleft())


def _languages(wanted: Iterable[tuple[str, Input]], asked: Asked) -> tuple[str, ...]:
    """The languages that files are said to be in: `x-15.fr.txt`."""
    told = {suffix[1:] for name, _ in wanted for suffix in PurePath(name).suffixes} | {asked.language}
    return tuple(language for language in LANGUAGES if language in told)


def _warm(names: Names, languages: Iterable[str]) -> None:
    """Makes what every file needs, before the processes part: it is made once then, and they share its memory."""
    from graph.validation import validate
    from loaders.annotate.spacy_pipeline import pipeline

    shared = tools(names)
    validate((), "", names)
    for language in languages:
        pipeline(language, shared.thesaurus)
    gc.freeze()


def _found(waiting: tuple[FileOutcome, ...] | Future[_Ready]) -> _Ready | tuple[FileOutcome, ...]:
    return waiting.result() if isinstance(waiting, Future) else waiting


def prepare(file: Input, names: Names, asked: Asked, name: str = "") -> _Ready:
    """Take one file through the pipeline, under its `name` within the load; what it raises is the reason of its
    refusal."""
    try:
        data = file.read_bytes()
        work = run(Work(str(file), data, asked, name), tools(names))
    except SourceError as fault:
        reason = f"{fault.reason}; {fault.remedy}" if fault.remedy else fault.reason
        return _Ready(str(file), reason=reason, place=fault.place)
    except ShapeViolation as fault:
        return _Ready(str(file), reason=str(fault), place=fault.place)
    except ChmError as fault:
        return _Ready(str(file), reason=str(fault))
    except OSError as fault:
        return _Ready(str(file), reason=f"cannot be read: {fault.strerror}")
    # as text it goes to another process at a tenth of the cost
    return _Ready(str(file), tuple(replace(graph, triples=written(graph.triples)) for graph in work.graphs))


def _known(file: Input, working: Reader, names: Names, asked: Asked) -> tuple[FileOutcome, ...]:
    """The outcomes of a file that is loaded already: the same bytes, read by the same rules as what is asked.

    A text of a compilation that another file has replaced since stays as that file has it.
    """
    try:
        digest = hashlib.sha256(file.read_bytes()).hexdigest()
    except (OSError, SourceError):
        return ()
    held = working.quads(None, ox.NamedNode(names.term("sha256")), ox.Literal(digest))
    graphs = sorted(str(quad.subject.value) for quad in held if isinstance(quad.subject, ox.NamedNode))
    return tuple(
        FileOutcome(str(file), Outcome.UNCHANGED, graph)
        for graph in graphs
        if _same_rules(graph, working, names) and _as_asked(names.path(graph) or "", asked)
    )


def _same_rules(graph: str, working: Reader, names: Names) -> bool:
    said = working.quads(ox.NamedNode(graph), ox.NamedNode(names.term("rules")), ox.Literal(rules()), graph)
    return next(iter(said), None) is not None


def _rules(graph: str, names: Names) -> ox.Triple:
    return ox.Triple(ox.NamedNode(graph), ox.NamedNode(names.term("rules")), ox.Literal(rules()))


def _as_asked(path: str, asked: Asked) -> bool:
    if asked.language and not path.endswith(f"/{asked.language}"):
        return False
    if asked.identifier is None:
        return True
    from graph.identifiers import parse

    try:
        return path.startswith(parse(asked.identifier).path + "/")
    except ChmError:
        return False


def _keep(ready: _Ready, held: Mapping[str, str], store: Store, names: Names) -> tuple[FileOutcome, ...]:
    """Replace the graphs of a file in one transaction: a load that is killed leaves none of them, or all.

    Each source graph is an outcome, the graphs that follow it hang on it. `held` tells of which file of this load a
    graph is: records are known by the name of their file, and another one of that name would take them away.
    """
    if ready.reason is not None:
        return (FileOutcome(ready.file, Outcome.REFUSED, reason=ready.reason, place=ready.place or None),)
    groups: list[list[SourceGraph]] = []
    for graph in ready.graphs:
        if graph.evidence or not groups:
            groups.append([])
        groups[-1].append(graph)
    for first, *_ in groups:
        other = held.get(names.iri(first.path))
        if other is not None and first.path.startswith(_BY_NAME):
            reason = f"{first.path} is of {other} in this load; rename one of the files"
            return (FileOutcome(ready.file, Outcome.REFUSED, reason=reason),)
    outcomes = tuple(_outcome(ready.file, first, others, store, names) for first, *others in groups)
    changes: dict[str, Iterable[ox.Triple]] = {}
    for first, *others in groups:
        iri = names.iri(first.path)
        changes[iri] = NTriples.of((*written(first.triples).lines(), f"{_rules(iri, names)} ."))
        changes |= {names.iri(other.path): other.triples for other in others}
    store.change(changes)
    return outcomes


def _outcome(file: str, first: SourceGraph, others: list[SourceGraph], store: Store, names: Names) -> FileOutcome:
    from loaders.records.versions import other_versions

    graph, working = names.iri(first.path), store.working()
    former = _former(graph, working, names)
    versions = tuple(other_versions(graph, first.triples, working, names)) if first.places else ()
    return FileOutcome(
        file,
        Outcome.REPLACED if former else Outcome.LOADED,
        graph,
        first.elements,
        len(first.triples) + sum(len(other.triples) for other in others),
        f"replaces {first.path} as read from {former}" if former else None,
        None,
        (*first.warnings, *versions),
    )


def _former(graph: str, working: Reader, names: Names) -> str | None:
    """The file that a graph was read from before."""
    held = working.quads(ox.NamedNode(f"{graph}#file"), ox.NamedNode(names.term("file")), None, graph)
    return next((quad.object.value for quad in held if isinstance(quad.object, ox.Literal)), None)
