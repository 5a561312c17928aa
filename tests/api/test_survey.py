"""Coverage, differences, resolve, the portal, operation, deposits and questions."""

from __future__ import annotations

import csv
import io
import json

import pytest
from fastapi.testclient import TestClient

from api.coverage import coverage
from api.differences import differences
from api.trace_forms import harmless
from graph.embedded import EmbeddedReader
from graph.errors import NotFound
from graph.queries import questions


def test_an_operative_leaf_without_an_activity_is_found(reader: EmbeddedReader) -> None:
    found = coverage(reader)
    assert (found.texts, found.operative) == (2, 3)
    assert [gap.element.ref for gap in found.without("activity")] == ["decision/cop/10/15/6", "decision/cop/7/23/7.c"]
    assert [gap.element.ref for gap in found.without("target")] == ["decision/cop/10/15/6", "decision/cop/7/23/7.c"]


def test_coverage_is_of_a_body_session_or_actor(reader: EmbeddedReader) -> None:
    assert coverage(reader, "cop", 7).operative == 1
    assert coverage(reader, "cp-mop").texts == 0
    assert {gap.element.ref for gap in coverage(reader, actor="parties").gaps} == {"decision/cop/10/15/6"}


def test_coverage_lists_loose_citations(reader: EmbeddedReader) -> None:
    found = coverage(reader)
    assert [(each.exact, each.target) for each in found.loose("dangling")] == [("第X/2号决定", "decision/cop/10/2")]
    assert [each.suspected for each in found.loose("suspect")] == ["vocab/cbd/18.3"]
    assert coverage(reader, "cop", 7).citations == ()


def test_coverage_comes_as_page_json_and_csv(client: TestClient) -> None:
    counts = client.get("/coverage.json?body=cop&session=10").json()["counts"]
    assert (counts["operativeElements"], counts["withoutActivity"], counts["dangling"]) == (2, 1, 1)
    table = list(csv.DictReader(io.StringIO(client.get("/coverage?format=csv").text)))
    assert {row["finding"] for row in table} == {"no activity", "no target", "no programme", "dangling", "suspect"}
    assert "X/15, paragraph 6" in client.get("/coverage").text


def test_language_versions_that_disagree_are_shown_side_by_side(reader: EmbeddedReader) -> None:
    found = [each for each in differences(reader, "decision/cop/10/15") if each.about == "ofWhom"]
    (difference,) = found
    assert difference.element.ref == "decision/cop/10/15/6"
    said = {each.language: [thing.ref for thing in each.says] for each in difference.versions}
    assert said == {
        "en": ["vocab/actors/other-governments", "vocab/actors/parties"],
        "zh": ["vocab/actors/parties"],
    }


def test_a_single_version_has_no_differences_and_none_is_not_found(reader: EmbeddedReader) -> None:
    assert differences(reader, "decision/cop/7/23") == ()
    with pytest.raises(NotFound):
        differences(reader, "decision/cop/1/99")


def test_differences_come_as_page_json_and_csv(client: TestClient) -> None:
    assert client.get("/differences/decision/cop/10/15.json").json()["differences"]
    assert "decision/cop/10/15/6" in client.get("/differences/decision/cop/10/15.csv").text
    assert "other Governments" in client.get("/differences/decision/cop/10/15").text


@pytest.mark.parametrize(
    ("text", "path", "status"),
    [
        ("X/15", "decision/cop/10/15", "resolved"),
        ("X/15 para 5(d)", "decision/cop/10/15/5.d", "resolved"),
        ("UNEP/CBD/SBSTTA/10/11", "document/UNEP_CBD_SBSTTA_10_11", "resolved"),
        ("X/2", "decision/cop/10/2", "dangling"),
    ],
)
def test_one_identifier_is_resolved_in_any_spelling(client: TestClient, text: str, path: str, status: str) -> None:
    (found,) = client.get("/resolve.json", params={"q": text}).json()
    assert (found["path"], found["status"], found["exact"]) == (path, status, text)
    assert found["page"].startswith("https://www.cbd.int/")


def test_every_reference_in_a_text_is_resolved_with_its_place(client: TestClient) -> None:
    text = "The secretariat wrote a toolkit,\n as decision VII/23, paragraph 7 (c), had asked for it in those days."
    (found,) = client.get("/resolve.json", params={"q": text}).json()
    assert (found["path"], found["status"]) == ("decision/cop/7/23/7.c", "resolved")
    assert text[found["start"] : found["end"]] == found["exact"]


