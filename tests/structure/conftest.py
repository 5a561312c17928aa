"""A text of our own words, read to its elements."""

from __future__ import annotations

from loaders.languages import languages
from loaders.structure.assemble import assemble
from loaders.structure.calls import place_calls
from loaders.structure.recognise import recognise
from loaders.text import Element, Line


def read(text: str, language: str = "en", *, decision: bool = True) -> dict[str, Element]:
    """The elements of a text by address."""
    lines = [Line(row, number) for number, row in enumerate(text.strip("\n").split("\n"), 1)]
    tree = recognise(lines, languages()[language], decision=decision).root
    return {element.path: element for element in place_calls(assemble(tree, decision=decision).elements)}
