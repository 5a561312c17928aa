"""Record types are data: a mapping file makes a table readable, and no Python knows its columns."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from graph.errors import SourceError
from graph.namespaces import Names
from loaders.readers.table import read_table
from loaders.records.cells import READERS
from loaders.records.describe import SourceGraph, describe_table
from loaders.records.mapping import load_type, recognise, record_types
from loaders.records.values import expanded
from loaders.text import Source

NAMES = Names()
NOON = datetime.datetime(2026, 1, 2, 12, tzinfo=datetime.UTC)
SITE = {
    "@context": "http://www.w3.org/ns/csvw",
    "dc:title": "Protected site",
    "chm:source": "sites",
    "tableSchema": {
        "aboutUrl": "record/sites/{code}",
        "primaryKey": "code",
        "columns": [
            {"name": "code", "required": True, "propertyUrl": "dcterms:identifier", "chm:reads": "literal"},
            {"name": "since", "titles": "Designated", "required": True, "propertyUrl": "dcterms:issued",
             "chm:reads": "period", "chm:bound": "earliest", "chm:interval": "chm:starts"},
            {"virtual": True, "propertyUrl": "rdf:type", "valueUrl": "dcat:Resource"},
        ],
    },
}  # fmt: skip


def activities(*rows: dict[str, str], known: frozenset[str] | None = None) -> SourceGraph:
    """The graph of a small table of activities; each row gives only the cells that matter."""
    whole = [{"identifier": f"A-{at}", "title": "Workshop", "copDecision": "X/15"} | row for at, row in enumerate(rows)]
    table = read_table(json.dumps(whole).encode(), "plan.json")
    source = Source("plan.json", "0f", "application/json")
    has = None if known is None else known.__contains__
    return describe_table(table, recognise(table)[0], source, NAMES, lambda: NOON, has)


def says(graph: SourceGraph, subject: str, property_: str) -> list[NamedNode | Literal]:
    node, predicate = NamedNode(NAMES.iri(subject)), NamedNode(expanded(property_, NAMES))
    return [t.object for t in graph.triples if (t.subject, t.predicate) == (node, predicate)]  # type: ignore[misc]


def test_a_new_record_type_is_one_file(tmp_path: Path) -> None:
    path = tmp_path / "site.csvw.json"
    path.write_text(json.dumps(SITE), "utf-8")
    table = read_table(b"CODE;designated\nN-1;early 1998\n", "sites.csv")
    (found,) = recognise(table, [load_type(path)])
    graph = describe_table(table, found, Source("sites.csv", "0f", "text/csv"), NAMES, lambda: NOON)
    assert says(graph, "record/sites/N-1", "rdf:type") == [NamedNode("http://www.w3.org/ns/dcat#Resource")]
    assert [day.value for day in says(graph, "record/sites/N-1", "dcterms:issued")] == ["1998-01-01"]


def test_every_record_type_of_the_room_uses_known_readers_and_prefixes() -> None:
    assert {type_.name for type_ in record_types()} >= {"activity", "partner"}
    for type_ in record_types():
        for column in type_.columns:
            assert column.suppressed or column.reads in READERS, (type_.name, column.name)
            for name in filter(None, (column.property, column.interval)):
                assert expanded(name, NAMES).startswith("http"), (type_.name, column.name)


def test_a_file_that_is_no_record_type_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "broken.csvw.json"
    path.write_text('{"tableSchema": {}}', "utf-8")
    with pytest.raises(SourceError, match="is no record type"):
        load_type(path)


def test_a_table_is_recognised_by_its_columns_not_by_its_name() -> None:
    table = read_table(b"Activity ID,Activity,COP decision,Remarks\nA-1,Workshop,X/15,none\n", "whatever.csv")
    (found,) = recognise(table)
    assert found.type.name == "activity"
    assert found.sureness == 0.75


def test_a_table_of_something_else_is_not_recognised() -> None:
    assert recognise(read_table(b"species,count\nLynx lynx,3\n", "counts.csv")) == ()


def test_a_column_that_the_type_does_not_know_is_told_cell_by_cell() -> None:
    (warning,) = activities({"colour": "red"}, {}).warnings
    assert (warning.row, warning.column, warning.exact) == (2, "colour", "red")


def test_what_cannot_be_read_stands_in_the_graph_with_row_and_column() -> None:
    graph = activities({}, {"endDate": "soon"})
    node = "source/plan#row-3-endDate"
    assert says(graph, node, "rdf:type") == [NamedNode(NAMES.term("UnreadValue"))]
    assert says(graph, node, "chm:row") == [Literal(3)]
    assert says(graph, node, "chm:column") == [Literal("endDate")]
    assert says(graph, node, "chm:exact") == [Literal("soon")]
    assert says(graph, node, "chm:reason") == [Literal("no date in it")]
    assert says(graph, node, "dcterms:isPartOf") == [NamedNode(NAMES.iri("source/plan"))]
    assert [str(warning) for warning in graph.warnings] == ["row 3, column endDate: 'soon': no date in it"]


def test_an_unread_paragraph_is_told_at_its_own_column_and_the_decision_still_links() -> None:
    graph = activities({"copParagraphNo": "see below"})
    assert says(graph, "record/calendar/A-0", "chm:respondsTo") == [NamedNode(NAMES.iri("decision/cop/10/15"))]
    assert [(warning.row, warning.column) for warning in graph.warnings] == [(2, "copParagraphNo")]


def test_a_row_without_its_required_identifier_is_refused_alone_and_listed() -> None:
    graph = activities({"identifier": ""}, {"identifier": "A-1"})
    assert graph.records == 1
    assert says(graph, "record/calendar/plan.row-2", "dcterms:title") == []
    assert says(graph, "source/plan#refused-2", "chm:column") == [Literal("identifier")]
    assert [str(one).partition(":")[0] for one in graph.refused] == ["row 2"]


def test_a_row_without_another_required_value_is_kept_and_told() -> None:
    graph = activities({"title": ""})
    assert graph.records == 1
    assert graph.refused == ()
    assert [str(warning) for warning in graph.warnings] == ["row 2, column title: is empty, and required"]


def test_several_columns_can_identify_a_record_together(tmp_path: Path) -> None:
    columns = [{"name": name, "required": True, "propertyUrl": f"field/{name}"} for name in ("code", "year")]
    schema = {"aboutUrl": "record/sites/{code}.{year}", "primaryKey": ["code", "year"], "columns": columns}
    path = tmp_path / "site.csvw.json"
    path.write_text(json.dumps({"dc:title": "Site", "chm:source": "sites", "tableSchema": schema}), "utf-8")
    table = read_table(b"code,year\nA,2010\nA,2011\nA,2010\n,2012\n", "sites.csv")
    (found,) = recognise(table, [load_type(path)])
    graph = describe_table(table, found, Source("sites.csv", "0" * 64, "text/csv"), NAMES, lambda: NOON)
    records = {iri.rpartition("/")[2] for iri in graph.places}
    assert records == {"A.2010", "A.2011", "A.2010.row-4"}
    assert says(graph, "record/sites/A.2011", "dcterms:identifier") == [Literal("A.2011")]
    assert [str(warning) for warning in graph.warnings] == [
        "row 4, column code, year: 'A 2010': row 2 has this identifier too"
    ]
    assert [one.field for one in graph.refused] == ["code"]


def test_a_template_that_names_a_column_outside_the_key_is_no_record_type(tmp_path: Path) -> None:
    schema = {"aboutUrl": "record/sites/{code}.{day}", "primaryKey": ["code", "year"], "columns": []}
    path = tmp_path / "site.csvw.json"
    path.write_text(json.dumps({"dc:title": "Site", "chm:source": "sites", "tableSchema": schema}), "utf-8")
    with pytest.raises(SourceError, match="names day"):
        load_type(path)


def test_a_repeated_identifier_is_told_and_neither_row_is_lost() -> None:
    graph = activities({"identifier": "A-1", "title": "First"}, {"identifier": "A-1", "title": "Second"})
    assert says(graph, "record/calendar/A-1", "dcterms:title") == [Literal("First", language="en")]
    assert says(graph, "record/calendar/A-1.row-3", "dcterms:title") == [Literal("Second", language="en")]
    assert [str(warning) for warning in graph.warnings] == [
        "row 3, column identifier: 'A-1': row 2 has this identifier too"
    ]


def test_decision_codes_that_disagree_with_the_decision_column_are_told() -> None:
    (warning,) = activities({"decisions": "CAL-DECISION-16-22"}).warnings
    assert (warning.column, warning.reason) == ("decisions", "16/22 is not in copDecision")


def test_decision_codes_stand_in_for_an_empty_decision_column() -> None:
    graph = activities({"copDecision": "", "decisions": "CAL-DECISION-CP11-7", "copParagraphNo": "Para 8"})
    assert says(graph, "record/calendar/A-0", "chm:respondsTo") == [NamedNode(NAMES.iri("decision/cp-mop/11/7/8"))]
    assert graph.warnings == ()


def test_an_end_before_its_start_is_told_and_kept() -> None:
    graph = activities({"startDate": "Q4 2025", "endDate": "Q1 2025"})
    assert [warning.reason for warning in graph.warnings] == ["ends before startDate begins (2025-10-01)"]
    assert [day.value for day in says(graph, "record/calendar/A-0", "schema:endDate")] == ["2025-03-31"]


def test_a_code_that_the_vocabulary_lacks_is_told_and_not_linked() -> None:
    graph = activities({"subject": "CBD-SUBJECT-FOR, CBD-SUBJECT-XYZ"}, known=frozenset({"vocab/subjects/FOR"}))
    assert says(graph, "record/calendar/A-0", "dcterms:subject") == [NamedNode(NAMES.iri("vocab/subjects/FOR"))]
    assert [warning.reason for warning in graph.warnings] == ["the vocabulary has no vocab/subjects/XYZ"]


@pytest.mark.parametrize("typed", ["GBF-TARGET-08; GBF-TARGET-2", "GBF-TARGET-08, gbf-target-2", "8|2"])
def test_lists_are_cut_at_whatever_sign_was_typed(typed: str) -> None:
    served = says(activities({"gbfTargets": typed}), "record/calendar/A-0", "chm:serves")
    assert served == [NamedNode(NAMES.iri(f"vocab/gbf/{number}")) for number in (8, 2)]


def test_an_identifier_is_escaped_in_the_record_iri() -> None:
    graph = activities({"identifier": "A/1 + b"})
    assert says(graph, "record/calendar/A%2F1%20%2B%20b", "dcterms:identifier") == [Literal("A/1 + b")]


def test_neither_yes_nor_no_is_told() -> None:
    (warning,) = activities({"actionRequiredByParties": "maybe"}).warnings
    assert warning.reason == "is neither Y nor N"


def test_the_source_graph_says_file_checksum_time_and_reader() -> None:
    graph = activities({})
    assert says(graph, "source/plan", "chm:sha256") == [Literal("0f")]
    assert [time.value for time in says(graph, "source/plan", "prov:generatedAtTime")] == ["2026-01-02T12:00:00Z"]
    assert says(graph, "source/plan", "prov:wasDerivedFrom") == [NamedNode(NAMES.iri("source/plan#file"))]
    (reader,) = says(graph, "source/plan", "chm:reader")
    assert reader.value.startswith("chm-graph ")
    assert reader.value.endswith(" table")


def test_describing_twice_gives_the_same_triples() -> None:
    rows = ({"startDate": "Q4 2025"}, {"endDate": "soon"})
    first, second = activities(*rows).triples, activities(*rows).triples
    assert first == second
    assert len(set(first)) == len(first)
    assert all(isinstance(triple, Triple) for triple in first)


@pytest.mark.parametrize("typed", ["NTF 2025-031", "ntf2025-031", "Notification 2025-031", "2025-031"])
def test_a_notification_is_referred_to_in_any_spelling(typed: str) -> None:
    referred = says(activities({"relatedDocuments": typed}), "record/calendar/A-0", "dcterms:references")
    assert referred == [NamedNode(NAMES.iri("notification/2025-031"))]


def test_a_reference_in_no_spelling_is_told_and_the_others_are_kept() -> None:
    graph = activities({"relatedDocuments": "NTF 2025-031, a letter"})
    assert len(says(graph, "record/calendar/A-0", "dcterms:references")) == 1
    assert [(warning.exact, warning.reason) for warning in graph.warnings] == [
        ("a letter", "is no identifier in any spelling")
    ]
