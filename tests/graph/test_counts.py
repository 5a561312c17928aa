"""What a generation holds in numbers: counted when it is published, and its own."""

from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph as ox
from fastapi.testclient import TestClient

from api.app import create_app
from graph.counts import Counts
from graph.embedded import EmbeddedReader, EmbeddedStore
from graph.generations import place_of
from graph.settings import Settings

FIRST, SECOND = "https://w3id.org/chm/first", "https://w3id.org/chm/second"
TYPE, NOTE, A, B = (ox.NamedNode(f"https://example.org/{name}") for name in ("type", "Note", "a", "b"))
IS = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")


def published(folder: Path, graph: str, *triples: ox.Triple) -> int:
    store = EmbeddedStore(folder)
    store.replace(graph, triples)
    number = store.publish()
    store.close()
    return number


def test_counts_belong_to_the_generation(tmp_path: Path) -> None:
    note = ox.Triple(A, IS, NOTE)
    published(tmp_path, FIRST, note)
    published(tmp_path, SECOND, note, ox.Triple(B, IS, NOTE), ox.Triple(B, TYPE, A))
    first, second = (EmbeddedReader.of_folder(tmp_path, number).counts() for number in (1, 2))
    assert first == Counts(1, 1, ((NOTE.value, 1),), (FIRST,))
    # what two graphs say is one triple of the merge
    assert second == Counts(3, 2, ((NOTE.value, 2),), (FIRST, SECOND))


def test_counts_are_made_when_a_generation_is_published_and_never_at_a_request(tmp_path: Path) -> None:
    published(tmp_path, FIRST, ox.Triple(A, IS, NOTE))
    file = place_of(tmp_path, 1) / "counts.json"
    facts = json.loads(file.read_text(encoding="utf-8"))
    assert facts["triples"] == 1
    # a number that no counting gives: what is served is what was kept
    file.write_text(json.dumps({**facts, "triples": 4242}), encoding="utf-8")
    with TestClient(create_app(Settings(data=tmp_path))) as client:
        for path in ("/sparql", "/.well-known/void"):
            assert "void:triples 4242" in client.get(path, headers={"Accept": "text/turtle"}).text


def test_a_generation_of_an_older_release_without_counts_is_counted(tmp_path: Path) -> None:
    published(tmp_path, FIRST, ox.Triple(A, IS, NOTE))
    (place_of(tmp_path, 1) / "counts.json").unlink()
    assert EmbeddedReader.of_folder(tmp_path).counts() == Counts(1, 1, ((NOTE.value, 1),), (FIRST,))
