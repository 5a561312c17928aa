"""What is particular to the embedded store: generations on disk, one writer, and death at any moment."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.embedded import EmbeddedReader, EmbeddedStore
from graph.errors import NotFound, QueryError, StoreError

PROJECT = Path(__file__).resolve().parents[2]
TITLE = ox.NamedNode("http://purl.org/dc/terms/title")
GRAPHS, TRIPLES = 3, 300

WRITER = f"""
import sys
from pathlib import Path
import pyoxigraph as ox
from graph.embedded import EmbeddedStore
store = EmbeddedStore(Path(sys.argv[1]), keep=3)
title = ox.NamedNode("{TITLE.value}")
print("open", flush=True)
for version in range(int(sys.argv[2]), 10**9):
    for graph in range({GRAPHS}):
        iri = f"https://w3id.org/chm/decision/cop/1/{{graph + 1}}/en"
        subjects = (ox.NamedNode(f"{{iri}}/{{n}}") for n in range({TRIPLES}))
        store.replace(iri, [ox.Triple(subject, title, ox.Literal(version)) for subject in subjects])
    store.publish()
    print("published", flush=True)
"""


def statement(value: str) -> ox.Triple:
    return ox.Triple(ox.NamedNode("https://w3id.org/chm/decision/cop/10/15"), TITLE, ox.Literal(value))


def said(reader: EmbeddedReader) -> set[str]:
    return {quad.object.value for quad in reader.quads() if isinstance(quad.object, ox.Literal)}


def versions(reader: EmbeddedReader, graph: str) -> list[str]:
    return [quad.object.value for quad in reader.quads(graph=graph) if isinstance(quad.object, ox.Literal)]


def test_a_reader_keeps_its_generation_while_the_writer_goes_on(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path)
    store.replace("x:g", [statement("first")])
    store.publish()
    reader = store.reader()
    store.replace("x:g", [statement("second")])
    assert said(EmbeddedReader.of_folder(tmp_path)) == {"first"}
    store.publish()
    assert said(reader) == {"first"}
    assert said(EmbeddedReader.of_folder(tmp_path)) == {"second"}
    assert said(EmbeddedReader.of_folder(tmp_path, 1)) == {"first"}


def test_what_was_written_but_not_published_is_published_by_the_next_writer(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path)
    store.replace("x:g", [statement("first")])
    store.publish()
    store.replace("x:g", [statement("second")])
    store.close()
    again = EmbeddedStore(tmp_path)
    assert said(again.reader()) == {"first"}
    assert said(again.working()) == {"second"}
    assert again.publish() == 2
    assert said(again.reader()) == {"second"}


def test_neither_a_generation_nor_a_closed_store_carries_a_log_of_what_its_tables_hold(tmp_path: Path) -> None:
    store, words = EmbeddedStore(tmp_path), "x" * 10_000
    for version in range(1, 4):
        store.replace("x:g", [statement(f"{version} {n} {words}") for n in range(200)])
        store.publish()
    logs = [log.stat().st_size for log in tmp_path.glob("generations/*/store/*.log")]
    assert logs
    assert not any(logs)
    assert sum(log.stat().st_size for log in (tmp_path / "store").glob("*.log")) > 1_000_000
    store.close()
    assert not any(log.stat().st_size for log in (tmp_path / "store").glob("*.log"))
    for version in range(1, 4):
        held = {f"{version} {n} {words}" for n in range(200)}
        assert said(EmbeddedReader.of_folder(tmp_path, version)) == held
    again = EmbeddedStore(tmp_path)
    assert said(again.working()) == held
    again.rollback(1)
    assert said(again.working()) == {f"1 {n} {words}" for n in range(200)}


def test_only_the_last_generations_are_kept(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path, keep=2)
    for number in range(5):
        store.replace("x:g", [statement(str(number))])
        store.publish()
    assert [generation.number for generation in store.generations()] == [4, 5]
    with pytest.raises(NotFound, match="there is 4, 5"):
        store.reader(1)


def test_a_rollback_is_a_new_generation_with_the_old_content(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path)
    for value in ("first", "second"):
        store.replace("x:g", [statement(value)])
        store.publish()
    assert store.rollback(1) == 3
    assert said(store.reader()) == said(store.working()) == {"first"}
    assert said(store.reader(2)) == {"second"}
    store.replace("x:g", [statement("third")])
    assert store.publish() == 4
    assert [said(store.reader(number)) for number in (1, 2, 3, 4)] == [{"first"}, {"second"}, {"first"}, {"third"}]
    with pytest.raises(NotFound):
        store.rollback(9)


def test_a_rollback_killed_between_its_two_renames_is_ended_by_the_next_writer(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path)
    store.replace("x:g", [statement("first")])
    store.publish()
    store.close()
    shutil.copytree(tmp_path / "generations" / "000001" / "store", tmp_path / "restored")
    (tmp_path / "store").rename(tmp_path / "former")
    again = EmbeddedStore(tmp_path)
    assert said(again.working()) == {"first"}
    assert not (tmp_path / "former").exists()


def test_a_second_writer_is_refused_in_the_same_process_and_in_another(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path)
    with pytest.raises(StoreError, match="another process writes"):
        EmbeddedStore(tmp_path)
    command = [sys.executable, "-c", WRITER, str(tmp_path), "1"]
    second = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, timeout=60, check=False)
    assert second.returncode == 1
    assert "another process writes to this store; wait until it ends" in second.stderr
    store.close()
    EmbeddedStore(tmp_path).close()


def test_a_closed_store_and_a_closed_reader_say_so(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path)
    store.replace("x:g", [statement("first")])
    store.publish()
    reader = store.reader()
    reader.close()
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.replace("x:g", [])
    with pytest.raises(StoreError, match="closed"):
        reader.query("ASK {}")


def test_a_folder_that_cannot_be_made_is_a_store_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="CHM_DATA"):
        EmbeddedStore(tmp_path / "file" / "data")


def test_readers_change_nothing_in_a_generation(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path)
    store.replace("x:g", [statement("first")])
    store.publish()
    place = tmp_path / "generations" / "000001"
    before = {path: path.stat().st_mtime_ns for path in place.rglob("*")}
    for reader in [store.reader() for _ in range(3)]:
        assert said(reader) == {"first"}
        with pytest.raises(QueryError):
            reader.query("DROP ALL")
    assert {path: path.stat().st_mtime_ns for path in place.rglob("*")} == before


def test_half_made_generations_are_not_seen_and_are_swept(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path)
    store.replace("x:g", [statement("first")])
    store.publish()
    store.close()
    for name in ("making-abc", "dropping-7"):
        (tmp_path / "generations" / name / "store").mkdir(parents=True)
    assert EmbeddedReader.of_folder(tmp_path).generation == 1
    EmbeddedStore(tmp_path)
    assert [place.name for place in (tmp_path / "generations").iterdir()] == ["000001"]


def test_a_writer_killed_at_any_moment_leaves_whole_graphs_and_the_last_generation(tmp_path: Path) -> None:
    moments = random.Random(20101029)  # noqa: S311  the date of X/15: the same moments in every run
    published = 0
    for start in range(1, 9):
        command = [sys.executable, "-c", WRITER, str(tmp_path), str(start * 1000)]
        with subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE) as writer:
            assert writer.stdout is not None
            lines = [writer.stdout.readline() for _ in range(moments.randint(1, 4))]
            time.sleep(moments.uniform(0, 0.1))
            writer.send_signal(signal.SIGKILL)
            published += [*lines, *writer.stdout.read().splitlines(keepends=True)].count(b"published\n")
        served = EmbeddedReader.of_folder(tmp_path).generation if published else 0
        assert served in (published, published + 1)
        for number in range(max(1, served - 2), served + 1):
            _assert_whole(EmbeddedReader.of_folder(tmp_path, number))
        store = EmbeddedStore(tmp_path, keep=3)
        _assert_whole(store.working())
        store.replace("https://w3id.org/chm/after", [statement(f"after {start}")] * TRIPLES)
        published = store.publish()
        assert published > served
        assert f"after {start}" in said(store.reader())
        store.remove("https://w3id.org/chm/after")
        store.close()


def _assert_whole(reader: EmbeddedReader) -> None:
    """Every graph holds all the triples of one version: replaced or not, never half."""
    for graph in (graph for graph in reader.graphs() if "/decision/" in graph):
        found = versions(reader, graph)
        assert len(found) == TRIPLES
        assert len(set(found)) == 1


def test_a_generation_without_its_description_is_named(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path)
    store.publish()
    (tmp_path / "generations" / "000001" / "generation.json").write_text("{}")
    with pytest.raises(StoreError, match="not readable"):
        store.generations()
