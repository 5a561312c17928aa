"""What the tests of tables share: reading and describing a file as the pipeline does."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.namespaces import Names
from loaders.readers.table import read_table
from loaders.records.describe import SourceGraph, describe_table
from loaders.records.mapping import recognise
from loaders.text import Source

NOON = datetime.datetime(2026, 1, 2, 12, tzinfo=datetime.UTC)


@pytest.fixture(scope="session")
def describe() -> Callable[[Path], SourceGraph]:
    """The source graph of a file that is a table of a known type."""

    def described(path: Path) -> SourceGraph:
        content = path.read_bytes()
        table = read_table(content, path.name)
        kind = "application/json" if path.suffix == ".json" else "text/csv"
        source = Source(path.name, hashlib.sha256(content).hexdigest(), kind)
        return describe_table(table, recognise(table)[0], source, Names(), lambda: NOON)

    return described
