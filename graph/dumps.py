"""The dump of a generation: one file of N-Quads, packed graph by graph, and what it holds of each kind of graph.

Made when a generation is published, and kept beside its database. Every named graph is a gzip member of its own
(RFC 1952, section 2.2: members stand one after another), so that a graph that did not change is copied from the
former generation, and the graphs of one kind, which stand together, are a dump as well.

    write(folder, reader, names)  ->  dump.nq.gz and dump.json in the folder
    read(folder)                  ->  Dump
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from graph.namespaces import Names

if TYPE_CHECKING:
    from graph.store import Reader

FILE, _INDEX = "dump.nq.gz", "dump.json"
OTHER = "other"
"""The kind of the graphs that others have named."""
_KIND = re.compile(r"[a-z][a-z-]*")
# no quotation mark stands within a literal but after a backslash
_LANGUAGE = re.compile(rb'[^\\]"@([A-Za-z]+)')
_DAY = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")
_LEVEL = 4
_DATES = """
SELECT ?g (MIN(STR(?day)) AS ?first) (MAX(STR(?day)) AS ?last) WHERE {
  { GRAPH ?g { ?thing schema:startDate|schema:endDate|dcat:startDate|dcat:endDate|dcterms:issued|dcterms:date ?day } }
  UNION { GRAPH ?g { ?text chm:adoptedAt ?meeting } ?meeting schema:startDate|schema:endDate ?day }
} GROUP BY ?g
"""
_PERIODS = "SELECT DISTINCT ?g ?told WHERE { GRAPH ?g { ?thing dcterms:temporal ?told } FILTER(isLITERAL(?told)) }"
_IN_PERIOD = re.compile(r"(?<!\d)[12]\d{3}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?(?!\d)")


@dataclass(frozen=True, slots=True)
class Member:
    """A named graph in the dump: how many bytes it takes there, its statements and the languages of its literals."""

    graph: str
    bytes: int
    statements: int
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """The graphs of one kind, the first segment of their path: where they begin in the file and how many bytes they
    are (packed), their SHA-256, what they hold, and the first and last day that they tell of (empty: of none)."""

    kind: str
    start: int
    bytes: int
    sha256: str
    graphs: int
    statements: int
    languages: tuple[str, ...]
    first: str = ""
    last: str = ""


@dataclass(frozen=True, slots=True)
class Dump:
    """What stands in the file: all of it as a part of no kind, the parts by kind, the graphs in their order."""

    whole: Part
    parts: tuple[Part, ...]
    members: tuple[Member, ...] = field(repr=False)

    def all(self) -> tuple[Part, ...]:
        """The whole, then the parts."""
        return (self.whole, *self.parts)

    def part(self, kind: str) -> Part | None:
        """The part of a kind; the whole for the empty one, None where there is none."""
        return next((each for each in self.all() if each.kind == kind), None)


def kind_of(graph: str, names: Names) -> str:
    """The kind of a graph.

    >>> kind_of("https://w3id.org/chm/decision/cop/10/15/zh", Names()), kind_of("https://example.org/g", Names())
    ('decision', 'other')
    """
    kind = (names.path(graph) or "").partition("/")[0]
    return kind if _KIND.fullmatch(kind) else OTHER


def write(
    folder: Path, reader: Reader, names: Names, former: Path | None = None, changed: frozenset[str] | None = None
) -> Dump:
    """Makes the dump of what a reader reads.

    `former` is a folder with the dump of an earlier state, from which every graph is copied that is not among
    `changed`. No time stands inside: the same content has the same checksum.
    """
    known = _Former(former) if former is not None and changed is not None else None
    order = sorted((kind_of(graph, names), graph) for graph in reader.graphs())
    days = _days(reader)
    members: list[Member] = []
    parts: list[Part] = []
    whole = hashlib.sha256()
    with (folder / FILE).open("wb") as file:
        for kind, graphs in groupby(order, key=lambda each: each[0]):
            digest, start, first = hashlib.sha256(), file.tell(), len(members)
            for _, graph in graphs:
                kept = known.member(graph) if known is not None and graph not in (changed or ()) else None
                member, packed = kept or _packed(reader, graph)
                file.write(packed)
                digest.update(packed)
                whole.update(packed)
                members.append(member)
            parts.append(_part(kind, start, digest.hexdigest(), members[first:], days))
    made = Dump(_part("", 0, whole.hexdigest(), members, days), tuple(parts), tuple(members))
    (folder / _INDEX).write_text(json.dumps(asdict(made)), encoding="utf-8")
    return made


def read(folder: Path) -> Dump | None:
    """What the dump in a folder holds; None where there is none, or one of another release."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        facts = json.loads((folder / _INDEX).read_text(encoding="utf-8"))
        whole, *parts = (Part(**_tuples(each)) for each in (facts["whole"], *facts["parts"]))
        return Dump(whole, tuple(parts), tuple(Member(**_tuples(each)) for each in facts["members"]))
    return None


