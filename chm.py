"""The command line: the list of its verbs. Each stands in the room it belongs to and is light until it is called."""

from __future__ import annotations

import click

from api.commands import coverage, differences, doctor, query, resolve, search, serve, trace
from api.token_commands import token
from graph.command_line import Verbs
from graph.commands import dump, generations, refused, rollback, stats
from loaders.commands import erase, harvest, load, parse, validate
from loaders.vocabulary.commands import vocab

_VERBS = (
    *(load, harvest, parse, validate, erase, vocab),
    *(query, trace, search, resolve, differences, coverage, serve),
    *(dump, generations, rollback, refused, stats, token, doctor),
)


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="chm-graph", prog_name="chm")
def main() -> None:
    """Decisions and records of the Clearing-House Mechanism as a linked-data graph.

    \b
    Example:
      chm load && chm trace X/15 --format tree && chm serve
    """


for _verb in _VERBS:
    main.add_command(_verb)


if __name__ == "__main__":
    main()
