"""The decision column of a table with its paragraph column: to the elements that a row responds to."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.errors import IdentifierError
from graph.identifiers import Decision, Element, parse
from loaders.records.paragraphs import read_paragraphs
from loaders.records.reading import Problem

_BETWEEN = re.compile(r"\s*(?:[;,&\n]|\band\b)\s*")
_DATE = re.compile(r"\d{4}-\d\d(?:-\d\d)?|\d{1,2}-[A-Za-z]{3}(?:-\d\d)?|[A-Za-z]{3}-\d\d")


@dataclass(frozen=True, slots=True)
class Cited:
    """A decision as a cell cites it: `within` is the section or paragraph typed with it, empty for the whole."""

    decision: Decision
    within: str = ""

    def paths(self, elements: tuple[str, ...]) -> list[str]:
        """The IRI paths of elements below what is cited; of itself where there are none."""
        base = f"{self.decision.path}/{self.within}" if self.within else self.decision.path
        return [f"{base}/{element}" for element in elements] or [base]


@dataclass(frozen=True, slots=True)
class Targets:
    """Paths that a row responds to in the order typed, and what of either cell was not understood."""

    paths: tuple[str, ...] = ()
    decisions: tuple[Decision, ...] = ()
    decision_problems: tuple[Problem, ...] = ()
    paragraph_problems: tuple[Problem, ...] = ()


def read_targets(decision: str, paragraphs: str = "") -> Targets:
    """The elements named by a decision cell and a paragraph cell; the decision itself where no paragraph is read.

    Several decisions share out the paragraphs by place, split at semicolons or lines, when there are as many of both;
    otherwise nobody can say whose they are.

    >>> read_targets("CP11/7", "Para 8").paths
    ('decision/cp-mop/11/7/8',)
    >>> read_targets("16/5 C; NP-4/3", "Para 2; Para 5, Para 7").paths
    ('decision/cop/16/5/C/2', 'decision/np-mop/4/3/5', 'decision/np-mop/4/3/7')
    """
    cited, problems = read_decisions(decision)
    parts = [paragraphs] if len(cited) == 1 else re.split(r"[;\n]", paragraphs)
    shared = len(parts) == len(cited)
    reason = "cannot be shared out among several decisions" if cited else "names paragraphs, but no decision was read"
    told: tuple[Problem, ...] = () if shared or not paragraphs.strip() else (Problem(paragraphs, reason),)
    paths: list[str] = []
    for one, part in zip(cited, parts if shared else [""] * len(cited), strict=True):
        read = read_paragraphs(part)
        told += read.problems
        paths += one.paths(read.paths)
    decisions = tuple(dict.fromkeys(one.decision for one in cited))
    return Targets(tuple(dict.fromkeys(paths)), decisions, problems, told)


def read_decisions(cell: str) -> tuple[tuple[Cited, ...], tuple[Problem, ...]]:
    """The decisions that a cell cites in any spelling, and the pieces that cite none."""
    if not cell.strip():
        return (), ()
    if whole := _cited(cell):
        return (whole,), ()
    pieces = [piece for piece in _BETWEEN.split(cell) if piece.strip()]
    cited = tuple(one for piece in pieces if (one := _cited(piece)))
    return cited, tuple(Problem(piece, _why_not(piece)) for piece in pieces if not _cited(piece))


def _cited(text: str) -> Cited | None:
    try:
        named = parse(text)
    except IdentifierError:
        return None
    if isinstance(named, Decision):
        return Cited(named)
    if isinstance(named, Element) and isinstance(named.of, Decision):
        return Cited(named.of, named.element)
    return None


def _why_not(text: str) -> str:
    hint = "; a spreadsheet may have made a date of it" if _DATE.fullmatch(text.strip()) else ""
    return f"cites no decision{hint}"
