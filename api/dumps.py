"""`/dumps`: the whole generation and every named graph to take away, with checksums."""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import quote

import orjson
import pyoxigraph as ox
from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import FileResponse, StreamingResponse

from api.access import ReaderDep, SettingsDep, current
from api.negotiation import Format
from api.problems import HttpProblem
from api.representation import JSON, RDF, Header, absolute, answer, chosen, etag, not_modified, unchanged
from api.view import View
from graph import dumps
from graph.dumps import Dump, Part
from graph.namespaces import Names
from graph.store import Reader

router = APIRouter(tags=["harvest"])
GZIP = "application/gzip"
_REMEMBERED = 10
_GRAPH = (RDF[2], RDF[1])
_NAME = re.compile(r"chm-([0-9]{1,9})(?:\.([a-z-]+))?\.nq\.gz")


@dataclass(frozen=True, slots=True)
class Kept:
    """The dump of a generation and the file that it stands in."""

    file: Path
    dump: Dump


class Dumps:
    """Finds the dump of a generation, which was made when it was published; what has none on this machine gets one in a
    folder that ends with the service, when it is first asked for."""

    def __init__(self) -> None:
        self._folder: Path | None = None
        self._found: dict[int, Kept] = {}
        self._making = threading.Lock()

    def of(self, reader: Reader, names: Names) -> Kept:
        """The dump of a generation."""
        with self._making:
            found = self._found.pop(reader.generation, None)
            if found is None or not found.file.is_file():
                found = self._kept(reader) or self._made(reader, names)
            self._found = {**dict(list(self._found.items())[-_REMEMBERED:]), reader.generation: found}
            return found

    def close(self) -> None:
        """Takes away what was made here; it is made again when it is asked for."""
        with self._making:
            if self._folder is not None:
                shutil.rmtree(self._folder, ignore_errors=True)
            self._folder, self._found = None, {}

    @staticmethod
    def _kept(reader: Reader) -> Kept | None:
        place: Path | None = getattr(reader, "place", None) or getattr(reader, "dumped", None)
        made = dumps.read(place) if place is not None else None
        return Kept(place / dumps.FILE, made) if place is not None and made is not None else None

    def _made(self, reader: Reader, names: Names) -> Kept:
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="chm-dumps-"))
        for former in self._folder.iterdir():
            shutil.rmtree(former, ignore_errors=True)
        place = self._folder / str(reader.generation)
        place.mkdir()
        return Kept(place / dumps.FILE, dumps.write(place, reader, names))


@router.get("/dumps", summary="The dumps there are, with checksums")
def listed(request: Request, reader: ReaderDep, settings: SettingsDep) -> Response:
    """The dump of the generation as N-Quads (gzip), whole and by kind of graph, and the address of every graph."""
    header = Header(etag(reader.generation, JSON))
    if unchanged(request, header.tag):
        return not_modified(header)
    kept = kept_dump(request, reader)
    body: dict[str, Any] = {
        "generation": reader.generation,
        "license": settings.license,
        "checksums": absolute(request, "dumps/SHA256SUMS"),
        "dumps": [_told(request, reader.generation, part) for part in kept.dump.all()],
        "graphs": [
            {"graph": iri, "url": absolute(request, "dumps/graph.nt") + f"?graph={_encoded(iri)}"}
            for iri in sorted(reader.graphs())
        ],
    }
    return answer(header, orjson.dumps(body, option=orjson.OPT_INDENT_2), JSON)


@router.get("/dumps/SHA256SUMS", summary="Checksums as sha256sum reads them")
def checksums(request: Request, reader: ReaderDep) -> Response:
    """One line for each file."""
    parts = kept_dump(request, reader).dump.all()
    lines = [f"{part.sha256}  {dumps.file_name(reader.generation, part.kind)}\n" for part in parts]
    return Response("".join(lines), 200, {"Cache-Control": "public, max-age=0"}, "text/plain")


@router.get("/dumps/graph.{suffix}", summary="One named graph")
def graph(
    request: Request,
    reader: ReaderDep,
    settings: SettingsDep,
    suffix: str,
    graph: Annotated[str, Query(description="IRI of the graph, or its path under the base")],
) -> Response:
    """A graph as sorted N-Triples (`nt`) or Turtle (`ttl`); `Repr-Digest` is its checksum (RFC 9530)."""
    form = chosen(request, f"graph.{suffix}", _GRAPH).format
    iri = View(reader, settings.names).node(graph).value
    triples = sorted((quad.triple for quad in reader.quads(graph=iri)), key=str)
    if not triples:
        raise HttpProblem(404, f"no graph {graph}; /dumps lists them")
    body = _written(triples, form, settings.names)
    header = Header(etag(reader.generation, form, hashlib.sha256(iri.encode()).hexdigest()[:8]))
    if unchanged(request, header.tag):
        return not_modified(header)
    made = answer(header, body, form)
    made.headers["Repr-Digest"] = f"sha-256=:{base64.b64encode(hashlib.sha256(body).digest()).decode()}:"
    return made


def _written(triples: list[ox.Triple], form: Format, names: Names) -> bytes:
    if form.suffix == "nt":
        return ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
    return ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=names.prefixes()) or b""


@router.get("/dumps/{name}", summary="A dump: of everything, or of one kind of graph")
def file(request: Request, name: str) -> Response:
    """The gzip file of a kept generation; the whole one with ranges, for transfers that broke off."""
    match = _NAME.fullmatch(name)
    kept = kept_dump(request, current(request).at(int(match[1]))) if match else None
    part = kept.dump.part(match[2] or "") if match and kept else None
    if kept is None or part is None:
        raise HttpProblem(404, f"no dump {name!r}; /dumps lists them")
    digest = base64.b64encode(bytes.fromhex(part.sha256)).decode()
    fields = {"Repr-Digest": f"sha-256=:{digest}:", "Cache-Control": "public, max-age=31536000, immutable"}
    if part is kept.dump.whole:
        return FileResponse(kept.file, 200, fields, GZIP)
    fields["Content-Length"] = str(part.bytes)
    return StreamingResponse(dumps.chunks(kept.file, part), 200, fields, GZIP)


def kept_dump(request: Request, reader: Reader) -> Kept:
    """The dump of what a reader reads."""
    found: Dumps = request.app.state.dumps
    return found.of(reader, request.app.state.settings.names)


def _told(request: Request, generation: int, part: Part) -> dict[str, Any]:
    name = dumps.file_name(generation, part.kind)
    return {
        "name": name,
        "media_type": GZIP,
        "bytes": part.bytes,
        "sha256": part.sha256,
        "graphs": part.graphs,
        "statements": part.statements,
        "url": absolute(request, f"dumps/{name}"),
    }


def _encoded(iri: str) -> str:
    return quote(iri, safe="")
