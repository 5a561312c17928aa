"""HTML, with pages written here: a decision page, a saved Word page, a report compilation, hostile pages."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from lxml import etree

from graph.errors import SourceError
from loaders.readers import formats
from loaders.structure.stage import Asked, structure
from loaders.text import Kind, Role, Source, Text

SITE = """<!DOCTYPE html><html><head><title>Ponds</title><style>p {color: red}</style>
<script>var x = "no text";</script></head>
<body><nav><a href="/">Home</a> Decisions</nav><div class="breadcrumb">COP 10</div>
<div id="content"><h1>X/99. Ponds</h1><p>The Conference of the Parties,</p><p><em>Recalling</em> decision VII/23,</p>
<ol><li><i>Invites</i> Parties to count&nbsp;ponds<a href="#fn1">1</a> and:
  <ol type="a"><li>To draw them;</li><li>To share them:<ol type="i"><li>Now;</li><li>Later.</li></ol></li></ol></li>
<li value="4"><i>Requests</i> the Executive Secretary to report to the Conference of the Parties.</li></ol>
<table><tr><th>Party</th><th>Ponds</th></tr><tr><td>Kenya</td><td>4</td></tr></table>
<div id="fn1"><p><a href="#fnref1">1</a> Ponds are small lakes.</p><p>So is a pool.</p></div></div>
<div style="display: none">secret</div><footer>© 2020</footer></body></html>"""

WORD = (
    "\ufeff<html><body><div class=Section1><p class=MsoNormal>X/98.&nbsp; Brooks</p>"
    "<p>The Conference of the Parties,</p>"
    "<p style='mso-list:l0'><![if !supportLists]><span>1.<span style='font:7.0pt'>&nbsp; </span></span><![endif]>"
    "<i>Invites</i>\nParties to clean\nbrooks,<a href='#_ftn1' name='_ftnref1'>[1]</a> "
    "<del>and lakes</del> as they can;</p>"
    "<p>2.&nbsp;&nbsp; Thanks those that did.</p></div>"
    "<hr><div id=ftn1><p><a href='#_ftnref1' name='_ftn1'>[1]</a> See the list of brooks.</p></div></body></html>"
)

COMPILATION = """<html><body><p>X/97. Springs</p><p>The Conference of the Parties,</p>
<p>1. Invites Parties to map springs; [1]</p><p>2. Thanks Governments for their springs. [2]</p><hr>
<p>[1] The first list.</p><p>[2] The second list.</p></body></html>"""


LABELLED = """<html><body><h1>X/96. Wells</h1><div><span>Informational</span></div>
<div>The Conference of the Parties,</div>
<div><span>Operational</span><span>Active</span></div><div>1. Invites Parties to dig wells;</div>
<div>Status: Retired</div><div>2. Thanks those that did.</div><p>Retired sections: paragraphs 1-2</p></body></html>"""


def text_of(page: str, encoding: str = "utf-8") -> Text:
    reading = formats.read(page.encode(encoding), "page.html")
    return structure(reading, Source("page.html", "", reading.media_type), Asked(language="en"))


def texts(text: Text) -> dict[str, str]:
    return {element.path: element.text for element in text.elements}


def test_nested_lists_give_the_marks_that_a_browser_shows() -> None:
    found = text_of(SITE)
    assert [element.number for element in found.elements if element.number][1:] == [
        *("1.", "(a)", "(b)", "(i)", "(ii)", "4.", "1")
    ]
    assert texts(found)["1.b.ii"] == "Later."


def test_types_and_statuses_beside_a_paragraph_are_leftovers() -> None:
    text = text_of(LABELLED)
    assert list(texts(text)) == ["title", "opening", "1", "2", "heading/end"]
    labels = [left.text for left in text.unparsed if left.reason == "label of the decision pages"]
    assert labels == ["Informational", "OperationalActive", "Status: Retired"]


def test_the_call_of_a_note_keeps_its_place() -> None:
    found = text_of(SITE)
    asked = next(element for element in found.elements if element.path == "1")
    assert asked.text == "Invites Parties to count ponds and:"
    assert asked.notes == ((len("Invites Parties to count ponds"), "note/1"),)
    assert texts(found)["note/1"] == "Ponds are small lakes. So is a pool."


def test_scripts_and_styles_are_never_text_and_navigation_is_a_leftover() -> None:
    found = text_of(SITE)
    whole = " ".join([*texts(found).values(), *(left.text for left in found.unparsed)])
    assert "no text" not in whole
    assert "color" not in whole
    assert {left.reason for left in found.unparsed} == {"navigation", "hidden on the page", "page footer"}
    assert found.warnings[0] == "1 scripts of the page were left out"


def test_a_table_of_data_is_one_element() -> None:
    tables = [element.text for element in text_of(SITE).elements if element.kind is Kind.TABLE]
    assert tables == ["Party | Ponds\nKenya | 4"]


def test_a_page_laid_out_in_a_table_is_read_cell_by_cell() -> None:
    rows = f"<tr><td>Menu of the site</td><td>{'A long paragraph. ' * 100}</td></tr><tr><td>x</td><td>y</td></tr>"
    page = f"<table>{rows}</table>"
    assert len(formats.read(page.encode(), "x.html").lines) == 4


def test_marks_in_a_column_of_their_own_join_their_text() -> None:
    page = "<table><tr><td>1.</td><td>Invites Parties;</td></tr><tr><td>(a)</td><td>To draw.</td></tr></table>"
    assert [line.text for line in formats.read(page.encode(), "x.html").lines] == [
        "1. Invites Parties;",
        "(a) To draw.",
    ]


def test_saved_word_pages_keep_typed_numbers_and_lose_deletions_with_a_warning() -> None:
    found = text_of(WORD)
    assert texts(found)["1"] == "Invites Parties to clean brooks, as they can;"
    assert texts(found)["2"] == "Thanks those that did."
    assert [left.text for left in found.unparsed] == ["and lakes"]
    assert "tracked changes: 1 deletions were left out" in found.warnings


def test_notes_in_brackets_at_the_end_are_found_without_links() -> None:
    found = text_of(COMPILATION)
    assert [(element.path, element.notes) for element in found.elements if element.notes] == [
        ("1", ((len("Invites Parties to map springs;"), "note/1"),)),
        ("2", ((len("Thanks Governments for their springs."), "note/2"),)),
    ]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_a_byte_order_mark_tells_the_characters(encoding: str) -> None:
    assert texts(text_of(WORD.lstrip("\ufeff"), encoding))["2"] == "Thanks those that did."


@pytest.mark.parametrize("encoding", ["windows-1251", "koi8-r", "iso-8859-5"])
def test_a_declared_character_set_is_believed(encoding: str) -> None:
    page = f'<html><meta http-equiv="Content-Type" content="text/html; charset={encoding}"><p>Стороны</p>'
    assert formats.read(page.encode(encoding), "x.html").lines[0].text == "Стороны"


def test_characters_that_nothing_tells_are_refused_with_the_byte() -> None:
    with pytest.raises(SourceError, match=r"line 1: byte 9 .* is not UTF-8; save the file as UTF-8"):
        formats.read("<html><p>Стороны</p>".encode("cp1251"), "x.html")


def test_a_character_set_that_is_none_is_refused() -> None:
    with pytest.raises(SourceError, match="character set 'rot13' is not read"):
        formats.read(b'<meta charset="rot13"><p>text</p>', "x.html")


def test_a_page_of_ten_thousand_nested_elements_is_read() -> None:
    page = "<div>" * 10_000 + "The ponds" + "</div>" * 10_000
    assert [line.text for line in formats.read(page.encode(), "x.html").lines] == ["The ponds"]


def test_a_page_without_text_is_refused() -> None:
    with pytest.raises(SourceError, match="a page without text"):
        formats.read(b"<html><script>x()</script></html>", "x.html")


@pytest.mark.parametrize("language", ["ar", "en", "es", "fr", "ru", "zh"])
def test_no_visible_character_of_the_help_pages_is_lost(corpus: Path, language: str) -> None:
    """The sum over characters, against another parser; brackets around a mark of a note are markup."""
    for file in sorted((corpus / "documents/bch-help" / language).glob("*.html")):
        data = file.read_bytes()
        tree = etree.HTML(data.decode("utf-8-sig"))
        shown = tree.xpath("//body//text()[not(ancestor::script or ancestor::style or ancestor::xml)]")
        visible = Counter("".join("".join(map(str, shown)).split()))  # type: ignore[arg-type]
        try:
            reading = formats.read(data, file.name)
        except SourceError as fault:
            told = str(fault)
            assert "a page without text" in told or "only letters" in told
            continue
        held = Counter("".join([*(line.text for line in reading.lines), *(left.text for left in reading.leftovers)]))
        assert set(visible - held) <= {"[", "]"}, file.name
        assert all(line.role is not Role.NOTE or line.text.split()[0] for line in reading.lines)
