"""How one element's words are read: spans, lists, ranges, places, treaties."""

from __future__ import annotations

import pytest

from loaders.annotate.citations import Cited, find_citations


def targets(text: str, language: str = "en") -> list[str | None]:
    return [found.target for found in find_citations(text, language)]


def exacts(text: str, language: str = "en") -> list[str]:
    return [found.span.exact for found in find_citations(text, language)]


def test_two_decisions_under_one_word_have_each_its_own_span() -> None:
    assert exacts("根据第 II/3 号和 III/4 号决定进行", "zh") == ["第 II/3 号", "III/4 号决定"]


def test_places_of_one_decision_share_the_span_that_shows_them() -> None:
    assert exacts("第 VII/29 号决定第 6 和第 7 段", "zh") == ["第 VII/29 号决定第 6 和第 7 段"] * 2


def test_a_range_of_items_gives_one_citation_for_each_item() -> None:
    assert targets("（第 8(a) 至 (e) 款）", "zh") == [f"vocab/cbd/8.{item}" for item in "abcde"]


def test_a_list_of_paragraphs_mixes_ranges_and_numbers() -> None:
    paragraphs = (1, 2, 3, 4, 7, 8, 10)
    assert targets("Decision VII/1, paragraphs 1-4, 7-8 and 10") == [f"decision/cop/7/1/{n}" for n in paragraphs]


def test_a_range_of_more_than_forty_numbers_keeps_its_two_ends() -> None:
    found = targets("UNEP/CBD/COP/6/20, 第 100-324 段", "zh")
    assert found == ["document/UNEP_CBD_COP_6_20/100", "document/UNEP_CBD_COP_6_20/324"]


def test_a_range_of_forty_numbers_is_written_out() -> None:
    assert len(targets("UNEP/CBD/COP/6/20, 第 294-324 段", "zh")) == 31


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("第 VII/23 号决定（一个标题）第 7(c)段", "decision/cop/7/23/7.c"),
        ("第 VI/23 号决定*第 24 段", "decision/cop/6/23/24"),
        ("第 VII/5 号决定附件一第 2 段", "decision/cop/7/5/annex-1/2"),
        ("第 VII/28 号决定附件第 2 段", "decision/cop/7/28/annex/2"),
        ("第 VII/16 号决定 G 部分第 12 段", "decision/cop/7/16/G/12"),
        ("(第 VII/29 号决定附件)组成部分 2.1.3", "decision/cop/7/29/annex/component/2.1.3"),
        ("第VII/23号决定第7段", "decision/cop/7/23/7"),
        ("第８（ｊ）条", "vocab/cbd/8.j"),
        ("第 8 条第 3 款(a)项", "vocab/cbd/8.3.a"),
        ("2010-215 号通知", "notification/2010-215"),
        ("第 XIV/5 号建议第 2 段", "recommendation/sbstta/14/5/2"),
    ],
)
def test_chinese_places_are_read_in_every_order_of_words(text: str, target: str) -> None:
    assert targets(text, "zh") == [target]


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("annex II to decision X/2, paragraph 4", "decision/cop/10/2/annex-2/4"),
        ("section A of decision VII/16", "decision/cop/7/16/A"),
        ("decision VII/16 G, paragraph 12", "decision/cop/7/16/G/12"),
        ("paragraph 5 (a) (ii) of decision 15/4", "decision/cop/15/4/5.a.ii"),
        ("annex II to document UNEP/CBD/COP/10/15", "document/UNEP_CBD_COP_10_15/annex-2"),
        ("UNEP/CBD/COP/9/18/Add. 1.", "document/UNEP_CBD_COP_9_18_Add.1"),
        ("UNEP/CBD/COP/9/18/Add.", "document/UNEP_CBD_COP_9_18"),
        ("CBD/SBSTTA/REC/21/1", "recommendation/sbstta/21/1"),
        ("recommendation 3/15 of the Subsidiary Body on Implementation", "recommendation/sbi/3/15"),
        ("Article 20, paragraph 1, of the Cartagena Protocol", "vocab/cartagena/20.1"),
        ("Article 14 of the Nagoya Protocol", "vocab/nagoya/14"),
        ("notification 2010-215", "notification/2010-215"),
        ("Goals A and B of the Kunming-Montreal Global Biodiversity Framework", "vocab/gbf/A"),
    ],
)
def test_english_places_are_read_in_every_order_of_words(text: str, target: str) -> None:
    assert targets(text)[0] == target


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("subparagraph (b) of paragraph 5 of appendix 2 to decision IX/1", "en"),
        ("alinéa b) du paragraphe 5 de l'appendice II de la décision IX/1", "fr"),
        ("apartado b) del párrafo 5 del apéndice 2 de la decisión IX/1", "es"),
        ("подпунктом b) пункта 5 добавления II к решению IX/1", "ru"),
        ("الفقرة الفرعية (ب) من الفقرة 5 من التذييل الثاني بالمقرر 9/1", "ar"),
        ("第IX/1号决定附录二第5段(b)分段", "zh"),
    ],
)
def test_an_item_that_is_named_before_or_behind_its_paragraph_of_an_appendix_is_found(text: str, language: str) -> None:
    assert targets(text, language) == ["decision/cop/9/1/appendix-2/5.b"]


