"""Full-text search: one box of words, phrases, prefixes, concepts in any language and identifiers in any spelling.

q  ->  units (word, "phrase", prefix*, concept)  ->  clauses with a weight  ->  hits, facets, parts of the score
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from math import ceil

import tantivy

from graph import fulltext
from graph.fulltext import FACETS
from graph.namespaces import Names
from graph.thesaurus import Thesaurus
from graph.words import HAN, LANGUAGES, SPACED, bare, forms, pairs, plain, small, terms

SIZE = 20
_LONGEST, _VALUES = 300, 25
_UNIT = re.compile(r'"([^"]*)"|([^\s"]+)')
_WORD = re.compile(r"\w[\w'’-]*")
_SCHEMES = {
    "subject": ("subjects", "issues", "programmes"),
    "actor": ("actors", "bodies"),
    "action": ("actions",),
    "status": ("statuses", "activity-statuses"),
    "target": ("aichi", "gbf", "sdg", "mdg", "gspc", "target-2010", "chm"),
}
_ELIDED = re.compile(r"(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)['’](?=\w)", re.IGNORECASE)
_TEXTS = ("paragraph", "decision", "recommendation", "document")
_WORDS, _CONCEPT, _LABEL, _TEXT = 1.0, 2.0, 0.6, 6.0
_NARROWER, _LABELLED, _SPAN = 60, 12, 8
_RUN = 20
"""As many characters of Chinese a label may have to be seen inside of a run."""
_OF, _EYE = "的", "目"
"""The particle `of`, which parts words, but not in 目的, purpose."""
_PART = 0.5
"""How much of the words is enough where fewer than a page have them all."""
_WHOLLY = 10.0
"""What it adds to a score to have them all: those come first."""
_Clause = tuple[str, tantivy.Query]


@dataclass(frozen=True, slots=True)
class _Unit:
    """What is looked for as one, in clauses of which one is enough. `exact`: quoted or cut short, so never left out;
    `small`: a word so common that nobody looks for it."""

    clauses: tuple[_Clause, ...]
    exact: bool = False
    small: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """A search: its words, the language to search in (None: all), codes by facet, and the page from 1.

    `widen`: where fewer than a page have all the words, those with most of them follow.
    """

    words: str
    language: str | None = None
    filters: Mapping[str, str] = field(default_factory=dict)
    page: int = 1
    size: int = SIZE
    explain: bool = False
    widen: bool = True


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing that was found: path, score, and what the score is the sum of where that was asked for."""

    path: str
    score: float
    parts: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """The hits of a page, how many there are in all, counts by facet, the concepts that the words name.

    `relaxed` says that few things have all the words, or none, so that those with most of them follow."""

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[tuple[str, int], ...]]
    concepts: tuple[str, ...] = ()
    relaxed: bool = False


def find(index: tantivy.Index, asked: Asked, names: Names) -> Found:
    """The answer of an index. No words and no filters find nothing; no words with filters find all that fit.

    >>> find(index, Asked("clearing-house*"), Names()).total  # doctest: +SKIP
    42
    """
    languages = (asked.language,) if asked.language in LANGUAGES else LANGUAGES
    units, concepts = _units(asked.words[:_LONGEST], languages, names)
    limits = [_limit(name, value) for name, value in asked.filters.items() if value and name in FACETS]
    if asked.language in LANGUAGES:
        limits.append(_limit("lang", asked.language))
    if not units and (not limits or asked.words.strip()):
        return Found(0, (), dict.fromkeys(FACETS, ()))
    searcher = index.searcher()
    first = (asked.page - 1) * asked.size
    query, relaxed = _limited([_whole(units)] if units else [], limits), False
    found = searcher.search(query, asked.size, offset=first)
    if units and _count(found) < SIZE and (wider := _wider(searcher, asked, units, limits, _count(found))):
        (query, units), relaxed = wider, True
        found = searcher.search(query, asked.size, count=False, offset=first)
    hits = []
    for score, address in found.hits:
        parts = _parts(searcher, (*units, _is_text()), address) if asked.explain else ()
        hits.append(Hit(str(searcher.doc(address)["path"][0]), float(score), parts))
    total, facets = _counted(searcher, query)
    return Found(total, tuple(hits), facets, concepts, relaxed and total > 0)


