"""What a report tells was done stands apart from what a record says, on pages, in traces and in the coverage."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.coverage import counts, coverage
from api.trace import trace
from graph.embedded import EmbeddedReader, EmbeddedStore
from graph.namespaces import Names
from graph.rooms import room
from graph.settings import Settings
from loaders.load import load

REPORT = "document/UNEP_CBD_QR_25"
COURSE = f"{REPORT}/5/activity-2004-04-01"
PART = "decision/cop/7/23/7.c"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedStore]:
    """A decision, the activities on record about it, and a quarterly report, of the examples."""
    store = EmbeddedStore(tmp_path_factory.mktemp("reported"))
    names = ("vii-23.en.txt", "qr-25.en.txt", "activities.csv")
    load(tuple(room("examples") / name for name in names), store, Names())
    yield store
    store.close()


@pytest.fixture(scope="module")
def reader(store: EmbeddedStore) -> EmbeddedReader:
    """The generation that holds all of it."""
    reader = store.reader()
    assert isinstance(reader, EmbeddedReader)
    return reader


def test_a_trace_tells_what_is_on_record_and_what_a_report_says(reader: EmbeddedReader) -> None:
    found = trace(reader, PART)
    assert [link.thing.ref for link in found.section("respondedBy")] == ["record/calendar/EX-2004-01"]
    reported = {link.thing.ref: link for link in found.section("reportedDone")}
    assert set(reported) == {
        COURSE, f"{REPORT}/5.b/activity-2004-04-28", f"{REPORT}/4/activity-2004-06-03"
    }  # fmt: skip
    [said] = reported[COURSE].evidence
    assert (said.element, said.start, said.file) == (f"{REPORT}/5", 0, "qr-25.en.txt")
    assert said.exact.startswith("In April 2004, UNEP and the Secretariat held")


def test_a_reported_activity_can_be_traced_to_what_it_answers(reader: EmbeddedReader) -> None:
    found = trace(reader, COURSE)
    assert [link.thing.ref for link in found.section("respondsTo")] == [PART]
    assert {link.thing.ref for link in found.section("responsible")} == {
        "vocab/actors/secretariat", "vocab/actors/unep"
    }  # fmt: skip


def test_coverage_counts_a_report_as_no_activity_on_record(reader: EmbeddedReader) -> None:
    found = coverage(reader, "cop", 7)
    gaps = {gap.element.ref: gap for gap in found.gaps}
    assert "activity" not in gaps[PART].missing
    assert COURSE in [each.ref for each in gaps[PART].reported]
    assert not any(gap.reported for gap in found.without("activity"))


def test_coverage_shows_what_only_a_report_tells(store: EmbeddedStore, reader: EmbeddedReader) -> None:
    assert counts(coverage(reader, "cop", 7))["reportedOnly"] == 0
    store.replace(Names().iri("source/activities"), [])
    store.publish()
    found = coverage(store.reader(), "cop", 7)
    told = {gap.element.ref: len(gap.reported) for gap in found.without("activity") if gap.reported}
    assert (told, counts(found)["reportedOnly"]) == ({PART: 2}, 1)


def test_a_reported_activity_has_a_page_and_data_of_its_own(reader: EmbeddedReader) -> None:
    with TestClient(create_app(Settings(), reader)) as client:
        page = client.get(f"/{COURSE}", headers={"Accept": "text/html"})
        assert (page.status_code, "held a training course" in page.text) == (200, True)
        data = client.get(f"/{COURSE}.jsonld").json()
        assert set(data["type"]) == {"Activity", "ReportedActivity"}
        assert client.get(f"/trace/{PART}").text.count("What reports say was done") == 1
