"""What a reader's hands do to the attention matrix."""

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

from attractor.show import AttentionMatrix

pytest_plugins = ["explorable_fixtures"]
pytestmark = pytest.mark.browser

SCORES = [[2, 4, 4], [4, 16, 12], [4, 12, 10]]
VALUES = [[1, 2, 3], [2, 8, 0], [2, 6, 3]]


def matrix(**traits: object) -> AttentionMatrix:
    return AttentionMatrix(
        ["one", "two", "three"], SCORES, **{"beta": 3**-0.5, "values": VALUES} | traits
    )


def headline(page: Page) -> str:
    rest(page)
    return page.locator(".ex-headline").first.inner_text()


def choose(page: Page, name: str) -> None:
    page.get_by_role("radio", name=name, exact=True).check(force=True)


def press_cell(page: Page, query: int, key: int) -> None:
    """Press the middle of a cell, by where the chosen one stands."""
    now = state(page)["cell"]
    box = page.locator(".attention-cell").bounding_box()
    assert box is not None
    side = box["width"] + 1
    page.mouse.click(
        box["x"] + side * (key - now[1] + 0.5), box["y"] + side * (query - now[0] + 0.5)
    )


def test_a_press_chooses_a_cell_and_another_hides_it(explorable_tab: Page) -> None:
    open_explorables(explorable_tab, matrix())
    assert headline(explorable_tab) == "“one” looks at itself: 0.136"
    press_cell(explorable_tab, 1, 2)
    assert state(explorable_tab)["cell"] == [1, 2]
    assert headline(explorable_tab) == "“two” looks at “three”: 0.090"
    press_cell(explorable_tab, 1, 2)
    assert headline(explorable_tab) == "“two” may not look at “three”"
    now = settled(explorable_tab)
    assert now is not None and now["toggled"] == [[1, 2]]
    assert "toggled:1,2" in explorable_tab.url
    press(explorable_tab, "turn")
    assert headline(explorable_tab) == "“two” looks at “three”: 0.090"


def test_the_name_of_a_token_chooses_its_row_and_its_column(
    explorable_tab: Page,
) -> None:
    open_explorables(explorable_tab, matrix())
    box = explorable_tab.locator(".attention-cell").bounding_box()
    assert box is not None
    x, y = box["x"] - 15, box["y"] + 2.5 * box["height"]
    explorable_tab.mouse.click(x, y)
    assert state(explorable_tab)["cell"] == [2, 2]
    rest(explorable_tab)
    titles = explorable_tab.locator(".attention-title").all_inner_texts()
    assert titles == ["“three” looks at", "who looks at “three”"]


def test_keys_alone_choose_hide_and_show(explorable_tab: Page) -> None:
    open_explorables(explorable_tab, matrix())
    explorable_tab.locator(".attention-cell").focus()
    for key in ("ArrowDown", "ArrowRight", "ArrowRight", "ArrowRight"):
        explorable_tab.keyboard.press(key)
    assert state(explorable_tab)["cell"] == [1, 0]
    explorable_tab.keyboard.press("Enter")
    rest(explorable_tab)
    assert state(explorable_tab)["toggled"] == [[1, 0]]
    label = explorable_tab.locator(".attention-cell").get_attribute("aria-label")
    assert label == "“two” may not look at “one”. Show this cell"
    explorable_tab.keyboard.press("Space")
    assert state(explorable_tab)["toggled"] == []


def test_left_padding_under_both_masks_leaves_a_blind_row(explorable_tab: Page) -> None:
    open_explorables(explorable_tab, matrix())
    choose(explorable_tab, "both")
    explorable_tab.locator("[data-act='padding']").fill("1")
    choose(explorable_tab, "at the front")
    assert headline(explorable_tab) == "“PAD” sees nothing: all its weights are 0"
    readings = explorable_tab.locator(".ex-readings dd").all_inner_texts()
    assert readings[1] == "0.000" and readings[-1] == "0.000, 0.000, 0.000"
    press_cell(explorable_tab, 1, 1)
    assert headline(explorable_tab) == "“two” looks at itself: 1.000"


def test_beta_goes_from_an_average_to_a_choice(explorable_tab: Page) -> None:
    open_explorables(explorable_tab, matrix(cell=[1, 1]))
    slider = explorable_tab.locator("[data-act='beta']")
    slider.fill("0")
    assert headline(explorable_tab) == "“two” looks at itself: 0.333"
    slider.fill("2")
    assert headline(explorable_tab) == "“two” looks at itself: 1.000"
    press(explorable_tab, "reset")
    assert state(explorable_tab)["beta"] == 3**-0.5


def test_maps_can_be_chosen_by_name(explorable_tab: Page) -> None:
    both = [SCORES, [[0, 0, 0]] * 3]
    open_explorables(
        explorable_tab,
        AttentionMatrix(["a", "b", "a"], both, maps=["layer 1", "layer 2"]),
    )
    slider = explorable_tab.locator("[data-act='map']")
    slider.fill("1")
    assert headline(explorable_tab) == "“a” (1) looks at itself: 0.333"
    assert slider.get_attribute("aria-valuetext") == "layer 2"


def test_a_link_opens_its_state_and_nonsense_is_left_out(explorable_tab: Page) -> None:
    link = "#attention=map:7;mask:both;padding:1;beta:0.5;cell:2,9;toggled:0,1_9,9"
    open_explorables(explorable_tab, matrix(), fragment=link)
    now = state(explorable_tab)
    assert (now["map"], now["mask"], now["padding"]) == (0, "both", 1)
    assert (now["cell"], now["toggled"], now["beta"]) == ([2, 2], [[0, 1]], 0.5)
    explorable_tab.evaluate(
        "location.hash = 'attention=mask:all;cell:1;beta:cold;padding:-1'"
    )
    rest(explorable_tab)
    assert state(explorable_tab) == now


def test_nothing_is_drawn_while_idle_and_a_screen_reader_is_told(
    explorable_tab: Page,
) -> None:
    open_explorables(explorable_tab, matrix(), views=[0, 0])
    rest(explorable_tab)
    before = frames(explorable_tab)
    explorable_tab.wait_for_timeout(400)
    assert frames(explorable_tab) == before
    choose_first = explorable_tab.get_by_role("radio", name="look-ahead").first
    choose_first.check(force=True)
    explorable_tab.wait_for_function(
        "document.querySelector('.ex-live').textContent"
        " === '“one” looks at itself: 1.000. The whole row: “one” 1.00.'"
    )
    titles = explorable_tab.locator(".ex-headline").all_inner_texts()
    assert titles == ["“one” looks at itself: 1.000"] * 2


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_sticks_out(width: int, explorable_tab: Page) -> None:
    explorable_tab.set_viewport_size({"width": width, "height": 800})
    n = 32
    names = [f"{'w' * 13}{k:02}" for k in range(n)]
    wide = AttentionMatrix(names, [[0.0] * n] * n, maps=["layer 4, head 4"])
    open_explorables(explorable_tab, wide)
    rest(explorable_tab)
    assert sticks_out(explorable_tab) <= 0
