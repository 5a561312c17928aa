"""The verbs that answer: serve, query, trace, search, resolve, differences, coverage; and doctor."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

import click

from graph.command_line import OUT, reading, settings


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.option("--processes", type=click.IntRange(1), help="Processes that answer HTTP (CHM_PROCESSES).")
@click.option("--workers", type=click.IntRange(1), help="Of each, those that answer SPARQL (CHM_QUERY_WORKERS).")
def serve(host: str, port: int, processes: int | None, workers: int | None) -> None:
    """Serve the last generation: pages, linked data, SPARQL, trace.

    \b
    Example:
      chm serve --port 8000
    """
    from api.serve import run

    chosen = settings()
    told = {"processes": processes or chosen.processes, "query_workers": workers or chosen.query_workers}
    run(chosen.model_copy(update=told), host, port)


@click.command()
@click.argument("name", required=False)
@click.option("--param", "-p", multiple=True, metavar="K=V", help="A parameter of the named question.")
@click.option("--sparql", type=click.File("r", encoding="utf-8"), help="A query of your own: a file, or - for stdin.")
@click.option("--format", "form", type=click.Choice(["table", "csv", "json", "xml", "ttl", "jsonld"]), default="table")
def query(name: str | None, param: Sequence[str], sparql: TextIO | None, form: str) -> None:
    """Ask a named question, or a SPARQL query of your own. Without either: list the questions.

    \b
    Example:
      chm query open-requests --param decision=X/15
      echo 'SELECT * { ?s a chm:Decision }' | chm query --sparql -
    """
    from api.printing import answer, question_list

    if name is None and sparql is None:
        click.echo(question_list())
        return
    values = dict(item.partition("=")[::2] for item in param)
    with reading() as reader:
        click.echo(answer(reader, settings(), name, values, sparql.read() if sparql else None, form), nl=False)


@click.command()
@click.argument("identifier", metavar="IDENT")
@click.option("--depth", default=1, show_default=True, help="How many links to follow.")
@click.option("--format", "form", type=click.Choice(["tree", "json", "csv", "xlsx"]), default="tree")
@click.option("-o", "--out", type=OUT, help="Write to a file (needed for xlsx).")
def trace(identifier: str, depth: int, form: str, out: Path | None) -> None:
    """What a paragraph, decision, target, programme or activity asks, cites and serves, and what was done about it.

    \b
    Example:
      chm trace decision/cop/10/15/5.d
      chm trace "X/15 para 5(d)" --format json
    """
    from api.printing import trace_as

    with reading() as reader:
        _deliver(trace_as(reader, settings().names, identifier, depth, form), out)


def _deliver(content: bytes, out: Path | None) -> None:
    if out is not None:
        out.write_bytes(content)
    else:
        sys.stdout.buffer.write(content)


@click.command()
@click.argument("words", metavar="QUERY")
@click.option("--lang", metavar="L", help="Search in this language only: ar en es fr ru zh.")
@click.option("--type", "kind", help="Only paragraph, decision, recommendation, document, concept or record.")
@click.option("--json", "as_json", is_flag=True, help="Print what /search answers, as JSON.")
def search(words: str, lang: str | None, kind: str | None, as_json: bool) -> None:
    """Find words, "phrases", prefix*, concepts in any language, identifiers in any spelling.

    \b
    Example:
      chm search '"clearing-house mechanism" website' --type paragraph
    """
    from api.printing import search_as

    with reading() as reader:
        click.echo(search_as(reader, settings().names, words, lang, kind, as_json), nl=False)


@click.command()
@click.argument("text")
@click.option("--lang", metavar="L", help="The language of TEXT.")
def resolve(text: str, lang: str | None) -> None:
    """Every reference found in TEXT, with its IRI and status, as JSON.

    \b
    Example:
      chm resolve "paragraph 7 (c) of decision VII/23"
    """
    from api.printing import resolved

    with reading() as reader:
        click.echo(json.dumps(resolved(reader, settings().names, text, lang), ensure_ascii=False, indent=1))


@click.command()
@click.argument("identifier", metavar="IDENT")
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True)
def differences(identifier: str, form: str) -> None:
    """Where the language versions of a text disagree.

    \b
    Example:
      chm differences X/15
    """
    from api.printing import differences_as

    with reading() as reader:
        click.echo(differences_as(reader, settings().names, identifier, form), nl=False)


@click.command()
@click.option("--body", help="A body: cop, cp-mop, np-mop.")
@click.option("--session", type=int)
@click.option("--actor", help="A code of the actors: executive-secretary.")
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True)
def coverage(body: str | None, session: int | None, actor: str | None, form: str) -> None:
    """Operative paragraphs with no activity, no target, no programme; citations that lead nowhere.

    \b
    Example:
      chm coverage --body cop --session 10
    """
    from api.printing import coverage_as

    with reading() as reader:
        click.echo(coverage_as(reader, settings().names, body, session, actor, form), nl=False)


@click.command()
def doctor() -> None:
    """Check the installation: rooms, engine, store, vocabulary, names of packages.

    \b
    Example:
      chm doctor
    """
    from api.doctor import examine

    findings = examine(settings())
    for finding in findings:
        click.echo(f"{'ok  ' if finding.well else 'FAIL'}  {finding.what}: {finding.told}")
    sys.exit(0 if all(finding.well for finding in findings) else 3)
