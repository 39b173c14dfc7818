import math

import numpy as np
import pytest
import torch
from scipy.special import logsumexp

from attractor.memory import (
    distance_energy,
    modern_energy,
    nearest_squared_distance,
)
from attractor.theory import (
    corrected_gap_interval,
    distance_energy_slack,
    modern_gap,
    printed_gap_interval,
    squared_norm_spread,
)

N_DRAWS = 20_000
ROUNDING = 1e-11
BETAS = pytest.mark.parametrize("beta", [0.1, 1.0, 30.0])


def draws(seed, beta=1.0):
    """20,000 draws by formulas of their own: what each inequality is about.

    Dimension and number of patterns uniform in 1 to 8, patterns and query standard
    normal; drawn and computed together where the sizes agree. One row per draw:
    g, E, 2 E_M at 2β, R, log d/β; and some of the draws themselves.
    """
    rng = np.random.default_rng(seed)
    sizes, counts = np.unique(
        rng.integers(1, 9, size=(N_DRAWS, 2)), axis=0, return_counts=True
    )
    rows, samples = [], []
    for (dim, n_patterns), count in zip(sizes, counts, strict=True):
        m = rng.normal(size=(count, n_patterns, dim))
        x = rng.normal(size=(count, 1, dim))
        costs = ((x - m) ** 2).sum(-1)
        norms_sq = (m**2).sum(-1)
        slack = np.full(count, np.log(n_patterns) / beta)
        doubled = (
            (x[:, 0] ** 2).sum(-1)
            - logsumexp(2 * beta * (x * m).sum(-1), axis=-1) / beta
            + slack
            + norms_sq.max(-1)
        )
        energy = -logsumexp(-beta * costs, axis=-1) / beta
        spread = norms_sq.max(-1) - norms_sq.min(-1)
        rows.append(np.stack([costs.min(-1), energy, doubled, spread, slack], -1))
        samples += [(m[i], x[i, 0], rows[-1][i]) for i in range(5)]
    return np.concatenate(rows), samples


@pytest.fixture(scope="module")
def at_beta_one():
    return draws(seed=0)


def test_the_package_gives_the_numbers_of_the_draws(at_beta_one):
    _, samples = at_beta_one
    assert len(samples) == 5 * 64
    for m, x, (nearest, energy, doubled, spread, slack) in samples:
        patterns, query = torch.as_tensor(m), torch.as_tensor(x)
        got = [
            nearest_squared_distance(patterns, query).item(),
            distance_energy(patterns, query).item(),
            2 * modern_energy(patterns, query, 2.0).item(),
            modern_gap(patterns, query).item(),
            squared_norm_spread(patterns),
            distance_energy_slack(len(patterns)),
            *printed_gap_interval(patterns),
            *corrected_gap_interval(patterns),
        ]
        expected = [nearest, energy, doubled, nearest - doubled, spread, slack]
        expected += [-spread, spread + slack, -spread - slack, 0.0]
        assert got == pytest.approx(expected, rel=1e-11, abs=1e-11)


# Proposition 1


def test_the_distance_energy_lies_at_most_log_d_below_the_nearest(at_beta_one):
    nearest, energy, _, _, slack = at_beta_one[0].T
    assert len(nearest) == N_DRAWS
    assert (nearest - energy >= -ROUNDING).all()
    assert (nearest - energy <= slack + ROUNDING).all()


def test_both_ends_of_proposition_1_are_reached():
    one = torch.tensor([[0.7, -0.1]], dtype=torch.float64)
    query = torch.tensor([2.0, 3.0], dtype=torch.float64)
    low = nearest_squared_distance(one, query) - distance_energy(one, query)
    assert low.item() == pytest.approx(0, abs=1e-14)
    ring = torch.tensor([[1.0, 0], [0, 1], [-1, 0], [0, -1]], dtype=torch.float64)
    center = torch.zeros(2, dtype=torch.float64)
    high = nearest_squared_distance(ring, center) - distance_energy(ring, center)
    assert high.item() == pytest.approx(math.log(4), abs=1e-14)


# Proposition 2, in its one-sided form


def test_the_two_energies_differ_by_no_more_than_the_spread_of_norms(at_beta_one):
    _, energy, doubled, spread, slack = at_beta_one[0].T
    gap = doubled - slack - energy
    assert (gap >= -ROUNDING).all()
    assert (gap <= spread + ROUNDING).all()


