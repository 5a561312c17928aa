"""`/dumps`: the whole generation and every named graph to take away, with checksums."""

from __future__ import annotations

import base64
import gzip
import hashlib
import shutil
import tempfile
import threading
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import quote

import orjson
import pyoxigraph as ox
from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import FileResponse

from api.access import ReaderDep, SettingsDep
from api.negotiation import Format
from api.problems import HttpProblem
from api.representation import JSON, RDF, Header, absolute, answer, chosen, etag, not_modified, unchanged
from api.view import View
from graph.holdings import dump
from graph.namespaces import Names
from graph.store import Reader

router = APIRouter(tags=["harvest"])
_WHOLE = ("nq",)
_GRAPH = (RDF[2], RDF[1])


@dataclass(frozen=True, slots=True)
class Dump:
    """A whole dump: its name, media type, size in bytes and SHA-256, of the gzip file as it is sent."""

    name: str
    media_type: str
    bytes: int
    sha256: str


class Dumps:
    """Makes the dumps of the newest generation once, in a folder that ends with the service."""

    def __init__(self) -> None:
        self._folder: Path | None = None
        self._made: tuple[int, tuple[Dump, ...]] = (-1, ())
        self._making = threading.Lock()

    def of(self, reader: Reader, names: Names) -> tuple[Dump, ...]:
        """The dumps of a generation; those of another one are taken away."""
        with self._making:
            if self._made[0] != reader.generation:
                self._emptied()
                self._made = reader.generation, tuple(self._make(reader, names, suffix) for suffix in _WHOLE)
            return self._made[1]

    def path(self, made: Dump) -> Path:
        """Where a dump stands."""
        return self._place / made.name

    def close(self) -> None:
        """Takes the folder away; a dump that is asked for afterwards is made again."""
        with self._making:
            self._emptied()

    @property
    def _place(self) -> Path:
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="chm-dumps-"))
        return self._folder

    def _emptied(self) -> None:
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
        self._folder, self._made = None, (-1, ())

    def _make(self, reader: Reader, names: Names, suffix: str) -> Dump:
        plain = self._place / f"making.{suffix}"
        dump(reader, names, suffix, out=plain)
        name = f"chm-{reader.generation}.{suffix}.gz"
        place = self._place / name
        # no time and no name inside: the same content has the same checksum
        with (
            plain.open("rb") as source,
            place.open("wb") as target,
            gzip.GzipFile("", "wb", 4, target, mtime=0) as packed,
        ):
            shutil.copyfileobj(source, packed, 1 << 20)
        plain.unlink()
        with place.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        return Dump(name, "application/gzip", place.stat().st_size, digest)


@router.get("/dumps", summary="The dumps there are, with checksums")
def listed(request: Request, reader: ReaderDep, settings: SettingsDep) -> Response:
    """The whole dump as N-Quads (gzip), made when first asked for in a generation, and the address of every graph."""
    header = Header(etag(reader.generation, JSON))
    if unchanged(request, header.tag):
        return not_modified(header)
    whole = _dumps(request).of(reader, settings.names)
    body: dict[str, Any] = {
        "generation": reader.generation,
        "license": settings.license,
        "checksums": absolute(request, "dumps/SHA256SUMS"),
        "dumps": [{**asdict(each), "url": absolute(request, f"dumps/{each.name}")} for each in whole],
        "graphs": [
            {"graph": iri, "url": absolute(request, "dumps/graph.nt") + f"?graph={_encoded(iri)}"}
            for iri in sorted(reader.graphs())
        ],
    }
    return answer(header, orjson.dumps(body, option=orjson.OPT_INDENT_2), JSON)


@router.get("/dumps/SHA256SUMS", summary="Checksums as sha256sum reads them")
def checksums(request: Request, reader: ReaderDep, settings: SettingsDep) -> Response:
    """One line for each whole dump."""
    lines = [f"{each.sha256}  {each.name}\n" for each in _dumps(request).of(reader, settings.names)]
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


@router.get("/dumps/{name}", summary="A whole dump")
def whole(request: Request, reader: ReaderDep, settings: SettingsDep, name: str) -> Response:
    """The gzip file, with ranges for transfers that broke off."""
    made = {each.name: each for each in _dumps(request).of(reader, settings.names)}
    if name not in made:
        raise HttpProblem(404, f"no dump {name!r}; /dumps lists {', '.join(made)}")
    digest = base64.b64encode(bytes.fromhex(made[name].sha256)).decode()
    fields = {"Repr-Digest": f"sha-256=:{digest}:", "Cache-Control": "public, max-age=31536000, immutable"}
    return FileResponse(_dumps(request).path(made[name]), 200, fields, made[name].media_type)


def _dumps(request: Request) -> Dumps:
    found: Dumps = request.app.state.dumps
    return found


def _encoded(iri: str) -> str:
    return quote(iri, safe="")
