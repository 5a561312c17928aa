"""Darwin Core archives are one source: taxa with their places and status, linked to countries; nothing escapes."""

from __future__ import annotations

import io
import tarfile
import zipfile
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.embedded import EmbeddedStore
from graph.errors import SourceError
from graph.namespaces import Names
from graph.queries import question
from loaders.files import files
from loaders.load import Outcome, load
from loaders.pipeline import SourceGraph, Work, run, tools
from loaders.records.formats.darwin_core import FORMATS
from loaders.structure.stage import NOTHING_ASKED

NAMES = Names()
DWC = NAMES.prefixes()["dwc"]
TAXON = "1\tPlanta aquatica L.\tPlantae\n2\tPlanta terrestris L.\tPlantae\n"
PLACES = "1\tKE\tAlien\n1\tTZ\tAlien\n2\tPT-20\tNative\n"
PROFILES = "1\tInvasive\n2\tNull\n"


def table(tag: str, location: str, row: str, key: str, *terms: str, form: str = "") -> str:
    form = form or r'fieldsTerminatedBy="\t" linesTerminatedBy="\n" fieldsEnclosedBy=""'
    fields = "".join(f'<field index="{at}" term="{term}"/>' for at, term in enumerate(terms, start=1))
    files_ = f"<files><location>{location}</location></files>"
    return f'<{tag} encoding="UTF-8" {form} rowType="{row}">{files_}<{key} index="0"/>{fields}</{tag}>'


def meta(*tables: str) -> str:
    return f'<archive xmlns="http://rs.tdwg.org/dwc/text/">{"".join(tables)}</archive>'


CORE = table("core", "taxon.txt", f"{DWC}Taxon", "id", f"{DWC}scientificName", f"{DWC}kingdom")
PLACE = table(
    *("extension", "places.txt", "http://rs.gbif.org/terms/1.0/Distribution", "coreid"),
    *(f"{DWC}countryCode", f"{DWC}establishmentMeans"),
)
PROFILE = table(
    *("extension", "profile.txt", "http://rs.gbif.org/terms/1.0/SpeciesProfile", "coreid"),
    "http://rs.gbif.org/terms/1.0/isInvasive",
)
WHOLE = {"meta.xml": meta(CORE, PLACE, PROFILE), "taxon.txt": TAXON, "places.txt": PLACES, "profile.txt": PROFILES}


def zipped(contents: dict[str, str], under: str = "") -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(under + name, content)
    return packed.getvalue()


def graph_of(data: bytes, name: str = "list.zip") -> SourceGraph:
    (graph,) = run(Work(name, data, NOTHING_ASKED), tools(NAMES)).graphs
    return graph


def said(graph: SourceGraph, record: str, property_: str) -> set[str]:
    node = ox.NamedNode(NAMES.iri(f"record/checklists/{record}"))
    return {
        t.object.value  # type: ignore[union-attr]
        for t in graph.triples
        if t.subject == node and t.predicate.value == property_
    }


def test_a_taxon_has_its_places_its_status_and_its_countries() -> None:
    graph = graph_of(zipped(WHOLE))
    assert (graph.elements, graph.warnings) == (3, ())
    spatial = NAMES.prefixes()["dcterms"] + "spatial"
    assert said(graph, "list:1", spatial) == {NAMES.iri("vocab/countries/ke"), NAMES.iri("vocab/countries/tz")}
    assert said(graph, "list:2", spatial) == {NAMES.iri("vocab/countries/pt")}
    assert said(graph, "list:1", NAMES.term("invasive")) == {"true"}
    assert said(graph, "list:2", NAMES.term("invasive")) == set()
    assert said(graph, "list:2", NAMES.prefixes()["gbif"] + "isInvasive") == {"Null"}
    assert said(graph, "list:1#distribution-2", f"{DWC}establishmentMeans") == {"Alien"}
    assert said(graph, "list:1", NAMES.term("pointer")) == {"taxon.txt, line 1"}


@pytest.mark.parametrize("word", ["Invasive", "invasive", "Yes", "YES"])
def test_every_word_for_invasive_counts(word: str) -> None:
    graph = graph_of(zipped(WHOLE | {"profile.txt": f"1\t{word}\n"}))
    assert said(graph, "list:1", NAMES.term("invasive")) == {"true"}


def test_a_word_that_says_neither_is_told_with_its_place() -> None:
    graph = graph_of(zipped(WHOLE | {"profile.txt": "1\tperhaps\n"}))
    assert graph.warnings == ("taxon.txt, line 1, column /SpeciesProfile/isInvasive: 'perhaps': is neither Y nor N",)


