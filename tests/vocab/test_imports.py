"""Vocabularies of others: read as schemes of their own, mapped and never merged."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from graph.errors import VocabularyError
from graph.thesaurus import Thesaurus
from loaders.vocabulary.imports import import_file
from loaders.vocabulary.quality import check

TERMS = [
    {
        "termId": 1,
        "identifier": "GBF-TARGET-09",
        "name": "Wild species",
        "title": {"en": "Wild species", "fr": "Espèces sauvages"},
        "shortTitle": {"en": "T9 – wild"},
        "longDescription": {"en": "How wild species are managed."},
        "broaderTerms": ["http://example.org/group/1"],
        "relatedTerms": ["GBF-TARGET-99"],
    },
    {"identifier": "http://example.org/group/1", "name": "Group", "narrowerTerms": ["GBF-TARGET-09"]},
    {"identifier": "http://example.org/list/1", "name": "Protected Areas"},
]

SKOS = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<http://example.org/forest> a skos:Concept ; skos:prefLabel "Woods"@en , "Bois"@fr ; skos:altLabel "Forêt"@fr ;
  skos:narrower <http://example.org/rainforest> ; skos:definition "Land with trees."@en .
<http://example.org/rainforest> a skos:Concept ; skos:prefLabel "Wet woods"@en .
<http://metadata.un.org/sdg/15> a skos:Concept ; skos:prefLabel "Goal fifteen"@en .
"""


@pytest.fixture(scope="module")
def thesaurus() -> Thesaurus:
    return Thesaurus.load()


@pytest.fixture
def terms(tmp_path: Path) -> Path:
    file = tmp_path / "terms.json"
    file.write_text(json.dumps(TERMS), "utf-8")
    return file


def loaded(text: str, folder: Path, scheme: str) -> Thesaurus:
    folder.mkdir()
    (folder / f"{scheme}.ttl").write_text(text, "utf-8")
    return Thesaurus.load(folder=folder)


def test_a_term_list_becomes_a_scheme_that_the_thesaurus_reads(
    terms: Path, tmp_path: Path, thesaurus: Thesaurus
) -> None:
    result = import_file(terms, "wild", thesaurus)
    read = loaded(result.turtle, tmp_path / "vocab", "wild")
    assert [concept.code for concept in read.concepts("wild")] == ["GBF-TARGET-09", "group-1", "list-1"]
    assert read.named("vocab/wild/GBF-TARGET-09", "fr") == "Espèces sauvages"
    assert result.concepts == 3


def test_the_identifier_of_the_source_is_kept(terms: Path, tmp_path: Path, thesaurus: Thesaurus) -> None:
    read = loaded(import_file(terms, "wild", thesaurus).turtle, tmp_path / "vocab", "wild")
    concept = read.concept("vocab/wild/group-1")
    assert concept is not None
    assert concept.value("dcterms:identifier") == "http://example.org/group/1"


def test_a_known_identifier_is_mapped_exactly_and_a_known_label_closely(terms: Path, thesaurus: Thesaurus) -> None:
    matches = {(match.code, match.kind, match.concept) for match in import_file(terms, "wild", thesaurus).matches}
    assert ("GBF-TARGET-09", "exact", "vocab/gbf/9") in matches
    assert ("list-1", "close", "vocab/subjects/PA") in matches


def test_a_short_title_is_matched_and_never_shown(terms: Path, tmp_path: Path, thesaurus: Thesaurus) -> None:
    read = loaded(import_file(terms, "wild", thesaurus).turtle, tmp_path / "vocab", "wild")
    concept = read.concept("vocab/wild/GBF-TARGET-09")
    assert concept is not None
    assert [label.text for label in concept.labels if label.kind == "hidden"] == ["T9 – wild"]


def test_labels_name_the_file_that_they_are_from(terms: Path, tmp_path: Path, thesaurus: Thesaurus) -> None:
    read = loaded(import_file(terms, "wild", thesaurus).turtle, tmp_path / "vocab", "wild")
    assert {(label.source, label.origins) for concept in read for label in concept.labels} == {
        ("official", ("terms.json",))
    }


