"""What was read of a gold text set against what was marked in it, as facts that are counted.

A fact is an address with what was found there: `("2.c", "encourage", "3")`. The same fact in gold and in what was read
is right, one in gold alone is missed, one in what was read alone is wrong.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from bench.gold import ANYWHERE, Gold, Part
from graph.errors import IdentifierError
from graph.identifiers import OutsideAct, parse
from graph.namespaces import Names
from loaders.findings import Citation, Findings, Resolution
from loaders.text import Element, Kind, Text

Fact = tuple[str, ...]
Facts = Counter[Fact]

FINDINGS = (
    "segmentation",
    "kind",
    "action and strength",
    "addressees",
    "decision citations",
    "acts of others",
    "symbols",
    "articles",
    "pinpoints",
    "targets",
    "notifications",
    "deadlines",
    "periods",
    "concepts",
    "mentions",
    "notes",
    "tables",
    "reports",
    "activities",
)
OF_CONCEPTS = frozenset({"concepts", "mentions"})

_DECISION = re.compile(r"(?:decision|recommendation)/[^/]+/\d+/[^/]+")
_ACT = re.compile(r"(?:decision|resolution)/(?:unfccc-[a-z]+|unga)/\d+/\d+")
_ARTICLE = re.compile(r"vocab/(?:cbd|cartagena|nagoya)/\d")
_TARGET = re.compile(r"vocab/(?:aichi|gbf|gspc|sdg|mdg|chm|target-2010|programmes)/[^/]+")
_SYMBOL = re.compile(r"document/[^/]+")
_NOTIFICATION = re.compile(r"notification/[^/]+")
_SUBJECTS = "vocab/subjects/"


@dataclass(frozen=True, slots=True)
class Score:
    """Counts: `right` stands in gold and in what was read, `missed` in gold only, `wrong` in what was read only."""

    right: int = 0
    missed: int = 0
    wrong: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(self.right + other.right, self.missed + other.missed, self.wrong + other.wrong)

    @property
    def precision(self) -> float | None:
        """The share of what was found that is right; None where nothing was found."""
        found = self.right + self.wrong
        return self.right / found if found else None

    @property
    def recall(self) -> float | None:
        """The share of what was marked that was found; None where nothing was marked."""
        there = self.right + self.missed
        return self.right / there if there else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of both; None where there is nothing to judge.

        >>> Score(right=3, missed=1, wrong=1).f1
        0.75
        """
        judged = 2 * self.right + self.missed + self.wrong
        return 2 * self.right / judged if judged else None


@dataclass(frozen=True, slots=True)
class Judged:
    """One finding of one gold text: what should be there and what was read."""

    gold: Gold
    finding: str
    expected: Facts
    found: Facts

    @property
    def score(self) -> Score:
        """The counts."""
        right = (self.expected & self.found).total()
        return Score(right, self.expected.total() - right, self.found.total() - right)

    def errors(self) -> Iterator[str]:
        """Each miss and each wrong finding, in a line."""
        for word, facts in (("missed", self.expected - self.found), ("wrong", self.found - self.expected)):
            for fact in sorted(facts.elements()):
                yield f"{self.gold.name}: {self.finding}: {word}: {' | '.join(fact)}"


def judge(gold: Gold) -> tuple[Judged, ...]:
    """Read one gold text, as `chm parse` would with nothing said of it, and compare; nothing where its file is not
    here. A file that is refused counts as read with nothing in it."""
    if (data := gold.data()) is None:
        return ()
    content = data[1].decode("utf-8", "replace")
    marked = replace(gold, parts=tuple(replace(part, text=part.words(content)) for part in gold.parts))
    wanted, found = expected(marked), _found(marked, texts_of(gold) or ())
    return tuple(Judged(gold, finding, wanted[finding], found[finding]) for finding in judged_in(gold))


def judged_in(gold: Gold) -> tuple[str, ...]:
    """The findings that were marked in a gold text."""
    unmarked = {"tables"} if gold.excerpt and not gold.tables else set()
    if not any(part.subjects for part in gold.parts):
        unmarked |= OF_CONCEPTS
    return tuple(finding for finding in FINDINGS if gold.judges(finding) and finding not in unmarked)


def texts_of(gold: Gold) -> tuple[Text, ...] | None:
    """What is read of a gold text; None where its file is not here. Of an excerpt, only the text it is taken from."""
    from graph.errors import SourceError
    from loaders.pipeline import PARSING, Work, run, tools
    from loaders.structure.stage import Asked

    if (data := gold.data()) is None:
        return None
    name, content = data
    # An official text is asked for by its identifier, which not every file of the corpus prints.
    asked = Asked(identifier=gold.identifier) if gold.file and not gold.excerpt else Asked()
    try:
        texts = tuple(run(Work(name, content, asked), tools(Names()), PARSING).texts)
    except SourceError:
        return ()
    return tuple(text for text in texts if text.identifier == gold.identifier) if gold.excerpt else texts


def expected(gold: Gold) -> dict[str, Facts]:
    """What was marked in a gold text, by finding."""
    facts: dict[str, Facts] = {finding: Counter() for finding in FINDINGS}
    for part in gold.parts:
        facts["segmentation"][_part(part.path, part.text)] += 1
        if part.kind:
            facts["kind"][(part.path, part.kind)] += 1
        facts["action and strength"].update((part.path, act.value, str(act.strength)) for act in part.actions)
        facts["addressees"].update((part.path, actor.value) for actor in part.addressees)
        facts["concepts"].update({(part.path, subject.value) for subject in part.subjects})
        facts["notes"].update((part.path, call.value, str(call.start)) for call in part.calls)
        facts["reports"].update({(part.path, report.value) for report in part.reports})
        facts["activities"].update((part.path, deed.value) for deed in part.deeds)
        _time(facts, part)
        _mention(facts, part)
        _cite(facts, gold, part.path, (citation.value for citation in part.citations))
    facts["tables"].update((_cells(table),) for table in gold.tables)
    return facts


