"""The landscape as a good guest of its page: themes, widths, motion, other views."""

import pytest
from explorable_page import (
    ORIGIN,
    frames,
    middle,
    open_explorables,
    press,
    rest,
    state,
)
from landscape_page import handle
from playwright.sync_api import Browser, Page

from attractor.show import EnergyLandscape
from attractor.show.palette import PALETTE, Theme

pytest_plugins = ["explorable_fixtures"]
pytestmark = pytest.mark.browser

ENERGIES = ("classical", "polynomial", "exponential", "modern", "distance")
BOTH = ["proposition-1", "proposition-3"]

DRAWN = """(layer) => {
  const canvas = document.querySelectorAll(".landscape-stage canvas")[layer];
  const { width, height } = canvas;
  const { data } = canvas.getContext("2d").getImageData(0, 0, width, height);
  return data.reduce((count, value) => count + (value > 0), 0);
}"""
COLOR = "e => getComputedStyle(e).color"


def rgb(hexadecimal: str) -> str:
    red, green, blue = (int(hexadecimal[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgb({red}, {green}, {blue})"


def test_nothing_is_drawn_while_idle(explorable_tab: Page) -> None:
    open_explorables(explorable_tab, EnergyLandscape())
    rest(explorable_tab)
    before = frames(explorable_tab)
    explorable_tab.wait_for_timeout(800)
    assert frames(explorable_tab) == before
    handle(explorable_tab, 0).focus()
    explorable_tab.keyboard.press("ArrowLeft")
    rest(explorable_tab)
    assert frames(explorable_tab) > before


@pytest.mark.parametrize("dim", [1, 2])
@pytest.mark.parametrize("energy", ENERGIES)
def test_every_energy_draws_its_picture_and_says_what_it_is(
    energy: str, dim: int, explorable_tab: Page
) -> None:
    landscape = EnergyLandscape(dim=dim, energy=energy, query=[0.4] * dim)
    open_explorables(explorable_tab, landscape)
    rest(explorable_tab)
    assert explorable_tab.evaluate(DRAWN, 0) > 5000
    assert explorable_tab.evaluate(DRAWN, 1) > 50
    words = explorable_tab.locator(".landscape-name").inner_text().lower()
    assert energy in words
    assert ("unbounded below" in words) == (energy not in ("modern", "distance"))
    picture = explorable_tab.locator("canvas[role=img]").get_attribute("aria-label")
    assert picture.lower().startswith(f"{energy} energy of 3 patterns")


def test_the_query_is_told_whether_it_leaves_the_printed_interval(
    explorable_tab: Page,
) -> None:
    opposite = EnergyLandscape([-3.0, 3.0], query=3.0, bands=["proposition-3"])
    open_explorables(explorable_tab, opposite)
    verdict = explorable_tab.locator(".landscape-verdict")
    assert verdict.inner_text() == (
        "At the query g − 2Eₘ = −0.693: outside the printed interval [0.000, 0.693], "
        "inside the corrected [−0.693, 0.000]."
    )
    explorable_tab.get_by_label("Intervals of Prop. 3").uncheck()
    rest(explorable_tab)
    assert verdict.is_hidden()


def test_a_change_is_told_to_screen_readers_once_it_is_quiet(
    explorable_tab: Page,
) -> None:
    open_explorables(explorable_tab, EnergyLandscape())
    live = explorable_tab.locator("[aria-live=polite]")
    rest(explorable_tab)
    assert live.inner_text() == ""
    press(explorable_tab, "add")
    explorable_tab.wait_for_function(
        "document.querySelector('[aria-live]').textContent.includes('4 patterns')"
    )
    assert "4 minima" in live.inner_text()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_colors_follow_the_pages_theme(theme: Theme, explorable_tab: Page) -> None:
    open_explorables(explorable_tab, EnergyLandscape(dim=1), theme=theme)
    headline = explorable_tab.locator(".ex-headline")
    assert headline.evaluate(COLOR) == rgb(PALETTE[theme]["text"])


def test_a_change_of_theme_redraws_the_canvas(explorable_tab: Page) -> None:
    open_explorables(explorable_tab, EnergyLandscape(dim=1), theme="light")
    rest(explorable_tab)
    before = frames(explorable_tab)
    explorable_tab.evaluate("document.documentElement.dataset.theme = 'dark'")
    rest(explorable_tab)
    assert frames(explorable_tab) > before
    explorable_tab.evaluate("delete document.documentElement.dataset.theme")
    explorable_tab.emulate_media(color_scheme="dark")
    rest(explorable_tab)
    headline = explorable_tab.locator(".ex-headline")
    assert headline.evaluate(COLOR) == rgb(PALETTE["dark"]["text"])


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
@pytest.mark.parametrize("dim", [1, 2])
def test_nothing_overflows_and_targets_are_large(
    width: int, dim: int, explorable_tab: Page
) -> None:
    explorable_tab.set_viewport_size({"width": width, "height": 700})
    open_explorables(explorable_tab, EnergyLandscape(dim=dim, bands=BOTH))
    rest(explorable_tab)
    assert explorable_tab.evaluate("document.documentElement.scrollWidth") <= width
    small = explorable_tab.evaluate(
        """() => [...document.querySelectorAll("button, label, input[type=range]")]
          .filter((e) => e.offsetParent && e.getBoundingClientRect().height < 39.5)
          .map((e) => e.outerHTML)"""
    )
    assert small == []


def test_with_reduced_motion_the_path_is_there_at_once(
    browser: Browser,
) -> None:
    drawn = {}
    for motion in ("reduce", "no-preference"):
        page = browser.new_page(reduced_motion=motion)
        open_explorables(page, EnergyLandscape(energy="modern"))
        rest(page)
        before = frames(page)
        spot = page.locator(".landscape-stage").bounding_box()
        page.mouse.click(spot["x"] + 60, spot["y"] + 60)
        rest(page)
        drawn[motion] = frames(page) - before
        page.close()
    assert drawn["reduce"] <= 3 < drawn["no-preference"]


def test_two_views_of_one_model_move_together(explorable_tab: Page) -> None:
    open_explorables(explorable_tab, EnergyLandscape(), views=[0, 0])
    handle(explorable_tab, 0).focus()
    explorable_tab.keyboard.press("Shift+ArrowRight")
    rest(explorable_tab)
    labels = explorable_tab.locator("[data-which='0']").evaluate_all(
        "handles => handles.map((handle) => handle.ariaLabel)"
    )
    assert labels == ["Pattern 1 at (−1.50, −0.50)"] * 2


def test_the_kernel_can_move_what_is_shown(explorable_tab: Page) -> None:
    open_explorables(explorable_tab, EnergyLandscape())
    explorable_tab.evaluate("models[0].set('patterns', [[0, 0], [9, 0]])")
    rest(explorable_tab)
    assert explorable_tab.locator(".landscape-pattern").count() == 2
    picture = explorable_tab.locator(".landscape-stage").bounding_box()
    x, _ = middle(handle(explorable_tab, 1))
    assert x <= picture["x"] + picture["width"]


def test_a_removed_view_stops_listening_and_the_other_goes_on(
    explorable_tab: Page,
) -> None:
    open_explorables(explorable_tab, EnergyLandscape(), views=[0, 0])
    explorable_tab.evaluate("cleanups[0]()")
    assert explorable_tab.locator(".attractor-landscape").count() == 1
    handle(explorable_tab, 0).focus()
    explorable_tab.keyboard.press("ArrowRight")
    rest(explorable_tab)
    assert state(explorable_tab)["patterns"][0] == [-1.95, -0.5]
    explorable_tab.evaluate("cleanups[1]()")
    listening = explorable_tab.evaluate("Object.values(models[0].heard).flat().length")
    assert listening == 0
    explorable_tab.evaluate("models[0].set('beta', 2)")


def test_a_view_that_has_no_room_yet_draws_when_it_gets_some(
    explorable_tab: Page,
) -> None:
    explorable_tab.set_viewport_size({"width": 800, "height": 600})
    open_explorables(explorable_tab, EnergyLandscape())
    explorable_tab.evaluate("document.querySelector('main').hidden = true")
    explorable_tab.evaluate("models[0].set('beta', 3)")
    explorable_tab.wait_for_timeout(100)
    explorable_tab.evaluate("document.querySelector('main').hidden = false")
    rest(explorable_tab)
    assert explorable_tab.locator("input[type=number]").input_value() == "3"


def test_the_button_fills_the_screen_and_gives_it_back(explorable_tab: Page) -> None:
    open_explorables(explorable_tab, EnergyLandscape())
    press(explorable_tab, "full")
    explorable_tab.wait_for_function("document.fullscreenElement !== null")
    rest(explorable_tab)
    stage = explorable_tab.locator(".landscape-stage").bounding_box()
    assert stage["height"] > 600
    press(explorable_tab, "full")
    explorable_tab.wait_for_function("document.fullscreenElement === null")
    rest(explorable_tab)
    assert explorable_tab.url.startswith(ORIGIN)
    assert explorable_tab.locator(".ex-full").count() == 0
