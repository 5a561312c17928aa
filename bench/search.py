"""Search measured: recall, rank and nDCG on judged questions in six languages, speed at 600,000 generated paragraphs.

python -m bench.search            recall over examples/ and vocab/
python -m bench.search --speed    also the speed and size of an index built directly
"""

from __future__ import annotations

import json
import random
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from math import log2
from pathlib import Path
from statistics import fmean

import click

from api.finding import Asked, find
from api.search import direct, index_for
from graph import fulltext
from graph.embedded import EmbeddedReader, EmbeddedStore
from graph.entries import Entry
from graph.namespaces import Names
from graph.words import LANGUAGES
from loaders.load import load
from loaders.structure.stage import Asked as AskedText

PROJECT = Path(__file__).resolve().parents[1]
GOLD = PROJECT / "tests" / "gold" / "search"
RECORDS = "records.json"
_BEST, _HIGHEST = 10, 3


@dataclass(frozen=True, slots=True)
class Question:
    """A judged question: its words, their language, what is wanted (`concept`, `record`, `text` ...), the right answers
    with their grades (1 to 3), and what must not be among the first ten. The search is never tuned on the part `test`.
    """

    words: str
    language: str
    wants: str
    part: str
    series: str
    grades: Mapping[str, int]
    unwanted: frozenset[str]


@dataclass(frozen=True, slots=True)
class Measure:
    """How well a question is answered: recall in the first ten, reciprocal rank, nDCG in the first ten, and how many of
    the first ten were unwanted."""

    recall: float
    rank: float
    ndcg: float
    unwanted: int


def questions() -> list[Question]:
    """The judged questions of all series; right answers without grades are all of the highest."""
    found = []
    for file in sorted(GOLD.glob("*.json")):
        if file.name != RECORDS:
            for each in json.loads(file.read_text(encoding="utf-8")):
                right = each["relevant"]
                grades = right if isinstance(right, dict) else dict.fromkeys(right, _HIGHEST)
                wants, series = each.get("wants", "text"), each.get("series", "paragraphs")
                unwanted = frozenset(each.get("unwanted", ()))
                found.append(
                    Question(each["question"], each["language"], wants, each["part"], series, grades, unwanted)
                )
    return found


@contextmanager
def loaded() -> Iterator[EmbeddedReader]:
    """A store with `examples/` and the records that some questions ask for."""
    with tempfile.TemporaryDirectory() as folder:
        store = EmbeddedStore(Path(folder))
        load([PROJECT / "examples", GOLD / RECORDS], store, Names(), AskedText(), 1, lambda _: None)
        store.close()
        reader = EmbeddedReader.of_folder(Path(folder))
        yield reader
        reader.close()


def answers(reader: EmbeddedReader, words: str) -> list[str]:
    """What the box leads to: the thing that the words are an identifier of, and the first ten hits."""
    there = direct(reader, words, Names())
    hits = find(index_for(reader, Names()), Asked(words, size=_BEST)).hits
    return list(dict.fromkeys([*([there] if there else []), *(hit.path for hit in hits)]))[:_BEST]


def measured(question: Question, paths: Sequence[str]) -> Measure:
    """The figures of an answer.

    >>> asked = Question("ponds", "en", "text", "tune", "s", {"a": 3, "b": 1}, frozenset({"c"}))
    >>> measured(asked, ["c", "a"])
    Measure(recall=0.5, rank=0.5, ndcg=0.579, unwanted=1)
    """
    grades = question.grades
    gained = _gain([grades.get(path, 0) for path in paths])
    return Measure(
        len(grades.keys() & set(paths)) / min(len(grades), _BEST),
        next((1 / place for place, path in enumerate(paths, 1) if path in grades), 0.0),
        round(gained / _gain(sorted(grades.values(), reverse=True)[:_BEST]), 3),
        len(question.unwanted & set(paths)),
    )


def _gain(grades: Sequence[int]) -> float:
    return sum((2.0**grade - 1) / log2(place + 1) for place, grade in enumerate(grades, 1))


