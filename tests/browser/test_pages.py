"""Every page from file://, offline, in both themes and at both widths."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from visits import Visit, page_names, visit

pytestmark = pytest.mark.browser

WIDE, NARROW = 1280, 360
Settings = tuple[str, str, int]
SETTINGS = [
    pytest.param((name, theme, width), id=f"{name}-{theme}-{width}")
    for theme in ("light", "dark")
    for width in (WIDE, NARROW)
    for name in page_names()
]


@pytest.fixture(scope="module")
def visits(browser: Browser, site: Path) -> Iterator[Callable[[Settings], Visit]]:
    """Visits a page once, however many tests ask about it."""
    contexts = {
        (theme, width): browser.new_context(
            viewport={"width": width, "height": 800},
            color_scheme=theme,
            offline=True,
        )
        for theme in ("light", "dark")
        for width in (WIDE, NARROW)
    }
    made: dict[Settings, Visit] = {}

    def once(settings: Settings) -> Visit:
        name, theme, width = settings
        if settings not in made:
            address = (site / f"{name}.html").as_uri()
            context = contexts[theme, width]
            made[settings] = visit(context, address, check_access=width == WIDE)
        return made[settings]

    yield once
    for context in contexts.values():
        context.close()


@pytest.mark.parametrize("settings", SETTINGS)
def test_the_page_asks_no_other_host_and_reports_no_error(
    visits: Callable[[Settings], Visit], settings: Settings
) -> None:
    seen = visits(settings)
    assert not seen.asked_elsewhere
    assert not seen.problems


@pytest.mark.parametrize("settings", SETTINGS)
def test_the_page_draws_all_it_holds_and_does_not_scroll_sideways(
    visits: Callable[[Settings], Visit], settings: Settings
) -> None:
    seen = visits(settings)
    assert not seen.undrawn
    assert seen.overflow <= 0, f"{seen.overflow} px wider than the screen"


@pytest.mark.parametrize(
    "settings", [each for each in SETTINGS if each.values[0][2] == WIDE]
)
def test_axe_finds_nothing_serious(
    visits: Callable[[Settings], Visit], settings: Settings
) -> None:
    assert not visits(settings).violations
