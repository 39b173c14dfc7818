"""What the radius explorable computes in the page is what the package computes."""

import math
from typing import Any

import numpy as np
import pytest
from explorable_page import use_module, use_separate_modules
from playwright.sync_api import Page
from radius_cases import COUNTS, DIM, LENGTH, MEANS, SIGMAS, radius_explorable
from scipy.stats import ncx2

from attractor.lab.experiments.radius import yardstick
from attractor.show.radius_controls import MODULES
from attractor.theory import gaussian_nearest_neighbor

pytest_plugins = ["explorable_fixtures"]
pytestmark = pytest.mark.browser

TOLERANCE = 1e-9
SHOWN = radius_explorable()
EXPLORABLE = SHOWN
GIVEN = {**SHOWN.recorded, "shares": [25, 50, 75, 100]}
ASK = """({ clouds, tails }) => [
  ...clouds.flatMap(([count, dim, sigma]) =>
    [MODULE.yardstick(dim), MODULE.noiseDistance(count, dim, sigma)]),
  ...tails.map(([x, dim]) => MODULE.noncentralShare(x, dim)),
]"""


def questions(count: int = 250) -> dict[str, list[list[float]]]:
    """Clouds of 2 to a million vectors in 1 to 4,096 dimensions; tails around them."""
    draws = np.random.default_rng(7)
    dims = np.exp(draws.uniform(0, math.log(4096), count)).astype(int).tolist()
    counts = np.exp(draws.uniform(math.log(2), math.log(1e6), count)).astype(int)
    sigmas = np.exp(draws.uniform(-5, 5, count)).tolist()
    known = [[80_000, 1024, 1.0], [20_000, 1024, 1.0], [2, 1, 1.0], [2, 4096, 3.0]]
    drawn = zip(counts.tolist(), dims, sigmas, strict=True)
    return {
        "clouds": [*known, *map(list, drawn)],
        "tails": [[float(dim * draws.uniform(0.5, 4)), dim] for dim in dims],
    }


ASKED = questions()
EXPECTED = np.array(
    [
        value
        for count, dim, sigma in ASKED["clouds"]
        for value in (
            yardstick(int(dim)),
            gaussian_nearest_neighbor(int(count), int(dim), sigma),
        )
    ]
    + [float(ncx2.cdf(x, dim, dim)) for x, dim in ASKED["tails"]]
)


def worst(page: Page) -> float:
    """The largest error, relative where values are small too."""
    here = np.array(page.evaluate(ASK, ASKED), dtype=float)
    sizes = np.maximum(np.abs(EXPECTED), 1e-6)
    return float(np.nan_to_num(np.abs(here - EXPECTED) / sizes, nan=math.inf).max())


def test_the_page_computes_what_python_computes(formulas: Page) -> None:
    assert worst(formulas) <= TOLERANCE


def test_the_files_work_as_modules_of_their_own(explorable_tab: Page) -> None:
    use_separate_modules(explorable_tab, MODULES)
    assert worst(explorable_tab) <= TOLERANCE


def facts(page: Page, cloud: str, share: int, factor: float) -> dict[str, Any]:
    now = {"cloud": cloud, "share": share, "factor": factor}
    ask = "({ now, given }) => MODULE.radiusFacts(now, given)"
    return page.evaluate(ask, {"now": now, "given": GIVEN})


@pytest.mark.parametrize("factor", [1.0, 3.0, 0.02])
def test_a_factor_multiplies_every_distance_and_no_yardstick(
    factor: float, formulas: Page
) -> None:
    for at, share in enumerate((25, 50, 75, 100)):
        found = facts(formulas, "trained", share, factor)
        assert found["count"] == COUNTS[at]
        assert found["mean"] == pytest.approx(factor * MEANS[0][at])
        assert found["median"] == pytest.approx(0.9 * factor * MEANS[0][at])
        noise = gaussian_nearest_neighbor(COUNTS[at], DIM, factor * SIGMAS[0])
        assert found["noise"] == pytest.approx(noise, rel=1e-9)
        assert found["token"] == pytest.approx(yardstick(DIM), rel=1e-12)
        assert found["sequence"] == pytest.approx(yardstick(DIM * LENGTH), rel=1e-12)
        assert found["fall"] == pytest.approx(MEANS[0][at] / MEANS[0][0])


def test_bars_have_the_area_of_their_counts(formulas: Page) -> None:
    ask = """({ now, given }) => MODULE.barsOf(MODULE.radiusFacts(now, given))"""
    now = {"cloud": "trained", "share": 100, "factor": 2.0}
    bars = formulas.evaluate(ask, {"now": now, "given": GIVEN})
    assert bars["atZero"] == 0
    areas = [height * math.log(to / start) for start, to, height in bars["bars"]]
    np.testing.assert_allclose(np.array(areas) / sum(areas), [0.5, 0.25, 0.25])
    assert max(height for *_, height in bars["bars"]) == 1
    assert bars["bars"][0][:2] == pytest.approx([1.5, 2.25])  # 2 × 0.5 × 1.5, ...
    now["cloud"] = "layer-0"  # its first bin begins at 0
    assert formulas.evaluate(ask, {"now": now, "given": GIVEN})["atZero"] == 0.5


def test_a_factor_that_fits_takes_half_the_mean_to_the_yardstick(
    formulas: Page,
) -> None:
    fitting = formulas.evaluate(
        """(given) => given.clouds.map((cloud) =>
          MODULE.factorFor(cloud, 3, MODULE.yardstick(given.dim)))""",
        GIVEN,
    )
    assert fitting[0] == pytest.approx(2 * yardstick(DIM) / MEANS[0][3], rel=1e-5)
    assert fitting[1] is None  # nothing takes 0 anywhere
    back = formulas.evaluate(
        """() => [0.001, 0.5, 1, 3, 1000].map((factor) =>
          MODULE.factorAt(MODULE.placeOfFactor(factor)) / factor)"""
    )
    assert back == pytest.approx([1] * 5, rel=1e-5)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("dim / (2 * Math.PI * Math.E)", "dim / (Math.PI * Math.E)"),
        ("-Math.LN2 / (count - 1)", "-Math.LN2 / count"),
        ("share += step", "share -= step"),
        ("weight *= j / half", "weight *= j / dim"),
    ],
)
def test_a_changed_formula_is_found_out(
    right: str, wrong: str, explorable_tab: Page
) -> None:
    text = SHOWN._esm
    assert text.count(right) == 1
    use_module(explorable_tab, text.replace(right, wrong))
    assert worst(explorable_tab) > TOLERANCE
