"""The describe stage: a text and what was found in it become the triples of its source graph (docs/ontology.md).

A link is a plain triple on the paragraph; its evidence is a mention node beside it, named under the language version.
Reads: elements, leftovers, findings. Writes: triples of the source graph, triples of its candidates, both as text.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import pyoxigraph as ox

from graph.identifiers import Decision, OutsideAct, Recommendation, of_path, official_page
from graph.namespaces import Names
from graph.ntriples import NTriples, literal, written
from loaders.findings import Addressee, Citation, Deadline, Deed, Findings, Resolution, Span, StatusChange
from loaders.provenance import provenance_triples
from loaders.text import Element, Text

_CLASSES = {Decision: "chm:Decision", OutsideAct: "chm:Decision", Recommendation: "chm:Recommendation"}


@dataclass(frozen=True, slots=True)
class Described:
    """The graph of a language version and, apart from it, the graph of its candidate links: paths and triples."""

    path: str
    triples: NTriples
    candidates_path: str
    candidates: NTriples


def describe(text: Text, reader: str, names: Names, at: datetime) -> Described:
    """The triples of a text. `reader` as in `provenance.reader_name`, `at` an aware time."""
    writer = _Writer(text, names)
    writer.text_itself()
    for order, element in enumerate(text.elements, 1):
        writer.element(element, order)
    for path, findings in text.findings.items():
        writer.findings(path, findings)
    writer.leftovers()
    provenance = written(provenance_triples(writer.graph, text.source, reader, names, at))
    triples = NTriples.of((*provenance.lines(), *writer.lines))
    return Described(text.expression, triples, f"candidates/{text.expression}", NTriples.of(writer.candidates()))


class _Nodes(dict[str, str]):
    """Named nodes as they are written, by what the writer calls them; each is made once."""

    def __init__(self, names: Names) -> None:
        self._names, self._prefixes = names, names.prefixes()

    def __missing__(self, iri: str) -> str:
        prefix, _, name = iri.partition(":")
        if prefix in self._prefixes and not name.startswith("//"):
            whole = self._prefixes[prefix] + name
        else:
            whole = iri if "://" in iri else self._names.iri(iri)
        self[iri] = told = str(ox.NamedNode(whole))
        return told


class _Writer:
    """Collects the triples of one text, a line each; its short methods name the properties."""

    def __init__(self, text: Text, names: Names) -> None:
        self.text, self.names = text, names
        self.graph = names.iri(text.expression)
        self.subject = names.iri(text.identifier)
        self.of_decision = type(of_path(text.identifier)) in _CLASSES
        self.lines: list[str] = []
        self._nodes = _Nodes(names)
        self._kinds = {kind: f"^^{self.node(f'xsd:{kind}')}" for kind in ("integer", "boolean")}
        self._tag = str(ox.Literal("", language=text.language)).removeprefix('""')

    def node(self, iri: str) -> str:
        """A named node in angles; `prefix:name` for terms, else anything with a scheme, or a path under the base."""
        return self._nodes[iri]

    def say(self, subject: str, predicate: str, value: str) -> None:
        self.lines.append(f"{self._nodes[subject]} {self._nodes[predicate]} {value} .")

    def link(self, subject: str, predicate: str, target: str) -> None:
        self.say(subject, predicate, self.node(target))

    def plain(self, subject: str, predicate: str, value: str | int) -> None:
        self.say(subject, predicate, self.literal(value))

    def literal(self, value: str | int) -> str:
        if isinstance(value, str):
            return literal(value)
        told = str(value).lower()
        return literal(told, self._kinds["boolean" if isinstance(value, bool) else "integer"])

    def typed(self, subject: str, predicate: str, value: str, datatype: str) -> None:
        self.say(subject, predicate, literal(value, f"^^{self.node(datatype)}"))

    def spoken(self, subject: str, predicate: str, value: str) -> None:
        self.say(subject, predicate, literal(value, self._tag))

    def text_itself(self) -> None:
        """The text, independent of its language, and the language version that the graph is."""
        known = of_path(self.text.identifier)
        kind = _CLASSES.get(type(known), "chm:Document")
        self.link(self.subject, "rdf:type", kind)
        self.link(self.subject, "rdf:type", "eli:LegalResource")
        self.plain(self.subject, "dcterms:identifier", known.label)
        if self.text.symbol:
            self.plain(self.subject, "chm:symbol", self.text.symbol)
        if isinstance(known, Decision | Recommendation | OutsideAct):
            self._act_of_a_body(known)
        if self.text.adopted or self.text.issued:
            self.typed(self.subject, "dcterms:issued", self.text.adopted or self.text.issued or "", "xsd:date")
        if page := official_page(known):
            self.link(self.subject, "foaf:page", page)
        self.link(self.subject, "eli:is_realized_by", self.graph)
        self.link(self.graph, "rdf:type", "eli:LegalExpression")
        self.link(self.graph, "eli:realizes", self.subject)
        self.plain(self.graph, "dcterms:language", self.text.language)
        if self.text.title:
            self.spoken(self.subject, "dcterms:title", self.text.title)
            self.spoken(self.graph, "dcterms:title", self.text.title)
        if self.text.restatement:
            self.plain(self.graph, "chm:restatement", True)

    def _act_of_a_body(self, known: Decision | Recommendation | OutsideAct) -> None:
        self.link(self.subject, "chm:body", f"vocab/bodies/{known.body}")
        if not isinstance(known, OutsideAct):
            self.link(self.subject, "chm:adoptedAt", f"vocab/meetings/{known.body}-{known.session}")
        self.plain(self.subject, "chm:session", known.session)
        self.plain(self.subject, "chm:number", str(known.number))

    def element(self, element: Element, order: int) -> None:
        """An element, its place and its words; its relations come with the findings."""
        iri = self.element_iri(element.path)
        self.link(iri, "rdf:type", "chm:Element")
        self.link(iri, "rdf:type", f"chm:{element.kind.value.capitalize()}")
        self.plain(iri, "chm:path", element.path)
        self.plain(iri, "chm:order", order)
        if element.number:
            self.plain(iri, "chm:number", element.number)
        if element.text:
            self.spoken(iri, "chm:text", element.text)
        self.link(iri, "eli:is_part_of", self.element_iri(element.parent) if element.parent else self.subject)
        self.link(iri, "chm:inText", self.subject)
        if self.of_decision:
            self.link(iri, "chm:inDecision", self.subject)
        for _, note in element.notes:
            self.link(iri, "chm:hasNote", self.element_iri(note))

    def element_iri(self, path: str) -> str:
        return f"{self.subject}/{path}"

    def findings(self, path: str, findings: Findings) -> None:
        """What was found in an element: each link as a triple, each with its evidence."""
        iri = self.element_iri(path)
        for n, act in enumerate(findings.actions, 1):
            target = f"vocab/actions/{act.code}"
            self.link(iri, "chm:action", target)
            self.evidence(f"{path}-action-{n}", act.origin, path, "chm:action", act.span, target)
        if findings.actions:
            self.plain(iri, "chm:strength", max(act.strength for act in findings.actions))
        for n, who in enumerate(findings.addressees, 1):
            self._addressee(path, n, who)
        for n, cited in enumerate(findings.citations, 1):
            self._citation(path, n, cited)
        for n, due in enumerate(findings.deadlines, 1):
            self._deadline(path, n, due)
        for relation in findings.relations:
            self.link(iri, f"chm:{relation.property}", relation.target)
        for told in findings.asserted:
            self.link(iri, told.property, told.target)
        for n, change in enumerate(findings.statuses, 1):
            self._status(path, n, change)
        self._reported(path, findings)
        self._simple(path, findings)

    def _reported(self, path: str, findings: Findings) -> None:
        for n, report in enumerate(findings.reports, 1):
            self.link(self.element_iri(path), "chm:reportsOn", report.target)
            self.evidence(f"{path}-report-{n}", report.origin, path, "chm:reportsOn", report.span, report.target)
        for deed in findings.deeds:
            self._deed(path, deed)

    def _deed(self, path: str, deed: Deed) -> None:
        """An activity that was read from a sentence, with the sentence and the date in it as evidence."""
        own = f"{path}/{deed.name}"
        iri = self.element_iri(own)
        for kind in ("chm:Activity", "chm:ReportedActivity"):
            self.link(iri, "rdf:type", kind)
        self.plain(iri, "dcterms:identifier", f"{self.text.identifier.partition('/')[2]}/{own}")
        self.spoken(iri, "dcterms:title", deed.span.exact)
        self.typed(iri, "schema:startDate", deed.start, "xsd:date")
        self.typed(iri, "schema:endDate", deed.end, "xsd:date")
        for code in deed.actors:
            self.link(iri, "prov:wasAssociatedWith", f"vocab/actors/{code}")
        for n, target in enumerate(deed.targets, 1):
            self.link(iri, "chm:respondsTo", target)
            node = self.evidence(f"{path}-{deed.name}-{n}", path, own, "chm:respondsTo", deed.span, target)
            self.link(iri, "prov:wasDerivedFrom", node)
        self.evidence(f"{path}-{deed.name}-date", path, own, "schema:startDate", deed.date, None)

    def _addressee(self, path: str, n: int, who: Addressee) -> None:
        target = f"vocab/actors/{who.code}"
        self.link(self.element_iri(path), "chm:addressee", target)
        self.evidence(f"{path}-addressee-{n}", who.origin, path, "chm:addressee", who.span, target)

    def _citation(self, path: str, n: int, cited: Citation) -> None:
        iri = self.element_iri(path)
        node = self.evidence(f"{path}-citation-{n}", path, path, "eli:cites", cited.span, cited.target)
        if cited.resolution is not Resolution.RESOLVED:
            self.plain(node, "chm:resolution", cited.resolution.value)
        if cited.suspected:
            self.link(node, "chm:suspected", cited.suspected)
        if cited.reason:
            self.plain(node, "chm:reason", cited.reason)
        if cited.target:
            self.link(iri, "eli:cites", cited.target)

    def _status(self, path: str, n: int, change: StatusChange) -> None:
        """A status is said of what gets it, here or in another text; the mention says who gave it, and when."""
        self.link(change.target, "chm:status", change.status)
        node = self.evidence(f"{path}-status-{n}", path, path, "chm:status", change.span, change.target)
        self.link(node, "chm:givenStatus", change.status)
        if change.since:
            self.typed(node, "chm:since", change.since, "xsd:date")

    def _deadline(self, path: str, n: int, due: Deadline) -> None:
        node = self.evidence(f"{path}-deadline-{n}", path, path, "chm:deadline", due.span, None)
        self.link(self.element_iri(path), "chm:deadline", node)
        self.link(node, "rdf:type", "chm:Deadline")
        if due.meeting:
            self.link(node, "chm:meeting", f"vocab/meetings/{due.meeting.replace('/', '-')}")
        if due.date:
            self.typed(node, "chm:date", due.date, _date_type(due.date))
        if due.period:
            self.typed(node, "chm:period", due.period, "xsd:duration")

    def _simple(self, path: str, findings: Findings) -> None:
        iri = self.element_iri(path)
        groups: tuple[tuple[str, str, list[tuple[Span, str]]], ...] = (
            ("subject", "dcterms:subject", [(found.span, found.concept) for found in findings.subjects]),
            ("serves", "chm:serves", [(found.span, found.target) for found in findings.serves]),
        )
        for name, predicate, links in groups:
            for n, (span, target) in enumerate(links, 1):
                self.link(iri, predicate, target)
                self.evidence(f"{path}-{name}-{n}", path, path, predicate, span, target)

    def evidence(self, name: str, origin: str, path: str, predicate: str, span: Span, target: str | None) -> str:
        """The mention beside a link: the words, where they stand, what they were taken to mean."""
        node = f"{self.graph}#{name}"
        mention, known, number = f"<{node}>", self._nodes, self._kinds["integer"]
        known[node] = mention
        self.lines += (
            f"{mention} {known['rdf:type']} {known['chm:Mention']} .",
            f"{mention} {known['chm:inElement']} {known[self.element_iri(origin)]} .",
            f"{mention} {known['chm:evidenceFor']} {known[self.element_iri(path)]} .",
            f"{mention} {known['chm:link']} {known[predicate]} .",
            f"{mention} {known['chm:exact']} {literal(span.exact)} .",
            f'{mention} {known["chm:start"]} "{span.start}"{number} .',
            f'{mention} {known["chm:end"]} "{span.end}"{number} .',
        )
        if target:
            self.lines.append(f"{mention} {known['chm:target']} {known[target]} .")
        return node

    def leftovers(self) -> None:
        """Characters that belong to no element, kept as data."""
        for n, left in enumerate(self.text.unparsed, 1):
            node = f"{self.graph}#unparsed-{n}"
            self.link(node, "rdf:type", "chm:Unparsed")
            self.link(node, "dcterms:isPartOf", self.graph)
            self.plain(node, "chm:exact", left.text)
            self.plain(node, "chm:reason", left.reason)
            self.plain(node, "chm:line", left.line)
            self.plain(node, "chm:page", left.page)

    def candidates(self) -> list[str]:
        """Likely links that nobody asserted, for a graph of their own."""
        before, self.lines = self.lines, []
        for path, findings in self.text.findings.items():
            for n, likely in enumerate(findings.candidates, 1):
                node = f"{self.names.iri('candidates/' + self.text.expression)}#{path}-{n}"
                self.link(node, "rdf:type", "chm:Candidate")
                self.link(node, "chm:from", self.element_iri(likely.origin))
                self.link(node, "chm:to", likely.target)
                self.typed(node, "chm:score", f"{likely.score:.3f}", "xsd:decimal")
                self.plain(node, "chm:reason", likely.reason)
        found, self.lines = self.lines, before
        return found


def _date_type(date: str) -> str:
    return {4: "xsd:gYear", 7: "xsd:gYearMonth"}.get(len(date), "xsd:date")
