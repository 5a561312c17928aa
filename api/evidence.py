"""Claims (a triple and the graphs that make it) and their evidence: the mentions a claim was read from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from api.view import View

CITES = ("chm:recalls", "chm:reaffirms", "chm:supersedes", "chm:amends", "chm:retires", "eli:cites")
"""The ways to cite, special ones first: `eli:cites` holds of each of them too."""


@dataclass(frozen=True, slots=True)
class Claim:
    """`subject` has `property` (short name) `target`; an empty target is a citation of nothing known.

    `mentions` are those that are all there is of a claim that became no statement.
    """

    subject: str
    property: str
    target: str
    mentions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that a claim was read from: characters `start` to `end` (exclusive) of `element`'s text in `language`.

    `graph` is the source that holds them, `file` the file it was read from, `mention` the node that says so.
    """

    mention: str
    element: str
    exact: str
    start: int | None
    end: int | None
    language: str | None
    graph: str
    file: str | None


@dataclass(frozen=True, slots=True)
class Found:
    """All evidence of a claim, and what the mentions say of how far it leads."""

    evidence: tuple[Evidence, ...]
    resolution: str | None = None
    suspected: str | None = None
    reason: str | None = None


def claims_from(view: View, ref: str, properties: Sequence[str]) -> list[Claim]:
    """What a thing claims by these properties; of several with one target the first counts."""
    return _claims(view, ref, properties, inverse=False)


def claims_to(view: View, ref: str, properties: Sequence[str]) -> list[Claim]:
    """What is claimed of a thing; for citations also by mentions that are suspected to mean it."""
    found = _claims(view, ref, properties, inverse=True)
    if properties != CITES:
        return found
    known = {claim.subject for claim in found}
    for mention in view.subjects(ref, "chm:suspected"):
        subject = view.value(mention, "chm:evidenceFor") or view.value(mention, "chm:inElement")
        if subject and subject not in known:
            found.append(Claim(subject, "chm:suspected", ref, (mention,)))
    return found


def _claims(view: View, ref: str, properties: Sequence[str], *, inverse: bool) -> list[Claim]:
    said: dict[tuple[str, str], str] = {}
    for short in properties:
        others = view.subjects(ref, short) if inverse else view.objects(ref, short)
        for other in others:
            said.setdefault((other, ref) if inverse else (ref, other), short)
    claims = [Claim(subject, short, target) for (subject, target), short in said.items()]
    return sorted(claims, key=lambda claim: (claim.subject, claim.target)) if inverse else claims


def sources(view: View, claim: Claim) -> tuple[str, ...]:
    """The graphs that make a claim: asked only of what is shown."""
    if claim.mentions:
        return tuple(dict.fromkeys(_source(mention) for mention in claim.mentions))
    target = next(
        each.object for each in view.triples(claim.subject, claim.property) if view.ref(each.object) == claim.target
    )
    found = {
        view.graph(quad)
        for short in _family(claim)
        if view.triples(claim.subject, short)
        for quad in view.reader.quads(view.node(claim.subject), view.property(short), target)
    }
    return tuple(sorted(found))


def _family(claim: Claim) -> Sequence[str]:
    return CITES if claim.property in CITES else (claim.property,)


def unlinked(view: View, ref: str, found: Iterable[Claim]) -> list[Claim]:
    """The citations of an element that became no link, ambiguous or leading nowhere: data too."""
    known = {claim.target for claim in found}
    claims = []
    for mention in view.subjects(ref, "chm:evidenceFor"):
        link = [view.short(view.node(each).value) for each in view.objects(mention, "chm:link")]
        target = view.value(mention, "chm:target") or ""
        if set(link) & set(CITES) and target not in known:
            claims.append(Claim(ref, "eli:cites", target, (mention,)))
    return claims


def evidence(view: View, claim: Claim) -> Found:
    """The evidence of a claim.

    >>> evidence(view, claim).evidence[0].exact  # doctest: +SKIP
    '第VII/23号决定'
    """
    mentions = [_Mention(view, each) for each in claim.mentions or _mentions(view, claim)]
    facts = [mention.facts for mention in mentions]
    return Found(
        tuple(mention.evidence() for mention in mentions),
        _first(facts, "chm:resolution"),
        _first(facts, "chm:suspected"),
        _first(facts, "chm:reason"),
    )


def _first(facts: Iterable[dict[str, str]], short: str) -> str | None:
    return next((each[short] for each in facts if short in each), None)


def _mentions(view: View, claim: Claim) -> list[str]:
    """The mentions that are evidence for the claim's subject by its property (or one of its kind) and target.

    A deadline is its own mention.
    """
    if claim.property == "chm:deadline":
        return [claim.target]
    links = {view.property(short) for short in _family(claim)}
    target = view.node(claim.target) if claim.target else None
    return [
        mention
        for mention in view.subjects(claim.subject, "chm:evidenceFor")
        if any(said.object == target for said in view.triples(mention, "chm:target"))
        and any(said.object in links for said in view.triples(mention, "chm:link"))
    ]


def _source(mention: str) -> str:
    """A mention is a fragment of the graph that holds it."""
    return mention.partition("#")[0]


class _Mention:
    """A mention with its properties read once."""

    def __init__(self, view: View, ref: str) -> None:
        self._view, self._ref = view, ref
        self.facts: dict[str, str] = {}
        for triple in view.triples(ref):
            self.facts.setdefault(view.short(triple.predicate.value), view.ref(triple.object))

    def evidence(self) -> Evidence:
        graph = _source(self._ref)
        element = self.facts.get("chm:inElement", "")
        return Evidence(
            mention=self._ref,
            element=element,
            exact=self.facts.get("chm:exact", ""),
            start=_number(self.facts.get("chm:start")),
            end=_number(self.facts.get("chm:end")),
            language=self._view.value(graph, "dcterms:language"),
            graph=graph,
            file=file_of(self._view, graph),
        )


def file_of(view: View, graph: str) -> str | None:
    """The file that a graph was read from."""
    source = view.value(graph, "prov:wasDerivedFrom")
    return view.value(source, "chm:file") if source else None


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() else None
