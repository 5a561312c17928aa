"""Texts that number their paragraphs in a way of their own, and acts of bodies that no language module names."""

from __future__ import annotations

import hashlib

import pytest

from loaders.readers import formats
from loaders.structure.stage import structure, unaccounted
from loaders.text import Kind, Source, Text

HEAD = "X/99. Ponds\n\nThe Conference of the Parties,\n\nRecalling decision IX/9,\n\n"


def understood(text: str, name: str = "ponds.txt") -> Text:
    data = text.encode()
    reading = formats.read(data, name)
    made = structure(reading, Source(name, hashlib.sha256(data).hexdigest(), "text/plain"))
    assert not unaccounted(reading, made)
    return made


def paths(text: Text) -> list[str]:
    return [element.path for element in text.elements][2:]


@pytest.mark.parametrize(
    ("first", "second", "third"),
    [
        ("OP1. ", "OP2. ", "OP3. "),
        ("Paragraph 1: ", "Paragraph 2: ", "Paragraph 3: "),
        ("Para. 1 ", "Para. 2 ", "Para. 3 "),
        ("§ 1 ", "§ 2 ", "§ 3 "),
        ("Art. 1. ", "Art. 2. ", "Art. 3. "),
        ("(1) ", "(2) ", "(3) "),
        ("1) ", "2) ", "3) "),
        ("[1] ", "[2] ", "[3] "),
        ("1 – ", "2 – ", "3 – "),
        ("１． ", "２． ", "３． "),
        ("**1.** ", "**2.** ", "**3.** "),
        ("1.\n\n", "2.\n\n", "3.\n\n"),
    ],
)
def test_a_number_printed_in_another_way_is_the_number_of_its_paragraph(first: str, second: str, third: str) -> None:
    acts = f"{first}Urges Parties to act;\n\n{second}Invites donors:\n\n(a) To pay;\n\n{third}Requests a report."
    made = understood(HEAD + acts)
    assert paths(made) == ["preamble/1", "1", "2", "2.a", "3"]
    kinds = [Kind.PREAMBLE, Kind.PARAGRAPH, Kind.PARAGRAPH, Kind.ITEM, Kind.PARAGRAPH]
    assert [element.kind for element in made.elements][2:] == kinds


@pytest.mark.parametrize(("marks", "labels"), [(("I. ", "II. "), ["I", "II"]), (("A. ", "B. "), ["A", "B"])])
def test_numerals_and_letters_number_paragraphs_where_sentences_stand_behind_them(
    marks: tuple[str, str], labels: list[str]
) -> None:
    made = understood(f"{HEAD}{marks[0]}Urges Parties to act;\n\n{marks[1]}Requests a report.")
    assert paths(made) == ["preamble/1", *labels]


def test_numbers_with_points_stand_below_the_paragraph_or_section_that_they_name() -> None:
    nested = understood(f"{HEAD}1. Urges Parties:\n\n1.1 To act:\n\n1.1.1 At once;\n\n2. Requests a report.")
    assert [(e.path, e.parent) for e in nested.elements][3:] == [
        ("1", None),
        ("1.1", "1"),
        ("1.1.1", "1.1"),
        ("2", None),
    ]
    headed = understood(f"{HEAD}1. Ponds of today\n\n1.1 Urges Parties to act;\n\n1.2 Requests:\n\n(a) A report.")
    assert paths(headed) == ["preamble/1", "section/1", "1.1", "1.2", "1.2.a"]


def test_recitals_keep_their_numbers_unless_the_acts_count_anew() -> None:
    opening = "X/99. Ponds\n\nThe Conference of the Parties,\n\n"
    anew = understood(f"{opening}1. Recalling X/1,\n\n2. Noting X/2,\n\n1. Urges Parties to act.")
    assert paths(anew) == ["preamble/1", "preamble/2", "1"]
    on = "X/99. Ponds\n\n1. RECALLING X/1;\n\nTHE CONFERENCE OF THE PARTIES\n\n2. URGES Parties to act."
    assert [(e.path, e.kind) for e in understood(on).elements][1:] == [
        ("1", Kind.PREAMBLE),
        ("opening", Kind.OPENING),
        ("2", Kind.PARAGRAPH),
    ]


def test_acts_and_recitals_marked_by_dots_are_told_apart() -> None:
    made = understood(f"{HEAD}• Urges Parties to act;\n\n• Requests a report.")
    assert paths(made) == ["preamble/1", "unnumbered/1", "unnumbered/2"]
    page = "<html lang='en'><body><p>X/99. Ponds</p><p>The Conference of the Parties,</p><p>1. Urges Parties:</p>"
    listed = understood(f"{page}<ul><li>to count ponds;</li><li>to clean them.</li></ul></body></html>")
    assert paths(listed) == ["1", "1/unnumbered/1", "1/unnumbered/2"]


def test_items_below_an_act_without_a_number_belong_to_it() -> None:
    made = understood(f"{HEAD}Decides to:\n\n(a) Adopt the map;\n\nRequests Parties to:\n\n(a) Print it.")
    assert paths(made) == ["preamble/1", "unnumbered/1", "unnumbered/1.a", "unnumbered/2", "unnumbered/2.a"]


def test_an_act_of_a_body_that_is_not_known_is_read_with_a_warning() -> None:
    rows = ["Pond keeping", "The Council of Pond Keepers,", "Recalling its resolution 1 on biodiversity,"]
    made = understood("\n\n".join([*rows, "1. Urges keepers of ponds to count the ponds of their region."]))
    assert [element.path for element in made.elements] == ["title", "opening", "preamble/1", "1"]
    assert made.identifier.startswith("document/sha256-")
    assert any("--as X/15" in warning for warning in made.warnings)


def test_notes_in_square_brackets_stay_notes() -> None:
    made = understood(f"{HEAD}1. Urges Parties to act;\n\n2. Requests a report.\n\n[1] See the map of ponds.")
    assert paths(made) == ["preamble/1", "1", "2", "note/1"]


def test_a_row_of_a_table_of_acts_is_a_paragraph_and_a_table_of_figures_is_none() -> None:
    rows = "| No. | Act | By |\n| 1 | Urges Parties to act | 2030 |\n| 2 | Requests a report | 2031 |"
    made = understood(HEAD + rows)
    assert [(e.path, e.text) for e in made.elements][3:] == [
        ("1", "Urges Parties to act | 2030"),
        ("2", "Requests a report | 2031"),
    ]
    figures = understood(f"{HEAD}1. Approves the shares:\n\n| No. | Share |\n| 1 | Boats |\n| 2 | Staff |")
    assert paths(figures) == ["preamble/1", "1", "1/table"]
