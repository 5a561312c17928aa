"""The page docs/record-types.md, followed to the letter: its blocks become files, its commands are run."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from graph.rooms import room

PROJECT = Path(__file__).parents[2]
PAGE = PROJECT / "docs" / "record-types.md"
BLOCK = re.compile(r"^```(?P<told>[^\n]+)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)


def test_a_clearing_house_adds_its_own_record_type_by_the_page_and_without_python(tmp_path: Path) -> None:
    if not PAGE.is_file():
        pytest.skip("docs/record-types.md stands elsewhere than the tests here")
    for name in ("ontology", "vocab", "queries", "examples"):
        shutil.copytree(room(name), tmp_path / name)
    for name in ("graph", "loaders", "api"):
        shutil.copytree(PROJECT / name, tmp_path / name, ignore=shutil.ignore_patterns("_data", "__pycache__"))
    shutil.copy(PROJECT / "chm.py", tmp_path)
    blocks = [(match["told"], match["body"]) for match in BLOCK.finditer(PAGE.read_text("utf-8"))]
    for told, body in blocks:
        if "file=" in told:
            (tmp_path / told.partition("file=")[2]).write_text(body, "utf-8")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path), "CHM_DATA": str(tmp_path / "data")}
    for command in (line[2:] for told, body in blocks if told == "console" for line in body.splitlines()):
        words = [sys.executable, str(tmp_path / "chm.py"), *shlex.split(command)[1:]]
        done = subprocess.run(
            words, check=False, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=120
        )
        assert done.returncode == 0, done.stderr
    said = set((tmp_path / "wetlands.nt").read_text("utf-8").splitlines())
    (expected,) = (body for told, body in blocks if told == "ntriples expected")
    assert set(expected.splitlines()) - said == set()
    assert not [line for line in said if line.startswith("<https://w3id.org/chm/record/ke-wetlands/KE-W-3>")]
