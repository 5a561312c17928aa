"""The vocabulary as it ships: what it must hold, and that every label says where it comes from."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from graph.identifiers import of_path
from graph.rooms import room
from graph.thesaurus import LANGUAGES, Thesaurus
from loaders.vocabulary import build, quality
from loaders.vocabulary.checks import all_checks, meaning
from loaders.vocabulary.skos import read_file
from loaders.vocabulary.turtle import turtle

TRACKER_CODES = """parties governments other-governments executive-secretary SBSTTA SBI WGRI WG8J WGABS CP-MOP
NP-MOP GEF IPLC UNGA UNEP executive-director FAO UNESCO UNDP WTO WIPO CITES CMS ITPGRFA RAMSAR WHC IPPC IPBES WHO
IUCN IPCC organizations economic-organizations int-organizations inter-gov-organizations private-sector donors
businesses stakeholders youth women""".split()

FILES = sorted(room("vocab").glob("*.ttl"))


@pytest.fixture(scope="module")
def thesaurus() -> Thesaurus:
    return Thesaurus.load()


def codes(thesaurus: Thesaurus, scheme: str) -> list[str]:
    return [concept.code for concept in thesaurus.concepts(scheme)]


def test_every_subject_code_of_the_secretariat_has_a_concept(thesaurus: Thesaurus) -> None:
    identifiers = {concept.value("dcterms:identifier") for concept in thesaurus.concepts("subjects")}
    assert len(identifiers) == 94
    assert all(str(identifier).startswith("CBD-SUBJECT-") for identifier in identifiers)


@pytest.mark.parametrize(
    ("double", "kept"),
    [("TSC", "STC"), ("NAP-CB", "CB"), ("DSI", "DIGSEQ"), ("COMM", "OUT+CEPA"), ("NPB", "NPABS")],
)
def test_a_double_code_is_mapped_to_the_one_that_replaces_it(thesaurus: Thesaurus, double: str, kept: str) -> None:
    concept = thesaurus.concept(f"vocab/subjects/{double}")
    assert concept is not None
    assert f"vocab/subjects/{kept}" in concept.values("skos:exactMatch")
    assert concept.replaced_by == f"vocab/subjects/{kept}"


def test_every_tracker_code_of_an_actor_is_covered(thesaurus: Thesaurus) -> None:
    assert len(TRACKER_CODES) == 41
    assert {thesaurus.tracker_code(code) for code in codes(thesaurus, "actors")} - {None} == set(TRACKER_CODES)


def test_article_10_of_the_convention_has_items_and_no_paragraphs(thesaurus: Thesaurus) -> None:
    article = thesaurus.article("cbd", "10")
    assert article is not None
    assert (article.paragraphs, article.items) == ((), ("a", "b", "c", "d", "e"))
    assert thesaurus.concept("vocab/cbd/10.3") is None


def test_article_18_of_the_convention_has_five_paragraphs(thesaurus: Thesaurus) -> None:
    article = thesaurus.article("cbd", "18")
    assert article is not None
    assert (article.paragraphs, article.items) == (("1", "2", "3", "4", "5"), ())
    assert thesaurus.article("cbd", "18.3") is not None


@pytest.mark.parametrize(
    "path",
    """cbd/8.j cbd/8.m cbd/24.1.d cbd/42 cartagena/20.4 cartagena/20.3.e cartagena/40 nagoya/6.3.g.iv nagoya/14.1
    nagoya/36""".split(),
)
def test_a_part_of_a_treaty_is_found(thesaurus: Thesaurus, path: str) -> None:
    treaty, number = path.split("/")
    assert thesaurus.article(treaty, number) is not None


@pytest.mark.parametrize(
    ("treaty", "number"),
    [("cbd", "43"), ("cbd", "8.n"), ("cbd", "18.6"), ("cartagena", "41"), ("cartagena", "20.5"), ("nagoya", "37")],
)
def test_a_part_that_a_treaty_does_not_have_is_not_found(thesaurus: Thesaurus, treaty: str, number: str) -> None:
    assert thesaurus.article(treaty, number) is None


@pytest.mark.parametrize(
    ("decision", "programme", "number"),
    [
        ("decision/cop/7/27", "MNT", "3.3.3"),
        ("decision/cop/7/28", "PA", "4.3.4"),
        ("decision/cop/7/29", "TTC", "2.1.3"),
        ("decision/cop/7/4", "WTR", "3.1.4"),
    ],
)
def test_a_component_that_the_founding_texts_cite_hangs_on_its_programme(
    thesaurus: Thesaurus, decision: str, programme: str, number: str
) -> None:
    assert thesaurus.programme_adopted_by(decision) == programme
    component = thesaurus.concept(thesaurus.component(programme, number) or "")
    assert component is not None
    assert decision in component.values("chm:adoptedBy")
    above = component.broader[0]
    while (concept := thesaurus.concept(above)) is not None and concept.broader:
        above = concept.broader[0]
    assert above == f"vocab/programmes/{programme}"


def test_a_component_that_nobody_cites_is_not_made_up(thesaurus: Thesaurus) -> None:
    assert thesaurus.component("MNT", "9.9.9") is None


def test_the_annex_of_x_15_gives_three_goals_and_fourteen_objectives(thesaurus: Thesaurus) -> None:
    kinds = [concept.types[-1] for concept in thesaurus.goals_of("decision/cop/10/15")]
    assert (kinds.count("chm:Goal"), kinds.count("chm:Objective")) == (3, 14)
    defined = thesaurus.defined_in("decision/cop/10/15/annex/goal-1/1.2")
    assert defined is not None
    assert defined.path == "vocab/chm/1.2"


@pytest.mark.parametrize(
    ("scheme", "count"),
    {
        "actions": 61,
        "strengths": 11,
        "statuses": 8,
        "aichi": 25,
        "gbf": 27,
        "chm": 18,
        "sdg": 187,
        "gspc": 16,
        "treaties": 3,
        "countries": 250,
        "sources": 19,
        "indicators": 47,
        "label-sources": 5,
        "resolutions": 5,
    }.items(),
)
def test_a_closed_list_has_all_its_concepts(thesaurus: Thesaurus, scheme: str, count: int) -> None:
    assert len(thesaurus.concepts(scheme)) == count


def test_each_record_schema_of_the_clearing_houses_has_a_type(thesaurus: Thesaurus) -> None:
    realms = [concept.value("chm:realm") for concept in thesaurus.concepts("record-types")]
    counts = {realm: realms.count(realm) for realm in ("CHM", "BCH", "ABS", "ORT", "SCBD")}
    assert counts == {"CHM": 35, "BCH": 26, "ABS": 17, "ORT": 7, "SCBD": 12}


def test_the_conference_of_the_parties_met_sixteen_times(thesaurus: Thesaurus) -> None:
    meetings = [thesaurus.meeting(f"cop-{session}") for session in range(1, 17)]
    assert all(meeting is not None and meeting.value("schema:startDate") for meeting in meetings)


def test_a_decision_was_adopted_on_the_last_day_of_its_meeting(thesaurus: Thesaurus) -> None:
    assert thesaurus.adopted("decision/cop/10/15") == "2010-10-29"
    assert thesaurus.adopted("decision/cop/9/14") == "2008-05-30"


@pytest.mark.parametrize("decision", ["decision/cop/16/22", "decision/cop/99/1", "recommendation/sbstta/10/4"])
def test_no_day_is_told_where_the_meeting_was_resumed_or_is_not_known(thesaurus: Thesaurus, decision: str) -> None:
    assert thesaurus.adopted(decision) is None


def test_meetings_do_not_end_before_they_start(thesaurus: Thesaurus) -> None:
    for meeting in thesaurus.concepts("meetings"):
        start, end = meeting.value("schema:startDate"), meeting.value("schema:endDate")
        assert (start is None) == (end is None)
        assert start is None or end is None or start <= end, meeting.code


def test_each_verb_has_a_strength_and_its_class_agrees(thesaurus: Thesaurus) -> None:
    for action in thesaurus.concepts("actions"):
        strength = thesaurus.concept(action.value("chm:strengthClass") or "")
        assert strength is not None, action.code
        assert int(strength.value("chm:strength") or -1) == thesaurus.strength(action.code), action.code


def test_every_concept_path_is_an_identifier(thesaurus: Thesaurus) -> None:
    for concept in thesaurus:
        assert re.fullmatch(r"vocab/[a-z0-9-]+/[A-Za-z0-9._+-]+", concept.path)
        assert of_path(concept.path).path == concept.path


def test_every_label_says_where_it_comes_from(thesaurus: Thesaurus) -> None:
    known = set(codes(thesaurus, "label-sources"))
    for concept in thesaurus:
        assert concept.labels, concept.path
        for label in concept.labels:
            assert label.source in known
            assert label.origins or label.source not in {"official", "attested"}, (concept.path, label.text)


def test_no_label_is_a_machine_translation(thesaurus: Thesaurus) -> None:
    assert {label.source for concept in thesaurus for label in concept.labels} == {
        "official",
        "attested",
        "own",
        "cldr",
    }


def test_a_concept_whose_official_name_does_not_stand_alone_has_six_preferred_labels(
    thesaurus: Thesaurus,
) -> None:
    for concept in thesaurus:
        if concept.scheme not in ("record-types", "indicators"):
            tags = [label.language for label in concept.labels if label.kind == "pref"]
            assert sorted(tags) == list(LANGUAGES), concept.path


def test_no_preferred_label_is_a_sentence(thesaurus: Thesaurus) -> None:
    for concept in thesaurus:
        for label in concept.labels:
            assert not re.search(r"[.。;；]\s*$|。", label.text), (concept.path, label.text)
            assert len(label.text) < 180, (concept.path, label.text)


def test_an_attested_label_stands_in_the_text_that_it_names(thesaurus: Thesaurus, corpus: Path) -> None:
    files = {"decision/cop/10/15/zh": "x-15.zh.txt", "document/UNEP_CBD_SBSTTA_10_11/zh": "sbstta-10-11.zh.txt"}
    texts = {path: re.sub(r"\s", "", (corpus / "founding" / name).read_text("utf-8")) for path, name in files.items()}
    checked = 0
    for concept in thesaurus:
        for label in concept.labels:
            for origin in label.origins:
                if origin in texts:
                    assert re.sub(r"\s", "", label.text) in texts[origin], (concept.path, label.text, origin)
                    checked += 1
    assert checked > 100


def test_the_vocabulary_is_within_its_quality_budget() -> None:
    report = quality.check(room("vocab"))
    assert report.passed, report.render()


def test_the_budget_allows_no_more_than_is_found() -> None:
    for outcome in quality.check(room("vocab")).outcomes:
        assert outcome.budget == len(outcome.findings), f"lower the budget of {outcome.check}"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_file_stands_in_the_one_sorted_form(file: Path) -> None:
    assert turtle(read_file(file).triples) == file.read_text("utf-8"), "write it with `chm vocab build`"


@pytest.mark.parametrize("name", ["subjects", "programmes", "chm", "actors", "treaties"])
def test_skosify_finds_nothing_to_change(name: str, tmp_path: Path) -> None:
    (tmp_path / f"{name}.ttl").write_bytes((room("vocab") / f"{name}.ttl").read_bytes())
    (change,) = build.differences(tmp_path)
    assert (change.added, change.removed, change.remarks) == ((), (), ())


def test_the_thesaurus_lists_of_the_secretariat_are_mapped_to_ours(corpus: Path) -> None:
    from loaders.vocabulary.imports import import_file

    folder = corpus / "thesauri" / "cbd-thesaurus-api"
    file = folder / "gbf-targets-targets.json"
    result = import_file(file, "gbf-targets")
    assert result.concepts == len(json.loads(file.read_text("utf-8"))) == 23
    assert {match.concept for match in result.matches if match.kind == "exact"} == {
        f"vocab/gbf/{number}" for number in range(1, 24)
    }


def test_the_page_on_the_vocabulary_counts_what_is_there(thesaurus: Thesaurus) -> None:
    page = (Path(__file__).parents[2] / "docs" / "vocabulary.md").read_text("utf-8")
    for scheme in thesaurus.schemes():
        labels = [label.source for concept in thesaurus.concepts(scheme) for label in concept.labels]
        counts = [len(thesaurus.concepts(scheme)), len(labels), *map(labels.count, ("official", "attested", "own"))]
        (row,) = [line for line in page.splitlines() if line.startswith(f"| [`{scheme}`]")]
        assert [int(cell) for cell in row.split("|")[3:8]] == counts, scheme


def test_the_page_on_the_vocabulary_names_every_check() -> None:
    page = (Path(__file__).parents[2] / "docs" / "vocabulary.md").read_text("utf-8")
    for name, run in all_checks().items():
        words = meaning(run).rstrip(".")
        assert f"`{name}` | {words[0].lower()}{words[1:]} |" in page
