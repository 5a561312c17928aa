"""Activities, elements and goals belong to the programme of work that is named with them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.thesaurus import Thesaurus
from loaders.annotate.stage import annotate
from loaders.text import Kind, Text

MakeText = Callable[..., Text]
WANTED = ["vocab/programmes/PA-4.3.4", "vocab/programmes/PA-1.2"]
SAID = {
    "en": "Invites to carry out the programme of work on protected areas, above all activity 4.3.4 and goal 1.2;",
    "fr": "Invite à exécuter le programme de travail sur les aires protégées, surtout l'activité 4.3.4 et le but 1.2;",
    "es": "Invita a aplicar el programa de trabajo sobre áreas protegidas, la actividad 4.3.4 y la meta 1.2;",
    "ru": "предлагает осуществлять программу работы по охраняемым районам, мероприятие 4.3.4 и цель 1.2;",
    "ar": "يدعو إلى تنفيذ برنامج العمل المتعلق بالمناطق المحمية، النشاط 4.3.4 والهدف 1.2؛",
    "zh": "邀请缔约方执行保护区工作方案，特别是活动4.3.4和目标1.2；",
}


def cited(text: Text, thesaurus: Thesaurus, path: str = "1") -> list[str | None]:
    found = annotate(text, thesaurus).findings.get(path)
    return [citation.target for citation in found.citations] if found else []


@pytest.mark.parametrize("language", SAID)
def test_an_activity_and_a_goal_after_a_programme_are_its_own(
    make_text: MakeText, vocabulary: Thesaurus, language: str
) -> None:
    text = make_text("decision/cop/10/99", ("1", Kind.PARAGRAPH, SAID[language]), language=language)
    assert cited(text, vocabulary) == WANTED


def test_what_is_of_a_programme_without_a_comma_is_not_of_the_one_before(
    make_text: MakeText, vocabulary: Thesaurus
) -> None:
    words = (
        "Notes the programme of work on protected areas, and programme element 1 of the expanded programme of work on "
        "forest biological diversity;"
    )
    assert cited(make_text("decision/cop/10/99", ("1", Kind.PARAGRAPH, words)), vocabulary) == [
        "vocab/programmes/FOR-1"
    ]


def test_an_item_goes_on_with_the_programme_of_its_chapeau(make_text: MakeText, vocabulary: Thesaurus) -> None:
    text = make_text(
        "decision/cop/10/99",
        ("1", Kind.PARAGRAPH, "Under the programme of work on protected areas, invites Parties:"),
        ("1.a", Kind.ITEM, "To carry out activity 4.3.4;", "1"),
    )
    assert cited(text, vocabulary, "1.a") == ["vocab/programmes/PA-4.3.4"]


def test_an_activity_of_no_named_programme_is_no_citation(make_text: MakeText, vocabulary: Thesaurus) -> None:
    text = make_text(
        "decision/cop/10/99", ("1", Kind.PARAGRAPH, "Requests the Executive Secretary to plan activity 4.3.4;")
    )
    assert cited(text, vocabulary) == []
