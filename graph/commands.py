"""The verbs that keep the store and look into it: dump, generations, rollback, refused, stats."""

from __future__ import annotations

from pathlib import Path

import click

from graph.command_line import OUT, reading, settings, writing


@click.command()
@click.option("--shard", metavar="N/OF", help="A share of the graphs, for one of several engines, such as 1/3.")
@click.option("--format", "form", default="nq", show_default=True, help="nq, trig, ttl, nt or jsonld.")
@click.option("--graph", metavar="IRI", help="Only this named graph (IRI or path).")
@click.option("-o", "--out", type=OUT)
def dump(form: str, graph: str | None, out: Path | None, shard: str | None) -> None:
    """Write the last generation, one graph of it, or a share of its graphs.

    \b
    Example:
      chm dump --graph decision/cop/10/15/zh --format ttl
    """
    from graph.holdings import Shard
    from graph.holdings import dump as write_dump

    share = Shard.parse(shard) if shard else None
    with reading() as reader:
        count = write_dump(reader, settings().names, form, graph, out, share)
    click.echo(f"{count} statements", err=True)


@click.command()
def generations() -> None:
    """The generations that are kept.

    \b
    Example:
      chm generations
    """
    with writing() as store:
        for kept in store.generations():
            when = f"{kept.created:%Y-%m-%d %H:%M:%S}"
            click.echo(f"{kept.number:6}  {when}  {kept.quads} statements, {kept.graphs} graphs")


@click.command()
@click.argument("number", type=int)
def rollback(number: int) -> None:
    """Make the state of an earlier generation the newest one.

    \b
    Example:
      chm rollback 3
    """
    with writing() as store:
        click.echo(f"generation {store.rollback(number)}")


@click.command()
def refused() -> None:
    """The files that were refused whole, and the records that their shapes refused, until their sources mend them or
    they are erased: file, place, field, reason.

    \b
    Example:
      chm refused
    """
    from graph.holdings import refused as refused_records

    with reading() as reader:
        for record in refused_records(reader):
            click.echo(str(record))


@click.command()
def stats() -> None:
    """How much the last generation holds.

    \b
    Example:
      chm stats
    """
    from graph.holdings import counts

    with reading() as reader:
        for name, count in counts(reader, settings().names).items():
            click.echo(f"{count:9}  {name}")
