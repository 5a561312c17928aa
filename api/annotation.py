"""A text that comes by HTTP or from the command line, read by the same stage that reads files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graph.namespaces import Names
from loaders.findings import Action, Addressee, Citation, Findings, Span
from loaders.text import Element, Kind, Source, Text

_NAMES = Names()


@dataclass(frozen=True, slots=True)
class Annotation:
    """What was found in a text: `name` is citation, subject, action, addressee, deadline or service; characters
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
    from loaders.languages.detect import language_of
    from loaders.pipeline import tools

    code = language_of(text, "the text that was sent", language).code
    lines = tuple(_lines(text))
    elements = tuple(
        Element(str(number), Kind.PARAGRAPH, line, line=number) for number, (_, line) in enumerate(lines, 1)
    )
    source = Source("the text that was sent", "", "text/plain")
    # a text of no address: it is read as the act of a body of the Convention, which a document is not
    read = annotate(Text("document/CBD_TEXT_0", "recommendation", code, "", source, elements), tools(names).thesaurus)
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
    for cited in found.citations:
        yield _at("citation", cited.span, offset, cited.target, cited)
    for name, span, target in _named(found, path):
        yield _at(name, span, offset, target)


def _at(name: str, span: Span, offset: int, target: str | None, cited: Citation | None = None) -> Annotation:
    place = (name, span.exact, span.start + offset, span.end + offset, target)
    return Annotation(*place, cited.resolution.value, cited.suspected, cited.reason) if cited else Annotation(*place)


def _named(found: Findings, path: str) -> Iterator[tuple[str, Span, str | None]]:
    """What is no citation. An act or actor of another line is found there."""
    deeds: list[Action | Addressee] = [*found.actions, *found.addressees]
    own = (each for each in deeds if each.origin == path)
    for each in own:
        name = "action" if isinstance(each, Action) else "addressee"
        yield name, each.span, f"vocab/{'actions' if name == 'action' else 'actors'}/{each.code}"
    for subject in found.subjects:
        yield "subject", subject.span, subject.concept
    for due in found.deadlines:
        yield (
            "deadline",
            due.span,
            f"vocab/meetings/{due.meeting.replace('/', '-')}" if due.meeting else due.date or due.period,
        )
    yield from (("service", served.span, served.target) for served in found.serves)
