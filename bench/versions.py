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
    """An English text and one version of it: its parts by the address of their English twin."""

    def __init__(self, english: Gold, version: Gold) -> None:
        self.version = version
        self.addresses = [part.path for part in english.parts]
        twins = {part.twin or part.path: part for part in version.parts}
        self.parts = {path: twins[path] for path in self.addresses if path in twins}
        self.english = _graphs(*_file(english))

    def judged(self) -> Iterator[Judged]:
        """As it is, and with each recital taken out."""
        yield Judged(self.version, WHOLE, self._expected(None), self._found(None))
        expected: Facts = Counter()
        found: Facts = Counter()
        for lost in (part for part in self.parts.values() if _RECITAL.fullmatch(part.path)):
            expected += self._expected(lost)
            found += self._found(lost)
        yield Judged(self.version, SHIFTED, expected, found)

    def _expected(self, lost: Part | None) -> Facts:
        without = f"without {lost.path}" if lost else "whole"
        kept = ((twin, part) for twin, part in self.parts.items() if part is not lost)
        return Counter((without, twin, part.text or _after(part.path, lost)) for twin, part in kept)

    def _found(self, lost: Part | None) -> Facts:
        without = f"without {lost.path}" if lost else "whole"
        name, content = _file(self.version)
        if lost:
            content = _shortened(content.decode(), self._printed(lost)).encode()
        reader = EmbeddedReader.in_memory((*self.english, *_graphs(name, content)))
        versions = Versions(View(reader, _NAMES, "en"), self.version.identifier, ["en", self.version.language])
        worded = all(part.text for part in self.parts.values())
        facts: Facts = Counter()
        for twin in self.addresses:
            if own := versions.own(f"{self.version.identifier}/{twin}", self.version.language):
                words = versions.printed[own].get(self.version.language, "")
                facts[(without, twin, words if worded else own.removeprefix(f"{self.version.identifier}/"))] += 1
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


def _shortened(content: str, words: str) -> str:
    """A text without some words, however its lines break them, and without the rest of their last line."""
    pattern = r"\s*".join(re.escape(letter) for letter in "".join(words.split()))
    short, count = re.subn(rf"{pattern}[^\n]*", "", content, count=1)
    if not count:
        raise ValueError(f"the words to take out do not stand in the text: {words!r}")
    return short


def _file(gold: Gold) -> tuple[str, bytes]:
    return gold.data() or (gold.name, b"")


def _graphs(name: str, content: bytes) -> tuple[ox.Quad, ...]:
    """What is said of a text once it is loaded."""
    graphs = run(Work(name, content, Asked()), tools(_NAMES), (*PARSING, describe)).graphs
    said = ((triple, ox.NamedNode(_NAMES.iri(graph.path))) for graph in graphs for triple in graph.triples)
    return tuple(ox.Quad(triple.subject, triple.predicate, triple.object, graph) for triple, graph in said)
