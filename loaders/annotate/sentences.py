"""The sentences of an element, where a point after an initial, a title or a number ends none."""

from __future__ import annotations

import re
from collections.abc import Iterator

END = re.compile(
    r"[。！？!?؟]|(?<!\b[A-ZА-Я])(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bDr)(?<!\bNo)(?<!\bM)"
    r"\.(?=\s+[(\"«“]?[A-ZА-ЯÀ-Ý\u0621-\u064a]|\s*\Z)"
)


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where the sentences of a text begin and end, blanks around them and nothing else left out.

    >>> text = "Mr. Li came. He spoke."
    >>> [text[start:end] for start, end in sentences(text)]
    ['Mr. Li came.', 'He spoke.']
    """
    start = 0
    for end in [*(found.end() for found in END.finditer(text)), len(text)]:
        words = text[start:end]
        if words.strip():
            first = start + len(words) - len(words.lstrip())
            yield first, first + len(words.strip())
        start = end
