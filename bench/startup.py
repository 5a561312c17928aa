"""How long `chm --help` takes to start: heavy imports wait until a verb needs them."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from statistics import median
from time import perf_counter

from bench.figures import Figure
from bench.servers import COMMAND_LINE

GOAL = 0.3


def measure(quick: bool) -> Iterator[Figure]:
    """The medians of `chm --help` and of an empty program, started by the same interpreter."""
    times = 3 if quick else 15
    empty = _median([sys.executable, "-c", "pass"], times)
    help_text = _median([sys.executable, str(COMMAND_LINE), "--help"], times)
    yield Figure("python -c pass", empty, "s")
    yield Figure("chm --help", help_text, "s", f"{help_text / empty:.1f} x", f"< {GOAL} s", help_text < GOAL)


def _median(command: list[str], times: int) -> float:
    return median(_once(command) for _ in range(times))


def _once(command: list[str]) -> float:
    begun = perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return perf_counter() - begun
