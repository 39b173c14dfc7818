"""The formulas that run in the page are those of the package, to 1e-9."""

import landscape_formulas as python
import pytest
import torch
from explorable_page import use_module, use_separate_modules
from landscape_formulas import ALL, FORMULAS, SMOOTH, Case, draws, worst_difference
from playwright.sync_api import Page

from attractor.memory import find_minima
from attractor.show import EnergyLandscape
from attractor.show.landscape import MODULES

pytest_plugins = ["explorable_fixtures"]
pytestmark = pytest.mark.browser

EXPLORABLE = EnergyLandscape
TOLERANCE = 1e-9
QUESTION = "([name, cases]) => cases.map(({ setting, x }) => COMPUTE[name](setting, x))"
CASES = [
    (name, energy, dim)
    for name, (_, energies) in FORMULAS.items()
    for energy in energies
    for dim in (1, 2)
    if (name, dim) != ("grid", 1)
]


@pytest.fixture(scope="module")
def formulas(formulas: Page) -> Page:
    formulas.evaluate(python.IN_PAGE)
    return formulas


def ask(page: Page, name: str, cases: list[Case]) -> list:
    plain = [
        {"setting": s | {"patterns": s["patterns"].tolist()}, "x": x.tolist()}
        for s, x in cases
    ]
    return page.evaluate(QUESTION, [name, plain])


@pytest.mark.parametrize(("name", "energy", "dim"), CASES)
def test_the_page_computes_what_python_computes(
    name: str, energy: str, dim: int, formulas: Page, generator: torch.Generator
) -> None:
    cases = list(draws(energy, dim, generator))
    assert worst_difference(name, cases, ask(formulas, name, cases)) <= TOLERANCE


@pytest.mark.parametrize("energy", SMOOTH)
@pytest.mark.parametrize("dim", [1, 2])
def test_the_page_finds_the_minima_that_python_finds(
    energy: str, dim: int, formulas: Page, generator: torch.Generator
) -> None:
    nowhere = torch.zeros(dim, dtype=torch.float64)
    cases = [
        (python.setting(energy, dim, generator, scale), nowhere)
        for _ in range(10)
        for scale in (0.3, 1.0, 2.0, 50.0)
    ]
    counts = set()
    for (case, _), answer in zip(cases, ask(formulas, "minima", cases), strict=True):
        expected = find_minima(case["patterns"], case["beta"], energy=energy)
        here = torch.tensor(answer, dtype=torch.float64).reshape(-1, dim)
        assert len(here) == len(expected), f"{case}: the page finds {answer}"
        assert (here - expected).abs().max() <= 1e-6
        counts.add(len(here))
    assert len(counts) > 1, "the configurations should differ in their counts"


@pytest.mark.parametrize("beta", [0.5, 2.0, 10.0])
def test_twelve_patterns_are_counted_alike(
    beta: float, formulas: Page, generator: torch.Generator
) -> None:
    patterns = torch.randn(12, 2, generator=generator, dtype=torch.float64)
    case = {"energy": "distance", "patterns": patterns, "beta": beta}
    (answer,) = ask(formulas, "minima", [(case, torch.zeros(2))])
    assert len(answer) == len(find_minima(patterns, beta))


@pytest.mark.parametrize(("apart", "count"), [(1.39, 1), (1.4141, 1), (1.4144, 2)])
def test_two_patterns_merge_at_the_root_of_two(
    apart: float, count: int, formulas: Page
) -> None:
    patterns = torch.tensor([[0.0], [apart]], dtype=torch.float64)
    case = {"energy": "distance", "patterns": patterns, "beta": 1.0}
    (answer,) = ask(formulas, "minima", [(case, torch.zeros(1))])
    assert len(answer) == count == len(find_minima(patterns, 1.0))


@pytest.mark.parametrize(
    ("energy", "patterns", "degree", "falls"),
    [
        ("classical", [[0.0], [0.0]], 2, False),
        ("classical", [[1.0], [-1.0]], 2, True),
        ("exponential", [[0.0, 0.0]], 2, False),
        ("exponential", [[1.0, 0.0], [-1.0, 0.0]], 2, True),
        ("polynomial", [[1.0], [-1.0]], 3, False),
        ("polynomial", [[1.0], [-1.0]], 4, True),
        ("polynomial", [[1.0, 2.0], [-1.0, -2.0]], 5, False),
        ("polynomial", [[1.0, 2.0], [-1.0, 2.0]], 5, True),
        ("modern", [[1.0], [-1.0]], 2, False),
        ("distance", [[1.0], [-1.0]], 2, False),
    ],
)
def test_unbounded_below_is_said_where_the_energy_falls_far_out(
    energy: str, patterns: list, degree: int, falls: bool, formulas: Page
) -> None:
    case = {"energy": energy, "patterns": patterns, "degree": degree, "beta": 1.0}
    assert formulas.evaluate("s => MODULE.unboundedBelow(s)", case) == falls
    points = torch.tensor(patterns, dtype=torch.float64)
    far = 1e3 * torch.cat([points, -points])
    lowest = python.energy(case | {"patterns": points}, far).min()
    assert (lowest < -100) == falls


CHANGES = {
    "energy": ("+ dot(x, x) / 2", "+ 0.6 * dot(x, x)", "modern"),
    "gradient": (
        'stiffness = energy === "modern" ? 1 : 2',
        "stiffness = 1",
        "distance",
    ),
    "weights": ("-beta * squaredDistance(p, x)", "-squaredDistance(p, x)", "distance"),
    "bands": (
        "spread + distanceEnergySlack",
        "spread - distanceEnergySlack",
        "distance",
    ),
    "gap": ("beta: 2 * beta", "beta", "modern"),
    "grid": (
        "grid[row * width + column] = -log",
        "grid[row * width + column] = log",
        "modern",
    ),
}


@pytest.mark.parametrize(("name", "change"), CHANGES.items())
def test_a_changed_formula_is_found_out(
    name: str,
    change: tuple[str, str, str],
    explorable_tab: Page,
    generator: torch.Generator,
) -> None:
    right, wrong, energy = change
    text = EnergyLandscape._esm
    assert right in text
    use_module(explorable_tab, text.replace(right, wrong))
    explorable_tab.evaluate(python.IN_PAGE)
    cases = list(draws(energy, 2, generator))
    assert worst_difference(name, cases, ask(explorable_tab, name, cases)) > TOLERANCE


def test_the_files_work_as_modules_of_their_own(
    explorable_tab: Page, generator: torch.Generator
) -> None:
    use_separate_modules(explorable_tab, MODULES)
    explorable_tab.evaluate(python.IN_PAGE)
    for energy in ALL:
        cases = list(draws(energy, 2, generator, rounds=5))
        answers = ask(explorable_tab, "energy", cases)
        assert worst_difference("energy", cases, answers) <= TOLERANCE
