"""The graph as the read side looks at it: things by path, properties by short name, labels in a language.

A reference (`ref`) is the path of a thing under the base IRI (`decision/cop/10/15/5.d`), or the whole IRI of a thing
that belongs to somebody else.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import pyoxigraph as ox

from api.negotiation import FALLBACK, choose_language
from graph import identifiers
from graph.errors import IdentifierError, NotFound
from graph.namespaces import Names
from graph.store import Reader, Term

_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_REPORTED = re.compile(r"/activity-\d{4}-\d\d-\d\d(?:-\d+)?$")
_BETWEEN_WORDS = re.compile(r"(?<=[a-z])(?=[A-Z])")
_GENERIC = frozenset({"Element", "Mention", "SourceGraph", "ReportedActivity"})
_NAMED = ("skos:prefLabel", "dcterms:title", "rdfs:label", "foaf:name", "schema:name")
TEXTS = (identifiers.Decision, identifiers.Recommendation, identifiers.Document, identifiers.FiledDocument)


@dataclass(frozen=True, slots=True)
class Wording:
    """What an element says in one language; `graph` is the language version that says it."""

    language: str
    text: str
    graph: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A plain property as people read it: `Fact("status", "Completed", "vocab/activity-statuses/completed")`."""

    name: str
    value: str
    ref: str | None = None


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing of the graph: reference, label, kind (`paragraph`, `decision`, `activity` ...; empty when nothing is
    known of it), what it says in each language, and facts."""

    ref: str
    label: str
    kind: str = ""
    wordings: tuple[Wording, ...] = ()
    facts: tuple[Fact, ...] = ()
    language: str = ""

    @property
    def wording(self) -> Wording | None:
        """What it says, in the language that was asked for or the next best one."""
        chosen = choose_language([each.language for each in self.wordings], asked=self.language)
        return next((each for each in self.wordings if each.language == chosen), None)


class View:
    """One generation seen in one language.

    >>> View(reader, Names(), "zh").label("vocab/actors/parties")  # doctest: +SKIP
    '缔约方'
    """

    def __init__(self, reader: Reader, names: Names, language: str = "en") -> None:
        self.reader, self.names, self.language = reader, names, language
        self._labels: dict[str, str] = {}
        self._properties: dict[str, ox.NamedNode] = {}
        self._things: dict[str, Thing] = {}
        self._about: dict[str, Mapping[ox.NamedNode, tuple[Term, ...]]] = {}
        self._values: dict[tuple[str, str], tuple[str, ...]] = {}
        self._subjects: dict[tuple[str, str], frozenset[str]] = {}
        self._gathered: dict[str, Mapping[ox.NamedNode, tuple[Term, ...]]] = {}

    @cached_property
    def _prefixes(self) -> dict[str, str]:
        return self.names.prefixes()

    def property(self, short: str) -> ox.NamedNode:
        """The property of a short name: `chm:action`, `eli:cites`."""
        if short not in self._properties:
            prefix, _, name = short.partition(":")
            self._properties[short] = ox.NamedNode(self._prefixes[prefix] + name)
        return self._properties[short]

    def short(self, iri: str) -> str:
        """The short name of a term's IRI, or the IRI where no prefix fits."""
        for prefix, namespace in self._prefixes.items():
            if iri.startswith(namespace) and "/" not in iri[len(namespace) :]:
                return f"{prefix}:{iri[len(namespace) :]}"
        return iri

    def node(self, ref: str) -> ox.NamedNode:
        """The node of a reference. Raises NotFound for what can be no IRI."""
        try:
            return ox.NamedNode(ref if _ABSOLUTE.match(ref) else self.names.iri(ref))
        except ValueError as fault:
            raise NotFound(f"{ref!r} is no address: {fault}") from fault

    def ref(self, term: Term) -> str:
        """The reference of a node; the text of a literal."""
        if isinstance(term, ox.NamedNode):
            path = self.names.path(term.value)
            return path if path else term.value
        return term.value if isinstance(term, ox.Literal | ox.BlankNode) else str(term)

    def quads(self, ref: str) -> list[ox.Quad]:
        """What is said of a thing, in all graphs."""
        return list(self.reader.quads(self.node(ref), None, None))

    def about(self, ref: str) -> Mapping[ox.NamedNode, tuple[Term, ...]]:
        """What is said of a thing, whoever says it, by property: read once, for a generation never changes."""
        if ref not in self._about:
            self._about[ref] = self.reader.about(self.node(ref))
        return self._about[ref]

    def terms(self, ref: str, short: str) -> tuple[Term, ...]:
        """What a thing has by a property, as terms."""
        return self.about(ref).get(self.property(short), ())

    def exists(self, ref: str) -> bool:
        """Whether it is loaded; that a part is cited or was retired is said of parts that are not."""
        known = self.identifier(ref)
        return bool(self.terms(ref, "chm:inText") if isinstance(known, identifiers.Element) else self.about(ref))

    def objects(self, ref: str, *properties: str, without: Collection[str] = ()) -> list[str]:
        """References and values that a thing has by these properties, each once, in the order found; what only the
        graphs in `without` say is left out."""
        if not without:
            return list(dict.fromkeys(value for short in properties for value in self.values(ref, short)))
        found = (
            self.ref(quad.object)
            for short in properties
            for quad in self.reader.quads(self.node(ref), self.property(short), None)
            if self.graph(quad) not in without
        )
        return list(dict.fromkeys(found))

    def subjects(self, ref: str, *properties: str) -> list[str]:
        """References of the things that have this one by these properties, each once, sorted."""
        return sorted(frozenset().union(*(self._having(ref, short) for short in properties)))

    def _having(self, ref: str, short: str) -> frozenset[str]:
        if (ref, short) not in self._subjects:
            node, named = self.node(ref), self.property(short)
            if ref in self._gathered:
                found: Iterable[Term] = self._gathered[ref].get(named, ())
            else:
                found = (triple.subject for triple in self.reader.triples(None, named, node))
            self._subjects[ref, short] = frozenset(self.ref(each) for each in found)
        return self._subjects[ref, short]

    def gather(self, ref: str) -> None:
        """Reads all that leads to a thing at once, for whoever goes on to ask `subjects` for most of its properties."""
        if ref not in self._gathered:
            self._gathered[ref] = self.reader.leading(self.node(ref))

    def values(self, ref: str, short: str) -> tuple[str, ...]:
        """References and values that a thing has by a property, each once, in the order found."""
        if (ref, short) not in self._values:
            self._values[ref, short] = tuple(dict.fromkeys(self.ref(each) for each in self.terms(ref, short)))
        return self._values[ref, short]

    def value(self, ref: str, short: str) -> str | None:
        """The first value of a property, None where there is none."""
        return next(iter(self.values(ref, short)), None)

    def spoken(self, ref: str, short: str) -> dict[str, str]:
        """The values of a property by language tag (empty for plain ones)."""
        literals = [each for each in self.terms(ref, short) if isinstance(each, ox.Literal)]
        return {literal.language or "": literal.value for literal in literals}

    def said(self, ref: str, short: str) -> str | None:
        """A value in the language of the view, else the next best."""
        values = self.spoken(ref, short)
        language = choose_language(values, asked=self.language)
        return values[language] if language is not None else None

    def label(self, ref: str) -> str:
        """What people call it: a thesaurus label, a title, a spelling (`X/15, paragraph 5 (d)`), else the path."""
        if ref not in self._labels:
            self._labels[ref] = self._named(ref)
        return self._labels[ref]

    def _named(self, ref: str) -> str:
        identifier = self.identifier(ref)
        if isinstance(identifier, (*TEXTS, identifiers.Element, identifiers.Expression, identifiers.Notification)):
            return identifier.label
        for short in _NAMED:
            if label := self.said(ref, short):
                return label
        kind = [self.label(each) for each in self.objects(ref, "chm:recordType", "chm:government")]
        told = ", ".join(kind) or self.said(ref, "dcterms:identifier")
        return told or (identifier.label if identifier else self.short(ref))

    def identifier(self, ref: str) -> identifiers.Identifier | None:
        """The identifier that a path is, None for any other: a reported activity has its address below an element, and
        is none."""
        if _REPORTED.search(ref):
            return None
        try:
            return identifiers.of_path(ref)
        except IdentifierError:
            return None

    def kind(self, ref: str) -> str:
        """What it is, in a word or two: `paragraph`, `target`, `planned activity`; empty for nothing known."""
        types = self.objects(ref, "rdf:type")
        own = [each.partition("#")[2] for each in types if each.startswith("ontology#")]
        special = [name for name in own if name not in _GENERIC]
        words = sorted(special) or [self.short(each).rpartition(":")[2] for each in sorted(types)]
        return _BETWEEN_WORDS.sub(" ", words[0]).lower() if words else ""

    def reported(self, ref: str) -> bool:
        """Whether an activity was read from a report, and not recorded by anybody."""
        return "ontology#ReportedActivity" in self.objects(ref, "rdf:type")

    def wordings(self, ref: str) -> tuple[Wording, ...]:
        """What an element says, by language in the order of FALLBACK."""
        if not self.terms(ref, "chm:text"):
            return ()
        found = [
            Wording(quad.object.language or "", quad.object.value, self.graph(quad))
            for quad in self.reader.quads(self.node(ref), self.property("chm:text"), None)
            if isinstance(quad.object, ox.Literal)
        ]
        return tuple(sorted(found, key=lambda each: (_rank(each.language), each.graph)))

    def graph(self, quad: ox.Quad) -> str:
        """The reference of the graph in which a quad stands."""
        name = quad.graph_name
        return self.ref(name) if isinstance(name, ox.NamedNode) else ""

    def thing(self, ref: str) -> Thing:
        """A thing with its label, kind, words and facts."""
        if ref not in self._things:
            facts = tuple(self.facts(ref))
            self._things[ref] = Thing(ref, self.label(ref), self.kind(ref), self.wordings(ref), facts, self.language)
        return self._things[ref]

    def facts(self, ref: str) -> Iterable[Fact]:
        """The few properties by which people know a record (status, type, dates, who), and an objective's goal."""
        if self.kind(ref) == "objective":
            for goal in self.objects(ref, "eli:is_part_of", "skos:broader")[:1]:
                yield Fact("goal", self.label(goal), goal)
        for name, short in _FACTS:
            for value in self.objects(ref, short):
                linked = ("/" in value and not value[:1].isdigit()) or "://" in value
                yield Fact(name, self.label(value) if linked else value, value if linked else None)

    def title(self, ref: str) -> str | None:
        """The title of a text in the language of the view, else the next best."""
        return self.said(ref, "dcterms:title")

    def languages(self, text: str) -> list[str]:
        """The languages in which a text is loaded."""
        versions = self.objects(text, "eli:is_realized_by")
        return sorted({version.rpartition("/")[2] for version in versions}, key=_rank)

    def ancestors(self, ref: str) -> list[str]:
        """What a thing is part of, outermost first."""
        chain: list[str] = []
        while (parent := self.value(chain[0] if chain else ref, "eli:is_part_of")) and parent not in chain:
            chain.insert(0, parent)
        return chain

    def parts(self, ref: str) -> list[str]:
        """The direct parts of a text or element, in reading order."""
        return sorted(self.subjects(ref, "eli:is_part_of"), key=self.order)

    def order(self, ref: str) -> int:
        """The place of an element in reading order."""
        value = self.value(ref, "chm:order")
        return int(value) if value and value.isdecimal() else 0

    def elements(self, text: str) -> list[str]:
        """All elements of a text in reading order."""
        return sorted(self.subjects(text, "chm:inText"), key=self.order)

    def below(self, ref: str) -> list[str]:
        """All elements under an element, in reading order."""
        found: list[str] = []
        for part in self.parts(ref):
            if part not in found and part != ref:
                found += [part, *self.below(part)]
        return found


_FACTS = (
    ("status", "chm:activityStatus"),
    ("type", "chm:activityType"),
    ("start", "schema:startDate"),
    ("end", "schema:endDate"),
    ("responsible", "prov:wasAssociatedWith"),
    ("status", "chm:status"),
)


def _rank(language: str) -> int:
    return FALLBACK.index(language) if language in FALLBACK else len(FALLBACK)
