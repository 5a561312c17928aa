"""docs/services.md: every service of the founding documents with what the project holds of it.

Made by `python -m loaders.records.services_page > docs/services.md` from `vocab/services.ttl` and the records in
`examples/`; a test keeps the page fresh. Live counts: the named question `services-and-mandates`.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from graph import identifiers
from graph.namespaces import Names
from graph.queries import question
from graph.rooms import room
from loaders.pipeline import SourceGraph, Work, run, tools
from loaders.structure.stage import NOTHING_ASKED

_NAMES = Names()
_HEAD = """# Services

Made by `python -m loaders.records.services_page > docs/services.md`; a test keeps this page fresh.

The services that the two founding documents (decision X/15 and UNEP/CBD/SBSTTA/10/11) describe. Each is a concept of
[`vocab/services`](../vocab/services.ttl) with the paragraphs that ask for it (`chm:mandatedBy`) and the question
that its users ask (`chm:question`). A record says `chm:service`; its type is `ontology/records/service-*.csvw.json`,
its shape stands in `ontology/shapes/service-records.ttl`. The counts are of `examples/`; those of a store are told by

    chm query services-and-mandates

| service | asked for by | records, by type | question |
|---|---|---|---|
"""


@dataclass(frozen=True, slots=True)
class Service:
    """A service: its code, name, the elements that mandate it and the named question about it."""

    code: str
    name: str
    mandates: tuple[str, ...]
    question: str


def services() -> tuple[Service, ...]:
    """The services of the vocabulary, by code."""
    held = ox.Store()
    held.load(path=str(room("vocab") / "services.ttl"), format=ox.RdfFormat.TURTLE)
    rows = held.query(
        "SELECT ?service ?name ?question (GROUP_CONCAT(DISTINCT STR(?mandate)) AS ?mandates) "
        "{ ?service skos:prefLabel ?name ; chm:mandatedBy ?mandate ; chm:question ?question "
        "FILTER(LANG(?name) = 'en') } "
        "GROUP BY ?service ?name ?question ORDER BY ?service",
        prefixes=_NAMES.prefixes(),
    )
    assert isinstance(rows, ox.QuerySolutions)  # noqa: S101  a SELECT gives rows
    return tuple(
        Service(
            _path(row["service"].value).rpartition("/")[2],
            row["name"].value,
            tuple(sorted(map(_path, row["mandates"].value.split()))),
            _path(row["question"].value).rpartition("/")[2],
        )
        for row in rows
    )


def page() -> str:
    """The Markdown of docs/services.md."""
    return _HEAD + "".join(_lines())


def _lines() -> Iterator[str]:
    counts = _counts()
    for service in services():
        mandates = "; ".join(identifiers.parse(mandate).label for mandate in service.mandates)
        held = [f"{count} {kind}" for (code, kind), count in sorted(counts.items()) if code == service.code]
        asked = f"[{question(service.question).name}](queries.md#{service.question})"
        yield f"| {service.name} (`{service.code}`) | {mandates} | {', '.join(held) or 'none yet'} | {asked} |\n"


def _counts() -> Counter[tuple[str, str]]:
    """How many records of each service and type the examples hold."""
    found: Counter[tuple[str, str]] = Counter()
    for file in sorted(room("examples").rglob("*.csv")):
        work = run(Work(file.name, file.read_bytes(), NOTHING_ASKED), tools(_NAMES))
        for graph in work.graphs:
            kinds = dict(_codes(graph, "recordType"))
            found.update((code, kinds.get(record, "organization")) for record, code in _codes(graph, "service"))
    return found


def _codes(graph: SourceGraph, name: str) -> Iterator[tuple[str, str]]:
    """Subjects with the codes of the concepts that they have by a property."""
    for triple in graph.triples:
        if triple.predicate.value == _NAMES.term(name) and isinstance(triple.object, ox.NamedNode):
            yield str(triple.subject), triple.object.value.rpartition("/")[2]


def _path(iri: str) -> str:
    return _NAMES.path(iri) or iri


if __name__ == "__main__":
    sys.stdout.write(page())
