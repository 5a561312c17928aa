"""The trace measured: decisions and paragraphs drawn from a large generation, each seen for the first time and again.

A thing's first trace decodes what the reader does not keep yet; seconds are those of
the processor, of the thread that traces, with the collector of garbage set as in `chm serve`.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import quantiles
from time import thread_time

from api.serve import spare_collector
from api.trace import trace
from api.trace_face import PAGE
from bench import data
from bench.figures import Figure
from bench.queries import decisions_of
from graph.store import Reader

_GOAL = 50.0


def measure(quick: bool) -> Iterator[Figure]:
    """p50 and p95 of the traces of whole decisions and of paragraphs."""
    statements, draws = (100_000, 20) if quick else (1_000_000, 100)
    with tempfile.TemporaryDirectory() as folder:
        reader = data.published(statements, Path(folder))
        count = decisions_of(reader)
        spare_collector()
        decisions = [data.path_of(count * n // draws) for n in range(draws)]
        for what, paths in (("a decision", decisions), ("a paragraph", [f"{path}/3.b" for path in decisions])):
            first, again = zip(*((_once(reader, path), _once(reader, path)) for path in paths), strict=True)
            yield from _figures(f"trace of {what}, first, {statements:,}", first)
            yield from _figures(f"trace of {what}, again, {statements:,}", again)
        reader.close()


def _once(reader: Reader, path: str) -> float:
    begun = thread_time()
    trace(reader, path, limit=PAGE)
    return (thread_time() - begun) * 1000


def _figures(name: str, times: Sequence[float]) -> Iterator[Figure]:
    cuts = quantiles(times, n=20)
    yield Figure(f"{name}: p50", cuts[9], "ms")
    yield Figure(f"{name}: p95", cuts[18], "ms", "", f"< {_GOAL:.0f} ms", cuts[18] < _GOAL)
