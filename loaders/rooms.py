"""The data rooms as graphs: ontology, shapes, thesaurus and questions are loaded beside what they describe."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pyoxigraph as ox

from graph.namespaces import Names
from graph.queries import as_triples
from graph.rooms import room
from graph.store import Store


def publish_rooms(store: Store, names: Names) -> None:
    """Replace the graphs of the ontology, the shapes, the questions and each vocabulary scheme where they changed.

    A graph says the checksum of its files, so that an unchanged room is not read again. Blank nodes (the lists of the
    shapes) are named by their place.
    """
    for path, files in _graphs():
        digest = sha256(b"".join(file.read_bytes() for file in files)).hexdigest()
        graph = names.iri(path)
        if store.source_digest(graph) == digest:
            continue
        known = ox.Triple(ox.NamedNode(graph), ox.NamedNode(names.term("sha256")), ox.Literal(digest))
        if path == "queries":
            store.replace(graph, [known, *as_triples(names)])
        else:
            store.replace(graph, [known, *(triple for file in files for triple in _triples(file, names))])


def _graphs() -> Iterator[tuple[str, list[Path]]]:
    ontology, vocab = room("ontology"), room("vocab")
    yield "queries", sorted(room("queries").glob("*.rq"))
    yield "ontology", sorted(ontology.glob("*.ttl"))
    yield "shapes", sorted((ontology / "shapes").glob("*.ttl"))
    for file in sorted(vocab.glob("*.ttl")):
        yield f"vocab/{file.stem}", [file]


def _triples(file: Path, names: Names) -> Iterator[ox.Triple]:
    dataset = ox.Dataset(ox.parse(names.rebase(file.read_text("utf-8")), format=ox.RdfFormat.TURTLE))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    for quad in dataset:
        named = (_named(term, file.stem, names) for term in (quad.subject, quad.object))
        subject, value = named
        yield ox.Triple(subject, quad.predicate, value)  # type: ignore[arg-type]  # a skolem IRI is a subject too


def _named(term: object, stem: str, names: Names) -> object:
    return ox.NamedNode(names.iri(f"shapes/{stem}#{term.value}")) if isinstance(term, ox.BlankNode) else term
