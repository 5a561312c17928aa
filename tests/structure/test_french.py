"""French decisions of three eras and a document, in our own words: marks, spaces, accents, enacting words."""

from __future__ import annotations

import unicodedata

import pytest

from loaders.languages import languages
from loaders.text import Kind, Text
from tests.structure.conftest import structured

FIRST_ERA = """
Décision II/9

Les mares
La Conférence des Parties

1. Décide également de compter les mares du monde ;

2. Prie le Secrétariat de garder le compte, en particulier :

a) Des mares qui ont de l'eau ;

b) De celles qui n'en ont plus.
"""

SECTIONS = """
VII/31. Mares et grenouilles (article 18, paragraphe 3)

A. Des mares

La Conférence des Parties,

Rappelant son vœu que les mares soient comptées,

1. Invite les Parties à les compter ;

2. Prie le Secrétaire exécutif d'en dire le nombre.

B. Des grenouilles

La Conférence des Parties,

Notant que les grenouilles n'attendent pas,

1. Encourage les Parties à les écouter.

Annexe I

Le plan des mares

1. Une mare se compte une fois.

Annexe II

Le plan des grenouilles

1. Une grenouille se compte la nuit.
"""

WRAPPED = """
X/42. Les mares des écoles

La Conférence des Parties,

Rappelant que les écoles ont des mares depuis longtemps et que personne ne les a jamais comptées ensemble,

Préoccupée par le sort des mares que les vacances laissent seules pendant deux longs mois de chaque été,

1. Adopte le plan des écoles placé dans l'annexe à la présente décision, pour les années deux mille onze à
deux mille vingt\xa0;

2. Prie le Secrétaire exécutif\xa0:

a) De demander aux écoles combien de mares elles ont, et combien de grenouilles vivent dans chacune de ces
mares\xa0;

b) D'en parler\xa0:

i) Aux maîtres\xa0;

ii) Aux enfants\xa0; et

c) De garder le compte,

et de faire cela avant les pluies.

Annexe

Le plan des écoles

Mission

Que chaque école garde sa mare.

Objectif 1\xa0: Les mares durent

1.1. Une école a une mare.

1.2. Une mare a de l'eau.

But 2. Les grenouilles reviennent

2.1. Les enfants les écoutent.
"""

LATE = """
CBD/COP/DEC/14/25

14/25. Des mares encore

La Conférence des Parties,

Rappelant également la décision X/42,

A. Compter

1. Prie la Secrétaire exécutive, sous réserve des ressources disponibles :

a)De compter encore ;

b)De dire le nombre.

B. Raconter

2. Invite les Parties à raconter.
"""

DOCUMENT = """
Distr.
GÉNÉRALE
UNEP/CBD/SBSTTA/10/99
3 novembre 2004
FRANÇAIS
ORIGINAL : ANGLAIS
ORGANE SUBSIDIAIRE CHARGÉ DE FOURNIR DES AVIS SCIENTIFIQUES, TECHNIQUES ET TECHNOLOGIQUES
Dixième réunion
Bangkok, 7-11 février 2005
Point 9.9 de l'ordre du jour provisoire*
DES MARES QUE L'ON COMPTE
Note du Secrétaire exécutif

Résumé

Cette note dit où en est le compte des mares.

Recommandations suggérées

L'Organe pourrait souhaiter que l'on compte :

a) Les mares ;

b) Les grenouilles.

I. POURQUOI COMPTER

1. Parce que personne ne l'a fait.

II. COMMENT

2. Une mare après l'autre.
"""


def read(text: str) -> Text:
    return structured(text, "mare.fr.txt")


def paths(text: str) -> list[str]:
    return [element.path for element in read(text).elements]


def test_a_decision_of_the_first_meetings_needs_no_comma_and_no_preamble() -> None:
    found = read(FIRST_ERA)
    assert (found.identifier, found.language, found.title) == ("decision/cop/2/9", "fr", "Les mares")
    assert paths(FIRST_ERA) == ["title", "opening", "1", "2", "2.a", "2.b"]


def test_sections_have_enacting_words_and_numbers_of_their_own() -> None:
    found = paths(SECTIONS)
    assert [path for path in found if path[:1] in "AB"] == [
        *("A", "A/opening", "A/preamble/1", "A/1", "A/2"),
        *("B", "B/opening", "B/preamble/1", "B/1"),
    ]
    assert found[-4:] == ["annex-1", "annex-1/1", "annex-2", "annex-2/1"]


def test_hard_spaces_and_marks_with_one_bracket_are_read() -> None:
    found = read(WRAPPED)
    assert [element.path for element in found.elements] == [
        *("title", "opening", "preamble/1", "preamble/2", "1", "2", "2.a", "2.b", "2.b.i", "2.b.ii", "2.c", "2/wrap"),
        *("annex", "annex/heading/mission", "annex/mission"),
        *("annex/goal-1", "annex/goal-1/1.1", "annex/goal-1/1.2", "annex/goal-2", "annex/goal-2/2.1"),
    ]
    assert next(element.text for element in found.elements if element.path == "2.a").endswith("mares\xa0;")


