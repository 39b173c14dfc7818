"""The three-term law with any constants: by hand, and against a numerical optimum."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import minimize_scalar

from attractor.theory import (
    BESIROGLU,
    HOFFMANN,
    HOFFMANN_UNROUNDED,
    LossLaw,
    chinchilla_loss,
    law_loss,
    law_optimum,
    optimal_tokens,
)

LAWS = [HOFFMANN, HOFFMANN_UNROUNDED, BESIROGLU]
CHINCHILLA_FLOPS = 6 * 70e9 * 1.4e12


def test_three_terms_by_hand() -> None:
    law = LossLaw(1.0, 10.0, 100.0, 0.5, 1.0)
    assert law_loss(law, 100, 50) == pytest.approx(1 + 10 / 10 + 100 / 50)
    assert law_loss(law, math.inf, 50) == pytest.approx(3)
    assert law_loss(law, math.inf, math.inf) == 1.0


def test_arrays_give_what_numbers_give() -> None:
    sizes, tokens = np.array([1e8, 1e9, 1e10]), np.array([1e9, 3e10, 1e12])
    losses = law_loss(HOFFMANN, sizes, tokens)
    expected = [chinchilla_loss(n, d) for n, d in zip(sizes, tokens, strict=True)]
    np.testing.assert_allclose(losses, expected, rtol=1e-15)


@pytest.mark.parametrize("law", LAWS)
@pytest.mark.parametrize("flops", [1e17, CHINCHILLA_FLOPS, 1e27])
def test_no_other_split_is_better_under_any_constants(
    law: LossLaw, flops: float
) -> None:
    best = law_optimum(law, flops)
    assert 6 * best.n_params * best.n_tokens == pytest.approx(flops)

    def loss(log_params: float) -> float:
        n_params = math.exp(log_params)
        return law_loss(law, n_params, flops / 6 / n_params)

    found = minimize_scalar(loss, bounds=(8, 40), options={"xatol": 1e-10})
    assert math.exp(found.x) == pytest.approx(best.n_params, rel=1e-4)
    assert found.fun == pytest.approx(law_loss(law, *best), rel=1e-12)


@given(exponent=st.floats(15, 30))
def test_at_the_best_split_both_terms_answer_alike(exponent: float) -> None:
    best = law_optimum(HOFFMANN, 10**exponent)
    size = HOFFMANN.size_scale / best.n_params**0.34
    data = HOFFMANN.data_scale / best.n_tokens**0.28
    assert 0.34 * size == pytest.approx(0.28 * data, rel=1e-12)


def test_the_floor_plays_no_part_in_the_split() -> None:
    lower = HOFFMANN._replace(irreducible=1.61)
    assert law_optimum(lower, 1e22) == law_optimum(HOFFMANN, 1e22)


@pytest.mark.parametrize("law", LAWS)
def test_the_tokens_of_a_size_are_those_of_the_budget_it_is_best_for(
    law: LossLaw,
) -> None:
    best = law_optimum(law, 3e22)
    assert optimal_tokens(law, best.n_params) == pytest.approx(best.n_tokens, rel=1e-12)


def test_three_sets_of_constants_and_three_answers() -> None:
    def ratio(law: LossLaw) -> float:
        best = law_optimum(law, CHINCHILLA_FLOPS)
        return best.n_tokens / best.n_params

    assert 90 < ratio(HOFFMANN) < 95
    assert 55 < ratio(HOFFMANN_UNROUNDED) < 62
    assert 17 < ratio(BESIROGLU) < 20


def test_sizes_and_compute_must_be_positive() -> None:
    with pytest.raises(ValueError, match="n_params must be positive"):
        law_loss(HOFFMANN, np.array([1e9, 0.0]), np.array([1e9, 1e9]))
    with pytest.raises(ValueError, match="n_tokens must be positive"):
        law_loss(HOFFMANN, 1e9, math.nan)
    with pytest.raises(ValueError, match="flops must be positive"):
        law_optimum(HOFFMANN, math.inf)
    with pytest.raises(ValueError, match="n_params must be positive"):
        optimal_tokens(HOFFMANN, -1)
