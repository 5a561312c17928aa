"""Full-text search: one box of words, phrases, prefixes, concepts in any language and identifiers in any spelling.

q  ->  units (word, "phrase", prefix*, concept)  ->  clauses with a weight  ->  hits, facets, parts of the score
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

import tantivy

from graph import fulltext
from graph.fulltext import FACETS, HAN, LANGUAGES
from graph.namespaces import Names
from graph.thesaurus import Concept, Thesaurus

SIZE = 20
_LONGEST = 300
_UNIT = re.compile(r'"([^"]*)"|([^\s"]+)')
_WORD = re.compile(r"\w[\w'’-]*")
_SCHEMES = {
    "subject": ("subjects", "issues", "programmes"),
    "actor": ("actors", "bodies"),
    "action": ("actions",),
    "status": ("statuses", "activity-statuses"),
    "target": ("aichi", "gbf", "sdg", "mdg", "gspc", "target-2010", "chm"),
}
_CODED = ("subject", "actor", "action", "status", "target")
_WORDS, _CONCEPT, _LABEL = 1.0, 2.0, 0.6
_NARROWER, _LABELLED, _SPAN = 60, 12, 8
_Clause = tuple[str, tantivy.Query]


@dataclass(frozen=True, slots=True)
class Asked:
    """A search: its words, the language to search in (None: all), codes by facet, and the page from 1."""

    words: str
    language: str | None = None
    filters: Mapping[str, str] = field(default_factory=dict)
    page: int = 1
    size: int = SIZE
    explain: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing that was found: path, score, and what the score is the sum of where that was asked for."""

    path: str
    score: float
    parts: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """The hits of a page, how many there are in all, counts by facet, the concepts that the words name.

    `relaxed` says that no thing has all the words, so that those with some are given."""

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
    query = _whole(units, limits, tantivy.Occur.Must)
    found = searcher.search(query, asked.size, offset=(asked.page - 1) * asked.size)
    relaxed = not _count(found) and bool(units)
    if relaxed:
        query = _whole(units, limits, tantivy.Occur.Should)
        found = searcher.search(query, asked.size, offset=(asked.page - 1) * asked.size)
    hits = []
    for score, address in found.hits:
        parts = _parts(searcher, units, address) if asked.explain else ()
        hits.append(Hit(str(searcher.doc(address)["path"][0]), float(score), parts))
    total = _count(found)
    return Found(total, tuple(hits), _facets(searcher, query, total), concepts, relaxed and total > 0)


def _count(found: tantivy.SearchResult) -> int:
    return int(getattr(found, "count", 0) or 0)


def _whole(units: list[list[_Clause]], limits: list[tantivy.Query], occur: tantivy.Occur) -> tantivy.Query:
    clauses = [(occur, _any(unit)) for unit in units]
    if occur == tantivy.Occur.Should:
        clauses = [(tantivy.Occur.Must, tantivy.Query.boolean_query(clauses))]
    clauses += [(tantivy.Occur.Must, tantivy.Query.const_score_query(limit, 0.0)) for limit in limits]
    return tantivy.Query.boolean_query(clauses)


def _any(unit: list[_Clause]) -> tantivy.Query:
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, query) for _, query in unit])


def _limit(name: str, value: str) -> tantivy.Query:
    """A filter by code: `FOR`, `aichi/19` or `vocab/subjects/FOR`."""
    wanted = [value, f"vocab/{value}", *(f"vocab/{scheme}/{value}" for scheme in _SCHEMES.get(name, ()))]
    return tantivy.Query.term_set_query(fulltext.schema(), name, wanted)


def _units(words: str, languages: tuple[str, ...], names: Names) -> tuple[list[list[_Clause]], tuple[str, ...]]:
    """What must be found, each as clauses of which one is enough; and the concepts that were recognised."""
    units: list[list[_Clause]] = []
    plain: list[str] = []
    concepts: list[str] = []

    def settle() -> None:
        made, named = _plain_units(plain, languages, names)
        units.extend(made)
        concepts.extend(named)
        plain.clear()

    for phrase, word in _UNIT.findall(words.replace("“", '"').replace("”", '"').replace("«", '"').replace("»", '"')):
        if phrase.strip():
            settle()
            units.append(_phrases(phrase, languages) + _concept_clauses(_named(phrase, names), languages, names))
        elif word.endswith("*") and _WORD.search(word):
            settle()
            units.append(_prefix(word.rstrip("*"), languages))
        else:
            plain.extend(_WORD.findall(word))
    settle()
    return [unit for unit in units if unit], tuple(dict.fromkeys(concepts))


