"""The memories that the interference explorable draws are those of the package."""

import json
from itertools import pairwise

import numpy as np
import pytest
import torch
from explorable_page import use_module, use_separate_modules
from playwright.sync_api import Page
from torch import Tensor

from attractor.memory import modern_update
from attractor.models import delta_write, interference, recall, store_pairs
from attractor.show import Interference
from attractor.show.interference import MODULES

pytest_plugins = ["explorable_fixtures"]
pytestmark = pytest.mark.browser

EXPLORABLE = Interference
KINDS = ("hebb", "delta", "softmax")

ASK = """(cases) => JSON.stringify(cases.map((one) => {
  const keys = one.keys.map((key) => Float64Array.from(key));
  const products = MODULE.productsOf(keys);
  const values = MODULE.valuesOf(one.values);
  return {
    errors: MODULE.errorsByCount(one.kind, products, values, one.beta),
    answers: MODULE.answersAt(one.kind, products, values, one.beta, one.count),
  };
}))"""

SPANNED = """(cases) => cases.map(({ kind, keys, values, beta }) => {
  const products = MODULE.productsOf(keys.map((key) => Float64Array.from(key)));
  const short = MODULE.coordinatesOf(values);
  return [short[0].length, ...[values, short].map((rows) =>
    MODULE.errorsByCount(kind, products, MODULE.valuesOf(rows), beta))];
})"""

DRAW = """(cases) => JSON.stringify(cases.map(({ seed, dim, count, directions }) =>
  MODULE.drawnKeys(seed, dim, count, directions).map((key) => Array.from(key))))"""

LAW = """(cases) => cases.map(
  ([pairs, dim, directions]) => MODULE.expectedError(pairs, dim, directions))"""


def draws(count: int = 240) -> list[dict]:
    """Keys of any length up to 1, values of any size; every kind of memory."""
    rng = np.random.default_rng(3)
    cases = []
    for number in range(count):
        n, dim = int(rng.integers(1, 12)), int(rng.integers(1, 8))
        width = int(rng.integers(1, 5))
        keys = rng.standard_normal((n, dim))
        keys /= np.linalg.norm(keys, axis=1, keepdims=True)
        cases.append(
            {
                "kind": KINDS[number % 3],
                "keys": keys.tolist(),
                "values": (3 * rng.standard_normal((n, width))).tolist(),
                "beta": float(rng.choice([0.0, 1.0, 12.0, 40.0])),
                "count": int(rng.integers(1, n + 1)),
            }
        )
    return cases


def answers(case: dict, count: int) -> Tensor:
    """What the package's memory brings back of the first `count` pairs."""
    keys = torch.tensor(case["keys"], dtype=torch.float64)[:count]
    values = torch.tensor(case["values"], dtype=torch.float64)[:count]
    if case["kind"] == "hebb":
        return recall(store_pairs(keys, values), keys)
    if case["kind"] == "softmax":
        weights = modern_update_weights(keys, case["beta"])
        return weights @ values
    memory = torch.zeros(keys.shape[1], values.shape[1], dtype=torch.float64)
    for key, value in zip(keys, values, strict=True):
        memory = delta_write(memory, key, value)
    return recall(memory, keys)


def modern_update_weights(keys: Tensor, beta: float) -> Tensor:
    """Weights of one update of a modern Hopfield network: softmax(β K Kᵀ)."""
    weights = (beta * keys @ keys.mT).softmax(-1)
    if beta:
        torch.testing.assert_close(weights @ keys, modern_update(keys, keys, beta))
    return weights


def farthest(case: dict, here: dict) -> float:
    """The largest difference of the page's answers and errors from the package's."""
    values = torch.tensor(case["values"], dtype=torch.float64)
    due = answers(case, case["count"])
    found = torch.tensor(here["answers"], dtype=torch.float64)
    gaps = [((found - due).abs() / due.abs().clamp(min=1)).max().item()]
    for n, error in enumerate(here["errors"], start=1):
        missed = (answers(case, n) - values[:n]).square().sum()
        gaps.append(abs(float(missed / values[:n].square().sum()) - error))
    return max(gaps)


