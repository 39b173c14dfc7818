"""What a reader's hands do to the explorable of probes."""

import numpy as np
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

from attractor.show import ProbeLayers

pytest_plugins = ["explorable_fixtures"]
pytestmark = pytest.mark.browser

NAMES = {
    "tasks": ["subject's number", "main auxiliary"],
    "places": [
        *("subject noun", "end of subject", "main auxiliary"),
        *("main verb", "full stop", "marker"),
    ],
    "tests": ["known nouns", "new nouns", "new nouns and a rival"],
}


def shown(**traits) -> ProbeLayers:
    table = np.random.default_rng(1).random((3, 2, 3, 5, 6, 3)) / 2
    table[:, 0, 0, 3, 1, 1] = 0.9, 0.95, 1.0
    return ProbeLayers(table, np.full((3, 2, 3), 0.25), NAMES, **traits)


def words(page: Page) -> str:
    return page.locator(".ex-side").first.inner_text()


def test_it_shows_accuracy_with_its_interval(explorable_tab):
    open_explorables(explorable_tab, shown(place=1, test=1, layer=3))
    rest(explorable_tab)
    # s = 0.05, t = 4.3027 for three seeds: 4.3027 · 0.05 / √3 = 0.1242
    assert "95.0 ± 12.4 %" in words(explorable_tab)
    assert "25.0 ± 0.0 %" in words(explorable_tab)
    headline = explorable_tab.locator(".ex-headline").inner_text()
    assert "points above its best control" in headline


def test_nothing_is_drawn_while_idle(explorable_tab):
    open_explorables(explorable_tab, shown())
    rest(explorable_tab)
    before = frames(explorable_tab)
    explorable_tab.wait_for_timeout(300)
    assert frames(explorable_tab) == before


def test_a_drag_on_the_picture_chooses_the_layer(explorable_tab):
    open_explorables(explorable_tab, shown(layer=4))
    box = explorable_tab.locator(".probe-stage").bounding_box()
    y = box["y"] + box["height"] / 2
    explorable_tab.mouse.move(box["x"] + box["width"] * 0.9, y)
    explorable_tab.mouse.down()
    explorable_tab.mouse.move(box["x"] + box["width"] * 0.1, y, steps=5)
    explorable_tab.mouse.up()
    assert state(explorable_tab)["layer"] == 0
    assert settled(explorable_tab)["layer"] == 0
    assert "layer:0" in explorable_tab.url


def test_keys_and_switches_reach_everything(explorable_tab):
    open_explorables(explorable_tab, shown())
    slider = explorable_tab.locator("[data-act='layer']")
    slider.focus()
    explorable_tab.keyboard.press("ArrowRight")
    rest(explorable_tab)
    assert state(explorable_tab)["layer"] == 1
    assert slider.get_attribute("aria-valuetext") == "1"
    explorable_tab.get_by_role("radio", name="full stop").check(force=True)
    explorable_tab.get_by_role("radio", name="new nouns", exact=True).check(force=True)
    explorable_tab.get_by_role("radio", name="main auxiliary").first.check(force=True)
    now = state(explorable_tab)
    assert (now["task"], now["place"], now["test"]) == (1, 4, 1)
    press(explorable_tab, "reset")
    assert state(explorable_tab)["place"] == 0


def test_a_link_opens_its_state_and_nonsense_is_left_out(explorable_tab):
    link = "#probes=task:1;place:4;test:2;layer:3"
    open_explorables(explorable_tab, shown(), fragment=link)
    now = state(explorable_tab)
    assert (now["task"], now["place"], now["test"], now["layer"]) == (1, 4, 2, 3)
    explorable_tab.evaluate("location.hash = 'probes=task:x;place:-2;layer:99'")
    rest(explorable_tab)
    assert state(explorable_tab)["place"] == 4
    assert explorable_tab.locator("output").first.inner_text() == "4"


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_sticks_out_at_either_width(width, explorable_tab):
    explorable_tab.set_viewport_size({"width": width, "height": 800})
    open_explorables(explorable_tab, shown())
    rest(explorable_tab)
    assert sticks_out(explorable_tab) <= 0
