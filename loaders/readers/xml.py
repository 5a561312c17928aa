"""XML of any vocabulary, parsed so that no entity is expanded and nothing outside the file is read."""

from __future__ import annotations

from lxml import etree

from graph.errors import SourceError


def parse_xml(data: bytes, file: str, part: str = "") -> etree._Element:
    """The root of an XML document; `part` names the member of a package it stands in.

    A document type is refused, since entities (bombs, external files) need one; the parser itself would not expand
    them either. Raises SourceError for it and for XML that is not well-formed.

    >>> parse_xml(b"<a>1</a>", "x.xml").text
    '1'
    """
    where = f"{part}, " if part else ""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as fault:
        place = f"{where}line {fault.lineno}"
        raise SourceError(file, f"not well-formed XML ({fault.msg})", place=place, remedy="mend the markup") from fault
    except (ValueError, LookupError) as fault:
        raise SourceError(file, f"not XML ({fault})", place=f"{where}line 1", remedy="mend the markup") from fault
    if root.getroottree().docinfo.internalDTD is not None:
        reason = "the XML has a document type"
        raise SourceError(file, reason, place=f"{where}line 1", remedy="remove the DOCTYPE")
    return root
