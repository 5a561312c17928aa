"""Every service of the founding documents keeps a row: records, the paragraphs that ask for it, a question."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.embedded import EmbeddedStore
from graph.identifiers import parse
from graph.namespaces import Names
from graph.queries import question
from graph.rooms import room
from graph.store import Reader
from loaders.load import load
from loaders.records.services_page import Service, page, services

NAMES = Names()
SERVICES = services()
FILES = sorted((room("examples") / "services").glob("*.csv"))
PROJECT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    store = EmbeddedStore(tmp_path_factory.mktemp("services"))
    load([room("examples")], store, NAMES)
    yield store.reader()
    store.close()


def test_the_page_of_services_is_fresh() -> None:
    written = (PROJECT / "docs" / "services.md").read_text("utf-8")
    assert written == page(), "run: python -m loaders.records.services_page > docs/services.md"


@pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.code)
def test_a_service_has_a_record_and_a_question(service: Service, reader: Reader) -> None:
    node = ox.NamedNode(NAMES.iri(f"vocab/services/{service.code}"))
    assert next(reader.quads(None, ox.NamedNode(NAMES.term("service")), node), None) is not None
    assert question(service.question).title


@pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.code)
def test_the_paragraphs_that_ask_for_a_service_are_there(service: Service, reader: Reader) -> None:
    in_text = ox.NamedNode(NAMES.term("inText"))
    for mandate in service.mandates:
        element = ox.NamedNode(NAMES.iri(parse(mandate).path))
        assert next(reader.quads(element, in_text), None) is not None, mandate


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_table_of_a_service_is_read_whole(file: Path, tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path)
    (outcome,) = load([file], store, NAMES).files
    assert (outcome.outcome, outcome.warnings) == ("loaded", ())
    store.close()


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_table_of_a_service_says_that_it_restates(file: Path) -> None:
    assert file.read_text("utf-8").startswith("# restatement: ")
