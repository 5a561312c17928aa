"""The normalised build of a vocabulary: what skosify makes of a copy of it, and the difference.

skosify has opinions: of two preferred labels it keeps the shortest, it drops skos:related between concepts of one
branch. So it works on a copy, what it would change is shown triple by triple, and the source is never written.
It is untyped, speaks to the root logger and may end the process; all three stop at this module.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from graph.errors import VocabularyError
from graph.rooms import room
from loaders.vocabulary.skos import Scheme, read
from loaders.vocabulary.turtle import triple_order, turtle

if TYPE_CHECKING:
    from rdflib import Graph

_OPTIONS = {
    "narrower": True,
    # inverse mappings would be statements about the concepts of others, in a file of ours
    "enrich_mappings": False,
}


@dataclass(frozen=True, slots=True)
class Change:
    """What skosify would do to one scheme: triples added and removed, in order, and what it says about them."""

    scheme: str
    added: tuple[ox.Triple, ...]
    removed: tuple[ox.Triple, ...]
    remarks: tuple[str, ...]

    @property
    def is_none(self) -> bool:
        """Whether the scheme stays as it is."""
        return not (self.added or self.removed)


@dataclass(frozen=True, slots=True)
class Build:
    """The changes by scheme, and the files that were written."""

    changes: tuple[Change, ...]
    files: tuple[Path, ...]

    @property
    def is_unchanged(self) -> bool:
        """Whether the vocabulary already is what skosify would make of it."""
        return all(change.is_none for change in self.changes)

    def render(self) -> str:
        """The build as a diff for a terminal: what skosify says, then + and - lines by scheme."""
        lines = [f"{len(self.files)} files written"]
        for change in self.changes:
            if change.is_none and not change.remarks:
                continue
            lines.append(f"\n{change.scheme}: {len(change.added)} added, {len(change.removed)} removed")
            lines += [f"  # {remark}" for remark in change.remarks]
            lines += [f"  + {triple}" for triple in change.added]
            lines += [f"  - {triple}" for triple in change.removed]
        if self.is_unchanged:
            lines.append("skosify changes nothing")
        return "\n".join(lines)


def build(out: Path, folder: Path | None = None, *, replace: bool = False) -> Build:
    """Write the normalised build of a vocabulary, by default the room `vocab/`, to another folder.

    Raises VocabularyError where `out` is the vocabulary itself, holds a file that would change and `replace` is not
    given, or where skosify gives up. Nothing is written then.
    """
    folder = room("vocab") if folder is None else folder
    if out.resolve() == folder.resolve():
        raise VocabularyError(f"{out}: the build never overwrites its source; name another folder")
    texts: dict[Path, str] = {}
    changes: list[Change] = []
    for scheme in read(folder).schemes:
        change, triples = _normalised(scheme)
        changes.append(change)
        texts[out / scheme.file.name] = turtle(triples)
    stale = [file for file, text in texts.items() if file.exists() and file.read_text("utf-8") != text]
    if stale and not replace:
        reason = "an earlier build is here and differs"
        raise VocabularyError(f"{stale[0]}: {reason}; name another folder or ask to replace it")
    out.mkdir(parents=True, exist_ok=True)
    for file, text in texts.items():
        file.write_text(text, "utf-8")
    return Build(tuple(changes), tuple(texts))


def differences(folder: Path) -> tuple[Change, ...]:
    """What skosify would change in a vocabulary; writes nothing. Raises VocabularyError as `build` does."""
    return tuple(_normalised(scheme)[0] for scheme in read(folder).schemes)


def _normalised(scheme: Scheme) -> tuple[Change, set[ox.Triple]]:
    before = set(scheme.triples)
    with _contained(scheme.code) as remarks:
        after = _skosified(before)
    added = tuple(sorted(after - before, key=triple_order))
    removed = tuple(sorted(before - after, key=triple_order))
    return Change(scheme.code, added, removed, tuple(remarks)), after


def _skosified(triples: set[ox.Triple]) -> set[ox.Triple]:
    """The triples as skosify leaves them. Goes through N-Triples: rdflib and pyoxigraph share no terms."""
    from rdflib import Graph
    from skosify import skosify

    copy = Graph().parse(data=ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES), format="nt")
    result: Graph = skosify(copy, **_OPTIONS)
    written = result.serialize(format="nt", encoding="utf-8")
    return {quad.triple for quad in ox.parse(written, format=ox.RdfFormat.N_TRIPLES)}


@contextmanager
def _contained(code: str) -> Iterator[list[str]]:
    """Collect what is said to the root logger, keep it from anyone else, and turn an exit into an error."""
    remarks: list[str] = []
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    root.handlers = [_Collecting(remarks)]
    root.setLevel(logging.WARNING)
    try:
        yield remarks
    except SystemExit as error:
        why = remarks[-1] if remarks else "it does not say why"
        raise VocabularyError(f"{code}.ttl: skosify gives up: {why}; check the file's concept scheme") from error
    finally:
        root.handlers = handlers
        root.setLevel(level)


class _Collecting(logging.Handler):
    """Keeps messages as text."""

    def __init__(self, remarks: list[str]) -> None:
        super().__init__()
        self.remarks = remarks

    def emit(self, record: logging.LogRecord) -> None:
        self.remarks.append(record.getMessage())
