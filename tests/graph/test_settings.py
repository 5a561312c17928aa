"""The settings are one table, in code and in the documentation."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from pydantic import ValidationError

from graph.errors import StoreError
from graph.namespaces import Names
from graph.settings import Settings, table

PROJECT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in [name for name in os.environ if name.startswith("CHM_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def test_the_documentation_has_the_table_of_the_code() -> None:
    assert table() in (PROJECT / "docs" / "settings.md").read_text(encoding="utf-8")


def test_the_environment_goes_before_the_file_and_the_file_before_the_default(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "chm.toml").write_text('max_rows = 7\nbase_iri = "https://example.org/chm/"\n')
    monkeypatch.setenv("CHM_MAX_ROWS", "9")
    settings = Settings.read()
    assert (settings.max_rows, settings.names, settings.query_seconds) == (9, Names("https://example.org/chm/"), 30)
    assert Settings(max_rows=3).max_rows == 3


def test_settings_are_frozen() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        Settings().max_rows = 1


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("max_rows = 0", "max_rows"),
        ('max_row = "7"', "max_row"),
        ('base_iri = "https://example.org/chm"', "ends with /"),
        ('store = "mysql"', "'embedded' or the http"),
        ("max_rows = = 3", "chm.toml"),
    ],
)
def test_a_wrong_setting_is_named_with_the_remedy(tmp_path: Path, line: str, fault: str) -> None:
    (tmp_path / "chm.toml").write_text(line)
    with pytest.raises(StoreError, match=fault) as refused:
        Settings.read()
    assert "docs/settings.md" in str(refused.value)


def test_a_password_is_not_printed() -> None:
    assert "hush" not in repr(Settings(store_password="hush"))  # type: ignore[arg-type]
