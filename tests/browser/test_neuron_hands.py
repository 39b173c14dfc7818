"""What a reader's hands, links and widths do to the explorable cell."""

import pytest
from explorable_page import frames, open_explorables, press, rest, settled, state
from playwright.sync_api import Page

from attractor.show import SpikingNeuron
from attractor.show.palette import PALETTE, Theme

pytest_plugins = ["explorable_fixtures"]
pytestmark = pytest.mark.browser

CURVE = [[6.27, 50.5], [10.0, 68.3], [20.0, 86.5], [60.0, 124.4]]


def headline(page: Page) -> str:
    rest(page)
    return page.locator(".ex-headline").first.inner_text()


def rate(page: Page) -> float:
    rest(page)
    view = page.locator(".attractor-neuron").first
    return float(view.get_attribute("data-rate") or "nan")


def test_it_opens_on_the_current_it_was_given(explorable_tab: Page) -> None:
    open_explorables(explorable_tab, SpikingNeuron(10.0, curve=CURVE))
    assert headline(explorable_tab) == "Fires 68.3 times a second"
    assert rate(explorable_tab) == pytest.approx(68.32, abs=0.05)


def test_the_current_can_be_dragged_on_the_rate_curve(explorable_tab: Page) -> None:
    open_explorables(explorable_tab, SpikingNeuron(2.0, curve=CURVE))
    assert headline(explorable_tab) == "Silent"
    box = explorable_tab.locator(".neuron-curve").bounding_box()
    across, height = box["width"], box["y"] + box["height"] / 2
    explorable_tab.mouse.move(box["x"] + 0.2 * across, height)
    explorable_tab.mouse.down()
    explorable_tab.mouse.move(box["x"] + 0.75 * across, height, steps=5)
    explorable_tab.mouse.up()
    current = state(explorable_tab)["current"]
    assert 13 < current < 16
    assert headline(explorable_tab).startswith("Fires 7")
    assert settled(explorable_tab)["current"] == current
    assert f"current:{current:g};" in explorable_tab.url


def test_keys_move_the_current(explorable_tab: Page) -> None:
    open_explorables(explorable_tab, SpikingNeuron(6.0, curve=CURVE))
    grip = explorable_tab.get_by_role("slider", name="Current on the rate curve")
    grip.focus()
    for key, current in (
        ("ArrowRight", 6.01),
        ("Shift+ArrowRight", 6.11),
        ("PageUp", 6.21),
        ("ArrowLeft", 6.2),
        ("End", 20.0),
        ("ArrowUp", 20.0),
        ("Home", 0.0),
    ):
        explorable_tab.keyboard.press(key)
        assert state(explorable_tab)["current"] == pytest.approx(current), key
    rest(explorable_tab)
    assert grip.get_attribute("aria-valuetext") == "0.00 µA/cm²: silent"


def test_at_8_the_start_decides(explorable_tab: Page) -> None:
    open_explorables(explorable_tab, SpikingNeuron(8.0))
    assert headline(explorable_tab) == "Fires 62.5 times a second"
    explorable_tab.get_by_role("radio", name="from its own balance").check(force=True)
    assert headline(explorable_tab) == "Silent"
    words = explorable_tab.locator(".neuron-place").inner_text()
    assert words == "It can rest or fire for ever: where it starts decides."
    assert state(explorable_tab)["start"] == "balance"


def test_a_kick_at_the_right_time_stops_it(explorable_tab: Page) -> None:
    link = "#neuron=current:8;start:rest;kick:8;kick_at:74.5"
    open_explorables(explorable_tab, SpikingNeuron(2.0), fragment=link)
    assert headline(explorable_tab) == "5 spikes, then silence"
    explorable_tab.locator("[data-act='kick-at']").fill("78")
    assert headline(explorable_tab).startswith("Fires 62")
    press(explorable_tab, "calm")
    assert state(explorable_tab)["kick"] == 0
    rest(explorable_tab)
    assert explorable_tab.locator("[data-act='kick-at']").is_hidden()


