"""The one way through the house: the stages that a file goes through before it may replace its graph.

    file -> read -> structure -> annotate -> describe -> validate -> (load: replace, publish)

`STAGES` is that list. A stage takes the work so far and returns it with its own part added; it says what it reads and
writes. Whatever a stage cannot accept it raises as SourceError or ShapeViolation, and the file is refused whole.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING

import pyoxigraph as ox

from graph.errors import ShapeViolation, SourceError
from graph.namespaces import Names
from loaders.files import name_of
from loaders.provenance import reader_name
from loaders.readers import formats
from loaders.readers.package import is_workbook
from loaders.readers.table import Table, read_table
from loaders.readers.tracking import is_tracking, read_tracking
from loaders.source_graph import SourceGraph
from loaders.structure.stage import Asked
from loaders.text import Source, Text

if TYPE_CHECKING:
    from graph.thesaurus import Thesaurus
    from graph.validation import ValidationReport
    from loaders.records.linking import Linker
    from loaders.records.mapping import Recognition
    from loaders.records.rows import Rows
    from loaders.vocabulary.others import Vocabulary

__all__ = ["PARSING", "STAGES", "SourceGraph", "Stage", "Tools", "Work", "run", "tools"]

_DELIMITERS = b",;\t|"
_WORKBOOK = b"PK\x03\x04"
_TOLD = 3
_RESTATEMENT = b"# restatement:"


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Tools:
    """What the stages share: the vocabulary, the names, the clock."""

    thesaurus: Thesaurus
    names: Names = field(default_factory=Names)
    clock: Callable[[], datetime] = _now
    linker: Linker | None = None


@cache
def tools(names: Names) -> Tools:
    """The tools with the thesaurus of this installation, made once for each process."""
    from graph.thesaurus import Thesaurus
    from loaders.records.linking import Linker

    thesaurus = Thesaurus.load(names)
    return Tools(thesaurus, names, linker=Linker(thesaurus, names))


@dataclass(frozen=True, slots=True)
class Work:
    """A file on its way: what the stages have made of it so far. `name` is how its provenance calls it, its name
    without folders where nothing is given."""

    file: str
    data: bytes
    asked: Asked
    name: str = ""
    source: Source | None = None
    reading: formats.Reading | None = None
    table: tuple[Table, Recognition] | None = None
    rows: Rows | None = None
    vocabulary: Vocabulary | None = None
    texts: tuple[Text, ...] = ()
    graphs: tuple[SourceGraph, ...] = ()
    warnings: tuple[str, ...] = ()


Stage = Callable[[Work, Tools], Work]


def read(work: Work, tools: Tools) -> Work:
    """Reads: bytes. Writes: source, and lines or markup of a text, or the rows of known record types, or a vocabulary
    of others, or the texts of a record of the decision-tracking tool, which has their structure already."""
    digest, name = hashlib.sha256(work.data).hexdigest(), work.name or name_of(work.file)
    if is_tracking(work.data):
        source = Source(name, digest, "application/json")
        texts = read_tracking(work.data, source, tools.thesaurus.has, work.asked.language)
        reading = formats.Reading("tracking", source.media_type, "")
        warnings = tuple(told for text in texts for told in text.warnings)
        return replace(work, source=source, reading=reading, texts=texts, warnings=warnings)
    from loaders.records.formats import read_rows
    from loaders.records.linked_data import read_linked_data
    from loaders.vocabulary.others import Vocabulary

    linked = read_linked_data(work.data, name, tools.names)
    if isinstance(linked, Vocabulary):
        return replace(work, source=Source(name, digest, linked.media_type), vocabulary=linked)
    if (rows := linked or read_rows(work.data, name)) is not None:
        return replace(work, source=Source(name, digest, rows.media_type), rows=rows)
    if (table := _table(work)) is not None:
        kind = "application/json" if work.data.lstrip()[:1] == b"[" else "text/csv"
        return replace(work, source=Source(name, digest, kind), table=table)
    reading = formats.read(work.data, work.file)
    return replace(work, source=Source(name, digest, reading.media_type), reading=reading)


def _table(work: Work) -> tuple[Table, Recognition] | None:
    """The file as a table, if its first row has the columns of a record type."""
    from loaders.records.mapping import recognise

    first = work.data.lstrip(b"\xef\xbb\xbf \r\n").split(b"\n", 1)[0]
    packed = work.data.startswith(_WORKBOOK)
    if packed and not is_workbook(work.data, work.file):
        return None
    tabular = packed or first[:1] in (b"[", b"#") or any(byte in _DELIMITERS for byte in first)
    if not tabular:
        return None
    try:
        table = read_table(work.data, work.file)
    except SourceError:
        if packed or first[:1] == b"[":
            raise
        return None
    found = recognise(table)
    if not found and (first[:1] == b"[" or work.file.lower().endswith((".csv", ".tsv", ".xlsx"))):
        reason = f"a table of no known record type; its columns are {', '.join(table.columns)}"
        raise SourceError(work.file, reason, place="first row", remedy="describe it in ontology/records")
    return (table, found[0]) if found else None


def structure(work: Work, _: Tools) -> Work:
    """Reads: lines or markup. Writes: texts with elements and leftovers, one for each decision; warnings."""
    if work.reading is None or work.source is None or work.texts:
        return work
    from loaders.structure.stage import texts_of

    texts = texts_of(work.reading, work.source, work.asked)
    return replace(work, texts=texts, warnings=tuple(told for text in texts for told in text.warnings))


def annotate(work: Work, tools: Tools) -> Work:
    """Reads: texts. Writes: their findings."""
    if not work.texts:
        return work
    from loaders.annotate.stage import annotate as find

    dated = (replace(text, adopted=tools.thesaurus.adopted(text.identifier) or text.adopted) for text in work.texts)
    return replace(work, texts=tuple(find(text, tools.thesaurus) for text in dated))


def describe(work: Work, tools: Tools) -> Work:
    """Reads: texts and findings, or table. Writes: graphs: for each text its source graph, then its candidates."""
    if work.source is None:
        return work
    if work.table is not None or work.rows is not None:
        return _described_records(work, work.source, tools)
    if work.vocabulary is not None:
        return _described_vocabulary(work, work.vocabulary, work.source, tools)
    if work.reading is None:
        return work
    reader = reader_name(work.reading.format)
    graphs = tuple(graph for text in work.texts for graph in _graphs(text, reader, tools))
    return replace(work, graphs=graphs)


def _described_records(work: Work, source: Source, tools: Tools) -> Work:
    """The records of a table or of rows in one graph."""
    from loaders.records.describe import describe_rows, describe_table
    from loaders.records.formats.datasets import FORMAT

    names, clock, has, linker = tools.names, tools.clock, tools.thesaurus.has, tools.linker
    if work.rows is not None:
        made = describe_rows(work.rows, source, names, clock, has, linker)
    elif work.table is not None:
        made = describe_table(*work.table, source, names, clock, has, linker)
    else:
        return work
    warnings = tuple(str(told) for told in (*made.warnings, *made.refused))
    rdf = work.rows is not None and work.rows.format == FORMAT
    others = tuple(triple for triple in made.triples if not _is_own(triple, names)) if rdf else ()
    own = tuple(triple for triple in made.triples if _is_own(triple, names)) if rdf else made.triples
    graph = SourceGraph(made.path, own, made.records, warnings=warnings, places=made.places, others=others)
    return replace(work, graphs=(_marked(work, graph, names),), warnings=warnings)


def _is_own(triple: ox.Triple, names: Names) -> bool:
    """Whether the shapes judge a statement: not one about a thing of others, one of the file's own (`source/a.ttl/x`),
    or a part of a record that no column reads (`#a/0`)."""
    thing, _, part = str(getattr(triple.subject, "value", "")).partition("#")
    path = names.path(thing)
    return path is not None and "/" not in path.removeprefix("source/" if path.startswith("source/") else path) + part


def _marked(work: Work, graph: SourceGraph, names: Names) -> SourceGraph:
    """The graph with the mark of a restatement, where the first line of an RDF file has it."""
    if not work.data.startswith(_RESTATEMENT):
        return graph
    mark = ox.Triple(ox.NamedNode(names.iri(graph.path)), ox.NamedNode(names.term("restatement")), ox.Literal(True))
    return replace(graph, triples=(*graph.triples, mark))


def _described_vocabulary(work: Work, vocabulary: Vocabulary, source: Source, tools: Tools) -> Work:
    """A vocabulary of others in one graph, with its mappings to ours."""
    from loaders.vocabulary.others import describe_vocabulary

    made = describe_vocabulary(vocabulary, source, tools.names, tools.thesaurus, tools.clock())
    graph = SourceGraph(made.path, made.own, len(vocabulary.terms), warnings=made.warnings, others=made.others)
    return replace(work, graphs=(_marked(work, graph, tools.names),), warnings=made.warnings)


def _graphs(text: Text, reader: str, tools: Tools) -> tuple[SourceGraph, SourceGraph]:
    """The source graph of a text and the graph of its likely links."""
    from loaders.describe import describe as make_triples

    told = make_triples(text, reader, tools.names, tools.clock())
    base = tools.names.iri(text.identifier)
    lines = {f"{base}/{element.path}": element.line for element in text.elements}
    graph = SourceGraph(told.path, told.triples, len(text.elements), lines, text.warnings)
    return graph, SourceGraph(told.candidates_path, told.candidates, 0, evidence=False)


def validate(work: Work, tools: Tools) -> Work:
    """Reads: graphs. Writes: graphs, without the records that the shapes refuse: each is refused alone and listed.

    Raises ShapeViolation that names shape, focus node, file and line where more than single records is at fault.
    """
    from graph.validation import validate as check
    from loaders.records.refusals import without_refused

    graphs = []
    for graph in work.graphs:
        kept, others = graph, graph.others
        if graph.triples:
            report = check(graph.triples, tools.names.iri(graph.path), tools.names, lines=graph.lines)
            if not report.conforms:
                parted = without_refused(graph.triples, graph.places, report, tools.names)
                if parted is None:
                    raise _violation(report)
                warnings = (*graph.warnings, *map(str, parted.refused))
                left = graph.elements - len(parted.refused)
                gone = {one.record for one in parted.refused}
                others = tuple(
                    one for one in others if str(getattr(one.subject, "value", "")).partition("#")[0] not in gone
                )
                kept = replace(graph, triples=parted.triples, warnings=warnings, elements=left)
        graphs.append(replace(kept, triples=(*kept.triples, *others), others=()) if others else kept)
    return replace(work, graphs=tuple(graphs))


def _violation(report: ValidationReport) -> ShapeViolation:
    """The first things that the shapes refuse, in one line."""
    told = [line for line, result in zip(report.lines(), report.results, strict=True) if result.severity == "Violation"]
    more = f" (and {len(told) - _TOLD} more)" if len(told) > _TOLD else ""
    line = next((result.line for result in report.results if result.line), None)
    return ShapeViolation("; ".join(told[:_TOLD]) + more, place=f"line {line}" if line else "")


STAGES: tuple[Stage, ...] = (read, structure, annotate, describe, validate)
PARSING: tuple[Stage, ...] = (read, structure, annotate)
"""The stages of `chm parse`: nothing is described, no store is touched."""


def run(work: Work, tools: Tools, stages: tuple[Stage, ...] = STAGES) -> Work:
    """Take a file through stages, in order. Raises what a stage raises: nothing of the file may then be kept."""
    for stage in stages:
        work = stage(work, tools)
    return work
