"""What an element says it serves is asserted; what is only alike is ranked, with the words that make it so."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from loaders.annotate.candidates import find_candidates, find_services
from loaders.findings import Citation
from loaders.text import Kind, Text

MakeText = Callable[..., Text]
Bind = Callable[[Text], Mapping[str, tuple[Citation, ...]]]
DECISION = "decision/cop/10/15"


def decision(make_text: MakeText) -> Text:
    return make_text(
        DECISION,
        ("1", Kind.PARAGRAPH, "Requests the Secretariat to:"),
        ("1.a", Kind.ITEM, "Keep its services running (goal 1);", "1"),
        ("1.b", Kind.ITEM, "Make the website readable in all official languages;", "1"),
        ("1.c", Kind.ITEM, "Report thereon.", "1"),
        ("annex", Kind.ANNEX, "Goals"),
        ("annex/goal-1", Kind.GOAL, "The central mechanism provides services", "annex"),
        ("annex/goal-1/1.1", Kind.OBJECTIVE, "The central mechanism is funded and staffed", "annex/goal-1"),
        ("annex/goal-1/1.2", Kind.OBJECTIVE, "A website of quality exists in the official languages", "annex/goal-1"),
    )


def test_a_goal_named_in_an_operative_element_is_served(make_text: MakeText, bound: Bind) -> None:
    text = decision(make_text)
    services = find_services(text, bound(text))
    assert {path: [one.target for one in found] for path, found in services.items()} == {
        "1.a": [f"{DECISION}/annex/goal-1"]
    }


def test_a_target_named_in_a_note_or_an_annex_is_not_served(make_text: MakeText, bound: Bind) -> None:
    words = "see Aichi Biodiversity Target 19"
    text = make_text(
        DECISION,
        ("2", Kind.PARAGRAPH, words),
        ("note/1", Kind.NOTE, words),
        ("annex", Kind.ANNEX, words),
        ("annex/2", Kind.PARAGRAPH, words, "annex"),
    )
    assert list(find_services(text, bound(text))) == ["2"]


def test_the_objective_that_shares_the_rarest_words_comes_first_with_its_reason(
    make_text: MakeText, bound: Bind
) -> None:
    text = decision(make_text)
    candidates = find_candidates(text, find_services(text, bound(text)))
    best = candidates["1.b"][0]
    assert best.target == f"{DECISION}/annex/goal-1/1.2"
    assert 0 < best.score <= 1
    assert best.reason == "shared words: languages, official, website"


def test_tied_elements_chapeaux_and_strangers_have_no_candidates(make_text: MakeText, bound: Bind) -> None:
    text = decision(make_text)
    assert list(find_candidates(text, find_services(text, bound(text)))) == ["1.b"]


def test_a_decision_without_goals_has_no_candidates(make_text: MakeText) -> None:
    assert not find_candidates(make_text(DECISION, ("1", Kind.PARAGRAPH, "Decides;")), {})
