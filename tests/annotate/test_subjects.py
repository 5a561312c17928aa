"""Which concepts of the thesaurus a text names."""

from __future__ import annotations

from itertools import pairwise

import spacy
from hypothesis import given
from hypothesis import strategies as st

from loaders.annotate.subjects import Matcher, inflected

LABELS = [
    {"forest": "vocab/subjects/FOR", "protected area": "vocab/subjects/PA", "CHM": "vocab/subjects/CHM"},
    {
        "forests": "vocab/programmes/FBD",
        "Protected areas": "vocab/programmes/PA",
        "marine protected area": "vocab/issues/MPA",
        "7": "vocab/issues/7",
    },
]
LANGUAGES = {"en": spacy.blank("en"), "zh": spacy.blank("zh")}
ENGLISH = Matcher(LANGUAGES["en"], "en", LABELS)
CHINESE = Matcher(
    spacy.blank("zh"),
    "zh",
    [{"森林": "vocab/subjects/FOR", "森林生物多样性": "vocab/programmes/FOR", "2010 年目标": "vocab/target-2010/2010"}],
)


def found(matcher: Matcher, language: str, text: str) -> list[tuple[str, str]]:
    doc = LANGUAGES[language].make_doc(text)
    return [(mention.concept, doc[mention.start : mention.end].text) for mention in matcher.find(doc)]


def test_case_and_plural_do_not_count_in_english() -> None:
    assert ("vocab/subjects/PA", "Protected Areas") in found(ENGLISH, "en", "Protected Areas of the world")


def test_the_longest_label_wins_and_what_overlaps_it_is_dropped() -> None:
    assert found(ENGLISH, "en", "a marine protected area") == [("vocab/issues/MPA", "marine protected area")]
    assert found(CHINESE, "zh", "保护森林生物多样性") == [("vocab/programmes/FOR", "森林生物多样性")]


def test_a_label_of_several_schemes_gives_each_of_them() -> None:
    assert {concept for concept, _ in found(ENGLISH, "en", "the forests")} == {
        "vocab/subjects/FOR",
        "vocab/programmes/FBD",
    }


def test_a_label_that_schemes_share_with_its_code_gives_the_first() -> None:
    assert found(ENGLISH, "en", "protected areas") == [("vocab/subjects/PA", "protected areas")]


def test_a_label_in_capitals_is_matched_as_it_stands() -> None:
    assert found(ENGLISH, "en", "the CHM") == [("vocab/subjects/CHM", "CHM")]
    assert found(ENGLISH, "en", "the chm") == []


def test_a_label_that_is_only_a_number_is_no_word() -> None:
    assert found(ENGLISH, "en", "paragraph 7") == []


def test_the_title_of_a_target_is_just_words_but_its_name_is_not() -> None:
    titles = {"pollution": "vocab/aichi/8", "Aichi Target 8": "vocab/aichi/8", "GBF Goal A": "vocab/gbf/A"}
    matcher = Matcher(LANGUAGES["en"], "en", [titles, {"Life on Land": "vocab/sdg/15", "SDGs": "vocab/sdg/sdgs"}])
    named = found(matcher, "en", "pollution and life on land, Aichi Target 8, GBF Goal A and the SDGs")
    assert [concept for concept, _ in named] == ["vocab/aichi/8", "vocab/gbf/A", "vocab/sdg/sdgs"]


def test_blanks_between_figures_and_chinese_do_not_count() -> None:
    assert [concept for concept, _ in found(CHINESE, "zh", "实现2010年目标和 2010 年目标")] == [
        "vocab/target-2010/2010"
    ] * 2


def test_a_plural_label_also_stands_for_its_singular() -> None:
    assert inflected("Indigenous Communities", "en") == ("indigenous communities", "indigenous community")
    assert inflected("species", "en") == ("species", "species")
    assert inflected("Forêts", "fr") == ("forêts",)


@given(st.lists(st.sampled_from(["forest ", "marine ", "protected ", "area ", "areas ", "CHM ", "and "]), max_size=12))
def test_mentions_never_overlap_unless_they_are_one_span(words: list[str]) -> None:
    doc = LANGUAGES["en"].make_doc("".join(words))
    spans = sorted({(mention.start, mention.end) for mention in ENGLISH.find(doc)})
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
