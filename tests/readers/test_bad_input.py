"""Files that are refused: with the place and the reason, before anything of them reaches the graph."""

from __future__ import annotations

import random
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from graph.errors import SourceError
from loaders.languages.detect import language_of
from loaders.readers import formats
from loaders.readers.formats import Reading
from loaders.structure.stage import Asked, structure
from loaders.text import Source, Text

ENGLISH = "\n\n".join(
    f"{number}. Invites Parties and other Governments to count the ponds of their regions and to report on the result;"
    for number in range(1, 9)
)


def read(data: bytes) -> Reading:
    return formats.read(data, "file.txt")


def understand(text: str, asked: Asked = Asked()) -> Text:  # noqa: B008 - frozen
    data = text.encode()
    return structure(read(data), Source("file.txt", sha256(data).hexdigest(), "text/plain"), asked)


@pytest.mark.parametrize("data", [b"", b"  \n\n ", b"\xef\xbb\xbf"])
def test_an_empty_file_is_refused(data: bytes) -> None:
    with pytest.raises(SourceError, match="empty"):
        read(data)


def test_a_binary_file_is_refused_with_the_byte() -> None:
    with pytest.raises(SourceError, match="byte 4: a binary file"):
        read(b"abcd\x00\x01\x02")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"PK\x03\x04....", "not a readable ZIP file"),
        (b"\xd0\xcf\x11\xe0....", r"old Office file \(.doc\) is not read; save it as DOCX or PDF"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "encrypted Office file.*without a password"),
        (b"\x1f\x8b....", "gzip"),
        (b"Rar!....", "RAR archive is not read; pack it as ZIP"),
        (b"7z\xbc\xaf\x27\x1c....", "7z"),
        (b"{\\rtf1 text}", "RTF file is not read; save it as DOCX or PDF"),
        (b"From: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related", "web archive"),
    ],
)
def test_a_known_format_that_is_not_read_is_named_with_the_remedy(data: bytes, what: str) -> None:
    with pytest.raises(SourceError, match=what):
        read(data)


def test_broken_utf_8_is_refused_with_line_and_byte() -> None:
    with pytest.raises(SourceError, match=r"line 2: byte 12 \(0xe6\) is not UTF-8"):
        read(b"first line.\n\xe6\x96 rest")


def test_one_character_repeated_is_refused() -> None:
    with pytest.raises(SourceError, match="repeated 40 times"):
        read(("生" * 40).encode())


def test_a_text_of_one_character_in_words_is_refused() -> None:
    with pytest.raises(SourceError, match="of the letters are"):
        read(("生生生 " * 100).encode())


def test_letters_that_stand_apart_are_refused() -> None:
    with pytest.raises(SourceError, match="single letters"):
        read(" ".join(ENGLISH).encode())


def test_letters_in_the_wrong_order_are_refused() -> None:
    words = [word[::-1] for word in ENGLISH.split()]
    random.Random(7).shuffle(words)  # noqa: S311 - a fixed disorder
    with pytest.raises(SourceError):
        understand(" ".join(words), Asked("X/15", "en"))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Die Vertragsparteien werden gebeten, ihre Teiche zu zählen und darüber zu berichten.", "de"),
        ("締約国は、池の数を数え、その結果を報告することを求められる。これは大切なことです。", "ja"),
    ],
)
def test_a_text_in_another_language_is_refused_and_the_language_named(text: str, code: str) -> None:
    with pytest.raises(SourceError, match=f"'{code}', which is not read"):
        understand(text)


def test_a_language_that_the_text_contradicts_is_refused_with_the_remedy() -> None:
    with pytest.raises(SourceError, match="the text is en, not zh; use --lang en"):
        understand(ENGLISH, Asked(language="zh"))


def test_a_text_that_is_no_decision_and_no_document_is_refused_with_the_remedy() -> None:
    letter = "Dear colleagues, the ponds of the region have been counted and we are happy with the result of it."
    with pytest.raises(SourceError, match=r"neither a decision nor a document.*--as"):
        understand(letter)


def test_a_decision_without_its_number_is_read_and_the_remedy_told() -> None:
    made = understand(f"The Conference of the Parties,\n\n{ENGLISH}")
    assert made.identifier.startswith("document/sha256-")
    assert any("say which it is with --as X/15" in warning for warning in made.warnings)


