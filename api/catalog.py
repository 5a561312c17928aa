"""`/catalog`: the published generation as a DCAT-AP 3 catalogue, for portals that gather data sets.

One data set for everything and one for each kind of graph, each with its dump; the SPARQL endpoint and the pages as
data services. Figures, checksums, languages and days are those that were kept with the dump. Whether it conforms is a
test's matter (`ontology/profiles/dcat-ap.ttl`).
"""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import quote

import pyoxigraph as ox
from fastapi import APIRouter, Request, Response

from api.access import SettingsDep, ViewDep, current
from api.dumps import kept_dump
from api.jsonld import document
from api.pages import Page, render
from api.problems import HttpProblem
from api.rdf_forms import TRIPLES
from api.representation import (
    HTML,
    JSON,
    RDF,
    Header,
    absolute,
    address,
    answer,
    chosen,
    etag,
    link,
    not_modified,
    unchanged,
)
from api.statements import Statements, Value
from graph.dumps import Dump, Part, file_name
from graph.settings import Settings

router = APIRouter(tags=["harvest"])
FORMATS = (HTML, *RDF[:4], JSON)
_PATH = "catalog"
PREFIXES = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcatap": "http://data.europa.eu/r5r/",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "eu": "http://publications.europa.eu/resource/authority/",
    "media": "https://www.iana.org/assignments/media-types/",
    "licencetype": "http://purl.org/adms/licencetype/",
}
_LANGUAGES = {"ar": "ARA", "en": "ENG", "es": "SPA", "fr": "FRA", "ru": "RUS", "zh": "ZHO"}
_LICENCES = {"/licenses/by/": "Attribution", "/publicdomain/": "PublicDomain"}
_DAYS = {4: "xsd:gYear", 7: "xsd:gYearMonth", 10: "xsd:date"}
_WORLD = "POLYGON((-180 -90, 180 -90, 180 90, -180 90, -180 -90))"
TITLES = {
    "": ("The knowledge graph of the Clearing-House Mechanism", "Every named graph of the generation."),
    "candidates": ("Candidate links", "Links that were found and wait for a verdict, with score and reason."),
    "decision": ("Decisions", "Decisions of the governing bodies, paragraph by paragraph, a graph for each language."),
    "derived": ("Derived statements", "What follows from several sources: resolved citations, duplicates."),
    "document": ("Meeting documents", "Documents and reports of meetings, a graph for each language."),
    "notification": ("Notifications", "Notifications to Parties and others, a graph for each language."),
    "ontology": ("Ontology", "The classes and properties that the graph is written with."),
    "other": ("Graphs of others", "Named graphs whose name is not under the base of this service."),
    "queries": ("Named questions", "The questions that the service answers by name, with their parameters."),
    "recommendation": ("Recommendations", "Recommendations of subsidiary bodies, a graph for each language."),
    "shapes": ("Shapes", "What a graph must conform to before it is published."),
    "source": ("Records", "Activities, partners, events, sites and other records, a graph for each file."),
    "treaty": ("Treaties", "The Convention and its protocols, article by article, a graph for each language."),
    "vocab": ("Vocabularies", "Concepts, actors, bodies, meetings, targets and goals, a graph for each scheme."),
}
"""Title and description by kind of graph."""


@router.get("/catalog", summary="The data sets and services there are (DCAT-AP 3)")
@router.get("/catalog.{suffix}", summary="The catalogue in one format", include_in_schema=False)
def catalog(request: Request, view: ViewDep, settings: SettingsDep, suffix: str = "") -> Response:
    """The generation as a catalogue: HTML, JSON-LD, Turtle, N-Triples, RDF/XML."""
    choice = chosen(request, f"{_PATH}.{suffix}" if suffix else _PATH, FORMATS)
    if choice.path != _PATH:
        raise HttpProblem(404, f"/{choice.path}: no such address here; the catalogue is at /{_PATH}")
    here = address(request, _PATH)
    header = Header(
        etag(view.reader.generation, choice.format, view.language if choice.format is HTML else None),
        f"{here}.{choice.format.suffix}",
        links=(
            *(link(f"{here}.{each.suffix}", "alternate", type=each.media_type) for each in (HTML, *RDF[:4])),
            link(view.names.iri(_PATH), "canonical"),
            link(settings.license, "license"),
        ),
    )
    if unchanged(request, header.tag):
        return not_modified(header)
    dump = kept_dump(request, view.reader).dump
    if choice.format is HTML:
        titles = {part.kind: titled(part.kind) for part in dump.all()}
        shown = {"parts": dump.all(), "titles": titles, "generation": view.reader.generation, "file_name": file_name}
        return answer(header, render(request, view, Page("catalog.html", "Catalogue", shown)), HTML)
    triples = _Catalog(request, settings, view.reader.generation).of(dump)
    if form := TRIPLES.get(choice.format.suffix):
        prefixes = None if form is ox.RdfFormat.N_TRIPLES else {**settings.names.prefixes(), **PREFIXES}
        return answer(header, ox.serialize(triples, format=form, prefixes=prefixes) or b"", choice.format)
    return answer(header, document(view.names.iri(_PATH), triples, view.names), choice.format)


