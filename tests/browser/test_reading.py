"""What a reader does on a page: keys, theme, search, folds, sliders, links."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from visits import settle

pytestmark = pytest.mark.browser

LANDING = "book/index"
FIRST = "book/attention/modern-hopfield"
SECOND = "book/attention/distance-energy"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a reader on a wide screen, offline, in the light theme."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 800}, color_scheme="light", offline=True
    )
    yield context.new_page()
    context.close()


def test_the_theme_button_redraws_the_figures(page: Page, site: Path) -> None:
    settle(page, (site / f"{FIRST}.html").as_uri())
    figure = page.locator(".plotly-figure").first
    figure.scroll_into_view_if_needed()
    light = figure.locator(".main-svg").first.get_attribute("style")
    page.locator(".theme-switch-button").click()
    page.wait_for_function("document.documentElement.dataset.theme === 'dark'")
    page.wait_for_selector(".plotly-figure[data-drawn=dark]")
    assert figure.locator(".main-svg").first.get_attribute("style") != light


def test_search_finds_the_chapter_without_a_server(page: Page, site: Path) -> None:
    page.goto((site / f"{LANDING}.html").as_uri())
    page.locator(".search-button__button").click()
    page.keyboard.type("softmax")
    page.keyboard.press("Enter")
    page.wait_for_selector("#search-results li a")
    page.locator(f"#search-results a[href*='{FIRST}']").first.click()
    page.wait_for_url(f"**/{FIRST}.html*")


def test_a_chapter_names_its_neighbors_by_title(page: Page, site: Path) -> None:
    page.goto((site / f"{SECOND}.html").as_uri())
    title = page.locator("article h1").inner_text()
    page.locator(".left-prev").click()
    page.wait_for_url(f"**/{FIRST}.html")
    offered = page.locator(".right-next .prev-next-title").inner_text()
    assert offered.partition(" ")[2] in title


def test_the_explorable_is_in_view_on_the_landing_page(page: Page, site: Path) -> None:
    settle(page, (site / f"{LANDING}.html").as_uri())
    box = page.locator(".explorable-view").first.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 800


def test_the_host_leaves_the_fragment_to_the_explorable(page: Page, site: Path) -> None:
    fragment = "#state=of-some-explorable"
    settle(page, (site / f"{LANDING}.html").as_uri() + fragment)
    assert page.evaluate("location.hash") == fragment


def test_a_proof_opens_on_demand(page: Page, site: Path) -> None:
    settle(page, (site / f"{FIRST}.html").as_uri())
    fold = page.locator("details.fold").first
    assert not fold.locator("p").first.is_visible()
    fold.locator("summary").press("Enter")
    assert fold.locator("p").first.is_visible()


def test_a_slider_of_a_figure_moves_it_by_keyboard(page: Page, site: Path) -> None:
    settle(page, (site / f"{FIRST}.html").as_uri())
    slider = page.locator(".plotly-controls input[type=range]").first
    curves = slider.locator("xpath=ancestor::figure").locator(".scatterlayer")
    before = curves.inner_html()
    slider.press("ArrowRight")
    page.wait_for_function("old => !document.body.innerHTML.includes(old)", arg=before)
    assert slider.get_attribute("aria-valuetext") == "1"


def test_a_page_without_script_shows_its_stills(browser: Browser, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto((site / f"{LANDING}.html").as_uri())
    still = page.locator(".explorable .still")
    assert still.is_visible()
    assert still.get_attribute("alt")
    assert page.locator(".explorable noscript").inner_text()
    context.close()
