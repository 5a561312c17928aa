"""Step 0 of finding citations: a copy of the text in one spelling of marks, and the way back to the original.

The stored text never changes. What is made alike: widths, spaces, dashes, digits of Arabic script, composition
of letters, Cyrillic look-alikes inside a roman numeral; soft hyphens, zero-width and direction marks go, and the vowel
signs and the lengthening stroke of Arabic, and of several blanks in a row all but the first.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from loaders.findings import Span

_SPACES = (
    "\t\n\r\x0b\x0c\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
)
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_SAME_LENGTH: dict[int, str] = {
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
    **{ord(mark): " " for mark in _SPACES},
    **{ord(mark): "-" for mark in _DASHES},
    **{0x0660 + digit: str(digit) for digit in range(10)},
    **{0x06F0 + digit: str(digit) for digit in range(10)},
}
_DROPPED = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
_IS_DROPPED = re.compile(f"[{_DROPPED}]")
_PRESENTATION = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]")
# A cluster is one letter with the marks that compose onto it, or one mark to be dropped.
_CLUSTER = re.compile(f"[{_DROPPED}]|.[\u0300-\u036f\u064b-\u065f\u0670]*", re.DOTALL)
_VOWELS = re.compile("[\u0640\u064b-\u0652\u0670]")
_LOOKALIKE_NUMERAL = re.compile(r"(?<![А-Яа-яA-Za-z])[IVXХІ]{1,6}(?= ?/ ?\d)")
_LOOKALIKE = str.maketrans("ХІ", "XI")
_IN_DECISION = re.compile(r"[IVX\d]{1,5} ?/ ?\d{1,2} [АВСЕН](?=[\s,.;:)\]]|$)")
_SECTION = str.maketrans("АВСЕН", "ABCEH")

_LAST = 256
"""Several findings ask for the copy of an element one after the other."""


@dataclass(frozen=True, slots=True)
class Normalised:
    """A normalised copy: `text`, and for each of its characters the offset in `original` where it began.

    `origins` has one entry more than `text` has characters (the end); None where every offset is the same.
    """

    original: str
    text: str
    origins: tuple[int, ...] | None = None

    def span(self, start: int, end: int) -> Span:
        """The characters of the original that stand behind `text[start:end]`, blanks at both ends left out."""
        text = self.text
        while start < end and text[start] == " ":
            start += 1
        while start < end and text[end - 1] == " ":
            end -= 1
        if self.origins is not None:
            start, end = self.origins[start], self.origins[end]
            while end > start and _IS_DROPPED.match(self.original, end - 1):
                end -= 1
        return Span(start, end, self.original[start:end])


@lru_cache(maxsize=_LAST)
def normalise(text: str, language: str) -> Normalised:
    """The copy of `text` that patterns are matched on.

    Source of the rules: the spellings counted in six-language CBD texts (docs: citations). Raises nothing.

    >>> normalise("第8（j）条", "zh").text, normalise("إنّ", "ar").text
    ('第8(j)条', 'إن')
    """
    copy = text.translate(_SAME_LENGTH)
    if language == "fr":
        copy = copy.replace("\u2019", "'")
    if language == "ru":
        copy = _LOOKALIKE_NUMERAL.sub(lambda numeral: numeral[0].translate(_LOOKALIKE), copy)
        copy = _IN_DECISION.sub(lambda cited: cited[0].translate(_SECTION), copy)
    if ("  " not in copy and text.isascii()) or not (
        "  " in copy
        or _IS_DROPPED.search(copy)
        or _PRESENTATION.search(copy)
        or (language == "ar" and _VOWELS.search(copy))
        or not unicodedata.is_normalized("NFC", copy)
    ):
        return Normalised(text, copy)
    return _recomposed(text, copy, unvowelled=language == "ar")


def _recomposed(original: str, copy: str, *, unvowelled: bool) -> Normalised:
    """The copy with its letters composed and invisible marks gone, cluster by cluster, so that offsets survive."""
    characters: list[str] = []
    origins: list[int] = []
    for cluster in _CLUSTER.finditer(copy):
        if _IS_DROPPED.match(cluster[0]) or (cluster[0] == " " and characters[-1:] == [" "]):
            continue
        presented = _PRESENTATION.match(cluster[0])
        composed = unicodedata.normalize("NFKC", cluster[0]) if presented else unicodedata.normalize("NFC", cluster[0])
        if unvowelled:
            composed = _VOWELS.sub("", composed)
        characters.append(composed)
        origins.extend([cluster.start()] * len(composed))
    return Normalised(original, "".join(characters), (*origins, len(original)))