def test_the_whole_range_reaches_the_block(explorable_tab: Page) -> None:
    open_explorables(explorable_tab, SpikingNeuron(10.0))
    explorable_tab.get_by_role("radio", name="0 to 160").check(force=True)
    rest(explorable_tab)
    explorable_tab.locator("[data-act='current']").fill("158")
    words = headline(explorable_tab)
    assert "silence" in words
    place = explorable_tab.locator(".neuron-place").inner_text()
    assert place == "Its balance is stable again: held too high to fire."
    explorable_tab.get_by_role("radio", name="0 to 20").check(force=True)
    rest(explorable_tab)
    assert state(explorable_tab)["current"] == 20


def test_nonsense_in_a_link_is_left_out(explorable_tab: Page) -> None:
    link = "#neuron=current:hot;start:moon;span:wide;kick:-9;kick_at:900"
    open_explorables(explorable_tab, SpikingNeuron(7.0), fragment=link)
    now = state(explorable_tab)
    assert (now["current"], now["start"], now["span"]) == (7.0, "rest", "near")
    assert (now["kick"], now["kick_at"]) == (-9, 150)


def test_reset_goes_back_to_what_the_author_set(explorable_tab: Page) -> None:
    open_explorables(explorable_tab, SpikingNeuron(7.0))
    explorable_tab.locator("[data-act='current']").fill("12")
    explorable_tab.locator("[data-act='kick']").fill("5")
    press(explorable_tab, "reset")
    now = state(explorable_tab)
    assert (now["current"], now["kick"]) == (7.0, 0.0)


def test_nothing_is_drawn_while_idle_and_two_views_show_one_model(
    explorable_tab: Page,
) -> None:
    open_explorables(explorable_tab, SpikingNeuron(8.0, curve=CURVE), views=[0, 0])
    rest(explorable_tab)
    before = frames(explorable_tab)
    explorable_tab.wait_for_timeout(400)
    assert frames(explorable_tab) == before
    explorable_tab.locator("[data-act='current']").first.fill("10")
    rest(explorable_tab)
    titles = explorable_tab.locator(".ex-headline").all_inner_texts()
    assert titles == ["Fires 68.3 times a second"] * 2


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 360, 1280])
def test_nothing_sticks_out_and_targets_are_large(
    width: int, theme: Theme, explorable_tab: Page
) -> None:
    explorable_tab.set_viewport_size({"width": width, "height": 800})
    cell = SpikingNeuron(8.0, curve=CURVE, kick=5.0)
    open_explorables(explorable_tab, cell, theme=theme)
    rest(explorable_tab)
    assert explorable_tab.evaluate("document.documentElement.scrollWidth") <= width
    small = explorable_tab.evaluate(
        """() => [...document.querySelectorAll("button, label, input[type=range]")]
          .filter((e) => e.offsetParent && e.getBoundingClientRect().height < 39.5)
          .map((e) => e.outerHTML)"""
    )
    assert small == []
    color = explorable_tab.locator(".ex-headline").evaluate(
        "e => getComputedStyle(e).color"
    )
    text = PALETTE[theme]["text"]
    channels = ", ".join(str(int(text[at : at + 2], 16)) for at in (1, 3, 5))
    assert color == f"rgb({channels})"


def test_what_it_shows_is_said_once_it_is_quiet(explorable_tab: Page) -> None:
    open_explorables(explorable_tab, SpikingNeuron(8.0))
    rest(explorable_tab)
    live = explorable_tab.locator("[aria-live=polite]")
    assert live.inner_text() == ""
    explorable_tab.locator("[data-act='current']").fill("2.5")
    explorable_tab.wait_for_function(
        "document.querySelector('[aria-live]').textContent.includes('One spike')"
    )
    picture = explorable_tab.locator("canvas[role=img]").get_attribute("aria-label")
    assert "under 2.50 microamperes per square centimeter" in picture
