"""Whether the paragraphs of language versions are set beside their twins, as `chm differences` sets them.

Each version of a text that has an English one is loaded beside it: as it is, and once for each of its recitals with
that recital taken out, since recitals are counted and those after a lost one have the number of another.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from api.versions import Versions
from api.view import View
from bench.gold import Gold, Part
from bench.judging import Facts, Judged, texts_of
from graph.embedded import EmbeddedReader
from graph.namespaces import Names
from loaders.pipeline import PARSING, Work, describe, run, tools
from loaders.structure.stage import Asked

WHOLE, SHIFTED = "alignment", "alignment, a recital lost"

_RECITAL = re.compile(r"(?P<series>(?:.*/)?preamble/)(?P<place>\d+)")
_NAMES = Names()


def aligned(golds: Iterable[Gold]) -> Iterator[Judged]:
    """Our own texts that are versions of an English one: for each marked element the words, or where only addresses
    were marked the address, that its English twin is set beside."""
    own = [gold for gold in golds if not gold.official and gold.data() is not None]
    twins = {gold.identifier: gold for gold in own if gold.language == "en"}
    for gold in own:
        if gold.language != "en" and gold.identifier in twins:
            yield from _Pair(twins[gold.identifier], gold).judged()


class _Pair:
    """An English text and one version of it."""

    def __init__(self, english: Gold, version: Gold) -> None:
        self.version = version
        self.shared = {part.path for part in english.parts} & {part.path for part in version.parts}
        self.parts = {part.path: part for part in version.parts}
        self.english = _graphs(*_file(english))

    def judged(self) -> Iterator[Judged]:
        """As it is, and with each recital taken out."""
        yield Judged(self.version, WHOLE, self._expected(None), self._found(None))
        expected: Facts = Counter()
        found: Facts = Counter()
        for lost in (part for part in self.version.parts if part.path in self.shared and _RECITAL.fullmatch(part.path)):
            expected += self._expected(lost)
            found += self._found(lost)
        yield Judged(self.version, SHIFTED, expected, found)

    def _expected(self, lost: Part | None) -> Facts:
        without = f"without {lost.path}" if lost else "whole"
        kept = (self.parts[path] for path in self.shared if lost is None or path != lost.path)
        return Counter((without, part.path, part.text or _after(part.path, lost)) for part in kept)

    def _found(self, lost: Part | None) -> Facts:
        without = f"without {lost.path}" if lost else "whole"
        name, content = _file(self.version)
        if lost:
            content = _without(content.decode(), self._printed(lost)).encode()
        reader = EmbeddedReader.in_memory((*self.english, *_graphs(name, content)))
        versions = Versions(View(reader, _NAMES, "en"), self.version.identifier, ["en", self.version.language])
        facts: Facts = Counter()
        for path in self.shared:
            element = f"{self.version.identifier}/{path}"
            if own := versions.own(element, self.version.language):
                words = versions.printed[own].get(self.version.language, "")
                address = own.removeprefix(f"{self.version.identifier}/")
                facts[(without, path, words if self.parts[path].text else address)] += 1
        return facts

    def _printed(self, part: Part) -> str:
        if part.text:
            return part.text
        texts = texts_of(self.version) or ()
        return next((each.text for text in texts for each in text.elements if each.path == part.path), "")


def _after(path: str, lost: Part | None) -> str:
    """The address of a part once a recital before it is gone."""
    own, gone = _RECITAL.fullmatch(path), _RECITAL.fullmatch(lost.path) if lost else None
    if own and gone and own["series"] == gone["series"] and int(own["place"]) > int(gone["place"]):
        return f"{own['series']}{int(own['place']) - 1}"
    return path


def _without(content: str, words: str) -> str:
    """A text without the blocks of lines that begin with some words."""
    wanted = "".join(words.split())
    blocks = re.split(r"\n[ \t]*\n", content)
    return "\n\n".join(block for block in blocks if not wanted or not "".join(block.split()).startswith(wanted))


def _file(gold: Gold) -> tuple[str, bytes]:
    return gold.data() or (gold.name, b"")


def _graphs(name: str, content: bytes) -> tuple[ox.Quad, ...]:
    """What is said of a text once it is loaded."""
    graphs = run(Work(name, content, Asked()), tools(_NAMES), (*PARSING, describe)).graphs
    said = ((triple, ox.NamedNode(_NAMES.iri(graph.path))) for graph in graphs for triple in graph.triples)
    return tuple(ox.Quad(triple.subject, triple.predicate, triple.object, graph) for triple, graph in said)
