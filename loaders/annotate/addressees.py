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

_SECRETARIAT = "secretariat"
_OFFICES = frozenset({"secretariat", "executive-secretary"})
_OWN = frozenset({"cop", "cp-mop", "np-mop", "parties", "bch", "absch", "chm"})
"""The Convention's own, whose secretariat is the Secretariat."""


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
        labels = {form: code for label, code in labels.items() for form in listing.written(label)} | dict(labels)
        spelt = {form: code for label, code in labels.items() for form in inflection.forms(" ".join(label.split()))}
        spelt |= {form[:1].upper() + form[1:]: code for form, code in spelt.items()}
        longest = sorted(spelt, key=lambda label: (-len(label), label))
        space = r"\s+" if listing.spaced else r"\s*"
        names = "(?:" + "|".join(inflection.pattern(label, space) for label in longest) + ")"
        known = {inflection.key(label): spelt[label] for label in longest}
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
        for match in self._listed(text, start, end):
            code = self.code(match[0])
            if code != but and code not in found:
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
        listing = self.listing
        aside = listing.aside.match(text, start, end)
        here = aside.end() if aside else start
        clause = listing.clause.match(text, here, end)
        if clause:
            aside = listing.aside.match(text, clause.end(), end)
            here = aside.end() if aside else clause.end()
        between, link = (listing.closely, listing.closely) if clause else (listing.lead, listing.link)
        for match in self.anywhere.finditer(text, here, end):
            gap = text[here : match.start()]
            cut = listing.cut.search(text, here, end)
            fits = between.fullmatch(gap) is not None
            beside = bool(listing.owner.fullmatch(gap)) and (between is link or not fits)
            beside = beside or (here > start and self._serves(match, gap))
            if (cut and cut.start() < match.start()) or not (beside or fits):
                return
            here = match.end()
            if beside or listing.owned.match(text, here) or self._is_served(match, text):
                continue
            between = link
            yield self._held(match, text, end)

    def _held(self, match: re.Match[str], text: str, end: int) -> re.Match[str]:
        """The one addressed: for an office of another treaty or organization ("Secretariat of the Ramsar Convention"),
        that one."""
        owner = self.listing.owner.match(text, match.end(), end) if self.code(match[0]) in _OFFICES else None
        owning = self.anywhere.match(text, owner.end(), end) if owner else None
        return owning if owning and self.code(owning[0]) not in _OWN else match