def _count(found: tantivy.SearchResult) -> int:
    return int(getattr(found, "count", 0) or 0)


def _wider(
    searcher: tantivy.Searcher, asked: Asked, units: Sequence[_Unit], limits: list[tantivy.Query], count: int
) -> tuple[tantivy.Query, list[_Unit]] | None:
    """What asks for some of the words, where few things have them all; None where that is as it should be.

    Whether those with most of them follow is a matter of the words and not of the limits, so that the counts of facets
    are what each then gives.
    """
    all_over = _least(searcher, _whole(units), SIZE) if limits else count
    words = _single(asked)
    few = 0 < all_over < SIZE and asked.widen and len(words) > 1
    if count and not few:
        return None
    exact = [unit for unit in units if unit.exact]
    parts = words if few else [*words, *exact] or list(units)
    enough = max(1, ceil(len(words) * _PART)) if few else 1
    some = tantivy.Query.boolean_query(
        [(tantivy.Occur.Should, _any(unit)) for unit in parts], minimum_number_should_match=enough
    )
    whole = _Unit((("all the words", tantivy.Query.const_score_query(_whole(units), _WHOLLY)),))
    clauses = [(tantivy.Occur.Must, _any(unit)) for unit in exact if few]
    clauses += [(tantivy.Occur.Should, some), (tantivy.Occur.Should, _any(whole))]
    return _limited([tantivy.Query.boolean_query(clauses)], limits), [*(exact if few else ()), *parts, whole]


def _single(asked: Asked) -> list[_Unit]:
    """Each of the words by itself, a run of Chinese as its pairs, without those that nobody looks for.

    An article that lost its vowel (`l'`, `d'`) is none of them.
    """
    said = (unit for _, unit in _UNIT.findall(_straight(asked.words[:_LONGEST])))
    words = [word for unit in said for word in re.findall(r"\w+", unit) if len(word) > 1 or HAN.match(word)]
    languages = (asked.language,) if asked.language in LANGUAGES else LANGUAGES
    parts = [part for word in words for part in (pairs(word).split() if HAN.search(word) else (word,))]
    meant = [part for part in dict.fromkeys(parts) if not small(part)]
    return [_Unit(tuple(clauses)) for part in meant if (clauses := _phrases(part, languages))]


def _least(searcher: tantivy.Searcher, query: tantivy.Query, enough: int) -> int:
    """How many things match, counted no further than what is enough."""
    return len(searcher.search(query, enough, count=False).hits)


def _whole(units: Sequence[_Unit]) -> tantivy.Query:
    """All that is looked for; small words only where there are no others."""
    meant = any(not unit.small for unit in units)
    return tantivy.Query.boolean_query(
        [(tantivy.Occur.Should if unit.small and meant else tantivy.Occur.Must, _any(unit)) for unit in units]
    )


@cache
def _is_text() -> _Unit:
    """What is of more worth because it is a text of the Convention, or a part of one."""
    texts = tantivy.Query.term_set_query(fulltext.schema(), "type", list(_TEXTS))
    return _Unit((("a text", tantivy.Query.const_score_query(texts, _TEXT)),))


def _limited(queries: list[tantivy.Query], limits: list[tantivy.Query]) -> tantivy.Query:
    clauses = [(tantivy.Occur.Must, query) for query in queries]
    clauses += [(tantivy.Occur.Should, _any(_is_text()))] if queries else []
    clauses += [(tantivy.Occur.Must, tantivy.Query.const_score_query(limit, 0.0)) for limit in limits]
    return tantivy.Query.boolean_query(clauses)


def _any(unit: _Unit) -> tantivy.Query:
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, query) for _, query in unit.clauses])


