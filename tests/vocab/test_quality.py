"""The quality checks: each finds its own fault, and a budget decides what may stand."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.errors import VocabularyError
from loaders.vocabulary.checks import all_checks
from loaders.vocabulary.quality import check

FAULTS = sorted((Path(__file__).parent / "faults").glob("*.ttl"))

SOUND = """@base <https://w3id.org/chm/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<vocab/habitats> a skos:ConceptScheme ; skos:prefLabel "Habitats"@en ; skos:hasTopConcept <vocab/habitats/A> .
<vocab/habitats/A> a skos:Concept ; skos:prefLabel "Forests"@en ; skos:topConceptOf <vocab/habitats> ;
  skos:narrower <vocab/habitats/B> .
<vocab/habitats/B> a skos:Concept ; skos:prefLabel "Rain forests"@en ; skos:broader <vocab/habitats/A> .
"""


def folder_of(tmp_path: Path, file: Path) -> Path:
    (tmp_path / file.name).write_bytes(file.read_bytes())
    return tmp_path


def test_every_check_has_a_fixture_named_for_its_fault() -> None:
    assert {file.stem for file in FAULTS} == set(all_checks())


@pytest.mark.parametrize("file", FAULTS, ids=lambda file: file.stem)
def test_a_check_finds_its_fault_and_names_the_concept(file: Path, tmp_path: Path) -> None:
    outcome = check(folder_of(tmp_path, file)).outcome(file.stem)
    assert outcome.findings
    assert not outcome.is_within
    assert all(finding.scheme == file.stem and finding.detail for finding in outcome.findings)
    assert {finding.concept for finding in outcome.findings} <= {
        quad.subject.value
        for quad in ox.parse(path=str(file), format=ox.RdfFormat.TURTLE)
        if isinstance(quad.subject, ox.NamedNode)
    }


@pytest.mark.parametrize(
    "name",
    """cyclic-hierarchical-relations relation-clashes unidirectional-relations broken-links empty-labels
    overlapping-labels mapping-misuse machine-labels ambiguous-notations reflexive-relations""".split(),
)
def test_a_check_finds_nothing_in_a_sound_hierarchy(name: str, tmp_path: Path) -> None:
    (tmp_path / "habitats.ttl").write_text(SOUND, "utf-8")
    assert check(tmp_path).outcome(name).findings == ()


def test_findings_within_the_budget_pass(tmp_path: Path) -> None:
    (tmp_path / "habitats.ttl").write_text(SOUND, "utf-8")
    names = {outcome.check: len(outcome.findings) for outcome in check(tmp_path).outcomes}
    lines = "\n".join(f"{name} = {count}" for name, count in names.items())
    (tmp_path / "budget.toml").write_text(f"[budget]\n{lines}\n", "utf-8")
    assert check(tmp_path).passed


def test_one_finding_over_the_budget_fails_and_is_shown(tmp_path: Path) -> None:
    (tmp_path / "habitats.ttl").write_text(SOUND, "utf-8")
    (tmp_path / "budget.toml").write_text("[budget]\nundocumented-concepts = 1\n", "utf-8")
    report = check(tmp_path)
    assert not report.passed
    assert "undocumented-concepts" in {outcome.check for outcome in report.over}
    assert "https://w3id.org/chm/vocab/habitats/B has no definition or note" in report.render()


def test_findings_are_told_as_rdf_on_their_concepts(tmp_path: Path) -> None:
    (tmp_path / "habitats.ttl").write_text(SOUND, "utf-8")
    report = check(tmp_path)
    store = ox.Store()
    store.load(report.as_turtle().encode(), format=ox.RdfFormat.TURTLE)
    asked = "SELECT DISTINCT ?concept { ?finding <http://www.w3.org/ns/dqv#computedOn> ?concept }"
    answer = store.query(asked)
    assert isinstance(answer, ox.QuerySolutions)
    told = {str(row["concept"]) for row in answer}
    assert told == {f"<{finding.concept}>" for outcome in report.outcomes for finding in outcome.findings}


@pytest.mark.parametrize(
    ("budget", "reason"),
    [
        ("[budget]\nno-such-check = 1\n", "no check no-such-check"),
        ('[budget]\nempty-labels = "few"\n', "empty-labels must be a whole number"),
        ("[budget]\nempty-labels = -1\n", "empty-labels must be a whole number"),
        ("[budget\n", "no TOML"),
    ],
)
def test_a_budget_that_cannot_be_read_is_refused(budget: str, reason: str, tmp_path: Path) -> None:
    (tmp_path / "habitats.ttl").write_text(SOUND, "utf-8")
    (tmp_path / "budget.toml").write_text(budget, "utf-8")
    with pytest.raises(VocabularyError, match=reason):
        check(tmp_path)


def test_a_folder_without_vocabulary_is_refused(tmp_path: Path) -> None:
    with pytest.raises(VocabularyError, match=r"no \.ttl file"):
        check(tmp_path)


def test_a_file_that_is_no_turtle_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "habitats.ttl").write_text("<vocab/habitats> a", "utf-8")
    with pytest.raises(VocabularyError, match=r"habitats\.ttl: this is no Turtle"):
        check(tmp_path)
