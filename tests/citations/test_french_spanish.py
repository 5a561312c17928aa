"""Citations in French and Spanish: items before and after their paragraph, own places, named reports, report cues."""

from __future__ import annotations

import pytest

from graph.thesaurus import Thesaurus
from loaders.annotate.citations import Cited, find_citations
from loaders.annotate.reports import find_reports
from loaders.annotate.stage import annotate
from loaders.text import Element, Kind, Source, Text

TARGETS = [
    ("fr", "alinéas a) et b) du paragraphe 4 de la décision X/15", "decision/cop/10/15/4.a decision/cop/10/15/4.b"),
    ("fr", "décision X/15, paragraphe 4, alinéa a)", "decision/cop/10/15/4.a"),
    ("fr", "décision X/15, paragraphe 4 a) et c)", "decision/cop/10/15/4.a decision/cop/10/15/4.c"),
    ("fr", "annexe II à la décision VII/5", "decision/cop/7/5/annex-2"),
    ("fr", "paragraphe 5 de la section B de la décision VII/23", "decision/cop/7/23/B/5"),
    ("fr", "alinéa j) de l’article 8 de la Convention", "vocab/cbd/8.j"),
    ("fr", "l’article 20, paragraphe 3, alinéa a)", "vocab/cbd/20.3.a"),
    ("fr", "alinéa a) du paragraphe 3 de l’article 20", "vocab/cbd/20.3.a"),
    ("fr", "article 20 § 3 c) et article 19 §1", "vocab/cbd/20.3.c vocab/cbd/19.1"),
    ("fr", "Article 6(1)", "vocab/cbd/6.1"),
    ("fr", "recommandation I/3 de l’Organe subsidiaire chargé de l’application", "recommendation/sbi/1/3"),
    ("fr", "notification n° 2010-123", "notification/2010-123"),
    ("fr", "but stratégique C et objectifs 11 et 12 d’Aichi", "vocab/aichi/C vocab/aichi/11 vocab/aichi/12"),
    ("fr", "la cible 8 du Cadre mondial", "vocab/gbf/8"),
    ("fr", "l’objectif 14 de développement durable", "vocab/sdg/14"),
    (
        "fr",
        "objectif de développement durable 14 et ses cibles 14.5 et 14.c",
        "vocab/sdg/14 vocab/sdg/14.5 vocab/sdg/14.c",
    ),
    ("fr", "les articles premier, 5 et 7 à 9", "vocab/cbd/1 vocab/cbd/5 vocab/cbd/7 vocab/cbd/8 vocab/cbd/9"),
    ("fr", "le paragraphe 2 de l’article premier de la Convention", "vocab/cbd/1.2"),
    ("fr", "Art 11", "vocab/cbd/11"),
    ("fr", "Centre d’échange, CBD, CPB, Art 20", "vocab/cartagena/20"),
    ("fr", "l’Article 20 du Protocole sur la Biosécurité", "vocab/cartagena/20"),
    ("fr", "paragraphe 1, alinéa a), de l’article 15", "vocab/cbd/15.1.a"),
    ("fr", "sous-alinéa ii) de l’alinéa a) du paragraphe 3 de la décision 14/6", "decision/cop/14/6/3.a.ii"),
    ("fr", "l’alinéa b) i) du paragraphe 4 de la décision 14/6", "decision/cop/14/6/4.b.i"),
    ("fr", "la section H de l’annexe de la décision 15/4", "decision/cop/15/4/annex/section/H"),
    ("fr", "décision 15/6, annexe I, section B", "decision/cop/15/6/annex-1/section/B"),
    ("fr", "les annexes I et II de la décision 14/16", "decision/cop/14/16/annex-1 decision/cop/14/16/annex-2"),
    ("fr", "la section II de la décision VIII/5", "decision/cop/8/5/section/II"),
    ("es", "apartados a) y b) del párrafo 4 de la decisión X/15", "decision/cop/10/15/4.a decision/cop/10/15/4.b"),
    ("es", "decisión X/15, párrafo 4, apartado a)", "decision/cop/10/15/4.a"),
    ("es", "decisión X/15, párrafo 4 a) y c)", "decision/cop/10/15/4.a decision/cop/10/15/4.c"),
    ("es", "anexo II de la decisión VII/5", "decision/cop/7/5/annex-2"),
    ("es", "párrafo 5 de la sección B de la decisión VII/23", "decision/cop/7/23/B/5"),
    ("es", "apartado j) del artículo 8 del Convenio", "vocab/cbd/8.j"),
    ("es", "el artículo 20, párrafo 3, apartado a)", "vocab/cbd/20.3.a"),
    ("es", "apartado a) del párrafo 3 del artículo 20", "vocab/cbd/20.3.a"),
    ("es", "Artículo 20(3)(c)", "vocab/cbd/20.3.c"),
    ("es", "recomendación I/3 del Órgano Subsidiario sobre la Aplicación", "recommendation/sbi/1/3"),
    ("es", "notificación 2010-123", "notification/2010-123"),
    ("es", "objetivo estratégico C y Metas 11 y 12 de Aichi", "vocab/aichi/C vocab/aichi/11 vocab/aichi/12"),
    ("es", "la Meta 8 del Marco mundial", "vocab/gbf/8"),
    ("es", "el Objetivo 14 de Desarrollo Sostenible", "vocab/sdg/14"),
    (
        "es",
        "Objetivo de Desarrollo Sostenible 14 y sus metas 14.5 y 14.c",
        "vocab/sdg/14 vocab/sdg/14.5 vocab/sdg/14.c",
    ),
    ("es", "artículo 19, párrafo 1 y 3", "vocab/cbd/19.1 vocab/cbd/19.3"),
    ("es", "Artículo 14, párrafo 2 y 20, párrafo 3 b)", "vocab/cbd/14.2 vocab/cbd/20.3.b"),
    ("es", "CDB, PC, Art. 18", "vocab/cartagena/18"),
    ("es", "el numeral 3 del artículo 18", "vocab/cbd/18.3"),
    ("es", "párrafo 1, apartado a), del artículo 15", "vocab/cbd/15.1.a"),
    ("es", "inciso ii) del apartado a) del párrafo 3 de la decisión 14/6", "decision/cop/14/6/3.a.ii"),
    ("es", "decisiones XIII/3, párrs. 17 y 18", "decision/cop/13/3/17 decision/cop/13/3/18"),
    ("es", "la sección H del anexo de la decisión 15/4", "decision/cop/15/4/annex/section/H"),
    ("es", "decisión 15/6, anexo I, sección B", "decision/cop/15/6/annex-1/section/B"),
    (
        "es",
        "los anexos I a III de la decisión 14/16",
        "decision/cop/14/16/annex-1 decision/cop/14/16/annex-2 decision/cop/14/16/annex-3",
    ),
]


