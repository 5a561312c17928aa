"""Addressees: the actors that an act is directed to.

An addressee stands in the object of the verb: "invites Parties and other Governments to ...", "请各缔约方和其他国家政府 ...".
The list ends where the task begins (`to`, `:`, `that`) and where somebody is only consulted ("in consultation with", 与…协商):
an actor named later is a mention. The longest actor wins, so that the Conference of the Parties never gives Parties.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from loaders.findings import Addressee, Span


@dataclass(frozen=True, slots=True)
class Listing:
    """How a language lists the actors that a verb is directed to.

    `determiners` stand between verb and actor when the actor follows directly; `lead` is all that may stand between them;
    `link` is what may stand between two actors; `cut` ends the list; `clause` opens a clause whose subject is the
    addressee ("Requests that Parties ..."), and `closely` is `link` inside such a clause; `aside` is a remark between verb and
    object; `owner` and `owned` mark an actor that only qualifies another ("of Parties", 缔约方的).
    """

    determiners: str
    aside: re.Pattern[str]
    clause: re.Pattern[str]
    cut: re.Pattern[str]
    lead: re.Pattern[str]
    link: re.Pattern[str]
    closely: re.Pattern[str]
    owner: re.Pattern[str]
    owned: re.Pattern[str]
    words_are_apart: bool


_CONSULTED = r"(?:协商|磋商|合作|协作|协调|一道|配合|联络)"

_LISTINGS: Mapping[str, Listing] = {
    "en": Listing(
        determiners=r"(?:\s+|,|upon\b|on\b|to\b|that\b|the\b|all\b|its\b|those\b|relevant\b|other\b|interested\b)*",
        aside=re.compile(
            r"\s*,\s*(?:subject\s+to|within|in\s+accordance|in\s+line|where|as\s+appropriate|on\s+a|if|when|based)[^,;:]*,|"
            r"\s+(?:upon|on|to)\b"
        ),
        clause=re.compile(r"\s*,?\s*that\b"),
        cut=re.compile(
            r"\bto\b(?!\s+do\s+so)|[:;.]|\bthat\b(?!\s+have\b)|\bthrough\b|\bby\b|\bfor\b|\bwhen\b|\busing\b|\bsubject\b|\bbased\b|"
            r"\b(?:in|with)\s+(?:close\s+|full\s+)?(?:consultation|cooperation|co-operation|collaboration|partnership|"
            r"coordination|conjunction|accordance|line|view|support|assistance|the\s+(?:support|assistance|help|participation))\b|"
            r"\bworking\s+with\b|\bjointly\s+with\b|\btogether\s+with\b|\btaking\b|\bbearing\b"
        ),
        lead=re.compile(
            r"(?:(?!\b(?:of|by|for|from|on|in|with|between|among|under|into|towards?|against)\b).)*", re.DOTALL
        ),
        link=re.compile(r".*", re.DOTALL),
        closely=re.compile(r"(?:\s+|,|and\b|or\b|as\s+well\s+as\b|the\b|all\b|other\b|relevant\b|where\s+appropriate\b)*"),
        owner=re.compile(r"\bof\s+(?:the\s+|all\s+)?$"),
        owned=re.compile(r"['’]s?\s+\w"),
        words_are_apart=True,
    ),
    "zh": Listing(
        determiners=r"(?:\s|各|所有|全体|其他|有关|相关|有兴趣的|感兴趣的|多边|双边|国际|主管|上述)*",
        aside=re.compile(r"\s*，[^，。；：]{0,20}，|\s*在[^，。；：]{0,20}情况下，?"),
        clause=re.compile(r"(?!)"),
        cut=re.compile(
            rf"[：:。；;]|(?:与|同|和)[^，。；]{{0,60}}?{_CONSULTED}|通过|在|为|向|就|根据|按照|酌情|尽可能|继续|进一步|提供|采取|促进|确保|将|把|对"
        ),
        lead=re.compile(r"[^，,、]{0,12}"),
        link=re.compile(
            r"\s*(?:[（(][^）)]*[）)])?\s*(?:、|，|,|和|及|以及|与|或|特别是|尤其是|包括)"
            r"(?:[^。；：:;]{0,40}?(?:、|，|和|及|以及|与|或|包括|特别是))?"
            r"(?:\s|各|所有|其他|有关|相关|多边|双边|国际|区域|主管|感兴趣的|有兴趣的)*"
        ),
        closely=re.compile(r"(?!)"),
        owner=re.compile(r"(?!)"),
        owned=re.compile(r"\s*(?:的(?!各)|间|之间|关系)"),
        words_are_apart=False,
    ),
}


@dataclass(frozen=True, slots=True)
class Actors:
    """The actors of one language, ready to be looked for.

    A label that starts with a capital is a name and matches so written (Parties, not parties; WHO, not who); any other also matches
    with its first letter raised.

    >>> actors = Actors.of("en", {"Parties": "parties", "donors": "donors", "Conference of the Parties": "cop"})
    >>> text = "Invites Parties and Donors to support the Conference of the Parties;"
    >>> [found.code for found in actors.addressed(text, 7, len(text))]
    ['parties', 'donors']
    """

    listing: Listing
    known: Mapping[str, str]
    anywhere: re.Pattern[str] = field(repr=False)
    directly: re.Pattern[str] = field(repr=False)

    @classmethod
    def of(cls, language: str, labels: Mapping[str, str]) -> Actors:
        """The actors from their labels (label to code); a language without description has the listing of English."""
        listing = _LISTINGS.get(language, _LISTINGS["en"])
        known = {_key(variant): code for label, code in labels.items() for variant in _raised(label)}
        longest = sorted(known, key=lambda label: (-len(label), label))
        space = r"\s+" if listing.words_are_apart else r"\s*"
        names = "|".join(re.escape(label).replace(r"\ ", space).replace(r"\-", "[-‐‑]") for label in longest) or "(?!)"
        names = rf"(?<!\w)(?:{names})(?!\w)" if listing.words_are_apart else rf"(?:{names})"
        return cls(listing, known, re.compile(names), re.compile(listing.determiners + names))

    def follows(self, text: str, start: int) -> bool:
        """Whether an actor is what comes next, but for articles and the like."""
        aside = self.listing.aside.match(text, start)
        return self.directly.match(text, aside.end() if aside else start) is not None

    def addressed(self, text: str, start: int, end: int, origin: str = "", but: str = "") -> tuple[Addressee, ...]:
        """The actors in the object of a verb that ends at `start`; `end` is where the next act begins.

        `but` is the code of the body that speaks, which does not address itself.
        """
        found: dict[str, Addressee] = {}
        for match in self._listed(text, start, end):
            code = self.known[_key(match.group())]
            if code != but and code not in found:
                found[code] = Addressee(code, Span(match.start(), match.end(), match.group()), origin)
        return tuple(found.values())

    def _listed(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        listing = self.listing
        aside = listing.aside.match(text, start, end)
        here = aside.end() if aside else start
        clause = listing.clause.match(text, here, end)
        if clause is not None:
            here = clause.end()
        between, link = (listing.closely, listing.closely) if clause else (listing.lead, listing.link)
        for match in self.anywhere.finditer(text, here, end):
            gap = text[here : match.start()]
            if listing.cut.search(gap) or not between.fullmatch(gap):
                return
            if not self._qualifies(text, match, gap, here > start):
                yield match
                between = link
            here = match.end()

    def _qualifies(self, text: str, match: re.Match[str], gap: str, listed: bool) -> bool:
        """Whether the actor only says whose the other one is: "focal points of Parties", 缔约方的联络点."""
        if self.listing.owned.match(text, match.end()):
            return True
        owner = self.listing.owner.search(gap)
        return listed and owner is not None and not gap[: owner.start()].strip(" ,")


def _raised(label: str) -> set[str]:
    return {label, label[:1].upper() + label[1:]}


def _key(words: str) -> str:
    return " ".join(words.split()).replace("‑", "-").replace("‐", "-")
