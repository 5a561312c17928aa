"""Tables of indicators as RDF Data Cube: long, wide and SDMX-CSV; what is missing or flagged is said."""

from __future__ import annotations

import io
from pathlib import Path

import pyoxigraph as ox
import pytest
from openpyxl import Workbook

from graph.embedded import EmbeddedStore
from graph.errors import SourceError
from graph.namespaces import Names
from graph.queries import question
from graph.rooms import room
from loaders.load import load
from loaders.pipeline import SourceGraph, Work, run, tools
from loaders.records.formats.concepts import layout_of
from loaders.structure.stage import NOTHING_ASKED

NAMES = Names()
SDMX = "http://purl.org/linked-data/sdmx/2009"
AREA, PERIOD = f"{SDMX}/dimension#refArea", f"{SDMX}/dimension#timePeriod"
VALUE, UNIT, STATUS = f"{SDMX}/measure#obsValue", f"{SDMX}/attribute#unitMeasure", f"{SDMX}/attribute#obsStatus"
QUALITY = "http://www.w3.org/ns/oa#bodyValue"
LONG = "Country,Year,Indicator,Unit,Value\nKenya,2010,Reeds,ha,1.5\nKenya,2011,Reeds,ha,..\n"


def graph_of(text: str | bytes, name: str = "cover.csv") -> SourceGraph:
    data = text.encode() if isinstance(text, str) else text
    (graph,) = run(Work(name, data, NOTHING_ASKED), tools(NAMES)).graphs
    return graph


def said(graph: SourceGraph, property_: str, subject: str = "") -> list[str]:
    about = NAMES.iri(f"record/indicators/{subject}")
    return [
        t.object.value  # type: ignore[union-attr]
        for t in graph.triples
        if t.predicate.value == property_ and t.subject.value.startswith(about)  # type: ignore[union-attr]
    ]


def test_a_long_table_gives_an_observation_for_each_row_and_says_what_is_missing() -> None:
    graph = graph_of(LONG)
    assert (graph.elements, graph.warnings) == (3, ())
    first, second = "cover:Reeds:Kenya:2010", "cover:Reeds:Kenya:2011"
    assert said(graph, AREA, first) == [NAMES.iri("vocab/countries/ke")]
    assert (said(graph, PERIOD, first), said(graph, VALUE, first), said(graph, UNIT, first)) == (
        ["2010"],
        ["1.5"],
        ["ha"],
    )
    assert said(graph, VALUE, second) == []
    assert said(graph, STATUS, second) == ["http://purl.org/linked-data/sdmx/2009/code#obsStatus-M"]
    assert said(graph, QUALITY, second) == ["value missing (written '..')"]


def test_a_data_set_says_its_dimensions_measure_and_attributes() -> None:
    graph = graph_of("Country;Year;Sex;Value;Unit\nKenya;2010;F;1;ha\n")
    qb = NAMES.prefixes()["qb"]
    assert said(graph, f"{qb}dimension") == [AREA, PERIOD, NAMES.iri("field/Sex")]
    assert said(graph, f"{qb}measure") == [VALUE]
    assert said(graph, f"{qb}attribute") == [UNIT]
    assert said(graph, NAMES.iri("field/Sex")) == ["F"]
    assert said(graph, f"{qb}dataSet") == [NAMES.iri("record/indicators/cover")]


def test_a_wide_table_gives_an_observation_for_each_year() -> None:
    graph = graph_of("BIOME,1990,2000\nForest,0.25,\nDesert,1e-3,NA\n")
    assert graph.elements == 5
    assert said(graph, VALUE) == ["0.25", "0.001"]
    assert said(graph, NAMES.iri("field/BIOME"), "cover:Forest:2000") == ["Forest"]
    assert said(graph, NAMES.term("pointer"), "cover:Desert:2000") == ["row 3, column 2000"]
    assert said(graph, QUALITY) == ["value missing", "value missing (written 'NA')"]


def test_sdmx_csv_keeps_its_data_flow_its_flags_and_its_labels_apart() -> None:
    graph = graph_of(
        "DATAFLOW,FREQ,REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE,OBS_STATUS\n"
        "UN:DF_A(1.0),A,KEN,X_1,2010,1.5,PC,E\nUN:DF_A(1.0),A,KEN,X_1,2011-Q1,,PC,M\n"
    )
    assert graph.elements == 3
    assert said(graph, NAMES.prefixes()["dcterms"] + "identifier")[0] == "UN:DF_A(1.0)"
    assert said(graph, PERIOD) == ["2010", "2011-Q1"]
    assert said(graph, QUALITY) == ["status E: estimated value", "value missing"]
    labelled = graph_of("REF_AREA: Area,TIME_PERIOD: Time,OBS_VALUE: Value\nKE: Kenya,2010,1.5\n")
    assert said(labelled, AREA) == [NAMES.iri("vocab/countries/ke")]