def titled(kind: str) -> tuple[str, str]:
    """The title and the description of a kind of graph; one that has none is called by its name."""
    return TITLES.get(kind, (kind.capitalize(), f"The named graphs under {kind}/."))


class _Catalog:
    """Writes the catalogue of one generation; nodes are fragments of its IRI, addresses are those of this server."""

    def __init__(self, request: Request, settings: Settings, generation: int) -> None:
        self._request, self._settings, self._generation = request, settings, generation
        self._said = Statements(settings.names.iri(_PATH), {**settings.names.prefixes(), **PREFIXES})
        known = (each.created for each in current(request).generations() if each.number == generation)
        self._created = self._typed(next(known, datetime.now(UTC)).isoformat(timespec="seconds"), "xsd:dateTime")

    def of(self, dump: Dump) -> list[ox.Triple]:
        """The triples, the catalogue first."""
        said, catalog = self._said, self._said.node()
        said.say(catalog, "rdf:type", said.term("dcat:Catalog"))
        datasets = [self._dataset(each) for each in dump.all()]
        self._describe(catalog, "Catalogue of the Clearing-House Mechanism", "Its data sets and the ways to ask them.")
        said.say(catalog, "dcterms:license", self._licence())
        said.say(catalog, "dcterms:issued", self._created)
        said.say(catalog, "dcterms:modified", self._created)
        said.say(catalog, "dcterms:language", *self._languages(dump.whole.languages))
        said.say(catalog, "dcterms:spatial", self._world())
        said.say(catalog, "foaf:homepage", self._kind(self._address(""), "foaf:Document"))
        said.say(catalog, "dcat:themeTaxonomy", said.term("eu:data-theme"))
        said.say(catalog, "dcat:dataset", *datasets)
        said.say(catalog, "dcat:service", self._endpoint(datasets), self._pages(datasets))
        said.say(said.node("#all"), "dcterms:hasPart", *datasets[1:])
        self._common()
        return said.triples()

    def _dataset(self, part: Part) -> ox.NamedNode:
        said, name = self._said, part.kind or "all"
        node, period = said.node(f"#{name}"), said.node(f"#{name}-period")
        said.say(node, "rdf:type", said.term("dcat:Dataset"), said.term("void:Dataset"))
        self._describe(node, *titled(part.kind))
        self._resource(node)
        said.say(node, "dcterms:identifier", ox.Literal(node.value))
        said.say(node, "dcat:version", ox.Literal(str(self._generation)))
        said.say(node, "dcterms:issued", self._created)
        said.say(node, "dcterms:modified", self._created)
        said.say(node, "dcterms:language", *self._languages(part.languages))
        said.say(node, "dcterms:spatial", self._world())
        said.say(node, "dcterms:accrualPeriodicity", self._kind(said.term("eu:frequency/IRREG"), "dcterms:Frequency"))
        said.say(node, "void:triples", ox.Literal(part.statements))
        said.say(node, "void:documents", ox.Literal(part.graphs))
        if part.first:
            said.say(node, "dcterms:temporal", self._kind(period, "dcterms:PeriodOfTime"))
            said.say(period, "dcat:startDate", self._typed(part.first, _DAYS[len(part.first)]))
            said.say(period, "dcat:endDate", self._typed(part.last, _DAYS[len(part.last)]))
        said.say(node, "dcat:distribution", self._distribution(part, name))
        return node

    def _distribution(self, part: Part, name: str) -> ox.NamedNode:
        said = self._said
        node, checksum = said.node(f"#{name}-dump"), said.node(f"#{name}-checksum")
        said.say(node, "rdf:type", said.term("dcat:Distribution"))
        said.say(node, "dcterms:title", self._words(f"{titled(part.kind)[0]} as N-Quads"))
        said.say(node, "dcterms:description", self._words("Every statement with its source, packed by gzip."))
        said.say(node, "dcat:accessURL", self._address("dumps"))
        said.say(node, "dcat:downloadURL", self._address(f"dumps/{file_name(self._generation, part.kind)}"))
        said.say(node, "dcat:mediaType", self._kind(said.term("media:application/n-quads"), "dcterms:MediaType"))
        said.say(node, "dcat:compressFormat", self._kind(said.term("media:application/gzip"), "dcterms:MediaType"))
        format_ = said.term("eu:file-type/RDF_N_QUADS")
        said.say(node, "dcterms:format", self._kind(format_, "dcterms:MediaTypeOrExtent"))
        available = said.term("eu:planned-availability/AVAILABLE")
        said.say(node, "dcatap:availability", self._kind(available, "skos:Concept"))
        said.say(available, "skos:prefLabel", self._words("available"))
        said.say(node, "dcterms:license", self._licence())
        said.say(node, "dcterms:modified", self._created)
        said.say(node, "dcat:byteSize", self._typed(str(part.bytes), "xsd:nonNegativeInteger"))
        said.say(node, "spdx:checksum", self._kind(checksum, "spdx:Checksum"))
        said.say(checksum, "spdx:algorithm", said.term("spdx:checksumAlgorithm_sha256"))
        said.say(checksum, "spdx:checksumValue", self._typed(part.sha256, "xsd:hexBinary"))
        return node

    def _endpoint(self, datasets: list[ox.NamedNode]) -> ox.NamedNode:
        node = self._service("#sparql", "sparql", ".well-known/void", datasets)
        self._describe(node, "SPARQL endpoint", "SPARQL 1.1 queries over every data set and their union.")
        protocol = ox.NamedNode("https://www.w3.org/TR/sparql11-protocol/")
        self._said.say(node, "dcterms:conformsTo", self._kind(protocol, "dcterms:Standard"))
        return node

    def _pages(self, datasets: list[ox.NamedNode]) -> ox.NamedNode:
        node = self._service("#linked-data", "", "openapi.json", datasets)
        self._describe(node, "Linked data and named questions", "Every thing by its address, in six formats; searches.")
        openapi = ox.NamedNode("https://spec.openapis.org/oas/v3.1.0")
        self._said.say(node, "dcterms:conformsTo", self._kind(openapi, "dcterms:Standard"))
        return node

    def _service(self, fragment: str, path: str, description: str, datasets: list[ox.NamedNode]) -> ox.NamedNode:
        said, node = self._said, self._said.node(fragment)
        said.say(node, "rdf:type", said.term("dcat:DataService"))
        self._resource(node)
        said.say(node, "dcterms:license", self._licence())
        said.say(node, "dcat:endpointURL", self._address(path))
        said.say(node, "dcat:endpointDescription", self._address(description))
        said.say(node, "dcat:servesDataset", *datasets)
        return node

    def _describe(self, node: ox.NamedNode, title: str, description: str) -> None:
        self._said.say(node, "dcterms:title", self._words(title))
        self._said.say(node, "dcterms:description", self._words(description))
        self._said.say(node, "dcterms:publisher", self._said.node("#publisher"))

    def _resource(self, node: ox.NamedNode) -> None:
        """What a data set and a service say alike."""
        said = self._said
        said.say(node, "dcat:contactPoint", said.node("#contact"))
        said.say(node, "dcat:theme", said.term("eu:data-theme/ENVI"))
        said.say(node, "dcat:keyword", *(self._words(each) for each in ("biodiversity", "clearing-house mechanism")))
        access = said.term("eu:access-right/PUBLIC")
        said.say(node, "dcterms:accessRights", self._kind(access, "dcterms:RightsStatement"))

    def _common(self) -> None:
        """What the nodes are that others point to."""
        said, settings = self._said, self._settings
        said.say(self._kind(said.node("#publisher"), "foaf:Agent"), "foaf:name", ox.Literal(settings.publisher))
        contact = self._kind(said.node("#contact"), "vcard:Kind")
        said.say(contact, "vcard:fn", ox.Literal(settings.publisher))
        said.say(contact, "vcard:hasEmail", ox.NamedNode(f"mailto:{quote(settings.contact, safe='@')}"))
        themes = self._kind(said.term("eu:data-theme"), "skos:ConceptScheme")
        said.say(themes, "dcterms:title", self._words("Data theme"))
        theme = self._kind(said.term("eu:data-theme/ENVI"), "skos:Concept")
        said.say(theme, "skos:prefLabel", self._words("Environment"))
        said.say(theme, "skos:inScheme", themes)

    def _licence(self) -> ox.NamedNode:
        licence = self._kind(ox.NamedNode(self._settings.license), "dcterms:LicenseDocument")
        for path, kind in _LICENCES.items():
            if path in licence.value:
                type_ = self._kind(self._said.term(f"licencetype:{kind}"), "skos:Concept")
                self._said.say(licence, "dcterms:type", type_)
                self._said.say(type_, "skos:prefLabel", self._words(kind))
        return licence

    def _world(self) -> ox.NamedNode:
        world = self._kind(self._said.node("#world"), "dcterms:Location")
        self._said.say(world, "dcat:bbox", self._typed(_WORLD, "geo:wktLiteral"))
        self._said.say(world, "dcat:centroid", self._typed("POINT(0 0)", "geo:wktLiteral"))
        return world

    def _languages(self, codes: tuple[str, ...]) -> list[ox.NamedNode]:
        known = [self._said.term(f"eu:language/{_LANGUAGES[code]}") for code in codes if code in _LANGUAGES]
        return [self._kind(each, "dcterms:LinguisticSystem") for each in known]

    def _kind(self, node: ox.NamedNode, short: str) -> ox.NamedNode:
        self._said.say(node, "rdf:type", self._said.term(short))
        return node

    def _address(self, path: str) -> ox.NamedNode:
        return ox.NamedNode(absolute(self._request, path))

    def _typed(self, text: str, short: str) -> Value:
        return ox.Literal(text, datatype=self._said.term(short))

    @staticmethod
    def _words(text: str) -> Value:
        return ox.Literal(text, language="en")
