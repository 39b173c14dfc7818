"""Each figure that teachers are offered opens full screen in the setting it names."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from visits import settle

pytestmark = pytest.mark.browser

TEACH = Path(__file__).parents[2] / "book" / "teach.md"
LINKS = re.findall(
    r'<a href="([\w/-]+)\.html#([^"]+)">(Figure \w)</a>', TEACH.read_text()
)
PAGES = sorted({page for page, _, _ in LINKS})
FIELD = """async ([fragment, anchor]) => {
  document.querySelector(".ex-full [data-act=full]")?.click();
  location.hash = "";
  location.hash = fragment;
  await new Promise((resolve) => setTimeout(resolve, 150));
  const full = document.querySelector(".ex-full");
  full?.querySelector("[data-act=copy]").click();
  await new Promise((resolve) => setTimeout(resolve, 50));
  return [full !== null, decodeURIComponent(location.hash.slice(1))];
}"""


def fields(fragment: str) -> dict[str, str]:
    """The settings of a fragment."""
    _, _, pairs = fragment.partition("=")
    return dict(pair.partition(":")[::2] for pair in pairs.split(";"))


def test_there_are_figures_of_every_chapter_with_an_explorable() -> None:
    assert len(LINKS) >= 14
    assert len(PAGES) >= 6


@pytest.mark.parametrize("name", PAGES)
def test_the_links_into_a_page_open_the_figure_as_they_say(
    browser: Browser, site: Path, name: str
) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, offline=True)
    page = context.new_page()
    settle(page, (site / "book" / f"{name}.html").as_uri())
    for _, fragment, figure in (link for link in LINKS if link[0] == name):
        full, now = page.evaluate(FIELD, [fragment, fragment.partition("=")[0]])
        assert full, f"{figure} does not fill the window"
        shown = fields(now)
        asked = fields(fragment)
        assert {key: shown.get(key) for key in asked} == asked, figure
    context.close()
