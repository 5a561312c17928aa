"""The SPARQL Service Description with VoID counts, so that a client learns what it may ask and what there is."""

from __future__ import annotations

from weakref import WeakKeyDictionary

import pyoxigraph as ox

from api.evaluation import GRAPHS, RESULTS
from api.representation import RDF
from graph.namespaces import Names
from graph.settings import Settings
from graph.store import Reader

FORMATS = (RDF[1], *(each for each in RDF if each.suffix in ("nt", "rdf", "jsonld")))
_COUNTS = """
SELECT (COUNT(*) AS ?triples) (COUNT(DISTINCT ?s) AS ?subjects) WHERE { ?s ?p ?o }
"""
_CLASSES = "SELECT ?class (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s a ?class } GROUP BY ?class ORDER BY ?class"
_FORMATS_BASE = "http://www.w3.org/ns/formats/"
_NAMES = {
    "srj": "SPARQL_Results_JSON",
    "srx": "SPARQL_Results_XML",
    "csv": "SPARQL_Results_CSV",
    "tsv": "SPARQL_Results_TSV",
    "ttl": "Turtle",
    "nt": "N-Triples",
    "jsonld": "JSON-LD",
    "rdf": "RDF_XML",
    "trig": "TriG",
    "nq": "N-Quads",
}


def described(reader: Reader, settings: Settings, endpoint: str, suffix: str) -> bytes:
    """The description as `ttl`, `nt`, `rdf` or `jsonld`; `endpoint` is the address that was asked."""
    triples = list(_Description(settings.names, endpoint).of(_counted(reader)))
    form = {"ttl": ox.RdfFormat.TURTLE, "nt": ox.RdfFormat.N_TRIPLES, "rdf": ox.RdfFormat.RDF_XML}.get(
        suffix, ox.RdfFormat.JSON_LD
    )
    return ox.serialize(triples, format=form, prefixes=settings.names.prefixes()) or b""


Counts = tuple[int, int, tuple[tuple[str, int], ...], tuple[str, ...]]


_KEPT: WeakKeyDictionary[Reader, Counts] = WeakKeyDictionary()


def _counted(reader: Reader) -> Counts:
    """Triples, subjects, subjects by class, graphs: counted once for each reader, so once for each generation."""
    if reader not in _KEPT:
        totals = _table(reader, _COUNTS)[0]
        classes = tuple((name, int(count)) for name, count in _table(reader, _CLASSES))
        _KEPT[reader] = int(totals[0]), int(totals[1]), classes, tuple(sorted(reader.graphs()))
    return _KEPT[reader]


def _table(reader: Reader, query: str) -> list[list[str]]:
    found = reader.query(query)
    assert isinstance(found, ox.QuerySolutions)  # noqa: S101  the queries above are SELECTs
    return [[str(getattr(value, "value", "")) for value in row] for row in found]


class _Description:
    """Writes the triples under the address of the endpoint."""

    def __init__(self, names: Names, endpoint: str) -> None:
        self._prefixes = names.prefixes()
        self._endpoint = endpoint
        self._triples: list[ox.Triple] = []

    def of(self, counts: Counts) -> list[ox.Triple]:
        """The description with these counts."""
        triples, subjects, classes, graphs = counts
        service, dataset, default = (self._node(fragment) for fragment in ("", "#dataset", "#default"))
        self._say(service, "rdf:type", self._term("sd:Service"))
        self._say(service, "sd:endpoint", service)
        self._say(service, "sd:supportedLanguage", self._term("sd:SPARQL11Query"))
        self._say(service, "sd:feature", self._term("sd:UnionDefaultGraph"))
        for each in (*RESULTS, *GRAPHS):
            self._say(service, "sd:resultFormat", ox.NamedNode(_FORMATS_BASE + _NAMES[each.suffix]))
        self._say(service, "sd:defaultDataset", dataset)
        self._say(dataset, "rdf:type", self._term("sd:Dataset"))
        self._say(dataset, "rdf:type", self._term("void:Dataset"))
        self._say(dataset, "void:sparqlEndpoint", service)
        self._say(dataset, "sd:defaultGraph", default)
        self._say(default, "rdf:type", self._term("sd:Graph"))
        self._say(default, "void:triples", ox.Literal(triples))
        self._say(default, "void:distinctSubjects", ox.Literal(subjects))
        for number, (name, count) in enumerate(classes):
            part = self._node(f"#class-{number}")
            self._say(default, "void:classPartition", part)
            self._say(part, "void:class", ox.NamedNode(name))
            self._say(part, "void:entities", ox.Literal(count))
        for number, name in enumerate(graphs):
            graph = self._node(f"#graph-{number}")
            self._say(dataset, "sd:namedGraph", graph)
            self._say(graph, "sd:name", ox.NamedNode(name))
        return list(dict.fromkeys(self._triples))

    def _node(self, fragment: str) -> ox.NamedNode:
        return ox.NamedNode(self._endpoint + fragment)

    def _term(self, short: str) -> ox.NamedNode:
        prefix, _, name = short.partition(":")
        return ox.NamedNode(self._prefixes[prefix] + name)

    def _say(self, subject: ox.NamedNode, short: str, value: ox.NamedNode | ox.Literal) -> None:
        self._triples.append(ox.Triple(subject, self._term(short), value))
