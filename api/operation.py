"""What operators and machines ask: health, readiness, contexts, the kinds of problems, the list of paths."""

from __future__ import annotations

from typing import Any

import orjson
from fastapi import APIRouter, Request, Response

from api.access import SettingsDep, ViewDep
from api.generation import Current
from api.jsonld import context_file
from api.pages import Page, render
from api.problems import KINDS, HttpProblem
from api.representation import HTML, JSON, JSON_LD, chosen
from api.schema import schema

router = APIRouter(tags=["operation"])
_YEAR = "public, max-age=31536000, immutable"


@router.get("/health", summary="Whether the process lives")
async def health() -> dict[str, str]:
    """Touches nothing."""
    return {"status": "alive"}


@router.get("/ready", summary="Whether there is a generation to serve")
def ready(request: Request) -> dict[str, Any]:
    """503 until something is published and readable."""
    current: Current = request.app.state.current
    if not current.readable():
        raise HttpProblem(503, "nothing is published yet; load something (chm load)", {"Retry-After": "10"})
    return {"status": "ready", "generation": current.reader().generation}


@router.get("/contexts/v1/chm.jsonld", summary="The JSON-LD context")
def context(settings: SettingsDep) -> Response:
    """The context of version 1, which never changes its meaning."""
    body = settings.names.rebase(context_file().decode())
    return Response(body, 200, {"Cache-Control": _YEAR}, JSON_LD.media_type)


@router.get("/contexts/v1/chm.schema.json", summary="The JSON Schema of our JSON-LD")
def json_schema(settings: SettingsDep) -> Response:
    """Draft 2020-12, of version 1."""
    return Response(schema(settings.names), 200, {"Cache-Control": _YEAR}, "application/schema+json")


@router.get("/problems/{slug}", summary="What a kind of problem means")
def problem_kind(request: Request, slug: str, view: ViewDep) -> Response:
    """The title of a kind of problem, and what to do about it."""
    known = {kind.slug: (status, kind.title, kind.meaning) for status, kind in KINDS.items()}
    known["result-cut"] = (200, "The result is cut at the row limit", "Ask with LIMIT and OFFSET, or load a dump.")
    if slug not in known:
        raise HttpProblem(404, f"there is no kind of problem {slug!r}")
    status, title, meaning = known[slug]
    choice = chosen(request, slug, (HTML, JSON))
    if choice.format is JSON:
        body: bytes | str = orjson.dumps({"status": status, "title": title, "meaning": meaning})
    else:
        body = render(request, view, Page("problem.html", title, {"status": status, "meaning": meaning}))
    return Response(body, 200, {"Vary": "Accept, Accept-Language"}, choice.format.media_type)


@router.get("/docs", summary="The paths of this service")
def docs(request: Request, view: ViewDep) -> Response:
    """What `/openapi.json` says, for people."""
    paths = request.app.openapi()["paths"]
    return Response(
        render(request, view, Page("docs.html", "For developers", {"paths": paths})), 200, None, "text/html"
    )
