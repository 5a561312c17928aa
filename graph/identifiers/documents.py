"""Meeting documents and their UN symbols."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.errors import IdentifierError

_CHECKSUM = re.compile(r"[0-9a-f]{16}")
_FILED = re.compile(r"document sha256-(?P<checksum>[0-9a-f]{16})", re.IGNORECASE)
_SUFFIX = re.compile(r"(ADD|REV|CORR|AMEND|ANNEX)\.?0*(\d+)")
_SERIES = re.compile(r"(CRP|L|WG)\.?0*(\d+)")
_INFORMATION = re.compile(r"INF\.?0*(\d+)")
_NUMBERS = re.compile(r"\d+(-\d+)?")
_SEGMENT = re.compile(r"[A-Z0-9]+([.-][A-Z0-9]+)*")
_SESSION_AT = 1
_OUTSIDE = ("FCCC", "A")
"""The first segments of the symbols of other bodies that are read: the climate convention, the General Assembly."""
_ACTS = ("RES", "DEC")
_HOST = "https://www.cbd.int"


def displayed_symbol(text: str) -> str | None:
    """A document symbol as it is displayed, from any way to write it; None when it is no CBD symbol.

    The Secretariat's index keeps symbols in upper case without dots (`ADD1`); dots are put back after Add, Rev, Corr,
    Amend, Annex, CRP, L and WG. A trailing `*` is a note mark. Underscores stand for slashes in IRI paths.

    >>> displayed_symbol("cbd/sbi/3/11/ADD1/AMEND1"), displayed_symbol("UNEP_CBD_COP_10_WG2_CRP14")
    ('CBD/SBI/3/11/Add.1/Amend.1', 'UNEP/CBD/COP/10/WG.2/CRP.14')
    """
    segments = text.upper().replace("_", "/").rstrip("*").split("/")
    if segments[0] in _OUTSIDE:
        return _outside_symbol(segments)
    prefix = ["UNEP"] if segments[0] == "UNEP" else []
    series, rest = segments[len(prefix) :][:1], segments[len(prefix) + 1 :]
    if series != ["CBD"] or len(rest) <= _SESSION_AT or not any(_NUMBERS.fullmatch(part) for part in rest):
        return None
    shown = [rest[0], *(_displayed(segment) for segment in rest[_SESSION_AT:])]
    if not _SEGMENT.fullmatch(rest[0]) or not all(shown):
        return None
    return "/".join([*prefix, "CBD", *shown])


def _outside_symbol(segments: list[str]) -> str | None:
    """A symbol of another body as displayed, such as FCCC/CP/2015/10/Add.2 or A/77/945."""
    shown = [_displayed(segment) for segment in segments[1:]]
    told = len(shown) > 1 and shown[0] not in _ACTS and all(shown) and any(part.isdecimal() for part in shown)
    return "/".join([segments[0], *shown]) if told else None


def _displayed(segment: str) -> str:
    """One segment after the body, as displayed; empty when it cannot stand in a symbol."""
    if not _SEGMENT.fullmatch(segment):
        return ""
    if suffix := _SUFFIX.fullmatch(segment):
        return f"{suffix[1].capitalize()}.{suffix[2]}"
    if series := _SERIES.fullmatch(segment):
        return f"{series[1]}.{series[2]}"
    if information := _INFORMATION.fullmatch(segment):
        return f"INF/{information[1]}"
    return str(int(segment)) if segment.isdecimal() else segment


@dataclass(frozen=True, slots=True)
class Document:
    """A meeting document by its displayed symbol; `parse` turns any other way to write it into this one.

    Raises IdentifierError for a symbol that is not in its displayed form.

    >>> Document("UNEP/CBD/SBSTTA/10/11").path
    'document/UNEP_CBD_SBSTTA_10_11'
    """

    symbol: str

    def __post_init__(self) -> None:
        shown = displayed_symbol(self.symbol)
        if shown is None or "_" in self.symbol:
            raise IdentifierError(f"{self.symbol!r} is no symbol of a CBD document, like UNEP/CBD/SBSTTA/10/11")
        if shown != self.symbol:
            raise IdentifierError(f"the document symbol {self.symbol!r} is displayed {shown!r}; parse it first")

    @property
    def path(self) -> str:
        """The IRI path: no symbol holds an underscore, so it reads both ways."""
        return "document/" + self.symbol.replace("/", "_")

    @property
    def label(self) -> str:
        """The symbol."""
        return self.symbol

    @property
    def normalised(self) -> str:
        """The symbol as the Secretariat's index stores it: `CBD/SBI/3/11/ADD1/AMEND1`; others keep their dots."""
        if self._outside:
            return self.symbol.upper()
        return self.symbol.upper().replace(".", "")

    @property
    def page(self) -> str:
        """The official address, which redirects to the document in its meeting."""
        return f"https://undocs.org/{self.symbol}" if self._outside else f"{_HOST}/documents/{self.symbol}"

    def spellings(self) -> tuple[str, ...]:
        """Every spelling that reads back to this document, the symbol first."""
        slashes = f"document/{self.symbol}"
        if self._outside:
            return self.symbol, self.normalised, self.symbol.replace("/", "_"), self.path
        return self.symbol, self.normalised, self.symbol.replace("/", "_"), slashes, self.page, self.path

    @property
    def _outside(self) -> bool:
        return self.symbol.partition("/")[0] in _OUTSIDE


@dataclass(frozen=True, slots=True)
class FiledDocument:
    """A document that has no symbol, known by its file: the first 16 digits of the SHA-256 checksum of its bytes.

    The same bytes have the same identifier under any name; a corrected file is another document. Raises
    IdentifierError for a checksum of another shape.

    >>> FiledDocument("3f2a5b7c9d0e1f23").path
    'document/sha256-3f2a5b7c9d0e1f23'
    """

    checksum: str

    def __post_init__(self) -> None:
        if not _CHECKSUM.fullmatch(self.checksum):
            raise IdentifierError(f"{self.checksum!r} is not the beginning of a checksum: 16 digits, 0-9 and a-f")

    @property
    def path(self) -> str:
        """The IRI path; no symbol begins like it."""
        return f"document/sha256-{self.checksum}"

    @property
    def label(self) -> str:
        """The checksum, said to be a document's."""
        return f"document sha256-{self.checksum}"

    @property
    def symbol(self) -> None:
        """It has none."""

    @property
    def page(self) -> None:
        """No address is known."""

    def spellings(self) -> tuple[str, ...]:
        """Every spelling that reads back to this document."""
        return self.label, self.path


def filed(text: str) -> FiledDocument | None:
    """The document behind its label; None for anything else.

    >>> filed("document sha256-3F2A5B7C9D0E1F23").path
    'document/sha256-3f2a5b7c9d0e1f23'
    """
    found = _FILED.fullmatch(text)
    return FiledDocument(found["checksum"].lower()) if found else None
