"""The command line as a stranger meets it (contract: Command line, `chm parse` output)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click
import pytest

import chm
from graph.rooms import room

PROJECT = Path(__file__).resolve().parent.parent
Run = Callable[..., "subprocess.CompletedProcess[str]"]
KINDS = set(
    "title opening preamble section heading paragraph item subitem annex goal objective component note table quotation "
    "signature".split()
)


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """`chm` in a folder of its own, over a store that holds the examples."""
    home = tmp_path_factory.mktemp("home")

    def call(*words: str, stdin: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "chm", *words],
            cwd=home,
            env=os.environ | {"PYTHONPATH": str(PROJECT)} | environment,
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
        )

    assert call("load").returncode == 0
    return call


def verbs(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from verbs(command, (*path, name))
        else:
            yield (*path, name), command


def test_the_promised_verbs_are_there() -> None:
    promised = (
        "load parse validate serve query trace search resolve differences coverage "
        "dump generations rollback stats doctor refused erase"
    )
    found = {" ".join(path) for path, _ in verbs(chm.main)}
    assert found >= {
        *promised.split(),
        *("vocab check", "vocab build", "vocab import"),
        *("token new", "token list", "token revoke"),
    }


@pytest.mark.parametrize(("path", "command"), list(verbs(chm.main)), ids=str)
def test_every_verb_has_help_with_an_example(path: tuple[str, ...], command: click.Command) -> None:
    assert command.help
    assert "Example:" in command.help
    assert f"chm {' '.join(path)}" in command.help


def test_help_imports_nothing_heavy() -> None:
    asked = "import sys, chm\ntry: chm.main(['--help'])\nexcept SystemExit: pass\nprint(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", asked], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert not {"spacy", "rdflib", "pyshacl", "fastapi", "pydantic", "pyoxigraph", "rich"} & set(done.stderr.split())


def test_load_prints_one_row_for_each_file_as_json(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"\x00")
    done = run("load", str(room("examples") / "x-15.en.txt"), str(tmp_path / "bad.txt"), "--json")
    told = json.loads(done.stdout)
    good, bad = told["files"]
    assert isinstance(told["generation"], int)
    assert set(good) >= {"file", "outcome", "graph", "elements", "triples", "reason", "place"}
    assert (good["outcome"], bad["outcome"]) == ("unchanged", "refused")
    assert done.returncode == 1
    assert "bad.txt: byte 0: a binary file" in done.stderr


def test_parse_prints_what_the_contract_promises(run: Run) -> None:
    told = json.loads(run("parse", str(room("examples") / "x-15.zh.txt")).stdout)
    assert told["identifier"] == "decision/cop/10/15"
    assert (told["type"], told["language"], told["adopted"]) == ("decision", "zh", "2010-10-29")
    assert set(told["source"]) == {"file", "sha256", "media_type"}
    assert {element["kind"] for element in told["elements"]} <= KINDS
    assert {entry["reason"] for entry in told["unparsed"]} <= {"cover", "end rule", "mark of a restatement"}
    for element in told["elements"]:
        _check_spans(element, {other["path"]: other["text"] for other in told["elements"]})


def _check_spans(element: dict[str, Any], texts: dict[str, str]) -> None:
    for action in element["actions"]:
        assert texts[action.get("from", element["path"])][action["start"] : action["end"]] == action["text"]
    for found in (*element["citations"], *element["deadlines"]):
        assert element["text"][found["start"] : found["end"]] == found["text"]


def test_items_have_the_act_and_the_addressees_of_their_chapeau(run: Run) -> None:
    told = json.loads(run("parse", str(room("examples") / "x-15.en.txt")).stdout)
    item = next(element for element in told["elements"] if element["path"] == "5.d")
    assert item["action"]["code"] == "request"
    assert item["action"]["from"] == "5"
    assert item["addressees"] == ["executive-secretary"]


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("trace", "no such thing"), 2, "no such thing"),
        (("trace", "decision/cop/1/1"), 1, "nothing is loaded"),
        (("query", "no-such-question"), 2, "no-such-question"),
        (("query", "--sparql", "-"), 2, "chm:"),
        (("load", "/no/such/file"), 2, "does not exist"),
        (("dump", "--format", "ttl"), 2, "--graph"),
        (("rollback", "999"), 1, "999"),
    ],
)
def test_errors_are_one_line_with_their_exit_code(run: Run, words: tuple[str, ...], code: int, message: str) -> None:
    done = run(*words, stdin="SELEC nothing")
    assert done.returncode == code
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_a_store_that_cannot_be_used_is_exit_code_3(run: Run) -> None:
    done = run("stats", CHM_STORE="http://127.0.0.1:9/query")
    assert done.returncode == 3
    assert "Traceback" not in done.stderr


def test_a_query_of_ones_own_is_answered_in_every_format(run: Run) -> None:
    query = "SELECT ?text { ?text a chm:Decision } ORDER BY ?text"
    for form, sign in {
        "table": "decision/cop/10/15",
        "csv": "text\n",
        "json": '"bindings"',
        "xml": "<sparql",
    }.items():
        assert sign in run("query", "--sparql", "-", "--format", form, stdin=query).stdout
    graph = "CONSTRUCT { ?text a chm:Decision } { ?text a chm:Decision }"
    assert "a chm:Decision" in run("query", "--sparql", "-", "--format", "ttl", stdin=graph).stdout


def test_a_dump_loads_into_another_engine(run: Run) -> None:
    import pyoxigraph as ox

    done = run("dump", "--graph", "decision/cop/10/15/zh", "--format", "ttl")
    triples = list(ox.parse(done.stdout, format=ox.RdfFormat.TURTLE))
    assert done.stderr.strip() == f"{len(triples)} statements"


def test_rollback_brings_an_earlier_state_back_as_a_new_generation(run: Run, tmp_path: Path) -> None:
    before = run("query", "--sparql", "-", "--format", "csv", stdin="SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").stdout
    last = run("generations").stdout.splitlines()[-1].split()[0]
    text = "X/46. Ponds\n\nThe Conference of the Parties,\n\n1. Invites Parties to count the ponds.\n"
    (tmp_path / "pond.txt").write_text(text, "utf-8")
    assert run("load", str(tmp_path / "pond.txt")).returncode == 0
    assert run("rollback", last).returncode == 0
    after = run("query", "--sparql", "-", "--format", "csv", stdin="SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").stdout
    assert after == before


def test_validate_reports_without_touching_the_store(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.ttl").write_text(
        "<https://w3id.org/chm/decision/cop/10/46> a <https://w3id.org/chm/ontology#Decision> .", "utf-8"
    )
    done = run("validate", str(tmp_path / "bad.ttl"), str(room("examples") / "x-15.en.txt"))
    assert done.returncode == 1
    assert "REFUSED" in done.stdout
    assert "conforms" in done.stdout


def test_the_doctor_finds_a_working_installation_well(run: Run) -> None:
    done = run("doctor")
    assert done.returncode == 0, done.stdout


def test_the_two_commands_of_the_readme_are_those_that_run() -> None:
    readme = (PROJECT / "README.md").read_text("utf-8")
    ci = (PROJECT / ".ci" / "run").read_text("utf-8")
    tests = next(line for line in readme.splitlines() if line.endswith(".venv/bin/pytest"))
    assert tests in ci.splitlines()
    assert "chm load && .venv/bin/chm serve" in readme