@pytest.mark.parametrize("x, gap", [(-2, 2.982761539), (-5, 2.999956861), (-20, 3.0)])
def test_the_spread_of_norms_is_approached_far_behind_the_shorter_pattern(x, gap):
    patterns = torch.tensor([[1.0], [2.0]], dtype=torch.float64)
    query = torch.tensor([float(x)], dtype=torch.float64)
    between = (
        2 * modern_energy(patterns, query, 2.0)
        - math.log(2)
        - distance_energy(patterns, query)
    )
    assert squared_norm_spread(patterns) == 3.0
    assert between.item() == pytest.approx(gap, abs=1e-8)


def test_equal_norms_leave_only_the_constant_between_the_energies():
    patterns = torch.tensor([[3.0, 4.0], [0.0, 5.0], [-5.0, 0.0]], dtype=torch.float64)
    query = torch.tensor([0.5, 1.5], dtype=torch.float64)
    doubled = 2 * modern_energy(patterns, query, 2.0).item()
    assert squared_norm_spread(patterns) == 0.0
    energy = distance_energy(patterns, query).item()
    assert energy == pytest.approx(doubled - math.log(3), abs=1e-12)


# Proposition 3


@pytest.mark.parametrize("seed", [0, 1])
def test_every_third_draw_leaves_the_printed_interval_and_none_the_corrected(seed):
    nearest, _, doubled, spread, slack = draws(seed)[0].T
    gap = nearest - doubled
    left_printed = (gap < -spread - ROUNDING) | (gap > spread + slack + ROUNDING)
    left_corrected = (gap < -spread - slack - ROUNDING) | (gap > ROUNDING)
    assert len(gap) == N_DRAWS
    assert left_printed.mean() > 0.30
    assert not left_corrected.any()


@BETAS
def test_the_corrected_interval_holds_at_every_beta(beta):
    nearest, energy, doubled, spread, slack = draws(2, beta)[0].T
    gap = nearest - doubled
    assert (gap >= -spread - slack - ROUNDING).all()
    assert (gap <= ROUNDING).all()
    assert (nearest - energy <= slack + ROUNDING).all()


def test_two_opposite_patterns_leave_the_printed_interval_by_log_2():
    patterns = torch.tensor([[3.0], [-3.0]], dtype=torch.float64)
    query = torch.tensor([3.0], dtype=torch.float64)
    gap = modern_gap(patterns, query).item()
    assert gap == pytest.approx(-math.log(2), abs=1e-14)
    assert printed_gap_interval(patterns) == (0.0, math.log(2))
    assert gap < printed_gap_interval(patterns).lower
    corrected = corrected_gap_interval(patterns)
    assert corrected == (-math.log(2), 0.0)
    assert corrected.lower - 1e-14 <= gap <= corrected.upper


def test_the_upper_end_is_reached_halfway_between_opposite_patterns():
    patterns = torch.tensor([[3.0], [-3.0]], dtype=torch.float64)
    middle = torch.zeros(1, dtype=torch.float64)
    assert modern_gap(patterns, middle).item() == pytest.approx(0, abs=1e-14)


@BETAS
def test_beta_divides_the_logarithm_and_nothing_else(beta):
    patterns = torch.tensor([[1.0, 0.0], [0.0, 2.0], [2.0, 0.0]], dtype=torch.float64)
    slack = math.log(3) / beta
    assert distance_energy_slack(3, beta) == pytest.approx(slack)
    assert printed_gap_interval(patterns, beta) == pytest.approx((-3, 3 + slack))
    assert corrected_gap_interval(patterns, beta) == pytest.approx((-3 - slack, 0))


def test_the_gap_has_the_shape_of_the_batch(generator):
    patterns = torch.randn(4, 3, generator=generator)
    queries = torch.randn(2, 5, 3, generator=generator)
    assert modern_gap(patterns, queries, 0.7).shape == (2, 5)


@pytest.mark.usefixtures("as_readers_call")
@pytest.mark.parametrize("interval", [printed_gap_interval, corrected_gap_interval])
@pytest.mark.parametrize(
    "patterns, beta, message",
    [
        (torch.zeros(0, 2), 1.0, "patterns must be .*at least one"),
        (torch.tensor([[math.nan]]), 1.0, "patterns must be finite"),
        (torch.ones(2, 2), 0, "beta must be a positive"),
        (torch.ones(2, 2), math.nan, "beta must be a positive"),
    ],
)
def test_what_the_memories_refuse_the_theory_refuses(interval, patterns, beta, message):
    with pytest.raises(ValueError, match=message):
        interval(patterns, beta)


def test_no_patterns_have_no_slack():
    with pytest.raises(ValueError, match="n_patterns must be at least 1, got 0"):
        distance_energy_slack(0)