def _time(facts: dict[str, Facts], part: Part) -> None:
    for due in part.deadlines:
        if due.value.startswith("P"):
            facts["periods"][(part.path, due.value)] += 1
            continue
        facts["deadlines"][(part.path, due.value)] += 1
        if due.period:
            facts["periods"][(part.path, due.period)] += 1


def _mention(facts: dict[str, Facts], part: Part) -> None:
    for subject in part.subjects:
        if subject.start is not None:
            place = (str(subject.start), str(subject.start + len(subject.words)))
            facts["mentions"][(part.path, subject.value, *place)] += 1


def _found(gold: Gold, texts: Iterable[Text]) -> dict[str, Facts]:
    facts: dict[str, Facts] = {finding: Counter() for finding in FINDINGS}
    marked = {part.path: part for part in gold.parts}
    for place, text in enumerate(texts):
        before = f"{text.identifier}:" if place else ""
        for element in text.elements:
            path = ANYWHERE if ANYWHERE in marked else before + element.path
            if element.kind is Kind.TABLE:
                facts["tables"][(_cells(element.text),)] += 1
            if path in marked or not gold.excerpt:
                _read(facts, gold, path, element, text.findings.get(element.path, Findings()), marked.get(path))
    return facts


def _read(
    facts: dict[str, Facts], gold: Gold, path: str, element: Element, found: Findings, marked: Part | None
) -> None:
    """Add what was read of one element; `marked` is what should have been, None where no such address was marked."""
    worded = gold.file is None or (marked is not None and marked.text is not None)
    facts["segmentation"][_part(path, element.text if worded else None)] += 1
    if marked is not None and marked.kind:
        facts["kind"][(path, element.kind.value)] += 1
    acts = (act for act in found.actions if act.origin == element.path)
    facts["action and strength"].update((path, act.code, str(act.strength)) for act in acts)
    facts["addressees"].update((path, actor.code) for actor in found.addressees if actor.origin == element.path)
    facts["deadlines"].update((path, when) for due in found.deadlines if (when := due.meeting or due.date))
    facts["periods"].update((path, due.period) for due in found.deadlines if due.period)
    facts["notes"].update((path, note, str(start)) for start, note in element.notes)
    facts["reports"].update({(path, report.target) for report in found.reports})
    facts["activities"].update((path, deed.start) for deed in found.deeds)
    subjects = [subject for subject in found.subjects if subject.concept.startswith(_SUBJECTS)]
    facts["concepts"].update({(path, subject.concept) for subject in subjects})
    spans = {(subject.concept, subject.span.start, subject.span.end) for subject in subjects}
    facts["mentions"].update((path, concept, str(start), str(end)) for concept, start, end in _first(spans, marked))
    targets = (_outside(citation) or citation.target for citation in found.citations)
    _cite(facts, gold, path, (target for target in targets if target))


def _first(spans: set[tuple[str, int, int]], marked: Part | None) -> Iterator[tuple[str, int, int]]:
    """One span for each concept, since a concept was marked once in an element: the marked one, else the first."""
    wanted = {(mark.value, mark.start) for mark in marked.subjects} if marked else set()
    for concept in {span[0] for span in spans}:
        own = sorted(span for span in spans if span[0] == concept)
        yield next((span for span in own if span[:2] in wanted), own[0])


def _part(path: str, text: str | None) -> Fact:
    return (path,) if text is None else (path, text)


def _cells(table: str) -> str:
    """A table with its cells and rows apart, however it is set."""
    rows = (row.strip().strip("|").split("|") for row in table.splitlines() if row.strip())
    return "\n".join(" | ".join(cell.strip() for cell in row) for row in rows)


def _outside(citation: Citation) -> str | None:
    """The act of another body that a citation names, by its own words or by its official address; None where it names
    something else."""
    if citation.resolution is not Resolution.EXTERNAL:
        return None
    try:
        read = parse((citation.target or "").removeprefix("https://undocs.org/") or citation.span.exact)
    except IdentifierError:
        return None
    return read.path if isinstance(read, OutsideAct) else None


def _cite(facts: dict[str, Facts], gold: Gold, path: str, targets: Iterable[str]) -> None:
    """Add what an element cites, each target once. A pinpoint counts as one and its decision as another; a part of the
    text itself is a pinpoint only, and of an act of others only the act counts."""
    for target in set(targets):
        if (act := _ACT.match(target)) and act[0] != gold.identifier:
            facts["acts of others"][(path, act[0])] = 1
            continue
        if (decision := _DECISION.match(target)) and decision[0] != gold.identifier:
            facts["decision citations"][(path, decision[0])] = 1
        if (symbol := _SYMBOL.match(target)) is not None:
            facts["symbols"][(path, symbol[0])] = 1
        if (whole := decision or symbol) is not None and whole[0] != target:
            facts["pinpoints"][(path, target)] = 1
        if _ARTICLE.match(target):
            facts["articles"][(path, target)] = 1
        if _TARGET.match(target):
            facts["targets"][(path, target)] = 1
        if _NOTIFICATION.match(target):
            facts["notifications"][(path, target)] = 1
