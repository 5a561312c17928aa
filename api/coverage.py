"""Coverage: which operative paragraphs nobody has answered yet, and which citations lead nowhere.

An operative element is a leaf of a decision (a paragraph, item or subitem without items of its own) whose act has at
least strength 2: it asks somebody to do something, or decides. An activity, target or programme that is linked to the
paragraph above an item counts for the item; one that is linked to the whole decision does not. What only a report
tells was done is no activity on record: it is shown apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from api.view import Thing, View
from graph.namespaces import Names
from graph.store import Reader

_NAMES = Names()
OPERATIVE = 2
"""The least strength that counts: 0 recalls, 1 takes note, 2 offers, 3 invites, 4 urges, 5 requests, 6 decides."""
_PROGRAMMES = ("vocab/programmes/", "vocab/issues/")
_LOOSE = ("dangling", "suspect", "ambiguous")
_Pairs = Mapping[str, set[str]]


@dataclass(frozen=True, slots=True)
class Gap:
    """An operative element and what it lacks: `activity`, `target`, `programme`; `reported` is what was done about it
    by what a report tells."""

    element: Thing
    actions: tuple[Thing, ...]
    addressees: tuple[Thing, ...]
    strength: int
    missing: tuple[str, ...]
    reported: tuple[Thing, ...] = ()


@dataclass(frozen=True, slots=True)
class LooseCitation:
    """A citation that leads nowhere (`dangling`), probably elsewhere (`suspect`), or to several (`ambiguous`)."""

    element: Thing
    exact: str
    target: str
    resolution: str
    suspected: str
    reason: str
    graph: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many texts and operative elements were looked at, the elements that lack something, the loose citations."""

    texts: int
    operative: int
    gaps: tuple[Gap, ...]
    citations: tuple[LooseCitation, ...]
    generation: int

    def without(self, what: str) -> tuple[Gap, ...]:
        """The elements without an `activity`, `target` or `programme`."""
        return tuple(gap for gap in self.gaps if what in gap.missing)

    def loose(self, resolution: str) -> tuple[LooseCitation, ...]:
        """The citations of one resolution: `dangling`, `suspect` or `ambiguous`."""
        return tuple(each for each in self.citations if each.resolution == resolution)


def coverage(
    reader: Reader,
    body: str | None = None,
    session: int | None = None,
    actor: str | None = None,
    names: Names = _NAMES,
    language: str = "en",
) -> Coverage:
    """The coverage of the loaded decisions, of one body (`cop`), session or actor (`executive-secretary`) where given.

    >>> coverage(reader, "cop", 10).without("activity")[0].element.label  # doctest: +SKIP
    'X/15, paragraph 6'
    """
    return _Survey(View(reader, names, language), actor).of(body, session)


