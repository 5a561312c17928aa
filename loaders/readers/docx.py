"""DOCX (ECMA-376): paragraphs with the numbers the word processor shows, notes with their calls, tables.

Tracked changes are read as accepted: insertions stay, deletions become leftovers, and a warning counts both. Running
heads, contents tables, comments and hidden text are leftovers. Macros and embedded objects are never opened.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator

from lxml import etree

from graph.errors import SourceError
from loaders.readers.extract import Collector, Extract, called, one_line, table_text
from loaders.readers.numbering import Numbering, W, shown, value_of
from loaders.readers.package import member_bytes, open_package
from loaders.readers.xml import parse_xml
from loaders.text import Role

_MAIN = "/officeDocument"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_PASSED = {"r", "hyperlink", "smartTag", "fldSimple", "sdt", "sdtContent", "customXml", "dir", "bdo", "object", "pict"}
_SIGNS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": " "}
_CONTAINERS = {"sdt", "sdtContent", "customXml", "ins", "moveTo"}
_RUNNING = {"header": "running head", "footer": "running foot", "comments": "comment of a reviewer"}
_PRIVATE = range(0xE000, 0xF900)


def read_docx(data: bytes, file: str) -> Extract:
    """The lines of a DOCX file. Raises SourceError for a package that is broken, a bomb, or no text document."""
    parts = _Parts(data, file)
    document = parts.main()
    body = document.find(f"{W}body")
    if body is None:
        raise SourceError(file, "a DOCX file without a body", place=parts.name, remedy="save it anew as DOCX")
    reader = _Reader(Numbering.of(parts.related("numbering"), parts.related("styles")), _style_names(parts))
    reader.blocks(body)
    reader.add_notes(parts.related("footnotes"), parts.related("endnotes"))
    for kind, reason in _RUNNING.items():
        for part in parts.all_related(kind):
            reader.collected.leave("\n".join(_texts(part)), reason)
    found = reader.collected.extract(*reader.warnings())
    if not found.lines:
        raise SourceError(file, "a DOCX file without text", place=parts.name, remedy="give a file with text")
    return found


def is_docx(names: list[str], content_types: bytes) -> bool:
    """Whether a package with these members is a text document."""
    return "[Content_Types].xml" in names and b"wordprocessingml" in content_types


class _Parts:
    """The parts of a package, found by their relationships."""

    def __init__(self, data: bytes, file: str) -> None:
        self.package: zipfile.ZipFile = open_package(data, file)
        self.file = file
        self.names = set(self.package.namelist())
        self.name = next((target for kind, target in self._relations("") if kind.endswith(_MAIN)), "word/document.xml")

    def main(self) -> etree._Element:
        """The text itself."""
        if self.name not in self.names:
            raise SourceError(self.file, "the package has no text", place=self.name, remedy="save it anew as DOCX")
        return self._parse(self.name)

    def related(self, kind: str) -> etree._Element | None:
        """The first part of a kind, or None."""
        return next(self.all_related(kind), None)

    def all_related(self, kind: str) -> Iterator[etree._Element]:
        """The parts of a kind that the text has."""
        for relation, target in self._relations(self.name):
            if relation.endswith(f"/{kind}") and target in self.names:
                yield self._parse(target)

    def _parse(self, name: str) -> etree._Element:
        return parse_xml(member_bytes(self.package, name, self.file), self.file, name)

    def _relations(self, part: str) -> list[tuple[str, str]]:
        folder, base = posixpath.split(part)
        name = posixpath.join(folder, "_rels", f"{base}.rels")
        if name not in self.names:
            return []
        found = self._parse(name).iterfind(_RELATION)
        inner = [each for each in found if each.get("TargetMode") != "External"]
        targets = [(each.get("Type", ""), each.get("Target", "")) for each in inner]
        return [
            (kind, to.lstrip("/") if to.startswith("/") else posixpath.normpath(posixpath.join(folder, to)))
            for kind, to in targets
        ]


def _style_names(parts: _Parts) -> dict[str, str]:
    styles = parts.related("styles")
    found = () if styles is None else styles.iterfind(f"{W}style")
    return {style.get(f"{W}styleId", ""): (value_of(style, "name") or "").lower() for style in found}


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _texts(part: etree._Element) -> Iterator[str]:
    for paragraph in part.iter(f"{W}p"):
        yield "".join(text.text or "" for text in paragraph.iter(f"{W}t"))


class _Reader:
    """A document while it is being read."""

    def __init__(self, numbering: Numbering, styles: dict[str, str]) -> None:
        self.numbering, self.styles = numbering, styles
        self.collected = Collector()
        self.inserted = self.deleted = 0
        self.calls: dict[tuple[str, str], str] = {}
        self.counts = {"footnoteReference": 0, "endnoteReference": 0}
        self.open = ""
        self.boxes: list[etree._Element] = []

    def warnings(self) -> tuple[str, ...]:
        """What was decided for the reader of the text."""
        if not self.inserted and not self.deleted:
            return ()
        kept, left = self.inserted, self.deleted
        return (f"tracked changes: {kept} insertions were kept, {left} deletions were left out",)

    # -- blocks -----------------------------------------------------------------------------------------------

    def blocks(self, parent: etree._Element) -> None:
        """The paragraphs and tables of a body, cell or text box."""
        for block in parent:
            name = _name(block)
            if name == "p":
                self._paragraph(block)
            elif name == "tbl":
                self._table(block)
            elif name in _CONTAINERS:
                self.blocks(block)

    def _paragraph(self, paragraph: etree._Element) -> None:
        properties = paragraph.find(f"{W}pPr")
        text, self.open = self.open + self._text(paragraph), ""
        marks = None if properties is None else properties.find(f"{W}rPr")
        if marks is not None and marks.find(f"{W}del") is not None:
            self.open = f"{text} "
            return
        self.inserted += marks is not None and marks.find(f"{W}ins") is not None
        mark = self.numbering.mark(paragraph)
        style = value_of(properties, "pStyle") or ""
        if self.styles.get(style, style.lower()).startswith("toc "):
            self.collected.leave(text, "table of contents")
        else:
            rows = [one_line(row) for row in text.split("\n")]
            rows = [row for row in rows if row]
            for position, row in enumerate(rows):
                self.collected.line(f"{mark} {row}" if mark and position == 0 else row)
        self._text_boxes()

    def _text_boxes(self) -> None:
        """The text in boxes follows the paragraph that they are anchored at."""
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            self.blocks(box)

    def _table(self, table: etree._Element) -> None:
        rows = [[self._cell(cell) for cell in row.iterfind(f".//{W}tc")] for row in table.iterfind(f"{W}tr")]
        if all(len(row) == 1 for row in rows):
            for row in rows:
                for text in row[0].split("\n"):
                    self.collected.line(text)
        else:
            self.collected.line(table_text([[cell.replace("\n", " ") for cell in row] for row in rows]), Role.TABLE)
        self._text_boxes()

    def _cell(self, cell: etree._Element) -> str:
        outer, self.collected.lines = self.collected.lines, []
        self.blocks(cell)
        outer, self.collected.lines = self.collected.lines, outer
        return "\n".join(line.text for line in outer)

    # -- text -------------------------------------------------------------------------------------------------

    def _text(self, parent: etree._Element) -> str:
        return "".join(self._piece(child) for child in parent)

    def _piece(self, element: etree._Element) -> str:
        name = _name(element)
        if name == "t":
            return element.text or ""
        if name in _SIGNS:
            if element.get(f"{W}type") == "page":
                self.collected.page += 1
            return _SIGNS[name]
        if name == "r":
            return self._run(element)
        if name in {"ins", "moveTo"}:
            self.inserted += name == "ins"
            return self._text(element)
        if name in {"del", "moveFrom"}:
            self._delete(element, name)
            return ""
        return self._other(element, name)

    def _other(self, element: etree._Element, name: str) -> str:
        if name == "sym":
            code = int(element.get(f"{W}char", "FFFD"), 16)
            return "\ufffd" if code in _PRIVATE else chr(code)
        if name == "lastRenderedPageBreak":
            self.collected.page += 1
        elif name == "AlternateContent":
            chosen = next(iter(element), None)
            return "" if chosen is None else self._text(chosen)
        elif name == "txbxContent":
            self.boxes.append(element)
        elif name in _PASSED or not element.tag.startswith(W):
            return self._text(element)
        return ""

    def _delete(self, element: etree._Element, name: str) -> None:
        self.deleted += name == "del"
        text = "".join(part.text or "" for part in element.iter(f"{W}delText", f"{W}t"))
        self.collected.leave(text, "deleted (tracked change)" if name == "del" else "moved elsewhere (tracked change)")

    def _run(self, run: etree._Element) -> str:
        hidden = run.find(f"{W}rPr/{W}vanish")
        if hidden is not None and hidden.get(f"{W}val") not in {"0", "false"}:
            self.collected.leave(self._text(run), "hidden text")
            return ""
        for kind in self.counts:
            call = run.find(f"{W}{kind}")
            if call is not None:
                return self._call(run, call, kind)
        return self._text(run)

    # -- notes ------------------------------------------------------------------------------------------------

    def _call(self, run: etree._Element, call: etree._Element, kind: str) -> str:
        """The call of a note: numbered by Word, or with a mark of its own in the same run."""
        identifier = call.get(f"{W}id", "")
        mark = self._text(run).strip() if call.get(f"{W}customMarkFollows") in {"1", "true", "on"} else ""
        if not mark:
            self.counts[kind] += 1
            mark = shown(self.counts[kind], "decimal" if kind == "footnoteReference" else "lowerRoman")
        self.calls[kind, identifier] = mark
        return called(mark)

    def add_notes(self, footnotes: etree._Element | None, endnotes: etree._Element | None) -> None:
        """The notes that were called, in the order of their calls; others are said."""
        for kind, part in (("footnoteReference", footnotes), ("endnoteReference", endnotes)):
            notes = {} if part is None else {note.get(f"{W}id", ""): note for note in part}
            for (of, identifier), mark in list(self.calls.items()):
                if of == kind and identifier in notes:
                    self.collected.note(mark, self._note(notes.pop(identifier)).removeprefix(mark).lstrip())
            for note in notes.values():
                if note.get(f"{W}type") in {None, "normal"}:
                    self.collected.leave(self._note(note), "note that nothing calls")

    def _note(self, note: etree._Element) -> str:
        """All paragraphs of a note as one line."""
        return one_line(self._cell(note))
