"""The fields of a record that no column reads: kept under the property that `chm:rest` makes of their name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, Triple

from graph.namespaces import Names
from loaders.records.mapping import RecordType
from loaders.records.rows import Path, Tree
from loaders.records.values import expanded

_LANGUAGE = re.compile(r"[a-z]{2}(?:-[A-Za-z]{2,8})?")
_GUID = re.compile(r"([0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12})(?:@\d+)?")
_HTTP = re.compile(r"https?://[^\s<>\"{}|\\^`]+")


def rest(
    tree: dict[str, Tree], subject: NamedNode, type_: RecordType, taken: tuple[Path, ...], names: Names
) -> Iterator[Triple]:
    """What the columns of a type leave of a record: nothing where it has no `chm:rest`. `taken` is what they read.

    Texts by language keep it, terms and references keep their identifier, links their address and name; an object of
    its own gets a node below the record, named by its place.
    """
    if type_.rest:
        yield from _Rest(subject.value, type_.rest, type_.rest_names, names, taken).fields(tree, subject, ())


@dataclass(frozen=True, slots=True)
class _Rest:
    record: str
    template: str
    pattern: str
    names: Names
    taken: tuple[Path, ...]

    def fields(self, tree: dict[str, Tree], subject: NamedNode, above: tuple[str, ...]) -> Iterator[Triple]:
        for name, value in tree.items():
            steps = (*above, name)
            if value in (None, "", [], {}) or any(path.covers(steps) for path in self.taken):
                continue
            if isinstance(value, dict) and any(path.enters(steps) for path in self.taken):
                yield from self.fields(value, subject, steps)
            else:
                match = re.fullmatch(self.pattern, name) if self.pattern else None
                property_ = self._property(match["name"] if match else name)
                spoken = match["lang"] if match else None
                said: Tree = {spoken.lower(): value} if spoken and isinstance(value, str) else value
                yield from self._said(said, subject, property_, steps)

    @property
    def _as_rdf(self) -> bool:
        return self.template == AS_RDF

    def _property(self, name: str) -> NamedNode:
        if self._as_rdf:
            return NamedNode(expanded(name, self.names))
        return NamedNode(self.names.iri(self.template.replace("{name}", quote(name, safe=""))))

    def _said(self, value: Tree, subject: NamedNode, property_: NamedNode, steps: tuple[str, ...]) -> Iterator[Triple]:
        if isinstance(value, list):
            for at, item in enumerate(value):
                yield from self._said(item, subject, property_, (*steps, str(at)))
        elif isinstance(value, dict):
            form = self._thing if self._as_rdf else self._object
            yield from form(value, subject, property_, steps)
        elif isinstance(value, bool | int | float) or (isinstance(value, str) and value.strip()):
            yield Triple(subject, property_, Literal(value))

    def _object(
        self, value: dict[str, Tree], subject: NamedNode, property_: NamedNode, steps: tuple[str, ...]
    ) -> Iterator[Triple]:
        kept = {name: item for name, item in value.items() if item not in (None, "", [], {})}
        if kept and all(isinstance(item, str) and _LANGUAGE.fullmatch(name) for name, item in kept.items()):
            for spoken, text in kept.items():
                yield Triple(subject, property_, Literal(str(text), language=spoken.lower()))
            return
        identifier, address = kept.get("identifier"), kept.get("url")
        if isinstance(identifier, str) and kept.keys() <= {"identifier", "customValue", "header", "type"}:
            yield Triple(subject, property_, self._named(identifier))
            yield from self._said(kept.get("customValue"), subject, property_, steps)
        elif isinstance(address, str) and _HTTP.fullmatch(address) and kept.keys() <= _LINK:
            yield Triple(subject, property_, NamedNode(address))
            title_, language = kept.get("name"), kept.get("language")
            if isinstance(title_, str):
                tag = language if isinstance(language, str) and _LANGUAGE.fullmatch(language) else None
                title = NamedNode(f"{self.names.prefixes()['dcterms']}title")
                yield Triple(NamedNode(address), title, Literal(title_, language=tag) if tag else Literal(title_))
        else:
            record = subject.value.partition("#")[0]
            node = NamedNode(f"{record}#{quote('/'.join(steps), safe='/')}")
            yield Triple(subject, property_, node)
            for part, item in kept.items():
                yield from self._said(item, node, self._property(part), (*steps, part))

    def _thing(
        self, value: dict[str, Tree], subject: NamedNode, property_: NamedNode, steps: tuple[str, ...]
    ) -> Iterator[Triple]:
        """A literal or a thing as RDF had it; a blank node is named by its place in the record."""
        text, address = value.get("value"), value.get("url")
        if isinstance(text, str):
            language, kind = value.get("language"), value.get("type")
            if isinstance(language, str):
                yield Triple(subject, property_, Literal(text, language=language))
            else:
                datatype = NamedNode(kind) if isinstance(kind, str) else None
                yield Triple(subject, property_, Literal(text, datatype=datatype))
            return
        place = f"{self.record}#{quote('/'.join(steps), safe='/:')}"
        node = NamedNode(address if isinstance(address, str) else place)
        yield Triple(subject, property_, node)
        own = self.names.path(node.value) if isinstance(address, str) else None
        if own is not None and not own.startswith("source/"):
            return  # what others say of things of ours is not ours to take over
        for name, item in value.items():
            if name != "url":
                yield from self._said(item, node, self._property(name), (*steps, name))

    def _named(self, identifier: str) -> NamedNode | Literal:
        """A record by its GUID, an address as it is, a code of another list as text."""
        if guid := _GUID.fullmatch(identifier):
            return NamedNode(self.names.iri(f"record/chm/{guid[1]}"))
        return NamedNode(identifier) if _HTTP.fullmatch(identifier) else Literal(identifier)


AS_RDF = "{+name}"
"""The template of rows that come from RDF."""
_LINK = {"url", "name", "language", "tag", "_id", "size", "type"}
