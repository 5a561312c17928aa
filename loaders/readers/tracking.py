"""The JSON of the Secretariat's decision-tracking tool: a decision as a tree of nodes, each with its words in several
languages and what the Secretariat says of it (reference: scbd/www.cbd.int, app/views/decisions, 2026).

One record gives one text for each language that its nodes have. Levels (annex, section, paragraph, item, subitem) give
the addresses; a node without level is enacting words, a recital, a heading or words after a list. Statuses, actors,
subjects, targets, related things and outcomes are asserted by the record: they stand without words as evidence, since
the record has none. What the record says of the whole decision stands on its title. Fields without a place in the
graph are kept as leftovers.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graph.errors import IdentifierError, SourceError
from graph.identifiers import LANGUAGES, Concept, Decision, parse
from loaders.findings import Assertion, Findings
from loaders.languages import languages
from loaders.readers.fragments import words_in
from loaders.readers.plain import decode
from loaders.structure.assemble import assemble
from loaders.structure.headings import heading_like
from loaders.structure.marks import readings, to_roman
from loaders.text import Leftover, Node, Role, Source, Text

_DECISION = {"body", "session", "decision", "nodes"}
_BODIES = {"cop": "cop", "excop": "excop", "cp-mop": "cp-mop", "np-mop": "np-mop", "np/cop-mop": "np-mop"}
_ACTORS = {
    "organizations": "relevant-organizations",
    "int-organizations": "international-organizations",
    "inter-gov-organizations": "intergov-organizations",
    "economic-organizations": "reio",
    "executive-director": "unep-ed",
    "es": "executive-secretary",
}
"""Codes of the tool that the vocabulary of actors spells otherwise; all others are the same in lower case."""

_TARGETS = ("aichiTargets", "gbfTargets", "gbfGoals")
_RELATED = ("decisions", "documents", "meetings", "notifications")
_KEPT = ("type", "statusInfo", "elementStatusDetails", "actorsInfo", "notes", "files", "elementTimelineDate")
_CHILDREN = ("nodes", "children")
_LETTERS = 26

Json = Mapping[str, Any]


def is_tracking(data: bytes) -> bool:
    """Whether bytes look like a record of the tool, or a list of them."""
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")
    return start[:1] in (b"{", b"[") and all(f'"{name}"'.encode() in data for name in _DECISION)


def read_tracking(
    data: bytes, source: Source, exists: Callable[[str], bool], wanted: str | None = None
) -> tuple[Text, ...]:
    """The texts of a record or a list of records: one for each language, or only the `wanted` one.

    `exists` tells whether the vocabulary has a concept. Raises SourceError for JSON that is broken, or no such record.
    """
    try:
        content = json.loads(decode(data, source.file))
    except json.JSONDecodeError as fault:
        reason, place = f"not JSON: {fault.msg}", f"line {fault.lineno}"
        raise SourceError(source.file, reason, place=place, remedy="export the record again") from fault
    records = content if isinstance(content, list) else [content]
    texts = tuple(text for record in records for text in _Record(record, source, exists).texts(wanted))
    if not texts:
        raise SourceError(
            source.file, "no node has words", place="whole text", remedy="export the record with its nodes"
        )
    return texts


@dataclass(slots=True, eq=False)
class _Part:
    """A part of the tree that is being built."""

    role: Role
    slug: str | None = None
    number: str | None = None
    text: str = ""
    line: int = 0
    children: list[_Part] = field(default_factory=list)

    def under(self, role: Role, slug: str, number: str) -> _Part:
        """The child of that address, made where there is none."""
        found = next((child for child in self.children if child.role is role and child.slug == slug), None)
        return found or self.add(_Part(role, slug, number))

    def add(self, child: _Part) -> _Part:
        self.children.append(child)
        return child

    def finish(self) -> Node:
        children = tuple(child.finish() for child in self.children)
        return Node(self.role, self.text, self.number, children, (), self.line, 1, self.slug)


class _Record:
    """One decision of the tool."""

    def __init__(self, record: object, source: Source, exists: Callable[[str], bool]) -> None:
        if not isinstance(record, dict) or not record.keys() >= _DECISION:
            raise SourceError(
                source.file, "no record of the decision-tracking tool", remedy="give body, session, nodes"
            )
        self.record: Json = record
        self.source, self.exists = source, exists
        try:
            body = _BODIES.get(str(record["body"]).lower(), str(record["body"]).lower())
            self.decision = Decision(body, int(record["session"]), int(record["decision"]))
        except (IdentifierError, ValueError) as fault:
            raise SourceError(source.file, str(fault), place="body, session, decision") from fault
        self.nodes = tuple(_in_order(record["nodes"]))
        self.annexes = {node["annex"] for node in self.nodes if node.get("annex")}

    def texts(self, wanted: str | None) -> Iterator[Text]:
        for language in LANGUAGES:
            spoken = any(words_in(node.get("html"), language) for node in self.nodes)
            if spoken and wanted in (None, language):
                yield self._text(language)

    def _text(self, language: str) -> Text:
        assembled = assemble(self._tree(language).finish(), decision=True)
        findings: dict[str, Findings] = {}
        warnings = list(assembled.warnings)
        for element in assembled.elements:
            of = self.nodes[element.line - 1] if element.line else self.record if element.path == "title" else {}
            if asserted := tuple(self._asserted(of, element.path, warnings)):
                findings[element.path] = Findings(asserted=asserted)
        return Text(
            identifier=self.decision.path,
            type="decision",
            language=language,
            title=words_in(self.record.get("title"), language),
            source=self.source,
            elements=assembled.elements,
            unparsed=tuple(self._kept()),
            symbol=str(self.record.get("symbol") or self.decision.symbol),
            findings=findings,
            warnings=tuple(dict.fromkeys(warnings)),
        )

    def _tree(self, language: str) -> _Part:
        root = _Part(Role.ROOT)
        root.add(_Part(Role.TITLE, None, self.decision.label, words_in(self.record.get("title"), language)))
        placed: dict[str, _Part] = {}
        for line, node in enumerate(self.nodes, 1):
            part = self._place(root, node, placed, language)
            words = words_in(node.get("html"), language)
            if part.line or part.text:
                part = (placed.get(str(node.get("parentId"))) or root).add(_Part(part.role, part.slug, part.number))
            part.line, part.text = line, _unmarked(words, part)
            placed[str(node.get("_id"))] = part
        return root

    def _place(self, root: _Part, node: Json, placed: Mapping[str, _Part], language: str) -> _Part:
        """Where a node belongs: at its levels, or beside its neighbours."""
        if not any(node.get(level) for level in ("annex", "section", "paragraph", "item", "subitem")):
            parent = placed.get(str(node.get("parentId"))) or root
            return parent.add(_Part(self._free_role(node, parent, language)))
        part = root
        if annex := node.get("annex"):
            part = part.under(Role.ANNEX, "annex" if self.annexes == {1} else f"annex-{annex}", f"Annex {annex}")
        if section := node.get("section"):
            part = part.under(Role.SECTION, str(section).upper(), f"{str(section).upper()}.")
        if paragraph := node.get("paragraph"):
            part = part.under(Role.PARAGRAPH, str(paragraph), f"{paragraph}.")
        if item := node.get("item"):
            letter = item if isinstance(item, str) and not item.isdigit() else _letter(int(item))
            part = part.under(Role.ITEM, letter, f"({letter})")
        if subitem := node.get("subitem"):
            numeral = to_roman(int(subitem)) if str(subitem).isdigit() else str(subitem)
            part = part.under(Role.ITEM, numeral, f"({numeral})")
        return part

    def _free_role(self, node: Json, parent: _Part, language: str) -> Role:
        """The role of a node without level."""
        words, known = words_in(node.get("html"), language), languages().get(language)
        if known and known.opener(words):
            return Role.OPENING
        if parent.role in (Role.PARAGRAPH, Role.ITEM):
            return Role.WRAP
        heads = known is not None and heading_like(words, known) and not known.preambular.match(words)
        return Role.HEADING if heads else Role.TEXT

    def _asserted(self, of: Json, path: str, warnings: list[str]) -> Iterator[Assertion]:
        """What the record says of an element, as far as the vocabulary has it."""
        for name, link, target in self._concepts(of):
            if target and self.exists(target):
                yield Assertion(link, target)
            else:
                warnings.append(f"{path}: {name} has no concept here")
        for group in (*_RELATED, "outcomes"):
            link = "chm:hasOutcome" if group == "outcomes" else "dcterms:relation"
            for name in of.get(group) or ():
                if target := _thing(str(name)):
                    yield Assertion(link, target)
                else:
                    warnings.append(f"{path}: {group} {name!r} is no identifier and no address")

    @staticmethod
    def _concepts(of: Json) -> Iterator[tuple[str, str, str | None]]:
        """Statuses, actors, subjects and targets: the code, the property, the concept's path."""
        for code in of.get("statuses") or ():
            yield f"status {code}", "chm:status", f"vocab/statuses/{code}"
        for code in of.get("actors") or ():
            actor = str(code).lower()
            yield f"actor {code}", "chm:addressee", f"vocab/actors/{_ACTORS.get(actor, actor)}"
        for code in of.get("subjects") or ():
            yield f"subject {code}", "dcterms:subject", _concept(str(code), "subjects")
        for group in _TARGETS:
            for code in of.get(group) or ():
                yield f"target {code}", "chm:serves", _concept(str(code), group[:5].lower().removesuffix("t"))

    def _kept(self) -> Iterator[Leftover]:
        for line, node in enumerate(self.nodes, 1):
            for name in _KEPT:
                if value := node.get(name):
                    told = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
                    yield Leftover(f"{name}: {told}", "field of the record", line)


def _in_order(nodes: object) -> Iterator[Json]:
    """The nodes of a tree or of a flat list, in reading order; parents are named by `parentId` in both."""
    for node in nodes if isinstance(nodes, Sequence) else ():
        if isinstance(node, dict):
            yield node
            for name in _CHILDREN:
                for child in _in_order(node.get(name)):
                    yield {"parentId": node.get("_id"), **child}


def _letter(value: int) -> str:
    return chr(96 + value) if value <= _LETTERS else chr(96 + value - _LETTERS) * 2


def _concept(code: str, scheme: str) -> str | None:
    try:
        found = parse(code)
    except IdentifierError:
        found = None
    if isinstance(found, Concept):
        return found.path
    return f"vocab/{scheme}/{code}"


def _thing(name: str) -> str | None:
    """The path of what a string names, or the address itself."""
    if re.match(r"https?://\S+$", name):
        return name
    try:
        return parse(name).path
    except IdentifierError:
        return None


def _unmarked(words: str, part: _Part) -> str:
    """The words without the mark that repeats the number of their level."""
    mark = next((mark for mark in readings(words) if mark.label == part.slug), None)
    if mark is None:
        return words
    part.number = mark.printed.strip()
    return words[mark.end :].strip()
