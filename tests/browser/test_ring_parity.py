"""What the ring stepper shows is what the package's ring does."""

import json

import numpy as np
import pytest
import torch
from explorable_page import use_module, use_separate_modules
from playwright.sync_api import Page
from torch import Tensor

from attractor.models import (
    SoftmaxPart,
    block_held,
    contiguous_order,
    merge_softmax,
    ring_utilization,
    ring_work,
    softmax_part,
    striped_order,
    zigzag_order,
)
from attractor.show import RingStepper
from attractor.show.ring_stepper import MODULES

pytest_plugins = ["explorable_fixtures"]
pytestmark = pytest.mark.browser

EXPLORABLE = RingStepper
ORDERS = {
    "contiguous": lambda n, hosts: contiguous_order(n),
    "striped": striped_order,
    "zigzag": zigzag_order,
}

ASK = """(cases) => JSON.stringify(cases.map((one) => {
  const places = MODULE.placesByHost(one.n, one.hosts, one.order);
  const work = MODULE.pairsByStep(places, one.causal);
  return {
    places, work, used: MODULE.usedShare(work),
    blocks: MODULE.usedShare(MODULE.wholeBlocks(work)),
    kept: MODULE.runningParts(one, places, one.query, one.causal)
      .map(({ m, l, a }) => [m, l, a]),
  };
}))"""


def draws(count: int = 210) -> list[dict]:
    rng = np.random.default_rng(3)
    cases = []
    for number in range(count):
        hosts = number % 5 + 1
        n = 2 * hosts * int(rng.integers(1, 3))
        scale = float(rng.choice([1.0, 30.0, 1000.0]))
        cases.append(
            {
                "n": n,
                "hosts": hosts,
                "order": [*ORDERS][number % 3],
                "causal": bool(number // 3 % 2),
                "query": int(rng.integers(0, n)),
                "scores": (scale * rng.standard_normal((n, n))).tolist(),
                "values": rng.standard_normal(n).tolist(),
            }
        )
    return cases


def ask(page: Page, cases: list[dict]) -> list[dict]:
    return json.loads(page.evaluate(ASK, cases))


def work_of(case: dict, order: Tensor) -> Tensor:
    """Pairs by host and step; without a mask every pair of a block counts."""
    if case["causal"]:
        return ring_work(case["n"], case["hosts"], order)
    share = case["n"] // case["hosts"]
    return torch.full((case["hosts"], case["hosts"]), share**2)


def kept_of(case: dict, places: list[list[int]]) -> list[SoftmaxPart]:
    """What the query keeps after each step, by the package's merge law."""
    query = case["query"]
    host = next(h for h, own in enumerate(places) if query in own)
    scores = torch.tensor(case["scores"], dtype=torch.float64)[query]
    values = torch.tensor(case["values"], dtype=torch.float64)[:, None]
    kept = softmax_part(scores[:0], values[:0])
    parts = []
    for step in range(case["hosts"]):
        held = places[block_held(host, step, case["hosts"])]
        seen = [key for key in held if key <= query or not case["causal"]]
        kept = merge_softmax(kept, softmax_part(scores[seen], values[seen]))
        parts.append(kept)
    return parts


def agrees(case: dict, here: dict) -> bool:
    """Whether the page computed what the package does."""
    order = ORDERS[case["order"]](case["n"], case["hosts"])
    places = order.view(case["hosts"], -1).tolist()
    work = work_of(case, order)
    if here["places"] != places or here["work"] != work.tolist():
        return False
    used = ring_utilization(work), ring_utilization((work > 0).long())
    if (here["used"], here["blocks"]) != pytest.approx(used, rel=1e-9):
        return False
    for shown, due in zip(here["kept"], kept_of(case, places), strict=True):
        numbers = [due.largest.item(), due.total.item(), due.weighted.item()]
        if shown != pytest.approx(numbers, rel=1e-9, abs=1e-9):
            return False
    return True


def test_hundreds_of_rings_are_the_packages(formulas: Page) -> None:
    cases = draws()
    for case, here in zip(cases, ask(formulas, cases), strict=True):
        assert agrees(case, here), case


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("2 * hosts - 1 - host", "2 * hosts - 2 - host"),
        ("(host - step) % hosts", "(host + step) % hosts"),
        ("query >= key", "query > key"),
        ("Math.exp(one.m - m)", "1"),
    ],
)
def test_a_changed_rule_is_found_out(
    right: str, wrong: str, explorable_tab: Page
) -> None:
    text = RingStepper._esm
    assert right in text
    use_module(explorable_tab, text.replace(right, wrong))
    cases = draws(30)
    found = ask(explorable_tab, cases)
    assert not all(map(agrees, cases, found))


def test_the_files_work_as_modules_of_their_own(explorable_tab: Page) -> None:
    use_separate_modules(explorable_tab, MODULES)
    cases = draws(8)
    assert all(map(agrees, cases, ask(explorable_tab, cases)))
