"""What a reader's hands do to the ring stepper."""

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

from attractor.show import RingStepper

pytest_plugins = ["explorable_fixtures"]
pytestmark = pytest.mark.browser

N = 8
SCORES = [[float((3 * i + 5 * j) % 7) for j in range(N)] for i in range(N)]


def ring(**traits: object) -> RingStepper:
    return RingStepper("abcdefgh", SCORES, [*range(N)], **{"hosts": 4} | traits)


def headline(page: Page) -> str:
    rest(page)
    return page.locator(".ex-headline").first.inner_text()


def readings(page: Page) -> dict[str, str]:
    rest(page)
    names = page.locator(".ex-readings dt").all_inner_texts()
    return dict(
        zip(names, page.locator(".ex-readings dd").all_inner_texts(), strict=True)
    )


def choose(page: Page, name: str) -> None:
    page.get_by_role("radio", name=name, exact=True).check(force=True)


def test_steps_go_forward_and_back_and_hosts_fall_idle(explorable_tab: Page) -> None:
    open_explorables(explorable_tab, ring())
    assert headline(explorable_tab) == "Step 1 of 4: all 4 hosts work"
    press(explorable_tab, "next")
    assert headline(explorable_tab) == "Step 2 of 4: 3 hosts work, 1 idles"
    press(explorable_tab, "next")
    press(explorable_tab, "next")
    assert headline(explorable_tab) == "Step 4 of 4: 1 host works, 3 idle"
    assert explorable_tab.locator("[data-act='next']").is_disabled()
    now = settled(explorable_tab)
    assert now is not None and now["step"] == 3
    press(explorable_tab, "back")
    assert "step:2" in explorable_tab.url


def test_zigzag_and_no_mask_leave_nobody_idle(explorable_tab: Page) -> None:
    open_explorables(explorable_tab, ring(step=3))
    choose(explorable_tab, "zig-zag")
    assert headline(explorable_tab) == "Step 4 of 4: all 4 hosts work"
    found = readings(explorable_tab)
    assert found["pairs at this step, for each host"] == "2"
    assert found["time in use, a pair as unit"] == "1.0000"
    choose(explorable_tab, "neighbors")
    assert readings(explorable_tab)["time in use, a block as unit"] == "0.6250"
    explorable_tab.locator("[data-act='causal']").uncheck()
    assert headline(explorable_tab) == "Step 4 of 4: all 4 hosts work"
    now = settled(explorable_tab)
    assert now is not None and now["causal"] is False


def test_a_press_on_a_row_and_the_slider_choose_a_query(explorable_tab: Page) -> None:
    open_explorables(explorable_tab, ring(order="zigzag"))
    box = explorable_tab.locator(".ring-table").bounding_box()
    assert box is not None
    side = (box["width"] - 38) / N
    explorable_tab.mouse.click(box["x"] + 60, box["y"] + 36 + 1.5 * side)
    assert state(explorable_tab)["query"] == 7  # the second row that host 0 holds
    found = readings(explorable_tab)
    assert found["query “h”, place 7, on host 0"] == "2 of 8 keys met"
    slider = explorable_tab.locator("[data-act='query']")
    slider.focus()
    explorable_tab.keyboard.press("Home")
    assert state(explorable_tab)["query"] == 0
    rest(explorable_tab)
    assert slider.get_attribute("aria-valuetext") == "“a”, place 0"


def test_fewer_hosts_have_fewer_steps(explorable_tab: Page) -> None:
    open_explorables(explorable_tab, ring(step=3))
    names = explorable_tab.get_by_role("radiogroup", name="hosts").inner_text()
    assert names.split() == ["1", "2", "4"]
    choose(explorable_tab, "1")
    assert headline(explorable_tab) == "Step 1 of 1: the only host works"
    assert explorable_tab.locator("[data-act='step']").is_disabled()
    press(explorable_tab, "reset")
    assert state(explorable_tab)["hosts"] == 4


def test_a_link_opens_its_state_and_nonsense_is_left_out(explorable_tab: Page) -> None:
    link = "#ring=hosts:3;step:9;order:zigzag;causal:off;query:40"
    open_explorables(explorable_tab, ring(), fragment=link)
    now = state(explorable_tab)
    assert (now["hosts"], now["step"], now["query"]) == (2, 1, 7)
    assert (now["order"], now["causal"]) == ("zigzag", False)
    explorable_tab.evaluate("location.hash = 'ring=hosts:some;step:0.5;order:snake'")
    rest(explorable_tab)
    assert state(explorable_tab) == now


def test_nothing_is_drawn_while_idle_and_a_screen_reader_is_told(
    explorable_tab: Page,
) -> None:
    open_explorables(explorable_tab, ring(), views=[0, 0])
    rest(explorable_tab)
    before = frames(explorable_tab)
    explorable_tab.wait_for_timeout(400)
    assert frames(explorable_tab) == before
    press(explorable_tab, "next")
    explorable_tab.wait_for_function(
        "document.querySelector('.ex-live').textContent.includes("
        "'host 0 has block 3 and nothing to do')"
    )
    titles = explorable_tab.locator(".ex-headline").all_inner_texts()
    assert titles == ["Step 2 of 4: 3 hosts work, 1 idles"] * 2


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_sticks_out(width: int, explorable_tab: Page) -> None:
    explorable_tab.set_viewport_size({"width": width, "height": 800})
    n = 48
    wide = RingStepper(
        ["w" * 16] * n, [[0.0] * n] * n, [-1e5] * n, hosts=12, query=n - 1
    )
    open_explorables(explorable_tab, wide)
    rest(explorable_tab)
    assert sticks_out(explorable_tab) <= 0
