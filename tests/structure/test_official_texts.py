"""The official texts against what a reader marked by hand (corpus: gold)."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest

from loaders.readers import formats
from loaders.structure.stage import structure
from loaders.text import Element, Source, Text

TEST_LINES = re.compile(
    r"(?:Rando|Preamble \d|Here is a document|Intro(?: text)?$|Wrap|Content|Heading|Head \d|Subdiv|Text of)"
)


def read(corpus: Path, name: str) -> Text:
    data = (corpus / name).read_bytes()
    reading = formats.read(data, name)
    return structure(reading, Source(name, hashlib.sha256(data).hexdigest(), reading.media_type))


def address(marked: str) -> str:
    """The address of a part as the gold names it: 2(a)(i) is 2.a.i, preamble-1 is preamble/1."""
    fixed = {"5-quote": "5/quotation", "18-unnumbered": "18bis", "6-wrap": "6/wrap"}
    if marked in fixed:
        return fixed[marked]
    marked = re.sub(r"^exec-summary-", "summary/", marked)
    marked = re.sub(r"^recommendation-\((\w)\)", r"recommendation/\1", marked)
    marked = re.sub(r"^preamble-", "preamble/", marked)
    marked = re.sub(r"^annex/(\d)\.(\d)$", r"annex/goal-\1/\1.\2", marked)
    return re.sub(r"\((\w+)\)", r".\1", marked)


def in_order(found: list[str], wanted: list[str]) -> bool:
    rest = iter(found)
    return all(path in rest for path in wanted)


@pytest.mark.parametrize(
    ("text", "gold"),
    [
        ("founding/x-15.zh.txt", "x-15.zh.json"),
        ("founding/sbstta-10-11.zh.txt", "sbstta-10-11.zh.json"),
        ("decisions/cbd/ix-14.en.txt", "ix-14.en.json"),
        ("decisions/cbd/ix-14.akn.xml", "ix-14.en.json"),
    ],
)
def test_every_part_marked_by_hand_is_found_in_reading_order(corpus: Path, text: str, gold: str) -> None:
    marked = json.loads((corpus / "gold" / gold).read_text("utf-8"))
    wanted = [*marked.get("front_matter", ()), *marked["paragraphs"]]
    wanted += [path for annex in marked.get("annexes", ()) for path in annex["paragraphs"]]
    found = [element.path for element in read(corpus, text).elements]
    assert in_order(found, [address(path) for path in wanted])


def test_the_parts_of_x_15_begin_as_printed(corpus: Path) -> None:
    marked = json.loads((corpus / "gold/x-15.zh.json").read_text("utf-8"))
    found = {element.path: element for element in read(corpus, "founding/x-15.zh.txt").elements}
    for path, beginning in marked["begins"].items():
        element = found[address(path)]
        assert "".join(((element.number or "") + element.text).split()).startswith(beginning)


def test_the_notes_of_x_15_are_called_from_their_places(corpus: Path) -> None:
    found = {element.path: element for element in read(corpus, "founding/x-15.zh.txt").elements}
    assert [note for _, note in found["preamble/1"].notes] == ["note/1"]
    assert [note for _, note in found["1"].notes] == ["note/2"]
    assert {f"note/2/{letter}" for letter in "abcd"} <= set(found)
    assert found["2.c"].text.startswith("在向全球环境基金")


def test_the_sentence_of_34_b_is_whole_although_a_note_breaks_it(corpus: Path) -> None:
    found = {element.path: element for element in read(corpus, "founding/sbstta-10-11.zh.txt").elements}
    assert "分析工具的能力建设, 包括" in found["34.b"].text
    assert found["note/star-2"].text.startswith("一位代表")


def test_the_sections_of_the_note_are_those_marked_by_hand(corpus: Path) -> None:
    marked = json.loads((corpus / "gold/sbstta-10-11.zh.json").read_text("utf-8"))
    found = {element.path: element for element in read(corpus, "founding/sbstta-10-11.zh.txt").elements}
    for section in marked["sections"]:
        assert found["section/" + section["id"].replace(".", "/")].text == section["title"]


def parts(text: Text) -> list[tuple[str, str, str | None, str]]:
    return [(element.path, element.kind.value, element.number, element.text) for element in text.elements]


def test_the_bluebell_twin_of_ix_14_reads_to_the_same_elements(corpus: Path) -> None:
    akn, bluebell = read(corpus, "decisions/cbd/ix-14.akn.xml"), read(corpus, "decisions/cbd/ix-14.bluebell.txt")
    assert parts(akn) == parts(bluebell)
    assert [element.notes for element in akn.elements] == [element.notes for element in bluebell.elements]


def test_the_plain_twin_of_ix_14_reads_to_the_same_elements_but_for_the_lines_that_were_left_out(corpus: Path) -> None:
    marked = {element.path: element for element in read(corpus, "decisions/cbd/ix-14.akn.xml").elements}
    plain = {element.path: element for element in read(corpus, "decisions/cbd/ix-14.en.txt").elements}
    shared = [path for path in plain if path not in {"title", "opening", "annex"}]
    assert [same(plain[path]) for path in shared] == [same(marked[path]) for path in shared]
    assert plain["annex"].text.lower() == marked["annex"].text.lower()
    for path in set(marked) - set(plain):
        assert is_test_line(marked[path]), path


def same(element: Element) -> tuple[str, str, str]:
    return element.path, element.kind.value, element.text


def is_test_line(element: Element) -> bool:
    """What the parser test of the markup's repository added to the decision (corpus: README)."""
    return not element.text or bool(TEST_LINES.search(element.text)) or element.path.startswith("preface")
