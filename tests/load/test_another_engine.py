"""The same load and the same questions on another engine: a native SPARQL server behind the same interface."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox
import pytest

from api.coverage import counts as coverage_counts
from api.coverage import coverage
from api.trace import trace
from api.trace_forms import as_json
from graph.embedded import EmbeddedStore
from graph.endpoint import Endpoint
from graph.namespaces import Names
from graph.queries import question
from graph.remote import RemoteStore
from graph.rooms import room
from graph.store import Reader, Results
from loaders.load import Outcome, load

NAMES = Names()
TEXTS = [room("examples") / name for name in ("x-15.en.txt", "vii-23.en.txt", "activities.csv")]


@pytest.fixture(scope="module", params=["oxigraph", "oxigraph in bulk", "virtuoso"])
def readers(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Reader, Reader]]:
    """What was loaded from the same files into both engines."""
    embedded = EmbeddedStore(tmp_path_factory.mktemp("embedded"))
    remote = RemoteStore(_endpoint(request), NAMES)
    for graph in list(remote.working().graphs()):
        if graph.startswith(NAMES.base):
            remote.remove(graph)
    outcomes = [load(TEXTS, store, NAMES).files for store in (embedded, remote)]
    assert [one.outcome for one in outcomes[1]] == [Outcome.LOADED] * 3
    assert [(one.graph, one.triples) for one in outcomes[0]] == [(one.graph, one.triples) for one in outcomes[1]]
    assert [one.outcome for one in load(TEXTS, remote, NAMES).files] == [Outcome.UNCHANGED] * 3
    yield embedded.reader(), remote.reader()
    embedded.close()


def _endpoint(request: pytest.FixtureRequest) -> Endpoint:
    if request.param == "virtuoso":
        server = request.getfixturevalue("virtuoso_server")
        return Endpoint(
            f"{server}/sparql",
            f"{server}/sparql-auth",
            union=True,
            user="dba",
            password="dba",
            digest=True,
            at_once=500,
        )
    server = request.getfixturevalue("sparql_server")
    bulk = f"{server}/store" if request.param == "oxigraph in bulk" else ""
    return Endpoint(f"{server}/query", f"{server}/update", bulk, at_once=500 if bulk else 20_000)


def test_both_engines_trace_a_paragraph_alike(readers: tuple[Reader, Reader]) -> None:
    own, other = (as_json(trace(reader, "decision/cop/10/15/5.d")) for reader in readers)
    assert {**own, "generation": 0} == {**other, "generation": 0}


def test_both_engines_survey_coverage_alike(readers: tuple[Reader, Reader]) -> None:
    own, other = (coverage_counts(coverage(reader, "cop", 10)) for reader in readers)
    assert own == other


@pytest.mark.parametrize("name", ["who-must-do-what", "candidates-to-review", "acts-by-strength"])
def test_both_engines_answer_a_question_alike(readers: tuple[Reader, Reader], name: str) -> None:
    asked = question(name)
    values = {each.name: "X/15" for each in asked.parameters if each.name in {"decision", "text"}}
    values |= {each.name: value for each in asked.parameters for value in _session(each.name)}
    own, other = (rows(asked.ask(reader, values)) for reader in readers)
    assert own
    assert own == other


def rows(found: Results) -> list[list[str]]:
    assert isinstance(found, ox.QuerySolutions)
    return [[str(row[variable]) for variable in found.variables] for row in found]


def _session(parameter: str) -> list[str]:
    return {"body": ["cop"], "session": ["10"]}.get(parameter, [])


def test_both_engines_hold_the_same_graphs(readers: tuple[Reader, Reader]) -> None:
    assert set(readers[0].graphs()) == set(readers[1].graphs())
