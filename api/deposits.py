"""What others send to be looked at, not kept: `POST /validate` (a record or graph), `POST /annotate` (a text)."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Annotated, Any

import anyio
import orjson
import pyoxigraph as ox
from fastapi import APIRouter, Query, Request, Response

from api.access import SettingsDep
from api.batches import MEDIA_TYPES, answered, text_of
from api.negotiation import Format
from api.problems import HttpProblem
from api.representation import JSON, RDF, chosen
from graph.errors import SourceError
from graph.namespaces import Names

if TYPE_CHECKING:
    from graph.validation import ValidationReport

router = APIRouter(tags=["deposits"])
_READ = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
}
_JSON_LD = "application/ld+json"
_REPORTS = (JSON, RDF[1])
TEXTS = ("text/plain",)


@router.post("/validate", summary="A SHACL report on a graph")
async def validate(
    request: Request,
    settings: SettingsDep,
    shapes: Annotated[
        str | None, Query(pattern="^[a-z0-9-]+$", description="one file of shapes; all where none")
    ] = None,
) -> Response:
    """Checks Turtle, JSON-LD (own `@context` inside, or the published one by its address), N-Triples or RDF/XML.

    JSON Lines hold a JSON-LD document on each line, and are answered line by line.
    """
    media_type = media_type_of(request, (*_READ, *MEDIA_TYPES))
    body = await request.body()
    names = settings.names
    if media_type in MEDIA_TYPES:
        return answered(body, lambda asked: _checked(orjson.dumps(asked), _JSON_LD, names, shapes))
    choice = chosen(request, "validate", _REPORTS)
    content, suffix = await anyio.to_thread.run_sync(_report, body, media_type, names, shapes, choice.format)
    return Response(content, 200, {"Vary": "Accept", "Cache-Control": "no-store"}, suffix)


def _report(body: bytes, media_type: str, names: Names, shapes: str | None, form: Format) -> tuple[bytes, str]:
    from graph.validation import validate as check

    report = check(_parsed(body, media_type, names), "", names, shapes)
    if form.suffix == "ttl":
        return report.turtle().encode(), form.media_type
    return orjson.dumps(_as_json(report), default=str), form.media_type


def _checked(body: bytes, media_type: str, names: Names, shapes: str | None) -> dict[str, Any]:
    from graph.validation import validate as check

    return _as_json(check(_parsed(body, media_type, names), "", names, shapes))


def _as_json(report: ValidationReport) -> dict[str, Any]:
    return {"conforms": report.conforms, "results": [dataclasses.asdict(each) for each in report.results]}


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
    """Plain text in; concepts, references, acts, addressees and deadlines out, with their places (code points).

    JSON Lines of `{"id": ..., "text": ..., "lang": ...}` are answered line by line.
    """
    if media_type_of(request, (*TEXTS, *MEDIA_TYPES)) in MEDIA_TYPES:
        names = settings.names
        return answered(await request.body(), lambda asked: {"annotations": _annotated(names, *text_of(asked))})
    text = decoded(await request.body())
    found = await anyio.to_thread.run_sync(_annotations, text, settings.names, lang)
    return Response(found, 200, {"Cache-Control": "no-store"}, JSON.media_type)


def _annotations(text: str, names: Names, language: str | None) -> bytes:
    return orjson.dumps({"annotations": _annotated(names, text, language)}, option=orjson.OPT_INDENT_2)


def _annotated(names: Names, text: str, language: str | None) -> list[dict[str, Any]]:
    from api.annotation import annotated

    found = [dataclasses.asdict(each) for each in annotated(text, names, language)] if text.strip() else []
    for each in found:
        target = each["target"]
        each["id"] = names.iri(target) if target and "/" in target and "://" not in target else target
    return found


def decoded(body: bytes) -> str:
    """A text that was sent. Raises SourceError for what is not UTF-8."""
    try:
        return body.decode()
    except UnicodeDecodeError as fault:
        raise SourceError("the body", "not UTF-8", place=f"byte {fault.start}", remedy="send UTF-8") from fault


def media_type_of(request: Request, known: tuple[str, ...]) -> str:
    """The type of the body. Raises HttpProblem 415 with those that are read."""
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type not in known:
        accepted = ", ".join(known)
        raise HttpProblem(415, f"send {accepted}", {"Accept-Post": accepted})
    return media_type
