"""A tab for one explorable, in the browser of the page tests."""

from collections.abc import Iterator

import pytest
from explorable_page import use_module
from playwright.sync_api import Browser, BrowserContext, Page


@pytest.fixture(scope="module")
def explorable_window(browser: Browser) -> Iterator[BrowserContext]:
    """What the tabs of one test file open in, made once: explorables store nothing."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    yield context
    context.close()


@pytest.fixture
def explorable_tab(explorable_window: BrowserContext) -> Iterator[Page]:
    """A blank page that fails the test on any console or page error."""
    problems: list[str] = []
    page = explorable_window.new_page()
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on(
        "console",
        lambda said: said.type == "error" and problems.append(said.text),
    )
    yield page
    page.close()
    assert problems == []


@pytest.fixture(scope="module")
def formulas(request: pytest.FixtureRequest, explorable_window: BrowserContext) -> Page:
    """A page that has the formulas of the test file's `EXPLORABLE` as `MODULE`."""
    page = explorable_window.new_page()
    use_module(page, request.module.EXPLORABLE._esm)
    return page
