"""The ontology says what each of its terms means, and holds every term that the project uses."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.namespaces import Names
from graph.ontology_page import page
from graph.rooms import room

NAMES = Names()
ONTOLOGY = NAMES.iri("ontology")
CHM = NAMES.term("")
PROJECT = room("ontology").parent
RDF, RDFS = NAMES.prefixes()["rdf"], NAMES.prefixes()["rdfs"]
OWL, SKOS = NAMES.prefixes()["owl"], NAMES.prefixes()["skos"]
FILES = sorted(room("ontology").rglob("*.ttl"))


def _triples(path: Path) -> list[ox.Triple]:
    return [quad.triple for quad in ox.parse(path=str(path))]


TRIPLES = _triples(room("ontology") / "chm.ttl")
DEFINED = sorted(
    {t.subject.value for t in TRIPLES if isinstance(t.subject, ox.NamedNode) and t.subject.value.startswith(CHM)}
)


def _said(subject: str, predicate: str) -> list[ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple]:
    return [t.object for t in TRIPLES if t.subject == ox.NamedNode(subject) and t.predicate.value == predicate]


def _english(subject: str, predicate: str) -> list[str]:
    return [v.value for v in _said(subject, predicate) if isinstance(v, ox.Literal) and v.language == "en"]


def _terms(triples: list[ox.Triple]) -> set[str]:
    """The terms of the namespace that statements use, anywhere."""
    nodes = (node for t in triples for node in (t.subject, t.predicate, t.object))
    return {node.value for node in nodes if isinstance(node, ox.NamedNode) and node.value.startswith(CHM)}


@pytest.mark.parametrize("term", DEFINED, ids=lambda term: term.removeprefix(CHM))
def test_a_term_has_a_label_a_definition_and_a_home(term: str) -> None:
    assert len(_english(term, f"{RDFS}label")) == 1
    [definition] = _english(term, f"{SKOS}definition")
    assert definition.endswith(".")
    assert _said(term, f"{RDFS}isDefinedBy") == [ox.NamedNode(ONTOLOGY)]


@pytest.mark.parametrize("term", DEFINED, ids=lambda term: term.removeprefix(CHM))
def test_a_class_begins_with_a_capital_and_a_property_does_not(term: str) -> None:
    [kind] = _said(term, f"{RDF}type")
    assert isinstance(kind, ox.NamedNode)
    assert (kind.value == f"{OWL}Class") == term.removeprefix(CHM)[0].isupper()


def test_the_ontology_says_its_version_its_licence_and_its_prefix() -> None:
    [version] = _said(ONTOLOGY, f"{OWL}versionInfo")
    assert isinstance(version, ox.Literal)
    assert _said(ONTOLOGY, f"{OWL}versionIRI") == [ox.NamedNode(f"{ONTOLOGY}/{version.value}")]
    assert _said(ONTOLOGY, "http://purl.org/dc/terms/license")
    assert _said(ONTOLOGY, "http://purl.org/vocab/vann/preferredNamespacePrefix") == [ox.Literal("chm")]
    assert _said(ONTOLOGY, "http://purl.org/vocab/vann/preferredNamespaceUri") == [ox.Literal(CHM)]


def test_no_label_is_there_twice_in_a_language() -> None:
    for term in DEFINED:
        languages = [label.language for label in _said(term, f"{RDFS}label") if isinstance(label, ox.Literal)]
        assert len(languages) == len(set(languages)), term


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_uses_no_term_that_is_not_defined(path: Path) -> None:
    assert _terms(_triples(path)) <= set(DEFINED)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_only_blank_nodes_are_lists_and_paths_of_shapes(path: Path) -> None:
    shape = {f"{RDF}first", f"{RDF}rest", "http://www.w3.org/ns/shacl#alternativePath"}
    blank = {t.predicate.value for t in _triples(path) if isinstance(t.subject, ox.BlankNode)}
    assert blank <= (shape if path.parent.name in ("shapes", "profiles") else set())


@pytest.mark.parametrize("path", sorted(room("vocab").rglob("*.ttl")), ids=lambda path: path.stem)
def test_the_thesaurus_uses_no_term_that_is_not_defined(path: Path) -> None:
    assert _terms(_triples(path)) <= set(DEFINED)


@pytest.mark.parametrize("path", sorted(room("ontology").glob("records/*.json")), ids=lambda path: path.stem)
def test_a_record_type_uses_no_term_that_is_not_defined(path: Path) -> None:
    columns = json.loads(path.read_text(encoding="utf-8"))["tableSchema"]["columns"]
    keys = ("propertyUrl", "valueUrl", "chm:interval")
    used = {column[key] for column in columns for key in keys if column.get(key, "").startswith("chm:")}
    assert {term.replace("chm:", CHM) for term in used} <= set(DEFINED)


def test_the_named_questions_use_no_term_that_is_not_defined() -> None:
    used = {
        CHM + name
        for path in room("queries").rglob("*.rq")
        for name in re.findall(r"\bchm:(\w+)", path.read_text(encoding="utf-8"))
    }
    assert used <= set(DEFINED)


def test_the_loaders_write_no_term_that_is_not_defined() -> None:
    if not (PROJECT / "loaders").is_dir():
        pytest.skip("the packages stand elsewhere than the data here")
    sources = [path.read_text(encoding="utf-8") for path in (PROJECT / "loaders").rglob("*.py")]
    found = (re.findall(r'"chm:(\w+)"|\.term\("(\w+)"\)', text) for text in sources)
    used = {CHM + (quoted or called) for each in found for quoted, called in each}
    assert used - set(DEFINED) <= MAPPING


MAPPING = {
    CHM + name
    for name in (
        "source reads prefix case codes paragraphs check interval bound notBefore "
        "format when extends rest restNames schemes unknown follows cut columns class path kept"  # keys of record types
    ).split()
}


def test_an_alignment_is_about_a_term_of_ours() -> None:
    about = {
        t.subject.value
        for t in _triples(room("ontology") / "alignments.ttl")
        if isinstance(t.subject, ox.NamedNode) and t.subject.value != f"{ONTOLOGY}/alignments"
    }
    assert about <= set(DEFINED)


def test_the_page_in_the_docs_is_fresh() -> None:
    path = PROJECT / "docs" / "ontology.md"
    if not path.is_file():
        pytest.skip("the docs are not part of this installation")
    assert path.read_text(encoding="utf-8") == page(), "run: python -m graph.ontology_page > docs/ontology.md"


@pytest.mark.parametrize(
    ("name", "super_"),
    [
        ("Decision", "eli:LegalResource"),
        ("Recommendation", "eli:LegalResource"),
        ("Document", "eli:LegalResource"),
        ("Element", "eli:LegalResourceSubdivision"),
        ("Activity", "prov:Activity"),
        ("SourceGraph", "prov:Entity"),
    ],
)
def test_a_class_stands_under_that_of_a_standard(name: str, super_: str) -> None:
    prefix, _, local = super_.partition(":")
    assert ox.NamedNode(NAMES.prefixes()[prefix] + local) in _said(CHM + name, f"{RDFS}subClassOf")


@pytest.mark.parametrize("name", ["recalls", "reaffirms", "supersedes", "amends", "retires"])
def test_how_a_text_follows_another_is_a_way_of_citing_it(name: str) -> None:
    assert ox.NamedNode(NAMES.prefixes()["eli"] + "cites") in _said(CHM + name, f"{RDFS}subPropertyOf")
