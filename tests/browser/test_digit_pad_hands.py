"""The digit pad under a hand: drawing, damaging, storing, settling, linking."""

from typing import Any

import pytest
from explorable_page import frames, open_explorables, press, rest, settled, state
from playwright.sync_api import Page

from attractor.show import DigitPad
from attractor.show.digit_pad.widget import LIBRARY

pytest_plugins = ["explorable_fixtures"]
pytestmark = pytest.mark.browser

EMPTY = "0" * 16


def dark(page: Page) -> int:
    return f"{int(state(page)['drawing'], 16):b}".count("1")


def headline(page: Page) -> str:
    rest(page)
    return page.locator(".ex-headline").first.inner_text()


def move(page: Page, pixels: int) -> None:
    """Turn over so many pixels with the noise slider."""
    page.locator("input[data-act='noise']").focus()
    for _ in range(pixels):
        page.keyboard.press("ArrowRight")


def calm(page: Page) -> Page:
    page.emulate_media(reduced_motion="reduce")
    return page


def corner_and_step(page: Page) -> tuple[float, float, float]:
    box: Any = page.locator(".pad-grid").bounding_box()
    return box["x"], box["y"], box["width"] / 8


def test_a_stroke_draws_what_it_crosses(explorable_tab: Page) -> None:
    open_explorables(explorable_tab, DigitPad(drawing=EMPTY))
    left, top, step = corner_and_step(explorable_tab)
    explorable_tab.mouse.move(left + step / 2, top + step / 2)
    explorable_tab.mouse.down()
    explorable_tab.mouse.move(left + 7.5 * step, top + step / 2, steps=30)
    explorable_tab.mouse.up()
    assert state(explorable_tab)["drawing"] == "ff" + 14 * "0"
    assert settled(explorable_tab)["drawing"] == "ff" + 14 * "0"


def test_a_stroke_that_begins_on_ink_erases(explorable_tab: Page) -> None:
    open_explorables(explorable_tab, DigitPad(drawing="f" * 16))
    left, top, step = corner_and_step(explorable_tab)
    explorable_tab.mouse.move(left + step / 2, top + step / 2)
    explorable_tab.mouse.down()
    explorable_tab.mouse.move(left + step / 2, top + 7.5 * step, steps=30)
    explorable_tab.mouse.up()
    assert state(explorable_tab)["drawing"] == "7f" * 8


def test_keys_reach_every_pixel(explorable_tab: Page) -> None:
    open_explorables(explorable_tab, DigitPad(drawing=EMPTY))
    explorable_tab.locator(".pad-grid").focus()
    for key in 9 * ["ArrowUp"] + 9 * ["ArrowLeft"] + ["Space"]:
        explorable_tab.keyboard.press(key)
    for key in 9 * ["ArrowDown"] + 9 * ["ArrowRight"] + ["Enter"]:
        explorable_tab.keyboard.press(key)
    assert state(explorable_tab)["drawing"] == "8" + 14 * "0" + "1"


@pytest.mark.parametrize("digit", [0, 1, 2])
def test_a_damaged_digit_settles_in_a_stored_state_without_a_rise(
    digit: int, explorable_tab: Page
) -> None:
    open_explorables(calm(explorable_tab), DigitPad(stored=[0, 1, 2], drawing=digit))
    assert headline(explorable_tab) == f"At rest in digit {digit}"
    assert explorable_tab.locator("[data-act='go']").is_disabled()
    move(explorable_tab, 2)
    assert state(explorable_tab)["drawing"] != LIBRARY[digit]
    press(explorable_tab, "go")
    assert headline(explorable_tab).startswith("At rest in")
    flips, rises = explorable_tab.locator("dd").nth(2).inner_text().split(", ")
    assert (int(flips) > 0, int(rises)) == (True, 0)


