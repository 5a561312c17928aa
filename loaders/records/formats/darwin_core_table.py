"""One table of Darwin Core without `meta.xml`: its heads are the terms, in any case (GBIF writes them small)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.errors import SourceError
from loaders.readers.table import Table, read_table, stem
from loaders.records.formats.row_format import RowFormat
from loaders.records.rows import Row, Tree

_TERMS = (
    *("taxonID", "scientificName", "acceptedNameUsage", "kingdom", "phylum", "class", "order", "family", "genus"),
    *("specificEpithet", "infraspecificEpithet", "taxonRank", "taxonomicStatus", "isInvasive", "habitat"),
    *("countryCode", "country", "locality", "locationID", "occurrenceStatus", "establishmentMeans", "pathway"),
    *("gbifID", "occurrenceID", "catalogNumber", "basisOfRecord", "eventDate", "decimalLatitude", "decimalLongitude"),
)
_BY_HEAD = {term.casefold(): term for term in _TERMS}
_OF_OCCURRENCES = {"gbifID", "occurrenceID", "catalogNumber", "basisOfRecord", "decimalLatitude"}
_IDENTIFIERS = ("gbifID", "occurrenceID", "taxonID")
_FEWEST = 4


def _table(data: bytes, name: str) -> Iterator[Row] | None:
    first = data[:8192].lstrip(b"\xef\xbb\xbf\r\n ").split(b"\n", 1)[0].decode("utf-8", "replace")
    if not _is_darwin_core(re.split(r"[,;\t|]", first)):
        return None
    try:
        table = read_table(data, name)
    except SourceError:
        return None  # told by whoever reads tables of records
    if not table.rows:
        raise SourceError(name, "a table of Darwin Core without a record", place="header", remedy="fill it in")
    return _rows(table, stem(name))


def _is_darwin_core(heads: list[str]) -> bool:
    known = {_term(head) for head in heads} & set(_TERMS)
    return "scientificName" in known and len(known) >= _FEWEST


def _term(head: str) -> str:
    """A head as Darwin Core writes the term; a prefix such as `dwc:` is left off."""
    bare = head.strip(' "\r').rpartition(":")[2]
    return _BY_HEAD.get(bare.casefold(), bare)


def _rows(table: Table, dataset: str) -> Iterator[Row]:
    terms = [_term(head) for head in table.columns]
    kind = "Occurrence" if _OF_OCCURRENCES & set(terms) else "Taxon"
    yield Row(1, "header", {"@rowType": "@dataset", "identifier": dataset})
    for number, row in enumerate(table.rows, start=2):
        cells = (cell if isinstance(cell, str) else "; ".join(cell) for cell in row.cells)
        values: dict[str, Tree] = {term: cell.strip() for term, cell in zip(terms, cells, strict=True) if cell.strip()}
        identifier = next((values[term] for term in _IDENTIFIERS if term in values), f"row-{row.number}")
        marks: dict[str, Tree] = {"@rowType": kind, "@dataset": dataset, "@key": f"{dataset}:{identifier}"}
        yield Row(number, f"row {row.number}", marks | {"@name": values.get("scientificName", "")} | values)


FORMATS: tuple[RowFormat, ...] = (RowFormat("dwca", "text/csv", _table),)
