"""RDF of others: data sets become records, vocabularies are kept in graphs of their own and mapped, never merged."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, serialize

from graph.embedded import EmbeddedStore
from graph.errors import SourceError
from graph.namespaces import Names
from graph.rooms import room
from loaders.load import Outcome, load
from loaders.pipeline import SourceGraph, Work, run, tools
from loaders.records.values import expanded
from loaders.structure.stage import NOTHING_ASKED

NAMES = Names()
EXAMPLES = room("examples") / "records"
PONDS = "record/datasets/https:%2F%2Fdata.example.org%2Fset%2Fponds"
HEAD = """@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dcterms: <http://purl.org/dc/terms/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""


def graph_of(data: bytes | str, name: str) -> SourceGraph:
    content = data.encode() if isinstance(data, str) else data
    (graph,) = run(Work(name, content, NOTHING_ASKED), tools(NAMES)).graphs
    return graph


def value(term: object) -> str:
    return str(getattr(term, "value", ""))


def says(graph: SourceGraph, property_: str, subject: str) -> set[str]:
    node = NamedNode(subject if "://" in subject else NAMES.iri(subject))
    predicate = NamedNode(expanded(property_, NAMES))
    found = {t.object for t in graph.triples if (t.subject, t.predicate) == (node, predicate)}
    return {term.value for term in found if isinstance(term, NamedNode | Literal)}


@pytest.fixture(scope="module")
def ponds() -> SourceGraph:
    return graph_of((EXAMPLES / "partner-datasets.ttl").read_bytes(), "partner-datasets.ttl")


# Data sets


def test_a_data_set_becomes_a_record_that_is_linked_to_concepts_countries_and_its_publisher(ponds: SourceGraph) -> None:
    assert ponds.elements == 1
    assert says(ponds, "dcterms:subject", PONDS) == {NAMES.iri("vocab/subjects/WTR")}
    assert NAMES.iri("vocab/countries/ke") in says(ponds, "dcterms:spatial", PONDS)
    assert NAMES.iri("vocab/actors/unep") in says(ponds, "dcterms:publisher", PONDS)
    assert says(ponds, "prov:alternateOf", PONDS) == {"https://data.example.org/set/ponds"}
    assert says(ponds, "chm:restatement", "source/partner-datasets.ttl") == {"true"}


def test_what_no_column_reads_of_a_data_set_stays_the_rdf_that_it_was(ponds: SourceGraph) -> None:
    assert says(ponds, "dcterms:license", PONDS) == {"https://creativecommons.org/licenses/by/4.0/"}
    start = {t.object for t in ponds.triples if t.predicate.value.endswith("startDate")}
    day = NamedNode("http://www.w3.org/2001/XMLSchema#date")
    assert start == {Literal("2011-01-01", datatype=day)}
    (place,) = says(ponds, "dcat:distribution", PONDS)
    assert place == NAMES.iri("source/partner-datasets.ttl/set/ponds.csv")
    assert says(ponds, "dcat:accessURL", place) == {"https://data.example.org/set/ponds.csv"}


def test_no_blank_node_is_left_of_a_data_set(ponds: SourceGraph) -> None:
    assert not [t for t in ponds.triples if isinstance(t.subject, BlankNode) or isinstance(t.object, BlankNode)]


@pytest.mark.parametrize(
    ("form", "name"), [(RdfFormat.RDF_XML, "p.rdf"), (RdfFormat.JSON_LD, "p.jsonld"), (RdfFormat.N_TRIPLES, "p.nt")]
)
def test_a_data_set_says_the_same_in_every_syntax(ponds: SourceGraph, form: RdfFormat, name: str) -> None:
    turtle = run(Work("p.ttl", (EXAMPLES / "partner-datasets.ttl").read_bytes(), NOTHING_ASKED), tools(NAMES))
    from loaders.readers.rdf import triples_of

    source = (EXAMPLES / "partner-datasets.ttl").read_bytes()
    statements = triples_of(source, RdfFormat.TURTLE, "p.ttl", NAMES.iri("source/p.ttl/"))
    again = graph_of(serialize(statements, format=form) or b"", name)
    about = {(t.predicate, t.object) for t in again.triples if value(t.subject) == NAMES.iri(PONDS)}
    assert about == {(t.predicate, t.object) for t in turtle.graphs[0].triples if value(t.subject) == NAMES.iri(PONDS)}