def test_an_archive_is_one_source_and_not_a_folder_of_files(tmp_path: Path) -> None:
    path = tmp_path / "list.zip"
    path.write_bytes(zipped(WHOLE, under="list/"))
    store = EmbeddedStore(tmp_path / "data")
    (outcome,) = load([path], store, NAMES).files
    assert (outcome.outcome, outcome.elements, outcome.graph) == ("loaded", 3, NAMES.iri("source/list.zip"))
    (again,) = load([path], store, NAMES).files
    assert again.outcome is Outcome.UNCHANGED
    store.close()


def test_a_packed_tar_file_is_read_like_a_zip_file(tmp_path: Path) -> None:
    path = tmp_path / "list.tar.gz"
    with tarfile.open(path, "w:gz") as archive:
        for name, content in WHOLE.items():
            info = tarfile.TarInfo(f"list/{name}")
            info.size = len(content.encode())
            archive.addfile(info, io.BytesIO(content.encode()))
    (found,) = files([path])
    assert str(found) == str(path)
    assert graph_of(found.read_bytes(), "list.tar.gz").elements == 3


def test_an_archive_of_other_files_stays_a_folder_of_files(tmp_path: Path) -> None:
    path = tmp_path / "texts.zip"
    path.write_bytes(zipped({"meta.xml": "<other/>", "a.txt": "A"}))
    assert [str(found).rpartition("!/")[2] for found in files([path])] == ["a.txt", "meta.xml"]


def test_a_row_of_an_extension_that_belongs_to_nothing_is_refused_alone() -> None:
    graph = graph_of(zipped(WHOLE | {"places.txt": "9\tKE\tAlien\n"}))
    assert graph.elements == 3
    assert graph.warnings == ("places.txt, line 1: record refused: the core has no record '9', which this belongs to",)


def test_quotes_defaults_headers_and_encodings_are_those_that_the_archive_states() -> None:
    form = """fieldsTerminatedBy="," linesTerminatedBy="\\n" fieldsEnclosedBy='"' ignoreHeaderLines="1\""""
    core = table("core", "t.csv", f"{DWC}Taxon", "id", f"{DWC}ScientificName", form=form).replace("UTF-8", "latin1")
    core = core.replace("</core>", f'<field default="Animalia" term="{DWC}kingdom"/></core>')
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("meta.xml", meta(core))
        archive.writestr("t.csv", 'id,name\n1,"Canis lupus,\nL. é"\n'.encode("latin1"))
    graph = graph_of(packed.getvalue())
    assert said(graph, "list:1", f"{DWC}scientificName") == {"Canis lupus,\nL. é"}
    assert said(graph, "list:1", f"{DWC}kingdom") == {"Animalia"}


def test_a_record_without_an_identifier_is_named_by_its_row() -> None:
    graph = graph_of(zipped({"meta.xml": meta(CORE), "taxon.txt": "\tPlanta L.\tPlantae\n"}))
    assert said(graph, "list:row-2", f"{DWC}scientificName") == {"Planta L."}


def test_metadata_name_the_data_set_and_its_licence() -> None:
    eml = (
        '<eml:eml xmlns:eml="eml://ecoinformatics.org/eml-2.1.1" packageId="0a0a0a0a-0000-4000-8000-000000000000/v1.2">'
        "<dataset><title xml:lang='spa'>Lista</title><creator><electronicMailAddress>a@example.org"
        "</electronicMailAddress></creator><intellectualRights><para><ulink url='https://example.org/by'/></para>"
        "</intellectualRights></dataset></eml:eml>"
    )
    graph = graph_of(zipped(WHOLE | {"eml.xml": eml}))
    record = "0a0a0a0a-0000-4000-8000-000000000000"
    assert said(graph, record, NAMES.prefixes()["dcterms"] + "license") == {"https://example.org/by"}
    assert said(graph, record, NAMES.prefixes()["dcterms"] + "title") == {"Lista"}
    assert said(graph, f"{record}:1", f"{DWC}scientificName") == {"Planta aquatica L."}
    assert not [t for t in graph.triples if "example.org" in str(t.object) and "@" in str(t.object)]


def test_metadata_that_are_broken_refuse_the_data_set_and_no_taxon() -> None:
    graph = graph_of(zipped(WHOLE | {"eml.xml": "<eml>"}))
    assert graph.elements == 2
    assert "meta.xml: record refused: its metadata: not well-formed XML" in graph.warnings[0]


