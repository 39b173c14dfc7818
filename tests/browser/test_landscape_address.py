"""The landscape's state in the page's address, so that a link opens one setting."""

import pytest
from explorable_page import (
    ORIGIN,
    open_explorables,
    press,
    rest,
    settled,
    state,
)
from landscape_page import minima
from playwright.sync_api import Page

from attractor.show import EnergyLandscape

pytest_plugins = ["explorable_fixtures"]
pytestmark = pytest.mark.browser


def fragment(page: Page) -> str:
    return page.evaluate("location.hash")


def test_what_the_reader_did_is_in_the_address_and_opens_again(
    explorable_tab: Page,
) -> None:
    open_explorables(explorable_tab, EnergyLandscape())
    explorable_tab.get_by_role("radio", name="polynomial").check()
    explorable_tab.get_by_role("radio", name="1-D").check()
    press(explorable_tab, "add")
    rest(explorable_tab)
    wanted = state(explorable_tab)
    link = fragment(explorable_tab)
    assert link.startswith("#landscape=")
    explorable_tab.goto("about:blank")
    open_explorables(explorable_tab, EnergyLandscape(), fragment=link)
    assert state(explorable_tab) == wanted


def test_a_link_by_hand_opens_in_any_order_and_in_part(explorable_tab: Page) -> None:
    link = "#landscape=query:0.2;beta:2.5;bands:proposition-3;dim:1"
    open_explorables(explorable_tab, EnergyLandscape(energy="modern"), fragment=link)
    now = state(explorable_tab)
    assert now["patterns"] == [[-2], [0], [1]]
    assert now["dim"] == 1
    assert now["query"] == [0.2]
    assert (now["beta"], now["energy"]) == (2.5, "modern")
    assert now["bands"] == ["proposition-3"]


@pytest.mark.parametrize(
    "link",
    [
        "#landscape=",
        "#landscape=energy:entropy;beta:-1;degree:x;patterns:1,2_3;query:a;bands:7",
        "#landscape=patterns:1,2,3_4,5,6",
        "#landscape=patterns:_;query:,",
        "#landscape=beta:NaN;patterns:Infinity_0",
        "#landscape=%E0%A4%A",
        "#a-section-of-the-page",
    ],
)
def test_a_broken_link_leaves_the_landscape_as_it_was(
    link: str, explorable_tab: Page
) -> None:
    open_explorables(explorable_tab, EnergyLandscape(), fragment=link)
    expected = EnergyLandscape()
    assert state(explorable_tab)["patterns"] == expected.patterns
    assert state(explorable_tab)["beta"] == expected.beta
    assert minima(explorable_tab) == "3"


def test_numbers_beyond_the_bounds_are_brought_back(explorable_tab: Page) -> None:
    link = "#landscape=beta:500;degree:40;energy:polynomial"
    open_explorables(explorable_tab, EnergyLandscape(), fragment=link)
    assert state(explorable_tab)["beta"] == 20
    assert state(explorable_tab)["degree"] == 6


def test_a_query_of_the_wrong_width_is_dropped(explorable_tab: Page) -> None:
    link = "#landscape=patterns:-1_1"
    open_explorables(explorable_tab, EnergyLandscape(), fragment=link)
    assert state(explorable_tab)["query"] is None


def test_a_link_within_the_page_changes_the_landscape(explorable_tab: Page) -> None:
    open_explorables(explorable_tab, EnergyLandscape())
    for patterns, count in [("0_1.39", "1"), ("0_1.44", "2")]:
        explorable_tab.evaluate(
            "f => { location.hash = f; }", f"landscape=patterns:{patterns}"
        )
        assert minima(explorable_tab) == count


def test_looking_alone_leaves_the_address_alone(explorable_tab: Page) -> None:
    open_explorables(explorable_tab, EnergyLandscape(), fragment="#a-section")
    rest(explorable_tab)
    assert fragment(explorable_tab) == "#a-section"


def test_two_landscapes_on_a_page_keep_to_their_own_keys(explorable_tab: Page) -> None:
    one, other = EnergyLandscape(), EnergyLandscape(dim=1)
    named = EnergyLandscape(anchor="valleys")
    link = "#landscape=beta:2&landscape-2=beta:3&valleys=beta:4"
    open_explorables(explorable_tab, one, other, named, fragment=link)
    assert [state(explorable_tab, which)["beta"] for which in range(3)] == [2, 3, 4]
    explorable_tab.locator("[data-act='figure-1']").nth(1).click()
    fields = fragment(explorable_tab)[1:].split("&")
    assert {field.split("=")[0] for field in fields} == {
        "landscape",
        "landscape-2",
        "valleys",
    }
    assert "landscape=beta:2" in fields
    assert settled(explorable_tab, 1)["beta"] == 1


def test_a_link_with_full_fills_the_window_and_escape_leaves_it(
    explorable_tab: Page,
) -> None:
    open_explorables(explorable_tab, EnergyLandscape(), fragment="#landscape=full")
    view = explorable_tab.locator(".attractor-landscape")
    rest(explorable_tab)
    assert view.bounding_box() == {"x": 0, "y": 0, "width": 1280, "height": 800}
    explorable_tab.locator("[data-act='full']").focus()
    explorable_tab.keyboard.press("Escape")
    rest(explorable_tab)
    assert view.bounding_box()["width"] < 1280


def test_copy_link_gives_the_whole_address(explorable_tab: Page) -> None:
    open_explorables(explorable_tab, EnergyLandscape(beta=2.0))
    explorable_tab.evaluate(
        """() => Object.defineProperty(navigator, "clipboard", {
          value: { writeText: async (text) => { window.link = text; } } })"""
    )
    press(explorable_tab, "copy")
    explorable_tab.wait_for_function("window.link")
    link = explorable_tab.evaluate("window.link")
    assert link.startswith(f"{ORIGIN}/#landscape=energy:distance;beta:2;patterns:")
    assert explorable_tab.locator("[data-act='copy']").inner_text() == "Link copied"
