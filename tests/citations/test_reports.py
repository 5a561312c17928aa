"""Elements of documents that say what was done pursuant to a decision, and those that tell what was decided."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from loaders.annotate.reports import find_reports
from loaders.findings import Citation
from loaders.text import Kind, Text

MakeText = Callable[..., Text]
Bind = Callable[[Text], Mapping[str, tuple[Citation, ...]]]
NOTE = "document/UNEP_CBD_SBSTTA_10_11"


def reported(make_text: MakeText, bound: Bind, words: str, language: str) -> list[str]:
    text = make_text(NOTE, ("1", Kind.PARAGRAPH, words), language=language)
    return [report.target for report in find_reports(text, bound(text)).get("1", ())]


@pytest.mark.parametrize(
    ("words", "target"),
    [
        ("根据第 VI/18 号决定第 3 段，制定了工具箱。", "decision/cop/6/18/3"),
        ("为支持第 VII/30 号决定，秘书处建了网页。", "decision/cop/7/30"),
        ("这一工具是响应缔约方大会关于某题的第 VII/12 号决定第 5 段开发的。", "decision/cop/7/12/5"),
        ("为满足有关网络的要求, 特别是关于机制的第 VII/23 号决定第 3(c)段, 开了一次会。", "decision/cop/7/23/3.c"),
        ("端口还支持同关于转让的第 VII/29 号决定第 6 段有关的工作。", "decision/cop/7/29/6"),
    ],
)
def test_a_cue_before_the_decision_makes_a_report(make_text: MakeText, bound: Bind, words: str, target: str) -> None:
    assert reported(make_text, bound, words, "zh") == [target]


@pytest.mark.parametrize(
    "words",
    [
        "缔约方大会在第 VII/23 号决定 13(b) 段中认识到网络的作用。",
        "第 VII/30 号决定第 3 段呼吁使用数据。",
        "正如在缔约方大会第 VI/23 号决定第 24 段中所述，网络有用。",
        "关于水的第 VII/5 号决定附件一第 2 段写道目标一致。",
        "根据《公约》第 18 条第 3 款设立。第 VII/4 号决定谈水。",
    ],
)
def test_telling_what_was_decided_is_no_report(make_text: MakeText, bound: Bind, words: str) -> None:
    assert reported(make_text, bound, words, "zh") == []


def test_english_cues_govern_their_clause_and_what_it_lists(make_text: MakeText, bound: Bind) -> None:
    words = "Pursuant to decision VII/30 and decision VII/23, paragraph 3 (c), the Secretariat opened a forum."
    assert reported(make_text, bound, words, "en") == ["decision/cop/7/30", "decision/cop/7/23/3.c"]


def test_english_telling_is_no_report(make_text: MakeText, bound: Bind) -> None:
    words = "In response, the Conference of the Parties in decision VII/30 recognized the part of the mechanism."
    assert reported(make_text, bound, words, "en") == []


def test_a_decision_does_not_report(make_text: MakeText, bound: Bind) -> None:
    text = make_text("decision/cop/10/15", ("1", Kind.PARAGRAPH, "Pursuant to decision VII/30, requests more;"))
    assert not find_reports(text, bound(text))
