"""The merges that the stepper makes are those of the package, exactly."""

import json
from collections.abc import Mapping

import numpy as np
import pytest
from explorable_page import use_module, use_separate_modules
from playwright.sync_api import Page

from attractor.models import (
    byte_pair_merges,
    byte_pair_split,
    byte_pair_steps,
    merge_ranks,
)
from attractor.show import MergeStepper
from attractor.show.merge_stepper import MODULES

pytest_plugins = ["explorable_fixtures"]
pytestmark = pytest.mark.browser

EXPLORABLE = MergeStepper
DECK = {"hug": 10, "pug": 5, "pun": 12, "bun": 4, "hugs": 5}
ALPHABETS = ("ab", "abc", "hugpnbs", "éßzΩ漢a", "😀😁xy")

ASK = """(cases) => JSON.stringify(cases.map(({ counts, word, step }) => {
  const stages = MODULE.mergeStages(counts);
  const pairs = ({ left, right, total }) => [left, right, total];
  return {
    merges: MODULE.mergesOf(stages).map(({ left, right }) => [left, right]),
    totals: stages.map(({ totals }) => totals.map(pairs)),
    corpora: stages.map(({ corpus }) => corpus),
    split: MODULE.splitBy(
      word, MODULE.mergesOf(stages, Math.min(step, stages.length - 1))),
  };
}))"""


def draws(count: int = 240) -> list[dict]:
    rng = np.random.default_rng(7)

    def word(letters: str) -> str:
        return "".join(rng.choice([*letters], rng.integers(1, 9)))

    cases = []
    for number in range(count):
        letters = ALPHABETS[number % len(ALPHABETS)]
        counts = {word(letters): int(rng.integers(0, 6)) for _ in range(8)}
        step = int(rng.integers(0, 8))
        cases.append({"counts": [*counts.items()], "word": word(letters), "step": step})
    return cases


def ask(page: Page, cases: list[dict]) -> list[dict]:
    """What the page finds; as one text, for a page hands over long lists slowly."""
    return json.loads(page.evaluate(ASK, cases))


def merges_of(counts: Mapping[str, int]) -> list[list[str]]:
    return [list(pair) for pair in byte_pair_merges(counts, 1_000)]


def test_hundreds_of_corpora_merge_as_the_package_merges_them(formulas: Page) -> None:
    cases = draws()
    long = 0
    for case, here in zip(cases, ask(formulas, cases), strict=True):
        counts = dict(case["counts"])
        assert here["merges"] == merges_of(counts), case
        steps = [*byte_pair_steps(counts)]
        due = [[[*pair, total] for pair, total in s.totals.items()] for s in steps]
        assert here["totals"] == [*due, []], case
        after = [[[*word], times] for word, times in counts.items()]
        assert here["corpora"][0] == after
        for shown, step in zip(here["corpora"][1:], steps, strict=True):
            assert {tuple(word): n for word, n in shown} == step.corpus
        ranks = merge_ranks(byte_pair_merges(counts, case["step"]))
        assert here["split"] == list(byte_pair_split(case["word"], ranks))
        long += len(steps) > 8
    assert long > 100


def test_the_decks_words_merge_as_in_the_book(formulas: Page) -> None:
    asked = [{"counts": [*DECK.items()], "word": "mug", "step": 3}]
    (here,) = ask(formulas, asked)
    assert ["+".join(pair) for pair in here["merges"]] == [
        "u+g", "u+n", "h+ug", "p+un", "p+ug", "hug+s", "b+un",
    ]  # fmt: skip
    assert here["totals"][0][:3] == [["u", "g", 20], ["p", "u", 17], ["u", "n", 16]]
    assert here["split"] == ["m", "ug"]


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("b.total - a.total", "a.total - b.total"),
        ("ages.get(a.left) - ages.get(b.left)", "ages.get(b.left) - ages.get(a.left)"),
        ("pair.total += times", "pair.total += 1"),
        ("&& tokens[k + 1] === right", ""),
    ],
)
def test_a_changed_rule_is_found_out(
    right: str, wrong: str, explorable_tab: Page
) -> None:
    text = MergeStepper._esm
    assert right in text
    use_module(explorable_tab, text.replace(right, wrong))
    cases = [case for case in draws(40) if case["step"]]
    found = ask(explorable_tab, cases)
    assert any(
        here["merges"] != merges_of(dict(case["counts"]))
        for case, here in zip(cases, found, strict=True)
    )


def test_the_files_work_as_modules_of_their_own(explorable_tab: Page) -> None:
    use_separate_modules(explorable_tab, MODULES)
    asked = [{"counts": [*DECK.items()], "word": "unhug", "step": 7}]
    (here,) = ask(explorable_tab, asked)
    assert here["split"] == ["un", "hug"]
