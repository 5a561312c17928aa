"""The command line: a list of verbs. Each gathers its words, calls one function and prints what comes back.

Exit codes: 0 all done, 1 done but something was refused or not found, 2 wrong usage, 3 the store could not be used.
Everything heavy is imported by the verb that needs it, so that `chm --help` answers at once.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from graph.errors import ChmError, IdentifierError, QueryError, StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.settings import Settings
    from graph.store import Reader, Store
    from loaders.load import FileOutcome
    from loaders.structure.stage import Asked

_EXISTING = click.Path(exists=True, path_type=Path)
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_OUT = click.Path(dir_okay=False, path_type=Path)


class _Verbs(click.Group):
    """Turns the project's errors into one line and an exit code."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (IdentifierError, QueryError) as fault:
            _stop(str(fault), 2)
        except StoreError as fault:
            _stop(str(fault), 3)
        except ChmError as fault:
            _stop(str(fault), 1)


def _stop(message: str, code: int) -> None:
    click.echo(f"chm: {message}", err=True)
    raise SystemExit(code)


@click.group(cls=_Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="chm-graph", prog_name="chm")
def main() -> None:
    """Decisions and records of the Clearing-House Mechanism as a linked-data graph.

    \b
    Example:
      chm load && chm trace X/15 --format tree && chm serve
    """


def _settings() -> Settings:
    from graph.settings import Settings

    return Settings.read()


@contextmanager
def _writing() -> Iterator[Store]:
    from graph.store import open_store

    store = open_store(_settings())
    try:
        yield store
    finally:
        store.close()


@contextmanager
def _reading() -> Iterator[Reader]:
    from graph.store import open_reader

    reader = open_reader(_settings())
    try:
        yield reader
    finally:
        reader.close()


def _asked(identifier: str | None, language: str | None, kind: str | None) -> Asked:
    from loaders.structure.stage import Asked

    return Asked(identifier, language, kind)


_as = click.option("--as", "identifier", metavar="IDENT", help="Which text it is, in any spelling: X/15.")
_lang = click.option("--lang", metavar="L", help="Its language: ar en es fr ru zh.")
_type = click.option("--type", "kind", type=click.Choice(["decision", "recommendation", "document"]))


def _text_options(verb: Callable[..., Any]) -> Callable[..., Any]:
    return _as(_lang(_type(verb)))


# ------------------------------------------------------------------------------------------- bringing in


@main.command()
@click.argument("paths", nargs=-1, type=_EXISTING)
@_text_options
@click.option("--jobs", default=1, show_default=True, help="Processes that read files.")
@click.option("--json", "as_json", is_flag=True, help="Print the outcome as JSON.")
def load(
    paths: tuple[Path, ...], identifier: str | None, lang: str | None, kind: str | None, jobs: int, as_json: bool
) -> None:
    """Load files, folders and archives and publish one generation.

    Without PATHS: the official texts of the main job where their folder is (CHM_CORPUS), else the examples.

    \b
    Example:
      chm load decisions/ activities.csv --jobs 2
      chm load draft.txt --as X/15 --lang en
    """
    from loaders.load import load as load_files
    from loaders.sources import default_sources

    settings = _settings()
    asked = _asked(identifier, lang, kind)
    with _writing() as store, _progress(not as_json) as told:
        loaded = load_files(paths or default_sources(settings.corpus), store, settings.names, asked, jobs, told)
    if as_json:
        rows = [_as_row(outcome) for outcome in loaded.files]
        click.echo(json.dumps({"generation": loaded.generation, "files": rows}, ensure_ascii=False, indent=1))
    else:
        counts = Counter(outcome.outcome.value for outcome in loaded.files)
        click.echo(f"generation {loaded.generation}: {', '.join(f'{n} {word}' for word, n in counts.items())}")
    for outcome in loaded.files:
        if outcome.outcome == "refused":
            click.echo(": ".join(p for p in (outcome.file, outcome.place, outcome.reason) if p), err=True)
    sys.exit(0 if loaded.complete else 1)


