"""What records cost: CHM documents, and partner data in six formats, through the whole load into a store on disk.

python -m bench --only records    CHM documents in 1, 10 and 100 files, partner data in 6, 60 and 600
python -m bench.records partners 1200    one size alone
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.figures import Figure, apart, peak

RECORDS, SECONDS = 10_000, 60
TRIPLES, MINUTES = 1_000_000, 5
_FILE = 100
_SCHEMAS = ("focalPoint", "organization", "resource", "measure", "nationalTarget7")
_COUNTRIES = ("KEN", "BRA", "FRA", "CHN", "EGY")


@dataclass(frozen=True, slots=True)
class Cost:
    """What one load took: `memory` is the most that its process held, in MB."""

    files: int
    records: int
    triples: int
    seconds: float
    processor: float
    memory: float


def measure(quick: bool) -> Iterator[Figure]:
    """Loads of each kind at 1, 10 and 100 times the number of files, each in a process of its own."""
    for kind, size in (("chm", 1), ("partners", len(PARTNERS))):
        first: Cost | None = None
        for factor in (1, 10) if quick else (1, 10, 100):
            cost = apart(loading, kind, size * factor)
            first = first or cost
            yield from _figures(kind, cost, first)


def _figures(kind: str, cost: Cost, first: Cost) -> Iterator[Figure]:
    name = f"{kind}, {cost.files} files"
    a_record = f"{(cost.processor / cost.records) / (first.processor / first.records):.2f} x/record"
    whole = kind == "chm" and cost.records >= RECORDS
    met = cost.seconds * RECORDS / cost.records < SECONDS
    goal = f"{RECORDS:,} in < {SECONDS} s" if whole else ""
    yield Figure(f"{name}: {cost.records:,} records", cost.seconds, "s", a_record, goal, met)
    rate = cost.triples / cost.seconds
    goal = f"{TRIPLES:,} in < {MINUTES} min" if kind == "partners" and cost.triples >= TRIPLES else ""
    yield Figure(f"{name}: {cost.triples:,} triples", rate, "triples/s", "", goal, rate * MINUTES * 60 > TRIPLES)
    yield Figure(f"{name}: peak memory", cost.memory, "MB", f"{cost.memory / first.memory:.2f} x")


def loading(kind: str, files: int) -> Cost:
    """Loads `files` files of 100 records; what is made once (rooms, vocabulary, shapes) is made before the clock."""
    from graph.embedded import EmbeddedStore
    from graph.namespaces import Names
    from loaders.load import Outcome, load

    writers = (chm,) if kind == "chm" else PARTNERS
    with tempfile.TemporaryDirectory() as place:
        folder, before = Path(place, "records"), Path(place, "before")
        _write(writers, range(files), folder)
        _write(writers, range(-len(writers), 0), before)
        store = EmbeddedStore(Path(place, "data"))
        load([before], store, Names())
        wall, processor = time.perf_counter(), time.process_time()
        records = triples = 0
        for one in load([folder], store, Names()).files:
            if one.outcome is not Outcome.LOADED:
                raise SystemExit(f"bench: {one.file} was {one.outcome}: {one.reason}")
            records, triples = records + one.elements, triples + one.triples
        wall, processor = time.perf_counter() - wall, time.process_time() - processor
        store.close()
    return Cost(files, records, triples, wall, processor, peak())


def _write(writers: tuple[Writer, ...], numbers: Iterable[int], folder: Path) -> None:
    folder.mkdir()
    for at in numbers:
        ending, text = writers[at % len(writers)](range(at * _FILE, (at + 1) * _FILE))
        (folder / f"records-{at}.{ending}").write_text(text, "utf-8")


def chm(numbers: range) -> tuple[str, str]:
    """Documents of five schemas."""
    return "json", json.dumps([_document(abs(number)) for number in numbers])


def _document(number: int) -> dict[str, object]:
    guid = f"{number:08X}-0000-4000-8000-000000000000"
    return {
        "header": {"identifier": guid, "schema": _SCHEMAS[number % len(_SCHEMAS)], "languages": ["en", "fr"]},
        "government": {"identifier": "ke"},
        "title": {"en": f"Ponds {number}", "fr": f"Mares {number}"},
        "summary": {"en": "What is known of the ponds of one district."},
        "cbdSubjects": [{"identifier": "CBD-SUBJECT-FOR"}, {"identifier": "CBD-SUBJECT-IAS"}],
        "gbfTargets": [{"identifier": "GBF-TARGET-06"}],
        "contacts": [{"identifier": f"{number + 1:08X}-0000-4000-8000-000000000000@2"}],
        "websites": [{"url": "https://example.org/ponds", "name": "Ponds"}],
        "city": {"en": "Nairobi"},
    }


def _areas(numbers: range) -> tuple[str, str]:
    features = []
    for number in numbers:
        west, south = (number * 7) % 340 - 170, (number * 3) % 160 - 80
        ring = [[west, south], [west + 1, south], [west + 1, south + 1], [west, south + 1], [west, south]]
        told = {"name": f"Bay {number}", "description": f"What is known of bay {number}.", "iso3": _country(number)}
        shape = {"type": "Polygon", "coordinates": [ring]}
        features.append({"type": "Feature", "id": f"bay-{number}", "properties": told, "geometry": shape})
    return "geojson", json.dumps({"type": "FeatureCollection", "features": features})


def _indicators(numbers: range) -> tuple[str, str]:
    rows = (
        f"PONDS:SHARE(1.0),A,{_country(number)},P{number // 10},{2000 + abs(number) % 20},{number % 100}.5,PT,A"
        for number in numbers
    )
    return "csv", "\n".join(("DATAFLOW,FREQ,REF_AREA,POND,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE,OBS_STATUS", *rows))


def _works(numbers: range) -> tuple[str, str]:
    entries = (
        f"TY  - RPRT\nID  - pond-{number}\nAU  - Office of ponds\nTI  - Ponds after decision X/15, part {number}\n"
        f"PY  - 2012\nKW  - Forest biodiversity\nUR  - https://library.example.org/{number}\nLA  - en\nER  - \n"
        for number in numbers
    )
    return "ris", "\n".join(entries)


def _events(numbers: range) -> tuple[str, str]:
    events = (
        f"BEGIN:VEVENT\nUID:pond-{number}@example.org\nDTSTAMP:20110110T090000Z\nDTSTART;VALUE=DATE:20110405\n"
        f"DTEND;VALUE=DATE:20110408\nSUMMARY:Workshop on ponds {number}\nDESCRIPTION:Follows decision X/15.\n"
        "CATEGORIES:Forest biodiversity\nLOCATION:Nairobi\\, Kenya\nEND:VEVENT"
        for number in numbers
    )
    return "ics", "\n".join(("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//ponds//EN", *events, "END:VCALENDAR", ""))


def _occurrences(numbers: range) -> tuple[str, str]:
    heads = "occurrenceID\tbasisOfRecord\tscientificName\tcountryCode\tdecimalLatitude\tdecimalLongitude\teventDate"
    rows = (
        f"pond-{number}\tHumanObservation\tExemplum aquaticum {number % 50}\tKE\t{number % 80}.5\t{number % 170}.5"
        "\t2012-05-06"
        for number in numbers
    )
    return "tsv", "\n".join((heads, *rows))


def _datasets(numbers: range) -> tuple[str, str]:
    head = "@prefix dcat: <http://www.w3.org/ns/dcat#> .\n@prefix dcterms: <http://purl.org/dc/terms/> .\n"
    sets = (
        f"<https://data.example.org/set/{number}> a dcat:Dataset ;\n"
        f'  dcterms:title "Counts of frogs in pond {number}"@en ;\n'
        f'  dcterms:identifier "set-{number}" ; dcat:keyword "Inland waters"@en ; dcterms:description "Made up."@en ;\n'
        "  dcterms:license <https://creativecommons.org/licenses/by/4.0/> ."
        for number in numbers
    )
    return "ttl", head + "\n".join(sets)


def _country(number: int) -> str:
    return _COUNTRIES[number % len(_COUNTRIES)]


Writer = Callable[[range], tuple[str, str]]
"""The ending and the text of a file with the records of these numbers."""
PARTNERS: tuple[Writer, ...] = (_areas, _indicators, _works, _events, _occurrences, _datasets)


if __name__ == "__main__":
    cost = loading(sys.argv[1], int(sys.argv[2]))
    print(
        f"{cost.files} files, {cost.records} records, {cost.triples} triples: {cost.seconds:.1f} s, "
        f"{cost.processor:.1f} s of the processor, {cost.triples / cost.seconds:.0f} triples/s, {cost.memory:.0f} MB"
    )
