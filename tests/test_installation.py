"""The wheel, as somebody else would install it: in a clean environment, run from another folder."""

from __future__ import annotations

import json
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    out = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(PROJECT)]
    subprocess.run(build, check=True, capture_output=True)
    return next(out.glob("*.whl"))


def test_the_wheel_holds_the_data_rooms_and_nothing_of_the_workshop(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for inside in ("ontology/chm.ttl", "vocab/subjects.ttl", "examples/x-15.zh.txt"):
        assert f"graph/_data/{inside}" in names
    assert any(name.startswith("graph/_data/queries/") and name.endswith(".rq") for name in names)
    assert "chm.py" in names
    assert not [name for name in names if name.startswith(("tests", "bench", "docs"))]


def test_the_wheel_loads_and_answers_in_a_clean_environment_from_another_folder(wheel: Path, tmp_path: Path) -> None:
    home = tmp_path / "env"
    venv.create(home, with_pip=True)
    python = home / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "-q", str(wheel)], check=True, capture_output=True)
    chm = str(home / "bin" / "chm")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()

    def run(*words: str) -> str:
        done = subprocess.run([chm, *words], cwd=elsewhere, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    rows = json.loads(run("load", "--json"))
    assert {row["outcome"] for row in rows["files"]} == {"loaded"}
    assert "Executive Secretary" in run("trace", "X/15 para 5 (d)")
    assert "FAIL" not in run("doctor")
