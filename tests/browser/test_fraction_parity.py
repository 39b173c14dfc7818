"""What the fractions explorable reads off recorded curves is what Python reads."""

import math

import numpy as np
import pytest
from explorable_page import use_module, use_separate_modules
from fraction_cases import RUNS
from playwright.sync_api import Page

from attractor.show import DataFractions
from attractor.show.data_fractions import MODULES

pytest_plugins = ["explorable_fixtures"]
pytestmark = pytest.mark.browser

EXPLORABLE = DataFractions
TOLERANCE = 1e-9
ASK = """({ curves, places }) => ["epochs", "steps"].flatMap((axis) =>
  places[axis].flatMap((at) => {
    const rows = MODULE.readAt(curves, axis, at);
    const apart = ["training", "heldOut", "gap"].map((key) =>
      MODULE.apartAt(rows, key));
    return [...rows.flatMap((row) => [row.training, row.heldOut, row.gap]), ...apart];
  })).map((value) => (Number.isNaN(value) ? null : value))"""


@pytest.fixture(scope="module")
def curves() -> list[dict]:
    return DataFractions(RUNS).curves


def questions(count: int = 150) -> dict[str, list[float]]:
    draws = np.random.default_rng(3)
    epochs = 10 ** draws.uniform(-1.8, 2.2, count)
    steps = 10 ** draws.uniform(1.8, 3.8, count)
    return {"epochs": [*epochs, 1.0, 10.0], "steps": [*steps, 100.0, 4000.0]}


def read(curve: dict, axis: str, at: float) -> list[float]:
    """Both losses, linear between evaluations in the logarithm of the place."""
    places = np.log(curve[axis])
    losses = (curve["training"], curve["heldOut"])
    outside = {"left": math.nan, "right": math.nan}
    return [float(np.interp(math.log(at), places, y, **outside)) for y in losses]


def expected(curves: list[dict], places: dict[str, list[float]]) -> list[float]:
    found: list[float] = []
    for axis in ("epochs", "steps"):
        for at in places[axis]:
            pairs = np.array([read(curve, axis, at) for curve in curves])
            three = np.column_stack([pairs, pairs[:, 1] - pairs[:, 0]])
            found += three.ravel().tolist()
            there = three[~np.isnan(pairs[:, 0])]
            apart = np.ptp(there, axis=0) if len(there) > 1 else [math.nan] * 3
            found += [float(value) for value in apart]
    return found


def worst(page: Page, curves: list[dict]) -> float:
    places = questions()
    answers = page.evaluate(ASK, {"curves": curves, "places": places})
    here = np.array([math.nan if each is None else each for each in answers])
    there = np.array(expected(curves, places))
    np.testing.assert_array_equal(np.isnan(here), np.isnan(there))
    return float(np.nanmax(np.abs(here - there) / np.maximum(1, np.abs(there))))


def test_the_page_reads_what_python_reads(formulas: Page, curves: list[dict]) -> None:
    assert worst(formulas, curves) <= TOLERANCE


def test_the_files_work_as_modules_of_their_own(
    explorable_tab: Page, curves: list[dict]
) -> None:
    use_separate_modules(explorable_tab, MODULES)
    assert worst(explorable_tab, curves) <= TOLERANCE


def test_the_sliders_rungs_lead_back_to_where_they_stand(formulas: Page) -> None:
    back = formulas.evaluate(
        """() => Array.from({ length: MODULE.RUNGS + 1 }, (_, rung) =>
          MODULE.rungOf(MODULE.atRung(rung, { least: 0.024, most: 100 }),
            { least: 0.024, most: 100 }))"""
    )
    assert back == list(range(401))


@pytest.mark.parametrize(
    ("value", "axis", "words"),
    [
        (4100, "steps", "4,100 steps"),
        (0.02441, "epochs", "0.0244 epochs"),
        (1.0001, "epochs", "1 epoch"),
        (1, "steps", "1 step"),
        (99.96, "epochs", "100 epochs"),
    ],
)
def test_places_are_read_as_words(
    value: float, axis: str, words: str, formulas: Page
) -> None:
    ask = "([value, axis]) => MODULE.placeWords(value, axis)"
    assert formulas.evaluate(ask, [value, axis]) == words


def test_reading_on_a_linear_axis_is_found_out(
    explorable_tab: Page, curves: list[dict]
) -> None:
    right = "Math.log(at / xs[before]) / Math.log(xs[after] / xs[before])"
    wrong = "(at - xs[before]) / (xs[after] - xs[before])"
    text = DataFractions._esm
    assert text.count(right) == 1
    use_module(explorable_tab, text.replace(right, wrong))
    assert worst(explorable_tab, curves) > TOLERANCE
