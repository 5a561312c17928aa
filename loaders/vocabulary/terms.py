"""Terms of others, as a SKOS file or the CBD thesaurus API gives them, before they are concepts of ours."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import pyoxigraph as ox

from graph.errors import VocabularyError
from loaders.vocabulary.skos import MATCHES, NOTES, SKOS, TYPE

_KINDS = ("pref", "alt", "hidden")
_GROUPS = frozenset(f"{SKOS}{name}" for name in ("ConceptScheme", "Collection", "OrderedCollection"))
_RELATIONS = ("broader", "narrower", "related")
_LISTS = {"broader": "broaderTerms", "narrower": "narrowerTerms", "related": "relatedTerms"}


@dataclass(frozen=True, slots=True)
class Word:
    """A label as the source has it: kind (pref, alt, hidden), text, language tag or none."""

    kind: str
    text: str
    language: str | None


@dataclass(frozen=True, slots=True)
class Term:
    """A term of others: its identifier there, its IRI if it has one, words, notes, relations and mappings.

    `notes` are (SKOS property, text, language); `relations` are (broader, narrower or related; identifier of the
    other term); `matches` are (SKOS mapping property, IRI).
    """

    identifier: str
    iri: str | None
    words: tuple[Word, ...] = ()
    notes: tuple[tuple[str, str, str | None], ...] = ()
    relations: tuple[tuple[str, str], ...] = ()
    matches: tuple[tuple[str, str], ...] = ()


def read_terms(path: Path) -> tuple[Term, ...]:
    """The terms of a file: JSON of the thesaurus API, or SKOS in any RDF format, packed with gzip or not.

    Raises VocabularyError for a file that is neither, or holds no term.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise VocabularyError(f"{path.name}: cannot be read: {error.strerror}; check the path") from error
    name = path
    if path.suffix == ".gz":
        try:
            data, name = gzip.decompress(data), path.with_suffix("")
        except OSError as error:
            raise VocabularyError(f"{path.name}: is not packed with gzip; unpack it and try again") from error
    terms = tuple(_of_json(data, path.name) if name.suffix == ".json" else _of_rdf(data, name.suffix, path.name))
    if not terms:
        raise VocabularyError(f"{path.name}: holds no term; give a SKOS file or a term list of the thesaurus API")
    return terms


# The thesaurus API


def _of_json(data: bytes, file: str) -> Iterator[Term]:
    try:
        read = json.loads(data)
    except ValueError as error:
        raise VocabularyError(f"{file}: this is no JSON: {error}; repair it or ask the API again") from error
    yield from terms_of_json(read, file)


def terms_of_json(read: object, file: str) -> Iterator[Term]:
    """The terms of a document of the thesaurus API. Raises VocabularyError for an entry that is no term."""
    terms = read if isinstance(read, list) else [read]
    for place, term in enumerate(terms, 1):
        if not isinstance(term, dict) or not isinstance(term.get("identifier"), str):
            reason = "is no list of thesaurus terms: each needs an identifier"
            raise VocabularyError(f"{file}: entry {place}: {reason}; give what /thesaurus/domains/.../terms answers")
        yield _term(term)


def _term(term: dict[str, object]) -> Term:
    titles = _texts(term.get("title")) or [(str(term.get("name") or ""), "en")]
    words = [Word("pref", text, language) for text, language in titles if text]
    known = {(word.text, word.language) for word in words}
    # a short title is at times a mark for internal use ("AFR - Middle"), so it is matched and not shown
    others = [*_texts(term.get("shortTitle")), *((text, "en") for text in _strings(term.get("nonPreferedTerms")))]
    words += [
        Word("hidden", text, language) for text, language in dict.fromkeys(others) if (text, language) not in known
    ]
    notes = [(f"{SKOS}definition", text, language) for text, language in _texts(term.get("longDescription"))]
    description = str(term.get("description") or "")
    if description and description not in {text for _, text, _ in notes}:
        notes.append((f"{SKOS}scopeNote", description, "en"))
    relations = [(name, other) for name, key in _LISTS.items() for other in _strings(term.get(key))]
    return Term(str(term["identifier"]), None, tuple(words), tuple(notes), tuple(relations))


def _texts(value: object) -> list[tuple[str, str]]:
    """Text and language of a map by language; texts of white space alone are left out."""
    if not isinstance(value, dict):
        return []
    return [(text.strip(), tag) for tag, text in value.items() if isinstance(text, str) and text.strip()]


def _strings(value: object) -> list[str]:
    return [item for item in cast("list[object]", value) if isinstance(item, str)] if isinstance(value, list) else []


# SKOS


def _of_rdf(data: bytes, suffix: str, file: str) -> Iterator[Term]:
    form = ox.RdfFormat.from_extension(suffix.lstrip("."))
    if form is None:
        raise VocabularyError(
            f"{file}: {suffix or 'no ending'} is no RDF format; name it .ttl, .rdf, .nt, .jsonld or .json"
        )
    try:
        triples = [quad.triple for quad in ox.parse(data, format=form, base_iri="urn:import:")]
    except (SyntaxError, ValueError) as error:
        raise VocabularyError(
            f"{file}: this is no {form.name}: {error}; repair it or name it for its format"
        ) from error
    yield from terms_of_triples(triples)


def terms_of_triples(triples: Iterable[ox.Triple], labelled: bool = False) -> Iterator[Term]:
    """The SKOS concepts that have an IRI, in the order of the statements.

    `labelled` takes what has a skos:prefLabel for a concept too: a class of the source's own may be a kind of concept.
    """
    about: dict[str, dict[str, list[ox.NamedNode | ox.Literal]]] = {}
    for triple in triples:
        if isinstance(triple.subject, ox.NamedNode) and isinstance(triple.object, ox.NamedNode | ox.Literal):
            properties = about.setdefault(triple.subject.value, {})
            properties.setdefault(triple.predicate.value, []).append(triple.object)
    concept = ox.NamedNode(SKOS + "Concept")
    for iri, properties in about.items():
        kinds = {kind.value for kind in properties.get(TYPE, ())}
        if concept.value in kinds or (labelled and f"{SKOS}prefLabel" in properties and kinds.isdisjoint(_GROUPS)):
            yield _skos_term(iri, properties)


def _skos_term(iri: str, properties: dict[str, list[ox.NamedNode | ox.Literal]]) -> Term:
    def literals(name: str) -> Iterator[ox.Literal]:
        return (term for term in properties.get(name, ()) if isinstance(term, ox.Literal))

    def iris(name: str) -> Iterable[str]:
        return (term.value for term in properties.get(name, ()) if isinstance(term, ox.NamedNode))

    words = (Word(kind, word.value, word.language) for kind in _KINDS for word in literals(f"{SKOS}{kind}Label"))
    notes = ((name, note.value, note.language) for name in sorted(NOTES) for note in literals(name))
    relations = ((name, other) for name in _RELATIONS for other in iris(SKOS + name))
    matches = ((name, other) for name in sorted(MATCHES) for other in iris(name))
    return Term(iri, iri, tuple(words), tuple(notes), tuple(relations), tuple(matches))
