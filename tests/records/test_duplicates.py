"""Records of different sources that are the same are linked with evidence, and stay apart."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.embedded import EmbeddedStore
from graph.namespaces import Names
from graph.queries import question
from loaders.derived import erase
from loaders.load import load
from loaders.records.identity import identity

NAMES = Names()
GUID = "A1B2C3D4-0000-4000-8000-000000000001"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://doi.org/10.99999/Ponds", "doi:10.99999/ponds"),
        ("0-306-40615-2", "ISBN 978-0-306-40615-7"),
        (GUID, f"urn:uuid:{GUID.lower()}"),
        ("52000000cbd0800000000001@3", "52000000CBD0800000000001"),
        ("http://Example.org/a/", "https://example.org/a"),
    ],
)
def test_an_identifier_is_the_same_in_every_spelling(one: str, other: str) -> None:
    assert identity(one) is not None
    assert identity(one) == identity(other)


@pytest.mark.parametrize(
    "text", ["", "A-1", "2010", "0-306-40615-3", "978-0-306-40615-8", "https://example.org", "http://[", "X/15"]
)
def test_what_is_good_within_one_source_only_identifies_nothing(text: str) -> None:
    assert identity(text) is None


@given(st.text(max_size=40))
def test_no_text_is_too_strange_to_be_looked_at(text: str) -> None:
    identity(text)


def dataset(identifier: str) -> str:
    return f"""@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dcterms: <http://purl.org/dc/terms/> .
<https://data.example.org/{identifier.rpartition("/")[2]}> a dcat:Dataset ;
  dcterms:title "Frogs"@en ; dcterms:identifier "{identifier}" .
"""


def item(identifier: str, title: str = "Counts") -> str:
    return json.dumps([[{"key": "dc.identifier.uri", "value": identifier}, {"key": "dc.title", "value": title}]])


def meeting(source: str, title: str, day: str, country: str) -> str:
    if source == "chm":
        header = {"identifier": GUID, "schema": "meeting", "languages": ["en"]}
        return json.dumps(
            {"header": header, "title": {"en": title}, "startDate": day, "country": {"identifier": country}}
        )
    said = {"results": [{"language": "en", "value": title}]}
    return json.dumps(
        {"protocolVersion": 1, "id": "m-1", "treaty": "cbd", "start": day, "country": country, "title": said}
    )


@pytest.fixture
def store(tmp_path: Path) -> Iterator[EmbeddedStore]:
    opened = EmbeddedStore(tmp_path / "data")
    yield opened
    opened.close()


def loaded(store: EmbeddedStore, folder: Path, **files: str) -> list[tuple[str, str, str | None, str]]:
    """What the question tells after files are loaded: paths of the two records, what is stated, score."""
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text, "utf-8")
    load([folder / name.replace("_", ".") for name in files], store, NAMES)
    return told(store)


def told(store: EmbeddedStore) -> list[tuple[str, str, str | None, str]]:
    rows = question("duplicates-of-records").ask(store.reader(), {})
    assert isinstance(rows, ox.QuerySolutions)
    return [
        (
            NAMES.path(row["record"].value) or "",
            NAMES.path(row["other"].value) or "",
            row["states"] and row["states"].value,
            row["score"].value,
        )
        for row in rows
    ]


def test_records_with_the_same_doi_are_linked_and_neither_takes_what_the_other_says(
    store: EmbeddedStore, tmp_path: Path
) -> None:
    rows = loaded(store, tmp_path, a_ttl=dataset("10.99999/frogs"), b_json=item("https://doi.org/10.99999/FROGS"))
    assert rows == [
        (
            "record/datasets/https:%2F%2Fdata.example.org%2Ffrogs",
            "record/informea-library/https:%2F%2Fdoi.org%2F10.99999%2FFROGS",
            "http://www.w3.org/ns/prov#alternateOf",
            "1",
        )
    ]
    title = ox.NamedNode("http://purl.org/dc/terms/title")
    titles = [str(quad.object) for quad in store.reader().quads(ox.NamedNode(NAMES.iri(rows[0][1])), title)]
    assert titles == ['"Counts"']


def test_two_records_of_one_source_are_never_linked(store: EmbeddedStore, tmp_path: Path) -> None:
    twice = json.dumps(
        [*json.loads(item("https://doi.org/10.99999/A")), *json.loads(item("https://doi.org/10.99999/a"))]
    )
    assert loaded(store, tmp_path, b_json=twice) == []


def test_the_same_title_date_and_class_is_a_candidate_and_no_link(store: EmbeddedStore, tmp_path: Path) -> None:
    rows = loaded(
        store, tmp_path,
        a_json=meeting("chm", "Workshop on ponds", "2012-05-01", "ke"),
        b_json=meeting("informea", "Workshop on Ponds", "2012-05-01T00:00:00", "KEN"),
    )  # fmt: skip
    assert [(row[2], row[3]) for row in rows] == [(None, "0.9")]
    alternate = ox.NamedNode("http://www.w3.org/ns/prov#alternateOf")
    assert not list(store.reader().quads(None, alternate))


@pytest.mark.parametrize(
    ("title", "day", "country"),
    [
        ("Workshop on lakes", "2012-05-01", "KEN"),
        ("Workshop on ponds", "2013-05-01", "KEN"),
        ("Workshop on ponds", "2012-05-01", "FRA"),
    ],
)
def test_another_title_date_or_country_is_another_thing(
    store: EmbeddedStore, tmp_path: Path, title: str, day: str, country: str
) -> None:
    first = meeting("chm", "Workshop on ponds", "2012-05-01", "ke")
    assert loaded(store, tmp_path, a_json=first, b_json=meeting("informea", title, day, country)) == []


def test_an_erased_source_leaves_no_derived_link_behind(store: EmbeddedStore, tmp_path: Path) -> None:
    assert loaded(store, tmp_path, a_ttl=dataset("10.99999/frogs"), b_json=item("https://doi.org/10.99999/FROGS"))
    erase(NAMES.iri("source/b"), store, NAMES)
    assert told(store) == []
    gone = ox.NamedNode(NAMES.iri("record/informea-library/https:%2F%2Fdoi.org%2F10.99999%2FFROGS"))
    assert not list(store.reader().quads(None, None, gone))


def test_a_store_without_records_has_no_duplicates(store: EmbeddedStore, tmp_path: Path) -> None:
    assert loaded(store, tmp_path) == []