@pytest.mark.parametrize(
    ("heads", "cells", "targets"),
    [
        ("Indicator,Target", "Own,GBF-TARGET-03", {"gbf/3"}),
        ("Indicator,Target", "Own,AICHI-TARGET-11; vocab/x", {"aichi/11"}),
        ("Indicator,Target", "Own,11", set()),
        ("Goal,Target,Indicator", "15,15.5,15.5.1", {"sdg/15", "sdg/15.5"}),
        ("Indicator", "Coverage of protected areas", {"target-2010/1.1", "target-2010/1.2", "target-2010/2.2"}),
        ("Indicator_code,Indicator", "A.1,Red List of Ecosystems", {"gbf/A", "gbf/1"}),
        ("Indicator code", "A.1", {"gbf/A", "gbf/1"}),
        ("Indicator_code,Indicator", "2.1,Boats in the harbour of our town", set()),
    ],
)
def test_an_observation_serves_the_targets_whose_indicator_it_is(heads: str, cells: str, targets: set[str]) -> None:
    graph = graph_of(f"{heads},Country,Year,Value\n{cells},Kenya,2010,1\n")
    assert set(said(graph, NAMES.term("serves"))) == {NAMES.iri(f"vocab/{target}") for target in targets}


def test_an_area_that_is_no_country_is_kept_as_text() -> None:
    graph = graph_of("Area,Year,Value\nSample region,2010,1\nWorld,2010,2\n")
    assert (said(graph, AREA), graph.warnings) == (["Sample region", "World"], ())


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("Kenya,2010,Reeds,ha,many", "row 3: record refused: 'many' is no number with a decimal point"),
        ('Kenya,2010,Reeds,ha,"1,5"', "row 3: record refused: '1,5' is no number with a decimal point"),
        ("Kenya,,Reeds,ha,2", "row 3: record refused: has no time"),
        ("Kenya,,Reeds,ha,", "row 3: record refused: has neither time nor value"),
    ],
)
def test_a_row_that_is_no_observation_is_refused_alone_with_its_place(row: str, reason: str) -> None:
    graph = graph_of(f"Country,Year,Indicator,Unit,Value\nKenya,2009,Reeds,ha,1\n{row}\n")
    assert (graph.elements, graph.warnings) == (2, (reason,))


def test_a_number_with_signs_between_thousands_is_read() -> None:
    assert said(graph_of('Country,Year,Value\nKenya,2010,"1,234,567.5"\n'), VALUE) == ["1234567.5"]


def test_the_same_key_twice_is_told_and_nothing_is_lost() -> None:
    graph = graph_of("Country,Year,Value\nKenya,2010,1\nKenya,2010,2\n")
    assert (graph.elements, len(graph.warnings)) == (3, 1)
    assert said(graph, VALUE) == ["1.0", "2.0"]


def test_a_workbook_is_read_like_a_table() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ("Indicator_code", "Indicator", "Year", "Unit", "Value"),
        ("2.1", "Area under restoration", 2020, "ha", 7),
    ):
        sheet.append(row)
    packed = io.BytesIO()
    book.save(packed)
    graph = graph_of(packed.getvalue(), "2-1.xlsx")
    assert set(said(graph, NAMES.term("serves"))) == {NAMES.iri("vocab/gbf/2")}
    assert said(graph, VALUE) == ["7.0"]


