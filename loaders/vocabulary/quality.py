"""The quality report of a vocabulary: what each check found, and whether that is within the budget.

The budget is data, `budget.toml` beside the vocabulary: how many findings a check may have. A check that it does not
name may have none. Going over it fails the build; falling under it is the moment to lower it.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from graph.errors import VocabularyError
from graph.namespaces import DEFAULT_BASE, PREFIXES
from graph.rooms import room
from loaders.vocabulary.checks import Finding, all_checks, meaning
from loaders.vocabulary.skos import read

BUDGET = "budget.toml"
_DQV = "http://www.w3.org/ns/dqv#"
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one check found: its name, what it looks for, how many findings it may have, and the findings."""

    check: str
    meaning: str
    budget: int
    findings: tuple[Finding, ...]

    @property
    def is_within(self) -> bool:
        """Whether there are no more findings than the budget allows."""
        return len(self.findings) <= self.budget


@dataclass(frozen=True, slots=True)
class Report:
    """The outcomes of all checks on a vocabulary of so many concepts in so many schemes."""

    schemes: int
    concepts: int
    outcomes: tuple[Outcome, ...]

    @property
    def passed(self) -> bool:
        """Whether every check is within its budget."""
        return all(outcome.is_within for outcome in self.outcomes)

    @property
    def over(self) -> tuple[Outcome, ...]:
        """The outcomes that are over their budget."""
        return tuple(outcome for outcome in self.outcomes if not outcome.is_within)

    def outcome(self, check: str) -> Outcome:
        """The outcome of a check by its name. Raises KeyError for a check that there is not."""
        return {outcome.check: outcome for outcome in self.outcomes}[check]

    def render(self) -> str:
        """The report as lines for a terminal: a table of counts, then the findings of what is over budget."""
        lines = [f"{self.concepts} concepts in {self.schemes} schemes"]
        lines += [
            f"{'ok  ' if found.is_within else 'OVER'}  {len(found.findings):>5} of {found.budget:>5}  {found.check}"
            for found in self.outcomes
        ]
        return "\n".join([*lines, *(line for outcome in self.over for line in _shown(outcome))])

    def as_turtle(self) -> str:
        """The findings as RDF: a DQV quality measurement on each concept that a check speaks of."""
        prefixes = {"dqv": _DQV, "rdfs": PREFIXES["rdfs"]}
        return (ox.serialize(_measured(self), format=ox.RdfFormat.TURTLE, prefixes=prefixes) or b"").decode()


def check(folder: Path | None = None, budget: Path | None = None) -> Report:
    """Run every check over a vocabulary, by default the room `vocab/`, against the `budget.toml` beside it or another.

    Raises VocabularyError for a folder without vocabulary, a file that is no Turtle, and a budget that is none.

    >>> check().passed
    True
    """
    folder = room("vocab") if folder is None else folder
    allowed = _budget(folder / BUDGET if budget is None else budget)
    vocabulary = read(folder)
    outcomes = tuple(
        Outcome(name, meaning(run), allowed.get(name, 0), tuple(run(vocabulary))) for name, run in all_checks().items()
    )
    concepts = sum(1 for scheme in vocabulary.schemes for _ in scheme.concepts)
    return Report(len(vocabulary.schemes), concepts, outcomes)


def _budget(file: Path) -> dict[str, int]:
    """Check to number of findings allowed; nothing is allowed where there is no file."""
    if not file.is_file():
        return {}
    try:
        read_in = tomllib.loads(file.read_text("utf-8")).get("budget", {})
    except tomllib.TOMLDecodeError as error:
        raise VocabularyError(f"{file.name}: this is no TOML: {error}; repair the line") from error
    if unknown := sorted(set(read_in) - set(all_checks())):
        raise VocabularyError(f"{file.name}: there is no check {', '.join(unknown)}; see `chm vocab check --help`")
    if wrong := sorted(name for name, value in read_in.items() if type(value) is not int or value < 0):
        raise VocabularyError(f"{file.name}: {', '.join(wrong)} must be a whole number, 0 or more")
    return dict(read_in)


def _shown(outcome: Outcome) -> Iterator[str]:
    """The first findings of a check, by scheme."""
    schemes = Counter(finding.scheme for finding in outcome.findings)
    yield f"\n{outcome.check}: {outcome.meaning} ({', '.join(f'{count} in {name}' for name, count in schemes.items())})"
    yield from (f"  {finding.concept} {finding.detail}" for finding in outcome.findings[:_SHOWN])
    if len(outcome.findings) > _SHOWN:
        yield f"  and {len(outcome.findings) - _SHOWN} more"


def _measured(report: Report) -> Iterator[ox.Triple]:
    kind = ox.NamedNode(PREFIXES["rdf"] + "type")
    for outcome in report.outcomes:
        metric = ox.NamedNode(f"{DEFAULT_BASE}docs/vocabulary#{outcome.check}")
        for number, finding in enumerate(outcome.findings, 1):
            node = ox.NamedNode(f"{metric.value}-{number}")
            yield ox.Triple(node, kind, ox.NamedNode(_DQV + "QualityMeasurement"))
            yield ox.Triple(node, ox.NamedNode(_DQV + "isMeasurementOf"), metric)
            yield ox.Triple(node, ox.NamedNode(_DQV + "computedOn"), ox.NamedNode(finding.concept))
            yield ox.Triple(node, ox.NamedNode(_DQV + "value"), ox.Literal(value=False))
            yield ox.Triple(node, ox.NamedNode(PREFIXES["rdfs"] + "comment"), ox.Literal(finding.detail, language="en"))
