"""`/catalog`: the generation as DCAT-AP, true to what is served."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient
from pyld import jsonld

from graph.embedded import EmbeddedReader
from graph.namespaces import DEFAULT_BASE, PREFIXES
from graph.validation import validate

DCAT, DCTERMS = PREFIXES["dcat"], PREFIXES["dcterms"]
SPDX = "http://spdx.org/rdf/terms#"


def triples(client: TestClient, suffix: str = "ttl") -> set[ox.Triple]:
    answer = client.get(f"/catalog.{suffix}")
    assert answer.status_code == 200
    kind = ox.RdfFormat.from_media_type(answer.headers["content-type"].partition(";")[0])
    return {quad.triple for quad in ox.parse(answer.content, format=kind)}


def said(found: set[ox.Triple], subject: object, predicate: str) -> list[Any]:
    return [each.object for each in found if each.subject == subject and each.predicate.value == predicate]


def test_the_catalogue_conforms_to_dcat_ap(client: TestClient) -> None:
    found = triples(client)
    report = validate(found, "", shapes="dcat-ap")
    assert report.conforms, list(report.lines())
    # what tells of no day has no period, which the profile only recommends
    silent = {each.focus_node for each in report.results}
    assert {each.shape for each in report.results} <= {"Dataset-temporal-recommended"}
    datasets = [each.subject for each in found if each.object == ox.NamedNode(f"{DCAT}Dataset")]
    assert silent == {each.value for each in datasets if not said(found, each, f"{DCTERMS}temporal")}  # type: ignore[union-attr]
    assert len(silent) < len(datasets)


def test_every_address_in_the_catalogue_answers(client: TestClient) -> None:
    objects = {each.object.value for each in triples(client) if isinstance(each.object, ox.NamedNode)}
    here = {each for each in objects if each.startswith("http://testserver")}
    own = {each.partition("#")[0].removeprefix(DEFAULT_BASE) for each in objects if each.startswith(DEFAULT_BASE)}
    assert own == {"catalog"}
    assert {f"http://testserver{path}" for path in ("/", "/sparql", "/.well-known/void", "/openapi.json")} <= here
    for address in (*here, *(f"/{path}" for path in own)):
        assert client.get(address).status_code == 200, address


def test_sizes_checksums_and_counts_are_those_of_what_is_sent(client: TestClient, reader: EmbeddedReader) -> None:
    found = triples(client)
    files = [each for each in found if each.predicate.value == f"{DCAT}downloadURL"]
    (whole,) = said(found, ox.NamedNode(f"{DEFAULT_BASE}catalog#all"), f"{PREFIXES['void']}triples")
    assert int(whole.value) == sum(1 for _ in reader.quads())
    assert len(files) > 1
    for each in files:
        assert isinstance(each.object, ox.NamedNode)
        body = client.get(each.object.value).content
        (size,), (checksum,) = (
            said(found, each.subject, f"{DCAT}byteSize"),
            said(found, each.subject, f"{SPDX}checksum"),
        )
        assert int(size.value) == len(body)
        (digest,) = said(found, checksum, f"{SPDX}checksumValue")
        assert digest.value == hashlib.sha256(body).hexdigest()


@pytest.mark.parametrize("suffix", ["nt", "rdf"])
def test_every_format_says_the_same(client: TestClient, suffix: str) -> None:
    assert triples(client, suffix) == triples(client)


def test_json_ld_says_the_same_by_the_published_context(client: TestClient) -> None:
    context = client.get("/contexts/v1/chm.jsonld").json()

    def ours(url: str, _options: object) -> dict[str, Any]:
        return {"contextUrl": None, "documentUrl": url, "document": context, "contentType": "application/ld+json"}

    for suffix in ("jsonld", "json"):
        document = json.loads(
            client.get("/catalog", headers={"Accept": "application/ld+json"}, params={"format": suffix}).text
        )
        lines = jsonld.to_rdf(document, {"documentLoader": ours, "format": "application/n-quads"})
        assert {quad.triple for quad in ox.parse(lines, format=ox.RdfFormat.N_QUADS)} == triples(client)


def test_people_see_what_there_is_to_take(client: TestClient) -> None:
    answer = client.get("/catalog", headers={"Accept": "text/html"})
    assert answer.headers["content-type"].startswith("text/html")
    for each in client.get("/dumps").json()["dumps"]:
        assert f'href="/dumps/{each["name"]}"' in answer.text
    assert "Decisions" in answer.text


def test_the_catalogue_is_negotiated_like_a_thing(client: TestClient) -> None:
    answer = client.get("/catalog", headers={"Accept": "text/turtle"})
    assert answer.headers["content-location"] == "/catalog.ttl"
    assert "Accept" in answer.headers["vary"]
    assert 'rel="canonical"' in answer.headers["link"]
    assert client.get("/catalog.ttl", headers={"If-None-Match": answer.headers["etag"]}).status_code == 304
    assert client.get("/catalog", headers={"Accept": "image/png"}).status_code == 406
    assert client.get("/catalog.png").status_code == 404


def test_the_description_of_the_service_names_the_dump(client: TestClient) -> None:
    body = client.get("/.well-known/void", headers={"Accept": "application/n-triples"}).content
    (dump,) = (
        q.object for q in ox.parse(body, format=ox.RdfFormat.N_TRIPLES) if q.predicate.value.endswith("#dataDump")
    )
    assert isinstance(dump, ox.NamedNode)
    assert client.get(dump.value).status_code == 200
