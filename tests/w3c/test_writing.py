"""The W3C suites of updates, the SPARQL Protocol, its service description and the Graph Store Protocol.

Each case is asked of the running service by a client with a token. The service is set up as an operator sets up
a scratch service: `CHM_CHECK_WRITES=false`, because the graphs of the suites are not of this project's shapes, and
`CHM_DEFAULT_GRAPH`, because they write to a default graph. No request of a case is changed but for the path of the
service, and `/sparql` becomes `/update` where an update is sent.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx2 as httpx
import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.tokens import Tokens
from graph.embedded import EmbeddedReader, EmbeddedStore
from graph.settings import Settings
from tests.w3c.requests import Graphs, Request, RequestCase, UpdateCase, request_cases, update_cases
from tests.w3c.suite import BASE, GRAPHS, canonical, exceptions, iri_of

DEFAULT = "https://w3c.example/the-default-graph"
UPDATES = (
    "add basic-update clear copy delete delete-data delete-insert delete-where drop move syntax-update-1"
    " syntax-update-2 update-silent"
).split()
UPDATE_CASES, PROTOCOL_CASES, GRAPH_STORE_CASES = 157, 34, 13
GRAPH_STORE = ["graph-store-protocol/manifest-direct.ttl", "graph-store-protocol/manifest-indirect.ttl"]
TYPES = {
    "boolean": ("application/sparql-results+json", "application/sparql-results+xml"),
    "tabular": ("application/sparql-results+json", "application/sparql-results+xml", "text/csv"),
    "RDF": ("text/turtle", "application/rdf+xml", "application/n-triples"),
}


@dataclass(frozen=True, slots=True)
class Service:
    """The running service, its folder and the header of a token with every scope."""

    client: TestClient
    folder: Path
    bearer: dict[str, str]

    def hold(self, root: Path, graphs: Graphs) -> None:
        """Makes the graphs all that the service holds."""
        store = EmbeddedStore(self.folder, keep=2)
        wanted: dict[str, set[ox.Triple]] = {name: set() for name in store.working().graphs()}
        for graph, triples in contents(root, graphs).items():
            wanted[graph] = triples
        store.change(wanted)
        store.publish()
        store.close()

    def held(self) -> dict[str, frozenset[str]]:
        """Every graph that the newest generation serves, with its blank nodes as such again."""
        reader = EmbeddedReader.of_folder(self.folder)
        return {graph: canonical(blank(quad.triple for quad in reader.quads(graph=graph))) for graph in reader.graphs()}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A scratch service over an empty store."""
    folder = tmp_path_factory.mktemp("scratch")
    store = EmbeddedStore(folder)
    store.publish()
    store.close()
    settings = Settings(
        data=folder, check_writes=False, default_graph=DEFAULT, keep_generations=2, query_workers=1, base_iri=BASE
    )
    with TestClient(create_app(settings), raise_server_exceptions=False) as client:
        yield Service(
            client, folder, {"Authorization": f"Bearer {Tokens(folder).new('suites', ('update', 'graphs'), 1)}"}
        )


def contents(root: Path, graphs: Graphs) -> dict[str, set[ox.Triple]]:
    found: dict[str, set[ox.Triple]] = {}
    for file, name in graphs:
        parsed = ox.parse(path=str(file), format=GRAPHS[file.suffix[1:]], base_iri=iri_of(root, file))
        found.setdefault(name or DEFAULT, set()).update(quad.triple for quad in parsed)
    return found


def blank(triples: object) -> Iterator[ox.Triple]:
    """Blank nodes, which are published under names (RDF 1.1 Concepts, 3.5), as blank nodes."""

    def node(term: object) -> object:
        if isinstance(term, ox.NamedNode) and "#genid-" in term.value:
            return ox.BlankNode(term.value.rpartition("#genid-")[2])
        return term

    for triple in triples:  # type: ignore[attr-defined]
        yield ox.Triple(node(triple.subject), triple.predicate, node(triple.object))  # type: ignore[arg-type]


def judged(faults: dict[str, str], suite: str) -> None:
    """Fails for a fault that is not on the list, and for a case on the list that passes."""
    known = exceptions(suite)
    assert {name: told for name, told in faults.items() if name not in known} == {}
    assert [name for name in known if name not in faults] == [], "these pass now: take them off the list"


# ------------------------------------------------------------------------------------------------ updates


def update_fault(service: Service, root: Path, case: UpdateCase) -> str:
    if case.kind == "UpdateEvaluationTest":
        service.hold(root, case.before)
    text = f"BASE <{iri_of(root, case.update)}> {case.update.read_text(encoding='utf-8')}"
    headers = {**service.bearer, "Content-Type": "application/sparql-update"}
    answer = service.client.post("/update", content=text.encode(), headers=headers)
    if case.kind.startswith("Negative"):
        return "" if answer.status_code == 400 else f"{answer.status_code} for what is no update"
    if answer.status_code != 204:
        return f"{answer.status_code}: {answer.json()['detail']}"
    if case.kind != "UpdateEvaluationTest":
        return ""
    # a graph without statements is no graph here, as the specification allows (Update, 3.1.3)
    expected = {name: canonical(held) for name, held in contents(root, case.after).items() if held}
    return "" if service.held() == expected else "another state"


