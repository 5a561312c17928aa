"""Loading: what the pipeline promises, on real files, a real store and real processes."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.embedded import EmbeddedStore
from graph.errors import NotFound
from graph.holdings import refused
from graph.namespaces import Names
from graph.rooms import room
from loaders.derived import erase
from loaders.load import FileOutcome, Loaded, Outcome, load
from loaders.structure.stage import Asked

NAMES = Names()
POND = """X/46. Ponds

The Conference of the Parties,

Recalling its decision VII/23,

1. Invites Parties to count their ponds through the clearing-house mechanism;

2. Requests the Executive Secretary to report to the Conference of the Parties at its eleventh meeting.
"""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[EmbeddedStore]:
    opened = EmbeddedStore(tmp_path / "data")
    yield opened
    opened.close()


def write(folder: Path, name: str, text: str | bytes) -> Path:
    file = folder / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def only(loaded: Loaded) -> FileOutcome:
    assert len(loaded.files) == 1
    return loaded.files[0]


def test_a_text_becomes_one_graph_named_after_its_language_version(store: EmbeddedStore, tmp_path: Path) -> None:
    outcome = only(load([write(tmp_path, "pond.txt", POND)], store, NAMES))
    assert outcome.outcome is Outcome.LOADED
    assert outcome.graph == NAMES.iri("decision/cop/10/46/en")
    assert outcome.elements == 5
    assert outcome.graph in set(store.reader().graphs())


def test_loading_the_same_file_twice_changes_nothing(store: EmbeddedStore, tmp_path: Path) -> None:
    file = write(tmp_path, "pond.txt", POND)
    first, second = load([file], store, NAMES), load([file], store, NAMES)
    assert only(second).outcome is Outcome.UNCHANGED
    assert second.generation == first.generation


def test_a_new_version_replaces_exactly_its_graph_and_says_what_it_replaced(
    store: EmbeddedStore, tmp_path: Path
) -> None:
    other = write(tmp_path, "frog.txt", POND.replace("X/46. Ponds", "X/47. Frogs"))
    load([write(tmp_path, "pond.txt", POND), other], store, NAMES)
    frogs = set(store.reader().quads(graph=NAMES.iri("decision/cop/10/47/en")))
    outcome = only(load([write(tmp_path, "pond-new.txt", POND.replace("count", "map"))], store, NAMES))
    assert outcome.outcome is Outcome.REPLACED
    assert "as read from" in (outcome.reason or "")
    assert "pond.txt" in (outcome.reason or "")
    assert set(store.reader().quads(graph=NAMES.iri("decision/cop/10/47/en"))) == frogs


def test_a_refused_file_leaves_nothing_but_its_place_on_the_list_and_the_rest_is_loaded(
    store: EmbeddedStore, tmp_path: Path
) -> None:
    bad = write(tmp_path, "a.txt", b"\x00\x01\x02 not a text")
    loaded = load([bad, write(tmp_path, "b.txt", POND)], store, NAMES)
    assert [outcome.outcome for outcome in loaded.files] == [Outcome.REFUSED, Outcome.LOADED]
    assert loaded.files[0].place == "byte 0"
    assert not loaded.complete
    traces = {
        str(getattr(quad.graph_name, "value", "")) for quad in store.reader().quads() if "a.txt" in str(quad.object)
    }
    assert traces == {NAMES.iri("derived/refused-files")}


def test_a_refused_file_is_listed_until_it_loads(store: EmbeddedStore, tmp_path: Path) -> None:
    bad, worse = write(tmp_path, "pond.txt", b"\x00\x01"), write(tmp_path, "b.json", '{"header": \n x}')
    first = load([bad, worse], store, NAMES)
    assert [(one.file, one.place, one.field) for one in refused(store.reader())] == [
        ("b.json", "line 2, column 2", ""),
        ("pond.txt", "byte 0", ""),
    ]
    assert load([bad, worse], store, NAMES).generation == first.generation
    load([write(tmp_path, "pond.txt", POND)], store, NAMES)
    assert [one.file for one in refused(store.reader())] == ["b.json"]


def test_a_version_that_is_refused_is_listed_beside_the_one_that_stays_until_that_is_loaded_again(
    store: EmbeddedStore, tmp_path: Path
) -> None:
    file = write(tmp_path, "pond.txt", POND)
    load([file], store, NAMES)
    load([write(tmp_path, "pond.txt", b"\x00\x01")], store, NAMES)
    assert [one.file for one in refused(store.reader())] == ["pond.txt"]
    assert only(load([write(tmp_path, "pond.txt", POND)], store, NAMES)).outcome is Outcome.UNCHANGED
    assert list(refused(store.reader())) == []


def test_a_refused_file_is_withdrawn_by_its_name_or_with_the_graph_of_its_earlier_version(
    store: EmbeddedStore, tmp_path: Path
) -> None:
    load([write(tmp_path, "pond.txt", POND)], store, NAMES)
    load([write(tmp_path, "pond.txt", b"\x00"), write(tmp_path, "frog.txt", b"\x00")], store, NAMES)
    assert erase("frog.txt", store, NAMES) == ()
    assert [one.file for one in refused(store.reader())] == ["pond.txt"]
    erase("decision/cop/10/46/en", store, NAMES)
    assert list(refused(store.reader())) == []
    with pytest.raises(NotFound):
        erase("frog.txt", store, NAMES)


def test_a_new_version_that_is_refused_leaves_the_old_one(store: EmbeddedStore, tmp_path: Path) -> None:
    file = write(tmp_path, "pond.txt", POND)
    load([file], store, NAMES)
    before = set(store.reader().quads(graph=NAMES.iri("decision/cop/10/46/en")))
    assert only(load([write(tmp_path, "pond.txt", "生" * 60)], store, NAMES)).outcome is Outcome.REFUSED
    assert set(store.reader().quads(graph=NAMES.iri("decision/cop/10/46/en"))) == before


def test_two_processes_load_what_one_loads(store: EmbeddedStore, tmp_path: Path) -> None:
    alone = load([room("examples")], store, NAMES)
    other = EmbeddedStore(tmp_path / "other")
    both = load([room("examples")], other, NAMES, jobs=2)
    other.close()
    assert [(o.graph, o.outcome, o.triples) for o in both.files] == [
        (o.graph, o.outcome, o.triples) for o in alone.files
    ]


def test_an_identifier_given_by_the_caller_wins(store: EmbeddedStore, tmp_path: Path) -> None:
    file = write(tmp_path, "pond.txt", POND)
    outcome = only(load([file], store, NAMES, Asked(identifier="X/45")))
    assert outcome.graph == NAMES.iri("decision/cop/10/45/en")


def test_the_bluebell_and_plain_twins_replace_the_akoma_ntoso_file(store: EmbeddedStore, corpus: Path) -> None:
    twins = [corpus / "decisions/cbd" / name for name in ("ix-14.akn.xml", "ix-14.bluebell.txt", "ix-14.en.txt")]
    loaded = load(twins, store, NAMES)
    assert [outcome.outcome for outcome in loaded.files] == [Outcome.LOADED, Outcome.REPLACED, Outcome.REPLACED]
    assert {outcome.graph for outcome in loaded.files} == {NAMES.iri("decision/cop/9/14/en")}
    assert "ix-14.bluebell.txt" in (loaded.files[2].reason or "")


LOADING = """
import sys
from pathlib import Path
from graph.embedded import EmbeddedStore
from graph.namespaces import Names
from loaders.load import load
store = EmbeddedStore(Path(sys.argv[1]))
print("ready", flush=True)
load([Path(sys.argv[2])], store, Names(), told=lambda outcome: print(outcome.outcome, flush=True))
"""


def whole(data: Path) -> dict[str, frozenset[str]]:
    """The graphs of the last generation, each as its statements; times left out."""
    store = EmbeddedStore(data)
    reader = store.reader()
    moment = "generatedAtTime"
    graphs = {
        graph: frozenset(str(quad) for quad in reader.quads(graph=graph) if moment not in str(quad.predicate))
        for graph in reader.graphs()
    }
    reader.close()
    store.close()
    return graphs


def test_a_killed_load_leaves_the_last_generation_and_the_next_load_goes_on(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    for folder in (old, new):
        folder.mkdir()
    for number in range(1, 13):
        text = POND.replace("X/46", f"X/{number}")
        write(old, f"{number:02}.txt", text)
        write(new, f"{number:02}.txt", text.replace("count", "map"))
    data = tmp_path / "data"
    store = EmbeddedStore(data)
    load([old], store, NAMES)
    store.close()
    before = whole(data)
    chance = random.Random(13)  # noqa: S311 - a fixed disorder
    for after in chance.sample(range(12), 4):
        _kill_after(after, data, new, chance.random() / 50)
        assert whole(data) == before
    store = EmbeddedStore(data)
    outcomes = {outcome.outcome for outcome in load([new], store, NAMES).files}
    store.close()
    assert outcomes <= {Outcome.REPLACED, Outcome.UNCHANGED}
    untouched = tmp_path / "untouched"
    store = EmbeddedStore(untouched)
    load([new], store, NAMES)
    store.close()
    assert whole(data) == whole(untouched)


def _kill_after(files: int, data: Path, folder: Path, delay: float) -> None:
    """Start a load in a process of its own and kill it once it has told of so many files."""
    child = subprocess.Popen(
        [sys.executable, "-c", LOADING, str(data), str(folder)],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert child.stdout is not None
    for _ in range(files + 1):
        child.stdout.readline()
    time.sleep(delay)
    child.send_signal(signal.SIGKILL)
    child.wait()
    child.stdout.close()


CONTACTS = 24


def records(folder: Path, count: int, name: str) -> None:
    folder.mkdir(exist_ok=True)
    for number in range(count):
        guid = f"{number:08X}-0000-4000-8000-000000000000"
        title = {"en": f"{name} {number}"}
        told = [{"header": {"identifier": guid, "schema": "organization", "languages": ["en"]}, "title": title}]
        write(folder, f"{number:02}.json", json.dumps(told))


def test_a_killed_load_of_records_goes_on_where_it_ended_and_loses_nothing(tmp_path: Path) -> None:
    folder, data, untouched = tmp_path / "records", tmp_path / "data", tmp_path / "untouched"
    records(folder, CONTACTS, "Pond office")
    _kill_after(9, data, folder, 0.001)
    store = EmbeddedStore(data)
    assert store.generations() == []
    outcomes = [one.outcome for one in load([folder], store, NAMES).files]
    store.close()
    kept = outcomes.count(Outcome.UNCHANGED)
    assert 9 <= kept < CONTACTS
    assert outcomes == [Outcome.UNCHANGED] * kept + [Outcome.LOADED] * (CONTACTS - kept)
    store = EmbeddedStore(untouched)
    load([folder], store, NAMES)
    store.close()
    assert whole(data) == whole(untouched)


class Watched(EmbeddedStore):
    """A store that notes which graphs each of its transactions changes."""

    def change(self, changes: Mapping[str, Iterable[ox.Triple]]) -> bool:
        self.noted = [*getattr(self, "noted", []), [graph for graph in changes if "/decision/" in graph]]
        return super().change(changes)


def test_all_graphs_of_a_file_come_in_one_transaction_so_that_no_kill_leaves_half_of_them(tmp_path: Path) -> None:
    store = Watched(tmp_path / "data")
    load([write(tmp_path, "report.txt", REPORT)], store, NAMES)
    (together,) = filter(None, store.noted)
    assert {NAMES.iri(f"decision/cop/10/{number}/en") for number in (46, 47)} <= set(together)
    store.close()


def test_a_file_is_read_again_when_the_rules_that_described_it_are_others(tmp_path: Path) -> None:
    """A copy of the project, so that its mapping can be changed; each load is a process of its own."""
    for name in ("ontology", "vocab", "queries", "examples"):
        shutil.copytree(room(name), tmp_path / name)
    for name in ("graph", "loaders"):
        left = shutil.ignore_patterns("_data", "__pycache__")
        shutil.copytree(Path(__file__).parents[2] / name, tmp_path / name, ignore=left)
    records(tmp_path / "records", 1, "Pond office")

    def told() -> list[str]:
        command = [sys.executable, "-c", LOADING, str(tmp_path / "data"), str(tmp_path / "records")]
        environment = os.environ | {"PYTHONPATH": str(tmp_path)}
        done = subprocess.run(command, check=True, env=environment, cwd=tmp_path, capture_output=True, text=True)
        return done.stdout.split()[1:]

    assert told() == ["loaded"]
    assert told() == ["unchanged"]
    mapping = tmp_path / "ontology" / "records" / "chm-record.csvw.json"
    mapping.write_text(mapping.read_text("utf-8").replace("dcterms:title", "rdfs:label"), "utf-8")
    assert told() == ["replaced"]
    assert told() == ["unchanged"]
    code = tmp_path / "loaders" / "records" / "cells.py"
    code.write_text(code.read_text("utf-8") + "\n", "utf-8")
    assert told() == ["replaced"]


def test_files_of_one_name_in_two_folders_are_listed_each_by_its_path(store: EmbeddedStore, tmp_path: Path) -> None:
    for folder in ("in/a", "in/b", "other"):
        (tmp_path / folder).mkdir(parents=True)
        write(tmp_path / folder, "pond.txt", b"\x00\x01")
    load([tmp_path / "in"], store, NAMES)
    assert [one.file for one in refused(store.reader())] == ["a/pond.txt", "b/pond.txt"]
    write(tmp_path / "in" / "a", "pond.txt", POND)
    load([tmp_path / "in"], store, NAMES)
    assert [one.file for one in refused(store.reader())] == ["b/pond.txt"]
    assert erase("b/pond.txt", store, NAMES) == ()
    assert list(refused(store.reader())) == []
    load([tmp_path / "in" / "b" / "pond.txt", tmp_path / "other" / "pond.txt"], store, NAMES)
    assert [one.file for one in refused(store.reader())] == ["b/pond.txt", "other/pond.txt"]


def test_records_of_two_files_with_one_name_do_not_take_each_other_away(store: EmbeddedStore, tmp_path: Path) -> None:
    records(tmp_path / "a", 1, "Pond office")
    records(tmp_path / "b", 1, "Lake office")
    first, second = load([tmp_path / "a", tmp_path / "b"], store, NAMES).files
    assert (first.outcome, second.outcome) == (Outcome.LOADED, Outcome.REFUSED)
    assert "source/00 is of" in (second.reason or "")
    assert "rename one of the files" in (second.reason or "")


def test_a_missing_data_room_is_said() -> None:
    with pytest.raises(FileNotFoundError, match="install the wheel again"):
        room("nothing")


REPORT = f"{POND}\n\nX/47. Bogs\n\nThe Conference of the Parties,\n\n1. Encourages Parties to count their bogs.\n"


def test_a_report_becomes_one_graph_for_each_decision(store: EmbeddedStore, tmp_path: Path) -> None:
    loaded = load([write(tmp_path, "report.txt", REPORT)], store, NAMES)
    assert [outcome.graph for outcome in loaded.files] == [NAMES.iri(f"decision/cop/10/{n}/en") for n in (46, 47)]
    assert [outcome.elements for outcome in loaded.files] == [5, 3]
    assert {NAMES.iri("decision/cop/10/46/en"), NAMES.iri("decision/cop/10/47/en")} <= set(store.reader().graphs())


def test_a_report_that_is_loaded_already_changes_nothing(store: EmbeddedStore, tmp_path: Path) -> None:
    file = write(tmp_path, "report.txt", REPORT)
    first, second = load([file], store, NAMES), load([file], store, NAMES)
    assert [outcome.outcome for outcome in second.files] == [Outcome.UNCHANGED] * 2
    assert second.generation == first.generation


EVENT = """BEGIN:VCALENDAR
BEGIN:VEVENT
UID:reeds@example.org
DTSTAMP:20110110T090000Z
SEQUENCE:{}
DTSTART;VALUE=DATE:2011040{}
SUMMARY:Workshop on reeds
END:VEVENT
END:VCALENDAR
"""


def test_a_later_version_of_an_event_in_another_calendar_is_told(store: EmbeddedStore, tmp_path: Path) -> None:
    first = only(load([write(tmp_path, "a.ics", EVENT.format(2, 6))], store, NAMES))
    assert first.warnings == ()
    told = only(load([write(tmp_path, "b.ics", EVENT.format(1, 5))], store, NAMES)).warnings
    assert told == ("reeds@example.org: source/a.ics has a later version (2, here 1); that one holds",)
    told = only(load([write(tmp_path, "b.ics", EVENT.format(3, 5))], store, NAMES)).warnings
    assert told == ("reeds@example.org: source/a.ics has an earlier version (2, here 3); this one holds",)
    assert only(load([write(tmp_path, "c.ics", EVENT.format(3, 5))], store, NAMES)).outcome is Outcome.UNCHANGED
