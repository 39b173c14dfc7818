"""A tab for one explorable, in the browser of the page tests."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page


@pytest.fixture
def explorable_tab(browser: Browser) -> Iterator[Page]:
    """A blank page that fails the test on any console or page error."""
    problems: list[str] = []
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on(
        "console",
        lambda said: said.type == "error" and problems.append(said.text),
    )
    yield page
    page.close()
    assert problems == []
