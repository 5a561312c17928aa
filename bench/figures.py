"""What is measured: a figure with its goal, the table of figures, and a process of its own for each measurement."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

RESULTS = Path(__file__).parent / "results"
Told = TypeVar("Told")


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: `ratio` compares it with another one in words, `goal` says what it should be, `met` whether it is."""

    what: str
    value: float
    unit: str
    ratio: str = ""
    goal: str = ""
    met: bool | None = None


def apart(function: Callable[..., Told], *arguments: object) -> Told:
    """The result of a function in a fresh process, so that its memory and its caches are its own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
        return process.submit(function, *arguments).result()


def peak() -> float:
    """The most memory that this process has held, in MB; 0 where the system does not say.

    VmHWM rather than `ru_maxrss`: that one starts from the memory of the process that began this one.
    """
    status = Path("/proc/self/status")
    if not status.is_file():
        return 0.0
    line = next(row for row in status.read_text("ascii").splitlines() if row.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def keep(part: str, figures: Iterable[Figure], quick: bool) -> Path:
    """Write the figures of a part to `bench/results/{part}.json`, with the machine they were measured on."""
    RESULTS.mkdir(exist_ok=True)
    file = RESULTS / f"{part}.json"
    machine = {"python": platform.python_version(), "system": platform.platform(), "processors": os.cpu_count()}
    told = {"part": part, "quick": quick, "machine": machine, "figures": [asdict(each) for each in figures]}
    file.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", "utf-8")
    return file


def table(part: str, figures: Sequence[Figure]) -> str:
    """The figures in columns, as they are printed.

    >>> print(table("startup", [Figure("chm --help", 0.12, "s", "4 x python", "< 0.3 s", True)]))
    startup     chm --help                                              0.12 s           4 x python  goal < 0.3 s: met
    """
    return "\n".join(_line(part, each).rstrip() for each in figures)


def _line(part: str, each: Figure) -> str:
    goal = f"goal {each.goal}: {'met' if each.met else 'MISSED'}" if each.goal else ""
    return f"{part:11} {each.what:46} {_number(each.value):>12} {each.unit:12} {each.ratio:>10}  {goal}"


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
