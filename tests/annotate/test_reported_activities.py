"""What stands below a heading reports on what it names, and its dated acts become activities."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pyoxigraph as ox
import pytest

from graph.namespaces import Names
from graph.rooms import room
from graph.thesaurus import Thesaurus
from graph.validation import validate
from loaders.annotate.stage import annotate
from loaders.describe import describe
from loaders.findings import Deed
from loaders.front import parse
from loaders.text import Element, Kind, Source, Text

NAMES = Names()
MOUNTAINS, MECHANISM = "decision/cop/7/27", "decision/cop/7/23"
Read = Callable[..., Text]


@pytest.fixture(scope="module")
def read() -> Read:
    """A document of 20 July 2004 from headings ("# ...", "## ..." with its section) and numbered paragraphs."""
    thesaurus = Thesaurus.load()

    def make(*rows: str, language: str = "en", issued: str | None = "2004-07-20") -> Text:
        elements: list[Element] = []
        section, number = None, 0
        for row in rows:
            if row.startswith("## "):
                section = f"section/{chr(65 + sum(each.kind is Kind.SECTION for each in elements))}"
                elements.append(Element(section, Kind.SECTION, row[3:]))
            elif row.startswith("# "):
                elements.append(Element(f"heading/{len(elements)}", Kind.HEADING, row[2:], parent=section))
            else:
                number += 1
                elements.append(Element(str(number), Kind.PARAGRAPH, row, f"{number}.", section))
        source = Source("report.txt", "0" * 64, "text/plain")
        text = Text("document/UNEP_CBD_QR_99", "document", language, "Report", source, tuple(elements), issued=issued)
        return annotate(text, thesaurus)

    return make


def targets(text: Text) -> dict[str, list[str]]:
    return {path: [each.target for each in found.reports] for path, found in text.findings.items() if found.reports}


def deeds(text: Text) -> list[Deed]:
    return [deed for found in text.findings.values() for deed in found.deeds]


# --------------------------------------------------------------------------------------------- headings


def test_a_heading_reports_until_the_next_one_of_its_level(read: Read) -> None:
    text = read("# Decision VII/27: Mountains", "Done.", "Also done.", "# Staff", "Two came.")
    assert targets(text) == {"1": [MOUNTAINS], "2": [MOUNTAINS]}


def test_the_evidence_of_a_report_is_in_its_heading(read: Read) -> None:
    [report] = read("# Decision VII/27: Mountains", "Done.").findings["1"].reports
    assert (report.origin, report.span.exact, report.span.start) == ("heading/0", "Decision VII/27", 0)


@pytest.mark.parametrize(
    ("heading", "named"),
    [
        ("Decisions IX/5 and VIII/19: Forests", ["decision/cop/9/5", "decision/cop/8/19"]),
        ("VI/22, VII/1 & VIII/19 Forest biological diversity", [f"decision/cop/{n}" for n in ("6/22", "7/1", "8/19")]),
        ("Decision X/2, paragraph 3 (e)", ["decision/cop/10/2/3.e"]),
        ("Mountain biological diversity (decision VII/27)", [MOUNTAINS]),
        ("Implementation of decision VII/27", [MOUNTAINS]),
        ("Programme of work on protected areas", ["decision/cop/7/28", "vocab/programmes/PA"]),
        ("Decision VII/30: what decision VI/26 began", ["decision/cop/7/30"]),
        ("Meeting of the group that decision VII/27 set up", []),
    ],
)
def test_a_heading_names_what_it_begins_with_or_holds_in_brackets(read: Read, heading: str, named: list[str]) -> None:
    assert targets(read(f"# {heading}", "Done.")).get("1", []) == named


@pytest.mark.parametrize(
    ("language", "heading"),
    [
        ("zh", "第 VII/27 号决定：山地生物多样性"),
        ("fr", "Décision VII/27 : Diversité biologique des montagnes"),
        ("es", "Decisión VII/27: Diversidad biológica de las montañas"),
        ("ru", "Решение VII/27: Биологическое разнообразие горных районов"),
        ("ar", "المقرر 7/27: التنوع البيولوجي للجبال"),
    ],
)
def test_headings_name_decisions_in_every_language(read: Read, language: str, heading: str) -> None:
    assert targets(read(f"# {heading}", "2004", language=language)) == {"1": [MOUNTAINS]}


def test_a_section_reports_on_all_that_is_part_of_it(read: Read) -> None:
    text = read("## Decision VII/27", "Done.", "# Workshops", "Held.", "## Staff", "Two came.")
    assert targets(text) == {"1": [MOUNTAINS], "2": [MOUNTAINS]}


def test_a_heading_right_below_another_stands_below_it_and_so_do_those_beside_it(read: Read) -> None:
    text = read("# Decision VII/27", "# Workshops", "Held.", "# Books", "Printed.", "# Decision VII/23", "Done.")
    assert targets(text) == {"1": [MOUNTAINS], "2": [MOUNTAINS], "3": [MECHANISM]}


def test_a_heading_in_capitals_ends_what_began_below_one_without(read: Read) -> None:
    text = read("# Decision VII/27", "# Workshops", "Held.", "# STAFF", "Two came.")
    assert targets(text) == {"1": [MOUNTAINS]}


def test_a_part_named_below_its_decision_is_reported_on_instead_of_the_whole(read: Read) -> None:
    text = read("## Decision VII/23", "# Decision VII/23, paragraph 7 (c)", "Done.")
    assert targets(text) == {"1": [f"{MECHANISM}/7.c"]}
    text = read("# Decision VII/23", "Pursuant to paragraph 8 of decision VII/23, the toolkit was sent.")
    assert targets(text) == {"1": [f"{MECHANISM}/8"]}


def test_telling_what_was_decided_is_no_report_below_a_heading(read: Read) -> None:
    text = read("# Decision VII/27", "In this decision the Conference of the Parties requested a workshop.", "Done.")
    assert targets(text) == {"2": [MOUNTAINS]}


# --------------------------------------------------------------------------------------------- dated acts


HELD = {
    "en": ("Decision VII/27", "On 12-14 May 2004 the Executive Secretary convened a workshop in Bolzano."),
    "fr": ("Décision VII/27", "Du 12 au 14 mai 2004, le Secrétaire exécutif a organisé un atelier à Bolzano."),
    "es": ("Decisión VII/27", "Del 12 al 14 de mayo de 2004, el Secretario Ejecutivo convocó un taller en Bolzano."),
    "ru": ("Решение VII/27", "12-14 мая 2004 года Исполнительный секретарь провел семинар в Больцано."),
    "ar": ("المقرر 7/27", "في الفترة من 12 إلى 14 أيار/مايو 2004، عقد الأمين التنفيذي حلقة عمل في بولزانو."),
    "zh": ("第VII/27号决定", "2004年5月12日至14日，执行秘书在博尔扎诺举办了讲习班。"),
}


@pytest.mark.parametrize("language", HELD)
def test_a_dated_act_has_its_days_its_actor_and_its_sentence(read: Read, language: str) -> None:
    heading, words = HELD[language]
    [deed] = deeds(read(f"# {heading}", words, language=language))
    assert (deed.name, deed.start, deed.end) == ("activity-2004-05-12", "2004-05-12", "2004-05-14")
    assert (deed.actors, deed.targets) == (("executive-secretary",), (MOUNTAINS,))
    assert (deed.span.start, deed.span.exact) == (0, words)
    assert words[deed.date.start : deed.date.end] == deed.date.exact


@pytest.mark.parametrize(
    ("language", "words", "days", "actors"),
    [
        ("en", "In April 2004, UNEP and the Secretariat held a course.", "2004-04-01/2004-04-30", "unep secretariat"),
        ("en", "It was held by UNEP in Nairobi, Kenya (28 April - 2 May 2004).", "2004-04-28/2004-05-02", "unep"),
        ("en", "On May 12, 2004, experts met the Secretariat.", "2004-05-12/2004-05-12", ""),
        ("en", "From 30 December 2003 to 2 January 2004 experts met.", "2003-12-30/2004-01-02", ""),
        ("en", "UNEP held a workshop, which was held in Rome on 3 May 2004.", "2004-05-03/2004-05-03", "unep"),
        ("fr", "Le 3 juin 2004, le manuel a été publié par le Secrétariat.", "2004-06-03/2004-06-03", "secretariat"),
        ("es", "En abril de 2004, el PNUMA y la Secretaría hablaron.", "2004-04-01/2004-04-30", "unep secretariat"),
        ("ru", "В апреле 2004 года ЮНЕП и секретариат организовали курс.", "2004-04-01/2004-04-30", "unep secretariat"),
        ("ar", "وفي نيسان/أبريل 2004، نظم اليونيب والأمانة دورة.", "2004-04-01/2004-04-30", "unep secretariat"),
        ("zh", "2004年5月，由环境署举办了讲习班。", "2004-05-01/2004-05-31", "unep"),
        ("zh", "二〇〇四年五月三日，秘书处发出了通知。", "2004-05-03/2004-05-03", "secretariat"),
    ],
)  # fmt: skip
def test_dates_and_actors_are_read_as_each_language_prints_them(
    read: Read, language: str, words: str, days: str, actors: str
) -> None:
    [deed] = deeds(read(f"# {HELD[language][0]}", words, language=language))
    assert (f"{deed.start}/{deed.end}", " ".join(deed.actors)) == (days, actors)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "A workshop will be held on 8 February 2005."),
        ("en", "By 3 May 2004 ten replies had come."),
        ("en", "The letter of 3 May 2004 was read."),
        ("en", "On 20 February 2004 the Conference of the Parties adopted it."),
        ("en", "The texts that the Parties sent on 3 May 2004 are many."),
        ("en", "On 31 June 2004 experts met."),
        ("fr", "Un atelier sera tenu le 8 février 2005."),
        ("fr", "La lettre du 3 mai 2004 a été lue."),
        ("es", "Se celebrará un taller el 8 de febrero de 2005."),
        ("es", "Antes del 3 de mayo de 2004 hubo respuestas."),
        ("ru", "Семинар состоится 8 февраля 2005 года."),
        ("ru", "К 3 мая 2004 года поступили ответы."),
        ("ru", "Письмо от 3 мая 2004 года было разослано."),
        ("ar", "ستعقد حلقة عمل في 8 شباط/فبراير 2005."),
        ("ar", "قبل 3 أيار/مايو 2004 وردت ردود."),
        ("zh", "将于2005年2月8日举行会议。"),
        ("zh", "请在2004年9月1日之前答复。"),
        ("zh", "缔约方大会2004年2月20日通过了这一决定。"),
    ],
)
def test_what_is_to_come_due_or_of_others_is_no_activity(read: Read, language: str, words: str) -> None:
    assert deeds(read(f"# {HELD[language][0]}", words, language=language, issued=None)) == []


def test_a_day_after_that_of_the_report_is_still_to_come(read: Read) -> None:
    words = "On 8 February 2005 a side event shows the toolkit."
    assert deeds(read("# Decision VII/27", words)) == []
    assert len(deeds(read("# Decision VII/27", words, issued="2005-04-27"))) == 1


def test_acts_of_one_day_have_names_of_their_own(read: Read) -> None:
    text = read("# Decision VII/27", "On 3 May 2004 experts met. On 3 May 2004 a book was printed.")
    assert [deed.name for deed in deeds(text)] == ["activity-2004-05-03", "activity-2004-05-03-2"]


def test_what_reports_on_nothing_has_no_activities(read: Read) -> None:
    assert deeds(read("# Staff", "On 3 May 2004 two posts were filled.")) == []


# ----------------------------------------------------------------------------------------- in the graph


def test_a_reported_activity_is_marked_and_leads_back_to_its_words(read: Read) -> None:
    text = read(f"# {HELD['en'][0]}", HELD["en"][1])
    described = describe(text, "chm-graph test", NAMES, datetime(2026, 1, 1, tzinfo=UTC))
    activity = ox.NamedNode(NAMES.iri("document/UNEP_CBD_QR_99/1/activity-2004-05-12"))
    said = {(triple.predicate.value, str(triple.object)) for triple in described.triples if triple.subject == activity}
    kinds = {NAMES.term("Activity"), NAMES.term("ReportedActivity")}
    assert {f"<{kind}>" for kind in kinds} == {value for name, value in said if name.endswith("#type")}
    assert (NAMES.term("respondsTo"), f"<{NAMES.iri(MOUNTAINS)}>") in said
    [source] = [value for name, value in said if name.endswith("wasDerivedFrom")]
    mention = {t.predicate.value: t.object for t in described.triples if str(t.subject) == source}
    assert mention[NAMES.term("exact")] == ox.Literal(HELD["en"][1])
    report = validate(described.triples, NAMES.iri(described.path), NAMES)
    assert list(report.lines()) == []


def test_the_quarterly_report_of_the_examples_gives_its_activities() -> None:
    [text] = parse(room("examples") / "qr-25.en.txt", NAMES)
    told = {f"{path}/{deed.name}": deed.targets for path, found in text.findings.items() for deed in found.deeds}
    assert told == {
        "2/activity-2004-05-12": (MOUNTAINS,),
        "4/activity-2004-06-03": (MECHANISM, "decision/cop/6/18"),
        "5/activity-2004-04-01": (f"{MECHANISM}/7.c",),
        "5.b/activity-2004-04-28": (f"{MECHANISM}/7.c",),
        "6/activity-2004-06-14": ("decision/cop/7/28",),
        "8/activity-2004-05-17": ("decision/cop/7/30",),
    }
