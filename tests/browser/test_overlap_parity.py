"""The dense energies that run in the page are those of the package, to 1e-9."""

import math

import numpy as np
import pytest
import torch
from explorable_page import use_module, use_separate_modules
from playwright.sync_api import Page
from torch import Tensor

from attractor.memory import (
    exponential_energy,
    exponential_field,
    polynomial_energy,
    polynomial_field,
)
from attractor.show import OverlapLandscape
from attractor.show.overlap_landscape import MODULES

pytest_plugins = ["explorable_fixtures"]
pytestmark = pytest.mark.browser

EXPLORABLE = OverlapLandscape
TOLERANCE = 1e-9
KINDS = [("power", degree) for degree in range(2, 9)] + [
    ("exponential", sharpness) for sharpness in (1.0, 7.5, 64.0)
]


def setting(kind: str, strength: float) -> dict:
    return {"energy": kind, "degree": int(strength), "sharpness": strength}


def energy(kind: str, strength: float, patterns: Tensor, states: Tensor) -> Tensor:
    """In overlaps of length-one patterns and states."""
    if kind == "power":
        return polynomial_energy(patterns, states, int(strength))
    return exponential_energy(strength * patterns, states) / strength


def arrows(angles: Tensor) -> Tensor:
    turned = angles * math.pi / 180
    return torch.stack([turned.cos(), turned.sin()], -1)


def difference(here: list, expected: Tensor) -> float:
    answer = torch.tensor(here, dtype=torch.float64).reshape(expected.shape)
    scale = expected.abs().clamp_min(1.0)
    return ((answer - expected).abs() / scale).max().item()


def draw_angles(generator: torch.Generator) -> Tensor:
    count = int(torch.randint(1, 9, (), generator=generator))
    angles = torch.rand(count, generator=generator, dtype=torch.float64)
    return 360 * angles - 180


@pytest.mark.parametrize(("kind", "strength"), KINDS)
def test_the_energy_on_the_circle_is_the_packages(
    kind: str, strength: float, formulas: Page, generator: torch.Generator
) -> None:
    for _ in range(8):
        angles = draw_angles(generator)
        states = 360 * torch.rand(10, generator=generator, dtype=torch.float64) - 180
        here = formulas.evaluate(
            "([s, at]) => at.map((angle) => MODULE.circleEnergy(s, angle))",
            [setting(kind, strength) | {"angles": angles.tolist()}, states.tolist()],
        )
        expected = energy(kind, strength, arrows(angles), arrows(states))
        assert difference(here, expected) <= TOLERANCE


@pytest.mark.parametrize(("kind", "strength"), KINDS)
def test_valleys_are_counted_as_on_a_fine_grid(
    kind: str, strength: float, formulas: Page, generator: torch.Generator
) -> None:
    grid = torch.linspace(-180, 180, 7201, dtype=torch.float64)[:-1] + 0.01
    for _ in range(8):
        angles = draw_angles(generator)
        bottoms = formulas.evaluate(
            "(s) => MODULE.circleMinima(s)",
            setting(kind, strength) | {"angles": angles.tolist()},
        )
        values = energy(kind, strength, arrows(angles), arrows(grid)).numpy()
        low = (values < np.roll(values, 1)) & (values <= np.roll(values, -1))
        assert len(bottoms) == low.sum()
        for at in grid[torch.from_numpy(low)].tolist():
            assert min(abs((at - b + 180) % 360 - 180) for b in bottoms) < 0.1
        if kind == "power":
            assert len(bottoms) <= strength


def test_two_opposite_patterns_cancel_at_odd_degree(formulas: Page) -> None:
    case = {"energy": "power", "degree": 3, "angles": [40, -140]}
    for at in (-100, 0, 40, 77.7):
        value = formulas.evaluate("([s, at]) => MODULE.circleEnergy(s, at)", [case, at])
        assert abs(value) < 1e-12


