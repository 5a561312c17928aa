"""A citation as printed, before the whole text is known: its values, and how a match becomes places and paths."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from graph.errors import IdentifierError
from graph.identifiers.decisions import LAST_DECISION
from graph.identifiers.documents import displayed_symbol
from graph.identifiers.numerals import arabic
from loaders.annotate.chains import read_chain
from loaders.annotate.citation_patterns import Patterns
from loaders.annotate.numbers import below, ordinal, read_places
from loaders.findings import Span

_SYMBOL = re.compile(
    r"(?<![A-Za-z0-9/])(?:UNEP/)?CBD/[A-Z][A-Za-z0-9.\-]*(?:/(?:(?:Add|Rev|Corr|Amend|INF|CRP|L)\. "
    r"(?=\d)\d+|[A-Za-z0-9.\-]+))+"
)
_AND = r"(?:\s?[,،、和及与]\s?(?:(?:and|et|y|и|و)\s)?|\s(?:and|et|y|e|и|و)\s?|\s?-\s?)"
_MARK = r"(?:Add|Rev|Corr|Amend)\.\s?|INF/"
_ALSO = re.compile(
    rf"{_AND}(?P<mark>{_MARK})?(?P<number>\d{{1,3}})(?![\d/])(?=\s?[,،、;.)\]和及与]|\s(?:and|et|y|e|и|و)|\s?$|-)"
)
_SUFFIX = re.compile(rf"/(?P<mark>{_MARK})(?P<number>\d{{1,3}})\Z")
_RANGE = re.compile(r"(/(?:Add|Rev|Corr|Amend)\.\s?\d+)-\d+\Z")
_CUT_SHORT = re.compile(r"(?:/(?:Add|Rev|Corr|Amend|INF|CRP|L)|[.\-/])+\Z", re.IGNORECASE)
_DECISION_SYMBOL = re.compile(
    r"(?:UNEP/)?CBD/(?P<organ>[A-Z/\-]+?)/(?P<what>DEC|REC)/(?P<session>[IVX]+|\d+)/(?P<number>\d+)"
)
_ORGANS = {"COP": "cop", "BS/COP-MOP": "cp-mop", "CP/MOP": "cp-mop", "CP/COP-MOP": "cp-mop", "EXCOP": "excop"}
_ORGANS |= {"NP/MOP": "np-mop", "NP/COP-MOP": "np-mop"}


class Cited(StrEnum):
    """What a citation names; from OWN on, only the whole text can say which one."""

    DECISION = "decision"
    RECOMMENDATION = "recommendation"
    DOCUMENT = "document"
    ARTICLE = "article"
    TARGET = "target"
    NOTIFICATION = "notification"
    EXTERNAL = "external"
    OWN = "own place"
    OWN_GOAL = "own goal"
    COMPONENT = "component of a programme"
    ANAPHORA = "same decision"
    BARE = "bare pinpoint"
    REPORT = "named report"
    REPORT_NAME = "name of a report"
    AGENDA_ITEM = "agenda item"


@dataclass(frozen=True, slots=True)
class Place:
    """Where inside a text: `section` letter (a roman one is `section/II`), `annex` segment (`annex`, `annex-2`,
    `appendix-1`), the section of that annex (`part`), programme `component`, and the `numbers` from the outermost
    inwards, `("7", "c")`."""

    section: str = ""
    annex: str = ""
    component: str = ""
    numbers: tuple[str, ...] = ()
    part: str = ""

    @property
    def path(self) -> str:
        """The path below the text: `G/12`, `annex-1/2`, `annex/component/3.3.3`, `section/IV`; empty for all of it."""
        annex = self.annex or ("annex" if self.component else "")
        part = f"section/{self.part}" if self.part else ""
        component = f"component/{self.component}" if self.component else ""
        return "/".join(step for step in (self.section, annex, part, component, ".".join(self.numbers)) if step)


@dataclass(frozen=True, slots=True)
class RawCitation:
    """A citation as printed. `base` is the path of the text or scheme that is named (`decision/cop/7/23`,
    `vocab/aichi`), empty where only context tells; `treaty` the one named with an article: cbd, cartagena, nagoya,
    `convention` or `protocol` where only that word stands, empty where none does; `name` the words or symbol of what
    has no path."""

    span: Span
    kind: Cited
    base: str = ""
    place: Place = Place()
    treaty: str = ""
    name: str = ""

    @property
    def target(self) -> str | None:
        """The identifier path, as far as the element's own words give one; an article of no named treaty is taken
        for one of the Convention."""
        if not self.base or self.kind is Cited.EXTERNAL:
            return None
        if self.kind in {Cited.ARTICLE, Cited.TARGET}:
            return f"{self.base}/{'.'.join(self.place.numbers)}"
        return f"{self.base}/{self.place.path}" if self.place.path else self.base


def symbols_in(text: str) -> list[tuple[int, int]]:
    """Where the symbols of the Convention's documents stand, without closing points and suffixes that lack a number.

    >>> symbols_in("(CBD/SBI/3/11.)")
    [(1, 13)]
    """
    if "CBD/" not in text:
        return []
    cut = ((found.start(), _RANGE.sub(r"\1", _CUT_SHORT.sub("", found[0]))) for found in _SYMBOL.finditer(text))
    return [(start, start + len(symbol)) for start, symbol in cut]


def symbols_after(text: str, start: int, end: int) -> list[tuple[int, int, str]]:
    """The symbols that go on after the one at `start` to `end`, printed by their last part: where, and in full.

    >>> [symbol for _, _, symbol in symbols_after("CBD/COP/15/5 and Add.1-2)", 0, 12)]
    ['CBD/COP/15/5/Add.1', 'CBD/COP/15/5/Add.2']
    >>> [symbol for _, _, symbol in symbols_after("CBD/COP/15/5 and 6", 0, 12)]
    ['CBD/COP/15/6']
    """
    symbol = text[start:end].replace(" ", "")
    suffix = _SUFFIX.search(symbol)
    stem, mark, last = (symbol[: suffix.start()], suffix["mark"], int(suffix["number"])) if suffix else (symbol, "", 0)
    found: list[tuple[int, int, str]] = []
    while more := _ALSO.match(text, end):
        mark, number = (more["mark"] or mark).replace(" ", ""), int(more["number"])
        own = not mark and not stem.rpartition("/")[2].isdecimal()
        if own or (not mark and more[0].lstrip().startswith("-")):
            break
        first = last + 1 if more[0].lstrip().startswith("-") and 0 < last < number else number
        base = f"{stem}/{mark}" if mark else f"{stem.rpartition('/')[0]}/"
        start = more.start("mark") if more["mark"] else more.start("number")
        found.extend((start, more.end(), f"{base}{each}") for each in range(first, number + 1))
        end, last = more.end(), number
    return found


def named_by_symbol(symbol: str) -> tuple[Cited, str] | None:
    """The document or decision that a symbol stands for; None where it is no symbol of the Convention."""
    if taken := _DECISION_SYMBOL.fullmatch(symbol):
        session, organ = arabic(taken["session"]), taken["organ"]
        if taken["what"] == "DEC" and organ in _ORGANS:
            return Cited.DECISION, f"decision/{_ORGANS[organ]}/{session}/{int(taken['number'])}"
        return Cited.RECOMMENDATION, f"recommendation/{organ.lower().replace('-', '')}/{session}/{int(taken['number'])}"
    try:
        shown = displayed_symbol(symbol.replace(" ", ""))
    except IdentifierError:
        return None
    return (Cited.DOCUMENT, "document/" + shown.replace("/", "_")) if shown else None


def places_of(match: re.Match[str], letter: str, patterns: Patterns) -> tuple[Place, ...]:
    """The places that the groups of a match name; none where no group was printed."""
    groups = match.groupdict()
    chained = _chained(groups, letter, patterns)
    if chained and not groups.get("numbers") and not groups.get("component"):
        return chained
    section = groups.get("section") or (chained[0].section if chained else letter)
    section = patterns.marks.sections.get(section, section)
    annex = ""
    if groups.get("annexed") or groups.get("annex"):
        printed = groups.get("annex")
        order = patterns.marks.ordinals.get(printed or "") or ordinal(printed or "")
        annex = "appendix" if groups.get("appended") else "annex"
        annex += f"-{order}" if order else ""
    annex, part = (chained[0].annex, chained[0].part) if chained else (annex, "")
    if component := groups.get("component"):
        return (Place(section, annex, component),)
    printed_numbers = groups.get("numbers") or groups.get("after") or groups.get("paragraphs")
    numbers = read_places(printed_numbers, patterns.marks) if printed_numbers else ()
    if items := groups.get("items"):
        numbers = below(numbers, read_places(items, patterns.marks))
    if numbers:
        return tuple(Place(section, annex, numbers=number, part=part) for number in numbers)
    return (Place(section, annex),) if annex or groups.get("section") else ()


def _chained(groups: dict[str, str | None], letter: str, patterns: Patterns) -> tuple[Place, ...]:
    """The places of a chain, where one was printed; `letter` is the section that stands with the decision's number."""
    phrase = groups.get("chain") or groups.get("its") or groups.get("thereto")
    if not phrase:
        return ()
    every = (place for link in read_chain(phrase, patterns) for place in link.places())
    return tuple(
        Place(_within(letter, section), annex, numbers=numbers, part=part) for section, annex, part, numbers in every
    )


def _within(letter: str, section: str) -> str:
    """A section that is named beside the letter of a decision: `section III of decision IX/11 A`."""
    return "/".join(dict.fromkeys(part for part in (letter, section) if part))


def taken_at(session: int, number: int) -> bool:
    """Whether a meeting of the COP took a decision of that number."""
    return 0 < number <= LAST_DECISION.get(session, 0)
