"""How the parts of a text get their addresses: layouts restated in our own words."""

from __future__ import annotations

import pytest

from loaders.languages import languages
from loaders.structure.assemble import assemble
from loaders.structure.calls import place_calls
from loaders.structure.recognise import recognise
from loaders.text import Element, Line


def read(text: str, language: str = "en", *, decision: bool = True) -> dict[str, Element]:
    lines = [Line(row, number) for number, row in enumerate(text.strip("\n").split("\n"), 1)]
    tree = recognise(lines, languages()[language], decision=decision).root
    return {element.path: element for element in place_calls(assemble(tree, decision=decision).elements)}


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


def test_arabic_numbered_headings_inside_a_section_are_not_paragraphs() -> None:
    text = (
        "CBD/SBSTTA/98/1\n\nII. 工具\n\n1. 我们有工具。\n\nB. 合作\n\n2. 我们合作。\n\n1. 同他人合作\n\n3. 合作很好。"
    )
    found = read(text, "zh", decision=False)
    assert found["section/II/B/1"].text == "同他人合作"
    assert found["3"].parent == "section/II/B/1"


def test_a_list_inside_a_note_never_becomes_a_list_of_the_paragraph() -> None:
    text = """
 缔约方大会，

 1. 欢迎这份关于全国各地大小池塘状况以及今后如何更好地照看这些池塘的报告；1

 2. 鼓励 各缔约方：

(a) 数一数本国境内所有大小池塘并且把所得到的结果及时告诉住在附近的所有居民；
RULE
1  下列事项：

(a) 先数大的；

(b) 后数小的。
 (b) 把水引来；

3. 请 执行秘书提出报告。
"""
    found = read(text.replace("RULE", " " * 56), "zh")
    assert found["2.b"].text == "把水引来；"
    assert found["note/1/b"].text == "后数小的。"
    assert found["1"].notes == ((len(found["1"].text), "note/1"),)
    assert "1" not in found["1"].text


def test_a_sentence_goes_on_after_a_note_that_interrupts_it() -> None:
    text = "CBD/SBSTTA/98/1\n\n1. 这个工具*帮助大家加强能力\n\n* 见另一份文件。\n\n建设, 也帮助别人。\n\n2. 完。"
    found = read(text, "zh", decision=False)
    assert found["1"].text == "这个工具帮助大家加强能力建设, 也帮助别人。"
    assert found["1"].notes == ((4, "note/star"),)


def test_a_quotation_below_a_paragraph_is_part_of_it() -> None:
    text = "CBD/SBSTTA/98/1\n\n1. The plan says:\n\n“Ponds are for frogs” (page 3).\n\n2. It is so."
    assert read(text, decision=False)["1/quotation"].text == "“Ponds are for frogs” (page 3)."


def test_a_number_that_is_printed_twice_keeps_both_paragraphs_and_says_so() -> None:
    tree = recognise([Line("2. One.", 1)], languages()["en"], decision=True).root
    twice = tree.__class__(tree.role, children=(*tree.children, *tree.children))
    assembled = assemble(twice, decision=True)
    assert [element.path for element in assembled.elements] == ["2", "2-2"]
    assert "printed again" in assembled.warnings[0]


@pytest.mark.parametrize(
    ("mark", "path"),
    [("1.", "1"), ("1 .", "1"), ("1．", "1"), ("1、", "1"), ("1-", "1"), ("1 -", "1"), ("1.Adopts", "1")],
)
def test_every_mark_of_a_first_paragraph_is_read(mark: str, path: str) -> None:
    assert path in read(f"The Conference of the Parties,\n\n{mark} it for all.")


@pytest.mark.parametrize("mark", ["(a)", "（a）", "a)", "- (a)", "(a)To", "а)", "(أ)"])
def test_every_mark_of_a_first_item_is_read(mark: str) -> None:
    assert "1.a" in read(f"The Conference of the Parties,\n\n1. Invites Parties:\n\n{mark} count them.")


