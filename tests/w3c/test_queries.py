"""The W3C suites of SPARQL 1.1 queries and their result formats, each case asked of the running service."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import httpx2 as httpx
import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.workers import Pool
from graph.embedded import EmbeddedReader
from graph.settings import Settings
from tests.w3c.suite import (
    GRAPHS,
    TABLES,
    Case,
    canonical,
    exceptions,
    iri_of,
    open_case,
    query_cases,
    query_of,
    result_set,
    table,
)
from tests.w3c.suite import write_data as write

GROUPS = (
    "aggregates bind bindings cast construct csv-tsv-res exists functions grouping json-res negation project-expression"
    " property-path subquery syntax-query"
).split()
CASES = 338
XML = "application/sparql-results+xml"


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[TestClient, Path]]:
    """The service over scratch data, and the folder in which each generation is a file of N-Quads."""
    folder = tmp_path_factory.mktemp("cases")
    app = create_app(Settings(max_rows=100_000), EmbeddedReader(ox.Store(), 1))
    app.state.pool.close()
    app.state.pool = Pool(partial(open_case, folder), 20, 1)
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client, folder


def asked(client: TestClient, root: Path, case: Case) -> httpx.Response:
    suffix = case.result.suffix[1:] if case.result else "srj"
    accept = {"csv": "text/csv", "tsv": "text/tab-separated-values", "srj": "application/sparql-results+json"}
    wanted = accept.get(suffix, "application/sparql-results+xml, text/turtle")
    headers = {"Accept": f"{wanted}, text/turtle;q=0.5", "Content-Type": "application/sparql-query"}
    return client.post("/sparql", content=query_of(root, case).encode(), headers=headers)


def fault(answer: httpx.Response, root: Path, case: Case) -> str:
    """What is wrong with an answer; empty for a pass."""
    if case.kind == "NegativeSyntaxTest11":
        return "" if answer.status_code == 400 else "accepted, and is no SPARQL 1.1"
    if answer.status_code != 200:
        return f"{answer.status_code}: {answer.json()['detail']}"
    if case.result is None or case.kind == "PositiveSyntaxTest11":
        return ""
    return "" if same(answer, root, case.result) else "another result"


def same(answer: httpx.Response, root: Path, result: Path) -> bool:
    suffix = result.suffix[1:]
    if suffix in GRAPHS:
        parsed = ox.parse(path=str(result), format=GRAPHS[suffix], base_iri=iri_of(root, result))
        expected = [quad.triple for quad in parsed]
        if answer.headers["content-type"].startswith(XML):
            return table(ox.parse_query_results(answer.content, ox.QueryResultsFormat.XML)) == result_set(expected)
        found = [quad.triple for quad in ox.parse(answer.content, format=ox.RdfFormat.TURTLE)]
        return canonical(found) == canonical(expected)
    if suffix == "csv":
        # the order of the columns of SELECT * is the engine's own
        first, second = (
            sorted(
                sorted((name, re.sub("^_:.*", "_:", cell)) for name, cell in row.items())
                for row in csv.DictReader(io.StringIO(text))
            )
            for text in (answer.text, result.read_text("utf-8"))
        )
        return first == second
    found_table = table(ox.parse_query_results(answer.content, TABLES[suffix]))
    return found_table == table(ox.parse_query_results(path=str(result), format=TABLES[suffix]))


def test_every_case_passes_but_for_those_that_are_named(root: Path, service: tuple[TestClient, Path]) -> None:
    client, folder = service
    cases = list(query_cases(root, GROUPS))
    faults = {}
    for number, case in enumerate(cases, 1):
        write(root, case, folder / f"{number}.nq")
        client.app.state.current._reader = EmbeddedReader(ox.Store(), number)  # type: ignore[attr-defined]
        if told := fault(asked(client, root, case), root, case):
            faults[case.name] = told
    assert len(cases) == CASES
    known = exceptions("queries")
    assert {name: told for name, told in faults.items() if name not in known} == {}
    assert [name for name in known if name not in faults] == [], "these pass now: take them off the list"
