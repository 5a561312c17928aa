"""Markdown (CommonMark with tables): marks of emphasis are markup, numbers of lists stay as typed.

A paragraph, heading or item is one line; `[^1]` calls the note `[^1]: ...`; properties (`---`) are a leftover.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from loaders.readers import plain
from loaders.readers.extract import BULLET, Collector, Extract, called, one_line, table_text
from loaders.readers.html import read_html
from loaders.structure.marks import readings
from loaders.text import Leftover, Role

if TYPE_CHECKING:
    from markdown_it.token import Token

_PROPERTIES = re.compile(r"\A---[ \t]*\n(?P<properties>(?:.*\n)*?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_TITLE = re.compile(r"^title:[ \t]*([\"']?)(?P<title>.+?)\1[ \t]*$", re.MULTILINE)
_META = re.compile(r"\A(?:\s*<(?:meta|link)\b[^>]*>)+\s*")
_NOTE = re.compile(r"^\[\^(?P<mark>[^\]\s]+)\]:[ \t]*(?P<text>.*(?:\n(?:[ \t]+\S.*))*)$", re.MULTILINE)
_CALL = re.compile(r"\[\^([^\]\s]+)\]")
_HEADING = re.compile(r"^#{1,6}(?!#)[ \t]*[^\s#]", re.MULTILINE)
_RESTATEMENT = re.compile(r"#\s*restatement\s*:", re.IGNORECASE)
_RULED = re.compile(r"^[ \t]*\|?(?:[ \t]*:?-{2,}:?[ \t]*\|)+(?:[ \t]*:?-{2,}:?)?[ \t]*$", re.MULTILINE)
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,2})[^\s*](?:[^*\n]*[^\s*])?\1(?![\w*])|\]\((?:https?:|[#./])[^)\s]*\)")
_GLUED = re.compile(r"^(#{1,6})(?=[^\s#])", re.MULTILINE)
_ENDS = ".;:,"
_HEAD = 200_000
_PAGE = re.compile(r"<(?:!doctype|html|head|body|p|div|td|akomaNtoso|\?xml)[\s>]", re.IGNORECASE)
_SIGNS_NEEDED = 3


def is_markdown(data: bytes) -> bool:
    """Whether a text has signs of Markdown enough: a properties block, a ruled table, or three headings and emphases.

    >>> is_markdown(b"# X/99. Ponds\\n\\n**Recalling** decision X/1,\\n\\n1. *Invites* Parties;"), is_markdown(b"# one")
    (True, False)
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    text = data[:_HEAD].decode("utf-8-sig", "replace").replace("\r\n", "\n")
    if _PROPERTIES.match(text):
        return True
    if _PAGE.search(text):
        return False
    if _RULED.search(text):
        return True
    headings = sum(not _RESTATEMENT.match(text, found.start()) for found in _HEADING.finditer(text))
    return headings + len(_EMPHASIS.findall(text)) >= _SIGNS_NEEDED


def read_markdown(data: bytes, file: str) -> Extract:
    """The lines of a Markdown text. Raises SourceError as plain text does.

    >>> found = read_markdown(b"# Annex\\n\\n7. **Asks**[^a] for it:\\n\\n   - (a) this;\\n\\n[^a]: A note.\\n", "x.md")
    >>> [line.text for line in found.lines if not line.role][0::2]
    ['Annex', '(a) this;']
    """
    from markdown_it import MarkdownIt

    text = plain.decode(data, file).replace("\r\n", "\n").replace("\r", "\n")
    if (properties := _PROPERTIES.match(text)) and _PAGE.match(text[properties.end() :].lstrip()):
        return _page_with_properties(text, properties, file)
    page = _Page()
    text = _GLUED.sub(r"\1 ", page.take_aside(text))
    engine = MarkdownIt("commonmark", {"html": False}).enable("table").disable(["code", "lheading", "reference"])
    page.read(engine.parse(text))
    return page.collected.extract(title=page.title)


