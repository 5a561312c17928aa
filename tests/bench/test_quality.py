"""The gold is consistent in itself, and the measurement measures what it says. No figure is asserted of the reading."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from bench.agreement import agreed, compared, kappa
from bench.gold import ANYWHERE, FOLDER, Gold, load, marked_twice
from bench.judging import Judged, Score, judge
from bench.quality import FINDINGS, GOALS, UNKNOWN, errors_by_kind, goal, main
from bench.versions import SHIFTED, WHOLE, aligned
from graph.identifiers import of_path
from graph.thesaurus import Thesaurus
from loaders.text import Kind

GOLD = load()
SECOND = [replace(second, name=f"{second.name}, second") for _, second in marked_twice()]
OWN = [gold for gold in (*GOLD, *SECOND) if gold.file is None]
LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
SPOKEN = ("actions", "addressees", "deadlines")


def named(gold: Gold) -> str:
    return gold.name


@pytest.fixture(scope="module")
def thesaurus() -> Thesaurus:
    return Thesaurus.load()


def test_the_test_part_has_four_texts_or_more_of_four_layouts_in_each_language() -> None:
    for language in LANGUAGES:
        texts = [gold for gold in GOLD if gold.part == "test" and gold.language == language]
        assert len(texts) >= 4, language
        assert len({gold.layout for gold in texts}) >= 4, language


def test_every_text_is_in_one_of_the_two_parts_and_the_test_texts_in_one_of_three_series() -> None:
    assert {gold.part for gold in GOLD} == {"tune", "test"}
    assert {gold.series for gold in GOLD if gold.part == "test"} == {1, 2, 3}


def test_no_text_is_in_both_parts() -> None:
    parts = {part: {(g.file, g.identifier) for g in GOLD if g.file and g.part == part} for part in ("tune", "test")}
    assert parts["tune"] & parts["test"] == set()


def test_each_language_has_two_test_texts_or_more_in_unseen_layouts_that_no_tune_text_has() -> None:
    unseen = [gold for gold in GOLD if gold.unseen]
    assert {(gold.part, gold.series) for gold in unseen} == {("test", 3)}
    assert all(sum(gold.language == language for gold in unseen) >= 2 for language in LANGUAGES)


def test_twenty_test_texts_or_more_were_marked_twice_two_of_each_language_and_eight_official_ones() -> None:
    assert len(SECOND) >= 20
    assert {gold.part for gold in SECOND} == {"test"}
    assert sum(gold.official for gold in SECOND) >= 8
    assert all(sum(gold.language == language for gold in SECOND) >= 2 for language in LANGUAGES)


def test_a_second_reading_names_the_text_that_it_is_of() -> None:
    for file in (FOLDER / "second").glob("*.json"):
        told = json.loads(file.read_text("utf-8"))
        assert told["identifier"] == next(gold.identifier for gold in GOLD if gold.name == file.stem)


@pytest.mark.parametrize("gold", OWN, ids=named)
def test_the_marked_words_stand_where_they_are_marked(gold: Gold) -> None:
    placed = [(part.text or "", mark) for part in gold.parts for mark in part.marks if mark.start is not None]
    assert placed or gold.part == "tune"
    assert [mark for text, mark in placed if not text.startswith(mark.words, mark.start)] == []


@pytest.mark.parametrize("gold", [*GOLD, *SECOND], ids=named)
def test_every_address_of_a_gold_text_is_marked_once(gold: Gold) -> None:
    assert [path for path, count in Counter(part.path for part in gold.parts).items() if count > 1] == []


@pytest.mark.parametrize("gold", OWN, ids=named)
def test_the_words_of_every_element_stand_in_the_printed_lines(gold: Gold) -> None:
    lines = "\n".join(gold.lines)
    printed = "".join((re.sub(r"<[^>]+>", "", lines) if gold.format == "html" else lines).split())
    assert [part.path for part in gold.parts if "".join((part.text or "?").split()) not in printed] == []


@pytest.mark.parametrize("gold", OWN, ids=named)
def test_the_marked_words_stand_in_their_element(gold: Gold) -> None:
    marks = [(part.text or "", mark.words) for part in gold.parts for mark in part.marks]
    assert marks
    assert [words for text, words in marks if not words or words not in text] == []


@pytest.mark.parametrize("gold", [gold for gold in (*GOLD, *SECOND) if gold.file], ids=named)
def test_a_gold_file_of_a_text_elsewhere_repeats_no_words_of_it(gold: Gold) -> None:
    assert gold.lines == ()
    for part in gold.parts:
        assert part.text is None
        assert not any(mark.words for mark in part.marks)


@pytest.mark.parametrize("gold", [*GOLD, *SECOND], ids=named)
def test_kinds_codes_strengths_and_targets_of_the_gold_are_known(gold: Gold, thesaurus: Thesaurus) -> None:
    of_path(gold.identifier)
    assert gold.marks <= set(FINDINGS)
    for part in gold.parts:
        assert part.kind is None or Kind(part.kind)
        for act in part.actions:
            assert thesaurus.strength(act.value) == act.strength
        assert all(thesaurus.has(subject.value) for subject in part.subjects)
        assert all(thesaurus.has(f"vocab/actors/{actor.value}") for actor in part.addressees)
        for citation in part.citations:
            of_path(citation.value)


def test_the_test_part_has_passages_of_eight_official_files_or_more_with_five_operative_paragraphs_each() -> None:
    texts = [gold for gold in GOLD if gold.part == "test" and gold.official]
    operative = [sum(part.path.isdecimal() for part in gold.parts) for gold in texts]
    assert sum(count >= 5 for count in operative) >= 8


def test_marks_by_offset_lie_within_the_file_they_name(corpus: Path) -> None:
    for gold in (*GOLD, *SECOND):
        marks = [(mark.offset, mark.length) for part in gold.parts for mark in part.marks]
        marks += [(part.offset, part.length) for part in gold.parts]
        placed = [(offset, length) for offset, length in marks if offset is not None]
        if placed and (data := gold.data(corpus)) is not None:
            text = data[1].decode()
            words = [text[offset:][: length or 0] for offset, length in placed]
            assert all(word and word == word.strip() and "<" not in word for word in words), gold.name


def test_each_version_of_a_text_is_set_beside_its_english_one() -> None:
    versions = list(aligned(gold for gold in GOLD if gold.part == "test"))
    whole = [found for found in versions if found.finding == WHOLE]
    assert len(whole) >= 2
    assert all(found.expected.total() == len(found.gold.parts) for found in whole)
    assert any(found.expected for found in versions if found.finding == SHIFTED)
    wrong = replace(whole[0].gold, parts=tuple(replace(part, text="other") for part in whole[0].gold.parts))
    english = next(gold for gold in GOLD if gold.identifier == wrong.identifier and gold.language == "en")
    assert next(aligned([english, wrong])).score.right == 0


def test_paragraphs_after_a_lost_recital_are_expected_beside_their_own_twins() -> None:
    texts = [gold for gold in GOLD if gold.identifier == "decision/cop/10/15" and gold.restated]
    pair = [gold for gold in texts if gold.language in ("en", "fr")]
    shifted = next(found for found in aligned(pair) if found.finding == SHIFTED)
    assert ("without preamble/1", "preamble/2", "preamble/1") in shifted.expected
    assert ("without preamble/3", "preamble/2", "preamble/2") in shifted.expected
    assert ("without preamble/1", "preamble/1", "preamble/1") not in shifted.expected


def test_of_an_excerpt_only_what_was_marked_is_judged() -> None:
    whole = next(gold for gold in OWN if gold.name == "en-lakes-12")
    first = next(part for part in whole.parts if part.path == "1")
    (segmentation,) = (
        found for found in judge(replace(whole, excerpt=True, parts=(first,))) if found.finding == "segmentation"
    )
    assert segmentation.score == Score(right=1)


def test_what_is_marked_of_a_whole_text_may_stand_anywhere_in_it() -> None:
    whole = next(gold for gold in OWN if gold.name == "en-lakes-12")
    cited = tuple(mark for part in whole.parts for mark in part.citations if mark.value.startswith("notification/"))
    part = replace(whole.parts[0], path=ANYWHERE, citations=cited)
    marks = frozenset({"notifications"})
    (found,) = judge(replace(whole, excerpt=True, parts=(part,), marks=marks))
    assert found.score == Score(right=len(cited))


def test_a_period_is_judged_apart_from_the_meeting_that_it_is_before() -> None:
    text = next(gold for gold in OWN if gold.name == "en-quarries-16")
    found = {each.finding: each.expected for each in judge(text)}
    assert found["deadlines"][("3.c", "sbstta/27")] == found["periods"][("3.c", "P3M")] == 1
    assert not [fact for fact in found["deadlines"] if fact[1].startswith("P")]


def test_a_miss_and_a_wrong_finding_count_on_their_own_sides() -> None:
    judged = Judged(
        GOLD[0], "symbols", Counter([("1", "a"), ("2", "b")]), Counter([("1", "a"), ("1", "c"), ("1", "d")])
    )
    score = judged.score
    assert score == Score(right=1, missed=1, wrong=2)
    assert (score.precision, score.recall, score.f1) == (1 / 3, 1 / 2, 2 / 5)
    assert [line.split(": ", 2)[2] for line in judged.errors()] == ["missed: 2 | b", "wrong: 1 | c", "wrong: 1 | d"]


def test_two_readers_are_compared_where_both_marked_and_one_of_them_alone_is_a_difference() -> None:
    first = next(gold for gold in OWN if gold.name == "en-lakes-12")
    parts = tuple(replace(part, addressees=()) if part.path == "3" else part for part in first.parts)
    addressees = next(each for each in agreed([(first, replace(first, parts=parts))]) if each.finding == "addressees")
    assert (addressees.score.missed, addressees.score.wrong) == (1, 0)
    for one, other in compared():
        if one.excerpt:
            assert [part.path for part in one.parts] != []
            assert {part.path for part in one.parts} == {part.path for part in other.parts}


def test_kappa_is_what_is_left_of_agreement_without_chance() -> None:
    labels = Counter({("yes", "yes"): 20, ("yes", "no"): 5, ("no", "yes"): 10, ("no", "no"): 15})
    assert kappa(labels) == pytest.approx(0.4)  # the worked example of Cohen's measure: .7 observed, .5 by chance
    assert kappa(Counter({("yes", "yes"): 9, ("no", "no"): 1})) == 1
    assert kappa(Counter({("yes", "yes"): 9})) is None


def test_the_goal_of_segmentation_is_lower_in_unseen_layouts_only() -> None:
    assert goal("segmentation", "unseen-roman") == goal("segmentation", UNKNOWN) == 0.85
    assert goal("segmentation", "cop-4-8") == 0.97
    assert goal("kind", UNKNOWN) == goal("kind")


def test_where_there_is_nothing_to_judge_there_is_no_figure() -> None:
    assert (Score().precision, Score().recall, Score().f1) == (None, None, None)


def test_a_text_that_is_read_as_something_else_has_all_its_marks_missed() -> None:
    first, second = (next(gold for gold in OWN if gold.name == name) for name in ("ar-aflaj-14", "en-lakes-12"))
    segmentation = next(found for found in judge(replace(first, lines=second.lines)) if found.finding == "segmentation")
    assert segmentation.score.right == 0
    assert segmentation.score.missed == len(first.parts)
    assert segmentation.score.wrong == len(second.parts)


def test_the_command_prints_both_parts_with_every_finding_and_the_goals_that_were_missed() -> None:
    result = CliRunner().invoke(main, ["--errors"])
    assert result.exit_code == 0, result.output
    assert "## The tune part" in result.output
    assert "## The test part" in result.output
    assert result.output.count("Goals missed: ") == 2
    assert all(f"| {finding} | all |" in result.output for finding in GOALS)
    assert "## Beside the Secretariat's coding" in result.output


def test_the_command_prints_how_far_two_readers_agree(corpus: Path) -> None:
    result = CliRunner().invoke(main, ["--agreement"])
    assert result.exit_code == 0, result.output
    assert f"## Two readers: {len(SECOND)} texts" in result.output
    assert all(f"| {finding} | all |" in result.output for finding in ("segmentation", "kind", "addressees"))
    assert result.output.count("Cohen's kappa") == 2


def test_errors_are_counted_by_kind_without_a_word_of_the_texts() -> None:
    judged = Judged(GOLD[0], "symbols", Counter([("1", "secret")]), Counter([("1", "other"), ("2", "secret")]))
    language, layout = GOLD[0].language, GOLD[0].layout
    assert list(errors_by_kind([judged])) == [
        f"2 symbols wrong, {language}, {layout}",
        f"1 symbols missed, {language}, {layout}",
    ]


def test_the_command_says_which_texts_it_could_not_judge(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from bench import gold as marked

    elsewhere = [gold for gold in GOLD if gold.part == "tune" and gold.file and not gold.restated]
    monkeypatch.setattr(marked.Gold, "data", lambda _: None)
    result = CliRunner().invoke(main, ["--part", "tune"])
    assert "Not judged, since ../shared/corpus is not here: " in result.output
    assert all(gold.name in result.output for gold in elsewhere)
