"""Paragraphs and decisions as people type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.identifiers import Decision, Element
from loaders.records.decisions import read_targets
from loaders.records.paragraphs import read_paragraphs


@pytest.mark.parametrize(
    ("typed", "paths"),
    [
        ("Para 19", ("19",)),
        ("19", ("19",)),
        ("Para 5, Para 7", ("5", "7")),
        ("paras. 4 and 5", ("4", "5")),
        ("paras 3-5", ("3", "4", "5")),
        ("Para 24 (e)", ("24.e",)),
        ("Para 9(a)", ("9.a",)),
        ("4.e.ii", ("4.e.ii",)),
        ("Para 4(d) and (e)", ("4.d", "4.e")),
        ("Para 4 (h) and (i)", ("4.h", "4.i")),
        ("4(a)-(c)", ("4.a", "4.b", "4.c")),
        ("4(a) to 4(c)", ("4.a", "4.b", "4.c")),
        ("Para 30(b)(ii)", ("30.b.ii",)),
        ("30(b)(i)-(iii) and (c), 31", ("30.b.i", "30.b.ii", "30.b.iii", "30.c", "31")),
        ("Section C Para 2", ("C/2",)),
        ("G12", ("G/12",)),
        ("para 2 of section C", ("C/2",)),
        ("Section A, Para 1; Section B, Paras 2-3", ("A/1", "B/2", "B/3")),
        ("Annex", ("annex",)),
        ("Annex, para 2", ("annex/2",)),
        ("Annex II Para 3", ("annex-2/3",)),
        ("Annex, section B, para 3", ("annex/B/3",)),
        ("Para 2 and annex", ("2", "annex")),
        ("preambular para 3", ("preamble/3",)),
        ("footnote 2", ("note/2",)),
        ("Para 18bis", ("18bis",)),
        ("Para 7\nPara 8", ("7", "8")),
        ("（e）", ()),
        ("", ()),
        ("whole decision", ()),
    ],
)
def test_a_paragraph_cell_names_elements(typed: str, paths: tuple[str, ...]) -> None:
    assert read_paragraphs(typed).paths == paths


@pytest.mark.parametrize("typed", ["see below", "Para 16/22", "Para (e)", "（e）", "20-10", "4(a) - 6", "Para 5 TBC"])
def test_what_is_not_understood_is_told(typed: str) -> None:
    (problem,) = read_paragraphs(typed).problems
    assert problem.exact == typed
    assert problem.reason.endswith("is not understood")


def test_what_is_understood_beside_it_is_kept() -> None:
    assert read_paragraphs("Para 5, see below").paths == ("5",)


@given(st.integers(1, 99), st.sampled_from("abcdefgh"), st.sampled_from(["i", "ii", "iii", "iv"]))
def test_an_element_reads_back_from_its_citation(number: int, letter: str, roman: str) -> None:
    for path in (f"{number}", f"{number}.{letter}", f"{number}.{letter}.{roman}", f"C/{number}.{letter}"):
        label = Element(Decision("cop", 16, 5), path).label
        assert read_paragraphs(label.removeprefix("16/5").replace(" C,", "Section C,").strip(" ,")).paths == (path,)


@given(st.text(max_size=40))
def test_no_text_breaks_the_reader_and_nothing_is_dropped_in_silence(typed: str) -> None:
    read = read_paragraphs(typed)
    if any(character.isdecimal() for character in typed):
        assert read.paths or read.problems


@pytest.mark.parametrize(
    ("decision", "paragraphs", "paths"),
    [
        ("16/22", "Para 19", ("decision/cop/16/22/19",)),
        ("CP11/7", "Para 8", ("decision/cp-mop/11/7/8",)),
        ("CP-11/7", "Para 8", ("decision/cp-mop/11/7/8",)),
        ("CP 11/7", "Para 8", ("decision/cp-mop/11/7/8",)),
        ("NP-4/3", "Para 5, Para 7", ("decision/np-mop/4/3/5", "decision/np-mop/4/3/7")),
        ("BS-V/2", "1", ("decision/cp-mop/5/2/1",)),
        ("X/15", "Para 5 (d)", ("decision/cop/10/15/5.d",)),
        ("16/5", "Section C Para 2", ("decision/cop/16/5/C/2",)),
        ("16/5 C", "Para 2", ("decision/cop/16/5/C/2",)),
        ("16/22 para 19", "", ("decision/cop/16/22/19",)),
        ("16/11", "", ("decision/cop/16/11",)),
        ("16/11", "see below", ("decision/cop/16/11",)),
        ("VII/23; VII/29", "3(c); annex 4(f)", ("decision/cop/7/23/3.c", "decision/cop/7/29/annex/4.f")),
        ("VII/23 and VII/29", "3(c)", ("decision/cop/7/23", "decision/cop/7/29")),
    ],
)
def test_a_decision_cell_and_a_paragraph_cell_together_name_targets(
    decision: str, paragraphs: str, paths: tuple[str, ...]
) -> None:
    assert read_targets(decision, paragraphs).paths == paths


def test_paragraphs_that_could_belong_to_either_decision_are_told() -> None:
    (problem,) = read_targets("VII/23 and VII/29", "3(c)").paragraph_problems
    assert problem.reason == "cannot be shared out among several decisions"


def test_paragraphs_without_a_decision_are_told() -> None:
    (problem,) = read_targets("", "Para 3").paragraph_problems
    assert problem.reason == "names paragraphs, but no decision was read"


def test_a_number_that_a_spreadsheet_made_a_date_of_is_no_decision() -> None:
    (problem,) = read_targets("2025-10-15").decision_problems
    assert problem.reason == "cites no decision; a spreadsheet may have made a date of it"


def test_a_document_is_no_decision() -> None:
    assert read_targets("UNEP/CBD/COP/10/15").paths == ()
    assert read_targets("UNEP/CBD/COP/10/15").decision_problems
