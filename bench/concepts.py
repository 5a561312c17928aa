"""What reading costs with a thesaurus of 20,000 concepts, beside a plain spaCy PhraseMatcher over the same labels.

The concepts are generated: two labels in each of the six languages, made of words of the texts that are read, one
in ten as the words follow one another there, so that some are found. They stand beside the real vocabulary. Seconds
are seconds of the processor, but for two processes, where they are of the clock.
"""

from __future__ import annotations

import random
import re
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter, process_time

from bench.figures import Figure, apart, peak
from bench.load import GOAL, Cost, copies, counted
from graph.identifiers import LANGUAGES
from graph.rooms import room
from graph.thesaurus import Concept, Label, Thesaurus

CONCEPTS = 20_000
MEMORY = 1000
_IN_ORDER = 10
_HAN = re.compile(r"[\u4e00-\u9fff]")
_WORD = re.compile(r"[^\W\d_]{2,}")
_COPIES = 10


def thesaurus(concepts: int) -> Thesaurus:
    """The real vocabulary and generated concepts of the scheme of subjects, the same ones at every run."""
    chance = random.Random(concepts)  # noqa: S311 - a fixed choice
    words = {language: _words(language) for language in LANGUAGES}
    made = (_concept(number, words, chance) for number in range(concepts))
    return Thesaurus([*Thesaurus.load(), *made])


def _words(language: str) -> list[str]:
    text = "\n".join(file.read_text("utf-8") for file in sorted(room("examples").glob(f"*.{language}.txt")))
    return (_HAN if language == "zh" else _WORD).findall(text)


def _concept(number: int, words: dict[str, list[str]], chance: random.Random) -> Concept:
    labels = tuple(
        Label(_label(words[language], language, number, chance), language, kind, "bench")
        for language in LANGUAGES
        for kind in ("pref", "alt")
    )
    return Concept(f"vocab/subjects/BENCH{number}", "subjects", f"BENCH{number}", labels)


def _label(words: list[str], language: str, number: int, chance: random.Random) -> str:
    length = chance.choice((3, 4) if language == "zh" else (2, 3))
    if number % _IN_ORDER == 0:
        start = chance.randrange(len(words) - length)
        chosen = words[start : start + length]
    else:
        chosen = chance.choices(words, k=length)
    return ("" if language == "zh" else " ").join(chosen)


def measure(quick: bool) -> Iterator[Figure]:
    """Speed and memory of the stages at each factor; then one matcher beside ours; then two processes."""
    concepts = CONCEPTS // 10 if quick else CONCEPTS
    factors = (1, _COPIES) if quick else (1, _COPIES, 100)
    yield from _staged("read + structure + annotate", parsing, concepts, factors, goal=True)
    yield from _staged("all stages, without the store", staging, concepts, factors[:2], goal=True)
    ours, plain = apart(parsing, _COPIES, concepts, "en"), apart(matching, _COPIES, concepts)
    name = f"{concepts:,} concepts, English texts"
    yield Figure(f"{name}: plain PhraseMatcher", plain.words / plain.seconds, "words/s", f"{plain.memory:,.0f} MB")
    ratio = f"{(ours.seconds / ours.words) / (plain.seconds / plain.words):.1f} x plain"
    yield Figure(f"{name}: all findings", ours.words / ours.seconds, "words/s", ratio)
    one, two = apart(loading, _COPIES, 1), apart(loading, _COPIES, 2)
    yield Figure("load, one process", one.words / one.seconds, "words/s")
    yield Figure("load, --jobs 2", two.words / two.seconds, "words/s", f"{one.seconds / two.seconds:.2f} x")


def _staged(
    name: str, way: Callable[[int, int], Cost], concepts: int, factors: tuple[int, ...], *, goal: bool
) -> Iterator[Figure]:
    first: Cost | None = None
    for factor in factors:
        cost = apart(way, factor, concepts)
        first = first or cost
        speed, last = cost.words / cost.seconds, goal and factor == factors[-1]
        growth = f"{(cost.seconds / cost.words) / (first.seconds / first.words):.2f} x/word"
        told = f"{name}, x {factor}"
        yield Figure(f"{told}: words", speed, "words/s", growth, f"> {GOAL:,} words/s" if last else "", speed > GOAL)
        fits = cost.memory < MEMORY
        yield Figure(f"{told}: peak memory", cost.memory, "MB", "", f"< {MEMORY:,} MB" if last else "", fits)


def parsing(factor: int, concepts: int, language: str = "??") -> Cost:
    """Reading, structure and annotation of the copies, or of those in one language."""
    from loaders.pipeline import PARSING

    return _through(PARSING, factor, concepts, language)


def staging(factor: int, concepts: int) -> Cost:
    """All stages of the copies, SHACL too; nothing is stored."""
    from loaders.pipeline import STAGES

    return _through(STAGES, factor, concepts, "??")


def _through(stages: tuple[Callable[..., object], ...], factor: int, concepts: int, language: str) -> Cost:
    from graph.namespaces import Names
    from loaders.pipeline import Tools, Work, run
    from loaders.structure.stage import NOTHING_ASKED

    tools = Tools(thesaurus(concepts), Names())
    with tempfile.TemporaryDirectory() as folder:
        files = [file for file in copies(factor, Path(folder)) if file.match(f"*.{language}.txt")]
        given = [Work(str(file), file.read_bytes(), NOTHING_ASKED) for file in files]
    for work in given[: len(given) // factor]:
        run(work, tools, stages)  # type: ignore[arg-type] # what is made once in a process
    words, elements, begun = 0.0, 0, process_time()
    for work in given:
        for text in run(work, tools, stages).texts:  # type: ignore[arg-type]
            elements += len(text.elements)
            words += sum(counted(element.text) for element in text.elements)
    return Cost(words, elements, 0, process_time() - begun, peak())


def matching(factor: int, concepts: int) -> Cost:
    """A blank English pipeline and one PhraseMatcher over the same labels, on the same texts."""
    import spacy
    from spacy.matcher import PhraseMatcher

    labels = thesaurus(concepts).labels("subjects", "en")
    nlp = spacy.blank("en")
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    for label, path in labels.items():
        matcher.add(path, [nlp.make_doc(label)])
    with tempfile.TemporaryDirectory() as folder:
        texts = [file.read_text("utf-8") for file in copies(factor, Path(folder)) if file.match("*.en.txt")]
    words, found, begun = 0.0, 0, process_time()
    for text in texts:
        for paragraph in filter(None, text.split("\n")):
            found += len(matcher(nlp(paragraph)))
            words += counted(paragraph)
    return Cost(words, found, 0, process_time() - begun, peak())


def loading(factor: int, jobs: int) -> Cost:
    """The whole load of the copies into a new store with the real vocabulary."""
    from graph.embedded import EmbeddedStore
    from graph.namespaces import Names
    from loaders.load import load

    with tempfile.TemporaryDirectory() as folder:
        files = copies(factor, Path(folder))
        words = sum(counted(file.read_text("utf-8")) for file in files)
        store = EmbeddedStore(Path(folder) / "data")
        load(files[: len(files) // factor], EmbeddedStore(Path(folder) / "first"), Names())
        begun = perf_counter()
        load(files, store, Names(), jobs=jobs)
        seconds = perf_counter() - begun
        store.close()
    return Cost(words, 0, 0, seconds, peak())
