"""What the tests of the energy landscape look at and take hold of."""

from explorable_page import rest
from playwright.sync_api import Locator, Page


def minima(page: Page) -> str | None:
    """The number of minima that the first view shows, once it has drawn."""
    rest(page)
    return page.locator(".attractor-landscape").first.get_attribute("data-minima")


def handle(page: Page, which: int | str) -> Locator:
    """The handle of a pattern, by its number, or of the query."""
    return page.locator(f".landscape-handle[data-which='{which}']").first
