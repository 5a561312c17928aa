"""JSON-LD compacted by hand against `ontology/contexts/v1/chm.jsonld`: the engine writes expanded JSON-LD only.

A document is the thing itself, its parts inside of it, other nodes under `@included` (JSON-LD 1.1). A test with PyLD
holds it to the published context: read back, it is the same graph as the Turtle.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import orjson
import pyoxigraph as ox

from graph.namespaces import Names
from graph.rooms import room

CONTEXT = "contexts/v1/chm.jsonld"
_XSD = "http://www.w3.org/2001/XMLSchema#"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_NATIVE = {f"{_XSD}boolean": {"true": True, "false": False}}
_PART_OF = "http://data.europa.eu/eli/ontology#is_part_of"
Json = dict[str, Any]
Node = ox.NamedNode | ox.BlankNode | ox.Triple


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the context: its name, the type of its values (`@id`, a datatype, None), how they are kept."""

    name: str
    type: str | None = None
    containers: frozenset[str] = frozenset()
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """What of a context is needed to compact: IRI to terms, IRI to the term that reads it backwards, prefix to
    namespace, the aliases of keywords."""

    terms: Mapping[str, tuple[Term, ...]]
    reverse: Mapping[str, str]
    prefixes: Mapping[str, str]
    keywords: Mapping[str, str]

    def keyword(self, name: str) -> str:
        """The alias of a keyword, `id` for `@id` where the context has one."""
        return self.keywords.get(name, name)

    def compact(self, iri: str) -> str:
        """The IRI as the name of a term or a prefixed name; whole where neither fits."""
        for term in self.terms.get(iri, ()):
            if term.type is None and not term.containers:
                return term.name
        for prefix, namespace in self.prefixes.items():
            rest = iri[len(namespace) :]
            if iri.startswith(namespace) and rest and not rest.startswith("//"):
                return f"{prefix}:{rest}"
        return iri


def context_file() -> bytes:
    """The published context as it is written, with the default base."""
    return (room("ontology") / CONTEXT).read_bytes()


@lru_cache(maxsize=4)
def context(names: Names) -> Context:
    """The published context, read for compaction."""
    entries: Json = json.loads(names.rebase(context_file().decode()))["@context"]
    plain = {name: value for name, value in entries.items() if isinstance(value, str) and not name.startswith("@")}
    keywords = {value: name for name, value in plain.items() if value.startswith("@")}
    prefixes = {name: value for name, value in plain.items() if value.endswith(("#", "/", "_"))}
    terms: dict[str, list[Term]] = defaultdict(list)
    reverse: dict[str, str] = {}
    for name, value in entries.items():
        if name.startswith("@") or name in prefixes or name in keywords.values() or not value:
            continue
        entry = {"@id": value} if isinstance(value, str) else value
        iri = _expanded(entry.get("@reverse") or entry.get("@id", name), prefixes, entries.get("@vocab", ""))
        if "@reverse" in entry:
            reverse[iri] = name
        else:
            terms[iri].append(_term(name, entry, prefixes, entries))
    return Context({iri: tuple(found) for iri, found in terms.items()}, reverse, prefixes, keywords)


def _term(name: str, entry: Json, prefixes: Mapping[str, str], entries: Json) -> Term:
    container = entry.get("@container", [])
    containers = frozenset([container] if isinstance(container, str) else container)
    kind = entry.get("@type")
    kind = kind if kind is None or kind.startswith("@") else _expanded(kind, prefixes, "")
    return Term(name, kind, containers, entry.get("@language", entries.get("@language")))


def _expanded(iri: str, prefixes: Mapping[str, str], vocab: str) -> str:
    prefix, colon, name = iri.partition(":")
    if colon and prefix in prefixes and not name.startswith("//"):
        return prefixes[prefix] + name
    return iri if colon else vocab + iri


def document(subject: str, triples: Iterable[ox.Triple], names: Names) -> bytes:
    """The JSON-LD document of a thing (its IRI) from the triples of its description, as UTF-8.

    What belongs to it stands inside of it: `elements` of a text, `hasPart` and `evidence` of an element; any other node
    stands under `@included`.
    """
    nodes: dict[Node, list[ox.Triple]] = defaultdict(list)
    for triple in triples:
        nodes[triple.subject].append(triple)
    writer = _Writer(context(names), nodes, names)
    body: Json = {"@context": names.iri(CONTEXT), **writer.node(ox.NamedNode(subject))}
    if others := writer.others():
        body["@included"] = others
    return orjson.dumps(body, option=orjson.OPT_INDENT_2)


