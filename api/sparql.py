"""SPARQL 1.1 Protocol for queries: GET, form POST, direct POST; without a query the description of the service."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.access import ReaderDep, SettingsDep
from api.evaluation import Job
from api.matching import expand
from api.pages import Page, render
from api.problems import HttpProblem
from api.representation import HTML, Header, address, answer, chosen, etag, link, not_modified, unchanged
from api.search import index_for
from api.service_description import FORMATS, described
from api.view import View
from api.workers import Pool
from graph.errors import QueryError
from graph.settings import Settings
from graph.sparql import refuse_service
from graph.store import Reader

router = APIRouter(tags=["sparql"])
_PLACE = re.compile(r"error at (\d+):(\d+)")
_UPDATE = re.compile(
    r"\s*(?:(?:PREFIX\s+\S*\s*<[^>]*>|BASE\s*<[^>]*>|#[^\n]*)\s*)*"
    r"(INSERT|DELETE|LOAD|CLEAR|CREATE|DROP|COPY|MOVE|ADD|WITH)\b",
    re.IGNORECASE,
)
_DATASET = ("default-graph-uri", "named-graph-uri")
_FORM = "application/x-www-form-urlencoded"
_DIRECT = "application/sparql-query"


@router.get("/sparql", summary="A query, or the description of the service")
async def get(
    request: Request,
    settings: SettingsDep,
    reader: ReaderDep,
    query: Annotated[list[str] | None, Query(description="a SPARQL 1.1 query")] = None,
) -> Response:
    """Runs `query`; without one answers with the SPARQL Service Description and VoID counts."""
    if query is None:
        return _description(request, settings, reader)
    _refuse_dataset(list(request.query_params))
    return await _run(request, settings, reader, _only(query))


@router.post("/sparql", summary="A query by form or as the body")
async def post(request: Request, settings: SettingsDep, reader: ReaderDep) -> Response:
    """Runs the query of the form field `query`, or that which is the body (`application/sparql-query`)."""
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type == _FORM:
        form = await request.form()
        if "update" in form:
            raise QueryError("this endpoint answers queries; updates are not open to the public")
        _refuse_dataset(list(form))
        return await _run(request, settings, reader, _only([str(each) for each in form.getlist("query")]))
    if media_type == _DIRECT:
        _refuse_dataset(list(request.query_params))
        return await _run(request, settings, reader, _text(await request.body()))
    raise HttpProblem(415, f"send {_FORM} with the field `query`, or {_DIRECT}", {"Accept-Post": f"{_FORM}, {_DIRECT}"})


def _only(queries: list[str]) -> str:
    if len(queries) != 1:
        raise QueryError(f"there must be one parameter `query`, there are {len(queries)}")
    return queries[0]


def _text(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError as fault:
        raise QueryError(f"the query is not UTF-8 at byte {fault.start}") from fault


def _refuse_dataset(parameters: list[str]) -> None:
    """Not honouring a dataset would answer about other data than was asked for."""
    if any(name in parameters for name in _DATASET):
        raise QueryError("default-graph-uri and named-graph-uri are not read here; write GRAPH in the query")


async def _run(request: Request, settings: Settings, reader: Reader, query: str) -> Response:
    _refuse(query)
    asked = sha256(f"{query}\n{request.headers.get('accept')}".encode()).hexdigest()[:16]
    tag = f'"g{reader.generation}-{asked}"'
    kept = {"Vary": "Accept", "Cache-Control": "public, max-age=0, must-revalidate", "ETag": tag}
    if request.method in {"GET", "HEAD"} and unchanged(request, tag):
        return Response(status_code=304, headers=kept)
    pool: Pool = request.app.state.pool
    job = Job(
        expand(query, lambda: index_for(reader, settings.names), settings.names),
        reader.generation,
        request.headers.get("accept"),
        settings.max_rows,
        settings.names,
        address(request, "problems/result-cut"),
    )
    try:
        found = await pool.run(job)
    except QueryError as fault:
        raise _placed(fault) from fault
    if not found.media_type:
        raise HttpProblem(406, f"there is {', '.join(found.offers)}", {"Vary": "Accept"}, alternatives=found.offers)
    headers = {**kept, "Link": link(settings.license, "license")}
    if found.cut:
        headers["CHM-Row-Limit"] = f"{settings.max_rows}; cut"
        headers["Link"] += f', <{job.cut_link}>; rel="help"; title="the result is cut"'
    return Response(found.body, 200, headers, found.media_type)


def _refuse(query: str) -> None:
    """What is not for a worker: updates, and queries that would reach out to the network."""
    refuse_service(query)
    if match := _UPDATE.match(query):
        raise QueryError(f"{match[1].upper()} is an update; this endpoint answers queries only")


def _placed(fault: QueryError) -> HttpProblem | QueryError:
    """The error with line and column as members, where the parser says them."""
    match = _PLACE.search(str(fault))
    return HttpProblem(400, str(fault), line=int(match[1]), column=int(match[2])) if match else fault


def _description(request: Request, settings: Settings, reader: Reader) -> Response:
    choice = chosen(request, "sparql", (*FORMATS, HTML))
    header = Header(etag(reader.generation, choice.format))
    if unchanged(request, header.tag):
        return not_modified(header)
    if choice.format is HTML:
        limits = {"seconds": f"{settings.query_seconds:g}", "rows": settings.max_rows}
        page = Page("sparql.html", "SPARQL", limits)
        return answer(header, render(request, View(reader, settings.names), page), HTML)
    endpoint = str(request.url.replace(query=""))
    return answer(header, described(reader, settings, endpoint, choice.format.suffix), choice.format)
