"""What is a citation and what is not: 85 and 29 fragments in six languages, in own compilation.

A range stands for each number in it, and a decision with its paragraph is one target.
"""

from __future__ import annotations

import pytest

from loaders.annotate.citations import find_citations

POSITIVE = [
    ("en", "Recalling decision X/15", "decision/cop/10/15"),
    ("en", "decisions VII/23 B and VIII/11", "decision/cop/7/23/B decision/cop/8/11"),
    (
        "en",
        "Recalling decisions XIII/23, XIII/31, XII/2 B, XI/24 and X/15",
        "decision/cop/13/23 decision/cop/13/31 decision/cop/12/2/B decision/cop/11/24 decision/cop/10/15",
    ),
    ("en", "decision 14/1, paragraph 3", "decision/cop/14/1/3"),
    ("en", "(decision 14/29, para. 4(a))", "decision/cop/14/29/4.a"),
    ("en", "In paragraph 18 of decision 14/34", "decision/cop/14/34/18"),
    ("en", "paragraph 7 (c) of decision VII/23", "decision/cop/7/23/7.c"),
    (
        "en",
        "decisions IX/8, X/2, X/10, XI/10, XIII/27, 14/27 and 14/34",
        "decision/cop/9/8 decision/cop/10/2 decision/cop/10/10 decision/cop/11/10 decision/cop/13/27"
        " decision/cop/14/27 decision/cop/14/34",
    ),
    ("en", "decision 15/4, annex", "decision/cop/15/4/annex"),
    ("en", "in decision 16/31 on the monitoring framework", "decision/cop/16/31"),
    ("en", "decision BS-V/2", "decision/cp-mop/5/2"),
    ("en", "decision CP-VIII/16", "decision/cp-mop/8/16"),
    ("en", "decision CP VIII/16", "decision/cp-mop/8/16"),
    ("en", "decision NP-3/15", "decision/np-mop/3/15"),
    ("en", "decisions CP-10/3 and NP-4/5", "decision/cp-mop/10/3 decision/np-mop/4/5"),
    ("en", "recommendation XIV/5 of the Subsidiary Body", "recommendation/sbstta/14/5"),
    ("en", "document UNEP/CBD/COP/10/15", "document/UNEP_CBD_COP_10_15"),
    ("en", "(UNEP/CBD/COP/7/17/Add.1)", "document/UNEP_CBD_COP_7_17_Add.1"),
    ("en", "CBD/SBI/3/INF/12", "document/CBD_SBI_3_INF_12"),
    ("en", "See CBD/COP/14/INF/4 and CBD/SBI/2/9.", "document/CBD_COP_14_INF_4 document/CBD_SBI_2_9"),
    ("en", "UNEP/CBD/COP/11/1/Add.1/Rev.1", "document/UNEP_CBD_COP_11_1_Add.1_Rev.1"),
    ("en", "CBD/COP/DEC/15/4", "decision/cop/15/4"),
    ("en", "UNEP/CBD/BS/COP-MOP/7/6/Add.3", "document/UNEP_CBD_BS_COP-MOP_7_6_Add.3"),
    ("en", "Article 18, paragraph 3, of the Convention", "vocab/cbd/18.3"),
    ("en", "Article 18(3)", "vocab/cbd/18.3"),
    ("en", "Article 8(j) and related provisions", "vocab/cbd/8.j"),
    ("en", "as provided for in Article 24.1 (d) of the Convention", "vocab/cbd/24.1.d"),
    ("en", "Article 23. 4 (h)", "vocab/cbd/23.4.h"),
    ("en", "Articles 6, 23, and 26 of the Convention", "vocab/cbd/6 vocab/cbd/23 vocab/cbd/26"),
    ("en", "paragraph 3 of Article 18", "vocab/cbd/18.3"),
    ("en", "Articles 15 and 16", "vocab/cbd/15 vocab/cbd/16"),
    ("en", "Aichi Biodiversity Target 19", "vocab/aichi/19"),
    ("en", "Aichi Biodiversity Targets 11 and 12", "vocab/aichi/11 vocab/aichi/12"),
    ("en", "Target 21 of the Kunming-Montreal Global Biodiversity Framework", "vocab/gbf/21"),
    ("en", "Sustainable Development Goals 14 and 15", "vocab/sdg/14 vocab/sdg/15"),
    ("fr", "la décision VII/23 B", "decision/cop/7/23/B"),
    ("fr", "Au paragraphe 14 de sa décision X/2", "decision/cop/10/2/14"),
    ("fr", "la décision VI/24 B, y compris", "decision/cop/6/24/B"),
    ("fr", "décisions IX/30 et X/15", "decision/cop/9/30 decision/cop/10/15"),
    ("fr", "l'article 8 j) et dispositions connexes", "vocab/cbd/8.j"),
    ("fr", "article 18, paragraphe 3", "vocab/cbd/18.3"),
    ("fr", "le paragraphe 3 de l'article 18", "vocab/cbd/18.3"),
    ("fr", "Objectif 19 d’Aichi", "vocab/aichi/19"),
    ("fr", "la cible 21 du Cadre", "vocab/gbf/21"),
    ("fr", "la décision 14/25, paragraphe 4 a)", "decision/cop/14/25/4.a"),
    ("es", "en el párrafo 2 de su decisión XI/10", "decision/cop/11/10/2"),
    ("es", "las decisiones IX/30 y X/15", "decision/cop/9/30 decision/cop/10/15"),
    ("es", "el artículo 8 j) y disposiciones conexas", "vocab/cbd/8.j"),
    ("es", "párrafo 3 a) del artículo 20", "vocab/cbd/20.3.a"),
    ("es", "artículo 18, párrafo 3", "vocab/cbd/18.3"),
    ("es", "la Meta 19 de Aichi", "vocab/aichi/19"),
    ("es", "decisión 15/16", "decision/cop/15/16"),
    ("es", "Meta 21 del Marco Mundial", "vocab/gbf/21"),
    ("ru", "ссылаясь на решение X/15", "decision/cop/10/15"),
    ("ru", "во исполнение пункта 6 решения VII/23", "decision/cop/7/23/6"),
    ("ru", "в решении VII/16 I Конференция Сторон постановила", "decision/cop/7/16/I"),
    ("ru", "решение Х/15 (кириллическая Х)", "decision/cop/10/15"),
    ("ru", "ссылаясь на статью 23 Протокола", "vocab/cartagena/23"),
    ("ru", "пункт 3 статьи 18", "vocab/cbd/18.3"),
    ("ru", "статья 8 j) и соответствующие положения", "vocab/cbd/8.j"),
    ("ru", "решения 14/25", "decision/cop/14/25"),
    ("ru", "ЦУР 14", "vocab/sdg/14"),
    ("ar", "المقرر 10/15", "decision/cop/10/15"),
    ("ar", "المقرر ١٢/٢٦", "decision/cop/12/26"),
    ("ar", "المقرر X/15", "decision/cop/10/15"),
    ("ar", "المقرر 14/25", "decision/cop/14/25"),
    ("ar", "الفقرة 3 من المادة 18", "vocab/cbd/18.3"),
    ("ar", "المادة 8(ي)", "vocab/cbd/8.j"),
    ("ar", "المادة 6,2", "vocab/cbd/6.2"),
    ("ar", "الفقرة 5 من المقرر 14/25", "decision/cop/14/25/5"),
    ("ar", "الهدف 19 من أهداف أيشي", "vocab/aichi/19"),
    ("zh", "第 VII/23 号决定第 7(c)段", "decision/cop/7/23/7.c"),
    ("zh", "第 VII/30 号决定 13 (b)段", "decision/cop/7/30/13.b"),
    ("zh", "第I/3 号决定，第 1 段", "decision/cop/1/3/1"),
    ("zh", "第 II/3 号和 III/4 号决定", "decision/cop/2/3 decision/cop/3/4"),
    ("zh", "第 VII/16 号决定 G 部分第 12 段", "decision/cop/7/16/G/12"),
    ("zh", "第 VII/29 决定", "decision/cop/7/29"),
    ("zh", "第14/25号决定", "decision/cop/14/25"),
    ("zh", "第 18 条第 3 款", "vocab/cbd/18.3"),
    ("zh", "第8（j）条和相关条款", "vocab/cbd/8.j"),
    ("zh", "第 16 至 19 条", "vocab/cbd/16 vocab/cbd/17 vocab/cbd/18 vocab/cbd/19"),
    ("zh", "第6.3(f)条", "vocab/cbd/6.3.f"),
    ("zh", "爱知生物多样性目标19", "vocab/aichi/19"),
    ("zh", "UNEP/CBD/COP/10/15号文件附件二", "document/UNEP_CBD_COP_10_15/annex-2"),
    ("zh", "第 VII/29 号决定第 6 和第 7 段", "decision/cop/7/29/6 decision/cop/7/29/7"),
]

