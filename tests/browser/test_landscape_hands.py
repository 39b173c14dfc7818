"""The energy landscape under a hand: pointer, finger and keys."""

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
from landscape_page import handle, minima
from playwright.sync_api import Browser, Page

from attractor.show import EnergyLandscape

pytest_plugins = ["explorable_fixtures"]
pytestmark = pytest.mark.browser


def drag(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(*end, steps=6)
    page.mouse.up()


def test_dragging_two_patterns_together_leaves_one_minimum(
    explorable_tab: Page,
) -> None:
    open_explorables(explorable_tab, EnergyLandscape([[-1.5], [1.5]], beta=1.0))
    assert minima(explorable_tab) == "2"
    first, second = (middle(handle(explorable_tab, which)) for which in (0, 1))
    drag(explorable_tab, first, (second[0] - 60, second[1]))
    assert minima(explorable_tab) == "1"
    moved, kept = state(explorable_tab)["patterns"]
    assert 0 < moved[0] < 1.5 == kept[0]
    assert "2 patterns, 1 minimum" in explorable_tab.inner_text("main")


def test_the_kernel_hears_of_a_drag_once_at_its_end(explorable_tab: Page) -> None:
    open_explorables(explorable_tab, EnergyLandscape())
    x, y = middle(handle(explorable_tab, 0))
    explorable_tab.mouse.move(x, y)
    explorable_tab.mouse.down()
    explorable_tab.mouse.move(x + 40, y - 30, steps=5)
    assert settled(explorable_tab) is None
    explorable_tab.mouse.up()
    assert settled(explorable_tab)["patterns"] == state(explorable_tab)["patterns"]
    assert explorable_tab.evaluate("models[0].saved.length") == 1


def test_a_pattern_is_taken_where_it_was_touched_and_stays_in_the_picture(
    explorable_tab: Page,
) -> None:
    open_explorables(explorable_tab, EnergyLandscape())
    before = state(explorable_tab)["patterns"][0]
    x, y = middle(handle(explorable_tab, 0))
    drag(explorable_tab, (x + 9, y + 9), (x + 9.4, y + 9))
    after = state(explorable_tab)["patterns"][0]
    assert after == pytest.approx(before, abs=0.02)
    drag(explorable_tab, middle(handle(explorable_tab, 0)), (2, 2))
    picture = explorable_tab.locator(".landscape-stage").bounding_box()
    x, y = middle(handle(explorable_tab, 0))
    assert picture["x"] <= x + 1 and picture["y"] <= y + 1


def test_a_press_on_the_landscape_drops_the_query_there(explorable_tab: Page) -> None:
    open_explorables(explorable_tab, EnergyLandscape())
    picture = explorable_tab.locator(".landscape-stage").bounding_box()
    spot = picture["x"] + 40, picture["y"] + 40
    explorable_tab.mouse.click(*spot)
    rest(explorable_tab)
    assert middle(handle(explorable_tab, "query")) == pytest.approx(spot, abs=2)
    assert settled(explorable_tab)["query"] == state(explorable_tab)["query"]
    weights = explorable_tab.locator(".landscape-pattern b").all_inner_texts()
    assert sum(map(float, weights)) == pytest.approx(1, abs=0.02)


def test_a_double_press_adds_a_pattern_and_leaves_the_query(
    explorable_tab: Page,
) -> None:
    open_explorables(explorable_tab, EnergyLandscape())
    before = state(explorable_tab)
    picture = explorable_tab.locator(".landscape-stage").bounding_box()
    explorable_tab.mouse.dblclick(picture["x"] + 40, picture["y"] + 380)
    rest(explorable_tab)
    after = state(explorable_tab)
    assert after["patterns"][:3] == before["patterns"]
    assert len(after["patterns"]) == 4
    assert after["query"] == before["query"]
    assert minima(explorable_tab) == "4"


def test_a_finger_drops_the_query_by_a_tap_and_scrolls_by_a_swipe(
    browser: Browser,
) -> None:
    phone = browser.new_context(has_touch=True, viewport={"width": 360, "height": 640})
    page = phone.new_page()
    open_explorables(page, EnergyLandscape())
    picture = page.locator(".landscape-stage").bounding_box()
    spot = picture["x"] + 40, picture["y"] + 40
    page.touchscreen.tap(*spot)
    rest(page)
    assert middle(handle(page, "query")) == pytest.approx(spot, abs=2)
    style = "e => getComputedStyle(e).touchAction"
    assert "pan-y" in page.locator(".landscape-stage").evaluate(style)
    assert handle(page, 0).evaluate(style) == "none"
    phone.close()


def test_every_handle_is_reached_by_tab_and_moved_by_arrows(
    explorable_tab: Page,
) -> None:
    open_explorables(explorable_tab, EnergyLandscape(query=[1.0, -1.0]))
    handle(explorable_tab, 0).focus()
    reached = []
    for _ in range(4):
        reached.append(explorable_tab.evaluate("document.activeElement.ariaLabel"))
        explorable_tab.keyboard.press("Tab")
    assert [label.split(" at ")[0] for label in reached] == [
        "Pattern 1",
        "Pattern 2",
        "Pattern 3",
        "Query",
    ]
    handle(explorable_tab, 1).focus()
    for key in ("ArrowRight", "ArrowUp", "Shift+ArrowLeft", "Shift+ArrowDown"):
        explorable_tab.keyboard.press(key)
    assert state(explorable_tab)["patterns"][1] == pytest.approx([-0.25, -0.75])
    explorable_tab.wait_for_function("models[0].saved.length === 1")
    handle(explorable_tab, "query").focus()
    explorable_tab.keyboard.press("ArrowUp")
    assert state(explorable_tab)["query"] == pytest.approx([1.0, -0.95])


def test_delete_removes_what_has_the_focus_but_not_the_last_pattern(
    explorable_tab: Page,
) -> None:
    open_explorables(explorable_tab, EnergyLandscape([[-1.0], [2.0]], query=0.5))
    handle(explorable_tab, 0).focus()
    explorable_tab.keyboard.press("Delete")
    assert state(explorable_tab)["patterns"] == [[2.0]]
    assert explorable_tab.evaluate("document.activeElement.dataset.which") == "0"
    explorable_tab.keyboard.press("Delete")
    assert state(explorable_tab)["patterns"] == [[2.0]]
    handle(explorable_tab, "query").focus()
    explorable_tab.keyboard.press("Backspace")
    assert state(explorable_tab)["query"] is None
    press(explorable_tab, "drop")
    assert state(explorable_tab)["query"] is not None
    assert explorable_tab.evaluate("document.activeElement.dataset.which") == "query"


def test_buttons_add_and_remove_patterns_up_to_twelve(explorable_tab: Page) -> None:
    open_explorables(explorable_tab, EnergyLandscape([[0.0, 0.0]]))
    for _ in range(11):
        press(explorable_tab, "add")
    assert len(state(explorable_tab)["patterns"]) == 12
    assert explorable_tab.locator("[data-act='add']").is_disabled()
    press(explorable_tab, "remove")
    assert len(state(explorable_tab)["patterns"]) == 11


@pytest.mark.parametrize(
    ("dim", "energy", "count"),
    [
        (1, "distance", "2"),
        (1, "modern", "1"),
        (2, "distance", "3"),
        (2, "modern", "2"),
    ],
)
def test_the_papers_figure_shows_its_true_number_of_minima(
    dim: int, energy: str, count: str, explorable_tab: Page
) -> None:
    far = [[3.0] * dim, [-3.0] * dim]
    open_explorables(explorable_tab, EnergyLandscape(far, energy=energy, beta=7.0))
    press(explorable_tab, "figure-1")
    assert minima(explorable_tab) == count
    assert state(explorable_tab)["beta"] == 1


def test_reset_brings_back_what_the_author_set(explorable_tab: Page) -> None:
    open_explorables(explorable_tab, EnergyLandscape(beta=3.0, energy="modern"))
    before = state(explorable_tab)
    press(explorable_tab, "add")
    explorable_tab.get_by_role("radio", name="classical").check()
    explorable_tab.get_by_role("radio", name="1-D").check()
    press(explorable_tab, "reset")
    assert state(explorable_tab) == before


def test_beta_runs_on_a_logarithmic_slider_and_can_be_typed(
    explorable_tab: Page,
) -> None:
    open_explorables(explorable_tab, EnergyLandscape([[0.0], [1.0], [-2.0]]))
    slider = explorable_tab.locator("input[type=range][data-act=beta]")
    slider.focus()
    explorable_tab.keyboard.press("End")
    assert state(explorable_tab)["beta"] == 20
    assert minima(explorable_tab) == "3"
    explorable_tab.keyboard.press("Home")
    assert state(explorable_tab)["beta"] == pytest.approx(0.1)
    assert minima(explorable_tab) == "1"
    field = explorable_tab.locator("input[type=number]")
    field.fill("2.0016")
    field.press("Enter")
    assert state(explorable_tab)["beta"] == 2.0016
    drawn = frames(explorable_tab)
    field.fill("-4")
    field.press("Enter")
    rest(explorable_tab)
    assert state(explorable_tab)["beta"] == 2.0016
    assert field.input_value() == "2.0016"
    assert frames(explorable_tab) >= drawn
