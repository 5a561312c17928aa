"""The pages of things: a text with its elements, one element, and anything else as a table of statements."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

import pyoxigraph as ox

from api.evidence import CITES
from api.pages import Page
from api.view import TEXTS, Thing, View, Wording
from graph import identifiers

_SHOWN = 100
_LINKS = (
    ("asks", "chm:action"),
    ("of", "chm:addressee"),
    ("serves", "chm:serves"),
    ("about", "dcterms:subject"),
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of an element's text; `ref` is what it cites, `resolution` how far that leads."""

    text: str
    ref: str | None = None
    resolution: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """An element's text in one language, cut where it cites."""

    language: str
    graph: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """An element on a page: its words, what was found in it as (name, thing), and how deep it stands."""

    ref: str
    anchor: str
    kind: str
    number: str
    depth: int
    words: tuple[Words, ...]
    marks: tuple[tuple[str, Thing], ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """A row of a generic page: property, value as people read it, and the reference when the value is a thing."""

    property: str
    name: str
    value: str
    ref: str | None
    language: str
    graphs: tuple[str, ...]


def page(view: View, ref: str) -> Page:
    """The page of a thing."""
    identifier = view.identifier(ref)
    if isinstance(identifier, identifiers.Expression):
        return _text(view, identifier.of.path, identifier.language)
    if isinstance(identifier, TEXTS):
        return _text(view, ref, None)
    if isinstance(identifier, identifiers.Element):
        return _element(view, ref)
    return _anything(view, ref)


def _text(view: View, ref: str, language: str | None) -> Page:
    languages = view.languages(ref)
    shown = language or next((each for each in (view.language, "en", *languages) if each in languages), "")
    parts = [_part(view, each, ref, shown) for each in view.elements(ref)]
    title = view.spoken(ref, "dcterms:title").get(shown) or view.title(ref) or ""
    graph = f"{ref}/{shown}"
    return Page(
        "text.html",
        f"{view.label(ref)} {title}".strip(),
        {
            "ref": ref,
            "heading": title,
            "language": shown,
            "languages": languages,
            "parts": [part for part in parts if part.words],
            "elsewhere": [part for part in parts if not part.words],
            "facts": _statements(view, ref),
            "source": _statements(view, graph),
            "restated": view.value(graph, "chm:restatement") == "true",
            "unparsed": view.subjects(graph, "dcterms:isPartOf"),
        },
    )


def _part(view: View, ref: str, text: str, language: str | None) -> Part:
    """An element as its version in a language has it, or in all of them: what other versions alone say is left out."""
    path = ref.removeprefix(f"{text}/")
    versions = view.wordings(ref)
    shown = next((each for each in versions if each.language == (language or view.language)), None)
    others = {each.graph for each in versions if shown and each.graph != shown.graph}
    hidden = others if language else set()
    marks = [(name, view.thing(thing)) for name, short in _LINKS for thing in view.objects(ref, short, without=hidden)]
    dues = view.objects(ref, "chm:deadline", without=hidden)
    marks += [("by", view.thing(meeting)) for due in dues for meeting in _due(view, due)]
    return Part(
        ref,
        path,
        view.kind(ref),
        next(iter(view.objects(ref, "chm:number", without=others)), ""),
        len(view.ancestors(ref)),
        tuple(_words(view, ref, each) for each in versions if language is None or each.language == language),
        tuple(marks),
    )


def _due(view: View, deadline: str) -> list[str]:
    return view.objects(deadline, "chm:meeting", "chm:date") or view.objects(deadline, "chm:period")


def _words(view: View, ref: str, wording: Wording) -> Words:
    return Words(wording.language, wording.graph, tuple(_pieces(wording.text, _cited(view, ref, wording.graph))))


def _cited(view: View, ref: str, graph: str) -> list[tuple[int, int, Piece]]:
    """The spans of a text that cite, from the mentions of its own language version."""
    links = {view.ref(view.property(short)) for short in CITES}
    found = []
    for mention in view.subjects(ref, "chm:inElement"):
        if mention.partition("#")[0] != graph or not links & set(view.objects(mention, "chm:link")):
            continue
        start, end = view.value(mention, "chm:start"), view.value(mention, "chm:end")
        target = view.value(mention, "chm:target")
        if start and end and target:
            found.append((int(start), int(end), Piece("", target, view.value(mention, "chm:resolution") or "")))
    return sorted(found, key=lambda each: each[:2])


def _pieces(text: str, cited: Iterable[tuple[int, int, Piece]]) -> Iterable[Piece]:
    done = 0
    for start, end, piece in cited:
        if start < done or end > len(text):
            continue
        if start > done:
            yield Piece(text[done:start])
        yield Piece(text[start:end], piece.ref, piece.resolution)
        done = end
    if done < len(text):
        yield Piece(text[done:])


def _element(view: View, ref: str) -> Page:
    text = view.value(ref, "chm:inText") or ""
    siblings = view.elements(text)
    place = siblings.index(ref) if ref in siblings else 0
    return Page(
        "element.html",
        view.label(ref),
        {
            "ref": ref,
            "text": text,
            "part": _part(view, ref, text, None),
            "within": [view.thing(each) for each in view.ancestors(ref)],
            "parts": [_part(view, each, text, None) for each in view.below(ref)],
            "before": siblings[place - 1] if place else None,
            "after": siblings[place + 1] if place + 1 < len(siblings) else None,
            "facts": _statements(view, ref),
            "incoming": _incoming(view, ref),
        },
    )


def _anything(view: View, ref: str) -> Page:
    return Page(
        "thing.html",
        view.label(ref),
        {
            "ref": ref,
            "facts": _statements(view, ref),
            "incoming": _incoming(view, ref),
            "traced": ref.startswith(("vocab/", "record/", "notification/")) and ref.count("/") > 0,
        },
    )


def _statements(view: View, ref: str) -> list[Statement]:
    graphs: dict[tuple[str, str], set[str]] = {}
    quads: dict[tuple[str, str], ox.Quad] = {}
    for quad in view.quads(ref):
        key = (quad.predicate.value, str(quad.object))
        quads.setdefault(key, quad)
        graphs.setdefault(key, set()).add(view.graph(quad))
    found = [_statement(view, quad, tuple(sorted(graphs[key]))) for key, quad in quads.items()]
    return sorted(found, key=lambda each: (each.name, each.language, each.value))


def _statement(view: View, quad: ox.Quad, graphs: tuple[str, ...]) -> Statement:
    short = view.short(quad.predicate.value)
    value = quad.object
    linked = isinstance(value, ox.NamedNode)
    ref = view.ref(value)
    return Statement(
        view.ref(quad.predicate),
        short,
        view.label(ref) if linked else ref,
        ref if linked else None,
        (value.language or "") if isinstance(value, ox.Literal) else "",
        graphs,
    )


def _incoming(view: View, ref: str) -> list[Statement]:
    """What points to a thing, evidence left out: the trace shows that."""
    found: list[Statement] = []
    for quad in islice(view.reader.quads(None, None, view.node(ref)), _SHOWN * 10):
        subject = view.ref(quad.subject)
        if "#" in subject or len(found) == _SHOWN:
            continue
        short = view.short(quad.predicate.value)
        found.append(Statement(view.ref(quad.predicate), short, view.label(subject), subject, "", (view.graph(quad),)))
    return sorted(found, key=lambda each: (each.name, each.value))
