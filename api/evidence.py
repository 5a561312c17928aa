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
        others = view.subjects(ref, short) if inverse else view.values(ref, short)
        for other in others:
            said.setdefault((other, ref) if inverse else (ref, other), short)
    claims = [Claim(subject, short, target) for (subject, target), short in said.items()]
    return sorted(claims, key=lambda claim: (claim.subject, claim.target)) if inverse else claims


def sources(view: View, claim: Claim) -> tuple[str, ...]:
    """The graphs that make a claim: asked only of what is shown."""
    if claim.mentions:
        return tuple(dict.fromkeys(mention.partition("#")[0] for mention in claim.mentions))
    target = next(each for each in view.terms(claim.subject, claim.property) if view.ref(each) == claim.target)
    found = {
        view.graph(quad)
        for short in _family(claim)
        if view.terms(claim.subject, short)
        for quad in view.reader.quads(view.node(claim.subject), view.property(short), target)
    }
    return tuple(sorted(found))


def _family(claim: Claim) -> Sequence[str]:
    return CITES if claim.property in CITES else (claim.property,)


class Mentions:
    """The mentions of a generation by what they are evidence for; each is read once.

    >>> Mentions(view).evidence(claim).evidence[0].exact  # doctest: +SKIP
    '第VII/23号决定'
    """

    def __init__(self, view: View) -> None:
        self._view = view
        self._of: dict[str, dict[tuple[str, str], list[str]]] = {}
        self._versions: dict[str, tuple[str | None, str | None]] = {}

    def evidence(self, claim: Claim) -> Found:
        """The evidence of a claim."""
        mentions = self._all(claim)
        return Found(
            tuple(self._evidence(mention) for mention in mentions),
            self._first(mentions, "chm:resolution"),
            self._first(mentions, "chm:suspected"),
            self._first(mentions, "chm:reason"),
        )

    def unlinked(self, ref: str, found: Iterable[Claim]) -> list[Claim]:
        """The citations of an element that became no link, ambiguous or leading nowhere: data too."""
        known = {claim.target for claim in found}
        cites = {self._link(short) for short in CITES}
        claims = []
        for mention in self._view.subjects(ref, "chm:evidenceFor"):
            target = self._view.value(mention, "chm:target") or ""
            if target not in known and cites.intersection(self._view.values(mention, "chm:link")):
                claims.append(Claim(ref, "eli:cites", target, (mention,)))
        return claims

    def _all(self, claim: Claim) -> Sequence[str]:
        """The mentions that are evidence for the claim's subject by its property (or one of its kind) and target.

        A deadline is its own mention.
        """
        if claim.mentions or claim.property == "chm:deadline":
            return claim.mentions or (claim.target,)
        said = self._by_claim(claim.subject)
        return sorted({each for short in _family(claim) for each in said.get((self._link(short), claim.target), ())})

    def _by_claim(self, subject: str) -> dict[tuple[str, str], list[str]]:
        """The mentions that are evidence for a thing, by property and target."""
        if subject not in self._of:
            said: dict[tuple[str, str], list[str]] = {}
            for mention in self._view.subjects(subject, "chm:evidenceFor"):
                for link in self._view.values(mention, "chm:link"):
                    for target in self._view.values(mention, "chm:target") or ("",):
                        said.setdefault((link, target), []).append(mention)
            self._of[subject] = said
        return self._of[subject]

    def _link(self, short: str) -> str:
        return self._view.ref(self._view.property(short))

    def _evidence(self, mention: str) -> Evidence:
        view, graph = self._view, mention.partition("#")[0]  # a mention is a fragment of the graph that holds it
        if graph not in self._versions:
            self._versions[graph] = view.value(graph, "dcterms:language"), file_of(view, graph)
        language, file = self._versions[graph]
        return Evidence(
            mention=mention,
            element=view.value(mention, "chm:inElement") or "",
            exact=view.value(mention, "chm:exact") or "",
            start=_number(view.value(mention, "chm:start")),
            end=_number(view.value(mention, "chm:end")),
            language=language,
            graph=graph,
            file=file,
        )

    def _first(self, mentions: Iterable[str], short: str) -> str | None:
        return next((value for each in mentions if (value := self._view.value(each, short)) is not None), None)


def file_of(view: View, graph: str) -> str | None:
    """The file that a graph was read from."""
    source = view.value(graph, "prov:wasDerivedFrom")
    return view.value(source, "chm:file") if source else None


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() else None
