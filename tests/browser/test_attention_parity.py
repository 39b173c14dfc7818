"""The weights that the attention matrix draws are those of the package."""

import json

import numpy as np
import pytest
import torch
from explorable_page import use_module, use_separate_modules
from playwright.sync_api import Page

from attractor.models import (
    attention_weights,
    causal_mask,
    left_padded,
    padding_mask,
    right_padded,
)
from attractor.show import AttentionMatrix
from attractor.show.attention_matrix import MODULES

pytest_plugins = ["explorable_fixtures"]
pytestmark = pytest.mark.browser

EXPLORABLE = AttentionMatrix
MASKS = ("none", "look-ahead", "padding", "both")

ASK = """(cases) => JSON.stringify(cases.map((one) => {
  const cells = MODULE.mayLook(one.scores.length, one);
  const weights = MODULE.attentionWeights(one.scores, cells, one.beta);
  return {
    cells, weights, outputs: MODULE.mixedValues(weights, one.values),
    received: weights.map((_, key) => MODULE.received(weights, key)),
  };
}))"""


def draws(count: int = 320) -> list[dict]:
    rng = np.random.default_rng(11)
    cases = []
    for number in range(count):
        n, width = int(rng.integers(1, 9)), int(rng.integers(1, 4))
        scale = float(rng.choice([1.0, 10.0, 1000.0]))
        cases.append(
            {
                "scores": (scale * rng.standard_normal((n, n))).tolist(),
                "values": rng.standard_normal((n, width)).tolist(),
                "mask": MASKS[number % 4],
                "padding": int(rng.integers(0, n + 1)),
                "side": ("end", "front")[number % 3 % 2],
                "toggled": rng.integers(0, n, (number % 3, 2)).tolist(),
                "beta": float(rng.choice([0.0, 0.5, 1.0, 4.0])),
            }
        )
    return cases


def mask_of(case: dict) -> torch.Tensor:
    """The mask that the package makes of the same setting."""
    n = len(case["scores"])
    mask = torch.ones(n, n, dtype=torch.bool)
    if case["mask"] in ("look-ahead", "both"):
        mask = mask & causal_mask(n)
    if case["mask"] in ("padding", "both"):
        padded = right_padded if case["side"] == "end" else left_padded
        mask = mask & padding_mask(padded(torch.tensor(n - case["padding"]), n))
    for query, key in case["toggled"]:
        mask[query, key] = ~mask[query, key]
    return mask


def weights_of(case: dict) -> torch.Tensor:
    """Attention whose queries and keys have just these products."""
    scores = torch.tensor(case["scores"], dtype=torch.float64)
    n = len(scores)
    keys = torch.eye(n, dtype=torch.float64)
    return attention_weights(case["beta"] * n**0.5 * scores, keys, mask_of(case))


def ask(page: Page, cases: list[dict]) -> list[dict]:
    return json.loads(page.evaluate(ASK, cases))


def farthest(case: dict, here: dict) -> float:
    """The largest difference of the page's weights and outputs from the package's."""
    weights = weights_of(case)
    outputs = weights @ torch.tensor(case["values"], dtype=torch.float64)
    found = {"weights": weights, "outputs": outputs, "received": weights.sum(0)}
    return max(
        (torch.tensor(here[name], dtype=torch.float64) - due).abs().max().item()
        for name, due in found.items()
    )


def test_hundreds_of_masked_maps_have_the_packages_weights(formulas: Page) -> None:
    cases = draws()
    blind = 0
    for case, here in zip(cases, ask(formulas, cases), strict=True):
        mask = mask_of(case)
        assert here["cells"] == mask.tolist(), case
        assert farthest(case, here) <= 1e-9, case
        blind += int((~mask.any(-1)).sum())
    assert blind > 100  # rows that see nothing are among them


def test_the_worked_example_has_the_outputs_of_the_book(formulas: Page) -> None:
    case = {
        "scores": [[2, 4, 4], [4, 16, 12], [4, 12, 10]],
        "values": [[1, 2, 3], [2, 8, 0], [2, 6, 3]],
        "mask": "none", "padding": 0, "side": "end", "toggled": [], "beta": 3**-0.5,
    }  # fmt: skip
    (here,) = ask(formulas, [case])
    due = [1.86387420, 6.31937101, 1.70418870]
    assert here["outputs"][0] == pytest.approx(due, abs=1e-8)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("back && key > query", "back && key < query"),
        ("place >= n - padding", "place > n - padding"),
        ("if (top === -Infinity)", "if (false)"),
        ("beta * score", "score"),
    ],
)
def test_a_changed_rule_is_found_out(
    right: str, wrong: str, explorable_tab: Page
) -> None:
    text = AttentionMatrix._esm
    assert right in text
    use_module(explorable_tab, text.replace(right, wrong))
    cases = draws(60)
    found = ask(explorable_tab, cases)
    assert any(
        here["cells"] != mask_of(case).tolist()
        or None in here["weights"][0]
        or not farthest(case, here) <= 1e-9
        for case, here in zip(cases, found, strict=True)
    )


def test_the_files_work_as_modules_of_their_own(explorable_tab: Page) -> None:
    use_separate_modules(explorable_tab, MODULES)
    (case,) = draws(1)
    (here,) = ask(explorable_tab, [case])
    assert farthest(case, here) <= 1e-9
