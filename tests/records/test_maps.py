"""GeoJSON: geometries whole, boxes right over the antimeridian, a wrong geometry refused alone with its pointer."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.embedded import EmbeddedStore
from graph.entries import entries
from graph.errors import SourceError
from graph.holdings import refused
from graph.namespaces import Names
from graph.queries import question
from loaders.load import load
from loaders.pipeline import SourceGraph, Work, run, tools
from loaders.records.formats.geometry import read_geometry
from loaders.structure.stage import NOTHING_ASKED

NAMES = Names()
_POSITION = re.compile(r"-?\d[\d.e-]* -?\d[\d.e-]*")
SQUARE = [[0.0, 0.0], [2.0, 0.0], [2.0, 1.0], [0.0, 1.0], [0.0, 0.0]]


def feature(geometry: object, **properties: object) -> dict[str, Any]:
    return {"type": "Feature", "properties": {"name": "A place"} | properties, "geometry": geometry}


def polygon(*ring: list[float]) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": [list(ring)]}


def rectangle(west: float, east: float, south: float = -10, north: float = 10) -> list[list[float]]:
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def graph_of(*features: object, **members: object) -> SourceGraph:
    data = {"type": "FeatureCollection", "features": list(features)} | members
    (graph,) = run(Work("places.geojson", json.dumps(data).encode(), NOTHING_ASKED), tools(NAMES)).graphs
    return graph


ROUNDED = 1e-9
"""Degrees by which a longitude next to the antimeridian is put on it."""


def box(geometry: object) -> tuple[float, float, float, float]:
    found = read_geometry(geometry, "a", "").box  # type: ignore[arg-type]
    return found.west, found.south, found.east, found.north


def said(graph: SourceGraph, property_: str) -> list[str]:
    return [t.object.value for t in graph.triples if t.predicate.value == property_]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("geometry", "wkt"),
    [
        ({"type": "Point", "coordinates": [1, 2.5]}, "POINT(1 2.5)"),
        ({"type": "MultiPoint", "coordinates": [[1, 2], [3, 4]]}, "MULTIPOINT(1 2, 3 4)"),
        ({"type": "LineString", "coordinates": [[1, 2], [3, 4]]}, "LINESTRING(1 2, 3 4)"),
        ({"type": "MultiLineString", "coordinates": [[[1, 2], [3, 4]]]}, "MULTILINESTRING((1 2, 3 4))"),
        ({"type": "Point", "coordinates": [1, 2, 0]}, "POINT(1 2)"),
        ({"type": "LineString", "coordinates": [[1, 2, 7], [3, 4]]}, "LINESTRING Z (1 2 7, 3 4 0)"),
        (
            {"type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": [1, 2]}]},
            "GEOMETRYCOLLECTION(POINT(1 2))",
        ),
        (
            {"type": "MultiPolygon", "coordinates": [[SQUARE]]},
            "MULTIPOLYGON(((0.0 0.0, 2.0 0.0, 2.0 1.0, 0.0 1.0, 0.0 0.0)))",
        ),
    ],
)
def test_a_geometry_becomes_well_known_text(geometry: dict[str, Any], wkt: str) -> None:
    assert read_geometry(geometry, "a", "").wkt == wkt


@pytest.mark.parametrize(
    ("geometry", "bounds"),
    [
        (polygon(*rectangle(10, 20)), (10, -10, 20, 10)),
        (
            {"type": "MultiPolygon", "coordinates": [[rectangle(170, 180)], [rectangle(-180, -170)]]},
            (170, -10, -170, 10),
        ),
        (polygon(*rectangle(170, 190)), (170, -10, -170, 10)),
        (polygon([179, 0], [-179, 0], [-179, 1], [179, 1], [179, 0]), (179, 0, -179, 1)),
        ({"type": "LineString", "coordinates": [[178, 5], [-178, 6]]}, (178, 5, -178, 6)),
        ({"type": "MultiPolygon", "coordinates": [[rectangle(110, 150)], [rectangle(-70, -40)]]}, (-70, -10, 150, 10)),
        (polygon(*rectangle(-180, 180, 70, 90)), (-180, 70, 180, 90)),
        (polygon([0, 80], [120, 80], [-120, 80], [0, 80]), (-180, 80, 180, 90)),
        (polygon([0, -80], [-120, -80], [120, -80], [0, -80]), (-180, -90, 180, -80)),
        (polygon(*rectangle(175, 180.0000000000002)), (175, -10, 180, 10)),
        ({"type": "MultiPoint", "coordinates": [[-180, 1], [179, 2]]}, (-180, 1, 179, 2)),
    ],
    ids=lambda value: "" if isinstance(value, dict) else "-".join(map(str, value)),
)
def test_a_box_goes_over_the_antimeridian_where_the_geometry_does(
    geometry: dict[str, Any], bounds: tuple[float, ...]
) -> None:
    assert box(geometry) == bounds


@given(st.lists(st.tuples(st.floats(-180, 180), st.floats(-90, 90)), min_size=1, max_size=8))
def test_every_point_lies_in_the_box_of_its_geometry(points: list[tuple[float, float]]) -> None:
    west, south, east, north = box({"type": "MultiPoint", "coordinates": [list(point) for point in points]})
    for longitude, latitude in points:
        after, before = longitude >= west - ROUNDED, longitude <= east + ROUNDED
        between = after and before if west <= east else after or before
        assert between
        assert south <= latitude <= north


@pytest.mark.parametrize(
    ("geometry", "pointer", "reason"),
    [
        (polygon([0, 0], [1, 0], [1, 1], [0, 1]), "/coordinates/0", "not closed"),
        (polygon([0, 0], [1, 0], [0, 0]), "/coordinates/0", "a ring of 3 positions"),
        (polygon([0, 0], [1, 91], [1, 1], [0, 0]), "/coordinates/0/1", "nowhere on Earth"),
        (polygon([0, 0], [1, "x"], [1, 1], [0, 0]), "/coordinates/0/1", "'x' is no number"),  # type: ignore[list-item]
        (polygon([0, 0], [1], [1, 1], [0, 0]), "/coordinates/0/1", "no position"),
        ({"type": "LineString", "coordinates": [[0, 0]]}, "/coordinates", "a line of 1 position"),
        ({"type": "Polygon", "coordinates": []}, "/coordinates", "holds no coordinates"),
        ({"type": "Circle", "coordinates": [0, 0]}, "/type", "'Circle' is no type of geometry"),
        ({"coordinates": [0, 0]}, "", "has no type"),
        (
            {"type": "GeometryCollection", "geometries": [{"type": "Point"}]},
            "/geometries/0/coordinates",
            "no coordinates",
        ),
    ],
)
def test_a_wrong_geometry_refuses_its_feature_alone_with_the_pointer_of_the_fault(
    geometry: dict[str, Any], pointer: str, reason: str
) -> None:
    graph = graph_of(feature(geometry, id="wrong"), feature({"type": "Polygon", "coordinates": [SQUARE]}, id="right"))
    assert graph.elements == 1
    (told,) = graph.warnings
    assert told.startswith(f"/features/0: record refused: /features/0/geometry{pointer}: ")
    assert reason in told


def test_a_refused_feature_is_listed_in_the_store_with_its_place(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path / "data")
    file = tmp_path / "places.geojson"
    collection = {"type": "FeatureCollection", "features": [feature(polygon([0, 0])), feature(None, id="b")]}
    file.write_text(json.dumps(collection), "utf-8")
    (outcome,) = load([file], store, NAMES).files
    assert (outcome.outcome, outcome.elements) == ("loaded", 1)
    (listed,) = refused(store.reader())
    assert (listed.file, listed.place) == ("places.geojson", "/features/0")
    store.close()


def test_a_feature_without_a_geometry_is_a_record_without_a_box() -> None:
    graph = graph_of(feature(None, id="somewhere"))
    assert graph.elements == 1
    assert said(graph, NAMES.prefixes()["dcat"] + "bbox") == []


def test_a_property_cannot_take_the_place_of_what_the_format_says() -> None:
    graph = graph_of(feature(None) | {"properties": {"@geometry": {"west": 1}, "@type": "Other", "@id": "way/1"}})
    assert (graph.elements, said(graph, NAMES.term("west"))) == (1, [])
    assert said(graph, NAMES.prefixes()["dcterms"] + "identifier") == ["way/1"]


def test_collections_that_are_too_deep_are_refused() -> None:
    deep: dict[str, Any] = {"type": "Point", "coordinates": [1, 2]}
    for _ in range(400):
        deep = {"type": "GeometryCollection", "geometries": [deep]}
    (told,) = graph_of(feature(deep), feature(None)).warnings
    assert "collections inside collections" in told


def test_a_feature_without_an_identifier_is_named_by_its_place() -> None:
    assert said(graph_of(feature(None), feature(None)), NAMES.prefixes()["dcterms"] + "identifier") == [
        "places.geojson-1",
        "places.geojson-2",
    ]


def test_a_site_of_the_protected_areas_database_is_linked_to_its_countries_and_targets() -> None:
    graph = graph_of(feature({"type": "Point", "coordinates": [1, 2]}, WDPAID=7, ISO3="KEN;TZA", DESIG_ENG="Park"))
    assert set(said(graph, NAMES.prefixes()["dcterms"] + "spatial")) == {
        NAMES.iri("vocab/countries/ke"),
        NAMES.iri("vocab/countries/tz"),
    }
    assert NAMES.iri("vocab/gbf/3") in said(graph, NAMES.term("serves"))
    assert said(graph, NAMES.iri("field/DESIG_ENG")) == ["Park"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b'{"type": "FeatureCollection", "features": []}', "a collection of no features"),
        (b'{"type": "FeatureCollection"}', "a collection of no features"),
        (b'{"type": "Point", "coordinates": [1, 2]}', "a geometry alone"),
        (b'{"type": "FeatureCollection", "features": [', "is no JSON"),
        (
            b'{"type": "FeatureCollection", "crs": {"properties": {"name": "EPSG:3857"}}, "features": [{}]}',
            "coordinates of EPSG:3857",
        ),
        (b"", "is empty"),
    ],
)
def test_a_file_that_gives_no_feature_is_refused_with_its_reason(data: bytes, reason: str) -> None:
    with pytest.raises(SourceError, match=reason):
        run(Work("a.geojson", data, NOTHING_ASKED), tools(NAMES))


def test_the_maps_of_the_workshops_load_whole_and_no_coordinate_is_searched(corpus: Path, tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path)
    files = sorted((corpus / "records" / "ebsa").glob("*.geojson"))
    found = load(files, store, NAMES)
    assert (found.complete, sum(outcome.elements for outcome in found.files)) == (True, 78)
    as_wkt = NAMES.prefixes()["geo"] + "asWKT"
    texts = [quad.object for quad in store.reader().quads(None, ox.NamedNode(as_wkt))]
    found_positions = sum(len(_POSITION.findall(text.value)) for text in texts if isinstance(text, ox.Literal))
    assert found_positions == sum(_positions(json.loads(file.read_bytes())) for file in files)
    assert max(len(words) for entry in entries(store.reader(), NAMES) for words in entry.words.values()) < 5_000
    asked = question("areas-in-box")
    answer = asked.ask(store.reader(), {"west": "170", "south": "-20", "east": "-170", "north": "0"})
    relations = {str(row["title"].value): row["relation"].value for row in answer}  # type: ignore[union-attr]
    assert relations["Taveuni and Ringgold Islands"] == "within"
    assert relations["Equatorial High-Productivity Zone"] == "overlaps"
    assert "Sargasso Sea" not in relations
    store.close()


def _positions(tree: Any) -> int:
    if isinstance(tree, dict):
        return sum(_positions(each) for each in tree.get("features", [tree.get("geometry", tree).get("coordinates")]))
    return sum(map(_positions, tree)) if isinstance(tree[0], list) else 1
