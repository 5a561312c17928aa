"""What the words of a search mean: units of which all are looked for, each in clauses of which one is enough.

A unit is a word, a "phrase", the start of a word (prefix*) or a label of the thesaurus, which also finds what is
annotated with its concept or with narrower ones, and what says a label of theirs in another language.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import tantivy

from graph import fulltext
from graph.namespaces import Names
from graph.thesaurus import Thesaurus
from graph.words import HAN, SPACED, bare, forms, pairs, plain, small, terms

LONGEST = 300
"""As many characters of a search count."""
_UNIT = re.compile(r'"([^"]*)"|([^\s"]+)')
_WORD = re.compile(r"\w[\w'’-]*")
_ELIDED = re.compile(r"(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)['’](?=\w)", re.IGNORECASE)
_WORDS, _CONCEPT, _LABEL = 1.0, 2.0, 0.6
_NARROWER, _LABELLED, _SPAN = 60, 12, 8
_RUN = 20
"""As many characters of Chinese a label may have to be seen inside of a run."""
_OF, _EYE = "的", "目"
"""The particle `of`, which parts words, but not in 目的, purpose."""
Clause = tuple[str, tantivy.Query]
"""What it tells of itself where a score is explained, and the query."""


@dataclass(frozen=True, slots=True)
class Unit:
    """What is looked for as one, in clauses of which one is enough. `exact`: quoted or cut short, so never left out;
    `small`: a word so common that nobody looks for it."""

    clauses: tuple[Clause, ...]
    exact: bool = False
    small: bool = False


def units_of(words: str, languages: tuple[str, ...], names: Names) -> tuple[list[Unit], tuple[str, ...]]:
    """What is looked for, and the paths of the concepts that were recognised.

    >>> len(units_of("clearing-house national*", ("en",), Names())[0])
    2
    """
    units: list[Unit] = []
    waiting: list[str] = []
    concepts: list[str] = []
    runs: list[str] = []

    def settle() -> None:
        made, named = _plain_units(waiting, languages, names)
        units.extend(made)
        concepts.extend(named)
        waiting.clear()

    for phrase, word in _UNIT.findall(_straight(words[:LONGEST])):
        if phrase.strip():
            settle()
            clauses = _phrases(phrase, languages) + _concept_clauses(_named(phrase, names), names)
            units.append(Unit(tuple(clauses), exact=True))
        elif word.endswith("*") and _WORD.search(word):
            settle()
            units.append(Unit(tuple(_prefix(word.rstrip("*"), languages)), exact=True))
        else:
            for each in _WORD.findall(word):
                parts = _parted(each, names)
                waiting.extend(parts)
                runs += [each] if len(parts) > 1 else []
    settle()
    units += [Unit(tuple(_phrases(run, languages)), small=True) for run in runs]
    return [unit for unit in units if unit.clauses], tuple(dict.fromkeys(concepts))


def single(said: str, languages: tuple[str, ...]) -> list[Unit]:
    """Each of the words by itself, a run of Chinese as its pairs, without those that nobody looks for.

    An article that lost its vowel (`l'`, `d'`) is none of them.
    """
    runs = (unit for _, unit in _UNIT.findall(_straight(said[:LONGEST])))
    words = [word for unit in runs for word in re.findall(r"\w+", unit) if len(word) > 1 or HAN.match(word)]
    parts = [part for word in words for part in (pairs(word).split() if HAN.search(word) else (word,))]
    meant = [part for part in dict.fromkeys(parts) if not small(part)]
    return [Unit(tuple(clauses)) for part in meant if (clauses := _phrases(part, languages))]


def _parted(word: str, names: Names) -> list[str]:
    """A word; a run of Chinese in parts, which are labels of the thesaurus and what is between them.

    >>> _parted("信息交换所的网站", Names())
    ['信息交换所', '网站']
    """
    labels, parts = _thesaurus(names).labels, []
    for run in re.findall(r"[\u3400-\u9fff]+|[^\u3400-\u9fff]+", word):
        at = begun = 0
        while HAN.match(run) and at < len(run):
            size = next((size for size in range(min(_RUN, len(run) - at), 1, -1) if run[at : at + size] in labels), 0)
            if size or (run[at] == _OF and run[at - 1 : at] != _EYE):
                parts += [run[begun:at], run[at : at + size]]
                begun = at + max(size, 1)
            at += max(size, 1)
        parts.append(run[begun:])
    return [part for part in parts if part] or [word]


def _straight(words: str) -> str:
    words = unicodedata.normalize("NFC", bare(words))
    return words.replace("“", '"').replace("”", '"').replace("«", '"').replace("»", '"')


def _plain_units(words: list[str], languages: tuple[str, ...], names: Names) -> tuple[list[Unit], tuple[str, ...]]:
    """Words in order, the longest runs that are a label of the thesaurus taken together."""
    units: list[Unit] = []
    named: list[str] = []
    at = 0
    while at < len(words):
        sizes = range(min(_SPAN, len(words) - at), 0, -1)
        size = next((size for size in sizes if _named(" ".join(words[at : at + size]), names)), 1)
        span = " ".join(words[at : at + size])
        paths = _named(span, names)
        named += paths
        meant = [_ELIDED.sub("", word) for word in words[at : at + size]]
        clauses = _phrases(meant[0], languages) if size == 1 else _together(meant, languages)
        alone = HAN.fullmatch(span) and len(span) == 1 and len(words) > 1
        units.append(
            Unit(
                (*clauses, *_concept_clauses(paths, names)),
                small=size == 1 and not paths and bool(alone or small(meant[0])),
            )
        )
        at += size
    return units, tuple(named)


def _phrases(text: str, languages: tuple[str, ...]) -> list[Clause]:
    """The words one after the other, in the language where that says most."""
    fitting = ("zh",) if HAN.search(text) else languages
    queries = [_phrase(text, language) for language in fitting if language in languages]
    return _best(f"“{text}”", [query for query in queries if query])


def _best(told: str, queries: list[tantivy.Query], weight: float = _WORDS) -> list[Clause]:
    """One clause that is worth what the best of the queries is."""
    if not queries:
        return []
    return [(told, tantivy.Query.boost_query(tantivy.Query.disjunction_max_query(queries), weight))]


def _phrase(text: str, language: str) -> tantivy.Query | None:
    if language == "zh" and len(text) == 1 and HAN.match(text):
        return tantivy.Query.regex_query(fulltext.schema(), f"t_{language}", f"{text}.?|.{text}")
    first, *others = terms(text, language) or [""]
    said = (
        [query for form in forms(first, language) if (query := _sequence([form, *others], language))] if first else []
    )
    return tantivy.Query.disjunction_max_query(said) if len(said) > 1 else next(iter(said), None)


def _sequence(terms: Sequence[str], language: str) -> tantivy.Query:
    """Terms one after the other. Of Chinese pairs every second one says as much, where each overlaps the next."""
    name = f"t_{language}"
    if len(terms) == 1:
        return tantivy.Query.term_query(fulltext.schema(), name, terms[0])
    last = len(terms) - 1
    placed: list[str | tuple[int, str]] = [
        (at, term)
        for at, term in enumerate(terms)
        if at % 2 == 0 or at == last or not (_overlap(terms[at - 1], term) and _overlap(term, terms[at + 1]))
    ]
    return tantivy.Query.phrase_query(fulltext.schema(), name, placed)


def _overlap(term: str, following: str) -> bool:
    return HAN.fullmatch(term + following) is not None and term[1:] == following[:1] != ""


def _together(words: list[str], languages: tuple[str, ...]) -> list[Clause]:
    """All of the words, in any order, in one language."""
    found: list[tantivy.Query] = []
    for language in languages:
        queries = [query for word in words if (query := _phrase(word, language))]
        if queries:
            found.append(tantivy.Query.boolean_query([(tantivy.Occur.Must, query) for query in queries]))
    return _best(" ".join(words), found)


def _prefix(start: str, languages: tuple[str, ...]) -> list[Clause]:
    """Every word that begins so; in Chinese the characters anywhere."""
    if HAN.search(start):
        return _phrases(start, languages)
    pattern = re.escape("".join(plain(start))) + ".*"
    queries = [
        tantivy.Query.regex_query(fulltext.schema(), f"w_{name}", pattern) for name in languages if name in SPACED
    ]
    return _best(f"{start}*", queries)


@dataclass(frozen=True, slots=True)
class _Known:
    """Of the thesaurus: paths by label, narrower paths by path."""

    labels: Mapping[str, tuple[str, ...]]
    narrower: Mapping[str, list[str]]


@cache
def _thesaurus(names: Names) -> _Known:
    labels: dict[str, dict[str, None]] = {}
    narrower: dict[str, list[str]] = {}
    for concept in Thesaurus.load(names):
        for broader in concept.broader:
            narrower.setdefault(broader, []).append(concept.path)
        for label in concept.labels:
            labels.setdefault(_key(label.text), {})[concept.path] = None
    return _Known({label: tuple(paths) for label, paths in labels.items()}, narrower)


def _key(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))


def _named(text: str, names: Names) -> tuple[str, ...]:
    """The concepts that a text is a label of, in any language."""
    return _thesaurus(names).labels.get(_key(text), ())


def _concept_clauses(paths: tuple[str, ...], names: Names) -> list[Clause]:
    """What is annotated with the concepts or with narrower ones, the concepts, and what says a label of theirs."""
    if not paths:
        return []
    family = list(paths)
    for path in family:
        narrower = _thesaurus(names).narrower.get(path, ())
        family += [each for each in narrower if each not in family][: _NARROWER - len(family)]
    about = tantivy.Query.term_set_query(fulltext.schema(), "about", family)
    said = [tantivy.Query.term_query(fulltext.schema(), "said", path) for path in family[:_LABELLED]]
    return [
        (f"about {paths[0]}", tantivy.Query.const_score_query(about, _CONCEPT)),
        *_best(f"a label of {paths[0]}", said, _LABEL),
    ]
