"""The ledger as a reader uses it: filter, follow a link, come back."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from visits import settle

from attractor.claims import TITLES, ledger

pytestmark = pytest.mark.browser

CLAIMS = ledger()
LINK = re.compile(r'<a href="\.\./([\w/-]+)\.html#(claim-[\w-]+)">')


@pytest.fixture(scope="module")
def page(browser: Browser, site: Path) -> Iterator[Page]:
    """The ledger, open."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, offline=True)
    opened = context.new_page()
    opened.set_default_timeout(10_000)
    yield opened
    context.close()


@pytest.fixture
def table(page: Page, site: Path) -> Page:
    """The ledger as one comes to it."""
    page.goto("about:blank")
    settle(page, address(site))
    return page


def address(site: Path) -> str:
    return (site / "book" / "reference" / "claims.html").as_uri()


def shown(page: Page) -> list[str]:
    rows = page.locator(".ledger tbody tr:visible")
    return rows.evaluate_all("rows => rows.map((row) => row.id)")


def test_all_rows_are_there_and_counted(table: Page) -> None:
    assert shown(table) == [claim.id for claim in CLAIMS]
    count = table.locator(".ledger-filters output")
    assert count.inner_text() == f"{len(CLAIMS)} of {len(CLAIMS)} claims"


def test_verdict_and_part_leave_the_rows_that_fit_both(table: Page) -> None:
    table.get_by_label("Verdict").select_option("fails")
    fail = [claim for claim in CLAIMS if claim.verdict == "fails"]
    assert shown(table) == [claim.id for claim in fail]
    table.get_by_label("Part").select_option("attention")
    both = [claim.id for claim in fail if claim.part == "attention"]
    assert shown(table) == both
    assert 0 < len(both) < len(CLAIMS)
    output = table.locator(".ledger-filters output")
    assert output.inner_text() == f"{len(both)} of {len(CLAIMS)} claims"


def test_words_are_looked_for_in_the_reasons_too(table: Page) -> None:
    table.get_by_label("Words").fill("taken OFF")
    assert shown(table) == ["prop-3"]


def test_the_choice_is_in_the_address(table: Page, site: Path) -> None:
    table.get_by_label("Verdict").select_option("holds with a correction")
    chosen = shown(table)
    written = table.evaluate("location.href")
    assert "#ledger=verdict:holds%20with%20a%20correction" in written
    table.goto("about:blank")
    settle(table, written)
    assert shown(table) == chosen
    assert table.get_by_label("Verdict").input_value() == "holds with a correction"


def test_a_row_that_the_filter_hides_is_shown_when_one_asks_for_it(table: Page) -> None:
    table.get_by_label("Verdict").select_option("holds")
    table.evaluate("location.hash = 'prop-3'")
    row = table.locator("#prop-3")
    row.wait_for(state="visible")
    assert row.locator("details").get_attribute("open") is not None
    assert table.get_by_label("Verdict").input_value() == ""


def test_every_link_between_ledger_and_chapters_arrives(site: Path) -> None:
    html = (site / "book" / "reference" / "claims.html").read_text()
    links = LINK.findall(html)
    due = {claim.id for claim in CLAIMS if claim.chapter in TITLES}
    assert {anchor.removeprefix("claim-") for _, anchor in links} == due
    for chapter, anchor in links:
        judged = (site / "book" / f"{chapter}.html").read_text()
        assert judged.count(f'id="{anchor}"') == 1
        assert f'reference/claims.html#{anchor.removeprefix("claim-")}"' in judged


def test_one_click_from_the_ledger_to_the_verdict_and_one_back(table: Page) -> None:
    row = table.locator("#prop-4")
    row.get_by_role("link").click()
    box = table.locator(".verdict:has(#claim-prop-4)")
    box.wait_for()
    assert "Verdict: fails" in box.inner_text()
    box.get_by_role("link", name="prop-4").click()
    table.locator("#prop-4 details[open]").wait_for()
