"""Every threat of docs/security.md names a test that is there."""

from __future__ import annotations

import re
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]


def test_each_threat_names_a_test_that_exists() -> None:
    page = (PROJECT / "docs" / "security.md").read_text(encoding="utf-8")
    rows = [line for line in page.splitlines() if line.startswith("| ")][1:]
    written = "\n".join(file.read_text(encoding="utf-8") for file in (PROJECT / "tests").rglob("test_*.py"))
    known = set(re.findall(r"^def (test_\w+)", written, re.MULTILINE))
    named = [re.findall(r"`(test_\w+)`", row.rsplit("|", 2)[1]) for row in rows]
    assert rows
    assert all(named)
    assert {test for tests in named for test in tests} <= known
