"""`/informea/Documents`: decisions, recommendations and documents in the document schema that InforMEA harvests.

OData-like: `$top`, `$skip`, `$count`, an `@odata.nextLink` where more follows, and one entity by `('id')`. What is
filled is what the graph knows; texts that were retired say so.
"""

from __future__ import annotations

from typing import Annotated, Any

import orjson
from fastapi import APIRouter, Query, Request, Response

from api.access import ViewDep
from api.changes import Change, HistoryDep
from api.feeds import stamp
from api.problems import HttpProblem
from api.representation import JSON, RDF, Header, absolute, answer, etag, not_modified, unchanged
from api.view import View

router = APIRouter(tags=["harvest"])
_TREATIES = {"cp-mop": "cartagena", "np-mop": "nagoya"}
_KINDS = ("decision", "recommendation", "document")


@router.get("/informea/Documents", summary="Texts for InforMEA (OData-like)")
def documents(
    request: Request,
    view: ViewDep,
    history: HistoryDep,
    top: Annotated[int, Query(alias="$top", ge=1, le=500)] = 100,
    skip: Annotated[int, Query(alias="$skip", ge=0, le=10_000_000)] = 0,
    count: Annotated[bool, Query(alias="$count")] = False,
) -> Response:
    """A page of the texts, those that changed first first."""
    header = Header(etag(view.reader.generation, JSON, view.language), language=view.language)
    if unchanged(request, header.tag):
        return not_modified(header)
    there = [each for each in history.there() if each.kind in _KINDS]
    body: dict[str, Any] = {"@odata.context": absolute(request, "informea/$metadata#Documents")}
    if count:
        body["@odata.count"] = len(there)
    body["value"] = [_entity(request, view, each) for each in there[skip : skip + top]]
    if skip + top < len(there):
        body["@odata.nextLink"] = absolute(request, "informea/Documents") + f"?$top={top}&$skip={skip + top}"
    return answer(header, orjson.dumps(body, option=orjson.OPT_INDENT_2), JSON)


@router.get("/informea/Documents('{ref:path}')", summary="One text for InforMEA")
def document(request: Request, view: ViewDep, history: HistoryDep, ref: str) -> Response:
    """The text with this path."""
    found = next((each for each in history.there() if each.ref == ref and each.kind in _KINDS), None)
    if found is None:
        raise HttpProblem(404, f"no document {ref!r}; /informea/Documents lists them")
    header = Header(etag(view.reader.generation, JSON, view.language), language=view.language)
    if unchanged(request, header.tag):
        return not_modified(header)
    return answer(header, orjson.dumps(_entity(request, view, found), option=orjson.OPT_INDENT_2), JSON)


def _entity(request: Request, view: View, change: Change) -> dict[str, Any]:
    ref = change.ref
    body = (view.value(ref, "chm:body") or "").rpartition("/")[2]
    identifiers = [("iri", view.names.iri(ref))]
    identifiers += [("symbol", each) for each in view.objects(ref, "chm:symbol")]
    identifiers += [("number", each) for each in view.objects(ref, "dcterms:identifier")]
    return {
        "id": ref,
        "schemaVersion": "1",
        "published": next(iter(view.objects(ref, "dcterms:issued")), None),
        "updated": stamp(change.at),
        "thumbnailUrl": None,
        "displayOrder": int(number) if (number := view.value(ref, "chm:number") or "").isdecimal() else None,
        "country": None,
        "treaties": [_TREATIES.get(body, "cbd")],
        "authors": [view.label(f"vocab/bodies/{body}")] if body else [],
        "descriptions": [_spoken(each) for each in view.spoken(ref, "dcterms:description").items()],
        "files": [_file(request, ref, language) for language in view.languages(ref)]
        + [{"url": each, "mimeType": "text/html", "language": None} for each in view.objects(ref, "foaf:page")],
        "identifiers": [{"name": name, "value": value} for name, value in identifiers],
        "keywords": [
            {
                "termURI": view.names.iri(each),
                "scope": None,
                "literalForm": view.label(each),
                "sourceURL": absolute(request, each),
            }
            for each in view.objects(ref, "dcterms:subject")
        ],
        "references": [
            {"type": "meeting", "refId": each.rpartition("/")[2]} for each in view.objects(ref, "chm:adoptedAt")
        ],
        "tags": [
            {"language": "en", "scope": "status", "value": each.rpartition("/")[2], "comment": None}
            for each in view.objects(ref, "chm:status")
        ],
        "titles": [_spoken(each) for each in view.spoken(ref, "dcterms:title").items()],
        "types": [change.kind],
    }


def _spoken(each: tuple[str, str]) -> dict[str, str]:
    return {"language": each[0], "value": each[1]}


def _file(request: Request, ref: str, language: str) -> dict[str, str]:
    here = absolute(request, f"{ref}/{language}")
    return {"url": f"{here}.{RDF[0].suffix}", "mimeType": RDF[0].media_type, "language": language}
