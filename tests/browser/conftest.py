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

from tests.conftest import PROJECT, free_port, wait_until_open

_FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage --no-first-run --disable-sync "
    "--disable-background-networking --disable-component-update --window-size=1200,1600 --lang=en"
)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of `chm serve` over the examples."""
    port = free_port()
    environment = {**os.environ, "CHM_DATA": str(tmp_path_factory.mktemp("site")), "PYTHONPATH": str(PROJECT)}
    chm = [sys.executable, "-m", "chm"]
    subprocess.run([*chm, "load", str(PROJECT / "examples")], env=environment, check=True, capture_output=True)
    with subprocess.Popen(
        [*chm, "serve", "--port", str(port)], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        try:
            wait_until_open(port, server, seconds=60)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


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
