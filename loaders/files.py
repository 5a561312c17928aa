"""Which files a load was asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from graph.errors import SourceError

_EXPLAINS = ("readme", "license", "licence", "manifest.csv")


def files(paths: Iterable[Path]) -> Iterator[Path]:
    """The files of files and folders, folders in the order of their names; what only explains a folder is left out.

    Raises SourceError for a path that does not exist.
    """
    for path in paths:
        if path.is_dir():
            yield from (found for found in sorted(path.rglob("*")) if found.is_file() and _is_input(found, path))
        elif path.is_file():
            yield path
        else:
            raise SourceError(str(path), "no such file or folder", remedy="check the path")


def _is_input(file: Path, folder: Path) -> bool:
    hidden = any(part.startswith(".") for part in file.relative_to(folder).parts)
    return not hidden and not file.name.lower().startswith(_EXPLAINS)
