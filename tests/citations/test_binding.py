"""What only the whole text can tell: which decision, whose annex, which report."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from loaders.findings import Citation, Resolution
from loaders.text import Kind, Text

MakeText = Callable[..., Text]
Bind = Callable[[Text], Mapping[str, tuple[Citation, ...]]]
NOTE = "document/UNEP_CBD_SBSTTA_10_11"
DECISION = "decision/cop/10/15"


def targets(citations: Mapping[str, tuple[Citation, ...]], path: str) -> list[str | None]:
    return [citation.target for citation in citations.get(path, ())]


def test_the_same_decision_is_the_one_cited_last(make_text: MakeText, bound: Bind) -> None:
    text = make_text(
        NOTE,
        ("1", Kind.PARAGRAPH, "第 VII/27 号决定第 10(b) 段谈到山区。在同一决定第 10(e) 段中谈到水。"),
        language="zh",
    )
    assert targets(bound(text), "1") == ["decision/cop/7/27/10.b", "decision/cop/7/27/10.e"]


def test_a_bare_annex_and_paragraph_belong_to_the_decision_before_them(make_text: MakeText, bound: Bind) -> None:
    text = make_text(
        NOTE, ("1", Kind.PARAGRAPH, "第 VII/29 号决定有计划。附件第 4(f) 段和第 5 段谈网络。"), language="zh"
    )
    assert targets(bound(text), "1") == ["decision/cop/7/29", "decision/cop/7/29/annex/4.f", "decision/cop/7/29/5"]


def test_an_item_goes_on_from_the_decision_of_its_chapeau(make_text: MakeText, bound: Bind) -> None:
    text = make_text(
        NOTE,
        ("1", Kind.PARAGRAPH, "In decision X/2 the following was asked:"),
        ("1.a", Kind.ITEM, "In paragraph 3 (b), a list;", "1"),
        ("2", Kind.PARAGRAPH, "In paragraph 17 something else."),
    )
    citations = bound(text)
    assert targets(citations, "1.a") == ["decision/cop/10/2/3.b"]
    assert "2" not in citations


def test_a_note_goes_on_from_the_element_that_calls_it(make_text: MakeText, bound: Bind) -> None:
    text = make_text(
        NOTE,
        ("1", Kind.PARAGRAPH, "第 VI/23 号决定谈物种。"),
        ("2", Kind.PARAGRAPH, "第 VII/4 号决定谈水域。"),
        ("note/star", Kind.NOTE, "一人反对该决定。"),
        language="zh",
        calls={"note/star": "1"},
    )
    assert targets(bound(text), "note/star") == ["decision/cop/6/23"]


def test_after_a_decision_of_another_treaty_that_decision_is_external(make_text: MakeText, bound: Bind) -> None:
    text = make_text(
        NOTE, ("1", Kind.PARAGRAPH, "See decision X/2, decision 1/CP.21 and paragraph 5 of that decision.")
    )
    last = bound(text)["1"][-1]
    assert (last.target, last.resolution) == (None, Resolution.EXTERNAL)


def test_an_article_of_another_treaty_leaves_the_decision_in_mind(make_text: MakeText, bound: Bind) -> None:
    words = "Decision X/2 and Article 6 of the Paris Agreement, as in paragraph 4 of the same decision."
    text = make_text(NOTE, ("1", Kind.PARAGRAPH, words))
    assert targets(bound(text), "1") == ["decision/cop/10/2", None, "decision/cop/10/2/4"]


def test_own_annex_and_own_goals_are_bound_when_the_text_has_them(make_text: MakeText, bound: Bind) -> None:
    text = make_text(
        DECISION,
        ("1", Kind.PARAGRAPH, "通过 本决定附件所载的目标；"),
        ("2.a", Kind.ITEM, "加强网站（目标2）和网络（目标7）；"),
        ("annex", Kind.ANNEX, "任务和目标"),
        ("annex/goal-2", Kind.GOAL, "目标2 的内容", "annex"),
        language="zh",
    )
    citations = bound(text)
    assert targets(citations, "1") == [f"{DECISION}/annex"]
    assert targets(citations, "2.a") == [f"{DECISION}/annex/goal-2"]
    assert "annex/goal-2" not in citations


def test_places_above_are_looked_for_in_the_same_annex_first(make_text: MakeText, bound: Bind) -> None:
    text = make_text(
        DECISION,
        ("3", Kind.PARAGRAPH, "Decides so;"),
        ("4", Kind.PARAGRAPH, "As in paragraph 3 above;"),
        ("annex", Kind.ANNEX, "Plan"),
        ("annex/3", Kind.PARAGRAPH, "A step.", "annex"),
        ("annex/4", Kind.PARAGRAPH, "Another, after paragraph 3 above.", "annex"),
    )
    citations = bound(text)
    assert targets(citations, "4") == [f"{DECISION}/3"]
    assert targets(citations, "annex/4") == [f"{DECISION}/annex/3"]


def test_a_place_that_the_text_does_not_have_is_suspect(make_text: MakeText, bound: Bind) -> None:
    (citation,) = bound(make_text(DECISION, ("1", Kind.PARAGRAPH, "Decides as in paragraph 9 above;")))["1"]
    assert (citation.target, citation.resolution) == (f"{DECISION}/9", Resolution.SUSPECT)


def test_a_named_report_with_an_annex_is_the_document_whose_annex_is_cited(make_text: MakeText, bound: Bind) -> None:
    text = make_text(
        DECISION,
        ("1", Kind.PARAGRAPH, "欢迎 执行秘书的进度报告附件二；"),
        ("2", Kind.PARAGRAPH, "见UNEP/CBD/COP/10/15号文件附件二和UNEP/CBD/COP/10/3；"),
        language="zh",
    )
    citation = bound(text)["1"][0]
    assert (citation.target, citation.span.exact) == (
        "document/UNEP_CBD_COP_10_15/annex-2",
        "执行秘书的进度报告附件二",
    )


def test_a_named_report_is_the_document_that_the_text_says_it_is_in(make_text: MakeText, bound: Bind) -> None:
    text = make_text(
        NOTE,
        ("1", Kind.PARAGRAPH, "某地会议报告定稿第 32 段谈到数据。"),
        ("2", Kind.PARAGRAPH, "某地会议报告载于 UNEP/CBD/SBSTTA/9/INF/9。另见 UNEP/CBD/SBSTTA/9/5。"),
        language="zh",
    )
    assert targets(bound(text), "1") == ["document/UNEP_CBD_SBSTTA_9_INF_9/32"]


def test_a_named_report_that_may_be_two_documents_is_ambiguous(make_text: MakeText, bound: Bind) -> None:
    text = make_text(
        DECISION,
        ("1", Kind.PARAGRAPH, "欢迎 执行秘书的进度报告附件二；"),
        ("2", Kind.PARAGRAPH, "见UNEP/CBD/COP/10/15号文件附件二和UNEP/CBD/COP/10/3号文件附件二；"),
        language="zh",
    )
    (citation,) = bound(text)["1"]
    assert (citation.target, citation.resolution) == (None, Resolution.AMBIGUOUS)


def test_a_component_is_the_concept_of_the_programme_that_the_decision_adopted_and_cites_the_decision(
    make_text: MakeText, bound: Bind
) -> None:
    words = "第 VII/27 号决定组成部分 3.3.3 和第 VII/12 号决定组成部分 3.1.4"
    text = make_text(NOTE, ("1", Kind.PARAGRAPH, words), language="zh")
    assert targets(bound(text), "1") == [
        "vocab/programmes/MNT-3.3.3",
        "decision/cop/7/27",
        "decision/cop/7/12/annex/component/3.1.4",
    ]


def test_an_agenda_item_leads_to_the_meeting_of_its_document(make_text: MakeText, bound: Bind) -> None:
    (citation,) = bound(make_text(NOTE, ("cover/agenda", Kind.OPENING, "临时议程*项目 5.4"), language="zh"))[
        "cover/agenda"
    ]
    assert (citation.target, citation.reason) == ("vocab/meetings/sbstta-10", "agenda item 5.4")


def test_an_article_of_no_named_treaty_is_one_of_the_treaty_that_the_body_serves(
    make_text: MakeText, bound: Bind
) -> None:
    row = ("1", Kind.PARAGRAPH, "Recalling Article 20,")
    assert targets(bound(make_text("decision/cp-mop/5/2", row)), "1") == ["vocab/cartagena/20"]
    assert targets(bound(make_text(DECISION, row)), "1") == ["vocab/cbd/20"]
    assert bound(make_text("document/FCCC_CP_2015_10", row))["1"][0].resolution is Resolution.EXTERNAL


def test_a_title_does_not_cite_its_own_decision(make_text: MakeText, bound: Bind) -> None:
    assert not bound(make_text(DECISION, ("title", Kind.TITLE, "X/15. A title")))


def test_a_heading_and_a_note_cite_paragraphs_and_no_headings_or_notes(make_text: MakeText, bound: Bind) -> None:
    text = make_text(
        "decision/cop/15/40",
        ("heading/1", Kind.HEADING, "Counting"),
        ("1", Kind.PARAGRAPH, "Decides to count ponds;"),
        ("note/1", Kind.NOTE, "Of stone."),
        ("note/2", Kind.NOTE, "As in paragraph 1 above."),
        ("heading/end", Kind.HEADING, "See paragraph 1 above"),
    )
    found = bound(text)
    assert [citation.target for path in ("note/2", "heading/end") for citation in found[path]] == [
        "decision/cop/15/40/1",
        "decision/cop/15/40/1",
    ]


def test_a_named_report_is_the_document_in_brackets_behind_it(make_text: MakeText, bound: Bind) -> None:
    text = make_text(
        "decision/cop/10/41",
        ("1", Kind.PARAGRAPH, "Takes note of annex I to the note by the Executive Secretary (UNEP/CBD/COP/9/11);"),
        ("2", Kind.PARAGRAPH, "Takes note of annex I to document UNEP/CBD/WG8J/6/2;"),
    )
    assert [citation.target for citation in bound(text)["1"]] == [
        "document/UNEP_CBD_COP_9_11/annex-1",
        "document/UNEP_CBD_COP_9_11",
    ]


def test_its_paragraphs_are_those_of_the_text_where_no_other_is_cited(make_text: MakeText, bound: Bind) -> None:
    text = make_text(
        "decision/cop/10/41",
        ("1", Kind.PARAGRAPH, "Decides to count ponds;"),
        ("2", Kind.PARAGRAPH, "Decides to review the present decision, in particular its paragraph 1;"),
    )
    assert [citation.target for citation in bound(text)["2"]] == ["decision/cop/10/41/1"]
