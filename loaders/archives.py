"""Archives (ZIP, tar, tar.gz and its kin) and single files packed with gzip: their members as inputs of a load, read in
memory and within limits.

Nothing is ever written to disk, so that no member can escape; a name that tries to is refused all the same, since it
would stand in the provenance. Archives inside archives are not opened. A Darwin Core archive is one input, not one for
each of its files: `meta.xml` says what they are together.
"""

from __future__ import annotations

import gzip
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from io import BytesIO
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import BinaryIO

from graph.errors import SourceError
from loaders.readers.package import (
    HIGHEST_RATIO,
    LARGEST_MEMBER,
    LARGEST_TOTAL,
    MOST_MEMBERS,
    RATIO_COUNTS_FROM,
    member_bytes,
    open_package,
    refuse_bomb,
)

INSIDE = "!/"
"""Stands between an archive and its member, as in the URLs of Java archives: `decisions.zip!/cop/x-15.txt`."""
LARGEST_ARCHIVE = LARGEST_TOTAL
"""Packed bytes: an archive is held in memory while its members are read."""
META = "meta.xml"
"""What says of a Darwin Core archive which of its files is what; it stands at the top, or in the only folder there."""
_DARWIN_CORE = b"rs.tdwg.org/dwc/text"
_HEAD = 512
_GZIP = b"\x1f\x8b"
_PACKED = (_GZIP, b"BZh", b"\xfd7zXZ\x00")
_USTAR = slice(257, 262)
_OFFICE = {"[Content_Types].xml", "mimetype"}
_ENDINGS = (".tar", ".tgz", ".tbz2", ".txz", ".tar.gz", ".tar.bz2", ".tar.xz")


@dataclass(frozen=True, slots=True)
class Member:
    """A member of an archive, or the archive itself where it is refused: reading it then raises `fault`.

    Has of a path what a load needs of it.
    """

    name: str
    data: bytes | None = None
    archive: Path | None = None
    inside: str = ""
    fault: SourceError | None = None

    def __str__(self) -> str:
        return self.name

    def read_bytes(self) -> bytes:
        """The bytes of the member. Raises SourceError for one that is broken, hostile or beyond the limits."""
        if self.fault is not None:
            raise self.fault
        if self.data is not None:
            return self.data
        if self.archive is None:
            raise SourceError(self.name, "a member of no archive")
        return member_bytes(_package(self.archive), self.inside, self.name)


@cache
def _package(archive: Path) -> zipfile.ZipFile:
    return open_package(archive.read_bytes(), str(archive))


def is_archive(path: Path) -> bool:
    """Whether a file is an archive, told from its first bytes; Office files, which are ZIP files too, are none."""
    try:
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
        if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
            with zipfile.ZipFile(path) as package:
                return not _OFFICE & set(package.namelist())
    except zipfile.BadZipFile:
        return path.suffix.lower() == ".zip"
    except OSError:
        return False
    tar = head[_USTAR] == b"ustar" or (head.startswith(_PACKED) and path.name.lower().endswith(_ENDINGS))
    return tar or head.startswith(_GZIP)


def members(path: Path) -> Iterator[Member]:
    """The members of an archive in the order of their names; hostile ones are there, to be refused by name.

    An archive that cannot be opened or goes beyond the limits is one member that is refused.
    """
    try:
        if path.stat().st_size > LARGEST_ARCHIVE:
            reason = f"larger than {LARGEST_ARCHIVE} bytes"
            raise SourceError(str(path), reason, remedy="pack fewer files")  # noqa: TRY301 - one refusal for all
        with path.open("rb") as stream:
            zipped = stream.read(2) == b"PK"
            stream.seek(0)
            single = None if zipped else _gzip_member(path)
            size = path.stat().st_size
            found = (
                [single] if single else list(_zip_members(path) if zipped else _tar_members(str(path), stream, size))
            )
        if _is_darwin_core({member.name.partition(INSIDE)[2]: member.read_bytes for member in found}) is not None:
            broken = next((member.fault for member in found if member.fault), None)
            found = [Member(str(path), None if broken else path.read_bytes(), fault=broken)]
    except SourceError as fault:
        yield Member(str(path), fault=fault)
        return
    yield from sorted(found, key=lambda member: member.name)


