"""How a text follows another one: the act that carries a citation says so; what is retired gets its status."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pyoxigraph as ox
import pytest

from graph.namespaces import Names
from graph.thesaurus import Thesaurus
from graph.validation import validate
from loaders.annotate.stage import annotate
from loaders.describe import describe
from loaders.languages.en import LANGUAGE
from loaders.structure.assemble import assemble
from loaders.structure.recognise import recognise
from loaders.text import Line, Source, Text

NAMES = Names()


@pytest.fixture(scope="module")
def read() -> Callable[[str], Text]:
    """A decision of COP 10 with its findings."""
    thesaurus = Thesaurus.load()

    def make(words: str) -> Text:
        rows = ["X/46. Ponds", "The Conference of the Parties,", *words.strip().split("\n")]
        tree = recognise([Line(row, n) for n, row in enumerate(rows, 1)], LANGUAGE, decision=True).root
        elements = assemble(tree, decision=True).elements
        source = Source("pond.txt", "0" * 64, "text/plain")
        text = Text("decision/cop/10/46", "decision", "en", "Ponds", source, elements, adopted="2010-10-29")
        return annotate(text, thesaurus)

    return make


def relations(text: Text, path: str) -> list[tuple[str, str]]:
    return [(told.property, told.target) for told in text.findings[path].relations]


def statuses(text: Text) -> dict[str, list[str]]:
    return {
        path: [change.target for change in found.statuses] for path, found in text.findings.items() if found.statuses
    }


def test_a_citation_has_the_relation_of_the_act_before_it(read: Callable[[str], Text]) -> None:
    text = read("1. Reaffirms decision IX/4 and requests the Executive Secretary to publish decision VII/23;")
    assert relations(text, "1") == [("reaffirms", "decision/cop/9/4")]


def test_only_the_nearest_citation_and_its_list_are_governed(read: Callable[[str], Text]) -> None:
    text = read("Recalling its decisions VI/3, VII/23 and IX/4, in which it recast decision V/5,\n1. Adopts this;")
    assert relations(text, "preamble/1") == [("recalls", f"decision/cop/{n}") for n in ("6/3", "7/23", "9/4")]


def test_a_citation_without_an_act_that_follows_has_no_relation(read: Callable[[str], Text]) -> None:
    text = read("1. Requests the Executive Secretary to report on decision IX/4;")
    assert relations(text, "1") == []


def test_what_is_implemented_is_told_by_the_verb_right_before_it(read: Callable[[str], Text]) -> None:
    text = read("1. Urges Parties to implement decision IX/4, taking decision VII/23 with them;")
    assert relations(text, "1") == [("implements", "decision/cop/9/4")]


def test_a_retired_decision_gets_its_status(read: Callable[[str], Text]) -> None:
    text = read("1. Decides to retire decision VII/23, paragraphs 1 and 2, in the light of decision IX/4;")
    assert statuses(text) == {"1": ["decision/cop/7/23/1", "decision/cop/7/23/2"]}
    assert {change.since for change in text.findings["1"].statuses} == {"2010-10-29"}


LISTED = """
1. Decides to retire the decisions that are listed in annex II to the present decision;
Annex I
Ponds
Decision VIII/2
Annex II
What is retired
Decision VII/1, paragraphs 1-3 and 10
Decision VI/5
"""


def test_an_annex_that_lists_what_is_retired_retires_each_part_named(read: Callable[[str], Text]) -> None:
    found = statuses(read(LISTED))
    named = [target for targets in found.values() for target in targets]
    assert named == [f"decision/cop/{part}" for part in ("7/1/1", "7/1/2", "7/1/3", "7/1/10", "6/5")]
    assert all(path.startswith("annex-2") for path in found)


def test_a_line_of_the_site_retires_paragraphs_of_the_text_itself(read: Callable[[str], Text]) -> None:
    text = read("1. Adopts this;\n2. Adopts that;\n3. Adopts the rest.\nRetired sections: paragraphs 2-3")
    assert sorted(statuses(text).values()) == [["decision/cop/10/46/2", "decision/cop/10/46/3"]]


def test_a_status_is_said_of_the_part_with_its_evidence_and_passes_the_shapes(read: Callable[[str], Text]) -> None:
    described = describe(read(LISTED), "chm-graph test", NAMES, datetime(2026, 1, 1, tzinfo=UTC))
    status = ox.NamedNode(NAMES.term("status"))
    given = {triple.subject: triple.object for triple in described.triples if triple.predicate == status}
    retired = ox.NamedNode(NAMES.iri("vocab/statuses/retired"))
    assert given[ox.NamedNode(NAMES.iri("decision/cop/7/1/10"))] == retired
    mentions = {triple.predicate.value for triple in described.triples if "-status-" in str(triple.subject)}
    assert {NAMES.term("givenStatus"), NAMES.term("since"), NAMES.term("exact")} <= mentions
    report = validate(described.triples, NAMES.iri(described.path), NAMES)
    assert report.conforms, report.lines()
