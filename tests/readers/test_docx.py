"""DOCX, with files made here: numbers of the word processor, notes, tables, tracked changes, hostile packages."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from lxml import etree

from graph.errors import SourceError
from loaders.readers import formats
from loaders.readers.formats import Reading
from loaders.structure.stage import Asked, structure, unaccounted
from loaders.text import Kind, Source, Text

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
NOTES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
NUMBERING = f"""<w:numbering {W}><w:abstractNum w:abstractNumId="90">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="(%3)"/></w:lvl>
<w:lvl w:ilvl="3"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl></w:abstractNum>
<w:num w:numId="9"><w:abstractNumId w:val="90"/></w:num>
<w:num w:numId="10"><w:abstractNumId w:val="90"/>
<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
</w:numbering>"""
FOOTNOTES = f"""<w:footnotes {W}>
<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
<w:footnote w:id="2"><w:p><w:r><w:t xml:space="preserve"> The list of </w:t></w:r></w:p>
<w:p><w:r><w:t>ponds.</w:t></w:r></w:p></w:footnote>
<w:footnote w:id="3"><w:p><w:r><w:t>* Issued again.</w:t></w:r></w:p></w:footnote></w:footnotes>"""


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(content: str, level: int | None = None, number: int = 9) -> str:
    content = content if content.startswith("<") else run(content)
    numbered = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>' if level is not None else ""
    return f"<w:p><w:pPr>{numbered}</w:pPr>{content}</w:p>"


CALL = '<w:r><w:footnoteReference w:id="2"/></w:r>'
STAR = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="3"/><w:t>*</w:t></w:r>'
CELL = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
TABLE = "<w:tbl>" + "".join(
    f"<w:tr>{CELL.format(a)}{CELL.format(b)}</w:tr>" for a, b in (("Party", "Ponds"), ("Kenya", "4"))
) + "</w:tbl>"  # fmt: skip
POND = [
    paragraph(run("X/99. Ponds") + STAR),
    paragraph("The Conference of the Parties,"),
    paragraph(run("Invites Parties to count ponds") + CALL + run(" and:"), 0),
    paragraph("To draw them;", 1),
    paragraph("To share them:", 1),
    paragraph("Now;", 2),
    paragraph("Later.", 2),
    paragraph("Thanks the Parties that did.", 0),
    TABLE,
]


def document(*blocks: str, name: str = "word/document.xml", **parts: bytes) -> bytes:
    """A DOCX file made by python-docx, with these blocks, numbering and notes."""
    made = Document()
    made.sections[0].header.paragraphs[0].text = "CBD/COP/99/1"
    out = BytesIO()
    made.save(out)
    old, new = zipfile.ZipFile(out), BytesIO()
    with zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as package:
        for member in old.namelist():
            data = old.read(member)
            if member == "word/document.xml":
                data = re.sub(rb"(?<=<w:body>)", "".join(blocks).encode(), data)
            elif member == "word/numbering.xml":
                data = NUMBERING.encode()
            elif member == "word/_rels/document.xml.rels":
                relation = f'<Relationship Id="rId77" Type="{NOTES}" Target="footnotes.xml"/></Relationships>'
                data = data.replace(b"</Relationships>", relation.encode())
            package.writestr(member, parts.get(member.rsplit("/", 1)[-1].removesuffix(".xml"), data))
        package.writestr("word/footnotes.xml", FOOTNOTES)
    return new.getvalue()


def read(*blocks: str) -> Reading:
    return formats.read(document(*blocks), "x.docx")


def understand(reading: Reading) -> Text:
    return structure(reading, Source("x.docx", "", reading.media_type), Asked(language="en"))


def test_the_numbers_that_the_word_processor_makes_are_read_as_printed() -> None:
    found = understand(read(*POND))
    numbers = [(element.path, element.number) for element in found.elements if element.kind is not Kind.NOTE]
    assert numbers[2:7] == [("1", "1."), ("1.a", "(a)"), ("1.b", "(b)"), ("1.b.i", "(i)"), ("1.b.ii", "(ii)")]
    assert unaccounted(read(*POND), found) == {}


def test_an_override_begins_the_numbers_anew_and_a_bullet_has_none() -> None:
    lines = read(paragraph("One", 0), paragraph("Two", 0), paragraph("One", 0, 10), paragraph("Dot", 3)).lines
    assert [line.text for line in lines] == ["1. One", "2. Two", "1. One", "Dot"]


def test_notes_keep_the_place_they_are_called_from() -> None:
    found = {element.path: element for element in understand(read(*POND)).elements}
    assert found["1"].text == "Invites Parties to count ponds and:"
    assert found["1"].notes == ((len("Invites Parties to count ponds"), "note/1"),)
    assert found["note/1"].text == "The list of ponds."
    assert found["title"].notes == ((5, "note/star"),)
    assert found["note/star"].text == "Issued again."


def test_a_table_is_one_element_and_the_running_head_a_leftover() -> None:
    found = understand(read(*POND))
    assert [element.text for element in found.elements if element.kind is Kind.TABLE] == ["Party | Ponds\nKenya | 4"]
    assert [(left.text, left.reason) for left in found.unparsed] == [("CBD/COP/99/1", "running head")]


def test_tracked_insertions_stay_and_deletions_are_left_out_with_a_warning() -> None:
    changed = paragraph(
        run("Invites ")
        + f"<w:del>{run('all').replace('w:t', 'w:delText')}</w:del>"
        + f"<w:ins>{run('some ')}</w:ins>"
        + run("Parties.")
    )
    reading = read(changed)
    assert reading.lines[0].text == "Invites some Parties."
    assert reading.warnings == ("tracked changes: 1 insertions were kept, 1 deletions were left out",)
    assert ("all", "deleted (tracked change)") in [(left.text, left.reason) for left in reading.leftovers]


def test_a_paragraph_whose_mark_was_deleted_goes_on_in_the_next() -> None:
    open_ended = f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('Invites')}</w:p>"
    assert read(open_ended, paragraph("Parties.")).lines[0].text == "Invites Parties."


def test_hidden_text_is_a_leftover_and_field_codes_are_markup() -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>"
    code = "<w:r><w:instrText>HYPERLINK x</w:instrText></w:r>"
    reading = read(paragraph(run("Shown ponds.") + hidden + code))
    assert reading.lines[0].text == "Shown ponds."
    assert "secret" in [left.text for left in reading.leftovers]


def test_a_document_type_in_a_part_is_refused_with_the_part() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><w:numbering xmlns:w="x">&a;</w:numbering>'
    with pytest.raises(SourceError, match=r"word/numbering.xml, line 1: the XML has a document type"):
        formats.read(document(paragraph("Ponds."), numbering=bomb), "x.docx")


def test_a_package_that_unpacks_to_a_thousand_times_its_size_is_refused() -> None:
    with pytest.raises(SourceError, match=r"word/document.xml: unpacks to over 200 times its size"):
        formats.read(document(paragraph("x" * 10_000_000)), "x.docx")


def test_a_truncated_package_is_refused() -> None:
    with pytest.raises(SourceError, match="not a readable ZIP file"):
        formats.read(document(paragraph("Ponds."))[:3000], "x.docx")


def test_a_document_without_text_is_refused() -> None:
    with pytest.raises(SourceError, match="without text"):
        read(paragraph(" "))


def test_every_character_of_the_training_documents_is_held(corpus: Path) -> None:
    for file in sorted((corpus / "documents/bch-training").glob("*/*.docx")):
        package = zipfile.ZipFile(file)
        shown: Counter[str] = Counter()
        for part in package.namelist():
            if re.match(r"word/(document|footnotes|header\d*|footer\d*)\.xml$", part):
                tree = etree.fromstring(package.read(part))
                shown.update("".join("".join(each.text or "" for each in tree.iter("{*}t", "{*}delText")).split()))
        reading = formats.read(file.read_bytes(), file.name)
        held = Counter("".join([*(line.text for line in reading.lines), *(left.text for left in reading.leftovers)]))
        assert shown - held == Counter(), file.name
