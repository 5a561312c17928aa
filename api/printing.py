"""What the command line prints of the read side: the same answers as over HTTP, for a terminal or a pipe."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from io import StringIO
from typing import Any

import orjson
import pyoxigraph as ox
import tantivy

from api import coverage as coverages
from api import differences as disagreements
from api import trace as traces
from api import trace_forms
from api.matching import expand, text_of
from api.results import write_boolean, write_solutions
from api.search import found_json, index_for
from graph import queries
from graph.errors import QueryError
from graph.identifiers import parse
from graph.namespaces import Names
from graph.settings import Settings
from graph.store import Reader

_RESULTS = {"csv": "csv", "json": "srj", "xml": "srx"}
_GRAPHS = {"ttl": ox.RdfFormat.TURTLE, "jsonld": ox.RdfFormat.JSON_LD}
_WIDE = 2000


def question_list() -> str:
    """The named questions, one line each, with their parameters."""
    rows = ((q.name, q.title, " ".join(f"{p.name}={p.example}" for p in q.parameters)) for q in queries.questions())
    return grid(("question", "what it answers", "parameters"), rows)


def answer(
    reader: Reader, settings: Settings, name: str | None, values: Mapping[str, str], sparql: str | None, form: str
) -> str:
    """The answer to a named question, or to a query of one's own, in a format.

    Raises QueryError for a question, parameter or format that is not there.
    """

    def index() -> tantivy.Index:
        return index_for(reader, settings.names)

    if sparql is not None:
        query = expand(sparql, index, settings.names)
    else:
        query = text_of(queries.question(name or ""), values, index, settings.names)
    found = reader.query(query)
    if isinstance(found, ox.QueryTriples):
        return _triples(found, settings.names, form)
    if isinstance(found, ox.QueryBoolean):
        return write_boolean(bool(found), _RESULTS.get(form, "csv")).decode() + "\n"
    return _rows(found, settings.names, form)


def _triples(found: ox.QueryTriples, names: Names, form: str) -> str:
    kind = _GRAPHS.get(form if form != "table" else "ttl")
    if kind is None:
        raise QueryError(f"a graph is not written as {form}; use ttl or jsonld")
    prefixes = names.prefixes() if kind == ox.RdfFormat.TURTLE else None
    return (ox.serialize(found, format=kind, prefixes=prefixes) or b"").decode()


def _rows(found: ox.QuerySolutions, names: Names, form: str) -> str:
    columns = [variable.value for variable in found.variables]
    if form == "table":
        short = {iri: f"{prefix}:" for prefix, iri in names.prefixes().items()} | {names.base: ""}
        return grid(columns, ([_short(row[column], short) for column in columns] for row in found))
    if form not in _RESULTS:
        raise QueryError(f"rows are not written as {form}; use table, csv, json or xml")
    return write_solutions(columns, list(found), _RESULTS[form]).decode() + ("\n" if form == "json" else "")


def _short(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None, short: Mapping[str, str]) -> str:
    if isinstance(term, ox.NamedNode):
        found = next((iri for iri in short if term.value.startswith(iri)), None)
        return term.value if found is None else short[found] + term.value[len(found) :]
    return "" if term is None else term.value if isinstance(term, ox.Literal) else str(term)


def grid(header: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table for a terminal, as wide as the terminal is; in a pipe nothing is cut."""
    from rich import box
    from rich.console import Console
    from rich.table import Table

    out = StringIO()
    wide = Console().size.width if Console().is_terminal else _WIDE
    table = Table(*header, box=box.SIMPLE, show_edge=False, pad_edge=False)
    for row in rows:
        table.add_row(*(cell.replace("[", r"\[") for cell in row))
    Console(file=out, width=wide, highlight=False, color_system=None).print(table)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


def trace_as(reader: Reader, names: Names, identifier: str, depth: int, form: str) -> bytes:
    """A trace as `tree`, `json`, `csv` or `xlsx`. Raises IdentifierError, and NotFound where nothing is known of it."""
    found = traces.trace(reader, parse(identifier, names.base).path, depth, names)
    writers: dict[str, Callable[[], bytes]] = {
        "tree": lambda: trace_forms.render_tree(found).encode(),
        "json": lambda: _json(trace_forms.as_json(found, names)),
        "csv": lambda: trace_forms.as_csv(trace_forms.HEADER, trace_forms.as_rows(found)).encode(),
        "xlsx": lambda: trace_forms.as_xlsx("trace", trace_forms.HEADER, trace_forms.as_rows(found)),
    }
    return writers[form]()


def _json(told: object) -> bytes:
    return orjson.dumps(told, option=orjson.OPT_INDENT_2) + b"\n"


def resolved(reader: Reader, names: Names, text: str, language: str | None) -> list[dict[str, Any]]:
    """The references in a text, each with its IRI and status."""
    from api import resolve

    return resolve.as_json(resolve.resolve(reader, text, names, language), names)


def differences_as(reader: Reader, names: Names, identifier: str, form: str) -> str:
    """Where the language versions of a text disagree, as `table`, `json` or `csv`. Raises NotFound."""
    path = parse(identifier, names.base).path
    found = disagreements.differences(reader, path, names)
    if form == "json":
        return _json(disagreements.as_json(path, found, names)).decode()
    if form == "csv":
        return trace_forms.as_csv(disagreements.HEADER, disagreements.as_rows(found))
    return grid(disagreements.HEADER, disagreements.as_rows(found))


def coverage_as(
    reader: Reader, names: Names, body: str | None, session: int | None, actor: str | None, form: str
) -> str:
    """The coverage as `table`, `json` or `csv`; the table ends with the counts."""
    found = coverages.coverage(reader, body, session, actor, names)
    if form == "json":
        return _json(coverages.as_json(found, names)).decode()
    if form == "csv":
        return trace_forms.as_csv(coverages.HEADER, coverages.as_rows(found))
    counts = "".join(f"{count:6}  {name}\n" for name, count in coverages.counts(found).items())
    return grid(coverages.HEADER, coverages.as_rows(found)) + "\n" + counts


def search_as(reader: Reader, names: Names, words: str, language: str | None, kind: str | None, as_json: bool) -> str:
    """The best hits of a search: a table with the piece of text that matched, or what `/search` gives as JSON."""
    shown = found_json(reader, names, words, language, kind)
    if as_json:
        return orjson.dumps(shown, option=orjson.OPT_INDENT_2).decode() + "\n"
    straight = f"{words} is {shown['direct']}\n" if shown["direct"] else ""
    rows = (
        (f"{hit['score']:.2f}", hit["path"], hit["language"] or "", "".join(part["text"] for part in hit["snippet"]))
        for hit in shown["member"]
    )
    return straight + grid(("score", "thing", "language", "text"), rows) + f"{shown['totalItems']} found\n"
