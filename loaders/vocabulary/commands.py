"""The verbs of the thesaurus: vocab check, vocab build, vocab import."""

from __future__ import annotations

import sys
from pathlib import Path

import click


@click.group()
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
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--scheme", required=True, help="The code of the scheme to make.")
def import_(file: Path, scheme: str) -> None:
    """Print a SKOS file or a thesaurus-API answer as a scheme of its own, in Turtle.

    \b
    Example:
      chm vocab import terms.json --scheme others > others.ttl
    """
    from loaders.vocabulary.imports import import_file

    click.echo(import_file(file, scheme), nl=False)
