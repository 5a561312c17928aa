"""Every error is a problem document (RFC 9457), whoever makes it."""

from __future__ import annotations

import re

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.app import create_app
from api.problems import KINDS, STATUS, status_of
from graph.embedded import EmbeddedReader
from graph.errors import ChmError, IdentifierError, NotFound, QueryError, ShapeViolation, StoreError
from graph.settings import Settings

FAULTS = [
    ("GET", "/no/such/thing", {}, 404),
    ("DELETE", "/decision/cop/10/15", {}, 405),
    ("PUT", "/sparql", {}, 405),
    ("GET", "/decision/cop/10/15", {"headers": {"Accept": "image/png"}}, 406),
    ("GET", "/decision/cop/10/15?page=x", {}, 422),
    ("GET", "/coverage?session=many", {}, 422),
    ("GET", "/sparql?query=SELECT", {}, 400),
    ("GET", "/queries/no-such-question", {}, 404),
    ("GET", "/trace/decision/cop/1/99", {}, 404),
    ("GET", "/differences/decision/cop/1/99", {}, 404),
    ("POST", "/sparql", {"content": b"x", "headers": {"Content-Type": "text/plain"}}, 415),
    ("POST", "/validate", {"content": b"<a> <b>", "headers": {"Content-Type": "text/turtle"}}, 422),
    ("POST", "/annotate", {"content": b"\xff\xfe", "headers": {"Content-Type": "text/plain"}}, 422),
    ("POST", "/annotate", {"content": b"x" * 30_000, "headers": {"Content-Type": "text/plain"}}, 413),
    ("GET", "/static/none.css", {}, 404),
    ("GET", "/problems/none", {}, 404),
]


@pytest.mark.parametrize(("method", "path", "request_", "status"), FAULTS)
def test_an_error_is_a_problem_document(
    client: TestClient, method: str, path: str, request_: dict[str, object], status: int
) -> None:
    answer = client.request(method, path, **request_)  # type: ignore[arg-type]
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["access-control-allow-origin"] == "*"
    body = answer.json()
    assert set(body) >= {"type", "title", "status", "detail", "instance"}
    assert (body["status"], body["instance"]) == (status, path.partition("?")[0])
    assert body["detail"]
    assert client.get(body["type"]).status_code == 200


def test_405_lists_the_methods(client: TestClient) -> None:
    assert "GET" in client.delete("/decision/cop/10/15").headers["allow"]


def test_a_fault_of_ours_tells_nothing_of_the_inside(reader: EmbeddedReader) -> None:
    app: FastAPI = create_app(Settings(), reader)

    def broken() -> None:
        raise ZeroDivisionError("inside")

    app.add_api_route("/broken", broken)
    app.router.routes.insert(0, app.router.routes.pop())
    answer = TestClient(app, raise_server_exceptions=False).get("/broken")
    assert answer.status_code == 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert "inside" not in answer.text


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (IdentifierError("x"), 400),
        (QueryError("x"), 400),
        (NotFound("x"), 404),
        (ShapeViolation("x"), 422),
        (StoreError("x"), 503),
        (ChmError("x"), 500),
    ],
)
def test_each_class_of_error_has_its_status(error: ChmError, status: int) -> None:
    assert status_of(error) == status
    assert status in KINDS
    assert len({kind for kind, _ in STATUS}) == len(STATUS)


def test_a_preflight_is_answered_without_credentials(client: TestClient) -> None:
    asked = {"Origin": "https://portal.example", "Access-Control-Request-Method": "POST"}
    answer = client.options("/sparql", headers=asked)
    assert answer.status_code == 204
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "POST" in answer.headers["access-control-allow-methods"]
    assert "access-control-allow-credentials" not in answer.headers


@pytest.mark.parametrize(
    "path",
    [
        "/%00",
        "/a%20b",
        "/:x",
        '/"',
        "/%3Cscript%3E",
        "/decision/cop/10/15/%3E",
        "/decision/cop/10/15.ttl.ttl",
        "/trace/%3E%20{}",
        "/trace/http://x/%7B",
        "/differences/%22",
        "/decision/cop/10/15?lang=%0d%0aX:1",
        "/resolve?q=%00%3E%22%7D",
        "/queries/cited-by?cited=%3E%20%7D%20SERVICE%20%3Cx:%3E%7B",
        "/sparql?query=%FF",
        "/coverage?body=%22%3E",
    ],
)
@pytest.mark.parametrize("accept", ['text/html;q="', "}> SERVICE <http://127.0.0.1:9/> {", "*/*"])
def test_hostile_addresses_and_headers_are_the_clients_fault(client: TestClient, path: str, accept: str) -> None:
    answer = client.get(path, headers={"Accept": accept, "Accept-Language": accept, "If-None-Match": accept})
    assert answer.status_code < 500, answer.text
    assert "<script>" not in answer.text or answer.headers["content-type"] == "application/problem+json"


def test_an_address_that_asks_too_often_is_told_when_to_come_again(reader: EmbeddedReader) -> None:
    client = TestClient(create_app(Settings(requests_per_minute=3), reader))
    answers = [client.get("/health") for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert 1 <= int(answers[-1].headers["retry-after"]) <= 20
    assert answers[-1].headers["content-type"] == "application/problem+json"
    assert answers[-1].headers["access-control-allow-origin"] == "*"


def _routes(app: FastAPI) -> list[tuple[str, str]]:
    return [(path, method.upper()) for path, each in app.openapi()["paths"].items() for method in each]


def test_every_route_refuses_a_wrong_method_parameter_type_and_address_in_one_shape(
    app: FastAPI, client: TestClient
) -> None:
    asked = _routes(app)
    assert len({path for path, _ in asked}) >= 15
    refused = 0
    for path, method in asked:
        place = re.sub(r"\{[^}]*\}", "no/such%3E", path)
        for answer in (
            client.request("TRACE", place),
            client.request("PUT", place),
            client.request(method, place, headers={"Accept": "image/png", "Content-Type": "image/png"}),
            client.request(method, place, params={"page": "x", "depth": "x", "session": "x", "shapes": "../x"}),
        ):
            assert answer.status_code != 500, (method, place, answer.text)
            if answer.status_code >= 400:
                refused += 1
                assert answer.headers["content-type"] == "application/problem+json", (method, place)
                assert set(answer.json()) >= {"type", "title", "status", "detail", "instance"}
                assert answer.json()["status"] == answer.status_code
                assert answer.headers["access-control-allow-origin"] == "*"
    assert refused >= 2 * len(asked)
