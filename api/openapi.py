"""The OpenAPI 3.1 description: what the routes say of themselves, and what they cannot say: types, bodies, problems."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fastapi import FastAPI

from api.batches import MEDIA_TYPES as LINES
from api.catalog import FORMATS as CATALOG
from api.evaluation import GRAPHS, RESULTS
from api.problems import MEDIA_TYPE as PROBLEM
from api.questions import FORMATS as QUESTION
from api.representation import HTML, JSON, JSON_LD, RDF
from api.tables import FORMATS as TABLE
from api.trace_face import FORMATS as TRACE

Json = dict[str, Any]
_THING = tuple(each.media_type for each in (HTML, *RDF, JSON))
_TABLE = tuple(each.media_type for each in TABLE)
_JSON = (JSON.media_type,)
_OAI = ("text/xml",)
_GRAPH = tuple(each.media_type for each in RDF if each.suffix != "trig")
_DESCRIPTION = (*_GRAPH, HTML.media_type)
ANSWERS: dict[str, tuple[str, ...]] = {
    "/": (HTML.media_type,),
    "/docs": (HTML.media_type,),
    "/contexts/v1/chm.jsonld": ("application/ld+json",),
    "/contexts/v1/chm.schema.json": ("application/schema+json",),
    "/problems/{slug}": (HTML.media_type, JSON.media_type),
    "/trace/{path}": tuple(each.media_type for each in TRACE),
    "/coverage": _TABLE,
    "/differences/{path}": _TABLE,
    "/resolve": (*_TABLE, LINES[0]),
    "/validate": ("application/json", "text/turtle", LINES[0]),
    "/annotate": ("application/json", LINES[0]),
    "/timegate/{path}": (),
    "/timemap/{path}": ("application/link-format",),
    "/feed.atom": ("application/atom+xml",),
    "/feed/{number}.atom": ("application/atom+xml",),
    "/changes": ("application/activity+json",),
    "/changes/{number}": ("application/activity+json",),
    "/sitemap.xml": ("application/xml",),
    "/sitemap/{number}.xml": ("application/xml",),
    "/oai": _OAI,
    "/calendar.ics": ("text/calendar",),
    "/catalog": tuple(each.media_type for each in CATALOG),
    "/dumps": _JSON,
    "/dumps/SHA256SUMS": ("text/plain",),
    "/dumps/graph.{suffix}": ("application/n-triples", "text/turtle"),
    "/dumps/{name}": ("application/gzip",),
    "/health": _JSON,
    "/ready": _JSON,
    "/informea/Documents": _JSON,
    "/informea/Documents('{ref}')": _JSON,
    "/sparql": tuple(dict.fromkeys((*_DESCRIPTION, *(each.media_type for each in (*RESULTS, *GRAPHS))))),
    "/.well-known/void": _DESCRIPTION,
    "/graphs": _GRAPH,
    "/graphs/{path}": _GRAPH,
    "/search": (HTML.media_type, JSON_LD.media_type, JSON.media_type),
    "/queries": (HTML.media_type, JSON.media_type),
    "/queries/{name}": tuple(each.media_type for each in QUESTION),
    "/{path}": _THING,
}
"""The media types of a good answer, by path."""
_TEXT = ("text/plain", *LINES)
BODIES: dict[str, tuple[str, ...]] = {
    "/annotate": _TEXT,
    "/resolve": _TEXT,
    "/validate": ("text/turtle", "application/ld+json", "application/n-triples", "application/rdf+xml", *LINES),
    "/oai": ("application/x-www-form-urlencoded",),
    "/sparql": ("application/sparql-query", "application/x-www-form-urlencoded"),
    "/update": ("application/sparql-update", "application/x-www-form-urlencoded"),
    "/graphs": (*_GRAPH, "multipart/form-data"),
    "/graphs/{path}": (*_GRAPH, "multipart/form-data"),
}
"""The media types that POST (and PUT) read, by path."""
PARAMETERS: dict[str, tuple[str, ...]] = {
    "/sparql": ("default-graph-uri", "named-graph-uri"),
    "/update": ("using-graph-uri", "using-named-graph-uri"),
    "/graphs": ("graph", "default"),
}
"""Parameters that a protocol has and that the routes read themselves, by path."""
_WRITING = ("/update", "/graphs")
_BY_SUFFIX = ("suffix", "path")
"""Parts of an address that a route of two addresses has: in the one without them they are no parameters."""
_PROBLEM: Json = {
    "type": "object",
    "required": ["type", "title", "status", "detail", "instance"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
        "detail": {"type": "string"},
        "instance": {"type": "string"},
    },
}
_DEFAULT: Json = {
    "description": "A problem (RFC 9457)",
    "content": {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}},
}
_WRITTEN: Json = {
    "201": {"description": "Written, to a new graph"},
    "204": {"description": "Written"},
    "default": _DEFAULT,
}


def install(app: FastAPI) -> None:
    """Makes the description of an application once, when it is first asked for."""
    plain = app.openapi

    def described() -> Json:
        if app.openapi_schema is None:
            app.openapi_schema = _completed(plain())
        return app.openapi_schema

    app.openapi = described  # type: ignore[method-assign]


def _completed(document: Json) -> Json:
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    schemas["Problem"] = _PROBLEM
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            writes = method != "get" and path.startswith(_WRITING)
            operation["responses"] = _WRITTEN if writes else _responses(path, ANSWERS[path])
            told = [each for each in operation.get("parameters", ()) if not _is_no_parameter(each)]
            operation["parameters"] = told + [_parameter(name) for name in PARAMETERS.get(path, ())]
            if method in ("post", "put") and path in BODIES:
                operation["requestBody"] = {"required": True, "content": _content(BODIES[path])}
    return document


def _is_no_parameter(told: Json) -> bool:
    return told["in"] == "query" and told["name"] in _BY_SUFFIX


def _parameter(name: str) -> Json:
    return {"name": name, "in": "query", "required": False, "schema": {"type": "string"}}


def _responses(path: str, types: Sequence[str]) -> Json:
    found: Json = {
        "200": {"description": "The representation", "content": _content(types)},
        "304": {"description": "What you have is current"},
        "default": _DEFAULT,
    }
    if path.startswith("/timegate"):
        del found["200"], found["304"]
        found["302"] = {"description": "To the state of that time"}
    if "{path}" in path:
        found["308"] = {"description": "To the address of another spelling"}
    return found


def _content(types: Sequence[str]) -> Json:
    return {each: {"schema": {}} for each in types}
