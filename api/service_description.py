"""The SPARQL Service Description with VoID counts, so that a client learns what it may ask and what there is."""

from __future__ import annotations

import pyoxigraph as ox

from api.evaluation import GRAPHS, RESULTS
from api.representation import RDF
from graph.counts import Counts
from graph.namespaces import Names
from graph.settings import Settings
from graph.store import Reader

FORMATS = (RDF[1], *(each for each in RDF if each.suffix in ("nt", "rdf", "jsonld")))
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
    triples = list(_Description(settings.names, endpoint).of(reader.counts()))
    form = {"ttl": ox.RdfFormat.TURTLE, "nt": ox.RdfFormat.N_TRIPLES, "rdf": ox.RdfFormat.RDF_XML}.get(
        suffix, ox.RdfFormat.JSON_LD
    )
    return ox.serialize(triples, format=form, prefixes=settings.names.prefixes()) or b""


class _Description:
    """Writes the triples under the address of the endpoint."""

    def __init__(self, names: Names, endpoint: str) -> None:
        self._prefixes = names.prefixes()
        self._endpoint = endpoint
        self._triples: list[ox.Triple] = []

    def of(self, counts: Counts) -> list[ox.Triple]:
        """The description with these counts."""
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
        self._say(default, "void:triples", ox.Literal(counts.triples))
        self._say(default, "void:distinctSubjects", ox.Literal(counts.subjects))
        for number, (name, count) in enumerate(counts.classes):
            part = self._node(f"#class-{number}")
            self._say(default, "void:classPartition", part)
            self._say(part, "void:class", ox.NamedNode(name))
            self._say(part, "void:entities", ox.Literal(count))
        for number, name in enumerate(counts.graphs):
            graph = self._node(f"#graph-{number}")
            self._say(dataset, "sd:namedGraph", graph)
            self._say(graph, "rdf:type", self._term("sd:NamedGraph"))
            self._say(graph, "sd:name", ox.NamedNode(name))
        return list(dict.fromkeys(self._triples))

    def _node(self, fragment: str) -> ox.NamedNode:
        return ox.NamedNode(self._endpoint + fragment)

    def _term(self, short: str) -> ox.NamedNode:
        prefix, _, name = short.partition(":")
        return ox.NamedNode(self._prefixes[prefix] + name)

    def _say(self, subject: ox.NamedNode, short: str, value: ox.NamedNode | ox.Literal) -> None:
        self._triples.append(ox.Triple(subject, self._term(short), value))
