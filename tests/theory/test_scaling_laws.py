"""Kaplan's and Chinchilla's laws: by hand, and the cheapest way to a loss."""

import math

import pytest
from scipy.optimize import minimize_scalar

from attractor.theory import (
    chinchilla_loss,
    compute_optimal,
    kaplan_frontier_flops,
    kaplan_loss,
    kaplan_optimal,
)

TABLE_2 = [
    (1.5e9, 22e9, 2.440348, 2.520348, 2.312548),
    (70e9, 1.4e12, 1.856645, 1.936645, 1.692973),
    (16e9, 100e9, 2.089502, 2.169502, 1.943893),
    (8.7e9, 178e9, 2.070310, 2.150310, 1.994341),
    (2.4e9, 140e9, 2.183726, 2.263726, 2.184684),
]


@pytest.mark.parametrize(("n", "d", "printed_e", "own_e", "kaplan"), TABLE_2)
def test_the_laws_at_the_sizes_of_the_papers_second_table(
    n: float, d: float, printed_e: float, own_e: float, kaplan: float
) -> None:
    assert chinchilla_loss(n, d, 1.61) == pytest.approx(printed_e, abs=1e-6)
    assert chinchilla_loss(n, d) == pytest.approx(own_e, abs=1e-6)
    assert kaplan_loss(n, d) == pytest.approx(kaplan, abs=1e-6)


def test_one_law_has_a_floor_and_the_other_none() -> None:
    assert chinchilla_loss(math.inf, math.inf) == 1.69
    assert kaplan_loss(math.inf, math.inf) == 0.0
    assert kaplan_loss(6.4e13, math.inf) == 1.0
    assert kaplan_loss(1e16, 1e16) == pytest.approx(0.686273, abs=1e-6)


@pytest.mark.parametrize("flops", [1e18, 5.76e23])
def test_no_other_split_of_the_compute_is_better(flops: float) -> None:
    best = compute_optimal(flops)
    assert 6 * best.n_params * best.n_tokens == pytest.approx(flops)

    def loss(log_params: float) -> float:
        n_params = math.exp(log_params)
        return chinchilla_loss(n_params, flops / 6 / n_params)

    found = minimize_scalar(loss, bounds=(10, 35), options={"xatol": 1e-9})
    assert math.exp(found.x) == pytest.approx(best.n_params, rel=1e-4)
    assert found.fun == pytest.approx(chinchilla_loss(*best), rel=1e-12)


@pytest.mark.parametrize("law", [kaplan_loss, chinchilla_loss])
def test_sizes_must_be_positive(law: object) -> None:
    with pytest.raises(ValueError, match="n_params must be positive"):
        law(0.0, 1e9)  # type: ignore[operator]
    with pytest.raises(ValueError, match="n_tokens must be positive"):
        law(1e9, -1.0)  # type: ignore[operator]


def test_a_budget_must_be_positive() -> None:
    with pytest.raises(ValueError, match="flops must be positive"):
        compute_optimal(0.0)


@pytest.mark.parametrize("flops", [1e17, 5.88e23, 1e28])
def test_no_other_split_is_better_under_kaplans_law(flops: float) -> None:
    best = kaplan_optimal(flops)
    assert 6 * best.n_params * best.n_tokens == pytest.approx(flops)

    def loss(log_params: float) -> float:
        n_params = math.exp(log_params)
        return kaplan_loss(n_params, flops / 6 / n_params)

    found = minimize_scalar(loss, bounds=(8, 45), options={"xatol": 1e-10})
    assert math.exp(found.x) == pytest.approx(best.n_params, rel=1e-4)
    assert found.fun == pytest.approx(kaplan_loss(*best), rel=1e-12)


@pytest.mark.parametrize("loss", [4.0, 1.69, 1.0, 0.1])
def test_every_loss_above_zero_has_a_price_under_kaplans_law(loss: float) -> None:
    flops = kaplan_frontier_flops(loss)
    assert kaplan_loss(*kaplan_optimal(flops)) == pytest.approx(loss, rel=1e-12)


def test_what_has_no_price_is_refused() -> None:
    with pytest.raises(ValueError, match="loss must be positive"):
        kaplan_frontier_flops(0.0)
    with pytest.raises(ValueError, match="flops must be positive"):
        kaplan_optimal(-1.0)
