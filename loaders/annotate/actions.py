"""Operative and preambular acts: which verb a paragraph speaks with, and how strong it is.

A paragraph speaks with the verb at its start ("Requests ...", "请 ...") and may go on to another act after a joint
(", and urges ...", "，并欢迎 ..."). Inside a sentence most of these words are ordinary prose, so a second act needs a
joint, and in a language whose verbs do not inflect it needs an actor too. Verbs and actors are labels of
vocab/actions and vocab/actors: adding a word is adding data there; only how a language joins its words stands here.

Choices: an act keeps the strength that the vocabulary gives it; a hedge ("subject to available resources") does not lower
it, since what a hedge takes away is not said by the text. Chinese 请 is `request` whoever is asked, since
the text alone does not tell it from an invitation. A label with a gap (强调…的重要性) is not looked for; its verb is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from loaders.annotate.addressees import Actors
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
        "invite",
        "recommend",
        "request",
        "strongly-encourage",
        "suggest",
        "transmit",
        "urge",
    }
)
"""The acts that are directed to somebody: only these have addressees."""


@dataclass(frozen=True, slots=True)
class Grammar:
    """How a language opens and joins acts.

    `adverbs`    what may stand before a verb and adds nothing to it: also, further
    `joints`     what may stand between two acts; a joint that `weak` matches only follows an act of context ("Recalling ..., invites")
    `context`    labels that open a clause of context and are no act in mid-sentence: gerunds
    `prose`      labels that are acts only as the first word of a paragraph
    `opens`      words after which a verb belongs to a subordinate clause
    `inflected`  whether the form of a verb tells an act from what the addressee is asked to do
    """

    adverbs: str
    joints: str
    weak: re.Pattern[str]
    context: re.Pattern[str]
    prose: frozenset[str]
    opens: re.Pattern[str] | None
    inflected: bool


_GRAMMARS: Mapping[str, Grammar] = {
    "en": Grammar(
        adverbs=r"(?:also|further|furthermore|again|once\s+again|strongly|deeply|warmly|hereby|in\s+addition|finally)",
        joints=r"(?:[,;]\s+(?:and\s+|as\s+well\s+as\s+)?|\s+and\s+)"
        r"(?:(?:to\s+this\s+end|in\s+(?:this|that)\s+(?:regard|context|respect)|therefore|accordingly|consequently),?\s+)?",
        weak=re.compile(r"[,;]\s+"),
        context=re.compile(
            r"(?:\w+ing\b|aware\b|mindful\b|conscious\b|convinced\b|concerned\b|deeply concerned\b|guided\b|determined\b|"
            r"in response\b|pursuant\b)"
        ),
        prose=frozenset(
            {
                "supports",
                "considers",
                "proposes",
                "suggests",
                "establishes",
                "constitutes",
                "sets up",
                "extends",
                "renews",
                "designates",
                "appoints",
                "elects",
                "replaces",
                "revises",
                "amends",
                "highlights",
                "offers",
                "accepts",
                "mandates",
                "directs",
                "refers",
                "forwards",
                "transmits",
                "demands",
                "advises",
                "suspends",
                "anticipates",
            }
        ),
        opens=re.compile(r"\b(?:which|that|who|whose|where)\b"),
        inflected=True,
    ),
    "zh": Grammar(
        adverbs=r"(?:还|又|也|并|再次|再度|进一步|特别|强烈|深切|同时|为此|因此)",
        joints=r"[，；,;]\s*(?:(?:并且|而且|并|还|又|也|同时|为此|因此|进一步|再次)\s*)*",
        weak=re.compile(r"[，；,;]\s*$"),
        context=re.compile(
            r"审议了|审查了|考虑了|考虑到|顾及|铭记|牢记|念及|意识到|深信|相信|认为|遵循|希望|决心|渴望|响应|为响应|根据|回顾|忆及"
        ),
        prose=frozenset(
            "通过 支持 建立 设立 提交 转交 考虑 审议 停止 终止 修订 修正 取代 延续 延长 指定 任命 选举 承诺 致力于 接受 提议 指出 再次 "
            "指示 授予 遗憾 关切 承认 确认 肯定 指导".split()
        ),
        opens=None,
        inflected=False,
    ),
}


@dataclass(frozen=True, slots=True)
class Act:
    """An act as its own paragraph shows it: `initial` when the paragraph starts with it, `direct` when an actor follows."""

    code: str
    strength: int
    span: Span
    initial: bool
    direct: bool
    addressees: tuple[Addressee, ...] = ()


@dataclass(frozen=True, slots=True)
class Verbs:
    """The verbs of acts in one language, ready to be looked for.

    `known` maps a label in lower case to (code, strength).

    >>> verbs = Verbs.of("en", {"requests": ("request", 5)}, Actors.of("en", {"Executive Secretary": "executive-secretary"}))
    >>> [act.code for act in verbs.find("Further requests the Executive Secretary to report;")]
    ['request']
    """

    grammar: Grammar
    known: Mapping[str, tuple[str, int]]
    actors: Actors
    start: re.Pattern[str] = field(repr=False)
    joined: re.Pattern[str] = field(repr=False)

    @classmethod
    def of(cls, language: str, labels: Mapping[str, tuple[str, int]], actors: Actors) -> Verbs | None:
        """The verbs of a language from its labels; None for a language that nobody has described yet."""
        grammar = _GRAMMARS.get(language)
        known = {_key(label): act for label, act in labels.items() if "…" not in label}
        if grammar is None or not known:
            return None
        verb = _alternation(known)
        edge = r"(?!\w)" if grammar.inflected else ""
        before = rf"(?:{grammar.adverbs}\s*,?\s*)*?"
        return cls(
            grammar,
            known,
            actors,
            re.compile(rf"[\W_]*{before}({verb}){edge}", re.IGNORECASE),
            re.compile(rf"({grammar.joints})({before})({verb}){edge}"),
        )

    def find(self, text: str, *, continues: bool = False) -> tuple[Act, ...]:
        """The acts of a paragraph, in its order, without addressees.

        `continues` says that the text is an item: then only the words at its start count in a language without
        inflection, since everything after them is part of what is asked.
        """
        acts: list[Act] = []
        first = self.start.match(text)
        if first is not None:
            acts.append(self._act(first.start(1), first.group(1), text, initial=True))
        if continues and not self.grammar.inflected:
            return tuple(acts)
        for found in self.joined.finditer(text, first.end() if first else 0):
            act = self._act(found.start(3), found.group(3), text, initial=False)
            if self._speaks(act, found, acts[-1] if acts else None, text):
                acts.append(act)
        return tuple(acts)

    def _act(self, start: int, exact: str, text: str, *, initial: bool) -> Act:
        code, strength = self.known[_key(exact)]
        end = start + len(exact)
        direct = code in DIRECTIVE and self.actors.follows(text, end)
        return Act(code, strength, Span(start, end, exact), initial, direct)

    def _speaks(self, act: Act, found: re.Match[str], before: Act | None, text: str) -> bool:
        """Whether a verb in mid-sentence is an act of the speaker and not part of what was said before."""
        grammar = self.grammar
        if self._is_context(act):
            return before is not None and self._is_context(before)
        after_context = before is None or self._is_context(before)
        if not after_context and grammar.weak.fullmatch(found.group(1)) and not found.group(2):
            return False
        if act.direct:
            return True
        if _key(act.span.exact) in grammar.prose:
            return False
        if grammar.inflected:
            between = text[before.span.end if before else 0 : act.span.start]
            return after_context or bool(found.group(2)) or not (grammar.opens and grammar.opens.search(between))
        return before is not None and before.code not in DIRECTIVE and act.code not in DIRECTIVE

    def _is_context(self, act: Act) -> bool:
        return self.grammar.context.match(_key(act.span.exact)) is not None


def _key(words: str) -> str:
    return " ".join(words.lower().split())


def _alternation(labels: Iterable[str]) -> str:
    """A pattern for any of the labels, the longest first, however wide the space between their words is."""
    longest = sorted(labels, key=lambda label: (-len(label), label))
    return "|".join(re.escape(label).replace(r"\ ", r"\s+") for label in longest)
