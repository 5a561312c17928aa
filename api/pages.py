"""HTML: one Jinja environment that escapes everything, and the few words that every page needs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from fastapi import Request
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from api.representation import address
from api.view import View

_HERE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Page:
    """A template of `api/templates` and what it shows; `title` also heads the window."""

    template: str
    title: str
    shows: dict[str, Any] = field(default_factory=dict)


@cache
def environment() -> Environment:
    """The templates; a name that is not given is an error, not an empty place."""
    made = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["direction"] = direction
    return made


def direction(language: str) -> str:
    """How a language runs, in the words of HTML: `direction("ar")` is `rtl`."""
    return "rtl" if language == "ar" else "ltr"


def render(request: Request, view: View, page: Page) -> str:
    """The page as HTML, links relative to this server."""
    return (
        environment()
        .get_template(page.template)
        .render(
            title=page.title, view=view, href=link_of(request), asked=request.query_params.get("q", ""), **page.shows
        )
    )


def link_of(request: Request) -> Callable[..., str]:
    """Gives the address of a reference on this server; another's IRI is its own address when it is of the web."""

    def href(ref: str, *, under: str = "", suffix: str = "") -> str:
        if "://" in ref or ref.startswith(("urn:", "mailto:", "javascript:", "data:")):
            return ref if ref.startswith(("https://", "http://")) else "#"
        path, mark, fragment = ref.partition("#")
        return address(request, under + path) + suffix + (mark and f"#{fragment}")

    return href
