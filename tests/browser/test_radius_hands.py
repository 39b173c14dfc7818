"""What a reader's hands do to the radius explorable."""

import math

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
from radius_cases import DIM, LENGTH, MEANS, radius_explorable

from attractor.lab.experiments.radius import yardstick

pytest_plugins = ["explorable_fixtures"]
pytestmark = pytest.mark.browser


def mean_shown(page: Page) -> float:
    view = page.locator(".attractor-radius").first
    return float(view.get_attribute("data-mean") or "nan")


def words(page: Page) -> str:
    return page.locator(".ex-side").first.inner_text()


def test_it_opens_on_all_of_the_trained_cloud_and_rests(explorable_tab: Page) -> None:
    open_explorables(explorable_tab, radius_explorable())
    rest(explorable_tab)
    said = words(explorable_tab)
    assert "1.5 apart, “radius 0.75”" in said
    assert f"n = {DIM}, one token" in said and "n = 8,192, a sequence" in said
    ratio = 0.75 / yardstick(DIM)
    assert f"2.74; half the mean is {ratio:.3g} r" in said
    before = frames(explorable_tab)
    explorable_tab.wait_for_timeout(400)
    assert frames(explorable_tab) == before


def test_a_drag_multiplies_the_distances(explorable_tab: Page) -> None:
    open_explorables(explorable_tab, radius_explorable())
    box = explorable_tab.locator(".radius-stage").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    explorable_tab.mouse.move(x, y)
    explorable_tab.mouse.down()
    explorable_tab.mouse.move(x + 60, y, steps=4)
    explorable_tab.mouse.up()
    rest(explorable_tab)
    factor = state(explorable_tab)["factor"]
    assert 1.5 < factor < 10
    assert mean_shown(explorable_tab) == pytest.approx(factor * MEANS[0][3])
    assert settled(explorable_tab) == state(explorable_tab)
    assert f"factor:{factor:.6g}" in explorable_tab.url


def test_the_slider_goes_with_the_arrow_keys(explorable_tab: Page) -> None:
    open_explorables(explorable_tab, radius_explorable())
    slider = explorable_tab.locator("[data-act='factor']")
    assert slider.get_attribute("aria-valuetext") == "× 1"
    slider.focus()
    explorable_tab.keyboard.press("ArrowRight")
    rest(explorable_tab)
    assert state(explorable_tab)["factor"] == pytest.approx(10**0.02, rel=1e-5)
    assert slider.get_attribute("aria-valuetext") == "× 1.05"


def test_a_button_fits_either_yardstick_and_another_undoes_it(
    explorable_tab: Page,
) -> None:
    open_explorables(explorable_tab, radius_explorable())
    for which, dim in (("token", DIM), ("sequence", DIM * LENGTH)):
        press(explorable_tab, f"fit-{which}")
        rest(explorable_tab)
        half = mean_shown(explorable_tab) / 2
        assert half == pytest.approx(yardstick(dim), rel=1e-5)
        assert "half the mean is 1 r" in words(explorable_tab)
    press(explorable_tab, "reset")
    assert state(explorable_tab)["factor"] == 1


def test_clouds_and_shares_can_be_switched(explorable_tab: Page) -> None:
    open_explorables(explorable_tab, radius_explorable(factor=2.0))
    explorable_tab.get_by_role("radio", name="shuffled").check(force=True)
    explorable_tab.get_by_role("radio", name="25 %").check(force=True)
    rest(explorable_tab)
    assert mean_shown(explorable_tab) == pytest.approx(2 * MEANS[2][0])
    assert "this is the smallest" in words(explorable_tab)
    assert "cloud:shuffled;share:25;factor:2" in explorable_tab.url


def test_equal_vectors_lie_beside_the_axis_and_fit_nothing(
    explorable_tab: Page,
) -> None:
    open_explorables(explorable_tab, radius_explorable(cloud="layer-0"))
    rest(explorable_tab)
    assert "0 apart: the same vectors" in words(explorable_tab)
    for which in ("token", "sequence"):
        assert explorable_tab.locator(f"[data-act='fit-{which}']").is_disabled()


def test_a_link_opens_its_state_and_nonsense_is_left_out(explorable_tab: Page) -> None:
    link = "#radius=cloud:shuffled;share:50;factor:0.5"
    open_explorables(explorable_tab, radius_explorable(), fragment=link)
    now = state(explorable_tab)
    assert [now[k] for k in ("cloud", "share", "factor")] == ["shuffled", 50, 0.5]
    explorable_tab.evaluate(
        "location.hash = 'radius=cloud:imagined;share:61;factor:-3'"
    )
    rest(explorable_tab)
    now = state(explorable_tab)
    assert [now[k] for k in ("cloud", "share", "factor")] == ["shuffled", 50, 0.5]
    explorable_tab.evaluate("location.hash = 'radius=share:90;factor:1e9'")
    rest(explorable_tab)
    now = state(explorable_tab)
    assert [now[k] for k in ("share", "factor")] == [100, 1000]


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_sticks_out_at_either_width(width: int, explorable_tab: Page) -> None:
    explorable_tab.set_viewport_size({"width": width, "height": 800})
    open_explorables(explorable_tab, radius_explorable())
    rest(explorable_tab)
    assert sticks_out(explorable_tab) <= 0
    press(explorable_tab, "full")
    rest(explorable_tab)
    assert math.isfinite(mean_shown(explorable_tab))
