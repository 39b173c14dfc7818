"""What the capacity explorable computes in the page is what the package computes."""

import math

import pytest
import torch
from explorable_page import use_module, use_separate_modules
from playwright.sync_api import Page
from scipy.special import erf, erfc

from attractor.memory import (
    critical_load,
    error_free_patterns,
    mean_field_overlap,
    one_step_error,
    one_step_error_limit,
    recall,
)
from attractor.show import CapacityCurve
from attractor.show.capacity_curve import MODULES

pytest_plugins = ["explorable_fixtures"]
pytestmark = pytest.mark.browser

EXPLORABLE = CapacityCurve
TOLERANCE = 1e-9
ASK = """({ sizes, loads, points }) => [
  ...sizes.map(([n, k]) => MODULE.oneStepError(n, k)),
  ...sizes.flatMap(([n]) => Object.values(MODULE.errorFree(n))),
  ...loads.flatMap((a) =>
    [MODULE.oneStepErrorLimit(a), MODULE.meanFieldOverlap(a) ?? -9]),
  ...points.flatMap((x) => [MODULE.erf(x), MODULE.erfc(x)]),
  MODULE.criticalLoad(),
]"""
SETTLE = """({ patterns, state, orders }) => {
  const network = MODULE.networkOf(patterns);
  const here = Int8Array.from(state);
  const overlaps = MODULE.overlapsOf(network, here);
  const flips = orders.map((order) => MODULE.sweep(network, here, overlaps, order));
  return { state: [...here], flips, overlaps: [...overlaps] };
}"""


def questions(count: int = 200) -> dict[str, list]:
    generator = torch.Generator().manual_seed(3)
    units = torch.randint(2, 5000, (count,), generator=generator).tolist()
    loads = (0.01 + 0.25 * torch.rand(count, generator=generator)).tolist()
    sizes = [[n, max(1, round(n * a))] for n, a in zip(units, loads, strict=True)]
    return {
        "sizes": [[500, 50], [2, 1], *sizes],
        "loads": [0.1, 0.1379, 0.13791, *loads],
        "points": torch.linspace(0, 6, 121, dtype=torch.float64).tolist(),
    }


def expected(asked: dict[str, list]) -> list[float]:
    found = [one_step_error(n, k) for n, k in asked["sizes"]]
    for n, _ in asked["sizes"]:
        found += error_free_patterns(n)
    for load in asked["loads"]:
        overlap = mean_field_overlap(load)
        found += [one_step_error_limit(load), -9 if math.isnan(overlap) else overlap]
    for x in asked["points"]:
        found += [float(erf(x)), float(erfc(x))]
    return [*found, critical_load()]


def worst(page: Page) -> float:
    asked = questions()
    here = torch.tensor(page.evaluate(ASK, asked), dtype=torch.float64)
    there = torch.tensor(expected(asked), dtype=torch.float64)
    return ((here - there).abs() / there.abs().clamp_min(1)).max().item()


def test_the_page_computes_what_python_computes(formulas: Page) -> None:
    assert worst(formulas) <= TOLERANCE


def test_small_errors_keep_their_digits(formulas: Page) -> None:
    here = formulas.evaluate(
        "[[500, 20], [2000, 40]].map((s) => MODULE.oneStepError(...s))"
    )
    there = [one_step_error(500, 20), one_step_error(2000, 40)]
    assert here == pytest.approx(there, rel=1e-9)


def test_the_files_work_as_modules_of_their_own(explorable_tab: Page) -> None:
    use_separate_modules(explorable_tab, MODULES)
    assert worst(explorable_tab) <= TOLERANCE


@pytest.mark.parametrize(("n_patterns", "dim"), [(3, 50), (20, 150), (30, 120), (2, 9)])
def test_a_network_settles_in_the_page_as_in_python(
    n_patterns: int, dim: int, formulas: Page
) -> None:
    draws = torch.Generator().manual_seed(n_patterns)
    patterns = torch.randint(0, 2, (n_patterns, dim), generator=draws) * 2.0 - 1
    state = torch.randint(0, 2, (dim,), generator=draws) * 2.0 - 1
    found = recall(patterns, state[None], generator=torch.Generator().manual_seed(9))
    same = torch.Generator().manual_seed(9)
    orders = [torch.randperm(dim, generator=same).tolist() for _ in range(40)]
    asked = {"patterns": patterns.tolist(), "state": state.tolist(), "orders": orders}
    there = formulas.evaluate(SETTLE, asked)
    assert there["state"] == found.states[0].int().tolist()
    assert sum(there["flips"]) == found.flips.item()
    assert sum(f > 0 for f in there["flips"]) == found.sweeps.item()
    assert there["overlaps"] == (patterns @ found.states[0]).int().tolist()


def test_the_live_network_forgets_at_heavy_loads_only(formulas: Page) -> None:
    ends = formulas.evaluate(
        """[0.05, 0.2].map((load) => {
          const live = MODULE.liveNetwork(4, 300, load, 24);
          while (!live.done()) live.step();
          return live.starts.map((start) => live.overlap(start));
        })"""
    )
    light, heavy = (sum(overlaps) / len(overlaps) for overlaps in ends)
    assert light > 0.97
    assert heavy < 0.8


def test_the_random_numbers_are_even_and_repeat(formulas: Page) -> None:
    draws = formulas.evaluate(
        """[1, 1, 2].map((seed) => {
          const random = MODULE.randomFrom(seed);
          return Array.from({ length: 4000 }, () => random());
        })"""
    )
    assert draws[0] == draws[1] != draws[2]
    counts = torch.histc(torch.tensor(draws[0]), 10, 0, 1)
    assert ((counts - 400).abs() < 4 * 400**0.5).all()


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("(units - 1) / (patterns - 1) / 2", "units / patterns / 2"),
        ("2 * Math.log(units)", "4 * Math.log(units)"),
        ("erf(y) / y - (2 / ROOT_PI)", "erf(y) / y - (1 / ROOT_PI)"),
    ],
)
def test_a_changed_formula_is_found_out(
    right: str, wrong: str, explorable_tab: Page
) -> None:
    text = CapacityCurve._esm
    assert text.count(right) == 1
    use_module(explorable_tab, text.replace(right, wrong))
    assert worst(explorable_tab) > TOLERANCE
