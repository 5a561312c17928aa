"""PDF: the text of each page as lines (pypdf). A page without text, or an encrypted file, is said."""

from __future__ import annotations

import logging
from io import BytesIO

from graph.errors import SourceError
from loaders.readers.extract import Extract
from loaders.text import Line


def read_pdf(data: bytes, file: str) -> Extract:
    """The lines of a PDF, with their pages. Raises SourceError for a broken, encrypted or scanned file."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.ERROR)
    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise SourceError(file, "the PDF is encrypted", remedy="give a copy without a password")
        pages = [page.extract_text() for page in reader.pages]
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError) as fault:
        raise SourceError(file, f"not a readable PDF ({fault})", remedy="save the PDF anew") from fault
    found: list[Line] = []
    for page, text in enumerate(pages, 1):
        found += [Line(row, len(found) + n, page) for n, row in enumerate(text.split("\n"), 1)]
    if not any(line.text.strip() for line in found):
        remedy = "give a PDF with text, or recognise the scan first"
        raise SourceError(file, f"{len(pages)} pages without any text", place="page 1", remedy=remedy)
    return Extract(tuple(found))