def _limit(name: str, value: str) -> tantivy.Query:
    """A filter by code: `FOR`, `aichi/19` or `vocab/subjects/FOR`."""
    wanted = [value, f"vocab/{value}", *(f"vocab/{scheme}/{value}" for scheme in _SCHEMES.get(name, ()))]
    return tantivy.Query.term_set_query(fulltext.schema(), name, wanted)


def _units(words: str, languages: tuple[str, ...], names: Names) -> tuple[list[_Unit], tuple[str, ...]]:
    """What is looked for, and the concepts that were recognised."""
    units: list[_Unit] = []
    waiting: list[str] = []
    concepts: list[str] = []
    runs: list[str] = []

    def settle() -> None:
        made, named = _plain_units(waiting, languages, names)
        units.extend(made)
        concepts.extend(named)
        waiting.clear()

    for phrase, word in _UNIT.findall(_straight(words)):
        if phrase.strip():
            settle()
            clauses = _phrases(phrase, languages) + _concept_clauses(_named(phrase, names), names)
            units.append(_Unit(tuple(clauses), exact=True))
        elif word.endswith("*") and _WORD.search(word):
            settle()
            units.append(_Unit(tuple(_prefix(word.rstrip("*"), languages)), exact=True))
        else:
            for each in _WORD.findall(word):
                parts = _parted(each, names)
                waiting.extend(parts)
                runs += [each] if len(parts) > 1 else []
    settle()
    units += [_Unit(tuple(_phrases(run, languages)), small=True) for run in runs]
    return [unit for unit in units if unit.clauses], tuple(dict.fromkeys(concepts))


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


def _plain_units(words: list[str], languages: tuple[str, ...], names: Names) -> tuple[list[_Unit], tuple[str, ...]]:
    """Words in order, the longest runs that are a label of the thesaurus taken together."""
    units: list[_Unit] = []
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
            _Unit(
                (*clauses, *_concept_clauses(paths, names)),
                small=size == 1 and not paths and bool(alone or small(meant[0])),
            )
        )
        at += size
    return units, tuple(named)


def _phrases(text: str, languages: tuple[str, ...]) -> list[_Clause]:
    """The words one after the other, in the language where that says most."""
    fitting = ("zh",) if HAN.search(text) else languages
    queries = [_phrase(text, language) for language in fitting if language in languages]
    return _best(f"“{text}”", [query for query in queries if query])


def _best(told: str, queries: list[tantivy.Query], weight: float = _WORDS) -> list[_Clause]:
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


def _together(words: list[str], languages: tuple[str, ...]) -> list[_Clause]:
    """All of the words, in any order, in one language."""
    found: list[tantivy.Query] = []
    for language in languages:
        queries = [query for word in words if (query := _phrase(word, language))]
        if queries:
            found.append(tantivy.Query.boolean_query([(tantivy.Occur.Must, query) for query in queries]))
    return _best(" ".join(words), found)


def _prefix(start: str, languages: tuple[str, ...]) -> list[_Clause]:
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


def _concept_clauses(paths: tuple[str, ...], names: Names) -> list[_Clause]:
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


def _parts(
    searcher: tantivy.Searcher, units: Sequence[_Unit], address: tantivy.DocAddress
) -> tuple[tuple[str, float], ...]:
    """The clauses that match a hit, with what each adds."""
    found = []
    for unit in units:
        for told, query in unit.clauses:
            try:
                value = float(json.loads(query.explain(searcher, address).to_json())["value"])
            except ValueError:
                continue  # tantivy's way to say that it does not match
            if value:
                found.append((told, round(value, 4)))
    return tuple(found)


def _counted(searcher: tantivy.Searcher, query: tantivy.Query) -> tuple[int, dict[str, tuple[tuple[str, int], ...]]]:
    """How many things match, and how many of them by facet, in one pass: each has one type."""
    counted = searcher.aggregate(query, {name: {"terms": {"field": name, "size": _VALUES}} for name in FACETS})
    facets = {
        name: tuple((str(each["key"]), int(each["doc_count"])) for each in counted[name]["buckets"]) for name in FACETS
    }
    total = sum(count for _, count in facets["type"]) + int(counted["type"]["sum_other_doc_count"])
    return total, facets
