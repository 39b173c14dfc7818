"""What a reader's hands do to the energy-per-layer explorable."""

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

from attractor.show import LayerEnergies

pytest_plugins = ["explorable_fixtures"]
pytestmark = pytest.mark.browser


def grasp(page: Page, which: int | str) -> Locator:
    return page.locator(f".layers-grasp[data-which='{which}']").first


def climb(page: Page) -> float:
    rest(page)
    view = page.locator(".attractor-layers").first
    return float(view.get_attribute("data-climb") or "nan")


def drag(page: Page, which: int | str, right: float, down: float = 0.0) -> None:
    x, y = middle(grasp(page, which))
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + right, y + down, steps=4)
    page.mouse.up()


def test_it_opens_on_a_climb_of_one(explorable_tab: Page) -> None:
    open_explorables(explorable_tab, LayerEnergies())
    assert climb(explorable_tab) == 1.0
    assert "climbs by 1.000" in explorable_tab.locator(".ex-headline").inner_text()


def test_a_pattern_can_be_dragged_and_the_kernel_hears_of_it(
    explorable_tab: Page,
) -> None:
    open_explorables(explorable_tab, LayerEnergies())
    drag(explorable_tab, 1, -80)
    moved = state(explorable_tab)["patterns"]
    assert moved[0] == [0] and 2 < moved[1][0] < 9
    assert settled(explorable_tab)["patterns"] == moved
    assert f"patterns:0_{moved[1][0]:g};" in explorable_tab.url


def test_arrow_keys_move_pattern_and_query(explorable_tab: Page) -> None:
    open_explorables(explorable_tab, LayerEnergies())
    grasp(explorable_tab, "query").focus()
    explorable_tab.keyboard.press("ArrowRight")
    near = state(explorable_tab)["query"][0]
    explorable_tab.keyboard.press("Shift+ArrowRight")
    assert 0 < near < state(explorable_tab)["query"][0]
    grasp(explorable_tab, 0).focus()
    explorable_tab.keyboard.press("ArrowLeft")
    assert state(explorable_tab)["patterns"][0][0] < 0
    label = grasp(explorable_tab, 0).get_attribute("aria-label")
    rest(explorable_tab)
    assert "Layer 1, pattern" in label


def test_a_press_on_the_ground_drops_the_query_there(explorable_tab: Page) -> None:
    pairs = [[[-2, 1]], [[2, -1]]]
    open_explorables(explorable_tab, LayerEnergies(pairs))
    box = explorable_tab.locator(".layers-stage").bounding_box()
    explorable_tab.mouse.click(
        box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    )
    assert state(explorable_tab)["query"] == pytest.approx([0, 0], abs=0.02)


def test_the_number_of_layers_and_of_memories_changes(explorable_tab: Page) -> None:
    open_explorables(explorable_tab, LayerEnergies())
    explorable_tab.locator("[data-act='layers']").fill("4")
    assert state(explorable_tab)["n_layers"] == 4
    assert len(state(explorable_tab)["patterns"]) == 4
    explorable_tab.get_by_role("radio", name="3", exact=True).check(force=True)
    rest(explorable_tab)
    assert len(state(explorable_tab)["patterns"]) == 12
    assert explorable_tab.locator(".layers-grasp").count() == 13
    press(explorable_tab, "climb")
    assert climb(explorable_tab) == 1.0


def test_delta_is_a_square(explorable_tab: Page) -> None:
    open_explorables(explorable_tab, LayerEnergies())
    explorable_tab.locator("[data-act='delta']").fill("2")
    assert state(explorable_tab)["delta"] == 4
    assert climb(explorable_tab) == pytest.approx(4.0)


def test_it_goes_to_the_plane_and_back_to_what_was_there(explorable_tab: Page) -> None:
    open_explorables(explorable_tab, LayerEnergies([[1.0], [4.0]]))
    explorable_tab.get_by_role("radio", name="in the plane").check(force=True)
    rest(explorable_tab)
    assert len(state(explorable_tab)["query"]) == 2
    explorable_tab.get_by_role("radio", name="on the line").check(force=True)
    rest(explorable_tab)
    assert state(explorable_tab)["patterns"] == [[1], [4]]


def test_a_link_opens_its_state_and_nonsense_is_left_out(explorable_tab: Page) -> None:
    link = "#layers=n_layers:3;patterns:0_1_2;query:0.5;delta:4;beta:2"
    open_explorables(explorable_tab, LayerEnergies(), fragment=link)
    now = state(explorable_tab)
    assert now["patterns"] == [[0], [1], [2]] and now["n_layers"] == 3
    assert (now["query"], now["delta"], now["beta"]) == ([0.5], 4, 2)
    explorable_tab.evaluate(
        "location.hash = 'layers=n_layers:2;patterns:0_1_x;query:7,7;beta:hot'"
    )
    rest(explorable_tab)
    assert state(explorable_tab)["patterns"] == [[0], [1], [2]]
    assert state(explorable_tab)["query"] == [0.5]


def test_nothing_is_drawn_while_idle_and_two_views_show_one_model(
    explorable_tab: Page,
) -> None:
    open_explorables(explorable_tab, LayerEnergies(), views=[0, 0])
    rest(explorable_tab)
    before = frames(explorable_tab)
    explorable_tab.wait_for_timeout(400)
    assert frames(explorable_tab) == before
    explorable_tab.locator("[data-act='delta']").first.fill("2")
    rest(explorable_tab)
    titles = explorable_tab.locator(".ex-headline").all_inner_texts()
    assert titles == ["Eq. 6 climbs by 4.000"] * 2


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_sticks_out_at_either_width(width: int, explorable_tab: Page) -> None:
    explorable_tab.set_viewport_size({"width": width, "height": 800})
    open_explorables(explorable_tab, LayerEnergies([[[-2, 1]], [[2, -1]]]))
    rest(explorable_tab)
    assert sticks_out(explorable_tab) <= 0
