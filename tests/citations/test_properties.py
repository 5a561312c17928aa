"""What holds for every text: offsets are exact, numbers come back, nothing raises."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.identifiers import parse
from graph.identifiers.decisions import LAST_DECISION, Decision
from loaders.annotate.binding import Vocabulary, bind
from loaders.annotate.candidates import find_candidates, find_services
from loaders.annotate.citations import find_citations
from loaders.annotate.normalise import normalise
from loaders.annotate.reports import find_reports
from loaders.text import Kind, Text

LANGUAGES = st.sampled_from(["ar", "en", "es", "fr", "ru", "zh"])
MARKS = st.sampled_from(
    [
        *"()（）,，.;；。、*/-–—《》 \u00a0\u200b\u00ad\u0301",
        *"0123456789１２٣٤ⅤIVXabcjА",
        *"第号决定段款条附件一二部分组成目标至和同该本",
        *["X/15", "VII/23", "14/25", "CP-8/2", "UNEP/CBD/COP/10/15", "CBD/", "/Add.1", "A/RES/1/2", "1/CP.21"],
        *[
            "decision ",
            "paragraph ",
            "Articles ",
            " and ",
            " to ",
            "annex II ",
            "the same decision",
            " above",
            "goal 2",
        ],
        *[
            "пункт ",
            "статьи ",
            "решения ",
            "المقرر ",
            "المادة ",
            "الفقرة ",
            "párrafo ",
            "artículo ",
            "décision ",
            "d’Aichi",
        ],
    ]
)
TEXTS = st.lists(MARKS, max_size=24).map("".join)
DECISIONS = st.sampled_from(sorted(LAST_DECISION)).flatmap(
    lambda session: st.builds(Decision, st.just("cop"), st.just(session), st.integers(1, LAST_DECISION[session]))
)


@settings(max_examples=300)
@given(TEXTS, LANGUAGES)
def test_every_span_repeats_the_characters_it_points_at(text: str, language: str) -> None:
    for found in find_citations(text, language):
        assert found.span.exact == text[found.span.start : found.span.end]
        assert found.span.exact


@given(TEXTS, LANGUAGES)
def test_every_target_is_a_path_that_identifiers_can_read(text: str, language: str) -> None:
    for found in find_citations(text, language):
        if found.target is not None:
            assert parse(found.target).path == found.target


@given(st.text(max_size=60), LANGUAGES)
def test_a_normalised_copy_leads_back_to_the_original(text: str, language: str) -> None:
    copy = normalise(text, language)
    whole = copy.span(0, len(copy.text))
    assert whole.exact == text[whole.start : whole.end]
    assert copy.origins is None or len(copy.origins) == len(copy.text) + 1


@given(DECISIONS, st.integers(1, 60), st.sampled_from([*"abcdefghij"]))
def test_a_decision_and_its_paragraph_come_back_from_english_and_chinese(
    decision: Decision, paragraph: int, item: str
) -> None:
    target = f"{decision.path}/{paragraph}.{item}"
    for words, language in (
        (f"recalling paragraph {paragraph} ({item}) of decision {decision.label},", "en"),
        (f"decision {decision.label}, paragraph {paragraph} ({item})", "en"),
        (f"根据第 {decision.label} 号决定第 {paragraph}({item}) 段，", "zh"),
    ):
        assert [found.target for found in find_citations(words, language)] == [target]


@settings(max_examples=60)
@given(st.lists(TEXTS, min_size=1, max_size=5), LANGUAGES)
def test_no_text_of_the_field_s_own_marks_stops_the_annotation(
    make_text: Callable[..., Text], vocabulary: Vocabulary, words: list[str], language: str
) -> None:
    rows = [(str(number), Kind.PARAGRAPH, text) for number, text in enumerate(words, 1)]
    text = make_text("document/UNEP_CBD_SBSTTA_10_11", *rows, language=language)
    raws = {element.path: find_citations(element.text, language) for element in text.elements}
    citations = bind(text, raws, vocabulary)
    assert set(citations) <= {element.path for element in text.elements}
    assert set(find_reports(text, citations)) <= set(citations)
    assert find_candidates(text, find_services(text, citations)) == {}
