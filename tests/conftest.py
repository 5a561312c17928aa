"""Fixtures that every room of the specification shares."""

from __future__ import annotations

from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real texts beside the project; the tests that need it are skipped where it is absent."""
    folder = PROJECT.parent / "shared" / "corpus"
    if not folder.is_dir():
        pytest.skip("the corpus of real texts (../shared/corpus) is not here")
    return folder
