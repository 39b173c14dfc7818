"""The page of recorded runs shows them in a table, one run a row."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from attractor.lab import run_names

pytestmark = pytest.mark.browser


def test_every_recorded_run_has_a_row(browser: Browser, site: Path) -> None:
    page = browser.new_page()
    page.goto((site / "book/reference/recorded-runs.html").as_uri())
    rows = page.locator("article table tbody tr")
    names = [row.locator("td").first.inner_text() for row in rows.all()]
    assert names == list(run_names())
    page.close()
