"""Documents of GBIF's interfaces: pages of results, lists and single documents; people are left out."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from graph.errors import SourceError
from graph.namespaces import Names
from loaders.pipeline import SourceGraph, Work, run, tools
from loaders.structure.stage import NOTHING_ASKED

NAMES = Names()
NAME = {
    "key": 7,
    "scientificName": "Puma concolor (L.)",
    "canonicalName": "Puma concolor",
    "rank": "SPECIES",
    "parentKey": 6,
}
DATASET = {
    "key": "0a0a0a0a-0000-4000-8000-000000000000",
    "type": "CHECKLIST",
    "title": "A list",
    "license": "http://creativecommons.org/licenses/by/4.0/legalcode",
    "contacts": [{"email": ["someone@example.org"], "lastName": "Someone"}],
}
OCCURRENCE = {"key": 9, "basisOfRecord": "HUMAN_OBSERVATION", "scientificName": "Puma concolor", "countryCode": "KE",
              "decimalLatitude": -1.5, "recordedBy": "Someone", "taxonKey": 7}  # fmt: skip


def graph_of(document: object) -> SourceGraph:
    (graph,) = run(Work("gbif.json", json.dumps(document).encode(), NOTHING_ASKED), tools(NAMES)).graphs
    return graph


def said(graph: SourceGraph, property_: str) -> set[str]:
    return {t.object.value for t in graph.triples if t.predicate.value == property_}  # type: ignore[union-attr]


@pytest.mark.parametrize("document", [NAME, [NAME], {"offset": 0, "limit": 20, "results": [NAME]}])
def test_a_name_is_a_record_alone_in_a_list_and_on_a_page(document: object) -> None:
    graph = graph_of(document)
    assert (graph.elements, graph.warnings) == (1, ())
    dwc = NAMES.prefixes()["dwc"]
    assert said(graph, f"{dwc}scientificName") == {"Puma concolor (L.)"}
    assert said(graph, f"{dwc}parentNameUsageID") == {NAMES.iri("record/gbif/species-6")}


def test_a_data_set_keeps_its_licence_and_names_no_person() -> None:
    graph = graph_of({"results": [DATASET]})
    assert said(graph, NAMES.prefixes()["dcterms"] + "license") == {DATASET["license"]}
    assert "omeone" not in " ".join(map(str, graph.triples))


def test_an_occurrence_is_linked_to_its_country_and_its_taxon() -> None:
    graph = graph_of({"results": [OCCURRENCE]})
    assert said(graph, NAMES.prefixes()["dcterms"] + "spatial") == {NAMES.iri("vocab/countries/ke")}
    assert said(graph, NAMES.prefixes()["dwc"] + "taxonID") == {NAMES.iri("record/gbif/species-7")}
    assert "Someone" not in " ".join(map(str, graph.triples))


@pytest.mark.parametrize("data", [b'{"results": []}', b'{"results": [{"key": 1}]}', b'{"results": ['])
def test_a_page_without_a_known_document_is_refused(data: bytes) -> None:
    with pytest.raises(SourceError, match=r"holds no record of a known type|is no JSON"):
        run(Work("gbif.json", data, NOTHING_ASKED), tools(NAMES))


@pytest.mark.parametrize(("file", "records"), [("test_datasets", 100), ("test_name_suggest", 32), ("test_search", 300)])
def test_recorded_answers_of_the_interfaces_are_read_whole(file: str, records: int, corpus: Path) -> None:
    yaml = pytest.importorskip("yaml", reason="PyYAML is not installed: it reads the recordings of GBIF's answers")
    packed = (corpus / "records" / "gbif-json" / f"{file}.yaml.gz").read_bytes()
    recording = yaml.safe_load(gzip.decompress(packed))
    graph = graph_of(json.loads(recording["interactions"][0]["response"]["body"]["string"]))
    assert (graph.elements, graph.warnings) == (records, ())