@pytest.mark.parametrize(("language", "text", "targets"), TARGETS)
def test_a_citation_gives_exactly_its_targets(language: str, text: str, targets: str) -> None:
    assert [found.target for found in find_citations(text, language)] == targets.split()


@pytest.mark.parametrize(
    ("language", "text", "kind", "place"),
    [
        ("fr", "voir le paragraphe 6 ci-dessus", Cited.OWN, "6"),
        ("fr", "l’alinéa b) du paragraphe 6 ci-dessus", Cited.OWN, "6.b"),
        ("fr", "les paragraphes 2 et 3", Cited.BARE, "2 3"),
        ("fr", "l’annexe II à la présente décision", Cited.OWN, "annex-2"),
        ("fr", "paragraphe 7 de la même décision", Cited.ANAPHORA, "7"),
        ("fr", "en vertu du but 2", Cited.OWN_GOAL, "2"),
        ("fr", "la même décision, annexe II, section C", Cited.ANAPHORA, "annex-2/section/C"),
        ("fr", "l’annexe II du rapport d’étape du Secrétaire exécutif", Cited.REPORT, "annex-2"),
        ("es", "véase el párrafo 6 supra", Cited.OWN, "6"),
        ("es", "el apartado b) del párrafo 6 anterior", Cited.OWN, "6.b"),
        ("es", "los párrafos 2 y 3", Cited.BARE, "2 3"),
        ("es", "el anexo II de la presente decisión", Cited.OWN, "annex-2"),
        ("es", "párrafo 7 de la misma decisión", Cited.ANAPHORA, "7"),
        ("es", "con arreglo al objetivo 2", Cited.OWN_GOAL, "2"),
        ("es", "el anexo II del informe de avance del Secretario Ejecutivo", Cited.REPORT, "annex-2"),
    ],
)
def test_what_only_the_whole_text_can_bind_is_found_with_its_place(
    language: str, text: str, kind: Cited, place: str
) -> None:
    found = find_citations(text, language)
    assert {raw.kind for raw in found} == {kind}
    assert [raw.place.path for raw in found] == place.split()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "l’article 5 de la Convention-cadre des Nations Unies sur les changements climatiques"),
        ("fr", "décision 1/CP.21 de la Convention-cadre"),
        ("es", "el artículo 5 de la Convención Marco de las Naciones Unidas sobre el Cambio Climático"),
        ("es", "decisión 1/CP.21 de la Convención Marco"),
    ],
)
def test_a_text_of_another_treaty_is_external(language: str, text: str) -> None:
    assert {raw.kind for raw in find_citations(text, language)} == {Cited.EXTERNAL}


