"""Calendar, dumps and the InforMEA schema."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
from datetime import date
from pathlib import Path
from typing import Any

import pyoxigraph as ox
from fastapi.testclient import TestClient
from icalendar import Calendar

from api.app import create_app
from graph.embedded import EmbeddedReader, EmbeddedStore
from graph.settings import Settings

DATE = ox.NamedNode("http://www.w3.org/2001/XMLSchema#date")


def components(calendar: bytes, name: str) -> list[Any]:
    """The components of one kind."""
    return list(Calendar.from_ical(calendar).walk(name))


def test_activities_are_events_with_their_last_day(client: TestClient) -> None:
    answer = client.get("/calendar.ics")
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    events: dict[str, Any] = {str(each["summary"]): each for each in components(answer.content, "VEVENT")}
    event = events["Multilingual web site"]
    assert (event["dtstart"].dt, event["dtend"].dt) == (date(2025, 10, 1), date(2026, 1, 1))
    assert event["url"] == "http://testserver/record/calendar/ACT-1"
    assert "Review of the mechanism" not in events
    assert client.get("/calendar.ics", headers={"If-None-Match": answer.headers["etag"]}).status_code == 304


def test_a_deadline_is_due_when_its_meeting_begins(tmp_path: Path, sample_store: EmbeddedStore) -> None:
    meeting = ox.NamedNode("https://w3id.org/chm/vocab/meetings/cop-11")
    start = ox.NamedNode("http://schema.org/startDate")
    sample_store.replace(
        "https://w3id.org/chm/vocab/meetings", [ox.Triple(meeting, start, ox.Literal("2012-10-08", datatype=DATE))]
    )
    sample_store.publish()
    with TestClient(create_app(Settings(data=tmp_path))) as client:
        (todo,) = components(client.get("/calendar.ics").content, "VTODO")
    assert todo["due"].dt == date(2012, 10, 8)
    assert str(todo["summary"]) == "X/15, paragraph 5 (d): Executive Secretary"
    assert todo["url"] == "http://testserver/decision/cop/10/15/5.d"


def test_the_whole_dump_holds_the_generation_and_its_checksum_is_right(
    client: TestClient, reader: EmbeddedReader
) -> None:
    listed = client.get("/dumps").json()
    sums = dict(line.split("  ")[::-1] for line in client.get("/dumps/SHA256SUMS").text.splitlines())
    forms = {"nq": ox.RdfFormat.N_QUADS}
    assert len(listed["dumps"]) == 1
    for each in listed["dumps"]:
        packed = client.get(each["url"])
        assert hashlib.sha256(packed.content).hexdigest() == each["sha256"] == sums[each["name"]]
        assert len(packed.content) == each["bytes"]
        assert _digest(packed.headers["repr-digest"]) == each["sha256"]
        quads = set(ox.parse(gzip.decompress(packed.content), format=forms[each["name"].split(".")[1]]))
        assert quads == set(reader.quads())
    part = client.get(listed["dumps"][0]["url"], headers={"Range": "bytes=0-9"})
    assert (part.status_code, len(part.content)) == (206, 10)
    assert client.get("/dumps/other.gz").status_code == 404


def _digest(field: str) -> str:
    return base64.b64decode(field.removeprefix("sha-256=:").removesuffix(":")).hex()


def test_a_dump_is_made_again_after_a_restart(reader: EmbeddedReader) -> None:
    app = create_app(Settings(), reader)
    found = set()
    for _ in range(2):
        with TestClient(app) as client:
            (each,) = client.get("/dumps").json()["dumps"]
            assert client.get(each["url"]).status_code == 200
            found.add(each["sha256"])
    assert len(found) == 1


def test_every_graph_can_be_taken_alone(client: TestClient, reader: EmbeddedReader) -> None:
    listed = client.get("/dumps").json()["graphs"]
    assert {each["graph"] for each in listed} == set(reader.graphs())
    for each in listed:
        answer = client.get(each["url"])
        assert hashlib.sha256(answer.content).hexdigest() == _digest(answer.headers["repr-digest"])
        assert {quad.triple for quad in ox.parse(answer.content, format=ox.RdfFormat.N_TRIPLES)} == {
            quad.triple for quad in reader.quads(graph=each["graph"])
        }
    assert client.get("/dumps/graph.ttl?graph=vocab/actors").headers["content-type"].startswith("text/turtle")
    assert client.get("/dumps/graph.nt?graph=vocab/none").status_code == 404
    assert client.get("/dumps/graph.nt?graph=x%3E%20y").status_code == 404


def test_informea_gets_texts_in_its_schema_page_by_page(client: TestClient) -> None:
    path = "/informea/Documents?$top=2&$count=true"
    found: list[dict[str, Any]] = []
    while path:
        page = json.loads(client.get(path).content)
        found += page["value"]
        path = page.get("@odata.nextLink")
    assert {each["id"] for each in found} == {
        "decision/cop/10/15",
        "decision/cop/7/23",
        "document/UNEP_CBD_SBSTTA_10_11",
    }
    text = client.get("/informea/Documents('decision/cop/10/15')").json()
    assert text in found
    assert text["treaties"] == ["cbd"]
    assert text["published"] == "2010-10-29"
    assert {each["language"] for each in text["titles"]} == {"zh", "en"}
    assert {"type": "meeting", "refId": "cop-10"} in text["references"]
    assert all(client.get(each["url"]).status_code == 200 for each in text["files"] if "testserver" in each["url"])
    assert client.get("/informea/Documents('decision/cop/9/99')").status_code == 404
    assert client.get("/informea/Documents?$top=0").status_code == 422
