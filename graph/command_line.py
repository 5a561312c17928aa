"""What every verb of the command line stands on: the settings, the opened store, and errors told as exit codes.

Exit codes: 0 all done, 1 done but something was refused or not found, 2 wrong usage, 3 the store could not be used.
The verbs are in the rooms they belong to (graph, loaders, api: `commands.py`); chm.py lists them. All of these modules
import what is heavy inside the verb that needs it, so that `chm --help` answers at once.
"""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graph.errors import ChmError, IdentifierError, QueryError, StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.settings import Settings
    from graph.store import Reader, Store

OUT = click.Path(dir_okay=False, path_type=Path)
"""A file to be written."""


class Verbs(click.Group):
    """A group of verbs that turns the project's errors into one line and an exit code."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the verb; a usage, a store and any other error of the project end with 2, 3 and 1."""
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


def settings() -> Settings:
    """The settings of the environment and of `chm.toml`. Raises StoreError that names each wrong one."""
    from graph.settings import Settings

    return Settings.read()


@contextmanager
def writing() -> Iterator[Store]:
    """The store, for as long as the block lasts. Raises StoreError where another process writes to it."""
    from graph.store import open_store

    store = open_store(settings())
    try:
        yield store
    finally:
        store.close()


@contextmanager
def reading() -> Iterator[Reader]:
    """The last generation, for as long as the block lasts. Raises NotFound where nothing was published."""
    from graph.store import open_reader

    reader = open_reader(settings())
    try:
        yield reader
    finally:
        reader.close()