def _page_with_properties(text: str, properties: re.Match[str], file: str) -> Extract:
    """A page of HTML below properties, as makers of sites keep them."""
    found = read_html(text[properties.end() :].encode(), file)
    left = Leftover(one_line(properties["properties"]), "properties of the file", 1)
    title = _TITLE.search(properties["properties"])
    return replace(found, leftovers=(left, *found.leftovers), title=one_line(title["title"]) if title else found.title)


class _Page:
    """A text while it is being read."""

    def __init__(self) -> None:
        self.collected = Collector()
        self.prefix: list[str] = []
        self.row: list[str] | None = None
        self.title = ""
        self.rows: list[list[str]] = []

    def take_aside(self, text: str) -> str:
        """The text without its properties and notes; their lines stay empty, so that lines keep their numbers."""
        if found := _PROPERTIES.match(text):
            self.collected.leave(found["properties"], "properties of the file")
            if title := _TITLE.search(found["properties"]):
                self.title = one_line(title["title"])
            text = "\n" * found[0].count("\n") + text[found.end() :]
        if found := _META.match(text):
            self.collected.leave(found[0], "markup of the file")
            text = "\n" * found[0].count("\n") + text[found.end() :]
        for note in _NOTE.finditer(text):
            self.collected.note(note["mark"], one_line(_inline(note["text"])))
        return _NOTE.sub(lambda note: "\n" * note[0].count("\n"), text)

    def read(self, tokens: list[Token]) -> None:
        """The blocks of the text in order."""
        for token in tokens:
            if token.type == "list_item_open":
                self.prefix.append(f"{token.info}{token.markup}" if token.info else BULLET)
            elif token.type == "list_item_close":
                self.collected.line(self.prefix.pop().removeprefix(BULLET))
            elif token.type == "inline":
                self._inline_block(token)
            elif token.type in {"fence", "html_block"}:
                for row in (token.info + "\n" + token.content).split("\n"):
                    self._line(row)
            elif token.type == "hr":
                self.collected.leave(token.markup, "rule")
            else:
                self._table_part(token.type)

    def _inline_block(self, token: Token) -> None:
        text = _printed(token.children or [])
        if self.row is not None:
            self.row.append(one_line(text))
            return
        for row in _rows(text):
            self._line(row)

    def _line(self, text: str) -> None:
        mark = self.prefix[-1] if self.prefix else ""
        if mark:
            self.prefix[-1] = ""
        self.collected.marked(text.strip() if mark == BULLET else f"{mark} {text}".strip(), mark)

    def _table_part(self, kind: str) -> None:
        if kind == "table_open":
            self.rows = []
        elif kind == "tr_open":
            self.row = []
        elif kind == "tr_close" and self.row is not None:
            self.rows.append(self.row)
            self.row = None
        elif kind == "table_close":
            self.collected.line(table_text(self.rows), Role.TABLE)


def _rows(text: str) -> list[str]:
    """The rows of a paragraph: a wrap is undone, but a row that begins with a mark or after an ended one stays."""
    rows: list[str] = []
    for row in map(one_line, text.split("\n")):
        before = rows[-1][-1:] if rows else ""
        if rows and not readings(row) and (before not in _ENDS or not row[:1].isupper()):
            rows[-1] = f"{rows[-1]} {row}"
        else:
            rows.append(row)
    return rows


def _printed(tokens: list[Token]) -> str:
    pieces = []
    for token in tokens:
        if token.type in {"text", "code_inline", "html_inline"}:
            pieces.append(_CALL.sub(lambda call: called(call[1]), token.content))
        elif token.type in {"softbreak", "hardbreak"}:
            pieces.append("\n")
        elif token.type == "image":
            pieces.append(token.content)
    return "".join(pieces)


def _inline(text: str) -> str:
    from markdown_it import MarkdownIt

    return " ".join(
        _printed(token.children or []) for token in MarkdownIt("commonmark", {"html": False}).parseInline(text)
    )
