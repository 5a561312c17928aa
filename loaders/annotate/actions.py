"""Operative and preambular acts: which verb a paragraph speaks with, and how strong it is.

A paragraph speaks with the verb at its start ("Requests ...", 请 ...) and may go on to another act after a
joint (", and urges ...", ，并欢迎 ...). Inside a sentence most of these words are ordinary prose, so a
second act needs a joint, and in a language whose verbs do not inflect it also needs an act before it that
asks nothing of anybody. Verbs are labels of vocab/actions: adding a word is adding data there; how a
language joins them is in `grammar/`.

Choices: an act keeps the strength that the vocabulary gives it; a hedge ("subject to available resources")
does not lower it, since the text does not say what the hedge takes away. Chinese 请 is `request` whoever is
asked, since the text alone does not tell it from an invitation. A label with a gap (强调…的重要性) is not
looked for; its verb is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from loaders.annotate.addressees import Actors
from loaders.annotate.grammar import NEVER, Grammar, Joining, grammar_of
from loaders.findings import Addressee, Span

DIRECTIVE = frozenset(
    {
        "advise",
        "appeal",
        "authorize",
        "call-upon",
        "demand",
        "draw-attention",
        "encourage",
        "entrust",
        "instruct",
    }
    | {"invite", "recommend", "request", "strongly-encourage", "suggest", "transmit", "urge"}
)
"""The acts that are directed to somebody: only these have addressees."""


@dataclass(frozen=True, slots=True)
class Act:
    """An act as its own paragraph shows it.

    `initial` when the paragraph starts with it, `direct` when an actor follows its verb, `back` when a pronoun there
    stands for those whom the act before it was directed to.
    """

    code: str
    strength: int
    span: Span
    initial: bool = True
    direct: bool = False
    back: bool = False
    addressees: tuple[Addressee, ...] = ()


@dataclass(frozen=True, slots=True)
class Verbs:
    """The verbs of acts in one language, ready to be looked for. `known` maps a label to (code, strength).

    Labels that take a word of the object along ("requests that") are left to the verb alone.

    >>> actors = Actors.of("en", {"Executive Secretary": "executive-secretary"})
    >>> verbs = Verbs.of("en", {"requests": ("request", 5)}, actors)
    >>> [act.code for act in verbs.find("Further requests the Executive Secretary to report;")]
    ['request']
    """

    joining: Joining
    known: Mapping[str, tuple[str, int]]
    actors: Actors
    start: re.Pattern[str] = field(repr=False)
    joined: re.Pattern[str] = field(repr=False)
    plural: Verbs | None = field(default=None, repr=False)

    @classmethod
    def of(cls, language: str, labels: Mapping[str, tuple[str, int]], actors: Actors) -> Verbs | None:
        """The verbs of a language from its labels; None where the language has no grammar or no labels."""
        grammar = grammar_of(language)
        if grammar is None:
            return None
        opens_clause = grammar.listing.clause.search
        known = {_key(label): act for label, act in labels.items() if "…" not in label and not opens_clause(label)}
        if not known:
            return None
        forms = grammar.joining.forms.items()
        known = {form: known[label] for form, label in forms if label in known} | known
        known = {grammar.joining.agreed(label): act for label, act in known.items()} | known
        prose = grammar.joining.prose
        together = {grammar.joining.pluralised(label): act for label, act in known.items() if not prose.match(label)}
        together = {label: act for label, act in together.items() if label not in known}
        plural = cls._with(together, grammar, actors) if together else None
        return replace(cls._with(known, grammar, actors), plural=plural)

    @classmethod
    def _with(cls, known: Mapping[str, tuple[str, int]], grammar: Grammar, actors: Actors) -> Verbs:
        longest = sorted(known, key=lambda label: (not grammar.joining.changes(label), -len(label), label))
        space = rf"\s+(?:{grammar.joining.inserted}\s+)*" if grammar.joining.inserted else r"\s+"
        verb = "|".join(re.escape(label).replace(r"\ ", space) for label in longest)
        # a preposition of one letter, the last of a verb, may be written onto the next word
        edge = r"(?:(?!\w)|(?<=\s\w))" if grammar.joining.inflected else ""
        adverbs = rf"(?:{grammar.joining.adverbs}\s*,?\s*)*?"
        return cls(
            grammar.joining,
            known,
            actors,
            re.compile(rf"[\W_]*{adverbs}{grammar.joining.glued}({verb}){edge}", re.IGNORECASE),
            re.compile(
                rf"({grammar.joining.joints})({adverbs}(?P<pronoun>{grammar.joining.pronoun})?)(?P<verb>{verb}){edge}"
            ),
        )

    def find(self, text: str, *, item: bool = False) -> tuple[Act, ...]:
        """The acts of a paragraph in its order, with their addressees still to be found.

        Of an `item` only the first words count in a language without inflection: what follows them is part of
        what is asked.
        """
        first = self.start.match(text)
        if first is None and self.plural and not item and self.plural.starts(text):
            return self.plural.find(text)
        acts = [self._act(first.start(1), first[1], text, initial=True)] if first else []
        if item and not self.joining.inflected:
            return tuple(acts)
        waiting: list[Act] = []
        for found in self.joined.finditer(text, first.end() if first else 0):
            act = self._act(found.start("verb"), found["verb"], text, initial=False, pronoun=found["pronoun"] or "")
            before = acts[-1] if acts else None
            if self._speaks(act, found, before, text):
                acts += [*waiting, act] if not self.joining.weak.fullmatch(found[1]) else [act]
                waiting = []
            elif before is not None and self._is_in_a_row(act, found, before, text):
                waiting.append(act)
        return tuple(acts)

    def starts(self, text: str) -> bool:
        """Whether a paragraph starts with one of the verbs, and not with a word that only looks like it."""
        first = self.start.match(text)
        if first is None:
            return False
        act = self._act(first.start(1), first[1], text, initial=True)
        return (
            text[:1].isupper() and not self._is_prose(act) and self.joining.told.match(text, act.span.end) is not None
        )

    def _is_in_a_row(self, act: Act, found: re.Match[str], before: Act, text: str) -> bool:
        """Whether a verb after a comma is an act if another closes the row: "Notes ..., welcomes ... and invites"."""
        if not self.joining.inflected or not self.joining.weak.fullmatch(found[1]) or self._is_context(act):
            return False
        between = text[before.span.end : act.span.start]
        told = act.direct or not self._may_be_a_noun(act) or self.joining.object.match(text, act.span.end)
        opens = self.joining.relative if self.joining.spoken.match(_key(act.span.exact)) else self.joining.opens
        return bool(told) and not self._is_prose(act) and not opens.search(between)

    def _act(self, start: int, exact: str, text: str, *, initial: bool, pronoun: str = "") -> Act:
        code, strength = self.known[self._key(exact)]
        end = start + len(exact)
        back = code in DIRECTIVE and not initial and bool(pronoun or self.joining.pronoun_after.match(text, end))
        told = self.joining.named.match(text, end) is not None or self.actors.follows(text, end)
        direct = back or (code in DIRECTIVE and told)
        return Act(code, strength, Span(start, end, exact), initial, direct, back)

    def _speaks(self, act: Act, found: re.Match[str], before: Act | None, text: str) -> bool:
        """Whether a verb in mid-sentence is an act of the speaker, and not part of what was said before."""
        joint, adverb = found[1], bool(found[2])
        opening = before is None or self._is_context(before)
        if self._is_context(act):
            joined = not self.joining.inflected and not self.joining.weak.fullmatch(joint)
            return before is not None and (opening or (joined and before.code not in DIRECTIVE))
        turns = not self.joining.inflected and act.direct and before is not None and before.code not in DIRECTIVE
        between = text[before.span.end if before else 0 : act.span.start]
        if not opening and not adverb and not turns and self.joining.weak.fullmatch(joint):
            return act.direct and self.joining.closes is not NEVER and not self.joining.opens.search(between)
        if not self.joining.inflected:
            joined = adverb or not self.joining.weak.fullmatch(joint)
            return self._speaks_uninflected(act, before, joined, asks=self.joining.asks.fullmatch(found[0]) is not None)
        if act.direct or opening:
            return act.direct or not self._is_prose(act)
        # neither a phrase such as يحيط علما nor the verb that decides is a noun
        alone = " " not in act.span.exact and act.code != "decide" and self._may_be_a_noun(act)
        if alone and self.joining.bare.fullmatch(joint) and not self.joining.object.match(text, act.span.end):
            return False
        said = self.joining.closes.match(joint) or self.joining.spoken.match(_key(act.span.exact))
        opens = self.joining.relative if said else self.joining.opens
        return not self._is_prose(act) and (adverb or not opens.search(between))

    def _speaks_uninflected(self, act: Act, before: Act | None, joined: bool, *, asks: bool) -> bool:
        """The same where a verb that is asked for looks like a verb that asks."""
        if act.code in DIRECTIVE:
            return act.direct or asks
        return asks or (joined and before is not None and before.code not in DIRECTIVE and not self._is_prose(act))

    def _may_be_a_noun(self, act: Act) -> bool:
        return self.joining.nouns.match(_key(act.span.exact)) is not None

    def _key(self, exact: str) -> str:
        """The label behind the words of a text, without adverbs that stand between them."""
        key = _key(exact)
        if key in self.known or not self.joining.inserted:
            return key
        return _key(re.sub(rf"\s(?:{self.joining.inserted})(?=\s)", " ", key))

    def _is_prose(self, act: Act) -> bool:
        return self.joining.prose.fullmatch(_key(act.span.exact)) is not None

    def _is_context(self, act: Act) -> bool:
        return self.joining.context.match(_key(act.span.exact)) is not None


def _key(words: str) -> str:
    return " ".join(words.lower().split())
