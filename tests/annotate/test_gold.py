"""The founding decisions against what a reader wrote down of them (../shared/corpus/gold)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph.thesaurus import Thesaurus
from loaders.annotate.stage import annotate
from loaders.readers.formats import read
from loaders.structure.stage import Asked, structure
from loaders.text import Source, Text


@pytest.fixture(scope="module")
def thesaurus() -> Thesaurus:
    return Thesaurus.load()


def annotated(file: Path, identifier: str, thesaurus: Thesaurus) -> Text:
    reading = read(file.read_bytes(), file.name)
    source = Source(file.name, "", reading.media_type)
    return annotate(structure(reading, source, Asked(identifier=identifier)), thesaurus)


@pytest.fixture(scope="module")
def x_15(corpus: Path, thesaurus: Thesaurus) -> Text:
    return annotated(corpus / "founding" / "x-15.zh.txt", "X/15", thesaurus)


@pytest.fixture(scope="module", params=["ix-14.en.txt", "ix-14.akn.xml", "ix-14.bluebell.txt"])
def ix_14(request: pytest.FixtureRequest, corpus: Path, thesaurus: Thesaurus) -> Text:
    return annotated(corpus / "decisions" / "cbd" / request.param, "IX/14", thesaurus)


def own_acts(text: Text) -> dict[str, list[str]]:
    """The codes of the acts that elements carry in their own words."""
    found = {
        path: [act.code for act in findings.actions if act.origin == path] for path, findings in text.findings.items()
    }
    return {path: codes for path, codes in found.items() if codes}


def own_addressees(text: Text) -> dict[str, set[str]]:
    found = {
        path: {addressee.code for addressee in findings.addressees if addressee.origin == path}
        for path, findings in text.findings.items()
    }
    return {path: codes for path, codes in found.items() if codes}


def test_the_verbs_of_x_15_are_those_of_the_gold(x_15: Text, corpus: Path) -> None:
    gold = json.loads((corpus / "gold" / "x-15.zh.json").read_text(encoding="utf-8"))["operative_verbs"]
    spoken = {
        path.replace("/", "-"): "; ".join(act.span.exact for act in findings.actions)
        for path, findings in x_15.findings.items()
        if findings.actions and all(act.origin == path for act in findings.actions)
    }
    assert spoken == gold


def test_the_addressees_of_x_15_are_those_of_the_gold(x_15: Text) -> None:
    assert own_addressees(x_15) == {
        "2": {"parties"},
        "3": {"partners"},
        "4": {"parties", "other-governments", "relevant-organizations", "donors"},
        "5": {"executive-secretary"},
    }


@pytest.mark.parametrize(
    ("path", "chapeau", "act", "addressee"),
    [("2.a", "2", "encourage", "parties"), ("2.c", "2", "encourage", "parties")]
    + [(f"5.{letter}", "5", "request", "executive-secretary") for letter in "abcd"],
)
def test_the_items_of_x_15_go_on_with_their_chapeau(
    x_15: Text, path: str, chapeau: str, act: str, addressee: str
) -> None:
    findings = x_15.findings[path]
    assert [(found.code, found.origin) for found in findings.actions] == [(act, chapeau)]
    assert [(found.code, found.origin) for found in findings.addressees] == [(addressee, chapeau)]


def test_x_15_asks_for_a_report_to_the_eleventh_meeting_and_for_nothing_else_by_a_date(x_15: Text) -> None:
    found = {path: [due.meeting for due in findings.deadlines] for path, findings in x_15.findings.items()}
    assert {path: due for path, due in found.items() if due} == {"5.c": ["cop/11"]}


def test_the_clearing_house_is_a_subject_of_x_15(x_15: Text) -> None:
    assert "vocab/subjects/CHM" in {subject.concept for subject in x_15.findings["4"].subjects}


def test_the_acts_of_ix_14_are_read_in_every_format(ix_14: Text) -> None:
    found = own_acts(ix_14)
    requesting = {path for path, codes in found.items() if "request" in codes}
    assert requesting == {"4", "6", "7", "9", "12", "14", "17"}
    assert found["16"] == ["urge", "urge"]
    assert found["13"] == ["encourage"]
    assert found["15"] == ["decide"]
    assert found["11"] == ["recall", "invite"]
    assert found["12"] == ["take-note", "request"]
    assert len(found["5"]) == 1
    assert not any(path.startswith("annex") for path in found)


def test_the_addressees_of_ix_14_are_read_in_every_format(ix_14: Text) -> None:
    secretary = {key: {"executive-secretary"} for key in ("4", "6", "9", "12", "14")}
    assert own_addressees(ix_14) == secretary | {
        "7": {"wgri"},
        "11": {"international-organizations", "ngos"},
        "13": {"parties"},
        "16": {"parties", "other-governments"},
        "17": {"gef"},
    }


def test_ix_14_sends_options_to_a_working_group_and_to_the_tenth_meeting(ix_14: Text) -> None:
    found = {path: [due.meeting for due in findings.deadlines] for path, findings in ix_14.findings.items()}
    assert {path: due for path, due in found.items() if due} == {"6/wrap": ["wgri/3"], "7": ["wgri/3", "cop/10"]}


def test_the_note_of_sbstta_acts_only_where_it_recommends(corpus: Path, thesaurus: Thesaurus) -> None:
    text = annotated(corpus / "founding" / "sbstta-10-11.zh.txt", "UNEP/CBD/SBSTTA/10/11", thesaurus)
    assert own_acts(text) == {"recommendation/a": ["request"], "recommendation/b": ["request"]}
    assert own_addressees(text) == {"recommendation/a": {"parties"}, "recommendation/b": {"executive-secretary"}}


def wrong_spans(text: Text) -> list[str]:
    words = {element.path: element.text for element in text.elements}
    spans = [
        *((found.origin, found.span) for findings in text.findings.values() for found in findings.actions),
        *((found.origin, found.span) for findings in text.findings.values() for found in findings.addressees),
        *((path, found.span) for path, findings in text.findings.items() for found in findings.deadlines),
        *((path, found.span) for path, findings in text.findings.items() for found in findings.subjects),
    ]
    return [span.exact for path, span in spans if words[path][span.start : span.end] != span.exact]


def test_every_span_of_x_15_repeats_the_text_of_its_element(x_15: Text) -> None:
    assert x_15.findings
    assert wrong_spans(x_15) == []


def test_every_span_of_ix_14_repeats_the_text_of_its_element(ix_14: Text) -> None:
    assert ix_14.findings
    assert wrong_spans(ix_14) == []
