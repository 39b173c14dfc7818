"""Every page from file://, offline, in both themes and at both widths."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from visits import HEIGHT, Visit, chapter_names, page_names, visit

pytestmark = pytest.mark.browser

WIDTHS = {"light": (360, 1280), "dark": (1280, 360)}
ALL = [
    pytest.param(name, theme, id=f"{name}-{theme}")
    for name in page_names()
    for theme in WIDTHS
]
Visits = Callable[[str, str], Visit]


@pytest.fixture(scope="module")
def visits(browser: Browser, site: Path) -> Iterator[Visits]:
    """Visits a page once in each theme, however many tests ask about it.

    In the light theme the window grows, and is then read through; in the dark one
    it shrinks.
    """
    contexts = {
        theme: browser.new_context(
            viewport={"width": widths[0], "height": HEIGHT},
            color_scheme=theme,
            offline=True,
        )
        for theme, widths in WIDTHS.items()
    }
    made: dict[tuple[str, str], Visit] = {}

    def once(name: str, theme: str) -> Visit:
        if (name, theme) not in made:
            address = (site / f"{name}.html").as_uri()
            made[name, theme] = visit(
                contexts[theme], address, WIDTHS[theme], read=theme == "light"
            )
        return made[name, theme]

    yield once
    for context in contexts.values():
        context.close()


@pytest.mark.parametrize(("name", "theme"), ALL)
def test_the_page_asks_no_other_host_and_reports_no_error(
    visits: Visits, name: str, theme: str
) -> None:
    seen = visits(name, theme)
    assert not seen.asked_elsewhere
    assert not seen.problems


@pytest.mark.parametrize(("name", "theme"), ALL)
def test_the_page_draws_all_it_holds_and_does_not_scroll_sideways(
    visits: Visits, name: str, theme: str
) -> None:
    seen = visits(name, theme)
    assert not seen.undrawn
    assert all(over <= 0 for over in seen.overflow.values()), seen.overflow


@pytest.mark.parametrize(("name", "theme"), ALL)
def test_every_formula_fits_its_place(visits: Visits, name: str, theme: str) -> None:
    assert not visits(name, theme).cut_formulas


@pytest.mark.parametrize(("name", "theme"), ALL)
def test_axe_finds_nothing_serious(visits: Visits, name: str, theme: str) -> None:
    assert not visits(name, theme).violations


@pytest.mark.parametrize("name", page_names())
def test_the_tab_key_reaches_every_control_and_shows_where_it_is(
    visits: Visits, name: str
) -> None:
    reading = visits(name, "light").found_by_reading
    assert reading is not None
    assert not reading.unreached
    assert not reading.unseen


@pytest.mark.parametrize("name", page_names())
def test_a_page_offers_one_way_to_search(visits: Visits, name: str) -> None:
    reading = visits(name, "light").found_by_reading
    assert reading is not None
    assert reading.search_buttons == 1


@pytest.mark.parametrize("name", chapter_names())
def test_no_line_of_text_is_longer_than_75_characters(
    visits: Visits, name: str
) -> None:
    reading = visits(name, "light").found_by_reading
    assert reading is not None
    assert reading.longest_line <= 75
