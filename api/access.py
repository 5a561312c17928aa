"""What every route asks for: the reader of the current generation, the settings, and the view in the right language."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Query, Request

from api.generation import Current
from api.negotiation import FALLBACK, choose_language
from api.representation import field
from api.view import View
from graph.settings import Settings
from graph.store import Reader


def settings(request: Request) -> Settings:
    """The settings that the service was made with."""
    found: Settings = request.app.state.settings
    return found


def reader(request: Request) -> Reader:
    """The reader of the newest generation, or of the one that the address begins with (`/generation/7/...`)."""
    number: int | None = getattr(request.state, "generation", None)
    return current(request).reader() if number is None else current(request).at(number)


def current(request: Request) -> Current:
    """The generations that are served."""
    found: Current = request.app.state.current
    return found


def view(
    request: Request,
    lang: Annotated[str | None, Query(description="language of labels and texts, before Accept-Language")] = None,
) -> View:
    """The newest generation in the language asked for; English where nothing is asked."""
    language = choose_language(FALLBACK, field(request, "accept-language"), lang) or FALLBACK[0]
    return View(reader(request), settings(request).names, language)


SettingsDep = Annotated[Settings, Depends(settings)]
ReaderDep = Annotated[Reader, Depends(reader)]
ViewDep = Annotated[View, Depends(view)]
