"""What the stage makes of a whole text."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.findings import Action, Addressee, Citation, Deadline, Findings, Subject

Annotated = Callable[..., dict[str, Findings]]

DECISIONS = {
    "zh": {
        "title": "请求合作",
        "preamble/1": "审议了执行秘书的报告，",
        "1": "通过 附件所载计划，并欢迎 执行秘书的建议；",
        "2": "鼓励 各缔约方：",
        "2.a": "通过网站保护森林；",
        "2.b": "在向全球环境基金申请资金时列入森林；",
        "2.b.i": "包括湿地；",
        "3": "请 执行秘书在有经费的情况下：",
        "3.a": "同各缔约方合作，就进展情况向缔约方大会下一届会议提出报告；",
        "3.b": "邀请各缔约方提供资料；",
        "annex": "计划",
        "annex/1": "鼓励各缔约方保护森林；",
        "note/1": "请各缔约方注意。",
    },
    "en": {
        "title": "Requests for cooperation",
        "preamble/1": "Recalling its decision IX/5,",
        "1": "Adopts the plan in the annex, and welcomes the advice of the Executive Secretary;",
        "2": "Encourages Parties:",
        "2.a": "To protect forests;",
        "2.b": "To name forests when they apply to the Global Environment Facility;",
        "2.b.i": "And wetlands;",
        "3": "Requests the Executive Secretary, subject to available resources:",
        "3.a": "In cooperation with Parties, to report to the Conference of the Parties at its next meeting;",
        "3.b": "Invites Parties to send data;",
        "annex": "Plan",
        "annex/1": "Encourages Parties to protect forests;",
        "note/1": "Requests Parties to note.",
    },
}


@pytest.fixture(params=["en", "zh"])
def findings(request: pytest.FixtureRequest, annotated: Annotated) -> dict[str, Findings]:
    """The small decision in a language."""
    return annotated(request.param, DECISIONS[request.param])


def acts(found: dict[str, Findings], path: str) -> list[tuple[str, str]]:
    return [(action.code, action.origin) for action in found.get(path, Findings()).actions]


def addressees(found: dict[str, Findings], path: str) -> list[tuple[str, str]]:
    return [(addressee.code, addressee.origin) for addressee in found.get(path, Findings()).addressees]


def test_a_paragraph_does_what_its_own_words_say(findings: dict[str, Findings]) -> None:
    assert acts(findings, "1") == [("adopt", "1"), ("welcome", "1")]
    assert acts(findings, "2") == [("encourage", "2")]


def test_who_is_only_thanked_or_welcomed_is_not_addressed(findings: dict[str, Findings]) -> None:
    assert addressees(findings, "1") == []


def test_an_item_has_the_act_and_the_addressees_of_its_chapeau(findings: dict[str, Findings]) -> None:
    for path in ("2.a", "2.b", "2.b.i"):
        assert acts(findings, path) == [("encourage", "2")]
        assert addressees(findings, path) == [("parties", "2")]


def test_an_item_that_turns_to_somebody_itself_has_its_own_act(findings: dict[str, Findings]) -> None:
    assert acts(findings, "3.b") == [("invite", "3.b")]
    assert addressees(findings, "3.b") == [("parties", "3.b")]


def test_who_is_only_worked_with_is_not_addressed(findings: dict[str, Findings]) -> None:
    assert addressees(findings, "3.a") == [("executive-secretary", "3")]


def test_the_next_meeting_is_counted_from_the_session_of_the_text(findings: dict[str, Findings]) -> None:
    assert [deadline.meeting for deadline in findings["3.a"].deadlines] == ["cop/11"]


def test_titles_annexes_and_notes_do_nothing_but_have_subjects(findings: dict[str, Findings]) -> None:
    assert all(not acts(findings, path) for path in ("title", "annex", "annex/1", "note/1"))
    assert any(subject.concept == "vocab/subjects/FOR" for subject in findings["annex/1"].subjects)


def test_a_preamble_gives_context(findings: dict[str, Findings]) -> None:
    assert len(acts(findings, "preamble/1")) == 1


def test_only_elements_with_findings_are_listed(annotated: Annotated) -> None:
    assert annotated("en", {"1": "Nothing of note", "2": "Decides to go on;"}).keys() == {"2"}


def test_text_after_a_list_goes_on_with_its_chapeau(annotated: Annotated) -> None:
    found = annotated(
        "en",
        {
            "6": "Requests the Executive Secretary to:",
            "6.a": "Name options;",
            "6/wrap": "and to send them to the Working Group on Review at its third meeting;",
        },
    )
    assert acts(found, "6/wrap") == [("request", "6")]
    assert [deadline.meeting for deadline in found["6/wrap"].deadlines] == ["wgri/3"]


def test_items_of_a_chapeau_with_two_acts_continue_the_last(annotated: Annotated) -> None:
    found = annotated("en", {"1": "Welcomes the plan, and invites donors to:", "1.a": "Fund it;"})
    assert acts(found, "1.a") == [("invite", "1")]
    assert addressees(found, "1.a") == [("donors", "1")]


def test_a_document_acts_only_where_it_recommends(annotated: Annotated) -> None:
    found = annotated(
        "zh",
        {"1": "请各缔约方注意；", "recommendation/1": "请各缔约方参与；"},
        identifier="document/UNEP_CBD_SBSTTA_10_11",
        kind="document",
    )
    assert acts(found, "1") == []
    assert addressees(found, "recommendation/1") == [("parties", "recommendation/1")]


def test_the_body_that_speaks_does_not_address_itself(annotated: Annotated) -> None:
    sentence = {"1": "Recommends that the Conference of the Parties adopt the plan;"}
    assert addressees(annotated("en", sentence), "1") == []
    recommended = annotated("en", sentence, identifier="recommendation/sbstta/10/4", kind="recommendation")
    assert addressees(recommended, "1") == [("cop", "1")]


def test_a_date_before_adoption_is_no_deadline(annotated: Annotated) -> None:
    sentence = {"1": "Requests the Executive Secretary to do by 2012 what was due by 1999;"}
    found = annotated("en", sentence, adopted="2010-10-29")
    assert [deadline.date for deadline in found["1"].deadlines] == ["2012"]


def test_citations_services_and_candidates_stand_beside_the_acts(annotated: Annotated) -> None:
    found = annotated("en", {"1": "Recalling decision IX/5, requests the Executive Secretary to act;"})
    assert [citation.target for citation in found["1"].citations] == ["decision/cop/9/5"]


SENTENCES = st.sampled_from(
    [
        "Requests the Executive Secretary to:",
        "Invites Parties, and welcomes the plan;",
        "Protect forests by 2012;",
        "Report at its eleventh meeting;",
        "请执行秘书：",
        "保护森林，并邀请各缔约方参与；",
    ]
)


@given(st.sampled_from(["en", "zh"]), st.lists(SENTENCES, min_size=4, max_size=4))
def test_every_span_repeats_its_text_and_every_origin_is_the_element_or_above_it(
    annotated: Annotated, language: str, sentences: list[str]
) -> None:
    elements = dict(zip(("1", "1.a", "1.a.i", "1.b"), sentences, strict=True))
    for path, found in annotated(language, elements).items():
        spoken: tuple[Action | Addressee, ...] = (*found.actions, *found.addressees)
        for finding in spoken:
            assert path == finding.origin or path.startswith(f"{finding.origin}.")
            text = elements[finding.origin]
            assert text[finding.span.start : finding.span.end] == finding.span.exact
        said: tuple[Deadline | Subject | Citation, ...] = (*found.deadlines, *found.subjects, *found.citations)
        for mention in said:
            assert elements[path][mention.span.start : mention.span.end] == mention.span.exact
