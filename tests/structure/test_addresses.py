"""How the parts of a text get their addresses: layouts restated in our own words."""

from __future__ import annotations

import pytest

from loaders.languages import languages
from loaders.structure.assemble import assemble
from loaders.structure.recognise import recognise
from loaders.text import Line
from tests.structure.conftest import read

POND = """
X/99. Ponds

The Conference of the Parties,

Recalling its wish that ponds be counted,

Mindful that frogs do not wait,

1. Adopts the pond plan annexed to this decision;

2. Invites Parties:

(a) To count their ponds;

(b) To tell others, in particular:

(i) Their neighbours;

(ii) Their schools;

and to do so before the rains;

Money

3. Requests the Executive Secretary to find money.
"""


ANNEX = """
The Conference of the Parties,

1. Adopts it.

Annex
The plan

I. Why

1. Because.

II. How

{}. Thus.
"""


def test_paragraphs_items_and_subitems_are_addressed_by_their_numbers() -> None:
    found = read(POND)
    assert list(found) == [
        "title",
        "opening",
        "preamble/1",
        "preamble/2",
        "1",
        "2",
        "2.a",
        "2.b",
        "2.b.i",
        "2.b.ii",
        "2/wrap",
        "heading/3",
        "3",
    ]
    assert found["2.b.ii"].number == "(ii)"
    assert found["2.b.ii"].parent == "2.b"
    assert found["2.b.ii"].kind == "subitem"


def test_the_words_that_close_a_list_belong_to_its_paragraph() -> None:
    assert read(POND)["2/wrap"].text == "and to do so before the rains;"


def test_a_heading_is_addressed_by_the_paragraph_that_it_precedes() -> None:
    assert read(POND)["heading/3"].text == "Money"


def test_an_unnumbered_paragraph_never_moves_the_next_number() -> None:
    found = read(
        "1. One thing is said.\n\nAnother thing is said without a number.\n\n2. A third is said.", decision=False
    )
    assert list(found)[-3:] == ["1", "1bis", "2"]


def test_lettered_sections_of_a_decision_number_their_own_paragraphs() -> None:
    text = """
VII/98. Wells

A. Old wells

The Conference of the Parties,

1. Closes them;

2. Thanks them;

B. New wells

The Conference of the Parties,

Noting the drought,

1. Opens them.
"""
    assert list(read(text)) == ["title", "A", "A/opening", "A/1", "A/2", "B", "B/opening", "B/preamble/1", "B/1"]


def test_sections_of_an_annex_stay_out_of_the_address_while_numbers_run_through() -> None:
    found = read(ANNEX.format(2))
    assert [path for path in found if path.startswith("annex")] == [
        "annex",
        "annex/section/I",
        "annex/1",
        "annex/section/II",
        "annex/2",
    ]
    assert found["annex"].text == "The plan"


def test_sections_of_an_annex_enter_the_address_where_numbers_begin_anew() -> None:
    assert {"annex/section/I/1", "annex/section/II/1"} <= set(read(ANNEX.format(1)))


def test_two_annexes_are_told_apart_by_their_numbers() -> None:
    text = (
        "The Conference of the Parties,\n\n1. Adopts both.\n\nAnnex I\nOne\n\n1. First.\n\nAnnex II\nTwo\n\n1. Second."
    )
    assert {"annex-1", "annex-1/1", "annex-2", "annex-2/1"} <= set(read(text))


def test_goals_and_objectives_of_an_annex_have_their_own_addresses() -> None:
    text = """
X/97. 池塘

缔约方大会，

1. 通过本决定附件。

附件

池塘计划

任务

数清所有的池塘。

目标 1：池塘有人照看

1.1. 每村一人。

1.2. 每年一次。

目标 2：池塘有水
"""
    found = read(text, "zh")
    assert [path for path in found if path.startswith("annex/")] == [
        "annex/heading/mission",
        "annex/mission",
        "annex/goal-1",
        "annex/goal-1/1.1",
        "annex/goal-1/1.2",
        "annex/goal-2",
    ]
    assert found["annex/goal-1/1.2"].kind == "objective"


def test_a_quotation_below_a_paragraph_is_part_of_it() -> None:
    text = "CBD/SBSTTA/98/1\n\n1. The plan says:\n\n“Ponds are for frogs” (page 3).\n\n2. It is so."
    assert read(text, decision=False)["1/quotation"].text == "“Ponds are for frogs” (page 3)."


def test_a_number_that_is_printed_twice_keeps_both_paragraphs_and_says_so() -> None:
    tree = recognise([Line("2. One.", 1)], languages()["en"], decision=True).root
    twice = tree.__class__(tree.role, children=(*tree.children, *tree.children))
    assembled = assemble(twice, decision=True)
    assert [element.path for element in assembled.elements] == ["2", "2-2"]
    assert "printed again" in assembled.warnings[0]


RECOMMENDATION = """
X/4. Ponds

The Subsidiary Body on Implementation,

1. Welcomes the report;

2. Recommends that the Conference of the Parties adopt a decision along the following lines:

The Conference of the Parties,

Mindful of frogs,

1. Invites Parties:

(a) To count ponds;

2. Requests the Executive Secretary to help.

Annex
The plan

1. Ponds first.
"""


def test_the_decision_that_a_recommendation_proposes_counts_its_own_paragraphs() -> None:
    parts = read(RECOMMENDATION)
    assert list(parts) == [
        *("title", "opening", "1", "2", "draft", "draft/preamble/1", "draft/1", "draft/1.a", "draft/2"),
        *("annex", "annex/1"),
    ]
    assert parts["draft"].text == "The Conference of the Parties,"
    assert parts["draft/1"].parent == "draft"


