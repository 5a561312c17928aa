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
        ("written by", lambda text: "others" if text.official else f"us, series {text.series}"),
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

The test part holds texts that no rule was made from, of three kinds, which the last table keeps apart:

- *us, series 1*: 32 short texts of our own in the layouts of decisions and recommendations. After their first
  measurement the kinds of error were told to the makers of the rules in general words, the texts were not; Arabic acts
  of bodies that are feminine were mended since. Their verbs were chosen with the list of acts in view, which makes them
  easier than what is printed.
- *us, series 2*: 23 more, marked and committed before the reader was run on them: COP 4 to 16, recommendations of SBI,
  a quarterly report, tables, notes, notifications, times allowed, annexes with goals, a set of versions with four
  recitals. They were written without a look at the patterns, in each language on its own but for the set.
- *others*: passages of official texts, by address and offset, no word of which is in the project: decision XII/6,
  11 decisions of the bodies under the climate convention, an Assembly resolution, and what eight help pages in six
  languages cite. No test of the reader asserts anything of these files, but the makers of the rules have run it over
  the whole corpus for lost text, so that their layouts were not unseen. That articles are mostly missed on help pages
  was told after the first measurement, and mended by other pages of the same kind. Decisions of the Convention in
  other languages than English are not in the corpus, but for the two of the tune part.

Read the figures with care. One reader marked the texts, nobody a second time. The counts are small: in many rows one
error moves a figure by several hundredths. Every layout is held to the goal of known layouts. Texts that the makers of
the rules had read are in the tune part, and so is the agreement in six languages, whose articles a test knows.

Marks corrected after the reader was run, all of them plain slips against the rules below: {corrected}.

An element is right when its address and every character of its text are (of texts that are marked by address only, its
address); its kind is judged where its address was marked. Actions (code and strength), addressees, citations and
deadlines are right when address and code are; what an item inherits from its chapeau is not counted, and a body that
a recommendation wants to act ("recommends that the Conference of the Parties") was not marked as addressee. A pinpoint
counts besides its decision. Acts of others (climate, Assembly) count where they are recognised as such; pinpoints into
them are not judged. A concept counts once in an element; a mention is one with its first and last character, marked
with the help of a search for the labels. A period is judged apart from the meeting that it is before. A note is right
with the place of its call, a table with its cells. Of excerpts, only the marked addresses are judged, so that nothing
can be wrong elsewhere in them. What is marked of a whole page (help pages) counts once, wherever it stands.

Alignment sets the version of a text beside the English one as `chm differences` does: as it is, and once for each of
its recitals with that recital taken out of the file. A lost paragraph with a printed number shifts nothing and is not
tried. X/15 in six languages is in the tune part: `--part tune`.

The goal is the least F1. Speed is not judged here. Not in the test part: notes by the Executive Secretary, quotations,
notifications as texts of their own, scanned pages.
"""
CODED = """\
## Beside the Secretariat's coding

`python -m bench tracker [FOLDER]` sets what is read (addressees, subjects, targets) beside what the Secretariat coded
by hand in its decision-tracking tool: how many of its codes are read too, what is read besides, and the ten most
frequent differences. It is no goal, since people code by other rules; the tool has no code for what a paragraph does.
"""
CORRECTED = """in series 1, six: the number of a note in the official text;
the articles named in a title of our own, which had been left unmarked; and four mentions of concepts whose labels in
French and Russian were added to the vocabulary afterwards. In series 2, six: in the quarterly report what its
paragraphs report on had been left unmarked altogether; a second act in a recital and a mention of young people had been
overlooked; "mindful" had been given the code of another act than the vocabulary gives it; and two mentions had been
marked with their article. In the official texts, two: "recognizes the importance" had the code of "recognizes", and
"all States" had been left without the code that the vocabulary gives it"""


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
