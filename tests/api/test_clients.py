"""The snippets of docs/clients.md run as they are printed, against a real server."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI

from tests.api.conftest import listening

PAGE = Path(__file__).resolve().parents[2] / "docs" / "clients.md"
EXPECTED = [
    "X/15 Clearing-house (restated sample)",
    "6 Invites Parties and <other> Governments to send information;",
]


@pytest.fixture(scope="module")
def service(app: FastAPI) -> Iterator[str]:
    with listening(app) as address:
        yield address


def snippet(language: str) -> str:
    (found,) = re.findall(rf"^```{language}\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    return str(found)


def run(command: list[str], service: str) -> list[str]:
    environment = {**os.environ, "CHM_URL": service, "PYTHONUTF8": "1"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return [line.rstrip() for line in done.stdout.splitlines()]


def test_the_python_snippet_runs_and_its_types_hold(service: str, tmp_path: Path) -> None:
    program = tmp_path / "client.py"
    program.write_text(snippet("python"), encoding="utf-8")
    assert run([sys.executable, str(program)], service) == EXPECTED
    run([sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path / "cache"), str(program)], service)


def test_the_javascript_snippet_runs(service: str) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed")
    assert run([node, "-e", snippet("javascript")], service) == EXPECTED


def test_the_r_snippet_runs(service: str) -> None:
    program = shutil.which("Rscript")
    if program is None:
        pytest.skip("R (Rscript) is not installed")
    probe = subprocess.run([program, "-e", "library(jsonlite)"], capture_output=True, check=False)
    if probe.returncode:
        pytest.skip("the R package jsonlite is not installed")
    assert run([program, "-e", snippet("r")], service) == EXPECTED
