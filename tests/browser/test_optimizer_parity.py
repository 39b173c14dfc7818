"""The optimizers that run in the page are those of the package, to 1e-9."""

from typing import Any

import pytest
import torch
from explorable_page import use_module, use_separate_modules
from playwright.sync_api import Page
from torch import Tensor

from attractor.models import (
    SGD,
    Adam,
    AdamW,
    Moments,
    Momentum,
    RMSProp,
    Squares,
    Velocity,
    bowl,
    curved_valley,
    descend,
    largest_stable_rate,
)
from attractor.show import OptimizerPaths
from attractor.show.optimizer_paths import MODULES

pytest_plugins = ["explorable_fixtures"]
pytestmark = pytest.mark.browser

EXPLORABLE = OptimizerPaths
TOLERANCE = 1e-9
RULES = ("sgd", "momentum", "rmsprop", "adam", "adamw")


def rule_of(name: str, setting: dict) -> Any:
    rate, betas = setting["rate"], (setting["momentum"], setting["square_decay"])
    return {
        "sgd": SGD(rate),
        "momentum": Momentum(rate, betas[0]),
        "rmsprop": RMSProp(rate, betas[1]),
        "adam": Adam(rate, betas),
        "adamw": AdamW(rate, betas, weight_decay=setting["weight_decay"]),
    }[name]


def height(setting: dict, points: Tensor) -> Tensor:
    if setting["valley"] == "bowl":
        return bowl(points, setting["conditioning"], setting["angle"])
    return curved_valley(points, setting["conditioning"])


def difference(here: object, expected: Tensor) -> float:
    answer = torch.tensor(here, dtype=torch.float64).reshape(expected.shape)
    return ((answer - expected).abs() / expected.abs().clamp_min(1.0)).max().item()


def draws(valley: str, count: int, most_rate: float) -> list[dict]:
    generator = torch.Generator().manual_seed(7)

    def between(low: float, high: float) -> float:
        share = torch.rand((), generator=generator, dtype=torch.float64).item()
        return low + share * (high - low)

    return [
        {
            "valley": valley,
            "conditioning": 10 ** between(0, 2),
            "angle": between(0, 90),
            "rate": 10 ** between(-3, most_rate),
            "momentum": between(0, 0.99),
            "square_decay": between(0.5, 0.999),
            "weight_decay": between(0, 1),
            "steps": 40,
            "start": [between(-4, 4), between(-4, 4)],
            "rules": list(RULES),
        }
        for _ in range(count)
    ]


@pytest.mark.parametrize("valley", ["bowl", "curved"])
def test_values_and_slopes_are_the_packages(valley: str, formulas: Page) -> None:
    for case in draws(valley, 25, 0):
        points = torch.randn(8, 2, dtype=torch.float64, generator=seeded()) * 3
        here = formulas.evaluate(
            """([s, points]) => {
              const { value, slope } = MODULE.valleyOf(s);
              return points.map((p) => [value(...p), ...slope(...p)]);
            }""",
            [case, points.tolist()],
        )
        points.requires_grad_()
        values = height(case, points)
        values.sum().backward()
        expected = torch.cat([values.detach()[:, None], points.grad], -1)
        assert difference(here, expected) <= TOLERANCE


def seeded() -> torch.Generator:
    return torch.Generator().manual_seed(3)


def test_one_step_from_any_memory_is_the_packages(formulas: Page) -> None:
    generator = seeded()
    for case in draws("bowl", 60, 0.5):
        w, g, v = torch.randn(3, 2, generator=generator, dtype=torch.float64)
        s = torch.rand(2, generator=generator, dtype=torch.float64)
        t = int(torch.randint(1, 200, (), generator=generator))
        memories = {
            "sgd": ({}, None),
            "momentum": ({"v": v.tolist()}, Velocity(v)),
            "rmsprop": ({"s": s.tolist()}, Squares(s)),
            "adam": ({"m": v.tolist(), "v": s.tolist(), "t": t}, Moments(v, s, t)),
        }
        memories["adamw"] = memories["adam"]
        for name, (told, memory) in memories.items():
            here = formulas.evaluate(
                "([name, s, w, g, memory]) => MODULE.RULES[name].step(s, w, g, memory)",
                [name, case, w.tolist(), g.tolist(), told],
            )
            moved, memory = rule_of(name, case).step(w, g, memory)
            assert difference(here["w"], moved) <= TOLERANCE, name
            kept = [part for part in memory or () if isinstance(part, Tensor)]
            now = [pair for pair in here["memory"].values() if isinstance(pair, list)]
            for one, other in zip(now, kept, strict=True):
                assert difference(one, other) <= TOLERANCE, name
            if name.startswith("adam"):
                assert here["memory"]["t"] == memory.steps


