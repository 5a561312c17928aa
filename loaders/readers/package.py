"""ZIP packages (Office files, archives): opened in memory, and only within limits."""

from __future__ import annotations

import lzma
import zipfile
import zlib
from io import BytesIO

from graph.errors import SourceError

MEBIBYTE = 1024 * 1024
LARGEST_MEMBER = 64 * MEBIBYTE
"""Unpacked bytes of one member: the largest text of the field, a COP report in six languages, has 8 MiB."""
LARGEST_TOTAL = 512 * MEBIBYTE
"""Unpacked bytes of all members: everything that the field has published in one archive, and room in memory."""
MOST_MEMBERS = 20_000
"""Members: more than all decisions and documents of the Convention in one language."""
HIGHEST_RATIO = 200
"""Unpacked to packed bytes: text and markup reach 20, tables of zeros 100; a bomb reaches 1,000 and more."""
RATIO_COUNTS_FROM = MEBIBYTE
"""Unpacked bytes from which the ratio counts: a short file of blanks is no bomb."""
_ENCRYPTED = 0x1
_TYPES = "[Content_Types].xml"
_PROLOGUE = 4096
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, NotImplementedError, OSError, EOFError, RuntimeError, ValueError),
)


def open_package(data: bytes, file: str) -> zipfile.ZipFile:
    """A ZIP file whose directory keeps the limits. Raises SourceError for a broken file or one beyond them."""
    try:
        package = zipfile.ZipFile(BytesIO(data))
        members = package.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as fault:
        raise SourceError(file, f"not a readable ZIP file ({fault})", remedy="pack it anew") from fault
    if len(members) > MOST_MEMBERS:
        reason = f"{len(members)} members; {MOST_MEMBERS} are read at most"
        raise SourceError(file, reason, place="directory", remedy="pack fewer files")
    total = 0
    for member in members:
        total += member.file_size
        refuse_bomb(file, member.filename, member.file_size, member.compress_size, total)
    return package


def is_workbook(data: bytes, file: str) -> bool:
    """Whether a package holds a workbook. Raises SourceError as `open_package`, and for a part with a document type,
    since entities (bombs, external files) need one."""
    package = open_package(data, file)
    if _TYPES not in package.namelist() or b"spreadsheetml" not in member_bytes(package, _TYPES, file):
        return False
    for member in package.infolist():
        with package.open(member) as stream:
            head = stream.read(_PROLOGUE).replace(b"\x00", b"")
        if member.filename.endswith((".xml", ".rels")) and b"<!DOCTYPE" in head:
            raise SourceError(file, "the XML has a document type", place=member.filename, remedy="remove the DOCTYPE")
    return True


def refuse_bomb(file: str, member: str, size: int, packed: int | None, total: int) -> None:
    """Raise SourceError, with the member as place, where sizes go beyond the limits; `packed` where it is known."""
    remedy = "if the file is meant, unpack it and load its files one by one"
    if size > LARGEST_MEMBER:
        raise SourceError(file, f"unpacks to more than {LARGEST_MEMBER} bytes", place=member, remedy=remedy)
    if packed is not None and size > RATIO_COUNTS_FROM and size > HIGHEST_RATIO * max(packed, 1):
        raise SourceError(file, f"unpacks to over {HIGHEST_RATIO} times its size", place=member, remedy=remedy)
    if total > LARGEST_TOTAL:
        raise SourceError(file, f"all members unpack to more than {LARGEST_TOTAL} bytes", place=member, remedy=remedy)


def member_bytes(package: zipfile.ZipFile, member: str | zipfile.ZipInfo, file: str) -> bytes:
    """The bytes of a member, never more than its limit whatever the directory says of it.

    Raises SourceError for a broken, encrypted or oversized member.
    """
    info = member if isinstance(member, zipfile.ZipInfo) else package.getinfo(member)
    if info.flag_bits & _ENCRYPTED:
        raise SourceError(file, "the member is encrypted", place=info.filename, remedy="pack it without a password")
    try:
        with package.open(info) as stream:
            data = stream.read(LARGEST_MEMBER + 1)
    except _BROKEN as fault:
        raise SourceError(file, f"broken member ({fault})", place=info.filename, remedy="pack it anew") from fault
    refuse_bomb(file, info.filename, len(data), info.compress_size, len(data))
    return data