def test_an_appendix_belongs_to_the_decision_that_it_is_an_appendix_to() -> None:
    found = ["decision/cop/10/2/annex", "decision/cop/5/6/appendix-2"]
    assert targets("the annex to decision X/2, appendix 2 to decision V/6") == found


def test_an_arabic_article_after_the_name_of_the_convention_is_found_too() -> None:
    assert targets("المادة 8 (ي) من الاتفاقية وإلى الفقرة 2 من المادة 15", "ar") == ["vocab/cbd/8.j", "vocab/cbd/15.2"]


@pytest.mark.parametrize(("text", "language"), [("المادة 6(1) و 14 (4)", "ar"), ("статьи 6(1) и 14 (4)", "ru")])
def test_a_paragraph_of_an_article_stands_in_brackets_too(text: str, language: str) -> None:
    assert targets(text, language) == ["vocab/cbd/6.1", "vocab/cbd/14.4"]


def test_a_number_of_three_figures_is_no_paragraph_of_an_article() -> None:
    assert targets("Article 14, paragraph 395")[0] == "vocab/cbd/14"


def test_the_chinese_title_of_a_protocol_names_the_protocol_and_not_the_convention() -> None:
    assert targets("《生物多样性公约卡塔赫纳生物安全议定书》第 18 条", "zh") == ["vocab/cartagena/18"]


def test_articles_numbered_in_chinese_are_read_like_those_in_digits() -> None:
    assert targets("根据第十八条第三款和第二十条", "zh") == ["vocab/cbd/18.3", "vocab/cbd/20"]


def test_an_article_after_a_paragraph_of_another_begins_anew() -> None:
    assert targets("Articles 14, paragraph 2 and 20, paragraph 3 (b)") == ["vocab/cbd/14.2", "vocab/cbd/20.3.b"]


def test_an_article_in_the_bracketed_title_of_a_decision_is_found_beside_it() -> None:
    found = targets("第 VII/16 号决定（第 8(j)条和相关条款）第 3 段", "zh")
    assert found == ["decision/cop/7/16/3", "vocab/cbd/8.j"]


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("Article 6 of the Paris Agreement", "en", "Article 6 of the Paris Agreement"),
        ("《巴黎协定》第 6 条", "zh", "第 6 条"),
        ("decision 1/CP.21", "en", "1/CP.21"),
        ("decision IX/2 of the Conference of the Parties to the Basel Convention", "en", "IX/2"),
    ],
)
def test_what_belongs_to_another_treaty_is_external_and_keeps_its_name(text: str, language: str, name: str) -> None:
    (found,) = find_citations(text, language)
    assert (found.kind, found.target, found.name) == (Cited.EXTERNAL, None, name)


def test_a_resolution_of_the_general_assembly_leads_to_its_document() -> None:
    (found,) = find_citations("A/RES/65/161", "en")
    assert (found.kind, found.base) == (Cited.EXTERNAL, "https://undocs.org/A/RES/65/161")


def test_numbers_of_an_arabic_decision_that_were_swapped_are_put_right() -> None:
    assert targets("المقرر 26/12", "ar") == ["decision/cop/12/26"]


