"""Where a source graph comes from: one record of file, checksum, time, reader and version (PROV-O)."""

from __future__ import annotations

import datetime

from pyoxigraph import Literal, NamedNode, Triple

from graph.namespaces import Names
from graph.release import release
from loaders.text import Source


def reader_name(kind: str) -> str:
    """The reader as it is recorded: distribution, version, kind of reader (`plain`, `akn`, `table`)."""
    return f"chm-graph {release()} {kind}"


def provenance_triples(
    graph_iri: str, source: Source, reader: str, names: Names, at: datetime.datetime
) -> tuple[Triple, ...]:
    """The provenance of a source graph and of the file it was read from.

    `reader` is what `reader_name` gives, `at` an aware time (written in UTC). That a language version is also an
    `eli:LegalExpression` is for its own describer to say.

    >>> at = datetime.datetime(2026, 1, 2, tzinfo=datetime.UTC)
    >>> source = Source("a.csv", "0f", "text/csv")
    >>> triples = provenance_triples("https://w3id.org/chm/source/a", source, reader_name("table"), Names(), at)
    >>> triples[-1].object
    <Literal value=text/csv datatype=<NamedNode value=http://www.w3.org/2001/XMLSchema#string>>
    """
    known = names.prefixes()
    graph, file = NamedNode(graph_iri), NamedNode(f"{graph_iri}#file")
    kind = NamedNode(f"{known['rdf']}type")
    moment = at.astimezone(datetime.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    return (
        Triple(graph, kind, NamedNode(f"{known['prov']}Entity")),
        Triple(graph, kind, NamedNode(names.term("SourceGraph"))),
        Triple(graph, NamedNode(f"{known['prov']}wasDerivedFrom"), file),
        Triple(
            graph,
            NamedNode(f"{known['prov']}generatedAtTime"),
            Literal(moment, datatype=NamedNode(f"{known['xsd']}dateTime")),
        ),
        Triple(graph, NamedNode(names.term("sha256")), Literal(source.sha256)),
        Triple(graph, NamedNode(names.term("reader")), Literal(reader)),
        Triple(file, kind, NamedNode(f"{known['prov']}Entity")),
        Triple(file, NamedNode(names.term("file")), Literal(source.file)),
        Triple(file, NamedNode(f"{known['dcterms']}format"), Literal(source.media_type)),
    )
