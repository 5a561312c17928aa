"""Bluebell: the indented markup that people type instead of Akoma Ntoso (laws-africa, Bluebell grammar).

Reads to the same tree as `akn`: keywords open parts, indentation closes them, `//` `**` `{{...}}` are inline marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from loaders.readers.markup import Markup, annex, division, numbered, plain_text
from loaders.text import Node, Role

KEYWORD = re.compile(r"(?:PREFACE|PREAMBLE|BODY|PARA|DIVISION|SUBPARA|ANNEXURE|CROSSHEADING)\b")
_HEAD = re.compile(
    r"(?P<word>DIVISION|SUBDIVISION|PART|CHAPTER|SEC(?:TION)?|PARA(?:GRAPH)?|SUBPARA(?:GRAPH)?|ITEMS|ITEM|POINT|LIST|ANNEXURE|"
    r"APPENDIX|SCHEDULE|ATTACHMENT|SUBHEADING|HEADING|CROSSHEADING|PREFACE|PREAMBLE|BODY|CONCLUSIONS|QUOTE|TABLE|TR|TH|TC|"
    r"FOOTNOTE)(?=[\s{]|$)(?:\{[^}]*\})?\s*(?P<rest>.*)$"
)
_TITLED = re.compile(r"(?P<number>.*?)\s*(?:^|\s)-\s+(?P<heading>.+)$")
_NOTE_CALL = re.compile(r"\{\{FOOTNOTE\s+(?P<mark>[^}]+)\}\}")
_CALLED = "\ue000"
_SCRIPT = re.compile(r"\{\{[\^_](?P<text>[^}]*)\}\}")
_LINK = re.compile(r"\{\{>\S+\s+(?P<text>[^}]*)\}\}|\{\{\S+\s+(?P<other>[^}]*)\}\}")
_MARKS = re.compile(r"//|\*\*|__|\^\^")
_START_QUOTE = re.compile(r"\{startQuote\s+(?P<mark>[^}]*)\}")
_READ_ELSEWHERE = {"FOOTNOTE", "SUBHEADING", "HEADING"}
_SECTIONS = {"DIVISION", "SUBDIVISION", "PART", "CHAPTER", "SEC", "SECTION"}
_ANNEXES = {"ANNEXURE", "APPENDIX", "SCHEDULE", "ATTACHMENT"}
_PARAGRAPHS = {"PARA", "PARAGRAPH"}
_ITEMS = {"SUBPARA", "SUBPARAGRAPH", "ITEM", "POINT"}


@dataclass(slots=True, eq=False)
class _Row:
    """A line and what is indented below it."""

    text: str
    line: int
    indent: int
    below: list[_Row] = field(default_factory=list)


def read_bluebell(text: str) -> Markup:
    """The tree of a Bluebell text; lines that are no keyword are text.

    >>> read_bluebell("PARA 1.\\n  //Asks// for it.\\n").root.children[0].text
    'Asks for it.'
    """
    top = _Row("", 0, -1)
    open_rows = [top]
    for number, raw in enumerate(text.splitlines(), 1):
        if not raw.strip():
            continue
        row = _Row(raw.strip(), number, len(raw) - len(raw.lstrip()))
        while open_rows[-1].indent >= row.indent:
            open_rows.pop()
        open_rows[-1].below.append(row)
        open_rows.append(row)
    return Markup(Node(Role.ROOT, children=tuple(_parts(top.below))))


def _parts(rows: Sequence[_Row]) -> Iterator[Node]:
    notes = _footnotes(rows)
    for row in rows:
        found = _HEAD.match(row.text)
        if found is None:
            yield _text(row, notes)
            yield from _parts(row.below)
        elif found["word"] not in _READ_ELSEWHERE:
            yield from _part(row, found["word"], found["rest"])


def _part(row: _Row, word: str, rest: str) -> Iterator[Node]:
    """The part that a keyword opens; keywords that only group are passed through."""
    if word == "PREFACE":
        yield Node(Role.SECTION, slug="preface", children=tuple(_parts(row.below)), line=row.line)
    elif word in _ANNEXES:
        yield _annex(row, rest)
    elif word in _SECTIONS:
        yield from division(*_split(rest), tuple(_parts(row.below)), row.line)
    elif word in _PARAGRAPHS or word in _ITEMS:
        role = Role.PARAGRAPH if word in _PARAGRAPHS else Role.ITEM
        yield numbered(role, *_split(rest), tuple(_parts(row.below)), row.line)
    elif word in {"QUOTE", "TABLE"}:
        yield _quotation(row) if word == "QUOTE" else _table(row)
    else:
        yield from _parts(row.below)


def _footnotes(rows: Sequence[_Row]) -> dict[str, _Row]:
    """Notes stand below the text that calls them, by mark."""
    found = {}
    for row in rows:
        head = _HEAD.match(row.text)
        if head and head["word"] == "FOOTNOTE":
            found[head["rest"].strip()] = row
    return found


def _annex(row: _Row, rest: str) -> Node:
    titles = (_HEAD.match(below.text) for below in row.below)
    title = next((found["rest"] for found in titles if found and found["word"] == "SUBHEADING"), "")
    return annex(rest or "Annex", _inline(title), tuple(_parts(row.below)), row.line)


def _split(rest: str) -> tuple[str, str]:
    found = _TITLED.match(rest)
    return (found["number"].strip(), _inline(found["heading"])) if found else (rest.strip(), "")


def _text(row: _Row, footnotes: dict[str, _Row]) -> Node:
    marks = [call["mark"].strip() for call in _NOTE_CALL.finditer(row.text)]
    text = _inline(_NOTE_CALL.sub(_CALLED, row.text))
    notes = []
    for mark in marks:
        before, _, after = text.partition(_CALLED)
        if mark in footnotes:
            notes.append((len(before.rstrip()) if not after.strip() else len(before), _note(mark, footnotes[mark])))
        text = (before + after).rstrip()
    return Node(Role.TEXT, text, notes=tuple(notes), line=row.line)


def _note(mark: str, row: _Row) -> Node:
    return Node(Role.NOTE, _flat(row.below), mark, line=row.line)


def _quotation(row: _Row) -> Node:
    opening = _START_QUOTE.search(row.text)
    return Node(Role.QUOTATION, (opening["mark"] if opening else "") + _flat(row.below), line=row.line)


def _table(row: _Row) -> Node:
    lines = (" | ".join(_flat(cell.below) for cell in tr.below) for tr in row.below)
    return Node(Role.TABLE, "\n".join(lines), line=row.line)


def _flat(rows: Sequence[_Row]) -> str:
    return " ".join(plain_text(node) for node in _parts(rows))


def _inline(text: str) -> str:
    text = _SCRIPT.sub(r"\g<text>", text)
    plain = _LINK.sub(lambda found: found["text"] or found["other"] or "", text)
    return re.sub(r"\s+", " ", _MARKS.sub("", plain)).strip()
