"""PDF: the text of each page as lines (pypdf), without running heads and page numbers.

What repeats at the edges of pages is a leftover; on the first page only a page number is, since what stands there says
what the text is. A scan, a locked file or fonts without meaning are refused.
"""

from __future__ import annotations

import logging
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from graph.errors import SourceError
from loaders.readers.extract import Extract
from loaders.text import Leftover, Line

if TYPE_CHECKING:
    from pypdf import PdfReader

MOST_PAGES = 5000
"""Pages: the longest report of the field has some 1,000."""
MOST_CHARACTERS = 40_000_000
"""Characters: 8,000 on each of those pages; more is no printed text, and would not fit in memory as elements."""
MOST_WITHOUT_MEANING = 0.01
"""Share of characters that Unicode does not know or that steer: fonts without a table of their letters give them."""
_EDGE = 6
_REPEATED = 3
_SHARE = 0.2
_SHARE_COUNTING = 0.4
_NUMBERED = re.compile("\0.*\0")
_NUMBER = re.compile(r"\d+")
_PAGE_OF = re.compile(r"(?:.*\s)?(?P<page>\d{1,4})\s?/\s?(?P<pages>\d{1,4})$")
_SYMBOL = re.compile(r"[A-Z]{1,8}(?:/[A-Z0-9][\w.-]*){2,}\*?$")
_ONLY_NUMBER = re.compile(r"[-–—\s]*\d{1,4}[-–—\s]*$")
_LEFT = "running head or page number"

Rows = list[str]


def read_pdf(data: bytes, file: str) -> Extract:
    """The lines of a PDF, with their pages. Raises SourceError for a file that is broken, encrypted, scanned, too long
    or whose letters have no meaning."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise SourceError(file, "the PDF is encrypted", remedy="give a copy without a password")
        pages = list(_pages(reader, file))
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError, AttributeError, IndexError) as fault:
        raise SourceError(file, f"not a readable PDF ({fault})", remedy="save the PDF anew") from fault
    if not any(row.strip() for rows in pages for row in rows):
        remedy = "give a PDF with text, or recognise the scan first"
        raise SourceError(file, f"{len(pages)} pages without any text", place="page 1", remedy=remedy)
    _refuse_without_meaning(pages, file)
    return _extract(pages)


def _pages(reader: PdfReader, file: str) -> Iterator[Rows]:
    """The rows of each page, one page in memory at a time but for its text."""
    if len(reader.pages) > MOST_PAGES:
        reason = f"{len(reader.pages)} pages; {MOST_PAGES} are read at most"
        raise SourceError(file, reason, place=f"page {MOST_PAGES + 1}", remedy="split the file")
    total = 0
    for number, page in enumerate(reader.pages, 1):
        text = page.extract_text()
        total += len(text)
        if total > MOST_CHARACTERS:
            reason = f"more than {MOST_CHARACTERS} characters"
            raise SourceError(file, reason, place=f"page {number}", remedy="split the file")
        yield text.split("\n")


def _refuse_without_meaning(pages: Sequence[Rows], file: str) -> None:
    counts: Counter[str] = Counter()
    for rows in pages:
        for row in rows:
            counts.update(row)
    strange = sum(
        count
        for letter, count in counts.items()
        if unicodedata.category(letter) in {"Cc", "Cn"} and letter not in "\t\r\f"
    )
    if strange > MOST_WITHOUT_MEANING * counts.total():
        reason = (
            f"{strange} of {counts.total()} characters have no meaning: the fonts do not say which letters they draw"
        )
        raise SourceError(file, reason, place="whole text", remedy="print the original to PDF anew, or give it as text")


def _extract(pages: Sequence[Rows]) -> Extract:
    lines: list[Line] = []
    leftovers: list[Leftover] = []
    known = _repeated(pages)
    printed: set[str] = set()
    number = 0
    for page, rows in enumerate(pages, 1):
        left = _furniture(rows, page, len(pages), known, printed)
        for position, row in enumerate(rows):
            number += 1
            if position in left:
                leftovers.append(Leftover(row.strip(), _LEFT, number, page))
            else:
                lines.append(Line(row, number, page))
        printed.update(row.strip() for row in rows)
    return Extract(tuple(lines), tuple(leftovers))


def _edges(rows: Rows) -> tuple[list[int], list[int]]:
    """The positions of the first and the last printed rows of a page, each from the edge inwards."""
    printed = [position for position, row in enumerate(rows) if row.strip()]
    return printed[:_EDGE], printed[::-1][: min(_EDGE // 2, max(len(printed) - _EDGE, 0))]


def _keys(row: str, page: int) -> Iterator[str]:
    """What a row is when it repeats: itself, or itself with a number that counts as the pages do."""
    yield row
    for found in _NUMBER.finditer(row):
        if len(found[0]) <= 4:  # noqa: PLR2004 - page numbers
            yield f"{row[: found.start()]}\0{int(found[0]) - page}\0{row[found.end() :]}"


def _repeated(pages: Sequence[Rows]) -> set[str]:
    """The keys of rows that stand at the edges of several pages."""
    counts: Counter[str] = Counter()
    for page, rows in enumerate(pages, 1):
        head, foot = _edges(rows)
        edge = {rows[position].strip() for position in (*head, *foot)}
        counts.update({key for row in edge for key in _keys(row, page)})
    return {key for key, count in counts.items() if count >= max(_REPEATED, _share(key) * len(pages))}


def _share(key: str) -> float:
    """The share of pages that a key must stand on: one that counts could be a numbered heading on each page."""
    return _SHARE_COUNTING if "\0" in key and not _ONLY_NUMBER.match(_NUMBERED.sub("1", key)) else _SHARE


def _furniture(rows: Rows, page: int, pages: int, known: set[str], printed: set[str]) -> set[int]:
    """The positions of the rows of a page that are no text: from each edge, up to the last one that is known to be
    none, the rows that are known, and with them a title in between of which a row was printed on an earlier page."""
    left: set[int] = set()
    for edge in _edges(rows):
        texts = [rows[position].strip() for position in edge]
        told = [_is_furniture(text, page, pages, known) for text in texts]
        last = max((place for place, is_told in enumerate(told) if is_told), default=-1)
        between = [place for place in range(last + 1) if not told[place]]
        again = page > 1 and any(texts[place] in printed for place in between)
        left |= {edge[place] for place in range(last + 1) if told[place] or again}
    return left


def _is_furniture(text: str, page: int, pages: int, known: set[str]) -> bool:
    if (found := _PAGE_OF.match(text)) and int(found["page"]) == page and int(found["pages"]) == pages:
        return True
    whole, *counted = _keys(text, page)
    if any(key in known for key in counted) and (page > 1 or _ONLY_NUMBER.match(text)):
        return True
    return page > 1 and (whole in known or bool(_SYMBOL.match(text)))
