"""The structure stage: what a reader understood becomes a text whose every part has an address."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

from graph.errors import SourceError
from graph.identifiers import Decision, Document, Recommendation
from loaders.languages.detect import language_of
from loaders.languages.language import Language
from loaders.readers.formats import Reading
from loaders.readers.plain import refuse_wrong_order
from loaders.structure import identity
from loaders.structure.assemble import assemble, note_mark
from loaders.structure.calls import place_calls
from loaders.structure.recognise import Recognised, recognise
from loaders.text import Element, Kind, Leftover, Node, Role, Source, Text

_DATE = re.compile(r"(?P<day>\d{1,2})\s+(?P<month>[A-Z][a-z]+)\s+(?P<year>\d{4})$")
_ZH_DATE = re.compile(r"(?P<year>\d{4})\s*年\s*(?P<month>\d{1,2})\s*月\s*(?P<day>\d{1,2})\s*日$")
_MONTHS = "january february march april may june july august september october november december".split()
_TYPES = {Decision: "decision", Recommendation: "recommendation", Document: "document"}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the caller says of a file: `identifier` in any spelling, `language` as a code, `type` as in `Text`."""

    identifier: str | None = None
    language: str | None = None
    type: str | None = None


NOTHING_ASKED = Asked()


def structure(reading: Reading, source: Source, asked: Asked = NOTHING_ASKED) -> Text:
    """Give a text its parts and their addresses.

    Reads: lines or markup. Writes: identity, language, elements in reading order, leftovers with their reason.
    Raises SourceError for text of an unread language, garbage, or a file that is no decision and no document.
    """
    language = language_of(reading.running_text, source.file, asked.language)
    refuse_wrong_order(reading.running_text, source.file, language)
    body = identity.speaks(reading, language)
    given = identity.asked(asked.identifier, source.file) if asked.identifier else None
    decision = _is_decision(given, body, asked.type)
    recognised = _recognise(reading, language, decision)
    assembled = assemble(recognised.root, decision=decision)
    elements = place_calls(assembled.elements) if reading.lines else assembled.elements
    title = next((element for element in elements if element.kind is Kind.TITLE), None)
    known = given or identity.identify(reading, language, source.file, body, title.number if title else None)
    if not any(element.kind is not Kind.TITLE for element in elements):
        raise SourceError(source.file, "a title without a text", place="whole text", remedy="give the whole text")
    warnings = (
        *reading.warnings,
        *recognised.warnings,
        *assembled.warnings,
        *([known.warning] if known.warning else []),
    )
    return Text(
        identifier=known.text.path,
        type=_TYPES[type(known.text)],
        language=language.code,
        title=title.text if title else "",
        source=source,
        elements=elements,
        unparsed=(*reading.leftovers, *recognised.leftovers),
        symbol=known.text.label if isinstance(known.text, Document) else known.text.symbol,
        issued=_issued(recognised.leftovers),
        restatement=recognised.restatement,
        warnings=warnings,
    )


def _is_decision(given: identity.Identity | None, body: str | None, kind: str | None) -> bool:
    if kind is not None:
        return kind != "document"
    return not isinstance(given.text, Document) if given else body is not None


def _recognise(reading: Reading, language: Language, decision: bool) -> Recognised:
    if reading.markup is None:
        return recognise(reading.lines, language, decision=decision, whole=reading.whole)
    return Recognised(_openings(reading.markup.root, language), (), ())


def _openings(node: Node, language: Language) -> Node:
    """Markup says where a preamble is, not which of its lines are the enacting words."""
    children = tuple(_openings(child, language) for child in node.children)
    if node.role is Role.TEXT and language.opener(node.text):
        return replace(node, role=Role.OPENING, children=children)
    return replace(node, children=children)


def _issued(cover: tuple[Leftover, ...]) -> str | None:
    """The date on the cover of a document, ISO."""
    for left in cover:
        if left.reason != "cover":
            continue
        if found := _DATE.match(left.text):
            name = found["month"].lower()
            if name in _MONTHS:
                return f"{found['year']}-{_MONTHS.index(name) + 1:02}-{int(found['day']):02}"
        elif found := _ZH_DATE.match(left.text):
            return f"{found['year']}-{int(found['month']):02}-{int(found['day']):02}"
    return None


def unaccounted(reading: Reading, text: Text) -> dict[str, int]:
    """Characters of the input that no element and no leftover holds, with how many of each; empty when nothing is lost.

    The promise of the parser as a sum that anyone can do again: blanks are not counted.
    """
    held: Counter[str] = Counter()
    marks = {element.path: note_mark(element.number) for element in text.elements if element.kind is Kind.NOTE}
    for element in text.elements:
        held.update(_printed(element))
        held.update("".join(marks[note] for _, note in element.notes))
    for left in text.unparsed:
        held.update("".join(left.text.split()))
    missing = Counter("".join(reading.running_text.split())) - held
    return {character: count for character, count in missing.items() if character not in "-•*·–"}


def _printed(element: Element) -> str:
    return "".join((element.text + (element.number or "")).split())
