"""The published JSON-LD context gives short keys the meaning that the ontology has; no context is fetched."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from pyld import jsonld

from graph.namespaces import Names
from graph.rooms import room

HERE = Path(__file__).parent
NAMES = Names()
ADDRESS = NAMES.iri("contexts/v1/chm.jsonld")
PUBLISHED = json.loads((room("ontology") / "contexts" / "v1" / "chm.jsonld").read_text(encoding="utf-8"))
ENTRIES: dict[str, Any] = PUBLISHED["@context"]
SAMPLE = json.loads((HERE / "sample.jsonld").read_text(encoding="utf-8"))


def _from_this_house(url: str, _options: object) -> dict[str, Any]:
    """A document loader that knows one address and no network."""
    assert url == ADDRESS
    return {"contextUrl": None, "documentUrl": url, "document": PUBLISHED, "contentType": "application/ld+json"}


OPTIONS = {"documentLoader": _from_this_house}


def _triples(document: object) -> set[ox.Triple]:
    lines = jsonld.to_rdf(document, {**OPTIONS, "format": "application/n-quads"})
    return {quad.triple for quad in ox.parse(lines, format=ox.RdfFormat.N_QUADS)}


def _keys(value: object) -> set[str]:
    """The keys of every object but those of language maps, which are languages."""
    if isinstance(value, dict):
        inner = (_keys(v) for k, v in value.items() if not _is_language_map(k))
        return set(value).union(*inner)
    if isinstance(value, list):
        return set().union(*(_keys(each) for each in value))
    return set()


def _is_language_map(key: str) -> bool:
    entry = ENTRIES.get(key)
    return isinstance(entry, dict) and entry.get("@container") == "@language"


def test_the_sample_says_the_same_in_json_ld_and_in_turtle() -> None:
    turtle = {quad.triple for quad in ox.parse(path=str(HERE / "sample.ttl"))}
    assert _triples(SAMPLE) == turtle


def test_what_is_expanded_and_compacted_again_has_short_keys_only() -> None:
    compacted = jsonld.compact(jsonld.expand(SAMPLE, OPTIONS), ADDRESS, OPTIONS)
    assert _keys(compacted) <= {*ENTRIES, "@context", "@included"}


def test_what_is_compacted_says_what_it_said() -> None:
    compacted = jsonld.compact(jsonld.expand(SAMPLE, OPTIONS), ADDRESS, OPTIONS)
    assert _triples(compacted) == _triples(SAMPLE)


def _iri(entry: object) -> str:
    """What an entry of the context stands for, as a prefixed name."""
    if isinstance(entry, dict):
        return str(entry.get("@id") or entry.get("@reverse"))
    return str(entry)


def test_every_term_of_the_ontology_that_data_use_has_a_key() -> None:
    quads = ox.parse(path=str(room("ontology") / "chm.ttl"))
    defined = {q.subject.value for q in quads if isinstance(q.subject, ox.NamedNode)}
    named = {_iri(entry).replace("chm:", NAMES.term("")) for entry in ENTRIES.values()}
    left = {iri.removeprefix(NAMES.term("")) for iri in defined - named if iri.startswith(NAMES.term(""))}
    assert left == {"aknElement", "matches"}


def test_every_key_stands_for_a_term_that_is_defined() -> None:
    defined = {
        quad.subject.value
        for quad in ox.parse(path=str(room("ontology") / "chm.ttl"))
        if isinstance(quad.subject, ox.NamedNode)
    }
    ours = {_iri(entry).replace("chm:", NAMES.term("")) for entry in ENTRIES.values() if "chm:" in _iri(entry)}
    assert ours <= defined


@pytest.mark.parametrize("key", [key for key, entry in ENTRIES.items() if isinstance(entry, dict)])
def test_a_prefix_that_a_key_uses_is_one_of_the_context(key: str) -> None:
    assert _iri(ENTRIES[key]).partition(":")[0] in ENTRIES


def test_the_prefixes_are_those_of_the_project() -> None:
    prefixes = {key: value for key, value in ENTRIES.items() if isinstance(value, str) and value.startswith("http")}
    assert prefixes.items() <= NAMES.prefixes().items()


def test_the_context_is_of_json_ld_one_point_one_and_can_be_extended() -> None:
    assert ENTRIES["@version"] == 1.1
    assert "@protected" not in ENTRIES
