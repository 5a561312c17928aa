"""What stands below a heading that names decisions: `Decisions IX/5 and VIII/19: Forest biodiversity`.

A heading names the decisions, paragraphs or recommendations that it begins with, those in brackets at its end, or the
programme of work that it is the name of, and so the decisions that adopted it. Below a section stands all that is part
of it; below a heading without number all up to the next one of its level. Two such headings in a row are levels: the
second stands below the first, and so does each that follows, until one that names something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from loaders.annotate.citation_patterns import patterns_of
from loaders.annotate.following import listed
from loaders.annotate.normalise import normalise
from loaders.findings import Citation, Report, Span
from loaders.text import Element, Kind, Text

REPORTED = ("decision/", "recommendation/", "vocab/programmes/")
_BRACKETS = re.compile(r"[(\[](?P<inside>[^()\[\]]*(?:\([^()]*\)[^()\[\]]*)*)[)\]]\s*\Z")
_OUTER = {Kind.SECTION, Kind.ANNEX, Kind.GOAL}

Named = tuple[Report, ...]
Programmes = Mapping[str, tuple[str, ...]]
"""Names of programmes of work in lower case, with what a report on the programme reports on."""


def reported_below(
    text: Text, citations: Mapping[str, tuple[Citation, ...]], programmes: Programmes
) -> Iterator[tuple[Element, Named]]:
    """Every element that is no heading, with what the headings above it name; the innermost first."""
    outline = _Outline(text)
    for element in text.elements:
        if element.kind in {Kind.HEADING, Kind.SECTION}:
            named = tuple(_named(element, citations.get(element.path, ()), text.language, programmes))
            outline.enter(element, named)
        else:
            yield element, narrowed(outline.above(element))
            outline.told = True


def narrowed(reports: Iterable[Report]) -> Named:
    """Each target once; a whole of which a part was named before it is left out.

    >>> part, whole = (Report(f"decision/cop/7/23{end}", Span(0, 1, "x"), "1") for end in ("/7.c", ""))
    >>> narrowed([part, whole]) == (part,)
    True
    """
    kept: dict[str, Report] = {}
    for report in reports:
        if not any(target == report.target or target.startswith(f"{report.target}/") for target in kept):
            kept[report.target] = report
    return tuple(kept.values())


class _Outline:
    """The headings that are open where reading has come to, by the part that they stand in."""

    def __init__(self, text: Text) -> None:
        self.parents = {element.path: element.parent for element in text.elements}
        self.sections: dict[str, Named] = {}
        self.open: dict[str | None, list[tuple[Element, Named]]] = {}
        self.told = True

    def enter(self, heading: Element, named: Named) -> None:
        """A heading begins; whether something was told since the one before it says whether it stands below that."""
        place = heading.parent
        if heading.kind is Kind.SECTION:
            self.sections[heading.path] = named
            self.open[place] = []
        else:
            stack = self.open.setdefault(place, [])
            if self.told:
                louder = bool(stack) and heading.text.isupper() and not stack[0][0].text.isupper()
                del stack[0 if named or louder else len(stack) - 1 if len(stack) > 1 else 0 :]
            stack.append((heading, named))
        self.told = False

    def above(self, element: Element) -> Iterator[Report]:
        """What the open headings above an element name, innermost first."""
        place: str | None = element.path
        while place is not None:
            place = self.parents.get(place)
            for _, named in reversed(self.open.get(place, [])):
                yield from named
            yield from self.sections.get(place or "", ())


def _named(heading: Element, cited: Sequence[Citation], language: str, programmes: Programmes) -> Iterator[Report]:
    """What a heading names."""
    acts = [citation for citation in cited if (citation.target or "").startswith(REPORTED)]
    for citation in _first(heading.text, acts, language) or _bracketed(heading.text, acts, language):
        yield Report(citation.target or "", citation.span, heading.path)
    name = heading.text.strip(" .:：")
    for target in programmes.get(normalise(name, language).text.casefold(), ()):
        start = heading.text.index(name)
        yield Report(target, Span(start, start + len(name), name), heading.path)


def _first(text: str, cited: Sequence[Citation], language: str) -> list[Citation]:
    """The citations that a heading begins with."""
    start = min((citation.span.start for citation in cited), default=None)
    if start is None or not patterns_of(language).cues.heading.fullmatch(normalise(text[:start], language).text):
        return []
    return list(listed(text, start, len(text), cited))


def _bracketed(text: str, cited: Sequence[Citation], language: str) -> list[Citation]:
    """The citations in brackets at the end of a heading, where the brackets hold nothing before them."""
    closing = _BRACKETS.search(text.replace("（", "(").replace("）", ")"))
    if closing is None:
        return []
    start = closing.start("inside")
    inside = [citation for citation in cited if citation.span.start >= start]
    shifted = min((citation.span.start for citation in inside), default=None)
    lead = patterns_of(language).cues.heading
    return inside if shifted is not None and lead.fullmatch(normalise(text[start:shifted], language).text) else []
