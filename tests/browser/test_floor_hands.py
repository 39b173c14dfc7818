"""What a reader's hands do to the floor explorable."""

import math

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
from floor_cases import PLATEAUS, SOURCES, floor_explorable
from playwright.sync_api import Page

from attractor.lab import QuestionFormation

pytest_plugins = ["explorable_fixtures"]
pytestmark = pytest.mark.browser


def headline(page: Page) -> str:
    return page.locator(".ex-headline").first.inner_text()


def words(page: Page) -> str:
    return page.locator(".ex-readings").first.inner_text()


def floor_shown(page: Page) -> float:
    view = page.locator(".attractor-explorable").first
    return float(view.get_attribute("data-floor") or "nan")


def test_it_opens_on_the_data_set_just_below_the_wall(explorable_tab):
    open_explorables(explorable_tab, floor_explorable())
    assert headline(explorable_tab) == "0.987 nats per token, below the wall at 1"
    said = words(explorable_tab)
    for part in ("68, of them 4 marks", "20.308173", "20.577778", "0.986898"):
        assert part in said
    heart = math.log(500) / SOURCES["published"].entropy().tokens_per_line
    assert f"500 lines known by heart\n{heart:.3f} nats per token" in said
    assert "no recorded runs here" in said
    assert explorable_tab.get_by_text("No recorded runs here;").is_visible()


def test_recorded_plateaus_are_drawn_and_the_nearest_is_read_out(explorable_tab):
    open_explorables(explorable_tab, floor_explorable(PLATEAUS))
    legend = explorable_tab.locator(".ex-legend", has_text="where 2 recorded runs")
    assert legend.is_visible()
    assert "1.301, floor 1.294 (442 words)" in words(explorable_tab)
    label = explorable_tab.locator(".floor-lower").get_attribute("aria-label")
    assert "15 words, floor 0.282, plateau 0.286" in label
    press(explorable_tab, "lexicon-13")
    rest(explorable_tab)
    assert "0.286, floor 0.282 (15 words)" in words(explorable_tab)


def test_nothing_is_drawn_while_idle(explorable_tab):
    open_explorables(explorable_tab, floor_explorable())
    rest(explorable_tab)
    before = frames(explorable_tab)
    explorable_tab.wait_for_timeout(400)
    assert frames(explorable_tab) == before


def test_a_lexicons_button_sets_all_sizes_and_says_so(explorable_tab):
    open_explorables(explorable_tab, floor_explorable())
    press(explorable_tab, "lexicon-442")
    rest(explorable_tab)
    assert state(explorable_tab)["nouns"] == 200
    exact = QuestionFormation(442).entropy().nats_per_token
    assert floor_shown(explorable_tab) == pytest.approx(exact, rel=1e-12)
    assert headline(explorable_tab) == "1.294 nats per token, above the wall at 1"
    pressed = explorable_tab.locator("[aria-pressed='true']").all_inner_texts()
    assert pressed == ["442"]


@pytest.mark.parametrize(
    ("name", "before", "after"), [("nouns", 13, 14), ("lines", 500, 600)]
)
def test_a_slider_goes_up_its_ladder_with_the_arrow_keys(
    name, before, after, explorable_tab
):
    open_explorables(explorable_tab, floor_explorable())
    slider = explorable_tab.locator(f"[data-act='{name}']")
    assert slider.get_attribute("aria-valuetext") == str(before)
    slider.focus()
    explorable_tab.keyboard.press("ArrowRight")
    rest(explorable_tab)
    assert state(explorable_tab)[name] == after
    assert slider.get_attribute("aria-valuetext") == str(after)
    assert f"{name}:{after}" in explorable_tab.url


def test_dragging_the_end_of_a_bar_changes_its_class_alone(explorable_tab):
    open_explorables(explorable_tab, floor_explorable())
    x, y = middle(explorable_tab.locator("[data-which='nouns']"))
    explorable_tab.mouse.move(x, y)
    explorable_tab.mouse.down()
    explorable_tab.mouse.move(x + 40, y, steps=4)
    explorable_tab.mouse.up()
    now = state(explorable_tab)
    assert 13 < now["nouns"] <= 200
    assert (now["determiners"], now["transitive"]) == (6, 9)
    assert settled(explorable_tab) == now
    assert f"nouns:{now['nouns']};" in explorable_tab.url


