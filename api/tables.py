"""Answers that people also want as a table: HTML, JSON, CSV, XLSX of one value."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import quote

import orjson
from fastapi import Request, Response

from api.negotiation import Format
from api.pages import Page, render
from api.representation import CSV, HTML, JSON, XLSX, Choice, Header, answer, etag, link, not_modified, unchanged
from api.trace_forms import as_csv, as_xlsx
from api.view import View

FORMATS: tuple[Format, ...] = (HTML, JSON, CSV, XLSX)


@dataclass(frozen=True, slots=True)
class Table:
    """One answer in every form; each is made only when it is the one asked for."""

    name: str
    page: Callable[[], Page]
    json: Callable[[], object]
    header: tuple[str, ...]
    rows: Callable[[], Iterable[tuple[str, ...]]]


def header(request: Request, view: View, choice: Choice, *links: str) -> Header:
    """The headers of a table; labels depend on the language, so the tag does too."""
    alternates = [link(_with_suffix(request, each.suffix), "alternate", type=each.media_type) for each in FORMATS]
    tag = etag(view.reader.generation, choice.format, view.language)
    return Header(tag, language=view.language, links=(*alternates, *links))


def _with_suffix(request: Request, suffix: str) -> str:
    query = request.url.include_query_params(format=suffix).query
    return f"{quote(request.url.path)}?{query}"


def table(request: Request, view: View, choice: Choice, found: Table, *links: str) -> Response:
    """The answer in the format that was chosen, with more values of Link."""
    fields = header(request, view, choice, *links)
    if unchanged(request, fields.tag):
        return not_modified(fields)
    if choice.format.suffix == "html":
        return answer(fields, render(request, view, found.page()), choice.format)
    if choice.format.suffix == "csv":
        return _saved(answer(fields, as_csv(found.header, found.rows()), choice.format), f"{found.name}.csv")
    if choice.format.suffix == "xlsx":
        return _saved(
            answer(fields, as_xlsx(found.name, found.header, found.rows()), choice.format), f"{found.name}.xlsx"
        )
    return answer(fields, orjson.dumps(found.json(), option=orjson.OPT_INDENT_2), choice.format)


def _saved(response: Response, name: str) -> Response:
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return response
