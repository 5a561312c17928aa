"""An update as the work of a child that is killed at the limits of a query: tried on a copy, and its graphs checked."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import IO

import pyoxigraph as ox

from graph.settings import Settings
from graph.trial import tried


@dataclass(frozen=True, slots=True)
class Trial:
    """An update, and the folder of the copy that it is tried on (`Store.trial`)."""

    place: Path
    update: str
    settings: Settings
    what = "update"


@dataclass(frozen=True, slots=True)
class Tried:
    """The IRIs of the graphs that the update changes; their new content is the body, as N-Quads, `head` first."""

    graphs: tuple[str, ...]
    head: bytes = b""


def attempt(trial: Trial, out: IO[bytes]) -> Tried:
    """What an update would write. Raises QueryError for a wrong one, ShapeViolation for graphs that may not be so."""
    from api.writing import check

    changes = tried(trial.place, trial.update, trial.settings)
    check(changes, trial.settings)
    for graph, triples in changes.items():
        name = ox.NamedNode(graph)
        quads = (ox.Quad(each.subject, each.predicate, each.object, name) for each in triples)
        ox.serialize(quads, out, format=ox.RdfFormat.N_QUADS)
    return Tried(tuple(changes))
