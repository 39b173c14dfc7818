"""The overlap landscape under a hand: pointer, keys, address, two views, themes."""

import pytest
from explorable_page import (
    frames,
    middle,
    open_explorables,
    press,
    rest,
    settled,
    state,
)
from playwright.sync_api import Locator, Page

from attractor.show import OverlapLandscape

pytest_plugins = ["explorable_fixtures"]
pytestmark = pytest.mark.browser


def hold(page: Page, which: int) -> Locator:
    return page.locator(f".overlap-hold[data-which='{which}']").first


def minima(page: Page) -> str | None:
    rest(page)
    return page.locator(".attractor-overlaps").first.get_attribute("data-minima")


def headline(page: Page) -> str:
    rest(page)
    return page.locator(".ex-headline").first.inner_text()


def set_slider(page: Page, name: str, value: int) -> None:
    page.locator(f"input[data-act='{name}']").first.fill(str(value))


def choose(page: Page, value: str) -> None:
    page.locator(f"input[type='radio'][value='{value}']").first.check()


def test_degree_two_has_two_valleys_and_degree_six_one_for_each_and_its_mirror(
    explorable_tab: Page,
) -> None:
    open_explorables(explorable_tab, OverlapLandscape())
    assert minima(explorable_tab) == "2"
    for degree, count in ((3, "3"), (4, "2"), (6, "6")):
        set_slider(explorable_tab, "degree", degree)
        assert minima(explorable_tab) == count
        assert state(explorable_tab)["degree"] == degree
    assert "3 patterns, 6 valleys" in explorable_tab.inner_text("main")


def test_a_pattern_is_dragged_along_the_circle(explorable_tab: Page) -> None:
    open_explorables(explorable_tab, OverlapLandscape([-90, 0], degree=3))
    x, y = middle(hold(explorable_tab, 1))
    explorable_tab.mouse.move(x, y)
    explorable_tab.mouse.down()
    explorable_tab.mouse.move(x + 60, y + 5, steps=5)
    assert settled(explorable_tab) is None
    explorable_tab.mouse.up()
    first, second = state(explorable_tab)["angles"]
    assert first == -90 and 20 < second < 90
    assert settled(explorable_tab)["angles"] == [first, second]
    rest(explorable_tab)
    assert middle(hold(explorable_tab, 1))[0] == pytest.approx(x + 60, abs=2)


def test_arrow_keys_turn_a_pattern_by_one_and_with_shift_by_ten(
    explorable_tab: Page,
) -> None:
    open_explorables(explorable_tab, OverlapLandscape([0, 90]))
    hold(explorable_tab, 0).focus()
    explorable_tab.keyboard.press("ArrowRight")
    explorable_tab.keyboard.press("Shift+ArrowLeft")
    assert state(explorable_tab)["angles"] == [-9, 90]
    explorable_tab.wait_for_function("models[0].saved.length > 0")
    assert settled(explorable_tab)["angles"] == [-9, 90]


def test_a_turn_beyond_the_edge_comes_back_on_the_other_side(
    explorable_tab: Page,
) -> None:
    open_explorables(explorable_tab, OverlapLandscape([179]))
    hold(explorable_tab, 0).focus()
    for _ in range(3):
        explorable_tab.keyboard.press("ArrowRight")
    assert state(explorable_tab)["angles"] == [-178]


def test_patterns_are_added_and_taken_away_within_bounds(explorable_tab: Page) -> None:
    open_explorables(explorable_tab, OverlapLandscape([0, 90]))
    for _ in range(6):
        press(explorable_tab, "more")
    assert len(state(explorable_tab)["angles"]) == 8
    rest(explorable_tab)
    assert explorable_tab.locator("[data-act='more']").is_disabled()
    for _ in range(7):
        press(explorable_tab, "fewer")
    rest(explorable_tab)
    assert explorable_tab.locator(".overlap-hold").count() == 1
    assert explorable_tab.locator("[data-act='fewer']").is_disabled()


