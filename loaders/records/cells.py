"""The readers of cells: what a column of a record type can hold. A mapping names them by `chm:reads`.

literal              as typed                        period               dates and intervals of any spelling
text                 tags and wraps undone           code                 codes of a vocabulary
boolean              Y, yes, true; N, no, false      identifier           decisions, notifications, meetings ...
number               a decimal point, spaces at 000  typed                with the datatype of the column
address              an http(s) address              decision-paragraphs  two columns: what a row answers
texts                texts by language, or one text  concept              found by code, by label, or by likeness
day                  a date, its time of day left    record               records by identifier, `guid@revision`
keywords             concepts, where the vocabularies have them: a word that they have not is no fault
place                the concept that the last known part of an address names ("Lake hotel, Nairobi, Kenya")
citations            the decisions, paragraphs, documents and targets that a text names
linked               http addresses as links, anything else as text
"""

from __future__ import annotations

import datetime
import html
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, Triple

from graph.errors import IdentifierError
from graph.identifiers import LANGUAGES, parse
from graph.namespaces import Names
from loaders.annotate.citations import find_citations
from loaders.records.decisions import read_decisions, read_targets
from loaders.records.linking import Link, Linker
from loaders.records.mapping import Column
from loaders.records.period import Period, read_period
from loaders.records.reading import Problem, Reading
from loaders.records.rows import Value, texts

