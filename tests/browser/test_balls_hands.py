"""What a reader's hands do to the balls explorable."""

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

from attractor.show import BallsAndLoss
from attractor.theory import ball_model_cross_entropy, unit_partition_radius

pytest_plugins = ["explorable_fixtures"]
pytestmark = pytest.mark.browser


def losses(page: Page) -> tuple[float, float]:
    """The true and the printed loss that the first view shows."""
    rest(page)
    view = page.locator(".attractor-balls").first
    return tuple(float(view.get_attribute(f"data-{n}")) for n in ("loss", "printed"))


def shown(page: Page) -> list:
    """Dimension, number of patterns, radius and window."""
    now = state(page)
    return [now[trait] for trait in ("dim", "n_patterns", "radius", "window")]


def words(page: Page) -> str:
    return page.locator(".ex-side").first.inner_text()


def drag(page: Page, start: float, end: float) -> None:
    """Press on the losses and draw along, in shares of the width."""
    box = page.locator(".balls-stage").bounding_box()
    y = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] * start, y)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * end, y, steps=5)
    page.mouse.up()


def test_it_opens_where_z_is_one(explorable_tab: Page) -> None:
    open_explorables(explorable_tab, BallsAndLoss())
    assert losses(explorable_tab) == pytest.approx((0, 1), abs=1e-8)
    assert "0.179857" in words(explorable_tab)


def test_nothing_is_drawn_while_idle(explorable_tab: Page) -> None:
    open_explorables(explorable_tab, BallsAndLoss())
    rest(explorable_tab)
    before = frames(explorable_tab)
    explorable_tab.wait_for_timeout(400)
    assert frames(explorable_tab) == before


def test_a_drag_takes_the_true_loss_below_zero_and_the_printed_one_up(
    explorable_tab: Page,
) -> None:
    open_explorables(explorable_tab, BallsAndLoss(radius=0.5))
    loss, printed = losses(explorable_tab)
    assert loss == pytest.approx(ball_model_cross_entropy(10, 2, 0.5), abs=1e-8)
    assert 1 < loss < printed
    drag(explorable_tab, 0.6, 0.25)
    radius = state(explorable_tab)["radius"]
    loss, printed = losses(explorable_tab)
    assert loss == pytest.approx(ball_model_cross_entropy(10, 2, radius), abs=1e-8)
    assert loss < 0 and printed > 2
    assert settled(explorable_tab)["radius"] == radius
    assert "radius:" in explorable_tab.url


def test_a_drag_beyond_the_frame_stops_at_its_end(explorable_tab: Page) -> None:
    open_explorables(explorable_tab, BallsAndLoss())
    drag(explorable_tab, 0.5, 1.2)
    loss, _ = losses(explorable_tab)
    assert 3.4 < loss < 3.46


def test_arrow_keys_move_radius_dimension_and_patterns(explorable_tab: Page) -> None:
    open_explorables(explorable_tab, BallsAndLoss(radius=0.18))
    for name, trait, before in (
        ("radius", "radius", 0.18),
        ("dim", "dim", 2),
        ("patterns", "n_patterns", 10),
    ):
        slider = explorable_tab.locator(f"[data-act='{name}']")
        slider.focus()
        explorable_tab.keyboard.press("ArrowRight")
        assert state(explorable_tab)[trait] > before
        rest(explorable_tab)
        shown = slider.get_attribute("aria-valuetext")
        assert float(shown) == pytest.approx(state(explorable_tab)[trait], rel=1e-5)


def test_another_dimension_keeps_the_handle_where_it_is(explorable_tab: Page) -> None:
    open_explorables(explorable_tab, BallsAndLoss(radius=0.1))
    rest(explorable_tab)
    slider = explorable_tab.locator("[data-act='radius']")
    before = slider.input_value()
    explorable_tab.locator("[data-act='dim']").evaluate(
        "(input) => { input.value = 60; input.dispatchEvent(new Event('input')); }"
    )
    rest(explorable_tab)
    assert state(explorable_tab)["dim"] > 20
    assert abs(int(slider.input_value()) - int(before)) <= 1


def test_buttons_go_to_z_one_and_back(explorable_tab: Page) -> None:
    open_explorables(explorable_tab, BallsAndLoss(dim=1024, n_patterns=1, radius=10.0))
    loss, _ = losses(explorable_tab)
    assert loss == pytest.approx(158.105079592, abs=1e-8)
    press(explorable_tab, "unit")
    radius = state(explorable_tab)["radius"]
    assert radius == pytest.approx(unit_partition_radius(1, 1024), rel=1e-9)
    press(explorable_tab, "reset")
    assert state(explorable_tab)["radius"] == 10.0


@pytest.mark.parametrize(
    ("dim", "said"), [(2, "0.20946, holds"), (3, "5.6308, too high"), (4, "too high")]
)
def test_it_says_where_the_printed_lower_bound_is_none(
    dim: int, said: str, explorable_tab: Page
) -> None:
    radius = 0.3 if dim == 2 else 3.0
    open_explorables(explorable_tab, BallsAndLoss(dim=dim, radius=radius))
    rest(explorable_tab)
    assert said in words(explorable_tab)
    assert ("too high" in words(explorable_tab)) == (dim > 2)


def test_all_radii_can_be_seen(explorable_tab: Page) -> None:
    open_explorables(explorable_tab, BallsAndLoss(dim=1024, n_patterns=1))
    explorable_tab.get_by_role("radio", name="all radii").check(force=True)
    assert state(explorable_tab)["window"] == "all"
    drag(explorable_tab, 0.5, 0.95)
    loss, printed = losses(explorable_tab)
    assert loss == pytest.approx(printed, rel=1e-9) and loss > 500


def test_a_link_opens_its_state_and_nonsense_is_left_out(explorable_tab: Page) -> None:
    link = "#balls=dim:3;n_patterns:7;radius:1;window:all"
    open_explorables(explorable_tab, BallsAndLoss(), fragment=link)
    now = state(explorable_tab)
    assert [now[k] for k in ("dim", "n_patterns", "radius", "window")] == [
        3,
        7,
        1,
        "all",
    ]
    explorable_tab.evaluate(
        "location.hash = 'balls=dim:x;n_patterns:2.7;radius:-1;window:far'"
    )
    rest(explorable_tab)
    now = state(explorable_tab)
    assert [now[k] for k in ("dim", "n_patterns", "radius", "window")] == [
        3,
        3,
        1,
        "all",
    ]
    explorable_tab.evaluate("location.hash = 'balls=radius:none;dim:99999'")
    rest(explorable_tab)
    assert (state(explorable_tab)["radius"], state(explorable_tab)["dim"]) == (
        None,
        10**4,
    )


@pytest.mark.parametrize("state_", [(1, 1), (1, 10**9), (10**4, 1), (10**4, 10**9)])
def test_every_corner_draws(state_: tuple[int, int], explorable_tab: Page) -> None:
    dim, patterns = state_
    open_explorables(
        explorable_tab,
        BallsAndLoss(dim=dim, n_patterns=patterns),
        BallsAndLoss(dim=dim, n_patterns=patterns, window="all", radius=1e-12),
    )
    loss, printed = losses(explorable_tab)
    assert (loss, printed) == pytest.approx((0, 1), abs=1e-7)


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_sticks_out_at_either_width(width: int, explorable_tab: Page) -> None:
    explorable_tab.set_viewport_size({"width": width, "height": 800})
    open_explorables(explorable_tab, BallsAndLoss(dim=1024, n_patterns=80_000))
    rest(explorable_tab)
    assert sticks_out(explorable_tab) <= 0
