"""Calendars, repositories, catalogues and bibliographies: what a good, a broken and an empty file of each gives."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

from graph.errors import SourceError
from graph.namespaces import Names
from graph.rooms import room
from loaders.pipeline import SourceGraph, Work, run, tools
from loaders.records.formats import FORMATS, read_rows
from loaders.records.values import expanded
from loaders.structure.stage import NOTHING_ASKED

NAMES = Names()
EXPECTED = Path(__file__).parent / "expected"
EXAMPLES = [room("examples") / "records" / graph.stem for graph in sorted(EXPECTED.glob("*.nt"))]


def graph_of(text: str | bytes, name: str) -> SourceGraph:
    data = text.encode() if isinstance(text, str) else text
    (graph,) = run(Work(name, data, NOTHING_ASKED), tools(NAMES)).graphs
    return graph


def says(graph: SourceGraph, property_: str, subject: str) -> set[str]:
    node, predicate = NamedNode(NAMES.iri(subject)), NamedNode(expanded(property_, NAMES))
    found = {t.object for t in graph.triples if (t.subject, t.predicate) == (node, predicate)}
    return {term.value for term in found if isinstance(term, NamedNode | Literal)}


def records_in(graph: SourceGraph) -> set[str]:
    kind = NamedNode(NAMES.term("Record"))
    return {str(NAMES.path(t.subject.value)) for t in graph.triples
            if t.object == kind and isinstance(t.subject, NamedNode)}  # fmt: skip


def event(*lines: str, uid: str = "UID:e-1") -> str:
    return "\r\n".join(["BEGIN:VCALENDAR", "BEGIN:VEVENT", uid, "SUMMARY:Workshop", *lines, "END:VEVENT",
                        "END:VCALENDAR", ""])  # fmt: skip


def repository(*records: str, token: str = "", head: str = "") -> str:
    return (
        f'<?xml version="1.0"?>{head}<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords>'
        + "".join(records)
        + (f"<resumptionToken>{token}</resumptionToken>" if token else "")
        + "</ListRecords></OAI-PMH>"
    )


def item(identifier: str = "oai:x:1", *elements: str) -> str:
    return (
        f"<record><header><identifier>{identifier}</identifier><datestamp>2011-01-01</datestamp></header><metadata>"
        '<d:dc xmlns:d="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<dc:title>Ponds</dc:title>" + "".join(elements) + "</d:dc></metadata></record>"
    )


def catalogue(*fields: str, number: str = '<controlfield tag="001">7</controlfield>') -> str:
    return (
        '<collection xmlns="http://www.loc.gov/MARC21/slim"><record><leader>00000nam a2200000 a 4500</leader>'
        + number
        + "".join(fields)
        + "</record></collection>"
    )


def field(tag: str, **subfields: str) -> str:
    parts = "".join(f'<subfield code="{code}">{value}</subfield>' for code, value in subfields.items())
    return f'<datafield tag="{tag}" ind1=" " ind2=" ">{parts}</datafield>'


# ------------------------------------------------------------------------------------------------- all of them


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.name)
def test_an_example_becomes_the_graph_that_is_expected(file: Path) -> None:
    graph = graph_of(file.read_bytes(), file.name)
    made = ox.Dataset(ox.Quad(*triple) for triple in graph.triples if "/record/" in str(triple.subject))
    wanted = ox.Dataset(ox.parse(path=EXPECTED / f"{file.name}.nt", format=ox.RdfFormat.N_TRIPLES))
    assert sorted(map(str, made)) == sorted(map(str, wanted))
    assert says(graph, "chm:restatement", graph.path) == {"true"}


@pytest.mark.parametrize(
    ("name", "text", "place", "reason"),
    [
        ("a.ics", "", "", "the file is empty"),
        ("a.ris", " \n", "", "the file is empty"),
        ("a.bib", "", "", "the file is empty"),
        ("a.xml", "", "", "the file is empty"),
        ("a.ics", "BEGIN:VCALENDAR\nEND:VCALENDAR\n", "line 1", "the calendar has no event"),
        ("a.ics", "BEGIN:VCALENDAR\nBEGIN:VTODO\nEND:VTODO\nEND:VCALENDAR\n", "line 1", r"\(it holds VTODO\)"),
        ("a.ics", "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\n", "line 2", "VEVENT is never closed"),
        ("a.ics", "BEGIN:VCALENDAR\nEND:VEVENT\nEND:VCALENDAR\n", "line 2", "END:VEVENT stands inside VCALENDAR"),
        ("a.ics", "dear all, we meet on Monday", "line 1", "is no iCalendar"),
        ("a.ris", "dear all, we meet on Monday", "line 1", "is no RIS"),
        ("a.bib", "dear all, we meet on Monday", "line 1", "is no BibTeX"),
        ("a.xml", "broken xml", "line 1", "is no XML"),
        ("a.bib", '@string{press = "Lake Press"}', "line 1", "the bibliography has no entry"),
        ("a.xml", repository(), "line 1", "its list is empty"),
        ("a.xml", repository(item())[:-20], "line 1", "not well-formed XML"),
        ("a.xml", repository(item(), head='<!DOCTYPE x [<!ENTITY a "b">]>'), "line 1", "has a document type"),
        ("a.xml", '<collection xmlns="http://www.loc.gov/MARC21/slim"/>', "line 1", "holds no record"),
        ("a.xml", catalogue()[:-5], "line 1", "not well-formed XML"),
        ("a.xml", f'<!DOCTYPE x [<!ENTITY a "b">]>{catalogue()}', "line 1", "has a document type"),
    ],
)  # fmt: skip
def test_a_file_without_records_or_a_broken_one_is_refused_with_its_place(
    name: str, text: str, place: str, reason: str
) -> None:
    with pytest.raises(SourceError, match=reason) as refused:
        run(Work(name, text.encode(), NOTHING_ASKED), tools(NAMES))
    assert (refused.value.file, refused.value.place) == (name, place)
    assert refused.value.remedy


@pytest.mark.parametrize("bomb", ['<!ENTITY a "ha"><!ENTITY b "&a;&a;">', '<!ENTITY b SYSTEM "file:///etc/hostname">'])
def test_an_entity_in_a_hostile_file_is_never_expanded(bomb: str) -> None:
    text = repository(item("oai:x:1", "<dc:subject>&b;</dc:subject>"), head=f"<!DOCTYPE x [{bomb}]>")
    with pytest.raises(SourceError, match="document type"):
        read_rows(text.encode(), "a.xml")


@given(
    st.sampled_from([b"BEGIN:VCALENDAR\nBEGIN:VEVENT\n", b"TY  - JOUR\n", b"@book{", b"<OAI-PMH ", b"<collection "]),
    st.text(alphabet='ABCDEGINRTUVY:;=-,{}@"\\\n <>/&\t0123', max_size=80),
)
def test_whatever_follows_a_good_beginning_is_read_or_refused_and_nothing_else(head: bytes, tail: str) -> None:
    try:
        rows = read_rows(head + tail.encode(), "a.txt")
    except SourceError:
        return
    assert rows is None or rows.rows or rows.unread


def test_the_page_on_record_types_has_a_row_for_every_format() -> None:
    page = Path(__file__).parents[2] / "docs" / "record-types.md"
    if not page.is_file():
        pytest.skip("docs/record-types.md stands elsewhere than the tests here")
    text = page.read_text("utf-8")
    assert [format_.name for format_ in FORMATS if f"| `{format_.name}` |" not in text] == []


# ---------------------------------------------------------------------------------------------------- calendars


@pytest.mark.parametrize(
    ("lines", "start", "end", "typed"),
    [
        (["DTSTART;VALUE=DATE:20110405", "DTEND;VALUE=DATE:20110408"], "2011-04-05", "2011-04-07", "2011-04-05"),
        (["DTSTART;VALUE=DATE:20110405"], "2011-04-05", "2011-04-05", "2011-04-05"),
        (["DTSTART;VALUE=DATE:20110405", "DURATION:P2D"], "2011-04-05", "2011-04-06", "2011-04-05"),
        (["DTSTART:20110405T090000", "DTEND:20110406T120000"], "2011-04-05", "2011-04-06", "2011-04-05T09:00:00"),
        (["DTSTART:20110405T090000", "DTEND:20110406T000000"], "2011-04-05", "2011-04-05", "2011-04-05T09:00:00"),
        (["DTSTART:20110405T090000Z", "DURATION:PT20H"], "2011-04-05", "2011-04-06", "2011-04-05T09:00:00+00:00"),
        (["DTSTART;TZID=Africa/Nairobi:20110405T090000"], "2011-04-05", "2011-04-05",
         "2011-04-05T09:00:00+03:00[Africa/Nairobi]"),
        (["DTSTART;TZID=Moon/Sea:20110405T090000"], "2011-04-05", "2011-04-05", "2011-04-05T09:00:00[Moon/Sea]"),
    ],
)  # fmt: skip
def test_an_event_has_its_days_however_its_times_are_written(
    lines: list[str], start: str, end: str, typed: str
) -> None:
    graph = graph_of(event(*lines), "a.ics")
    assert says(graph, "schema:startDate", "record/events/e-1") == {start}
    assert says(graph, "schema:endDate", "record/events/e-1") == {end}
    assert says(graph, "chm:asTyped", "record/events/e-1#start") == {typed}
    assert graph.warnings == ()


def test_a_series_is_dated_by_its_first_occurrence_and_keeps_its_rule() -> None:
    graph = graph_of(event("DTSTART:20110405T090000Z", "RRULE:FREQ=WEEKLY;COUNT=3", "EXDATE:20110412T090000Z"), "a.ics")
    ical = "http://www.w3.org/2002/12/cal/ical#"
    assert says(graph, "schema:startDate", "record/events/e-1") == {"2011-04-05"}
    assert says(graph, f"{ical}rrule", "record/events/e-1") == {"FREQ=WEEKLY;COUNT=3"}
    assert says(graph, f"{ical}exdate", "record/events/e-1") == {"20110412T090000Z"}


@pytest.mark.parametrize("older_first", [True, False])
def test_a_later_version_of_an_event_replaces_the_earlier_wherever_it_stands(older_first: bool) -> None:
    versions = [("SEQUENCE:1", "LOCATION:Paris"), ("SEQUENCE:2", "LOCATION:Lima")]
    both = "".join(event(*lines) for lines in (versions if older_first else versions[::-1]))
    graph = graph_of(both, "a.ics")
    assert says(graph, "schema:location", "record/events/e-1") == {"Lima"}
    assert [warning.rpartition(": ")[2] for warning in graph.warnings] == [
        "a later version of this event stands in the file"
    ]


def test_a_calendar_that_calls_off_its_events_cancels_them() -> None:
    graph = graph_of(event().replace("BEGIN:VEVENT", "METHOD:CANCEL\r\nBEGIN:VEVENT"), "a.ics")
    assert says(graph, "schema:eventStatus", "record/events/e-1") == {NAMES.iri("vocab/activity-statuses/cancelled")}


@pytest.mark.parametrize(
    ("place", "country"),
    [("Hall 3\\, Nairobi\\, Kenya", "ke"), ("Найроби (Кения)", "ke"), ("San Francisco\\, CA", None), ("Online", None)],
)
def test_the_country_of_a_place_is_found_and_no_state_is_taken_for_one(place: str, country: str | None) -> None:
    graph = graph_of(event(f"LOCATION:{place}"), "a.ics")
    wanted = {NAMES.iri(f"vocab/countries/{country}")} if country else set()
    assert says(graph, "dcterms:spatial", "record/events/e-1") == wanted
    assert graph.warnings == ()


def test_categories_that_are_subjects_are_linked_and_the_others_are_keywords_without_fault() -> None:
    graph = graph_of(event("CATEGORIES:Forest biodiversity,CBD-SUBJECT-MAR,Reeds\\, wet"), "a.ics")
    assert says(graph, "dcterms:subject", "record/events/e-1") == {
        NAMES.iri("vocab/subjects/FOR"), NAMES.iri("vocab/subjects/MAR")
    }  # fmt: skip
    assert {"Forest biodiversity", "CBD-SUBJECT-MAR"} < says(graph, "dcat:keyword", "record/events/e-1")
    assert graph.warnings == ()


def test_what_an_event_names_in_its_own_language_is_linked() -> None:
    graph = graph_of(event("DESCRIPTION;LANGUAGE=fr:Suite de la décision X/15\\, paragraphe 4"), "a.ics")
    assert says(graph, "dcterms:references", "record/events/e-1") == {NAMES.iri("decision/cop/10/15/4")}


def test_a_broken_event_keeps_what_can_be_read_and_the_others_stand() -> None:
    bad = event("DTSTART:soon", uid="UID:e-2")
    graph = graph_of(event("DTSTART:20110405T090000Z") + bad, "a.ics")
    assert records_in(graph) == {"record/events/e-1", "record/events/e-2"}
    assert [warning.partition(":")[0] for warning in graph.warnings] == ["line 9, column DTSTART"]


def test_an_event_without_uid_is_known_by_its_file_day_and_title() -> None:
    graph = graph_of(event("DTSTART;VALUE=DATE:20110405", uid="CLASS:PUBLIC"), "lakes.ics")
    (record,) = records_in(graph)
    assert record.endswith(":2011-04-05-workshop")
    assert "is missing" in graph.warnings[0]


def test_who_attends_an_event_is_left_out() -> None:
    graph = graph_of(event("ATTENDEE;CN=Somebody:mailto:a@example.org", "ORGANIZER:mailto:b@example.org"), "a.ics")
    assert not [t for t in graph.triples if "example.org" in str(t.object) or "Somebody" in str(t.object)]


def test_every_calendar_of_the_corpus_is_read_or_refused_with_place_and_reason(corpus: Path) -> None:
    loaded, refused = {}, {}
    for file in sorted((corpus / "records" / "ics").glob("*.ics")):
        try:
            loaded[file.name] = graph_of(file.read_bytes(), file.name)
        except SourceError as fault:
            refused[file.name] = fault
    assert len(loaded) > len(refused) > 0
    assert all(graph.elements or "record refused" in graph.warnings[-1] for graph in loaded.values())
    assert all(fault.place and fault.remedy for fault in refused.values())
    held = {name for name in refused if b"BEGIN:VEVENT" in (corpus / "records" / "ics" / name).read_bytes()}
    assert all("closed" in refused[name].reason or "inside" in refused[name].reason for name in held)


# ------------------------------------------------------------------------------------------------- repositories


def test_deleted_records_become_nothing_and_a_list_that_goes_on_is_told() -> None:
    gone = '<record><header status="deleted"><identifier>oai:x:2</identifier></header></record>'
    graph = graph_of(repository(item(), gone, token="page-2"), "a.xml")
    assert records_in(graph) == {"record/repositories/oai:x:1"}
    deleted, more = graph.warnings
    assert "deleted at the source: 1 of 2 records" in deleted
    assert "'page-2': the list goes on" in more


def test_a_record_of_another_metadata_format_or_without_identifier_is_told_and_the_others_stand() -> None:
    other = "<record><header><identifier>oai:x:3</identifier></header><metadata><mods xmlns='m'/></metadata></record>"
    graph = graph_of(repository(item(), item(""), other), "a.xml")
    assert records_in(graph) == {"record/repositories/oai:x:1"}
    assert any("'{m}mods': is not oai_dc" in warning for warning in graph.warnings)
    assert any("record refused: dcterms:identifier" in warning for warning in graph.warnings)


def test_an_item_says_languages_rights_relations_and_identifiers() -> None:
    graph = graph_of(
        repository(
            item(
                "oai:x:1", "<dc:title xml:lang='es'>Estanques</dc:title>", "<dc:language>eng</dc:language>",
                "<dc:rights>CC BY 4.0</dc:rights>", "<dc:relation>https://x.org/2</dc:relation>",
                "<dc:relation>CBD/COP/15/17</dc:relation>", "<dc:identifier>https://doi.org/10.1234/A</dc:identifier>",
            )
        ),
        "a.xml",
    )  # fmt: skip
    record = "record/repositories/oai:x:1"
    assert Literal("Estanques", language="es") in {t.object for t in graph.triples}
    assert says(graph, "dcterms:language", record) == {"eng"}
    assert says(graph, "dcterms:rights", record) == {"CC BY 4.0"}
    assert says(graph, "dcterms:relation", record) == {"https://x.org/2", "CBD/COP/15/17"}
    assert says(graph, "dcterms:references", record) == {NAMES.iri("document/CBD_COP_15_17")}
    assert says(graph, "http://purl.org/ontology/bibo/doi", record) == {"10.1234/a"}
    assert says(graph, "foaf:page", record) == {"https://doi.org/10.1234/A"}


def test_every_answer_of_a_repository_in_the_corpus_is_read_or_refused_with_place_and_reason(corpus: Path) -> None:
    for file in sorted((corpus / "records" / "oai-pmh").glob("*.xml")):
        data = file.read_bytes()
        if b"<metadata>" in data:
            assert graph_of(data, file.name).elements == 1
        else:
            with pytest.raises(SourceError) as refused:
                graph_of(data, file.name)
            assert (refused.value.file, bool(refused.value.place)) == (file.name, True)


# ---------------------------------------------------------------------------------- catalogues and bibliographies


def test_a_catalogue_entry_loses_the_signs_of_isbd_and_no_initial() -> None:
    graph = graph_of(
        catalogue(field("245", a="Ponds /"), field("100", a="Roe, R."), field("710", a="Office,")), "c.xml"
    )
    (record,) = records_in(graph)
    assert says(graph, "dcterms:title", record) == {"Ponds"}
    assert says(graph, "dcterms:creator", record) == {"Roe, R."}
    assert says(graph, "dcterms:contributor", record) == {"Office"}


def test_a_broken_catalogue_entry_is_told_with_its_line_and_the_others_stand() -> None:
    bad = "\n<record><leader>short</leader></record></collection>"
    graph = graph_of(catalogue(field("245", a="Ponds")).replace("</collection>", bad), "c.xml")
    assert len(records_in(graph)) == 1
    assert graph.warnings[0].startswith("line 2, column record: the record cannot be read")


def test_a_catalogue_entry_without_number_is_refused_alone() -> None:
    both = catalogue(field("245", a="Ponds")).replace(
        "</collection>", catalogue(field("245", a="Lakes"), number="").partition("slim\">")[2]
    )  # fmt: skip
    graph = graph_of(both, "c.xml")
    assert len(records_in(graph)) == 1
    assert "record refused: dcterms:identifier" in graph.warnings[-1]


def test_an_entry_without_end_or_with_a_stray_line_is_read_and_told() -> None:
    graph = graph_of(
        "TY  - BOOK\nTI  - Ponds\nPY  - 2001\n\nTY  - BOOK\nTI  - Lakes\nXX  - odd\nER  - \nafter\n", "r.ris"
    )
    assert len(records_in(graph)) == 2
    assert [warning.partition(":")[0] for warning in graph.warnings] == [
        "line 1, column ER", "line 5, column ER", "line 5, column XX"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "first"), [("2004/05//", "2004-05-01"), ("2004///", "2004-01-01"), ("2004/05/06/spring", "2004-05-06")]
)
def test_the_dates_of_ris_are_read(typed: str, first: str) -> None:
    graph = graph_of(f"TY  - BOOK\nID  - 1\nTI  - Ponds\nPY  - {typed}\nER  - \n", "r.ris")
    (record,) = records_in(graph)
    assert says(graph, "dcterms:issued", record) == {first}


def test_a_broken_entry_of_a_bibliography_is_told_and_the_others_stand() -> None:
    text = (
        "@book{a, title={Ponds}, year=2001}\n@book{b, title={Lakes\n@misc{c, title={Rivers}}\n@book{a, title={Again}}\n"
    )
    graph = graph_of(text, "b.bib")
    assert len(records_in(graph)) == 2
    assert [warning.partition(":")[0] for warning in graph.warnings] == ["line 2, column entry", "line 4, column key"]


def test_one_work_in_two_lists_is_one_record_by_its_doi() -> None:
    ris = graph_of("TY  - JOUR\nTI  - Ponds\nDO  - https://doi.org/10.1234/P.1\nER  - \n", "r.ris")
    bibtex = graph_of("@article{k, title={Ponds}, doi={10.1234/p.1}}\n", "b.bib")
    assert records_in(ris) == records_in(bibtex) == {"record/library/10.1234%2Fp.1"}
