"""Parts of the evidence about the loss: by hand, and against mpmath."""

import itertools
import math

import mpmath
import numpy as np
import pytest
import torch

from attractor.claims.assumptions import balls_are_apart
from attractor.claims.ball_integrals import log_power_integral, log_shells
from attractor.claims.ball_volumes import stirling
from attractor.claims.cross_entropy import (
    N_TOKENS,
    N_WORDS,
    attention_weights,
    constant_of,
    next_word,
)
from attractor.claims.densities import prefix_loss
from attractor.claims.remarks import (
    best_energy,
    cross_entropy,
    divergence,
    layer_norm,
    z_loss,
)


@pytest.mark.parametrize(
    ("dim", "radius", "logarithm"),
    [
        (1, 1.0, math.log(math.sqrt(math.pi) * math.erf(1))),
        (2, 1.0, math.log(math.pi * (1 - math.exp(-1)))),
        (3, 1.0, math.log(2.380979719)),
        (1024, 7.74306318461, -63.8690406743),
        (1024, 10.0, 158.105079592),
    ],
)
def test_shells_add_up_to_the_ball(dim: int, radius: float, logarithm: float) -> None:
    assert log_shells(dim, radius) == pytest.approx(logarithm, abs=3e-9)


@pytest.mark.parametrize(
    ("dim", "end", "power"),
    list(itertools.product((1, 2, 7, 300), (0.2, 3.0, 40.0), (1, 2))),
)
def test_the_integral_of_a_power_is_an_incomplete_gamma(
    dim: int, end: float, power: int
) -> None:
    with mpmath.workdps(30):
        shape = mpmath.mpf(dim) / power
        exact = mpmath.log(mpmath.gammainc(shape, 0, mpmath.mpf(end) ** power) / power)
    assert log_power_integral(dim, end, power) == pytest.approx(float(exact), abs=1e-9)


def test_the_gamma_function_of_lemma_5_by_hand() -> None:
    assert math.exp(log_power_integral(3, 2.0, 1)) == pytest.approx(2 - 10 / math.e**2)


def test_stirling_is_near_a_factorial() -> None:
    assert math.exp(stirling(10).real) == pytest.approx(math.factorial(9), rel=0.01)


def test_balls_are_apart_or_not() -> None:
    two = torch.tensor([[0.0, 0.0], [3.0, 4.0]], dtype=torch.float64)
    assert balls_are_apart(two, torch.tensor([2.0, 2.9], dtype=torch.float64))
    assert not balls_are_apart(two, torch.tensor([2.0, 3.0], dtype=torch.float64))
    same = torch.zeros(2, 2, dtype=torch.float64)
    assert not balls_are_apart(same, torch.zeros(2, dtype=torch.float64))


def test_an_attention_row_runs_over_positions_and_a_head_over_words() -> None:
    sequence = torch.randn(
        N_TOKENS, 8, generator=torch.Generator().manual_seed(0), dtype=torch.float64
    )
    assert attention_weights(sequence).shape == (N_TOKENS, N_TOKENS)
    assert next_word(sequence).shape == (N_TOKENS, N_WORDS)
    for rows in (attention_weights(sequence), next_word(sequence)):
        torch.testing.assert_close(rows.sum(-1), torch.ones_like(rows[:, 0]))


def test_the_constant_of_eq_10_by_hand() -> None:
    c = constant_of(((0.0,), (10.0,)), (0.0,))
    assert c(0.0) == pytest.approx(math.log(2))
    assert c(10.0) == pytest.approx(math.log(2) - 100)
    assert c(5.0) == pytest.approx(0.0, abs=1e-12)


def test_a_memorized_pair_costs_one_choice() -> None:
    two = np.array([[0, 1, 1], [0, 1, 0]])
    assert prefix_loss(two, 2, 0.0) == pytest.approx(math.log(2) / 3)
    assert prefix_loss(two[:1], 2, 0.0) == 0.0
    uniform = prefix_loss(two, 2, 1e12)
    assert uniform == pytest.approx(math.log(2))


def test_an_energy_of_as_many_parameters_as_states_fits_exactly() -> None:
    shares = np.array([0.5, 0.2, 0.2, 0.1])
    assert divergence(shares, best_energy(shares, 4)) == pytest.approx(0, abs=1e-12)
    assert divergence(shares, -np.log(shares) + 7) == pytest.approx(0, abs=1e-12)
    flat = divergence(shares, np.zeros(4))
    assert flat == pytest.approx(math.log(4) + (shares * np.log(shares)).sum())
    assert divergence(shares, best_energy(shares, 1)) == pytest.approx(flat)


def test_the_best_of_few_parameters_cannot_be_nudged_lower() -> None:
    shares = np.array([0.5, 0.1, 0.3, 0.1])
    states = np.linspace(-1, 1, 4)
    least = divergence(shares, best_energy(shares, 2))
    slopes = np.linspace(-3, 3, 601)
    assert least <= min(divergence(shares, a * states) for a in slopes) + 1e-12
    assert least == pytest.approx(
        min(divergence(shares, a * states) for a in slopes), abs=1e-4
    )


def test_logits_have_a_free_constant_and_the_z_loss_takes_it() -> None:
    shares, logits = np.array([0.7, 0.3]), np.array([2.0, -1.0])
    own = cross_entropy(shares, logits)
    assert cross_entropy(shares, logits + 5) == pytest.approx(own)
    at_zero = logits - np.log(np.exp(logits).sum())
    assert z_loss(at_zero) == pytest.approx(0, abs=1e-12)
    assert z_loss(at_zero + 3) == pytest.approx(9)


def test_layer_norm_has_mean_zero_and_mean_square_one() -> None:
    normed = layer_norm(np.array([1.0, 2.0, 6.0]))
    assert normed.mean() == pytest.approx(0, abs=1e-15)
    assert (normed**2).mean() == pytest.approx(1)
