"""OAI-PMH with simple Dublin Core (`oai_dc`): each record is a row, the elements of Dublin Core lists by their names.

Worked out besides, for Dublin Core has one element for all of them: `url` and `doi` of the identifiers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from graph.errors import SourceError
from loaders.readers.xml import parse_xml
from loaders.records.formats.row_format import RowFormat, begins
from loaders.records.reading import Unread
from loaders.records.rows import Row, Tree

OAI = "{http://www.openarchives.org/OAI/2.0/}"
_DC = "{http://www.openarchives.org/OAI/2.0/oai_dc/}dc"
_ELEMENT = "{http://purl.org/dc/elements/1.1/}"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_NAMESPACE = b"http://www.openarchives.org/OAI/2.0/"
_HEAD = 65_536
_HTTP = re.compile(r"https?://\S+")
_DOI = re.compile(r"10\.\d{4,9}/[^\s\"<>]+")


def doi_in(text: str) -> str:
    """The DOI in an identifier or address, in lower case; empty where there is none.

    >>> doi_in("https://doi.org/10.1234/Ponds.7")
    '10.1234/ponds.7'
    """
    found = _DOI.search(text)
    return found[0].rstrip(".,;)").lower() if found else ""


def answer(data: bytes, name: str) -> etree._Element:
    """The root of an answer of a repository. Raises SourceError for broken XML, other XML, and an answer that is an
    error, with its code."""
    root = parse_xml(data, name)
    if root.tag != f"{OAI}OAI-PMH":
        raise SourceError(name, f"no answer of OAI-PMH: {root.tag}", place=_line(root), remedy="check the address")
    faults = root.findall(f"{OAI}error")
    if faults:
        told = "; ".join(": ".join(part for part in (fault.get("code", ""), _text(fault)) if part) for fault in faults)
        raise SourceError(name, f"the repository answers with an error: {told}", place=_line(faults[0]),
                          remedy="ask again, for ListRecords with metadataPrefix=oai_dc")  # fmt: skip
    return root


def resumption(root: etree._Element) -> str:
    """The token by which a list goes on; empty where it is complete."""
    token = root.find(f"{OAI}ListRecords/{OAI}resumptionToken")
    return "" if token is None else _text(token)


def _oai(data: bytes, name: str) -> Iterable[Row | Unread] | None:
    if not begins(data, b"<") or _NAMESPACE not in data[:_HEAD]:
        return None
    root = parse_xml(data, name)
    if root.tag == _DC:
        return [_row(1, root, None)]
    root = answer(data, name)
    verbs = [child for child in root if child.tag not in (f"{OAI}responseDate", f"{OAI}request")]
    if not any(verb.tag in (f"{OAI}ListRecords", f"{OAI}GetRecord") for verb in verbs):
        told = ", ".join(etree.QName(verb).localname for verb in verbs if isinstance(verb.tag, str)) or "nothing"
        raise SourceError(name, f"holds no records: it answers {told}", place=_line(root),
                          remedy="ask for ListRecords with metadataPrefix=oai_dc")  # fmt: skip
    return _rows(root, name)


def _rows(root: etree._Element, name: str) -> Iterator[Row | Unread]:
    deleted = number = 0
    for number, record in enumerate(root.iter(f"{OAI}record"), start=1):
        header, dc = record.find(f"{OAI}header"), record.find(f"{OAI}metadata/{_DC}")
        if header is not None and header.get("status") == "deleted":
            deleted += 1
        elif dc is None:
            held = record.find(f"{OAI}metadata/*")
            kind = "nothing" if held is None else str(held.tag)
            yield Unread(number, "metadata", kind, "is not oai_dc: the record is not loaded", _line(record))
        else:
            yield _row(number, dc, header)
    if not number:
        raise SourceError(name, "holds no records: its list is empty", place=_line(root), remedy="ask for others")
    if deleted:
        reason = f"deleted at the source: {deleted} of {number} records; nothing is kept of them"
        yield Unread(0, "status", "", reason)
    if token := resumption(root):
        yield Unread(0, "resumptionToken", token, "the list goes on: this file is not all of it (chm harvest is)")


def _row(number: int, dc: etree._Element, header: etree._Element | None) -> Row:
    tree: dict[str, Tree] = {"metadata": "oai_dc"}
    if header is not None:
        sets: list[Tree] = [_text(one) for one in header.findall(f"{OAI}setSpec")]
        tree["header"] = {
            "identifier": _text(header.find(f"{OAI}identifier")),
            "datestamp": _text(header.find(f"{OAI}datestamp")),
            "setSpec": sets,
        }
    for element in dc:
        if isinstance(element.tag, str) and element.tag.startswith(_ELEMENT) and (text := _text(element)):
            spoken = element.get(_LANGUAGE)
            values = tree.setdefault(element.tag.removeprefix(_ELEMENT), [])
            if isinstance(values, list):
                values.append({"value": text, "language": spoken} if spoken else text)
    names = [_text(element) for element in dc.findall(f"{_ELEMENT}identifier")]
    urls: list[Tree] = [name for name in names if _HTTP.fullmatch(name)]
    dois: list[Tree] = list(dict.fromkeys(doi for name in names if (doi := doi_in(name))))
    tree |= {"url": urls} if urls else {}
    tree |= {"doi": dois} if dois else {}
    return Row(number, _line(dc if header is None else header), tree)


def _text(element: etree._Element | None) -> str:
    return "" if element is None else " ".join("".join(map(str, element.itertext())).split())


def _line(element: etree._Element) -> str:
    return f"line {element.sourceline}"


FORMATS: tuple[RowFormat, ...] = (RowFormat("oai_dc", "application/xml", _oai),)
