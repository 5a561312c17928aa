"""The service: one factory, and the lists of what it is made of.

create_app(settings)  ->  FastAPI     `chm serve` gives it to uvicorn
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from api import (
    calendar,
    catalog,
    coverage_face,
    deposits,
    differences_face,
    dumps,
    feeds,
    graph_store,
    informea,
    oai,
    openapi,
    operation,
    past,
    portal,
    problems,
    questions,
    resolve,
    search,
    sparql,
    things,
    trace_face,
    update,
)
from api.changes import Changes
from api.dumps import Dumps
from api.generation import Current
from api.past import PastGenerations
from api.public import HeadAsGet, LimitedBody, LimitedRate, PublicHeaders
from api.shared import Table
from api.tokens import Attempts
from api.workers import Pool, opener
from graph.release import release
from graph.settings import Settings
from graph.store import Reader

ROUTERS = (
    operation.router,
    portal.router,
    sparql.router,
    update.router,
    graph_store.router,
    trace_face.router,
    coverage_face.router,
    differences_face.router,
    resolve.router,
    search.router,
    questions.router,
    deposits.router,
    past.router,
    feeds.router,
    oai.router,
    calendar.router,
    dumps.router,
    catalog.router,
    informea.router,
    things.router,
)
"""In the order in which they are asked: the last one takes every path that is left."""


def create_app(settings: Settings, reader: Reader | None = None, shared: Path | None = None) -> FastAPI:
    """The read side over the store of the settings, or over one given reader that is served for ever.

    `shared` is the folder of what several processes of one service count together.

    >>> create_app(Settings()).title
    'CHM Graph'
    """
    app = FastAPI(
        title="CHM Graph", version=release(), lifespan=_lifespan, docs_url=None, redoc_url=None, redirect_slashes=False
    )
    app.state.settings = settings
    app.state.current = Current(settings, reader)
    app.state.changes = Changes(app.state.current, settings.names)
    app.state.dumps = Dumps()
    app.state.bodies = things.Bodies()
    app.state.pool = Pool(
        opener(settings, reader), settings.query_seconds, settings.query_workers, settings.query_memory
    )
    app.state.attempts = Attempts(shared and shared / "attempts")
    problems.install(app)
    app.mount("/static", StaticFiles(directory=Path(__file__).resolve().parent / "static"), "static")
    app.router.routes.insert(0, sparql.Direct())
    for router in ROUTERS:
        app.include_router(router)
    openapi.install(app)
    app.state.routes = [route for router in ROUTERS for route in router.routes]
    # the last added is asked first
    app.add_middleware(LimitedBody, limit=settings.max_body_bytes, seconds=settings.receive_seconds)
    app.add_middleware(PastGenerations)
    app.add_middleware(HeadAsGet)
    if settings.requests_per_minute:
        buckets = Table(2, shared and shared / "buckets")
        app.add_middleware(LimitedRate, per_minute=settings.requests_per_minute, buckets=buckets)
    app.add_middleware(PublicHeaders)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    app.state.pool.start()
    try:
        yield
    finally:
        app.state.pool.close()
        app.state.dumps.close()
