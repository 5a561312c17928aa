"""The example decision says the same in every language: the same places, acts, addressees, citations, deadlines."""

from __future__ import annotations

from functools import cache

import pytest

from graph.namespaces import Names
from graph.rooms import room
from loaders.findings import Findings
from loaders.pipeline import PARSING, Work, run, tools
from loaders.structure.stage import Asked
from loaders.text import Text

OTHERS = ("ru", "ar")
ONLY_ENGLISH_HAS_NO_WORD = {"preamble/1"}
"""Its English words are our own and name no act; the others print the usual verb there."""


@cache
def example(language: str) -> Text:
    file = room("examples") / f"x-15.{language}.txt"
    work = run(Work(file.name, file.read_bytes(), Asked()), tools(Names()), PARSING)
    return work.texts[0]


def told(text: Text, path: str) -> dict[str, list[str]]:
    found = text.findings.get(path, Findings())
    return {
        "acts": [f"{action.code} {action.strength} from {action.origin}" for action in found.actions],
        "addressees": [f"{addressee.code} from {addressee.origin}" for addressee in found.addressees],
        "citations": sorted(str(citation.target) for citation in found.citations),
        "deadlines": [str(deadline.meeting or deadline.date) for deadline in found.deadlines],
        "serves": sorted(service.target for service in found.serves),
    }


@pytest.mark.parametrize("language", OTHERS)
def test_the_parts_of_the_example_are_the_same(language: str) -> None:
    english, other = example("en"), example(language)
    assert other.identifier == english.identifier
    assert other.restatement
    assert other.warnings == ()
    assert [(e.path, e.kind) for e in other.elements] == [(e.path, e.kind) for e in english.elements]
    assert [[note for _, note in e.notes] for e in other.elements] == [
        [note for _, note in e.notes] for e in english.elements
    ]


@pytest.mark.parametrize("language", OTHERS)
def test_the_findings_of_the_example_are_the_same(language: str) -> None:
    english, other = example("en"), example(language)
    paths = [element.path for element in english.elements if element.path not in ONLY_ENGLISH_HAS_NO_WORD]
    differing = {path: told(other, path) for path in paths if told(other, path) != told(english, path)}
    assert differing == {}


@pytest.mark.parametrize("language", OTHERS)
def test_a_span_of_evidence_is_cut_from_the_element_itself(language: str) -> None:
    text = example(language)
    elements = {element.path: element for element in text.elements}
    for path, found in text.findings.items():
        for subject in found.subjects:
            span = subject.span
            assert elements[path].text[span.start : span.end] == span.exact
        for action in found.actions:
            assert elements[action.origin].text[action.span.start : action.span.end] == action.span.exact