def test_i_after_h_is_a_letter_and_i_after_a_colon_a_numeral() -> None:
    letters = "".join(f"({letter}) Word;\n" for letter in "abcdefghi")
    assert "1.i" in read(f"The Conference of the Parties,\n\n1. Asks:\n{letters}")
    assert "1.b.i" in read("The Conference of the Parties,\n\n1. Asks:\n(a) One;\n(b) Two:\n(i) Inner;\n(ii) Other.")


@pytest.mark.parametrize("marks", ["㈠㈡", "（一）（二）", "(一)(二)", "(i)(ii)"])
def test_chinese_numerals_in_brackets_count_like_roman_ones(marks: str) -> None:
    first, second = marks[: len(marks) // 2], marks[len(marks) // 2 :]
    text = f"""
缔约方大会，

1. 请执行秘书：

(a) 数一数池塘：

{first} 大的；

{second} 小的；

(b) 告诉大家。
"""
    parts = read(text, "zh")
    assert (parts["1.a.i"].text, parts["1.a.ii"].text, parts["1.b"].text) == ("大的；", "小的；", "告诉大家。")
    assert parts["1.a.i"].number == first


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


def test_items_marked_by_dashes_are_items_of_what_opens_their_list() -> None:
    text = "The Conference of the Parties,\n\n1. Invites Parties:\n\n- To count;\n\n– To tell.\n\n2. Decides."
    found = read(text)
    assert [*found][1:] == ["1", "1/unnumbered/1", "1/unnumbered/2", "2"]
    assert (found["1/unnumbered/1"].kind, found["1/unnumbered/1"].parent) == ("item", "1")
    assert (found["1/unnumbered/2"].number, found["1/unnumbered/2"].text) == ("–", "To tell.")


def test_a_dash_that_no_colon_announces_opens_no_list() -> None:
    found = read("The Conference of the Parties,\n\n1. Decides.\n\n- Note by the editor.")
    assert [*found][1:] == ["1", "1bis"]


def test_what_stands_before_the_first_number_takes_no_number_of_another() -> None:
    found = read("The Conference of the Parties,\n\n1. Adopts it.\n\nAnnex\n\nThe plan\n\nA word.\n\n1. First.")
    assert [path for path in found if path.startswith("annex/")] == ["annex/unnumbered/1", "annex/1"]


def test_an_appendix_is_no_further_annex() -> None:
    text = (
        "The Conference of the Parties,\n\n1. Adopts both.\n\nAnnex I\n\nOne\n\n1. A.\n\nAppendix 1\n\nTable\n\n1. B."
    )
    found = read(text + "\n\nAnnex II\n\nTwo\n\n1. C.")
    assert {"annex-1/1", "appendix-1", "appendix-1/1", "annex-2/1"} <= set(found)


def test_notes_in_square_brackets_are_notes_as_conversions_of_word_print_them() -> None:
    found = read("The Conference of the Parties,\n\nNoting the work,[1]\n\n1. Decides.\n\n[1] CBD/COP/15/5.")
    assert (found["preamble/1"].text, found["preamble/1"].notes[0][1]) == ("Noting the work,", "note/1")
    assert (found["note/1"].number, found["note/1"].text) == ("[1]", "CBD/COP/15/5.")


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


def test_notes_with_a_stroke_are_called_and_told_as_in_older_documents() -> None:
    text = """
The Conference of the Parties,

Having seen the outcome,1/

1. Welcomes the work of the group 2/ and its pond.

________________
1/ UNEP/CBD/COP/5/5.

2/ UNEP/CBD/COP/5/6, which goes
on here.

2. Decides.
"""
    found = read(text)
    assert found["preamble/1"].text == "Having seen the outcome,"
    assert found["1"].text == "Welcomes the work of the group and its pond."
    assert (found["1"].notes[0][1], found["note/2"].number) == ("note/2", "2/")
    assert "2" in found