def test_spans_point_into_the_text_as_given_when_marks_vanish_in_normalising() -> None:
    text = "la de\u0301cision\u00a0X\u200b/15, paragraphe\u00a04\u00a0a)"
    (found,) = find_citations(text, "fr")
    assert found.target == "decision/cop/10/15/4.a"
    assert found.span.exact == text[found.span.start : found.span.end] == text[3:]


def test_a_language_without_a_module_is_read_with_the_english_words() -> None:
    assert targets("decision X/15", "pt") == ["decision/cop/10/15"]


@pytest.mark.parametrize(
    ("language", "text", "targets"),
    [
        ("en", "Target 16 of the Aichi Biodiversity Targets", "aichi/16"),
        (
            "en",
            "Goal A, Target 3 and Targets 19 and 22 of the Global Biodiversity Framework",
            "gbf/A gbf/3 gbf/19 gbf/22",
        ),
        ("en", "SDGs 14 and 15 and Targets 1 to 3 of the Framework", "sdg/14 sdg/15 gbf/1 gbf/2 gbf/3"),
        ("en", "targets 15.5 and 2.a of the 2030 Agenda", "sdg/15.5 sdg/2.a"),
        ("en", "Millennium Development Goal 7 and GSPC targets 8 and 9", "mdg/7 gspc/8 gspc/9"),
        ("fr", "l’objectif A, à la cible 3 et aux cibles 19 et 22 du Cadre", "gbf/A gbf/3 gbf/19 gbf/22"),
        ("fr", "les cibles 15.5 et 14.2 des ODD", "sdg/15.5 sdg/14.2"),
        ("es", "el Objetivo A, la Meta 3 y las Metas 19 y 22 del Marco", "gbf/A gbf/3 gbf/19 gbf/22"),
        ("ru", "целевых задач 5 и 11 по сохранению биоразнообразия, принятых в Айти", "aichi/5 aichi/11"),
        ("ru", "цели А и С рамочной программы", "gbf/A gbf/C"),
        ("ar", "الغاية الاستراتيجية جيم", "aichi/C"),
        ("ar", "الغاية 15-5 من أهداف التنمية المستدامة", "sdg/15.5"),
        ("zh", "框架》长期目标A和行动目标3、19和22", "gbf/A gbf/3 gbf/19 gbf/22"),
        ("zh", "《全球植物保护战略》目标8和9", "gspc/8 gspc/9"),
    ],
)
def test_goals_and_targets_belong_to_the_framework_named_before_or_behind_them(
    language: str, text: str, targets: str
) -> None:
    found = [raw.target for raw in find_citations(text, language)]
    assert found == [f"vocab/{target}" for target in targets.split()]


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        (
            "en",
            "the note (UNEP/CBD/COP/10/15 and Add.1)",
            {"UNEP/CBD/COP/10/15": "COP_10_15", "Add.1": "COP_10_15_Add.1"},
        ),
        ("en", "UNEP/CBD/COP/10/16 and 17, and", {"UNEP/CBD/COP/10/16": "COP_10_16", "17": "COP_10_17"}),
        ("en", "UNEP/CBD/COP/9/INF/1 and INF/2", {"UNEP/CBD/COP/9/INF/1": "COP_9_INF_1", "INF/2": "COP_9_INF_2"}),
        ("en", "UNEP/CBD/COP/10/4 and 15 other texts", {"UNEP/CBD/COP/10/4": "COP_10_4"}),
        ("zh", "（UNEP/CBD/COP/10/15和Add.1）", {"UNEP/CBD/COP/10/15": "COP_10_15", "Add.1": "COP_10_15_Add.1"}),
        ("ru", "UNEP/CBD/COP/9/4, 5 и 6;", {"UNEP/CBD/COP/9/4": "COP_9_4", "5": "COP_9_5", "6": "COP_9_6"}),
    ],
)
def test_a_symbol_goes_on_over_those_printed_by_their_last_part(
    language: str, text: str, found: dict[str, str]
) -> None:
    read = {raw.span.exact: raw.target for raw in find_citations(text, language)}
    assert read == {exact: f"document/UNEP_CBD_{symbol}" for exact, symbol in found.items()}


def test_a_range_of_addenda_names_each_of_them() -> None:
    read = [raw.target for raw in find_citations("UNEP/CBD/COP/9/14/Add.1-3", "en")]
    assert read == [f"document/UNEP_CBD_COP_9_14_Add.{number}" for number in (1, 2, 3)]
