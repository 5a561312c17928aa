"""How the lines of a plain text were laid out: wrapped or not, spaced or not, and which lines are furniture.

Measured on real files (reference: extraction, 5.1): errors of segmentation come per layout, not per decision, so the
layout is found first and said once.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from loaders.text import Leftover, Line

_UNWRAPPED = 180
_FULL = 0.75
_RULE = re.compile(r"[_‗=\u0640]{5,}$|[-–—]{5,}$")
_END_RULE = re.compile(r"(?:[-–—*_•]\s+){2,}[-–—*_•]?$|[_-]{3,4}$")
_PAGE_WORD = r"(?:page|seite|página|стр\.?|страница|第|صفحة|الصفحة)"
_PAGE = re.compile(rf"{_PAGE_WORD}?\s*\d{{1,3}}\s*(?:页|/\s*\d{{1,3}})?$", re.IGNORECASE)
_WORDED_PAGE = re.compile(rf"{_PAGE_WORD}\s*\d{{1,3}}\s*页?$", re.IGNORECASE)
_SYMBOL = re.compile(r"(?:UNEP/)?CBD/[A-Z0-9][\w./*-]*$")
_REPEATED = 3
_ENOUGH_ROWS = 3
_BLANK_RULE = 20


def width(text: str) -> int:
    """The columns a text takes: two for a Chinese character.

    >>> width("第 1 段")
    7
    """
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def caseless(text: str) -> bool:
    """Whether a text begins with a letter of a script without capitals.

    >>> caseless("وأن"), caseless("and"), caseless("(a)")
    (True, False, False)
    """
    return text[:1].isalpha() and text[:1].lower() == text[:1].upper()


@dataclass(frozen=True, slots=True)
class Layout:
    """`wrapped`: paragraphs run over several lines of up to `columns`; `spaced`: an empty line stands after nearly
    every line and so means nothing."""

    wrapped: bool
    spaced: bool
    columns: int

    def full(self, text: str) -> bool:
        """Whether a line fills its row, so that its sentence may go on in the next one."""
        return width(text.rstrip()) >= _FULL * self.columns


def measure(lines: Sequence[Line]) -> Layout:
    """The layout of a text."""
    printed = [line for line in lines if line.text.strip()]
    widths = sorted(width(line.text.strip()) for line in printed)
    columns = widths[int(len(widths) * 0.95)] if widths else 0
    wrapped = columns < _UNWRAPPED
    open_ended = spaced = 0
    for line, following in pairwise(lines):
        text = line.text.strip()
        if wrapped and text and width(text) >= _FULL * columns and text[-1] not in ".;:。；：؛؟!?":
            open_ended += 1
            spaced += not following.text.strip()
    return Layout(wrapped, spaced=open_ended >= _ENOUGH_ROWS and spaced > open_ended / 2, columns=columns)


def is_rule(line: str) -> bool:
    """Whether a line only draws the rule above notes: underscores, or a long row of blanks."""
    return bool(_RULE.match(line.strip())) or (not line.strip() and len(line) >= _BLANK_RULE)


def is_end_rule(line: str) -> bool:
    """Whether a line is the short rule that ends a text: `- - - - -`."""
    return bool(_END_RULE.match(line.strip()))


def furniture(lines: Sequence[Line]) -> dict[int, Leftover]:
    """Running heads and page numbers, by line number: what repeats on pages and belongs to no paragraph."""
    stripped = {line.number: line.text.strip() for line in lines}
    heads = Counter(re.sub(r"\d+", "#", text) for text in stripped.values() if _is_head(text))
    pages = {text for text in heads if heads[text] >= _REPEATED}
    symbols = Counter(text for text in stripped.values() if _SYMBOL.match(text))
    beside = _beside_pages([line for line in lines if stripped[line.number]])
    found = {}
    for line in lines:
        text = stripped[line.number]
        repeated = re.sub(r"\d+", "#", text) in pages and not text.isdigit()
        alone = symbols[text] > 1 or (_WORDED_PAGE.match(text) and (text[0] != "第" or text[-1] == "页"))
        if text and _is_head(text) and (repeated or alone or line.number in beside):
            found[line.number] = Leftover(text, "running head or page number", line.number, line.page)
    return found


def _beside_pages(printed: Sequence[Line]) -> set[int]:
    """The numbers of two rows in a row that are a symbol and the number of a page, by its word: a running head."""
    found: set[int] = set()
    for one, other in pairwise(printed):
        texts = (one.text.strip(), other.text.strip())
        if any(_SYMBOL.match(text) for text in texts) and any(_WORDED_PAGE.match(text) for text in texts):
            found |= {one.number, other.number}
    return found


def _is_head(text: str) -> bool:
    return bool(_PAGE.match(text) or _SYMBOL.match(text))
