"""Which language a text is in (py3langid), and whether the project reads it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache

from graph.errors import SourceError
from loaders.languages import languages
from loaders.languages.language import Language
from loaders.text import Line

_SAMPLE = 20_000
_TOLD_APART = "ar cs de en es fa fr id it ja ko nl pl pt ro ru sv tr uk vi zh".split()
_LETTERS_TO_CONTRADICT = 80
_WORD = re.compile(r"[^\W\d_]+")
_WORDS_TO_JUDGE = 12
_COMMON_ENOUGH = 0.1
_LETTERS_OF_A_PASSAGE = 80
_OWN_LETTERS = 0.4


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


def passages_in_others(lines: Iterable[Line], language: Language) -> tuple[str, ...]:
    """A warning for each other language that passages of a text are in, with the first line: they are read as the
    rest is, so that acts and addressees in them are missed.

    A line is judged that has words enough and hardly a common one of its text's language.

    >>> row = "La Conférence des Parties invite les Parties et les autres gouvernements à compter les étangs"
    >>> from loaders.languages.en import LANGUAGE
    >>> passages_in_others([Line(row, 7)], LANGUAGE)
    ('line 7: in fr, not en, and 0 more lines (15 words)',)
    """
    found: dict[str, list[tuple[int, int]]] = {}
    for line in lines:
        words = _WORD.findall(line.text.lower())
        if len(words) < _WORDS_TO_JUDGE and not _foreign_script(line.text, language):
            continue
        if language.joint and sum(word in language.common for word in words) / len(words) > _COMMON_ENOUGH:
            continue
        if not language.joint and not _foreign_script(line.text, language):
            continue
        if (told := _classify(line.text)) != language.code and told in languages():
            found.setdefault(told, []).append((line.number, len(words)))
    return tuple(
        f"line {places[0][0]}: in {code}, not {language.code}, and {len(places) - 1} more lines "
        f"({sum(words for _, words in places)} words)"
        for code, places in found.items()
    )


def _foreign_script(text: str, language: Language) -> bool:
    """Whether most letters of a passage are of another script than the language's."""
    letters = [character for character in text if character.isalpha()]
    if len(letters) < _LETTERS_OF_A_PASSAGE:
        return False
    own = sum(map(_SCRIPTS.get(language.code, str.isalpha), letters))
    return own / len(letters) < _OWN_LETTERS


def _between(first: str, last: str) -> Callable[[str], bool]:
    return lambda character: first <= character <= last


_SCRIPTS: dict[str, Callable[[str], bool]] = {
    "zh": _between("\u2e80", "\u9fff"),
    "ar": lambda character: "\u0600" <= character <= "\u06ff" or "\ufb50" <= character <= "\ufeff",
    "ru": _between("\u0400", "\u04ff"),
} | dict.fromkeys(("en", "es", "fr"), _between("A", "\u024f"))
"""The letters of a language. A language that is not named here has no letters of its own to tell it by."""