@pytest.mark.parametrize(("kind", "strength"), KINDS)
def test_fields_of_a_crowd_are_the_packages(
    kind: str, strength: float, formulas: Page
) -> None:
    found = formulas.evaluate(
        """(s) => {
          const crowd = MODULE.drawCrowd(23, 5);
          return {
            patterns: crowd.patterns.map((row) => Array.from(row)),
            fields: crowd.probes.map((overlaps, which) => Array.from(
              MODULE.fieldsOf(s, crowd.patterns, crowd.patterns[which], overlaps))),
            walks: MODULE.walkEnergies(s, crowd.walks),
            ends: crowd.walks.map((steps) => Array.from(steps[steps.length - 1])),
          };
        }""",
        setting(kind, strength),
    )
    patterns = torch.tensor(found["patterns"], dtype=torch.float64)
    assert patterns.shape == (23, 64)
    assert (patterns.abs() == 1).all()
    if kind == "power":
        degree = int(strength)
        expected = polynomial_field(patterns, patterns, degree) / 64.0**degree
        assert difference(found["fields"], expected) <= TOLERANCE
    else:
        overlaps = patterns @ patterns.mT / 64
        weights = (strength * (overlaps - overlaps.amax(-1, keepdim=True))).exp()
        step = 2 * strength / 64
        mean = weights @ patterns
        total = weights.sum(-1, keepdim=True)
        expected = (1 - math.cosh(step)) * total * patterns + math.sinh(step) * mean
        assert difference(found["fields"], expected) <= TOLERANCE
    start = energy(kind, strength, patterns / 64, patterns[:1])
    for walk in found["walks"]:
        assert len(walk) == 65
        assert difference(walk[:1], start) <= TOLERANCE
    ends = torch.tensor(found["ends"], dtype=torch.float64)
    torch.testing.assert_close(
        ends, (-patterns @ patterns[0] / 64).expand_as(ends), rtol=0, atol=1e-9
    )


def test_at_sharpness_64_the_census_is_that_of_the_exponential_memory(
    formulas: Page,
) -> None:
    for load in (16, 512):
        found = formulas.evaluate(
            """(load) => {
              const crowd = MODULE.drawCrowd(load, 2);
              const s = { energy: "exponential", sharpness: 64 };
              return [crowd.patterns.map((row) => Array.from(row)),
                MODULE.censusOf(s, crowd)];
            }""",
            load,
        )
        patterns = torch.tensor(found[0], dtype=torch.float64)
        looked = patterns[: found[1]["looked"]]
        kept = (looked * exponential_field(patterns, looked) >= 0).all(-1)
        assert found[1]["stay"] == int(kept.sum())


def test_the_census_of_a_power_counts_what_python_counts(formulas: Page) -> None:
    counts = set()
    for load, degree in ((8, 2), (32, 2), (64, 3), (181, 3), (512, 4)):
        found = formulas.evaluate(
            """([load, degree]) => {
              const crowd = MODULE.drawCrowd(load, 3);
              return [crowd.patterns.map((row) => Array.from(row)),
                MODULE.censusOf({ energy: "power", degree }, crowd)];
            }""",
            [load, degree],
        )
        patterns = torch.tensor(found[0], dtype=torch.float64)
        looked = patterns[: found[1]["looked"]]
        kept = looked * polynomial_field(patterns, looked, degree)
        assert found[1]["turned"] == pytest.approx((kept < 0).double().mean().item())
        assert found[1]["stay"] == int((kept >= 0).all(-1).sum())
        spread = (kept / (64**degree - 62**degree) - 1).square().mean().sqrt()
        assert found[1]["crosstalk"] == pytest.approx(spread.item(), rel=1e-9)
        counts.add(found[1]["stay"])
    assert len(counts) > 1


def test_the_drawn_signs_are_even_and_differ_by_seed(formulas: Page) -> None:
    means = formulas.evaluate(
        """() => [1, 2, 3].map((seed) => {
          const { patterns } = MODULE.drawCrowd(256, seed);
          const all = patterns.flatMap((row) => Array.from(row));
          return all.reduce((a, b) => a + b, 0) / all.length;
        })"""
    )
    assert len(set(means)) == 3
    assert all(abs(mean) < 5 / math.sqrt(256 * 64) for mean in means)


@pytest.mark.parametrize(
    ("right", "wrong", "kind"),
    [
        ("for (const m of overlaps) sum += wholePower(m, setting.degree);",
         "for (const m of overlaps) sum += wholePower(m, 2);", "power"),
        ("Math.log(sum) / sharpness", "Math.log(sum)", "exponential"),
    ],
)  # fmt: skip
def test_a_changed_formula_is_found_out(
    right: str, wrong: str, kind: str, explorable_tab: Page
) -> None:
    text = OverlapLandscape._esm
    assert right in text
    use_module(explorable_tab, text.replace(right, wrong))
    case = setting(kind, 5) | {"angles": [10, 50]}
    here = explorable_tab.evaluate("(s) => MODULE.circleEnergy(s, 30)", case)
    angles = torch.tensor([10.0, 50.0, 30.0], dtype=torch.float64)
    points = arrows(angles)
    expected = energy(kind, 5, points[:2], points[2:])
    assert difference([here], expected) > TOLERANCE


def test_the_files_work_as_modules_of_their_own(explorable_tab: Page) -> None:
    use_separate_modules(explorable_tab, MODULES)
    case = {"energy": "power", "degree": 2, "angles": [0]}
    assert explorable_tab.evaluate(
        "(s) => MODULE.circleEnergy(s, 0)", case
    ) == pytest.approx(-1)