_BREAK = re.compile(r"<\s*(?:br|/p|/li|/div)\s*/?\s*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>", re.IGNORECASE)
_MANY = re.compile(r"[,;|\n]")
_TRUTH = {"y": True, "yes": True, "true": True, "1": True, "n": False, "no": False, "false": False, "0": False}
_HTTP = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
_PARTS = re.compile(r"\s*[,;()\n/]\s*|\s+[-–—]\s+")
_TWO_LETTERS = 2
_DAY_FIRST = re.compile(r"(\d\d)/(\d\d)/(\d{4})")
_THOUSANDS = re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d{3}(?!\d))")
_CODE = re.compile(r"[A-Za-z0-9]+(?:[._+-][A-Za-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value is read: its record, its column, the row it shares with other cells (by column name)."""

    subject: NamedNode
    column: Column
    row: Mapping[str, Value]
    names: Names
    has_concept: Callable[[str], bool] | None = None
    linker: Linker | None = None

    def says(self, value: NamedNode | Literal, property_: str = "") -> Triple:
        """The record's statement with the column's property."""
        return Triple(self.subject, NamedNode(expanded(property_ or self.column.property, self.names)), value)

    def other(self, column: str) -> str:
        """The text of another cell of the row; empty where there is none."""
        return text_of(self.row.get(column, ""))


CellReader = Callable[[Value, Place], Reading]


def expanded(name: str, names: Names) -> str:
    """The IRI of a prefixed name, of a path under the base, or an IRI as it is."""
    prefix, colon, local = name.partition(":")
    if not colon:
        return names.iri(name)
    return names.prefixes()[prefix] + local if prefix in names.prefixes() else name


def filled(template: str, value: str) -> str:
    """A URI template of one variable (RFC 6570): `{+x}` keeps `+`, `{x}` escapes it; `:` stays, as in record paths.

    >>> filled("vocab/subjects/{+subject}", "ECOA+ECORES"), filled("record/calendar/{id}", "A/1+2")
    ('vocab/subjects/ECOA+ECORES', 'record/calendar/A%2F1%2B2')
    """
    return filled_with(template, lambda _: value)


def filled_with(template: str, value: Callable[[str], str]) -> str:
    """A URI template of several variables, each with its own value.

    >>> filled_with("record/ndc/{code}.{file}", {"code": "KE", "file": "a b"}.__getitem__)
    'record/ndc/KE.a%20b'
    """
    return re.sub(r"\{(\+?)(\w+)\}", lambda slot: quote(value(slot[2]), safe=":/+" if slot[1] else ":"), template)


def text_of(cell: Value) -> str:
    """A cell as one text; a list with its parts joined as a person would type it."""
    return cell if isinstance(cell, str) else "; ".join(texts(cell))


def pieces(cell: Value, column: Column) -> list[str]:
    """The values of a cell: a list as it is, a text cut at any usual separator where the column holds lists."""
    if isinstance(cell, str):
        parts = _MANY.split(cell) if column.separator else [cell]
        return [part.strip() for part in parts if part.strip()]
    return list(texts(cell))


def _literal(cell: Value, place: Place) -> Reading:
    if isinstance(cell, tuple) and place.column.separator:
        return Reading(tuple(place.says(_tagged(text, place.column)) for text in dict.fromkeys(texts(cell))))
    return Reading((place.says(_tagged(text_of(cell).strip(), place.column)),))


def _text(cell: Value, place: Place) -> Reading:
    return Reading((place.says(_tagged(plain(text_of(cell)), place.column)),))


def plain(text: str) -> str:
    """A text without tags, entities and wraps.

    >>> plain("<p>Ponds &amp;<br/>lakes</p>")
    'Ponds & lakes'
    """
    return " ".join(html.unescape(_TAG.sub("", _BREAK.sub(" ", text))).split())


def _texts(cell: Value, place: Place) -> Reading:
    """Texts by language; one without a language has that of its column, else of its record."""
    items = cell if isinstance(cell, tuple) else (cell,)
    triples: list[Triple] = []
    for item in items:
        if isinstance(item, Mapping) and "value" in item:
            named = item.get("language") or item.get("lang") or item.get("langcode") or ""
            triples += [place.says(Literal(plain(text), language=_tag(text_of(named)))) for text in texts(item)]
        elif isinstance(item, Mapping):
            spoken = ((language, text) for language, value in item.items() for text in texts(value))
            triples += [place.says(Literal(plain(text), language=_tag(language))) for language, text in spoken]
        else:
            triples += [place.says(_tagged(plain(text), place.column)) for text in texts(item)]
    return Reading(tuple(dict.fromkeys(triples)))


def _tag(language: str) -> str | None:
    return language.lower() if re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*", language) else None


def _day(cell: Value, place: Place) -> Reading:
    kind = NamedNode(f"{place.names.prefixes()['xsd']}date")
    triples, problems = [], []
    for typed in pieces(cell, place.column):
        turned = _DAY_FIRST.fullmatch(typed) if place.column.format == "dd/MM/yyyy" else None
        match = re.match(r"\d{4}-\d\d-\d\d", f"{turned[3]}-{turned[2]}-{turned[1]}" if turned else typed)
        try:
            day = datetime.date.fromisoformat(match[0]) if match else None
        except ValueError:
            day = None
        if day is None:
            problems.append(Problem(typed, f"is no date of the form {place.column.format or 'YYYY-MM-DD'}"))
        else:
            triples.append(place.says(Literal(day.isoformat(), datatype=kind)))
    return Reading(tuple(triples), tuple(problems))


def _records(cell: Value, place: Place) -> Reading:
    """Records by identifier; a revision after `@` is left off, for a record has one address."""
    known = [re.sub(r"@\d+$", "", typed) for typed in pieces(cell, place.column)]
    iris = (place.names.iri(filled(place.column.value, name)) for name in dict.fromkeys(known))
    return Reading(tuple(place.says(NamedNode(iri)) for iri in iris))


def _concepts(cell: Value, place: Place) -> Reading:
    """Concepts of the schemes of the column; without a linker, nothing is looked up and the texts are kept."""
    triples: list[Triple] = []
    problems: list[Problem] = []
    for typed in dict.fromkeys(pieces(cell, place.column)):
        if place.linker is None:
            triples.append(place.says(Literal(typed)))
            continue
        link = _link(place.column.codes.get(typed, _bare(typed, place.column)), place.column, place.linker)
        if link is None and place.column.unknown != "told":
            triples += [place.says(Literal(typed))] if place.column.unknown == "kept" else []
            continue
        if link is None:
            problems.append(Problem(typed, f"is in none of {', '.join(place.column.schemes)}"))
            continue
        if link.certain:
            triples.append(place.says(NamedNode(place.names.iri(link.path))))
            triples += _followed(link, place, place.linker)
        if link.how == "likeness":
            triples += place.linker.candidate(place.subject, typed, link)
        if not link.certain:
            problems.append(Problem(typed, f"may be {link.path} ({link.score:.2f}); kept as a candidate"))
    return Reading(tuple(triples), tuple(problems))


def _followed(link: Link, place: Place, linker: Linker) -> list[Triple]:
    """What the column wants said of the record because the concept says it."""
    concept = linker.thesaurus.concept(link.path) if place.column.follows else None
    goals = concept.values(place.column.follows) if concept else ()
    return [place.says(NamedNode(expanded(goal, place.names)), place.column.follows) for goal in goals]


def _link(text: str, column: Column, linker: Linker) -> Link | None:
    """What a text names, else what its part before the cut of the column names: `PT-20` is in `PT`."""
    found = linker.link(text, column.schemes)
    before = text.partition(column.cut)[0] if column.cut else text
    return found or (linker.link(before, column.schemes) if before != text else None)


def _tagged(text: str, column: Column) -> Literal:
    return Literal(text, language=column.language) if column.language else Literal(text)


def _boolean(cell: Value, place: Place) -> Reading:
    typed = text_of(cell)
    named = place.column.codes.get(typed.strip().casefold(), typed)
    truth = _TRUTH.get(named.strip().casefold())
    if truth is None:
        return Reading(problems=(Problem(typed, "is neither Y nor N"),) if named else ())
    return Reading((place.says(Literal(truth)),))


def _number(cell: Value, place: Place) -> Reading:
    typed = _THOUSANDS.sub("", text_of(cell).strip())
    if not re.fullmatch(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?", typed):
        return Reading(problems=(Problem(typed, "is no number with a decimal point"),))
    kind = NamedNode(f"{place.names.prefixes()['xsd']}decimal")
    digits = format(Decimal(typed), "f")
    return Reading((place.says(Literal(digits if "." in digits else f"{digits}.0", datatype=kind)),))


def _typed(cell: Value, place: Place) -> Reading:
    kind = NamedNode(expanded(place.column.datatype, place.names))
    return Reading(tuple(place.says(Literal(typed, datatype=kind)) for typed in pieces(cell, place.column)))


def _address(cell: Value, place: Place) -> Reading:
    several = dict.fromkeys(pieces(cell, Column(place.column.name)))
    problems = tuple(Problem(typed, "is no http address") for typed in several if not _HTTP.fullmatch(typed))
    return Reading(tuple(place.says(NamedNode(typed)) for typed in several if _HTTP.fullmatch(typed)), problems)


def _linked(cell: Value, place: Place) -> Reading:
    said = (NamedNode(typed) if _HTTP.fullmatch(typed) else Literal(plain(typed)) for typed in texts(cell))
    return Reading(tuple(dict.fromkeys(place.says(value) for value in said)))


def _keywords(cell: Value, place: Place) -> Reading:
    """What of keywords is a concept; likenesses are told and kept as candidates, other words are no fault."""
    reading = _concepts(cell, place)
    return Reading(reading.triples, tuple(one for one in reading.problems if "candidate" in one.reason))


def _place(cell: Value, place: Place) -> Reading:
    """The last part of an address that is a label or a code of three letters: codes of two are also those of states
    and provinces."""
    if place.linker is None:
        return Reading()
    for typed in reversed(_PARTS.split(text_of(cell))):
        link = place.linker.link(typed.strip(), place.column.schemes) if len(typed.strip()) > _TWO_LETTERS else None
        if link and link.how != "likeness":
            return Reading((place.says(NamedNode(place.names.iri(link.path))),))
    return Reading()


def _citations(cell: Value, place: Place) -> Reading:
    """What texts name; a text says its language, or has that of its column, or is read as English."""
    items = cell if isinstance(cell, tuple) else (cell,)
    found: list[str] = []
    for item in items:
        spoken = text_of(item.get("language", "")) if isinstance(item, Mapping) else ""
        language = spoken[:2].lower() if spoken[:2].lower() in LANGUAGES else place.column.language or "en"
        found += [raw.target for text in texts(item) for raw in find_citations(plain(text), language) if raw.target]
    iris = (path if path.startswith("http") else place.names.iri(path) for path in dict.fromkeys(found))
    return Reading(tuple(place.says(NamedNode(iri)) for iri in iris))


def _codes(cell: Value, place: Place) -> Reading:
    triples: list[Triple] = []
    problems: list[Problem] = []
    for typed in pieces(cell, place.column):
        code = _code(typed, place.column)
        path = filled(place.column.value, code) if code else ""
        if not code:
            problems.append(Problem(typed, "is no code of this column"))
        elif place.has_concept and not place.has_concept(path):
            problems.append(Problem(typed, f"the vocabulary has no {path}"))
        else:
            triples.append(place.says(NamedNode(place.names.iri(path))))
    return Reading(tuple(dict.fromkeys(triples)), tuple(problems))


def _code(typed: str, column: Column) -> str:
    """A code as the vocabulary writes it; empty when it can be none."""
    if typed in column.codes:
        return column.codes[typed]
    bare = _bare(typed, column)
    if column.datatype == "integer":
        return str(int(bare)) if bare.isdecimal() else ""
    if not _CODE.fullmatch(bare):
        return ""
    return {"lower": bare.lower(), "upper": bare.upper()}.get(column.case, bare)


def _bare(typed: str, column: Column) -> str:
    """A value without the prefix of its column."""
    prefixed = typed.casefold().startswith(column.prefix.casefold())
    return typed[len(column.prefix) :].strip() if prefixed else typed


def _identifiers(cell: Value, place: Place) -> Reading:
    triples: list[Triple] = []
    problems: list[Problem] = []
    for typed in pieces(cell, place.column):
        try:
            named = parse(_bare(typed, place.column))
            triples.append(place.says(NamedNode(place.names.iri(named.path))))
        except IdentifierError:
            problems.append(Problem(typed, "is no identifier in any spelling"))
    return Reading(tuple(triples), tuple(problems))


def _period(cell: Value, place: Place) -> Reading:
    typed, column, known = text_of(cell), place.column, place.names.prefixes()
    period = read_period(typed)
    if isinstance(period, Problem):
        return Reading(problems=(period,))
    node = NamedNode(f"{place.subject.value}#{column.interval.rpartition(':')[2].removesuffix('s')}")
    kind = NamedNode(f"{known['rdf']}type")
    triples = [
        place.says(node, column.interval),
        Triple(node, kind, NamedNode(place.names.term("DateRange"))),
        Triple(node, kind, NamedNode(f"{known['time']}ProperInterval")),
        Triple(node, NamedNode(place.names.term("asTyped")), Literal(typed.strip())),
    ]
    days = {"earliest": period.earliest, "latest": period.latest}
    for bound, day in days.items():
        if day:
            date = Literal(day.isoformat(), datatype=NamedNode(f"{known['xsd']}date"))
            triples.append(Triple(node, NamedNode(place.names.term(bound)), date))
            triples += [place.says(date)] if bound == column.bound else []
    return Reading(tuple(triples), _disorder(period, place))


def _disorder(period: Period, place: Place) -> tuple[Problem, ...]:
    """A problem where a period ends before that of the column it follows begins."""
    before = read_period(place.other(place.column.not_before))
    start = before.earliest if isinstance(before, Period) else None
    if not start or not period.latest or start <= period.latest:
        return ()
    return (Problem(period.as_typed, f"ends before {place.column.not_before} begins ({start.isoformat()})"),)


def _decision_paragraphs(cell: Value, place: Place) -> Reading:
    column = place.column
    checked = "; ".join(pieces(place.row.get(column.check, ""), Column(column.check, separator=",")))
    typed = text_of(cell) if text_of(cell).strip() else checked
    targets = read_targets(typed, place.other(column.paragraphs))
    again, unread = read_decisions(checked)
    problems = [*targets.decision_problems]
    problems += [Problem(one.exact, one.reason, column.paragraphs) for one in targets.paragraph_problems]
    problems += [Problem(one.exact, one.reason, column.check) for one in unread]
    strangers = [one.decision.label for one in again if one.decision not in targets.decisions]
    if strangers:
        problems.append(Problem(checked, f"{', '.join(strangers)} is not in {column.name}", column.check))
    triples = tuple(place.says(NamedNode(place.names.iri(path))) for path in targets.paths)
    return Reading(triples, tuple(problems))


READERS: Mapping[str, CellReader] = {
    "literal": _literal,
    "text": _text,
    "boolean": _boolean,
    "number": _number,
    "typed": _typed,
    "address": _address,
    "code": _codes,
    "identifier": _identifiers,
    "period": _period,
    "decision-paragraphs": _decision_paragraphs,
    "texts": _texts,
    "day": _day,
    "record": _records,
    "concept": _concepts,
    "keywords": _keywords,
    "place": _place,
    "citations": _citations,
    "linked": _linked,
}
