"""Akoma Ntoso 3.0: the markup of the text becomes its tree; nothing is guessed (OASIS LegalDocML).

Entities, DTDs and the network are off: a bomb or an external entity is refused as malformed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lxml import etree

from graph.errors import SourceError
from loaders.readers.xml import parse_xml
from loaders.text import Node, Role

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn"
_SPACE = re.compile(r"\s+")
_DIVISIONS = {"division", "subdivision", "section", "chapter", "part", "title", "article", "hcontainer"}
_PARAGRAPHS = {"paragraph"}
_ITEMS = {"subparagraph", "item", "point", "indent", "alinea"}
_PASSED = {
    "intro",
    "content",
    "list",
    "blockList",
    "block",
    "mainBody",
    "body",
    "crossHeading",
    "embeddedStructure",
}
_LABEL = re.compile(r"[^\w.~-]+")


@dataclass(frozen=True, slots=True)
class Markup:
    """A marked-up text: its tree, and what its metadata say of it (title, FRBR number and date where they are real)."""

    root: Node
    language: str | None = None
    identity: str | None = None
    date: str | None = None


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
    heading = _child_text(attachment, "heading") or "Annex"
    title = _child_text(attachment, "subheading") or ""
    number = re.search(r"(?<=\s)([IVX]+|\d+)$", heading)
    bodies = attachment.iterfind("{*}doc/{*}mainBody")
    children = tuple(node for body in bodies for node in _content(body))
    slug = f"annex-{number[0]}" if number else "annex"
    return Node(Role.ANNEX, title, heading, children, line=_line(attachment), slug=slug)


def _content(parent: etree._Element) -> Iterator[Node]:
    """The parts below an element, in order; elements that only group are passed through."""
    for child in parent:
        name = _name(child)
        if name in _PARAGRAPHS or (name in _ITEMS and _name(parent) != "paragraph" and name == "subparagraph"):
            yield _numbered(child, Role.PARAGRAPH)
        elif name in _ITEMS:
            yield _numbered(child, Role.ITEM)
        elif name in _DIVISIONS:
            yield from _division(child)
        elif name == "table":
            yield _table(child)
        elif name == "block" and child.get("name") == "quote":
            yield _quotation(child)
        elif name == "wrapUp":
            yield from (replace(node, role=Role.TEXT) for node in _content(child))
        elif name in _PASSED:
            yield from _content(child)
        elif name and name not in {"num", "heading", "subheading", "meta"}:
            yield _text(child, Role.TEXT)


def _division(element: etree._Element) -> Iterator[Node]:
    """A numbered division is a section; an unnumbered one only puts its heading between paragraphs."""
    number, heading = _child_text(element, "num"), _child_text(element, "heading")
    children = tuple(_content(element))
    if number and not number.rstrip(".").isdigit():
        yield Node(Role.SECTION, heading or "", number, children, line=_line(element), slug=label(number))
        return
    if heading:
        yield Node(Role.HEADING, heading, number, line=_line(element))
    yield from children


def _numbered(element: etree._Element, role: Role) -> Node:
    """A paragraph or item: its own text, then what stands below it; text after a list closes the list."""
    number = _child_text(element, "num") or ""
    heading = _child_text(element, "heading")
    parts = list(_below(element))
    own: list[Node] = []
    while parts and parts[0].role is Role.TEXT:
        own.append(parts.pop(0))
    text, notes = _joined(own, heading)
    children = tuple(replace(p, role=Role.WRAP) if p.role is Role.TEXT else p for p in parts)
    return Node(role, text, number, children, notes, _line(element), slug=label(number))


def _below(element: etree._Element) -> Iterator[Node]:
    for child in element:
        name = _name(child)
        if name in {"intro", "content", "list", "blockList", "wrapUp", "listIntroduction", "listWrapUp"}:
            yield from (_below(child) if name not in {"listIntroduction", "listWrapUp"} else (_text(child, Role.TEXT),))
        elif name in _ITEMS:
            yield _numbered(child, Role.ITEM)
        elif name in _PARAGRAPHS:
            yield _numbered(child, Role.PARAGRAPH)
        elif name in _DIVISIONS:
            yield from _division(child)
        elif name == "table":
            yield _table(child)
        elif name == "block" and child.get("name") == "quote":
            yield _quotation(child)
        elif name and name not in {"num", "heading"}:
            yield _text(child, Role.TEXT)


def _joined(nodes: Sequence[Node], heading: str | None) -> tuple[str, tuple[tuple[int, Node], ...]]:
    text, notes = heading or "", []
    for node in nodes:
        text += "\n" if text else ""
        notes += [(offset + len(text), note) for offset, note in node.notes]
        text += node.text
    return text, tuple(notes)


def _quotation(block: etree._Element) -> Node:
    opening = "".join(part.get("startQuote", "") for part in block.iterfind("{*}embeddedStructure"))
    text = " ".join(_plain(node) for node in _content(block))
    return Node(Role.QUOTATION, opening + text, line=_line(block))


def _plain(node: Node) -> str:
    parts = [node.number or "", node.text, *(_plain(child) for child in node.children)]
    return " ".join(part for part in parts if part)


def _table(table: etree._Element) -> Node:
    rows = (
        " | ".join(" ".join(_plain(node) for node in _content(cell)) for cell in row) for row in table.iterfind("{*}tr")
    )
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
    text = " ".join(_plain(node) for node in _content(element))
    return Node(Role.NOTE, text, element.get("marker"), line=_line(element))


def _child_text(element: etree._Element, name: str) -> str | None:
    found = element.find(f"{{*}}{name}")
    return None if found is None else _text(found, Role.TEXT).text


def label(number: str) -> str:
    """What a number is called in an address: "(a)" -> a, "12." -> 12, '"1.' -> 1.

    >>> label("(ii)"), label('"1.'), label("1.1")
    ('ii', '1', '1.1')
    """
    return _LABEL.sub("", number).strip(".") or "unnumbered"
