"""What a reader's hands do to the capacity explorable."""

import pytest
from explorable_page import (
    frames,
    open_explorables,
    press,
    rest,
    settled,
    state,
    sticks_out,
)
from playwright.sync_api import Page

from attractor.lab import RECORDED_CAPACITY, capacity_summary, load_run
from attractor.show import CapacityCurve

pytest_plugins = ["explorable_fixtures"]
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def recorded():
    return [capacity_summary(load_run(name)) for name in RECORDED_CAPACITY]


def still(page: Page) -> None:
    """Wait until the live network rests and nothing more is drawn."""
    rest(page)
    page.wait_for_function(
        "document.querySelector('.attractor-capacity').dataset.resting === '24'"
    )
    rest(page)


def words(page: Page) -> str:
    return page.locator(".ex-side").first.inner_text()


def test_it_shows_the_recorded_share_and_the_error(explorable_tab, recorded):
    open_explorables(explorable_tab, CapacityCurve(recorded, load=0.1, units=500))
    still(explorable_tab)
    assert "50 in 500 units" in words(explorable_tab)
    assert "0.1 %" in words(explorable_tab)
    at = list(recorded[0].loads).index(0.1)
    held = round(100 * recorded[0].histogram[at, 45:].sum())
    headline = explorable_tab.locator(".ex-headline").inner_text()
    assert headline == f"{held} % of starts hold at α = 0.1"


def test_the_first_frame_is_quick_and_nothing_is_drawn_while_idle(
    explorable_tab, recorded
):
    open_explorables(explorable_tab, CapacityCurve(recorded))
    still(explorable_tab)
    before = frames(explorable_tab)
    explorable_tab.wait_for_timeout(400)
    assert frames(explorable_tab) == before


def test_a_drag_on_the_curves_chooses_the_load(explorable_tab, recorded):
    open_explorables(explorable_tab, CapacityCurve(recorded))
    box = explorable_tab.locator(".capacity-stage").bounding_box()
    y = box["y"] + box["height"] / 2
    explorable_tab.mouse.move(box["x"] + box["width"] * 0.8, y)
    explorable_tab.mouse.down()
    explorable_tab.mouse.move(box["x"] + box["width"] * 0.4, y, steps=5)
    explorable_tab.mouse.up()
    load = state(explorable_tab)["load"]
    assert 0.06 < load < 0.1
    assert settled(explorable_tab)["load"] == load
    assert f"load:{load:g};" in explorable_tab.url


def test_arrow_keys_move_the_load(explorable_tab, recorded):
    open_explorables(explorable_tab, CapacityCurve(recorded))
    slider = explorable_tab.locator("[data-act='load']")
    slider.focus()
    explorable_tab.keyboard.press("ArrowRight")
    assert state(explorable_tab)["load"] == pytest.approx(0.141)
    assert (
        slider.get_attribute("aria-valuetext") == "0.140"
        or rest(explorable_tab) is None
    )
    assert slider.get_attribute("aria-valuetext") == "0.141"


def test_the_size_and_the_network_can_be_changed(explorable_tab, recorded):
    open_explorables(explorable_tab, CapacityCurve(recorded))
    explorable_tab.get_by_role("radio", name="1,000").check(force=True)
    assert state(explorable_tab)["units"] == 1000
    press(explorable_tab, "again")
    assert state(explorable_tab)["seed"] == 2
    still(explorable_tab)
    assert "140 in 1,000 units" in words(explorable_tab)
    press(explorable_tab, "reset")
    assert state(explorable_tab)["units"] == 4000


def test_a_link_opens_its_state_and_nonsense_is_left_out(explorable_tab, recorded):
    link = "#capacity=load:0.1;units:500;seed:7"
    open_explorables(explorable_tab, CapacityCurve(recorded), fragment=link)
    now = state(explorable_tab)
    assert (now["load"], now["units"], now["seed"]) == (0.1, 500, 7)
    explorable_tab.evaluate("location.hash = 'capacity=load:x;units:77.5;seed:-3'")
    still(explorable_tab)
    now = state(explorable_tab)
    assert (now["load"], now["units"], now["seed"]) == (0.1, 500, 0)


def test_the_same_seed_settles_in_the_same_way(explorable_tab, recorded):
    open_explorables(explorable_tab, CapacityCurve(recorded, load=0.15), views=[0, 0])
    still(explorable_tab)
    explorable_tab.wait_for_function(
        "[...document.querySelectorAll('.attractor-capacity')].every("
        "(view) => view.dataset.resting === '24')"
    )
    rest(explorable_tab)
    rows = explorable_tab.locator(".ex-readings dd:last-child").all_inner_texts()
    assert rows[0] == rows[1] and "of 24" in rows[0]


def test_with_reduced_motion_it_settles_at_once(explorable_tab, recorded):
    explorable_tab.emulate_media(reduced_motion="reduce")
    open_explorables(explorable_tab, CapacityCurve(recorded, load=0.1))
    still(explorable_tab)
    assert frames(explorable_tab) == 2


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_sticks_out_at_either_width(width, explorable_tab, recorded):
    explorable_tab.set_viewport_size({"width": width, "height": 800})
    open_explorables(explorable_tab, CapacityCurve(recorded))
    still(explorable_tab)
    assert sticks_out(explorable_tab) <= 0
