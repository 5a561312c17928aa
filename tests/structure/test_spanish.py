"""Spanish decisions of three eras and a document, in our own words: marks, accents, enacting words."""

from __future__ import annotations

import unicodedata

import pytest

from loaders.languages import languages
from loaders.text import Text
from tests.structure.conftest import structured

FIRST_ERA = """
Decisión II/9

Las charcas
La Conferencia de las Partes

1. Decide también contar las charcas del mundo;

2. Pide a la Secretaría que lleve la cuenta, en particular:

a) De las charcas que tienen agua;

b) De las que ya no la tienen.
"""

SECTIONS = """
VII/31. Charcas y ranas (artículo 18, párrafo 3)

A. De las charcas

La Conferencia de las Partes,

Recordando su deseo de que se cuenten las charcas,

1. Invita a las Partes a contarlas;

2. Pide al Secretario Ejecutivo que diga cuántas hay.

B. De las ranas

La Conferencia de las Partes,

Observando que las ranas no esperan,

1. Alienta a las Partes a escucharlas.

Anexo I

El plan de las charcas

1. Una charca se cuenta una vez.

Anexo II

El plan de las ranas

1. Una rana se cuenta de noche.
"""

WRAPPED = """
X/42. Las charcas de las escuelas

La Conferencia de las Partes,

Recordando que las escuelas tienen charcas desde hace mucho tiempo y que nadie las ha contado nunca juntas,

Preocupada por la suerte de las charcas que las vacaciones dejan solas durante dos largos meses cada verano,

1. Adopta el plan de las escuelas que está en el anexo de la presente decisión, para los años dos mil once a
dos mil veinte;

2. Pide al Secretario Ejecutivo que:

a) Pregunte a las escuelas cuántas charcas tienen, y cuántas ranas viven en cada una de las charcas que ellas
tienen;

b) Hable de ello:

i) A los maestros;

ii) A los niños; y

c) Lleve la cuenta,

y lo haga antes de las lluvias.

Anexo

El plan de las escuelas

Misión

Que cada escuela guarde su charca.

Objetivo 1: Las charcas duran

1.1. Una escuela tiene una charca.

1.2. Una charca tiene agua.

Objetivo 2. Las ranas vuelven

2.1. Los niños las escuchan.
"""

LATE = """
CBD/COP/DEC/14/25

14/25. Otra vez las charcas

La Conferencia de las Partes,

Recordando también la decisión X/42,

A. Contar

1. Pide a la Secretaria Ejecutiva que, con sujeción a la disponibilidad de recursos:

a)Cuente otra vez;

b)Diga cuántas hay.

B. Narrar

2. Invita a las Partes a narrar.
"""

DOCUMENT = """
Distr.
GENERAL
UNEP/CBD/SBSTTA/10/99
3 de noviembre de 2004
ESPAÑOL
ORIGINAL: INGLÉS
ÓRGANO SUBSIDIARIO DE ASESORAMIENTO CIENTÍFICO, TÉCNICO Y TECNOLÓGICO
Décima reunión
Bangkok, 7 a 11 de febrero de 2005
Tema 9.9 del programa provisional*
LAS CHARCAS QUE SE CUENTAN
Nota del Secretario Ejecutivo

Resumen

Esta nota dice cómo va la cuenta de las charcas.

Recomendaciones sugeridas

El Órgano podría desear que se cuenten:

a) Las charcas;

b) Las ranas.

I. POR QUÉ CONTAR

1. Porque nadie lo ha hecho.

II. CÓMO

2. Una charca tras otra.
"""


def read(text: str) -> Text:
    return structured(text, "charca.es.txt")


def paths(text: str) -> list[str]:
    return [element.path for element in read(text).elements]


def test_a_decision_of_the_first_meetings_needs_no_comma_and_no_preamble() -> None:
    found = read(FIRST_ERA)
    assert (found.identifier, found.language, found.title) == ("decision/cop/2/9", "es", "Las charcas")
    assert paths(FIRST_ERA) == ["title", "opening", "1", "2", "2.a", "2.b"]


def test_sections_have_enacting_words_and_numbers_of_their_own() -> None:
    found = paths(SECTIONS)
    assert [path for path in found if path[:1] in "AB"] == [
        *("A", "A/opening", "A/preamble/1", "A/1", "A/2"),
        *("B", "B/opening", "B/preamble/1", "B/1"),
    ]
    assert found[-4:] == ["annex-1", "annex-1/1", "annex-2", "annex-2/1"]


def test_items_and_goals_are_addressed_by_their_numbers() -> None:
    assert paths(WRAPPED) == [
        *("title", "opening", "preamble/1", "preamble/2", "1", "2", "2.a", "2.b", "2.b.i", "2.b.ii", "2.c", "2/wrap"),
        *("annex", "annex/heading/mission", "annex/mission"),
        *("annex/goal-1", "annex/goal-1/1.1", "annex/goal-1/1.2", "annex/goal-2", "annex/goal-2/2.1"),
    ]


