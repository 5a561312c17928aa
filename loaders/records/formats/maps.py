"""GeoJSON (RFC 7946): a row for each feature, its properties by name, its geometry as Well-Known Text."""

from __future__ import annotations

from collections.abc import Iterator

from graph.errors import SourceError
from loaders.readers.table import stem
from loaders.readers.tree import read_json
from loaders.records.formats.geometry import CRS84, read_geometry
from loaders.records.formats.row_format import RowFormat, begins
from loaders.records.rows import Row, Tree

_KNOWN_CRS = ("CRS84", "EPSG::4326", "EPSG:4326", "4326")


def _geojson(data: bytes, name: str) -> Iterator[Row] | None:
    """The features of a collection, or the one feature. What the format says of a feature stands under names with `@`,
    so that no property can take its place: `@id`, `@number` (file and place), `@geometry` (kind, wkt, box and bounds).
    """
    if not begins(data, b"{") or (b'"Feature' not in data and b'"coordinates"' not in data):
        return None
    tree = read_json(data, name)
    if not isinstance(tree, dict):
        return None
    kind, features = tree.get("type"), tree.get("features")
    if kind == "Feature":
        return iter((_row(1, "", tree, name),))
    if kind == "FeatureCollection":
        _refuse_other_coordinates(tree, name)
        if not isinstance(features, list) or not features:
            raise SourceError(name, "a collection of no features", place="/features", remedy="give it features")
        return (_row(at + 1, f"/features/{at}", feature, name) for at, feature in enumerate(features))
    if isinstance(kind, str) and "coordinates" in tree:
        raise SourceError(name, "a geometry alone says nothing of an area", remedy="give it as a Feature with a name")
    return None


def _refuse_other_coordinates(tree: dict[str, Tree], name: str) -> None:
    """The member `crs` of older files must name what RFC 7946 makes the only one."""
    crs = tree.get("crs")
    properties = crs.get("properties") if isinstance(crs, dict) else None
    named = properties.get("name") if isinstance(properties, dict) else None
    if crs is not None and not (isinstance(named, str) and named.endswith(_KNOWN_CRS)):
        reason = f"coordinates of {named or 'an unnamed system'}, not of CRS84"
        raise SourceError(name, reason, place="/crs", remedy="convert them to longitude and latitude of WGS 84")


def _row(number: int, pointer: str, feature: Tree, name: str) -> Row:
    """A feature as a row; one that is no feature, or whose geometry is wrong, is refused alone."""
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        return Row(number, pointer, {}, "is no Feature")
    properties = feature.get("properties")
    tree: dict[str, Tree] = dict(properties) if isinstance(properties, dict) else {}
    tree |= {"@type": "Feature", "@geometry": None, "@number": f"{stem(name)}-{number}"}
    tree["@id"] = feature.get("id", tree.get("@id"))
    if feature.get("geometry") is None:
        return Row(number, pointer, tree)
    try:
        found = read_geometry(feature["geometry"], name, f"{pointer}/geometry")
    except SourceError as fault:
        return Row(number, pointer, tree, f"{fault.place}: {fault.reason}")
    box = found.box
    bounds: dict[str, Tree] = {"west": box.west, "south": box.south, "east": box.east, "north": box.north}
    said: dict[str, Tree] = {"kind": found.kind, "wkt": f"<{CRS84}> {found.wkt}", "box": f"<{CRS84}> {box.wkt}"}
    tree["@geometry"] = said | bounds
    return Row(number, pointer, tree)


FORMATS: tuple[RowFormat, ...] = (RowFormat("geojson", "application/geo+json", _geojson),)
