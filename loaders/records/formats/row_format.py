"""What a format of records is: the seam between the bytes of a file and its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from loaders.records.reading import Unread
from loaders.records.rows import Row


@dataclass(frozen=True, slots=True)
class RowFormat:
    """A format: `reads` gives the rows of a file (bytes and file name), None where the bytes are not of the format, and
    among them what of the file is no row: it is told, and kept with its place.

    It raises SourceError for a file that is of the format and broken. Libraries are imported only once bytes look like
    the format.
    """

    name: str
    media_type: str
    reads: Callable[[bytes, str], Iterable[Row | Unread] | None]


def begins(data: bytes, *marks: bytes) -> bool:
    """Whether the first character that is no space is one of `marks`.

    >>> begins(b" [1]", b"{", b"[")
    True
    """
    return data[:64].removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in marks
