"""The pass that the stepper shows is the package's, to 1e-9."""

import re

import pytest
import torch
from explorable_page import use_module, use_separate_modules
from playwright.sync_api import Page
from torch import Tensor

from attractor.models import (
    Layer,
    mlp_backward,
    mlp_forward,
    squared_error,
    squared_error_gradient,
)
from attractor.show import BackpropSteps
from attractor.show.backprop_steps import MODULES

pytest_plugins = ["explorable_fixtures"]
pytestmark = pytest.mark.browser

EXPLORABLE = BackpropSteps
TOLERANCE = 1e-9
DECK = {
    "inputs": [1, 0.1],
    "weights": [0.1, 0.2, 0.5, 0.8, 0, 0, 0.3, -0.4, 0],
    "target": 1,
    "activation": "sigmoid",
    "rate": 1,
}


def draws(count: int = 240) -> list[dict]:
    generator = torch.Generator().manual_seed(11)

    def uniform(*shape: int) -> list:
        drawn = torch.rand(shape, generator=generator, dtype=torch.float64)
        return (10 * drawn - 5).tolist()

    return [
        {
            "inputs": uniform(2),
            "weights": uniform(9),
            "target": uniform(1)[0],
            "activation": ("sigmoid", "tanh", "relu")[number % 3],
            "rate": 0.5,
        }
        for number in range(count)
    ]


def expected(case: dict) -> dict[str, Tensor]:
    """What Python finds, under the page's names."""
    w = torch.tensor(case["weights"], dtype=torch.float64)
    layers = [
        Layer(w[:4].reshape(2, 2), w[4:6], case["activation"]),
        Layer(w[6:8, None], w[8:], case["activation"]),
    ]
    inputs = torch.tensor([case["inputs"]], dtype=torch.float64)
    target = torch.tensor([[case["target"]]], dtype=torch.float64)
    first, last = passed = mlp_forward(layers, inputs)
    error = squared_error_gradient(last.outputs, target)
    inner, outer = mlp_backward(layers, passed, error)
    flat = (inner.weights.flatten(), inner.bias, outer.weights.flatten(), outer.bias)
    gradients = torch.cat(flat)
    return {
        "sums": first.sums[0],
        "hidden": first.outputs[0],
        "sum": last.sums[0, 0],
        "output": last.outputs[0, 0],
        "loss": squared_error(last.outputs, target),
        "error": error[0, 0],
        "delta": outer.bias[0],
        "outer": outer.weights[:, 0],
        "sent": outer.inputs[0],
        "deltas": inner.bias,
        "inner": inner.weights.flatten(),
        "gradients": gradients,
        "after": w - case["rate"] * gradients,
    }


ASK = """(cases) => cases.map((s) => {
  const found = MODULE.passOf(s);
  return { ...found, after: MODULE.afterStep(s, found) };
})"""


def difference(here: object, there: Tensor) -> float:
    answer = torch.tensor(here, dtype=torch.float64)
    return ((answer - there).abs() / there.abs().clamp_min(1.0)).max().item()


def test_every_number_of_the_pass_is_the_packages(formulas: Page) -> None:
    cases = draws()
    for case, here in zip(cases, formulas.evaluate(ASK, cases), strict=True):
        truth = expected(case)
        assert set(here) == set(truth)
        for name, value in truth.items():
            assert difference(here[name], value) <= TOLERANCE, (name, case)


def test_on_the_decks_network_the_numbers_are_those_of_the_book(formulas: Page) -> None:
    (found,) = formulas.evaluate(ASK, [DECK])
    assert found["sums"] == pytest.approx([0.15, 0.28])
    assert found["output"] == pytest.approx(0.4833587647, abs=5e-11)
    assert found["loss"] == pytest.approx(0.2669181660, abs=5e-11)
    assert found["inner"] == pytest.approx(
        [-0.01924413, 0.02530424, -0.00192441, 0.00253042], abs=5e-9
    )
    assert found["outer"] == pytest.approx([-0.13867543, -0.14696256], abs=5e-9)
    assert found["delta"] == pytest.approx(-0.25803447, abs=5e-9)


@pytest.mark.parametrize("activation", ["sigmoid", "tanh", "relu"])
def test_every_equation_shown_is_true_to_its_digits(
    activation: str, formulas: Page
) -> None:
    """Each line's right end against the product, sum or function written before it."""
    case = DECK | {"activation": activation, "weights": [
        0.7, -0.2, 0.5, 0.8, 0.1, -0.3, 0.3, 0.9, 0.2]}  # fmt: skip
    lines = formulas.evaluate(
        """(s) => Array.from({ length: 11 }, (_, stage) =>
          MODULE.stageLines({ ...s, stage }, MODULE.passOf(s)))""",
        case,
    )
    checked = 0
    names = {"σ": "sigmoid", "tanh": "tanh", "ReLU": "relu"}
    for line in [line for stage in lines for line in stage]:
        if "(" in line and line.startswith("x"):
            continue
        *_, written, end = line.split(" = ") if line.count(" = ") else ("", "", "")
        if not re.search(r"\d", written):
            continue
        code = written.replace("−", "-").replace("·", "*").replace("²", "**2")
        for sign, name in names.items():
            code = code.replace(f"{sign}(", f"torch.{name}(1.0*")
        value = float(eval(code, {"torch": SCALARS}))
        assert value == pytest.approx(float(end.replace("−", "-")), rel=0.02, abs=2e-3)
        checked += 1
    assert checked >= 16


class SCALARS:
    """The activations on plain numbers."""

    sigmoid = staticmethod(lambda z: torch.tensor(z).sigmoid().item())
    tanh = staticmethod(lambda z: torch.tensor(z).tanh().item())
    relu = staticmethod(lambda z: max(0.0, z))


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("sigmoid(z) * (1 - sigmoid(z))", "sigmoid(sigmoid(z)) * (1 - sigmoid(z))"),
        ("x[0] * a + x[1] * c + e", "x[0] * a + x[1] * b + e"),
        ("const error = 2 * (", "const error = ("),
        ("const sent = [delta * v, delta * w]", "const sent = [delta * w, delta * v]"),
    ],
)
def test_a_changed_formula_is_found_out(
    right: str, wrong: str, explorable_tab: Page
) -> None:
    text = BackpropSteps._esm
    assert right in text
    use_module(explorable_tab, text.replace(right, wrong))
    (here,) = explorable_tab.evaluate(ASK, [DECK])
    truth = expected(DECK)
    assert any(difference(here[name], truth[name]) > TOLERANCE for name in truth)


def test_the_files_work_as_modules_of_their_own(explorable_tab: Page) -> None:
    use_separate_modules(explorable_tab, MODULES)
    (found,) = explorable_tab.evaluate(ASK, [DECK])
    assert found["loss"] == pytest.approx(0.2669181660)
