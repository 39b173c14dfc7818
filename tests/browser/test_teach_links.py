"""Each figure that teachers are offered opens full screen in the setting it names."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

TEACH = Path(__file__).parents[2] / "book" / "teach.md"
LINKS = re.findall(
    r'<a href="([\w/-]+)\.html#([^"]+)">(Figure&nbsp;\w+)</a>', TEACH.read_text()
)
PAGES = sorted({page for page, _, _ in LINKS})
NO_LINK = "location.hash = ''"
# What explorables do not need, and what takes longest to load.
NOT_NEEDED = re.compile(r"/(plotly\.min|tex-chtml)\.js")
# The button that copies writes the setting into the address.
COPY = """async () => {
  const full = document.querySelector(".ex-full");
  full.querySelector("[data-act=copy]").click();
  await new Promise((resolve) => setTimeout(resolve, 50));
  full.querySelector("[data-act=full]").click();
  return decodeURIComponent(location.hash.slice(1));
}"""


def fields(fragment: str) -> dict[str, str]:
    """The settings of a fragment."""
    _, _, pairs = fragment.partition("=")
    return dict(pair.partition(":")[::2] for pair in pairs.split(";"))


def test_there_are_figures_of_every_chapter_with_an_explorable() -> None:
    assert len(LINKS) == TEACH.read_text().count(">Figure")
    assert len(PAGES) >= 19


@pytest.mark.parametrize("name", PAGES)
def test_the_links_into_a_page_open_the_figure_as_they_say(
    browser: Browser, site: Path, name: str
) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, offline=True)
    context.route(NOT_NEEDED, lambda route: route.abort())
    page = context.new_page()
    address = (site / "book" / f"{name}.html").as_uri()
    for _, fragment, figure in (link for link in LINKS if link[0] == name):
        page.goto(f"{address}#{fragment}", wait_until="load")
        page.locator(".explorable[data-ready] .ex-full").wait_for(timeout=10_000)
        shown, asked = fields(page.evaluate(COPY)), fields(fragment)
        assert {key: shown.get(key) for key in asked} == asked, figure
        page.evaluate(NO_LINK)
    context.close()
