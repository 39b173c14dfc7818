"""The membrane that runs in the page is that of the package, to 1e-9."""

import pytest
import torch
from explorable_page import use_module, use_separate_modules
from playwright.sync_api import Page
from torch import Tensor

from attractor.models import (
    HodgkinHuxley,
    State,
    closing_rates,
    firing_rate,
    opening_rates,
    runge_kutta_step,
    steady_gates,
)
from attractor.show import SpikingNeuron
from attractor.show.neuron import MODULES

pytest_plugins = ["explorable_fixtures"]
pytestmark = pytest.mark.browser

EXPLORABLE = SpikingNeuron
TOLERANCE = 1e-9
STEPS = (0.001, 0.02, 0.05)  # ms
CELL = HodgkinHuxley()
ASK = """(cases) => cases.map(({ state, current, dt }) => ({
  opening: MODULE.openingRates(state[0]),
  closing: MODULE.closingRates(state[0]),
  steady: MODULE.steadyGates(state[0]),
  ionic: [MODULE.ionicCurrent(state)],
  balance: MODULE.restingState(current),
  step: MODULE.rungeKuttaStep(state, current, dt),
}))"""


def draws(count: int = 300) -> list[dict]:
    """States anywhere between −120 and 70 mV, the two singular voltages among them."""
    generator = torch.Generator().manual_seed(7)

    def uniform(low: float, high: float) -> float:
        share = torch.rand((), generator=generator, dtype=torch.float64).item()
        return low + (high - low) * share

    cases = [
        {
            "state": [uniform(-120, 70), *(uniform(0, 1) for _ in range(3))],
            "current": uniform(-10, 160),
            "dt": STEPS[number % len(STEPS)],
        }
        for number in range(count)
    ]
    for case, voltage in zip(
        cases, (-55.0, -40.0, -55 + 1e-12, -40 - 1e-9), strict=False
    ):
        case["state"][0] = voltage
    return cases


def expected(cases: list[dict]) -> dict[str, Tensor]:
    """What Python finds, all cases at once: (n_cases, n_values) for each formula."""
    values = torch.tensor([case["state"] for case in cases], dtype=torch.float64)
    state = State(*values.T)
    current = torch.tensor([case["current"] for case in cases], dtype=torch.float64)
    dt = torch.tensor([case["dt"] for case in cases], dtype=torch.float64)
    stepped = torch.empty_like(values)
    for step in STEPS:
        stepped[dt == step] = torch.stack(
            list(runge_kutta_step(CELL, state, current, step)), -1
        )[dt == step]
    found = {
        "opening": opening_rates(state.voltage),
        "closing": closing_rates(state.voltage),
        "steady": steady_gates(state.voltage),
        "ionic": [CELL.ionic_current(state)],
        "balance": CELL.rest(current),
    }
    return {
        "step": stepped,
        **{name: torch.stack(list(parts), -1) for name, parts in found.items()},
    }


def worst_differences(cases: list[dict], answers: list[dict]) -> dict[str, float]:
    """For each formula max |page − Python| / max(1, |Python|)."""
    worst = {}
    for name, right in expected(cases).items():
        here = torch.tensor([answer[name] for answer in answers], dtype=torch.float64)
        worst[name] = ((here - right).abs() / right.abs().clamp(min=1.0)).max().item()
    return worst


def test_the_page_computes_what_python_computes(formulas: Page) -> None:
    cases = draws()
    for name, gap in worst_differences(cases, formulas.evaluate(ASK, cases)).items():
        assert gap <= TOLERANCE, name


@pytest.mark.parametrize(
    ("right", "wrong", "name"),
    [
        ("x === 0 ? 1 :", "x === 0 ? 0 :", "opening"),
        ("0.125 * Math.exp(-(v + 65) / 80),", "0.125 * Math.exp(-v / 80),", "closing"),
        ("gK * n ** 4", "gK * n ** 3", "ionic"),
        ("const half = dt / 2;", "const half = dt;", "step"),
        ("eLeak: -54.387", "eLeak: -54.4", "balance"),
    ],
)
def test_a_changed_formula_is_found_out(
    right: str, wrong: str, name: str, explorable_tab: Page
) -> None:
    text = SpikingNeuron._esm
    assert right in text
    use_module(explorable_tab, text.replace(right, wrong))
    cases = draws(40)
    answers = explorable_tab.evaluate(ASK, cases)
    assert worst_differences(cases, answers)[name] > TOLERANCE


RUN = """([current, start]) => MODULE.run({ current, start, kick: 0, kick_at: 0 })"""


def test_the_pages_traces_are_the_reference_integrators(formulas: Page) -> None:
    rows = formulas.evaluate(
        f"(given) => ({RUN})(given).rows.map((r) => [...r])", [10.0, "rest"]
    )
    trace = CELL.simulate_reference(10.0, 10.0, dt=0.05, every=2)
    for page, python in zip(rows, trace[1:], strict=True):
        here = torch.tensor(page[: len(python)], dtype=torch.float64)
        torch.testing.assert_close(here, python, rtol=1e-7, atol=1e-7)


def test_the_page_fires_at_the_packages_rate(formulas: Page) -> None:
    found = formulas.evaluate(RUN, [10.0, "rest"])
    rate = firing_rate(CELL.simulate(10.0, 150.0, dt=0.01), after=80.0).item()
    assert found["firing"]
    assert found["rate"] == pytest.approx(rate, abs=0.05)


@pytest.mark.parametrize(
    ("current", "start", "spikes"),
    [(2.23, "rest", 0), (2.25, "rest", 1), (8.0, "rest", 10), (8.0, "balance", 0)],
)
def test_the_page_has_the_packages_habits(
    current: float, start: str, spikes: int, formulas: Page
) -> None:
    assert len(formulas.evaluate(RUN, [current, start])["spikes"]) == spikes


def test_the_block_begins_at_the_second_hopf_point(formulas: Page) -> None:
    _, second = CELL.hopf_points()
    assert formulas.evaluate("MODULE.BLOCK") == pytest.approx(second.current, abs=0.005)


def test_the_files_work_as_modules_of_their_own(explorable_tab: Page) -> None:
    use_separate_modules(explorable_tab, MODULES)
    cases = draws(20)
    answers = explorable_tab.evaluate(ASK, cases)
    assert max(worst_differences(cases, answers).values()) <= TOLERANCE
