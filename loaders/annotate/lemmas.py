"""Base forms of words, so that a label meets its plural and its agreement: `espèces envahissantes`.

simplemma (MIT) has a table for each language; it is read when the first text of that language comes. What it
does not know stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache

_VERBAL = ("ed", "ing")
"""English words that stay as they are: a protected area is no area that protects."""

_PARTICIPLE = re.compile(r"(?<=.{3}é)(?:e|s|es)$")
"""French: the table gives `protégé` for some of its forms and `protéger` for others."""

_BARE_CAPITALS = {
    "fr": {"e": "éêè", "i": "î", "a": "âà", "o": "ô"},
    "es": {"a": "á", "e": "é", "i": "í", "o": "ó", "u": "ú"},
}
"""Capitals that texts print without their accent: Etats, Organo."""

_KEPT = 200_000
"""How many words are remembered: more than the six languages' texts of one load have."""


@cache
def lemmatiser(language: str) -> Callable[[str], str] | None:
    """What gives the base form of a word, in lower case; None for a language without one.

    >>> lemmatiser("es")("Especies"), lemmatiser("zh")
    ('especie', None)
    """
    if language not in {"en", "fr", "es"}:
        return None
    from simplemma import is_known, lemmatize

    capitals = _BARE_CAPITALS.get(language, {})

    @lru_cache(maxsize=_KEPT)
    def lemma(word: str) -> str:
        lower = word.lower()
        if not lower.isalpha() or (language == "en" and lower.endswith(_VERBAL)):
            return lower
        if word[0] != lower[0] and lower[0] in capitals and not is_known(lower, lang=language):
            written = (accented + lower[1:] for accented in capitals[lower[0]])
            lower = next((form for form in written if is_known(form, lang=language)), lower)
        if language == "fr" and lower.rstrip("es").endswith("é"):
            return _PARTICIPLE.sub("", lower)
        return lemmatize(lower, lang=language).lower()

    return lemma
