"""Texts and graphs that are sent: long ones, and many at a time."""

from __future__ import annotations

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from graph.embedded import EmbeddedReader
from graph.settings import Settings

LINES = {"Content-Type": "application/jsonl"}


def batch(client: TestClient, path: str, *lines: object) -> list[dict[str, Any]]:
    body = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    answer = client.post(path, content=body, headers=LINES)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("application/jsonl")
    return [json.loads(line) for line in answer.text.splitlines()]


def test_a_batch_of_texts_is_annotated_line_by_line(client: TestClient) -> None:
    first, second, third, fourth = batch(
        client,
        "/annotate",
        {"id": "a", "text": "Recalls decision VII/23,", "lang": "en"},
        "",
        {"id": 2, "text": ""},
        "{",
        {"id": "d", "text": "x", "lang": "tlh"},
    )
    assert (first["line"], first["id"]) == (1, "a")
    assert "https://w3id.org/chm/decision/cop/7/23" in [each["id"] for each in first["annotations"]]
    assert (second["line"], second["id"], second["annotations"]) == (3, 2, [])
    assert (third["line"], third["problem"]["status"]) == (4, 422)
    assert fourth["problem"]["status"] == 422


def test_a_batch_of_records_is_validated_line_by_line(client: TestClient) -> None:
    context = "https://w3id.org/chm/contexts/v1/chm.jsonld"
    good = {"@context": context, "id": "https://x.example/1", "label": "x"}
    remote = {"@context": "http://127.0.0.1:9/c.jsonld", "id": "https://x.example/2", "label": "x"}
    first, second, third = batch(client, "/validate", good, remote, [1])
    assert (first["id"], first["conforms"], first["results"]) == ("https://x.example/1", True, [])
    assert second["problem"]["status"] == third["problem"]["status"] == 422


def test_references_of_a_batch_are_resolved_line_by_line(client: TestClient) -> None:
    first, second = batch(client, "/resolve", {"text": "X/15 para 5(d)"}, {"text": 5})
    assert first["references"][0]["path"] == "decision/cop/10/15/5.d"
    assert second["problem"]["status"] == 422


def test_a_posted_text_is_resolved_like_one_in_the_address(client: TestClient) -> None:
    text = "Recalling decision VII/23 and decision X/2,"
    asked = client.get("/resolve.json", params={"q": text})
    headers = {"Content-Type": "text/plain; charset=utf-8", "Accept": "application/json"}
    posted = client.post("/resolve", content=text, headers=headers)
    assert posted.json() == asked.json()
    assert [each["status"] for each in posted.json()] == ["resolved", "dangling"]
    assert posted.headers["cache-control"] == "no-store"
    assert "etag" not in posted.headers
    assert client.post("/resolve", content=text, headers={**headers, "Content-Type": "text/html"}).status_code == 415


def test_a_text_in_a_language_that_is_not_read_is_said_and_not_answered_with_nothing(client: TestClient) -> None:
    text = "O rato roeu a roupa do rei de Roma e a rainha com raiva resolveu remendar. " * 30
    answer = client.post("/resolve", content=text, headers={"Content-Type": "text/plain"})
    assert answer.status_code == 422
    assert "languages read" in answer.json()["detail"]


def test_a_text_of_a_megabyte_is_resolved_and_a_longer_one_refused(reader: EmbeddedReader) -> None:
    client = TestClient(create_app(Settings(), reader))
    filler = "The wind was calm and the sea was blue on that day. " * 20 + "\n"
    text = (filler * 1000)[: 1_000_000 - 100] + "\nRecalling decision VII/23,\n"
    headers = {"Content-Type": "text/plain", "Accept": "text/csv"}
    answer = client.post("/resolve?lang=en", content=text, headers=headers)
    assert answer.status_code == 200
    assert "decision/cop/7/23" in answer.text
    assert client.post("/resolve", content="x" * 1_000_001, headers=headers).status_code == 413


@pytest.mark.parametrize("form", ["jsonld", "csv", "html"])
def test_a_trace_comes_in_pages_that_together_are_the_whole(client: TestClient, form: str) -> None:
    path = f"/trace/decision/cop/10/15.{form}"
    first = client.get(path, params={"limit": 1})
    assert 'rel="next"' in first.headers["link"]
    assert 'rel="prev"' not in first.headers["link"]
    assert client.get(path, params={"limit": 0}).status_code == 422
    if form != "jsonld":
        return
    whole, found = client.get(path).json(), []
    address: str | None = f"{path}?limit=1"
    while address:
        page = client.get(address).json()
        found += [each["thing"] for each in page.get("asks", [])]
        address = page["view"].get("next")
    assert found == [each["thing"] for each in whole["asks"]]
    assert len(found) > 1


def test_a_trace_goes_deep_and_cuts_its_cycles(client: TestClient) -> None:
    deep = client.get("/trace/decision/cop/10/15.jsonld?depth=50")
    assert deep.status_code == 200
    assert client.get("/trace/decision/cop/10/15.html?depth=50").status_code == 200
    assert client.get("/trace/decision/cop/10/15?depth=51").status_code == 422