def test_the_search_page_finds_titles_and_labels(client: TestClient) -> None:
    page = client.get("/resolve", params={"q": "clearing-house"}).text
    assert 'href="/decision/cop/10/15"' in page
    assert 'href="/vocab/subjects/CHM"' in page


def test_a_text_that_is_sent_is_annotated_with_places(client: TestClient) -> None:
    text = "Requests the Executive Secretary to report on decision VII/23 and on the clearing-house mechanism;"
    answer = client.post("/annotate?lang=en", content=text.encode(), headers={"Content-Type": "text/plain"})
    found = answer.json()["annotations"]
    names = {each["name"]: each for each in found}
    assert names["citation"]["id"] == "https://w3id.org/chm/decision/cop/7/23"
    assert names["addressee"]["target"] == "vocab/actors/executive-secretary"
    assert all(text[each["start"] : each["end"]] == each["exact"] for each in found)


@pytest.mark.parametrize("media_type", ["text/turtle", "application/ld+json"])
def test_a_record_that_is_sent_is_checked_against_the_shapes(client: TestClient, media_type: str) -> None:
    activity = "https://w3id.org/chm/record/X-1"
    turtle = f"<{activity}> a <https://w3id.org/chm/ontology#Activity> ."
    document = {"@context": "https://w3id.org/chm/contexts/v1/chm.jsonld", "id": activity, "type": "Activity"}
    body = turtle if media_type == "text/turtle" else json.dumps(document)
    answer = client.post("/validate", content=body.encode(), headers={"Content-Type": media_type})
    assert answer.status_code == 200
    assert answer.json()["conforms"] is False
    assert {each["focus_node"] for each in answer.json()["results"]} == {activity}
    report = client.post(
        "/validate", content=body.encode(), headers={"Content-Type": media_type, "Accept": "text/turtle"}
    )
    assert "ValidationReport" in report.text


def test_a_context_of_another_is_never_fetched(client: TestClient) -> None:
    body = json.dumps({"@context": "http://127.0.0.1:9/context.jsonld", "id": "x:y"}).encode()
    answer = client.post("/validate", content=body, headers={"Content-Type": "application/ld+json"})
    assert answer.status_code == 422


def test_the_portal_lists_what_is_loaded(client: TestClient) -> None:
    page = client.get("/").text
    for path in ("/decision/cop/10/15", "/decision/cop/7/23", "/document/UNEP_CBD_SBSTTA_10_11", "/vocab/chm"):
        assert f'href="{path}"' in page


def test_health_readiness_and_contracts_answer(client: TestClient) -> None:
    assert client.get("/health").json() == {"status": "alive"}
    assert client.get("/ready").json() == {"status": "ready", "generation": 1}
    context = client.get("/contexts/v1/chm.jsonld")
    assert context.headers["content-type"] == "application/ld+json"
    assert "immutable" in context.headers["cache-control"]
    assert "@context" in context.json()
    assert client.get("/openapi.json").json()["openapi"].startswith("3.1")
    assert "/trace/{path}" in client.get("/docs").text


def test_the_questions_are_listed_and_each_has_a_page(client: TestClient) -> None:
    listed = client.get("/queries.json", headers={"Accept": "application/json"})
    names = [each["name"] for each in client.get("/queries", headers={"Accept": "application/json"}).json()]
    assert names == [each.name for each in questions()]
    assert listed.status_code == 404
    for each in questions():
        assert client.get(f"/queries/{each.name}").status_code == 200


def test_a_question_is_answered_as_json_csv_and_page(client: TestClient) -> None:
    parameters = {"cited": "VII/23"}
    answer = client.get("/queries/cited-by.json", params=parameters)
    assert answer.status_code == 200, answer.text
    assert answer.json()["results"]["bindings"]
    header = client.get("/queries/cited-by.csv", params=parameters).text.splitlines()[0]
    assert header.split(",") == answer.json()["head"]["vars"]
    assert "10/15/preamble/1" in client.get("/queries/cited-by", params=parameters).text


def test_a_missing_or_unknown_parameter_is_named(client: TestClient) -> None:
    assert "needs" in client.get("/queries/cited-by.json").json()["detail"]
    assert "colour" in client.get("/queries/cited-by.json?colour=red").json()["detail"]


@pytest.mark.parametrize(("cell", "safe"), [("=A1", "'=A1"), ("@x", "'@x"), ("-3.5", "-3.5"), ("5.d", "5.d")])
def test_a_cell_is_never_a_formula(cell: str, safe: str) -> None:
    assert harmless(cell) == safe
