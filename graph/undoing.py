"""A write that can be stopped: the state before it stands beside the writer's database until the write has ended.

    data/before-7/store          the database as it was when generation 7 was the last one
    data/before-7/unpublished    what no generation had then, where there was anything

Who opens the store next takes back what a process that was killed has left; what it had published stays.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.generations import numbers

_BEFORE, _FORMER = "before-", "former"
_STORE, _UNPUBLISHED = "store", "unpublished"
MAKING = "keeping"
"""A folder that holds a state that is not kept yet, or no longer; it may be swept."""


@contextmanager
def kept_before(folder: Path, backup: Callable[[Path], None]) -> Iterator[None]:
    """Keeps the state of a store's folder for the time of a write; `backup` copies the database to a new folder.

    What is raised inside leaves it there: the next who opens the store goes back to it.
    """
    making = folder / MAKING
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir()
    backup(making / _STORE)
    if (folder / _UNPUBLISHED).exists():
        shutil.copy(folder / _UNPUBLISHED, making / _UNPUBLISHED)
    kept = making.rename(folder / f"{_BEFORE}{max(numbers(folder), default=0)}")
    yield
    # renamed first: a half-deleted one must not be gone back to
    shutil.rmtree(kept.rename(making), ignore_errors=True)


def begun(folder: Path) -> Path | None:
    """The state before a write that has not ended, or that was stopped."""
    return next(folder.glob(f"{_BEFORE}*"), None)


def take_back(folder: Path, nobody_writes: Callable[[], object]) -> None:
    """Goes back to the state before a write that was stopped, unless that was published.

    `nobody_writes` opens and closes the database; it raises StoreError while another process has it open. Who comes
    at the same time waits.
    """
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        if (kept := begun(folder)) is None:
            return
        if (folder / _STORE).exists():
            nobody_writes()
        if int(kept.name.removeprefix(_BEFORE)) == max(numbers(folder), default=0):
            _exchange(folder, kept)
        shutil.rmtree(kept, ignore_errors=True)
    finally:
        os.close(handle)


def _exchange(folder: Path, kept: Path) -> None:
    """Each step can be the last one of a process, and is done again by the next."""
    if (kept / _STORE).is_dir():
        if (folder / _STORE).exists():
            shutil.rmtree(folder / _FORMER, ignore_errors=True)
            (folder / _STORE).rename(folder / _FORMER)
        (kept / _STORE).rename(folder / _STORE)
    (folder / _UNPUBLISHED).unlink(missing_ok=True)
    if (kept / _UNPUBLISHED).exists():
        shutil.copy(kept / _UNPUBLISHED, folder / _UNPUBLISHED)
