"""RIS and BibTeX, which reference managers write: each entry is a row, its fields by the names of the library that
reads them. Worked out besides: `id`, `doi` and `issued`.

An entry is known by its DOI; without one by its key, which means nothing outside its file, so the file's name stands
before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from graph.errors import SourceError
from loaders.readers.plain import decode
from loaders.readers.table import stem
from loaders.records.formats.oai import doi_in
from loaders.records.formats.row_format import RowFormat
from loaders.records.reading import Unread
from loaders.records.rows import Row, Tree

_RIS = re.compile(rb"(?:\xef\xbb\xbf)?\s*TY {1,2}- ?\S")
_RIS_FIRST = re.compile(r"(?m)^[ \t]*TY {1,2}-")
_RIS_LAST = re.compile(r"(?m)^\s*ER {1,2}-[^\n]*$")
_RIS_DATE = re.compile(r"(\d{4})(?:/(\d{1,2}))?(?:/(\d{1,2}))?(?:/.*)?")
_BIBTEX = re.compile(rb"(?:\xef\xbb\xbf)?(?:\s|%[^\n]*\n)*@\s*[A-Za-z]+\s*[{(]")
_WORD = re.compile(r"\w+")
_KEYWORDS = re.compile(r"\s*[;,]\s*")


def _ris(data: bytes, name: str) -> Iterable[Row | Unread] | None:
    return _ris_rows(decode(data, name), stem(name)) if _RIS.match(data) else None


def _ris_rows(text: str, file: str) -> Iterator[Row | Unread]:
    import rispy

    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    starts = [match.start() for match in _RIS_FIRST.finditer(plain)]
    line = 1 + plain.count("\n", 0, starts[0])
    for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(plain)], strict=True), start=1):
        entry, place = plain[start:end].strip(), f"line {line}"
        line += plain.count("\n", start, end)
        if not (last := _RIS_LAST.search(entry)):
            yield Unread(number, "ER", "", "the entry has no end; it is read up to the next one", place)
            entry += "\nER  - "
        elif left := entry[last.end() :].strip():
            yield Unread(number, "ER", left, "stands behind the end of the entry", place)
            entry = entry[: last.end()]
        try:
            found: list[dict[str, Any]] = rispy.loads(entry + "\n")
        except (OSError, ValueError, KeyError, IndexError) as fault:
            yield Unread(number, "TY", "", f"the entry cannot be read: {fault}", place)
            continue
        for fields in found[:1]:
            unknown = fields.pop("unknown_tag", {})
            yield from (Unread(number, tag or "TY", said, "is no field of RIS", place)
                        for tag, values in unknown.items() for said in values)  # fmt: skip
            yield Row(number, place, _ris_tree(fields, file))


def _ris_tree(fields: dict[str, Any], file: str) -> dict[str, Tree]:
    tree: dict[str, Tree] = {name: value for name, value in fields.items() if value}
    doi = next((doi for name in (fields.get("doi", ""), *fields.get("urls", ())) if (doi := doi_in(name))), "")
    for name in ("year", "publication_year", "date"):
        if "issued" not in tree and (match := _RIS_DATE.fullmatch(str(fields.get(name, "")).strip())):
            tree["issued"] = "-".join(part.zfill(2) for part in match.groups() if part)
    key = fields.get("id") or fields.get("accession_number") or _key(fields)
    return tree | _named(doi, str(key), file)


def _key(fields: dict[str, Any]) -> str:
    """A key as people make them, of first author, year and title: for entries that have none."""
    author = next(iter(fields.get("authors") or fields.get("first_authors") or ()), "")
    title = str(fields.get("title") or fields.get("primary_title") or "")
    words = (author.partition(",")[0], str(fields.get("year") or fields.get("publication_year") or "")[:4], title)
    return "-".join(word.lower() for part in words for word in _WORD.findall(part))


def _named(doi: str, key: str, file: str) -> dict[str, Tree]:
    if doi:
        return {"id": doi, "doi": doi}
    return {"id": f"{file}:{key}"} if key else {}


def _bibtex(data: bytes, name: str) -> Iterable[Row | Unread] | None:
    return _bibtex_rows(decode(data, name), name) if _BIBTEX.match(data) else None


def _bibtex_rows(text: str, name: str) -> Iterator[Row | Unread]:
    import logging

    from bibtexparser.entrypoint import parse_string
    from bibtexparser.middlewares import LatexDecodingMiddleware, SeparateCoAuthors
    from bibtexparser.model import DuplicateBlockKeyBlock, DuplicateFieldKeyBlock, Entry, ParsingFailedBlock

    logging.getLogger("bibtexparser.splitter").setLevel(logging.CRITICAL)  # what it logs is told by place below
    parts = [LatexDecodingMiddleware(), SeparateCoAuthors()]
    number = 0
    for block in parse_string(text, append_middleware=parts).blocks:
        place = f"line {(block.start_line or 0) + 1}"
        if isinstance(block, ParsingFailedBlock):
            number += 1
            if isinstance(block, DuplicateBlockKeyBlock):
                yield Unread(number, "key", block.key, "an earlier entry has this key", place)
                continue
            fault = getattr(block.error, "abort_reason", block.error)
            if isinstance(block, DuplicateFieldKeyBlock):
                fault = f"it has a field twice: {', '.join(sorted(block.duplicate_keys))}"
            yield Unread(number, "entry", "", f"the entry cannot be read: {fault}", place)
        elif isinstance(block, Entry):
            number += 1
            yield Row(number, place, _bibtex_tree(block, stem(name)))
    if not number:
        raise SourceError(name, "the bibliography has no entry", place="line 1", remedy="give one with an entry")


def _bibtex_tree(entry: Any, file: str) -> dict[str, Tree]:
    tree: dict[str, Tree] = {"entry": entry.entry_type.lower(), "key": entry.key}
    for field in entry.fields:
        tree[field.key.lower()] = field.value if isinstance(field.value, list) else str(field.value)
    if isinstance(words := tree.get("keywords"), str):
        tree["keywords"] = [word for word in _KEYWORDS.split(words) if word]
    year, month = str(tree.get("date") or tree.get("year") or ""), str(tree.get("month") or "")
    if year:
        tree["issued"] = f"{month} {year}" if month.isalpha() and "date" not in tree else year
    doi = doi_in(str(tree.get("doi", ""))) or doi_in(str(tree.get("url", "")))
    return tree | _named(doi, entry.key, file)


FORMATS: tuple[RowFormat, ...] = (
    RowFormat("ris", "application/x-research-info-systems", _ris),
    RowFormat("bibtex", "application/x-bibtex", _bibtex),
)