@pytest.mark.parametrize(("valley", "most_rate"), [("bowl", -1.0), ("curved", -2.5)])
def test_whole_paths_are_the_packages(
    valley: str, most_rate: float, formulas: Page
) -> None:
    whole = 0
    for case in draws(valley, 8, most_rate):
        race = formulas.evaluate("(s) => MODULE.raceOf(s)", case)
        start = torch.tensor(case["start"], dtype=torch.float64)
        for name in RULES:
            rule = rule_of(name, case)
            found = descend(rule, lambda w, case=case: height(case, w), start, 40)
            points = race[name]["points"]
            if len(points) < 41:  # it stopped where it ran away
                assert found.points[: len(points)].abs().max() > 5e5
                continue
            if race[name]["away"]:
                continue
            whole += 1
            assert difference(points, found.points) <= TOLERANCE, (name, case)
            assert difference(race[name]["values"], found.values) <= TOLERANCE
    assert whole >= 30


def test_the_largest_rate_is_the_packages_and_divides_staying_from_running_away(
    formulas: Page,
) -> None:
    for case in draws("bowl", 20, 0):
        kappa, momentum = case["conditioning"], case["momentum"]
        here = formulas.evaluate("(a) => MODULE.largestStableRate(...a)",
                                 [kappa, momentum])  # fmt: skip
        assert here == pytest.approx(largest_stable_rate(kappa, momentum), rel=1e-15)
    kappa = 30.0
    for share, away in ((0.9, False), (1.1, True)):
        case = draws("bowl", 1, 0)[0] | {
            "conditioning": kappa,
            "rate": share * largest_stable_rate(kappa),
            "rules": ["sgd"],
        }
        race = formulas.evaluate("(s) => MODULE.raceOf(s)", case)
        assert race["sgd"]["away"] == away


def test_on_a_turned_bowl_plain_descent_is_the_same_and_adam_is_not(
    formulas: Page,
) -> None:
    """Started at the same place of the bowl, turned with it."""
    turn = torch.tensor(40.0, dtype=torch.float64).deg2rad()
    start = torch.stack([turn.cos() - turn.sin(), turn.sin() + turn.cos()])
    base = draws("bowl", 1, 0)[0] | {"conditioning": 20.0, "rate": 0.05}
    straight = formulas.evaluate(
        "(s) => MODULE.raceOf(s)", base | {"angle": 0, "start": [1, 1]}
    )
    turned = formulas.evaluate(
        "(s) => MODULE.raceOf(s)", base | {"angle": 40, "start": start.tolist()}
    )
    for name, same in (("sgd", True), ("momentum", True), ("adam", False)):
        one, other = (torch.tensor(race[name]["values"]) for race in (straight, turned))
        assert torch.allclose(one[:20], other[:20], rtol=1e-6) == same, name


@pytest.mark.parametrize(
    ("right", "wrong", "name"),
    [
        ("(1 - momentum) * g[k]", "g[k]", "adam"),
        ("1 - decay ** t", "1 - decay", "adamw"),
        ("Math.sqrt(s[k]) + EPSILON", "Math.sqrt(s[k] + EPSILON)", "rmsprop"),
        ("(1 - rate * decay) * x", "x", "adamw"),
        ("momentum * old + g[k]", "momentum * old + rate * g[k]", "momentum"),
    ],
)
def test_a_changed_formula_is_found_out(
    right: str, wrong: str, name: str, explorable_tab: Page
) -> None:
    text = OptimizerPaths._esm
    assert right in text
    use_module(explorable_tab, text.replace(right, wrong))
    case = draws("bowl", 1, -1)[0] | {
        "rate": 0.01,
        "steps": 5,
        "weight_decay": 0.5,
        "start": [1e-3, -1e-4],
    }
    here = explorable_tab.evaluate(
        "([name, s]) => MODULE.pathOf(name, s).points", [name, case]
    )
    start = torch.tensor(case["start"], dtype=torch.float64)
    found = descend(rule_of(name, case), lambda w: height(case, w), start, 5)
    assert difference(here, found.points) > TOLERANCE


def test_the_files_work_as_modules_of_their_own(explorable_tab: Page) -> None:
    use_separate_modules(explorable_tab, MODULES)
    case = draws("bowl", 1, -1)[0] | {"rules": ["sgd"]}
    race = explorable_tab.evaluate("(s) => MODULE.raceOf(s)", case)
    assert len(race["sgd"]["points"]) == 41
