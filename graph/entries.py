"""What is indexed of a generation: elements, texts, concepts, activities and other records, one entry for each thing.

Things are read in batches, so that no more than a batch is held at a time. Beside its own words a thing is found by its
codes and symbols, and by what its record type, its country, its service or its meeting is called in any language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import islice

import pyoxigraph as ox

from graph.errors import IdentifierError
from graph.identifiers import Decision, Document, Element, Recommendation, of_path
from graph.identifiers.addresses import governing_body
from graph.namespaces import Names
from graph.store import Reader
from graph.thesaurus import Thesaurus
from graph.words import LANGUAGES

FACETS = ("lang", "type", "body", "session", "subject", "actor", "action", "status", "target", "kind", "country")
_NAMES = ("dcterms:title", "skos:prefLabel", "skos:altLabel", "foaf:name", "schema:name")
_WORDS = ("chm:text", "dcterms:description", *_NAMES)
_BESIDE = (
    "skos:hiddenLabel",
    "dcterms:identifier",
    "chm:symbol",
    "schema:location",
    "org:role",
    "org:organization",
    "org:postIn",
)
"""Words that a thing is found by, which do not say that it speaks a language."""
_RECORD = "chm:recordType"
_CODES = {
    "dcterms:subject": "subject",
    "chm:addressee": "actor",
    "prov:wasAssociatedWith": "actor",
    "chm:action": "action",
    "chm:status": "status",
    "chm:activityStatus": "status",
    "chm:serves": "target",
    _RECORD: "kind",
    "chm:government": "country",
    "dcterms:spatial": "country",
    "chm:service": "service",
    "chm:mandatedBy": "about",
    "chm:respondsTo": "about",
    "chm:adoptedBy": "about",
}
_CALLED = ("kind", "country", "service")
"""The codes whose names are words of the thing."""
_PLACES = re.compile(r"(decision|recommendation|document|record|vocab)/")
_NOUNS = {Decision: "scbd-decision", Recommendation: "scbd-recommendation"}
_MET = re.compile(r"(?:UNEP/)?CBD/(?P<body>(?:(?:BS|CP|NP)/)?[A-Z0-9-]+)/(?P<session>\d+)/")
_BATCH = 256


@dataclass(frozen=True, slots=True)
class Entry:
    """What is indexed of a thing: its path, its words by language, its codes by facet.

    `beside` are words by language that are not its own, `about` paths of what it belongs to or answers, `names` its
    names with their languages.
    """

    path: str
    words: Mapping[str, str]
    codes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    beside: Mapping[str, str] = field(default_factory=dict)
    about: tuple[str, ...] = ()
    names: tuple[tuple[str, str], ...] = ()

    @property
    def all_words(self) -> dict[str, str]:
        """Its own words and those beside them, by language."""
        languages = dict.fromkeys((*self.words, *self.beside))
        return {each: "\n".join(filter(None, (self.words.get(each), self.beside.get(each)))) for each in languages}


def entries(reader: Reader, names: Names, graphs: Iterable[str] | None = None) -> Iterator[Entry]:
    """The entries of a generation, or of the things that some of its graphs speak of, each once."""
    paths = _spoken_of(reader, names, graphs)
    while batch := tuple(islice(paths, _BATCH)):
        yield from _read(reader, names, batch)


def _spoken_of(reader: Reader, names: Names, graphs: Iterable[str] | None) -> Iterator[str]:
    """Paths of the things that have words or are records, or of those of which the graphs say what is indexed."""
    seen: set[int] = set()  # of 600,000 things some 40 MB, where their paths would take 100
    shorts = (*_WORDS, _RECORD) if graphs is None else (*_WORDS, *_BESIDE, *_CODES)
    for graph in (None,) if graphs is None else graphs:
        for short in shorts:
            node = ox.NamedNode(_expanded(short, names))
            found = reader.triples(None, node, None) if graph is None else reader.quads(None, node, None, graph)
            for each in found:
                path = _path(each.subject, names)
                if path and (key := hash(path)) not in seen:
                    seen.add(key)
                    yield path


def _path(subject: object, names: Names) -> str | None:
    """The path of the thing that a subject is, or is a language version of; None for what is not indexed."""
    path = names.path(subject.value) if isinstance(subject, ox.NamedNode) else None
    return _thing(path) if path and "#" not in path and _PLACES.match(path) else None


def _thing(path: str) -> str:
    """A language version's title is its text's."""
    stem, _, last = path.rpartition("/")
    return stem if last in LANGUAGES and path.startswith(("decision/", "recommendation/", "document/")) else path


def _read(reader: Reader, names: Names, paths: Iterable[str]) -> Iterator[Entry]:
    said: dict[str, dict[str, list[ox.NamedNode | ox.Literal]]] = {path: {} for path in paths}
    subjects = [each for path in said for each in (path, *_versions(path))]
    shorts = {_expanded(short, names): short for short in (*_WORDS, *_BESIDE, *_CODES)}
    things = " ".join(str(ox.NamedNode(names.iri(each))) for each in subjects)
    wanted = ", ".join(f"<{iri}>" for iri in shorts)
    rows = reader.query(f"SELECT ?s ?p ?o {{ VALUES ?s {{ {things} }} ?s ?p ?o FILTER(?p IN ({wanted})) }}")
    for row in rows if isinstance(rows, ox.QuerySolutions) else ():
        thing, value = _path(row["s"], names), row["o"]
        if thing in said and isinstance(value, ox.NamedNode | ox.Literal):
            said[thing].setdefault(shorts[row["p"].value], []).append(value)
    for path, values in said.items():
        entry = _entry(path, values, names)
        if entry.words or entry.codes.get("kind"):
            yield entry


def _versions(path: str) -> tuple[str, ...]:
    if path.startswith(("record/", "vocab/")) or isinstance(_identified(path), Element):
        return ()
    return tuple(f"{path}/{language}" for language in LANGUAGES)


def _expanded(short: str, names: Names) -> str:
    prefix, _, name = short.partition(":")
    return names.prefixes()[prefix] + name


def _entry(path: str, said: Mapping[str, list[ox.NamedNode | ox.Literal]], names: Names) -> Entry:
    words, beside, codes = _Values(), _Values(), _Values()
    for value in _literals(said, _WORDS):
        words.add(value.language or "en", value.value)
    for value in _literals(said, _BESIDE):
        for language in (value.language,) if value.language else tuple(words.found) or ("en",):
            beside.add(language, value.value)
    for short, name in _CODES.items():
        for node in sorted(each.value for each in said.get(short, ()) if isinstance(each, ox.NamedNode)):
            codes.add(name, names.path(node) or node)
    place = _place(path)
    called = [*(each for name in _CALLED for each in codes.found.get(name, ())), *place.called]
    for code in called:
        for language, label in _names_of(code, shortest=code == place.noun):
            beside.add(language, label)
    answers = [*codes.found.pop("about", ()), *codes.found.pop("service", ())]
    around = [*answers, *map(_text_of, answers), _text_of(path), place.meeting]
    return Entry(
        path,
        words.joined(),
        {name: tuple(values) for name, values in codes.found.items()} | place.codes,
        beside.joined(),
        tuple(dict.fromkeys(filter(None, around))),
        tuple((value.language or "en", value.value) for value in _literals(said, _NAMES)),
    )


class _Values:
    """Values by name, each once, in the order they came."""

    def __init__(self) -> None:
        self.found: dict[str, dict[str, None]] = {}

    def add(self, name: str, value: str) -> None:
        """One more."""
        self.found.setdefault(name, {})[value] = None

    def joined(self) -> dict[str, str]:
        """The values of each language as one text."""
        return {name: "\n".join(values) for name, values in self.found.items() if name in LANGUAGES}


def _literals(said: Mapping[str, list[ox.NamedNode | ox.Literal]], shorts: Iterable[str]) -> Iterator[ox.Literal]:
    """Literals in a lasting order, so that the same statements make the same entry."""
    for short in shorts:
        values = [value for value in said.get(short, ()) if isinstance(value, ox.Literal)]
        yield from sorted(values, key=lambda value: (value.language or "", value.value))


def _text_of(path: str) -> str | None:
    """The text that an element belongs to."""
    known = _identified(path)
    return known.of.path if isinstance(known, Element) else None


def _identified(path: str) -> object:
    try:
        return of_path(path)
    except IdentifierError:
        return None


@dataclass(frozen=True, slots=True)
class _Place:
    """What an address says: facets (type, body and session), the meeting of a text, and what a whole text is called."""

    codes: dict[str, tuple[str, ...]]
    meeting: str | None = None
    noun: str | None = None

    @property
    def called(self) -> tuple[str, ...]:
        """The concepts whose names are words of a whole text."""
        return (self.meeting, self.noun) if self.meeting and self.noun else ()


def _place(path: str) -> _Place:
    kind = path.partition("/")[0]
    if kind in {"vocab", "record"}:
        return _Place({"type": ("concept" if kind == "vocab" else "record",)})
    known = _identified(path)
    text = known.of if isinstance(known, Element) else known
    found: dict[str, tuple[str, ...]] = {"type": ("paragraph" if isinstance(known, Element) else kind,)}
    if not (met := _met(text)):
        return _Place(found)
    body, session = met
    noun = None if text is not known else f"vocab/record-types/{_NOUNS.get(type(text), 'scbd-meetingDocument')}"
    return _Place(found | {"body": (body,), "session": (session,)}, f"vocab/meetings/{body}-{session}", noun)


def _met(text: object) -> tuple[str, str] | None:
    """The body and the session of a text, of a document by its symbol where that meeting is known."""
    if isinstance(text, Decision | Recommendation):
        return text.body, str(text.session)
    if isinstance(text, Document) and (met := _MET.match(text.symbol)):
        body = governing_body(met["body"]) or met["body"].lower().replace("wg-", "wg")
        return (body, met["session"]) if _thesaurus().has(f"vocab/meetings/{body}-{met['session']}") else None
    return None


@cache
def _names_of(path: str, *, shortest: bool = False) -> tuple[tuple[str, str], ...]:
    """What a concept and those above it are called, by language; nothing for what is none of the room `vocab/`."""
    concept = _thesaurus().concept(path)
    family = [concept, *map(_thesaurus().concept, concept.broader)] if concept else []
    labels = [(each.language, each.text) for one in family if one for each in one.labels if each.source != "machine"]
    return tuple(dict(sorted(labels, key=lambda label: -len(label[1]))).items()) if shortest else tuple(labels)


@cache
def _thesaurus() -> Thesaurus:
    return Thesaurus.load()
