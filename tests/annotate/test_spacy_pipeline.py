"""The pipeline of a language, as spaCy sees it."""

from __future__ import annotations

import pytest

from graph.thesaurus import Thesaurus
from loaders.annotate.spacy_pipeline import COMPONENTS, Place, make_doc, pipeline


def test_a_pipeline_is_a_blank_language_with_the_project_s_components(words: Thesaurus) -> None:
    nlp = pipeline("en", words)
    assert tuple(nlp.pipe_names) == COMPONENTS
    assert nlp.lang == "en"


def test_a_pipeline_is_built_once_for_a_thesaurus(words: Thesaurus) -> None:
    assert pipeline("zh", words) is pipeline("zh", words)
    assert pipeline("zh", words) is not pipeline("en", words)


def test_a_doc_carries_what_each_component_found(words: Thesaurus) -> None:
    nlp = pipeline("en", words)
    text = "Requests the Executive Secretary to report on forests at its eleventh meeting, as decision IX/5 asks;"
    doc = nlp(make_doc(nlp, text, Place("en", "cop", 10, acts=True)))
    assert [act.code for act in doc._.chm_acts] == ["request"]
    assert [addressee.code for addressee in doc._.chm_acts[0].addressees] == ["executive-secretary"]
    assert [deadline.meeting for deadline in doc._.chm_deadlines] == ["cop/11"]
    assert {subject.concept for subject in doc._.chm_subjects} == {"vocab/subjects/FOR", "vocab/programmes/FBD"}
    assert [raw.span.exact for raw in doc._.chm_citations] == ["decision IX/5"]


def test_goals_and_targets_stand_in_a_span_group_of_their_own(words: Thesaurus) -> None:
    nlp = pipeline("en", words)
    doc = nlp(make_doc(nlp, "forests and the 2010 target", Place("en")))
    assert [span.text for span in doc.spans["chm_targets"]] == ["2010 target"]


def test_a_hedge_is_no_act(words: Thesaurus) -> None:
    nlp = pipeline("en", words)
    doc = nlp(make_doc(nlp, "As appropriate, Parties may act;", Place("en", "cop", 10, acts=True)))
    assert doc._.chm_acts == ()


def test_no_act_and_no_deadline_is_read_where_nobody_speaks(words: Thesaurus) -> None:
    nlp = pipeline("en", words)
    doc = nlp(make_doc(nlp, "Requests the Executive Secretary to report by 2012;", Place("en", "cop", 10)))
    assert doc._.chm_acts == ()
    assert doc._.chm_deadlines == ()


@pytest.mark.parametrize(
    ("language", "text", "exact"),
    [
        ("zh", "請\u200b请　执行秘书，在２０１２年之前报告；"[2:], "请"),
        ("en", "Requests the Executive\u00a0Secretary to use pro­tected\u2011area data by 2012;", "Requests"),
    ],
)
def test_spans_count_characters_of_the_element_s_own_text(
    words: Thesaurus, language: str, text: str, exact: str
) -> None:
    nlp = pipeline(language, words)
    doc = nlp(make_doc(nlp, text, Place(language, "cop", 10, acts=True)))
    (act,) = doc._.chm_acts
    spans = [act.span, *(found.span for found in (*act.addressees, *doc._.chm_deadlines))]
    assert act.span.exact == exact
    assert len(spans) == 3
    assert [text[span.start : span.end] for span in spans] == [span.exact for span in spans]


@pytest.mark.parametrize("language", ["ar", "tlh"])
def test_a_language_without_grammar_is_read_without_acts(words: Thesaurus, language: str) -> None:
    nlp = pipeline(language, words)
    doc = nlp(make_doc(nlp, "Requests the Executive Secretary;", Place(language, acts=True)))
    assert doc._.chm_acts == ()
