"""Solutions and truth values in the four result formats of SPARQL 1.1.

The engine writes them too, but only whole: it can neither cut at a limit nor say in the result that it did.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import IO, Any
from xml.sax.saxutils import escape, quoteattr

import orjson
import pyoxigraph as ox

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
_TOGETHER = 64
_STRING = "http://www.w3.org/2001/XMLSchema#string"
_XML_HEAD = '<?xml version="1.0"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">'


def write_boolean(value: bool, suffix: str) -> bytes:
    """The answer to ASK. CSV and TSV have no form for it by the standard; the plain word is what engines write."""
    word = "true" if value else "false"
    if suffix == "srj":
        return orjson.dumps({"head": {}, "boolean": value})
    if suffix == "srx":
        return f"{_XML_HEAD}<head/><boolean>{word}</boolean></sparql>".encode()
    return word.encode()


def write_solutions(names: Sequence[str], rows: Iterable[ox.QuerySolution], suffix: str, link: str = "") -> bytes:
    """The table of a SELECT, whole; `link` goes to the head of those formats that have a place for it."""
    out = io.BytesIO()
    write_rows(out, names, rows, suffix)
    return head(names, suffix, link) + out.getvalue()


def head(names: Sequence[str], suffix: str, link: str = "") -> bytes:
    """What stands before the rows of a table."""
    if suffix == "srj":
        told: dict[str, Any] = {"vars": list(names), **({"link": [link]} if link else {})}
        return b'{"head":' + orjson.dumps(told) + b',"results":{"bindings":['
    if suffix == "srx":
        variables = "".join(f"<variable name={quoteattr(name)}/>" for name in names)
        variables += f"<link href={quoteattr(link)}/>" if link else ""
        return f"{_XML_HEAD}<head>{variables}</head><results>".encode()
    if suffix == "csv":
        return _csv_line(names)
    return ("\t".join(f"?{name}" for name in names) + "\n").encode()


def write_rows(out: IO[bytes], names: Sequence[str], rows: Iterable[ox.QuerySolution], suffix: str) -> None:
    """The rows of a table one by one, and what stands after them."""
    write = {"srj": _json, "srx": _xml, "csv": _csv, "tsv": _tsv}[suffix]
    between, each = b"", iter(rows)
    while some := list(islice(each, _TOGETHER)):
        out.write(between + write(names, some))
        between = b"," if suffix == "srj" else b""
    out.write({"srj": b"]}}", "srx": b"</results></sparql>"}.get(suffix, b""))


def _json(names: Sequence[str], rows: Sequence[ox.QuerySolution]) -> bytes:
    found = [
        {
            name: {"type": "uri", "value": value.value} if type(value) is ox.NamedNode else _json_term(value)
            for name, value in zip(names, row, strict=True)
            if value is not None
        }
        for row in rows
    ]
    return orjson.dumps(found)[1:-1]


def _json_term(term: Term) -> dict[str, Any]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {name: _json_term(part) for name, part in parts.items()}}
    if language := term.language:
        return {"type": "literal", "value": term.value, "xml:lang": language}
    if (datatype := term.datatype.value) == _STRING:
        return {"type": "literal", "value": term.value}
    return {"type": "literal", "value": term.value, "datatype": datatype}


def _xml(names: Sequence[str], rows: Sequence[ox.QuerySolution]) -> bytes:
    return "".join(f"<result>{_xml_cells(names, row)}</result>" for row in rows).encode()


def _xml_cells(names: Sequence[str], row: ox.QuerySolution) -> str:
    return "".join(
        f"<binding name={quoteattr(name)}>{_xml_term(value)}</binding>"
        for name in names
        if (value := row[name]) is not None
    )


def _xml_term(term: Term) -> str:
    if isinstance(term, ox.NamedNode):
        return f"<uri>{escape(term.value)}</uri>"
    if isinstance(term, ox.BlankNode):
        return f"<bnode>{escape(term.value)}</bnode>"
    if isinstance(term, ox.Triple):
        parts = (("subject", term.subject), ("predicate", term.predicate), ("object", term.object))
        return f"<triple>{''.join(f'<{name}>{_xml_term(part)}</{name}>' for name, part in parts)}</triple>"
    attribute = ""
    if term.language:
        attribute = f" xml:lang={quoteattr(term.language)}"
    elif term.datatype.value != _STRING:
        attribute = f" datatype={quoteattr(term.datatype.value)}"
    return f"<literal{attribute}>{escape(term.value)}</literal>"


def _csv(names: Sequence[str], rows: Sequence[ox.QuerySolution]) -> bytes:
    return b"".join(_csv_line([_plain(row[name]) for name in names]) for row in rows)


def _csv_line(cells: Sequence[str]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerow(cells)
    return out.getvalue().encode()


def _plain(term: Term | None) -> str:
    if term is None:
        return ""
    return f"_:{term.value}" if isinstance(term, ox.BlankNode) else str(getattr(term, "value", term))


def _tsv(names: Sequence[str], rows: Sequence[ox.QuerySolution]) -> bytes:
    lines = ("\t".join("" if row[name] is None else _turtle(row[name]) for name in names) + "\n" for row in rows)
    return "".join(lines).encode()


def _turtle(term: Term) -> str:
    return str(term).replace("\t", "\\t")
