"""Earlier generations by number and by date, and tombstones of what they had."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from pathlib import Path

import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from graph.embedded import EmbeddedStore
from graph.settings import Settings
from tests.api.conftest import load_sample

GRAPH = "https://w3id.org/chm/vocab/actors"
PATH = "/vocab/actors/other-governments"
LABEL = ox.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """Three generations: the sample, with another label for one actor, without that actor."""
    folder: Path = tmp_path_factory.mktemp("history")
    store: EmbeddedStore = load_sample(folder)
    for name in ("other-governments", "parties"):
        node = ox.NamedNode(f"{GRAPH}/{name}")
        store.replace(GRAPH, [ox.Triple(node, LABEL, ox.Literal("renamed", language="en"))])
        store.publish()
    store.close()
    with TestClient(create_app(Settings(data=folder)), follow_redirects=False) as client:
        yield client


def test_a_generation_serves_what_it_had_for_ever(history: TestClient) -> None:
    first, second = (history.get(f"/generation/{number}{PATH}.nt") for number in (1, 2))
    assert "other Governments" in first.text
    assert "renamed" in second.text
    assert first.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert first.headers["etag"].startswith('"g1-')
    assert parsedate_to_datetime(first.headers["memento-datetime"]) <= datetime.now(UTC)
    assert f'</generation/1{PATH}>; rel="original"' not in first.headers["link"]
    assert f'<{PATH}>; rel="original"' in first.headers["link"]
    again = history.get(f"/generation/1{PATH}.nt", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.headers["cache-control"]) == (304, first.headers["cache-control"])


def test_links_of_an_earlier_page_stay_in_its_generation(history: TestClient) -> None:
    page = history.get("/generation/1/decision/cop/10/15/5.d", headers={"Accept": "text/html"})
    assert 'href="/generation/1/vocab/actors/executive-secretary"' in page.text
    assert history.get("/generation/1/static/chm.css").status_code == 200
    assert history.get(f"/generation/1/trace{PATH}.csv").status_code == 200


def test_head_of_an_earlier_state_is_its_get_without_a_body(history: TestClient) -> None:
    get, head = history.get(f"/generation/1{PATH}.ttl"), history.head(f"/generation/1{PATH}.ttl")
    assert (head.content, dict(head.headers)) == (b"", dict(get.headers))


def test_what_a_former_generation_had_is_gone_and_says_where_it_stands(history: TestClient) -> None:
    answer = history.get(PATH, headers={"Accept": "text/turtle"})
    assert answer.status_code == 410
    assert answer.headers["content-type"] == "application/problem+json"
    body = answer.json()
    assert (body["lastGeneration"], body["memento"]) == (2, f"/generation/2{PATH}")
    assert history.get(body["memento"]).status_code == 200
    assert 'rel="memento"' in answer.headers["link"]
    assert history.get("/vocab/actors/never-there").status_code == 404


@pytest.mark.parametrize(
    ("path", "status"),
    [("/generation/9/", 404), ("/generation/0/x", 404), ("/generation/1/sparql", 404), ("/generation/1/oai", 404)],
)
def test_there_is_no_state_but_the_kept_ones(history: TestClient, path: str, status: int) -> None:
    answer = history.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert history.post("/generation/1/annotate").status_code == 405


def test_a_swept_generation_is_gone(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path, keep=1)
    for number in range(2):
        store.replace(GRAPH, [ox.Triple(ox.NamedNode(GRAPH), LABEL, ox.Literal(str(number)))])
        store.publish()
    store.close()
    with TestClient(create_app(Settings(data=tmp_path))) as client:
        assert client.get("/generation/1/vocab/actors").status_code == 410
        assert client.get("/generation/2/vocab/actors").status_code == 200


def test_the_gate_leads_to_the_state_of_a_time(history: TestClient) -> None:
    def at(moment: datetime | None) -> str:
        headers = {"Accept-Datetime": format_datetime(moment, usegmt=True)} if moment else {}
        answer = history.get(f"/timegate{PATH}", headers=headers)
        assert (answer.status_code, answer.headers["vary"]) == (302, "Accept-Datetime")
        return answer.headers["location"]

    assert at(datetime(2000, 1, 1, tzinfo=UTC)) == f"/generation/1{PATH}"
    assert at(datetime.now(UTC) + timedelta(days=1)) == f"/generation/2{PATH}"
    assert at(None) == f"/generation/2{PATH}"
    assert history.get(at(None)).status_code == 200


def test_a_time_that_is_none_is_the_clients_fault(history: TestClient) -> None:
    assert history.get(f"/timegate{PATH}", headers={"Accept-Datetime": "yesterday"}).status_code == 400
    assert history.get("/timegate/vocab/actors/never-there").status_code == 404
    assert history.get("/timemap/vocab/actors/never-there").status_code == 404


def test_the_map_lists_the_states(history: TestClient) -> None:
    answer = history.get(f"/timemap{PATH}")
    assert answer.headers["content-type"].startswith("application/link-format")
    assert answer.text.count('memento"') == 2
    assert f'<http://testserver/generation/1{PATH}>; rel="first memento"; datetime=' in answer.text
    assert f'<http://testserver/generation/2{PATH}>; rel="last memento"; datetime=' in answer.text
    assert f'<http://testserver/timegate{PATH}>; rel="timegate"' in answer.text
