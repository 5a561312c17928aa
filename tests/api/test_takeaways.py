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
from graph.generations import place_of
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


def test_a_dump_holds_the_generation_and_its_checksum_is_right(client: TestClient, reader: EmbeddedReader) -> None:
    whole, *parts = client.get("/dumps").json()["dumps"]
    sums = dict(line.split("  ")[::-1] for line in client.get("/dumps/SHA256SUMS").text.splitlines())
    assert set(sums) == {each["name"] for each in (whole, *parts)}
    held = []
    for each in (whole, *parts):
        packed = client.get(each["url"])
        assert hashlib.sha256(packed.content).hexdigest() == each["sha256"] == sums[each["name"]]
        assert len(packed.content) == each["bytes"] == int(packed.headers["content-length"])
        assert _digest(packed.headers["repr-digest"]) == each["sha256"]
        quads = set(ox.parse(gzip.decompress(packed.content), format=ox.RdfFormat.N_QUADS))
        assert len(quads) == each["statements"]
        held.append(quads)
    assert held[0] == set(reader.quads()) == set().union(*held[1:])
    part = client.get(whole["url"], headers={"Range": "bytes=0-9"})
    assert (part.status_code, len(part.content)) == (206, 10)
    for name in ("other.gz", "chm-1.none.nq.gz", "chm-99.nq.gz"):
        assert client.get(f"/dumps/{name}").status_code == 404


def test_a_dump_that_was_kept_is_served_and_those_of_kept_generations_stay(
    tmp_path: Path, sample_store: EmbeddedStore
) -> None:
    graph = "https://w3id.org/chm/source/more"
    with TestClient(create_app(Settings(data=tmp_path))) as client:
        former = client.get("/dumps").json()["dumps"][0]
        sample_store.replace(graph, [ox.Triple(ox.NamedNode(graph), ox.NamedNode("x:p"), ox.Literal("more"))])
        sample_store.publish()
        newer = client.get("/dumps").json()["dumps"][0]
        assert newer["statements"] == former["statements"] + 1
        for each in (former, newer):
            assert hashlib.sha256(client.get(each["url"]).content).hexdigest() == each["sha256"]
        # what is served is what was kept
        (place_of(tmp_path, 2) / "dump.nq.gz").write_bytes(b"kept")
        assert client.get(newer["url"]).content == b"kept"


def _digest(field: str) -> str:
    return base64.b64decode(field.removeprefix("sha-256=:").removesuffix(":")).hex()


def test_a_dump_of_a_state_that_keeps_none_is_made_again_after_a_restart(reader: EmbeddedReader) -> None:
    app = create_app(Settings(), EmbeddedReader.in_memory(reader.quads()))
    found = set()
    for _ in range(2):
        with TestClient(app) as client:
            each = client.get("/dumps").json()["dumps"][0]
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
