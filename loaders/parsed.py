"""The JSON of `chm parse`: what was read of a text, for other programs (contract: `chm parse` output)."""

from __future__ import annotations

from typing import Any

from loaders.findings import Action, Citation, Deadline, Findings, Span
from loaders.text import Element, Leftover, Text

Json = dict[str, Any]
_NOTHING = Findings()


def as_json(text: Text) -> Json:
    """A text and all that was found in it. `start` and `end` count code points of an element's text, end exclusive."""
    return {
        "identifier": text.identifier,
        "type": text.type,
        "language": text.language,
        "title": text.title,
        "adopted": text.adopted,
        "issued": text.issued,
        "symbol": text.symbol,
        "restatement": text.restatement,
        "source": {"file": text.source.file, "sha256": text.source.sha256, "media_type": text.source.media_type},
        "elements": [_element(element, text.findings.get(element.path, _NOTHING)) for element in text.elements],
        "unparsed": [_leftover(left) for left in text.unparsed],
        "warnings": list(text.warnings),
    }


def _element(element: Element, found: Findings) -> Json:
    actions = [_action(act, element) for act in found.actions]
    return {
        "path": element.path,
        "kind": element.kind.value,
        "number": element.number,
        "parent": element.parent,
        "text": element.text,
        "line": element.line,
        "page": element.page,
        "notes": [{"offset": offset, "note": note} for offset, note in element.notes],
        "action": actions[0] if actions else None,
        "actions": actions,
        "addressees": [who.code for who in found.addressees],
        "citations": [_citation(cited) for cited in found.citations],
        "deadlines": [_deadline(due) for due in found.deadlines],
        "subjects": list(dict.fromkeys(subject.concept.rsplit("/", 1)[1] for subject in found.subjects)),
        "serves": list(dict.fromkeys(served.target for served in found.serves)),
        "reports_on": list(dict.fromkeys(report.target for report in found.reports)),
        "activities": [
            {
                **_span(deed.span),
                "id": deed.name,
                "date": deed.date.exact,
                "startDate": deed.start,
                "endDate": deed.end,
                "actors": list(deed.actors),
                "respondsTo": list(deed.targets),
            }
            for deed in found.deeds
        ],
        "relations": [{"relation": told.property, "target": told.target} for told in found.relations],
        "statuses": [
            {**_span(change.span), "target": change.target, "status": change.status, "since": change.since}
            for change in found.statuses
        ],
        "asserted": [{"property": told.property, "target": told.target} for told in found.asserted],
        "candidates": [
            {"target": likely.target, "score": round(likely.score, 3), "reason": likely.reason}
            for likely in found.candidates
        ],
    }


def _span(span: Span) -> Json:
    return {"text": span.exact, "start": span.start, "end": span.end}


def _action(act: Action, element: Element) -> Json:
    """`from` names the element whose words carry an act that this one only continues."""
    told: Json = {"code": act.code, "strength": act.strength, **_span(act.span)}
    return told if act.origin == element.path else {**told, "from": act.origin}


def _citation(cited: Citation) -> Json:
    return {
        **_span(cited.span),
        "target": cited.target,
        "status": cited.resolution.value,
        "suspected": cited.suspected,
        "reason": cited.reason,
    }


def _deadline(due: Deadline) -> Json:
    told: Json = _span(due.span)
    when = {"meeting": due.meeting, "date": due.date, "period": due.period}
    return told | {name: value for name, value in when.items() if value}


def _leftover(left: Leftover) -> Json:
    return {"text": left.text, "reason": left.reason, "page": left.page, "line": left.line}
