"""Records from JSON: CHM documents, the search index, InforMEA; refused alone, linked by code, label and likeness."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Triple

from graph.embedded import EmbeddedStore
from graph.errors import NotFound, SourceError
from graph.holdings import refused
from graph.namespaces import Names
from graph.thesaurus import Thesaurus
from loaders.load import Outcome, load
from loaders.pipeline import SourceGraph, Work, run, tools
from loaders.records.linking import Linker
from loaders.records.mapping import type_of
from loaders.records.rows import Path as Pointer
from loaders.records.values import expanded
from loaders.structure.stage import NOTHING_ASKED

NAMES = Names()
GUID = "A1B2C3D4-0000-4000-8000-00000000000"
CONTACT = {"header": {"identifier": f"{GUID}1", "schema": "contact", "languages": ["en"]}, "title": {"en": "Office"}}


def document(schema: str, number: int = 1, **fields: object) -> dict[str, object]:
    header = {"identifier": f"{GUID}{number}", "schema": schema, "languages": ["en", "fr"]}
    return {"header": header, "title": {"en": "Ponds", "fr": "Mares"}} | fields


def graph_of(*documents: object) -> SourceGraph:
    data = json.dumps(documents[0] if len(documents) == 1 else documents).encode()
    (graph,) = run(Work("records.json", data, NOTHING_ASKED), tools(NAMES)).graphs
    return graph


def says(graph: SourceGraph, property_: str, subject: str = f"record/chm/{GUID}1") -> set[str]:
    node, predicate = NamedNode(NAMES.iri(subject)), NamedNode(expanded(property_, NAMES))
    found = {t.object for t in graph.triples if (t.subject, t.predicate) == (node, predicate)}
    return {term.value for term in found if not isinstance(term, Triple)}


KINDS = Thesaurus.load().concepts("record-types")
SCHEMAS = sorted({value for concept in KINDS for value in concept.values("chm:schema")})


@pytest.mark.parametrize("schema", SCHEMAS)
def test_every_schema_code_becomes_a_record_of_its_kind_with_a_class_of_a_standard(schema: str) -> None:
    graph = graph_of(document(schema))
    (kind,) = says(graph, "chm:recordType")
    concept = tools(NAMES).thesaurus.concept(NAMES.path(kind) or "")
    assert concept is not None
    assert schema in (concept.value("chm:schema"), concept.code)
    assert {t.object for t in graph.triples} >= {Literal("Ponds", language="en"), Literal("Mares", language="fr")}
    assert says(graph, "rdf:type") >= {NAMES.term("Record")}


def test_a_schema_that_is_not_known_refuses_its_record_alone() -> None:
    graph = graph_of(document("focalPoint"), document("noSuchSchema", 2))
    assert graph.elements == 1
    assert says(graph, "chm:pointer", "source/records#refused-2") == {"/1"}
    assert says(graph, "chm:column", "source/records#refused-2") == {"chm:recordType"}
    assert says(graph, "dcterms:title", f"record/chm/{GUID}2") == set()


def test_what_no_column_reads_is_kept_with_languages_terms_references_and_links() -> None:
    graph = graph_of(
        document(
            "caseStudy",
            city={"en": "Geneva", "fr": "Genève"},
            scale={"identifier": "SCALE-1", "customValue": {"en": "own scale"}},
            partner={"identifier": f"{GUID}7@3"},
            images=[{"url": "https://example.org/pond.png", "name": "A pond"}],
            parts=[{"size": 3, "wet": True}],
        )
    )
    assert says(graph, "field/city") == {"Geneva", "Genève"}
    assert says(graph, "field/scale") == {"SCALE-1", "own scale"}
    assert says(graph, "field/partner") == {NAMES.iri(f"record/chm/{GUID}7")}
    assert says(graph, "field/images") == {"https://example.org/pond.png"}
    assert says(graph, "field/wet", f"record/chm/{GUID}1#parts/0") == {"true"}


def test_countries_subjects_targets_and_decisions_become_links() -> None:
    graph = graph_of(
        document(
            "marineEbsa",
            government={"identifier": "ke"},
            countries=[{"identifier": "KEN"}, {"identifier": "fr"}],
            cbdSubjects=[{"identifier": "CBD-SUBJECT-MAR"}],
            gbfTargets=[{"identifier": "GBF-TARGET-03"}],
            aichiTargets=[{"identifier": "AICHI-TARGET-11"}],
            approvedByCopDecision="XI/17",
        )
    )
    assert says(graph, "chm:government") == {NAMES.iri("vocab/countries/ke")}
    assert says(graph, "dcterms:spatial") == {NAMES.iri("vocab/countries/ke"), NAMES.iri("vocab/countries/fr")}
    assert says(graph, "dcterms:subject") == {NAMES.iri("vocab/subjects/MAR")}
    assert says(graph, "chm:serves") == {NAMES.iri("vocab/gbf/3"), NAMES.iri("vocab/aichi/11")}
    assert says(graph, "chm:mandatedBy") == {NAMES.iri("decision/cop/11/17")}
    assert graph.warnings == ()


def test_an_entry_of_the_search_index_is_the_record_it_indexes() -> None:
    entry = {
        "identifier_s": f"{GUID}1", "schema_s": "meeting", "symbol_s": "WS-1", "title_EN_t": "Workshop",
        "title_FR_t": "Atelier", "startDate_dt": "2014-04-07T04:00:00Z", "eventCountry_s": "es",
        "eventCountry_REL_ss": ["es", "x"], "venue_EN_t": "Hall", "schema_CEN_s": "{}",
    }  # fmt: skip
    graph = graph_of({"response": {"numFound": 1, "docs": [entry]}})
    assert says(graph, "dcterms:title") == {"Workshop", "Atelier"}
    assert says(graph, "schema:startDate") == {"2014-04-07"}
    assert says(graph, "dcterms:spatial") == {NAMES.iri("vocab/countries/es")}
    assert says(graph, "chm:pointer") == {"/response/docs/0"}
    assert Literal("Hall", language="en") in {t.object for t in graph.triples}
    assert not [t for t in graph.triples if "REL" in t.predicate.value or "_C" in t.predicate.value]


def test_the_entities_of_informea_keep_their_identifiers_and_languages() -> None:
    meeting = {"protocolVersion": 1, "id": "m-1", "treaty": "cbd", "start": "2010-10-18T00:00:00", "country": "JPN",
               "title": {"results": [{"language": "en", "value": "Tenth meeting"}]}}  # fmt: skip
    plan = {"type": "node--action_plan", "id": "p-1", "attributes": {"title": "Plan"}}
    graph = graph_of({"d": {"results": [meeting]}, "data": [plan]})
    assert says(graph, "dcterms:title", "record/informea/m-1") == {"Tenth meeting"}
    assert says(graph, "dcterms:spatial", "record/informea/m-1") == {NAMES.iri("vocab/countries/jp")}
    assert says(graph, "dcterms:title", "record/informea/p-1") == {"Plan"}


def test_a_source_says_its_rights_and_its_records_name_it() -> None:
    assert says(graph_of(CONTACT), "dcterms:source", "source/records") == {NAMES.iri("vocab/sources/chm")}
    for concept in Thesaurus.load().concepts("sources"):
        assert concept.value("dcterms:rights"), concept.path
        assert concept.value("dcterms:accessRights"), concept.path


@pytest.mark.parametrize(
    ("typed", "path", "how"),
    [
        ("KE", "vocab/countries/ke", "identifier"),
        ("404", "vocab/countries/ke", "identifier"),
        ("Кения", "vocab/countries/ke", "label"),
        ("Kenia", "vocab/countries/ke", "label"),
        ("Democratic Republic of the Congoo", "vocab/countries/cd", "likeness"),
    ],
)
def test_a_country_is_found_by_code_then_label_then_likeness(typed: str, path: str, how: str) -> None:
    link = Linker(Thesaurus.load()).link(typed, ("countries",))
    assert link is not None
    assert (link.path, link.how) == (path, how)


def test_what_is_only_somewhat_alike_is_a_candidate_and_no_link() -> None:
    graph = graph_of(document("resource", cbdSubjects=["Island biodiversities programme", "Forests biodiversity"]))
    stated = says(graph, "dcterms:subject")
    scores = [float(t.object.value) for t in graph.triples if t.predicate.value == NAMES.term("score")]  # type: ignore[union-attr]
    assert all(score < 1 for score in scores)
    assert len(stated) == sum(score >= 0.93 for score in scores)


def test_a_text_without_words_is_never_matched_by_likeness() -> None:
    assert Linker(Thesaurus.load()).link("3B22777F-BD43-4DED-8379-EB3829BB53A5", ("countries",)) is None


def test_json_without_a_known_record_is_refused_by_name() -> None:
    with pytest.raises(SourceError, match="holds no record of a known type"):
        run(Work("a.json", b'{"colour": "red"}', NOTHING_ASKED), tools(NAMES))


def test_broken_json_is_refused_with_its_place() -> None:
    with pytest.raises(SourceError, match="line 1"):
        run(Work("a.json", b'{"header": ', NOTHING_ASKED), tools(NAMES))


def test_a_named_value_outranks_any_value() -> None:
    found = type_of({"header": {"schema": "focalPoint", "identifier": "1"}}, "json")
    assert found is not None
    assert found.name == "chm-focal-point"


TREES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=12,
)


@given(st.dictionaries(st.text(max_size=8), TREES, max_size=4))
def test_no_field_whatever_it_holds_stops_a_record(fields: dict[str, object]) -> None:
    header = {"identifier": "X-1", "schema": "resource"}
    graph = graph_of(fields | {"header": header, "title": {"en": "Ponds"}})
    assert graph.elements == 1


@given(st.text(max_size=12), TREES)
def test_a_pointer_never_fails_on_a_tree_of_another_form(name: str, tree: object) -> None:
    Pointer(f"/{name}/*/x_{{lang}}").value(tree)  # type: ignore[arg-type]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[EmbeddedStore]:
    opened = EmbeddedStore(tmp_path / "data")
    yield opened
    opened.close()


def test_a_refused_record_is_listed_until_its_source_mends_it(store: EmbeddedStore, tmp_path: Path) -> None:
    file = tmp_path / "contacts.json"
    bad = {"header": {"identifier": "B", "schema": "nothing"}, "title": {"en": "Bad"}}
    file.write_text(json.dumps([CONTACT, bad]), "utf-8")
    (outcome,) = load([file], store, NAMES).files
    assert (outcome.outcome, outcome.elements) == (Outcome.LOADED, 1)
    (listed,) = refused(store.reader())
    assert (listed.file, listed.place, listed.field) == ("contacts.json", "/1", "chm:recordType")
    (again,) = load([file], store, NAMES).files
    assert again.outcome is Outcome.UNCHANGED
    file.write_text(json.dumps([CONTACT]), "utf-8")
    load([file], store, NAMES)
    assert list(refused(store.reader())) == []


def test_an_erased_graph_is_in_no_generation_and_in_no_file_of_the_store(store: EmbeddedStore, tmp_path: Path) -> None:
    file = tmp_path / "people.json"
    person = CONTACT | {"firstName": "Zebediah-Quux"}
    file.write_text(json.dumps([person]), "utf-8")
    load([file], store, NAMES)
    graph = NAMES.iri("source/people")
    assert store.erase(graph) == (1,)
    assert [kept.number for kept in store.generations()] == [2]
    for state in (store.working(), store.reader()):
        assert graph not in set(state.graphs())
        assert next(iter(state.quads(ox.NamedNode(NAMES.iri(f"record/chm/{GUID}1")))), None) is None
    with pytest.raises(NotFound, match="no kept generation"):
        store.erase(graph)


def test_the_samples_of_the_clearing_houses_are_read_without_a_refusal(corpus: Path) -> None:
    folder = corpus / "records"
    patterns = ("chm-api/*solr*.json", "lifeweb/*.json", "meetings/cbd-solr-meetings.json", "informea/[dfp]*.json")
    files = [file for pattern in patterns for file in folder.glob(pattern)]
    assert len(files) > len(patterns)
    for file in files:
        (graph,) = run(Work(file.name, file.read_bytes(), NOTHING_ASKED), tools(NAMES)).graphs
        assert graph.elements > 0, file.name
        assert not [told for told in graph.warnings if "record refused" in told], (file.name, graph.warnings)
