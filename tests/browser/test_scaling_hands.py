"""What a reader's hands do to the scaling explorable."""

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

from attractor.show import ScalingLaws
from attractor.theory import chinchilla_loss, compute_optimal

pytest_plugins = ["explorable_fixtures"]
pytestmark = pytest.mark.browser


def headline(page: Page) -> str:
    return page.locator(".ex-headline").first.inner_text()


def words(page: Page) -> str:
    return page.locator(".ex-readings").first.inner_text()


def test_it_opens_on_chinchilla_with_both_losses(explorable_tab):
    open_explorables(explorable_tab, ScalingLaws())
    assert headline(explorable_tab) == "Chinchilla: 1.937 nats per token"
    said = words(explorable_tab)
    assert "1.69 + 0.083 + 0.163" in said and "1.693" in said and "2.2" in said
    assert "5.88 × 10²³" in said and "20 tokens per parameter" in said
    assert "32.5 billion on 3.02 trillion" in said


def test_nothing_is_drawn_while_idle(explorable_tab):
    open_explorables(explorable_tab, ScalingLaws())
    rest(explorable_tab)
    before = frames(explorable_tab)
    explorable_tab.wait_for_timeout(400)
    assert frames(explorable_tab) == before


def test_a_drag_in_the_plane_moves_the_point_and_the_address(explorable_tab):
    open_explorables(explorable_tab, ScalingLaws())
    box = explorable_tab.locator(".scaling-stage").bounding_box()
    x, y = box["x"] + box["width"] * 0.5, box["y"] + box["height"] * 0.5
    explorable_tab.mouse.move(x, y)
    explorable_tab.mouse.down()
    explorable_tab.mouse.move(x - 120, y + 60, steps=5)
    explorable_tab.mouse.up()
    now = state(explorable_tab)
    assert 1e7 < now["n_params"] < 70e9 and 1e8 < now["n_tokens"] < 1.4e12
    assert settled(explorable_tab) == now
    assert f"n_params:{now['n_params']:.0f};" in explorable_tab.url


def test_arrow_keys_move_the_point(explorable_tab):
    open_explorables(explorable_tab, ScalingLaws(n_params=1e10, n_tokens=1e12))
    explorable_tab.locator(".scaling-grip").focus()
    explorable_tab.keyboard.press("ArrowRight")
    explorable_tab.keyboard.press("Shift+ArrowDown")
    now = state(explorable_tab)
    assert now["n_params"] == pytest.approx(10**10.02, rel=1e-3)
    assert now["n_tokens"] == pytest.approx(10**11.8, rel=1e-3)


@pytest.mark.parametrize(
    ("name", "trait"), [("params", "n_params"), ("tokens", "n_tokens")]
)
def test_sliders_are_logarithmic_and_speak_in_words(name, trait, explorable_tab):
    open_explorables(explorable_tab, ScalingLaws(n_params=1e10, n_tokens=1e10))
    slider = explorable_tab.locator(f"[data-act='{name}']")
    slider.focus()
    for _ in range(3):
        explorable_tab.keyboard.press("ArrowRight")
    rest(explorable_tab)
    assert state(explorable_tab)[trait] == pytest.approx(10**10.03, rel=1e-3)
    assert slider.get_attribute("aria-valuetext") == "10.7 billion"


def test_the_floor_and_the_law_can_be_switched(explorable_tab):
    open_explorables(explorable_tab, ScalingLaws())
    explorable_tab.get_by_role("radio", name="E = 1.61").check(force=True)
    rest(explorable_tab)
    assert state(explorable_tab)["floor"] == 1.61
    assert headline(explorable_tab) == "Chinchilla: 1.857 nats per token"
    explorable_tab.get_by_role("radio", name="Kaplan").check(force=True)
    rest(explorable_tab)
    assert headline(explorable_tab) == "Kaplan: 1.693 nats per token"
    assert "1.6 tokens per parameter" in words(explorable_tab)


def test_a_models_button_goes_there_and_the_best_split_is_one_press_away(
    explorable_tab,
):
    open_explorables(explorable_tab, ScalingLaws())
    press(explorable_tab, "model-MiniCPM")
    rest(explorable_tab)
    now = state(explorable_tab)
    assert (now["n_params"], now["n_tokens"]) == (2.4e9, 140e9)
    assert "MiniCPM, as Table 2 prints it" in words(explorable_tab)
    press(explorable_tab, "best")
    rest(explorable_tab)
    best = compute_optimal(6 * 2.4e9 * 140e9)
    assert state(explorable_tab)["n_params"] == pytest.approx(best.n_params, rel=1e-9)
    assert f"{chinchilla_loss(*best):.3f}" in headline(explorable_tab)


def test_the_lower_picture_can_be_the_table(explorable_tab):
    open_explorables(explorable_tab, ScalingLaws())
    explorable_tab.get_by_role("radio", name="Table 2").check(force=True)
    rest(explorable_tab)
    label = explorable_tab.locator(".scaling-lower").get_attribute("aria-label")
    assert "Printed losses of five models" in label
    assert explorable_tab.locator(".ex-legend", has_text="printed").is_visible()


def test_a_link_opens_its_state_and_nonsense_is_left_out(explorable_tab):
    link = "#scaling=n_params:1e14;n_tokens:4e13;law:kaplan;floor:1.61;below:table"
    open_explorables(explorable_tab, ScalingLaws(), fragment=link)
    now = state(explorable_tab)
    assert (now["n_params"], now["n_tokens"], now["law"]) == (1e14, 4e13, "kaplan")
    assert (now["floor"], now["below"]) == (1.61, "table")
    explorable_tab.evaluate(
        "location.hash = 'scaling=n_params:x;n_tokens:1e99;law:moore;floor:3'"
    )
    rest(explorable_tab)
    now = state(explorable_tab)
    assert (now["n_params"], now["n_tokens"]) == (1e14, 1e16)
    assert (now["law"], now["floor"]) == ("kaplan", 1.61)


def test_two_views_of_one_model_agree(explorable_tab):
    open_explorables(explorable_tab, ScalingLaws(), views=[0, 0])
    press(explorable_tab, "model-PaLM 2")
    rest(explorable_tab)
    said = explorable_tab.locator(".ex-headline").all_inner_texts()
    assert said[0] == said[1] == "Chinchilla: 2.170 nats per token"


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_sticks_out_at_either_width(width, explorable_tab):
    explorable_tab.set_viewport_size({"width": width, "height": 800})
    open_explorables(explorable_tab, ScalingLaws())
    rest(explorable_tab)
    assert sticks_out(explorable_tab) <= 0
