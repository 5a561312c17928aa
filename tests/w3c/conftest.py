"""The W3C suites, unpacked once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.w3c.suite import unpacked


@pytest.fixture(scope="session")
def root(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The suites."""
    archive = corpus / "w3c" / "rdf-tests-sparql.tar.xz"
    if not archive.is_file():
        pytest.skip(f"the suites ({archive.name}) are not in the corpus")
    return unpacked(archive, tmp_path_factory.mktemp("w3c"))
