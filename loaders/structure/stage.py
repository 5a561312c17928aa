"""The structure stage: what a reader understood becomes a text whose every part has an address."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, replace

from graph.errors import SourceError
from graph.identifiers import Decision, Document, FiledDocument, OutsideAct, Recommendation, Treaty
from loaders.languages.detect import language_of, passages_in_others
from loaders.languages.language import Language
from loaders.readers.formats import Reading
from loaders.readers.plain import refuse_wrong_order
from loaders.structure import identity
from loaders.structure.assemble import assemble
from loaders.structure.calls import place_calls
from loaders.structure.compilation import Part, parts
from loaders.structure.frames import without_frames
from loaders.structure.labels import note_mark
from loaders.structure.marks import INVISIBLE
from loaders.structure.recognise import Recognised, recognise
from loaders.structure.runon import break_runs
from loaders.structure.speakers import with_its_speaker
from loaders.text import Element, Kind, Leftover, Node, Role, Source, Text

_DATE = re.compile(
    r"(?P<day>\d{1,2})(?:er|º|°)?\s+(?:de\s+)?(?:[^\d/]+/)?(?P<month>[^\W\d_]{3,})\s+(?:del?\s+)?(?P<year>\d{4})"
    r"(?:\s+года|\s*г\.)?$",
    re.IGNORECASE,
)
_ZH_DATE = re.compile(r"(?P<year>\d{4})\s*年\s*(?P<month>\d{1,2})\s*月\s*(?P<day>\d{1,2})\s*日$")
_UNCOUNTED = "-•*·–" + INVISIBLE
_MONTHS = "january february march april may june july august september october november december".split()
_TYPES = {
    Decision: "decision",
    Recommendation: "recommendation",
    Document: "document",
    FiledDocument: "document",
    OutsideAct: "decision",
    Treaty: "document",
}
"""A resolution of another body is read and described as a decision, a treaty as a document; an act without a number
in a known series is read as a decision and described as a document."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the caller says of a file: `identifier` in any spelling, `language` as a code, `type` as in `Text`."""

    identifier: str | None = None
    language: str | None = None
    type: str | None = None


NOTHING_ASKED = Asked()


def texts_of(reading: Reading, source: Source, asked: Asked = NOTHING_ASKED) -> tuple[Text, ...]:
    """The texts of a file: several where it is a compilation of decisions.

    A file whose identity is asked for, or that is said to be a document, is one text. Raises as `structure` does.
    """
    language = _language(reading, source, asked)
    reading = without_frames(reading, language)
    whole = asked.identifier is not None or asked.type == "document"
    found = (Part(reading),) if whole else parts(reading, language)
    body = identity.speaks(reading, language)
    first, *others = (_text(part, source, asked, language, body if len(found) > 1 else None) for part in found)
    return (_with_readers_own(first, reading), *others)


def structure(reading: Reading, source: Source, asked: Asked = NOTHING_ASKED) -> Text:
    """Give one text its parts and their addresses.

    Reads: lines or markup. Writes: identity, language, elements in reading order, leftovers with their reason.
    Raises SourceError for text of an unread language, garbage, or a file that is no decision and no document.
    """
    return _with_readers_own(_text(Part(reading), source, asked, _language(reading, source, asked)), reading)


def _with_readers_own(text: Text, reading: Reading) -> Text:
    """The first text of a file with what its reader left out and warned of."""
    unparsed, warnings = (*reading.leftovers, *text.unparsed), (*reading.warnings, *text.warnings)
    return replace(text, unparsed=unparsed, warnings=warnings)


def _language(reading: Reading, source: Source, asked: Asked) -> Language:
    language = language_of(reading.running_text, source.file, asked.language)
    refuse_wrong_order(reading.running_text, source.file, language)
    return language if asked.type == "document" else with_its_speaker(reading, language)


