"""PDF, with files made here: pages of text, a page without any, a locked file."""

from __future__ import annotations

from collections import Counter
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from graph.errors import SourceError
from loaders.readers import formats
from loaders.readers import pdf as reader
from loaders.structure.stage import Asked, structure
from loaders.text import Source


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


def rows_of(page: int) -> list[str]:
    return [f"{page}. Invites Parties to count pond number {page * 7};", f"Ponds and {page * 13} lakes"]


def test_running_heads_and_page_numbers_are_leftovers_and_articles_at_the_top_are_not() -> None:
    pages = [["CBD/COP/99/1", f"Page {page}", f"Article {100 + page * page}", *rows_of(page)] for page in range(1, 9)]
    reading = formats.read(pdf(*pages), "x.pdf")
    assert [left.text for left in reading.leftovers] == [
        *[text for page in range(2, 9) for text in ("CBD/COP/99/1", f"Page {page}")]
    ]
    assert [line.text for line in reading.lines if line.page == 4 and line.text] == ["Article 116", *rows_of(4)]


def test_a_title_between_symbol_and_page_number_of_a_short_file_is_a_leftover() -> None:
    first = ["General Assembly", "A/RES/99/1", "Ponds of the world", "and lakes", "1. Invites Parties;", *"abcdef"]
    second = ["A/RES/99/1", "Ponds of the world", "and lakes", "23-1 2/2", "2. Thanks them.", *"ghijkl"]
    reading = formats.read(pdf(first, second), "x.pdf")
    assert {left.text for left in reading.leftovers} == set(second[:4])
    assert "A/RES/99/1" in [line.text for line in reading.lines]


def test_notes_at_the_foot_of_a_page_end_with_it_and_the_broken_sentence_goes_on() -> None:
    opening = ["X/99. Ponds", "The Conference of the Parties,", "1. Invites Parties and all other Governments to count"]
    notes = ["the ponds and the lakes and the rivers, 1 and the", "______________", "1 The list of ponds."]
    reading = formats.read(pdf([*opening, *notes], ["brooks of their regions;", "2. Thanks them."]), "x.pdf")
    made = structure(reading, Source("x.pdf", "", reading.media_type), Asked(language="en"))
    found = {element.path: element for element in made.elements}
    assert found["note/1"].text == "The list of ponds."
    assert found["1"].text.endswith("rivers, and the brooks of their regions;")
    assert found["1"].notes[0][1] == "note/1"


def test_five_hundred_pages_are_read_whole() -> None:
    reading = formats.read(pdf(*(rows_of(page) for page in range(1, 521))), "long.pdf")
    assert [line.text for line in reading.lines if line.page == 520 and line.text] == rows_of(520)


def test_more_pages_than_the_limit_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MOST_PAGES", 2)
    with pytest.raises(SourceError, match="page 3: 3 pages; 2 are read at most"):
        formats.read(pdf(["a"], ["b"], ["c"]), "x.pdf")


def test_more_characters_than_the_limit_are_refused_with_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MOST_CHARACTERS", 100)
    with pytest.raises(SourceError, match="page 2: more than 100 characters"):
        formats.read(pdf(["Invites Parties to count"] * 3, ["and lakes"] * 9), "x.pdf")


def test_letters_without_meaning_are_refused() -> None:
    with pytest.raises(SourceError, match="characters have no meaning"):
        formats.read(pdf([f"ab{chr(3)}cd{chr(5)}ef"] * 5), "x.pdf")


@pytest.mark.parametrize("name", ["decisions/un-ga/a-res-77-321.en.pdf", "decisions/cbd/cop-16-dec-28-annex.en.pdf"])
def test_every_row_of_an_official_file_is_a_line_or_a_leftover(corpus: Path, name: str) -> None:
    data = (corpus / name).read_bytes()
    rows = Counter(row.strip() for page in PdfReader(BytesIO(data)).pages for row in page.extract_text().split("\n"))
    reading = formats.read(data, name)
    assert rows == Counter([*(line.text.strip() for line in reading.lines), *(left.text for left in reading.leftovers)])
    assert {left.reason for left in reading.leftovers} == {"running head or page number"}
