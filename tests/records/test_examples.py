"""The examples are what they say: own wording, marked as such, and readable tables."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode

from graph.namespaces import Names
from graph.rooms import room
from loaders.records.describe import SourceGraph

NAMES = Names()
EXAMPLES = room("examples")
TEXTS = [
    *(f"x-15.{language}.txt" for language in ("zh", "en", "ru", "ar", "fr", "es")),
    *(f"{name}.{language}.txt" for name in ("vii-23", "sbstta-10-11") for language in ("zh", "en")),
]
TABLES = ["activities.csv", "partners.csv"]
LONGEST_SHARED = 15
FORMULAE = ("届会议通过的决定", "可建议缔约方大会")

Describe = Callable[[Path], SourceGraph]


@pytest.mark.parametrize("file", [*TEXTS, *TABLES])
def test_every_example_says_in_its_first_line_that_it_is_a_restatement(file: str) -> None:
    assert (EXAMPLES / file).read_text("utf-8").startswith("# restatement: ")


@pytest.mark.parametrize("file", TABLES)
def test_the_graph_of_a_table_carries_the_mark(file: str, describe: Describe) -> None:
    graph = describe(EXAMPLES / file)
    node = NamedNode(NAMES.iri(graph.path))
    marks = [t.object for t in graph.triples if (t.subject, t.predicate.value) == (node, NAMES.term("restatement"))]
    assert marks == [Literal(True)]


def test_the_activities_answer_paragraphs_of_the_two_decisions(describe: Describe) -> None:
    graph = describe(EXAMPLES / "activities.csv")
    pairs = {
        (t.subject.value.rpartition("/")[2], t.object.value.partition("decision/cop/")[2])
        for t in graph.triples
        if t.predicate.value == NAMES.term("respondsTo")
        and isinstance(t.subject, NamedNode)
        and isinstance(t.object, NamedNode)
    }
    assert pairs == {
        ("EX-2011-01", "10/15/5.d"),
        ("EX-2011-02", "10/15/2.a"),
        ("EX-2011-02", "10/15/2.c"),
        ("EX-2011-03", "10/15/5.b"),
        ("EX-2011-03", "10/15/annex"),
        ("EX-2011-04", "10/15/3"),
        ("EX-2011-04", "10/15/4"),
        ("EX-2011-04", "10/15/5.c"),
        ("EX-2004-01", "7/23/7.c"),
        ("EX-2004-02", "7/23/3.c"),
        ("EX-2004-02", "7/29/annex/4.f"),
        ("EX-2004-03", "7/23/7.f"),
    }


def test_what_cannot_be_read_of_the_activities_is_listed_with_row_and_column(describe: Describe) -> None:
    graph = describe(EXAMPLES / "activities.csv")
    assert sorted((warning.row, warning.column, warning.exact) for warning in graph.warnings) == [
        (9, "copParagraphNo", "Para 7(f), see below"),
        (9, "endDate", "to be seen"),
    ]


def test_each_partner_is_mandated_by_paragraphs(describe: Describe) -> None:
    graph = describe(EXAMPLES / "partners.csv")
    assert graph.records == 3
    assert graph.warnings == ()
    mandated = {t.subject for t in graph.triples if t.predicate.value == NAMES.term("mandatedBy")}
    assert len(mandated) == 3


@pytest.mark.parametrize("name", ["x-15", "sbstta-10-11"])
def test_no_sentence_of_the_official_text_stands_in_its_restatement(name: str, corpus: Path) -> None:
    """Numbers, names and short formulae recur; a long run of words between two signs does not."""
    official, restated = (
        re.sub(r"[ \t\x21-\x7e]", "", (folder / f"{name}.zh.txt").read_text("utf-8"))
        for folder in (corpus / "founding", EXAMPLES)
    )
    clauses = [clause for clause in re.split(r"[，。；：、？！“”（）《》\n]", restated) if len(clause) > LONGEST_SHARED]
    shared = [clause for clause in clauses if clause in re.sub(r"\s", "", official)]
    assert [clause for clause in shared if not clause.endswith(FORMULAE)] == []
