"""How well texts are read, against marks made by hand: `python -m bench.quality`.

Prints, for the tune part and the test part of `tests/gold` apart, what was found rightly, missed and found wrongly,
with precision, recall and F1, for each finding by language, by layout and by who wrote the text, and where a goal is
missed; then how the Secretariat's coding compares. Nothing is sampled and nothing is chosen: every gold file counts.

python -m bench.quality                              both parts
python -m bench.quality --part test > docs/quality.md
python -m bench.quality --part test --kinds          how many errors of each kind, without the words of the texts
python -m bench.quality --part tune --errors         each miss and each wrong finding, by place
python -m bench.quality --agreement                  how far two readers agree who marked the same texts
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime

import click

from bench import agreement, tracker
from bench import gold as marked
from bench.gold import UNSEEN, Gold
from bench.judging import FINDINGS as READ
from bench.judging import OF_CONCEPTS, Judged, Score, judge
from bench.preface import CODED, PREFACE
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
KNOWN, UNKNOWN = "all known", "all unseen"
OF_UNSEEN = {"segmentation": 0.85}
"""The goals of texts in a layout that no maker of rules had seen, where they are others."""


def goal(finding: str, key: str = ALL) -> float | None:
    """The least F1 of a finding, by language or layout where the goals differ; None where it has none."""
    if key == UNKNOWN or key.startswith(UNSEEN):
        return OF_UNSEEN.get(finding, GOALS.get(finding))
    return GOALS_OF_LANGUAGES.get((finding, key), GOALS.get(finding))


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
        ("kind of layout", lambda text: UNKNOWN if text.unseen else KNOWN),
        ("written by", lambda text: f"{'others' if text.official else 'us'}, series {text.series}"),
    )
    for title, group in by:
        yield f"| finding | {title} | right | missed | wrong | precision | recall | F1 | goal |\n|" + "---|" * 9
        known = title == "language"  # a lost element takes all its findings with it, so that unseen layouts stand apart
        chosen = tuple(each for each in judged if not (known and each.gold.unseen))
        for finding in FINDINGS:
            yield from _rows(chosen, finding, group, missed if known else [])
        yield ""
    missed += _missed_of_unseen(judged)
    yield "Goals missed: " + ("; ".join(missed) if missed else "none") + ".\n"


def _missed_of_unseen(judged: Iterable[Judged]) -> Iterator[str]:
    unseen = [each for each in judged if each.gold.unseen]
    for finding in FINDINGS:
        score, least = total(each for each in unseen if each.finding == finding), goal(finding, UNKNOWN)
        if score.f1 is not None and least is not None and score.f1 < least:
            yield f"{finding} {UNKNOWN} {_share(score.f1)} < {_share(least)}"


def _rows(judged: tuple[Judged, ...], finding: str, group: Callable[[Gold], str], missed: list[str]) -> Iterator[str]:
    """The rows of one finding; what misses its goal is added to `missed`."""
    of_finding = [each for each in judged if each.finding == finding]
    for key in (*sorted({group(each.gold) for each in of_finding}), ALL):
        counted = [each for each in of_finding if key in (ALL, group(each.gold))]
        score = total(counted)
        if score.f1 is None:
            continue
        goals = {goal(finding, UNKNOWN if each.gold.unseen else key) for each in counted}
        least = goals.pop() if len(goals) == 1 else None
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


@click.command()
@click.option("--part", type=click.Choice(["tune", "test", ALL]), default=ALL, help="Only this part of the gold.")
@click.option("--errors", is_flag=True, help="List each miss and each wrong finding.")
@click.option("--kinds", is_flag=True, help="Only count the errors of each kind.")
@click.option("--agreement", "twice", is_flag=True, help="Only set the second marks beside the first.")
def main(part: str, errors: bool, kinds: bool, twice: bool) -> None:
    """Precision, recall and F1 of the reading, for each finding by language and layout."""
    if twice:
        click.echo("\n".join(agreement.report(errors)))
        return
    if not kinds:
        click.echo(PREFACE.format(date=datetime.now(UTC).date().isoformat(), part=part))
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