@main.command()
@click.argument("url")
@click.option("--set", "set_", default="", metavar="SET", help="One set of the repository only.")
def harvest(url: str, set_: str) -> None:
    """Fetch all records of a repository (OAI-PMH, oai_dc) into one file below CHM_DATA, and load it.

    A later harvest replaces it. Inner servers must be listed in CHM_HARVEST_HOSTS.

    \b
    Example:
      chm harvest https://repository.example.org/oai --set maps
    """
    from loaders.harvest import harvest as fetch_all
    from loaders.load import load as load_files

    settings = _settings()
    inner = tuple(settings.harvest_hosts.split())
    got = fetch_all(url, settings.data / "harvests", set_, inner, told=_page_told)
    with _writing() as store, _progress(True) as told:
        loaded = load_files([got.file], store, settings.names, told=told)
    click.echo(f"generation {loaded.generation}: {got.records} records in {got.pages} pages")
    for outcome in loaded.files:
        if outcome.outcome == "refused":
            click.echo(": ".join(p for p in (outcome.file, outcome.place, outcome.reason) if p), err=True)
    sys.exit(0 if loaded.complete else 1)


def _page_told(pages: int, records: int) -> None:
    if sys.stderr.isatty():
        click.echo(f"\rpage {pages}: {records} records", err=True, nl=False)


def _as_row(outcome: FileOutcome) -> dict[str, Any]:
    fields = ("file", "outcome", "graph", "elements", "triples", "reason", "place", "warnings")
    return {name: getattr(outcome, name) for name in fields}


@contextmanager
def _progress(shown: bool) -> Iterator[Callable[[FileOutcome], None]]:
    """A line for each file, with what could not be read in it."""

    def told(outcome: FileOutcome) -> None:
        where = f" -> {outcome.graph}" if outcome.graph else ""
        counts = f" ({outcome.elements} elements, {outcome.triples} triples)" if outcome.triples else ""
        click.echo(f"{outcome.outcome:9} {outcome.file}{where}{counts}")
        if outcome.outcome == "replaced":
            click.echo(f"          {outcome.reason}")
        for warning in outcome.warnings:
            click.echo(f"{outcome.file}: {warning}", err=True)

    yield told if shown else lambda _: None


@main.command()
@click.argument("file", type=_FILE)
@_text_options
def parse(file: Path, identifier: str | None, lang: str | None, kind: str | None) -> None:
    """Print what is read of a text as JSON, an array where the file holds several; touches no store.

    \b
    Example:
      chm parse x-15.zh.txt | python -m json.tool --no-ensure-ascii
    """
    from loaders.front import parse as parse_file
    from loaders.parsed import as_json

    texts = [as_json(text) for text in parse_file(file, _settings().names, _asked(identifier, lang, kind))]
    click.echo(json.dumps(texts if len(texts) > 1 else texts[0], ensure_ascii=False, indent=1))


@main.command()
@click.argument("paths", nargs=-1, required=True, type=_EXISTING)
@click.option("--shapes", metavar="NAME", help="Only the shapes of this file of ontology/shapes.")
@click.option("--format", "form", type=click.Choice(["human", "ttl", "json"]), default="human", show_default=True)
@_text_options
def validate(
    paths: tuple[Path, ...],
    shapes: str | None,
    form: str,
    identifier: str | None,
    lang: str | None,
    kind: str | None,
) -> None:
    """Check files against the SHACL shapes; touches no store. Texts, tables and RDF files are checked.

    \b
    Example:
      chm validate examples/ --format human
    """
    from loaders.front import validate as validate_files

    complete = True
    for report in validate_files(paths, _settings().names, _asked(identifier, lang, kind), shapes):
        click.echo(report.printed(form))
        complete = complete and report.conforms
    sys.exit(0 if complete else 1)


# ---------------------------------------------------------------------------------------------- asking


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.option("--workers", type=click.IntRange(1), help="Processes that answer SPARQL queries (CHM_QUERY_WORKERS).")
def serve(host: str, port: int, workers: int | None) -> None:
    """Serve the last generation: pages, linked data, SPARQL, trace.

    \b
    Example:
      chm serve --port 8000
    """
    from api.serve import run

    settings = _settings()
    run(settings.model_copy(update={"query_workers": workers or settings.query_workers}), host, port)


