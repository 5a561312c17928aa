"""The verbs of the tokens for writing: token new, token list, token revoke."""

from __future__ import annotations

import click

from graph.command_line import settings


@click.group()
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

    click.echo(Tokens(settings().data).new(name, scopes, days))


@token.command(name="list")
def list_() -> None:
    """The tokens that were made, without their secrets.

    \b
    Example:
      chm token list
    """
    from api.tokens import Tokens

    for each in Tokens(settings().data).all():
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

    Tokens(settings().data).revoke(identifier)