def table(found: Sequence[tuple[Question, Measure]]) -> Iterator[str]:
    """Means by series and part: of all, by language, by what is wanted."""
    yield f"{'series':<12}{'part':<6}{'of':<12}{'questions':>9}{'recall@10':>10}{'MRR':>6}{'nDCG':>6}{'unwanted':>9}"
    for series, part in sorted({(each.series, each.part) for each, _ in found}):
        here = [(each, how) for each, how in found if (each.series, each.part) == (series, part)]
        kinds = sorted({each.wants for each, _ in here})
        groups = {"all": here}
        groups |= {name: [one for one in here if one[0].language == name] for name in LANGUAGES}
        groups |= {name: [one for one in here if one[0].wants == name] for name in kinds if len(kinds) > 1}
        for name, group in groups.items():
            hows = [how for _, how in group]
            means = (fmean(values) for values in zip(*((how.recall, how.rank, how.ndcg) for how in hows), strict=True))
            recall, rank, ndcg = means
            yield (
                f"{series:<12}{part:<6}{name:<12}{len(hows):>9}{recall:>10.2f}{rank:>6.2f}{ndcg:>6.2f}"
                f"{sum(how.unwanted for how in hows):>9}"
            )


def generated(paragraphs: int, chance: random.Random) -> Iterator[Entry]:
    """Things of one paragraph in each of six languages, of the words of examples/ and rarer made-up ones."""
    words = {
        language: (PROJECT / "examples" / f"x-15.{language}.txt").read_text(encoding="utf-8").split()
        for language in LANGUAGES
    }
    for number in range(paragraphs // len(LANGUAGES)):
        said = {}
        for language in LANGUAGES:
            rare = [f"w{int(chance.paretovariate(0.6)) % 50_000}" for _ in range(8)]
            said[language] = " ".join(chance.choices(words[language], k=22 if language != "zh" else 8) + rare)
        codes = {"type": ("paragraph",), "body": ("cop",), "session": (str(number % 16 + 1),)}
        yield Entry(f"decision/cop/{number % 16 + 1}/{number // 16}/1", said, codes)


def speed(paragraphs: int) -> Iterator[str]:
    """Lines on building, size, and the time of searches with facets, each asked of the same index in turn."""
    chance = random.Random(15)  # noqa: S311  the same texts at every run
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "search"
        start = time.perf_counter()
        index = fulltext.write(place, generated(paragraphs, chance))
        size = sum(file.stat().st_size for file in place.iterdir())
        yield f"index of {paragraphs:,} paragraphs: {size / 1e6:.0f} MB in {time.perf_counter() - start:.0f} s"
        asked = [each.words for each in questions()]
        asked += ["w17", "w4242*", '"Executive Secretary"', "biodiversity", "clearing-house mechanism"]
        find(index, Asked("a"))
        times = []
        for question in asked * 3:
            start = time.process_time()
            find(index, Asked(question))
            times.append((time.process_time() - start) * 1000)
        times.sort()
        p50, p95 = times[len(times) // 2], times[int(len(times) * 0.95)]
        yield f"search: p50 {p50:.1f} ms, p95 {p95:.1f} ms of the processor (goal: 20)"


@click.command()
@click.option("--speed", "timed", is_flag=True, help="Also build and time a large index: a minute or two.")
@click.option("--paragraphs", default=600_000, show_default=True)
@click.option("--errors", is_flag=True, help="Tell the questions of a part `tune` that are not answered whole.")
def main(timed: bool, paragraphs: int, errors: bool) -> None:
    """Recall, rank and nDCG by series, language and what is wanted; with --speed the time of searches."""
    with loaded() as reader:
        found = [(each, answers(reader, each.words)) for each in questions()]
    measures = [(each, measured(each, paths)) for each, paths in found]
    for line in table(measures):
        click.echo(line)
    for (each, paths), (_, how) in zip(found, measures, strict=True) if errors else ():
        if each.part == "tune" and (how.recall < 1 or how.rank < 1 or how.unwanted):
            click.echo(f"{each.words}: {how}; first: {paths[:5]}; not there: {sorted(each.grades.keys() - set(paths))}")
    for line in speed(paragraphs) if timed else ():
        click.echo(line)


if __name__ == "__main__":
    main()
