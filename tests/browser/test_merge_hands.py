"""What a reader's hands do to the merge stepper."""

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

from attractor.show import MergeStepper

pytest_plugins = ["explorable_fixtures"]
pytestmark = pytest.mark.browser


def words(page: Page) -> list[str]:
    """The corpus as it is cut, such as `h·ug ×10`."""
    rest(page)
    return page.evaluate(
        """() => [...document.querySelectorAll(".merge-word")].map((word) => {
          const cut = word.querySelector(".merge-tokens");
          const tokens = [...cut.children].map((token) => token.textContent);
          const times = word.querySelector(".merge-times").textContent;
          return `${tokens.join("·")} ${times}`;
        })"""
    )


def bars(page: Page) -> list[str]:
    rest(page)
    rows = page.locator(".merge-bars").first.locator("li").all()
    return [" ".join(row.inner_text().split()) for row in rows]


def headline(page: Page) -> str:
    rest(page)
    return page.locator(".ex-headline").first.inner_text()


def test_merging_twice_shows_that_the_counts_have_changed(explorable_tab: Page) -> None:
    open_explorables(explorable_tab, MergeStepper())
    assert bars(explorable_tab)[:3] == ["u+g 20 next", "p+u 17", "u+n 16"]
    assert explorable_tab.locator("[data-act='before']").is_disabled()
    press(explorable_tab, "next")
    assert words(explorable_tab)[0] == "h·ug ×10"
    assert bars(explorable_tab)[:3] == ["u+n 16 next", "h+ug 15", "p+u 12"]
    assert headline(explorable_tab) == "Next: u+n → un"
    now = settled(explorable_tab)
    assert now is not None and now["step"] == 1
    press(explorable_tab, "before")
    assert words(explorable_tab)[0] == "h·u·g ×10"


def test_the_slider_goes_to_the_end_and_a_tie_is_named_on_the_way(
    explorable_tab: Page,
) -> None:
    open_explorables(explorable_tab, MergeStepper(step=4))
    rest(explorable_tab)
    why = explorable_tab.locator(".merge-why").inner_text()
    assert why == "A tie at 5 with hug+s: the older left token wins."
    slider = explorable_tab.locator("[data-act='step']")
    assert slider.get_attribute("max") == "7"
    slider.fill("7")
    assert headline(explorable_tab) == "Every word is one token"
    assert explorable_tab.locator("[data-act='next']").is_disabled()
    assert words(explorable_tab)[-1] == "hugs ×5"


def test_an_edited_corpus_is_counted_anew_and_nonsense_is_named(
    explorable_tab: Page,
) -> None:
    open_explorables(explorable_tab, MergeStepper())
    editor = explorable_tab.locator("[data-act='corpus']")
    editor.fill("banana:4\nbat 2\n")
    assert bars(explorable_tab)[0] == "a+n 8 next"
    assert state(explorable_tab)["corpus"] == ["banana:4", "bat:2"]
    editor.fill("banana:4\nbat two")
    rest(explorable_tab)
    wrong = explorable_tab.locator(".merge-wrong").inner_text()
    assert wrong == "“bat two”: write a word, a colon and a whole number"
    assert state(explorable_tab)["corpus"] == ["banana:4", "bat:2"]
    assert editor.input_value() == "banana:4\nbat two"
    press(explorable_tab, "reset")
    rest(explorable_tab)
    assert editor.input_value().split("\n")[0] == "hug:10"
    assert wrong not in explorable_tab.content()


def test_a_typed_word_is_cut_and_strange_letters_are_marked(
    explorable_tab: Page,
) -> None:
    open_explorables(explorable_tab, MergeStepper(step=3))
    explorable_tab.locator("[data-act='word']").fill("mug s;")
    rest(explorable_tab)
    tokens = explorable_tab.locator(".merge-own .merge-token")
    assert tokens.all_inner_texts() == ["m", "ug", "s"]
    assert "is-unknown" in (tokens.first.get_attribute("class") or "")
    assert state(explorable_tab)["word"] == "mugs"


def test_a_link_opens_its_state_and_nonsense_is_left_out(explorable_tab: Page) -> None:
    link = "#merges=step:2;word:aba;corpus:abab:3,ba:1"
    open_explorables(explorable_tab, MergeStepper(), fragment=link)
    now = state(explorable_tab)
    assert (now["step"], now["word"]) == (2, "aba")
    assert now["corpus"] == ["abab:3", "ba:1"]
    assert words(explorable_tab) == ["abab ×3", "b·a ×1"]
    explorable_tab.evaluate(
        "location.hash = 'merges=step:-4;corpus:one word twice:2,x:y'"
    )
    rest(explorable_tab)
    assert state(explorable_tab)["corpus"] == ["abab:3", "ba:1"]
    assert state(explorable_tab)["step"] == 0


def test_nothing_is_drawn_while_idle_and_a_screen_reader_is_told(
    explorable_tab: Page,
) -> None:
    open_explorables(explorable_tab, MergeStepper(), views=[0, 0])
    rest(explorable_tab)
    before = frames(explorable_tab)
    explorable_tab.wait_for_timeout(400)
    assert frames(explorable_tab) == before
    press(explorable_tab, "next")
    explorable_tab.wait_for_function(
        "document.querySelector('.ex-live').textContent.startsWith("
        "'After 1 merge: h·ug 10 times, p·ug 5 times')"
    )
    titles = explorable_tab.locator(".ex-headline").all_inner_texts()
    assert titles == ["Next: u+n → un"] * 2


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_sticks_out(width: int, explorable_tab: Page) -> None:
    explorable_tab.set_viewport_size({"width": width, "height": 800})
    many = {f"{'w' * 20}{letter}": 999_999 for letter in "abcdefghijkl"}
    open_explorables(explorable_tab, MergeStepper(many, step=3, word="w" * 24))
    rest(explorable_tab)
    assert sticks_out(explorable_tab) <= 0
