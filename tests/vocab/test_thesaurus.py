"""The thesaurus in memory: which word leads to which concept."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import VocabularyError
from graph.thesaurus import Thesaurus

HEAD = """@base <https://w3id.org/chm/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix skosxl: <http://www.w3.org/2008/05/skos-xl#> .
@prefix chm: <https://w3id.org/chm/ontology#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
"""


def concept(code: str, *words: tuple[str, str, str], more: str = "") -> str:
    """A concept of the scheme habitats with labels (kind, text, source) in English."""
    text = f"<vocab/habitats/{code}> a skos:Concept {more}.\n"
    for number, (kind, word, source) in enumerate(words, 1):
        label = f"<vocab/habitats/{code}#label-en-{number}>"
        text += f"<vocab/habitats/{code}> skosxl:{kind}Label {label} .\n"
        text += f'{label} skosxl:literalForm "{word}"@en ; chm:labelSource <vocab/label-sources/{source}> .\n'
    return text


def thesaurus_of(folder: Path, *concepts: str) -> Thesaurus:
    (folder / "habitats.ttl").write_text(HEAD + "".join(concepts), "utf-8")
    return Thesaurus.load(folder=folder)


def test_a_word_that_two_concepts_share_goes_to_the_one_that_prefers_it(tmp_path: Path) -> None:
    thesaurus = thesaurus_of(
        tmp_path,
        concept("A", ("pref", "Woods", "own"), ("alt", "Forests", "own")),
        concept("B", ("pref", "Forests", "own"), ("hidden", "Woods", "own")),
    )
    assert thesaurus.labels("habitats", "en") == {"Woods": "vocab/habitats/A", "Forests": "vocab/habitats/B"}
    assert set(thesaurus.sharing("habitats", "en")) == {"woods", "forests"}


def test_words_that_differ_in_capitals_only_are_shared(tmp_path: Path) -> None:
    thesaurus = thesaurus_of(
        tmp_path, concept("A", ("pref", "Wet woods", "own")), concept("B", ("alt", "wet Woods", "own"))
    )
    assert thesaurus.labels("habitats", "en") == {"Wet woods": "vocab/habitats/A"}


def test_the_words_of_a_replaced_concept_lead_to_its_successor(tmp_path: Path) -> None:
    thesaurus = thesaurus_of(
        tmp_path,
        concept("A", ("pref", "Woods", "own"), more="; dcterms:isReplacedBy <vocab/habitats/B> "),
        concept("B", ("pref", "Forests", "own")),
    )
    assert thesaurus.labels("habitats", "en") == {"Woods": "vocab/habitats/B", "Forests": "vocab/habitats/B"}


def test_a_machine_translation_is_kept_and_never_matched(tmp_path: Path) -> None:
    thesaurus = thesaurus_of(tmp_path, concept("A", ("pref", "Woods", "own"), ("alt", "Timber", "machine")))
    assert thesaurus.labels("habitats", "en") == {"Woods": "vocab/habitats/A"}
    found = thesaurus.concept("vocab/habitats/A")
    assert found is not None
    assert [label.source for label in found.labels] == ["own", "machine"]


def test_a_label_without_its_source_is_refused(tmp_path: Path) -> None:
    text = '<vocab/habitats/A> a skos:Concept ; skosxl:prefLabel <l> . <l> skosxl:literalForm "Woods"@en .'
    with pytest.raises(VocabularyError, match=r"habitats\.ttl: .*lacks skosxl:literalForm or chm:labelSource"):
        thesaurus_of(tmp_path, text)


@pytest.mark.parametrize("iri", ["vocab/seas/A", "habitats/A", "vocab/habitats/A/B", "vocab/habitats/_"])
def test_a_concept_outside_its_scheme_is_refused(iri: str, tmp_path: Path) -> None:
    with pytest.raises(VocabularyError, match=r"no concept of this scheme; name it vocab/habitats/CODE"):
        thesaurus_of(tmp_path, f"<{iri}> a skos:Concept .")


def test_a_broken_file_and_an_empty_folder_are_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(VocabularyError, match="no vocabulary here"):
        Thesaurus.load(folder=tmp_path)
    with pytest.raises(VocabularyError, match=r"habitats\.ttl: this is no Turtle"):
        thesaurus_of(tmp_path, "<a> <b>")


def test_a_concept_is_called_in_the_language_asked_for_else_in_english_else_by_its_code(tmp_path: Path) -> None:
    thesaurus = thesaurus_of(tmp_path, concept("A", ("pref", "Woods", "own")), concept("B"))
    assert thesaurus.named("vocab/habitats/A", "zh") == "Woods"
    assert thesaurus.named("vocab/habitats/B", "zh") == "B"
    assert thesaurus.named("vocab/habitats/C") == "vocab/habitats/C"


@pytest.mark.parametrize(
    ("word", "language", "code"),
    [
        ("各缔约方", "zh", "parties"),
        ("执行秘书", "zh", "executive-secretary"),
        ("relevant partners", "en", "partners"),
        ("BUSINESSES", "en", "businesses"),
        ("Secrétaire exécutif", "fr", "executive-secretary"),
        ("somebody", "en", None),
    ],
)
def test_a_word_names_an_actor_in_any_case(word: str, language: str, code: str | None) -> None:
    assert Thesaurus.load().actor(word, language) == code


@pytest.mark.parametrize(
    ("word", "language", "code", "strength"),
    [
        ("请", "zh", "request", 5),
        ("鼓励", "zh", "encourage", 3),
        ("审议了", "zh", "having-considered", 0),
        ("Requests", "en", "request", 5),
        ("prie instamment", "fr", "urge", 4),
        ("approuve", "fr", "approve", 6),
        ("предлагает", "ru", "invite", 3),
        ("يدعو", "ar", "invite", 3),
    ],
)
def test_a_verb_stands_for_an_act_of_a_strength(word: str, language: str, code: str, strength: int) -> None:
    thesaurus = Thesaurus.load()
    assert thesaurus.action(word, language) == code
    assert thesaurus.strength(code) == strength


@pytest.mark.parametrize(
    ("scheme", "language", "word", "path"),
    [
        ("subjects", "zh", "外来入侵物种", "vocab/subjects/IAS"),
        ("subjects", "zh", "信息交换所机制", "vocab/subjects/CHM"),
        ("subjects", "en", "DSI", "vocab/subjects/DIGSEQ"),
        ("programmes", "zh", "内陆水域生态系统工作规划", "vocab/programmes/WTR"),
        ("target-2010", "zh", "2010 年目标", "vocab/target-2010/2010"),
        ("mdg", "zh", "千年发展目标", "vocab/mdg/mdgs"),
        ("bodies", "en", "Conference of the Parties", "vocab/bodies/cop"),
        ("activity-statuses", "en", "TENTAT", "vocab/activity-statuses/tentative"),
    ],
)
def test_a_word_of_the_texts_leads_to_its_concept(scheme: str, language: str, word: str, path: str) -> None:
    assert Thesaurus.load().labels(scheme, language)[word] == path


def test_a_scheme_or_language_that_there_is_not_has_no_words() -> None:
    thesaurus = Thesaurus.load()
    assert thesaurus.labels("habitats", "en") == {}
    assert thesaurus.labels("subjects", "xx") == {}
    assert thesaurus.concepts("habitats") == ()