def test_the_json_of_a_portal_is_a_data_set_by_a_context() -> None:
    pod = {"dataset": [{"title": "Ponds", "identifier": "P-1", "keyword": ["Inland waters"], "distribution": [
        {"accessURL": "https://example.org/p.csv", "downloadURL": "", "format": "text/csv"}]}]}  # fmt: skip
    ckan = {"result": {"id": "P-2", "title": "Ponds", "title_translated": {"fr": "Mares"},
        "tags": [{"name": "Inland waters"}],
        "resources": [{"url": "https://example.org/p.csv"}]}}  # fmt: skip
    first, second = graph_of(json.dumps(pod), "pod.json"), graph_of(json.dumps(ckan), "ckan.json")
    assert says(first, "dcterms:title", "record/datasets/P-1") == {"Ponds"}
    assert says(second, "dcterms:title", "record/datasets/P-2") == {"Ponds", "Mares"}
    for graph, record in ((first, "record/datasets/P-1"), (second, "record/datasets/P-2")):
        assert says(graph, "dcterms:subject", record) == {NAMES.iri("vocab/subjects/WTR")}
        (part,) = says(graph, "dcat:distribution", record)
        assert says(graph, "dcat:accessURL", part) == {"https://example.org/p.csv"}


def test_a_data_set_without_any_identifier_is_refused_alone() -> None:
    graph = graph_of(
        HEAD + '[] a dcat:Dataset ; dcterms:title "Lost"@en . <b> a dcat:Dataset ; dcterms:title "Kept"@en .', "a.ttl"
    )
    assert graph.elements == 1
    assert says(graph, "chm:column", "source/a.ttl#refused-1") == {"dcterms:identifier"}
    assert not [t for t in graph.triples if t.object == Literal("Lost", language="en")]


def test_what_a_file_says_about_things_of_this_graph_is_not_taken_over() -> None:
    forest = f"<{NAMES.iri('vocab/subjects/FOR')}>"
    forged = f'{HEAD} <b> a dcat:Dataset ; dcat:theme {forest} . {forest} skos:prefLabel "X"@en .'
    assert not says(graph_of(forged, "a.ttl"), "skos:prefLabel", "vocab/subjects/FOR")
    forged = f'{HEAD} <b> a skos:Concept ; skos:prefLabel "Y"@en . {forest} skos:prefLabel "X"@en .'
    graph = graph_of(forged, "a.ttl")
    assert not says(graph, "skos:prefLabel", "vocab/subjects/FOR")
    assert graph.warnings == ("1 statements about things of this graph are left out",)


# Broken files


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (HEAD + "<a> a dcat:Dataset ;\n dcterms:title 'Ponds .", "a.ttl", "line 4"),
        ('<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n<a>\n</rdf:RDF>', "a.rdf", "line 3"),
        ('{"@context": {},\n "@graph": [}', "a.jsonld", "line 2"),
        ('{"@context": "https://example.org/c.jsonld", "@id": "a"}', "a.jsonld", "nothing is fetched"),
        ('<!DOCTYPE r [<!ENTITY e "x">]><rdf:RDF xmlns:rdf="http://example.org/"/>', "a.rdf", "document type"),
        (HEAD, "a.ttl", "without a data set"),
        (HEAD + '<a> dcterms:title "Neither"@en .', "a.ttl", "without a data set"),
    ],
)  # fmt: skip
def test_a_broken_or_empty_rdf_file_is_refused_with_its_place(data: str, name: str, reason: str) -> None:
    with pytest.raises(SourceError, match=reason):
        graph_of(data, name)


# Vocabularies


