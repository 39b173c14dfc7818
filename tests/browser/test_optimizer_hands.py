"""What a reader's hands do to the race of optimizers."""

import pytest
from explorable_page import (
    frames,
    middle,
    open_explorables,
    press,
    rest,
    settled,
    state,
    sticks_out,
)
from playwright.sync_api import Locator, Page

from attractor.show import OptimizerPaths

pytest_plugins = ["explorable_fixtures"]
pytestmark = pytest.mark.browser


# Every value that the number of steps shown had before it changed.
WATCH = """() => {
  window.before = [];
  const view = document.querySelector(".attractor-optimizers");
  new MutationObserver((all) => window.before.push(...all.map((one) => one.oldValue)))
    .observe(view, { attributeFilter: ["data-shown"], attributeOldValue: true });
}"""


def start(page: Page) -> Locator:
    return page.locator(".race-start").first


def headline(page: Page) -> str:
    rest(page)
    return page.locator(".ex-headline").first.inner_text()


def readings(page: Page) -> dict[str, str]:
    rest(page)
    terms = page.locator(".ex-readings").first.locator("dt").all_inner_texts()
    values = page.locator(".ex-readings").first.locator("dd").all_inner_texts()
    return dict(zip(terms, values, strict=True))


def test_the_start_is_dragged_and_the_kernel_and_the_address_hear_of_it(
    explorable_tab: Page,
) -> None:
    open_explorables(explorable_tab, OptimizerPaths())
    x, y = middle(start(explorable_tab))
    explorable_tab.mouse.move(x, y)
    explorable_tab.mouse.down()
    explorable_tab.mouse.move(x + 100, y + 40, steps=4)
    explorable_tab.mouse.up()
    moved = state(explorable_tab)["start"]
    assert -1.8 < moved[0] < 0 and 0.5 < moved[1] < 1.4
    assert settled(explorable_tab)["start"] == moved
    assert f"start:{moved[0]:g},{moved[1]:g}" in explorable_tab.url


def test_arrow_keys_move_the_start_and_shift_moves_it_farther(
    explorable_tab: Page,
) -> None:
    open_explorables(explorable_tab, OptimizerPaths((0.0, 1.0)))
    start(explorable_tab).focus()
    explorable_tab.keyboard.press("ArrowRight")
    rest(explorable_tab)
    assert state(explorable_tab)["start"] == [0.02, 1]
    explorable_tab.keyboard.press("Shift+ArrowUp")
    rest(explorable_tab)
    assert state(explorable_tab)["start"] == [0.02, 1.2]
    label = start(explorable_tab).get_attribute("aria-label")
    assert label == "Start at (0.02, 1.20)"


def test_a_press_on_the_ground_starts_the_race_there(explorable_tab: Page) -> None:
    open_explorables(explorable_tab, OptimizerPaths())
    box = explorable_tab.locator(".race-stage").bounding_box()
    assert box is not None
    explorable_tab.mouse.click(
        box["x"] + box["width"] / 2, box["y"] + box["height"] / 4
    )
    x, y = state(explorable_tab)["start"]
    assert abs(x) < 0.02 and 1 < y < 1.3


def test_beyond_its_largest_rate_plain_descent_runs_away(explorable_tab: Page) -> None:
    open_explorables(explorable_tab, OptimizerPaths(rate=0.09))
    found = readings(explorable_tab)
    assert found["SGD holds to η = 2/κ"] == "0.1"
    assert found["● SGD"] != "runs away"
    explorable_tab.locator("[data-act='rate']").fill("-0.9")
    found = readings(explorable_tab)
    assert state(explorable_tab)["rate"] == 0.126
    assert found["● SGD"] == "runs away"
    assert found["■ momentum"] != "runs away"
    explorable_tab.locator("[data-act='conditioning']").fill("1")
    assert readings(explorable_tab)["SGD holds to η = 2/κ"] == "0.2"
    assert readings(explorable_tab)["● SGD"] != "runs away"


def test_optimizers_leave_and_enter_and_the_last_one_stays(
    explorable_tab: Page,
) -> None:
    open_explorables(explorable_tab, OptimizerPaths(rules=["sgd", "adam"]))
    press(explorable_tab, "adam")
    assert headline(explorable_tab) == "SGD, 60 steps"
    assert explorable_tab.locator("[data-act='sgd']").is_disabled()
    press(explorable_tab, "rmsprop")
    rest(explorable_tab)
    assert state(explorable_tab)["rules"] == ["sgd", "rmsprop"]
    assert list(readings(explorable_tab))[:2] == ["● SGD", "▲ RMSProp"]


