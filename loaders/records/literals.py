"""The readers of cells that hold a value of their own: texts, numbers, days, periods, addresses."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Triple

from loaders.records.mapping import Column
from loaders.records.period import Period, read_period
from loaders.records.reading import Problem, Reading
from loaders.records.rows import Value, texts
from loaders.records.values import Place, expanded, pieces, plain, tagged, text_of

_TRUTH = {"y": True, "yes": True, "true": True, "1": True, "n": False, "no": False, "false": False, "0": False}
_HTTP = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
_DAY_FIRST = re.compile(r"(\d\d)/(\d\d)/(\d{4})")
_THOUSANDS = re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d{3}(?!\d))")


def read_literal(cell: Value, place: Place) -> Reading:
    """A text as typed, in the language of its column; each of them where the column holds several."""
    if isinstance(cell, tuple) and place.column.separator:
        return Reading(tuple(place.says(tagged(text, place.column)) for text in dict.fromkeys(texts(cell))))
    return Reading((place.says(tagged(text_of(cell).strip(), place.column)),))


def read_text(cell: Value, place: Place) -> Reading:
    """A text without tags and wraps, in the language of its column."""
    return Reading((place.says(tagged(plain(text_of(cell)), place.column)),))


def read_texts(cell: Value, place: Place) -> Reading:
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
            triples += [place.says(tagged(plain(text), place.column)) for text in texts(item)]
    return Reading(tuple(dict.fromkeys(triples)))


def _tag(language: str) -> str | None:
    return language.lower() if re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*", language) else None


def read_day(cell: Value, place: Place) -> Reading:
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


def read_boolean(cell: Value, place: Place) -> Reading:
    """Yes or no, in the words of the column, else as `Y`, `true`, `1`; a word that it leaves empty says nothing."""
    typed = text_of(cell)
    named = place.column.codes.get(typed.strip().casefold(), typed)
    truth = _TRUTH.get(named.strip().casefold())
    if truth is None:
        return Reading(problems=(Problem(typed, "is neither Y nor N"),) if named else ())
    return Reading((place.says(Literal(truth)),))


def read_number(cell: Value, place: Place) -> Reading:
    """A decimal, with spaces between thousands or without; a decimal comma is a problem."""
    typed = _THOUSANDS.sub("", text_of(cell).strip())
    if not re.fullmatch(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?", typed):
        return Reading(problems=(Problem(typed, "is no number with a decimal point"),))
    kind = NamedNode(f"{place.names.prefixes()['xsd']}decimal")
    digits = format(Decimal(typed), "f")
    return Reading((place.says(Literal(digits if "." in digits else f"{digits}.0", datatype=kind)),))


def read_typed(cell: Value, place: Place) -> Reading:
    """Values as typed, with the datatype of the column."""
    kind = NamedNode(expanded(place.column.datatype, place.names))
    return Reading(tuple(place.says(Literal(typed, datatype=kind)) for typed in pieces(cell, place.column)))


def read_address(cell: Value, place: Place) -> Reading:
    """Addresses of the web; anything else is a problem."""
    several = dict.fromkeys(pieces(cell, Column(place.column.name)))
    problems = tuple(Problem(typed, "is no http address") for typed in several if not _HTTP.fullmatch(typed))
    return Reading(tuple(place.says(NamedNode(typed)) for typed in several if _HTTP.fullmatch(typed)), problems)


def read_linked(cell: Value, place: Place) -> Reading:
    """Addresses of the web as links, anything else as text."""
    said = (NamedNode(typed) if _HTTP.fullmatch(typed) else Literal(plain(typed)) for typed in texts(cell))
    return Reading(tuple(dict.fromkeys(place.says(value) for value in said)))


def read_interval(cell: Value, place: Place) -> Reading:
    """A period as an interval with its earliest and latest day, as typed; one that ends before it may is told."""
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
