"""Every page from file://, offline, in both themes and at both widths."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from visits import HEIGHT, Scene, Visit, chapter_names, page_names, visit

pytestmark = [pytest.mark.browser, pytest.mark.slow]

READ = Scene("light", 1280)
SCENES = (Scene("light", 360), READ, Scene("dark", 1280), Scene("dark", 360))
OPENED_DARK = ("book/index", "book/attention/distance-energy", "book/reference/claims")
Visits = Callable[[str], Visit]


@pytest.fixture(scope="module")
def visits(browser: Browser, site: Path) -> Iterator[Visits]:
    """Visits a page once, however many tests ask about it.

    It opens light and narrow, grows, is read through, turns dark and shrinks.
    """
    context = browser.new_context(
        viewport={"width": READ.width, "height": HEIGHT}, offline=True
    )
    made: dict[str, Visit] = {}

    def once(name: str) -> Visit:
        if name not in made:
            address = (site / f"{name}.html").as_uri()
            made[name] = visit(context, address, SCENES, READ)
        return made[name]

    yield once
    context.close()


@pytest.mark.parametrize("name", page_names())
def test_the_page_asks_no_other_host_and_reports_no_error(
    visits: Visits, name: str
) -> None:
    seen = visits(name)
    assert not seen.asked_elsewhere
    assert not seen.problems


@pytest.mark.parametrize("name", page_names())
def test_the_page_draws_all_it_holds_and_does_not_scroll_sideways(
    visits: Visits, name: str
) -> None:
    seen = visits(name)
    assert not seen.undrawn
    assert set(seen.overflow) == set(SCENES)
    assert all(over <= 0 for over in seen.overflow.values()), seen.overflow


@pytest.mark.parametrize("name", page_names())
def test_every_formula_fits_its_place(visits: Visits, name: str) -> None:
    assert not visits(name).cut_formulas


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", page_names())
def test_axe_finds_nothing_serious(visits: Visits, name: str, theme: str) -> None:
    assert not visits(name).violations[theme]


@pytest.mark.parametrize("shade", ["#767676", "#777777"])
def test_a_shade_too_pale_is_found_among_many(
    browser: Browser, tmp_path: Path, shade: str
) -> None:
    dark = "<p>Dark enough to read.</p>" * 30
    pale = f"<p style='color: {shade}'>Nearly too pale.</p>" * 30
    head = "<title>Shades</title><html lang='en' data-theme='light'>"
    (tmp_path / "shades.html").write_text(f"{head}<main>{dark}{pale}</main>")
    context = browser.new_context(offline=True)
    address = (tmp_path / "shades.html").as_uri()
    seen = visit(context, address, [Scene("light", 360)], None)
    context.close()
    found = [each for each in seen.violations["light"] if "color-contrast" in each]
    assert bool(found) == (shade == "#777777")


@pytest.mark.parametrize("name", OPENED_DARK)
def test_a_page_that_opens_in_the_dark_is_whole(
    browser: Browser, site: Path, name: str
) -> None:
    context = browser.new_context(offline=True)
    address = (site / f"{name}.html").as_uri()
    seen = visit(context, address, [Scene("dark", 360)], None)
    context.close()
    assert not seen.asked_elsewhere
    assert not [*seen.problems, *seen.undrawn, *seen.cut_formulas]
    assert not seen.violations["dark"]


@pytest.mark.parametrize("name", page_names())
def test_the_tab_key_reaches_every_control_and_shows_where_it_is(
    visits: Visits, name: str
) -> None:
    reading = visits(name).found_by_reading
    assert reading is not None
    assert not reading.unreached
    assert not reading.unseen


@pytest.mark.parametrize("name", page_names())
def test_a_page_offers_one_way_to_search(visits: Visits, name: str) -> None:
    reading = visits(name).found_by_reading
    assert reading is not None
    assert reading.search_buttons == 1


@pytest.mark.parametrize("name", chapter_names())
def test_no_line_of_text_is_longer_than_75_characters(
    visits: Visits, name: str
) -> None:
    reading = visits(name).found_by_reading
    assert reading is not None
    assert reading.longest_line <= 75
