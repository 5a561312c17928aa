"""XML as the feeds write it: elements in the namespace of their parent, no character that XML cannot hold."""

from __future__ import annotations

import re

from lxml import etree

_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def document(name: str, namespace: str, **prefixes: str) -> etree._Element:
    """A root element in its default namespace, with the prefixes declared that its parts need."""
    return etree.Element(f"{{{namespace}}}{name}", nsmap={None: namespace, **prefixes})  # type: ignore[dict-item]


def element(parent: etree._Element, name: str, text: str | None = None, **attributes: str) -> etree._Element:
    """A new child in its parent's namespace, or in that of `{namespace}name`."""
    space = "" if name.startswith("{") else f"{{{etree.QName(parent).namespace}}}"
    kept = {key: _clean(value) for key, value in attributes.items()}
    child = etree.SubElement(parent, space + name, kept)
    child.text = None if text is None else _clean(text)
    return child


def printed(root: etree._Element) -> bytes:
    """The document in UTF-8 with its declaration."""
    found: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return found


def _clean(text: str) -> str:
    return _NO_XML.sub("\ufffd", text)
