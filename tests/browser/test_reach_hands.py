"""What a reader's hands do to the receptive field."""

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
from playwright.sync_api import Page

from attractor.show import ReceptiveField

pytest_plugins = ["explorable_fixtures"]
pytestmark = pytest.mark.browser


def headline(page: Page) -> str:
    return page.locator(".ex-headline").first.inner_text()


def words(page: Page) -> str:
    return page.locator(".ex-readings").first.inner_text()


def pick(page: Page, name: str) -> None:
    page.get_by_role("radio", name=name).check(force=True)
    rest(page)


def test_it_says_how_many_reach_the_token_and_by_which_formula(
    explorable_tab: Page,
) -> None:
    open_explorables(explorable_tab, ReceptiveField())
    # By hand: token 42 is third of block 10; 3·1·4 tokens before that block, and three.
    assert headline(explorable_tab) == "Token 42 is reached by 15 tokens"
    said = words(explorable_tab)
    assert "block 10, place r = 2 of it" in said
    assert "3·1·4 + 2 + 1 = 15" in said and "tokens 28 to 42" in said
    pick(explorable_tab, "Sliding window")
    assert headline(explorable_tab) == "Token 42 is reached by 22 tokens"
    assert "L(w − 1) + 1 = 3·7 + 1 = 22" in words(explorable_tab)
    pick(explorable_tab, "With slots")
    assert headline(explorable_tab).endswith("by 43 tokens, all there are")
    assert "28 tokens more" in words(explorable_tab)
    assert settled(explorable_tab) == state(explorable_tab)


def test_nothing_is_drawn_while_idle(explorable_tab: Page) -> None:
    open_explorables(explorable_tab, ReceptiveField())
    rest(explorable_tab)
    before = frames(explorable_tab)
    explorable_tab.wait_for_timeout(400)
    assert frames(explorable_tab) == before


def test_a_press_a_drag_and_the_arrow_keys_choose_a_token(explorable_tab: Page) -> None:
    open_explorables(explorable_tab, ReceptiveField())
    x, y = middle(explorable_tab.locator(".reach-stage"))
    explorable_tab.mouse.move(x, y)
    explorable_tab.mouse.down()
    explorable_tab.mouse.move(x + 30, y, steps=3)
    explorable_tab.mouse.up()
    pressed = state(explorable_tab)["place"]
    assert 28 <= pressed <= 36
    explorable_tab.locator(".reach-grip").focus()
    explorable_tab.keyboard.press("ArrowLeft")
    explorable_tab.keyboard.press("Shift+ArrowRight")
    assert state(explorable_tab)["place"] == pressed + 7
    for _ in range(8):
        explorable_tab.keyboard.press("Shift+ArrowRight")
    rest(explorable_tab)
    assert state(explorable_tab)["place"] == 63
    assert headline(explorable_tab).startswith("Token 63")


def test_sliders_reach_their_ends_by_keyboard(explorable_tab: Page) -> None:
    open_explorables(explorable_tab, ReceptiveField())
    for name, most in (("block", 12), ("segments", 3), ("layers", 5)):
        explorable_tab.locator(f"[data-act='{name}']").focus()
        explorable_tab.keyboard.press("End")
        rest(explorable_tab)
        assert state(explorable_tab)[name] == most
    assert headline(explorable_tab).endswith("all there are")
    assert "more than the text has" in words(explorable_tab)
    explorable_tab.locator("[data-act='segments']").focus()
    explorable_tab.keyboard.press("Home")
    rest(explorable_tab)
    assert headline(explorable_tab) == "Token 42 is reached by 7 tokens"


def test_a_link_opens_its_state_and_nonsense_is_left_out(
    explorable_tab: Page,
) -> None:
    link = "#reach=reader:feedback;block:8;segments:0;layers:2;place:7"
    open_explorables(explorable_tab, ReceptiveField(), fragment=link)
    assert state(explorable_tab)["reader"] == "feedback"
    assert headline(explorable_tab) == "Token 7 is reached by 8 tokens, all there are"
    assert "slots are first written at the end of block 0" in words(explorable_tab)
    explorable_tab.evaluate("location.hash = 'reach=reader:all;block:99;place:9.5'")
    rest(explorable_tab)
    now = state(explorable_tab)
    assert (now["reader"], now["block"], now["place"]) == ("feedback", 8, 7)


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_sticks_out_at_either_width(width: int, explorable_tab: Page) -> None:
    explorable_tab.set_viewport_size({"width": width, "height": 800})
    open_explorables(explorable_tab, ReceptiveField(reader="feedback"), views=[0, 0])
    rest(explorable_tab)
    assert sticks_out(explorable_tab) <= 0
