"""A write that is stopped at any moment leaves the state before it, or is published."""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.embedded import EmbeddedStore
from graph.errors import StoreError

HELD, BEGUN, UNPUBLISHED = "https://example.org/held", "https://example.org/begun", "https://example.org/unpublished"
WRITER = """
import sys
from pathlib import Path
import pyoxigraph as ox
from graph.embedded import EmbeddedStore

def stop_at(moment):
    if moment == sys.argv[2]:
        print(moment, flush=True)
        sys.stdin.read()

triple = ox.Triple(ox.NamedNode("x:s"), ox.NamedNode("x:p"), ox.Literal("begun"))
store = EmbeddedStore(Path(sys.argv[1]))
with store.undoable():
    stop_at("kept")
    store.change({"https://example.org/begun": [triple], "https://example.org/held": []})
    stop_at("changed")
    store.publish()
    stop_at("published")
"""


def graphs(store: EmbeddedStore) -> set[str]:
    return set(store.working().graphs())


def says(store: EmbeddedStore, graph: str) -> None:
    store.replace(graph, [ox.Triple(ox.NamedNode("x:s"), ox.NamedNode("x:p"), ox.Literal(graph))])


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A store with one generation, and one graph that is not published yet."""
    store = EmbeddedStore(tmp_path)
    says(store, HELD)
    store.publish()
    says(store, UNPUBLISHED)
    store.close()
    return tmp_path


@pytest.mark.parametrize("moment", ["kept", "changed", "published"])
def test_a_write_killed_before_it_was_published_is_taken_back_and_one_killed_after_stays(
    data: Path, moment: str
) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(data), moment], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as writing:
        assert writing.stdout is not None
        assert writing.stdout.readline().strip() == moment
        with pytest.raises(StoreError, match="another process"):  # who comes meanwhile takes nothing back
            EmbeddedStore(data)
        writing.kill()
    done = moment == "published"
    after = {UNPUBLISHED, BEGUN if done else HELD}
    for _ in range(2):
        store = EmbeddedStore(data)
        assert graphs(store) == after
        assert set(store.working().graphs()) == {quad.graph_name.value for quad in store.working().quads()}  # type: ignore[union-attr]
        store.close()
    assert not list(data.glob("before-*"))
    store = EmbeddedStore(data)
    assert store.publish() == 2
    assert set(store.reader().graphs()) == after
    store.close()


@pytest.mark.parametrize("moment", ["before the exchange", "between its renames", "after them"])
def test_a_process_killed_while_it_takes_back_is_followed_by_the_next(data: Path, moment: str) -> None:
    store = EmbeddedStore(data)
    with suppress(KeyboardInterrupt), store.undoable():
        says(store, BEGUN)
        raise KeyboardInterrupt
    store.close()
    (kept,) = data.glob("before-*")
    if moment != "before the exchange":
        (data / "store").rename(data / "former")
    if moment == "after them":
        (kept / "store").rename(data / "store")
    store = EmbeddedStore(data)
    assert graphs(store) == {HELD, UNPUBLISHED}
    assert store.publish() == 2
    store.close()
    assert not list(data.glob("before-*"))


def test_what_is_written_inside_stays_and_leaves_nothing_beside_it(data: Path) -> None:
    store = EmbeddedStore(data)
    stamp = store.stamp
    with store.undoable():
        says(store, BEGUN)
        assert store.publish() == 2
    assert store.stamp != stamp
    store.close()
    assert sorted(place.name for place in data.iterdir()) == ["generations", "store"]
    store = EmbeddedStore(data)
    assert graphs(store) == {HELD, BEGUN, UNPUBLISHED}
    store.close()
