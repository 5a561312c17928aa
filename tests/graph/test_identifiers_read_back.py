"""Every identifier that can be made prints spellings and a path that read back; any other text is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import IdentifierError
from graph.identifiers import (
    LANGUAGES,
    Concept,
    Decision,
    Document,
    Element,
    Expression,
    FiledDocument,
    Identifier,
    Meeting,
    Notification,
    OutsideAct,
    Page,
    Recommendation,
    Record,
    Text,
    Treaty,
    arabic,
    of_path,
    parse,
    roman,
)


@given(st.integers(1, 39))
def test_roman_numerals_read_back(number: int) -> None:
    assert arabic(roman(number)) == arabic(roman(number).lower()) == arabic(str(number)) == number


NUMBERS = st.integers(1, 99)
DECISIONS = st.builds(Decision, st.sampled_from(["cop", "cp-mop", "np-mop"]), st.integers(1, 20), NUMBERS) | st.builds(
    Decision, st.just("excop"), st.just(1), NUMBERS
)
RECOMMENDATIONS = st.builds(
    Recommendation, st.sampled_from(["sbstta", "sbi", "wg8j", "wgri", "icnp"]), st.integers(1, 30), NUMBERS
)
DOCUMENTS = st.builds(
    lambda unep, body, session, series, number, suffixes: Document(
        "/".join([*unep, "CBD", body, str(session), *series, str(number), *suffixes])
    ),
    st.just(["UNEP"]),
    st.sampled_from(["COP", "SBSTTA", "SBI", "WG8J", "WG-RI", "BS/COP-MOP", "CP/MOP", "WG2020"]),
    st.integers(1, 26),
    st.sampled_from([[], ["INF"], ["WG.2"]]),
    st.integers(1, 99),
    st.lists(st.sampled_from(["Add.1", "Rev.2", "Corr.1", "Amend.3"]), max_size=2, unique=True),
)
OUTSIDE = (
    st.builds(
        OutsideAct,
        st.sampled_from(["decision", "resolution"]),
        st.sampled_from(["unga", "unfccc-cop", "unfccc-cmp", "unfccc-cma"]),
        NUMBERS,
        NUMBERS,
    )
    | st.builds(FiledDocument, st.from_regex(r"[0-9a-f]{16}", fullmatch=True))
    | st.builds(Treaty, st.sampled_from(["bbnj", "nagoya", "ramsar-2"]))
    | st.builds(Document, st.sampled_from(["FCCC/CP/2015/10/Add.2", "A/77/945", "A/CONF.232/2023/4"]))
)
TEXTS: st.SearchStrategy[Text] = DECISIONS | RECOMMENDATIONS | DOCUMENTS | OUTSIDE
SECTIONS = st.sampled_from(["", "A/", "B/", "G/", "I/", "V/"])
PARAGRAPHS = st.builds(
    lambda section, number, tail: f"{section}{number}{tail}",
    SECTIONS,
    st.integers(1, 200),
    st.sampled_from(["", ".a", ".c", ".i", ".v", ".z", ".a.i", ".b.iv", ".i.ix", ".x.xxx"]),
)
NAMED = st.sampled_from(
    (
        "title opening preamble/3 heading/5 annex annex-2 annex/mission annex/goal-1/1.2 annex/22.a note/2 note/2/a B "
        "section/II/B/1 18bis 5/quotation B/6.a/wrap summary/1 recommendation/b.iii"
    ).split()
)
ELEMENTS = st.builds(Element, TEXTS, PARAGRAPHS | NAMED)
CODES = st.from_regex(r"[A-Za-z0-9]+([._+-][A-Za-z0-9]+){0,2}", fullmatch=True)
SLUGS = st.from_regex(r"[a-z][a-z0-9]*(-[a-z0-9]+){0,2}", fullmatch=True)
MEETINGS = st.builds(
    Meeting,
    st.from_regex(
        r"(cop|sbstta|sbi|np-mop|wg8j)-[1-9][0-9]?(-r[12])?|[a-z]{2,5}-ws-20[0-9]{2}-0[1-9]|00[0-9]{4}", fullmatch=True
    ),
)
NOTIFICATIONS = st.builds(Notification, st.from_regex(r"(199|20[0-9])[0-9]-[0-9]{3}", fullmatch=True))
OTHERS: st.SearchStrategy[Identifier] = (
    st.builds(Concept, SLUGS.filter(lambda scheme: scheme != "meetings"), CODES)
    | st.builds(Record, SLUGS, st.text(min_size=1).filter(lambda text: bool(text.strip(" .")) and text.isprintable()))
    | MEETINGS
    | NOTIFICATIONS
    | st.builds(Page, st.sampled_from(["decision", "document", "informea"]), CODES)
    | st.builds(Expression, TEXTS, st.sampled_from(LANGUAGES))
)


@given(TEXTS | ELEMENTS | OTHERS)
def test_every_path_reads_back(identifier: Identifier) -> None:
    assert of_path(identifier.path) == identifier
    assert parse(identifier.path) == identifier
    assert parse("https://w3id.org/chm/" + identifier.path) == identifier


@given(TEXTS | ELEMENTS | MEETINGS | NOTIFICATIONS)
def test_every_spelling_reads_back_in_any_case(identifier: Text | Element | Meeting | Notification) -> None:
    for spelling in identifier.spellings():
        assert parse(spelling) == identifier
        assert parse(f"  {spelling} ") == identifier
        in_capitals_or_not = not (isinstance(identifier, Element) and identifier.element in spelling)
        if in_capitals_or_not and spelling != identifier.path:
            assert parse(spelling.lower()) == identifier


@given(st.sampled_from(["", "-", " "]), st.integers(1, 20), NUMBERS)
def test_a_decision_reads_with_its_meeting_before_the_word(between: str, session: int, number: int) -> None:
    meeting = f"COP{between}{session}"
    for said in (str(number), f"{session}/{number}", f"{roman(session)}/{number}"):
        assert parse(f"{meeting} Decision {said}") == Decision("cop", session, number)
    with pytest.raises(IdentifierError, match="took no decision"):
        parse(f"{meeting} decision {session + 1}/{number}")


@given(st.builds(Expression, TEXTS, st.sampled_from(LANGUAGES)))
def test_a_language_version_reads_back_from_its_label(expression: Expression) -> None:
    assert parse(expression.label) == expression


@given(st.text(max_size=60) | st.text(alphabet="XVI/0123456789 CBDUNEPcop-.()abz", max_size=40))
def test_any_text_is_an_identifier_or_refused(text: str) -> None:
    try:
        identifier = parse(text)
    except IdentifierError:
        return
    assert of_path(identifier.path) == identifier
