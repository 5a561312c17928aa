"""The trace: both ways, with evidence, to any depth."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from fastapi.testclient import TestClient
from openpyxl import load_workbook

from api.trace import Link, trace
from api.trace_forms import HEADER, as_rows, render_tree
from graph.embedded import EmbeddedReader
from graph.errors import NotFound

ITEM = "decision/cop/10/15/5.d"


def ends(links: tuple[Link, ...]) -> list[str]:
    return [link.thing.ref for link in links]


def test_an_element_tells_what_it_asks_of_whom_and_by_when(reader: EmbeddedReader) -> None:
    found = trace(reader, ITEM)
    (act,) = found.section("asks")
    assert (act.thing.ref, act.strength) == ("vocab/actions/request", 5)
    assert [(each.exact, each.element, each.language) for each in act.evidence] == [
        ("请", "decision/cop/10/15/5", "zh")
    ]
    assert ends(found.section("ofWhom")) == ["vocab/actors/executive-secretary"]
    (due,) = found.section("byWhen")
    assert (due.thing.ref, due.evidence[0].exact) == ("vocab/meetings/cop-11", "第十一次会议")


def test_evidence_says_where_the_words_stand(reader: EmbeddedReader) -> None:
    (link,) = trace(reader, "decision/cop/10/15/preamble/1").section("cites")
    (found,) = link.evidence
    assert (link.relation, link.resolution) == ("recalls", "resolved")
    assert (found.start, found.end, found.graph, found.file) == (2, 11, "decision/cop/10/15/zh", "x-15.zh.txt")


def test_the_goal_it_serves_stands_apart_from_likely_ones(reader: EmbeddedReader) -> None:
    found = trace(reader, ITEM)
    assert ends(found.section("serves")) == ["decision/cop/10/15/annex/goal-1/1.2"]
    assert [(link.thing.ref, link.score, link.reason) for link in found.section("candidates")] == [
        ("vocab/chm/1.1", 0.41, "shared words")
    ]
    (goal,) = [fact for fact in found.section("serves")[0].thing.facts if fact.name == "goal"]
    assert goal.ref == "decision/cop/10/15/annex/goal-1"


def test_activities_answer_the_item_and_the_whole_decision(reader: EmbeddedReader) -> None:
    found = {link.thing.ref: link for link in trace(reader, ITEM).section("respondedBy")}
    assert set(found) == {"record/calendar/ACT-1", "record/calendar/ACT-2"}
    assert found["record/calendar/ACT-2"].origin.ref == "decision/cop/10/15"
    facts = {fact.name: fact.value for fact in found["record/calendar/ACT-1"].thing.facts}
    assert (facts["status"], facts["start"], facts["end"]) == ("Completed", "2025-10-01", "2025-12-31")


def test_a_decision_gathers_what_its_paragraphs_have(reader: EmbeddedReader) -> None:
    found = trace(reader, "decision/cop/7/23")
    (report,) = found.section("reportedIn")
    assert report.origin.ref == "decision/cop/7/23/7.c"
    assert report.thing.ref == "document/UNEP_CBD_SBSTTA_10_11/18bis"
    assert "toolkit of six modules" in (report.thing.wording.text if report.thing.wording else "")
    assert set(ends(found.section("citedBy"))) == {
        "decision/cop/10/15/preamble/1",
        "document/UNEP_CBD_SBSTTA_10_11/18bis",
    }


def test_an_objective_shows_who_serves_it_and_its_concept(reader: EmbeddedReader) -> None:
    found = trace(reader, "decision/cop/10/15/annex/goal-1/1.2")
    assert ends(found.section("servedBy")) == [ITEM]
    assert ends(found.section("definedAs")) == ["vocab/chm/1.2"]
    assert ends(found.section("candidates")) == ["decision/cop/10/15/6"]
    assert [each.ref for each in found.within][-1] == "decision/cop/10/15/annex/goal-1"


def test_a_concept_is_traced_together_with_the_objective_it_stands_for(reader: EmbeddedReader) -> None:
    found = trace(reader, "vocab/chm/1.2")
    assert ends(found.section("servedBy")) == [ITEM]
    assert ends(found.section("definedIn")) == ["decision/cop/10/15/annex/goal-1/1.2"]


def test_a_goal_gathers_what_serves_its_objectives(reader: EmbeddedReader) -> None:
    assert ends(trace(reader, "vocab/chm/1").section("servedBy")) == [ITEM]


def test_an_actor_shows_what_is_asked_of_it(reader: EmbeddedReader) -> None:
    found = trace(reader, "vocab/actors/executive-secretary")
    assert ITEM in ends(found.section("askedOf"))
    assert ends(found.section("carriedOut")) == ["record/calendar/ACT-1"]


def test_an_activity_leads_back_to_the_paragraph(reader: EmbeddedReader) -> None:
    assert ends(trace(reader, "record/calendar/ACT-1").section("respondsTo")) == [ITEM]


def test_a_suspect_citation_keeps_its_target_and_names_the_likely_one(reader: EmbeddedReader) -> None:
    (link,) = trace(reader, "document/UNEP_CBD_SBSTTA_10_11/5").section("cites")
    assert (link.thing.ref, link.resolution, link.suspected) == ("vocab/cbd/10.3", "suspect", "vocab/cbd/18.3")
    (back,) = trace(reader, "vocab/cbd/18.3").section("citedBy")
    assert (back.relation, back.thing.ref) == ("suspected", "document/UNEP_CBD_SBSTTA_10_11/5")


def test_what_is_cited_and_not_loaded_can_be_traced(reader: EmbeddedReader) -> None:
    (link,) = trace(reader, "decision/cop/10/2").section("citedBy")
    assert (link.thing.ref, link.resolution) == ("decision/cop/10/15/6", "dangling")


def test_depth_follows_citations_and_cuts_cycles(reader: EmbeddedReader) -> None:
    (step,) = trace(reader, "decision/cop/10/15/preamble/1", depth=3).section("cites")
    assert step.further is not None
    assert all(link.thing.ref != "decision/cop/10/15/preamble/1" for link in step.further.section("citedBy"))
    met = trace(reader, "decision/cop/7/23", depth=5)
    assert any(link.repeated for section in met.sections for link in section.links)


def test_depth_one_follows_nothing(reader: EmbeddedReader) -> None:
    found = trace(reader, "decision/cop/7/23")
    assert all(link.further is None for section in found.sections for link in section.links)


def test_a_limit_cuts_and_the_total_says_so(reader: EmbeddedReader) -> None:
    section = next(each for each in trace(reader, "decision/cop/10/15", limit=1).sections if each.name == "asks")
    assert (len(section.links), section.total) == (1, 4)


def test_what_nothing_says_anything_of_is_not_found(reader: EmbeddedReader) -> None:
    with pytest.raises(NotFound, match="decision/cop/1/99"):
        trace(reader, "decision/cop/1/99")


def test_the_tree_is_readable_in_a_terminal(reader: EmbeddedReader) -> None:
    tree = render_tree(trace(reader, ITEM))
    assert tree.startswith("X/15, paragraph 5 (d)")
    assert "request  <vocab/actions/request>  [strength 5]" in tree
    assert '"执行秘书" in decision/cop/10/15/5 zh x-15.zh.txt' in tree


def test_the_trace_comes_as_json_csv_and_workbook(client: TestClient, reader: EmbeddedReader) -> None:
    json: dict[str, Any] = client.get(f"/trace/{ITEM}.jsonld").json()
    assert json["id"] == f"https://w3id.org/chm/{ITEM}"
    assert json["asks"][0]["evidence"][0]["exact"] == "请"
    rows = list(as_rows(trace(reader, ITEM)))
    table = list(csv.reader(io.StringIO(client.get(f"/trace/{ITEM}.csv").text)))
    assert table == [list(HEADER), *map(list, rows)]
    book = load_workbook(io.BytesIO(client.get(f"/trace/{ITEM}.xlsx").content), read_only=True)
    assert [[cell or "" for cell in row] for row in book.worksheets[0].values] == table
    book.close()


def test_another_spelling_of_a_trace_redirects(client: TestClient) -> None:
    answer = client.get("/trace/X/15?depth=2")
    assert (answer.status_code, answer.headers["location"]) == (308, "/trace/decision/cop/10/15?depth=2")


def test_the_page_shows_asked_done_served_and_cited(client: TestClient) -> None:
    page = client.get(f"/trace/{ITEM}", headers={"Accept-Language": "zh"}).text
    for words in ("What it asks", "By when", "activities", "goals and targets it serves", "执行秘书", "score 0.41"):
        assert words in page


@pytest.mark.parametrize("depth", ["0", "51", "x"])
def test_a_depth_out_of_bounds_is_422(client: TestClient, depth: str) -> None:
    assert client.get(f"/trace/{ITEM}?depth={depth}").status_code == 422
