"""What the balls explorable computes in the page is what the package computes."""

import math

import mpmath
import pytest
import torch
from explorable_page import use_module, use_separate_modules
from playwright.sync_api import Page
from scipy.special import gammaln

from attractor.show import BallsAndLoss
from attractor.show.balls_and_loss import MODULES
from attractor.theory import (
    log_ball_integral,
    log_ball_volume,
    log_partition,
    printed_log_ball_integral,
    printed_loss,
    unit_partition_radius,
)

pytest_plugins = ["explorable_fixtures"]
pytestmark = pytest.mark.browser

EXPLORABLE = BallsAndLoss
TOLERANCE = 1e-9
ASK = """({ balls, models, shapes }) => [
  ...balls.flatMap(([n, s]) => [MODULE.logVolume(n, s), MODULE.logIntegral(n, s),
    MODULE.logPrintedIntegral(n, s)]),
  ...models.flatMap(([d, n, s]) => {
    const logZ = MODULE.logPartition(d, n, s);
    return [logZ, MODULE.unitRadius(d, n), MODULE.mostLogPartition(d, n)];
  }),
  ...shapes.map((x) => MODULE.logGamma(x)),
]"""


def drawn(generator: torch.Generator, low: float, high: float, count: int) -> list:
    """Numbers even in their logarithm."""
    share = torch.rand(count, generator=generator, dtype=torch.float64)
    return (low * (high / low) ** share).tolist()


def questions(count: int = 300) -> dict[str, list]:
    """Dimensions to 10⁴; radii far inside, around the typical one, and far outside."""
    generator = torch.Generator().manual_seed(5)
    dims = [round(n) for n in drawn(generator, 1, 10_000, count)]
    shares = drawn(generator, 1e-4, 3.0, count)
    balls = [[n, c * math.sqrt(n)] for n, c in zip(dims, shares, strict=True)]
    edges = [[n, math.sqrt(n / 2) * c] for n in (1, 2, 3, 77, 1024, 10_000)
             for c in (1 - 1e-3, 1.0, 1 + 1e-3)]  # fmt: skip
    known = [[3, 1.0], [1024, 10.0], [1024, 7.743063]]
    edges += [[n, s] for n in (1, 2, 1024, 10_000) for s in (1e-12, 1e-3, 1e3, 1e4)]
    counts = [round(d) for d in drawn(generator, 1, 1e9, count)]
    models = [[d, n, s] for d, (n, s) in zip(counts, balls, strict=True)]
    return {
        "balls": [*known, *edges, *balls],
        "models": [[10, 2, 0.179857189], [1, 1024, 8.3155508766], *models],
        "shapes": [*drawn(generator, 0.5, 10_001, 200), 0.5, 1.0, 1.5, 2.0, 12.0],
    }


def expected(asked: dict[str, list]) -> list[float]:
    found: list[float] = []
    for n, s in asked["balls"]:
        found += [float(log_ball_volume(n, s)), float(log_ball_integral(n, s))]
        found += [float(printed_log_ball_integral(n, s))]
    for d, n, s in asked["models"]:
        most = math.log(d) + n / 2 * math.log(math.pi)
        found += [log_partition(d, n, s), unit_partition_radius(d, n), most]
    return [*found, *gammaln(asked["shapes"]).tolist()]


def worst(page: Page) -> float:
    asked = questions()
    here = torch.tensor(page.evaluate(ASK, asked), dtype=torch.float64)
    there = torch.tensor(expected(asked), dtype=torch.float64)
    return ((here - there).abs() / there.abs().clamp_min(1)).max().item()


def test_the_page_computes_what_python_computes(formulas: Page) -> None:
    assert worst(formulas) <= TOLERANCE


def test_the_share_of_a_ball_is_right_by_itself(formulas: Page) -> None:
    cases = [(a, c * a) for a in (0.5, 1, 2.5, 512, 5000) for c in (0.01, 0.9, 1.1, 4)]
    here = formulas.evaluate(
        "(cases) => cases.map(([a, x]) => MODULE.logLowerShare(a, x))", cases
    )
    with mpmath.workdps(30):
        there = [
            float(mpmath.log(mpmath.gammainc(a, 0, x, regularized=True)))
            for a, x in cases
        ]
    assert here == pytest.approx(there, rel=1e-11, abs=1e-11)


def test_the_printed_loss_is_the_packages(formulas: Page) -> None:
    logs = [-6 + 0.1 * k for k in range(140)]
    here = formulas.evaluate("(logs) => logs.map(MODULE.printedLoss)", logs)
    there = [printed_loss(math.exp(log)) for log in logs]
    assert here == pytest.approx(there, rel=1e-12)


def test_the_files_work_as_modules_of_their_own(explorable_tab: Page) -> None:
    use_separate_modules(explorable_tab, MODULES)
    assert worst(explorable_tab) <= TOLERANCE


@pytest.mark.parametrize("window", ["near", "all"])
def test_place_and_radius_undo_each_other(window: str, formulas: Page) -> None:
    ends = formulas.evaluate(
        """(window) => [[1, 1], [2, 10], [1024, 80000], [10000, 1e9]].flatMap(
          ([dim, n_patterns]) => {
            const shown = MODULE.windowOf({ dim, n_patterns, window });
            const back = (p) => shown.place(shown.radius(p)) - p;
            return [0.001, 0.3, 0.5, 0.999].map(back);
          })""",
        window,
    )
    assert max(map(abs, ends)) < 1e-4


def test_sizes_rise_from_one_to_the_most(formulas: Page) -> None:
    dims, counts = formulas.evaluate("[MODULE.DIMS, MODULE.COUNTS]")
    assert (dims[0], dims[-1], counts[0], counts[-1]) == (1, 10_000, 1, 10**9)
    assert {2, 3, 768, 1024} <= set(dims) and {10, 8_013_769} <= set(counts)
    assert all(sizes == sorted(set(sizes)) for sizes in (dims, counts))


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("logLowerShare(dim / 2, radius * radius)", "logLowerShare(dim / 2, radius)"),
        ("logGamma(dim / 2 + 1) + dim", "logGamma(dim / 2) + dim"),
        ("Math.LN2 + (dim / 2)", "(dim / 2)"),
        ("const above = -k * (k - a)", "const above = -k * (k + a)"),
    ],
)
def test_a_changed_formula_is_found_out(
    right: str, wrong: str, explorable_tab: Page
) -> None:
    text = BallsAndLoss._esm
    assert text.count(right) == 1
    use_module(explorable_tab, text.replace(right, wrong))
    assert worst(explorable_tab) > TOLERANCE
