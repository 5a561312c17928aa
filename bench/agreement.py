"""How far two readers agree who marked the same texts, neither with the marks of the other in view.

`python -m bench.quality --agreement` sets the second marks (`tests/gold/second`) beside the first ones. The figures say
how much of a miss is the reader's and how much is opinion: where people differ, no rule can be right with both.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from bench.gold import Gold, Part, marked_twice
from bench.judging import FINDINGS, Judged, Score, expected, judged_in

NO_ACT = "no act"


def compared() -> tuple[tuple[Gold, Gold], ...]:
    """The texts marked twice, cut to what can be set side by side: of an excerpt, or where only some findings were
    marked, the addresses that both marked; of an element whose text or kind one reader left unmarked, what is left."""
    return tuple(_cut(first, second) for first, second in marked_twice() if first.data() is not None)


def agreed(pairs: Iterable[tuple[Gold, Gold]]) -> tuple[Judged, ...]:
    """Each finding of each text, the first marks as what is expected and the second as what was found."""
    return tuple(
        Judged(first, finding, one[finding], other[finding])
        for first, second in pairs
        for one, other in [(expected(first), expected(second))]
        for finding in judged_in(first)
    )


def kappa(labels: Counter[tuple[str, str]]) -> float | None:
    """Cohen's kappa of pairs of labels: 1 where all agree, 0 where they agree as by chance; None where no other
    agreement than by chance was possible.

    >>> kappa(Counter({("yes", "yes"): 20, ("yes", "no"): 5, ("no", "yes"): 10, ("no", "no"): 15}))
    0.4
    """
    count = labels.total()
    first, second = Counter[str](), Counter[str]()
    for (one, other), times in labels.items():
        first[one] += times
        second[other] += times
    same = sum(times for (one, other), times in labels.items() if one == other)
    by_chance = sum(first[label] * second[label] for label in first)
    return (same * count - by_chance) / (count * count - by_chance) if count * count > by_chance else None


def kinds(pairs: Iterable[tuple[Gold, Gold]]) -> Counter[tuple[str, str]]:
    """How often an address that both marked has which two kinds."""
    return Counter((one.kind, other.kind) for one, other in _both(pairs) if one.kind and other.kind)


def strengths(pairs: Iterable[tuple[Gold, Gold]]) -> Counter[tuple[str, str]]:
    """How often an address that both marked has which two strengths, each that of its strongest act."""
    judged = [(first, second) for first, second in pairs if first.judges("action and strength")]
    return Counter((_strongest(one), _strongest(other)) for one, other in _both(judged))


def report(errors: bool = False) -> Iterator[str]:
    """The agreement as Markdown: a table by finding, the kappas and, where asked for, each difference by place."""
    pairs = compared()
    judged = agreed(pairs)
    yield f"## Two readers: {len(pairs)} texts\n"
    yield "| finding | written by | both | first only | second only | F1 of one against the other |\n|" + "---|" * 6
    for finding in FINDINGS:
        for writer, official in (("us", {False}), ("others", {True}), ("all", {False, True})):
            chosen = (each for each in judged if each.finding == finding and each.gold.official in official)
            score = sum((each.score for each in chosen), Score())
            if score.f1 is not None:
                yield f"| {finding} | {writer} | {score.right} | {score.missed} | {score.wrong} | {score.f1:.3f} |"
    yield ""
    for name, labels in (("kind", kinds(pairs)), ("strength of the strongest act", strengths(pairs))):
        same = sum(times for (one, other), times in labels.items() if one == other)
        value = kappa(labels)
        told = "not defined" if value is None else f"{value:.3f}"
        yield f"Cohen's kappa, {name}: {told} ({same} of {labels.total()} elements alike).\n"
    if errors:
        yield from (line for each in judged for line in each.errors())


def _cut(first: Gold, second: Gold) -> tuple[Gold, Gold]:
    content = (first.data() or ("", b""))[1].decode()
    one = {part.path: replace(part, text=part.words(content)) for part in first.parts if not part.added}
    other = {part.path: replace(part, text=part.words(content)) for part in second.parts}
    for path in one.keys() & other.keys():
        one[path], other[path] = _as_far_as(one[path], other[path]), _as_far_as(other[path], one[path])
    if first.excerpt or not first.judges("segmentation"):
        one = {path: part for path, part in one.items() if path in other}
        other = {path: part for path, part in other.items() if path in one}
    return replace(first, parts=tuple(one.values())), replace(second, parts=tuple(other.values()))


def _as_far_as(part: Part, other: Part) -> Part:
    """A part without the text and the kind that the other reader left unmarked."""
    return replace(part, text=part.text if other.text else None, kind=part.kind if other.kind else None)


def _both(pairs: Iterable[tuple[Gold, Gold]]) -> Iterator[tuple[Part, Part]]:
    for first, second in pairs:
        others = {part.path: part for part in second.parts}
        yield from ((part, others[part.path]) for part in first.parts if part.path in others)


def _strongest(part: Part) -> str:
    return str(max(act.strength for act in part.actions)) if part.actions else NO_ACT
