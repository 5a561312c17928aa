"""The SPARQL Service Description with VoID counts, so that a client learns what it may ask and what there is."""

from __future__ import annotations

import pyoxigraph as ox

from api.evaluation import GRAPHS, RESULTS
from api.representation import RDF
from api.statements import Statements
from graph.dumps import file_name
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
    triples = _described(reader, settings.names, endpoint)
    form = {"ttl": ox.RdfFormat.TURTLE, "nt": ox.RdfFormat.N_TRIPLES, "rdf": ox.RdfFormat.RDF_XML}.get(
        suffix, ox.RdfFormat.JSON_LD
    )
    return ox.serialize(triples, format=form, prefixes=settings.names.prefixes()) or b""


def _described(reader: Reader, names: Names, endpoint: str) -> list[ox.Triple]:
    """The triples, under the address of the endpoint."""
    said, counts = Statements(endpoint, names.prefixes()), reader.counts()
    service, dataset, default = (said.node(fragment) for fragment in ("", "#dataset", "#default"))
    said.say(service, "rdf:type", said.term("sd:Service"))
    said.say(service, "sd:endpoint", service)
    said.say(service, "sd:supportedLanguage", said.term("sd:SPARQL11Query"))
    said.say(service, "sd:feature", said.term("sd:UnionDefaultGraph"))
    said.say(
        service, "sd:resultFormat", *(ox.NamedNode(_FORMATS_BASE + _NAMES[each.suffix]) for each in (*RESULTS, *GRAPHS))
    )
    said.say(service, "sd:defaultDataset", dataset)
    said.say(dataset, "rdf:type", said.term("sd:Dataset"), said.term("void:Dataset"))
    said.say(dataset, "void:sparqlEndpoint", service)
    dump = f"{endpoint.removesuffix('sparql')}dumps/{file_name(reader.generation)}"
    said.say(dataset, "void:dataDump", ox.NamedNode(dump))
    said.say(dataset, "sd:defaultGraph", default)
    said.say(default, "rdf:type", said.term("sd:Graph"))
    said.say(default, "void:triples", ox.Literal(counts.triples))
    said.say(default, "void:distinctSubjects", ox.Literal(counts.subjects))
    for number, (name, count) in enumerate(counts.classes):
        part = said.node(f"#class-{number}")
        said.say(default, "void:classPartition", part)
        said.say(part, "void:class", ox.NamedNode(name))
        said.say(part, "void:entities", ox.Literal(count))
    for number, name in enumerate(counts.graphs):
        graph = said.node(f"#graph-{number}")
        said.say(dataset, "sd:namedGraph", graph)
        said.say(graph, "rdf:type", said.term("sd:NamedGraph"))
        said.say(graph, "sd:name", ox.NamedNode(name))
    return said.triples()
