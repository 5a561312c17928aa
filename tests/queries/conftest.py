"""The graphs that questions are asked of, by the name of their folder in `queries/expected`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.embedded import EmbeddedReader, EmbeddedStore
from graph.namespaces import Names
from graph.rooms import room
from graph.store import Reader

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def sample() -> Reader:
    """The hand-made graph beside the thesaurus."""
    quads = [*ox.parse(path=str(HERE / "sample.trig"), format=ox.RdfFormat.TRIG)]
    for file in sorted(room("vocab").glob("*.ttl")):
        graph = ox.NamedNode(Names().iri(f"vocab/{file.stem}"))
        parsed = ox.parse(path=str(file), format=ox.RdfFormat.TURTLE)
        quads += [ox.Quad(quad.subject, quad.predicate, quad.object, graph) for quad in parsed]
    return EmbeddedReader.in_memory(quads)


@pytest.fixture(scope="session")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """What `chm load` makes of examples/."""
    yield from _loaded((room("examples"),), tmp_path_factory.mktemp("examples"))


@pytest.fixture(scope="session")
def official(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """What `chm load` makes of the official texts of the main job."""
    from loaders.sources import default_sources

    yield from _loaded(default_sources(corpus), tmp_path_factory.mktemp("official"))


def _loaded(paths: tuple[Path, ...], folder: Path) -> Iterator[Reader]:
    from loaders.load import load

    store = EmbeddedStore(folder)
    load(paths, store, Names())
    yield store.reader()
    store.close()
