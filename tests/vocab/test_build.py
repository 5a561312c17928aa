"""The normalised build: skosify works on a copy, and what it changes is shown."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from graph.errors import VocabularyError
from loaders.vocabulary.build import build, differences

UNFINISHED = """@base <https://w3id.org/chm/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<vocab/habitats> a skos:ConceptScheme ; skos:prefLabel "Habitats"@en .
<vocab/habitats/A> a skos:Concept ; skos:inScheme <vocab/habitats> ; skos:prefLabel "Forests"@en .
<vocab/habitats/B> a skos:Concept ; skos:inScheme <vocab/habitats> ; skos:broader <vocab/habitats/A> ;
  skos:prefLabel "Rain forests"@en , "Rainforests"@en .
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    source = tmp_path / "vocab"
    source.mkdir()
    (source / "habitats.ttl").write_text(UNFINISHED, "utf-8")
    return source


def test_the_build_adds_what_the_relations_imply_and_says_so(folder: Path, tmp_path: Path) -> None:
    result = build(tmp_path / "out", folder)
    (change,) = result.changes
    added = "\n".join(str(triple) for triple in change.added)
    assert "core#narrower" in added
    assert "core#topConceptOf" in added
    assert not result.is_unchanged
    assert "  + <https://w3id.org/chm/vocab/habitats/A>" in result.render()


def test_a_label_that_skosify_demotes_is_shown_as_removed(folder: Path, tmp_path: Path) -> None:
    result = build(tmp_path / "out", folder)
    (change,) = result.changes
    removed = [str(triple) for triple in change.removed]
    assert len(removed) == 1
    assert 'core#prefLabel> "Rain forests"@en' in removed[0]
    assert any("more than one prefLabel" in remark for remark in change.remarks)


def test_the_source_is_never_written(folder: Path, tmp_path: Path) -> None:
    build(tmp_path / "out", folder)
    assert (folder / "habitats.ttl").read_text("utf-8") == UNFINISHED
    assert [file.name for file in folder.iterdir()] == ["habitats.ttl"]


def test_a_build_of_a_build_changes_nothing(folder: Path, tmp_path: Path) -> None:
    build(tmp_path / "one", folder)
    again = build(tmp_path / "two", tmp_path / "one")
    assert again.is_unchanged
    assert (tmp_path / "one" / "habitats.ttl").read_bytes() == (tmp_path / "two" / "habitats.ttl").read_bytes()


def test_the_source_is_refused_as_the_place_of_the_build(folder: Path) -> None:
    with pytest.raises(VocabularyError, match="never overwrites its source"):
        build(folder, folder)


def test_an_earlier_build_that_differs_is_replaced_on_request_only(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "habitats.ttl").write_text("# an older build\n", "utf-8")
    with pytest.raises(VocabularyError, match="an earlier build is here and differs"):
        build(out, folder)
    assert (out / "habitats.ttl").read_text("utf-8") == "# an older build\n"
    build(out, folder, replace=True)
    assert "Rainforests" in (out / "habitats.ttl").read_text("utf-8")


def test_skosify_does_not_end_the_process_nor_speak_for_itself(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (folder / "habitats.ttl").write_text("", "utf-8")
    before = (list(logging.getLogger().handlers), logging.getLogger().level)
    with pytest.raises(VocabularyError, match=r"habitats\.ttl: skosify gives up"):
        differences(folder)
    assert (list(logging.getLogger().handlers), logging.getLogger().level) == before
    assert capfd.readouterr() == ("", "")