def test_a_vocabulary_of_the_thesaurus_api_is_kept_and_mapped_and_never_merged() -> None:
    graph = graph_of((EXAMPLES / "partner-terms.json").read_bytes(), "partner-terms.json")
    forest, frog = (f"https://api.cbd.int/api/v2013/thesaurus/terms/EX-{name}" for name in ("FOREST", "FROG"))
    assert graph.elements == 2
    assert says(graph, "skos:broader", frog) == {forest}
    assert says(graph, "skos:closeMatch", forest) == {NAMES.iri("vocab/subjects/FOR")}
    assert says(graph, "skos:exactMatch", forest) == set()
    assert not [t for t in graph.triples if value(t.subject) == NAMES.iri("vocab/subjects/FOR")]
    (evidence,) = {value(t.subject) for t in graph.triples if t.object == NamedNode(NAMES.term("Match"))}
    assert says(graph, "chm:score", evidence) == {"1.00"}
    assert says(graph, "chm:states", evidence) == {"http://www.w3.org/2004/02/skos/core#closeMatch"}


def test_the_same_identifier_is_an_exact_match_and_a_likeness_below_the_threshold_a_candidate() -> None:
    terms = [{"termId": 1, "identifier": "CBD-SUBJECT-FOR", "title": {"en": "Trees"}},
             {"termId": 2, "identifier": "Z-2", "title": {"en": "Forest biodiversities programme"}}]  # fmt: skip
    graph = graph_of(json.dumps(terms), "terms.json")
    api = "https://api.cbd.int/api/v2013/thesaurus/terms/"
    assert says(graph, "skos:exactMatch", f"{api}CBD-SUBJECT-FOR") == {NAMES.iri("vocab/subjects/FOR")}
    assert not [t for t in graph.triples if value(t.subject) == f"{api}Z-2" and t.predicate.value.endswith("Match")]
    candidates = {t.subject for t in graph.triples if t.object == NamedNode(NAMES.term("Candidate"))}
    scores = [
        float(value(t.object)) for t in graph.triples if t.subject in candidates and t.predicate.value.endswith("score")
    ]
    assert scores
    assert all(0.8 <= score < 0.93 for score in scores)


def test_a_concept_by_a_class_of_its_source_is_mapped_too() -> None:
    graph = graph_of(
        f'{HEAD} <http://example.org/f> a <http://example.org/Kind> ; skos:prefLabel "Forest biodiversity"@en .',
        "a.ttl",
    )
    assert NAMES.iri("vocab/subjects/FOR") in says(graph, "skos:closeMatch", "http://example.org/f")


def test_a_list_with_an_entry_that_is_no_term_is_refused_with_its_place() -> None:
    with pytest.raises(SourceError, match="entry 2"):
        graph_of('[{"termId": 1, "identifier": "A", "title": {"en": "A"}}, {"termId": 2}]', "terms.json")


def test_a_vocabulary_is_loaded_once_and_replaced_whole(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path / "data")
    file = tmp_path / "terms.ttl"
    file.write_text(HEAD + '<a> a skos:Concept ; skos:prefLabel "Pond"@en ; skos:note [ skos:example "x" ] .', "utf-8")
    assert [one.outcome for one in load([file], store, NAMES).files] == [Outcome.LOADED]
    assert [one.outcome for one in load([file], store, NAMES).files] == [Outcome.UNCHANGED]
    graph = NAMES.iri("source/terms.ttl")
    assert not [q for q in store.reader().quads(graph=graph) if isinstance(q.subject, BlankNode)]
    file.write_text(HEAD + '<b> a skos:Concept ; skos:prefLabel "Lake"@en .', "utf-8")
    assert [one.outcome for one in load([file], store, NAMES).files] == [Outcome.REPLACED]
    subjects = {value(q.subject) for q in store.reader().quads(graph=graph)}
    assert f"{graph}/b" in subjects
    assert f"{graph}/a" not in subjects
    store.close()


@pytest.mark.parametrize(
    ("folder", "least"), [("records/dcat", 17), ("thesauri/sdg", 3), ("thesauri/semide", 6), ("thesauri/kmgbf", 3)]
)
def test_real_files_are_read_or_refused_with_a_reason(corpus: Path, folder: str, least: int) -> None:
    files = sorted((corpus / folder).iterdir())
    assert sum(_is_read(file) for file in files) >= least


def _is_read(file: Path) -> bool:
    """Whether records or concepts come out of a file; any other error than a refusal fails the test."""
    try:
        return graph_of(file.read_bytes(), file.name).elements > 0
    except SourceError:
        return False