def test_a_decision_of_the_late_meetings_numbers_through_its_sections() -> None:
    found = read(LATE)
    assert found.identifier == "decision/cop/14/25"
    assert [element.path for element in found.elements] == [
        *("title", "opening", "preamble/1", "A", "A/1", "A/1.a", "A/1.b", "B", "B/2"),
    ]


def test_the_cover_of_a_document_says_what_it_is_and_when_it_was_issued() -> None:
    found = read(DOCUMENT)
    assert (found.identifier, found.type) == ("document/UNEP_CBD_SBSTTA_10_99", "document")
    assert (found.title, found.issued) == ("LAS CHARCAS QUE SE CUENTAN", "2004-11-03")
    assert [element.path for element in found.elements] == [
        *("cover/agenda", "title", "summary", "summary/1", "recommendation", "recommendation/1"),
        *("recommendation/a", "recommendation/b", "section/I", "1", "section/II", "2"),
    ]


@pytest.mark.parametrize("text", [FIRST_ERA, SECTIONS, WRAPPED, LATE, DOCUMENT])
def test_accents_in_two_characters_change_no_address_and_no_character(text: str) -> None:
    apart = read(unicodedata.normalize("NFD", text))
    assert [element.path for element in apart.elements] == paths(text)
    assert apart.title == unicodedata.normalize("NFD", apart.title)


@pytest.mark.parametrize(
    ("line", "body"),
    [
        ("La Conferencia de las Partes,", "cop"),
        ("La Conferencia de las Partes que actúa como reunión de las Partes en el Protocolo de Cartagena sobre"
         " Seguridad de la Biotecnología,", "cp-mop"),
        ("La Conferencia de las Partes que actúa como Reunión de las Partes en el Protocolo de Nagoya,", "np-mop"),
        ("El Órgano Subsidiario de Asesoramiento Científico, Técnico y Tecnológico,", "sbstta"),
        ("El Órgano Subsidiario sobre la Aplicación,", "sbi"),
        ("La Conferencia de las Partes decidió esto", None),
    ],
)  # fmt: skip
def test_each_body_is_known_by_its_enacting_words(line: str, body: str | None) -> None:
    assert languages()["es"].opener(line) == body


SITE = """
Información

File Type: DOCX en

SBSTTA 3 Recomendación III/8
Secciones retiradas: párrafos1 (a) y 2.

CHARCAS TEMPORALES

El OSACTT

Recordando que se decidió contar las charcas,

1. Recomienda que la Conferencia de las Partes:

a) Cuente las charcas;

b) Lo diga.

2. Expresa su agradecimiento a quienes cuentan.
"""


def test_a_page_of_the_site_says_its_number_and_what_was_retired() -> None:
    found = read(SITE)
    assert (found.identifier, found.title) == ("recommendation/sbstta/3/8", "CHARCAS TEMPORALES")
    assert [element.path for element in found.elements] == [
        *("title", "cover/retired", "opening", "preamble/1", "1", "1.a", "1.b", "2"),
    ]


LETTERS = "".join(f"{letter}) Contar las charcas de cada provincia;\n\n" for letter in "abcdefghijklmnñop")
MARKS = f"""
X/31. Charcas

La Conferencia de las Partes,

1.- Decide:

{LETTERS}
2º Pide al Secretario Ejecutivo que:

a) Cuente todas las charcas;

a bis) Cuente también las ranas;

b) Informe sobre ellas.

2 bis. Invita a las Partes a contar.

3.º Alienta a las Partes.
"""


def test_marks_beside_a_number_do_not_move_the_numbers_after_them() -> None:
    found = read(MARKS)
    assert [element.path for element in found.elements if element.path.startswith("1.")] == [
        *(f"1.{letter}" for letter in "abcdefghijklmn"),
        *("1.nn", "1.o", "1.p"),
    ]
    assert [(element.path, element.number) for element in found.elements][-6:] == [
        *(("2", "2º"), ("2.a", "a)"), ("2.a-bis", "a bis)"), ("2.b", "b)"), ("2bis", "2 bis."), ("3", "3.º")),
    ]
    assert found.warnings == ()


TARGETS = """
VII/31. Charcas

La Conferencia de las Partes,

1. Aprueba el marco de metas.

Anexo

MARCO

Objetivo 1. Conservar las charcas

Meta 1.1: Se conserva la mitad.

Meta 1.2: Se conserva la otra mitad.

Objetivo 2. Contar las charcas

Meta 2.1: Hay una lista.
"""


def test_dotted_targets_stand_below_their_goal() -> None:
    assert paths(TARGETS)[3:] == [
        *("annex", "annex/goal-1", "annex/goal-1/1.1", "annex/goal-1/1.2", "annex/goal-2", "annex/goal-2/2.1"),
    ]