def _tuples(facts: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in facts.items()}


class _Former:
    """The members of an earlier dump."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / FILE
        self._places: dict[str, tuple[int, Member]] = {}
        found, start = read(folder), 0
        for member in found.members if found else ():
            self._places[member.graph] = start, member
            start += member.bytes

    def member(self, graph: str) -> tuple[Member, bytes] | None:
        """A graph as it stands there; None where it does not."""
        if graph not in self._places:
            return None
        start, member = self._places[graph]
        with self._file.open("rb") as file:
            file.seek(start)
            return member, file.read(member.bytes)


def _packed(reader: Reader, graph: str) -> tuple[Member, bytes]:
    lines = ox.serialize(reader.quads(graph=graph), format=ox.RdfFormat.N_QUADS) or b""
    packed = gzip.compress(lines, _LEVEL, mtime=0)
    languages = sorted({each.decode().lower() for each in set(_LANGUAGE.findall(lines))})
    return Member(graph, len(packed), lines.count(b"\n"), tuple(languages)), packed


def _days(reader: Reader) -> dict[str, tuple[str, str]]:
    """The first and the last day that a graph tells of, a meeting that adopted its text and periods in words ("2004-06
    to 2005") among them."""
    told: dict[str, list[str]] = {}
    for row in _rows(reader, _DATES):
        told.setdefault(row["g"].value, []).extend(
            match[0] for name in ("first", "last") if (match := _DAY.match(row[name].value))
        )
    for row in _rows(reader, _PERIODS):
        told.setdefault(row["g"].value, []).extend(_IN_PERIOD.findall(row["told"].value))
    return {graph: (min(days), max(days)) for graph, days in told.items() if days}


def _rows(reader: Reader, query: str) -> Iterator[ox.QuerySolution]:
    rows = reader.query(query)
    yield from rows if isinstance(rows, ox.QuerySolutions) else ()


def _part(kind: str, start: int, sha256: str, members: list[Member], days: dict[str, tuple[str, str]]) -> Part:
    told = [days[each.graph] for each in members if each.graph in days]
    return Part(
        kind,
        start,
        sum(each.bytes for each in members),
        sha256,
        len(members),
        sum(each.statements for each in members),
        tuple(sorted(set().union(*(each.languages for each in members)))),
        min((first for first, _ in told), default=""),
        max((last for _, last in told), default=""),
    )


def chunks(file: Path, part: Part, size: int = 1 << 18) -> Iterator[bytes]:
    """The bytes of a part of a dump, read from its file as they are asked for."""
    left = part.bytes
    with file.open("rb") as source:
        source.seek(part.start)
        while left and (read := source.read(min(size, left))):
            left -= len(read)
            yield read


def file_name(generation: int, kind: str = "") -> str:
    """The name of a file to take away.

    >>> file_name(7), file_name(7, "decision")
    ('chm-7.nq.gz', 'chm-7.decision.nq.gz')
    """
    return f"chm-{generation}{kind and '.'}{kind}.nq.gz"