@pytest.mark.parametrize(
    ("contents", "reason"),
    [
        ({"meta.xml": meta(CORE)}, "taxon.txt: the archive has no such file"),
        ({"meta.xml": meta()}, "names no core"),
        ({"meta.xml": meta(CORE)[:-5]}, "not well-formed XML"),
        ({"meta.xml": meta(CORE.replace('index="1"', 'index="x"')), "taxon.txt": TAXON}, "'x' is no number"),
        ({"meta.xml": meta(CORE.replace("UTF-8", "utf-99")), "taxon.txt": TAXON}, "is not utf-99"),
        ({"meta.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]>" + meta(CORE), "taxon.txt": TAXON}, "document type"),
        ({"meta.xml": meta(CORE), "taxon.txt": "1\tA\tB\n" * 500_000}, "unpacks to over 200 times its size"),
    ],
)
def test_a_broken_or_hostile_archive_is_refused_with_place_and_reason(contents: dict[str, str], reason: str) -> None:
    with pytest.raises(SourceError) as fault:
        run(Work("list.zip", zipped(contents), NOTHING_ASKED), tools(NAMES))
    assert reason in str(fault.value)


def test_an_archive_with_a_path_that_leaves_it_is_refused_whole(tmp_path: Path) -> None:
    path = tmp_path / "list.zip"
    path.write_bytes(zipped(WHOLE | {"../../etc/cron.d/x": "x"}))
    (found,) = files([path])
    with pytest.raises(SourceError, match="the member's path leaves the archive"):
        found.read_bytes()


def test_an_archive_whose_core_is_empty_gives_its_data_set_alone() -> None:
    assert graph_of(zipped({"meta.xml": meta(CORE), "taxon.txt": ""})).elements == 1


def test_bytes_of_other_kinds_are_no_archive() -> None:
    (format_,) = FORMATS
    for data in (b"", b"text", b"\x1f\x8bno gzip", zipped({"a.txt": "A"})):
        assert format_.reads(data, "a") is None


def test_a_table_alone_is_read_by_its_heads_in_any_case() -> None:
    heads = '"gbifid"\t"scientificname"\t"countrycode"\t"basisofrecord"\t"rights"'
    graph = graph_of(f"{heads}\n7\tPlanta L.\tKE\tPRESERVED_SPECIMEN\tCC0\n".encode(), "download.csv")
    assert (graph.elements, graph.warnings) == (2, ())
    spatial = NAMES.prefixes()["dcterms"] + "spatial"
    assert said(graph, "download:7", spatial) == {NAMES.iri("vocab/countries/ke")}
    assert said(graph, "download:7", NAMES.iri("field/rights")) == {"CC0"}
    taxa = graph_of(b"dwc:scientificName,kingdom,isInvasive,countryCode\nPlanta L.,Plantae,Yes,KE\n", "list.csv")
    assert said(taxa, "list:row-2", NAMES.term("invasive")) == {"true"}


@pytest.mark.parametrize("data", [b"scientificName,kingdom,isInvasive,countryCode\n", b"scientificName,colour\nA,b\n"])
def test_a_table_without_records_or_with_other_heads_is_refused(data: bytes) -> None:
    with pytest.raises(SourceError, match=r"without a record|no known record type"):
        run(Work("list.csv", data, NOTHING_ASKED), tools(NAMES))


@pytest.mark.parametrize(
    ("name", "country", "taxa"),
    [
        ("Azores_Portugal_1.8.zip", "pt", 319),
        ("Global_Register_of_Introduced_and_Invasive_Species_Guadeloupe_-_Version_1.0_0.zip", "gp", 119),
    ],
)
def test_a_checklist_links_every_taxon_to_its_country(name: str, country: str, taxa: int, corpus: Path) -> None:
    graph = graph_of((corpus / "records" / "griis" / name).read_bytes(), name)
    spatial, here = NAMES.prefixes()["dcterms"] + "spatial", NAMES.iri(f"vocab/countries/{country}")
    linked = {t.subject for t in graph.triples if (t.predicate.value, t.object) == (spatial, ox.NamedNode(here))}
    assert (len(linked), graph.elements, graph.warnings) == (taxa, taxa + 1, ())


def test_the_invasive_species_of_a_national_checklist_are_found_by_country(corpus: Path, tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path)
    load([corpus / "records" / "griis" / "Benin_1.3.zip"], store, NAMES)
    answer = question("invasive-species-of-country").ask(store.reader(), {"country": "bj"})
    assert isinstance(answer, ox.QuerySolutions)
    assert len({row["taxon"] for row in answer}) == 8
    store.close()


def test_the_archives_that_other_readers_are_tested_with_are_read(corpus: Path) -> None:
    found = {path.name: path for path in (corpus / "records" / "dwca").rglob("*.zip")}
    for name, records in (
        ("dwca-2extensions.zip", 5),
        ("dwca-simple-subdir.zip", 3),
        ("dwca-simple-test-archive-enclosed.zip", 3),
        ("dwca-test-default.zip", 3),
        ("dwca-utf8-eol-test.zip", 2),
        ("gbif-results.zip", 159),
    ):
        assert graph_of(found[name].read_bytes(), name).elements == records, name
