"""A Chromium for tests that look at pages as people do. In CI one that cannot be had is a failure, elsewhere its tests are skipped."""

import os
import shutil
from contextlib import contextmanager
from pathlib import Path

import pytest

SHOTS = Path(__file__).parent.parent / ".screenshots"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def unavailable(why):
    (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(why)


@contextmanager
def chromium():
    """A browser to open pages in."""
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415 - it is no part of the environment that every test runs in
    except ImportError:
        unavailable("playwright is not installed: make test-ui installs it")
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if not program:
        unavailable("no Chromium here: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()
