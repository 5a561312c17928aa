"""`/queries` and `/queries/{name}`: the named questions as an API with typed parameters, and as pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool

from api.access import SettingsDep, ViewDep
from api.children import Found
from api.evaluation import RESULTS, Answer, Job
from api.matching import text_of
from api.negotiation import Format
from api.pages import Page, render
from api.problems import HttpProblem
from api.representation import CSV, HTML, JSON, Header, address, answer, chosen, etag, not_modified, unchanged
from api.search import index_for
from api.view import View
from api.workers import Pool
from graph.queries import Question, questions
from graph.settings import Settings

router = APIRouter(tags=["queries"])
_OURS = ("format", "lang")
_LISTS: tuple[Format, ...] = (HTML, JSON)
FORMATS: tuple[Format, ...] = (HTML, JSON, CSV, RESULTS[0], RESULTS[1], RESULTS[3])


@dataclass(frozen=True, slots=True)
class Cell:
    """A value of an answer as people read it, with the reference where it is a thing."""

    text: str
    ref: str | None = None
    language: str = ""


@router.get("/queries", summary="The named questions")
def listed(request: Request, view: ViewDep) -> Response:
    """Every question with its parameters, their types and an example."""
    choice = chosen(request, "queries", _LISTS)
    header = Header(etag(view.reader.generation, choice.format, view.language), language=view.language)
    if unchanged(request, header.tag):
        return not_modified(header)
    if choice.format is HTML:
        page = Page("questions.html", "Questions", {"questions": questions()})
        return answer(header, render(request, view, page), choice.format)
    found = [_as_json(each, address(request, f"queries/{each.name}")) for each in questions()]
    return answer(header, orjson.dumps(found, option=orjson.OPT_INDENT_2), choice.format)


def _as_json(each: Question, href: str) -> dict[str, Any]:
    return {
        "name": each.name,
        "href": href,
        "title": each.title,
        "question": each.question,
        "audience": each.audience,
        "columns": each.columns,
        "parameters": [
            {
                "name": known.name,
                "type": known.type,
                "about": known.about,
                "required": known.required,
                "default": known.default,
                "choices": known.choices,
                "example": known.example,
            }
            for known in each.parameters
        ],
    }


@router.get("/queries/{name}", summary="The answer to a named question")
async def asked(request: Request, name: str, view: ViewDep, settings: SettingsDep) -> Response:
    """The parameters of the question as query parameters; those missing or of another type are named in a 400."""
    choice = chosen(request, name, FORMATS)
    found = _question(choice.path)
    values = {key: value for key, value in request.query_params.items() if key not in _OURS}
    header = Header(etag(view.reader.generation, choice.format, view.language))
    if unchanged(request, header.tag):
        return not_modified(header)
    if choice.format is HTML:
        return answer(header, await _page(request, view, settings, found, values), HTML)
    accept = RESULTS[0].media_type if choice.format is JSON else choice.format.media_type
    result = await _ask(request, view, settings, found, values, accept)
    fields = {**header.fields(), **({"CHM-Row-Limit": f"{settings.max_rows}; cut"} if result.answer.cut else {})}
    return Response(result.read(), 200, fields, choice.format.media_type)


def _question(name: str) -> Question:
    for each in questions():
        if each.name == name:
            return each
    raise HttpProblem(404, f"no question {name!r}; /queries lists them")


async def _ask(
    request: Request, view: View, settings: Settings, found: Question, values: Mapping[str, str], accept: str
) -> Found[Answer]:
    pool: Pool = request.app.state.pool
    names = settings.names
    # made in a thread: the index of a store elsewhere is built when it is first asked for
    query = await run_in_threadpool(text_of, found, values, lambda: index_for(view.reader, names), names)
    cut = address(request, "problems/result-cut")
    return await pool.run(Job(query, view.reader.generation, accept, settings.max_rows, settings.names, cut))


async def _page(request: Request, view: View, settings: Settings, found: Question, values: Mapping[str, str]) -> str:
    """The form of the question, and its answer once every parameter that it needs is there."""
    complete = all(values.get(known.name, "").strip() for known in found.parameters if known.required)
    rows: list[list[Cell]] = []
    cut = False
    if complete:
        result = await _ask(request, view, settings, found, values, RESULTS[0].media_type)
        rows, cut = _rows(view, found.columns, orjson.loads(result.read())["results"]["bindings"]), result.answer.cut
    shown = {"question": found, "values": values, "rows": rows, "complete": complete, "cut": cut}
    return render(request, view, Page("question.html", found.title, shown))


def _rows(view: View, columns: tuple[str, ...], bindings: list[dict[str, Any]]) -> list[list[Cell]]:
    return [[_cell(view, row.get(column)) for column in columns] for row in bindings]


def _cell(view: View, value: dict[str, Any] | None) -> Cell:
    if value is None:
        return Cell("")
    if value["type"] != "uri":
        return Cell(str(value["value"]), None, value.get("xml:lang", ""))
    ref = view.names.path(value["value"]) or value["value"]
    return Cell(view.label(ref), ref)
