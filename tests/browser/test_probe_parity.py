"""What the explorable of probes computes in the page is what the package computes."""

import numpy as np
import pytest
from explorable_page import use_module, use_separate_modules
from playwright.sync_api import Page
from scipy import stats

from attractor.lab import best_control, mean_interval
from attractor.show import ProbeLayers
from attractor.show.probe_layers import MODULES

pytest_plugins = ["explorable_fixtures"]
pytestmark = pytest.mark.browser

EXPLORABLE = ProbeLayers
TOLERANCE = 1e-9
ASK = """({ freedoms, samples, margins }) => [
  ...freedoms.flatMap((n) => [0.5, 0.9, 0.95].map((p) => MODULE.studentQuantile(n, p))),
  ...samples.flatMap((values) => Object.values(MODULE.meanInterval(values))),
  ...margins.flatMap(([own, others]) => {
    const { best, mean, half } = MODULE.bestControl(own, others);
    return [best, mean, half];
  }),
]"""


def questions() -> dict[str, list]:
    draws = np.random.default_rng(2)
    samples = [draws.random(n).tolist() for n in range(2, 14) for _ in range(8)]
    margins = [
        [draws.random(n).tolist(), draws.random((3, n)).tolist()]
        for n in (2, 3, 3, 5) * 12
    ]
    return {
        "freedoms": [*range(1, 31)],
        "samples": [[1.0, 1.0, 1.0], *samples],
        "margins": margins,
    }


def expected(asked: dict[str, list]) -> np.ndarray:
    levels = (0.5, 0.9, 0.95)
    found = [
        stats.t.ppf((1 + level) / 2, n) for n in asked["freedoms"] for level in levels
    ]
    for values in asked["samples"]:
        found += [float(each) for each in mean_interval(values)]
    for own, others in asked["margins"]:
        best, margin = best_control(own, others)
        found += [best, float(margin.mean), float(margin.half)]
    return np.array(found)


def worst(page: Page) -> float:
    asked = questions()
    here, there = np.array(page.evaluate(ASK, asked)), expected(asked)
    return float((np.abs(here - there) / np.maximum(1, np.abs(there))).max())


def test_the_page_computes_what_python_computes(formulas: Page) -> None:
    assert worst(formulas) <= TOLERANCE


def test_the_files_work_as_modules_of_their_own(explorable_tab: Page) -> None:
    use_separate_modules(explorable_tab, MODULES)
    assert worst(explorable_tab) <= TOLERANCE


def test_what_is_read_out_is_of_the_chosen_place(formulas: Page) -> None:
    draws = np.random.default_rng(5)
    table, usual = draws.random((3, 2, 3, 5, 6, 3)), draws.random((3, 2, 3))
    facts = formulas.evaluate(
        "(asked) => MODULE.probeFacts(asked)",
        {
            "table": np.moveaxis(table, 0, -1).tolist(),
            "majority": np.moveaxis(usual, 0, -1).tolist(),
            **{"task": 1, "place": 4, "test": 2, "layer": 3},
        },
    )
    here = table[:, 1, :, 3, 4, 2].T
    best, margin = best_control(here[0], [*here[1:], usual[:, 1, 2]])
    assert facts["best"] == best + 1
    assert facts["margin"]["mean"] == pytest.approx(float(margin.mean), abs=1e-12)
    assert facts["margin"]["half"] == pytest.approx(float(margin.half), abs=1e-12)
    assert facts["beats"] == bool(margin.mean > margin.half)
    assert len(facts["curves"]) == 4 and len(facts["curves"][0]) == 5


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("variance / n)", "variance)"),
        ("(n - 1);", "n;"),
        ("Math.max(...means)", "Math.min(...means)"),
        ("(k - 1) / k", "k / (k + 1)"),
    ],
)
def test_a_changed_formula_is_found_out(
    right: str, wrong: str, explorable_tab: Page
) -> None:
    text = ProbeLayers._esm
    assert text.count(right) == 1
    use_module(explorable_tab, text.replace(right, wrong))
    assert worst(explorable_tab) > TOLERANCE
