"""Harvesting a repository by OAI-PMH: all pages of its list become one file, which is loaded like any other.

One repository (or one set of it) is one file, hence one source graph: what a repository no longer has goes with the
next harvest. A harvest that breaks leaves the last file and its graph as they were.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from lxml import etree

from graph.errors import SourceError
from loaders.fetch import Limits, fetch
from loaders.records.formats.oai import OAI, answer, resumption

MOST_PAGES = 10_000
MOST_BYTES = 500_000_000


@dataclass(frozen=True, slots=True)
class Harvest:
    """What came: the file, and how many pages and records stand in it (deleted ones too)."""

    file: Path
    pages: int
    records: int


def harvest(
    url: str,
    folder: Path,
    set_: str = "",
    allowed: tuple[str, ...] = (),
    limits: Limits | None = None,
    told: Callable[[int, int], None] = lambda *_: None,
) -> Harvest:
    """Fetch every record of a repository as `oai_dc` into one file of `folder`, replacing that of an earlier harvest.

    `url` is the base address of the repository; a query in it is left out. `allowed` lists inner hosts, `told` is
    called after each page. Raises SourceError for what `fetch` and `answer` refuse, and for a list without end.
    """
    parts = urlsplit(url)
    base = f"{parts.scheme}://{parts.netloc}{parts.path}"
    arguments = {"verb": "ListRecords", "metadataPrefix": "oai_dc", **({"set": set_} if set_ else {})}
    whole: etree._Element | None = None
    seen: set[str] = set()
    pages = size = 0
    while True:
        page = f"{base}?{urlencode(arguments)}"
        data = fetch(page, allowed, limits)
        root, pages, size = answer(data, page), pages + 1, size + len(data)
        token = resumption(root)
        whole = _joined(whole, root, page)
        told(pages, len(whole))
        if not token:
            break
        if token in seen or pages >= MOST_PAGES or size > MOST_BYTES:
            reason = "the list comes round to itself" if token in seen else f"the list does not end in {pages} pages"
            raise SourceError(page, reason, remedy="tell the repository, or harvest one set")
        seen.add(token)
        arguments = {"verb": "ListRecords", "resumptionToken": token}
    return Harvest(_written(whole, folder, _name(base, set_)), pages, len(whole))


def _joined(whole: etree._Element | None, root: etree._Element, page: str) -> etree._Element:
    """The list of all pages so far, without tokens: they are of the journey."""
    records = root.find(f"{OAI}ListRecords")
    if records is None:
        raise SourceError(page, "the answer holds no ListRecords", place="line 1", remedy="check the address")
    for token in records.findall(f"{OAI}resumptionToken"):
        records.remove(token)
    if whole is None:
        return records
    whole.extend(list(records))
    return whole


def _written(records: etree._Element, folder: Path, name: str) -> Path:
    """The file, there only once it is whole. When it was asked for is left out: the same records are the same bytes."""
    root = records.getparent()
    if root is not None and (date := root.find(f"{OAI}responseDate")) is not None:
        root.remove(date)
    folder.mkdir(parents=True, exist_ok=True)
    file, part = folder / name, folder / f"{name}.part"
    part.write_bytes(etree.tostring(records.getroottree(), xml_declaration=True, encoding="UTF-8"))
    part.replace(file)
    return file


def _name(base: str, set_: str) -> str:
    """A file's name by repository and set.

    >>> _name("https://example.org/oai", "maps")
    'oai-example.org-oai-maps.xml'
    """
    parts = urlsplit(base)
    return f"oai-{'-'.join(re.findall(r'[A-Za-z0-9.]+', f'{parts.netloc} {parts.path} {set_}')).lower()}.xml"
