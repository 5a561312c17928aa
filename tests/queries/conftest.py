"""The graphs that questions are asked of, by the name of their folder in `queries/expected`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.embedded import EmbeddedStore
from graph.namespaces import Names
from graph.rooms import room
from graph.store import Reader

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """The hand-made graph beside the thesaurus."""
    graphs: dict[str, list[ox.Triple]] = {}
    for quad in ox.parse(path=HERE / "sample.trig", format=ox.RdfFormat.TRIG):
        assert isinstance(quad.graph_name, ox.NamedNode)
        graphs.setdefault(quad.graph_name.value, []).append(quad.triple)
    for file in sorted(room("vocab").glob("*.ttl")):
        triples = [quad.triple for quad in ox.parse(path=file, format=ox.RdfFormat.TURTLE)]
        graphs[Names().iri(f"vocab/{file.stem}")] = triples
    store = EmbeddedStore(tmp_path_factory.mktemp("sample"))
    for name, triples in graphs.items():
        store.replace(name, triples)
    store.publish()
    yield store.reader()
    store.close()


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
