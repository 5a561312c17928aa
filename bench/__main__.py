"""Measure everything in one run, print the figures with their ratios and goals, keep them in `bench/results`.

python -m bench                   everything: some minutes
python -m bench --quick           factors 1 and 10, 100,000 triples
python -m bench --only queries    one part; may be repeated
"""

from __future__ import annotations

import click

from bench import concepts, engines, http, load, queries, startup, trace
from bench.figures import keep, table

PARTS = {
    "startup": startup.measure,
    "queries": queries.measure,
    "trace": trace.measure,
    "http": http.measure,
    "engines": engines.measure,
    "load": load.measure,
    "concepts": concepts.measure,
}


@click.command()
@click.option("--quick", is_flag=True, help="Smaller: a smoke test, no measurement.")
@click.option("--only", multiple=True, type=click.Choice(sorted(PARTS)), help="Only this part.")
def main(quick: bool, only: tuple[str, ...]) -> None:
    """What the project costs, in figures and ratios."""
    for part, measure in PARTS.items():
        if only and part not in only:
            continue
        found = []
        for figure in measure(quick):
            found.append(figure)
            click.echo(table(part, [figure]))
        keep(part, found, quick)


if __name__ == "__main__":
    main()
