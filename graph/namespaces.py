"""The IRIs of the project and the prefixes it prints.

The base IRI is a setting, apart from the host that serves it (design: identifiers). The data rooms are written
with the default base; `rebase` moves their text to another one.
"""

from __future__ import annotations

from dataclasses import dataclass

DEFAULT_BASE = "https://w3id.org/chm/"

PREFIXES: dict[str, str] = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "dcterms": "http://purl.org/dc/terms/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "skosxl": "http://www.w3.org/2008/05/skos-xl#",
    "eli": "http://data.europa.eu/eli/ontology#",
    "prov": "http://www.w3.org/ns/prov#",
    "org": "http://www.w3.org/ns/org#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "schema": "http://schema.org/",
    "time": "http://www.w3.org/2006/time#",
    "void": "http://rdfs.org/ns/void#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "dwc": "http://rs.tdwg.org/dwc/terms/",
    "gbif": "http://rs.gbif.org/terms/1.0/",
    "qb": "http://purl.org/linked-data/cube#",
    "dqv": "http://www.w3.org/ns/dqv#",
    "sh": "http://www.w3.org/ns/shacl#",
    "sd": "http://www.w3.org/ns/sparql-service-description#",
}


@dataclass(frozen=True, slots=True)
class Names:
    """The IRIs under one base.

    >>> Names().iri("decision/cop/10/15")
    'https://w3id.org/chm/decision/cop/10/15'
    >>> Names().path("https://w3id.org/chm/vocab/subjects/FOR")
    'vocab/subjects/FOR'
    >>> Names().term("Decision")
    'https://w3id.org/chm/ontology#Decision'
    """

    base: str = DEFAULT_BASE

    def iri(self, path: str) -> str:
        """The IRI of a path under the base."""
        return self.base + path

    def path(self, iri: str) -> str | None:
        """The path of an IRI under the base; None for an IRI of somebody else."""
        return iri[len(self.base) :] if iri.startswith(self.base) else None

    def term(self, name: str) -> str:
        """The IRI of a term of the CHM ontology."""
        return f"{self.base}ontology#{name}"

    def prefixes(self) -> dict[str, str]:
        """Prefix to namespace, `chm:` among them: what Turtle is written and queries are read with."""
        return {"chm": f"{self.base}ontology#", **PREFIXES}

    def rebase(self, text: str) -> str:
        """Text of a data room (Turtle, SPARQL, JSON-LD) moved from the default base to this one."""
        return text if self.base == DEFAULT_BASE else text.replace(DEFAULT_BASE, self.base)