def ask(page: Page, cases: list[dict]) -> list[dict]:
    return json.loads(page.evaluate(ASK, cases))


def test_hundreds_of_memories_answer_as_the_package(formulas: Page) -> None:
    cases = draws()
    for case, here in zip(cases, ask(formulas, cases), strict=True):
        assert farthest(case, here) <= 1e-9, case


def test_the_law_is_the_packages_and_zero_for_one_basis(formulas: Page) -> None:
    asked = [[n, d, "random"] for n in range(1, 161, 3) for d in (8, 17, 64, 128)]
    due = [interference(n, d) for n, d, _ in asked]
    assert formulas.evaluate(LAW, asked) == pytest.approx(due, abs=1e-12)
    bases = [[n, 8, "orthonormal"] for n in (1, 8, 12, 16, 24)]
    # 12: eight keys meet four others, 4/8 each; these four meet a whole basis.
    expected = [0, 0, (8 * 0.5 + 4 * 1) / 12, 1, 2]
    assert formulas.evaluate(LAW, bases) == pytest.approx(expected, abs=1e-12)


def test_errors_are_the_same_in_the_few_dimensions_that_values_span(
    formulas: Page,
) -> None:
    cases = draws(60)
    for case in cases:
        few = torch.tensor(case["values"])[:2].repeat(6, 1)[: len(case["values"])]
        case["values"] = torch.cat([few, few, -few, few.roll(1, 0)], -1).tolist()
    for case, (width, errors, short) in zip(
        cases, formulas.evaluate(SPANNED, cases), strict=True
    ):
        rows = torch.tensor(case["values"], dtype=torch.float64)
        assert width == torch.linalg.matrix_rank(rows)
        assert short == pytest.approx(errors, abs=1e-9)


def test_drawn_keys_have_length_one_and_point_anywhere(formulas: Page) -> None:
    cases = [
        {"seed": seed, "dim": 16, "count": 150, "directions": directions}
        for directions in ("random", "orthonormal")
        for seed in range(20)
    ]
    drawn = torch.tensor(json.loads(formulas.evaluate(DRAW, cases)))
    lengths = drawn.double().norm(dim=-1)
    torch.testing.assert_close(lengths, torch.ones_like(lengths))
    free, bases = drawn[:20].double(), drawn[20:].double()
    squares = (free @ free.mT).square().sum(-1) - 1
    assert squares.mean().item() == pytest.approx(149 / 16, rel=0.02)
    assert abs(free.mean().item()) < 0.01
    for start, end in pairwise(range(0, 150, 16)):
        block = bases[:, start:end]
        eye = torch.eye(16, dtype=torch.float64).expand(20, 16, 16)
        torch.testing.assert_close(block @ block.mT, eye, rtol=0, atol=1e-6)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ('rule === "delta" ? rest', 'rule === "delta" ? flat'),
        ("products[at * rows + i] - 1)", "products[at * rows + i] - 1) * 2"),
        ("square / totals[i] ** 2", "square / totals[i]"),
        ("1 / totals[i]", "1 / rows"),
        ("sum / whole", "sum / (at + 1)"),
    ],
)
def test_a_changed_rule_is_found_out(
    right: str, wrong: str, explorable_tab: Page
) -> None:
    text = Interference._esm
    assert right in text
    use_module(explorable_tab, text.replace(right, wrong))
    cases = draws(30)
    found = ask(explorable_tab, cases)
    assert any(
        not farthest(case, here) <= 1e-9
        for case, here in zip(cases, found, strict=True)
    )


def test_the_files_work_as_modules_of_their_own(explorable_tab: Page) -> None:
    use_separate_modules(explorable_tab, MODULES)
    (case,) = draws(1)
    (here,) = ask(explorable_tab, [case])
    assert farthest(case, here) <= 1e-9
