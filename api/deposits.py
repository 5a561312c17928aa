"""What others send to be looked at, not kept: `POST /validate` (a record or graph), `POST /annotate` (a text)."""

from __future__ import annotations

import dataclasses
from typing import Annotated, Any

import anyio
import orjson
import pyoxigraph as ox
from fastapi import APIRouter, Query, Request, Response

from api.access import SettingsDep
from api.negotiation import Format
from api.problems import HttpProblem
from api.representation import JSON, RDF, chosen
from graph.errors import SourceError
from graph.namespaces import Names

router = APIRouter(tags=["deposits"])
_READ = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
}
_REPORTS = (JSON, RDF[1])
_TEXTS = ("text/plain",)


@router.post("/validate", summary="A SHACL report on a graph")
async def validate(
    request: Request,
    settings: SettingsDep,
    shapes: Annotated[
        str | None, Query(pattern="^[a-z0-9-]+$", description="one file of shapes; all where none")
    ] = None,
) -> Response:
    """Checks Turtle, JSON-LD (own `@context` inside, or the published one by its address), N-Triples or RDF/XML."""
    media_type = _media_type(request, tuple(_READ))
    choice = chosen(request, "validate", _REPORTS)
    body = await request.body()
    names = settings.names
    content, suffix = await anyio.to_thread.run_sync(_report, body, media_type, names, shapes, choice.format)
    return Response(content, 200, {"Vary": "Accept", "Cache-Control": "no-store"}, suffix)


def _report(body: bytes, media_type: str, names: Names, shapes: str | None, form: Format) -> tuple[bytes, str]:
    from graph.validation import validate as check

    report = check(_parsed(body, media_type, names), "", names, shapes)
    if form.suffix == "ttl":
        return report.turtle().encode(), form.media_type
    results = [dataclasses.asdict(each) for each in report.results]
    return orjson.dumps({"conforms": report.conforms, "results": results}, default=str), form.media_type


def _parsed(body: bytes, media_type: str, names: Names) -> list[ox.Triple]:
    """The triples of a body. Only the published context is known here: no other is ever fetched."""
    if media_type == "application/ld+json":
        body = _with_context(body, names)
    try:
        return [quad.triple for quad in ox.parse(body, format=_READ[media_type], base_iri=names.base)]
    except (SyntaxError, ValueError) as fault:
        raise SourceError("the body", f"not {media_type}: {fault}", remedy="mend the syntax") from fault


def _with_context(body: bytes, names: Names) -> bytes:
    """The document with the address of the published context replaced by the context itself."""
    from api.jsonld import CONTEXT, context_file

    try:
        document: Any = orjson.loads(body)
    except orjson.JSONDecodeError as fault:
        raise SourceError("the body", f"not JSON: {fault}", remedy="mend the syntax") from fault
    if isinstance(document, dict) and document.get("@context") in (names.iri(CONTEXT), f"/{CONTEXT}"):
        document["@context"] = orjson.loads(names.rebase(context_file().decode()))["@context"]
    return orjson.dumps(document)


@router.post("/annotate", summary="Concepts and references in a text")
async def annotate(
    request: Request,
    settings: SettingsDep,
    lang: Annotated[str | None, Query(description="the language of the text")] = None,
) -> Response:
    """Plain text in; concepts, references, acts, addressees and deadlines out, with their places (code points)."""
    _media_type(request, _TEXTS)
    try:
        text = (await request.body()).decode()
    except UnicodeDecodeError as fault:
        raise SourceError("the body", "not UTF-8", place=f"byte {fault.start}", remedy="send UTF-8") from fault
    found = await anyio.to_thread.run_sync(_annotations, text, settings.names, lang)
    return Response(found, 200, {"Cache-Control": "no-store"}, JSON.media_type)


def _annotations(text: str, names: Names, language: str | None) -> bytes:
    from api.annotation import annotated

    found = [dataclasses.asdict(each) for each in annotated(text, names, language)] if text.strip() else []
    for each in found:
        target = each["target"]
        each["id"] = names.iri(target) if target and "/" in target and "://" not in target else target
    return orjson.dumps({"annotations": found}, option=orjson.OPT_INDENT_2)


def _media_type(request: Request, known: tuple[str, ...]) -> str:
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type not in known:
        accepted = ", ".join(known)
        raise HttpProblem(415, f"send {accepted}", {"Accept-Post": accepted})
    return media_type