def test_a_relation_to_a_term_outside_the_file_is_left_out_and_said(terms: Path, thesaurus: Thesaurus) -> None:
    result = import_file(terms, "wild", thesaurus)
    assert result.remarks == ("GBF-TARGET-09: related GBF-TARGET-99 is not in the file",)
    assert "left out: GBF-TARGET-09: related GBF-TARGET-99" in result.render()


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzip"])
def test_a_skos_file_is_read_packed_or_not(packed: bool, tmp_path: Path, thesaurus: Thesaurus) -> None:
    file = tmp_path / ("woods.ttl.gz" if packed else "woods.ttl")
    file.write_bytes(gzip.compress(SKOS.encode()) if packed else SKOS.encode())
    result = import_file(file, "woods", thesaurus)
    read = loaded(result.turtle, tmp_path / "vocab", "woods")
    forest = read.concept("vocab/woods/forest")
    assert forest is not None
    assert forest.values("skos:narrower") == ("vocab/woods/rainforest",)
    assert forest.values("skos:exactMatch") == ("http://example.org/forest",)
    assert {label.origins for label in forest.labels} == {("http://example.org/forest",)}


def test_a_concept_that_ours_match_is_mapped_back(tmp_path: Path, thesaurus: Thesaurus) -> None:
    file = tmp_path / "woods.ttl"
    file.write_text(SKOS, "utf-8")
    matches = import_file(file, "woods", thesaurus).matches
    assert [(match.code, match.kind, match.concept) for match in matches] == [("15", "exact", "vocab/sdg/15")]


def test_an_import_has_no_broken_or_one_sided_relation(tmp_path: Path, thesaurus: Thesaurus) -> None:
    file = tmp_path / "woods.ttl"
    file.write_text(SKOS.replace("skos:definition", "skos:note"), "utf-8")
    folder = tmp_path / "vocab"
    folder.mkdir()
    (folder / "woods.ttl").write_text(import_file(file, "woods", thesaurus).turtle, "utf-8")
    report = check(folder)
    for name in ("unidirectional-relations", "labels-without-provenance", "unsourced-labels", "omitted-top-concepts"):
        assert report.outcome(name).findings == (), name


def test_a_scheme_that_exists_is_never_merged_into(terms: Path, thesaurus: Thesaurus) -> None:
    with pytest.raises(VocabularyError, match="vocab/subjects exists and is never merged into"):
        import_file(terms, "subjects", thesaurus)


@pytest.mark.parametrize("name", ["Wild Species", "", "../subjects", "wild_species"])
def test_a_name_that_is_no_path_is_refused(terms: Path, thesaurus: Thesaurus, name: str) -> None:
    with pytest.raises(VocabularyError, match="no name for a scheme"):
        import_file(terms, name, thesaurus)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("terms.json", b"[{", "no JSON"),
        ("terms.json", b"[]", "holds no term"),
        ("terms.json", b'{"openapi": "3.0.0"}', "needs an identifier"),
        ("terms.json", b"[1]", "entry 1: is no list of thesaurus terms"),
        ("terms.json", b'[{"identifier": "A", "name": "a"}, {"identifier": "A", "name": "b"}]', "two terms"),
        ("terms.ttl", b"<a> <b>", "no Turtle"),
        ("terms.ttl", b"<http://example.org/a> a <http://example.org/B> .", "holds no term"),
        ("terms.ttl", b"", "holds no term"),
        ("terms.rdf", b"\x00\x01\x02", "no RDF/XML"),
        ("terms.pdf", b"%PDF-1.4", "no RDF format"),
        ("terms.ttl.gz", b"<a> <b> <c> .", "not packed with gzip"),
    ],
)
def test_a_file_that_holds_no_vocabulary_is_refused_by_name(
    name: str, content: bytes, reason: str, tmp_path: Path, thesaurus: Thesaurus
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    with pytest.raises(VocabularyError, match=reason) as refused:
        import_file(file, "wild", thesaurus)
    assert name in str(refused.value)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path, thesaurus: Thesaurus) -> None:
    with pytest.raises(VocabularyError, match="cannot be read"):
        import_file(tmp_path / "none.json", "wild", thesaurus)
