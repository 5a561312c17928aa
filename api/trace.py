"""The trace: what a paragraph asks, of whom, by when, what it serves, what was done about it, and who says so.

Every link can be followed both ways and carries its evidence: the words it was read from, where they stand, in which
language version, read from which file. What nobody asserted (candidates) stands apart, with score and reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from api.evidence import CITES, Claim, Evidence, Mentions, claims_from, claims_to, sources
from api.relations import CANDIDATES, OWN, RELATIONS, WHOLE, Relation
from api.view import Thing, View
from graph import identifiers
from graph.errors import NotFound
from graph.namespaces import Names
from graph.store import Reader

_NAMES = Names()
FOLLOWED = 1_000
"""How many things a trace follows on, whatever its depth."""
LIMIT = 500
"""How many links of one section a trace shows; `Section.total` says how many there are."""


_PLAIN = ("asks", "ofWhom", "byWhen", "about")
"""What leads to words of the thesaurus, which are always there."""


@dataclass(frozen=True, slots=True)
class Link:
    """One step: from `origin` (the thing traced, a part of it, or the whole it belongs to) to `thing`.

    `relation` is the property's name (`cites`, `recalls`, `serves`). `graphs` are the sources that say so.
    `resolution`, `suspected` and `reason` are those of a citation, `strength` (0 to 6) that of an act, `score` (0 to 1)
    and `reason` those of a candidate. `further` is the trace of `thing` where depth allows; `repeated` says that it
    stands elsewhere.
    """

    origin: Thing
    relation: str
    thing: Thing
    graphs: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    resolution: str | None = None
    suspected: str | None = None
    reason: str | None = None
    score: float | None = None
    strength: int | None = None
    further: Trace | None = None
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """The links of one relation; `total` counts also those beyond the limit."""

    name: str
    heading: str
    links: tuple[Link, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Trace:
    """What is linked to a thing: where it stands (`within`, outermost first; `parts`) and its sections."""

    thing: Thing
    within: tuple[Thing, ...]
    parts: tuple[Thing, ...]
    sections: tuple[Section, ...]
    generation: int

    def section(self, name: str) -> tuple[Link, ...]:
        """The links of a section, empty when there is none: `trace.section("citedBy")`."""
        return next((section.links for section in self.sections if section.name == name), ())


def trace(
    reader: Reader,
    path: str,
    depth: int = 1,
    names: Names = _NAMES,
    language: str = "en",
    limit: int = LIMIT,
    page: int = 1,
) -> Trace:
    """The trace of a text, element, concept, activity or record by its path.

    A text's trace is that of all its elements together, an element's that of its parts too; `Link.origin` tells them
    apart. `depth` above 1 follows citations and reports on, both ways; what was met already is not followed again, and
    no more than FOLLOWED things are. `page` (from 1) is that of the sections of the thing itself, `limit` links each.
    Raises NotFound for a path of which the graph says nothing and to which nothing leads.

    >>> trace(reader, "decision/cop/10/15/5.d").section("ofWhom")[0].thing.ref  # doctest: +SKIP
    'vocab/actors/executive-secretary'
    """
    view = View(reader, names, language)
    return _Tracer(view, limit).trace(path, depth, page)


class _Tracer:
    """One walk; `_seen` cuts its cycles."""

    def __init__(self, view: View, limit: int) -> None:
        self._view, self._limit, self._mentions = view, limit, Mentions(view)
        self._seen: set[str] = set()
        self._own = 0

    def trace(self, ref: str, depth: int, page: int) -> Trace:
        own = [ref, *self._under(ref)]
        self._seen.update(own)
        self._own = len(self._seen)
        members = [*own, *self._same(own)]
        for member in members:
            self._view.gather(member)
        wholes = self._view.ancestors(ref)
        sections = [
            self._section(relation, own if relation.name in OWN else members, wholes, depth, page)
            for relation in RELATIONS
        ]
        sections.append(self._candidates(members, page))
        if not self._view.exists(ref) and not any(section.total for section in sections):
            raise NotFound(f"{ref}: nothing is loaded that says anything of it or leads to it")
        return Trace(
            self._view.thing(ref),
            tuple(self._view.thing(each) for each in wholes),
            tuple(self._view.thing(each) for each in self._view.parts(ref)),
            tuple(section for section in sections if section.total),
            self._view.reader.generation,
        )

    def _under(self, ref: str) -> list[str]:
        """What is traced together with a thing: its parts, loaded or only cited, or the concepts narrower than it."""
        parts = self._view.elements(ref) or self._view.below(ref)
        cited = [each for each in self._cited(ref) if each not in parts]
        return [*parts, *cited] or list(self._narrower(ref, {ref}))

    def _cited(self, ref: str) -> list[str]:
        """The parts of a text, or of an element, that others cite: they have an address before they are loaded."""
        known = self._view.identifier(ref)
        text = known.of.path if isinstance(known, identifiers.Element) else ref
        parts = self._view.subjects(text, "chm:citedPartOf")
        return sorted(each for each in parts if each.startswith((ref + "/", ref + ".")))

    def _same(self, own: Sequence[str]) -> list[str]:
        """The other selves: a goal of an annex and the concept that stands for it are one thing with two addresses."""
        found = [
            each
            for member in own
            for each in [*self._view.subjects(member, "chm:definedIn"), *self._view.objects(member, "chm:definedIn")]
        ]
        return [each for each in dict.fromkeys(found) if each not in own]

    def _narrower(self, ref: str, met: set[str]) -> Iterator[str]:
        for each in [*self._view.subjects(ref, "skos:broader"), *self._view.objects(ref, "skos:narrower")]:
            if each not in met:
                met.add(each)
                yield each
                yield from self._narrower(each, met)

    def _section(
        self, relation: Relation, members: Sequence[str], wholes: Sequence[str], depth: int, page: int = 1
    ) -> Section:
        claims = [claim for member in members for claim in self._claims(relation, member)]
        if relation.name in WHOLE:
            claims += [claim for whole in wholes for claim in self._claims(relation, whole)]
        links = [self._link(relation, claim, depth) for claim in claims[(page - 1) * self._limit : page * self._limit]]
        return Section(relation.name, relation.heading, tuple(links), len(claims))

    def _claims(self, relation: Relation, ref: str) -> list[Claim]:
        if relation.reported is not None:
            claims = claims_to(self._view, ref, relation.properties)
            return [claim for claim in claims if self._view.reported(claim.subject) is relation.reported]
        if relation.inverse:
            return claims_to(self._view, ref, relation.properties)
        found = claims_from(self._view, ref, relation.properties)
        return [*found, *self._mentions.unlinked(ref, found)] if relation.properties == CITES else found

    def _link(self, relation: Relation, claim: Claim, depth: int) -> Link:
        origin, other = (claim.target, claim.subject) if relation.inverse else (claim.subject, claim.target)
        found, graphs = self._mentions.evidence(claim), sources(self._view, claim)
        link = Link(
            origin=self._view.thing(origin),
            relation=claim.property.rpartition(":")[2],
            thing=self._view.thing(other) if other else Thing("", found.evidence[0].exact),
            graphs=graphs,
            evidence=found.evidence,
            resolution=None if relation.name in _PLAIN else found.resolution,
            suspected=found.suspected,
            reason=found.reason,
            strength=self._strength(claim, graphs) if relation.name == "asks" else None,
        )
        if relation.name == "byWhen":
            link = replace(link, thing=self._deadline(other))
        return self._followed(link, depth) if relation.followed and depth > 1 and other else link

    def _followed(self, link: Link, depth: int) -> Link:
        if link.thing.ref in self._seen:
            return replace(link, repeated=True)
        if len(self._seen) - self._own >= FOLLOWED or not self._view.exists(link.thing.ref):
            return link
        return replace(link, further=self._further(link.thing, link.origin.ref, depth - 1))

    def _further(self, thing: Thing, origin: str, depth: int) -> Trace:
        """The next step: citations and reports of the thing alone, without its parts and wholes, and not back."""
        self._seen.add(thing.ref)
        followed = [relation for relation in RELATIONS if relation.followed]
        sections = [self._section(relation, [thing.ref], [], depth) for relation in followed]
        ahead = [_without(section, origin) for section in sections]
        return Trace(thing, (), (), tuple(section for section in ahead if section.total), self._view.reader.generation)

    def _strength(self, claim: Claim, graphs: tuple[str, ...]) -> int | None:
        """The strength that the same source gives the only act of an element; else that of the thesaurus."""
        view = self._view
        values: list[str] = []
        if len(view.values(claim.subject, "chm:action")) == 1 and view.values(claim.subject, "chm:strength"):
            quads = view.reader.quads(view.node(claim.subject), view.property("chm:strength"), None)
            values = [view.ref(quad.object) for quad in quads if view.graph(quad) in graphs]
        value = values[0] if values else view.value(claim.target, "chm:strength")
        return int(value) if value else None

    def _deadline(self, ref: str) -> Thing:
        """The meeting, date or period of a deadline, in place of the words that name it."""
        meeting = self._view.value(ref, "chm:meeting")
        if meeting:
            return self._view.thing(meeting)
        return Thing(
            ref,
            self._view.value(ref, "chm:date") or self._view.value(ref, "chm:period") or self._view.label(ref),
            "deadline",
        )

    def _candidates(self, members: Iterable[str], page: int) -> Section:
        found = [likely for member in members for likely in self._likely(member)]
        found.sort(key=lambda likely: -(likely.score or 0))
        shown = found[(page - 1) * self._limit : page * self._limit]
        links = tuple(self._candidate(likely) for likely in shown)
        return Section(CANDIDATES.name, CANDIDATES.heading, links, len(found))

    def _likely(self, ref: str) -> Iterator[_Likely]:
        view = self._view
        for near, far in (("chm:from", "chm:to"), ("chm:to", "chm:from")):
            for candidate in view.subjects(ref, near):
                quads = view.reader.quads(view.node(candidate), view.property(near), view.node(ref))
                score = view.value(candidate, "chm:score")
                graphs = tuple(sorted({view.graph(quad) for quad in quads}))
                yield _Likely(ref, candidate, far, graphs, float(score) if score else None)

    def _candidate(self, likely: _Likely) -> Link:
        view, candidate = self._view, likely.candidate
        return Link(
            origin=view.thing(likely.ref),
            relation="mayServe" if likely.far == "chm:to" else "mayBeServedBy",
            thing=view.thing(view.value(candidate, likely.far) or candidate),
            graphs=likely.graphs,
            resolution=view.value(candidate, "chm:verdict"),
            reason=view.value(candidate, "chm:reason"),
            score=likely.score,
        )


@dataclass(frozen=True, slots=True)
class _Likely:
    """A candidate of `ref`; `far` is the property that leads to its other end."""

    ref: str
    candidate: str
    far: str
    graphs: tuple[str, ...]
    score: float | None


def _without(section: Section, ref: str) -> Section:
    """The section without the links to a thing."""
    links = tuple(link for link in section.links if link.thing.ref != ref)
    return replace(section, links=links, total=section.total - len(section.links) + len(links))
