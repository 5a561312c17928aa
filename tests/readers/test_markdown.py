"""Markdown, with texts written here."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from loaders.readers import formats
from loaders.structure.stage import Asked, structure, unaccounted
from loaders.text import Kind, Source, Text

POND = """---
title: Ponds
---

# X/99. Ponds[^1]

*The Conference of the Parties,*

*Recalling* its decision VII/23,

1. **Invites** Parties to count their ponds
   and lakes:

   - (a) To draw them;
   - (b) To share them;

5. *Requests* the Executive Secretary to report to the Conference of the Parties;[^2]

## Annex

| Party | Ponds |
|-------|-------|
| Kenya | 4 \\* 2 |

[^1]: The first note,
    in two rows.
[^2]: The second.
"""


def understand(text: str) -> Text:
    reading = formats.read(text.encode(), "x.md")
    made = structure(reading, Source("x.md", "", reading.media_type), Asked(language="en"))
    assert reading.format == "markdown"
    assert unaccounted(reading, made) == {}
    return made


def test_headings_and_emphasis_are_markup_and_numbers_stay_as_typed() -> None:
    found = {element.path: element for element in understand(POND).elements}
    assert found["title"].text == "Ponds"
    assert found["1"].text == "Invites Parties to count their ponds and lakes:"
    assert (found["1.b"].number, found["1.b"].text) == ("(b)", "To share them;")
    assert found["5"].number == "5."


def test_notes_keep_the_place_they_are_called_from() -> None:
    found = {element.path: element for element in understand(POND).elements}
    assert found["title"].notes == ((5, "note/1"),)
    assert found["note/1"].text == "The first note, in two rows."
    assert found["5"].notes[0][1] == "note/2"


def test_a_table_is_one_element_and_properties_are_a_leftover() -> None:
    found = understand(POND)
    tables = [element.text for element in found.elements if element.kind is Kind.TABLE]
    assert tables == ["Party | Ponds\nKenya | 4 * 2"]
    assert [left.reason for left in found.unparsed] == ["properties of the file"]


def test_rows_that_begin_with_a_mark_are_not_joined() -> None:
    text = "# One\n\n# Two\n\n**Invites** Parties:\n(a) To draw ponds;\n(b) To share\nthem."
    lines = [line.text for line in formats.read(text.encode(), "x.md").lines]
    assert lines[2:] == ["Invites Parties:", "(a) To draw ponds;", "(b) To share them."]


@pytest.mark.parametrize(
    "text", ["# restatement: own words\n1. 通过", "* note\n\n** note\n\n- - - - -", "1. Invites * and *"]
)
def test_plain_text_is_no_markdown(text: str) -> None:
    assert formats.read(text.encode(), "x.txt").format == "plain"


def test_no_letter_of_the_markdown_texts_is_lost(corpus: Path) -> None:
    files = [*corpus.glob("decisions/unfccc/*.md"), *corpus.glob("documents/enb/*.md")]
    for file in files:
        source = file.read_text(encoding="utf-8-sig")
        reading = formats.read(file.read_bytes(), file.name)
        held = "".join([*(line.text for line in reading.lines), *(left.text for left in reading.leftovers)])
        assert reading.format == "markdown"
        for letter in "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789":
            assert held.count(letter) >= source.count(letter) - _markup(source).count(letter), (file.name, letter)


def _markup(source: str) -> str:
    """Addresses of links and marks of notes are markup."""
    return "".join(re.findall(r"\]\([^)]*\)|\[\^[^\]]*\]|<[^>]*>|&\w+;", source))