def test_every_update_case_passes_but_for_those_that_are_named(root: Path, service: Service) -> None:
    cases = list(update_cases(root, UPDATES))
    faults = {case.name: told for case in cases if (told := update_fault(service, root, case))}
    assert len(cases) == UPDATE_CASES
    judged(faults, "updates")


# ----------------------------------------------------------------------------------------------- protocol


def sent(service: Service, request: Request, path: str) -> httpx.Response:
    headers = {**service.bearer, **dict(request.headers)}
    return service.client.request(request.method, path, content=request.body, headers=headers)


def answer_fault(request: Request, answer: httpx.Response) -> str:
    """What is wrong with status, type, truth or graph of an answer; empty for nothing."""
    code = str(answer.status_code)
    if request.statuses and not any(code == each or f"{code[0]}xx" == each for each in request.statuses):
        return f"{code} instead of {' or '.join(request.statuses)}"
    kind = answer.headers.get("content-type", "").partition(";")[0]
    if request.format and kind not in TYPES[request.format]:
        return f"{kind} is not {request.format}"
    if request.boolean is not None and answer.json()["boolean"] is not request.boolean:
        return f"not {request.boolean}"
    if request.graph:
        expected, found = (ox.parse(text, ox.RdfFormat.TURTLE, base_iri=BASE) for text in (request.graph, answer.text))
        if canonical(quad.triple for quad in expected) != canonical(blank(quad.triple for quad in found)):
            return "another graph"
    return ""


def protocol_fault(service: Service, case: RequestCase) -> str:
    bad = case.name.startswith(("protocol/bad_update", "protocol/bad_multiple_updates"))
    for number, request in enumerate(case.requests, 1):
        update = bad or ("content-type", "application/sparql-update") in request.headers or b"update=" in request.body
        path = request.target.replace("/sparql/", "/update" if update else "/sparql", 1)
        if told := answer_fault(request, sent(service, request, path)):
            return f"request {number}: {told}"
    return ""


def test_every_protocol_case_passes(root: Path, service: Service) -> None:
    cases = list(request_cases(root, ["protocol/manifest.ttl"]))
    faults = {}
    for case in cases:
        service.hold(root, case.graphs)
        if told := protocol_fault(service, case):
            faults[case.name] = told
    assert len(cases) == PROTOCOL_CASES
    judged(faults, "protocol")


# ------------------------------------------------------------------------------------ service description


def test_the_three_cases_of_the_service_description_pass(root: Path, service: Service) -> None:
    manifest = (root / "service-description" / "manifest.ttl").read_text(encoding="utf-8")
    assert manifest.count("mf:ServiceDescriptionTest") == 3
    service.hold(root, ((root / "protocol" / "data1.nt", "https://w3c.example/data1"),))
    answer = service.client.get("/sparql", headers={"Accept": "text/turtle"})
    assert (answer.status_code, answer.headers["content-type"].partition(";")[0]) == (200, "text/turtle")
    store = ox.Store()
    store.load(answer.content, ox.RdfFormat.TURTLE)
    prefix = "PREFIX sd: <http://www.w3.org/ns/sparql-service-description#> "
    assert store.query(f"{prefix} ASK {{ ?service a sd:Service ; sd:endpoint <http://testserver/sparql> }}")
    # the schema: ranges of the properties that are used, each name of a graph said once
    for wrong in (
        "?s sd:endpoint ?o FILTER(!isIRI(?o))",
        "?s sd:resultFormat ?o FILTER(!isIRI(?o))",
        "?s sd:feature ?o FILTER(!isIRI(?o))",
        "?s sd:defaultDataset ?o FILTER NOT EXISTS { ?o a sd:Dataset }",
        "?s sd:defaultGraph ?o FILTER NOT EXISTS { ?o a sd:Graph }",
        "?s sd:namedGraph ?o FILTER NOT EXISTS { ?o a sd:NamedGraph ; sd:name ?n }",
    ):
        assert not store.query(f"{prefix} ASK {{ {wrong} }}"), wrong


# -------------------------------------------------------------------------------------------- graph store


def graph_store_fault(service: Service, case: RequestCase) -> str:
    location = ""
    for number, request in enumerate(case.requests, 1):
        path = request.target.replace("$LOCATION$", location).replace("/gsp", "/graphs", 1)
        answer = sent(service, request, path)
        if told := answer_fault(request, answer):
            return f"request {number}: {told}"
        if request.location:
            location = answer.headers["location"]
    return ""


def test_every_graph_store_case_passes_but_for_those_that_are_named(root: Path, service: Service) -> None:
    """The cases of `http-rdf-update` are deprecated in favour of these, which say the same requests in RDF."""
    cases = list(request_cases(root, GRAPH_STORE))
    faults = {}
    for case in cases:
        service.hold(root, ())
        if told := graph_store_fault(service, case):
            faults[case.name] = told
    assert len(cases) == GRAPH_STORE_CASES
    judged(faults, "graph store")
