"""Which language a text is in (py3langid), and whether the project reads it."""

from __future__ import annotations

import unicodedata
from functools import cache

from graph.errors import SourceError
from loaders.languages import languages
from loaders.languages.language import Language

_SAMPLE = 20_000
_TOLD_APART = "ar cs de en es fa fr id it ja ko nl pl pt ro ru sv tr uk vi zh".split()
_LETTERS_TO_CONTRADICT = 80


def language_of(text: str, file: str, asked: str | None = None) -> Language:
    """The language of a text, or the one asked for where the text does not contradict it.

    Raises SourceError where the language has no module here, or is plainly not the one that was asked for.

    >>> language_of("缔约方大会，审议了执行秘书编制的报告", "x.txt").code
    'zh'
    """
    known = languages()
    if asked is not None and asked not in known:
        raise SourceError(file, f"language {asked!r} is not read", remedy=f"use one of {', '.join(sorted(known))}")
    found = _classify(text)
    letters = sum(character.isalpha() for character in text[:_SAMPLE])
    if asked is not None:
        if found != asked and letters >= _LETTERS_TO_CONTRADICT:
            raise SourceError(
                file, f"the text is {found}, not {asked}", place="whole text", remedy=f"use --lang {found}"
            )
        return known[asked]
    if found not in known:
        remedy = f"languages read: {', '.join(sorted(known))}; --lang overrides for a short text"
        raise SourceError(
            file, f"the text seems to be in {found!r}, which is not read", place="whole text", remedy=remedy
        )
    return known[found]


def _classify(text: str) -> str:
    """The code of the likeliest language; the letters of a script that only one language here has decide first."""
    import py3langid

    sample = unicodedata.normalize("NFKC", text[:_SAMPLE])
    letters = [character for character in sample if character.isalpha()]
    ideographs = sum("\u4e00" <= character <= "\u9fff" for character in letters)
    kana = sum("\u3040" <= character <= "\u30ff" for character in letters)
    if letters and kana == 0 and ideographs / len(letters) > 0.3:  # noqa: PLR2004 - Latin symbols fill the rest
        return "zh"
    _restrict()
    return str(py3langid.classify(sample)[0])


@cache
def _restrict() -> None:
    """Tell apart only languages that a text here could be in: among hundreds, titles in capitals read as rare ones."""
    import py3langid

    py3langid.set_languages(_TOLD_APART)
