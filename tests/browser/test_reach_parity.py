"""What the page says reaches a token is what masks, multiplied, let through."""

from itertools import product

import numpy as np
import pytest
import torch
from explorable_page import use_module, use_separate_modules
from playwright.sync_api import Page

from attractor.models import block_sliding_mask, receptive_field, sliding_mask
from attractor.show import ReceptiveField
from attractor.show.receptive_field import MODULES
from attractor.show.receptive_field.widget import N_TOKENS

pytest_plugins = ["explorable_fixtures"]
pytestmark = pytest.mark.browser

EXPLORABLE = ReceptiveField
ASK = """(settings) => settings.map((setting) => [
  MODULE.firstReached(setting), MODULE.firstOfAll(setting),
  MODULE.countReached(setting),
  MODULE.countedByFormula(setting)])"""


def settings(reader: str, count: int) -> list[dict]:
    every = list(product(range(1, 13), range(4), range(1, 6), range(N_TOKENS)))
    chosen = np.random.default_rng(5).choice(len(every), count, replace=False)
    names = ("block", "segments", "layers", "place")
    return [
        {"reader": reader, **dict(zip(names, every[which], strict=True))}
        for which in chosen
    ]


def reached_by_rows(setting: dict) -> list[int]:
    """The first place in each row of states, by multiplying masks."""
    if setting["reader"] == "sliding":
        window = (setting["segments"] + 1) * setting["block"]
        mask = sliding_mask(N_TOKENS, window)
    else:
        mask = block_sliding_mask(N_TOKENS, setting["block"], setting["segments"])
    rows = [torch.zeros(N_TOKENS, dtype=torch.bool)]
    rows[0][setting["place"]] = True
    for _ in range(setting["layers"]):
        rows.insert(0, mask[rows[0]].any(0))
    for row in rows:  # all from there to the token, and no other
        assert int(row.sum()) == setting["place"] - int(row.int().argmax()) + 1
    return [int(row.int().argmax()) for row in rows]


def wrong(page: Page, reader: str) -> int:
    """In how many of 300 settings the page says something else."""
    asked = settings(reader, 300)
    answers = page.evaluate(ASK, asked)
    differ = 0
    for setting, (direct, _, count, _) in zip(asked, answers, strict=True):
        due = reached_by_rows(setting)
        reached = setting["place"] - due[0] + 1
        differ += direct != due or (reader != "feedback" and count != reached)
    return differ


@pytest.mark.parametrize("reader", ["sliding", "blocks", "feedback"])
def test_every_row_is_reached_as_the_masks_say(formulas: Page, reader: str) -> None:
    assert wrong(formulas, reader) == 0


def test_counts_are_the_packages(formulas: Page) -> None:
    asked = settings("blocks", 200)
    for setting, (_, _, count, formula) in zip(
        asked, formulas.evaluate(ASK, asked), strict=True
    ):
        told = (setting["place"], setting["layers"], setting["block"])
        due = receptive_field(*told, setting["segments"])
        assert count == due == min(formula, setting["place"] + 1)


def test_through_slots_all_before_reaches_every_row_below(formulas: Page) -> None:
    for setting, (direct, first, count, _) in zip(
        settings("feedback", 200),
        formulas.evaluate(ASK, settings("feedback", 200)),
        strict=True,
    ):
        assert count == setting["place"] + 1
        assert first[-1] == setting["place"]
        if setting["place"] >= setting["block"]:
            assert first[:-1] == [0] * setting["layers"]
        else:
            assert first == direct


def test_the_files_work_as_modules_of_their_own(explorable_tab: Page) -> None:
    use_separate_modules(explorable_tab, MODULES)
    assert wrong(explorable_tab, "blocks") == 0


def test_a_window_one_short_is_found_out(explorable_tab: Page) -> None:
    right = "place - windowOf(setting) + 1"
    text = ReceptiveField._esm
    assert text.count(right) == 1
    use_module(explorable_tab, text.replace(right, "place - windowOf(setting) + 2"))
    assert wrong(explorable_tab, "sliding") > 0
