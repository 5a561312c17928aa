"""Akoma Ntoso 3.0: the markup of the text becomes its tree; nothing is guessed (OASIS LegalDocML).

Entities, DTDs and the network are off: a bomb or an external entity is refused as malformed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from graph.errors import SourceError
from loaders.readers.markup import Markup, annex, division, numbered, plain_text
from loaders.readers.xml import parse_xml
from loaders.text import Node, Role

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn"
_SPACE = re.compile(r"\s+")
_DIVISIONS = {"division", "subdivision", "section", "chapter", "part", "title", "article", "hcontainer"}
_NUMBERED = {"paragraph", "subparagraph", "item", "point", "indent", "alinea"}
_PASSED = {"intro", "content", "list", "blockList", "block", "wrapUp", "mainBody", "body", "embeddedStructure"}
_SAID_ELSEWHERE = {"num", "heading", "subheading", "meta"}


def read_akn(data: bytes, file: str) -> Markup:
    """The tree of an Akoma Ntoso document. Raises SourceError for malformed XML or another vocabulary.

    >>> xml = b'<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><statement><mainBody><p>Text</p></mainBody></statement></akomaNtoso>'
    >>> read_akn(xml, "x.xml").root.children[0].text
    'Text'
    """
    document = parse_xml(data, file)
    if not str(document.tag).startswith("{" + NAMESPACE):
        raise SourceError(file, f"XML of another vocabulary: {document.tag}", place="line 1", remedy="give Akoma Ntoso")
    bodies = (child for child in document for child in child if _name(child) != "meta")
    children = tuple(node for part in bodies for node in _part(part))
    return Markup(Node(Role.ROOT, children=children), *_metadata(document))


def _metadata(document: etree._Element) -> tuple[str | None, str | None, str | None]:
    def value(name: str, attribute: str) -> str | None:
        found = document.find(f"./*/{{*}}meta/{{*}}identification//{{*}}{name}")
        return None if found is None else found.get(attribute)

    return value("FRBRlanguage", "language"), value("FRBRuri", "value"), value("FRBRdate", "date")


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _line(element: etree._Element) -> int:
    line: object = element.sourceline
    return line if isinstance(line, int) else 0


def _part(part: etree._Element) -> Iterator[Node]:
    """A part of the document: cover, preamble, body, attachments, signatures."""
    name = _name(part)
    if name in {"coverPage", "preface"}:
        yield Node(Role.SECTION, slug="preface", children=tuple(_content(part)), line=_line(part))
    elif name == "conclusions":
        for block in part:
            yield _text(block, Role.SIGNATURE)
    elif name in {"attachments", "components"}:
        for attachment in part:
            yield _annex(attachment)
    elif name:
        yield from _content(part)


def _annex(attachment: etree._Element) -> Node:
    bodies = attachment.iterfind("{*}doc/{*}mainBody")
    children = tuple(node for body in bodies for node in _content(body))
    heading = _child_text(attachment, "heading") or "Annex"
    return annex(heading, _child_text(attachment, "subheading") or "", children, _line(attachment))


def _content(parent: etree._Element) -> Iterator[Node]:
    """The parts below an element, in order; elements that only group are passed through."""
    for child in parent:
        name = _name(child)
        if name in _PASSED and child.get("name") != "quote":
            yield from _content(child)
        elif name and name not in _SAID_ELSEWHERE:
            yield from _one(child, name, inside=_name(parent) in _NUMBERED)


def _one(child: etree._Element, name: str, *, inside: bool) -> Iterator[Node]:
    """One part by its name; a subparagraph that stands in no paragraph is one itself."""
    if name in _DIVISIONS:
        number, heading = _child_text(child, "num") or "", _child_text(child, "heading") or ""
        yield from division(number, heading, tuple(_content(child)), _line(child))
    elif name in _NUMBERED:
        paragraph = name == "paragraph" or (name == "subparagraph" and not inside)
        number, heading = _child_text(child, "num") or "", _child_text(child, "heading") or ""
        role = Role.PARAGRAPH if paragraph else Role.ITEM
        yield numbered(role, number, heading, tuple(_content(child)), _line(child))
    elif name == "table":
        yield _table(child)
    elif name == "block":
        yield _quotation(child)
    else:
        yield _text(child, Role.TEXT)


def _quotation(block: etree._Element) -> Node:
    opening = "".join(part.get("startQuote", "") for part in block.iterfind("{*}embeddedStructure"))
    text = " ".join(plain_text(node) for node in _content(block))
    return Node(Role.QUOTATION, opening + text, line=_line(block))


def _table(table: etree._Element) -> Node:
    cells = ([" ".join(plain_text(node) for node in _content(cell)) for cell in row] for row in table.iterfind("{*}tr"))
    rows = (" | ".join(row) for row in cells)
    return Node(Role.TABLE, "\n".join(rows), line=_line(table))


def _text(element: etree._Element, role: Role) -> Node:
    """A run of text with inline markup undone; notes are kept with the place they were called from."""
    pieces: list[str] = []
    notes: list[tuple[int, Node]] = []
    _inline(element, pieces, notes)
    raw = "".join(pieces)
    lead = len(raw) - len(raw.lstrip())
    text = raw.strip()
    kept = tuple((min(max(offset - lead, 0), len(text)), note) for offset, note in notes)
    return Node(role, text, notes=kept, line=_line(element))


def _inline(element: etree._Element, pieces: list[str], notes: list[tuple[int, Node]]) -> None:
    if element.text:
        pieces.append(_SPACE.sub(" ", element.text))
    for child in element:
        name = _name(child)
        if name == "authorialNote":
            notes.append((len("".join(pieces)), _note(child)))
        elif name == "br":
            pieces.append(" ")
        elif name:
            _inline(child, pieces, notes)
        if child.tail:
            pieces.append(_SPACE.sub(" ", child.tail))


def _note(element: etree._Element) -> Node:
    text = " ".join(plain_text(node) for node in _content(element))
    return Node(Role.NOTE, text, element.get("marker"), line=_line(element))


def _child_text(element: etree._Element, name: str) -> str | None:
    found = element.find(f"{{*}}{name}")
    return None if found is None else _text(found, Role.TEXT).text
