"""The W3C test suites as cases: manifests read, data put where the service finds it, results compared as graphs."""

from __future__ import annotations

import tarfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox

from graph.embedded import EmbeddedReader
from graph.store import Term

MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
QT = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
BASE = "https://w3c.example/"
GRAPHS = {
    "ttl": ox.RdfFormat.TURTLE,
    "rdf": ox.RdfFormat.RDF_XML,
    "nt": ox.RdfFormat.N_TRIPLES,
    "trig": ox.RdfFormat.TRIG,
}
TABLES = {"srx": ox.QueryResultsFormat.XML, "srj": ox.QueryResultsFormat.JSON, "tsv": ox.QueryResultsFormat.TSV}
_NUMBERS = tuple(f"http://www.w3.org/2001/XMLSchema#{name}" for name in ("decimal", "integer", "double", "float"))
_BOOLEAN = "http://www.w3.org/2001/XMLSchema#boolean"
_EXCEPTIONS = Path(__file__).with_name("exceptions.txt")
QUERY_CASES = ("QueryEvaluationTest", "CSVResultFormatTest", "PositiveSyntaxTest11", "NegativeSyntaxTest11")


@dataclass(frozen=True, slots=True)
class Case:
    """A case of a query: `name` is `group/case`, `kind` the class of the manifest, files are paths."""

    name: str
    kind: str
    query: Path
    data: tuple[tuple[Path, str | None], ...]
    result: Path | None


def exceptions(suite: str) -> dict[str, str]:
    """The cases of a suite that do not pass, with the reason of each."""
    part = _EXCEPTIONS.read_text(encoding="utf-8").partition(f"[{suite}]\n")[2].partition("\n[")[0]
    return dict(line.split("  ", 1) for line in part.splitlines() if line and not line.startswith("#"))


def unpacked(archive: Path, folder: Path) -> Path:
    """The folder of the SPARQL 1.1 suites."""
    with tarfile.open(archive) as file:
        file.extractall(folder, filter="data")
    return folder / "sparql" / "sparql11"


def iri_of(root: Path, place: Path) -> str:
    """The IRI that stands for a file of the suites."""
    return BASE + place.relative_to(root).as_posix()


def query_cases(root: Path, groups: Iterable[str]) -> Iterator[Case]:
    """The cases of queries of some groups, in the order of their manifests."""
    for group in groups:
        manifest = root / group / "manifest.ttl"
        store = ox.Store()
        store.load(path=str(manifest), format=ox.RdfFormat.TURTLE, base_iri=iri_of(root, manifest))
        entries = _value(store, None, f"{MF}entries")
        for node in dict.fromkeys(_items(store, entries)):
            kind = str(_value(store, node, f"{RDF}type")).rpartition("#")[2].rstrip(">")
            if kind in QUERY_CASES:
                yield _case(store, root, group, node, kind)


def _case(store: ox.Store, root: Path, group: str, node: ox.NamedNode, kind: str) -> Case:
    def file(term: object) -> Path:
        return root / str(getattr(term, "value", "")).removeprefix(BASE)

    action, result = _value(store, node, f"{MF}action"), _value(store, node, f"{MF}result")
    data = list[tuple[Path, str | None]]()
    query = _value(store, action, f"{QT}query") or action
    if query is not action:
        data += [(file(each), None) for each in _values(store, action, f"{QT}data")]
        data += [(file(each), each.value) for each in _values(store, action, f"{QT}graphData")]
    name = f"{group}/{node.value.rpartition('#')[2]}"
    return Case(name, kind, file(query), tuple(data), file(result) if result is not None else None)


def _values(store: ox.Store, node: object, predicate: str) -> list[ox.NamedNode]:
    found = store.quads_for_pattern(node, ox.NamedNode(predicate), None, None)  # type: ignore[arg-type]
    return [quad.object for quad in found]  # type: ignore[misc]


def _value(store: ox.Store, node: object, predicate: str) -> ox.NamedNode | None:
    return next(iter(_values(store, node, predicate)), None)


