"""How well texts are read, against marks made by hand: `python -m bench.quality`.

Prints, for the tune part and the test part of `tests/gold` apart, what was found rightly, missed and found wrongly,
with precision, recall and F1, for each finding by language, by layout and by who wrote the text, and where a goal is
missed; then how the Secretariat's coding compares. Nothing is sampled and nothing is chosen: every gold file counts.

python -m bench.quality                              both parts
python -m bench.quality --part test > docs/quality.md
python -m bench.quality --part test --kinds          how many errors of each kind, without the words of the texts
python -m bench.quality --part tune --errors         each miss and each wrong finding, by place
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime

import click

from bench import gold as marked
from bench import tracker
from bench.gold import Gold
from bench.judging import FINDINGS as READ
from bench.judging import OF_CONCEPTS, Judged, Score, judge
from bench.versions import SHIFTED, WHOLE, aligned

FINDINGS = (*READ, WHOLE, SHIFTED)
GOALS = {
    "segmentation": 0.97,
    "kind": 0.98,
    "action and strength": 0.90,
    "addressees": 0.85,
    "decision citations": 0.98,
    "symbols": 0.99,
    "articles": 0.95,
    "pinpoints": 0.85,
    "deadlines": 0.85,
    "periods": 0.85,
    "concepts": 0.95,
    "mentions": 0.95,
    WHOLE: 0.97,
    SHIFTED: 0.97,
}
"""The least F1 that each finding should have, in any language; the others have no goal."""
GOALS_OF_LANGUAGES = {
    (finding, language): goal
    for language in ("en", "zh")
    for finding, goal in (("action and strength", 0.95), ("addressees", 0.90))
} | {(finding, language): goal for finding in OF_CONCEPTS for language, goal in (("fr", 0.90), ("ar", 0.80))}
ALL = "all"


def goal(finding: str, language: str = ALL) -> float | None:
    """The least F1 of a finding, by language where the goals differ; None where it has none."""
    return GOALS_OF_LANGUAGES.get((finding, language), GOALS.get(finding))


def total(judged: Iterable[Judged]) -> Score:
    """The counts of several texts together."""
    return sum((each.score for each in judged), Score())


def report(part: str, judged: tuple[Judged, ...]) -> Iterator[str]:
    """One part as Markdown: a table by language, one by layout, and the goals that were missed."""
    texts = {each.gold.name: each.gold for each in judged}
    languages = Counter(text.language for text in texts.values())
    counts = ", ".join(f"{language} {count}" for language, count in sorted(languages.items()))
    yield f"## The {part} part: {len(texts)} texts ({counts})\n"
    missed: list[str] = []
    by: tuple[tuple[str, Callable[[Gold], str]], ...] = (
        ("language", lambda text: text.language),
        ("layout", lambda text: text.layout),
        ("written by", lambda text: "others" if text.official else "us"),
    )
    for title, group in by:
        yield f"| finding | {title} | right | missed | wrong | precision | recall | F1 | goal |\n|" + "---|" * 9
        for finding in FINDINGS:
            yield from _rows(judged, finding, group, missed if title == "language" else [])
        yield ""
    yield "Goals missed: " + ("; ".join(missed) if missed else "none") + ".\n"


def _rows(judged: tuple[Judged, ...], finding: str, group: Callable[[Gold], str], missed: list[str]) -> Iterator[str]:
    """The rows of one finding; what misses its goal is added to `missed`."""
    of_finding = [each for each in judged if each.finding == finding]
    for key in (*sorted({group(each.gold) for each in of_finding}), ALL):
        score = total(each for each in of_finding if key in (ALL, group(each.gold)))
        if score.f1 is None:
            continue
        least = goal(finding, key)
        if least is not None and score.f1 < least:
            missed.append(f"{finding} {key} {_share(score.f1)} < {_share(least)}")
        verdict = "none" if least is None else f"{_share(least)} {'met' if score.f1 >= least else '**missed**'}"
        shares = (_share(score.precision), _share(score.recall), _share(score.f1))
        cells = (finding, key, score.right, score.missed, score.wrong, *shares, verdict)
        yield "| " + " | ".join(map(str, cells)) + " |"


def errors_by_kind(judged: Iterable[Judged]) -> Iterator[str]:
    """How often each kind of error is made, the most frequent first; no words of a text and no place."""
    kinds: Counter[str] = Counter()
    for each in judged:
        for error in each.errors():
            _, finding, word, _ = error.split(": ", 3)
            kinds[f"{finding} {word}, {each.gold.language}, {each.gold.layout}"] += 1
    return (f"{count} {kind}" for kind, count in kinds.most_common())


def _share(value: float | None) -> str:
    """Three figures, cut off rather than rounded, so that .979 never looks like a goal of .98."""
    return "" if value is None else f"{int(value * 1000 + 1e-9) / 1000:.3f}"


CAVEAT = """\
# How well texts are read

