"""What a generation holds, in numbers: counted once, when it is published, and kept beside its database (VoID)."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

import pyoxigraph as ox

_FILE = "counts.json"
_TOTALS = "SELECT (COUNT(*) AS ?triples) (COUNT(DISTINCT ?s) AS ?subjects) WHERE { ?s ?p ?o }"
_CLASSES = "SELECT ?class (COUNT(DISTINCT ?s) AS ?entities) WHERE { ?s a ?class } GROUP BY ?class"


@dataclass(frozen=True, slots=True)
class Counts:
    """Triples and subjects of the merge of all graphs, subjects by class, the IRIs of the graphs; both sorted."""

    triples: int
    subjects: int
    classes: tuple[tuple[str, int], ...]
    graphs: tuple[str, ...]


def counted(query: Callable[[str], object], graphs: tuple[str, ...]) -> Counts:
    """Counts by queries over the merge: `query` gives the rows of a SELECT."""
    (totals,) = _rows(query(_TOTALS))
    classes = sorted((name, int(count)) for name, count in _rows(query(_CLASSES)))
    return Counts(int(totals[0]), int(totals[1]), tuple(classes), tuple(sorted(graphs)))


def _rows(found: object) -> list[list[str]]:
    assert isinstance(found, ox.QuerySolutions)  # noqa: S101  the queries above are SELECTs
    return [[str(getattr(value, "value", "")) for value in row] for row in found]


def write(place: Path, counts: Counts) -> None:
    """Keeps counts in the folder of a generation."""
    (place / _FILE).write_text(json.dumps(asdict(counts)), encoding="utf-8")


def read(place: Path) -> Counts | None:
    """The counts in the folder of a generation; None for one that was published without them."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        facts = json.loads((place / _FILE).read_text(encoding="utf-8"))
        classes = tuple((name, count) for name, count in facts["classes"])
        return Counts(facts["triples"], facts["subjects"], classes, tuple(facts["graphs"]))
    return None
