"""What the explorable of pass keys sums up over seeds is what Python sums up."""

import numpy as np
import pytest
from explorable_page import use_module, use_separate_modules
from key_cases import RUNS
from playwright.sync_api import Page

from attractor.show import PassKeyRuns
from attractor.show.passkey_runs import MODULES

pytest_plugins = ["explorable_fixtures"]
pytestmark = pytest.mark.browser

EXPLORABLE = PassKeyRuns
TOLERANCE = 1e-9
ASK = """(tables) => tables.map((rows) => MODULE.overSeeds(rows)
  .map(({ least, middle, most }) => [least, middle, most]))"""


def tables(count: int = 200) -> list[np.ndarray]:
    """Rows of one to six seeds, with ties, zeros and values far apart."""
    draws = np.random.default_rng(8)
    made = [
        draws.normal(size=(draws.integers(1, 7), draws.integers(1, 10))).round(1)
        for _ in range(count)
    ]
    return [*made, *(10 ** (9 * table) for table in made[:40]), np.zeros((3, 2))]


def worst(page: Page) -> float:
    asked = tables()
    answers = page.evaluate(ASK, [table.tolist() for table in asked])
    largest = 0.0
    for table, answer in zip(asked, answers, strict=True):
        due = np.stack([table.min(0), np.median(table, 0), table.max(0)], axis=1)
        off = np.abs(np.array(answer) - due) / np.maximum(1, np.abs(due))
        largest = max(largest, float(off.max()))
    return largest


def test_the_page_sums_up_as_numpy_does(formulas: Page) -> None:
    assert worst(formulas) <= TOLERANCE


def test_only_the_readers_that_are_switched_on_are_summed_up(formulas: Page) -> None:
    readers = PassKeyRuns(RUNS).readers
    ask = """(readers) => MODULE.summed(readers, [1, 0, 1], "right")
      .map(({ which, name, seeds }) => [which, name, seeds.length])"""
    assert formulas.evaluate(ask, readers) == [[0, "feedback", 3], [2, "one run", 1]]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "exactly 0"),
        (0.3182, "0.32"),
        (12.5, "12.50"),
        (2.13e-7, "2.1·10⁻⁷"),
        (4000, "4.0·10³"),
    ],
)
def test_sizes_are_read_as_words(value: float, words: str, formulas: Page) -> None:
    assert formulas.evaluate("(value) => MODULE.sizeWords(value)", value) == words


def test_the_files_work_as_modules_of_their_own(explorable_tab: Page) -> None:
    use_separate_modules(explorable_tab, MODULES)
    assert worst(explorable_tab) <= TOLERANCE


def test_sorting_as_words_is_found_out(explorable_tab: Page) -> None:
    text = PassKeyRuns._esm
    right = "[...values].sort((a, b) => a - b)"
    assert text.count(right) == 1
    use_module(explorable_tab, text.replace(right, "[...values].sort()"))
    assert worst(explorable_tab) > TOLERANCE