def test_a_bar_dragged_far_stops_at_the_ends_of_its_range(explorable_tab):
    open_explorables(explorable_tab, floor_explorable())
    for by, end in ((600, 200), (-900, 1)):
        x, y = middle(explorable_tab.locator("[data-which='prepositions']"))
        explorable_tab.mouse.move(x, y)
        explorable_tab.mouse.down()
        explorable_tab.mouse.move(x + by, y, steps=4)
        explorable_tab.mouse.up()
        rest(explorable_tab)
        assert state(explorable_tab)["prepositions"] == end


def test_arrow_keys_move_the_end_of_a_bar(explorable_tab):
    open_explorables(explorable_tab, floor_explorable())
    grip = explorable_tab.locator("[data-which='auxiliaries']")
    assert "auxiliaries: 2 for each number" in grip.get_attribute("aria-label")
    grip.focus()
    explorable_tab.keyboard.press("ArrowRight")
    explorable_tab.keyboard.press("Shift+ArrowUp")
    assert state(explorable_tab)["auxiliaries"] == 13
    explorable_tab.locator("[data-which='lines']").focus()
    explorable_tab.keyboard.press("ArrowLeft")
    assert state(explorable_tab)["lines"] == 400


def test_weights_and_what_is_scored_can_be_switched(explorable_tab):
    open_explorables(explorable_tab, floor_explorable())
    for name, scored in (("Fitted", "line"), ("Source", "source")):
        explorable_tab.get_by_role("radio", name=name).check(force=True)
        rest(explorable_tab)
        exact = SOURCES["fitted"].entropy(scored).nats_per_token
        assert floor_shown(explorable_tab) == pytest.approx(exact, rel=1e-12)
    assert not explorable_tab.get_by_text("target ×").is_visible()


def test_a_target_is_scored_only_where_there_is_one(explorable_tab):
    open_explorables(explorable_tab, floor_explorable(copies=0))
    explorable_tab.get_by_role("radio", name="Target").check(force=True)
    rest(explorable_tab)
    now = state(explorable_tab)
    assert (now["scored"], now["copies"]) == ("target", 1)
    assert headline(explorable_tab) == "0 nats per token: the target is certain"
    explorable_tab.get_by_role("radio", name="0", exact=True).check(force=True)
    rest(explorable_tab)
    now = state(explorable_tab)
    assert (now["scored"], now["copies"]) == ("line", 0)
    exact = SOURCES["published"].entropy("line", 0).nats_per_token
    assert floor_shown(explorable_tab) == pytest.approx(exact, rel=1e-12)


def test_nobody_knows_more_lines_than_there_are(explorable_tab):
    open_explorables(explorable_tab, floor_explorable())
    press(explorable_tab, "lexicon-13")
    rest(explorable_tab)
    assert QuestionFormation(13).n_lines == 374
    assert "500 lines known by heart\nonly 374 lines exist" in words(explorable_tab)


def test_a_link_opens_its_state_and_nonsense_is_left_out(explorable_tab):
    link = "#floor=nouns:26;weights:fitted;scored:target;copies:3;lines:20000"
    open_explorables(explorable_tab, floor_explorable(), fragment=link)
    now = state(explorable_tab)
    assert (now["nouns"], now["weights"], now["lines"]) == (26, "fitted", 20_000)
    assert (now["scored"], now["copies"]) == ("target", 3)
    explorable_tab.evaluate(
        "location.hash = 'floor=nouns:x;determiners:1e9;weights:heavy;copies:0'"
    )
    rest(explorable_tab)
    now = state(explorable_tab)
    assert (now["nouns"], now["determiners"]) == (26, 200)
    assert (now["weights"], now["scored"], now["copies"]) == ("fitted", "target", 1)


def test_reset_goes_back_to_the_authors_state(explorable_tab):
    open_explorables(explorable_tab, floor_explorable(nouns=26))
    press(explorable_tab, "lexicon-15")
    press(explorable_tab, "reset")
    rest(explorable_tab)
    assert state(explorable_tab)["nouns"] == 26
    assert state(explorable_tab)["determiners"] == 6


def test_two_views_of_one_model_agree(explorable_tab):
    open_explorables(explorable_tab, floor_explorable(), views=[0, 0])
    press(explorable_tab, "lexicon-94")
    rest(explorable_tab)
    said = explorable_tab.locator(".ex-headline").all_inner_texts()
    assert said[0] == said[1] == "1.065 nats per token, above the wall at 1"


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_sticks_out_at_either_width(width, explorable_tab):
    explorable_tab.set_viewport_size({"width": width, "height": 800})
    open_explorables(explorable_tab, floor_explorable(PLATEAUS))
    rest(explorable_tab)
    assert sticks_out(explorable_tab) <= 0
