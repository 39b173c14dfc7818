"""What a reader's hands do to the interference explorable."""

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
from playwright.sync_api import Page

from attractor.show import Interference

pytest_plugins = ["explorable_fixtures"]
pytestmark = pytest.mark.browser


def headline(page: Page) -> str:
    rest(page)
    return page.locator(".ex-headline").first.inner_text()


def choose(page: Page, name: str) -> None:
    page.get_by_role("radio", name=name, exact=True).check(force=True)


def error(page: Page) -> float:
    view = page.locator(".attractor-explorable").first
    return float(view.get_attribute("data-error") or "nan")


def test_orthonormal_keys_are_recalled_exactly_until_there_are_no_more(
    explorable_tab: Page,
) -> None:
    open_explorables(explorable_tab, Interference(dim=32, pairs=32))
    assert error(explorable_tab) > 0.3
    choose(explorable_tab, "orthonormal")
    assert headline(explorable_tab) == "Hebb: 32 pairs, d = 32: error 0.000"
    explorable_tab.locator(".interference-grip").focus()
    explorable_tab.keyboard.press("ArrowRight")
    rest(explorable_tab)
    assert state(explorable_tab)["pairs"] == 33
    assert error(explorable_tab) > 0.01
    explorable_tab.keyboard.press("Shift+ArrowLeft")
    rest(explorable_tab)
    assert state(explorable_tab)["pairs"] == 23 and error(explorable_tab) < 1e-9


def test_a_drag_along_the_curve_writes_pairs(explorable_tab: Page) -> None:
    open_explorables(explorable_tab, Interference(pairs=1))
    x, y = middle(explorable_tab.locator(".interference-grip"))
    explorable_tab.mouse.move(x, y)
    explorable_tab.mouse.down()
    explorable_tab.mouse.move(x + 1000, y, steps=3)
    explorable_tab.mouse.up()
    assert state(explorable_tab)["pairs"] == 160
    now = settled(explorable_tab)
    assert now is not None and now["pairs"] == 160
    assert "pairs:160" in explorable_tab.url


def test_the_newest_pair_of_the_delta_rule_is_exact_and_softmax_keeps_all(
    explorable_tab: Page,
) -> None:
    open_explorables(explorable_tab, Interference(pairs=100, dim=32, beta=20.0))
    hebb = error(explorable_tab)
    choose(explorable_tab, "delta rule")
    rest(explorable_tab)
    assert error(explorable_tab) < hebb
    choose(explorable_tab, "softmax")
    rest(explorable_tab)
    assert error(explorable_tab) < 0.01
    readings = explorable_tab.locator(".ex-readings dd").all_inner_texts()
    assert readings[-1] == "9,600 = 100 × (32 + 64)"
    explorable_tab.locator("[data-act='beta']").fill("0")
    rest(explorable_tab)
    assert error(explorable_tab) > 0.3


def test_other_keys_are_another_draw_and_reset_brings_the_first_back(
    explorable_tab: Page,
) -> None:
    open_explorables(explorable_tab, Interference(pairs=50, seed=9999))
    first = error(explorable_tab)
    press(explorable_tab, "again")
    rest(explorable_tab)
    assert state(explorable_tab)["seed"] == 0 and error(explorable_tab) != first
    press(explorable_tab, "reset")
    rest(explorable_tab)
    assert error(explorable_tab) == first


def test_a_link_opens_its_state_and_nonsense_is_left_out(explorable_tab: Page) -> None:
    link = "#interference=memory:delta;directions:orthonormal;dim:500;pairs:0;beta:-3"
    open_explorables(explorable_tab, Interference(), fragment=link)
    now = state(explorable_tab)
    assert (now["memory"], now["directions"]) == ("delta", "orthonormal")
    assert (now["dim"], now["pairs"], now["beta"]) == (128, 1, 0)
    explorable_tab.evaluate(
        "location.hash = 'interference=memory:none;directions:up;dim:wide;seed:1.5'"
    )
    rest(explorable_tab)
    assert state(explorable_tab) == now


def test_nothing_is_drawn_while_idle_and_a_screen_reader_is_told(
    explorable_tab: Page,
) -> None:
    open_explorables(explorable_tab, Interference(dim=8, pairs=8), views=[0, 0])
    rest(explorable_tab)
    before = frames(explorable_tab)
    explorable_tab.wait_for_timeout(400)
    assert frames(explorable_tab) == before
    explorable_tab.get_by_role("radio", name="orthonormal").first.check(force=True)
    explorable_tab.wait_for_function(
        "document.querySelector('.ex-live').textContent.startsWith("
        "'Hebb: 8 pairs, d = 8: error 0.000, with orthonormal keys.')"
    )
    titles = explorable_tab.locator(".ex-headline").all_inner_texts()
    assert titles == ["Hebb: 8 pairs, d = 8: error 0.000"] * 2


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_sticks_out(width: int, explorable_tab: Page) -> None:
    explorable_tab.set_viewport_size({"width": width, "height": 800})
    open_explorables(explorable_tab, Interference(memory="softmax", dim=128, pairs=160))
    rest(explorable_tab)
    assert sticks_out(explorable_tab) <= 0
