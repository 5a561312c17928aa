"""Measure everything in one run, print the figures with their ratios and goals, keep them in `bench/results`.

python -m bench                   everything: some minutes
python -m bench --quick           factors 1 and 10, 100,000 triples
python -m bench --only queries    one part; may be repeated
python -m bench mixed --minutes 30    mixed load, alone because of its length
python -m bench tracker [FOLDER]      what is read beside what the Secretariat coded by hand
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from bench import concepts, engines, http, load, mixed, peers, queries, records, startup, trace, tracker
from bench.figures import Figure, keep, table
from bench.gold import CORPUS

PARTS = {
    "startup": startup.measure,
    "queries": queries.measure,
    "trace": trace.measure,
    "http": http.measure,
    "engines": engines.measure,
    "peers": peers.measure,
    "load": load.measure,
    "records": records.measure,
    "concepts": concepts.measure,
}


@click.group(invoke_without_command=True)
@click.option("--quick", is_flag=True, help="Smaller: a smoke test, no measurement.")
@click.option("--only", multiple=True, type=click.Choice(sorted(PARTS)), help="Only this part.")
@click.pass_context
def main(context: click.Context, quick: bool, only: tuple[str, ...]) -> None:
    """What the project costs, in figures and ratios."""
    if context.invoked_subcommand:
        return
    for part, measure in PARTS.items():
        if only and part not in only:
            continue
        _told(part, measure(quick), quick)


@main.command("mixed")
@click.option("--minutes", default=30.0, show_default=True, help="How long.")
def mixed_load(minutes: float) -> None:
    """Readers, a hostile query every second, and a load that replaces graphs."""
    _told("mixed", mixed.measure(minutes), quick=False)


@main.command("tracker")
@click.argument("folder", type=click.Path(path_type=Path), default=CORPUS)
def tracked(folder: Path) -> None:
    """Our reading beside the codes of the decision-tracking tool."""
    for line in tracker.report(folder):
        click.echo(line)


def _told(part: str, figures: Iterable[Figure], quick: bool) -> None:
    found = []
    for figure in figures:
        found.append(figure)
        click.echo(table(part, [figure]))
    keep(part, found, quick)


if __name__ == "__main__":
    main()
