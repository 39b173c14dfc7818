"""What a reader's hands do to the next-token explorable."""

import math
from typing import Any

import pytest
import torch
from explorable_page import (
    frames,
    open_explorables,
    press,
    rest,
    settled,
    state,
    sticks_out,
)
from next_cases import TOKENS, next_explorable
from playwright.sync_api import Page

from attractor.models import Sampling

pytest_plugins = ["explorable_fixtures"]
pytestmark = pytest.mark.browser

FIRST = torch.tensor([0.0, 1.0, 3.0, 2.0, -1.0], dtype=torch.float64)


def side(page: Page) -> str:
    return page.locator(".ex-side").first.inner_text()


def shown(page: Page, name: str) -> str | None:
    return page.locator(".attractor-next").first.get_attribute(f"data-{name}")


def entropy(sampling: Sampling) -> float:
    shares = sampling.probabilities(FIRST)
    return -(shares[shares > 0] * shares[shares > 0].log()).sum().item()


def test_it_opens_on_what_the_model_says_and_rests(explorable_tab: Page) -> None:
    open_explorables(explorable_tab, next_explorable())
    rest(explorable_tab)
    assert "5 of 5 stay" in side(explorable_tab)
    own = entropy(Sampling())
    assert f"{own:.3f} nats; the model’s {own:.3f}" in side(explorable_tab)
    assert f"{math.exp(own):.2f}; the model’s" in side(explorable_tab)
    assert explorable_tab.locator("[data-act='at']").is_hidden()
    before = frames(explorable_tab)
    explorable_tab.wait_for_timeout(400)
    assert frames(explorable_tab) == before


@pytest.mark.parametrize(
    ("name", "key", "value", "text"),
    [
        ("temperature", "ArrowLeft", 0.95, "0.95"),
        ("top_k", "ArrowLeft", 4, "4"),
        ("top_p", "ArrowLeft", 0.99, "0.99"),
    ],
)
def test_a_knob_goes_with_the_arrow_keys(
    name: str, key: str, value: float, text: str, explorable_tab: Page
) -> None:
    open_explorables(explorable_tab, next_explorable())
    slider = explorable_tab.locator(f"[data-act='{name}']")
    slider.focus()
    explorable_tab.keyboard.press(key)
    rest(explorable_tab)
    assert state(explorable_tab)[name] == pytest.approx(value)
    assert slider.get_attribute("aria-valuetext") == text
    assert settled(explorable_tab) == state(explorable_tab)
    assert f"{name}:{text}" in explorable_tab.url
    knob: dict[str, Any] = {name: value}
    here = float(shown(explorable_tab, "entropy") or "nan")
    assert here == pytest.approx(entropy(Sampling(**knob)))


def test_draws_are_made_one_by_one_or_many_and_cleared(explorable_tab: Page) -> None:
    open_explorables(explorable_tab, next_explorable())
    assert "nothing yet" in side(explorable_tab)
    press(explorable_tab, "draw")
    rest(explorable_tab)
    first = explorable_tab.locator(".next-drawn").inner_text()
    assert first in {"⏎", "␣", "a", "b", "c"}
    for _ in range(10):
        press(explorable_tab, "many")
    rest(explorable_tab)
    assert state(explorable_tab)["draws"] == 10_000
    assert explorable_tab.locator("[data-act='draw']").is_disabled()
    assert "10,000, the last" in side(explorable_tab)
    press(explorable_tab, "clear")
    press(explorable_tab, "draw")
    rest(explorable_tab)
    assert explorable_tab.locator(".next-drawn").inner_text() == first
    drawn = []
    for _ in range(5):
        press(explorable_tab, "seed")
        rest(explorable_tab)
        drawn.append(shown(explorable_tab, "drawn"))
    assert state(explorable_tab)["seed"] == 5 and len({*drawn}) > 1


def test_greedy_leaves_one_token(explorable_tab: Page) -> None:
    open_explorables(explorable_tab, next_explorable(temperature=0.0, draws=100))
    rest(explorable_tab)
    assert "One token stays" in side(explorable_tab)
    assert shown(explorable_tab, "drawn") == str(TOKENS.index("a"))
    assert float(shown(explorable_tab, "entropy") or "nan") == 0


def test_a_click_on_the_strip_goes_to_that_place(explorable_tab: Page) -> None:
    open_explorables(explorable_tab, next_explorable())
    strip = explorable_tab.locator(".next-lower")
    box = strip.bounding_box()
    assert box is not None
    strip.click(position={"x": box["width"] - 10, "y": 20})
    rest(explorable_tab)
    now = state(explorable_tab)
    assert (now["start"], now["at"]) == (0, 6)
    assert "the passage ends" in side(explorable_tab)
    slider = explorable_tab.locator("[data-act='at']")
    slider.focus()
    explorable_tab.keyboard.press("ArrowLeft")
    rest(explorable_tab)
    assert "what follows, “⏎”" in side(explorable_tab)
    assert "You are at place 5" in (strip.get_attribute("aria-label") or "")


def test_what_is_cut_can_never_be_drawn(explorable_tab: Page) -> None:
    open_explorables(explorable_tab, next_explorable(start=0, at=1, top_k=1))
    rest(explorable_tab)
    label = explorable_tab.locator(".next-lower").get_attribute("aria-label") or ""
    assert "of 5 could not have been drawn" in label
    kept = shown(explorable_tab, "kept")
    assert kept == "1"


def test_a_link_opens_its_state_and_nonsense_is_left_out(explorable_tab: Page) -> None:
    link = "#next=start:2;temperature:0.5;top_k:3;top_p:0.9;seed:7;draws:50"
    open_explorables(explorable_tab, next_explorable(), fragment=link)
    names = ("start", "temperature", "top_k", "top_p", "seed", "draws")
    now = state(explorable_tab)
    assert [now[name] for name in names] == [2, 0.5, 3, 0.9, 7, 50]
    explorable_tab.evaluate(
        "location.hash = 'next=start:9;at:x;temperature:-1;top_k:900;draws:1e9'"
    )
    rest(explorable_tab)
    now = state(explorable_tab)
    assert [now[name] for name in names] == [2, 0, 5, 0.9, 7, 10_000]


def test_reset_goes_back_and_two_views_agree(explorable_tab: Page) -> None:
    open_explorables(explorable_tab, next_explorable(top_k=2), views=[0, 0])
    press(explorable_tab, "many")
    explorable_tab.get_by_role("radio", name="ab␣").first.check(force=True)
    rest(explorable_tab)
    assert state(explorable_tab)["start"] == 2
    said = explorable_tab.locator(".ex-headline").all_inner_texts()
    assert said[0] == said[1]
    press(explorable_tab, "reset")
    rest(explorable_tab)
    now = state(explorable_tab)
    assert (now["start"], now["draws"], now["top_k"]) == (1, 0, 2)


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_sticks_out_at_either_width(width: int, explorable_tab: Page) -> None:
    explorable_tab.set_viewport_size({"width": width, "height": 800})
    open_explorables(explorable_tab, next_explorable(start=0, at=3))
    rest(explorable_tab)
    assert sticks_out(explorable_tab) <= 0
    press(explorable_tab, "full")
    rest(explorable_tab)
    assert shown(explorable_tab, "kept") == "5"
