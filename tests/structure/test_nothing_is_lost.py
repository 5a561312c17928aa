"""The promise of the parser: no text of a known kind is refused and no character is lost."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.languages import languages
from loaders.readers import formats
from loaders.readers.formats import Reading
from loaders.structure.assemble import assemble
from loaders.structure.calls import place_calls
from loaders.structure.recognise import recognise
from loaders.structure.stage import structure, unaccounted
from loaders.text import Line, Source, Text

MARKS = st.sampled_from(
    [
        *"1. 2. 3. 12. (a) (b) (c) (i) (ii) a) A. B. I. II. 1.1. 1.2 - * ** 1 2 _______ Annex Mission".split(),
        *"附件 附件一 目标 目录 任务 摘要 UNEP/CBD/COP/10/15 ……….4".split(),
        *("Annex II", "目标 1：", "Goal 1:", "The Conference of the Parties,", "缔约方大会，", "X/15. Title"),
        *(
            "Annexe I",
            "Anexo II",
            "But 1\xa0:",
            "Objetivo 1.",
            "La Conférence des Parties,",
            "Re\u0301sume\u0301",
            "Misión",
        ),
        *("- - - - -", " " * 40, "Executive summary", "“Quoted”"),
        *"а) б) в) с) Приложение (أ) (ب) (ج) (ت) 1- ١- )أ( ‘1’ ألف- أولا- المرفق المهمة".split(),
        *("Цель 1:", "الهدف ١:", "Конференция Сторон,", "إن مؤتمر الأطراف،", "المرفق الثاني", "\u200f1-"),
    ]
)
WORDS = st.sampled_from(
    [
        *("Invites Parties;", "and to report", "鼓励 各缔约方：", "数据；", "water.", "信息，1", "end.2", "*", ""),
        *("поощряет Стороны:", "о воде;", "يشجع الأطراف:", "الماء؛1", "\u200fوالبرك"),
    ]
)
ROWS = st.lists(st.tuples(MARKS, WORDS).map(" ".join), max_size=25)


@given(rows=ROWS, language=st.sampled_from(["ar", "en", "es", "fr", "ru", "zh"]), decision=st.booleans())
@settings(max_examples=300, deadline=None)
def test_any_soup_of_marks_is_read_and_no_character_of_it_is_lost(
    rows: list[str], language: str, decision: bool
) -> None:
    lines = tuple(Line(row, number) for number, row in enumerate(rows, 1))
    found = recognise(lines, languages()[language], decision=decision)
    elements = place_calls(assemble(found.root, decision=decision).elements)
    text = Text("decision/cop/10/15", "decision", language, "", Source("x", "", ""), elements, found.leftovers)
    reading = Reading("plain", "text/plain", "\n".join(rows), lines)
    assert unaccounted(reading, text) == {}


@given(rows=ROWS, language=st.sampled_from(["ar", "en", "ru"]), decision=st.booleans())
@settings(max_examples=300, deadline=None)
def test_no_two_parts_share_an_address_and_every_parent_exists(rows: list[str], language: str, decision: bool) -> None:
    lines = [Line(row, number) for number, row in enumerate(rows, 1)]
    elements = assemble(recognise(lines, languages()[language], decision=decision).root, decision=decision).elements
    paths = [element.path for element in elements]
    assert len(paths) == len(set(paths))
    assert {element.parent for element in elements if element.parent} <= set(paths)


@pytest.mark.parametrize("name", ["founding/x-15.zh.txt", "founding/sbstta-10-11.zh.txt", "decisions/cbd/ix-14.en.txt"])
def test_every_character_of_the_official_texts_has_a_place(corpus: Path, name: str) -> None:
    data = (corpus / name).read_bytes()
    reading = formats.read(data, name)
    text = structure(reading, Source(name, hashlib.sha256(data).hexdigest(), reading.media_type))
    assert unaccounted(reading, text) == {}
    assert all(left.reason for left in text.unparsed)