def test_an_identifier_that_is_none_is_refused() -> None:
    with pytest.raises(SourceError, match="--as pond"):
        understand(ENGLISH, Asked(identifier="pond"))


def test_unknown_text_inside_a_good_file_is_kept() -> None:
    text = f"X/99. Ponds\n\nThe Conference of the Parties,\n\n{ENGLISH}\n\n%%%% ???? 1234\n\n- - - - -"
    made = structure(read(text.encode()), Source("file.txt", "", "text/plain"))
    assert [left.reason for left in made.unparsed] == ["end rule"]
    assert any("????" in element.text for element in made.elements)


XML = '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><statement><mainBody>{}</mainBody></statement></akomaNtoso>'


def test_malformed_markup_is_refused_with_the_line() -> None:
    with pytest.raises(SourceError, match=r"line 1: not well-formed XML"):
        read(XML.format("<p>open").encode())


def test_markup_of_another_vocabulary_is_refused() -> None:
    with pytest.raises(SourceError, match="another vocabulary: gpx"):
        read(b"<gpx><p>Text</p></gpx>")


def test_a_document_type_is_refused_so_that_no_entity_is_ever_expanded() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>' + XML.format("<p>&b;</p>")
    with pytest.raises(SourceError, match="document type"):
        read(bomb.encode())


def test_a_document_type_in_other_characters_is_refused_too() -> None:
    bomb = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    with pytest.raises(SourceError, match="document type"):
        read((bomb + XML.format("<p>&a;</p>")).encode("utf-16"))


def test_a_short_text_is_read_in_the_language_asked_for() -> None:
    assert language_of("OK", "x.txt", "zh").code == "zh"


ARABIC = "\n".join(
    f"{number}- يدعو مؤتمر الأطراف إلى عد البرك، بما في ذلك برك التنوع البيولوجي، من أجل الأمم المتحدة؛"
    for number in range(1, 9)
)


def test_arabic_in_reading_order_is_read() -> None:
    assert structure_of(f"إن مؤتمر الأطراف،\n\n{ARABIC}") == "ar"


def structure_of(text: str) -> str:
    reading = read(text.encode())
    return structure(reading, Source("file.txt", "0" * 64, "text/plain"), Asked("X/99")).language


@pytest.mark.parametrize(
    ("what", "turn"),
    [
        ("words", lambda row: " ".join(row.split()[::-1])),
        ("letters", lambda row: row[::-1]),
    ],
)
def test_arabic_in_visual_order_is_refused_with_the_first_line(what: str, turn: Callable[[str], str]) -> None:
    rows = [turn(row) for row in ARABIC.split("\n")]
    with pytest.raises(SourceError, match=f"line 3: the {what} stand in visual order"):
        structure_of("\n\n" + "\n".join(rows))


def test_names_of_glyphs_are_no_letters() -> None:
    with pytest.raises(SourceError, match="line 2: 'afii62763' and 7 more names of glyphs"):
        read(f"{ARABIC}\n".replace("\n", " afii62763\n").replace(" afii", "\nafii", 1).encode())


def test_letters_of_another_script_inside_arabic_words_are_refused() -> None:
    with pytest.raises(SourceError, match=r"line 1: .* words mix Arabic letters with those of another script"):
        read(ARABIC.replace("مؤتمر", "مؤʯمر").encode())


@pytest.mark.parametrize("name", ["CS01", "CS02", "CS08", "CS15", "MO02", "RR05", "RR12"])
def test_a_broken_arabic_pdf_of_the_corpus_is_refused(name: str, corpus: Path) -> None:
    path = corpus / f"documents/bch-training/ar/{name}.ar.pdf"
    with pytest.raises(SourceError, match=r"visual order|glyphs|single letters"):
        structure(
            formats.read(path.read_bytes(), path.name),
            Source(path.name, "0" * 64, "application/pdf"),
            Asked("X/99", "ar"),
        )


def test_the_arabic_treaty_in_reading_order_passes_and_its_pdf_does_not(corpus: Path) -> None:
    folder = corpus / "documents/bbnj-agreement"
    reading = formats.read((folder / "bbnj.ar.txt").read_bytes(), "bbnj.ar.txt")
    assert language_of(reading.running_text, "bbnj.ar.txt").code == "ar"
    with pytest.raises(SourceError, match="mix Arabic letters"):
        formats.read((folder / "bbnj.ar.pdf").read_bytes(), "bbnj.ar.pdf")
