"""The verbs that bring in what is published, check it, and take it out: load, harvest, parse, validate, erase."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from graph.command_line import settings, writing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.load import FileOutcome, Loaded
    from loaders.structure.stage import Asked

_EXISTING = click.Path(exists=True, path_type=Path)
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


def _asked(identifier: str | None, language: str | None, kind: str | None) -> Asked:
    from loaders.structure.stage import Asked

    return Asked(identifier, language, kind)


_as = click.option("--as", "identifier", metavar="IDENT", help="Which text it is, in any spelling: X/15.")
_lang = click.option("--lang", metavar="L", help="Its language: ar en es fr ru zh.")
_type = click.option("--type", "kind", type=click.Choice(["decision", "recommendation", "document"]))


def _text_options(verb: Callable[..., Any]) -> Callable[..., Any]:
    return _as(_lang(_type(verb)))


@click.command()
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

    chosen = settings()
    asked = _asked(identifier, lang, kind)
    with writing() as store, _progress(not as_json) as told:
        loaded = load_files(paths or default_sources(chosen.corpus), store, chosen.names, asked, jobs, told)
    if as_json:
        rows = [_as_row(outcome) for outcome in loaded.files]
        click.echo(json.dumps({"generation": loaded.generation, "files": rows}, ensure_ascii=False, indent=1))
    else:
        counts = Counter(outcome.outcome.value for outcome in loaded.files)
        click.echo(f"generation {loaded.generation}: {', '.join(f'{n} {word}' for word, n in counts.items())}")
    _end(loaded)


@click.command()
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

    chosen = settings()
    inner = tuple(chosen.harvest_hosts.split())
    got = fetch_all(url, chosen.data / "harvests", set_, inner, told=_page_told)
    with writing() as store, _progress(True) as told:
        loaded = load_files([got.file], store, chosen.names, told=told)
    click.echo(f"generation {loaded.generation}: {got.records} records in {got.pages} pages")
    _end(loaded)


def _end(loaded: Loaded) -> NoReturn:
    """Say what was refused, one line each, and leave with the code that tells whether anything was."""
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


@click.command()
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

    texts = [as_json(text) for text in parse_file(file, settings().names, _asked(identifier, lang, kind))]
    click.echo(json.dumps(texts if len(texts) > 1 else texts[0], ensure_ascii=False, indent=1))


@click.command()
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
    for report in validate_files(paths, settings().names, _asked(identifier, lang, kind), shapes):
        click.echo(report.printed(form))
        complete = complete and report.conforms
    sys.exit(0 if complete else 1)


@click.command()
@click.argument("graph", metavar="GRAPH")
def erase(graph: str) -> None:
    """Take a source graph (IRI or path) out of the store and of every generation that is kept; or a refused file, by
    its name, off the list of `chm refused`.

    \b
    Example:
      chm erase source/focal-points
    """
    from loaders.derived import erase as erase_graph

    names = settings().names
    with writing() as store:
        dropped = erase_graph(graph, store, names)
        click.echo(f"erased {graph}; generations dropped: {', '.join(map(str, dropped)) or 'none'}")
