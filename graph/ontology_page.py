"""The page of the ontology, made from its Turtle: `python -m graph.ontology_page > docs/ontology.md`.

Classes, properties, their alignments, the labels in other languages than English, and the shapes with what each asks
for. A test keeps the page fresh.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from graph.namespaces import Names
from graph.rooms import room

_NAMES = Names()
_MAPPINGS = ("closeMatch", "broadMatch", "narrowMatch", "relatedMatch", "exactMatch")
_OTHERS = {
    "allot": "https://w3id.org/akn/ontology/allot/",
    "oa": "http://www.w3.org/ns/oa#",
    "spdx": "http://spdx.org/rdf/terms#",
    "undo": "https://w3id.org/un/ontology/undo/",
    "vann": "http://purl.org/vocab/vann/",
}
_PREFIXES = {**_NAMES.prefixes(), **_OTHERS}
_LANGUAGES = {"zh": "Chinese", "fr": "French", "es": "Spanish", "ru": "Russian", "ar": "Arabic"}

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


@dataclass(frozen=True, slots=True)
class Description:
    """The statements of a few files of Turtle, by subject and property (both IRIs)."""

    said: Mapping[str, Mapping[str, list[Term]]]

    @classmethod
    def of(cls, paths: Iterable[Path]) -> Description:
        """What the files say; blank nodes as subjects are left out."""
        said: dict[str, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
        for path in paths:
            for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
                if isinstance(quad.subject, ox.NamedNode):
                    said[quad.subject.value][quad.predicate.value].append(quad.object)
        return cls(said)

    def of_type(self, *kinds: str) -> list[str]:
        """The subjects of one of these types (prefixed names), as the files order them."""
        wanted = {_iri(kind) for kind in kinds}
        return [
            subject
            for subject, about in self.said.items()
            if any(isinstance(kind, ox.NamedNode) and kind.value in wanted for kind in about[_iri("rdf:type")])
        ]

    def links(self, subject: str, *properties: str) -> str:
        """The IRIs that a subject is linked to, as prefixed names of code."""
        found = (value for each in properties for value in self.said[subject].get(_iri(each), ()))
        return ", ".join(f"`{_short(value.value)}`" for value in found if isinstance(value, ox.NamedNode))

    def words(self, subject: str, property_: str, language: str = "en") -> str:
        """The literal in a language, or without one."""
        for value in self.said[subject].get(_iri(property_), ()):
            if isinstance(value, ox.Literal) and value.language in (language, None):
                return value.value
        return ""


def page() -> str:
    """The page in Markdown."""
    folder = room("ontology")
    terms = Description.of([folder / "chm.ttl", folder / "alignments.ttl"])
    parts = (
        _head(terms),
        _classes(terms),
        _properties(terms),
        _labels(terms),
        _shapes([*sorted(folder.glob("shapes/*.ttl")), *sorted(folder.glob("profiles/*.ttl"))]),
    )
    return "\n".join(line for part in parts for line in part) + "\n"


def _head(terms: Description) -> Iterator[str]:
    ontology = _NAMES.iri("ontology")
    yield "# The CHM ontology"
    yield ""
    yield "<!-- made by `python -m graph.ontology_page > docs/ontology.md`; change ontology/*.ttl instead -->"
    yield ""
    yield terms.words(ontology, "dcterms:description")
    yield ""
    yield f"Version {terms.words(ontology, 'owl:versionInfo')}, namespace `{_NAMES.term('')}`, prefix `chm`."
    yield "What a standard vocabulary has is taken from there and not repeated here. The terms stand in"
    yield "`ontology/chm.ttl`, their relations to other ontologies in `ontology/alignments.ttl`, the JSON-LD context in"
    yield "`ontology/contexts/v1/chm.jsonld`, the shapes in `ontology/shapes/`."
    yield ""
    used = {name.partition(":")[0] for about in terms.said.values() for name in _prefixed(about)}
    yield from _table(("prefix", "namespace"), ((f"`{p}`", f"`{_PREFIXES[p]}`") for p in sorted(used & set(_PREFIXES))))


def _prefixed(about: Mapping[str, list[Term]]) -> Iterator[str]:
    for property_, values in about.items():
        yield _short(property_)
        yield from (_short(value.value) for value in values if isinstance(value, ox.NamedNode))


def _classes(terms: Description) -> Iterator[str]:
    yield "## Classes"
    yield ""
    yield from _table(
        ("class", "label", "definition", "under", "near to", "Akoma Ntoso"),
        (
            (
                f"`{_short(each)}`",
                terms.words(each, "rdfs:label"),
                terms.words(each, "skos:definition"),
                terms.links(each, "rdfs:subClassOf"),
                terms.links(each, *(f"skos:{mapping}" for mapping in _MAPPINGS)),
                f"`{element}`" if (element := terms.words(each, "chm:aknElement")) else "",
            )
            for each in _own(terms.of_type("owl:Class"))
        ),
    )


def _properties(terms: Description) -> Iterator[str]:
    yield "## Properties"
    yield ""
    yield from _table(
        ("property", "label", "definition", "of", "value", "under", "near to"),
        (
            (
                f"`{_short(each)}`",
                terms.words(each, "rdfs:label"),
                terms.words(each, "skos:definition"),
                terms.links(each, "rdfs:domain"),
                terms.links(each, "rdfs:range"),
                terms.links(each, "rdfs:subPropertyOf"),
                terms.links(each, *(f"skos:{mapping}" for mapping in _MAPPINGS)),
            )
            for each in _own(terms.of_type("owl:ObjectProperty", "owl:DatatypeProperty", "owl:AnnotationProperty"))
        ),
    )


def _labels(terms: Description) -> Iterator[str]:
    yield "## Labels in other languages"
    yield ""
    yield from _table(
        ("term", *_LANGUAGES.values()),
        (
            (f"`{_short(each)}`", *(labels[language] for language in _LANGUAGES))
            for each in _own(terms.said)
            if any((labels := {key: _only(terms, each, key) for key in _LANGUAGES}).values())
        ),
    )


def _only(terms: Description, subject: str, language: str) -> str:
    labels = terms.said[subject].get(_iri("rdfs:label"), ())
    return next((each.value for each in labels if isinstance(each, ox.Literal) and each.language == language), "")


def _shapes(paths: list[Path]) -> Iterator[str]:
    yield "## Shapes"
    yield ""
    yield "`chm validate --shapes NAME` restricts a check to one of these files. A violation refuses the graph;"
    yield "a warning is told and does not. `dcat-ap` is a profile: it asks something of `/catalog`, of no source graph."
    yield ""
    for path in paths:
        shapes = Description.of([path])
        yield f"### {path.stem}"
        yield ""
        yield from _table(
            ("shape", "on", "severity", "message"),
            (
                (
                    f"`{each.rpartition('#')[2]}`",
                    shapes.links(each, "sh:targetClass", "sh:targetObjectsOf", "sh:targetSubjectsOf", "sh:path"),
                    shapes.links(each, "sh:severity").strip("`").removeprefix("sh:"),
                    shapes.words(each, "sh:message"),
                )
                for each in shapes.of_type("sh:NodeShape", "sh:PropertyShape")
            ),
        )


def _own(subjects: Iterable[str]) -> list[str]:
    return sorted((each for each in subjects if each.startswith(_NAMES.term(""))), key=str.casefold)


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """A table of Markdown, and an empty line after it."""
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |".replace("  |", " |")
    yield ""


def _iri(name: str) -> str:
    prefix, _, local = name.partition(":")
    return _PREFIXES[prefix] + local


def _short(iri: str) -> str:
    """An IRI as a prefixed name where a prefix fits; the longest namespace wins."""
    known = sorted(_PREFIXES.items(), key=lambda each: -len(each[1]))
    return next((f"{p}:{iri[len(space) :]}" for p, space in known if iri.startswith(space)), iri)


if __name__ == "__main__":
    sys.stdout.write(page())
