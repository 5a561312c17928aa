"""Which files a load was asked for; archives are asked for by their members."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath, PurePosixPath

from graph.errors import SourceError
from loaders.archives import INSIDE, Member, is_archive, members

Input = Path | Member
"""A file, or a member of an archive: both have `read_bytes` and their name as `str`."""

_EXPLAINS = ("readme", "license", "licence", "manifest.csv")


def files(paths: Iterable[Path]) -> Iterator[Input]:
    """The files of files, folders and archives, in the order of their names; what only explains a folder is left out.

    Raises SourceError for a path that does not exist.
    """
    for path in paths:
        if path.is_dir():
            for found in sorted(path.rglob("*")):
                if found.is_file() and _is_input(found.relative_to(path)):
                    yield from _opened(found)
        elif path.is_file():
            yield from _opened(path)
        else:
            raise SourceError(str(path), "no such file or folder", remedy="check the path")


def named(paths: Iterable[Path]) -> tuple[tuple[str, Input], ...]:
    """The files with their names within the load: below the folder that was asked for, and that folder before it where
    two files would have the same name. Raises SourceError for a path that does not exist.
    """
    found = [(_within(path, str(file)), path, file) for path in paths for file in files([path])]
    counted = Counter(name for name, _, _ in found)
    return tuple((f"{_folder(path)}/{name}" if counted[name] > 1 else name, file) for name, path, file in found)


def _within(path: Path, file: str) -> str:
    if not path.is_dir():
        return name_of(file)
    outer, inside, inner = file.partition(INSIDE)
    return PurePath(outer).relative_to(path).as_posix() + inside + inner


def _folder(path: Path) -> str:
    return (path if path.is_dir() else path.parent).resolve().name


def name_of(file: str) -> str:
    """A file's name without its folders; a member of an archive keeps its place there.

    >>> name_of("in/decisions.zip!/cop/x-15.txt"), name_of("in/x-15.txt")
    ('decisions.zip!/cop/x-15.txt', 'x-15.txt')
    """
    outer, inside, inner = file.partition(INSIDE)
    return PurePath(outer).name + inside + inner


def _opened(path: Path) -> Iterator[Input]:
    if not is_archive(path):
        yield path
        return
    for member in members(path):
        if member.fault is not None or _is_input(PurePosixPath(member.name.partition(INSIDE)[2])):
            yield member


def _is_input(file: PurePath) -> bool:
    hidden = any(part.startswith((".", "__MACOSX")) for part in file.parts)
    return not hidden and not file.name.lower().startswith(_EXPLAINS)
