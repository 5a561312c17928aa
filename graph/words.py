"""What makes terms of words, in six languages: how a text is indexed, how a question is asked, how a match is marked.

English, French, Spanish and Russian words are stemmed by tantivy's stemmers. Arabic words lose article, conjunction and
ending. Chinese is kept as overlapping pairs of simplified characters.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

import opencc
import tantivy

STEMMERS = {"en": "english", "fr": "french", "es": "spanish", "ru": "russian"}
LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")
SPACED = LANGUAGES[:-1]
"""The languages that put spaces between words, so that a word can be cut short: `biodiversit*`."""

HAN = re.compile(r"[\u3400-\u9fff]+")
_PARTS = re.compile(r"[\u3400-\u9fff]+|[^\W\u3400-\u9fff]+")
_ARABIC = re.compile(r"[\u0620-\u064a\u066e-\u06d3]+")
_VOWELS = dict.fromkeys([0x0640, 0x0670, *range(0x064B, 0x0660)])
_ALIKE = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه"})
_YO = str.maketrans("ёЁ", "еЕ")
"""Most print the one for the other."""
_ARTICLES = ("ال", "وال", "بال", "كال", "فال", "لل")
_ENDINGS = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي")
_CLITICS = "بلفكو"
_SHORTEST = 2
_LONGEST = 60


@cache
def analyser(language: str) -> tantivy.TextAnalyzer:
    """What the index does to the words of a language, once `spelled` has seen them."""
    made = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple()).filter(tantivy.Filter.remove_long(_LONGEST))
    made = made.filter(tantivy.Filter.lowercase())
    if language in STEMMERS:
        made = made.filter(tantivy.Filter.stemmer(STEMMERS[language]))
    return made.filter(tantivy.Filter.ascii_fold()).build()


def spelled(text: str, language: str) -> str:
    """A text as it is given to the index: Chinese in pairs, Arabic words without what is joined to them.

    >>> spelled("والمعلومات", "ar")
    'معلوم'
    """
    if language == "zh":
        return pairs(simplified(text))
    if language == "ru":
        return text.translate(_YO)
    return _ARABIC.sub(lambda word: light(word[0]), bare(text)) if language == "ar" else text


def terms(text: str, language: str) -> list[str]:
    """The terms of a text as the index has them, in order."""
    return list(_terms_of(text, language) if len(text) <= _LONGEST else _analysed(text, language))


def _analysed(text: str, language: str) -> tuple[str, ...]:
    return tuple(analyser(language).analyze(spelled(text, language)))


_terms_of = lru_cache(maxsize=50_000)(_analysed)
"""Words of questions, and labels, come again and again."""


def pairs(text: str) -> str:
    """Chinese as overlapping pairs, other words as they are, with spaces between.

    >>> pairs("保护生物 CHM")
    '保护 护生 生物 CHM'
    """
    found: list[str] = []
    for part in _PARTS.findall(text):
        if HAN.match(part) and len(part) > 1:
            found += [part[at : at + 2] for at in range(len(part) - 1)]
        else:
            found.append(part)
    return " ".join(found)


def simplified(text: str) -> str:
    """Chinese in simplified characters, which the official texts are in, from traditional ones; as long as before.

    >>> simplified("生物多樣性")
    '生物多样性'
    """
    return _converter().convert(text) if HAN.search(text) else text


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def bare(text: str) -> str:
    """A text without Arabic vowel marks and lengthening strokes, which readers leave out as they please."""
    return text.translate(_VOWELS)


@lru_cache(maxsize=100_000)
def light(word: str) -> str:
    """An Arabic word without `and`, article and ending, one letter for those that are written for one another.

    After the light stemmer of Larkey, Ballesteros and Connell, Improving Stemming for Arabic Information Retrieval
    (SIGIR 2002). tantivy's stemmer for Arabic gives المعلومات and معلومات different stems. A preposition of one letter
    looks like a letter of the word, and stays: `forms` asks for both.

    >>> [light(word) for word in ("المعلومات", "ومعلومات", "للمعلومات")]
    ['معلوم', 'معلوم', 'معلوم']
    """
    kept = _headless(word.translate(_ALIKE))
    for ending in _ENDINGS:
        if kept.endswith(ending) and len(kept) - len(ending) >= _SHORTEST:
            kept = kept.removesuffix(ending)
    return kept


def _headless(word: str) -> str:
    for article in _ARTICLES:
        if word.startswith(article) and len(word) - len(article) >= _SHORTEST:
            return word.removeprefix(article)
    if word.startswith("و") and len(word) > _SHORTEST + 1:
        return _headless(word[1:]) if word[1:].startswith(_ARTICLES) else word[1:]
    return word


def forms(term: str, language: str) -> tuple[str, ...]:
    """The terms that stand for one: in Arabic also with and without a preposition or conjunction of one letter.

    >>> forms("شبك", "ar")
    ('شبك', 'بشبك', 'لشبك', 'فشبك', 'كشبك', 'وشبك')
    """
    if language != "ar" or not _ARABIC.fullmatch(term):
        return (term,)
    stems = [term, term[1:]] if term[0] in _CLITICS and len(term) > _SHORTEST + 1 else [term]
    return tuple(dict.fromkeys((*stems, *(letter + stem for stem in stems for letter in _CLITICS))))


def plain(text: str) -> list[str]:
    """The words of a text in lower case without accents, not stemmed: what a word that is cut short is compared with.

    >>> plain("Réseaux")
    ['reseaux']
    """
    return list(unstemmed().analyze(joinless(text)))


def joinless(text: str) -> str:
    """Arabic words of a text without `and` and article, Russian ones without ё; others as they are."""
    return _ARABIC.sub(lambda word: _headless(word[0].translate(_ALIKE)), bare(text).translate(_YO))


@cache
def unstemmed() -> tantivy.TextAnalyzer:
    """What the index does to words that it keeps whole."""
    made = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple()).filter(tantivy.Filter.lowercase())
    return made.filter(tantivy.Filter.ascii_fold()).build()


def small(word: str) -> bool:
    """Whether a word is so common in one of the languages that nobody looks for it: `of`, `les`, `на`."""
    return any(not analyser.analyze(word) for analyser in _stopped())


@cache
def _stopped() -> tuple[tantivy.TextAnalyzer, ...]:
    return tuple(
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.stopword(name))
        .build()
        for name in STEMMERS.values()
    )
