"""Citations in Russian and Arabic: places of decisions, own goals, bare pinpoints, reports of what was done."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from loaders.annotate.citations import find_citations
from loaders.annotate.reports import find_reports
from loaders.findings import Citation
from loaders.text import Kind, Text

Bind = Callable[[Text], Mapping[str, tuple[Citation, ...]]]


@pytest.mark.parametrize(
    ("language", "words", "found"),
    [
        ("ru", "пункт 6 с) решения VII/23 А", ["decision/cop/7/23/A/6.c"]),
        ("ru", "решении VII/16 I, пункты 3-5", [f"decision/cop/7/16/I/{number}" for number in (3, 4, 5)]),
        ("ru", "решение Х/15", ["decision/cop/10/15"]),
        ("ru", "мероприятие 3.3.3 приложения к решению VII/27", ["decision/cop/7/27/annex/component/3.3.3"]),
        ("ru", "приложения II к документу UNEP/CBD/COP/10/15", ["document/UNEP_CBD_COP_10_15/annex-2"]),
        ("ru", "в уведомлении 2012-015", ["notification/2012-015"]),
        ("ru", "рекомендации XV/3 Вспомогательного органа", ["recommendation/sbstta/15/3"]),
        ("ru", "цели A и B рамочной программы", ["vocab/gbf/A", "vocab/gbf/B"]),
        ("ar", "الفقرة 6(ج) من المقرر 7/23 ألف", ["decision/cop/7/23/A/6.c"]),
        ("ar", "الفقرات 3-5 من المقرر 7/16 طاء", [f"decision/cop/7/16/I/{number}" for number in (3, 4, 5)]),
        ("ar", "المرفق الأول بالمقرر 10/2", ["decision/cop/10/2/annex-1"]),
        ("ar", "النشاط 3.3.3 من مرفق المقرر 7/27", ["decision/cop/7/27/annex/component/3.3.3"]),
        ("ar", "المرفق الثاني للوثيقة UNEP/CBD/COP/10/15", ["document/UNEP_CBD_COP_10_15/annex-2"]),
        ("ar", "في الإخطار 2012-015", ["notification/2012-015"]),
        ("ar", "التوصية 15/3", ["recommendation/sbstta/15/3"]),
    ],
)
def test_a_citation_leads_to_its_place(language: str, words: str, found: list[str]) -> None:
    assert [citation.target for citation in find_citations(words, language)] == found


@pytest.mark.parametrize(
    ("language", "words"),
    [("ru", "узлы (цель 2) работают"), ("ar", "المراكز (الهدف 2) تعمل")],
)
def test_a_goal_of_the_annex_is_its_own(bound: Bind, make_text: Callable[..., Text], language: str, words: str) -> None:
    rows = (("1", Kind.PARAGRAPH, words), ("annex", Kind.ANNEX, ""), ("annex/goal-2", Kind.GOAL, "узлы", "annex"))
    cited = bound(make_text("decision/cop/10/99", *rows, language=language))
    assert [citation.target for citation in cited["1"]] == ["decision/cop/10/99/annex/goal-2"]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ru", "Решение VII/30 говорит о сети, а в пункте 3 b) о деньгах."),
        ("ar", "يتناول المقرر 7/30 الشبكة، وتتناول الفقرة 3(ب) المال."),
    ],
)
def test_a_bare_pinpoint_goes_to_the_decision_before_it(
    bound: Bind, make_text: Callable[..., Text], language: str, words: str
) -> None:
    cited = bound(make_text("document/UNEP_CBD_SBSTTA_10_11", ("1", Kind.PARAGRAPH, words), language=language))
    assert [citation.target for citation in cited["1"]] == ["decision/cop/7/30", "decision/cop/7/30/3.b"]


@pytest.mark.parametrize(
    ("language", "words", "targets"),
    [
        ("ru", "Во исполнение решения VII/30 секретариат открыл страницу.", ["decision/cop/7/30"]),
        ("ru", "В ответ на пункт 3 решения VI/18, секретариат открыл страницу.", ["decision/cop/6/18/3"]),
        ("ru", "В решении VII/30 Конференция Сторон признала пользу сети.", []),
        ("ru", "Решение VII/30 предусматривает сеть.", []),
        ("ar", "عملا بالمقرر 7/30 فتحت الأمانة صفحة.", ["decision/cop/7/30"]),
        ("ar", "واستجابة للفقرة 3 من المقرر 6/18، فتحت الأمانة صفحة.", ["decision/cop/6/18/3"]),
        ("ar", "أقر مؤتمر الأطراف في المقرر 7/30 بنفع الشبكة.", []),
    ],
)
def test_a_cue_tells_what_was_done_from_what_was_said(
    bound: Bind, make_text: Callable[..., Text], language: str, words: str, targets: list[str]
) -> None:
    text = make_text("document/UNEP_CBD_SBSTTA_10_11", ("1", Kind.PARAGRAPH, words), language=language)
    assert [report.target for report in find_reports(text, bound(text)).get("1", ())] == targets


@pytest.mark.parametrize("language", ["en", "ru", "ar"])
def test_the_annex_of_the_text_itself_is_its_own_place(
    bound: Bind, make_text: Callable[..., Text], language: str
) -> None:
    words = {
        "en": "the plan in the annex to the present decision",
        "ru": "план в приложении к настоящему решению",
        "ar": "الخطة الواردة في مرفق هذا المقرر",
    }
    text = make_text(
        "decision/cop/10/99", ("1", Kind.PARAGRAPH, words[language]), ("annex", Kind.ANNEX, ""), language=language
    )
    assert [citation.target for citation in bound(text)["1"]] == ["decision/cop/10/99/annex"]
