"""What the words of a search mean: units of which all are looked for, each in clauses of which one is enough.

A unit is a word, a "phrase", the start of a word (prefix*), an identifier, or a label of the thesaurus, which also
finds what is annotated with its concept or with narrower ones, and what says a label of theirs in another language.
-word and -"phrase" say what is not wanted.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import tantivy

from api.naming import WORD, addresses, concepts, has_label, longest, narrower
from graph import fulltext
from graph.words import HAN, SPACED, bare, forms, pairs, plain, simplified, small, terms

LONGEST = 300
"""As many characters of a search count."""
_UNIT = re.compile(r'(?P<minus>(?<!\S)[-−](?=["\w]))?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')
_ELIDED = re.compile(r"(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)['’](?=\w)", re.IGNORECASE)
_WORDS, _CONCEPT, _LABEL, _NAMED, _NEAR = 1.0, 2.0, 0.6, 12.0, 0.5
_NARROWER, _LABELLED = 60, 12
_ADDRESS = 6
"""As many words of a search are looked at as one identifier."""
_INSIDE = re.compile(r"第?(?P<address>(?:[IVXL]+|\d{1,2})/\d{1,3})(?:号|號)?(?:决定|決定|建议|建議)?")
_NOUNS = frozenset(f"vocab/record-types/scbd-{noun}" for noun in ("decision", "recommendation", "meetingDocument"))
"""What people call a text before they give its number."""
_RUN = 20
"""As many characters of Chinese a label may have to be seen inside of a run."""
_OF, _EYE = "的", "目"
"""The particle `of`, which parts words, but not in 目的, purpose."""
Clause = tuple[str, tantivy.Query]
"""What it tells of itself where a score is explained, and the query."""


@dataclass(frozen=True, slots=True)
class Unit:
    """What is looked for as one, in clauses of which one is enough. `exact`: quoted or cut short, so never left out;
    `small`: a word so common that nobody looks for it; `unwanted`: what must not be there; `concept`: it names one."""

    clauses: tuple[Clause, ...]
    exact: bool = False
    small: bool = False
    unwanted: bool = False
    concept: bool = False


@dataclass(frozen=True, slots=True)
class Meaning:
    """The units of a search, the paths of the concepts and texts that were recognised, the words one by one, and all of
    them as a name."""

    units: tuple[Unit, ...]
    named: tuple[str, ...] = ()
    singles: tuple[Unit, ...] = ()
    whole_name: Unit = Unit(())

    @property
    def wanted(self) -> tuple[Unit, ...]:
        """The units of which all should be there."""
        return tuple(unit for unit in self.units if not unit.unwanted)

    @property
    def unwanted(self) -> tuple[Unit, ...]:
        """The units of which none may be there."""
        return tuple(unit for unit in self.units if unit.unwanted)


def meaning(words: str, languages: tuple[str, ...], unknown: frozenset[str] = frozenset()) -> Meaning:
    """What is looked for. `unknown` are words that nothing has: what differs from them by a letter will do.

    >>> len(meaning("clearing-house national* -forest", ("en",)).wanted)
    2
    """
    read = _Reading(languages, unknown)
    matches = list(_UNIT.finditer(_straight(words[:LONGEST])))
    only_unwanted = all(match["minus"] for match in matches)
    for match in matches:
        read.take(match["phrase"], match["word"] or "", unwanted=bool(match["minus"]) and not only_unwanted)
    read.settle()
    return Meaning(
        tuple(unit for unit in read.units if unit.clauses),
        tuple(dict.fromkeys(read.named)),
        read.singles(),
        _wholly_named(read.said, languages),
    )


class _Reading:
    """A search as it is read, unit by unit."""

    def __init__(self, languages: tuple[str, ...], unknown: frozenset[str]) -> None:
        self.units: list[Unit] = []
        self.named: list[str] = []
        self._languages, self._unknown = languages, unknown
        self._waiting: list[str] = []
        self.said: list[str] = []

    def take(self, phrase: str | None, word: str, *, unwanted: bool) -> None:
        """The next phrase or word."""
        if unwanted:
            self._add(Unit(tuple(self._quoted(phrase, word)), unwanted=True))
        elif phrase or (word.endswith("*") and WORD.search(word)):
            self.settle()
            clauses = self._quoted(phrase, word)
            clauses += _concept_clauses(concepts(WORD.findall(phrase), ())) if phrase else []
            self._add(Unit(tuple(clauses), exact=True))
        elif word:
            self.said.append(word)
            self._waiting.append(word)

    def _quoted(self, phrase: str | None, word: str) -> list[Clause]:
        """Words as they are typed, without what they mean."""
        if word.endswith("*") and WORD.search(word):
            return _prefix(word.rstrip("*"), self._languages)
        return _phrases(phrase or word, self._languages)

    def _add(self, unit: Unit) -> None:
        self.units.append(unit)

    def settle(self) -> None:
        """Ends a run of words: identifiers among them first, then the longest labels, then single words."""
        waiting, self._waiting = _apart(self._waiting), []
        begun = at = 0
        while at < len(waiting):
            size, paths = _addressed(waiting[at:])
            if paths:
                self._words(waiting[begun:at], before_address=True)
                clauses = (*_phrases(" ".join(waiting[at : at + size]), self._languages), *_concept_clauses(paths))
                self._add(Unit(clauses))
                self.named += paths[:1]
                begun = at + size
            at += size
        self._words(waiting[begun:])

    def _words(self, tokens: list[str], *, before_address: bool = False) -> None:
        words, runs = [], []
        for word in (word for token in tokens for word in WORD.findall(token)):
            parts = _parted(word)
            words += parts
            runs += [word] if len(parts) > 1 else []
        if before_address and words and not _NOUNS.isdisjoint(concepts(words[-1:], self._languages)):
            words.pop()
        for span in _spans(words, self._languages):
            self._span(span, alone=len(words) == 1)
        for run in runs:
            self._add(Unit(tuple(_phrases(run, self._languages)), small=True))

    def _span(self, span: list[str], *, alone: bool) -> None:
        paths = concepts(span, self._languages)
        self.named += paths
        meant = [_ELIDED.sub("", word) for word in span]
        clauses = _phrases(meant[0], self._languages) if len(span) == 1 else _together(meant, self._languages)
        clauses += _concept_clauses(paths)
        clauses += _near(meant[0], self._languages) if meant[0] in self._unknown and not paths else []
        little = len(span) == 1 and not paths and (bool(HAN.fullmatch(span[0])) and len(span[0]) == 1 and not alone)
        little = little or (len(span) == 1 and not paths and small(meant[0]))
        self._add(Unit(tuple(clauses), small=little, concept=bool(paths)))

    def singles(self) -> tuple[Unit, ...]:
        """Each of the wanted words by itself, a run of Chinese as its pairs, without those that nobody looks for.

        An article that lost its vowel (`l'`, `d'`) is none of them.
        """
        words = [word for said in self.said for word in re.findall(r"\w+", said) if len(word) > 1 or HAN.match(word)]
        parts = [part for word in words for part in (pairs(word).split() if HAN.search(word) else (word,))]
        made = []
        for part in dict.fromkeys(part for part in parts if not small(part)):
            clauses = _phrases(part, self._languages)
            clauses += _near(part, self._languages) if part in self._unknown else []
            made += [Unit(tuple(clauses))] if clauses else []
        return tuple(made)


def _apart(tokens: list[str]) -> list[str]:
    """Words, with an identifier that stands in a run of Chinese by itself."""
    found: list[str] = []
    for token in tokens:
        match = _INSIDE.search(token) if HAN.search(token) else None
        parts = (token[: match.start()], match["address"], token[match.end() :]) if match else (token,)
        found += [part for part in parts if part]
    return found


def _addressed(tokens: list[str]) -> tuple[int, tuple[str, ...]]:
    """How many of the first words are an identifier, and of what; one word of none."""
    for size in range(min(_ADDRESS, len(tokens)), 0, -1):
        if paths := addresses([token.strip(",;:") for token in tokens[:size]]):
            return size, paths
    return 1, ()


def _spans(words: list[str], languages: tuple[str, ...]) -> Iterator[list[str]]:
    """Words in order, the longest runs that are a label of the thesaurus taken together."""
    at = 0
    while at < len(words):
        sizes = range(min(longest(words[at]), len(words) - at), 1, -1)
        size = next((size for size in sizes if concepts(words[at : at + size], languages)), 1)
        yield words[at : at + size]
        at += size


def _parted(word: str) -> list[str]:
    """A word; a run of Chinese in parts, which are labels of the thesaurus and what is between them.

    >>> _parted("信息交换所的网站")
    ['信息交换所', '网站']
    """
    parts: list[str] = []
    for run in re.findall(r"[\u3400-\u9fff]+|[^\u3400-\u9fff]+", word):
        at = begun = 0
        while HAN.match(run) and at < len(run):
            size = next((size for size in range(min(_RUN, len(run) - at), 1, -1) if has_label(run[at : at + size])), 0)
            if size or (run[at] == _OF and run[at - 1 : at] != _EYE):
                parts += [run[begun:at], run[at : at + size]]
                begun = at + max(size, 1)
            at += max(size, 1)
        parts.append(run[begun:])
    return [part for part in parts if part] or [word]


def _straight(words: str) -> str:
    words = simplified(unicodedata.normalize("NFC", bare(words)))
    return words.replace("“", '"').replace("”", '"').replace("«", '"').replace("»", '"')


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


def _near(word: str, languages: tuple[str, ...]) -> list[Clause]:
    """What differs from a word by one letter."""
    found = [
        tantivy.Query.fuzzy_term_query(fulltext.schema(), f"t_{name}", term, distance=1)
        for name in languages
        if name in SPACED
        for term in terms(word, name)[:1]
    ]
    return _best(f"{word}~", found, _NEAR)


def _wholly_named(words: Sequence[str], languages: tuple[str, ...]) -> Unit:
    """What has all the words, and no others, as a name."""
    text = " ".join(words)
    keys = [
        f"{language} {' '.join((form, *others))}"
        for language in languages
        for first, *others in (terms(text, language) or [""],)
        for form in forms(first, language)
    ]
    named = tantivy.Query.term_set_query(fulltext.schema(), "named", keys)
    return Unit(((f"is named “{text}”", tantivy.Query.const_score_query(named, _NAMED)),))


def _concept_clauses(paths: tuple[str, ...]) -> list[Clause]:
    """What is annotated with the concepts or with narrower ones, the concepts, and what says a label of theirs."""
    if not paths:
        return []
    family = narrower(paths, _NARROWER)
    about = tantivy.Query.term_set_query(fulltext.schema(), "about", family)
    said = [tantivy.Query.term_query(fulltext.schema(), "said", path) for path in family[:_LABELLED]]
    return [
        (f"about {paths[0]}", tantivy.Query.const_score_query(about, _CONCEPT)),
        *_best(f"a label of {paths[0]}", said, _LABEL),
    ]