@pytest.mark.parametrize(
    ("language", "text", "reported"),
    [
        ("fr", "Suite au paragraphe 3 de la décision VII/23, le Secrétaire a compté.", ["decision/cop/7/23/3"]),
        ("fr", "En application de la décision VII/23, et notamment de la décision VII/27, on a compté.",
         ["decision/cop/7/23", "decision/cop/7/27"]),
        ("fr", "Dans la décision VII/23, la Conférence des Parties a prié chacun de compter.", []),
        ("es", "En respuesta al párrafo 3 de la decisión VII/23, el Secretario Ejecutivo contó.",
         ["decision/cop/7/23/3"]),
        ("es", "En cumplimiento de la decisión VII/23, así como de la decisión VII/27, se contó.",
         ["decision/cop/7/23", "decision/cop/7/27"]),
        ("es", "En la decisión VII/23, la Conferencia de las Partes pidió a todos que contaran.", []),
    ],
)  # fmt: skip
def test_a_document_reports_on_what_a_cue_opens(language: str, text: str, reported: list[str]) -> None:
    element = Element("1", Kind.PARAGRAPH, text)
    document = Text("document/UNEP_CBD_COP_9_9", "document", language, "", Source("x", "", ""), (element,))
    findings = annotate(document, Thesaurus.load()).findings
    assert [report.target for report in findings["1"].reports] == reported
    citations = {path: found.citations for path, found in findings.items()}
    assert [report.target for report in find_reports(document, citations).get("1", ())] == reported


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "les obligations de l’article 20 de la Convention, en particulier ses paragraphes 2 et 4"),
        ("es", "las obligaciones del artículo 20 del Convenio, en particular sus párrafos 2 y 4"),
        ("fr", "l’article 20 bis de la Convention"),
        ("es", "el artículo 20 bis del Convenio"),
    ],
)
def test_paragraphs_of_an_article_are_not_those_of_the_text(language: str, text: str) -> None:
    assert {raw.kind for raw in find_citations(text, language)} == {Cited.ARTICLE}


@pytest.mark.parametrize(
    ("language", "text"),
    [("fr", "la décision 15/34 et son annexe II"), ("es", "la decisión 15/34 y su anexo II")],
)
def test_its_annex_is_that_of_the_decision_before(language: str, text: str) -> None:
    decision, annex = find_citations(text, language)
    assert (decision.target, annex.kind, annex.place.path) == ("decision/cop/15/34", Cited.ANAPHORA, "annex-2")
