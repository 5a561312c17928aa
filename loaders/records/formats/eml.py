"""The metadata of a data set in Ecological Metadata Language, as GBIF profiles it: what it is, where, on what terms.

People are left out: the archive names them, the graph need not.
"""

from __future__ import annotations

import re

from lxml import etree

from loaders.readers.xml import parse_xml
from loaders.records.rows import Tree

_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_SHORT = re.compile(r"[?&](?:r|id)=([\w.-]+)")
_VERSION = re.compile(r"/v[\d.]+$")
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_TWO_LETTERS = {"eng": "en", "fra": "fr", "fre": "fr", "spa": "es", "rus": "ru", "ara": "ar", "zho": "zh", "chi": "zh"}


def read_eml(data: bytes, name: str) -> dict[str, Tree]:
    """What the metadata say, by name; `identifier` where they have one: a UUID before a short name before an address.

    Raises SourceError for XML that is broken. Metadata of another vocabulary say nothing.
    """
    root = parse_xml(data, name, "metadata")
    dataset = root.find("{*}dataset")
    if dataset is None:
        return {}
    addresses = [_text(node) for node in dataset.iterfind("{*}alternateIdentifier")]
    told: dict[str, Tree] = {
        "title": _texts(dataset.findall("{*}title")),
        "abstract": _texts(dataset.findall("{*}abstract")),
        "issued": _text(dataset.find("{*}pubDate"))[:10],
        "licence": _licence(dataset.find("{*}intellectualRights")),
        "rights": _text(dataset.find("{*}intellectualRights")),
        "where": [_text(node) for node in dataset.iterfind(".//{*}geographicDescription")],
        "addresses": [address for address in addresses if address.startswith("http")],
        "identifier": _identifier([root.get("packageId", ""), *addresses]),
    }
    return {key: value for key, value in told.items() if value}


def _identifier(found: list[str]) -> str:
    for pattern in (_UUID, _SHORT):
        if match := next((match for each in found if (match := pattern.search(each))), None):
            return match[match.lastindex or 0]
    return _VERSION.sub("", next((each for each in found if each), ""))


def _text(node: etree._Element | None) -> str:
    return "" if node is None else " ".join("".join(map(str, node.itertext())).split())


def _texts(nodes: list[etree._Element]) -> dict[str, Tree]:
    """Texts by language, English where none is said."""
    spoken: dict[str, Tree] = {}
    for node in nodes:
        if text := _text(node):
            language = node.get(_LANG, "en").lower()
            spoken.setdefault(_TWO_LETTERS.get(language, language), text)
    return spoken


def _licence(node: etree._Element | None) -> str:
    """The address of the licence."""
    found = (link.get("url", "") for link in (node.iterfind(".//{*}ulink") if node is not None else ()))
    return next((url for url in found if url.startswith("http")), "")