class _Writer:
    """Writes nodes with the terms of one context, each once."""

    def __init__(self, terms: Context, nodes: Mapping[Node, list[ox.Triple]], names: Names) -> None:
        self._context, self._nodes = terms, nodes
        self._left = dict.fromkeys(nodes)
        self._nested = [names.term("inText"), _PART_OF, names.term("evidenceFor")]
        self._inside: dict[tuple[Node, str], list[Node]] = defaultdict(list)
        for triples in nodes.values():
            for triple in triples:
                if triple.predicate.value in self._nested and isinstance(triple.object, ox.NamedNode):
                    self._inside[triple.object, triple.predicate.value].append(triple.subject)

    def others(self) -> list[Json]:
        """The nodes that nothing written so far holds."""
        found = []
        while self._left:
            found.append(self.node(next(iter(self._left))))
        return found

    def node(self, subject: Node, holder: tuple[str, Node] | None = None) -> Json:
        """A node object: id, type, then properties in the order found, then what belongs to it.

        `holder` is the property and object that its place in the document says already.
        """
        self._left.pop(subject, None)
        found: Json = {self._context.keyword("@id"): _identity(subject)}
        for triple in self._nodes.get(subject, ()):
            if (triple.predicate.value, triple.object) == holder:
                continue
            if triple.predicate.value == _TYPE and isinstance(triple.object, ox.NamedNode):
                kinds = found.setdefault(self._context.keyword("@type"), [])
                kinds.append(self._context.compact(triple.object.value))
            else:
                self._say(found, triple.predicate.value, triple.object)
        self._hold(found, subject)
        return found

    def _hold(self, found: Json, subject: Node) -> None:
        for predicate in self._nested:
            term = self._context.reverse.get(predicate)
            held = [each for each in self._inside.get((subject, predicate), ()) if each in self._left]
            if term and held:
                # taken at once: the elements of a text stand in one list, not inside of each other
                for each in held:
                    self._left.pop(each)
                found[term] = [self.node(each, (predicate, subject)) for each in held]

    def _say(self, node: Json, predicate: str, value: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> None:
        for term in self._context.terms.get(predicate, ()):
            if (written := _fitted(term, value)) is not None:
                self._put(node, term, written)
                return
        _add(node, self._context.compact(predicate), _full(value), many=False)

    @staticmethod
    def _put(node: Json, term: Term, value: Any) -> None:
        if "@language" in term.containers:
            language, text = value
            _add(node.setdefault(term.name, {}), language, text, many="@set" in term.containers)
        else:
            _add(node, term.name, value, many="@set" in term.containers)


def _identity(node: Node) -> str:
    return node.value if isinstance(node, ox.NamedNode) else str(node)


def _add(node: Json, name: str, value: Any, *, many: bool) -> None:
    """One value stands alone, several in a list; a term that is always a set begins as one."""
    if name not in node:
        node[name] = [value] if many else value
    elif isinstance(node[name], list):
        node[name].append(value)
    else:
        node[name] = [node[name], value]


def _fitted(term: Term, value: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Any:
    """The value as the term writes it; None when the term cannot say it."""
    if not isinstance(value, ox.Literal):
        return _identity(value) if term.type == "@id" else None
    if "@language" in term.containers:
        return (value.language, value.value) if value.language else None
    if term.type is not None:
        return value.value if term.type == value.datatype.value and not value.language else None
    return _untyped(term, value)


def _untyped(term: Term, value: ox.Literal) -> Any:
    if value.language:
        return value.value if term.language == value.language else _full(value)
    if value.datatype.value == f"{_XSD}string":
        return value.value if term.language is None else _full(value)
    return _full(value)


def _full(value: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Any:
    """A value that needs no term to be read: an object, or the plain JSON of an integer or truth value."""
    if not isinstance(value, ox.Literal):
        return {"@id": _identity(value)}
    if value.language:
        return {"@value": value.value, "@language": value.language}
    kind = value.datatype.value
    if kind == f"{_XSD}string":
        return {"@value": value.value}
    if kind == f"{_XSD}integer" and str(_integer(value.value)) == value.value:
        return _integer(value.value)
    return _NATIVE.get(kind, {}).get(value.value, {"@value": value.value, "@type": kind})


def _integer(text: str) -> int | None:
    return int(text) if text.lstrip("-").isdecimal() else None