def test_the_crowd_is_lost_at_degree_two_and_kept_at_degree_four(
    explorable_tab: Page,
) -> None:
    open_explorables(explorable_tab, OverlapLandscape(load=32))
    choose(explorable_tab, "crowd")
    assert headline(explorable_tab) == "0 of 32 patterns stay"
    assert explorable_tab.locator(".overlap-hold").count() == 0
    set_slider(explorable_tab, "degree", 4)
    assert headline(explorable_tab) == "32 of 32 patterns stay"
    set_slider(explorable_tab, "load", 18)
    assert state(explorable_tab)["load"] == 512
    assert "512 patterns" in headline(explorable_tab)
    before = state(explorable_tab)["seed"]
    press(explorable_tab, "draw")
    assert state(explorable_tab)["seed"] == before + 1


def test_the_exponential_has_its_own_slider(explorable_tab: Page) -> None:
    open_explorables(explorable_tab, OverlapLandscape())
    choose(explorable_tab, "exponential")
    rest(explorable_tab)
    assert explorable_tab.locator("input[data-act='degree']").is_hidden()
    set_slider(explorable_tab, "sharpness", 40)
    assert minima(explorable_tab) == "3"


def test_a_link_opens_its_state_and_leaves_out_what_makes_no_sense(
    explorable_tab: Page,
) -> None:
    fragment = "#overlaps=scene:circle;degree:5;angles:-60,10;load:9999;energy:cubic"
    open_explorables(explorable_tab, OverlapLandscape(), fragment=fragment)
    found = state(explorable_tab)
    assert (found["degree"], found["angles"]) == (5, [-60, 10])
    assert (found["load"], found["energy"]) == (512, "power")


def test_what_is_changed_stands_in_the_address_and_reset_brings_the_start_back(
    explorable_tab: Page,
) -> None:
    open_explorables(explorable_tab, OverlapLandscape([0, 90]))
    press(explorable_tab, "more")
    address = explorable_tab.evaluate("location.hash")
    assert "overlaps=" in address and "angles:0,90,-135" in address
    press(explorable_tab, "reset")
    assert state(explorable_tab)["angles"] == [0, 90]


def test_two_views_of_one_model_show_the_same(explorable_tab: Page) -> None:
    open_explorables(explorable_tab, OverlapLandscape(), views=[0, 0])
    set_slider(explorable_tab, "degree", 3)
    rest(explorable_tab)
    said = explorable_tab.locator(".ex-headline").all_inner_texts()
    assert said == ["3 patterns, 3 valleys"] * 2


def test_a_removed_view_leaves_nothing_behind(explorable_tab: Page) -> None:
    open_explorables(explorable_tab, OverlapLandscape())
    explorable_tab.evaluate("cleanups[0]()")
    assert explorable_tab.locator(".attractor-overlaps").count() == 0
    explorable_tab.evaluate("models[0].set('degree', 5)")


def test_nothing_is_drawn_while_nothing_changes(explorable_tab: Page) -> None:
    open_explorables(explorable_tab, OverlapLandscape(scene="crowd"))
    rest(explorable_tab)
    before = frames(explorable_tab)
    explorable_tab.wait_for_timeout(400)
    assert frames(explorable_tab) == before


@pytest.mark.parametrize("scene", ["circle", "crowd"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_it_fits_a_phone_in_both_themes(
    scene: str, theme: str, explorable_tab: Page
) -> None:
    explorable_tab.set_viewport_size({"width": 360, "height": 720})
    open_explorables(explorable_tab, OverlapLandscape(scene=scene), theme=theme)
    rest(explorable_tab)
    wide = explorable_tab.evaluate("document.documentElement.scrollWidth")
    assert wide <= 360


def test_a_screen_reader_is_told_in_a_sentence(explorable_tab: Page) -> None:
    open_explorables(explorable_tab, OverlapLandscape([0.0], degree=3))
    set_slider(explorable_tab, "degree", 2)
    explorable_tab.wait_for_function(
        "document.querySelector('.ex-live').textContent.includes('2 valleys')"
    )
    label = explorable_tab.locator("canvas").first.get_attribute("aria-label")
    assert label.startswith("Power 2 on a circle: 1 pattern, 2 valleys.")
    named = hold(explorable_tab, 0).get_attribute("aria-label")
    assert named == "Pattern 1 at 0°"
