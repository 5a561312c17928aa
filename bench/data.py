"""Graphs of any size in the project's model, the same at every run: what the named questions are timed on.

Decisions of sixteen sessions in two languages with items, acts, addressees, deadlines, citations, subjects and their
mentions; notes that report on them; activities that respond to them. The words mean nothing; the thesaurus is the
real one, and so are the records of services in examples/.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import count
from pathlib import Path

import pyoxigraph as ox

from graph.embedded import EmbeddedStore
from graph.embedded_reader import STORE, EmbeddedReader
from graph.namespaces import Names
from graph.queries import Parameter, Question
from graph.rooms import room
from loaders.pipeline import Work, run, tools
from loaders.structure.stage import NOTHING_ASKED

SESSIONS = range(1, 17)
LANGUAGES = ("en", "zh")
ACTIONS = (("request", 5), ("invite", 3), ("encourage", 3), ("urge", 4), ("decide", 6), ("welcome", 1))
ACTORS = ("executive-secretary", "parties", "other-governments", "relevant-organizations", "financial-mechanism")
SUBJECTS = ("CHM", "FOR", "MAR", "IAS", "MNT", "PA", "GTI", "TTC")
COMPONENTS = ("MNT-3.3.3", "MNT-1.1", "PA-4.3.4", "TTC-2.1.3", "WTR-3.1.4")
_STATUSES = ("completed", "ongoing", "confirmed", "tentative")
_UNITS = ("MRR", "STTM", "IPLC", "BSAFE")
_WORDS = "knowledge site region share network country people water seed coast report plan data tool fund law".split()
_NAMES = Names()
_KNOWN = _NAMES.prefixes()
_READ_AT = ox.NamedNode(_KNOWN["prov"] + "generatedAtTime")
_XSD_DATE = ox.NamedNode(_KNOWN["xsd"] + "date")
_XSD_TIME = ox.NamedNode(_KNOWN["xsd"] + "dateTime")


def graph(triples: int) -> Iterator[ox.Quad]:
    """Quads of at least `triples` statements besides the records of the examples, the thesaurus first;
    the last text is whole."""
    written = 0
    for file in sorted(room("vocab").glob("*.ttl")):
        name = ox.NamedNode(_NAMES.iri(f"vocab/{file.stem}"))
        for quad in ox.parse(path=file, format=ox.RdfFormat.TURTLE):
            written += 1
            yield ox.Quad(quad.subject, quad.predicate, quad.object, name)
    yield from _services()
    for n in count():
        if written >= triples:
            return
        for quad in _Decision(n).quads():
            written += 1
            yield quad


def _services() -> Iterator[ox.Quad]:
    """The records of the examples, for the questions about services, events, areas, checklists and indicators."""
    tables = (room("examples") / "services").glob("*.csv")
    for file in sorted((*tables, *(path for path in (room("examples") / "records").iterdir() if path.is_file()))):
        for made in run(Work(file.name, file.read_bytes(), NOTHING_ASKED), tools(_NAMES)).graphs:
            name = ox.NamedNode(_NAMES.iri(made.path))
            for triple in made.triples:
                if triple.predicate != _READ_AT:
                    yield ox.Quad(triple.subject, triple.predicate, triple.object, name)


def write(triples: int, file: Path) -> int:
    """Write such a graph as N-Quads; the number of its statements."""
    total = 0

    def counted() -> Iterator[ox.Quad]:
        nonlocal total
        for quad in graph(triples):
            total += 1
            yield quad

    ox.serialize(counted(), file, format=ox.RdfFormat.N_QUADS)
    return total


def keep(triples: int, folder: Path) -> int:
    """Keep such a graph in a folder that pyoxigraph opens; the number of its statements.

    It is written in bulk, past the checks of `Store.replace`, and as that leaves it: the merge of all named graphs is
    the default graph.
    """
    total = 0

    def both() -> Iterator[ox.Quad]:
        nonlocal total
        for quad in graph(triples):
            total += 1
            yield quad
            yield ox.Quad(quad.subject, quad.predicate, quad.object)

    store = ox.Store(str(folder))
    store.bulk_extend(both())
    store.optimize()
    store.flush()
    return total


def published(triples: int, folder: Path) -> EmbeddedReader:
    """A reader of a store in `folder`, which is made, whose first generation is a generated graph."""
    folder.mkdir(parents=True, exist_ok=True)
    keep(triples, folder / STORE)
    store = EmbeddedStore(folder)
    store.publish()
    store.close()
    return EmbeddedReader.of_folder(folder)


def values(question: Question, decisions: int, draws: int) -> list[dict[str, str]]:
    """Parameters to ask a question with: `draws` sets, drawn evenly from a graph of so many decisions."""
    return [{p.name: _value(p, n, decisions) for p in question.parameters if p.required} for n in range(draws)]


def _value(parameter: Parameter, draw: int, decisions: int) -> str:
    """A drawn value; the question's own example for what the generated graph does not vary."""
    rng = random.Random(f"{parameter.name} {draw}")  # noqa: S311  nothing secret is drawn
    which = rng.randrange(decisions)
    path = path_of(which)
    drawn = {
        "decision": path, "text": path, "cited": path, "element": f"{path}/3.b", "thing": f"{path}/3.b",
        "session": str(which % len(SESSIONS) + 1), "body": "cop", "actor": rng.choice(ACTORS),
        "meeting": f"cop-{which % len(SESSIONS) + 1}", "subject": rng.choice(SUBJECTS), "programme": "MNT",
        "concept": f"vocab/subjects/{rng.choice(SUBJECTS)}", "scheme": "vocab/programmes",
        "target": f"vocab/aichi/{which % 20 + 1}", "from": "2011-04-01", "to": "2011-06-30", "on": "2011-06-30",
        "symbol": _label(which),
    }  # fmt: skip
    return drawn.get(parameter.name, parameter.example)


