"""The SPARQL 1.1 Graph Store Protocol: whole graphs by HTTP, read by everyone, written with the scope `graphs`.

/graphs?graph=IRI     a graph by its name (indirect)
/graphs?default       the merge of all graphs, which can only be read; or the graph of CHM_DEFAULT_GRAPH
/graphs/PATH          the graph whose name is PATH under the base (direct)
"""

from __future__ import annotations

from uuid import uuid4

import anyio
import pyoxigraph as ox
from fastapi import APIRouter, Request, Response

from api.access import ReaderDep, SettingsDep
from api.negotiation import Format
from api.problems import HttpProblem
from api.representation import JSON_LD, RDF, Header, absolute, answer, chosen, etag, not_modified, unchanged
from api.sparql import media_type
from api.tokens import allowed
from api.writing import content, write, writer
from graph.errors import QueryError, SourceError
from graph.settings import Settings
from graph.store import Reader

router = APIRouter(tags=["sparql"])
_READ = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
}
_PARTS = "multipart/form-data"
_TURTLE = RDF[1]
_WRITTEN = (_TURTLE, *(each for each in RDF if each.suffix in ("nt", "rdf")), JSON_LD)
_FORMS = {"ttl": ox.RdfFormat.TURTLE, "nt": ox.RdfFormat.N_TRIPLES, "rdf": ox.RdfFormat.RDF_XML}


@router.get("/graphs", summary="A graph by ?graph= or ?default")
@router.get("/graphs/{path:path}", summary="A graph by its path")
def get(request: Request, settings: SettingsDep, reader: ReaderDep, path: str = "") -> Response:
    """The graph of the served generation."""
    graph = _named(request, settings, path)
    choice = chosen(request, "graphs", _WRITTEN)
    if graph is not None and next(reader.quads(graph=graph), None) is None:
        raise HttpProblem(404, f"there is no graph {graph}")
    header = Header(etag(reader.generation, choice.format))
    if unchanged(request, header.tag):
        return not_modified(header)
    return answer(header, _content(reader, graph, choice.format, settings), choice.format)


def _content(reader: Reader, graph: str | None, form: Format, settings: Settings) -> bytes:
    # each triple once: several graphs may say the same
    triples = dict.fromkeys(quad.triple for quad in reader.quads(graph=graph))
    prefixes = settings.names.prefixes() if form.suffix in ("ttl", "rdf") else None
    return ox.serialize(triples, format=_FORMS.get(form.suffix, ox.RdfFormat.JSON_LD), prefixes=prefixes) or b""


@router.put("/graphs", summary="Make a graph what is sent, with a token", status_code=204)
@router.put("/graphs/{path:path}", summary="Make a graph what is sent, with a token", status_code=204)
async def put(request: Request, settings: SettingsDep, path: str = "") -> Response:
    """201 for a new graph, 204 for one that was there; what the shapes refuse is 422 and changes nothing."""
    allowed(request, settings, "graphs")
    graph = _written(_named(request, settings, path))
    triples = await _sent(request, graph)
    there, number = await anyio.to_thread.run_sync(_replace, settings, graph, triples, False)
    return _done(204 if there else 201, number)


@router.post("/graphs", summary="Add to a graph, with a token", status_code=204)
@router.post("/graphs/{path:path}", summary="Add to a graph, with a token", status_code=204)
async def post(request: Request, settings: SettingsDep, path: str = "") -> Response:
    """Adds the triples; without the name of a graph a new one is made, and `Location` says where it is."""
    allowed(request, settings, "graphs")
    unnamed = not path and not {"graph", "default"} & set(request.query_params)
    graph = uuid4().urn if unnamed else _written(_named(request, settings, path))
    triples = await _sent(request, graph)
    there, number = await anyio.to_thread.run_sync(_replace, settings, graph, triples, True)
    done = _done(204 if there else 201, number)
    if unnamed:
        done.headers["Location"] = f"{absolute(request, 'graphs')}?graph={graph}"
    return done


@router.delete("/graphs", summary="Take a graph away, with a token", status_code=204)
@router.delete("/graphs/{path:path}", summary="Take a graph away, with a token", status_code=204)
async def delete(request: Request, settings: SettingsDep, path: str = "") -> Response:
    """404 for a graph that is not there."""
    allowed(request, settings, "graphs")
    graph = _written(_named(request, settings, path))
    return _done(204, await anyio.to_thread.run_sync(_remove, settings, graph))


def _named(request: Request, settings: Settings, path: str) -> str | None:
    """The IRI of the graph of a request; None for the merge of all."""
    asked = [settings.names.iri(path)] if path else request.query_params.getlist("graph")
    if "default" in request.query_params and not asked:
        return settings.default_graph or None
    if len(asked) != 1 or ("default" in request.query_params and not path):
        raise QueryError("name one graph: ?graph=IRI, or ?default")
    # the address of a graph here, which `Location` gave, names it too
    name = asked[0].removeprefix(f"{absolute(request, 'graphs')}?graph=")
    try:
        return ox.NamedNode(name).value
    except ValueError as fault:
        raise QueryError(f"{asked[0]!r} is no absolute IRI: {fault}") from fault


def _written(graph: str | None) -> str:
    if graph is None:
        raise HttpProblem(403, "the default graph is the merge of all graphs; write to a graph by its name")
    return graph


async def _sent(request: Request, graph: str) -> frozenset[ox.Triple]:
    """The triples of the body, or of each part of a form. JSON-LD with a remote context is refused unread."""
    kind = media_type(request)
    if kind != _PARTS:
        return _parsed(await request.body(), kind, graph, fresh=request.method == "POST")
    found: set[ox.Triple] = set()
    async with request.form() as form:
        for _, part in form.multi_items():
            if isinstance(part, str):
                raise HttpProblem(415, "each part of a form is a file with its own Content-Type")
            kind = (part.content_type or "").partition(";")[0].strip().lower()
            found |= _parsed(await part.read(), kind, graph, fresh=True)
    return frozenset(found)


def _parsed(body: bytes, kind: str, graph: str, *, fresh: bool) -> frozenset[ox.Triple]:
    """The triples of a document, relative IRIs under the graph's; `fresh` blank nodes are no others' that there are."""
    if kind not in _READ:
        accepted = ", ".join((*_READ, _PARTS))
        raise HttpProblem(415, f"send {accepted}", {"Accept-Post": accepted})
    try:
        parsed = ox.parse(body, format=_READ[kind], base_iri=graph, rename_blank_nodes=fresh)
        return frozenset(quad.triple for quad in parsed)
    except (SyntaxError, ValueError) as fault:
        place = {"line": fault.lineno, "column": fault.offset} if isinstance(fault, SyntaxError) else {}
        raise HttpProblem(400, str(SourceError("the body", f"not {kind}: {fault}")), None, **place) from fault


def _replace(settings: Settings, graph: str, triples: frozenset[ox.Triple], added: bool) -> tuple[bool, int]:
    with writer(settings) as store:
        held = content(store, graph)
        changes = {graph: triples | held if added else triples}
        return bool(held), write(store, changes, settings, unchecked=True)


def _remove(settings: Settings, graph: str) -> int:
    with writer(settings) as store:
        if not content(store, graph):
            raise HttpProblem(404, f"there is no graph {graph}")
        return write(store, {graph: frozenset()}, settings)


def _done(status: int, number: int) -> Response:
    return Response(status_code=status, headers={"CHM-Generation": str(number), "Cache-Control": "no-store"})
