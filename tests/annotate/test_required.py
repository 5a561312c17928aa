"""A text is not searched for a pattern where a word is missing without which it cannot match, and only there."""

from __future__ import annotations

import re
from dataclasses import fields

import pytest

from graph.identifiers import LANGUAGES
from graph.rooms import room
from loaders.annotate.citation_patterns import patterns_of
from loaders.annotate.required import matches, required


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (r"(?:paragraph|section)s?\s+\d+", {"paragraph", "section"}),
        (r"(?<=the )pond(?! life)", {"pond"}),
        (r"(?:old )?pond", {"pond"}),
        (r"pond|\d+", set()),
        (r"(?i)pond", set()),
        (r"(?i:pond) \d", {" "}),
        (r"[ab]c?", {"a", "b"}),
        (r"(?:pond )*\d", set()),
    ],
)
def test_the_words_that_a_match_must_hold_are_read_from_the_pattern(pattern: str, words: set[str]) -> None:
    assert required(re.compile(pattern)) == words


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_pattern_of_citations_finds_what_it_finds_in_all_texts(language: str) -> None:
    patterns = patterns_of(language)
    held = [getattr(patterns, each.name) for each in fields(patterns)]
    shapes = [each for each in held if isinstance(each, re.Pattern)] + [shape for shape, _ in patterns.targets]
    lines = [line for file in room("examples").glob("*.txt") for line in file.read_text("utf-8").split("\n")]
    for shape in shapes:
        for line in lines:
            assert [found.span() for found in matches(shape, line)] == [found.span() for found in shape.finditer(line)]