def _items(store: ox.Store, head: ox.NamedNode | None) -> Iterator[ox.NamedNode]:
    while head is not None and head.value != f"{RDF}nil":
        yield from _values(store, head, f"{RDF}first")
        head = _value(store, head, f"{RDF}rest")


def write_data(root: Path, case: Case, place: Path) -> None:
    """The data of a case as N-Quads, where `open_case` finds it."""
    quads = []
    for file, graph in case.data:
        name = ox.NamedNode(graph) if graph else ox.DefaultGraph()
        for quad in ox.parse(path=str(file), format=GRAPHS[file.suffix[1:]], base_iri=iri_of(root, file)):
            quads.append(ox.Quad(quad.subject, quad.predicate, quad.object, name))
    place.write_bytes(ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b"")


def open_case(folder: Path, number: int) -> EmbeddedReader:
    """The data of the case with a number as a generation; its default graph is its own, no merge."""
    store = ox.Store()
    store.load(path=str(folder / f"{number}.nq"), format=ox.RdfFormat.N_QUADS)
    return EmbeddedReader(store, number)


def query_of(root: Path, case: Case) -> str:
    """The query with its base."""
    return f"BASE <{iri_of(root, case.query)}> {case.query.read_text(encoding='utf-8')}"


def canonical(triples: Iterable[ox.Triple]) -> frozenset[str]:
    """Triples with blank nodes named by what they say, so that equal graphs are equal."""
    graph = ox.Dataset(ox.Quad(each.subject, each.predicate, _by_value(each.object)) for each in triples)
    graph.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return frozenset(str(quad) for quad in graph)


def _by_value(term: Term) -> Term:
    """A number or truth value with one spelling: 2.0 and 2 are the same decimal, and engines keep the value."""
    if isinstance(term, ox.Literal) and term.datatype.value in _NUMBERS:
        with suppress(ArithmeticError, ValueError):
            exact = term.datatype.value in _NUMBERS[:2]
            spelt = f"{Decimal(term.value).normalize() + 0:f}" if exact else str(float(term.value))
            return ox.Literal(spelt, datatype=term.datatype)
    if isinstance(term, ox.Literal) and term.datatype.value == _BOOLEAN:
        return ox.Literal(term.value in ("true", "1"))
    return term


def result_set(triples: Iterable[ox.Triple]) -> object:
    """A table that is written as a graph (DAWG result set), as `table` gives it."""
    store = ox.Store()
    store.extend(ox.Quad(each.subject, each.predicate, each.object) for each in triples)
    if truth := _every(store, f"{RS}boolean"):
        return truth[0].value == "true"
    names = sorted(each.value for each in _every(store, f"{RS}resultVariable"))
    rows = []
    for solution in _every(store, f"{RS}solution"):
        node = ox.BlankNode()
        rows.append(ox.Triple(node, ox.NamedNode("x:row"), ox.Literal("row")))
        for binding in _values(store, solution, f"{RS}binding"):
            name, value = (_values(store, binding, f"{RS}{each}")[0] for each in ("variable", "value"))
            rows.append(ox.Triple(node, ox.NamedNode(f"x:{name.value}"), value))
    return names, canonical(rows)


def _every(store: ox.Store, predicate: str) -> list[ox.NamedNode]:
    return _values(store, None, predicate)


def table(found: ox.QuerySolutions | ox.QueryBoolean) -> object:
    """A result as what can be compared: a truth value, or rows as the blank nodes of a graph."""
    if isinstance(found, ox.QueryBoolean):
        return bool(found)
    names = sorted(variable.value for variable in found.variables)
    triples = []
    for row in found:
        node = ox.BlankNode()
        triples.append(ox.Triple(node, ox.NamedNode("x:row"), ox.Literal("row")))
        triples += [
            ox.Triple(node, ox.NamedNode(f"x:{name}"), value) for name in names if (value := row[name]) is not None
        ]
    return names, canonical(triples)
