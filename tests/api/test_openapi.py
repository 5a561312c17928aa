"""The OpenAPI description is true: schemathesis asks what it allows and what it forbids, and finds no fault."""

from __future__ import annotations

import json
from typing import Any, cast

import pytest
import schemathesis
from fastapi import FastAPI
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from api.openapi import ANSWERS, BODIES

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


def test_the_description_is_openapi_31_and_knows_every_own_path(app: FastAPI, client: TestClient) -> None:
    document = client.get("/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    assert set(ANSWERS) | set(BODIES) <= set(document["paths"])
    assert app.openapi() is app.openapi()


def _ask(operation: Any, mode: schemathesis.GenerationMode) -> None:
    """A few requests of one operation, each answer checked."""

    @given(case=operation.as_strategy(generation_mode=mode))
    @settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
    def ask(case: Any) -> None:
        case.call_and_validate(checks=CHECKS)

    ask()


@pytest.mark.parametrize("positive", [True, False])
def test_schemathesis_finds_no_answer_that_the_description_does_not_know(app: FastAPI, positive: bool) -> None:
    schema = schemathesis.openapi.from_asgi("/openapi.json", app)
    mode = schemathesis.GenerationMode.POSITIVE if positive else schemathesis.GenerationMode.NEGATIVE
    asked: set[str] = set()
    for result in schema.get_all_operations():
        operation = cast("Any", result).ok()
        if operation.path in ("/sparql", "/search") or operation.path.startswith(("/graphs", "/update")):
            continue  # they have tests of their own protocol
        try:
            _ask(operation, mode)
        except Unsatisfiable:
            # what takes nothing, or any text, cannot be asked wrongly
            assert not positive
            continue
        asked.add(operation.path)
    assert len(asked) >= (25 if positive else 12)


def test_what_is_posted_by_the_description_is_read(client: TestClient) -> None:
    bodies = {
        "text/plain": "Recalling decision VII/23",
        "application/jsonl": json.dumps({"text": "Recalling decision VII/23"}),
        "application/x-ndjson": json.dumps({"text": "x"}),
        "text/turtle": "<x:a> <x:b> <x:c> .",
        "application/ld+json": "{}",
        "application/n-triples": "<x:a> <x:b> <x:c> .",
        "application/rdf+xml": '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>',
        "application/x-www-form-urlencoded": "verb=Identify",
        "application/sparql-query": "ASK {}",
    }
    for path, types in BODIES.items():
        for each in types:
            body = (
                "query=ASK%7B%7D" if (path, each) == ("/sparql", "application/x-www-form-urlencoded") else bodies[each]
            )
            answer = client.post(path, content=body, headers={"Content-Type": each})
            if each in ("application/jsonl", "application/x-ndjson") and path == "/validate":
                assert answer.status_code == 200
            assert answer.status_code == 200, (path, each, answer.text)