def path_of(n: int) -> str:
    """The path of the decision of this number, from 0."""
    return f"decision/cop/{n % len(SESSIONS) + 1}/{n // len(SESSIONS) + 1}"


def _label(n: int) -> str:
    return f"{n % len(SESSIONS) + 1}/{n // len(SESSIONS) + 1}"


@dataclass(frozen=True, slots=True)
class _Statements:
    """The statements of one named graph."""

    name: str

    def say(self, subject: str, term: str, value: str | ox.Literal) -> ox.Quad:
        """One statement; paths are under the base, `term` is a prefixed name, as is a value with a colon."""
        target = value if isinstance(value, ox.Literal) else _node(value)
        return ox.Quad(_node(subject), _node(term), target, _node(self.name))


def _node(name: str) -> ox.NamedNode:
    prefix, colon, local = name.partition(":")
    return ox.NamedNode(_KNOWN[prefix] + local if colon and prefix in _KNOWN else _NAMES.iri(name))


class _Decision:
    """The nth decision: about 45 elements in two languages, a note that reports on it, activities in response."""

    def __init__(self, n: int) -> None:
        self.n, self.path, self.session = n, path_of(n), n % len(SESSIONS) + 1
        self.rng = random.Random(n)  # noqa: S311  nothing secret is drawn
        self.shape = [(p, self.rng.randrange(6)) for p in range(1, self.rng.randrange(10, 16))]
        self.shape[2] = (3, 4)

    def quads(self) -> Iterator[ox.Quad]:
        """Its language versions, what reading found, its note, its activities."""
        for language in LANGUAGES:
            self.rng.seed(self.n)
            yield from self._version(language)
        yield from self._note()
        if self.n % 2 == 0:
            yield from self._activities()

    def _version(self, language: str) -> Iterator[ox.Quad]:
        version = f"{self.path}/{language}"
        said = _Statements(version)
        yield from self._text(said, version, language)
        order = count(2)
        for paragraph, items in self.shape:
            place = f"{self.path}/{paragraph}"
            act = self.rng.choice(ACTIONS)
            actor = self.rng.choice(ACTORS)
            yield from self._element(said, place, self.path, next(order), language, act, actor)
            for letter in "abcdef"[:items]:
                yield from self._element(said, f"{place}.{letter}", place, next(order), language, act, actor)

    def _text(self, said: _Statements, version: str, language: str) -> Iterator[ox.Quad]:
        title = ox.Literal(self._words(6), language=language)
        for term, value in (
            ("rdf:type", "chm:Decision"), ("rdf:type", "eli:LegalResource"), ("dcterms:title", title),
            ("dcterms:identifier", _plain(_label(self.n))),
            ("chm:body", "vocab/bodies/cop"), ("chm:session", ox.Literal(self.session)),
            ("chm:number", _plain(str(self.n // len(SESSIONS) + 1))), ("eli:is_realized_by", version),
            ("chm:adoptedAt", f"vocab/meetings/cop-{self.session}"),
        ):  # fmt: skip
            yield said.say(self.path, term, value)
        yield from _provenance(said, version, language)
        for term, value in (
            ("rdf:type", "eli:LegalExpression"), ("eli:realizes", self.path), ("dcterms:language", _plain(language)),
            ("dcterms:title", title),
        ):  # fmt: skip
            yield said.say(version, term, value)
        for n in range(1, 6):
            node = f"{version}#unparsed-{n}"
            for term, value in (
                ("rdf:type", "chm:Unparsed"), ("dcterms:isPartOf", version), ("chm:exact", _plain(f"Page {n}")),
                ("chm:reason", _plain("page number")), ("chm:line", ox.Literal(40 * n)), ("chm:page", ox.Literal(n)),
            ):  # fmt: skip
                yield said.say(node, term, value)

    def _element(
        self, said: _Statements, place: str, parent: str, order: int, language: str, act: tuple[str, int], actor: str
    ) -> Iterator[ox.Quad]:
        path = place.removeprefix(f"{self.path}/")
        action, strength = act
        kind = "chm:Item" if "." in path else "chm:Paragraph"
        for term, value in (
            ("rdf:type", "chm:Element"), ("rdf:type", kind), ("chm:path", _plain(path)), ("chm:number", _plain(path)),
            ("chm:order", ox.Literal(order)), ("chm:text", ox.Literal(self._words(25), language=language)),
            ("eli:is_part_of", parent), ("chm:inText", self.path), ("chm:inDecision", self.path),
            ("chm:action", f"vocab/actions/{action}"), ("chm:strength", ox.Literal(strength)),
            ("chm:addressee", f"vocab/actors/{actor}"),
        ):  # fmt: skip
            yield said.say(place, term, value)
        name = f"{said.name}#{path}"
        yield from _mention(said, f"{name}-action-1", place, "chm:action", action, f"vocab/actions/{action}")
        yield from _mention(said, f"{name}-addressee-1", place, "chm:addressee", actor, f"vocab/actors/{actor}")
        yield from self._links(said, place, name, language)

    def _links(self, said: _Statements, place: str, name: str, language: str) -> Iterator[ox.Quad]:
        """What an element cites, is about, serves and is due by; the zh versions cite a little less."""
        chance = self.rng.random()
        cited = f"{path_of(self.rng.randrange(self.n + 1))}/3.b"
        subject = f"vocab/subjects/{self.rng.choice(SUBJECTS)}"
        component = f"vocab/programmes/{self.rng.choice(COMPONENTS)}"
        if chance < (0.4 if language == "en" else 0.38):
            yield said.say(place, "eli:cites", cited)
            yield from _mention(said, f"{name}-citation-1", place, "eli:cites", cited, cited)
            found = ("resolved", "resolved", "resolved", "dangling", "suspect")[self.n % 5]
            yield _Statements("derived/resolution").say(f"{name}-citation-1", "chm:resolution", _plain(found))
        if 0.2 < chance < 0.7:
            yield said.say(place, "dcterms:subject", subject)
            yield from _mention(said, f"{name}-subject-1", place, "dcterms:subject", subject, subject)
        if chance > 0.95:
            yield said.say(place, "chm:serves", component)
        if 0.5 < chance < 0.6:
            due = f"{name}-deadline-1"
            yield said.say(place, "chm:deadline", due)
            yield from _mention(said, due, place, "chm:deadline", "at its next meeting", None)
            yield said.say(due, "rdf:type", "chm:Deadline")
            yield said.say(due, "chm:meeting", f"vocab/meetings/cop-{min(self.session + 1, 16)}")
        if language == "en" and chance > 0.9:
            likely, node = _Statements(f"candidates/{said.name}"), f"candidates/{name}"
            yield likely.say(node, "rdf:type", "chm:Candidate")
            yield likely.say(node, "chm:from", place)
            yield likely.say(node, "chm:to", "vocab/chm/1.1")
            yield likely.say(node, "chm:score", ox.Literal(round(chance, 2)))
            yield likely.say(node, "chm:reason", _plain("words in common"))

    def _note(self) -> Iterator[ox.Quad]:
        """A note before the next meeting with one paragraph for each third of the decision."""
        note = f"document/UNEP_CBD_COP_{self.session + 1}_{self.n}"
        version = f"{note}/en"
        said = _Statements(version)
        yield said.say(note, "rdf:type", "chm:Document")
        yield said.say(note, "dcterms:identifier", _plain(note.removeprefix("document/").replace("_", "/")))
        yield said.say(note, "eli:is_realized_by", version)
        yield said.say(version, "eli:realizes", note)
        yield said.say(version, "dcterms:language", _plain("en"))
        yield from _provenance(said, version, "en")
        for order, (paragraph, _) in enumerate(self.shape[::3], 1):
            place = f"{note}/{order}"
            for term, value in (
                ("rdf:type", "chm:Element"), ("rdf:type", "chm:Paragraph"), ("chm:order", ox.Literal(order)),
                ("chm:text", ox.Literal(self._words(60), language="en")), ("eli:is_part_of", note),
                ("chm:inText", note), ("chm:reportsOn", f"{self.path}/{paragraph}"), ("eli:cites", self.path),
            ):  # fmt: skip
                yield said.say(place, term, value)

    def _activities(self) -> Iterator[ox.Quad]:
        said = _Statements(f"source/calendar-{self.session}")
        for n in range(self.rng.randrange(1, 4)):
            name = f"A-{self.n}-{n}"
            record = f"record/calendar/{name}"
            month = self.rng.randrange(1, 12)
            year = 2008 + self.session % 8
            for term, value in (
                ("rdf:type", "chm:Activity"), ("rdf:type", "prov:Activity"), ("dcterms:identifier", _plain(name)),
                ("dcterms:title", ox.Literal(self._words(8), language="en")), ("chm:row", ox.Literal(n + 2)),
                ("chm:respondsTo", f"{self.path}/{self.rng.choice(self.shape)[0]}"),
                ("chm:activityStatus", f"vocab/activity-statuses/{self.rng.choice(_STATUSES)}"),
                ("chm:responsibleUnit", _plain(self.rng.choice(_UNITS))),
                ("schema:startDate", _date(f"{year}-{month:02}-01")),
                ("schema:endDate", _date(f"{year}-{month + 1:02}-28")),
                ("dcterms:subject", f"vocab/subjects/{self.rng.choice(SUBJECTS)}"),
                ("chm:serves", f"vocab/aichi/{self.rng.randrange(1, 21)}"), ("chm:mandatedBy", self.path),
            ):  # fmt: skip
                yield said.say(record, term, value)

    def _words(self, number: int) -> str:
        return " ".join(self.rng.choices(_WORDS, k=number))


def _provenance(said: _Statements, version: str, language: str) -> Iterator[ox.Quad]:
    for term, value in (
        ("rdf:type", "prov:Entity"), ("rdf:type", "chm:SourceGraph"), ("prov:wasDerivedFrom", f"{version}#file"),
        ("prov:generatedAtTime", ox.Literal("2026-01-01T00:00:00Z", datatype=_XSD_TIME)),
        ("chm:sha256", _plain(sha256(version.encode()).hexdigest())), ("chm:reader", _plain("chm-graph 0.1.0 plain")),
    ):  # fmt: skip
        yield said.say(version, term, value)
    yield said.say(f"{version}#file", "chm:file", _plain(f"{version.replace('/', '-')}.{language}.txt"))
    yield said.say(f"{version}#file", "dcterms:format", _plain("text/plain"))


def _mention(
    said: _Statements, node: str, element: str, link: str, words: str, target: str | None
) -> Iterator[ox.Quad]:
    for term, value in (
        ("rdf:type", "chm:Mention"), ("chm:inElement", element), ("chm:evidenceFor", element), ("chm:link", link),
        ("chm:exact", _plain(words)), ("chm:start", ox.Literal(0)), ("chm:end", ox.Literal(len(words))),
    ):  # fmt: skip
        yield said.say(node, term, value)
    if target:
        yield said.say(node, "chm:target", target)


def _plain(text: str) -> ox.Literal:
    return ox.Literal(text)


def _date(day: str) -> ox.Literal:
    return ox.Literal(day, datatype=_XSD_DATE)
