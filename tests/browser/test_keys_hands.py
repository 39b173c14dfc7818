"""What a reader's hands do to the explorable of pass keys."""

import numpy as np
import pytest
from explorable_page import (
    frames,
    middle,
    open_explorables,
    rest,
    settled,
    state,
    sticks_out,
)
from key_cases import RUNS
from playwright.sync_api import Page

from attractor.show import PassKeyRuns

pytest_plugins = ["explorable_fixtures"]
pytestmark = pytest.mark.browser


def headline(page: Page) -> str:
    return page.locator(".ex-headline").first.inner_text()


def words(page: Page) -> str:
    return page.locator(".ex-readings").first.inner_text()


def median(name: str, test: int, measure: str = "right") -> str:
    return f"{np.median([run[measure][test] for run in RUNS[name]]):.2f}"


def test_it_says_from_which_to_which_at_the_marker(explorable_tab: Page) -> None:
    open_explorables(explorable_tab, PassKeyRuns(RUNS, test=5))
    due = f"16 blocks of filler: from {median('sliding', 5)} to {median('feedback', 5)}"
    assert headline(explorable_tab) == due
    assert f"feedback\n{median('feedback', 5)} (" in words(explorable_tab)
    assert f"one run\n{median('one run', 5)}" in words(explorable_tab)


def test_a_reader_is_switched_off_and_on(explorable_tab: Page) -> None:
    open_explorables(explorable_tab, PassKeyRuns(RUNS, test=1))
    explorable_tab.get_by_role("checkbox", name="sliding").uncheck()
    explorable_tab.get_by_role("checkbox", name="one run").uncheck()
    rest(explorable_tab)
    assert headline(explorable_tab) == (f"1 block of filler: {median('feedback', 1)}")
    assert state(explorable_tab)["drawn"] == [[1, 0, 0]]
    assert settled(explorable_tab) == state(explorable_tab)
    explorable_tab.get_by_role("checkbox", name="feedback").uncheck()
    rest(explorable_tab)
    assert headline(explorable_tab) == "1 block of filler: choose a reader"
    assert "drawn:0,0,0" in explorable_tab.url


def test_a_gradient_of_nothing_is_called_exactly_0(explorable_tab: Page) -> None:
    open_explorables(explorable_tab, PassKeyRuns(RUNS, test=4))
    explorable_tab.get_by_role("radio", name="Gradient").check(force=True)
    rest(explorable_tab)
    assert "sliding\nexactly 0" in words(explorable_tab)
    assert headline(explorable_tab).startswith("8 blocks of filler: from exactly 0 to")
    explorable_tab.get_by_role("radio", name="Surprise").check(force=True)
    rest(explorable_tab)
    assert f"one run\n{median('one run', 4, 'nats')} nats" in words(explorable_tab)


def test_nothing_is_drawn_while_idle(explorable_tab: Page) -> None:
    open_explorables(explorable_tab, PassKeyRuns(RUNS))
    rest(explorable_tab)
    before = frames(explorable_tab)
    explorable_tab.wait_for_timeout(400)
    assert frames(explorable_tab) == before


def test_the_marker_follows_press_slider_and_keys(explorable_tab: Page) -> None:
    open_explorables(explorable_tab, PassKeyRuns(RUNS))
    x, y = middle(explorable_tab.locator(".keys-stage"))
    explorable_tab.mouse.click(x + 10, y)
    pressed = state(explorable_tab)["test"]
    assert pressed in (2, 3)
    explorable_tab.locator(".keys-grip").focus()
    explorable_tab.keyboard.press("ArrowRight")
    assert state(explorable_tab)["test"] == pressed + 1
    slider = explorable_tab.locator("[data-act='test']")
    slider.focus()
    explorable_tab.keyboard.press("End")
    rest(explorable_tab)
    assert slider.get_attribute("aria-valuetext") == "16"
    assert state(explorable_tab)["test"] == 5


def test_a_link_opens_its_state_and_nonsense_is_left_out(
    explorable_tab: Page,
) -> None:
    link = "#keys=measure:slope;drawn:1,0,1;test:3"
    open_explorables(explorable_tab, PassKeyRuns(RUNS), fragment=link)
    now = state(explorable_tab)
    assert (now["measure"], now["drawn"], now["test"]) == ("slope", [[1, 0, 1]], 3)
    explorable_tab.evaluate("location.hash = 'keys=measure:all;drawn:2,0;test:99'")
    rest(explorable_tab)
    now = state(explorable_tab)
    assert (now["measure"], now["drawn"], now["test"]) == ("slope", [[1, 0, 1]], 5)


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_sticks_out_at_either_width(width: int, explorable_tab: Page) -> None:
    explorable_tab.set_viewport_size({"width": width, "height": 800})
    open_explorables(explorable_tab, PassKeyRuns(RUNS), views=[0, 0])
    rest(explorable_tab)
    assert sticks_out(explorable_tab) <= 0
