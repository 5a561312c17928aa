"""The front door: what the command line and the HTTP face may ask of the loaders, besides `load`.

A text or record that comes by HTTP goes the same one way as a file.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import SourceError
from graph.namespaces import Names
from loaders.files import Input, files
from loaders.pipeline import PARSING, Tools, Work, run, tools
from loaders.structure.stage import NOTHING_ASKED, Asked
from loaders.text import Text

if TYPE_CHECKING:
    import pyoxigraph as ox

    from graph.validation import ValidationReport

_RDF = {".ttl": "TURTLE", ".nt": "N_TRIPLES", ".rdf": "RDF_XML"}


def parse(file: Path, names: Names, asked: Asked = NOTHING_ASKED) -> tuple[Text, ...]:
    """The texts in a file, with their findings: several in a compilation. Raises SourceError, also for a table: that
    holds no text."""
    return parse_bytes(file.read_bytes(), str(file), names, asked)


def parse_bytes(data: bytes, name: str, names: Names, asked: Asked = NOTHING_ASKED) -> tuple[Text, ...]:
    """The texts in bytes; `name` stands in messages, and tells the identity where the text does not."""
    work = run(Work(name, data, asked), tools(names), PARSING)
    if not work.texts:
        raise SourceError(name, "a table of records, not a text", remedy="load it, or validate it")
    return work.texts


@dataclass(frozen=True, slots=True)
class Checked:
    """A file against the shapes: the SHACL report, or why there is none."""

    file: str
    report: ValidationReport | None
    refused: str | None = None

    @property
    def conforms(self) -> bool:
        """Whether the file could be read and breaks no shape."""
        return self.report is not None and self.report.conforms

    def printed(self, form: str) -> str:
        """For people (`human`), or the SHACL report as `ttl`, or one JSON object."""
        if form == "ttl" and self.report is not None:
            return self.report.turtle()
        lines = [self.refused] if self.refused else list(self.report.lines() if self.report else ())
        if form == "json":
            told = {"file": self.file, "conforms": self.conforms, "results": lines}
            return json.dumps(told, ensure_ascii=False)
        return "\n".join(
            [f"{'conforms' if self.conforms else 'REFUSED '}  {self.file}", *(f"  {line}" for line in lines)]
        )


def validate(
    paths: Iterable[Path], names: Names, asked: Asked = NOTHING_ASKED, shapes: str | None = None
) -> Iterator[Checked]:
    """Check texts, tables and RDF files against the shapes, or those of one file of `ontology/shapes`."""
    shared = tools(names)
    for file in files(paths):
        try:
            yield Checked(str(file), _report(file, shared, asked, shapes))
        except SourceError as fault:
            yield Checked(str(file), None, str(fault))


def _report(file: Input, shared: Tools, asked: Asked, shapes: str | None) -> ValidationReport:
    from graph.validation import validate as check

    if isinstance(file, Path) and file.suffix in _RDF:
        return check(_rdf(file), file.as_uri() if file.is_absolute() else str(file), shared.names, shapes)
    from loaders.pipeline import annotate, describe, read, structure

    work = run(Work(str(file), file.read_bytes(), asked), shared, (read, structure, annotate, describe))
    triples = [triple for graph in work.graphs for triple in graph.triples]
    lines = {node: line for graph in work.graphs for node, line in graph.lines.items()}
    return check(triples, shared.names.iri(work.graphs[0].path), shared.names, shapes, lines)


def _rdf(file: Path) -> list[ox.Triple]:
    import pyoxigraph as ox

    try:
        quads = ox.parse(path=file, format=getattr(ox.RdfFormat, _RDF[file.suffix]))
        return [quad.triple for quad in quads]
    except (SyntaxError, ValueError) as fault:
        line = getattr(fault, "lineno", None)
        place = f"line {line}" if line else ""
        raise SourceError(
            str(file), f"not {file.suffix[1:]}: {fault}", place=place, remedy="mend the syntax"
        ) from fault
