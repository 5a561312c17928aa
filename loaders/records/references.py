"""The readers of cells that name something else: records, concepts, codes, decisions and what texts cite."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pyoxigraph import Literal, NamedNode, Triple

from graph.errors import IdentifierError
from graph.identifiers import LANGUAGES, parse
from loaders.annotate.citations import find_citations
from loaders.records.decisions import read_decisions, read_targets
from loaders.records.linking import Link, Linker
from loaders.records.mapping import Column
from loaders.records.reading import Problem, Reading
from loaders.records.rows import Value, texts
from loaders.records.values import Place, bare, expanded, filled, pieces, plain, text_of

_PARTS = re.compile(r"\s*[,;()\n/]\s*|\s+[-–—]\s+")
_TWO_LETTERS = 2
_CODE = re.compile(r"[A-Za-z0-9]+(?:[._+-][A-Za-z0-9]+)*")


def read_records(cell: Value, place: Place) -> Reading:
    """Records by identifier; a revision after `@` is left off, for a record has one address."""
    known = [re.sub(r"@\d+$", "", typed) for typed in pieces(cell, place.column)]
    iris = (place.names.iri(filled(place.column.value, name)) for name in dict.fromkeys(known))
    return Reading(tuple(place.says(NamedNode(iri)) for iri in iris))


def read_concepts(cell: Value, place: Place) -> Reading:
    """Concepts of the schemes of the column; without a linker, nothing is looked up and the texts are kept."""
    triples: list[Triple] = []
    problems: list[Problem] = []
    for typed in dict.fromkeys(pieces(cell, place.column)):
        if place.linker is None:
            triples.append(place.says(Literal(typed)))
            continue
        link = _link(place.column.codes.get(typed, bare(typed, place.column)), place.column, place.linker)
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


def read_keywords(cell: Value, place: Place) -> Reading:
    """What of keywords is a concept; likenesses are told and kept as candidates, other words are no fault."""
    reading = read_concepts(cell, place)
    return Reading(reading.triples, tuple(one for one in reading.problems if "candidate" in one.reason))


def read_place(cell: Value, place: Place) -> Reading:
    """The last part of an address that is a label or a code of three letters: codes of two are also those of states
    and provinces."""
    if place.linker is None:
        return Reading()
    for typed in reversed(_PARTS.split(text_of(cell))):
        link = place.linker.link(typed.strip(), place.column.schemes) if len(typed.strip()) > _TWO_LETTERS else None
        if link and link.how != "likeness":
            return Reading((place.says(NamedNode(place.names.iri(link.path))),))
    return Reading()


def read_citations(cell: Value, place: Place) -> Reading:
    """What texts name; a text says its language, or has that of its column, or is read as English."""
    items = cell if isinstance(cell, tuple) else (cell,)
    found: list[str] = []
    for item in items:
        spoken = text_of(item.get("language", "")) if isinstance(item, Mapping) else ""
        language = spoken[:2].lower() if spoken[:2].lower() in LANGUAGES else place.column.language or "en"
        found += [raw.target for text in texts(item) for raw in find_citations(plain(text), language) if raw.target]
    iris = (path if path.startswith("http") else place.names.iri(path) for path in dict.fromkeys(found))
    return Reading(tuple(place.says(NamedNode(iri)) for iri in iris))


def read_codes(cell: Value, place: Place) -> Reading:
    """The concepts whose codes are typed; a code that the vocabulary does not have is a problem."""
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
    code = bare(typed, column)
    if column.datatype == "integer":
        return str(int(code)) if code.isdecimal() else ""
    if not _CODE.fullmatch(code):
        return ""
    return {"lower": code.lower(), "upper": code.upper()}.get(column.case, code)


def read_identifiers(cell: Value, place: Place) -> Reading:
    """Decisions, documents, meetings, notifications, in any spelling."""
    triples: list[Triple] = []
    problems: list[Problem] = []
    for typed in pieces(cell, place.column):
        try:
            named = parse(bare(typed, place.column))
            triples.append(place.says(NamedNode(place.names.iri(named.path))))
        except IdentifierError:
            problems.append(Problem(typed, "is no identifier in any spelling"))
    return Reading(tuple(triples), tuple(problems))


def read_decision_paragraphs(cell: Value, place: Place) -> Reading:
    """The paragraphs that a row answers, from its two columns, held against the column that repeats them."""
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