def _plain_units(
    words: list[str], languages: tuple[str, ...], names: Names
) -> tuple[list[list[_Clause]], tuple[str, ...]]:
    """Words in order, the longest runs that are a label of the thesaurus taken together."""
    units: list[list[_Clause]] = []
    named: list[str] = []
    at = 0
    while at < len(words):
        sizes = range(min(_SPAN, len(words) - at), 0, -1)
        size = next((size for size in sizes if _named(" ".join(words[at : at + size]), names)), 1)
        span = " ".join(words[at : at + size])
        paths = _named(span, names)
        named += paths
        clauses = _phrases(span, languages) if size == 1 else _together(words[at : at + size], languages)
        units.append(clauses + _concept_clauses(paths, languages, names))
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
    terms, name = fulltext.terms(text, language), f"t_{language}"
    if language == "zh" and len(text) == 1 and HAN.match(text):
        return tantivy.Query.regex_query(fulltext.schema(), name, f"{text}.?|.{text}")
    if len(terms) == 1:
        return tantivy.Query.term_query(fulltext.schema(), name, terms[0])
    return tantivy.Query.phrase_query(fulltext.schema(), name, list(terms)) if terms else None


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
    pattern = re.escape("".join(fulltext.plain(start))) + ".*"
    stemmed = [language for language in languages if language in fulltext.STEMMERS]
    queries = [tantivy.Query.regex_query(fulltext.schema(), f"w_{language}", pattern) for language in stemmed]
    return _best(f"{start}*", queries)


@cache
def _thesaurus(names: Names) -> tuple[dict[str, tuple[str, ...]], dict[str, Concept], dict[str, list[str]]]:
    """Paths by label, concepts by path, narrower paths by path."""
    labels: dict[str, dict[str, None]] = {}
    concepts: dict[str, Concept] = {}
    narrower: dict[str, list[str]] = {}
    for concept in Thesaurus.load(names):
        concepts[concept.path] = concept
        for broader in concept.broader:
            narrower.setdefault(broader, []).append(concept.path)
        for label in concept.labels:
            labels.setdefault(_key(label.text), {})[concept.path] = None
    return {label: tuple(paths) for label, paths in labels.items()}, concepts, narrower


def _key(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))


def _named(text: str, names: Names) -> tuple[str, ...]:
    """The concepts that a text is a label of, in any language."""
    return _thesaurus(names)[0].get(_key(text), ())


def _concept_clauses(paths: tuple[str, ...], languages: tuple[str, ...], names: Names) -> list[_Clause]:
    """What is annotated with the concepts or with narrower ones, the concepts, and their labels in every language."""
    if not paths:
        return []
    _, concepts, narrower = _thesaurus(names)
    family = list(paths)
    for path in family:
        family += [each for each in narrower.get(path, ()) if each not in family][: _NARROWER - len(family)]
    found: list[_Clause] = []
    for name in (*_CODED, "path"):
        query = tantivy.Query.term_set_query(fulltext.schema(), name, family)
        found.append((f"{name} is {paths[0]}", tantivy.Query.const_score_query(query, _CONCEPT)))
    labels = {(label.language, label.text) for path in family[:_LABELLED] for label in concepts[path].labels}
    said = [_phrase(text, language) for language, text in sorted(labels) if language in languages]
    return found + _best(f"a label of {paths[0]}", [query for query in said if query], _LABEL)


def _parts(
    searcher: tantivy.Searcher, units: list[list[_Clause]], address: tantivy.DocAddress
) -> tuple[tuple[str, float], ...]:
    """The clauses that match a hit, with what each adds."""
    found = []
    for unit in units:
        for told, query in unit:
            try:
                value = float(json.loads(query.explain(searcher, address).to_json())["value"])
            except ValueError:
                continue  # tantivy's way to say that it does not match
            if value:
                found.append((told, round(value, 4)))
    return tuple(found)


def _facets(searcher: tantivy.Searcher, query: tantivy.Query, total: int) -> dict[str, tuple[tuple[str, int], ...]]:
    if not total:
        return dict.fromkeys(FACETS, ())
    counted = searcher.aggregate(query, {name: {"terms": {"field": name, "size": 25}} for name in FACETS})
    return {
        name: tuple((str(each["key"]), int(each["doc_count"])) for each in counted[name]["buckets"]) for name in FACETS
    }
