"""MARCXML (MARC 21): each record is a row, control fields as text, data fields as lists of their subfields, by tag.

Worked out besides, as the format has it in positions and punctuation: `id` (with the library's code where it is said),
`language` and `year` of field 008, `title` and `publisher` without the signs of ISBD, `creators`, `contributors` and
`doi`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from lxml import etree

from graph.errors import SourceError
from loaders.readers.table import stem
from loaders.readers.xml import parse_xml
from loaders.records.formats.oai import doi_in
from loaders.records.formats.row_format import RowFormat, begins
from loaders.records.reading import Unread
from loaders.records.rows import Row, Tree

if TYPE_CHECKING:
    from pymarc import Record

_NAMESPACE = "http://www.loc.gov/MARC21/slim"
_HEAD = 65_536
_ISBD = " /:;,=."
_YEAR, _LANGUAGE = slice(7, 11), slice(35, 38)


def _marc(data: bytes, name: str) -> Iterable[Row | Unread] | None:
    if not begins(data, b"<") or _NAMESPACE.encode() not in data[:_HEAD]:
        return None
    root = parse_xml(data, name)
    records = list(root.iter(f"{{{_NAMESPACE}}}record"))
    if not records:
        raise SourceError(name, "the collection holds no record", place="line 1", remedy="give one with a record")
    return _rows(records, stem(name))


def _rows(records: list[etree._Element], file: str) -> Iterator[Row | Unread]:
    from pymarc.exceptions import PymarcException
    from pymarc.marcxml import parse_xml_to_array

    for number, element in enumerate(records, start=1):
        place = f"line {element.sourceline}"
        try:  # written anew without document type or entities: pymarc's own parser would take both
            found: list[Record] = parse_xml_to_array(BytesIO(etree.tostring(element)), strict=True)  # type: ignore[no-untyped-call]
        except (PymarcException, KeyError, ValueError, TypeError, AttributeError) as fault:
            yield Unread(number, "record", "", f"the record cannot be read: {str(fault) or fault!r}", place)
            continue
        for record in found[:1]:
            yield Row(number, place, _tree(record, file))


def _tree(record: Record, file: str) -> dict[str, Tree]:
    tree: dict[str, Tree] = {"leader": str(record.leader)}
    for field in record.fields:
        if field.control_field:
            tree.setdefault(field.tag, field.data or "")
            continue
        parts: dict[str, Tree] = {}
        for code, value in field.subfields:
            held = parts.setdefault(code, [])
            if isinstance(held, list) and value and value.strip():
                held.append(value.strip())
        values = tree.setdefault(field.tag, [])
        if isinstance(values, list):
            values.append(parts)
    return tree | _worked_out(record, file)


def _worked_out(record: Record, file: str) -> dict[str, Tree]:
    number, library = _control(record, "001"), _control(record, "003")
    fixed = _control(record, "008")
    year, language = fixed[_YEAR], fixed[_LANGUAGE]
    dois = (doi_in(value) for field in record.get_fields("024", "856") for value in field.get_subfields("a", "u"))
    found: dict[str, Tree] = {
        "id": f"{library or file}:{number}" if number else "",
        "year": year if re.fullmatch(r"\d{4}", year) and year != "9999" else "",
        "language": language if re.fullmatch(r"[a-z]{3}", language) and language not in ("und", "zxx") else "",
        "title": _title(record),
        "publisher": [_bare(name) for field in record.get_fields("264", "260") for name in field.get_subfields("b")],
        "creators": _names(record, "100", "110", "111"),
        "contributors": _names(record, "700", "710", "711"),
        "doi": next(filter(None, dois), ""),
    }
    return {name: value for name, value in found.items() if value}


def _control(record: Record, tag: str) -> str:
    return next((str(field.data or "").strip() for field in record.get_fields(tag)), "")


def _title(record: Record) -> str:
    """Title and rest of title, part by part; ISBD sets a colon between them where the signs are left out too."""
    field = next(iter(record.get_fields("245")), None)
    if field is None:
        return ""
    main = " ".join(_bare(part) for part in field.get_subfields("a", "n", "p"))
    more = " ".join(_bare(part) for part in field.get_subfields("b"))
    return f"{main}: {more}" if main and more else main or more


def _names(record: Record, *tags: str) -> list[Tree]:
    return [_bare(name) for field in record.get_fields(*tags) for name in field.get_subfields("a")]


def _bare(text: str) -> str:
    """A text without the sign of ISBD that leads on to the next part; a point after an initial stays."""
    bare = text.strip().rstrip(_ISBD)
    return f"{bare}." if re.search(r"\b\w$", bare) and text.strip()[len(bare) :].startswith(".") else bare


FORMATS: tuple[RowFormat, ...] = (RowFormat("marcxml", "application/marcxml+xml", _marc),)
