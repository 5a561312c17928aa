"""A text that comes by HTTP or from the command line, read by the same stage that reads files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graph.namespaces import Names
from loaders.findings import Findings, Span
from loaders.text import Element, Kind, Source, Text

_NAMES = Names()


@dataclass(frozen=True, slots=True)
class Annotation:
    """What was found in a text: `name` is citation, subject, action, addressee, deadline, service or report; characters
    `start` to `end` (exclusive) of the whole text; `target` a path, an IRI or a date; `status` that of a citation."""

    name: str
    exact: str
    start: int
    end: int
    target: str | None
    status: str = "resolved"
    suspected: str | None = None
    reason: str | None = None


def annotated(text: str, names: Names = _NAMES, language: str | None = None) -> tuple[Annotation, ...]:
    """Every concept, act, addressee, deadline and reference in a text, in reading order.

    Each line is read as a paragraph of its own. Raises SourceError for a language that is not read here.

    >>> annotated("Recalls decision VII/23", language="en")[0].target  # doctest: +SKIP
    'vocab/actions/recall'
    """
    from loaders.annotate.stage import annotate
    from loaders.front import tools
    from loaders.languages.detect import language_of

    code = language_of(text, "the text that was sent", language).code
    lines = tuple(_lines(text))
    elements = tuple(
        Element(str(number), Kind.PARAGRAPH, line, line=number) for number, (_, line) in enumerate(lines, 1)
    )
    source = Source("the text that was sent", "", "text/plain")
    read = annotate(Text("document/TEXT", "document", code, "", source, elements), tools(names).thesaurus)
    found = [
        each
        for number, (offset, _) in enumerate(lines, 1)
        for each in _of(read.findings.get(str(number), Findings()), str(number), offset)
    ]
    return tuple(sorted(found, key=lambda each: (each.start, each.end, each.name)))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    offset = 0
    for line in text.splitlines(keepends=True):
        words = line.rstrip()
        if words.strip():
            indent = len(words) - len(words.lstrip())
            yield offset + indent, words[indent:]
        offset += len(line)


def _of(found: Findings, path: str, offset: int) -> Iterator[Annotation]:
    def at(name: str, span: Span, target: str | None, *said: str | None) -> Annotation:
        status, suspected, reason = said or ("resolved", None, None)
        return Annotation(
            name, span.exact, span.start + offset, span.end + offset, target, status or "resolved", suspected, reason
        )

    for cited in found.citations:
        yield at("citation", cited.span, cited.target, cited.resolution.value, cited.suspected, cited.reason)
    for subject in found.subjects:
        yield at("subject", subject.span, subject.concept)
    for act in found.actions:
        if act.origin == path:
            yield at("action", act.span, f"vocab/actions/{act.code}")
    for who in found.addressees:
        if who.origin == path:
            yield at("addressee", who.span, f"vocab/actors/{who.code}")
    for due in found.deadlines:
        meeting = f"vocab/meetings/{due.meeting.replace('/', '-')}" if due.meeting else due.date
        yield at("deadline", due.span, meeting)
    for served in found.serves:
        yield at("service", served.span, served.target)
    for report in found.reports:
        yield at("report", report.span, report.target)
