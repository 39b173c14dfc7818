"""The browser of the explorable's own tests."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from booktools.chromium import open_chromium


@pytest.fixture(scope="module")
def landscape_browser() -> Iterator[Browser]:
    """A headless Chromium, or a skip where there is none to be had."""
    with open_chromium() as browser:
        if browser is None:
            refuse = pytest.fail if os.environ.get("REQUIRE_BROWSER") else pytest.skip
            refuse("no Chromium here: the explorable was not run in a page")
        yield browser


@pytest.fixture
def landscape_tab(landscape_browser: Browser) -> Iterator[Page]:
    """A blank page that fails the test on any console or page error."""
    problems: list[str] = []
    page = landscape_browser.new_page(viewport={"width": 1280, "height": 800})
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on(
        "console",
        lambda said: said.type == "error" and problems.append(said.text),
    )
    yield page
    page.close()
    assert problems == []
