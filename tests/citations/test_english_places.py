"""Phrases of places in English: what of what, in whatever order they are printed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.annotate.chains import read_chain
from loaders.annotate.citation_patterns import patterns_of
from loaders.annotate.citations import find_citations

DECISION = "decision/cop/14/8"


def targets(text: str) -> list[str | None]:
    return [found.target for found in find_citations(text, "en")]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("decision 14/8, section A, annex I, paragraph 6", ["A/annex-1/6"]),
        ("paragraph 10 of annex I, section B, to decision 14/8", ["annex-1/section/B/10"]),
        ("section C of decision 14/8", ["C"]),
        ("section II of decision 14/8", ["section/II"]),
        ("paragraph 6 of section III of decision 14/8 A", ["A/section/III/6"]),
        ("annexes I to III to decision 14/8", ["annex-1", "annex-2", "annex-3"]),
        ("decision 14/8, annex II, sections A and B", ["annex-2/section/A", "annex-2/section/B"]),
        ("the appendix to annex II of decision 14/8", ["appendix"]),
        ("items (b) and (c) of paragraph 7 of decision 14/8", ["7.b", "7.c"]),
        ("paragraph 4, subparagraph (a), of decision 14/8", ["4.a"]),
        ("part A, paragraphs 1-3, of decision 14/8", ["A/1", "A/2", "A/3"]),
        (
            "paragraph 3 of section A and paragraph 5 of section B of annex I to decision 14/8",
            ["annex-1/section/A/3", "annex-1/section/B/5"],
        ),
    ],
)
def test_places_of_a_decision_are_read_in_any_order(text: str, places: list[str]) -> None:
    assert targets(text) == [f"{DECISION}/{place}" for place in places]


def test_a_roman_section_does_not_take_the_session_of_the_next_decision() -> None:
    assert targets("decisions X/2, annex, section IV, and XI/16, paragraph 5") == [
        "decision/cop/10/2/annex/section/IV",
        "decision/cop/11/16/5",
    ]


def test_annexes_of_treaties_are_no_annexes_of_the_text() -> None:
    assert targets("Parties included in Annex I to the Convention, and annex II of the Protocol") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“Information sharing”, CBD, CPB, Art 11.6. See below", ["vocab/cartagena/11.6"]),
        ("Article 8(j) of the CBD and Art. 12 of the Biosafety Protocol", ["vocab/cbd/8.j", "vocab/cartagena/12"]),
        ("the state of the art 5 methods", []),
        ("BS –I/4, Annex I", ["decision/cp-mop/1/4/annex-1"]),
        ("Article 8, paragraphs (c) and (l), of the Convention", ["vocab/cbd/8.c", "vocab/cbd/8.l"]),
    ],
)
def test_articles_and_decisions_are_found_in_their_rarer_spellings(text: str, found: list[str]) -> None:
    assert targets(text) == found


def test_every_resolution_of_a_list_is_one_of_the_assembly() -> None:
    found = find_citations("resolutions 64/292, 66/288 of 27 July 2012 and 70/1, and decision 15/4", "en")
    assert [raw.base for raw in found] == [
        "https://undocs.org/A/RES/64/292",
        "https://undocs.org/A/RES/66/288",
        "https://undocs.org/A/RES/70/1",
        "decision/cop/15/4",
    ]


STEPS = st.lists(
    st.sampled_from(
        [
            *("paragraph 3", "paragraphs 3 (a) to (c) and 7", "item (a)", "section B", "sections II and III"),
            *("chapter V", "annex", "annex IV", "annexes I and II", "appendix"),
        ]
    ),
    min_size=1,
    max_size=5,
)


@given(STEPS, st.sampled_from([" of ", ", ", " and ", " to the "]))
def test_any_chain_of_places_is_read_and_each_decision_keeps_its_own(steps: list[str], joint: str) -> None:
    phrase = joint.join(steps)
    assert read_chain(phrase, patterns_of("en"))
    found = targets(f"{phrase} of decision 14/8")
    assert found
    assert all(target is None or target.startswith(DECISION) for target in found)