Measured {date} with `python -m bench.quality --part {part}` against the marks in `tests/gold`.

Read the figures with care. All texts of the test part but one are our own short ones, written in the layouts of
decisions, recommendations, decisions under the Protocols, wrapped lines, one web page and one set of versions of the
same text; they are not real decisions, and their verbs were chosen with the project's list of acts in view, which makes
them easier than what is printed. The other is an official text marked by address and offset. One reader marked them,
nobody a second time. The counts are small: one error moves a figure by several hundredths. The marks were made before
the reader was run on the texts; the three texts in sections were written after the errors in the others had been seen.
Every layout is held to the goal of known layouts. Texts that the makers of the rules had read are in the tune part.
After the first measurement the kinds of error were told to them in general words, the texts were not; Arabic acts of
bodies that are feminine were mended since, so that figure is no longer one of an untouched test.
Marks corrected after the reader was run: {corrected}.

An element is right when its address and every character of its text are (of texts that are marked by address only, its
address); its kind is judged where its address was marked. Actions (code and strength), addressees, citations and
deadlines are right when address and code are; what an item inherits from its chapeau is not counted. A pinpoint counts
besides its decision. A concept of the subjects counts once in an element; mentions
were marked with the help of a search for the labels. Alignment puts each element of a version
beside its English twin; the versions have the same addresses, so that a shifted or missing paragraph is not tried.
The goal is the least F1. Speed is not judged here. Not in the test part: notes by the Executive Secretary, texts of
our own with notes, tables, quotations, notifications, and deadlines given as periods; frameworks'
targets are marked but not judged.
"""
CODED = """\
## Beside the Secretariat's coding

`python -m bench tracker` sets what is read beside what the Secretariat coded by hand in its decision-tracking tool.
"""
CORRECTED = """six: the number of a note in the official text;
the articles named in a title of our own, which had been left unmarked; and four mentions of concepts whose labels in
French and Russian were added to the vocabulary afterwards"""


@click.command()
@click.option("--part", type=click.Choice(["tune", "test", ALL]), default=ALL, help="Only this part of the gold.")
@click.option("--errors", is_flag=True, help="List each miss and each wrong finding.")
@click.option("--kinds", is_flag=True, help="Only count the errors of each kind.")
def main(part: str, errors: bool, kinds: bool) -> None:
    """Precision, recall and F1 of the reading, for each finding by language and layout."""
    if not kinds:
        click.echo(CAVEAT.format(date=datetime.now(UTC).date().isoformat(), part=part, corrected=CORRECTED))
    for each in ("tune", "test"):
        if part not in (each, ALL):
            continue
        texts = [gold for gold in marked.load() if gold.part == each]
        judged = tuple(found for gold in texts for found in judge(gold)) + tuple(aligned(texts))
        if kinds:
            click.echo("\n".join((f"The {each} part:", *errors_by_kind(judged))))
            continue
        for line in report(each, judged):
            click.echo(line)
        if absent := [gold.name for gold in texts if gold.data() is None]:
            click.echo(f"Not judged, since ../shared/corpus is not here: {', '.join(absent)}.\n")
        if errors:
            click.echo("\n".join(line for found in judged for line in found.errors()) + "\n")
    if not kinds:
        click.echo("\n".join((CODED, *tracker.report())))


if __name__ == "__main__":
    main()
