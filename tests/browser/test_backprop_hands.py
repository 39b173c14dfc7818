"""What a reader's hands do to the back-propagation stepper."""

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

from attractor.show import BackpropSteps

pytest_plugins = ["explorable_fixtures"]
pytestmark = pytest.mark.browser


def knob(page: Page, which: int | str) -> Locator:
    return page.locator(f".backprop-knob[data-which='{which}']").first


def lines(page: Page) -> list[str]:
    rest(page)
    return page.locator(".backprop-lines").first.locator("p").all_inner_texts()


def loss(page: Page) -> float:
    rest(page)
    view = page.locator(".attractor-backprop").first
    return float(view.get_attribute("data-loss") or "nan")


def test_next_goes_forward_to_the_decks_sums_and_back_returns(
    explorable_tab: Page,
) -> None:
    open_explorables(explorable_tab, BackpropSteps())
    assert explorable_tab.locator("[data-act='before']").is_disabled()
    press(explorable_tab, "next")
    assert lines(explorable_tab) == [
        "z₁ = 1·0.1 + 0.1·0.5 + 0 = 0.15",
        "z₂ = 1·0.2 + 0.1·0.8 + 0 = 0.28",
    ]
    assert settled(explorable_tab)["stage"] == 1
    press(explorable_tab, "before")
    assert lines(explorable_tab)[0] == "x = (1, 0.1)"


def test_gradients_stand_at_the_weights_once_they_are_known(
    explorable_tab: Page,
) -> None:
    open_explorables(explorable_tab, BackpropSteps(stage=7))
    assert knob(explorable_tab, 6).inner_text().split("\n") == ["0.3", "∂ −0.139"]
    assert "∂" not in knob(explorable_tab, 0).inner_text()
    explorable_tab.locator("[data-act='stage']").fill("10")
    rest(explorable_tab)
    assert knob(explorable_tab, 1).inner_text().split("\n") == ["0.2", "∂ 0.0253"]
    label = knob(explorable_tab, 1).get_attribute("aria-label")
    assert label == "w₁₂ 0.2, gradient 0.0253"


def test_a_weight_is_dragged_up_and_the_address_hears_of_it(
    explorable_tab: Page,
) -> None:
    open_explorables(explorable_tab, BackpropSteps())
    x, y = middle(knob(explorable_tab, 0))
    explorable_tab.mouse.move(x, y)
    explorable_tab.mouse.down()
    explorable_tab.mouse.move(x, y - 1)
    explorable_tab.mouse.move(x, y - 91, steps=3)
    explorable_tab.mouse.up()
    assert state(explorable_tab)["weights"][0] == pytest.approx(1.1, abs=0.02)
    assert state(explorable_tab)["weights"][1:] == [0.2, 0.5, 0.8, 0, 0, 0.3, -0.4, 0]
    assert "weights:1.1" in explorable_tab.url or "weights:1.0" in explorable_tab.url


def test_arrow_keys_change_inputs_weights_and_target(explorable_tab: Page) -> None:
    open_explorables(explorable_tab, BackpropSteps())
    for which, key in (
        ("x1", "ArrowUp"),
        (7, "Shift+ArrowDown"),
        ("target", "ArrowLeft"),
    ):
        knob(explorable_tab, which).focus()
        explorable_tab.keyboard.press(key)
        rest(explorable_tab)
    now = state(explorable_tab)
    assert (now["inputs"], now["weights"][7], now["target"]) == ([1, 0.15], -0.9, 0.95)


def test_steps_taken_lower_the_loss(explorable_tab: Page) -> None:
    open_explorables(explorable_tab, BackpropSteps())
    assert explorable_tab.locator("[data-act='update']").is_disabled()
    explorable_tab.locator("[data-act='stage']").fill("11")
    losses = [loss(explorable_tab)]
    for _ in range(4):
        press(explorable_tab, "update")
        losses.append(loss(explorable_tab))
    assert losses[0] == pytest.approx(0.2669181660)
    assert losses == sorted(losses, reverse=True)
    assert losses[-1] < 0.1
    press(explorable_tab, "reset")
    assert loss(explorable_tab) == pytest.approx(0.2669181660)


def test_a_dead_relu_sends_nothing_back(explorable_tab: Page) -> None:
    dead = [-1, 0.2, 0, 0.8, 0, 0, 0.3, 0.4, 0]
    shown = BackpropSteps(weights=dead, activation="relu", stage=9)
    open_explorables(explorable_tab, shown)
    first = lines(explorable_tab)[0]
    assert first.startswith("δ₁ = ") and first.endswith("·0 = 0")


def test_a_link_opens_its_state_and_nonsense_is_left_out(explorable_tab: Page) -> None:
    link = "#backprop=stage:4;activation:tanh;inputs:0.5,-1;target:0;rate:2"
    open_explorables(explorable_tab, BackpropSteps(), fragment=link)
    now = state(explorable_tab)
    assert (now["stage"], now["activation"]) == (4, "tanh")
    assert (now["inputs"], now["target"], now["rate"]) == ([0.5, -1], 0, 2)
    explorable_tab.evaluate(
        "location.hash = 'backprop=stage:99;activation:step;inputs:1;weights:1,2'"
    )
    rest(explorable_tab)
    now = state(explorable_tab)
    assert (now["stage"], now["activation"], now["inputs"]) == (11, "tanh", [0.5, -1])


def test_nothing_is_drawn_while_idle_and_a_screen_reader_is_told(
    explorable_tab: Page,
) -> None:
    open_explorables(explorable_tab, BackpropSteps(), views=[0, 0])
    rest(explorable_tab)
    before = frames(explorable_tab)
    explorable_tab.wait_for_timeout(400)
    assert frames(explorable_tab) == before
    press(explorable_tab, "next")
    explorable_tab.wait_for_function(
        "document.querySelector('.ex-live').textContent.startsWith("
        "'Stage 1 of 11, Weighted sums: z₁ = 1·0.1')"
    )
    titles = explorable_tab.locator(".ex-headline").all_inner_texts()
    assert titles == ["Weighted sums"] * 2


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_sticks_out_and_no_number_covers_another(
    width: int, explorable_tab: Page
) -> None:
    explorable_tab.set_viewport_size({"width": width, "height": 800})
    open_explorables(explorable_tab, BackpropSteps(stage=11))
    rest(explorable_tab)
    assert sticks_out(explorable_tab) <= 0
    boxes = [
        one.bounding_box() for one in explorable_tab.locator(".backprop-knob").all()
    ]
    for k, one in enumerate(boxes):
        for other in boxes[:k]:
            across = min(one["x"] + one["width"], other["x"] + other["width"]) - max(
                one["x"], other["x"]
            )
            down = min(one["y"] + one["height"], other["y"] + other["height"]) - max(
                one["y"], other["y"]
            )
            assert min(across, down) <= 4
