"""The landscape's state in the page's address, so that a link opens one setting."""

import pytest
from landscape_page import (
    ORIGIN,
    minima,
    open_landscapes,
    press,
    rest,
    settled,
    state,
)
from playwright.sync_api import Page

from attractor.show import EnergyLandscape

pytest_plugins = ["landscape_fixtures"]
pytestmark = pytest.mark.browser


def fragment(page: Page) -> str:
    return page.evaluate("location.hash")


def test_what_the_reader_did_is_in_the_address_and_opens_again(
    landscape_tab: Page,
) -> None:
    open_landscapes(landscape_tab, EnergyLandscape())
    landscape_tab.get_by_role("radio", name="polynomial").check()
    landscape_tab.get_by_role("radio", name="1-D").check()
    press(landscape_tab, "add")
    rest(landscape_tab)
    wanted = state(landscape_tab)
    link = fragment(landscape_tab)
    assert link.startswith("#landscape=")
    landscape_tab.goto("about:blank")
    open_landscapes(landscape_tab, EnergyLandscape(), fragment=link)
    assert state(landscape_tab) == wanted


def test_a_link_by_hand_opens_in_any_order_and_in_part(landscape_tab: Page) -> None:
    link = "#landscape=query:0.2;beta:2.5;bands:proposition-3;dim:1"
    open_landscapes(landscape_tab, EnergyLandscape(energy="modern"), fragment=link)
    now = state(landscape_tab)
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
    link: str, landscape_tab: Page
) -> None:
    open_landscapes(landscape_tab, EnergyLandscape(), fragment=link)
    expected = EnergyLandscape()
    assert state(landscape_tab)["patterns"] == expected.patterns
    assert state(landscape_tab)["beta"] == expected.beta
    assert minima(landscape_tab) == "3"


def test_numbers_beyond_the_bounds_are_brought_back(landscape_tab: Page) -> None:
    link = "#landscape=beta:500;degree:40;energy:polynomial"
    open_landscapes(landscape_tab, EnergyLandscape(), fragment=link)
    assert state(landscape_tab)["beta"] == 20
    assert state(landscape_tab)["degree"] == 6


def test_a_query_of_the_wrong_width_is_dropped(landscape_tab: Page) -> None:
    link = "#landscape=patterns:-1_1"
    open_landscapes(landscape_tab, EnergyLandscape(), fragment=link)
    assert state(landscape_tab)["query"] is None


def test_a_link_within_the_page_changes_the_landscape(landscape_tab: Page) -> None:
    open_landscapes(landscape_tab, EnergyLandscape())
    for patterns, count in [("0_1.39", "1"), ("0_1.44", "2")]:
        landscape_tab.evaluate(
            "f => { location.hash = f; }", f"landscape=patterns:{patterns}"
        )
        assert minima(landscape_tab) == count


def test_looking_alone_leaves_the_address_alone(landscape_tab: Page) -> None:
    open_landscapes(landscape_tab, EnergyLandscape(), fragment="#a-section")
    rest(landscape_tab)
    assert fragment(landscape_tab) == "#a-section"


def test_two_landscapes_on_a_page_keep_to_their_own_keys(landscape_tab: Page) -> None:
    one, other = EnergyLandscape(), EnergyLandscape(dim=1)
    named = EnergyLandscape(anchor="valleys")
    link = "#landscape=beta:2&landscape-2=beta:3&valleys=beta:4"
    open_landscapes(landscape_tab, one, other, named, fragment=link)
    assert [state(landscape_tab, which)["beta"] for which in range(3)] == [2, 3, 4]
    landscape_tab.locator("[data-act='figure-1']").nth(1).click()
    fields = fragment(landscape_tab)[1:].split("&")
    assert {field.split("=")[0] for field in fields} == {
        "landscape",
        "landscape-2",
        "valleys",
    }
    assert "landscape=beta:2" in fields
    assert settled(landscape_tab, 1)["beta"] == 1


def test_a_link_with_full_fills_the_window_and_escape_leaves_it(
    landscape_tab: Page,
) -> None:
    open_landscapes(landscape_tab, EnergyLandscape(), fragment="#landscape=full")
    view = landscape_tab.locator(".attractor-landscape")
    rest(landscape_tab)
    assert view.bounding_box() == {"x": 0, "y": 0, "width": 1280, "height": 800}
    landscape_tab.locator("[data-act='full']").focus()
    landscape_tab.keyboard.press("Escape")
    rest(landscape_tab)
    assert view.bounding_box()["width"] < 1280


def test_copy_link_gives_the_whole_address(landscape_tab: Page) -> None:
    open_landscapes(landscape_tab, EnergyLandscape(beta=2.0))
    landscape_tab.evaluate(
        """() => Object.defineProperty(navigator, "clipboard", {
          value: { writeText: async (text) => { window.link = text; } } })"""
    )
    press(landscape_tab, "copy")
    landscape_tab.wait_for_function("window.link")
    link = landscape_tab.evaluate("window.link")
    assert link.startswith(f"{ORIGIN}/#landscape=energy:distance;beta:2;patterns:")
    assert landscape_tab.locator("[data-act='copy']").inner_text() == "Link copied"
