"""Fragments of HTML by language, as the decision-tracking tool keeps its words."""

from __future__ import annotations

from collections.abc import Mapping
from html.parser import HTMLParser

_BLOCKS = frozenset(("p", "br", "div", "li", "tr", "td", "h1", "h2", "h3", "h4", "blockquote"))


def words_in(spoken: object, language: str) -> str:
    """The words of a field in one language, without markup."""
    words = spoken.get(language) if isinstance(spoken, Mapping) else None
    if not isinstance(words, str):
        return ""
    reader = _Words()
    reader.feed(words)
    reader.close()
    return " ".join("".join(reader.pieces).split())


class _Words(HTMLParser):
    """Collects the words of a fragment; scripts and styles hold none."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - given by the base
        self.silent += tag in ("script", "style")
        if tag in _BLOCKS:
            self.pieces.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in ("script", "style") and self.silent > 0
        if tag in _BLOCKS:
            self.pieces.append(" ")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.pieces.append(data)
