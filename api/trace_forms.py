"""A trace for programs (JSON-LD), for tables (CSV, XLSX) and for a terminal (a tree)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from api.evidence import Evidence
from api.jsonld import CONTEXT
from api.relations import CANDIDATES, RELATIONS
from api.trace import Link, Section, Trace
from api.view import Thing
from graph.namespaces import PREFIXES, Names

Json = dict[str, Any]
_NAMES = Names()
_WIDTH = 100
_SPOKEN = ("reportedIn", "reportsOn", "citedBy", "serves", "servedBy", "respondsTo", "candidates")
_OWN = (
    "within", "parts", "origin", "relation", "thing", "sources", "evidence", "further", "repeated", "facts", "kind",
    "name", "value", "generation", "cutTotals", "source", "file",
    "view", "first", "prev", "next", "last",
)  # fmt: skip
HEADER = (
    "section", "depth", "origin", "origin_label", "relation", "thing", "thing_label", "kind", "text", "facts",
    "strength", "score", "resolution", "suspected", "reason", "evidence", "evidence_element", "start", "end",
    "language", "graph", "file",
)  # fmt: skip
"""The columns of a trace as a table: one row for each link and piece of evidence."""


def as_json(trace: Trace, names: Names = _NAMES) -> Json:
    """The trace as JSON-LD: sections by name, each a list of links with the thing, its evidence and its sources."""
    return {
        "@context": [names.iri(CONTEXT), _context(names)],
        **_thing(trace.thing, names),
        "generation": trace.generation,
        "within": [_thing(each, names) for each in trace.within],
        "parts": [_thing(each, names) for each in trace.parts],
        **_sections(trace, names),
    }


def _context(names: Names) -> Json:
    """What the published context lacks: sections and links are a view of the graph, not terms of the ontology."""
    sections = (*(relation.name for relation in RELATIONS), CANDIDATES.name)
    own = {name: f"{names.iri('trace#')}{name}" for name in (*sections, *_OWN)}
    return {**own, "label": f"{PREFIXES['rdfs']}label"}


def _sections(trace: Trace, names: Names) -> Json:
    found: Json = {section.name: [_link(link, names) for link in section.links] for section in trace.sections}
    cut = {section.name: section.total for section in trace.sections if section.total > len(section.links)}
    return {**found, **({"cutTotals": cut} if cut else {})}


def _thing(thing: Thing, names: Names) -> Json:
    found: Json = {"id": iri(thing.ref, names), "label": thing.label}
    if thing.kind:
        found["kind"] = thing.kind
    if thing.wordings:
        found["text"] = {each.language: each.text for each in thing.wordings}
    if thing.facts:
        found["facts"] = [
            {"name": each.name, "value": each.value, **({"id": iri(each.ref, names)} if each.ref else {})}
            for each in thing.facts
        ]
    return found


def iri(ref: str, names: Names) -> str | None:
    """The IRI of a reference; None for an empty one."""
    if not ref:
        return None
    return ref if "://" in ref or ref.startswith(("urn:", "mailto:")) else names.iri(ref)


def _link(link: Link, names: Names) -> Json:
    plain = {
        "resolution": link.resolution,
        "suspected": iri(link.suspected or "", names),
        "reason": link.reason,
        "score": link.score,
        "strength": link.strength,
        "repeated": link.repeated or None,
    }
    found: Json = {
        "origin": {"id": iri(link.origin.ref, names), "label": link.origin.label},
        "relation": link.relation,
        "thing": _thing(link.thing, names),
        "sources": [iri(graph, names) for graph in link.graphs],
        "evidence": [_evidence(each, names) for each in link.evidence],
        **{name: value for name, value in plain.items() if value is not None},
    }
    return {**found, "further": _sections(link.further, names)} if link.further else found


def _evidence(found: Evidence, names: Names) -> Json:
    return {
        "id": iri(found.mention, names),
        "inElement": iri(found.element, names),
        "exact": found.exact,
        "start": found.start,
        "end": found.end,
        "language": found.language,
        "source": iri(found.graph, names),
        "file": found.file,
    }


def as_rows(trace: Trace) -> Iterator[tuple[str, ...]]:
    """The rows under HEADER, every value a text."""
    yield from _rows(trace, 1)


def _rows(trace: Trace, depth: int) -> Iterator[tuple[str, ...]]:
    for section in trace.sections:
        for link in section.links:
            for found in link.evidence or (None,):
                yield tuple("" if value is None else str(value) for value in _row(section, depth, link, found))
            if link.further:
                yield from _rows(link.further, depth + 1)


def _row(section: Section, depth: int, link: Link, found: Evidence | None) -> tuple[object, ...]:
    wording = link.thing.wording
    facts = "; ".join(f"{fact.name}: {fact.value}" for fact in link.thing.facts)
    said = (
        (found.exact, found.element, found.start, found.end, found.language, found.graph, found.file)
        if found
        else ("", "", None, None, None, " ".join(link.graphs), None)
    )
    return (
        section.name, depth, link.origin.ref, link.origin.label, link.relation, link.thing.ref, link.thing.label,
        link.thing.kind, wording.text if wording else "", facts, link.strength, link.score, link.resolution,
        link.suspected, link.reason, *said,
    )  # fmt: skip


def as_csv(header: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table as CSV (RFC 4180). A cell that a spreadsheet would run as a formula gets a quote in front."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(header)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return out.getvalue()


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula.

    >>> harmless("=1+1"), harmless("-3"), harmless("5.d")
    ("'=1+1", '-3', '5.d')
    """
    if cell[:1] in ("=", "+", "-", "@", "\t", "\r") and not cell[1:].replace(".", "", 1).isdecimal():
        return f"'{cell}"
    return cell


