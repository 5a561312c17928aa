"""What every negotiated answer has: its format, ETag, Vary, Link, Content-Location and caching; 304 and 406."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from fastapi import Request, Response

from api.negotiation import Format, choose
from api.problems import HttpProblem, root_of
from graph.release import release

HTML = Format("html", "text/html")
JSON_LD = Format("jsonld", "application/ld+json")
JSON = Format("json", "application/json")
CSV = Format("csv", "text/csv")
XLSX = Format("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
RDF = (
    JSON_LD,
    Format("ttl", "text/turtle"),
    Format("nt", "application/n-triples"),
    Format("rdf", "application/rdf+xml"),
    Format("trig", "application/trig"),
)
_TAG = re.compile(r'(?:W/)?("[^"]*")')
_PORTS = {"http": 80, "https": 443}
_VARY = "Accept, Accept-Language"
_FRESH = "public, max-age=0, must-revalidate"
"""A generation can change at any moment, and asking whether it has costs one small answer (304)."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The format that a request gets, and the path it asks for, without the suffix that may have chosen it."""

    format: Format
    path: str


def chosen(request: Request, path: str, formats: Sequence[Format]) -> Choice:
    """The format by suffix of the path, else by `?format=`, else by Accept. Raises HttpProblem 406 with alternatives.

    JSON is JSON-LD here: `.json` and `application/json` give the same document.
    """
    by_suffix = {each.suffix: each for each in reversed(formats)}
    stem, dot, suffix = path.rpartition(".")
    if dot and stem and suffix in by_suffix:
        return Choice(by_suffix[suffix], stem)
    asked = request.query_params.get("format")
    if asked is not None and asked in by_suffix:
        return Choice(by_suffix[asked], path)
    found = choose(field(request, "accept"), formats) if asked is None else None
    if found is None:
        raise not_acceptable(request, formats)
    return Choice(found, path)


def field(request: Request, name: str) -> str | None:
    """A list field with all its lines joined, as RFC 9110 section 5.3 says; None where there is none."""
    return ", ".join(request.headers.getlist(name)) or None


def not_acceptable(request: Request, formats: Iterable[Format]) -> HttpProblem:
    """406 with the formats there are."""
    path = str(request.url.path)
    offers = [{"type": each.media_type, "href": f"{path}.{each.suffix}"} for each in formats]
    types = ", ".join(offer["type"] for offer in offers)
    return HttpProblem(406, f"there is {types}", {"Vary": _VARY}, alternatives=offers)


def address(request: Request, path: str) -> str:
    """The path of a thing on this server, under the prefix it is mounted at: safe in a header and in HTML."""
    return f"{root_of(request)}/{quoted(path)}"


def quoted(path: str) -> str:
    """A path with what no header or page may hold as percent codes."""
    return quote(path, safe="/:@!$&()*+,;=~%")


def absolute(request: Request, path: str) -> str:
    """The whole address, for documents that travel: under CHM_PUBLIC_URL, else under the socket that was asked.

    Never under what the client says by `Host`: a shared cache would hand its words to everybody.
    """
    public: str = request.app.state.settings.public_url
    if not public:
        host, port = request.scope.get("server") or ("localhost", None)
        host = f"[{host}]" if ":" in host else host
        scheme = request.url.scheme
        own = port in (None, _PORTS.get(scheme))
        public = f"{scheme}://{host}" if own else f"{scheme}://{host}:{port}"
    return public.rstrip("/") + address(request, path)


def etag(generation: int, choice: Format, language: str | None = None) -> str:
    """A strong tag: it changes with the generation, the format, the language and the release of this program."""
    parts = (f"g{generation}", choice.suffix, choice.media_type.partition("/")[2], language or "", release())
    return '"' + "-".join(part for part in parts if part) + '"'


def unchanged(request: Request, tag: str) -> bool:
    """Whether the client has this representation already (If-None-Match, RFC 9110 section 13.1.2)."""
    known = field(request, "if-none-match")
    return known is not None and (known.strip() == "*" or tag in _TAG.findall(known))


@dataclass(frozen=True, slots=True)
class Header:
    """The headers of one negotiated answer."""

    tag: str
    location: str | None = None
    language: str | None = None
    links: tuple[str, ...] = ()

    def fields(self) -> dict[str, str]:
        """The header fields, those that a 304 must repeat among them."""
        found = {"ETag": self.tag, "Vary": _VARY, "Cache-Control": _FRESH}
        if self.location:
            found["Content-Location"] = self.location
        if self.language:
            found["Content-Language"] = self.language
        if self.links:
            found["Link"] = ", ".join(self.links)
        return found


def answer(header: Header, body: bytes | str, choice: Format) -> Response:
    """The representation; text is UTF-8."""
    return Response(body, 200, header.fields(), choice.media_type)


def not_modified(header: Header) -> Response:
    """304 with the headers of the full answer that RFC 9110, 15.4.5 names."""
    return Response(status_code=304, headers=header.fields())


def link(target: str, relation: str, **attributes: str) -> str:
    """A value of the Link header (RFC 8288).

    >>> link("/decision/cop/10/15.ttl", "alternate", type="text/turtle")
    '</decision/cop/10/15.ttl>; rel="alternate"; type="text/turtle"'
    """
    return "; ".join([f"<{target}>", f'rel="{relation}"', *(f'{name}="{value}"' for name, value in attributes.items())])