@pytest.mark.parametrize(
    ("language", "body", "code"),
    [
        ("en", "The Ad Hoc Open-ended Working Group on Review of Implementation,", "wgri"),
        ("en", "The Ad Hoc Open-ended Working Group on Article 8(j) and Related Provisions,", "wg8j"),
        ("fr", "Le Groupe de travail spécial à composition non limitée sur l'examen de l'application,", "wgri"),
        ("es", "El Grupo de Trabajo de composición abierta sobre el Artículo 8 j),", "wg8j"),
        ("ru", "Специальная рабочая группа открытого состава по обзору осуществления,", "wgri"),
        ("zh", "审查公约执行情况不限成员名额特设工作组，", "wgri"),
        ("ar", "إن الفريق العامل المخصص المفتوح العضوية لاستعراض تنفيذ الاتفاقية،", "wgri"),
        ("en", "The Subsidiary Body on Implementation,", "sbi"),
        ("en", "The Conference of the Parties,", "cop"),
    ],
)
def test_enacting_words_tell_which_body_speaks(language: str, body: str, code: str) -> None:
    assert languages()[language].opener(body) == code


PLAN = {
    "en": ("Annex", "The plan", "Strategic Goal A: Causes", "Target 1: By then, people know.", "GOAL B", "TARGET 2"),
    "fr": ("Annexe", "Le plan", "But stratégique A : Causes", "Objectif 1 : Les gens savent.", "BUT B", "CIBLE 2"),
    "es": ("Anexo", "El plan", "Objetivo estratégico A: Causas", "Meta 1: La gente sabe.", "OBJETIVO B", "META 2"),
    "zh": ("附件", "计划", "战略目标A：原因", "目标1：人们知道。", "长期目标B", "行动目标2"),
}


@pytest.mark.parametrize("language", PLAN)
def test_targets_stand_below_the_goal_with_a_letter_and_may_have_their_text_in_the_next_line(language: str) -> None:
    annex, title, *aims = PLAN[language]
    opener = {"en": "The Conference of the Parties,", "fr": "La Conférence des Parties,", "zh": "缔约方大会，"}
    first = opener.get(language, "La Conferencia de las Partes,")
    found = read("\n\n".join((first, annex, title, *aims[:3], "Ponds stay.", aims[3], "Frogs stay.")), language)
    assert [path for path in found if path.startswith("annex/")] == [
        "annex/goal-A",
        "annex/goal-A/target-1",
        "annex/goal-B",
        "annex/goal-B/target-2",
    ]
    assert (found["annex/goal-B"].text, found["annex/goal-B/target-2"].text) == ("Ponds stay.", "Frogs stay.")
    assert found["annex/goal-B/target-2"].kind == "objective"


def test_what_stands_before_the_first_number_takes_no_number_of_another() -> None:
    found = read("The Conference of the Parties,\n\n1. Adopts it.\n\nAnnex\n\nThe plan\n\nA word.\n\n1. First.")
    assert [path for path in found if path.startswith("annex/")] == ["annex/unnumbered/1", "annex/1"]


def test_an_appendix_is_no_further_annex() -> None:
    text = (
        "The Conference of the Parties,\n\n1. Adopts both.\n\nAnnex I\n\nOne\n\n1. A.\n\nAppendix 1\n\nTable\n\n1. B."
    )
    found = read(text + "\n\nAnnex II\n\nTwo\n\n1. C.")
    assert {"annex-1/1", "appendix-1", "appendix-1/1", "annex-2/1"} <= set(found)


def test_goals_and_targets_stand_in_reading_order_among_sections_that_are_called_so() -> None:
    text = """
The Conference of the Parties,

1. Adopts it.

Annex

The plan

Section A. Goals

1. There are goals.

GOAL A

Ponds stay.

Section B. Targets

2. There are targets.

TARGET 1

Ponds are counted.
"""
    assert [path for path in read(text) if path.startswith("annex/")] == [
        "annex/section/A",
        "annex/1",
        "annex/goal-A",
        "annex/section/B",
        "annex/2",
        "annex/target-1",
    ]


def test_an_excerpt_keeps_its_numbers_and_the_gap_is_said() -> None:
    assert "12" in read("The Conference of the Parties,\n\n1. Decides.\n\n12. Decides again.")


@pytest.mark.parametrize(
    ("heading", "number", "title"),
    [
        ("Annex I. GUIDE TO PONDS", "Annex I.", "GUIDE TO PONDS"),
        ("Annex I: Guide to ponds", "Annex I:", "Guide to ponds"),
        ("ANNEX I – Guide to ponds", "ANNEX I –", "Guide to ponds"),
        ("Annex I*\nGuide to ponds", "Annex I*", "Guide to ponds"),
    ],
)
def test_an_annex_may_have_its_title_beside_its_number_or_a_star(heading: str, number: str, title: str) -> None:
    text = (
        f"15/40. Ponds\n\nThe Conference of the Parties,\n\n1.\tAdopts the guide;\n\n{heading}\n\n1.\tKeep them wet.\n"
    )
    found = read(text)
    assert (found["annex-1"].number, found["annex-1"].text) == (number, title)
    assert found["annex-1/1"].text == "Keep them wet."


def test_a_sentence_that_begins_with_an_annex_opens_none() -> None:
    row = "Annex I to the Convention is of use to ponds,\nand decides to keep it;\n"
    found = read(f"15/40. Ponds\n\nThe Conference of the Parties,\n\n1.\tNotes that\n{row}")
    assert not [path for path in found if path.startswith("annex")]
