"""Meetings of other conventions, in the table that their calendar is kept in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from graph.namespaces import Names
from loaders.records.describe import SourceGraph
from loaders.records.values import expanded

NAMES = Names()
TABLE = """id,start_date,end_date,city,country,short_title,title
2001-EX-1,2001-03-05,2001-03-09,Nairobi,Kenya,EX 1,First example session
2001-EX-2,,2001-04-02,Nairobi,Kenya,EX 2,Second example session
"""

Describe = Callable[[Path], SourceGraph]


def test_a_meeting_of_the_climate_convention_has_its_days(tmp_path: Path, describe: Describe) -> None:
    (file := tmp_path / "sessions.csv").write_text(TABLE, "utf-8")
    graph = describe(file)
    meeting = NamedNode(NAMES.iri("record/unfccc-events/2001-EX-1"))
    said = {(t.predicate.value, t.object) for t in graph.triples if t.subject == meeting}
    day = NamedNode("http://www.w3.org/2001/XMLSchema#date")
    assert {
        (expanded("rdf:type", NAMES), NamedNode("http://schema.org/Event")),
        (expanded("dcterms:title", NAMES), Literal("First example session", language="en")),
        (expanded("schema:startDate", NAMES), Literal("2001-03-05", datatype=day)),
        (expanded("schema:endDate", NAMES), Literal("2001-03-09", datatype=day)),
    } <= said


def test_a_meeting_without_its_first_day_stands_and_the_column_is_named(tmp_path: Path, describe: Describe) -> None:
    (file := tmp_path / "sessions.csv").write_text(TABLE, "utf-8")
    graph = describe(file)
    assert [t.object for t in graph.triples if t.predicate.value == NAMES.term("column")] == [Literal("start_date")]
    meeting = NamedNode(NAMES.iri("record/unfccc-events/2001-EX-2"))
    days = {t.predicate.value: t.object for t in graph.triples if t.subject == meeting}
    assert expanded("schema:startDate", NAMES) not in days
    assert days[expanded("schema:endDate", NAMES)].value == "2001-04-02"  # type: ignore[union-attr]


def test_a_day_known_by_its_month_only_keeps_its_bounds(tmp_path: Path, describe: Describe) -> None:
    (file := tmp_path / "sessions.csv").write_text(TABLE.replace("2001-03-05", "2001-03"), "utf-8")
    meeting = NamedNode(NAMES.iri("record/unfccc-events/2001-EX-1"))
    days = {t.predicate.value: t.object for t in describe(file).triples if t.subject == meeting}
    assert days[expanded("schema:startDate", NAMES)].value == "2001-03-01"  # type: ignore[union-attr]
