"""What an element of a page is: markup, furniture, a block, a table of data or of layout, a list that counts so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from loaders.structure.marks import to_roman

MARKUP = frozenset("script style template head link meta svg canvas iframe object audio video math map xml".split())
FURNITURE = {"nav": "navigation", "footer": "page footer", "aside": "beside the text"} | dict.fromkeys(
    "form button select textarea dialog menu".split(), "form or menu"
)
_FURNITURE_NAMES = re.compile(
    r"breadcrumb|\bnav(?:bar|igation|menu)?\b|(?:page|site|scrolling)-?footer|\bfooter\b|sidebar|cookie|popup|"
    r"\bmenu\b|toolbar|skip-?(?:link|nav|to)|social|language-?(?:switch|select|menu)|pagetop",
    re.IGNORECASE,
)
_NAMED = frozenset("div ul ol table header section span p".split())
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
BLOCKS = frozenset(
    "p div h1 h2 h3 h4 h5 h6 blockquote pre section article main dl dt dd hr center address figure figcaption fieldset "
    "legend caption body details summary header ul ol li tr td th tbody thead tfoot html".split()
)
_LONGEST_CELL = 1500
"""Characters of a table cell: a longer one is a page laid out in a table."""


def furniture(node: Any) -> str | None:
    """What an element is when it is no part of the text; None for one that is."""
    attributes = node.attributes
    if node.tag == "del":
        return "deleted (tracked change)"
    if "hidden" in attributes or _HIDDEN.search(attributes.get("style") or ""):
        return "hidden on the page"
    if (attributes.get("role") or "") in {"navigation", "banner", "search", "contentinfo"}:
        return "navigation"
    names = f"{attributes.get('id') or ''} {attributes.get('class') or ''}"
    if node.tag in _NAMED and _FURNITURE_NAMES.search(names):
        return "navigation"
    return FURNITURE.get(node.tag)


def children(node: Any) -> Iterator[Any]:
    """What stands directly in an element, texts too."""
    child = node.child
    while child is not None:
        yield child
        child = child.next


def owner(row: Any) -> int:
    """The table that a row belongs to, by its place in memory; 0 for none."""
    node = row.parent
    while node is not None and node.tag != "table":
        node = node.parent
    return node.mem_id if node is not None else 0


def is_data(table: Any, rows: list[list[Any]]) -> bool:
    """Whether a table holds data, not the layout of a page."""
    if len(rows) < 2 or max(map(len, rows), default=0) < 2 or table.css_first("table table"):  # noqa: PLR2004
        return False
    if table.css_first("table") is not None and len(table.css("table")) > 1:
        return False
    return all(len(cell.text(deep=True)) <= _LONGEST_CELL for row in rows for cell in row)


def list_style(node: Any, *, nested: bool) -> str:
    """How an ordered list counts: the type attribute or the style; inside a list, plain numbers stand in brackets."""
    kind = node.attributes.get("type") or ""
    style = (node.attributes.get("style") or "").lower()
    named = {"lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "lower-roman": "i", "upper-roman": "I"}
    kind = next((letter for name, letter in named.items() if name in style), kind)
    if "none" in style:
        return ""
    return kind if kind in {"a", "A", "i", "I"} else "(1)" if nested else "1"


def shown_mark(style: str, count: int) -> str:
    """The mark of an item as text: `(a)` and `(i)` as UN texts print them."""
    letter = chr(96 + count) if 0 < count <= 26 else str(count)  # noqa: PLR2004 - the alphabet
    numeral = to_roman(count) if 0 < count < 100 else str(count)  # noqa: PLR2004 - `to_roman` ends there
    shown = {"": "", "1": f"{count}.", "(1)": f"({count})", "a": f"({letter})", "i": f"({numeral})"}
    return shown.get(style) if style in shown else f"{(letter if style == 'A' else numeral).upper()}."  # type: ignore[return-value]
