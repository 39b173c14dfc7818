"""What a reader's hands do to the fractions explorable."""

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
from fraction_cases import RUNS
from playwright.sync_api import Page

from attractor.show import DataFractions

pytest_plugins = ["explorable_fixtures"]
pytestmark = pytest.mark.browser


def headline(page: Page) -> str:
    return page.locator(".ex-headline").first.inner_text()


def words(page: Page) -> str:
    return page.locator(".ex-readings").first.inner_text()


def pick(page: Page, name: str) -> None:
    page.get_by_role("radio", name=name).check(force=True)
    rest(page)


def test_it_opens_at_the_last_step_with_every_run(explorable_tab: Page) -> None:
    open_explorables(explorable_tab, DataFractions(RUNS))
    # By hand: the gaps are 0.02, 0.2 and 2 after 1, 10 and 100 epochs, and half of
    # each is taken from one and the same training loss.
    assert headline(explorable_tab) == "4,000 steps: training losses 0.99 apart"
    said = words(explorable_tab)
    assert "all, 1 epoch" in said and "1 %, 100 epochs" in said
    assert "training 2.47, held out 4.47, gap 2.00" in said
    assert state(explorable_tab)["epochs"] == 1


def test_on_the_other_axis_the_same_runs_are_read_by_epochs(
    explorable_tab: Page,
) -> None:
    open_explorables(explorable_tab, DataFractions(RUNS, epochs=5.0))
    pick(explorable_tab, "Against epochs")
    assert settled(explorable_tab) == state(explorable_tab)
    assert state(explorable_tab)["axis"] == "epochs"
    assert headline(explorable_tab).startswith("5 epochs: training losses")
    said = words(explorable_tab)
    assert "10 %, 2,000 steps" in said and "ended at 1 epoch" in said
    assert said.count("gap 0.10") == 2
    pick(explorable_tab, "Gap")
    assert headline(explorable_tab) == "5 epochs: gaps 0.00 apart"
    assert "axis:epochs;view:gap;epochs:5" in explorable_tab.url


def test_nothing_is_drawn_while_idle(explorable_tab: Page) -> None:
    open_explorables(explorable_tab, DataFractions(RUNS))
    rest(explorable_tab)
    before = frames(explorable_tab)
    explorable_tab.wait_for_timeout(400)
    assert frames(explorable_tab) == before


def test_a_press_on_the_picture_and_the_arrow_keys_move_the_marker(
    explorable_tab: Page,
) -> None:
    open_explorables(explorable_tab, DataFractions(RUNS))
    x, y = middle(explorable_tab.locator(".fractions-stage"))
    explorable_tab.mouse.move(x, y)
    explorable_tab.mouse.down()
    explorable_tab.mouse.move(x + 40, y, steps=3)
    explorable_tab.mouse.up()
    dragged = state(explorable_tab)["steps"]
    assert 500 < dragged < 2000
    assert settled(explorable_tab) == state(explorable_tab)
    explorable_tab.locator(".fractions-grip").focus()
    explorable_tab.keyboard.press("ArrowLeft")
    explorable_tab.keyboard.press("Shift+ArrowLeft")
    moved = state(explorable_tab)["steps"]
    # Eleven of the 400 rungs from 100 to 4,000 steps.
    assert moved / dragged == pytest.approx(40 ** (-11 / 400), rel=0.01)


def test_the_slider_speaks_in_words_and_reaches_both_ends(
    explorable_tab: Page,
) -> None:
    open_explorables(explorable_tab, DataFractions(RUNS, axis="epochs"))
    slider = explorable_tab.locator("[data-act='place']")
    slider.focus()
    explorable_tab.keyboard.press("End")
    rest(explorable_tab)
    assert state(explorable_tab)["epochs"] == 100
    assert slider.get_attribute("aria-valuetext") == "100 epochs"
    assert headline(explorable_tab) == "100 epochs: only “1 %” was there"
    explorable_tab.keyboard.press("Home")
    rest(explorable_tab)
    assert headline(explorable_tab) == "0.025 epochs: only “all” was there"
    assert "first measured at 2.5 epochs" in words(explorable_tab)


def test_a_link_opens_its_state_and_nonsense_is_left_out(
    explorable_tab: Page,
) -> None:
    link = "#fractions=axis:epochs;view:gap;epochs:8;steps:700"
    open_explorables(explorable_tab, DataFractions(RUNS), fragment=link)
    now = state(explorable_tab)
    assert (now["axis"], now["view"]) == ("epochs", "gap")
    assert (now["epochs"], now["steps"]) == (8, 700)
    explorable_tab.evaluate("location.hash = 'fractions=axis:no;epochs:-3;steps:1e9'")
    rest(explorable_tab)
    now = state(explorable_tab)
    assert (now["axis"], now["epochs"], now["steps"]) == ("epochs", 8, 4000)


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_sticks_out_at_either_width(width: int, explorable_tab: Page) -> None:
    explorable_tab.set_viewport_size({"width": width, "height": 800})
    open_explorables(explorable_tab, DataFractions(RUNS), views=[0, 0])
    rest(explorable_tab)
    assert sticks_out(explorable_tab) <= 0
