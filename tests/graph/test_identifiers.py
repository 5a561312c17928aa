"""Every spelling in use reads to one identifier; what is none is refused; codes and pages are printed."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from graph.errors import IdentifierError
from graph.identifiers import (
    LAST_DECISION,
    Concept,
    Decision,
    Document,
    Element,
    Expression,
    Meeting,
    Notification,
    Recommendation,
    Record,
    of_path,
    official_page,
    parse,
)

PROJECT = Path(__file__).resolve().parents[2]

# one row or more for each of the 35 patterns that the field uses: thing, kind, spelling, path
IN_USE = """
COP decision 1-13|short number|X/15|decision/cop/10/15
COP decision 14+|short number|14/1|decision/cop/14/1
COP decision 1-13|UN symbol|UNEP/CBD/COP/DEC/X/15|decision/cop/10/15
COP decision 1-13|UN symbol|UNEP/CBD/COP/DEC/11/12|decision/cop/11/12
COP decision 14+|UN symbol|CBD/COP/DEC/15/4|decision/cop/15/4
COP decision|DTT code|CBD/COP/10/15|decision/cop/10/15
COP decision|DTT code|CBD/COP/15/04|decision/cop/15/4
COP decision|calendar code|CBD-DECISION-COP-15-4|decision/cop/15/4
COP decision|calendar code|CAL-DECISION-15-6|decision/cop/15/6
COP decision|calendar code|CAL-DECISION-CP11-7|decision/cp-mop/11/7
DTT paragraph|code v2016|CBD/COP/10/15.05.01|decision/cop/10/15/5.a
DTT paragraph|code v2016|CBD/COP/15/14.02|decision/cop/15/14/2
DTT paragraph|code in pick dialog|CBD/COP/07/16/G12|decision/cop/7/16/G/12
DTT paragraph|code v2021 / URL|/decisions/cop/8/11/3|decision/cop/8/11/3
DTT paragraph|code v2021 / URL|https://www.cbd.int/decisions/cop/7/16/g12/1|decision/cop/7/16/G/12.a
COP decision|page 2007|https://www.cbd.int/decision/cop/?id=12280|page/decision/12280
COP decision|page 2007|https://www.cbd.int/decision/cop/default.shtml?id=7192|page/decision/7192
COP decision|page|https://www.cbd.int/decisions/?id=13391|page/decision/13391
COP decision|page|https://www.cbd.int/decisions/?m=COP-10&n=15|decision/cop/10/15
COP decision|page|?m=COP-10&n=15|decision/cop/10/15
COP decision|page|https://www.cbd.int/kb/record/decision/7156?RecordType=decision&Subject=CHM|page/decision/7156
SBSTTA/WG recommendation|page|/kb/record/recommendation/7044|page/recommendation/7044
COP decision|Solr / InforMEA id|52000000cbd0000000002ff8|page/decision/12280
COP decision|InforMEA page|https://www.informea.org/en/decision/access-to-genetic-resources|page/informea/access-to-genetic-resources
Cartagena decision 1-8|short number|BS-V/14|decision/cp-mop/5/14
Cartagena decision 8|short number|CP-VIII/1|decision/cp-mop/8/1
Cartagena decision 8+|short number|CP-11/7|decision/cp-mop/11/7
Cartagena decision 8+|short number|CP 11/7|decision/cp-mop/11/7
Cartagena decision 8+|short number|CP11/7|decision/cp-mop/11/7
Cartagena decision 8+|short number|CP VIII / 16|decision/cp-mop/8/16
Nagoya decision|short number|NP-4/3|decision/np-mop/4/3
Cartagena decision|UN symbol|UNEP/CBD/BS/COP-MOP/DEC/V/14|decision/cp-mop/5/14
Cartagena decision|UN symbol|CBD/CP/MOP/DEC/10/4|decision/cp-mop/10/4
Nagoya decision|UN symbol|CBD/NP/MOP/DEC/3/1|decision/np-mop/3/1
SBSTTA recommendation|number|CBD/SBSTTA/REC/21/1|recommendation/sbstta/21/1
SBSTTA recommendation|number|recommendation 3/15 (SBI)|recommendation/sbi/3/15
SBSTTA recommendation|number|SBI recommendation 3/15|recommendation/sbi/3/15
document|UN symbol|UNEP/CBD/COP/10/WG.2/CRP.14|document/UNEP_CBD_COP_10_WG.2_CRP.14
document|UN symbol|CBD/SBI/3/11/Add.1/Amend.1|document/CBD_SBI_3_11_Add.1_Amend.1
document|UN symbol|CBD/SBI/3/11/ADD1/AMEND1|document/CBD_SBI_3_11_Add.1_Amend.1
document|file|https://www.cbd.int/doc/meetings/sbstta/sbstta-18/official/sbstta-18-09-add1-en.pdf|document/UNEP_CBD_SBSTTA_18_9_Add.1/en
document|file|https://www.cbd.int/doc/c/851f/2529/0123/sbi-03-11-add1-amend1-en.pdf|document/CBD_SBI_3_11_Add.1_Amend.1/en
document|file|https://www.cbd.int/doc/decisions/cop-10/cop-10-dec-15-zh.pdf|decision/cop/10/15/zh
document|redirect|https://www.cbd.int/documents/CBD/COP/15/4|document/CBD_COP_15_4
document|redirect|/documents/0123456789abcdef01234567|page/document/0123456789abcdef01234567
meeting|code|SBSTTA-10|vocab/meetings/sbstta-10
meeting|code|SBI-05|vocab/meetings/sbi-5
meeting|code|COP-16-R1|vocab/meetings/cop-16-r1
meeting|code|IAS-WS-2026-01|vocab/meetings/ias-ws-2026-01
meeting|code|006511|vocab/meetings/006511
notification|number|2010-215|notification/2010-215
notification|number|SCBD/BS/GF/ABw/74494|page/notification/74494
CHM record|unique id|ABSCH-IRCC-FR-240541-1|record/absch/ABSCH-IRCC-FR-240541
CHM record|unique id|BCH-LMO-SCBD-14796|record/bch/BCH-LMO-SCBD-14796
CHM record|unique id|52000000-0CBD-4A3C-8F7D-0123456789AB@2|record/chm/52000000-0cbd-4a3c-8f7d-0123456789ab
treaty|UNTC code|XXVII8|vocab/treaties/cbd
treaty|UNTC code|XXVII8a|vocab/treaties/cartagena
treaty|UNTC code|XXVII8b|vocab/treaties/nagoya
COP decision (extraordinary)|short number|EM-I/3|decision/excop/1/3
SBSTTA recommendation|short number|XX/1|recommendation/sbstta/20/1
SBSTTA recommendation|short number|21/1|recommendation/sbstta/21/1
host alias|host|http://www.biodiv.org/decisions/?m=COP-10&n=15|decision/cop/10/15
host alias|host|dev-chm.cbd.int/decisions/cop/8/11/3|decision/cop/8/11/3
"""
ROWS = [tuple(line.split("|")) for line in IN_USE.strip().splitlines()]

CITED = {
    "X/15 para 5 (d)": "decision/cop/10/15/5.d",
    "x/15, paragraphs 5(d)": "decision/cop/10/15/5.d",
    "X/15#5(d)": "decision/cop/10/15/5.d",
    "decision X/15 5.d": "decision/cop/10/15/5.d",
    "VII/23 B 4": "decision/cop/7/23/B/4",
    "VII/23 B, para. 4 (a) (ii)": "decision/cop/7/23/B/4.a.ii",
    "VII/23 B": "decision/cop/7/23/B",
    "COP 7/16 G.12": "decision/cop/7/16/G/12",
    "COP 7/28 annex 2": "decision/cop/7/28/annex/2",
    "COP 7/5 annex I 2": "decision/cop/7/5/annex/2",
    "COP 7/5, annex II, paragraph 3": "decision/cop/7/5/annex-2/3",
    "COP 10/15 annex goal 2": "decision/cop/10/15/annex/goal-2",
    "X/15, annex/goal-1/1.2": "decision/cop/10/15/annex/goal-1/1.2",
    "CP-MOP 11/8 8(b)": "decision/cp-mop/11/8/8.b",
    "UNEP/CBD/SBSTTA/10/11, para. 34 (b)": "document/UNEP_CBD_SBSTTA_10_11/34.b",
    "UNEP/CBD/COP/DEC/X/15 annex": "decision/cop/10/15/annex",
    "the COP decision 15/4": "decision/cop/15/4",
    "Ⅹ／１５": "decision/cop/10/15",
    "Х/15": "decision/cop/10/15",
    "١٠/١٥": "decision/cop/10/15",
    "CBD art 18.3": "vocab/cbd/18.3",
    "Convention article 8(j)": "vocab/cbd/8.j",
    "Cartagena Protocol art. 20(1)": "vocab/cartagena/20.1",
    "CBD-SUBJECT-FOR": "vocab/subjects/FOR",
    "AICHI-TARGET-08": "vocab/aichi/8",
    "GBF-GOAL-A": "vocab/gbf/A",
    "decision/cop/X/15": "decision/cop/10/15",
    "document/UNEP/CBD/SBSTTA/10/11": "document/UNEP_CBD_SBSTTA_10_11",
    "document/UNEP/CBD/SBSTTA/10/11/zh": "document/UNEP_CBD_SBSTTA_10_11/zh",
    "cop/11": "vocab/meetings/cop-11",
}


@pytest.mark.parametrize(("thing", "kind", "spelling", "path"), ROWS)
def test_every_spelling_in_use_is_read(thing: str, kind: str, spelling: str, path: str) -> None:
    assert parse(spelling).path == path


def test_the_reference_names_no_pattern_that_the_table_leaves_out(corpus: Path) -> None:
    patterns = corpus.parent / "reference" / "facts" / "identifier_patterns.csv"
    with patterns.open(encoding="utf-8", newline="") as file:
        named = {(row["thing"], row["kind"]) for row in csv.DictReader(file)}
    private = {("document", "internal")}
    assert named - private == {(thing, kind) for thing, kind, *_ in ROWS}


@pytest.mark.parametrize(("words", "path"), CITED.items())
def test_a_citation_with_its_pinpoint_is_read(words: str, path: str) -> None:
    assert parse(words).path == path


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("UNEP/CBD/COP/DEC/X/15", "decision/cop/10/15"),
        ("UNEP/CBD/COP/10/15", "document/UNEP_CBD_COP_10_15"),
        ("CBD/COP/10/15", "decision/cop/10/15"),
        ("CBD/COP/14/4", "document/CBD_COP_14_4"),
        ("CBD/COP/14/04", "decision/cop/14/4"),
        ("CBD/COP/14/14", "document/CBD_COP_14_14"),
        ("CBD/COP/15/17/Add.1", "document/CBD_COP_15_17_Add.1"),
        ("UNEP/CBD/COP/DEC/X/15/Corr.1", "document/UNEP_CBD_COP_DEC_X_15_Corr.1"),
    ],
)
def test_documents_and_decisions_of_one_shape_are_told_apart(text: str, path: str) -> None:
    assert parse(text).path == path


def test_a_longer_number_is_another_decision() -> None:
    assert parse("CBD/COP/10/100") == Decision("cop", 10, 100) != parse("CBD/COP/10/10")
    assert parse("/decisions/cop/8/11/30") != parse("/decisions/cop/8/11/3")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hello",
        "X/15 bananas",
        "X/0",
        "IIX/3",
        "HIV/AIDS",
        "SCBD/LOG/123456",
        "recommendation 3/15",
        "decision XVII/3 of",
        "https://example.org/decisions/cop/8/11/3",
        "https://www.cbd.int/",
        "https://[broken/decisions/?id=1",
        "https://w3id.org/chm/decision/cop/X/15",
        "https://w3id.org/chm/ontology#Decision",
        "https://w3id.org/chm/decision/cop/10/15/zh#5.d-citation-1",
        "UNEP/CBD",
        "9" * 5000 + "/1",
        "CBD/COP/" + "9" * 5000,
        "decision/cop/" + "9" * 5000 + "/1",
    ],
)
def test_what_is_no_identifier_is_refused(text: str) -> None:
    with pytest.raises(IdentifierError):
        parse(text)


def test_a_decision_prints_the_spellings_of_its_time() -> None:
    old, new = Decision("cop", 10, 15), Decision("cop", 15, 4)
    assert (old.label, old.symbol, old.code) == ("X/15", "UNEP/CBD/COP/DEC/X/15", "CBD/COP/10/15")
    assert (new.label, new.symbol, new.code) == ("15/4", "CBD/COP/DEC/15/4", "CBD/COP/15/04")
    assert (old.calendar_code, old.page) == ("CBD-DECISION-COP-10-15", "https://www.cbd.int/decisions/cop/10/15")
    labels = [Decision("cp-mop", 7, 1), Decision("cp-mop", 8, 1), Decision("cp-mop", 9, 1), Decision("np-mop", 1, 1)]
    assert [decision.label for decision in labels] == ["BS-VII/1", "CP-VIII/1", "CP-9/1", "NP-1/1"]


def test_a_paragraph_prints_its_codes_and_its_page() -> None:
    paragraph = Element(Decision("cop", 7, 16), "G/12.b.iv")
    assert paragraph.code == "CBD/COP/07/16.G12.02.04"
    assert paragraph.dialog_code == "CBD/COP/07/16/G12.02.04"
    assert paragraph.page == "https://www.cbd.int/decisions/cop/7/16/g12/2/4"
    assert paragraph.label == "VII/16 G, paragraph 12 (b) (iv)"
    in_annex = Element(Decision("cop", 10, 15), "annex/goal-1")
    assert (in_annex.code, in_annex.page) == (None, "https://www.cbd.int/decisions/cop/10/15")


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("decision/cop/8/11/3", "https://www.cbd.int/decisions/cop/8/11/3"),
        ("decision/cop/10/15/zh", "https://www.cbd.int/decisions/cop/10/15"),
        ("decision/cp-mop/5/14", None),
        ("decision/cp-mop/5/14/3", None),
        ("document/CBD_COP_15_4/3", "https://www.cbd.int/documents/CBD/COP/15/4"),
        ("vocab/meetings/sbi-5", "https://www.cbd.int/meetings/SBI-05"),
        ("notification/2010-215", "https://www.cbd.int/notifications/2010-215"),
        ("page/decision/12280", "https://www.cbd.int/decisions/?id=12280"),
        ("recommendation/sbi/3/15", None),
        ("vocab/aichi/19", None),
        ("record/calendar/ACT-2025-02", None),
    ],
)
def test_the_official_page_is_known_where_a_rule_gives_it(path: str, page: str | None) -> None:
    assert official_page(of_path(path)) == page


@pytest.mark.parametrize(
    "path",
    [
        "decision/cop/10/015",
        "decision/cop/X/15",
        "decision/sbstta/10/4",
        "decision/cop/10/15/",
        "decision/cop/10/15/a b",
        "decision/cop/10/15/annex/en",
        "document/unep_cbd_sbstta_10_11",
        "document/CBD_SBI_3_11_ADD1",
        "vocab/aichi",
        "record/calendar/a%2fb",
        "source/activities-2025-26",
        "",
    ],
)
def test_a_path_is_read_strictly(path: str) -> None:
    with pytest.raises(IdentifierError):
        of_path(path)


def test_iris_are_read_under_the_base_of_the_settings_and_the_default_one() -> None:
    expected = Element(Decision("cop", 10, 15), "2.c")
    assert parse("https://example.org/x/decision/cop/10/15/2.c", "https://example.org/x/") == expected
    assert parse("https://w3id.org/chm/decision/cop/10/15/2.c", "https://example.org/x/") == expected


def test_values_that_cannot_be_are_refused() -> None:
    for make in (
        lambda: Decision("sbstta", 1, 1),
        lambda: Decision("cop", 0, 1),
        lambda: Document("cbd/cop/15/4"),
        lambda: Document("UNEP_CBD_COP_10_15"),
        lambda: Element(Decision("cop", 10, 15), "zh"),
        lambda: Expression(Decision("cop", 10, 15), "de"),
        lambda: Concept("Subjects", "FOR"),
        lambda: Record("calendar", " "),
        lambda: Record("calendar", ".."),
        lambda: Meeting("COP-10"),
        lambda: Notification("2010-5"),
        lambda: Recommendation("sbi", 3, 0),
    ):
        with pytest.raises(IdentifierError):
            make()


def test_the_documentation_lists_every_pattern_as_it_is_read() -> None:
    lines = [f"| {thing} | {kind} | `{text}` | `{path}` |" for thing, kind, text, path in ROWS]
    page = (PROJECT / "docs" / "identifiers.md").read_text(encoding="utf-8")
    assert [line for line in page.splitlines() if line.startswith("| ") and line.count("`") == 4] == lines


def test_the_last_decision_of_each_meeting_is_known() -> None:
    assert sorted(LAST_DECISION) == list(range(1, 17))
    assert LAST_DECISION[10] == 47
