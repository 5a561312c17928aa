"""Which part of a text a citation points at: words to an element path.

| as cited | element |
|---|---|
| `para 5 (d)`, `paragraph 5(d)`, `13(b)`, `5.d`, `#5(d)` | `5.d`, `13.b` |
| `B 4`, `B, para. 4 (a) (ii)`, `G.12`, `section G` | `B/4`, `B/4.a.ii`, `G/12`, `G` |
| `annex`, `annex II`, `annex I 2`, `annex, paragraph 22 (a)` | `annex`, `annex-2`, `annex/2`, `annex/22.a` |
| `annex goal 2`, `annex, goal 1, objective 1.2` | `annex/goal-2`, `annex/goal-1/1.2` |
| DTT `G12`, `05.01`, `5/1` | `G/12`, `5.a` |
"""

from __future__ import annotations

import re

from graph.identifiers.numerals import arabic, letter, roman
from graph.identifiers.texts import ELEMENT

_PINPOINT = re.compile(
    r"""(?:(?:section|part)\s+)?
    (?:(?P<section>[a-z])(?![a-z(]))?[\s,./]*
    (?:(?P<annex>annex)(?:\s+(?P<nth>[ivx]+)(?![a-z(]))?(?![a-z-]))?[\s,./]*
    (?:goal[\s-]*(?P<goal>\d+)[\s,/]*(?:objective\s+)?(?P<objective>\d+\.\d+)?[\s,./]*)?
    (?:(?:paragraphs?|paras?\.?|§)\s*(?=\d))?
    (?:(?P<number>[1-9]\d{0,2})
       (?:[\s.]*\(?(?P<item>[a-z])\)?(?:[\s.]*\(?(?P<subitem>[ivx]+)\)?)?)?)?""",
    re.IGNORECASE | re.VERBOSE,
)
_DTT = re.compile(
    r"(?P<section>[a-z])?(?P<number>\d{1,3})(?:[./](?P<item>\d{1,2}|[a-z]))?(?:[./](?P<subitem>\d{1,2}|[ivx]+))?",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"(title|opening|heading|preamble|note|annex|section|summary|recommendation|\d+bis)\b.*"
    r"|([A-Z]/)?\d+(\.[a-z]+)*/[a-z]{3}.*"
)


def cited_element(words: str) -> str | None:
    """The element path that words after a text's name point at; None when they point at nothing known.

    >>> cited_element(", paragraph 4 (a) (ii)"), cited_element("VII"), cited_element("annex I 2")
    ('4.a.ii', None, 'annex/2')
    """
    words = words.strip(" ,;:#/")
    if match := _PINPOINT.fullmatch(words):
        return _joined(match)
    if _NAMED.fullmatch(words) and ELEMENT.fullmatch(words):
        return words
    return None


def _joined(match: re.Match[str]) -> str | None:
    parts = [match["section"].upper()] if match["section"] else []
    if match["annex"]:
        nth = arabic(match["nth"]) if match["nth"] else 1
        if nth is None:
            return None
        parts.append("annex" if nth == 1 else f"annex-{nth}")
    if match["goal"]:
        parts.append(f"goal-{int(match['goal'])}")
    if match["objective"]:
        parts.append(match["objective"])
    if match["number"]:
        lettered = (match["item"], match["subitem"])
        parts.append(".".join([match["number"], *(part.lower() for part in lettered if part)]))
    return "/".join(parts) or None


def coded_element(code: str) -> str | None:
    """The element path of a DTT paragraph code after that of its decision; None for another shape.

    >>> coded_element("G12"), coded_element("05.01.02"), coded_element("3/1")
    ('G/12', '5.a.ii', '3.a')
    """
    match = _DTT.fullmatch(code)
    if match is None or not int(match["number"]):
        return None
    path = f"{match['section'].upper()}/" if match["section"] else ""
    path += str(int(match["number"]))
    if item := match["item"]:
        path += "." + (item.lower() if item.isalpha() else letter(int(item)))
    if subitem := match["subitem"]:
        path += "." + (subitem.lower() if subitem.isalpha() else roman(int(subitem)).lower())
    return path if ELEMENT.fullmatch(path) else None
