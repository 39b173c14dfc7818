"""Formulas of the dense memories' capacity: by hand, limits, simulation."""

import math
from itertools import product

import pytest
import torch
from scipy.stats import norm
from signs import draw_signs

from attractor.memory import (
    demircigil_rate,
    exponential_field,
    no_neighbors_probability,
    odd_factorial,
    polynomial_bit_error,
    polynomial_bit_error_limit,
    polynomial_capacity,
    polynomial_field,
)


def test_the_odd_factorials_by_hand():
    assert [odd_factorial(r) for r in (1, 2, 3, 4, 5, 6)] == [1, 1, 3, 15, 105, 945]


@pytest.mark.parametrize("n_patterns, dim", [(50, 500), (69, 500), (4, 10)])
def test_degree_two_is_the_classical_formula(n_patterns, dim):
    expected = norm.cdf(-math.sqrt((dim - 1) / (n_patterns - 1)))
    assert polynomial_bit_error(n_patterns, dim, 2) == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize("degree", [2, 3, 4])
def test_signal_and_noise_are_those_of_all_states_of_a_small_network(degree):
    states = torch.tensor(list(product([-1.0, 1.0], repeat=7)), dtype=torch.float64)
    one = torch.ones(1, 7, dtype=torch.float64)
    signal = polynomial_field(one, one, degree)[0, 0]
    # What one other pattern adds to the field of a unit, over all such patterns.
    noise = torch.cat([polynomial_field(s[None], one, degree) for s in states])[:, 0]
    expected = norm.cdf(-signal / (10 * noise.square().mean()).sqrt())
    assert polynomial_bit_error(11, 7, degree) == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize("degree", [2, 3, 4, 5])
def test_large_networks_tend_to_the_limit(degree):
    load = 0.4 / odd_factorial(degree)
    limit = polynomial_bit_error_limit(load, degree)
    gaps = [
        abs(polynomial_bit_error(round(load * n ** (degree - 1)), n, degree) - limit)
        for n in (100, 400, 1600)
    ]
    assert gaps[0] > gaps[1] > gaps[2]
    assert gaps[2] < 0.01 * limit


def test_the_printed_check_values():
    # Φ(−√(1/0.3)), and n / (2 log n) at n = 1000.
    assert polynomial_bit_error_limit(0.1, 3) == pytest.approx(0.033945, abs=5e-7)
    assert polynomial_capacity(1000, 2) == pytest.approx(72.38, abs=5e-3)
    assert polynomial_capacity(100, 3) == pytest.approx(1e4 / (6 * math.log(100)))


def test_one_pattern_alone_makes_no_error():
    assert polynomial_bit_error(1, 100, 3) == 0.0


@pytest.mark.parametrize("degree, n_patterns, dim", [(2, 20, 100), (3, 500, 60)])
def test_simulated_errors_are_within_their_sampling_error(
    degree, n_patterns, dim, generator
):
    wrong, bits = 0, 0
    for _ in range(40 if degree == 2 else 8):
        patterns = draw_signs(n_patterns, dim, generator=generator)
        probes = patterns[:200]
        wrong += int((probes * polynomial_field(patterns, probes, degree) < 0).sum())
        bits += probes.numel()
    expected = polynomial_bit_error(n_patterns, dim, degree)
    # Bits of one draw share their crosstalk, so allow six independent deviations.
    assert (
        abs(wrong / bits - expected) < 6 * math.sqrt(expected / bits) + 0.1 * expected
    )


def test_neighbors_by_hand_and_in_the_limit():
    # Two patterns of 3 units: 3 of the 8 places of the second are neighbors.
    assert no_neighbors_probability(2, 3) == pytest.approx(math.exp(-3 / 8))
    assert no_neighbors_probability(1, 3) == 1.0
    below = [no_neighbors_probability(round(2 ** (0.4 * n)), n) for n in (20, 40, 80)]
    above = [no_neighbors_probability(round(2 ** (0.5 * n)), n) for n in (20, 40, 80)]
    assert below[0] < below[1] < below[2] and below[2] > 0.999
    assert above[0] > above[1] > above[2] and above[2] < 1e-15


def test_of_two_neighbors_the_exponential_memory_loses_one(generator):
    lost = 0
    for _ in range(50):
        patterns = draw_signs(30, 16, generator=generator)
        patterns[1] = patterns[0]
        patterns[1, 5] *= -1
        rests = (patterns * exponential_field(patterns, patterns) >= 0).all(-1)
        lost += int(not rests[:2].all())
    assert lost == 50


def test_nearly_all_random_sets_without_neighbors_are_stored(generator):
    stored = stored_without = without = 0
    for _ in range(200):
        patterns = draw_signs(28, 12, generator=generator)
        near = ((patterns @ patterns.mT) == 10).any()
        rests = (patterns * exponential_field(patterns, patterns) >= 0).all()
        stored += int(rests)
        without += int(~near)
        stored_without += int(rests & ~near)
    assert stored == stored_without
    assert stored_without >= 0.9 * without
    expected = no_neighbors_probability(28, 12)
    assert abs(without / 200 - expected) < 0.15


def test_nine_in_ten_sets_of_low_rate_are_stored_whole_from_sixteen_units(generator):
    draws, dim = 4000, 16
    n_patterns = round(2 ** (0.3 * dim))
    whole = 0
    for _ in range(draws):
        patterns = draw_signs(n_patterns, dim, generator=generator)
        field = patterns * exponential_field(patterns, patterns)
        whole += int((field >= 0).all())
    assert whole / draws >= 0.9
    assert abs(whole / draws - no_neighbors_probability(n_patterns, dim)) < 0.02


def test_the_proved_rate_is_half_a_channels_capacity():
    assert demircigil_rate(0.0) == 0.5
    assert demircigil_rate(0.5) == pytest.approx(0.0, abs=1e-15)
    # 1 − H₂(0.11) = 0.5 to three digits.
    assert demircigil_rate(0.11) == pytest.approx(0.25, abs=1e-3)


@pytest.mark.usefixtures("as_readers_call")
def test_arguments_out_of_range_are_refused_in_one_sentence():
    with pytest.raises(ValueError, match=r"n_patterns must be at least 1.*got 0 and 5"):
        polynomial_bit_error(0, 5, 2)
    with pytest.raises(ValueError, match="dim at least 2, got 3 and 1"):
        no_neighbors_probability(3, 1)
    with pytest.raises(ValueError, match="degree must be a whole number"):
        polynomial_capacity(10, 0)
    with pytest.raises(ValueError, match="load must be positive, got 0"):
        polynomial_bit_error_limit(0.0, 3)
    with pytest.raises(ValueError, match=r"damage must be a share.*got 0.6"):
        demircigil_rate(0.6)
