"""Addressees: the actors that an act is directed to.

An addressee stands in the object of the verb: "invites Parties and other Governments to ...",
请各缔约方和其他国家 政府 .... The list ends where the task begins (`to`, `:`, `that`) and where somebody is
only consulted ("in consultation with", 与…协商): an actor named later is a mention. The longest actor wins,
so that the Conference of the Parties never gives Parties. Actors are labels of vocab/actors; how a language
lists them is in `grammar/`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from loaders.annotate.grammar import Listing, grammar_of
from loaders.annotate.inflection import NONE, Inflection
from loaders.findings import Addressee, Span

STRANGER = ""
"""The code of a name that is none of the vocabulary's."""
_SECRETARIAT = "secretariat"


@dataclass(frozen=True, slots=True)
class Actors:
    """The actors of one language, ready to be looked for.

    A label that starts with a capital is a name and matches only so written (Parties, not parties; WHO, not
    who); any other also matches with its first letter raised.

    >>> actors = Actors.of("en", {"Parties": "parties", "donors": "donors", "Bureau": "bureau"})
    >>> text = "Invites Parties and donors to support the Bureau;"
    >>> [found.code for found in actors.addressed(text, 7, len(text))]
    ['parties', 'donors']
    """

    listing: Listing
    known: Mapping[str, str]
    anywhere: re.Pattern[str] = field(repr=False)
    directly: re.Pattern[str] = field(repr=False)
    inflection: Inflection = NONE

    @classmethod
    def of(cls, language: str, labels: Mapping[str, str]) -> Actors | None:
        """The actors from their labels (label to code); None where the language has no grammar or labels."""
        grammar = grammar_of(language)
        if grammar is None or not labels:
            return None
        listing, inflection = grammar.listing, grammar.inflection
        labels = {form: labels[label] for form, label in listing.names.items() if label in labels} | dict(labels)
        labels = {form: code for label, code in labels.items() for form in listing.written(label)} | dict(labels)
        spelt = {form: code for label, code in labels.items() for form in inflection.forms(" ".join(label.split()))}
        spelt |= {form[:1].upper() + form[1:]: code for form, code in spelt.items()}
        longest = sorted(spelt, key=lambda label: (-len(label), label))
        space = r"\s+" if listing.spaced else r"\s*"
        known = {inflection.key(label): spelt[label] for label in longest}
        known |= {inflection.key(name): STRANGER for name in listing.strangers}
        shared = {first: label for label in longest if (first := listing.before_shared(label))}
        known |= {inflection.key(first): spelt[label] for first, label in shared.items() if first not in spelt}
        shapes = [inflection.pattern(name, space) for name in (*listing.strangers, *longest)]
        shapes += [inflection.pattern(first, space) + listing.goes_on(label) for first, label in shared.items()]
        names = f"(?:{'|'.join(shapes)})"
        if listing.spaced:
            names = rf"{inflection.edge}{names}(?!\w)"
        else:
            known = {**{label.replace(" ", ""): code for label, code in known.items()}, **known}
        return cls(listing, known, re.compile(names), re.compile(listing.determiners + names), inflection)

    def follows(self, text: str, start: int) -> bool:
        """Whether an actor comes next, but for articles and the like."""
        aside = self.listing.aside.match(text, start)
        return self.directly.match(text, aside.end() if aside else start) is not None

    def addressed(self, text: str, start: int, end: int, but: str = "") -> tuple[Addressee, ...]:
        """The actors in the object of a verb that ends at `start`, each once; the next act begins at `end`.

        `but` is the code of the body that speaks, which does not address itself. The origin is left empty.
        """
        found: dict[str, Addressee] = {}
        for match in self._listed(listing_within(self.listing, text), start, end):
            code = self.code(match[0])
            if code not in (but, STRANGER) and code not in found:
                found[code] = Addressee(code, Span(match.start(), match.end(), match[0]), "")
        return tuple(found.values())

    def code(self, exact: str) -> str:
        """The code of an actor that `anywhere` matched."""
        key = self.inflection.key(exact)
        return self.known[key] if key in self.known else self.known[key.replace(" ", "")]

    def _serves(self, match: re.Match[str], gap: str) -> bool:
        """Whether an actor is the secretariat of the convention that was named right before it."""
        return self.listing.secretariat.fullmatch(gap) is not None and self.code(match[0]) == _SECRETARIAT

    def _is_served(self, match: re.Match[str], text: str) -> bool:
        """Whether an actor is the secretariat of a convention that is named right after it."""
        served = self.listing.served.match(text, match.end()) if self.code(match[0]) == _SECRETARIAT else None
        return served is not None and self.anywhere.match(text, served.end()) is not None

    def _listed(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        office: re.Match[str] | None = None
        for match, owns in self._named(text, start, end):
            if owns:
                if office is not None and self.code(match[0]) != self.code(office[0]):
                    office = match
                continue
            if office is not None:
                yield office
            office = match if self.listing.office.fullmatch(match[0]) else None
            if office is None:
                yield match
        if office is not None:
            yield office

    def _named(self, text: str, start: int, end: int) -> Iterator[tuple[re.Match[str], bool]]:
        """The actors of the list, each with whether it only owns the one before it."""
        listing = self.listing
        aside = listing.aside.match(text, start, end)
        here = aside.end() if aside else start
        clause = listing.clause.match(text, here, end)
        here = clause.end() if clause else here
        between, link = (listing.closely, listing.closely) if clause else (listing.lead, listing.link)
        for match in self.anywhere.finditer(text, here, end):
            gap = text[here : match.start()]
            cut = listing.cut.search(text, here, end)
            owns = listing.owner.fullmatch(gap) is not None
            beside = owns or (here > start and self._serves(match, gap))
            if (cut and cut.start() < match.start()) or not (beside or between.fullmatch(gap)):
                return
            here = match.end()
            if listing.owned.match(text, here) or self._is_served(match, text) or (beside and not owns):
                continue
            yield match, owns
            between = between if owns else link


def listing_within(listing: Listing, text: str) -> str:
    """The text with the remarks inside its lists blanked, character by character."""
    return listing.within.sub(lambda remark: " " * len(remark[0]), text)