def test_unit_by_unit_it_takes_its_time_and_can_be_paused(explorable_tab: Page) -> None:
    open_explorables(explorable_tab, DigitPad(stored=[5], drawing=2))
    press(explorable_tab, "go")
    explorable_tab.wait_for_timeout(300)
    press(explorable_tab, "go")
    rest(explorable_tab)
    assert state(explorable_tab)["drawing"] not in (LIBRARY[2], LIBRARY[5])
    press(explorable_tab, "go")
    explorable_tab.wait_for_function(
        "document.querySelector('.attractor-digits').dataset.resting === 'true'"
    )
    assert headline(explorable_tab) == "At rest in digit 5"
    assert state(explorable_tab)["drawing"] == LIBRARY[5]
    assert settled(explorable_tab)["drawing"] == LIBRARY[5]


def test_one_update_looks_at_one_unit(explorable_tab: Page) -> None:
    open_explorables(explorable_tab, DigitPad(stored=[0], drawing=7))
    before = int(state(explorable_tab)["drawing"], 16)
    for _ in range(5):
        press(explorable_tab, "step")
        after = int(state(explorable_tab)["drawing"], 16)
        assert f"{before ^ after:b}".count("1") <= 1
        before = after
    rest(explorable_tab)
    assert explorable_tab.locator("dd").nth(1).inner_text() == "5"


def test_more_than_half_turned_over_rests_in_the_inverse(explorable_tab: Page) -> None:
    inverse = f"{int(LIBRARY[4], 16) ^ (2**64 - 1):016x}"
    open_explorables(explorable_tab, DigitPad(stored=[4], drawing=inverse))
    assert headline(explorable_tab) == "At rest in the inverse of digit 4"


def test_a_fourth_digit_drives_out_the_others_unless_overlaps_are_undone(
    explorable_tab: Page,
) -> None:
    open_explorables(explorable_tab, DigitPad(stored=[0, 1, 2], drawing=2))
    explorable_tab.locator("[data-keep='3']").check()
    assert state(explorable_tab)["stored"] == ["0", "1", "2", "3"]
    assert "to flip" in headline(explorable_tab)
    explorable_tab.get_by_role("radio", name="pseudo-inverse").check()
    assert headline(explorable_tab) == "At rest in digit 2"
    explorable_tab.get_by_role("radio", name="Hebb").check()
    explorable_tab.locator("[data-keep='0']").uncheck()
    assert state(explorable_tab)["stored"] == ["1", "2", "3"]


def test_a_drawing_can_be_stored_and_forgotten(explorable_tab: Page) -> None:
    open_explorables(explorable_tab, DigitPad(stored=[], drawing="ff" + 14 * "0"))
    press(explorable_tab, "keep")
    assert state(explorable_tab)["stored"] == ["ff" + 14 * "0"]
    assert headline(explorable_tab) == "At rest in drawing 1"
    press(explorable_tab, "clear")
    explorable_tab.locator(f"[data-cue='ff{14 * '0'}']").click()
    assert state(explorable_tab)["drawing"] == "ff" + 14 * "0"
    explorable_tab.locator(f"[data-keep='ff{14 * '0'}']").click()
    assert state(explorable_tab)["stored"] == []


def test_a_stored_drawing_that_is_a_digit_gets_its_name(explorable_tab: Page) -> None:
    open_explorables(explorable_tab, DigitPad(stored=[1], drawing=6))
    press(explorable_tab, "keep")
    assert state(explorable_tab)["stored"] == ["1", "6"]


def test_noise_comes_and_goes_with_the_slider(explorable_tab: Page) -> None:
    open_explorables(explorable_tab, DigitPad(drawing=EMPTY))
    move(explorable_tab, 12)
    assert dark(explorable_tab) == 12
    explorable_tab.keyboard.press("Home")
    assert dark(explorable_tab) == 0


def test_scrambled_couplings_never_rest_and_the_energy_rises(
    explorable_tab: Page,
) -> None:
    open_explorables(
        calm(explorable_tab), DigitPad(stored=[0, 1, 2], wiring="scrambled")
    )
    press(explorable_tab, "go")
    assert headline(explorable_tab) == "No rest after 640 updates"
    flips, rises = explorable_tab.locator("dd").nth(2).inner_text().split(", ")
    assert int(flips) > 100 and int(rises) > 20


