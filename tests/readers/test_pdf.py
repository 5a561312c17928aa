"""PDF, with files made here: pages of text, a page without any, a locked file."""

from __future__ import annotations

from io import BytesIO

import pytest
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from graph.errors import SourceError
from loaders.readers import formats


def pdf(*pages: list[str], password: str = "") -> bytes:
    """A PDF whose pages hold these rows."""
    writer = PdfWriter()
    for rows in pages:
        page = writer.add_blank_page(595, 842)
        font = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Font"),
                NameObject("/Subtype"): NameObject("/Type1"),
                NameObject("/BaseFont"): NameObject("/Helvetica"),
            }
        )
        fonts = DictionaryObject({NameObject("/F1"): font})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        content = DecodedStreamObject()
        shown = "".join(f"({row}) Tj T* " for row in rows)
        content.set_data(f"BT /F1 11 Tf 14 TL 50 800 Td {shown}ET".encode())
        page[NameObject("/Contents")] = writer._add_object(content)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def test_the_rows_of_a_pdf_keep_their_pages() -> None:
    reading = formats.read(pdf(["1. Invites Parties to count ponds;"], ["2. Thanks them."]), "x.pdf")
    assert [(line.text, line.page) for line in reading.lines if line.text] == [
        ("1. Invites Parties to count ponds;", 1),
        ("2. Thanks them.", 2),
    ]


def test_a_pdf_without_text_is_refused() -> None:
    with pytest.raises(SourceError, match="1 pages without any text"):
        formats.read(pdf([]), "scan.pdf")


def test_a_locked_pdf_is_refused() -> None:
    with pytest.raises(SourceError, match="encrypted"):
        formats.read(pdf(["secret"], password="key"), "locked.pdf")


def test_a_broken_pdf_is_refused() -> None:
    with pytest.raises(SourceError, match="not a readable PDF"):
        formats.read(b"%PDF-1.7\nnothing of the kind", "broken.pdf")


def test_a_pdf_of_one_repeated_letter_is_refused() -> None:
    with pytest.raises(SourceError, match="repeated"):
        formats.read(pdf(["x" * 60]), "garbage.pdf")
