"""Every error the project raises on purpose, in one tree.

    ChmError
    ├── IdentifierError      a text that is no identifier in any spelling
    ├── SourceError          a file that cannot be read, or not as what it claims to be
    ├── ShapeViolation       a source graph that its SHACL shapes refuse
    ├── VocabularyError      a thesaurus that is not fit to be used
    ├── QueryError           a query that is not SPARQL, is not allowed, or has wrong parameters
    ├── NotFound             an identifier or generation that the graph does not hold
    └── StoreError           the store or engine could not be used

The command line prints one line for each and the HTTP face maps each class to one problem
document (RFC 9457); nothing below them knows of either.
"""

from __future__ import annotations


class ChmError(Exception):
    """The root: never raised itself."""


class IdentifierError(ChmError, ValueError):
    """A text that is no identifier in any spelling that the field uses."""


class SourceError(ChmError):
    """A file that cannot be read: says which file, where in it, why, and what to do.

    >>> str(SourceError("x-15.zh.txt", "byte 12 is not UTF-8", place="line 3", remedy="save it as UTF-8"))
    'x-15.zh.txt: line 3: byte 12 is not UTF-8; save it as UTF-8'
    """

    def __init__(self, file: str, reason: str, *, place: str = "", remedy: str = "") -> None:
        self.file, self.reason, self.place, self.remedy = file, reason, place, remedy
        text = ": ".join(part for part in (file, place, reason) if part)
        super().__init__(f"{text}; {remedy}" if remedy else text)


class ShapeViolation(ChmError):
    """A source graph refused by its shapes; the text names shape, focus node, file and line, `place` the line."""

    def __init__(self, message: str, *, place: str = "") -> None:
        self.place = place
        super().__init__(message)


class VocabularyError(ChmError):
    """A thesaurus that is not fit to be used."""


class QueryError(ChmError, ValueError):
    """A query that is not SPARQL, is not allowed, or was given wrong parameters."""


class NotFound(ChmError, LookupError):
    """An identifier or generation that the graph does not hold."""


class StoreError(ChmError):
    """The store or engine could not be used."""
