"""Geometries of GeoJSON (RFC 7946, section 3.1): checked, as Well-Known Text, with their bounding box.

Nothing is simplified: every position of the source stands in the text. A third number is kept unless it is 0
throughout, which is what programs write that have none. Rings are not checked for crossing themselves.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from graph.errors import SourceError
from loaders.records.rows import Tree

CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
"""Longitude and latitude of WGS 84 in degrees, in this order: what GeoJSON and GeoSPARQL mean."""

_DEPTH = {"Point": 0, "MultiPoint": 1, "LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3}
_HALF, _TURN, _POLE = 180.0, 360.0, 90.0
_SLACK = 1e-9
"""Degrees, under a millimetre: cut lines of real files stand at 180.0000000000002."""
_RING, _LINE, _PLANE = 4, 2, 2
_DEEPEST = 8

Position = list[float]


@dataclass(frozen=True, slots=True)
class Box:
    """The bounds of a geometry in degrees. `west` is greater than `east` where it lies over the antimeridian, as in
    RFC 7946, section 5.2.

    >>> Box(177.0, -20.0, -178.0, -16.0).wkt.startswith("MULTIPOLYGON(((177.0 -20.0, 180.0 -20.0")
    True
    """

    west: float
    south: float
    east: float
    north: float

    @property
    def wkt(self) -> str:
        """As a polygon; as two where it lies over the antimeridian."""
        if self.west <= self.east:
            return f"POLYGON({self._ring(self.west, self.east)})"
        return f"MULTIPOLYGON(({self._ring(self.west, _HALF)}), ({self._ring(-_HALF, self.east)}))"

    def _ring(self, west: float, east: float) -> str:
        corners = ((west, self.south), (east, self.south), (east, self.north), (west, self.north), (west, self.south))
        return f"({', '.join(f'{x} {y}' for x, y in corners)})"


@dataclass(frozen=True, slots=True)
class Geometry:
    """A geometry that is right: its kind as GeoJSON names it, its text, its box."""

    kind: str
    wkt: str
    box: Box


def read_geometry(tree: Tree, name: str, pointer: str) -> Geometry:
    """The geometry in a GeoJSON object. Raises SourceError with the JSON pointer of what is wrong as its place.

    >>> read_geometry({"type": "Point", "coordinates": [36.8, -1.3]}, "a.geojson", "/geometry").wkt
    'POINT(36.8 -1.3)'
    """
    outlines: list[list[Position]] = []
    kind, text = _read(tree, name, pointer, outlines)
    return Geometry(kind, text, _box(outlines))


def _read(tree: Tree, name: str, pointer: str, outlines: list[list[Position]]) -> tuple[str, str]:
    kind = tree.get("type") if isinstance(tree, dict) else None
    if not isinstance(tree, dict) or not isinstance(kind, str):
        raise _fault(name, pointer, "is no geometry: it has no type")
    if kind == "GeometryCollection" and pointer.count("/geometries/") > _DEEPEST:
        raise _fault(name, pointer, f"collections inside collections, over {_DEEPEST} deep")
    if kind == "GeometryCollection":
        members = tree.get("geometries")
        if not isinstance(members, list) or not members:
            raise _fault(name, f"{pointer}/geometries", "holds no geometry")
        each = [_read(one, name, f"{pointer}/geometries/{at}", outlines)[1] for at, one in enumerate(members)]
        return kind, f"GEOMETRYCOLLECTION({', '.join(each)})"
    if kind not in _DEPTH:
        raise _fault(name, f"{pointer}/type", f"{kind!r} is no type of geometry")
    coordinates = tree.get("coordinates")
    found = list(_lines(coordinates, _DEPTH[kind], name, f"{pointer}/coordinates"))
    for at, line in found:
        _check(kind, at, line, name)
        if kind == "MultiPoint":
            outlines += ([position] for position in line)
        elif "Polygon" not in kind or at.endswith("/0"):
            outlines.append(line)
    height = any(len(position) > _PLANE and position[_PLANE] for _, line in found for position in line)
    text = _text(coordinates, height)
    return kind, f"{kind.upper()}{' Z ' if height else ''}{text if _DEPTH[kind] else f'({text})'}"


def _lines(tree: Tree, depth: int, name: str, pointer: str) -> Iterator[tuple[str, list[Position]]]:
    """The lines of positions in coordinates, each with its pointer: rings, lines, or single points."""
    if not isinstance(tree, list) or not tree:
        raise _fault(name, pointer, "holds no coordinates")
    if depth == 0:
        yield pointer, [_position(tree, name, pointer)]
    elif depth == 1:
        yield pointer, [_position(one, name, f"{pointer}/{at}") for at, one in enumerate(tree)]
    else:
        for at, one in enumerate(tree):
            yield from _lines(one, depth - 1, name, f"{pointer}/{at}")


def _position(tree: Tree, name: str, pointer: str) -> Position:
    if not isinstance(tree, list) or len(tree) < _PLANE:
        raise _fault(name, pointer, "is no position of longitude and latitude")
    numbers: Position = []
    for value in tree:
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            raise _fault(name, pointer, f"{value!r} is no number")
        numbers.append(float(value))
    if abs(numbers[0]) > _TURN + _SLACK or abs(numbers[1]) > _POLE + _SLACK:
        raise _fault(name, pointer, f"longitude {numbers[0]}, latitude {numbers[1]} is nowhere on Earth")
    return numbers


def _check(kind: str, pointer: str, line: list[Position], name: str) -> None:
    if "Polygon" in kind:
        if len(line) < _RING:
            raise _fault(name, pointer, f"a ring of {len(line)} positions; it needs {_RING}")
        if line[0][:_PLANE] != line[-1][:_PLANE]:
            raise _fault(name, pointer, "the ring is not closed: its last position is not its first")
    elif "LineString" in kind and len(line) < _LINE:
        raise _fault(name, pointer, f"a line of {len(line)} position; it needs {_LINE}")


def _fault(name: str, pointer: str, reason: str) -> SourceError:
    return SourceError(name, reason, place=pointer, remedy="mend the geometry at the source")


def _text(tree: Tree, height: bool) -> str:
    """Coordinates that were checked, as Well-Known Text."""
    if not isinstance(tree, list):
        return ""
    if isinstance(tree[0], list):
        return f"({', '.join(_text(one, height) for one in tree)})"
    return " ".join(str(number) for number in ([*tree, 0][:3] if height else tree[:2]))


@dataclass(frozen=True, slots=True)
class _Span:
    """The longitudes of one line: from -180 up to 180, or beyond where it lies over the antimeridian; `whole` where
    they are all of them, `around` where it is a ring around a pole."""

    west: float
    east: float
    whole: bool = False
    around: bool = False


def _box(outlines: list[list[Position]]) -> Box:
    """The box of lines; it goes over the antimeridian only where one of them does, or where they meet there from both
    sides."""
    latitudes = [position[1] for line in outlines for position in line]
    south, north = min(latitudes), max(latitudes)
    spans = [_span(line) for line in outlines]
    for line, span in zip(outlines, spans, strict=True):
        if span.around:
            south, north = (south, _POLE) if sum(at[1] for at in line) > 0 else (-_POLE, north)
    if any(span.whole for span in spans):
        return Box(-_HALF, south, _HALF, north)
    west, east = min(span.west for span in spans), max(span.east for span in spans)
    if east > _HALF or (east == _HALF and west == -_HALF):
        west, east = _over(spans)
    return Box(west, south, east, north)


def _span(line: list[Position]) -> _Span:
    """The longitudes of a line, each position taken the shorter way from the one before."""
    turns = 0.0
    before = least = most = line[0][0]
    for position in line:
        longitude = position[0]
        along = _on_cut(before) and _on_cut(longitude)
        if abs(longitude - before) > _HALF and not along:
            turns -= math.copysign(_TURN, longitude - before)
        before = longitude
        least, most = min(least, longitude + turns), max(most, longitude + turns)
    closed = len(line) >= _RING and line[0][:_PLANE] == line[-1][:_PLANE]
    if most - least >= _TURN - _SLACK:
        return _Span(-_HALF, _HALF, whole=True, around=closed and turns != 0)
    back = 0.0 if abs(least) <= _HALF + _SLACK else math.floor((least + _HALF) / _TURN) * _TURN
    return _Span(_snapped(least - back), _snapped(most - back))


def _on_cut(longitude: float) -> bool:
    return abs(abs(longitude) - _HALF) < _SLACK


def _snapped(longitude: float) -> float:
    return math.copysign(_HALF, longitude) if _on_cut(longitude) else longitude


def _over(spans: list[_Span]) -> tuple[float, float]:
    """West and east of the spans' least cover over the antimeridian: what is left out is their widest gap."""
    parts = [(span.west, min(span.east, _HALF)) for span in spans]
    parts += [(-_HALF, span.east - _TURN) for span in spans if span.east > _HALF]
    west, east, reached = -_HALF, _HALF, -_HALF
    widest = 0.0
    for start, end in sorted(parts):
        if start - reached > widest:
            widest, west, east = start - reached, start, reached
        reached = max(reached, end)
    return west, east
