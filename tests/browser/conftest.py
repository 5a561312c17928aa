"""A real browser before a real server that holds the examples."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service

from bench.servers import COMMAND_LINE, HOST, served
from tests.conftest import PROJECT

_FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage --no-first-run --disable-sync "
    "--disable-background-networking --disable-component-update --window-size=1200,1600 --lang=en"
)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of `chm serve` over the examples."""
    settings = {"CHM_DATA": str(tmp_path_factory.mktemp("site"))}
    load = [sys.executable, str(COMMAND_LINE), "load", str(PROJECT / "examples")]
    subprocess.run(load, env={**os.environ, **settings}, check=True, capture_output=True)
    with served(settings) as port:
        yield f"http://{HOST}:{port}"


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    """Headless Chromium, driven by its own driver."""
    chromium, driver = shutil.which("chromium") or shutil.which("google-chrome"), shutil.which("chromedriver")
    if chromium is None or driver is None:
        pytest.skip("no Chromium with its driver is installed (apt-get install chromium chromium-driver)")
    options = ChromeOptions()
    options.binary_location = chromium
    for flag in (*_FLAGS.split(), f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    opened = Chrome(options=options, service=Service(str(Path(driver))))
    try:
        yield opened
    finally:
        opened.quit()
