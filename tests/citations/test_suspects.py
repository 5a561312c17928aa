"""What the evidence speaks against is kept as printed and marked, with the target that the evidence gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from loaders.findings import Citation, Resolution
from loaders.text import Kind, Text

MakeText = Callable[..., Text]
Bind = Callable[[Text], Mapping[str, tuple[Citation, ...]]]
NOTE = "document/UNEP_CBD_SBSTTA_10_11"
SENTENCE = (
    "the Conference of the Parties saw that the mechanism has a part to play in reaching the target by exchange of news"
)


def told(decision: str) -> str:
    return f"In paragraph 13 (b) of decision {decision}, {SENTENCE}."


def test_a_paragraph_that_its_article_lacks_is_suspect_for_the_one_article_that_has_it(
    make_text: MakeText, bound: Bind
) -> None:
    text = make_text(
        NOTE,
        ("1", Kind.PARAGRAPH, "Set up under Article 18, paragraph 3, of the Convention."),
        ("5", Kind.PARAGRAPH, "It was decided to carry out Article 10, paragraph 3, of the Convention."),
    )
    (citation,) = bound(text)["5"]
    assert (citation.target, citation.resolution, citation.suspected) == (
        "vocab/cbd/10.3",
        Resolution.SUSPECT,
        "vocab/cbd/18.3",
    )


def test_no_target_is_suspected_where_nothing_in_the_text_gives_one(make_text: MakeText, bound: Bind) -> None:
    (citation,) = bound(make_text(NOTE, ("5", Kind.PARAGRAPH, "Article 10, paragraph 3, of the Convention")))["5"]
    assert (citation.resolution, citation.suspected) == (Resolution.SUSPECT, None)


def test_the_minority_of_a_sentence_told_three_times_is_suspect(make_text: MakeText, bound: Bind) -> None:
    text = make_text(
        NOTE,
        ("1", Kind.PARAGRAPH, told("VII/30")),
        ("2", Kind.PARAGRAPH, told("VII/23")),
        ("3", Kind.PARAGRAPH, told("VII/30")),
    )
    citations = bound(text)
    assert [citations[path][0].resolution for path in "123"] == ["resolved", "suspect", "resolved"]
    assert citations["2"][0].suspected == "decision/cop/7/30/13.b"
    assert citations["2"][0].target == "decision/cop/7/23/13.b"


def test_a_tie_makes_both_ambiguous(make_text: MakeText, bound: Bind) -> None:
    text = make_text(NOTE, ("1", Kind.PARAGRAPH, told("VII/30")), ("2", Kind.PARAGRAPH, told("VII/23")))
    assert [bound(text)[path][0].resolution for path in "12"] == ["ambiguous", "ambiguous"]


def test_the_same_pinpoint_in_other_words_raises_no_doubt(make_text: MakeText, bound: Bind) -> None:
    text = make_text(
        NOTE,
        ("1", Kind.PARAGRAPH, told("VII/30")),
        (
            "2",
            Kind.PARAGRAPH,
            "Paragraph 13 (b) of decision VII/23 turns to the funding of island workshops by donors.",
        ),
    )
    assert [bound(text)[path][0].resolution for path in "12"] == ["resolved", "resolved"]


def test_decisions_of_two_meetings_that_repeat_a_sentence_raise_no_doubt(make_text: MakeText, bound: Bind) -> None:
    text = make_text(NOTE, ("1", Kind.PARAGRAPH, told("VII/30")), ("2", Kind.PARAGRAPH, told("VIII/11")))
    assert [bound(text)[path][0].resolution for path in "12"] == ["resolved", "resolved"]
