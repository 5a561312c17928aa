"""The OpenAPI description is true: schemathesis asks what it allows and what it forbids, and finds no fault."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
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

from api.app import create_app
from api.openapi import ANSWERS, BODIES, PARAMETERS
from api.tokens import Tokens
from graph.settings import Settings
from tests.api.conftest import load_sample

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


@pytest.fixture
def service(tmp_path: Path) -> Iterator[tuple[FastAPI, str]]:
    """A service that may be written to, and a token for it."""
    load_sample(tmp_path).close()
    app = create_app(Settings(data=tmp_path, query_seconds=5, query_workers=1, check_writes=False))
    yield app, Tokens(tmp_path).new("schemathesis", ("update", "graphs"), 1)
    app.state.pool.close()


def test_the_description_is_openapi_31_and_knows_every_own_path(app: FastAPI, client: TestClient) -> None:
    document = client.get("/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    assert set(ANSWERS) | set(BODIES) | set(PARAMETERS) <= set(document["paths"])
    assert app.openapi() is app.openapi()


def _ask(operation: Any, mode: schemathesis.GenerationMode, token: str) -> None:
    """A few requests of one operation, each answer checked."""

    @given(case=operation.as_strategy(generation_mode=mode))
    @settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
    def ask(case: Any) -> None:
        case.call_and_validate(checks=CHECKS, headers={"Authorization": f"Bearer {token}"})

    ask()


@pytest.mark.parametrize("positive", [True, False])
def test_schemathesis_finds_no_answer_that_the_description_does_not_know(
    service: tuple[FastAPI, str], positive: bool
) -> None:
    app, token = service
    schema = schemathesis.openapi.from_asgi("/openapi.json", app)
    mode = schemathesis.GenerationMode.POSITIVE if positive else schemathesis.GenerationMode.NEGATIVE
    asked: set[tuple[str, str]] = set()
    for result in schema.get_all_operations():
        operation = cast("Any", result).ok()
        try:
            _ask(operation, mode, token)
        except Unsatisfiable:
            # what takes nothing, or any text, cannot be asked wrongly
            assert not positive
            continue
        asked.add((operation.method, operation.path))
    every = {(method, path) for path, each in app.openapi()["paths"].items() for method in each}
    assert asked == every if positive else len(asked) >= 20


def test_what_is_posted_by_the_description_is_read(service: tuple[FastAPI, str]) -> None:
    app, token = service
    bodies = {
        "text/plain": "Recalling decision VII/23",
        "application/jsonl": json.dumps({"text": "Recalling decision VII/23"}),
        "application/x-ndjson": json.dumps({"text": "x"}),
        "text/turtle": "<x:a> <x:b> <x:c> .",
        "application/ld+json": "{}",
        "application/n-triples": "<x:a> <x:b> <x:c> .",
        "application/rdf+xml": '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>',
        "application/sparql-query": "ASK {}",
        "application/sparql-update": "INSERT DATA { GRAPH <x:g> { <x:a> <x:b> <x:c> } }",
        "multipart/form-data": "--x\r\nContent-Disposition: form-data; name=a; filename=a\r\n"
        "Content-Type: text/turtle\r\n\r\n<x:a> <x:b> <x:c> .\r\n--x--\r\n",
    }
    forms = {"/oai": "verb=Identify", "/sparql": "query=ASK%7B%7D", "/update": "update=DROP+SILENT+GRAPH+%3Cx:g%3E"}
    client = TestClient(app, headers={"Authorization": f"Bearer {token}"})
    asked = [(path, each) for path, types in BODIES.items() for each in types]
    for path, each in asked:
        body = forms[path] if each == "application/x-www-form-urlencoded" else bodies[each]
        place = {"/graphs": "/graphs?graph=x:g"}.get(path, path.replace("{path}", "source/new"))
        answer = client.post(place, content=body, headers={"Content-Type": f"{each}; boundary=x"})
        assert answer.status_code in ((201, 204) if path.startswith(("/graphs", "/update")) else (200,)), (path, each)
