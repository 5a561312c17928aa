"""Documents of the field that have no symbol: pages, bulletins, agreements. The text decides, never the file's name."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from graph.errors import SourceError
from graph.identifiers import FiledDocument, of_path
from graph.namespaces import Names
from loaders.front import parse
from loaders.readers import formats
from loaders.structure.stage import Asked, texts_of, unaccounted
from loaders.text import Kind, Source, Text

PAGE = """<!DOCTYPE html><html><head><title>What a pond page is for</title></head><body>
<p>This page of the Biosafety Clearing-House says how Parties to the Cartagena Protocol count their ponds.</p>
<ul><li>They count them in spring.</li><li>They tell the others.</li></ul></body></html>"""

BULLETIN = """---
title: "Ponds at the subsidiary body"
date: 2098-06-02
---

# OPENING

The Conference of the Parties heard a report on ponds under the Convention on Biological Diversity and its Protocols.

One Party asked for more ponds; another said that biodiversity lives in bogs, and the Clearing-House took note of it.
"""

ARTICLES = {
    "en": ("NAGOYA PROTOCOL ON ACCESS TO PONDS", "Article {}", "{}. Each Party shall count its ponds every year;"),
    "fr": (
        "PROTOCOLE DE NAGOYA SUR L’ACCÈS AUX ÉTANGS",
        "Article {}",
        "{}. Chaque Partie compte ses étangs tous les ans;",
    ),
    "es": (
        "PROTOCOLO DE NAGOYA SOBRE ACCESO A LAS LAGUNAS",
        "Artículo {}",
        "{}. Cada Parte contará sus lagunas cada año;",
    ),
    "ru": (
        "НАГОЙСКИЙ ПРОТОКОЛ О ПРУДАХ",
        "Статья {}",
        "{}. Каждая Сторона считает пруды на своей территории и по итогам сообщает о них;",
    ),
    "ar": ("بروتوكول ناغويا بشأن البرك", "المادة {} البرك", "{}- على كل طرف أن يحصي البرك الموجودة في أراضيه كل سنة؛"),
    "zh": ("关于池塘的名古屋议定书", "第{}条池塘", "{}、各缔约方应每年统计其领土上的池塘数目；"),
}
HAN = "一二三四五"


def read(text: str, name: str = "file.txt", asked: Asked = Asked()) -> tuple[Text, ...]:  # noqa: B008 - frozen
    data = text.encode()
    reading = formats.read(data, name)
    texts = texts_of(reading, Source(name, hashlib.sha256(data).hexdigest(), reading.media_type), asked)
    assert unaccounted(reading, *texts) == {}
    return texts


def paths(text: Text) -> list[str]:
    return [element.path for element in text.elements]


def treaty(language: str) -> str:
    title, heading, paragraph = ARTICLES[language]
    rows = [title]
    for article in range(5):
        count = HAN.__getitem__ if language == "zh" else lambda n: n + 1
        first = "premier" if language == "fr" and article == 0 else count(article)
        rows += [heading.format(first), *([] if language in {"ar", "zh"} else ["Ponds" if language == "en" else "—"])]
        rows += [paragraph.format(count(number)) for number in range(2)]
    return "\n\n".join(rows)


def test_a_page_of_the_field_is_a_document_known_by_the_checksum_of_its_file() -> None:
    (text,) = read(PAGE)
    assert text.identifier == f"document/sha256-{hashlib.sha256(PAGE.encode()).hexdigest()[:16]}"
    assert isinstance(of_path(text.identifier), FiledDocument)
    assert (text.type, text.title, text.symbol) == ("document", "What a pond page is for", None)
    assert any("no symbol" in warning for warning in text.warnings)


def test_the_name_of_a_file_says_nothing_of_what_it_is() -> None:
    assert read(PAGE, "x-15.en.html")[0].identifier == read(PAGE, "notes.txt")[0].identifier


def test_a_document_without_a_symbol_has_the_identifier_that_is_asked_for() -> None:
    (text,) = read(PAGE, asked=Asked("CBD/SBI/9/INF/9"))
    assert (text.identifier, text.warnings) == ("document/CBD_SBI_9_INF_9", ())


def test_a_bulletin_is_read_with_the_title_that_its_properties_say() -> None:
    (text,) = read(BULLETIN)
    assert (text.type, text.title) == ("document", "Ponds at the subsidiary body")
    assert [element.kind for element in text.elements].count(Kind.PARAGRAPH) == 2


def test_a_long_text_that_names_the_field_once_is_none_of_its_documents() -> None:
    help_page = "Press the button to save the picture, then choose a colour for the frame of it and go on. " * 40
    with pytest.raises(SourceError, match="hardly a convention, body or clearing-house"):
        read(f"How to save a picture\n\n{help_page}\n\nOne picture shows biodiversity.")


def test_a_page_in_html_below_properties_is_a_page() -> None:
    (text,) = read(f"---\ntitle: Counting ponds\n---\n\n{PAGE.partition('<body>')[2].partition('</body>')[0]}")
    assert text.title == "Counting ponds"
    assert not any("<" in element.text for element in text.elements)


@pytest.mark.parametrize("language", ["en", "fr", "es", "ru", "ar", "zh"])
def test_the_articles_of_a_treaty_have_the_same_addresses_in_every_language(language: str) -> None:
    (text,) = read(treaty(language))
    assert (text.identifier, text.language) == ("treaty/nagoya", language)
    expected = ["title"] + [path for n in range(1, 6) for path in (f"{n}", f"{n}/1", f"{n}/2")]
    assert paths(text) == expected
    assert not any("again" in warning or "follows" in warning for warning in text.warnings)


def test_a_wrapped_title_tells_the_treaty_too() -> None:
    text = treaty("en").replace(
        "NAGOYA PROTOCOL ON ACCESS TO PONDS", "UNITED NATIONS\n2099\nNAGOYA PROTOCOL\nON ACCESS TO PONDS"
    )
    assert read(text)[0].identifier == "treaty/nagoya"


def test_a_document_with_the_name_of_the_convention_in_its_head_is_no_treaty() -> None:
    head = "Convention on Biological Diversity\n\nUNEP/CBD/SBSTTA/99/11\n\nCOUNTING PONDS\n\n"
    (text,) = read(head + "1. Article 5 asks for counts.\n\nArticle 5 of the Convention\n\n2. Counts are kept.\n")
    assert text.identifier == "document/UNEP_CBD_SBSTTA_99_11"


@pytest.mark.parametrize(
    ("said", "target"),
    [
        ("The Biosafety Clearing-House is kept for the Cartagena Protocol.", "vocab/cartagena/11.4"),
        ("The Access and Benefit-sharing Clearing-House serves the Nagoya Protocol.", "vocab/nagoya/11.4"),
        ("The Convention on Biological Diversity says what a clearing-house is for.", "vocab/cbd/11.4"),
        ("The Kyoto Protocol and the Paris Agreement are not the Convention on Biological Diversity.", None),
    ],
)
def test_a_bare_article_of_a_page_belongs_to_the_treaty_that_the_page_speaks_of(
    tmp_path: Path, said: str, target: str | None
) -> None:
    page = tmp_path / "page.html"
    page.write_text(f"<html><body><h1>Ponds</h1><p>{said}</p><p>Article 11(4) asks for it.</p></body></html>", "utf-8")
    (text,) = parse(page, Names())
    assert [cited.target for found in text.findings.values() for cited in found.citations] == [target]


def test_an_article_that_is_missing_is_said() -> None:
    (text,) = read(treaty("zh").replace("第三条", "第四条", 1).replace("第四条池塘\n\n一、各", "第四条池塘\n\n一、各"))
    assert any("article 4 follows 2" in warning for warning in text.warnings)


def test_a_chinese_numeral_marks_a_section_where_no_article_is_open() -> None:
    rows = [
        "UNEP/CBD/SBI/9/9",
        "池塘的报告",
        "一、背景",
        "1. 缔约方大会要求执行秘书报告池塘的情况。",
        "二、进展",
        "2. 各缔约方已统计生物多样性公约的池塘。",
    ]
    (text,) = read("\n\n".join(rows))
    assert [(element.path, element.kind) for element in text.elements if element.kind is Kind.SECTION] == [
        ("section/I", Kind.SECTION),
        ("section/II", Kind.SECTION),
    ]
    assert {"1", "2"} <= set(paths(text))


def test_text_in_a_frame_is_text_and_its_bars_are_left_over() -> None:
    rows = [
        "| X/99. Ponds |",
        "| The Conference of the Parties, |",
        "| 1. Invites Parties to count the ponds of their regions. |",
    ]
    (text,) = read("\n".join(rows))
    assert paths(text) == ["title", "opening", "1"]
    assert [left.reason for left in text.unparsed] == ["frame around the text"]


def test_a_control_character_in_a_long_text_is_said_with_its_place() -> None:
    text = (
        treaty("en")
        + "\n\n"
        + "\n\n".join(
            f"{n}. Ponds and\x12or bogs are counted. " * (n == 3)
            or f"{n}. Ponds are counted by each Party in spring and autumn." * 2
            for n in range(3, 120)
        )
    )
    (found,) = read(text)
    assert any("control character '\\x12' and 0 more" in warning for warning in found.warnings)
    assert any("\ufffd" in element.text for element in found.elements)


def test_passages_in_another_language_are_said_with_the_first_line() -> None:
    french = (
        "3. La Conférence des Parties invite les Parties à compter les étangs de leur région et à en rendre compte."
    )
    rows = [
        "X/99. Ponds",
        "The Conference of the Parties,",
        "1. Invites Parties to count the ponds of their regions;",
        "2. Invites Parties to report on the result to the next meeting;",
        french,
    ]
    (text,) = read("\n".join(rows))
    assert text.warnings == ("line 5: in fr, not en, and 0 more lines (19 words)",)
    assert paths(text) == ["title", "opening", "1", "2", "3"]


def test_letters_without_words_are_refused_as_such() -> None:
    with pytest.raises(SourceError, match="no words in the text, only letters"):
        read(" | ".join("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))


@pytest.mark.parametrize("language", ["en", "es", "fr", "ru", "zh"])
def test_the_agreement_of_the_corpus_has_its_articles(language: str, corpus: Path) -> None:
    file = corpus / f"documents/bbnj-agreement/bbnj.{language}.txt"
    reading = formats.read(file.read_bytes(), file.name)
    (text,) = texts_of(reading, Source(file.name, "0" * 64, reading.media_type))
    assert text.identifier == "treaty/bbnj"
    articles = [element.path for element in text.elements if element.kind is Kind.SECTION and "/" not in element.path]
    assert articles == [str(number) for number in range(1, 77)]
