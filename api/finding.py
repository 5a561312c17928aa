"""Full-text search: one box of words, phrases, prefixes, concepts in any language and identifiers in any spelling.

q  ->  units (word, "phrase", prefix*, concept)  ->  clauses with a weight  ->  hits, facets, parts of the score
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from math import ceil

import tantivy

from api.spelling import NOTHING_MENDED, Spelling, mended
from api.wording import Meaning, Unit, meaning
from graph import fulltext
from graph.entries import FACETS
from graph.words import LANGUAGES, forms, terms

SIZE = 20
VALUES = 25
_SCHEMES = {
    "subject": ("subjects", "issues", "programmes"),
    "actor": ("actors", "bodies"),
    "action": ("actions",),
    "status": ("statuses", "activity-statuses"),
    "kind": ("record-types",),
    "country": ("countries",),
    "target": ("aichi", "gbf", "sdg", "mdg", "gspc", "target-2010", "chm"),
}
_TEXTS = ("paragraph", "decision", "recommendation", "document")
_TEXT = 6.0
_PART = 0.5
"""How much of the words is enough where fewer than a page have them all."""
_WHOLLY = 10.0
"""What it adds to a score to have them all: those come first."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A search: its words, the language to search in (None: all), codes by facet, and the page from 1."""

    words: str
    language: str | None = None
    filters: Mapping[str, str] = field(default_factory=dict)
    page: int = 1
    size: int = SIZE
    explain: bool = False

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages whose words are looked for."""
        return (self.language,) if self.language in LANGUAGES else LANGUAGES


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing that was found: path, score, and what the score is the sum of where that was asked for."""

    path: str
    score: float
    parts: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """The hits of a page, how many there are in all, counts by facet, the concepts and texts that the words name.

    `relaxed` says that few things have all the words, or none, so that those with most of them follow; `spelling` the
    words that were looked for."""

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[tuple[str, int], ...]]
    concepts: tuple[str, ...] = ()
    relaxed: bool = False
    spelling: Spelling = NOTHING_MENDED


def find(index: tantivy.Index, asked: Asked) -> Found:
    """The answer of an index. No words and no filters find nothing; no words with filters find all that fit.

    >>> find(index, Asked("clearing-house*")).total  # doctest: +SKIP
    42
    """
    searcher = index.searcher()
    spelling = mended(asked.words, lambda word: _things(searcher, word, asked.languages))
    meant = meaning(spelling.words, asked.languages, spelling.unknown)
    limits = [_limit(name, value) for name, value in asked.filters.items() if value and name in FACETS]
    if asked.language in LANGUAGES:
        limits.append(_limit("lang", asked.language))
    if not meant.units and (not limits or asked.words.strip()):
        return Found(0, (), dict.fromkeys(FACETS, ()))
    first = (asked.page - 1) * asked.size
    whole, relaxed = [_whole(meant)] if meant.units else [], False
    query, units = _limited(whole, limits, meant.whole_name), meant.wanted
    found = searcher.search(query, asked.size, offset=first)
    if whole and _count(found) < SIZE and (wider := _wider(searcher, meant, limits, _count(found))):
        (query, units), relaxed = wider, True
        found = searcher.search(query, asked.size, count=False, offset=first)
    hits = []
    for score, address in found.hits:
        parts = _parts(searcher, (*units, _is_text(), meant.whole_name), address) if asked.explain else ()
        hits.append(Hit(str(searcher.doc(address)["path"][0]), float(score), parts))
    total, facets = _counted(searcher, query)
    return Found(total, tuple(hits), facets, meant.named, relaxed and total > 0, spelling)


def _things(searcher: tantivy.Searcher, word: str, languages: tuple[str, ...]) -> int:
    """How many things have a word, in the language where most do."""
    return max(
        sum(searcher.doc_freq(f"t_{name}", form) for form in forms(term, name))
        for name in languages
        for term in terms(word, name)[:1] or [word]
    )


def _count(found: tantivy.SearchResult) -> int:
    return int(getattr(found, "count", 0) or 0)


