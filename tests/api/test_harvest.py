"""What came, changed and went, for harvesters: OAI-PMH with a real harvester, Atom, sitemap, ActivityStreams."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient
from lxml import etree
from oaipmh_scythe import Scythe
from oaipmh_scythe.exceptions import IdDoesNotExist, NoRecordsMatch

from api.app import create_app
from graph.settings import Settings
from loaders.harvest import harvest
from loaders.records.formats import read_rows
from tests.api.conftest import listening, load_sample

BASE = "https://w3id.org/chm/"
ACTORS = f"{BASE}vocab/actors"
OAI = {"o": "http://www.openarchives.org/OAI/2.0/"}
ATOM = {
    "a": "http://www.w3.org/2005/Atom",
    "fh": "http://purl.org/syndication/history/1.0",
    "at": "http://purl.org/atompub/tombstones/1.0",
}
SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """Three generations: the sample; the actors are one renamed; the English X/15 was taken away."""
    folder: Path = tmp_path_factory.mktemp("harvest")
    store = load_sample(folder)
    label = ox.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
    kind = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    concept = ox.NamedNode("http://www.w3.org/2004/02/skos/core#Concept")
    node = ox.NamedNode(f"{ACTORS}/parties")
    store.replace(
        ACTORS, [ox.Triple(node, label, ox.Literal("Parties\x0b & Co", language="en")), ox.Triple(node, kind, concept)]
    )
    store.publish()
    store.remove(f"{BASE}decision/cop/10/15/en")
    store.remove(f"{BASE}decision/cop/7/23/en")
    store.publish()
    store.close()
    with TestClient(create_app(Settings(data=folder)), follow_redirects=False) as client:
        yield client


@pytest.fixture(scope="module")
def endpoint(client: TestClient) -> Iterator[str]:
    """The same service on a socket."""
    with listening(client.app) as address:
        yield f"{address}/oai"


def xml(client: TestClient, path: str, **params: str) -> Any:
    answer = client.get(path, params=params or None)
    assert answer.status_code == 200, answer.text
    return etree.fromstring(answer.content)


def opened(endpoint: str) -> Any:
    """The harvester; its own types know no single kind of record."""
    return Scythe(endpoint)


def test_a_real_harvester_gets_every_record_through_resumption(endpoint: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with opened(endpoint) as harvester:
        whole = {each.header.identifier for each in harvester.list_records(metadata_prefix="oai_dc")}
        monkeypatch.setattr("api.oai.PAGE", 4)
        found = list(harvester.list_records(metadata_prefix="oai_dc"))
    assert {each.header.identifier for each in found} == whole
    assert len(found) == len(whole) > 12
    deleted = {each.header.identifier.removeprefix(BASE) for each in found if each.header.deleted}
    assert deleted == {
        "decision/cop/7/23",
        "vocab/actors/executive-secretary",
        "vocab/actors/other-governments",
    }


def test_another_installation_harvests_this_one_whole(
    endpoint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(endpoint) as harvester:
        whole = list(harvester.list_records(metadata_prefix="oai_dc"))
    monkeypatch.setattr("api.oai.PAGE", 4)
    got = harvest(endpoint, tmp_path, allowed=(urlsplit(endpoint).netloc,))
    rows = read_rows(got.file.read_bytes(), got.file.name)
    assert (got.records, got.pages) == (len(whole), -(-len(whole) // 4))
    assert rows is not None
    assert len(rows.rows) == sum(not each.header.deleted for each in whole)


def test_a_real_harvester_gets_one_record_sets_and_formats(endpoint: str) -> None:
    with opened(endpoint) as harvester:
        record = harvester.get_record(identifier=f"{BASE}decision/cop/10/15", metadata_prefix="oai_dc")
        assert "X/15" in record.metadata["identifier"]
        assert "信息交换所（示例复述）" in record.metadata["title"]
        assert harvester.identify().deletedRecord == "transient"
        assert "decision" in [each.setSpec for each in harvester.list_sets()]
        assert [each.metadataPrefix for each in harvester.list_metadata_formats()] == ["oai_dc"]
        decisions = harvester.list_identifiers(metadata_prefix="oai_dc", set_="decision")
        assert {each.identifier for each in decisions} == {f"{BASE}decision/cop/10/15", f"{BASE}decision/cop/7/23"}
        with pytest.raises(IdDoesNotExist):
            harvester.get_record(identifier=f"{BASE}decision/cop/99/1", metadata_prefix="oai_dc")
        with pytest.raises(NoRecordsMatch):
            list(harvester.list_records(metadata_prefix="oai_dc", until="1999-01-01"))


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("", "badVerb"),
        ("verb=Nothing", "badVerb"),
        ("verb=Identify&verb=Identify", "badVerb"),
        ("verb=Identify&extra=1", "badArgument"),
        ("verb=ListRecords", "badArgument"),
        ("verb=ListRecords&metadataPrefix=marc", "cannotDisseminateFormat"),
        ("verb=ListRecords&metadataPrefix=oai_dc&set=a&set=b", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&set=none", "noRecordsMatch"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=soon", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2026-13-45", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-01&until=2026-01-01T00:00:00Z", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2026-02-01&until=2026-01-01", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&resumptionToken=x", "badArgument"),
        ("verb=ListRecords&resumptionToken=x", "badResumptionToken"),
        ("verb=ListRecords&resumptionToken=W10=", "badResumptionToken"),
        ("verb=ListSets&resumptionToken=x", "badResumptionToken"),
        ("verb=GetRecord&identifier=%00&metadataPrefix=oai_dc", "idDoesNotExist"),
        ("verb=ListMetadataFormats&identifier=nothing", "idDoesNotExist"),
    ],
)
def test_each_fault_has_the_code_of_the_protocol(client: TestClient, query: str, code: str) -> None:
    answers = [client.get(f"/oai?{query}"), client.post("/oai", content=query)]
    for answer in answers:
        assert answer.headers["content-type"].startswith("text/xml")
        root: Any = etree.fromstring(answer.content)
        assert root.xpath("string(o:error/@code)", namespaces=OAI) == code
        assert root.xpath("count(o:*)", namespaces=OAI) == 3


def test_the_latest_date_and_the_first_are_dates_too(client: TestClient) -> None:
    root = xml(
        client, "/oai", verb="ListIdentifiers", metadataPrefix="oai_dc", until="9999-12-31", **{"from": "0001-01-01"}
    )
    assert root.xpath("count(//o:header)", namespaces=OAI) > 12


def test_the_feed_and_its_archives_hold_every_change_once(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.feeds.ENTRIES", 3)
    path = "/feed.atom"
    seen: list[str] = []
    while path:
        root = xml(client, path)
        seen += root.xpath("a:entry/a:id/text() | at:deleted-entry/@ref", namespaces=ATOM)
        assert len(root.xpath("a:entry | at:deleted-entry", namespaces=ATOM)) <= 3
        assert bool(root.xpath("fh:archive", namespaces=ATOM)) == (path != "/feed.atom")
        path = root.xpath("string(a:link[@rel='prev-archive']/@href)", namespaces=ATOM).removeprefix(
            "http://testserver"
        )
    listed = [each for number in (1, 2, 3) for each in client.get(f"/changes/{number}").json()["orderedItems"]]
    assert sorted(seen) == sorted(each["object"]["id"] for each in listed)
    assert client.get("/feed/9.atom").status_code == 404


def test_a_character_that_xml_cannot_hold_breaks_no_feed(client: TestClient) -> None:
    titles = xml(client, "/feed/2.atom").xpath("a:entry/a:title/text()", namespaces=ATOM)
    assert "Parties\ufffd & Co" in titles


def test_each_generation_has_its_changes(client: TestClient) -> None:
    whole = client.get("/changes").json()
    assert whole["type"] == "OrderedCollection"
    last = client.get(whole["last"]["id"]).json()
    assert [(each["type"], each["object"]["id"].removeprefix(BASE)) for each in last["orderedItems"]] == [
        ("Update", "decision/cop/10/15"),
        ("Delete", "decision/cop/7/23"),
    ]
    before = client.get(last["prev"]["id"]).json()
    assert {(each["type"], each["object"]["id"].removeprefix(f"{ACTORS}/")) for each in before["orderedItems"]} == {
        ("Update", "parties"),
        ("Delete", "executive-secretary"),
        ("Delete", "other-governments"),
    }
    assert client.get("/changes/99").status_code == 404


def test_the_sitemap_lists_what_there_is_and_each_address_answers(client: TestClient) -> None:
    places = xml(client, "/sitemap.xml").xpath("s:url/s:loc/text()", namespaces=SITEMAP)
    assert "http://testserver/decision/cop/10/15" in places
    assert "http://testserver/decision/cop/7/23" not in places
    assert all(client.get(each).status_code == 200 for each in places)


def test_a_long_sitemap_is_an_index_of_parts(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = xml(client, "/sitemap.xml").xpath("s:url/s:loc/text()", namespaces=SITEMAP)
    monkeypatch.setattr("api.feeds.URLS", 5)
    parts = xml(client, "/sitemap.xml").xpath("s:sitemap/s:loc/text()", namespaces=SITEMAP)
    found = [each for part in parts for each in xml(client, part).xpath("s:url/s:loc/text()", namespaces=SITEMAP)]
    assert found == whole
    assert len(parts) == -(-len(whole) // 5)
    assert client.get("/sitemap/99.xml").status_code == 404


@pytest.mark.parametrize("path", ["/feed.atom", "/feed/1.atom", "/changes", "/changes/2", "/sitemap.xml"])
def test_a_feed_that_did_not_change_is_not_sent_again(client: TestClient, path: str) -> None:
    tag = client.get(path).headers["etag"]
    assert client.get(path, headers={"If-None-Match": tag}).status_code == 304


def test_a_service_without_a_generation_has_no_feed(tmp_path: Path) -> None:
    answer = TestClient(create_app(Settings(data=tmp_path / "none"))).get("/feed.atom")
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")
