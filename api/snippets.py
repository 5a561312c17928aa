"""What is shown of a hit: the piece of its words that matched, and what it is about of that which was asked for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from api.finding import Asked, Found, Hit
from api.negotiation import choose_language
from api.view import View
from graph.words import HAN, forms, plain, terms

_AROUND = 110
_TOKEN = re.compile(r"[\u3400-\u9fff]+|[^\W\u3400-\u9fff]+")
_ABOUT = (
    "dcterms:subject", "chm:addressee", "prov:wasAssociatedWith", "chm:action", "chm:serves", "chm:recordType",
    "chm:government", "dcterms:spatial", "chm:service", "chm:adoptedAt", "chm:mandatedBy", "chm:adoptedBy",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of a text in a language: parts, each with whether it matched."""

    language: str
    parts: tuple[tuple[str, bool], ...]

    @property
    def text(self) -> str:
        """The piece without its marks."""
        return "".join(text for text, _ in self.parts)


_SHOWN = ("dcterms:title", "skos:prefLabel", "dcterms:description", "skos:altLabel")


def snippet(view: View, hit: Hit, asked: Asked, words: str | None = None) -> Snippet | None:
    """The place of a hit's texts that has most of the words, in the language that matched.

    `words` are those that were looked for, where they are not those that were typed.
    """
    words = asked.words if words is None else words
    texts = [(each.language, each.text) for each in view.wordings(hit.path)] or [
        (language or "en", text) for short in _SHOWN for language, text in view.spoken(hit.path, short).items()
    ]
    marked = [(language, text, _marks(text, words, language)) for language, text in texts]
    best = max((len(marks) for _, _, marks in marked), default=0)
    fitting = [each for each in marked if len(each[2]) == best or (best and each[2] and each[0] == asked.language)]
    chosen = choose_language([language for language, _, _ in fitting], asked=asked.language or view.language)
    found = next((each for each in fitting if each[0] == chosen), None)
    return None if found is None else Snippet(found[0], _cut(found[1], found[2]))


def _marks(text: str, words: str, language: str) -> list[tuple[int, int]]:
    """Where the words stand in a text, in any form that has the same stem."""
    wanted = {form for term in terms(words, language) for form in forms(term, language)}
    starts = _starts(words)
    found = []
    for match in _TOKEN.finditer(text):
        if HAN.match(match[0]):
            found += [(match.start() + at, match.start() + end) for at, end in _han(match[0], wanted)]
        elif any(term in wanted for term in terms(match[0], language)) or (
            starts and "".join(plain(match[0])).startswith(starts)
        ):
            found.append(match.span())
    return found


def _starts(words: str) -> tuple[str, ...]:
    return tuple(start for word in words.split() if word.endswith("*") and (start := "".join(plain(word))))


def _han(run: str, wanted: set[str]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for at in range(len(run)):
        size = next((size for size in (2, 1) if run[at : at + size] in wanted), 0)
        if size:
            joined = found and found[-1][1] >= at
            end = min(at + size, len(run))
            found[-1:] = [(found[-1][0], max(end, found[-1][1]))] if joined else [*found[-1:], (at, end)]
    return found


def _cut(text: str, marks: list[tuple[int, int]]) -> tuple[tuple[str, bool], ...]:
    first = max((marks[0][0] if marks else 0) - _AROUND, 0)
    last = min(first + 3 * _AROUND, len(text))
    parts: list[tuple[str, bool]] = [("… ", False)] if first else []
    at = first
    for start, end in marks:
        if at <= start and end <= last:
            parts += [(text[at:start], False), (text[start:end], True)]
            at = end
    parts.append((text[at:last] + (" …" if last < len(text) else ""), False))
    return tuple(part for part in parts if part[0])


def because(view: View, hit: Hit, found: Found) -> list[str]:
    """The concepts that were asked for and that a hit is about, or is of the kind or the country of."""
    said = view.objects(hit.path, *_ABOUT) if found.concepts else []
    return [path for path in dict.fromkeys(said) if path in found.concepts and path != hit.path]
