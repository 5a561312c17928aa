"""The JSON-LD is what its JSON Schema says, and a front-end can use it unread."""

from __future__ import annotations

import copy
from typing import Any

import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient
from jsonschema import Draft202012Validator

from graph.embedded import EmbeddedReader

BASE = "https://w3id.org/chm/"


@pytest.fixture(scope="module")
def validator(client: TestClient) -> Draft202012Validator:
    answer = client.get("/contexts/v1/chm.schema.json")
    assert answer.headers["content-type"] == "application/schema+json"
    assert "immutable" in answer.headers["cache-control"]
    Draft202012Validator.check_schema(answer.json())
    return Draft202012Validator(answer.json(), format_checker=Draft202012Validator.FORMAT_CHECKER)


def test_every_thing_of_the_sample_is_valid(
    client: TestClient, reader: EmbeddedReader, validator: Draft202012Validator
) -> None:
    things = {quad.subject.value for quad in reader.quads() if isinstance(quad.subject, ox.NamedNode)}
    paths = sorted(each.removeprefix(BASE) for each in things if each.startswith(BASE) and "#" not in each)
    assert len(paths) > 30
    for path in paths:
        answer = client.get(f"/{path}.jsonld")
        if answer.status_code == 200:
            faults = [f"{path}: {fault.json_path}: {fault.message}" for fault in validator.iter_errors(answer.json())]
            assert not faults


def _change(document: dict[str, Any], **values: object) -> dict[str, Any]:
    return {**copy.deepcopy(document), **values}


def test_what_is_not_our_shape_is_refused(client: TestClient, validator: Draft202012Validator) -> None:
    good = client.get("/decision/cop/10/15.jsonld").json()
    assert validator.is_valid(good)
    for wrong in (
        {"id": 5},
        {"title": "plain"},
        {"title": {"en": 5}},
        {"type": "Decision"},
        {"issued": "soon"},
        {"body": {"id": "x"}},
        {"elements": {"id": "x"}},
        {"@context": "https://other.example/"},
        {"extra": {"no": "value"}},
    ):
        assert not validator.is_valid(_change(good, **wrong)), wrong


def test_titles_and_texts_are_maps_by_language(client: TestClient) -> None:
    document = client.get("/decision/cop/10/15.jsonld").json()
    assert set(document["title"]) == {"zh", "en"}
    sixth = next(each for each in document["elements"] if each["path"] == "6")
    assert set(sixth["text"]) == {"zh", "en"}


def test_json_names_its_context_and_schema(client: TestClient) -> None:
    links = client.get("/vocab/actors/parties.json").headers["link"]
    assert '</contexts/v1/chm.jsonld>; rel="http://www.w3.org/ns/json-ld#context"' in links
    assert '</contexts/v1/chm.schema.json>; rel="describedby"; type="application/schema+json"' in links