def _wider(
    searcher: tantivy.Searcher, meant: Meaning, limits: list[tantivy.Query], count: int
) -> tuple[tantivy.Query, tuple[Unit, ...]] | None:
    """What asks for some of the words, where few things have them all; None where that is as it should be.

    Whether those with most of them follow is a matter of the words and not of the limits, so that the counts of facets
    are what each then gives.
    """
    units, words = meant.wanted, meant.singles
    all_over = _least(searcher, _whole(meant), SIZE) if limits else count
    few = 0 < all_over < SIZE and len(words) > 1
    if count and not few:
        return None
    exact = [unit for unit in units if unit.exact]
    parts = words if few else (*words, *exact) or units
    enough = max(1, ceil(len(words) * _PART)) if few else 1
    some = tantivy.Query.boolean_query(
        [(tantivy.Occur.Should, _any(unit)) for unit in parts], minimum_number_should_match=enough
    )
    whole = Unit((("all the words", tantivy.Query.const_score_query(_whole(meant), _WHOLLY)),))
    concepts = [] if few else [unit for unit in units if unit.concept]
    clauses = [(tantivy.Occur.Must, _any(unit)) for unit in exact if few]
    clauses += [(tantivy.Occur.Should, some), *((tantivy.Occur.Should, _any(unit)) for unit in (*concepts, whole))]
    clauses += _without(meant)
    query = _limited([tantivy.Query.boolean_query(clauses)], limits, meant.whole_name)
    return query, (*(exact if few else ()), *parts, *concepts, whole)


def _least(searcher: tantivy.Searcher, query: tantivy.Query, enough: int) -> int:
    """How many things match, counted no further than what is enough."""
    return len(searcher.search(query, enough, count=False).hits)


def _whole(meant: Meaning) -> tantivy.Query:
    """All that is looked for, and nothing that is not wanted; small words only where there are no others."""
    units = meant.wanted
    any_meant = any(not unit.small for unit in units)
    clauses = [(tantivy.Occur.Should if unit.small and any_meant else tantivy.Occur.Must, _any(unit)) for unit in units]
    return tantivy.Query.boolean_query([*clauses, *_without(meant)])


def _without(meant: Meaning) -> list[tuple[tantivy.Occur, tantivy.Query]]:
    return [(tantivy.Occur.MustNot, _any(unit)) for unit in meant.unwanted]


@cache
def _is_text() -> Unit:
    """What is of more worth because it is a text of the Convention, or a part of one."""
    texts = tantivy.Query.term_set_query(fulltext.schema(), "type", list(_TEXTS))
    return Unit((("a text", tantivy.Query.const_score_query(texts, _TEXT)),))


def _limited(queries: list[tantivy.Query], limits: list[tantivy.Query], name: Unit) -> tantivy.Query:
    clauses = [(tantivy.Occur.Must, query) for query in queries]
    clauses += [(tantivy.Occur.Should, _any(unit)) for unit in (_is_text(), name) if queries]
    clauses += [(tantivy.Occur.Must, tantivy.Query.const_score_query(limit, 0.0)) for limit in limits]
    return tantivy.Query.boolean_query(clauses)


def _any(unit: Unit) -> tantivy.Query:
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, query) for _, query in unit.clauses])


def _limit(name: str, value: str) -> tantivy.Query:
    """A filter by code: `FOR`, `aichi/19` or `vocab/subjects/FOR`."""
    wanted = [value, f"vocab/{value}", *(f"vocab/{scheme}/{value}" for scheme in _SCHEMES.get(name, ()))]
    return tantivy.Query.term_set_query(fulltext.schema(), name, wanted)


def _parts(
    searcher: tantivy.Searcher, units: Sequence[Unit], address: tantivy.DocAddress
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
    counted = searcher.aggregate(query, {name: {"terms": {"field": name, "size": VALUES}} for name in FACETS})
    facets = {
        name: tuple((str(each["key"]), int(each["doc_count"])) for each in counted[name]["buckets"]) for name in FACETS
    }
    total = sum(count for _, count in facets["type"]) + int(counted["type"]["sum_other_doc_count"])
    return total, facets