def test_turning_the_bowl_takes_the_adaptive_rules_lead_away(
    explorable_tab: Page,
) -> None:
    open_explorables(explorable_tab, OptimizerPaths())
    assert headline(explorable_tab) == "RMSProp is lowest after 60 steps"
    explorable_tab.locator("[data-act='angle']").fill("45")
    assert headline(explorable_tab) == "SGD is lowest after 60 steps"


def test_the_curved_valley_has_its_own_start_and_no_angle(explorable_tab: Page) -> None:
    open_explorables(explorable_tab, OptimizerPaths(rate=0.01))
    explorable_tab.get_by_role("radio", name="curved valley").check(force=True)
    rest(explorable_tab)
    assert state(explorable_tab)["start"] == [-1.2, 1.9]
    assert explorable_tab.locator("[data-act='angle']").is_hidden()
    assert "SGD holds to η = 2/κ" not in readings(explorable_tab)
    press(explorable_tab, "reset")
    rest(explorable_tab)
    assert state(explorable_tab)["valley"] == "bowl"
    assert state(explorable_tab)["start"] == [-2, 1.5]


def test_step_by_step_it_runs_to_the_end_and_a_hand_stops_it(
    explorable_tab: Page,
) -> None:
    open_explorables(explorable_tab, OptimizerPaths(steps=10))
    shown = "document.querySelector('.attractor-optimizers').dataset.shown"
    explorable_tab.evaluate(WATCH)
    press(explorable_tab, "run")
    explorable_tab.wait_for_function(f"window.before.length && {shown} === '10'")
    assert "0" in explorable_tab.evaluate("window.before")  # it began anew
    rest(explorable_tab)
    before = frames(explorable_tab)
    explorable_tab.wait_for_timeout(300)
    assert frames(explorable_tab) == before
    press(explorable_tab, "run")
    explorable_tab.locator("[data-act='steps']").fill("200")
    explorable_tab.wait_for_function(f"{shown} === '200'")


def test_with_reduced_motion_nothing_runs_by_itself(explorable_tab: Page) -> None:
    explorable_tab.emulate_media(reduced_motion="reduce")
    open_explorables(explorable_tab, OptimizerPaths(steps=10))
    rest(explorable_tab)
    before = frames(explorable_tab)
    press(explorable_tab, "run")
    explorable_tab.wait_for_timeout(300)
    assert frames(explorable_tab) == before


def test_a_link_opens_its_state_and_nonsense_is_left_out(explorable_tab: Page) -> None:
    link = (
        "#optimizers=valley:curved;conditioning:50;rate:0.01;steps:99;"
        "start:0.5,-1;rules:adam,sgd"
    )
    open_explorables(explorable_tab, OptimizerPaths(), fragment=link)
    now = state(explorable_tab)
    assert (now["valley"], now["conditioning"], now["steps"]) == ("curved", 50, 99)
    assert (now["start"], now["rules"]) == ([0.5, -1], ["sgd", "adam"])
    explorable_tab.evaluate(
        "location.hash = 'optimizers=valley:hill;rate:fast;steps:5000;start:1;rules:x'"
    )
    rest(explorable_tab)
    now = state(explorable_tab)
    assert (now["valley"], now["rate"], now["steps"]) == ("curved", 0.01, 300)
    assert (now["start"], now["rules"]) == ([0.5, -1], ["sgd", "adam"])


def test_nothing_is_drawn_while_idle_and_two_views_show_one_model(
    explorable_tab: Page,
) -> None:
    open_explorables(explorable_tab, OptimizerPaths(), views=[0, 0])
    rest(explorable_tab)
    before = frames(explorable_tab)
    explorable_tab.wait_for_timeout(400)
    assert frames(explorable_tab) == before
    explorable_tab.locator("[data-act='angle']").first.fill("45")
    rest(explorable_tab)
    titles = explorable_tab.locator(".ex-headline").all_inner_texts()
    assert titles == ["SGD is lowest after 60 steps"] * 2


def test_a_screen_reader_is_told_the_outcome(explorable_tab: Page) -> None:
    open_explorables(explorable_tab, OptimizerPaths(rules=["sgd"]))
    explorable_tab.locator("[data-act='steps']").fill("10")
    explorable_tab.wait_for_function(
        "document.querySelector('.ex-live').textContent.includes('SGD, 10 steps')"
    )
    said = explorable_tab.locator(".ex-live").inner_text()
    assert said.startswith("Bowl, 20 times as steep across as along, turned by 0°")


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_sticks_out_at_either_width(width: int, explorable_tab: Page) -> None:
    explorable_tab.set_viewport_size({"width": width, "height": 800})
    open_explorables(explorable_tab, OptimizerPaths())
    rest(explorable_tab)
    assert sticks_out(explorable_tab) <= 0