def _text(part: Part, source: Source, asked: Asked, language: Language, speaker: str | None = None) -> Text:
    """One text of a file; `speaker` is the body that speaks in the file, for a decision that leaves it out."""
    reading, broken = break_runs(part.reading, language)
    body = (
        None
        if identity.treaty(reading, language)
        else (identity.speaks(reading, language) or speaker or identity.titled(reading, language))
    )
    given = identity.asked(asked.identifier, source.file) if asked.identifier else None
    decision = _is_decision(given, body, asked.type)
    titled = reading.title if not decision else ""
    recognised = _recognise(reading, language, decision)
    assembled = assemble(recognised.root, decision=decision)
    elements = place_calls(assembled.elements) if reading.lines else assembled.elements
    title = next((element for element in elements if element.kind is Kind.TITLE), None)
    number = title.number if title else None
    known = given or identity.identify(reading, language, source, body, number, alone=part.alone)
    if not elements or (decision and all(element.kind is Kind.TITLE for element in elements)):
        raise SourceError(source.file, "a title without a text", place="whole text", remedy="give the whole text")
    mixed = passages_in_others(reading.lines, language)
    warnings = (*mixed, *broken, *recognised.warnings, *assembled.warnings, *([known.warning] if known.warning else []))
    return Text(
        identifier=known.text.path,
        type="decision" if decision and isinstance(known.text, FiledDocument) else _TYPES[type(known.text)],
        language=language.code,
        title=title.text if title else titled,
        source=source,
        elements=elements,
        unparsed=(*part.before, *recognised.leftovers),
        symbol=known.text.label if isinstance(known.text, Document) else known.text.symbol,
        issued=_issued(recognised.leftovers, language),
        restatement=recognised.restatement,
        warnings=warnings,
    )


def _is_decision(given: identity.Identity | None, body: str | None, kind: str | None) -> bool:
    if kind is not None:
        return kind != "document"
    return not isinstance(given.text, Document | FiledDocument | Treaty) if given else body is not None


def _recognise(reading: Reading, language: Language, decision: bool) -> Recognised:
    if reading.markup is None:
        titled = bool(reading.title) and not decision
        return recognise(reading.lines, language, decision=decision, whole=reading.whole, titled=titled)
    return Recognised(_openings(reading.markup.root, language), (), ())


def _openings(node: Node, language: Language) -> Node:
    """Markup says where a preamble is, not which of its lines are the enacting words."""
    children = tuple(_openings(child, language) for child in node.children)
    if node.role is Role.TEXT and language.opener(node.text):
        return replace(node, role=Role.OPENING, children=children)
    return replace(node, children=children)


def _issued(cover: tuple[Leftover, ...], language: Language) -> str | None:
    """The date on the cover of a document, ISO; its month may be printed in English in any language."""
    months = {name: number for number, name in enumerate(_MONTHS, 1)} | language.months
    for left in cover:
        if left.reason != "cover":
            continue
        if found := _DATE.match(unicodedata.normalize("NFC", left.text)):
            if month := months.get(found["month"].lower()):
                return f"{found['year']}-{month:02}-{int(found['day']):02}"
        elif found := _ZH_DATE.match(left.text):
            return f"{found['year']}-{int(found['month']):02}-{int(found['day']):02}"
    return None


def unaccounted(reading: Reading, *texts: Text) -> dict[str, int]:
    """Characters of the input that no element and no leftover of its texts holds, with how many of each; empty when
    nothing is lost.

    The promise of the parser as a sum that anyone can do again: blanks are not counted.
    """
    held: Counter[str] = Counter()
    for text in texts:
        held.update(_held(text))
    missing = Counter("".join(reading.running_text.split())) - held
    return {character: count for character, count in missing.items() if character not in _UNCOUNTED}


def _held(text: Text) -> Counter[str]:
    """The characters of the elements, the marks of their notes and the leftovers of a text."""
    held: Counter[str] = Counter()
    marks = {element.path: note_mark(element.number) for element in text.elements if element.kind is Kind.NOTE}
    for element in text.elements:
        held.update(_printed(element))
        held.update("".join(marks[note] for _, note in element.notes))
    for left in text.unparsed:
        held.update("".join(left.text.split()))
    return held


def _printed(element: Element) -> str:
    return "".join((element.text + (element.number or "")).split())
