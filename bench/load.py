"""What loading costs, and how the cost grows: the texts of examples/ copied under other numbers, 1, 10 and 100 times.

Reading, structure and annotation are measured alone, in seconds of the processor (the goal is for one core), then the
whole load into a store on disk, in seconds of the clock. A word is a run of letters and digits; in Chinese, where words
are not spaced, 1.6 characters. What is made once in a process (vocabulary, shapes) is made before the clock starts.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, process_time

from bench.figures import Figure, apart, peak
from graph.rooms import room

GOAL = 20_000
_ROMAN = "I II III IV V VI VII VIII IX X XI XII XIII".split()
_TITLE = re.compile(r"^(?P<roman>[IVX]+/\d+(?=\.))|(?<=المقرر )\d+/\d+(?=-)", re.MULTILINE)
_SYMBOL = re.compile(r"^UNEP/CBD/(?P<series>SBSTTA/10|QR)/\d+$", re.MULTILINE)
_HAN = re.compile(r"[\u4e00-\u9fff]")
_WORD = re.compile(r"[^\W\u4e00-\u9fff]+")
_HAN_IN_A_WORD = 1.6


@dataclass(frozen=True, slots=True)
class Cost:
    """What was read, in how many seconds, with how much memory at most (MB)."""

    words: float
    elements: int
    triples: int
    seconds: float
    memory: float


def copies(factor: int, folder: Path) -> list[Path]:
    """Write each text of examples/ `factor` times, each copy under a number of its own; the files."""
    written = []
    sources = sorted(room("examples").glob("*.??.txt"))
    texts = sorted({_text(file) for file in sources})
    for n in range(factor):
        for file in sources:
            # the language versions of a text keep one number
            number = n * len(texts) + texts.index(_text(file))
            text = file.read_text("utf-8")
            target = folder / f"{n:03}-{file.name}"
            target.write_text(_renumbered(text, number), "utf-8")
            written.append(target)
    return written


def _renumbered(text: str, number: int) -> str:
    """The text under another number of a decision, or another symbol of a document."""
    session, decision = number % len(_ROMAN), number // len(_ROMAN) + 1

    def title(found: re.Match[str]) -> str:
        return f"{_ROMAN[session] if found['roman'] else session + 1}/{decision}"

    return _SYMBOL.sub(rf"UNEP/CBD/\g<series>/{number + 1}", _TITLE.sub(title, text, count=1), count=1)


def _text(file: Path) -> str:
    return file.name.split(".")[0]


def measure(quick: bool) -> Iterator[Figure]:
    """The speed and memory of both ways at each factor; the ratio is the cost of a word to that at factor 1."""
    factors = (1, 10) if quick else (1, 10, 100)
    for way, name in ((reading, "read + structure + annotate"), (loading, "whole load")):
        first: Cost | None = None
        for factor in factors:
            cost = apart(way, factor)
            first = first or cost
            yield from _figures(f"{name}, x {factor}", cost, first, goal=way is reading and factor == factors[-1])


def _figures(name: str, cost: Cost, first: Cost, *, goal: bool) -> Iterator[Figure]:
    speed = cost.words / cost.seconds
    growth = f"{(cost.seconds / cost.words) / (first.seconds / first.words):.2f} x/word"
    yield Figure(f"{name}: words", speed, "words/s", growth, f"> {GOAL:,} words/s" if goal else "", speed > GOAL)
    yield Figure(f"{name}: elements", cost.elements / cost.seconds, "elements/s")
    if cost.triples:
        yield Figure(f"{name}: triples", cost.triples / cost.seconds, "triples/s")
    yield Figure(
        f"{name}: peak memory", cost.memory, "MB", f"{cost.memory / first.memory:.2f} x" if first.memory else ""
    )


def reading(factor: int) -> Cost:
    """Reading, structure and annotation of the copies; the median of several passes where one is short."""
    with tempfile.TemporaryDirectory() as folder:
        files = copies(factor, Path(folder))
        _read(files[: len(files) // factor])
        passes = [_read(files) for _ in range(9 if factor == 1 else 1)]
    return sorted(passes, key=lambda each: each.seconds)[len(passes) // 2]


def _read(files: list[Path]) -> Cost:
    from graph.namespaces import Names
    from loaders.front import parse

    words, elements, begun = 0.0, 0, process_time()
    for file in files:
        for text in parse(file, Names()):
            elements += len(text.elements)
            words += sum(counted(element.text) for element in text.elements)
    return Cost(words, elements, 0, process_time() - begun, peak())


def loading(factor: int) -> Cost:
    """The whole load of the copies into a new store on disk that holds the data rooms, in one process."""
    from graph.embedded import EmbeddedStore
    from graph.namespaces import Names
    from loaders.load import load
    from loaders.rooms import publish_rooms

    with tempfile.TemporaryDirectory() as folder:
        files = copies(factor, Path(folder))
        words = sum(counted(file.read_text("utf-8")) for file in files)
        store = EmbeddedStore(Path(folder) / "data")
        publish_rooms(store, Names())
        # the first copy of each text goes to a store that is thrown away
        load(files[: len(files) // factor], EmbeddedStore(Path(folder) / "first"), Names())
        begun = perf_counter()
        loaded = load(files, store, Names())
        seconds = perf_counter() - begun
        store.close()
    if refused := [each for each in loaded.files if each.outcome == "refused"]:
        raise SystemExit(f"bench: {len(refused)} copies were refused, first {refused[0].file}: {refused[0].reason}")
    elements, triples = (sum(getattr(each, name) for each in loaded.files) for name in ("elements", "triples"))
    return Cost(words, elements, triples, seconds, peak())


def counted(text: str) -> float:
    """The words of a text, as this module counts them."""
    return len(_WORD.findall(text)) + len(_HAN.findall(text)) / _HAN_IN_A_WORD
