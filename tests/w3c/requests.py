"""The W3C suites that are made of requests: updates, the Protocol and the Graph Store Protocol."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from tests.w3c.suite import BASE, MF, RDF, iri_of

UT = "http://www.w3.org/2009/sparql/tests/test-update#"
HT = "http://www.w3.org/2011/http#"
CNT = "http://www.w3.org/2011/content#"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
STATUS = {"OK": 200, "Created": 201, "NoContent": 204, "NotFound": 404}
Graphs = tuple[tuple[Path, str | None], ...]


@dataclass(frozen=True, slots=True)
class UpdateCase:
    """An update with the graphs before and after it; those of a case of syntax are empty. None names the default."""

    name: str
    kind: str
    update: Path
    before: Graphs = ()
    after: Graphs = ()


@dataclass(frozen=True, slots=True)
class Request:
    """A request and what its answer must be; `statuses` are codes, or classes such as `2xx`."""

    method: str
    target: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    statuses: tuple[str, ...]
    boolean: bool | None
    format: str
    location: str
    graph: str


@dataclass(frozen=True, slots=True)
class RequestCase:
    """Requests in their order, over some graphs."""

    name: str
    graphs: Graphs
    requests: tuple[Request, ...]


class _Manifest:
    """A manifest as a graph to be walked."""

    def __init__(self, root: Path, place: Path) -> None:
        self._root, self.group = root, place.parent.name
        self._store = ox.Store()
        self._store.load(path=str(place), format=ox.RdfFormat.TURTLE, base_iri=iri_of(root, place))

    def all(self, node: object, predicate: str) -> list[ox.NamedNode]:
        found = self._store.quads_for_pattern(node, ox.NamedNode(predicate), None, None)  # type: ignore[arg-type]
        return [quad.object for quad in found]  # type: ignore[misc]

    def one(self, node: object, predicate: str) -> ox.NamedNode | None:
        return next(iter(self.all(node, predicate)), None)

    def text(self, node: object, predicate: str) -> str:
        # to the engine, None is any node
        return "" if node is None else str(getattr(self.one(node, predicate), "value", ""))

    def items(self, head: ox.NamedNode | None) -> Iterator[ox.NamedNode]:
        while head is not None and head.value != f"{RDF}nil":
            yield from self.all(head, f"{RDF}first")
            head = self.one(head, f"{RDF}rest")

    def entries(self) -> list[tuple[str, str, ox.NamedNode]]:
        """Name, kind and node of each case, each once."""
        nodes = dict.fromkeys(self.items(self.one(None, f"{MF}entries")))
        return [
            (f"{self.group}/{node.value.rpartition('#')[2]}", self.text(node, f"{RDF}type").rpartition("#")[2], node)
            for node in nodes
        ]

    def file(self, term: object) -> Path:
        return self._root / str(getattr(term, "value", "")).removeprefix(BASE)

    def graphs(self, node: object) -> Graphs:
        own = [(self.file(each), None) for each in self.all(node, f"{UT}data")]
        named = [
            (self.file(self.one(each, f"{UT}graph")), self.text(each, LABEL))
            for each in self.all(node, f"{UT}graphData")
        ]
        return (*own, *named)


def update_cases(root: Path, groups: list[str]) -> Iterator[UpdateCase]:
    """The cases of updates of some groups; a negative case of a query there is one of an update."""
    for group in groups:
        manifest = _Manifest(root, root / group / "manifest.ttl")
        for name, kind, node in manifest.entries():
            action, result = manifest.one(node, f"{MF}action"), manifest.one(node, f"{MF}result")
            if kind == "UpdateEvaluationTest":
                file = manifest.file(manifest.one(action, f"{UT}request"))
                yield UpdateCase(name, kind, file, manifest.graphs(action), manifest.graphs(result))
            else:
                yield UpdateCase(name, kind, manifest.file(action))


def request_cases(root: Path, manifests: list[str]) -> Iterator[RequestCase]:
    """The cases of some manifests of requests."""
    for place in manifests:
        manifest = _Manifest(root, root / place)
        for name, _, node in manifest.entries():
            connection = manifest.one(node, f"{MF}action")
            requests = manifest.items(manifest.one(connection, f"{HT}requests"))
            yield RequestCase(name, manifest.graphs(node), tuple(_request(manifest, each) for each in requests))


def _request(manifest: _Manifest, node: ox.NamedNode) -> Request:
    answer, body = manifest.one(node, f"{HT}resp"), manifest.one(node, f"{HT}body")
    encoding = manifest.text(body, f"{CNT}characterEncoding") or "utf-8"
    headers = [
        (manifest.text(each, f"{HT}fieldName"), manifest.text(each, f"{HT}fieldValue"))
        for each in manifest.items(manifest.one(node, f"{HT}headers"))
    ]
    statuses = [
        each.value.rpartition("#")[2].removeprefix("StatusCode") for each in manifest.all(answer, f"{MF}expectedStatus")
    ]
    expected = manifest.text(answer, f"{MF}expectedBoolean")
    return Request(
        manifest.text(node, f"{HT}methodName"),
        manifest.text(node, f"{HT}absolutePath"),
        tuple(headers),
        manifest.text(body, f"{CNT}chars").encode(encoding) if body is not None else b"",
        tuple(str(STATUS.get(each, each)) for each in statuses),
        expected == "true" if expected else None,
        manifest.text(answer, f"{MF}expectedFormat"),
        manifest.text(answer, f"{MF}expectedLocation"),
        manifest.text(manifest.one(answer, f"{HT}body"), f"{CNT}chars"),
    )