def as_xlsx(title: str, header: Iterable[str], rows: Iterable[Iterable[str]]) -> bytes:
    """A table as a workbook of one sheet; every cell is a text, never a formula."""
    from openpyxl import Workbook
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    for row in (header, *rows):
        sheet.append([harmless(ILLEGAL_CHARACTERS_RE.sub("", cell)) for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def render_tree(trace: Trace) -> str:
    """The trace as an indented text for a terminal.

    >>> print(render_tree(trace(reader, "decision/cop/10/15/5.d")))  # doctest: +SKIP
    X/15, paragraph 5 (d)
      What it asks
        request (strength 5)  "请" in X/15, paragraph 5, zh
    """
    lines = [_headline(trace.thing)]
    lines += [f"  [{each.language}] {_short(each.text)}" for each in trace.thing.wordings]
    if trace.within:
        lines.append("  in " + " > ".join(each.label for each in trace.within))
    return "\n".join([*lines, *_branches(trace, "  ")]) + "\n"


def _branches(trace: Trace, indent: str) -> Iterator[str]:
    for section in trace.sections:
        count = f" ({section.total})" if section.total > 1 else ""
        yield f"{indent}{section.heading}{count}"
        for link in section.links:
            origin = f"{link.origin.label}: " if link.origin.ref != trace.thing.ref else ""
            yield f"{indent}  {origin}{_headline(link.thing)}{_status(link)}"
            for found in link.evidence:
                where = " ".join(part for part in (found.element, found.language, found.file) if part)
                yield f'{indent}      "{_short(found.exact)}" in {where}'
            if section.name in _SPOKEN and link.thing.wording:
                yield f"{indent}      {_short(link.thing.wording.text)}"
            if link.further:
                yield from _branches(link.further, indent + "      ")
        if section.total > len(section.links):
            yield f"{indent}  ... and {section.total - len(section.links)} more"


def _headline(thing: Thing) -> str:
    path = f"  <{thing.ref}>" if thing.ref and thing.ref != thing.label else ""
    facts = ", ".join(f"{fact.name} {fact.value}" for fact in thing.facts)
    return thing.label + (f" ({facts})" if facts else "") + path


def _status(link: Link) -> str:
    parts = (
        f"strength {link.strength}" if link.strength is not None else "",
        f"score {link.score:.2f}" if link.score is not None else "",
        link.resolution or "",
        f"probably {link.suspected}" if link.suspected else "",
        link.reason or "",
        "see above" if link.repeated else "",
    )
    said = ", ".join(part for part in parts if part)
    return f"  [{said}]" if said else ""


def _short(text: str) -> str:
    return text if len(text) <= _WIDTH else text[: _WIDTH - 1] + "…"
