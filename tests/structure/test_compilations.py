"""Files that hold many decisions: each is a text of its own, and nothing between them is lost."""

from __future__ import annotations

import pytest

from loaders.readers import formats
from loaders.structure.compilation import BEFORE
from loaders.structure.stage import Asked, texts_of, unaccounted
from loaders.text import Source, Text

REPORT = """Report of the meeting on ponds

Contents
X/1. Ponds
X/2. Bogs

X/1. Ponds

The Conference of the Parties,

Recalling its decision IX/4,

1. Invites Parties to count their ponds;

2. Adopts the text that follows:

IX/9. Old bogs

The Conference of the Parties,

1. Encourages Parties to walk around their bogs.

X/2. Bogs

The Conference of the Parties,

1. Requests the Executive Secretary to map the bogs of the world.

X/3. Fens

The Conference of the Parties,

1. Decides to keep the fens.
"""


def read(text: str, asked: Asked | None = None) -> tuple[formats.Reading, tuple[Text, ...]]:
    reading = formats.read(text.encode(), "report.en.txt")
    return reading, texts_of(reading, Source("report.en.txt", "0" * 64, "text/plain"), asked or Asked(language="en"))


def test_each_decision_of_a_report_is_a_text_of_its_own() -> None:
    _, texts = read(REPORT)
    assert [text.identifier for text in texts] == ["decision/cop/10/1", "decision/cop/10/2", "decision/cop/10/3"]
    assert [text.title for text in texts] == ["Ponds", "Bogs", "Fens"]


def test_a_decision_quoted_inside_another_one_is_not_split_off() -> None:
    _, texts = read(REPORT)
    assert any("walk around" in element.text for element in texts[0].elements)


def test_what_stands_before_the_first_decision_is_left_over_from_the_first() -> None:
    _, texts = read(REPORT)
    before = [left.text for left in texts[0].unparsed if left.reason == BEFORE]
    assert before == ["Report of the meeting on ponds", "Contents", "X/1. Ponds", "X/2. Bogs"]
    assert not any(left.reason == BEFORE for text in texts[1:] for left in text.unparsed)


def test_no_character_of_a_report_is_lost() -> None:
    reading, texts = read(REPORT)
    assert unaccounted(reading, *texts) == {}


def test_lines_are_counted_in_the_file() -> None:
    _, texts = read(REPORT)
    assert REPORT.split("\n")[texts[2].elements[0].line - 1] == "X/3. Fens"


@pytest.mark.parametrize(
    "asked", [Asked("X/1", "en"), Asked(language="en", type="document", identifier="CBD/COP/10/9")]
)
def test_a_file_that_is_said_to_be_one_text_is_one(asked: Asked) -> None:
    _, texts = read(REPORT, asked)
    assert len(texts) == 1


def test_a_file_with_one_decision_is_one_text() -> None:
    _, texts = read(REPORT[REPORT.index("X/3. Fens") :])
    assert [text.identifier for text in texts] == ["decision/cop/10/3"]