class _Survey:
    """One look at the whole graph, relation by relation."""

    def __init__(self, view: View, actor: str | None) -> None:
        self._view = view
        self._actor = f"vocab/actors/{actor}" if actor else None
        self._parents = self._pairs("eli:is_part_of")
        self._strengths = self._pairs("chm:strength")
        self._addressees = self._pairs("chm:addressee")
        self._actions = self._pairs("chm:action")
        self._texts = self._pairs("chm:inText")
        self._wanted = {
            "activity": self._recorded(),
            "target": self._serving(programmes=False),
            "programme": self._serving(programmes=True) | self._adopting(),
        }

    def of(self, body: str | None, session: int | None) -> Coverage:
        texts = {text for text in self._decisions() if self._fits(text, body, session)}
        leaves = sorted(set(self._operative(texts)), key=self._reading_order)
        gaps = [self._gap(leaf) for leaf in leaves]
        everywhere = body is None and session is None
        return Coverage(
            len(texts),
            len(leaves),
            tuple(gap for gap in gaps if gap.missing),
            tuple(self._loose(None if everywhere else texts)),
            self._view.reader.generation,
        )

    def _pairs(self, short: str) -> _Pairs:
        found: dict[str, set[str]] = defaultdict(set)
        for quad in self._view.reader.quads(None, self._view.property(short), None):
            found[self._view.ref(quad.subject)].add(self._view.ref(quad.object))
        return found

    def _recorded(self) -> set[str]:
        """What a recorded activity answers; fills `_reported`, what answers an element by what a report tells."""
        self._reported: dict[str, set[str]] = defaultdict(set)
        recorded: set[str] = set()
        for activity, answered in self._pairs("chm:respondsTo").items():
            if self._view.reported(activity):
                for each in answered:
                    self._reported[each].add(activity)
            else:
                recorded |= answered
        return recorded

    def _serving(self, *, programmes: bool) -> set[str]:
        """Elements with a goal or target, or with a programme or cross-cutting issue."""
        links = list(self._pairs("chm:serves").items())
        if programmes:
            links += self._pairs("dcterms:subject").items()
        return {
            element
            for element, targets in links
            if any(target.startswith(_PROGRAMMES) is programmes for target in targets)
        }

    def _adopting(self) -> set[str]:
        """Decisions that adopted a programme of work: every element of them belongs to it."""
        adopted = self._pairs("chm:adoptedBy")
        return set().union(*(texts for each, texts in adopted.items() if each.startswith(_PROGRAMMES)))

    def _decisions(self) -> Iterator[str]:
        kind = self._view.node(self._view.names.term("Decision"))
        for quad in self._view.reader.quads(None, self._view.property("rdf:type"), kind):
            yield self._view.ref(quad.subject)

    def _fits(self, text: str, body: str | None, session: int | None) -> bool:
        parts = text.split("/")
        return (body is None or parts[1:2] == [body]) and (session is None or parts[2:3] == [str(session)])

    def _operative(self, texts: Iterable[str]) -> Iterator[str]:
        """The leaves with an act, of the actor where one is asked for."""
        chosen = set(texts)
        chapeaus = {parent for each in self._actions for parent in self._parents.get(each, ())}
        for element in self._actions:
            inside = self._texts.get(element, set()) & chosen
            asked = self._actor is None or self._actor in self._addressees.get(element, ())
            if inside and asked and element not in chapeaus and self._strength(element) >= OPERATIVE:
                yield element

    def _strength(self, element: str) -> int:
        return max((int(value) for value in self._strengths.get(element, ()) if value.isdecimal()), default=0)

    def _reading_order(self, element: str) -> tuple[str, int]:
        return min(self._texts[element]), self._view.order(element)

    def _above(self, element: str) -> Iterator[str]:
        """The element and the elements it is part of, without the text itself."""
        texts = self._texts[element]
        while element and element not in texts:
            yield element
            element = next(iter(self._parents.get(element, ())), "")

    def _gap(self, element: str) -> Gap:
        chain = {*self._above(element)}
        missing = [what for what, linked in self._wanted.items() if not chain & linked]
        if "programme" in missing and self._texts[element] & self._wanted["programme"]:
            missing.remove("programme")
        return Gap(
            self._view.thing(element),
            self._things(self._actions.get(element, ())),
            self._things(self._addressees.get(element, ())),
            self._strength(element),
            tuple(missing),
            self._things({activity for each in chain for activity in self._reported.get(each, ())}),
        )

    def _things(self, refs: Iterable[str]) -> tuple[Thing, ...]:
        return tuple(self._view.thing(ref) for ref in sorted(refs))

    def _loose(self, texts: set[str] | None) -> Iterator[LooseCitation]:
        view = self._view
        for resolution in _LOOSE:
            quads = view.reader.quads(None, view.property("chm:resolution"), ox.Literal(resolution))
            for mention in sorted({view.ref(quad.subject) for quad in quads}):
                element = view.value(mention, "chm:inElement") or mention
                if texts is None or self._texts.get(element, set()) & texts:
                    yield self._citation(mention, element, resolution)

    def _citation(self, mention: str, element: str, resolution: str) -> LooseCitation:
        words = {
            short: self._view.value(mention, f"chm:{short}") or ""
            for short in ("exact", "target", "suspected", "reason")
        }
        return LooseCitation(
            self._view.thing(element), words["exact"], words["target"], resolution, words["suspected"], words["reason"],
            mention.partition("#")[0],
        )  # fmt: skip


HEADER = (
    "finding",
    "element",
    "label",
    "asks",
    "of_whom",
    "strength",
    "text",
    "citation",
    "target",
    "suspected",
    "reason",
    "reported",
)
"""The columns of a coverage as a table."""


def as_rows(found: Coverage) -> Iterator[tuple[str, ...]]:
    """One row for each thing that an element lacks, and for each loose citation."""
    for gap in found.gaps:
        wording = gap.element.wording.text if gap.element.wording else ""
        asks, whom = (", ".join(each.label for each in things) for things in (gap.actions, gap.addressees))
        told = ", ".join(each.ref for each in gap.reported)
        plain = (gap.element.ref, gap.element.label, asks, whom, str(gap.strength), wording)
        for what in gap.missing:
            yield (f"no {what}", *plain, *[""] * 4, told)
    for each in found.citations:
        row = (each.resolution, each.element.ref, each.element.label, "", "", "", "")
        yield (*row, each.exact, each.target, each.suspected, each.reason, "")


def as_json(found: Coverage, names: Names = _NAMES) -> dict[str, object]:
    """The coverage as JSON: counts, then the elements that lack something and the loose citations."""
    return {
        "generation": found.generation,
        "counts": counts(found),
        "gaps": [
            {
                "id": names.iri(gap.element.ref),
                "label": gap.element.label,
                "text": {each.language: each.text for each in gap.element.wordings},
                "asks": [each.label for each in gap.actions],
                "ofWhom": [each.label for each in gap.addressees],
                "strength": gap.strength,
                "missing": list(gap.missing),
                "reported": [{"id": names.iri(each.ref), "label": each.label} for each in gap.reported],
            }
            for gap in found.gaps
        ],
        "citations": [
            {
                "id": names.iri(each.element.ref),
                "label": each.element.label,
                "exact": each.exact,
                "target": each.target,
                "resolution": each.resolution,
                "suspected": each.suspected or None,
                "reason": each.reason or None,
                "source": names.iri(each.graph),
            }
            for each in found.citations
        ],
    }


def counts(found: Coverage) -> dict[str, int]:
    """The figures of a coverage by name."""
    return {
        "texts": found.texts,
        "operativeElements": found.operative,
        **{f"without{what.capitalize()}": len(found.without(what)) for what in ("activity", "target", "programme")},
        "reportedOnly": sum(bool(gap.reported) for gap in found.without("activity")),
        **{resolution: len(found.loose(resolution)) for resolution in _LOOSE},
    }