def _gzip_member(path: Path) -> Member | None:
    """What a gzip file holds that is no tar file, named without its last ending; None for any other file."""
    if path.name.lower().endswith(_ENDINGS):
        return None
    try:
        with gzip.open(path) as stream:
            data = stream.read(_HEAD)
            if data[_USTAR] == b"ustar":
                return None
            data += stream.read(LARGEST_MEMBER + 1 - len(data))
    except gzip.BadGzipFile:
        return None
    except (OSError, EOFError, zlib.error) as fault:
        raise SourceError(str(path), f"not a readable gzip file ({fault})", remedy="pack it anew") from fault
    refuse_bomb(str(path), path.stem, len(data), path.stat().st_size, len(data))
    return Member(f"{path}{INSIDE}{path.stem}", data)


def _zip_members(path: Path) -> Iterator[Member]:
    _package.cache_clear()
    for info in _package(path).infolist():
        if info.is_dir():
            continue
        name = f"{path}{INSIDE}{info.filename}"
        yield _refused(name, info.filename) or Member(name, archive=path, inside=info.filename)


def _refused(name: str, inside: str) -> Member | None:
    """The member as one to be refused, where its name leaves the archive."""
    parts = PurePosixPath(inside.replace("\\", "/")).parts
    if not inside.startswith("/") and not PureWindowsPath(inside).drive and ".." not in parts:
        return None
    reason = "the member's path leaves the archive"
    return Member(name, fault=SourceError(name, reason, place=inside, remedy="pack it with a path inside"))


def darwin_core_files(data: bytes, name: str) -> Mapping[str, Callable[[], bytes]] | None:
    """The readers of the files of a Darwin Core archive by their names beside `meta.xml`; None for any other bytes.

    Raises SourceError, as its readers do, for an archive that is broken or beyond the limits.
    """
    if data.startswith(b"PK\x03\x04"):
        package = open_package(data, name)
        files: dict[str, Callable[[], bytes]] = {
            info.filename: partial(member_bytes, package, info, name)
            for info in package.infolist()
            if not info.is_dir() and not _refused(name, info.filename)
        }
    elif data.startswith(_PACKED) or data[_USTAR] == b"ustar":
        try:
            found = list(_tar_members(name, BytesIO(data), len(data)))
        except SourceError:
            return None  # packed, and no tar file: told by whoever reads other formats
        files = {member.name.partition(INSIDE)[2]: member.read_bytes for member in found}
    else:
        return None
    top = _is_darwin_core(files)
    if top is None:
        return None
    return {inside.removeprefix(top): read for inside, read in files.items() if inside.startswith(top)}


def _is_darwin_core(files: Mapping[str, Callable[[], bytes]]) -> str | None:
    """Where in an archive `meta.xml` stands that makes it a Darwin Core archive: `""` or `folder/`."""
    tops = _tops(files)
    at = META if META in files else f"{next(iter(tops))}/{META}" if len(tops) == 1 else ""
    return at.removesuffix(META) if at in files and _DARWIN_CORE in files[at]() else None


def _tops(files: Iterable[str]) -> set[str]:
    """The first folders of members; what a Mac adds to an archive counts for nothing."""
    return {PurePosixPath(file).parts[0] for file in files if not file.startswith(("__MACOSX", "."))}


def _tar_members(name: str, packed: BinaryIO, size: int) -> Iterator[Member]:
    """A packed tar file has no directory: it is read once, and the limits hold while it is unpacked."""
    total = 0
    try:
        with tarfile.open(fileobj=packed, mode="r|*") as archive:
            for count, info in enumerate(archive, 1):
                total += info.size
                if count > MOST_MEMBERS:
                    reason = f"more than {MOST_MEMBERS} members"
                    raise SourceError(name, reason, place=info.name, remedy="pack fewer files")
                refuse_bomb(name, info.name, info.size, None, total)
                if total > RATIO_COUNTS_FROM and total > HIGHEST_RATIO * size:
                    reason = f"unpacks to over {HIGHEST_RATIO} times its size"
                    raise SourceError(name, reason, place=info.name, remedy="unpack it and load its files")
                if not info.isdir():
                    yield _tar_member(name, archive, info)
    except (tarfile.TarError, OSError, EOFError, ValueError) as fault:
        raise SourceError(name, f"not a readable tar file ({fault})", remedy="pack it anew") from fault


def _tar_member(packed: str, archive: tarfile.TarFile, info: tarfile.TarInfo) -> Member:
    name = f"{packed}{INSIDE}{info.name}"
    if refused := _refused(name, info.name):
        return refused
    stream = archive.extractfile(info) if info.isreg() else None
    if stream is None:
        reason = "a link or device, not a file"
        return Member(name, fault=SourceError(name, reason, place=info.name, remedy="pack the file itself"))
    return Member(name, stream.read())
