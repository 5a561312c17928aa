"""Solutions and truth values in the four result formats of SPARQL 1.1.

The engine writes them too, but only whole: it can neither cut at a limit nor say in the result that it did.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import orjson
import pyoxigraph as ox

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
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


def write_solutions(names: Sequence[str], rows: Sequence[ox.QuerySolution], suffix: str, link: str = "") -> bytes:
    """The table of a SELECT; `link` goes to the head of those formats that have a place for it."""
    writer = {"srj": _json, "srx": _xml, "csv": _csv, "tsv": _tsv}[suffix]
    return writer(names, rows, link)


def _json(names: Sequence[str], rows: Sequence[ox.QuerySolution], link: str) -> bytes:
    head: dict[str, Any] = {"vars": list(names), **({"link": [link]} if link else {})}
    bindings = [{name: _json_term(value) for name in names if (value := row[name]) is not None} for row in rows]
    return orjson.dumps({"head": head, "results": {"bindings": bindings}})


def _json_term(term: Term) -> dict[str, Any]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {name: _json_term(part) for name, part in parts.items()}}
    if term.language:
        return {"type": "literal", "value": term.value, "xml:lang": term.language}
    if term.datatype.value == _STRING:
        return {"type": "literal", "value": term.value}
    return {"type": "literal", "value": term.value, "datatype": term.datatype.value}


def _xml(names: Sequence[str], rows: Sequence[ox.QuerySolution], link: str) -> bytes:
    head = "".join(f"<variable name={quoteattr(name)}/>" for name in names)
    head += f"<link href={quoteattr(link)}/>" if link else ""
    out = [f"{_XML_HEAD}<head>{head}</head><results>"]
    for row in rows:
        cells = (
            f"<binding name={quoteattr(name)}>{_xml_term(value)}</binding>"
            for name in names
            if (value := row[name]) is not None
        )
        out.append(f"<result>{''.join(cells)}</result>")
    return "".join([*out, "</results></sparql>"]).encode()


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


def _csv(names: Sequence[str], rows: Sequence[ox.QuerySolution], _link: str) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(names)
    for row in rows:
        writer.writerow([_plain(row[name]) for name in names])
    return out.getvalue().encode()


def _plain(term: Term | None) -> str:
    if term is None:
        return ""
    return f"_:{term.value}" if isinstance(term, ox.BlankNode) else str(getattr(term, "value", term))


def _tsv(names: Sequence[str], rows: Sequence[ox.QuerySolution], _link: str) -> bytes:
    lines = ["\t".join(f"?{name}" for name in names)]
    lines += ["\t".join("" if row[name] is None else _turtle(row[name]) for name in names) for row in rows]
    return ("\n".join(lines) + "\n").encode()


def _turtle(term: Term) -> str:
    return str(term).replace("\t", "\\t")