GENERIC = """<m:GenericData xmlns:m="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message"
    xmlns:g="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/data/generic"
    xmlns:c="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/common">
<m:Header><m:Structure structureID="S">
<c:StructureUsage><Ref id="DF_PONDS"/></c:StructureUsage></m:Structure></m:Header>
<m:DataSet structureRef="S"><g:Series>
<g:SeriesKey><g:Value id="FREQ" value="A"/><g:Value id="SERIES" value="3.1"/><g:Value id="REF_AREA" value="KE"/>
</g:SeriesKey><g:Attributes><g:Value id="UNIT_MEASURE" value="PT"/></g:Attributes>
<g:Obs><g:ObsDimension value="2020"/><g:ObsValue value="12.4"/><g:Attributes><g:Value id="OBS_STATUS" value="E"/>
<g:Value id="COMMENT_OBS" value="Modelled, to be replaced"/></g:Attributes></g:Obs>
<g:Obs><g:ObsDimension value="2021"/><g:ObsValue value="NaN"/></g:Obs>
</g:Series></m:DataSet></m:GenericData>"""
COMPACT = """<CompactData xmlns="http://www.SDMX.org/resources/SDMXML/schemas/v2_0/message" xmlns:d="urn:x">
<Header><ID>1</ID></Header><d:DataSet><d:Series FREQ="A" SERIES="3.1" REF_AREA="KE" UNIT_MEASURE="PT">
<d:Obs TIME_PERIOD="2020" OBS_VALUE="12.4"/></d:Series></d:DataSet></CompactData>"""


def test_a_generic_message_says_what_a_structure_specific_one_says() -> None:
    def told(graph: SourceGraph) -> set[str]:
        place = (NAMES.term("pointer"), NAMES.term("row"))
        own = f"<{NAMES.iri('source/')}"
        triples = (t for t in graph.triples if t.predicate.value not in place)
        return {str(t) for t in triples if not str(t.subject).startswith(own)}

    example = (room("examples") / "records" / "observations.xml").read_bytes()
    assert told(graph_of(GENERIC, "a.xml")) == told(graph_of(example, "b.xml"))


def test_a_message_of_sdmx_2_0_is_read_too() -> None:
    graph = graph_of(COMPACT, "ponds.xml")
    assert said(graph, VALUE) == ["12.4"]
    assert said(graph, UNIT) == ["PT"]
    assert said(graph, NAMES.term("serves")) == [NAMES.iri("vocab/gbf/3")]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Country,Year,Value\n", "no row has a time and a value"),
        ("Country,Year,Value\nKenya,,\n", "no row has a time and a value"),
        (
            '<?xml version="1.0"?><m:Structure xmlns:m="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message"/>',
            r"SDMX-ML message without an observation \(Structure\)",
        ),
        ('{"meta": {"schema": "https://json.sdmx.org/1.0/sdmx-json-data-schema.json"}}', "SDMX-JSON"),
        ("Zone,LC,VU\nTotal,2,10\n", "a table of no known record type"),
        ("", "is empty"),
    ],
)
def test_a_table_without_values_and_other_forms_of_sdmx_are_refused_clearly(text: str, reason: str) -> None:
    with pytest.raises(SourceError, match=reason):
        graph_of(text)


@pytest.mark.parametrize(
    "heads",
    [
        ["code", "title", "service", "indicator", "value", "period"],
        ["identifier", "activity", "startDate", "endDate"],
        ["Year", "Value"],
        ["a", "2010"],
    ],
)
def test_a_table_of_something_else_has_no_layout(heads: list[str]) -> None:
    assert layout_of(heads) is None


def test_a_plan_with_years_as_heads_is_no_table_of_indicators() -> None:
    with pytest.raises(SourceError, match="a table of no known record type"):
        graph_of("Activity,2024,2025\nMeeting,first half,second half\n")


def test_indicators_of_a_country_are_read_and_templates_are_refused(corpus: Path) -> None:
    folder = corpus / "records" / "indicators"
    read = {path.name: graph_of(path.read_bytes(), path.name) for path in folder.glob("za-TEPI*.csv")}
    assert sorted(graph.elements for graph in read.values()) == [91, 100, 100]
    assert not [told for graph in read.values() for told in graph.warnings]
    for template in folder.glob("GBF-*.xlsx"):
        with pytest.raises(SourceError, match="no row has a time and a value; fill the table in"):
            graph_of(template.read_bytes(), template.name)


def test_the_observations_of_a_target_are_asked_by_country_and_year(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path / "data")
    file = tmp_path / "cover.csv"
    file.write_text("Country,Year,Target,Value\nKenya,2010,GBF-TARGET-03,1\nTogo,2010,GBF-TARGET-03,2\n", "utf-8")
    load([file], store, NAMES)
    answer = question("observations-of-target").ask(store.reader(), {"target": "GBF-TARGET-03", "area": "tg"})
    assert isinstance(answer, ox.QuerySolutions)
    assert [(row["period"].value, row["value"].value) for row in answer] == [("2010", "2")]
    store.close()
