"""What a word is compared by when labels are looked for: its lemma, or its bare form in Arabic.

    en fr es  the base form (`lemmas`)                  espèces -> espèce
    ru  the dictionary form (pymorphy3)                 мониторинга -> мониторинг
    ar  without و ف ب ل ك and ال, hamza and final letters alike    وللأطراف -> اطراف

A language without a key function is compared as it stands. Adding one is adding an entry to `KEYS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from loaders.annotate.lemmas import lemmatiser

if TYPE_CHECKING:
    from pymorphy3 import MorphAnalyzer  # type: ignore[import-untyped]

Key = Callable[[str], str]

_REMEMBERED = 50_000
_ALIKE = str.maketrans("أإآٱىة", "اااايه", "ـ" + "".join(map(chr, (*range(0x064B, 0x0653), 0x0670))))
_CLITICS = ("", "و", "ف")
_CASES = ("", "ب", "ل", "ك")
_ARTICLE = "ال"
_SHORTEST = 3


def key_of(language: str, words: Iterable[str]) -> Key | None:
    """The key function of a language, given the words of all its labels; None where words are compared as they stand.

    >>> key = key_of("ar", ["الأطراف"])
    >>> key("وللأطراف") == key("أطراف") == "اطراف"
    True
    """
    make = KEYS.get(language)
    return make(words) if make else lemmatiser(language)


def _russian(_: Iterable[str]) -> Key:
    return _lemma


@lru_cache(maxsize=_REMEMBERED)
def _lemma(word: str) -> str:
    """The dictionary form of a word, е for ё; a part of a word behind a hyphen stays as the dictionary has it."""
    if not any("а" <= letter <= "я" or letter == "ё" for letter in word.lower()):
        return word.lower()
    lemma: str = _morphology().parse(word)[0].normal_form
    return lemma.replace("ё", "е")


@cache
def _morphology() -> MorphAnalyzer:
    """The dictionary of Russian, which takes most of a second to load."""
    from pymorphy3 import MorphAnalyzer

    return MorphAnalyzer(lang="ru")


def _arabic(words: Iterable[str]) -> Key:
    """Clitics are letters that a word may also begin with: the words of the labels tell which are which. The barest
    form that is known counts, since labels hold words with clitics too."""
    known = {_unarticled(word.translate(_ALIKE)) for word in words}

    @lru_cache(maxsize=_REMEMBERED)
    def key(word: str) -> str:
        bare = word.translate(_ALIKE)
        return min((form for form in _stripped(bare) if form in known), key=len, default=_unarticled(bare)).lower()

    return key


def clitics(word: str, key: str) -> int:
    """How many letters at the front of an Arabic word are written onto the word that has the key; 0 where the two are
    one, as in للمناطق.

    >>> clitics("وبالمناطق", "مناطق"), clitics("للمناطق", "مناطق"), clitics("وطنية", "وطنيه")
    (2, 0, 0)
    """
    for conjunction in _CLITICS:
        for case in _CASES:
            rest = word.removeprefix(conjunction + case)
            if word.startswith(conjunction + case) and _unarticled(rest.translate(_ALIKE)) == key:
                return len(word) - len(rest)
        rest = word.removeprefix(conjunction)
        if word.startswith(conjunction + "لل") and key in _stripped(rest.translate(_ALIKE)):
            return len(conjunction)
    return 0


def _unarticled(word: str) -> str:
    rest = word.removeprefix(_ARTICLE)
    return rest if len(rest) >= _SHORTEST else word


def _stripped(word: str) -> Iterable[str]:
    """A word without its article, and without clitics before it, the fewest taken away first."""
    for conjunction in _CLITICS:
        for case in _CASES:
            rest = word.removeprefix(conjunction + case)
            if not word.startswith(conjunction + case) or len(rest) < _SHORTEST:
                continue
            yield _unarticled("ا" + rest if case == "ل" and rest.startswith("ل") else rest)
            yield rest


KEYS: dict[str, Callable[[Iterable[str]], Key]] = {"ru": _russian, "ar": _arabic}
"""The key functions by language."""
