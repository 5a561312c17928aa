"""The dump of a generation: made when it is published, copied where nothing changed, the same either way."""

from __future__ import annotations

import gzip
import tempfile
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph import dumps
from graph.dumps import Dump
from graph.embedded import EmbeddedReader, EmbeddedStore
from graph.generations import place_of
from graph.namespaces import Names

BASE = "https://w3id.org/chm/"
GRAPHS = [f"{BASE}{path}" for path in ("decision/cop/10/15/en", "decision/cop/10/15/zh", "source/a", "vocab/actors")]
GRAPHS += ["https://example.org/elsewhere", "https://example.org/with\u3000a\u00a0space"]
P = ox.NamedNode("https://example.org/p")


def said(graph: str, *words: str) -> list[ox.Triple]:
    return [ox.Triple(ox.NamedNode(graph), P, ox.Literal(each, language="en")) for each in words]


def published(folder: Path, number: int) -> Dump:
    found = dumps.read(place_of(folder, number))
    assert found is not None
    return found


def held(folder: Path, number: int, kind: str = "") -> set[ox.Quad]:
    part = published(folder, number).part(kind)
    assert part is not None
    packed = b"".join(dumps.chunks(place_of(folder, number) / dumps.FILE, part))
    assert len(packed) == part.bytes
    return set(ox.parse(gzip.decompress(packed), format=ox.RdfFormat.N_QUADS))


CHANGES = st.lists(
    st.lists(st.tuples(st.sampled_from(GRAPHS), st.sets(st.sampled_from("abc"))), min_size=1, max_size=3),
    min_size=1,
    max_size=5,
)


@given(CHANGES)
@settings(max_examples=25, deadline=None)
def test_whatever_changes_a_dump_holds_its_generation_and_is_the_one_that_a_new_store_would_make(
    publications: list[list[tuple[str, set[str]]]],
) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "data"
        store = EmbeddedStore(folder)
        for changes in publications:
            for graph, words in changes:
                store.replace(graph, said(graph, *words))
            number = store.publish()
            reader = EmbeddedReader.of_folder(folder, number)
            assert held(folder, number) == set(reader.quads())
            for part in published(folder, number).parts:
                names = {quad.graph_name.value for quad in held(folder, number, part.kind)}  # type: ignore[union-attr]
                assert {dumps.kind_of(graph, Names()) for graph in names} == {part.kind}
            assert dumps.write(Path(place), reader, Names()) == published(folder, number)
        store.close()


def test_a_graph_that_did_not_change_is_copied_from_the_former_dump(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path)
    for graph in GRAPHS:
        store.replace(graph, said(graph, "first"))
    store.publish()
    # what no dumping gives: it can only come from the former file
    file = place_of(tmp_path, 1) / dumps.FILE
    first = published(tmp_path, 1).members[0]
    marked = gzip.compress(b"<x:marked> <x:p> <x:o> <x:g> .\n", 4, mtime=0).ljust(first.bytes, b"\0")[: first.bytes]
    file.write_bytes(marked + file.read_bytes()[first.bytes :])
    store.replace(GRAPHS[2], said(GRAPHS[2], "second"))
    store.publish()
    store.close()
    assert (place_of(tmp_path, 2) / dumps.FILE).read_bytes().startswith(marked)


def test_after_a_rollback_the_dump_is_that_of_the_earlier_state(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path)
    for words in ("first", "second"):
        store.replace(GRAPHS[0], said(GRAPHS[0], words))
        store.publish()
    assert store.rollback(1) == 3
    store.close()
    assert held(tmp_path, 3) == held(tmp_path, 1)


@pytest.mark.parametrize("lost", ["", f"{GRAPHS[0]}\n"])
def test_a_list_of_changes_that_was_lost_does_not_make_a_wrong_dump(tmp_path: Path, lost: str) -> None:
    store = EmbeddedStore(tmp_path)
    for graph in GRAPHS:
        store.replace(graph, said(graph, "first"))
    store.publish()
    store.replace(GRAPHS[1], said(GRAPHS[1], "first", "second"))
    store.close()
    del store
    (tmp_path / "unpublished").write_text(lost)
    store = EmbeddedStore(tmp_path)
    store.publish()
    store.close()
    assert held(tmp_path, 2) == set(EmbeddedReader.of_folder(tmp_path, 2).quads())


def test_a_part_tells_of_its_graphs_languages_and_days(tmp_path: Path) -> None:
    text, meeting = ox.NamedNode(f"{BASE}decision/cop/10/15"), ox.NamedNode(f"{BASE}vocab/meetings/cop-10")
    day = ox.NamedNode("http://www.w3.org/2001/XMLSchema#date")
    schema = "http://schema.org/"
    quoting = ox.Literal('a quotation "@de is none', language="zh")
    store = EmbeddedStore(tmp_path)
    store.replace(
        GRAPHS[0], [ox.Triple(text, ox.NamedNode(Names().term("adoptedAt")), meeting), ox.Triple(text, P, quoting)]
    )
    store.replace(
        f"{BASE}vocab/meetings",
        [
            ox.Triple(meeting, ox.NamedNode(f"{schema}startDate"), ox.Literal("2010-10-18", datatype=day)),
            ox.Triple(meeting, ox.NamedNode(f"{schema}endDate"), ox.Literal("2010-10-29", datatype=day)),
        ],
    )
    store.publish()
    store.close()
    part = published(tmp_path, 1).part("decision")
    assert part is not None
    assert (part.graphs, part.statements, part.languages) == (1, 2, ("zh",))
    assert (part.first, part.last) == ("2010-10-18", "2010-10-29")


@pytest.mark.parametrize(
    ("told", "first", "last"),
    [
        ("2004-06 to 2005", "2004-06", "2005"),
        ("1998-2003", "1998", "2003"),
        ("2001-02-03/2002-11-30", "2001-02-03", "2002-11-30"),
        ("spring", "", ""),
    ],
)
def test_a_part_tells_of_the_periods_that_its_records_give_in_words(
    tmp_path: Path, told: str, first: str, last: str
) -> None:
    store = EmbeddedStore(tmp_path)
    temporal = ox.NamedNode("http://purl.org/dc/terms/temporal")
    store.replace(GRAPHS[2], [ox.Triple(ox.NamedNode(f"{BASE}record/a/1"), temporal, ox.Literal(told))])
    store.publish()
    store.close()
    part = published(tmp_path, 1).part("source")
    assert part is not None
    assert (part.first, part.last) == (first, last)
