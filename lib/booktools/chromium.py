"""The browser that draws stills and runs the browser tests."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Playwright, sync_playwright

# The shell draws the same pages without a window's worth of browser around them.
COMMANDS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-color-profile=srgb",
    "--font-render-hinting=none",
]


def find_chromium(playwright: Playwright) -> str | None:
    """`$CHROMIUM`, then an installed Chromium or Chrome, then playwright's own."""
    installed = [os.environ.get("CHROMIUM"), *map(shutil.which, COMMANDS)]
    own = playwright.chromium.executable_path
    candidates = [path for path in (*installed, own) if path]
    return next((path for path in candidates if Path(path).exists()), None)


@contextmanager
def open_chromium() -> Iterator[Browser | None]:
    """A headless browser, or None where there is no Chromium."""
    with sync_playwright() as playwright:
        executable = find_chromium(playwright)
        if executable is None:
            yield None
            return
        browser = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()
