"""What a reader does on a page: keys, theme, search, folds, sliders, links."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from visits import chapter_names, page_names, settle

pytestmark = pytest.mark.browser

LANDING = "book/index"
FIRST, SECOND = chapter_names()[1:3]
MOST_STOPS, STRIDE = 600, 20
CONTROLS = """() => [...document.querySelectorAll(
  "a[href], button, input, select, textarea, summary, [tabindex]:not([tabindex^='-'])"
)].filter((element) =>
  element.tabIndex >= 0 && !element.disabled && element.type !== "hidden" &&
  !(element.type === "radio" && !element.checked) &&
  element.checkVisibility({ visibilityProperty: true }) &&
  element.getClientRects().length
).forEach((element) => element.setAttribute("data-unreached", ""))"""
WATCH = """() => {
  globalThis.unseen = [];
  globalThis.around = false;
  addEventListener("focusin", ({ target }) => {
    const style = getComputedStyle(target);
    const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
    if (!ring && style.boxShadow === "none")
      unseen.push(target.outerHTML.slice(0, 120));
    around ||= target.hasAttribute("data-reached");
    target.setAttribute("data-reached", "");
    target.removeAttribute("data-unreached");
  });
}"""
UNREACHED = """() => [...document.querySelectorAll("[data-unreached]")]
  .map((element) => element.outerHTML.slice(0, 120))"""
LINES = """() => {
  const longest = [];
  for (const text of document.querySelectorAll("article section > p")) {
    if (text.querySelector("mjx-container, code, sup")) continue;
    const lines = new Map();
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      for (const word of walker.currentNode.data.matchAll(/\\S+\\s*/g)) {
        const range = document.createRange();
        range.setStart(walker.currentNode, word.index);
        range.setEnd(walker.currentNode, word.index + word[0].trimEnd().length);
        const line = Math.round(range.getClientRects()[0].bottom);
        lines.set(line, (lines.get(line) ?? 0) + word[0].length);
      }
    }
    longest.push(Math.max(...lines.values()) - 1);
  }
  return Math.max(...longest);
}"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a reader on a wide screen, offline, in the light theme."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 800}, color_scheme="light", offline=True
    )
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("name", page_names())
def test_the_tab_key_reaches_every_control_and_shows_where_it_is(
    page: Page, site: Path, name: str
) -> None:
    settle(page, (site / f"{name}.html").as_uri())
    page.evaluate("document.activeElement?.blur()")
    page.evaluate(CONTROLS)
    page.evaluate(WATCH)
    for _ in range(0, MOST_STOPS, STRIDE):
        for _ in range(STRIDE):
            page.keyboard.press("Tab")
        if page.evaluate("around || !document.querySelector('[data-unreached]')"):
            break
    assert not page.evaluate(UNREACHED)
    assert not page.evaluate("unseen")


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


@pytest.mark.parametrize("name", page_names())
def test_a_page_offers_one_way_to_search(page: Page, site: Path, name: str) -> None:
    page.goto((site / f"{name}.html").as_uri())
    assert page.locator(".search-button__button:visible").count() == 1


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


@pytest.mark.parametrize("name", chapter_names())
def test_no_line_of_text_is_longer_than_75_characters(
    page: Page, site: Path, name: str
) -> None:
    settle(page, (site / f"{name}.html").as_uri())
    assert page.evaluate(LINES) <= 75


def test_a_page_without_script_shows_its_stills(browser: Browser, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto((site / f"{LANDING}.html").as_uri())
    still = page.locator(".explorable .still")
    assert still.is_visible()
    assert still.get_attribute("alt")
    assert page.locator(".explorable noscript").inner_text()
    context.close()
