"""The Secretariat's own table of activities, as typed: every row hangs on its paragraphs and has its dates.

The facts below were read from the table by eye: record, what it responds to, when it starts, when it ends (a day, or
the first and last day that the typed words can mean; nothing for "Ongoing").
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode

from graph.namespaces import Names
from loaders.records.describe import SourceGraph

FACTS = """
ACT-2024-01 | np-mop/4/3/5 np-mop/4/3/7 | 2024-07-19 | 2026-02-28
ACT-2025-02 | cop/16/22/19 | 2025-01-28 | 2025-05-01
ACT-2025-04 | cop/16/15/9 | 2025-02-11 | 2025-04-15
ACT-2025-06 | cp-mop/11/7/8 | 2025-02-12 | 2025-04-04
ACT-2025-08 | cop/16/11 | 2025-03-01/2025-03-31 | 2025-04-01/2025-04-30
ACT-2025-10 | cop/16/22/17 | 2025-03-05 | 2025-03-24
ACT-2025-12 | cop/16/12/4.e | 2025-03-12 | 2025-05-05
ACT-2025-14 | cop/16/16/4 | 2025-03-17 |
ACT-2025-16 | cop/14/24/9 | 2025-03-24 | 2025-04-21
ACT-2025-18 | cop/16/32/24.e | 2025-03-25 | 2026-07-01/2026-09-30
ACT-2025-20 | cop/16/18/10.a | 2025-03-26 | 2025-03-26
ACT-2025-22 | cop/16/31/30.b | 2025-04-03 | 2025-05-30
ACT-2025-24 | cop/16/31/30.d | 2025-04-03 | 2025-05-30
ACT-2025-26 | cp-mop/11/7/7 | 2025-04-16 | 2025-05-09
ACT-2025-28 | cop/16/12/4.d | 2025-04-30 | 2025-05-31
ACT-2025-30 | cop/16/16/2 | 2025-05-02 | 2025-06-13
ACT-2025-32 | cop/16/4/10 | 2025-05-02 | 2025-05-30
ACT-2025-34 | cop/16/21/9.c | 2025-05-09 | 2025-07-18
ACT-2025-36 | cop/15/28/11 | 2025-05-13 | 2025-06-20
ACT-2025-38 | cop/16/32/24.e | 2025-05-19 | 2025-05-23
ACT-2025-40 | cop/16/32/24.e | 2025-05-26 | 2025-05-28
ACT-2025-42 | cop/16/12/4.e | 2025-06-05 | 2025-06-30
ACT-2025-44 | cop/16/22/19 | 2025-06-15 | 2025-06-15
ACT-2025-46 | cop/16/12/4.e | 2025-07-01/2025-07-31 | 2025-07-01/2025-07-31
ACT-2025-48 | cop/16/16/10 | 2025-07-01/2025-09-30 | 2025-07-01/2025-09-30
ACT-2025-50 | cop/16/25/15 | 2025-07-01/2025-09-30 | 2025-10-01/2025-12-31
ACT-2025-52 | cop/16/32/24.e | 2025-07-15 | 2025-07-25
ACT-2025-54 | cop/16/32/23 | 2025-07-18 | 2025-08-01/2025-08-31
ACT-2025-56 | cop/16/11 | 2025-08-01/2025-08-31 | 2025-09-01/2025-09-30
ACT-2025-58 | cop/16/3 | 2025-08-01/2025-08-31 | 2025-09-01/2025-09-30
ACT-2025-60 | cop/14/24/9 | 2025-08-26 | 2025-08-28
ACT-2025-62 | np-mop/3/1/18.a | 2025-09-01/2025-09-30 | 2025-10-01/2025-10-31
ACT-2025-64 | cop/16/32/24.e | 2025-09-02 | 2025-09-05
ACT-2025-66 | cop/16/21/9.f | 2025-10-01/2025-12-31 | 2025-10-01/2025-12-31
ACT-2025-68 | cop/16/34/26.c | 2025-10-01/2025-12-31 | 2026-01-01/2026-03-31
ACT-2025-70 | cop/16/13/6.c | 2025-10-01/2025-12-31 | 2026-01-01/2026-01-31
ACT-2025-72 | cop/16/32/24.e | 2025-10-07 | 2025-10-09
ACT-2025-74 | cop/16/32/24.e | 2025-10-09 | 2025-10-10
ACT-2025-76 | cop/16/21/9.d | 2025-11-01/2025-11-30 | 2025-12-01/2025-12-31
ACT-2026-01 | cop/16/19/9.a | 2026-01-01/2026-03-31 | 2026-01-01/2026-03-31
ACT-2026-03 | cp-mop/11/3/10.c | 2026-01-01/2026-03-31 | 2026-01-01/2026-03-31
ACT-2026-05 | cop/16/15/6 | 2026-02-01/2026-02-28 | 2026-03-01/2026-03-31
ACT-2026-07 | cp-mop/11/8/8.b | 2026-02-01/2026-02-28 | 2026-05-01/2026-05-31
ACT-2026-09 | cop/16/11/2 | 2026-04-01/2026-04-30 | 2026-04-01/2026-04-30
ACT-2026-11 | cop/16/17/11 | 2026-04-01/2026-06-30 | 2026-04-01/2026-06-30
ACT-2026-13 | cp-mop/11/8/8.c | 2026-04-01/2026-06-30 | 2026-04-01/2026-06-30
ACT-2026-15 | cp-mop/11/3/10.d | 2026-10-01/2026-12-31 | 2026-10-01/2026-12-31
"""
NAMES = Names()
TABLE = "records/activities/activities-2025-26"

Describe = Callable[[Path], SourceGraph]


@pytest.fixture(scope="module")
def calendar(corpus: Path, describe: Describe) -> SourceGraph:
    return describe(corpus / f"{TABLE}.csv")


def objects(graph: SourceGraph, subject: str, predicate: str) -> list[str]:
    known, colon, local = predicate.partition(":")
    property_ = NamedNode(NAMES.prefixes()[known] + local if colon else NAMES.term(known))
    node = NamedNode(NAMES.iri(subject))
    found = [t.object for t in graph.triples if (t.subject, t.predicate) == (node, property_)]
    return [term.value for term in found if isinstance(term, NamedNode | Literal)]


def shown(graph: SourceGraph, node: str) -> str:
    days = [*objects(graph, node, "earliest"), *objects(graph, node, "latest")]
    return "/".join(dict.fromkeys(days))


@pytest.mark.parametrize("fact", FACTS.strip().splitlines(), ids=lambda fact: fact[:11])
def test_each_of_the_47_activities_hangs_on_its_paragraphs_and_has_its_dates(fact: str, calendar: SourceGraph) -> None:
    identifier, targets, start, end = (part.strip() for part in fact.split("|"))
    record = f"record/calendar/{identifier}"
    assert objects(calendar, record, "respondsTo") == [NAMES.iri(f"decision/{path}") for path in targets.split()]
    assert shown(calendar, f"{record}#start") == start
    assert shown(calendar, f"{record}#end") == end
    assert objects(calendar, record, "schema:startDate") == [start.split("/")[0]]
    assert objects(calendar, record, "schema:endDate") == ([end.split("/")[-1]] if end else [])


def test_the_facts_cover_the_whole_table(calendar: SourceGraph) -> None:
    assert calendar.records == len(FACTS.strip().splitlines()) == 47


def test_nothing_of_the_real_table_is_left_unread(calendar: SourceGraph) -> None:
    assert [str(warning) for warning in calendar.warnings] == []


def test_dates_keep_what_was_typed(calendar: SourceGraph) -> None:
    assert objects(calendar, "record/calendar/ACT-2025-14#end", "asTyped") == ["Ongoing"]
    assert objects(calendar, "record/calendar/ACT-2025-18#end", "asTyped") == ["Q3 2026"]


def test_codes_become_concepts_and_tags_are_taken_out_of_titles(calendar: SourceGraph) -> None:
    record = "record/calendar/ACT-2025-10"
    assert objects(calendar, record, "dcterms:subject") == [
        NAMES.iri(f"vocab/subjects/{code}") for code in ("CC", "ECOA+ECORES", "SBSTTA")
    ]
    assert objects(calendar, record, "serves") == [NAMES.iri(f"vocab/gbf/{number}") for number in (8, 2, 11)]
    assert objects(calendar, record, "activityStatus") == [NAMES.iri("vocab/activity-statuses/completed")]
    assert objects(calendar, record, "dcterms:references") == [NAMES.iri("notification/2025-025")]
    (title,) = objects(calendar, "record/calendar/ACT-2024-01", "dcterms:title")
    assert "<" not in title
    assert "  " not in title


def test_the_table_as_json_says_the_same_but_for_its_provenance(
    corpus: Path, describe: Describe, calendar: SourceGraph
) -> None:
    twin = describe(corpus / f"{TABLE}.json")
    assert twin.path == calendar.path == "source/activities-2025-26"
    differing = {str(t.predicate.value).rpartition("#")[2] for t in set(twin.triples) ^ set(calendar.triples)}
    assert differing == {"sha256", "file", "http://purl.org/dc/terms/format"}
