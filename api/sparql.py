"""SPARQL 1.1 Protocol for queries: GET, form POST, direct POST; without a query the description of the service."""

from __future__ import annotations

import re
from functools import partial
from hashlib import sha256
from urllib.parse import parse_qsl

from fastapi import APIRouter, Request, Response
from fastapi.responses import StreamingResponse
from starlette.datastructures import QueryParams
from starlette.routing import BaseRoute, Match
from starlette.types import Receive, Scope, Send

from api.access import ReaderDep, SettingsDep
from api.access import reader as current_reader
from api.evaluation import Job
from api.lookups import answered, is_look_up
from api.matching import expand
from api.pages import Page, render
from api.problems import HttpProblem, root_of
from api.representation import HTML, Header, absolute, answer, chosen, etag, link, not_modified, unchanged
from api.search import index_for
from api.service_description import FORMATS, described
from api.view import View
from api.workers import Pool
from graph.dataset import Dataset, query_over
from graph.errors import QueryError
from graph.settings import Settings
from graph.sparql import refuse_files, refuse_service, tokens
from graph.store import Reader

router = APIRouter(tags=["sparql"])
_PLACE = re.compile(r"error at (\d+):(\d+)")
_UPDATES = frozenset("INSERT DELETE LOAD CLEAR CREATE DROP COPY MOVE ADD WITH".split())
_CHANGING = frozenset(("NOW", "RAND", "UUID", "STRUUID", "BNODE", "SERVICE"))
_CHANGES = re.compile("|".join(_CHANGING), re.IGNORECASE)
_AT_ONCE = 65536
FORM = "application/x-www-form-urlencoded"
_DIRECT = "application/sparql-query"
_BY_GET = {
    "parameters": [
        {
            "name": "query",
            "in": "query",
            "required": False,
            "description": "a SPARQL 1.1 query",
            "schema": {"type": "string"},
        }
    ]
}


class Direct(BaseRoute):
    """`/sparql` before all other routes: the two functions read the request themselves.

    The routes of the same functions describe them, and say 405; as a way in they would cost more than a look-up does.
    """

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Whether it is GET or POST of this path."""
        mine = (
            scope["type"] == "http"
            and scope["method"] in _ENDPOINTS
            and scope["path"] == f"{scope.get('root_path', '')}/sparql"
        )
        return (Match.FULL if mine else Match.NONE), {}

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers."""
        response = await _ENDPOINTS[scope["method"]](Request(scope, receive, send))
        await response(scope, receive, send)


@router.get("/sparql", summary="A query, or the description of the service", openapi_extra=_BY_GET)
async def get(request: Request) -> Response:
    """Runs `query`; without one answers with the SPARQL Service Description and VoID counts."""
    settings, reader = await _served(request)
    found = request.query_params.getlist("query")
    if not found:
        return _description(request, settings, reader)
    return await _run(request, settings, reader, _over(only(found, "query"), request.query_params))


@router.get("/.well-known/void", summary="The description of the service, where VoID looks for it")
def well_known(request: Request, settings: SettingsDep, reader: ReaderDep) -> Response:
    """The same description as that of `/sparql` without a query; it names that endpoint."""
    return _description(request, settings, reader)


@router.post("/sparql", summary="A query by form or as the body")
async def post(request: Request) -> Response:
    """Runs the query of the form field `query`, or that which is the body (`application/sparql-query`)."""
    settings, reader = await _served(request)
    kind = media_type(request)
    if kind == FORM:
        form = fields(await request.body())
        if form.getlist("update"):
            raise QueryError("this endpoint answers queries; updates go to /update, with a token")
        return await _run(request, settings, reader, _over(only(form.getlist("query"), "query"), both(request, form)))
    if kind == _DIRECT:
        return await _run(request, settings, reader, _over(text(await request.body()), request.query_params))
    raise HttpProblem(415, f"send {FORM} with the field `query`, or {_DIRECT}", {"Accept-Post": f"{FORM}, {_DIRECT}"})


_ENDPOINTS = {"GET": get, "POST": post}


