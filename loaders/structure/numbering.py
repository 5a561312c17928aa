"""How a text numbers its paragraphs where it does not print `1.`: `OP1`, `Paragraph 1:`, `§ 1`, `(1)`, `I.`, 一、

A mark so printed may as well open an item, a section or a note, so a way of numbering is believed only where its
numbers count from 1 and most of the sentences behind them are acts ("Urges ..."); a word before the number ("Para. 1")
speaks for itself. It is found first and holds for the whole text, since a drafter keeps to one.

Reads: lines, the language. Writes: a `Numbering` that tells the marks of paragraphs and of recitals.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from loaders.languages.language import Language
from loaders.structure.marks import INVISIBLE, Mark, Style, from_wide, han_value, letter_values, roman, spelt
from loaders.text import Line, Role

_VALUE = (
    r"(?P<value>\d{1,3}(?:\.\d{1,2}){0,3}|[IVXL]{1,6}|[ivxl]{1,6}|[A-Za-z](?!\w)|[а-я](?!\w)|[أ-ي](?!\w)"
    r"|[一二三四五六七八九十]{1,3}|[أثرخستع][\u0621-\u064a\u064b]{2,6}|[^\W\d_]{5,9}(?=[.:]))"
)
_PLAIN = re.compile(
    rf"(?:[*_]{{1,3}})?(?P<opens>[(\[【#]?)\s?{_VALUE}\s?(?P<closes>[)\]】]?)(?:[*_]{{1,3}})?"
    rf"(?P<after>\s?[.:–—/、،º°-]{{1,2}}|\s)?(?:[*_]{{1,3}})?(?=\s|[^\x00-\x7f]|$)"
)
_RECITAL = re.compile(r"(?:PP|ПП|第?序言部分第?)\s?(?P<value>\d{1,2})\s*(?:bis|段)?\s*[.:)–-]*\s+")
_LEAST = 2
_ENDS_OF_ACT = ".;:。；：؛"
_COMMAS, _SEMICOLONS = ",，،", ";；؛"


def spoken(text: str) -> str:
    """A text whose first words stand in capitals with small letters, so that the words of a language match.

    >>> spoken("URGES Parties"), spoken("DECIDES FURTHER to act"), spoken("Urges UNEP")
    ('Urges Parties', 'Decides further to act', 'Urges UNEP')
    """
    found = _CAPITALS.match(text)
    return found[0].capitalize() + text[found.end() :] if found else text


_CAPITALS = re.compile(r"(?:[^\W\d_a-zа-я]{3,}(?:\s+[^\W\d_a-zа-я]{2,}(?=[\s,:]))*)(?=[\s,:]|$)")


def is_act(text: str, language: Language) -> bool:
    """Whether a row opens with the verb of an operative paragraph, in small letters or capitals."""
    return bool(language.operative.match(spoken(text)) and not is_recital(text, language))


def is_recital(text: str, language: Language) -> bool:
    """Whether a row is a preamble paragraph that ends as these do; a semicolon may end either kind."""
    said, end = spoken(text), text[-1:] or " "
    if not language.preambular.match(said):
        return False
    return end in _COMMAS or (end in _SEMICOLONS and not language.operative.match(said))


@dataclass(frozen=True, slots=True)
class _Way:
    """A way of printing the number of a paragraph: the word before it, what encloses and follows it, how it counts."""

    word: bool
    opens: str
    closes: str
    after: str
    style: Style


_ORDINARY = frozenset(_Way(False, "", "", after, Style.ARABIC) for after in ".-、")
"""`1.`, which any text may print."""


@dataclass(frozen=True, slots=True)
class Numbering:
    """The way a text numbers its paragraphs, None for the ordinary one."""

    way: _Way | None = None
    language: Language | None = field(default=None, repr=False)

    def paragraph(self, text: str) -> Mark | None:
        """The mark of the paragraph that a row begins, or None."""
        if self.way is None or self.language is None:
            return None
        return next((mark for way, mark in _ways(text, self.language) if way == self.way), None)

    @staticmethod
    def recital(text: str) -> str | None:
        """The printed mark of a preamble paragraph that has one, or None: `PP3. `"""
        found = _RECITAL.match(text)
        return found[0] if found else None


def numbering(lines: Sequence[Line], language: Language, *, decision: bool) -> Numbering:
    """How the paragraphs of a text are numbered. A document that is no decision is asked only for words and numbers.

    >>> from loaders.languages.en import LANGUAGE
    >>> rows = ["(1) Urges Parties to count ponds;", "(2) Invites donors to help."]
    >>> found = numbering([Line(row, n) for n, row in enumerate(rows, 1)], LANGUAGE, decision=True)
    >>> found.paragraph("(2) Invites donors to help.").label, found.paragraph("2. Ponds")
    ('2', None)
    """
    articles = None if decision else language.article
    rows = [row for row in _body(lines, language) if not (articles and articles.match(row))]
    runs: dict[_Way, list[bool]] = {}
    for row, following in pairwise((*rows, "")):
        for way, mark in _ways(row, language):
            run = runs.setdefault(way, [])
            if mark.style is not Style.DOTTED and mark.value == len(run) + 1:
                rest = row[mark.end :].strip() or following
                run.append(is_act(rest, language) and (_ends(rest) or following[:1].islower()))
    ordinary = [told for way, run in runs.items() if way in _ORDINARY for told in (run or ())]
    least = sum(ordinary) if decision else len(ordinary)
    found = {way: run for way, run in runs.items() if _believed(way, run, decision=decision) and sum(run) > least}
    if not ordinary:
        found |= {way: run for way, run in runs.items() if way.word and len(run) >= _LEAST}
    return Numbering(max(found, key=lambda way: (way.word, sum(found[way])), default=None), language)


def _ends(row: str) -> bool:
    return row[-1:] in _ENDS_OF_ACT + _COMMAS + _SEMICOLONS or row.endswith((" and", " et", " y", " и"))


def _body(lines: Iterable[Line], language: Language) -> Iterator[str]:
    """The rows before the first annex."""
    for line in lines:
        row = line.text.strip().strip(INVISIBLE).strip()
        if language.annex.match(row):
            return
        if row and line.role in {None, Role.ITEM}:
            yield row


def _believed(way: _Way, run: Sequence[bool], *, decision: bool) -> bool:
    if way in _ORDINARY:
        return False
    if way.word:
        return any(run)
    return decision and len(run) >= _LEAST and run[0] and sum(run) * 2 > len(run)


def _ways(text: str, language: Language) -> Iterator[tuple[_Way, Mark]]:
    """Every way in which a row may open with a number."""
    plain = from_wide(text)
    word = language.numbered.match(plain) if language.numbered else None
    found = _PLAIN.match(plain, word.end() if word else 0)
    if found is None:
        return
    end, after = found.end(), (found["after"] or "").strip()
    if word is None and not (after or found["closes"]) and not found["value"].isdecimal():
        return
    while plain[end : end + 1] in _LOOSE and end < len(plain):
        end += 1
    for style, value, label in _counts(found["value"], language):
        known = Style.ARABIC if word or style is Style.DOTTED else style
        after_of_way = "" if word or style is Style.DOTTED else after
        way = _Way(word is not None, found["opens"], found["closes"], after_of_way, known)
        yield way, Mark(style, value, text[:end], end, bracketed=False, label=label)


_LOOSE = " \t\u00a0\u3000*:.–—段款项條条-"


def _counts(value: str, language: Language) -> Iterator[tuple[Style, int, str]]:
    """How a number may count: its style, its value, what it is called in an address."""
    if "." in value:
        yield Style.DOTTED, int(value.rpartition(".")[2]), value
    elif value.isdecimal():
        yield Style.ARABIC, int(value), str(int(value))
    elif number := han_value(value) or spelt(value) or (len(value) > _LEAST and language.ordinals.get(value.lower())):
        yield Style.UPPER_ROMAN, number, str(number)
    else:
        if number := roman(value):
            yield (Style.UPPER_ROMAN if value.isupper() else Style.ROMAN), number, value
        if len(value) == 1:
            upper = value.isupper()
            for place in letter_values(value):
                yield (Style.UPPER if upper else Style.ALPHA), place, chr((64 if upper else 96) + place)
