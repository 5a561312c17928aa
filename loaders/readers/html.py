"""HTML: pages of a site, saved Word documents and report compilations, to one line for each block (lexbor).

Scripts, styles and comments are markup and never become text. What is printed but is no part of the text (navigation,
forms, hidden or deleted words) becomes a leftover with its reason. Numbers of ordered lists are made as a browser
would show them; numbers typed as text stay. Calls of notes are told by their links, or by `[1]` where a block at
the end begins with `[1]`.
"""

from __future__ import annotations

import re
from typing import Any

from graph.errors import SourceError
from loaders.readers.charset import decode_markup
from loaders.readers.elements import (
    BLOCKS,
    FURNITURE,
    MARKUP,
    children,
    furniture,
    is_data,
    list_style,
    owner,
    shown_mark,
)
from loaders.readers.extract import BULLET, Collector, Extract, called, one_line, table_text
from loaders.structure.marks import readings
from loaders.text import Line, Role

_FIRST_TAG = re.compile(
    r"(?:\s|<\?[^>]*>|<!--.*?-->)*<(?:!doctype\s+html|(?:html|head|body|title|meta|div|p|h[1-6]|table|ol|ul|span)[\s>/])",
    re.IGNORECASE | re.DOTALL,
)
_HEAD = 4096
_NOTE_LINK = re.compile(r"#_?(?:ftn|edn|fn|footnote|note)[-_:]?\w*\d+$", re.IGNORECASE)
_BACK_LINK = re.compile(r"#_?(?:ftnref|ednref|fnref|footnote-?ref|noteref|ref)[-_:]?\w*\d*$", re.IGNORECASE)
_NOTE_BLOCK = re.compile(r"_?(?:ftn|edn|fn|footnote|note)[-_:]?\d+$", re.IGNORECASE)
_MARK = re.compile(r"\[?(\d{1,3}|[*†‡]{1,3}|[ivx]{1,5}|[a-z])\]?\.?$")
_NOTE_START = re.compile(r"\[?(\d{1,3}|[*†‡]+)\]?[.)]?\s+")
_BRACKETED_NOTE = re.compile(r"\[(\d{1,3})\]\s*(?=\S)")
_BREAK = "\ufdd2"
_DEEPEST = 150
"""Elements inside one another: a page of the field has some twenty; what is deeper is read as running text, so that
no page can exhaust the stack."""


def is_html(data: bytes) -> bool:
    """Whether bytes begin as a page or a piece of one.

    >>> is_html(b"\\xef\\xbb\\xbf<!DOCTYPE html>"), is_html(b"<akomaNtoso>")
    (True, False)
    """
    head = data[:_HEAD]
    encoding = "utf-16" if head.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    return bool(_FIRST_TAG.match(head.decode(encoding, "replace")))


def read_html(data: bytes, file: str) -> Extract:
    """The lines of a page. Raises SourceError where its characters cannot be told or it holds no text.

    >>> page = read_html(b"<p>Asks:<ol type=a><li>This;</ol><script>x()</script>", "x.html")
    >>> [line.text for line in page.lines]
    ['Asks:', '(a) This;']
    """
    from selectolax.lexbor import LexborHTMLParser

    root = LexborHTMLParser(decode_markup(data, file)).root
    page = _Page()
    if root is not None:
        page.scripts = len(root.css("script"))
        page.title = one_line(" ".join(each.text(deep=True) for each in root.css("title")[:1]))
        page.walk(root, 0)
        page.flush()
    found = page.extract()
    if not found.lines:
        raise SourceError(file, "a page without text", place="body", remedy="save the page with its text")
    return found


