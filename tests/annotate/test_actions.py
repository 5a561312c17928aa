"""Which verb a paragraph speaks with."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.annotate.actions import Verbs
from loaders.annotate.addressees import Actors
from loaders.annotate.grammar import grammar_of

VerbsOf = Callable[[str], Verbs]


def codes(verbs: Verbs, text: str, *, item: bool = False) -> list[str]:
    return [act.code for act in verbs.find(text, item=item)]


@pytest.mark.parametrize(
    ("sentence", "acts"),
    [
        ("Requests the Executive Secretary to write a guide;", ["request"]),
        ("Also invites donors to help;", ["invite"]),
        ("Once again urges Parties to report;", ["urge"]),
        ("Notes with appreciation the work done;", ["appreciate"]),
        ("Takes note with appreciation of the work done;", ["take-note"]),
        ("Strongly encourages Parties to share data;", ["strongly-encourage"]),
        ("[Decides to meet again;]", ["decide"]),
        ("Takes note of the report, and requests the Executive Secretary to publish it;", ["take-note", "request"]),
        ("Takes note of the report and invites Parties to read it;", ["take-note", "invite"]),
        ("Urges Parties to pay, and also urges other Governments to pay;", ["urge", "urge"]),
        ("Recalling decision X/2, invites Parties to act;", ["recall", "invite"]),
        ("Recalling decision X/2, and noting the report, decides to go on;", ["recall", "note", "decide"]),
        ("Underlining the importance of data, requests the Executive Secretary to:", ["emphasize", "request"]),
        ("With a view to saving time, decides to meet in the morning;", ["decide"]),
        ("Adopts the plan, and, to this end, invites donors to fund it;", ["adopt", "invite"]),
    ],
)
def test_an_english_paragraph_speaks_with_its_first_verb_and_those_joined_to_it(
    verbs_of: VerbsOf, sentence: str, acts: list[str]
) -> None:
    assert codes(verbs_of("en"), sentence) == acts


@pytest.mark.parametrize(
    ("sentence", "acts"),
    [
        ("Takes note of the study, taking into account the first one;", ["take-note"]),
        ("Decides that the plan, which guides work and supports training, goes on;", ["decide"]),
        ("Requests the Executive Secretary to collect views and notes for the file;", ["request"]),
        ("Encourages Parties to answer invitations and requests for data;", ["encourage"]),
        ("Publications that the Executive Secretary requests;", []),
        ("Requested data are kept;", []),
    ],
)
def test_english_words_inside_a_sentence_are_prose(verbs_of: VerbsOf, sentence: str, acts: list[str]) -> None:
    assert codes(verbs_of("en"), sentence) == acts


@pytest.mark.parametrize(
    ("sentence", "acts"),
    [
        ("请 执行秘书编写指南；", ["request"]),
        ("还请执行秘书编写指南；", ["request"]),
        ("邀请各缔约方提供资料；", ["invite"]),
        ("提请各缔约方注意报告；", ["draw-attention"]),
        ("又注意到这份报告；", ["take-note"]),
        ("大力鼓励各缔约方参与；", ["strongly-encourage"]),
        ("通过 附件所载计划，并欢迎报告所载建议；", ["adopt", "welcome"]),
        ("注意到这份报告，并请执行秘书予以公布；", ["take-note", "request"]),
        ("回顾第 X/2 号决定，邀请各缔约方采取行动；", ["recall", "invite"]),
        ("敦促各缔约方缴款，还请执行秘书报告情况；", ["urge", "request"]),
    ],
)
def test_a_chinese_paragraph_speaks_with_its_first_verb_and_those_joined_to_it(
    verbs_of: VerbsOf, sentence: str, acts: list[str]
) -> None:
    assert codes(verbs_of("zh"), sentence) == acts


@pytest.mark.parametrize(
    ("sentence", "acts"),
    [
        ("通过 这一计划，并通过网站提供信息；", ["adopt"]),
        ("请执行秘书收集申请，并欢迎来信；", ["request"]),
        ("请执行秘书编写报告，并支持各国的工作；", ["request"]),
        ("该决定请求延期；", []),
    ],
)
def test_chinese_words_inside_a_sentence_are_prose(verbs_of: VerbsOf, sentence: str, acts: list[str]) -> None:
    assert codes(verbs_of("zh"), sentence) == acts


def test_after_the_start_of_a_chinese_item_no_other_act_is_read(verbs_of: VerbsOf) -> None:
    assert codes(verbs_of("zh"), "编写指南，并请各缔约方提出意见；", item=True) == []


def test_an_act_has_the_strength_of_the_vocabulary_whatever_hedges_it(verbs_of: VerbsOf) -> None:
    plain, hedged = (
        verbs_of("en").find(f"Requests the Executive Secretary{hedge} to meet;")[0].strength
        for hedge in ("", ", subject to available resources,")
    )
    assert plain == hedged == 5


def test_an_act_knows_whether_an_actor_follows_it(verbs_of: VerbsOf) -> None:
    assert [act.direct for act in verbs_of("en").find("Welcomes the plan, and urges all Parties to use it;")] == [
        False,
        True,
    ]


def test_a_language_without_grammar_has_no_acts(actors_of: Callable[[str], Actors]) -> None:
    assert grammar_of("tlh") is None
    assert Verbs.of("tlh", {"requests": ("request", 5)}, actors_of("en")) is None


PIECES = st.sampled_from(
    [
        "Requests ",
        "invites ",
        "Recalling ",
        "Parties",
        " the Executive Secretary",
        ", and ",
        ", ",
        " and ",
        " to act",
        ";",
        "which ",
        "请",
        "并",
        "，",
        "邀请",
        "各缔约方",
        "执行秘书",
        "通过",
        "、",
        "以及",
        "与",
        "协商",
        "：",
    ]
)


@given(st.lists(PIECES, max_size=14).map("".join), st.sampled_from(["en", "zh"]), st.booleans())
def test_the_span_of_an_act_always_repeats_its_text(text: str, language: str, item: bool) -> None:
    actors = Actors.of(
        language, {"Parties": "parties", "Executive Secretary": "es", "各缔约方": "parties", "执行秘书": "es"}
    )
    labels = dict.fromkeys(("requests", "invites", "recalling", "请", "邀请", "通过"), ("request", 5))
    assert actors is not None
    verbs = Verbs.of(language, labels, actors)
    assert verbs is not None
    acts = verbs.find(text, item=item)
    for act in acts:
        assert text[act.span.start : act.span.end] == act.span.exact
        for addressee in actors.addressed(text, act.span.end, len(text)):
            assert text[addressee.span.start : addressee.span.end] == addressee.span.exact
    starts = [act.span.start for act in acts]
    assert starts == sorted(set(starts))