@main.command()
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
    with _reading() as reader:
        click.echo(answer(reader, _settings(), name, values, sparql.read() if sparql else None, form), nl=False)


@main.command()
@click.argument("identifier", metavar="IDENT")
@click.option("--depth", default=1, show_default=True, help="How many links to follow.")
@click.option("--format", "form", type=click.Choice(["tree", "json", "csv", "xlsx"]), default="tree")
@click.option("-o", "--out", type=_OUT, help="Write to a file (needed for xlsx).")
def trace(identifier: str, depth: int, form: str, out: Path | None) -> None:
    """What a paragraph, decision, target, programme or activity asks, cites and serves, and what was done about it.

    \b
    Example:
      chm trace decision/cop/10/15/5.d
      chm trace "X/15 para 5(d)" --format json
    """
    from api.printing import trace_as

    with _reading() as reader:
        _deliver(trace_as(reader, _settings().names, identifier, depth, form), out)


def _deliver(content: bytes, out: Path | None) -> None:
    if out is not None:
        out.write_bytes(content)
    else:
        sys.stdout.buffer.write(content)


@main.command()
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

    with _reading() as reader:
        click.echo(search_as(reader, _settings().names, words, lang, kind, as_json), nl=False)


@main.command()
@click.argument("text")
@click.option("--lang", metavar="L", help="The language of TEXT.")
def resolve(text: str, lang: str | None) -> None:
    """Every reference found in TEXT, with its IRI and status, as JSON.

    \b
    Example:
      chm resolve "paragraph 7 (c) of decision VII/23"
    """
    from api.printing import resolved

    with _reading() as reader:
        click.echo(json.dumps(resolved(reader, _settings().names, text, lang), ensure_ascii=False, indent=1))


@main.command()
@click.argument("identifier", metavar="IDENT")
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True)
def differences(identifier: str, form: str) -> None:
    """Where the language versions of a text disagree.

    \b
    Example:
      chm differences X/15
    """
    from api.printing import differences_as

    with _reading() as reader:
        click.echo(differences_as(reader, _settings().names, identifier, form), nl=False)


@main.command()
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

    with _reading() as reader:
        click.echo(coverage_as(reader, _settings().names, body, session, actor, form), nl=False)


# -------------------------------------------------------------------------------------------- vocabulary


@main.group()
def vocab() -> None:
    """The thesaurus: its quality, a normalised build, import of others."""


@vocab.command()
def check() -> None:
    """Check the thesaurus against its budget of faults; exit code 1 where one is exceeded.

    \b
    Example:
      chm vocab check
    """
    from loaders.vocabulary.quality import check as check_folder

    report = check_folder()
    click.echo(report.render())
    sys.exit(0 if report.passed else 1)


@vocab.command()
@click.option("-o", "--out", type=click.Path(file_okay=False, path_type=Path), required=True)
def build(out: Path) -> None:
    """Write the thesaurus as skosify normalises it to a folder, and show what that would change.

    \b
    Example:
      chm vocab build -o build/vocab
    """
    from loaders.vocabulary.build import build as build_folder

    click.echo(build_folder(out).render())


@vocab.command(name="import")
@click.argument("file", type=_FILE)
@click.option("--scheme", required=True, help="The code of the scheme to make.")
def import_(file: Path, scheme: str) -> None:
    """Print a SKOS file or a thesaurus-API answer as a scheme of its own, in Turtle.

    \b
    Example:
      chm vocab import terms.json --scheme others > others.ttl
    """
    from loaders.vocabulary.imports import import_file

    click.echo(import_file(file, scheme), nl=False)


# ------------------------------------------------------------------------------------- keeping and looking


