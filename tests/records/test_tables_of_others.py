"""Tables and lists of Parties, treaties, bulletins and report forms become records by data files alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode

from graph.errors import SourceError
from graph.namespaces import Names
from graph.rooms import room
from loaders.pipeline import SourceGraph, Work, run, tools
from loaders.records.values import expanded
from loaders.structure.stage import NOTHING_ASKED

NAMES = Names()
EXAMPLES = room("examples") / "records"


def graph_of(data: bytes | str, name: str) -> SourceGraph:
    content = data.encode() if isinstance(data, str) else data
    (graph,) = run(Work(name, content, NOTHING_ASKED), tools(NAMES)).graphs
    return graph


def says(graph: SourceGraph, property_: str, subject: str) -> set[str]:
    node, predicate = NamedNode(NAMES.iri(subject)), NamedNode(expanded(property_, NAMES))
    found = {t.object for t in graph.triples if (t.subject, t.predicate) == (node, predicate)}
    return {term.value for term in found if isinstance(term, NamedNode | Literal)}


def test_a_submission_is_identified_by_country_and_file_together() -> None:
    graph = graph_of((EXAMPLES / "climate-submissions.csv").read_bytes(), "climate-submissions.csv")
    assert graph.elements == 2
    assert says(graph, "chm:government", "record/unfccc/KEN.ken-2.pdf") == {NAMES.iri("vocab/countries/ke")}
    assert says(graph, "dcterms:identifier", "record/unfccc/KEN.ken-2.pdf") == {"KEN.ken-2.pdf"}
    assert says(graph, "dcterms:issued", "record/unfccc/KEN.ken-1.pdf") == {"2016-12-28"}
    assert graph.warnings == ()


def test_a_submission_without_its_file_is_refused_alone() -> None:
    head = "code,party,title,fileType,language,version,status,submissionDate,encodedAbsUrl,originalFilename\n"
    graph = graph_of(f"{head}KEN,Kenya,First,NDC,,,,,,\nKEN,Kenya,Second,NDC,,,,,,b.pdf\n", "s.csv")
    assert graph.elements == 1
    assert says(graph, "chm:column", "source/s#refused-2") == {"originalFilename"}


def test_a_number_with_spaces_at_thousands_is_a_number() -> None:
    graph = graph_of((EXAMPLES / "contributions-of-parties.csv").read_bytes(), "contributions-of-parties.csv")
    assert says(graph, "schema:amount", "record/parties-tables/contribution.Kenya") == {"5279.0"}
    assert says(graph, "chm:government", "record/parties-tables/contribution.Fiji") == {NAMES.iri("vocab/countries/fj")}


@pytest.mark.parametrize("typed", ["1 05", "10 5678", "1  056", "1,056"])
def test_spaces_elsewhere_in_a_number_are_told(typed: str) -> None:
    head = "Party,UN_scale_percentage,CBD_scale_with_ceiling_percentage,CBD_assessed_contribution_usd\n"
    graph = graph_of(f'{head}Kenya,0.030,0.038,"{typed}"\n', "c.csv")
    assert says(graph, "schema:amount", "record/parties-tables/contribution.Kenya") == set()
    assert ["is no number" in told for told in graph.warnings] == [True]


def test_an_area_of_the_m49_list_is_linked_to_its_country() -> None:
    head = "Region Name,Country or Area,M49 Code,ISO-alpha3 Code\n"
    graph = graph_of(f"{head}Africa,Kenya,404,KEN\n", "m49.csv")
    assert says(graph, "dcterms:spatial", "record/parties-tables/m49.404") == {NAMES.iri("vocab/countries/ke")}
    assert says(graph, "field/region", "record/parties-tables/m49.404") == {"Africa"}


def test_a_name_of_a_party_in_a_table_keeps_both_spellings() -> None:
    graph = graph_of('party_raw,party_mapped\n"Gambia, The",Gambia\n', "names.csv")
    record = "record/parties-tables/name.Gambia%2C%20The"
    assert (says(graph, "skos:altLabel", record), says(graph, "dcterms:title", record)) == ({"Gambia, The"}, {"Gambia"})


def test_an_issue_of_a_bulletin_keeps_its_addresses_and_a_month_is_no_day() -> None:
    head = "id,event_id,issue,date,pdf,html\n"
    row = "12x,1995-INC,1,1995-12,https://example.org/a.pdf,https://example.org/a.html\n"
    graph = graph_of(head + row, "issues.csv")
    assert says(graph, "foaf:page", "record/enb/12x") == {"https://example.org/a.html"}
    assert graph.warnings == ("row 2, column date: '1995-12': is no date of the form YYYY-MM-DD",)


def test_a_treaty_has_days_as_its_source_writes_them_and_its_countries() -> None:
    treaty = {"uuid": "u-1", "lb_document_id": 7, "title": "Treaty on ponds", "adopted_event_date": "14/09/1967",
              "country_name": "KENYA ; FIJI", "metaformat": "Other"}  # fmt: skip
    graph = graph_of(
        json.dumps({"list": [treaty, treaty | {"uuid": "u-2", "adopted_event_date": "31/02/1967"}]}), "t.json"
    )
    assert says(graph, "dcterms:issued", "record/uk-treaties/u-1") == {"1967-09-14"}
    countries = {NAMES.iri(f"vocab/countries/{code}") for code in ("ke", "fj")}
    assert says(graph, "dcterms:spatial", "record/uk-treaties/u-1") == countries
    assert says(graph, "field/metaformat", "record/uk-treaties/u-1") == {"Other"}
    assert ["is no date of the form dd/MM/yyyy" in told for told in graph.warnings] == [True]


def test_the_questions_of_a_report_form_are_records_with_their_answers() -> None:
    asked = {
        "key": "Q1",
        "section": "General",
        "number": "1",
        "title": "Are there ponds?",
        "options": [{"value": "y", "title": "Yes"}],
    }
    graph = graph_of(json.dumps([{"key": "General", "title": "All", "questions": [asked]}]), "form.json")
    assert says(graph, "dcterms:title", "record/report-questions/Q1") == {"Are there ponds?"}
    assert says(graph, "field/title", "record/report-questions/Q1#options/0") == {"Yes"}


def test_a_table_with_heads_only_is_a_graph_without_records() -> None:
    graph = graph_of("party_raw,party_mapped\n", "names.csv")
    assert (graph.elements, graph.warnings) == (0, ())
    assert says(graph, "chm:file", "source/names#file") == {"names.csv"}


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(SourceError, match="empty"):
        graph_of("", "names.csv")


@pytest.mark.parametrize(
    ("pattern", "records"),
    [
        ("parties/unsd-regions.csv", 248),
        ("parties/party-master.csv", 61),
        ("parties/name-map.csv", 40),
        ("parties/cop-16-dec-28-annex.csv", 197),
        ("ndc/ndcs.csv", 741),
        ("treaties/*.json", 100),
        ("meetings/enb-documents.csv", 651),
        ("bch-national-report/*.ru.json", 221),
    ],
)
def test_every_row_of_the_real_tables_becomes_a_record(corpus: Path, pattern: str, records: int) -> None:
    (file,) = (corpus / "records").glob(pattern)
    assert graph_of(file.read_bytes(), file.name).elements == records
