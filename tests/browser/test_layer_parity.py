"""The three forms that run in the page are those of the package, to 1e-9."""

import pytest
import torch
from explorable_page import use_module, use_separate_modules
from playwright.sync_api import Page

from attractor.memory import (
    belief_bound,
    believe,
    gated_update,
    global_energy,
    layer_shares,
    printed_layer_step,
    sequential_step,
)
from attractor.show import LayerEnergies
from attractor.show.layer_energies import MODULES

pytest_plugins = ["explorable_fixtures"]
pytestmark = pytest.mark.browser

EXPLORABLE = LayerEnergies
TOLERANCE = 1e-9
ASK = """(cases) => cases.map((s) => {
  const { ways, energies, bounds } = MODULE.waysThrough(s);
  const shares = MODULE.layerShares(s.layers, s.query, s.beta);
  return { ...ways, energies, bounds, shares };
})"""


def draws(count: int = 200) -> list[dict]:
    """Stacks of every shape the explorable can have; near, far and wide."""
    generator = torch.Generator().manual_seed(5)

    def whole(least: int, most: int) -> int:
        return int(torch.randint(least, most + 1, (), generator=generator))

    def normal(*shape: int) -> torch.Tensor:
        return torch.randn(*shape, generator=generator, dtype=torch.float64)

    cases = []
    for number in range(count):
        n_layers, each, dim = whole(1, 6), whole(1, 3), whole(1, 2)
        scale = (0.5, 2.0, 30.0)[number % 3]
        cases.append(
            {
                "layers": scale * normal(n_layers, each, dim),
                "query": scale * normal(dim),
                "delta": 9 * torch.rand((), generator=generator).item(),
                "beta": 0.1 + 4.9 * torch.rand((), generator=generator).item(),
            }
        )
    return cases


def expected(case: dict) -> dict[str, torch.Tensor]:
    """What Python finds, each a tensor."""
    layers, query, beta = list(case["layers"]), case["query"], case["beta"]
    beliefs = believe(layers, query, beta)
    ways = {"printed": [query], "gated": [query], "sequential": [query]}
    bounds = [belief_bound(beliefs, beta)]
    for index, patterns in enumerate(layers):
        ways["printed"].append(
            printed_layer_step(patterns, ways["printed"][-1], case["delta"])
        )
        ways["gated"].append(gated_update(layers, ways["gated"][-1], beta))
        beliefs = sequential_step(layers, beliefs, index, beta)
        ways["sequential"].append(beliefs.states)
        bounds.append(belief_bound(beliefs, beta))
    stacked = {form: torch.stack(way) for form, way in ways.items()}
    heights = {
        f"E {form}": global_energy(layers, way, beta) for form, way in stacked.items()
    }
    shares = layer_shares(layers, query, beta)
    return stacked | heights | {"bounds": torch.stack(bounds), "shares": shares}


def worst(cases: list[dict], answers: list[dict]) -> float:
    """max |page − Python| / max(1, |Python|)."""
    most = 0.0
    for case, answer in zip(cases, answers, strict=True):
        flat = answer | {f"E {form}": e for form, e in answer["energies"].items()}
        for name, values in expected(case).items():
            here = torch.tensor(flat[name], dtype=torch.float64)
            scale = max(1.0, values.abs().max().item())
            most = max(most, (here - values).abs().max().item() / scale)
    return most


def ask(page: Page, cases: list[dict]) -> list[dict]:
    plain = [
        case | {name: case[name].tolist() for name in ("layers", "query")}
        for case in cases
    ]
    return page.evaluate(ASK, plain)


def test_the_page_computes_what_python_computes(formulas: Page) -> None:
    cases = draws()
    assert worst(cases, ask(formulas, cases)) <= TOLERANCE


def test_the_files_work_as_modules_of_their_own(explorable_tab: Page) -> None:
    use_separate_modules(explorable_tab, MODULES)
    cases = draws(10)
    assert worst(cases, ask(explorable_tab, cases)) <= TOLERANCE


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("Math.sqrt(delta) * (goal[k] - value)", "delta * (goal[k] - value)"),
        ("energy - fit(x, centers[t], 0);\n  let", "energy;\n  let"),
        ("beta * (rival - energy)", "rival - energy"),
        (
            "layerEnergies(layers, x, beta).map((energy) => -beta * energy)",
            "layerEnergies(layers, x, beta).map((energy) => -energy)",
        ),
    ],
)
def test_a_changed_formula_is_found_out(
    right: str, wrong: str, explorable_tab: Page
) -> None:
    text = LayerEnergies._esm
    assert text.count(right) == 1
    use_module(explorable_tab, text.replace(right, wrong))
    cases = draws(30)
    assert worst(cases, ask(explorable_tab, cases)) > TOLERANCE
