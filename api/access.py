"""What every route asks for: the reader of the current generation, the settings, and the view in the right language."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Query, Request
from fastapi.concurrency import run_in_threadpool

from api.generation import Current
from api.negotiation import FALLBACK, choose_language
from api.representation import field
from api.view import View
from graph.settings import Settings
from graph.store import Reader


async def settings(request: Request) -> Settings:
    """The settings that the service was made with."""
    found: Settings = request.app.state.settings
    return found


async def reader(request: Request) -> Reader:
    """The reader of the newest generation, or of the one that the address begins with (`/generation/7/...`).

    Asked on the event loop, since a thread for each of these look-ups would cost more than a small answer; to open a
    generation takes one.
    """
    number: int | None = getattr(request.state, "generation", None)
    generations = current(request)
    if number is not None:
        return await run_in_threadpool(generations.at, number)
    ready = generations.ready()
    return ready if ready is not None else await run_in_threadpool(generations.reader)


def current(request: Request) -> Current:
    """The generations that are served."""
    found: Current = request.app.state.current
    return found


async def view(
    request: Request,
    read: Annotated[Reader, Depends(reader)],
    lang: Annotated[str | None, Query(description="language of labels and texts, before Accept-Language")] = None,
) -> View:
    """The newest generation in the language asked for; English where nothing is asked."""
    language = choose_language(FALLBACK, field(request, "accept-language"), lang) or FALLBACK[0]
    return View(read, request.app.state.settings.names, language)


SettingsDep = Annotated[Settings, Depends(settings)]
ReaderDep = Annotated[Reader, Depends(reader)]
ViewDep = Annotated[View, Depends(view)]
