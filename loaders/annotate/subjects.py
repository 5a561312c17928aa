"""Subjects: the thesaurus concepts that a text names, by their labels.

spaCy's PhraseMatcher looks for every label in one pass. The longest label wins and what overlaps it is
dropped. A label that several schemes share gives each of them, unless they share the code too, as subjects and
cross-cutting issues do: then it gives the first. Chinese labels match character by character; in other languages
case does not count, but for labels in capitals (CHM, not chm), and the last word of an English label may be
singular or plural. Where a language has keys (`keys`), words are matched by them: the key stands in the
NORM of a word of the vocabulary, so that it is sought once for each word and the matcher compares numbers as ever.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from loaders.annotate.grammar import grammar_of
from loaders.annotate.keys import clitics, key_of
from loaders.annotate.normalise import normalise

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.matcher import PhraseMatcher
    from spacy.tokens import Doc

SCHEMES = ("subjects", "programmes", "issues", "target-2010", "aichi", "gbf", "sdg", "mdg", "gspc")
"""The schemes whose concepts are subjects. The chm scheme is none: its labels are words like "mission"."""

TARGETS = frozenset({"target-2010", "aichi", "gbf", "sdg", "mdg", "gspc"})
"""The schemes of goals and targets. Their titles are ordinary words ("pollution"), so that only labels which say which
goal or target they mean are matched: with a figure, or those of a whole set (SDGs)."""

HOUSES = frozenset({"vocab/actors/bch", "vocab/actors/absch"})
"""Clearing-houses, which are no subjects: their names hold words (information exchange) that are none there."""

_SHORTEST = 2
_ITEM_OF = re.compile(r"(?<=\d)\(")


@dataclass(frozen=True, slots=True)
class Mention:
    """A concept at token `start` to `end` of a doc, end exclusive."""

    concept: str
    start: int
    end: int


class Matcher:
    """The labels of a language in two PhraseMatchers: words in any case, and names in capitals as they stand.

    Where the language has base forms, `nlp` gets them as the NORM of its words.

    >>> import spacy
    >>> nlp = spacy.blank("en")
    >>> matcher = Matcher(nlp, "en", [{"invasive species": "vocab/subjects/IAS"}])
    >>> [found.concept for found in matcher.find(nlp.make_doc("Invasive species spread"))]
    ['vocab/subjects/IAS']
    """

    def __init__(self, nlp: Language, language: str, labels: Iterable[Mapping[str, str]]) -> None:
        from spacy.matcher import PhraseMatcher

        pairs = [pair for scheme in labels for pair in scheme.items()]
        said = (token.text for label, _ in pairs for token in nlp.make_doc(normalise(label, language).text))
        key = key_of(language, said)
        if key is not None:
            _give_norms(nlp, key)
        exact = PhraseMatcher(nlp.vocab, attr="ORTH")
        loose = PhraseMatcher(nlp.vocab, attr="NORM" if key else "LOWER")
        taken: set[tuple[str, str]] = set()
        for label, concept in pairs:
            words, code = normalise(label, language).text.strip(), concept.rpartition("/")[2]
            if len(words) < _SHORTEST or words.isdecimal() or not _is_telling(words, concept):
                continue
            as_it_stands = language == "zh" or _is_name(words)
            forms = {(form, code) for form in ((words,) if as_it_stands else _written(words, language))}
            forms |= {(_ITEM_OF.sub(" (", form), code) for form, _ in forms}  # 8(j) is also printed 8 (j)
            for form, _ in sorted(forms - taken):
                (exact if as_it_stands else loose).add(concept, [nlp.make_doc(form)])
            taken |= forms
        self._strings, self._clitics = nlp.vocab.strings, language == "ar"
        self._matchers: tuple[PhraseMatcher, ...] = tuple(matcher for matcher in (exact, loose) if len(matcher))

    def find(self, doc: Doc) -> Iterator[Mention]:
        """The concepts of a doc in reading order, the longest where they overlap."""
        found = [match for matcher in self._matchers for match in matcher(doc)]
        if not found:
            return
        found.sort(key=lambda match: (match[1] - match[2], match[1]))
        taken: dict[int, tuple[int, int]] = {}
        kept: dict[tuple[int, int, int], None] = {}
        for key, start, end in found:
            span = (start, end)
            if taken.get(start) != span:
                tokens = range(start, end)
                if any(token in taken for token in tokens):
                    continue
                taken.update(dict.fromkeys(tokens, span))
            kept[start, end, key] = None
        for start, end, key in sorted(kept, key=lambda match: match[:2]):
            if (concept := self._strings[key]) not in HOUSES:
                yield Mention(concept, start, end)

    def start(self, doc: Doc, token: int) -> int:
        """The character where a mention begins that begins with a token: behind what Arabic writes onto its front."""
        first = doc[token]
        return first.idx + (clitics(first.text, first.norm_) if self._clitics else 0)


def _give_norms(nlp: Language, lemma: Callable[[str], str]) -> None:
    """Let the words of a vocabulary have their base forms as NORM, also those that it knows already."""
    vocab = cast("Any", nlp.vocab)
    vocab.lex_attr_getters = {**vocab.lex_attr_getters, vocab.strings["NORM"]: lemma}
    for word in nlp.vocab:
        word.norm_ = lemma(word.orth_)


def _written(label: str, language: str) -> tuple[str, ...]:
    """All forms in which texts write a label."""
    grammar = grammar_of(language)
    return tuple(
        form
        for words in (grammar.listing.written(label) if grammar else (label,))
        for form in inflected(words, language)
    )


def inflected(label: str, language: str) -> tuple[str, ...]:
    """A label in lower case, with its last word in singular and plural (English); other labels as they are.

    >>> inflected("Protected area", "en"), inflected("Indigenous communities", "en")
    (('protected area', 'protected areas'), ('indigenous communities', 'indigenous community'))
    """
    lower = label.lower()
    if language != "en" or not lower[-1].isalpha():
        return (lower,)
    return (lower, _singular(lower) or _plural(lower))


def _singular(word: str) -> str | None:
    """The singular of a regular English plural; None where the word is none."""
    if word.endswith(("ss", "us", "is", "ics", "species", "series")) or not word.endswith("s"):
        return None
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("ches", "shes", "xes", "sses", "zes")) else word[:-1]


def _plural(word: str) -> str:
    if word.endswith(("ss", "x", "ch", "sh")):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word if word.endswith("s") else word + "s"


def _is_telling(label: str, concept: str) -> bool:
    """Whether a label names its concept and is not just a word: see TARGETS."""
    _, scheme, code = concept.split("/", 2)
    if scheme not in TARGETS:
        return True
    whole_set = len(code) > 1 and not code[0].isdecimal()
    return whole_set or any(sign.isdecimal() for sign in label) or label[-2:-1] == " "


def _is_name(label: str) -> bool:
    """Whether case counts: one word that is mostly capitals (CHM, UNEP-WCMC)."""
    return " " not in label and label != label.lower() and label == label.upper()
