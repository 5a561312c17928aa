"""Records of the decision-tracking tool: a tree of nodes becomes a text for each language."""

from __future__ import annotations

import json
from typing import Any

import pytest

from graph.errors import SourceError
from graph.namespaces import Names
from loaders.front import parse_bytes
from loaders.pipeline import Work, run, tools
from loaders.readers.tracking import read_tracking
from loaders.structure.stage import Asked
from loaders.text import Source, Text

NAMES = Names()
SOURCE = Source("x-46.json", "0" * 64, "application/json")


def node(number: int, parent: int | None, en: str, fr: str | None = None, **fields: Any) -> dict[str, Any]:
    html = {"en": f"<p>{en}</p>"} | ({"fr": f"<p>{fr}</p>"} if fr else {})
    return {"_id": str(number), "parentId": parent and str(parent), "html": html, **fields}


NODES = [
    node(1, None, "The Conference of the Parties,", "La Conférence des Parties,"),
    node(2, None, "<i>Recalling</i> its decision VII/23,", "<i>Rappelant</i> sa décision VII/23,"),
    node(
        3,
        None,
        "1. <em>Invites</em> Parties &amp; others:",
        "1. <em>Invite</em> les Parties :",
        paragraph=1,
        statuses=["active"],
        actors=["parties", "OTHERS"],
        subjects=["CBD-SUBJECT-FOR"],
        aichiTargets=["AICHI-TARGET-19"],
        gbfTargets=["GBF-TARGET-08"],
        type="operational",
        outcomes=["2011-045", "https://example.org/report", "no such thing"],
        decisions=["IX/4"],
    ),
    node(4, 3, "(a) To count ponds;", "a) À compter les mares ;", paragraph=1, item=1, statuses=["implemented"]),
    node(5, 3, "(b) To draw:", None, paragraph=1, item=2),
    node(6, 5, "(i) Maps.", None, paragraph=1, item=2, subitem=1),
    node(7, 3, "and to report;", None),
    node(8, None, "Annex", None, annex=1),
    node(9, 8, "Count twice.", None, annex=1, paragraph=1),
]
RECORD = {
    "code": "CBD/COP/10/46",
    "treaty": "XXVII8",
    "body": "COP",
    "session": 10,
    "decision": 46,
    "meeting": "COP-10",
    "title": {"en": "Ponds", "fr": "Mares"},
    "subjects": ["CBD-SUBJECT-FOR"],
    "nodes": NODES,
}


def texts(record: object = RECORD, language: str | None = None) -> tuple[Text, ...]:
    return read_tracking(json.dumps(record).encode(), SOURCE, tools(NAMES).thesaurus.has, language)


def said(text: Text, path: str) -> set[tuple[str, str]]:
    return {(told.property, told.target) for told in text.findings[path].asserted}


def test_a_record_is_one_text_for_each_language_its_nodes_have() -> None:
    english, french = texts()
    assert (english.expression, french.expression) == ("decision/cop/10/46/en", "decision/cop/10/46/fr")
    assert (english.title, french.title) == ("Ponds", "Mares")
    assert [text.language for text in texts(language="fr")] == ["fr"]


def test_the_levels_of_nodes_give_the_addresses() -> None:
    english, french = texts()
    expected = "title opening preamble/1 1 1.a 1.b 1.b.i 1/wrap annex annex/1"
    assert [element.path for element in english.elements] == expected.split()
    assert {element.path: element.text for element in french.elements}["1.a"] == "À compter les mares ;"


def test_words_are_read_without_markup_and_without_their_number() -> None:
    paragraph = next(element for element in texts()[0].elements if element.path == "1")
    assert (paragraph.number, paragraph.text) == ("1.", "Invites Parties & others:")


def test_what_the_record_says_of_a_node_is_asserted_of_the_element() -> None:
    english = texts()[0]
    assert said(english, "1") == {
        ("chm:status", "vocab/statuses/active"),
        ("chm:addressee", "vocab/actors/parties"),
        ("dcterms:subject", "vocab/subjects/FOR"),
        ("chm:serves", "vocab/aichi/19"),
        ("chm:serves", "vocab/gbf/8"),
        ("chm:hasOutcome", "notification/2011-045"),
        ("chm:hasOutcome", "https://example.org/report"),
        ("dcterms:relation", "decision/cop/9/4"),
    }
    assert said(english, "1.a") == {("chm:status", "vocab/statuses/implemented")}
    assert said(english, "title") == {("dcterms:subject", "vocab/subjects/FOR")}


def test_what_has_no_place_is_told_and_kept() -> None:
    english = texts()[0]
    assert "1: actor OTHERS has no concept here" in english.warnings
    assert "1: outcomes 'no such thing' is no identifier and no address" in english.warnings
    assert [left.text for left in english.unparsed] == ["type: operational"]


def test_a_tree_of_nodes_reads_as_the_flat_list_does() -> None:
    inner = [{key: value for key, value in item.items() if key != "parentId"} for item in NODES]
    inner[4]["nodes"] = [inner[5]]
    inner[2]["nodes"] = [inner[3], inner[4], inner[6]]
    inner[7]["nodes"] = [inner[8]]
    tree = {**RECORD, "nodes": [inner[0], inner[1], inner[2], inner[7]]}
    assert [e.path for e in texts(tree)[0].elements] == [e.path for e in texts()[0].elements]


def test_a_record_goes_the_one_way_of_all_files_and_passes_the_shapes() -> None:
    data = json.dumps(RECORD).encode()
    work = run(Work("x-46.json", data, Asked(language="en")), tools(NAMES))
    assert [graph.path for graph in work.graphs if graph.evidence] == ["decision/cop/10/46/en"]
    (text,) = parse_bytes(data, "x-46.json", NAMES, Asked(language="en"))
    assert text.findings["1"].asserted
    assert [act.code for act in text.findings["1"].actions] == ["invite"]


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ({**RECORD, "body": "WHO"}, "takes no decisions"),
        ({**RECORD, "nodes": []}, "no node has words"),
        ([RECORD, {"nodes": 1}], "no record"),
    ],
)
def test_a_broken_record_is_refused_with_its_reason(record: object, reason: str) -> None:
    with pytest.raises(SourceError, match=reason):
        texts(record)
