"""What the next-token explorable computes in the page is what the package computes."""

import math
from typing import Any

import numpy as np
import pytest
import torch
from explorable_page import use_module, use_separate_modules
from next_cases import next_explorable
from playwright.sync_api import Page

from attractor.models import Sampling
from attractor.show.next_token import MODULES

pytest_plugins = ["explorable_fixtures"]
pytestmark = pytest.mark.browser

TOLERANCE = 1e-9
SHOWN = next_explorable()
EXPLORABLE = SHOWN
ASK = """(cases) => cases.map(({ logits, knobs, numbers }) => {
  const { probabilities, fates } = MODULE.sampled(logits, knobs);
  return [...probabilities, MODULE.entropyOf(probabilities),
    fates.filter((fate) => fate === "stays").length,
    ...MODULE.placesOf(probabilities, numbers)];
})"""

Case = dict[str, Any]


def cases(count: int = 200) -> list[Case]:
    """Logits of 2 to 65 tokens, some of them equal, under knobs at random."""
    draws = np.random.default_rng(7)
    found = []
    for _ in range(count):
        n_tokens = int(draws.integers(2, 66))
        logits = draws.normal(0, draws.choice([0.1, 2, 8]), n_tokens)
        if draws.random() < 0.3:
            logits = logits.round()
        knobs = {
            "temperature": float(draws.choice([0, 0.05, 0.5, 1, 3, draws.random()])),
            "top_k": int(draws.integers(1, n_tokens + 1)),
            "top_p": float(draws.choice([1, 0.01, draws.uniform(0.02, 0.98)])),
        }
        numbers = draws.random(20).tolist()
        found.append({"logits": logits.tolist(), "knobs": knobs, "numbers": numbers})
    return found


def expected(case: Case) -> list[float]:
    logits = torch.tensor(case["logits"], dtype=torch.float64)
    shares = Sampling(**case["knobs"]).probabilities(logits).numpy()
    entropy = -sum(p * math.log(p) for p in shares if p > 0)
    numbers: Any = np.array(case["numbers"])
    places = np.searchsorted(shares.cumsum(), numbers, side="right")
    return [*shares.tolist(), entropy, (shares > 0).sum(), *[int(k) for k in places]]


CASES = cases()
EXPECTED = [expected(case) for case in CASES]


def worst(page: Page, count: int = len(CASES)) -> float:
    here = page.evaluate(ASK, CASES[:count])
    gaps = [np.subtract(a, b) for a, b in zip(here, EXPECTED, strict=False)]
    return float(np.nan_to_num(np.abs(np.concatenate(gaps)), nan=math.inf).max())


def test_the_page_computes_what_python_computes(formulas: Page) -> None:
    assert worst(formulas) <= TOLERANCE


def test_the_files_work_as_modules_of_their_own(explorable_tab: Page) -> None:
    use_separate_modules(explorable_tab, MODULES)
    assert worst(explorable_tab) <= TOLERANCE


def test_surprises_and_entropies_are_those_of_the_passage(formulas: Page) -> None:
    knobs: Case = {"temperature": 0.7, "top_k": 4, "top_p": 0.95}
    here = formulas.evaluate(
        "([knobs, recorded]) => MODULE.alongPassage(knobs, recorded)",
        [knobs, SHOWN.recorded],
    )
    passage = SHOWN.recorded["passage"]
    logits = torch.tensor(SHOWN.recorded["along"], dtype=torch.float64)
    shares = Sampling(**knobs).probabilities(logits)
    for k, place in enumerate(here):
        kept = shares[k][shares[k] > 0]
        assert place["entropy"] == pytest.approx(-(kept * kept.log()).sum().item())
        if k + 1 < len(passage) and shares[k, passage[k + 1]] > 0:
            surprise = -shares[k, passage[k + 1]].log().item()
            assert place["surprise"] == pytest.approx(surprise)
    assert here[-1]["surprise"] is None


def test_many_draws_come_near_their_probabilities(formulas: Page) -> None:
    counts, after = formulas.evaluate(
        """([now, recorded]) => {
          const facts = MODULE.nextFacts(now, recorded);
          return [facts.counts, facts.after];
        }""",
        [
            {name: getattr(SHOWN, name) for name in SHOWN.shown} | {"draws": 10_000},
            SHOWN.recorded,
        ],
    )
    assert sum(counts) == 10_000
    # Five standard deviations of a share of 10,000.
    assert np.abs(np.array(counts) / 10_000 - after).max() < 5 * 0.5 / 100


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("z / temperature", "z * temperature"),
        ("sum - shares[at] < p", "sum < p"),
        ("Math.min(k, logits.length) - 1", "Math.min(k, logits.length - 1)"),
        ("? a - b : logits[b]", "? b - a : logits[b]"),
        ("p * Math.log(p)", "p * Math.log2(p)"),
        ("ends[middle] > number", "ends[middle] > number + 0.01"),
    ],
)
def test_a_changed_formula_is_found_out(right: str, wrong: str, formulas: Page) -> None:
    assert SHOWN._esm.count(right) == 1
    use_module(formulas, SHOWN._esm.replace(right, wrong))
    try:
        assert worst(formulas, 60) > TOLERANCE
    finally:
        use_module(formulas, SHOWN._esm)
