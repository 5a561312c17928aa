"""What records cost: CHM documents through read, describe and validate, and into a store, at 1, 10 and 100 times."""

from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
from pathlib import Path

from graph.embedded import EmbeddedStore
from graph.namespaces import Names
from loaders.load import load

_SCHEMAS = ("focalPoint", "organization", "resource", "measure", "nationalTarget7")
_FILE = 100


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


def main(files: int) -> None:
    """Loads `files` files of 100 records and prints what that took; one process for each size."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place, "records")
        folder.mkdir()
        for at in range(files):
            documents = [_document(number) for number in range(at * _FILE, (at + 1) * _FILE)]
            (folder / f"records-{at}.json").write_text(json.dumps(documents), "utf-8")
        store = EmbeddedStore(Path(place, "data"))
        load([folder / "records-0.json"], store, Names())  # what is made once: rooms, vocabulary, shapes
        wall, processor = time.perf_counter(), time.process_time()
        loaded = load([folder], store, Names())
        wall, processor = time.perf_counter() - wall, time.process_time() - processor
        records = sum(outcome.elements for outcome in loaded.files)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"{files} files, {records} records: {wall:.1f} s, {processor:.1f} s of the processor, {memory} MB")


if __name__ == "__main__":
    main(int(sys.argv[1]))