NEGATIVE = [
    ("en", "from 14/1/2010 to 15/3/2011", "date"),
    ("en", "a ratio of 15/30 was found", "fraction, no cue"),
    ("en", "HIV/AIDS and biodiversity", "slash word"),
    ("en", "and/or I/O systems", "slash word"),
    ("en", "resolution 56/227 of the General Assembly", "UN resolution, another series"),
    ("en", "A/RES/65/161", "UN resolution symbol"),
    ("en", "FCCC/CP/1995/7", "UNFCCC symbol"),
    ("en", "decision 1/CP.21", "UNFCCC decision"),
    ("en", "decision 3/COP.8", "UNCCD decision"),
    ("en", "decision 9/CP.2 of the UNFCCC", "UNFCCC decision"),
    ("en", "Resolution XII.4 of the Ramsar Convention", "Ramsar dotted"),
    ("en", "decision X/48", "number above the last of COP 10"),
    ("en", "decision XVII/3", "no such COP in Roman"),
    ("en", "decision SC-1/15", "Stockholm decision"),
    ("en", "paragraph 7 above", "internal reference"),
    ("en", "goal 2 and goal 3 of the annex", "internal goals"),
    ("en", "the 2010 biodiversity target", "year target"),
    ("en", "2011-2020", "period"),
    ("en", "the Millennium Development Goals", "MDG"),
    ("en", "page V/2 of the report", "page number"),
    ("es", "IPBES/4/L.1", "IPBES symbol"),
    ("es", "el período 2015/16", "season"),
    ("fr", "24/7 et 15/16 ans", "fraction"),
    ("ru", "в 2014/15 году", "season"),
    ("zh", "目标2", "goal of the annex"),
    ("zh", "2010 年目标", "year target"),
    ("zh", "共享/交换措施", "slash word"),
    ("zh", "第 7 页", "page"),
    ("ar", "القرار 56/227", "UN resolution"),
]


@pytest.mark.parametrize(("language", "text", "targets"), POSITIVE)
def test_each_example_gives_exactly_its_targets(language: str, text: str, targets: str) -> None:
    assert [found.target for found in find_citations(text, language) if found.target] == targets.split()


@pytest.mark.parametrize(("language", "text", "why"), NEGATIVE)
def test_nothing_of_the_convention_is_found_in_what_only_looks_like_it(language: str, text: str, why: str) -> None:
    assert not [found.target for found in find_citations(text, language) if found.target], why


def test_the_examples_are_all_here() -> None:
    assert (len(POSITIVE), len(NEGATIVE)) == (85, 29)