@main.command()
@click.option("--shard", metavar="N/OF", help="A share of the graphs, for one of several engines, such as 1/3.")
@click.option("--format", "form", default="nq", show_default=True, help="nq, trig, ttl, nt or jsonld.")
@click.option("--graph", metavar="IRI", help="Only this named graph (IRI or path).")
@click.option("-o", "--out", type=_OUT)
def dump(form: str, graph: str | None, out: Path | None, shard: str | None) -> None:
    """Write the last generation, one graph of it, or a share of its graphs.

    \b
    Example:
      chm dump --graph decision/cop/10/15/zh --format ttl
    """
    from graph.holdings import Shard
    from graph.holdings import dump as write_dump

    share = Shard.parse(shard) if shard else None
    with _reading() as reader:
        count = write_dump(reader, _settings().names, form, graph, out, share)
    click.echo(f"{count} statements", err=True)


@main.command()
def generations() -> None:
    """The generations that are kept.

    \b
    Example:
      chm generations
    """
    with _writing() as store:
        for kept in store.generations():
            when = f"{kept.created:%Y-%m-%d %H:%M:%S}"
            click.echo(f"{kept.number:6}  {when}  {kept.quads} statements, {kept.graphs} graphs")


@main.command()
@click.argument("number", type=int)
def rollback(number: int) -> None:
    """Make the state of an earlier generation the newest one.

    \b
    Example:
      chm rollback 3
    """
    with _writing() as store:
        click.echo(f"generation {store.rollback(number)}")


@main.group()
def token() -> None:
    """Tokens for writing by HTTP: SPARQL Update and the Graph Store Protocol."""


@token.command()
@click.argument("name")
@click.option("--scope", "scopes", multiple=True, required=True, help="update or graphs; may be given twice.")
@click.option("--days", type=click.IntRange(1, 3650), default=90, show_default=True, help="How long it holds.")
def new(name: str, scopes: tuple[str, ...], days: int) -> None:
    """Make a token and print it; it is not shown again.

    \b
    Example:
      chm token new "harvester of the portal" --scope graphs --days 30
    """
    from api.tokens import Tokens

    click.echo(Tokens(_settings().data).new(name, scopes, days))


@token.command(name="list")
def list_() -> None:
    """The tokens that were made, without their secrets.

    \b
    Example:
      chm token list
    """
    from api.tokens import Tokens

    for each in Tokens(_settings().data).all():
        state = f"revoked {each.revoked:%Y-%m-%d}" if each.revoked else f"until {each.expires:%Y-%m-%d}"
        click.echo(f"{each.id}  {state}  {' '.join(each.scopes)}  {each.name}")


@token.command()
@click.argument("identifier", metavar="ID")
def revoke(identifier: str) -> None:
    """End a token at once.

    \b
    Example:
      chm token revoke 1a2b3c4d
    """
    from api.tokens import Tokens

    Tokens(_settings().data).revoke(identifier)


@main.command()
@click.argument("graph", metavar="GRAPH")
def erase(graph: str) -> None:
    """Take a source graph (IRI or path) out of the store and of every generation that is kept; or a refused file, by
    its name, off the list of `chm refused`.

    \b
    Example:
      chm erase source/focal-points
    """
    from loaders.derived import erase as erase_graph

    names = _settings().names
    with _writing() as store:
        dropped = erase_graph(graph, store, names)
        click.echo(f"erased {graph}; generations dropped: {', '.join(map(str, dropped)) or 'none'}")


@main.command()
def refused() -> None:
    """The files that were refused whole, and the records that their shapes refused, until their sources mend them or
    they are erased: file, place, field, reason.

    \b
    Example:
      chm refused
    """
    from graph.holdings import refused as refused_records

    with _reading() as reader:
        for record in refused_records(reader):
            click.echo(str(record))


@main.command()
def stats() -> None:
    """How much the last generation holds.

    \b
    Example:
      chm stats
    """
    from graph.holdings import counts

    with _reading() as reader:
        for name, count in counts(reader, _settings().names).items():
            click.echo(f"{count:9}  {name}")


@main.command()
def doctor() -> None:
    """Check the installation: rooms, engine, store, vocabulary, names of packages.

    \b
    Example:
      chm doctor
    """
    from api.doctor import examine

    findings = examine(_settings())
    for finding in findings:
        click.echo(f"{'ok  ' if finding.well else 'FAIL'}  {finding.what}: {finding.told}")
    sys.exit(0 if all(finding.well for finding in findings) else 3)


if __name__ == "__main__":
    main()
