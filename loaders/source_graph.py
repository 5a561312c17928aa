"""The graph that a source becomes, on its way to the store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pyoxigraph as ox

from graph.ntriples import NTriples

if TYPE_CHECKING:
    from loaders.records.reading import Placed


@dataclass(frozen=True, slots=True)
class SourceGraph:
    """A graph that is ready to replace the one of its name. `lines` tells the source line of a node, for messages;
    `warnings` what could not be read in its text; `evidence` is false for the likely links that hang on it;
    `places` where each record stands; `others` are statements about things of others, kept as they are and judged by no
    shape of ours."""

    path: str
    triples: tuple[ox.Triple, ...] | NTriples
    elements: int
    lines: dict[str, int] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    evidence: bool = True
    places: Mapping[str, Placed] = field(default_factory=dict)
    others: tuple[ox.Triple, ...] = ()
