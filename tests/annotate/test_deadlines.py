"""By when something is asked for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.annotate.deadlines import Deadlines

EN = {"Conference of the Parties": "cop", "Working Group on Review": "wgri"}
ZH = {"缔约方大会": "cop", "审查工作组": "wgri"}


def due(language: str, text: str, session: int | None = 10, year: int = 0) -> list[str]:
    deadlines = Deadlines.of(language, EN if language == "en" else ZH)
    assert deadlines is not None
    found = deadlines.find(text, "cop", session, year)
    return [deadline.meeting or deadline.date or "" for deadline in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("for consideration by the Conference of the Parties at its eleventh meeting", ["cop/11"]),
        ("to report to the Working Group on Review at its third meeting", ["wgri/3"]),
        ("for the Working Group on Review at its third meeting and the Conference of the Parties at its 12th meeting",
         ["wgri/3", "cop/12"]),
        ("to collect views, and report to the Conference of the Parties at its eleventh meeting", ["cop/11"]),
        ("before the twenty-first meeting of the Conference of the Parties", ["cop/21"]),
        ("Decides to consider this at its next meeting", ["cop/11"]),
        ("to be considered by the Working Group on Review at its third meeting", ["wgri/3"]),
        ("to report by 31 December 2012", ["2012-12-31"]),
        ("no later than March 2013", ["2013-03"]),
        ("before the end of 2014", ["2014"]),
        ("by June 30, 2011", ["2011-06-30"]),
    ],
)  # fmt: skip
def test_an_english_deadline_is_a_meeting_or_a_date_ahead(text: str, found: list[str]) -> None:
    assert due("en", text) == found


@pytest.mark.parametrize(
    "text",
    [
        "as adopted by the Conference of the Parties at its seventh meeting",
        "the group, which met from 10 to 12 September 2007",
        "the plan adopted by the Working Group on Review at its third meeting",
        "noting the report of the Working Group on Review at its third meeting",
        "the strategy 2011-2020",
        "its many meetings",
        "in 2009 and 2010",
    ],
)
def test_what_is_past_or_no_limit_is_no_deadline_in_english(text: str) -> None:
    assert due("en", text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("向缔约方大会下一届会议提出报告", ["cop/11"]),
        ("供缔约方大会第十一届会议审议", ["cop/11"]),
        ("提交审查工作组第 3 次会议", ["wgri/3"]),
        ("在2012年12月31日之前提交", ["2012-12-31"]),
        ("不迟于二〇一二年三月", ["2012-03"]),
        ("到2015年底完成", ["2015"]),
    ],
)
def test_a_chinese_deadline_is_a_meeting_or_a_date_ahead(text: str, found: list[str]) -> None:
    assert due("zh", text) == found


@pytest.mark.parametrize(
    "text",
    ["缔约方大会第七届会议通过的计划", "审查工作组第三次会议通过的建议", "实现2010年目标", "2011-2020年战略计划"],
)
def test_what_is_past_or_no_limit_is_no_deadline_in_chinese(text: str) -> None:
    assert due("zh", text) == []


def test_a_date_before_the_text_was_adopted_is_past() -> None:
    assert due("en", "by 1998, and again by 2012", year=2010) == ["2012"]


def test_the_next_meeting_of_another_body_or_of_an_unknown_session_has_no_number() -> None:
    assert due("en", "to the Working Group on Review at its next meeting") == []
    assert due("en", "at its next meeting", session=None) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "to be agreed by the Plants Committee at its next meeting"),
        ("en", "before the fifteenth meeting of the Plants Committee"),
        ("zh", "提交植物委员会下一次会议"),
    ],
)
def test_a_meeting_of_a_body_without_a_known_name_is_nobody_s(language: str, text: str) -> None:
    assert due(language, text) == []


def test_a_language_without_grammar_has_no_deadlines() -> None:
    assert Deadlines.of("tlh", EN) is None


PIECES = st.sampled_from(
    [
        " by ",
        "at its ",
        "the ",
        "next",
        "tenth",
        "21st",
        " meeting",
        "2012",
        "31 December ",
        "Conference of the Parties",
        ", ",
        "到",
        "2012",
        "年",
        "十二月",
        "底",
        "之前",
        "第",
        "十一",
        "届会议",
        "下一届会议",
        "缔约方大会",
        " ",
    ]
)


@given(st.lists(PIECES, max_size=14).map("".join), st.sampled_from(["en", "zh"]))
def test_the_span_of_a_deadline_always_repeats_its_text_and_says_one_time(text: str, language: str) -> None:
    deadlines = Deadlines.of(language, EN if language == "en" else ZH)
    assert deadlines is not None
    for deadline in deadlines.find(text, "cop", 10):
        assert text[deadline.span.start : deadline.span.end] == deadline.span.exact
        assert (deadline.meeting is None) != (deadline.date is None)


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "Requests Parties to answer within sixty (60) days", [("", "P60D")]),
        ("en", "three months before the eleventh meeting of the Conference of the Parties", [("cop/11", "P3M")]),
        ("en", "at least six months prior to 31 December 2012", [("2012-12-31", "P6M")]),
        ("en", "at a meeting held prior to the eleventh meeting of the Conference of the Parties", [("cop/11", None)]),
        ("zh", "在两年内提交报告", [("", "P2Y")]),
        ("zh", "缔约方大会第十一届会议之前至少三个月", [("cop/11", "P3M")]),
        ("fr", "de répondre dans un délai de deux ans", [("", "P2Y")]),
        ("es", "que respondan dentro de los seis meses siguientes", [("", "P6M")]),
        ("ru", "представить доклады в течение шести месяцев", [("", "P6M")]),
        ("ar", "أن تقدم تقاريرها خلال ثلاث سنوات", [("", "P3Y")]),
        ("ar", "في موعد لا يتجاوز 31 ديسمبر/كانون الأول 2026", [("2026-12-31", None)]),
        ("ar", "أن تقدم تقاريرها في غضون سنتين", [("", "P2Y")]),
    ],
)  # fmt: skip
def test_a_time_is_allowed_or_counted_back_from_a_meeting_or_date(
    language: str, text: str, found: list[tuple[str, str | None]]
) -> None:
    deadlines = Deadlines.of(language, ZH if language == "zh" else EN)
    assert deadlines is not None
    told = deadlines.find(text, "cop", 10)
    assert [(due.meeting or due.date or "", due.period) for due in told] == found


@pytest.mark.parametrize(
    "text", ["over the past two years", "a period of two years", "two-year plan", "within two kilometres"]
)
def test_a_length_of_time_alone_is_no_deadline(text: str) -> None:
    assert due("en", text) == []
