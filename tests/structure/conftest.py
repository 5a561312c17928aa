"""Texts of our own words, read to their elements."""

from __future__ import annotations

from graph.namespaces import Names
from loaders.languages import languages
from loaders.pipeline import PARSING, Work, run, tools
from loaders.readers import formats
from loaders.structure.assemble import assemble
from loaders.structure.calls import place_calls
from loaders.structure.recognise import recognise
from loaders.structure.stage import Asked, structure, unaccounted
from loaders.text import Element, Line, Source, Text


def read(text: str, language: str = "en", *, decision: bool = True) -> dict[str, Element]:
    """The elements of a text by address."""
    lines = [Line(row, number) for number, row in enumerate(text.strip("\n").split("\n"), 1)]
    tree = recognise(lines, languages()[language], decision=decision).root
    return {element.path: element for element in place_calls(assemble(tree, decision=decision).elements)}


def structured(text: str, file: str) -> Text:
    """The text of a file, of which nothing was lost."""
    reading = formats.read(text.strip("\n").encode(), file)
    found = structure(reading, Source(file, "", "text/plain"))
    assert unaccounted(reading, found) == {}
    return found


def identified(text: str, language: str) -> list[str]:
    """What a decision is and how it is called, then the addresses of its elements; nothing of it was lost."""
    work = run(Work(f"pond.{language}.txt", text.encode(), Asked(language=language)), tools(Names()), PARSING)
    assert work.reading is not None
    assert unaccounted(work.reading, *work.texts) == {}
    (found,) = work.texts
    return [f"{found.identifier.removeprefix('decision/')}: {found.title}", *(e.path for e in found.elements)]