def test_nothing_is_drawn_while_idle_and_all_is_drawn_at_once(
    explorable_tab: Page,
) -> None:
    open_explorables(explorable_tab, DigitPad(stored=[0, 1], drawing=5))
    rest(explorable_tab)
    drawn = frames(explorable_tab)
    explorable_tab.wait_for_timeout(300)
    assert frames(explorable_tab) == drawn


def test_two_views_of_one_pad_show_the_same(explorable_tab: Page) -> None:
    open_explorables(explorable_tab, DigitPad(drawing=EMPTY), views=[0, 0])
    explorable_tab.locator("[data-cue='7']").nth(1).click()
    rest(explorable_tab)
    words = explorable_tab.locator(".ex-headline").all_inner_texts()
    assert words[0] == words[1]
    explorable_tab.evaluate("window.cleanups[0]()")
    explorable_tab.locator("[data-cue='0']").first.click()
    assert state(explorable_tab)["drawing"] == LIBRARY[0]


def test_the_address_keeps_the_state_and_opens_it(explorable_tab: Page) -> None:
    open_explorables(explorable_tab, DigitPad())
    explorable_tab.locator("[data-keep='8']").check()
    explorable_tab.locator("[data-cue='9']").click()
    explorable_tab.get_by_role("radio", name="half cut").check()
    rest(explorable_tab)
    wanted = state(explorable_tab)
    link = explorable_tab.evaluate("location.hash")
    assert link == f"#digits=stored:0,1,2,8;drawing:{LIBRARY[9]};" + (
        "rule:hebbian;wiring:half-cut"
    )
    explorable_tab.goto("about:blank")
    open_explorables(explorable_tab, DigitPad(), fragment=link)
    assert state(explorable_tab) == wanted


@pytest.mark.parametrize(
    "link",
    [
        "#digits=stored:x,1;drawing:12;rule:best;wiring:none",
        "#digits=drawing:ABCDEF0123456789",
        "#digits=",
    ],
)
def test_a_broken_link_leaves_the_pad_as_it_was(
    link: str, explorable_tab: Page
) -> None:
    open_explorables(explorable_tab, DigitPad(), fragment=link)
    now, expected = state(explorable_tab), DigitPad()
    for trait in ("stored", "drawing", "rule", "wiring"):
        assert now[trait] == getattr(expected, trait)


def test_an_empty_memory_opens_from_its_link(explorable_tab: Page) -> None:
    open_explorables(explorable_tab, DigitPad(), fragment="#digits=stored:none")
    assert state(explorable_tab)["stored"] == []


def test_reset_brings_back_what_the_author_set(explorable_tab: Page) -> None:
    open_explorables(explorable_tab, DigitPad(stored=[3, 4], drawing=3))
    before = state(explorable_tab)
    press(explorable_tab, "clear")
    explorable_tab.locator("[data-keep='9']").check()
    press(explorable_tab, "reset")
    assert state(explorable_tab) == before


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_at_360_pixels_nothing_sticks_out(theme: str, explorable_tab: Page) -> None:
    explorable_tab.set_viewport_size({"width": 360, "height": 800})
    open_explorables(explorable_tab, DigitPad(stored=list(range(10))), theme=theme)
    width = explorable_tab.evaluate("document.documentElement.scrollWidth")
    assert width == 360


def test_a_screen_reader_is_told_what_there_is(explorable_tab: Page) -> None:
    open_explorables(explorable_tab, DigitPad(stored=[0], drawing=0))
    picture = explorable_tab.locator(".pad-trace")
    explorable_tab.locator("[data-cue='1']").click()
    rest(explorable_tab)
    explorable_tab.wait_for_timeout(800)
    said = explorable_tab.locator(".ex-live").inner_text()
    assert said == picture.get_attribute("aria-label")
    assert "to flip" in said and "overlap with digit 0 0.28" in said
