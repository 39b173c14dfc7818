"""What the scaling explorable computes in the page is what the package computes."""

import math

import numpy as np
import pytest
from explorable_page import use_module, use_separate_modules
from playwright.sync_api import Page

from attractor.show import ScalingLaws
from attractor.show.scaling_laws import MODULES
from attractor.theory import (
    chinchilla_loss,
    compute_optimal,
    kaplan_loss,
    kaplan_optimal,
)

pytest_plugins = ["explorable_fixtures"]
pytestmark = pytest.mark.browser

EXPLORABLE = ScalingLaws
TOLERANCE = 1e-9
TABLE_2 = [
    ("Transformer", 1.5e9, 22e9, 2.5),
    ("Chinchilla", 70e9, 1.4e12, 2.2),
    ("PaLM 2", 16e9, 100e9, 2.4),
    ("GPT-2", 8.7e9, 178e9, 2.3),
    ("MiniCPM", 2.4e9, 140e9, 2.4),
]
ASK = """({ sizes, budgets }) => [
  ...sizes.flatMap(([n, d]) => [
    MODULE.kaplanLoss(n, d), MODULE.chinchillaLoss(n, d, 1.69),
    MODULE.chinchillaLoss(n, d, 1.61),
    MODULE.lossOf("kaplan", 1.61)(n, d), MODULE.lossOf("chinchilla", 1.61)(n, d),
  ]),
  ...budgets.flatMap((c) => [MODULE.chinchillaOptimal(c), MODULE.kaplanOptimal(c)]
    .flatMap(({ params, tokens }) => [params, tokens])),
]"""


def questions(count: int = 200) -> dict[str, list]:
    draws = np.random.default_rng(4)
    sizes = 10 ** draws.uniform((7, 8), (15, 16), size=(count, 2))
    budgets = 10 ** draws.uniform(15, 32, size=count)
    table = [[n, d] for _, n, d, _ in TABLE_2]
    return {"sizes": [*table, *sizes.tolist()], "budgets": budgets.tolist()}


def expected(asked: dict[str, list]) -> list[float]:
    found = []
    for n, d in asked["sizes"]:
        kaplan, printed = kaplan_loss(n, d), chinchilla_loss(n, d, 1.61)
        found += [kaplan, chinchilla_loss(n, d), printed, kaplan, printed]
    for flops in asked["budgets"]:
        found += [*compute_optimal(flops), *kaplan_optimal(flops)]
    return found


def worst(page: Page) -> float:
    asked = questions()
    here, there = np.array(page.evaluate(ASK, asked)), np.array(expected(asked))
    return float((np.abs(here - there) / np.maximum(1, np.abs(there))).max())


def test_the_page_computes_what_python_computes(formulas: Page) -> None:
    assert worst(formulas) <= TOLERANCE


def test_the_files_work_as_modules_of_their_own(explorable_tab: Page) -> None:
    use_separate_modules(explorable_tab, MODULES)
    assert worst(explorable_tab) <= TOLERANCE


def test_the_models_are_those_of_the_papers_table(formulas: Page) -> None:
    rows = formulas.evaluate(
        "MODULE.MODELS.map((m) => [m.name, m.params, m.tokens, m.printed])"
    )
    assert [tuple(row) for row in rows] == TABLE_2


@pytest.mark.parametrize("law", ["chinchilla", "kaplan"])
def test_a_contour_runs_where_the_law_has_that_loss(law: str, formulas: Page) -> None:
    sizes = [1e9, 1e11, 1e13]
    tokens = formulas.evaluate(
        "([law, sizes]) => sizes.map((n) => MODULE.tokensToReach(law, 1.69, n, 2.6))",
        [law, sizes],
    )
    loss = kaplan_loss if law == "kaplan" else chinchilla_loss
    for n, d in zip(sizes, tokens, strict=True):
        assert loss(n, d) == pytest.approx(2.6, rel=1e-12)


def test_below_the_floor_no_number_of_tokens_suffices(formulas: Page) -> None:
    tokens = formulas.evaluate("MODULE.tokensToReach('chinchilla', 1.69, 1e30, 1.6)")
    assert tokens == math.inf


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (7e10, "70 billion"),
        (1.4e12, "1.4 trillion"),
        (999.9e6, "1 billion"),
        (1e15, "1 quadrillion"),
        (1.234e7, "12.3 million"),
    ],
)
def test_sizes_are_read_as_words(value: float, words: str, formulas: Page) -> None:
    assert formulas.evaluate("(value) => MODULE.sizeWords(value)", value) == words


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("params: 6.4e13", "params: 8.8e13"),
        ("CHINCHILLA.b / d **", "CHINCHILLA.a / d **"),
        ("(alpha * a) / (beta * b)", "a / b"),
        ("(RATIO * KAPLAN.params", "(KAPLAN.params"),
    ],
)
def test_a_changed_formula_is_found_out(
    right: str, wrong: str, explorable_tab: Page
) -> None:
    text = ScalingLaws._esm
    assert text.count(right) == 1
    use_module(explorable_tab, text.replace(right, wrong))
    assert worst(explorable_tab) > TOLERANCE