async def _served(request: Request) -> tuple[Settings, Reader]:
    return request.app.state.settings, await current_reader(request)


def media_type(request: Request) -> str:
    """The media type of the body, without parameters. Raises HttpProblem 415 for a character set that is not UTF-8."""
    kind, _, parameters = request.headers.get("content-type", "").partition(";")
    charset = re.search(r"charset=\"?([^\s;\"]+)", parameters, re.IGNORECASE)
    if charset and charset[1].lower() not in ("utf-8", "utf8", "us-ascii"):
        raise HttpProblem(415, f"the body is in {charset[1]}; send UTF-8")
    return kind.strip().lower()


def fields(body: bytes) -> QueryParams:
    """The fields of a form. Raises QueryError for what is not UTF-8."""
    try:
        return QueryParams(parse_qsl(text(body), keep_blank_values=True, errors="strict"))
    except UnicodeDecodeError as fault:
        raise QueryError("a field of the form is not UTF-8") from fault


def both(request: Request, form: QueryParams) -> QueryParams:
    """The fields of a form and the parameters of its address: clients name the dataset in either."""
    return QueryParams([*request.query_params.multi_items(), *form.multi_items()])


def only(found: list[str], name: str) -> str:
    """The one value of a parameter. Raises QueryError where there is none, or more."""
    if len(found) != 1:
        raise QueryError(f"there must be one parameter `{name}`, there are {len(found)}")
    return found[0]


def text(body: bytes) -> str:
    """The body as text. Raises QueryError that names the first byte that is not UTF-8."""
    try:
        return body.decode()
    except UnicodeDecodeError as fault:
        raise QueryError(f"the body is not UTF-8 at byte {fault.start}") from fault


def _over(query: str, parameters: QueryParams) -> str:
    """The query over the dataset that the request names."""
    default, named = (tuple(parameters.getlist(name)) for name in ("default-graph-uri", "named-graph-uri"))
    return query_over(query, Dataset(default, named))


async def _run(request: Request, settings: Settings, reader: Reader, query: str) -> Response:
    simple = is_look_up(query)
    # a look-up has no word of what is refused, nor of what changes
    changing = not simple and _refuse(query, settings)
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
        f"{root_of(request)}/problems/result-cut",
    )
    try:
        frozen = getattr(reader, "place", None) is not None
        lasting = frozen and not changing and len(job.query) <= _AT_ONCE
        # words that were looked for have become values
        here = frozen and simple and job.query == query
        found = await pool.run(job, lasting=lasting, here=partial(answered, reader) if here else None)
    except QueryError as fault:
        raise placed(fault) from fault
    answer = found.answer
    if not answer.media_type:
        raise HttpProblem(406, f"there is {', '.join(answer.offers)}", {"Vary": "Accept"}, alternatives=answer.offers)
    headers = {**kept, "Link": link(settings.license, "license")}
    if answer.cut:
        headers["CHM-Row-Limit"] = f"{settings.max_rows}; cut"
        headers["Link"] += f', <{job.cut_link}>; rel="help"; title="the result is cut"'
    if found.length <= _AT_ONCE:
        return Response(found.read(), 200, headers, answer.media_type)
    headers["Content-Length"] = str(found.length)
    return StreamingResponse(found.chunks(), 200, headers, answer.media_type)


def _refuse(query: str, settings: Settings) -> bool:
    """Refuses what is not for a worker: updates, and queries that would reach out to the network or to files.

    Says whether a query that is none of these may be answered otherwise the next time.
    """
    refuse_service(query, settings.services)
    refuse_files(query)
    words = (token[0].upper() for token in tokens(query) if token.lastgroup == "word")
    first = next((word for word in words if word not in ("PREFIX", "BASE")), "")
    if first in _UPDATES:
        raise QueryError(f"{first} is an update; this endpoint answers queries only")
    # letters first, words only where they are there: few queries have them
    return _CHANGES.search(query) is not None and not _CHANGING.isdisjoint(words)


def placed(fault: QueryError) -> HttpProblem | QueryError:
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
    return answer(header, described(reader, settings, absolute(request, "sparql"), choice.format.suffix), choice.format)
