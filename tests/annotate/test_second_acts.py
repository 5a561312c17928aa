"""Two acts in one sentence, and names that a sentence prints longer than the vocabulary has them."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.namespaces import Names
from loaders.front import parse

OPENINGS = {
    "zh": ("第X/30号决定. 池塘\n\n缔约方大会，\n\n", "1. {}\n"),
    "fr": ("X/30. Les mares\n\nLa Conférence des Parties,\n\n", "1. {}\n"),
    "es": ("X/30. Las charcas\n\nLa Conferencia de las Partes,\n\n", "1. {}\n"),
    "ar": ("10/30- البرك\n\nإن مؤتمر الأطراف،\n\n", "1- {}\n"),
    "en": ("X/30. Ponds\n\nThe Conference of the Parties,\n\n", "1. {}\n"),
}


@pytest.mark.parametrize(
    ("language", "sentence", "acts", "addressees"),
    [
        (
            "zh",
            "敦促缔约方并鼓励其他国家政府和妇女清点池塘；",
            ["urge", "encourage"],
            {"parties", "other-governments", "women"},
        ),
        ("zh", "请缔约方清点并绘制池塘；", ["request"], {"parties"}),
        (
            "fr",
            "Invite les peuples autochtones et les communautés locales ainsi que les jeunes à compter les mares;",
            ["invite"],
            {"iplc", "youth"},
        ),
        (
            "es",
            "Alienta a los pueblos indígenas y a las comunidades locales a contarlas;",
            ["encourage"],
            {"iplc"},
        ),
        ("ar", "تدعو الأطراف والحكومات الأخرى إلى عد البرك؛", ["invite"], {"parties", "other-governments"}),
        ("ar", "يهيب بالحكومات الأخرى، وكذلك الأطراف، أن تعد البرك؛", ["call-upon"], {"other-governments", "parties"}),
        (
            "fr",
            "Prie le Secrétaire exécutif d'écrire un guide et le charge de le publier;",
            ["request", "instruct"],
            {"executive-secretary"},
        ),
        (
            "es",
            "Pide al Secretario Ejecutivo que escriba una guía y le encarga que la publique;",
            ["request", "instruct"],
            {"executive-secretary"},
        ),
        ("zh", "请执行秘书编写指南，并责成其予以公布；", ["request", "instruct"], {"executive-secretary"}),
        ("zh", "请执行秘书编写指南并鼓励其他人使用；", ["request"], {"executive-secretary"}),
        ("ar", "تعرب عن تقديرها للأطراف التي عدت بركها؛", ["appreciate"], set()),
    ],
)
def test_a_sentence_has_all_its_acts_and_addressees(
    tmp_path: Path, language: str, sentence: str, acts: list[str], addressees: set[str]
) -> None:
    head, paragraph = OPENINGS[language]
    file = tmp_path / f"ponds.{language}.txt"
    file.write_text(head + paragraph.format(sentence), "utf-8")
    (text,) = parse(file, Names())
    found = text.findings["1"]
    assert [act.code for act in found.actions] == acts
    assert {each.code for each in found.addressees} == addressees


def test_a_section_before_its_paragraph_belongs_to_the_decision_that_follows(tmp_path: Path) -> None:
    head, paragraph = OPENINGS["en"]
    file = tmp_path / "ponds.en.txt"
    file.write_text(head + paragraph.format("Recalls section B, paragraph 4, of decision V/16;"), "utf-8")
    (text,) = parse(file, Names())
    found = text.findings["1"]
    assert [each.target for each in found.citations] == ["decision/cop/5/16/B/4"]