class _Page:
    """A page while it is being read."""

    def __init__(self) -> None:
        self.collected = Collector()
        self.buffer: list[str] = []
        self.prefix = self.title = ""
        self.note: str | None = None
        self.lists: list[tuple[str, int]] = []
        self.scripts = self.deleted = 0
        self.preformatted = 0

    def extract(self) -> Extract:
        """The lines, with notes told by `[1]` taken from the end."""
        warnings = (
            f"{self.scripts} scripts of the page were left out" if self.scripts else "",
            f"tracked changes: {self.deleted} deletions were left out" if self.deleted else "",
        )
        whole = self.preformatted <= sum(len(line.text) for line in self.collected.lines) / 2
        self.collected.lines, found = _bracketed_notes(self.collected.lines)
        for mark, text in found:
            self.collected.note(mark, text)
        return self.collected.extract(*warnings, whole=whole, title=self.title)

    # -- walking ----------------------------------------------------------------------------------------------

    def walk(self, node: Any, depth: int) -> None:
        """What stands inside an element, in order."""
        if depth > _DEEPEST:
            self.buffer.append(node.text(deep=True, separator=" "))
            return
        for child in children(node):
            if child.tag == "-text":
                self.buffer.append(child.text_content or "")
            elif child.tag[0] not in "-!_":
                self._element(child, depth)

    def _element(self, node: Any, depth: int) -> None:
        tag = node.tag
        if tag in MARKUP:
            return
        if reason := furniture(node):
            self.deleted += tag == "del"
            if tag in BLOCKS or tag in FURNITURE:
                self.flush()
            self.collected.leave(node.text(deep=True, separator=" "), reason)
        elif tag == "br":
            self.buffer.append(_BREAK)
        elif tag == "a":
            self._link(node, depth)
        elif tag == "table":
            self._table(node, depth)
        elif tag in {"ol", "ul"}:
            self._list(node, depth)
        elif tag == "pre":
            self._preformatted(node)
        elif tag in BLOCKS:
            self._block(node, depth)
        else:
            self.walk(node, depth + 1)

    def flush(self) -> None:
        """The block has ended: what was gathered becomes a line, or several where it is broken by <br>."""
        pieces = [one_line(piece) for piece in "".join(self.buffer).split(_BREAK)]
        self.buffer.clear()
        rows: list[str] = []
        for piece in filter(None, pieces):
            if rows and piece[:1].islower() and not readings(piece):
                rows[-1] = f"{rows[-1]} {piece}"
            else:
                rows.append(piece)
        for row in rows:
            self._row(row)

    def _row(self, row: str) -> None:
        if self.note is not None:
            mark, self.note = self.note, None
            self.collected.note(mark, row.removeprefix(mark).lstrip())
            return
        prefix, self.prefix = self.prefix, ""
        self.collected.marked(row if prefix == BULLET or not prefix or readings(row) else f"{prefix} {row}", prefix)

    def _block(self, node: Any, depth: int) -> None:
        self.flush()
        if _NOTE_BLOCK.match(node.attributes.get("id") or "") and node.tag in {"div", "p", "li"}:
            self._note(node, depth)
            return
        self.walk(node, depth + 1)
        self.flush()

    def _preformatted(self, node: Any) -> None:
        """Text that was laid out with blanks and line ends keeps them."""
        self.flush()
        for row in node.text(deep=True).split("\n"):
            self.collected.lines.append(Line(row.rstrip(), len(self.collected.lines) + 1))
            self.preformatted += len(row)

    # -- notes ------------------------------------------------------------------------------------------------

    def _link(self, node: Any, depth: int) -> None:
        """A link is text, but for one to a note (its call) and one back from a note (the note's mark)."""
        target, text = node.attributes.get("href") or "", one_line(node.text(deep=True))
        mark = _MARK.match(text)
        if mark and _BACK_LINK.search(target) and not "".join(self.buffer).strip():
            self.note = mark[1]
        elif mark and _NOTE_LINK.search(target):
            self.buffer.append(called(mark[1]))
        else:
            self.walk(node, depth + 1)

    def _note(self, node: Any, depth: int) -> None:
        """A block that is a note: all its paragraphs are one note."""
        inner = self._inside(node, depth)
        told = " ".join(line.text for line in inner.collected.lines)
        found = _NOTE_START.match(told)
        if notes := inner.collected.notes:
            for mark, text, _ in notes[:-1]:
                self.collected.note(mark, text)
            self.collected.note(notes[-1][0], f"{notes[-1][1]} {told}".strip())
        elif found:
            self.collected.note(found[1], told[found.end() :])
        else:
            number = re.search(r"\d+$", node.attributes.get("id") or "")
            self.collected.note(number[0] if number else "*", told)

    def _inside(self, node: Any, depth: int) -> _Page:
        """An element read apart; its leftovers stay with this page."""
        inner = _Page()
        inner.walk(node, depth + 1)
        inner.flush()
        self.collected.leftovers += inner.collected.leftovers
        self.deleted += inner.deleted
        return inner

    # -- lists and tables -------------------------------------------------------------------------------------

    def _list(self, node: Any, depth: int) -> None:
        self.flush()
        ordered = node.tag == "ol"
        start = node.attributes.get("start") or ""
        style = list_style(node, nested=any(kind for kind, _ in self.lists)) if ordered else ""
        self.lists.append((style, int(start) - 1 if start.isdecimal() else 0))
        for child in children(node):
            if child.tag == "li":
                self._item(child, depth)
            elif child.tag == "-text":
                self.buffer.append(child.text_content or "")
            elif child.tag[0] not in "-!_":
                self._element(child, depth + 1)
        self.flush()
        self.lists.pop()

    def _item(self, node: Any, depth: int) -> None:
        self.flush()
        style, count = self.lists[-1]
        value = node.attributes.get("value") or ""
        count = int(value) if value.isdecimal() else count + 1
        self.lists[-1] = (style, count)
        if _NOTE_BLOCK.match(node.attributes.get("id") or ""):
            self._note(node, depth)
            return
        self.prefix = shown_mark(style, count) if style else BULLET
        self.walk(node, depth + 1)
        self.flush()
        self.prefix = ""

    def _table(self, node: Any, depth: int) -> None:
        """A table of data is one line; a page laid out in a table is read cell by cell, a list row by row."""
        self.flush()
        rows = [row for row in node.css("tr") if owner(row) == node.mem_id]
        cells = [[cell for cell in children(row) if cell.tag in {"td", "th"}] for row in rows]
        if not is_data(node, cells) or depth > _DEEPEST:
            self.walk(node, depth + 1)
            self.flush()
            return
        for caption in (child for child in children(node) if child.tag == "caption"):
            self._block(caption, depth)
        pages = [[self._inside(cell, depth) for cell in row] for row in cells]
        texts = [[" ".join(line.text for line in page.extract().lines) for page in row] for row in pages]
        if all(len(row) == 2 and (not row[0] or _only_mark(row[0])) for row in texts):  # noqa: PLR2004 - mark and text
            for mark, text in texts:
                self.collected.line(f"{mark} {text}".strip())
        else:
            self.collected.line(table_text(texts), Role.TABLE)


def _only_mark(text: str) -> bool:
    marks = readings(text)
    return bool(marks) and marks[0].end == len(text)


def _bracketed_notes(lines: list[Line]) -> tuple[list[Line], list[tuple[str, str]]]:
    """The lines without the blocks `[1] ...` that `[1]` in an earlier line calls, and those blocks."""
    before = ""
    kept: list[Line] = []
    notes: list[tuple[str, str]] = []
    for line in lines:
        found = _BRACKETED_NOTE.match(line.text)
        if found and int(found[1]) == len(notes) + 1 and f"[{found[1]}]" in before:
            notes.append((found[1], line.text[found.end() :]))
            continue
        before += line.text
        kept.append(Line(line.text, len(kept) + 1, line.page, line.role))
    marks = {mark for mark, _ in notes}
    if not marks:
        return lines, []
    call = re.compile(r"\[(" + "|".join(marks) + r")\]")
    made = [Line(call.sub(lambda m: called(m[1]), line.text), line.number, line.page, line.role) for line in kept]
    return made, notes
