"""The thesaurus and a maker of small texts, for tests of what one rule does."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from graph.thesaurus import Thesaurus
from loaders.annotate.binding import bind
from loaders.annotate.citations import find_citations
from loaders.findings import Citation
from loaders.text import Element, Kind, Source, Text


@pytest.fixture(scope="session")
def vocabulary() -> Thesaurus:
    """The thesaurus of the project: articles, programmes and their components, targets."""
    return Thesaurus.load()


MakeText = Callable[..., Text]


@pytest.fixture(scope="session")
def make_text() -> MakeText:
    """A text of (path, kind, words[, parent]) rows; notes are called from where `calls` says."""

    def make(
        identifier: str,
        *rows: tuple[str, Kind, str] | tuple[str, Kind, str, str],
        language: str = "en",
        calls: Mapping[str, str] | None = None,
    ) -> Text:
        calls = calls or {}
        elements = tuple(
            Element(
                path=row[0],
                kind=row[1],
                text=row[2],
                parent=row[3] if len(row) > 3 else None,
                notes=tuple((0, note) for note, caller in calls.items() if caller == row[0]),
            )
            for row in rows
        )
        kind = identifier.partition("/")[0]
        return Text(identifier, kind, language, "", Source("small.txt", "0" * 64, "text/plain"), elements)

    return make


Bind = Callable[[Text], Mapping[str, tuple[Citation, ...]]]


@pytest.fixture(scope="session")
def bound(vocabulary: Thesaurus) -> Bind:
    """The citations of a text, found and bound against the thesaurus."""

    def find_and_bind(text: Text) -> Mapping[str, tuple[Citation, ...]]:
        raws = {element.path: find_citations(element.text, text.language) for element in text.elements}
        return bind(text, raws, vocabulary)

    return find_and_bind
