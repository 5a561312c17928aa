"""The JSON Schema (draft 2020-12) of our JSON-LD, made from the published context: the two cannot differ."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import orjson

from api.jsonld import CONTEXT, Term, context
from graph.namespaces import Names

SCHEMA = "contexts/v1/chm.schema.json"
_XSD = "http://www.w3.org/2001/XMLSchema#"
_FORMATS = {f"{_XSD}date": "date", f"{_XSD}dateTime": "date-time", f"{_XSD}anyURI": "uri"}
Json = dict[str, Any]


@lru_cache(maxsize=4)
def schema(names: Names) -> bytes:
    """The schema of the documents that things are answered with, as UTF-8."""
    terms = context(names)
    identity, kind = terms.keyword("@id"), terms.keyword("@type")
    properties: Json = {
        identity: {"type": "string", "minLength": 1},
        kind: {"type": "array", "items": {"type": "string"}, "minItems": 1},
        **{term.name: _values(term) for found in terms.terms.values() for term in found if _is_property(term)},
        **{name: {"type": "array", "items": {"$ref": "#/$defs/node"}} for name in terms.reverse.values()},
    }
    body: Json = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": names.iri(SCHEMA),
        "title": "A thing of the Clearing-House Mechanism as JSON-LD",
        "$ref": "#/$defs/node",
        "required": ["@context", identity],
        "properties": {
            "@context": {"const": names.iri(CONTEXT)},
            "@included": {"type": "array", "items": {"$ref": "#/$defs/node"}},
        },
        "$defs": {
            "node": {
                "type": "object",
                "required": [identity],
                "properties": dict(sorted(properties.items())),
                "patternProperties": {"^@(context|included)$": True},
                "additionalProperties": _one_or_many({"$ref": "#/$defs/value"}),
            },
            "value": {
                "anyOf": [
                    {"type": ["string", "integer", "boolean"]},
                    {"type": "object", "required": ["@id"]},
                    {"type": "object", "required": ["@value"]},
                ]
            },
        },
    }
    return orjson.dumps(body, option=orjson.OPT_INDENT_2)


def _is_property(term: Term) -> bool:
    """Classes stand in a context like properties; their names begin with a capital."""
    return not term.name[:1].isupper()


def _values(term: Term) -> Json:
    if "@language" in term.containers:
        return {"type": "object", "additionalProperties": _one_or_many({"type": "string"})}
    if term.type == "@id":
        return _one_or_many({"type": "string", "minLength": 1})
    if term.type is not None:
        form = _FORMATS.get(term.type)
        return _one_or_many({"type": "string", **({"format": form} if form else {})})
    return _one_or_many({"$ref": "#/$defs/value"})


def _one_or_many(one: Json) -> Json:
    return {"anyOf": [one, {"type": "array", "items": one, "minItems": 1}]}
