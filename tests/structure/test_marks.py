"""The marks of paragraphs, items and notes as they are printed, and what opens and closes a list."""

from __future__ import annotations

import pytest

from tests.structure.conftest import read


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


def test_items_marked_by_dashes_are_items_of_what_opens_their_list() -> None:
    text = "The Conference of the Parties,\n\n1. Invites Parties:\n\n- To count;\n\n– To tell.\n\n2. Decides."
    found = read(text)
    assert [*found][1:] == ["1", "1/unnumbered/1", "1/unnumbered/2", "2"]
    assert (found["1/unnumbered/1"].kind, found["1/unnumbered/1"].parent) == ("item", "1")
    assert (found["1/unnumbered/2"].number, found["1/unnumbered/2"].text) == ("–", "To tell.")


def test_a_dash_that_no_colon_announces_opens_no_list() -> None:
    found = read("The Conference of the Parties,\n\n1. Decides.\n\n- Note by the editor.")
    assert [*found][1:] == ["1", "1bis"]


def test_notes_in_square_brackets_are_notes_as_conversions_of_word_print_them() -> None:
    found = read("The Conference of the Parties,\n\nNoting the work,[1]\n\n1. Decides.\n\n[1] CBD/COP/15/5.")
    assert (found["preamble/1"].text, found["preamble/1"].notes[0][1]) == ("Noting the work,", "note/1")
    assert (found["note/1"].number, found["note/1"].text) == ("[1]", "CBD/COP/15/5.")


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
