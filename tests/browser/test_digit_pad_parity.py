"""The formulas that run in the digit pad are those of the package, to 1e-9."""

import digit_pad_formulas as python
import pytest
import torch
from digit_pad_formulas import FORMULAS, RULES, WIRINGS, Case, draws, worst_difference
from explorable_page import use_module, use_separate_modules
from playwright.sync_api import Page

from attractor.show import DigitPad
from attractor.show.digit_pad import MODULES

pytest_plugins = ["explorable_fixtures"]
pytestmark = pytest.mark.browser

EXPLORABLE = DigitPad
TOLERANCE = 1e-9
QUESTION = "([name, cases]) => cases.map(({ setting, x }) => COMPUTE[name](setting, x))"


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


@pytest.mark.parametrize("name", list(FORMULAS))
@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("wiring", WIRINGS)
def test_the_pad_computes_what_python_computes(
    name: str, rule: str, wiring: str, formulas: Page, generator: torch.Generator
) -> None:
    cases = list(draws(rule, wiring, generator))
    if name == "updates":  # where a field is zero but for rounding, both may be right
        cases = [(s, x) for s, x in cases if python.fields(s, x).abs().min() > 1e-9]
        assert cases
    assert worst_difference(name, cases, ask(formulas, name, cases)) <= TOLERANCE


def test_a_tie_gives_plus_one_here_and_there(formulas: Page) -> None:
    patterns = torch.tensor([[1.0, 1.0, -1.0, 1.0, 1.0]], dtype=torch.float64)
    case = {"rule": "hebbian", "wiring": "symmetric", "patterns": patterns}
    states = [
        torch.tensor(bits, dtype=torch.float64)
        for bits in ([1, 1, 1, -1, -1], [-1, 1, 1, 1, -1])
    ]
    cases = [(case, state) for state in states]
    assert all((python.fields(case, state) == 0).any() for state in states)
    assert worst_difference("updates", cases, ask(formulas, "updates", cases)) == 0


def test_dependent_patterns_have_the_projection_of_their_span(
    formulas: Page, generator: torch.Generator
) -> None:
    (setting, x), *_ = draws("pseudo-inverse", "symmetric", generator)
    once = setting["patterns"][:2]
    twice = setting | {"patterns": torch.cat([once, -once, once])}
    cases = [(twice, x)]
    answers = ask(formulas, "couplings", cases)
    assert worst_difference("couplings", cases, answers) <= TOLERANCE


def test_half_of_the_one_way_couplings_are_spoiled_and_not_in_pairs() -> None:
    heads = torch.tensor([[python.coin(i, j) for j in range(64)] for i in range(64)])
    off = ~torch.eye(64, dtype=torch.bool)
    assert abs(heads[off].double().mean().item() - 0.5) < 0.03
    same = (heads == heads.T)[off].double().mean().item()
    assert abs(same - 0.5) < 0.03


@pytest.mark.parametrize(
    ("name", "right", "wrong"),
    [
        ("couplings", "i === j ? 0 :", ""),
        ("couplings", "addProduct(W, pattern, 1 / n)", "addProduct(W, pattern, 1)"),
        ("fields", "field += W[i * n + j]", "field += W[j * n + i]"),
        ("energy", "return -sum / 2", "return -sum"),
        ("updates", "-TIE ? 1 : -1", "TIE ? -1 : 1"),
        ("overlaps", "inner(a, b) / a.length", "inner(a, b)"),
    ],
)
def test_a_changed_formula_is_found_out(
    name: str,
    right: str,
    wrong: str,
    explorable_tab: Page,
    generator: torch.Generator,
) -> None:
    text = DigitPad._esm
    assert right in text
    use_module(explorable_tab, text.replace(right, wrong))
    explorable_tab.evaluate(python.IN_PAGE)
    cases = list(draws("hebbian", "scrambled", generator, rounds=10))
    answers = ask(explorable_tab, name, cases)
    assert worst_difference(name, cases, answers) > TOLERANCE


def test_the_files_work_as_modules_of_their_own(
    explorable_tab: Page, generator: torch.Generator
) -> None:
    use_separate_modules(explorable_tab, MODULES)
    explorable_tab.evaluate(python.IN_PAGE)
    cases = list(draws("pseudo-inverse", "half-cut", generator, rounds=5))
    answers = ask(explorable_tab, "energy", cases)
    assert worst_difference("energy", cases, answers) <= TOLERANCE