def test_a_decision_of_the_late_meetings_numbers_through_its_sections() -> None:
    found = read(LATE)
    assert found.identifier == "decision/cop/14/25"
    assert [element.path for element in found.elements] == [
        *("title", "opening", "preamble/1", "A", "A/1", "A/1.a", "A/1.b", "B", "B/2"),
    ]


def test_the_cover_of_a_document_says_what_it_is_and_when_it_was_issued() -> None:
    found = read(DOCUMENT)
    assert (found.identifier, found.type) == ("document/UNEP_CBD_SBSTTA_10_99", "document")
    assert (found.title, found.issued) == ("DES MARES QUE L'ON COMPTE", "2004-11-03")
    assert [element.path for element in found.elements] == [
        *("cover/agenda", "title", "summary", "summary/1", "recommendation", "recommendation/1"),
        *("recommendation/a", "recommendation/b", "section/I", "1", "section/II", "2"),
    ]


@pytest.mark.parametrize("text", [FIRST_ERA, SECTIONS, WRAPPED, LATE, DOCUMENT])
def test_accents_in_two_characters_change_no_address_and_no_character(text: str) -> None:
    apart = read(unicodedata.normalize("NFD", text))
    assert [element.path for element in apart.elements] == paths(text)
    assert apart.title == unicodedata.normalize("NFD", apart.title)


NOTED = """
X/42. Mares

La Conférence des Parties,

1. Prend note du compte des mares de l'an 2010 et des écoles1, puis des « étangs »2 ;

2. Invite les Parties à compter.

________
1 Sauf une.

2 Tous.
"""


def test_the_mark_of_a_note_may_stand_before_the_comma() -> None:
    found = read(NOTED)
    paragraph = next(element for element in found.elements if element.path == "1")
    assert paragraph.text.endswith("des écoles, puis des « étangs » ;")
    assert [note for _, note in paragraph.notes] == ["note/1", "note/2"]


PROTOCOL = """
BS-V/14. Les mares au-delà des frontières

La Conférence des Parties siégeant en tant que réunion des Parties au Protocole
de Cartagena sur la prévention des risques biotechnologiques,

Rappelant que les mares ne connaissent pas de frontière et que les grenouilles
n'ont pas de passeport,

1. Invite les Parties à compter les grenouilles qui passent d'un pays à l'autre
pendant la nuit.
"""


def test_enacting_words_may_run_over_two_rows() -> None:
    found = read(PROTOCOL)
    assert found.identifier == "decision/cp-mop/5/14"
    assert [element.path for element in found.elements] == ["title", "opening", "preamble/1", "1"]
    assert found.elements[1].text.endswith("biotechnologiques,")


@pytest.mark.parametrize(
    ("line", "body"),
    [
        ("La Conférence des Parties,", "cop"),
        ("La Conférence des Parties siégeant en tant que réunion des Parties au Protocole de Cartagena sur la"
         " prévention des risques biotechnologiques,", "cp-mop"),
        ("La Conférence des Parties siégeant en tant que Réunion des Parties au Protocole de Nagoya,", "np-mop"),
        ("L’Organe subsidiaire chargé de fournir des avis scientifiques, techniques et technologiques,", "sbstta"),
        ("L'Organe subsidiaire chargé de l'application,", "sbi"),
        ("La Conférence des Parties a décidé cela", None),
    ],
)  # fmt: skip
def test_each_body_is_known_by_its_enacting_words(line: str, body: str | None) -> None:
    assert languages()["fr"].opener(line) == body


@pytest.mark.parametrize("kind", [Kind.PARAGRAPH, Kind.ITEM, Kind.SUBITEM, Kind.ANNEX, Kind.GOAL, Kind.OBJECTIVE])
def test_each_kind_of_part_is_found(kind: Kind) -> None:
    assert any(element.kind is kind for element in read(WRAPPED).elements)


SITE = """
Information

COP 2 Décision II/9
Sections retirées: paragraphes 1-2.

Les mares temporaires

La Conférence des Parties,

Ayant examiné le rapport de la réunion tenue du 1er au 5 octobre 1994.

  1. Approuve la liste des mares;

  2. Prie le Secrétariat:

      a) de tenir la liste à jour.
"""


def test_a_page_of_the_site_says_its_number_and_what_was_retired() -> None:
    found = read(SITE)
    assert (found.identifier, found.title) == ("decision/cop/2/9", "Les mares temporaires")
    assert [element.path for element in found.elements] == [
        *("title", "cover/retired", "opening", "preamble/1", "1", "2", "2.a"),
    ]


TWO_PAGES = """
XIII/31. Mares

La Conférence des Parties,

1. Décide de compter les mares qui ont de l'eau et celles qui n'en
ont plus, chaque année et dans chaque pays, jusqu'à ce qu'il n'en

CBD/COP/DEC/XIII/31
Page 2

reste aucune ;

2. Invite les Parties à les compter.
"""


def test_the_word_for_a_page_with_its_number_is_no_part_of_a_text() -> None:
    assert not any("Page" in element.text for element in read(TWO_PAGES).elements)


def test_old_capitals_have_no_accents() -> None:
    old = "Décision I/9\n\nMares\n\nLA CONFERENCE DES PARTIES\n\n1. Prie le Secrétariat de compter.\n"
    assert [element.path for element in read(old).elements] == ["title", "opening", "1"]
