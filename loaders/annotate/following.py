"""How a text follows another one: the act that carries a citation says so, and some acts change the status of what
they name.

An act governs the citation nearest after it in its sentence and those that are joined to that one in a list; the next
act ends its reach. An item under `Recalls:` or `Retires:` is governed by the act of its chapeau. A decision that
retires what an annex of its own lists retires every decision and part that the annex names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from loaders.annotate.citation_patterns import Cues, patterns_of
from loaders.annotate.normalise import normalise
from loaders.annotate.numbers import read_places
from loaders.findings import Action, Citation, Relation, Span, StatusChange
from loaders.text import Element, Text

Cited = Mapping[str, tuple[Citation, ...]]

RELATIONS = {
    "recall": "recalls",
    "reaffirm": "reaffirms",
    "amend": "amends",
    "retire": "retires",
    "supersede": "supersedes",
}
"""Acts whose citations say how a text follows another one: action code to property (docs/ontology.md)."""

RETIRED = "vocab/statuses/retired"
_ACTS = ("decision/", "recommendation/", "resolution/")
_BRACKETED = re.compile(r"\([^()]*\)|（[^（）]*）")
_WORD = re.compile(r"\w+")
_IDEOGRAPHS = re.compile(r"[\u3000-\u303f\u4e00-\u9fff]+")
_JOINTS = frozenset(
    "and or also its the of to in particular especially including as well both decision decisions paragraph "
    "paragraphs section sections annex et ou ainsi que ses la les des du de décision décisions y e o así como sus "
    "las los decisión decisiones и а также его решение решения решений ее و".split()
)
_JOINING_IDEOGRAPHS = frozenset("第号和及与以并其的决定段、，；缔约方大会")
_SENTENCE_END = re.compile(r"[。！？]|[.!?](?=\s+[A-ZА-ЯÀ-Ý]|\s*\Z)")


def find_relations(
    text: Text, acts: Mapping[str, tuple[Action, ...]], citations: Cited
) -> Mapping[str, tuple[Relation, ...]]:
    """The relations of every element that has any, by path. Raises nothing."""
    cues = patterns_of(text.language).cues
    found = {}
    for element in text.elements:
        cited = tuple(citation for citation in citations.get(element.path, ()) if citation.target)
        if cited and (told := tuple(dict.fromkeys(_relations(element, acts.get(element.path, ()), cited, cues)))):
            found[element.path] = told
    return found


def find_statuses(text: Text, citations: Cited) -> Mapping[str, tuple[StatusChange, ...]]:
    """What a text retires, by the path of the element that names it: elements and decisions named one by one.

    A line `Retired sections: paragraphs 2-4`, as the site adds it, retires paragraphs of the text itself.
    """
    cues, since = patterns_of(text.language).cues, text.adopted or text.issued
    found: dict[str, tuple[StatusChange, ...]] = {}
    lists: set[str] = set()
    own = f"{text.identifier}/"
    for element in text.elements:
        governed = tuple(_retired(element, citations.get(element.path, ()), cues)) if text.type != "document" else ()
        lists |= {annex for citation in governed if (annex := _own_annex(citation, own))}
        changes = (*_changes(governed, own, since), *_own_sections(text, element, cues))
        if changes:
            found[element.path] = tuple(dict.fromkeys(changes))
    for element in text.elements:
        if any(element.path == path or element.path.startswith(f"{path}/") for path in lists):
            changes = tuple(dict.fromkeys(_changes(citations.get(element.path, ()), own, since)))
            if changes:
                found[element.path] = changes
    return found


def _relations(element: Element, acts: Sequence[Action], cited: Sequence[Citation], cues: Cues) -> Iterator[Relation]:
    own = sorted((act for act in acts if act.origin == element.path), key=lambda act: act.span.start)
    inherited = [act for act in acts if act.origin != element.path][-1:]
    spans = [(act.code, 0, 0) for act in inherited] + [(act.code, act.span.start, act.span.end) for act in own]
    for n, (code, _, end) in enumerate(spans):
        until = spans[n + 1][1] if n + 1 < len(spans) else len(element.text)
        if code in RELATIONS:
            for citation in _governed(element.text, end, until, cited):
                yield Relation(RELATIONS[code], citation.target or "", citation.span)
    for cue in cues.implements.finditer(element.text):
        for citation in listed(element.text, cue.end(), len(element.text), cited):
            yield Relation("implements", citation.target or "", citation.span)


def _governed(text: str, start: int, end: int, cited: Sequence[Citation]) -> Iterator[Citation]:
    """The citation nearest after `start` in the same sentence, and those listed with it."""
    nearest = min((c.span.start for c in cited if start <= c.span.start < end), default=None)
    if nearest is not None and not _SENTENCE_END.search(text, start, nearest):
        yield from listed(text, nearest, end, cited)


def listed(text: str, start: int, end: int, cited: Sequence[Citation]) -> Iterator[Citation]:
    """The citations that follow `start` with nothing but joints between them; public for headings."""
    reach = start
    for citation in sorted(cited, key=lambda c: (c.span.start, c.span.end)):
        if start <= citation.span.start < end:
            if citation.span.start > reach and not _joined(text[reach : citation.span.start]):
                return
            reach = max(reach, citation.span.end)
            yield citation


def _joined(gap: str) -> bool:
    """Whether words between two citations only join them.

    >>> _joined(", and its decisions "), _joined(" (mountains) and "), _joined(", in which it adopted ")
    (True, True, False)
    """
    plain = _BRACKETED.sub(" ", gap)
    ideographs = set("".join(_IDEOGRAPHS.findall(plain)))
    words = _WORD.findall(_IDEOGRAPHS.sub(" ", plain).lower())
    return ideographs <= _JOINING_IDEOGRAPHS and all(word in _JOINTS for word in words)


def _retired(element: Element, cited: Sequence[Citation], cues: Cues) -> Iterator[Citation]:
    """What an element says that it retires."""
    for cue in cues.retires.finditer(element.text):
        yield from _governed(element.text, cue.end(), len(element.text), [c for c in cited if c.target])


def _own_annex(citation: Citation, own: str) -> str | None:
    """The path of the text's own annex that a citation leads to."""
    path = (citation.target or "").removeprefix(own)
    return path if citation.target != path and path.startswith("annex") else None


def _changes(cited: Sequence[Citation], own: str, since: str | None) -> Iterator[StatusChange]:
    for citation in cited:
        if citation.target and citation.target.startswith(_ACTS) and not citation.target.startswith(own):
            yield StatusChange(citation.target, RETIRED, citation.span, since)


def _own_sections(text: Text, element: Element, cues: Cues) -> Iterator[StatusChange]:
    """The paragraphs that a line of the site says are retired."""
    line = cues.retired_sections.match(normalise(element.text, text.language).text)
    if line is None:
        return
    span = Span(0, len(element.text), element.text)
    for places in read_places(line["numbers"], patterns_of(text.language).marks):
        yield StatusChange(f"{text.identifier}/{'.'.join(places)}", RETIRED, span)
