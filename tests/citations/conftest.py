"""A small vocabulary and a maker of small texts, for tests of what one rule does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pytest

from loaders.annotate.binding import bind
from loaders.annotate.citations import find_citations
from loaders.findings import Citation
from loaders.text import Element, Kind, Source, Text

_ARTICLES = "1 8 8.a 8.b 8.c 8.d 8.e 8.j 10 10.a 10.b 16 16.1 17 18 18.1 18.2 18.3 19 20 20.1 20.2"


@dataclass(frozen=True, slots=True)
class SmallVocabulary:
    """Concepts by path, and the programmes that decisions adopted."""

    concepts: frozenset[str]
    programmes: Mapping[str, str]

    def concept(self, path: str) -> str | None:
        return path if path in self.concepts else None

    def programme_adopted_by(self, decision: str) -> str | None:
        return self.programmes.get(decision)


@pytest.fixture(scope="session")
def vocabulary() -> SmallVocabulary:
    """Some articles of the Convention and one of a Protocol, and the mountain programme with one component."""
    articles = {f"vocab/cbd/{number}" for number in _ARTICLES.split()}
    return SmallVocabulary(
        frozenset({*articles, "vocab/cartagena/1", "vocab/cartagena/20", "vocab/cartagena/20.1"})
        | {f"vocab/aichi/{number}" for number in range(1, 21)}
        | {"vocab/programmes/MNT-3.3.3"},
        {"decision/cop/7/27": "MNT"},
    )


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
def bound(vocabulary: SmallVocabulary) -> Bind:
    """The citations of a text, found and bound against the small vocabulary."""

    def find_and_bind(text: Text) -> Mapping[str, tuple[Citation, ...]]:
        raws = {element.path: find_citations(element.text, text.language) for element in text.elements}
        return bind(text, raws, vocabulary)

    return find_and_bind
