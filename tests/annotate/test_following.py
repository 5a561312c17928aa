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
from loaders.text import Element, Kind, Line, Source, Text

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


RETIRING = {
    "en": (
        "Decides to retire the decisions listed in annex II to the present decision;",
        "Decision VII/1, paragraphs 1-4, 7-8 and 10",
        "Retired sections: paragraphs 2-4 and 6",
    ),
    "fr": (
        "Décide de retirer les décisions énumérées à l'annexe II de la présente décision ;",
        "Décision VII/1, paragraphes 1 à 4, 7, 8 et 10",
        "Sections retirées : paragraphes 2 à 4 et 6",
    ),
    "es": (
        "Decide retirar las decisiones enumeradas en el anexo II de la presente decisión;",
        "Decisión VII/1, párrafos 1 a 4, 7, 8 y 10",
        "Secciones retiradas: párrafos 2 a 4 y 6",
    ),
    "ru": (
        "постановляет отменить решения, перечисленные в приложении II к настоящему решению;",
        "Решение VII/1, пункты 1-4, 7-8 и 10",
        "Отмененные разделы: пункты 2-4 и 6",
    ),
    "ar": (
        "يقرر سحب المقررات الواردة في المرفق الثاني بهذا المقرر؛",
        "المقرر 7/1، الفقرات 1-4 و7-8 و10",
        "الأقسام المسحوبة: الفقرات 2-4 و6",
    ),
    "zh": (
        "决定撤销本决定附件二所列各项决定；",
        "第VII/1号决定，第1至4段、第7至8段和第10段",
        "已撤销的部分：第2至4段和第6段",
    ),
}


@pytest.mark.parametrize("language", RETIRING)
def test_each_element_that_a_list_retires_gets_its_status_with_date_and_source(language: str) -> None:
    act, listed, line = RETIRING[language]
    elements = (
        Element("1", Kind.PARAGRAPH, act, "1."),
        Element("annex-1", Kind.ANNEX, "I"),
        Element("annex-2", Kind.ANNEX, "II"),
        Element("annex-2/text/1", Kind.PARAGRAPH, listed, parent="annex-2"),
        Element("7", Kind.PARAGRAPH, line),
    )
    source = Source("retired.txt", "0" * 64, "text/plain")
    text = Text("decision/cop/11/12", "decision", language, "x", source, elements, adopted="2012-10-19")
    text = annotate(text, Thesaurus.load())
    assert statuses(text) == {
        "annex-2/text/1": [f"decision/cop/7/1/{n}" for n in (1, 2, 3, 4, 7, 8, 10)],
        "7": [f"decision/cop/11/12/{n}" for n in (2, 3, 4, 6)],
    }
    described = describe(text, "chm-graph test", NAMES, datetime(2026, 1, 1, tzinfo=UTC))
    said = {(t.subject, t.predicate.value): t.object for t in described.triples}
    mentions = [t.subject for t in described.triples if t.predicate.value == NAMES.term("givenStatus")]
    assert len(mentions) == len({said[mention, NAMES.term("target")] for mention in mentions}) == 11
    dated = [said[mention, NAMES.term("since")] for mention in mentions if (mention, NAMES.term("since")) in said]
    assert [str(date) for date in dated] == [str(dated[0])] * 7
    assert isinstance(dated[0], ox.Literal)
    assert dated[0].value == "2012-10-19"
    assert {said[mention, NAMES.term("inElement")] for mention in mentions} == {
        ox.NamedNode(NAMES.iri(f"decision/cop/11/12/{path}")) for path in ("annex-2/text/1", "7")
    }
