"""SPARQL 1.1 Update by the Protocol: form POST and direct POST, behind a token with the scope `update`."""

from __future__ import annotations

import anyio
from fastapi import APIRouter, Request, Response
from starlette.datastructures import QueryParams

from api import writing
from api.access import SettingsDep
from api.problems import HttpProblem
from api.sparql import FORM, both, fields, media_type, only, placed, text
from api.tokens import allowed
from api.workers import Pool
from graph.dataset import Dataset, update_over
from graph.errors import QueryError
from graph.settings import Settings

router = APIRouter(tags=["sparql"])
_DIRECT = "application/sparql-update"


@router.post("/update", summary="A SPARQL Update, with a token", status_code=204)
async def post(request: Request, settings: SettingsDep) -> Response:
    """Runs the update of the form field `update`, or that which is the body (`application/sparql-update`).

    Its graphs pass the shapes or nothing is written; what it wrote is a generation, named by `CHM-Generation`. It may
    take as much time and memory as a query; 503 when it needs more, and then nothing was written.
    """
    allowed(request, settings, "update")
    kind = media_type(request)
    if kind not in (FORM, _DIRECT):
        accepted = f"{FORM}, {_DIRECT}"
        raise HttpProblem(415, f"send {FORM} with the field `update`, or {_DIRECT}", {"Accept-Post": accepted})
    body = await request.body()
    parameters, update = request.query_params, ""
    if kind == FORM:
        form = fields(body)
        if form.getlist("query"):
            raise QueryError("this endpoint runs updates; queries go to /sparql")
        parameters, update = both(request, form), only(form.getlist("update"), "update")
    else:
        update = text(body)
    try:
        number = await anyio.to_thread.run_sync(
            _run, settings, update_over(update, _dataset(parameters)), request.app.state.pool
        )
    except QueryError as fault:
        raise placed(fault) from fault
    return Response(status_code=204, headers={"CHM-Generation": str(number), "Cache-Control": "no-store"})


def _dataset(parameters: QueryParams) -> Dataset:
    default, named = (tuple(parameters.getlist(name)) for name in ("using-graph-uri", "using-named-graph-uri"))
    return Dataset(default, named)


def _run(settings: Settings, update: str, pool: Pool) -> int:
    with writing.writer(settings) as store:
        return writing.update(store, update, settings, pool)
