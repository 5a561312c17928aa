"""Search measured: recall and rank on judged questions in six languages, speed at 600,000 generated paragraphs.

python -m bench.search            recall over examples/ and vocab/
python -m bench.search --speed    also the speed and size of an index built directly
"""

from __future__ import annotations

import json
import random
import tempfile
import time
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import click

from api.finding import Asked, find
from graph import fulltext
from graph.embedded import EmbeddedReader, EmbeddedStore
from graph.fulltext import Entry
from graph.namespaces import Names
from graph.words import LANGUAGES
from loaders.load import load
from loaders.structure.stage import Asked as AskedText

PROJECT = Path(__file__).resolve().parents[1]
QUESTIONS = PROJECT / "tests" / "gold" / "search" / "questions.json"
_BEST = 10


def recall() -> Iterator[tuple[str, str, int, float, float]]:
    """For each part and language: how many questions, mean recall in the first ten, mean reciprocal rank.

    The search was tuned on the questions of the part `tune`, never on those of `test`.
    """
    questions = json.loads(QUESTIONS.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        store = EmbeddedStore(Path(folder))
        load([PROJECT / "examples"], store, Names(), AskedText(), 1, lambda _: None)
        store.close()
        reader = EmbeddedReader.of_folder(Path(folder))
        index = fulltext.index_of(reader, Names())
        reader.close()
    for part, language in product(("tune", "test"), LANGUAGES):
        asked = [each for each in questions if (each["part"], each["language"]) == (part, language)]
        recalls, ranks = [], []
        for each in asked:
            paths = [hit.path for hit in find(index, Asked(each["question"], size=_BEST), Names()).hits]
            relevant = set(each["relevant"])
            recalls.append(len(relevant & set(paths)) / len(relevant))
            ranks.append(next((1 / place for place, path in enumerate(paths, 1) if path in relevant), 0.0))
        yield part, language, len(asked), sum(recalls) / len(asked), sum(ranks) / len(asked)


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
        questions = [each["question"] for each in json.loads(QUESTIONS.read_text(encoding="utf-8"))]
        questions += ["w17", "w4242*", '"Executive Secretary"', "biodiversity", "clearing-house mechanism"]
        find(index, Asked("a"), Names())
        times = []
        for question in questions * 3:
            start = time.process_time()
            find(index, Asked(question), Names())
            times.append((time.process_time() - start) * 1000)
        times.sort()
        p50, p95 = times[len(times) // 2], times[int(len(times) * 0.95)]
        yield f"search: p50 {p50:.1f} ms, p95 {p95:.1f} ms of the processor (goal: 20)"


@click.command()
@click.option("--speed", "timed", is_flag=True, help="Also build and time a large index: a minute or two.")
@click.option("--paragraphs", default=600_000, show_default=True)
def main(timed: bool, paragraphs: int) -> None:
    """Recall and mean reciprocal rank by language; with --speed the time of searches."""
    click.echo(f"{'part':<6}{'language':<9}{'questions':>10}{'recall@10':>11}{'MRR':>7}")
    for part, language, count, found, rank in recall():
        click.echo(f"{part:<6}{language:<9}{count:>10}{found:>11.2f}{rank:>7.2f}")
    for line in speed(paragraphs) if timed else ():
        click.echo(line)


if __name__ == "__main__":
    main()
