"""Capacity: error rates against counting, the mean field against its equations."""

import math
from itertools import product

import pytest
import torch
from scipy.optimize import brentq
from scipy.special import erf
from scipy.stats import norm

from attractor.memory import (
    critical_load,
    error_free_patterns,
    exact_one_step_error,
    hebbian_couplings,
    mean_field_overlap,
    one_step_error,
    one_step_error_limit,
    recall,
    unstable_units,
)


def coins(generator, *shape):
    return torch.randint(0, 2, shape, generator=generator).double() * 2 - 1


@pytest.mark.parametrize(("n_units", "n_patterns"), [(500, 50), (30, 4), (2, 9)])
def test_the_error_is_a_tail_of_the_normal_distribution(n_units, n_patterns):
    expected = norm.cdf(-math.sqrt((n_units - 1) / (n_patterns - 1)))
    assert one_step_error(n_units, n_patterns) == pytest.approx(expected, rel=1e-12)


def test_the_printed_numbers():
    assert one_step_error(500, 50) == pytest.approx(7.084e-4, rel=1e-4)
    assert one_step_error_limit(0.1) == pytest.approx(7.827011e-4, rel=1e-6)
    assert one_step_error_limit(0.138) == pytest.approx(3.552211e-3, rel=1e-6)
    both = error_free_patterns(1000)
    assert both.each == pytest.approx(72.38, abs=0.01)
    assert both.all == pytest.approx(36.19, abs=0.01)


def test_the_error_tends_to_its_limit():
    gaps = [one_step_error_limit(0.1) - one_step_error(10 * k, k) for k in (5, 50, 500)]
    assert gaps[0] > gaps[1] > gaps[2] > 0
    assert gaps[2] < 1e-5


@pytest.mark.parametrize(("n_units", "n_patterns"), [(3, 2), (4, 2), (3, 3), (2, 4)])
def test_the_exact_error_is_what_counting_all_patterns_gives(n_units, n_patterns):
    wrong = total = 0
    for signs in product([-1.0, 1.0], repeat=n_units * n_patterns):
        patterns = torch.tensor(signs, dtype=torch.float64).reshape(n_patterns, -1)
        fields = hebbian_couplings(patterns) @ patterns[0]
        wrong += int(((fields >= -1e-12) != (patterns[0] > 0)).sum())
        total += n_units
    expected = wrong / total
    assert exact_one_step_error(n_units, n_patterns) == pytest.approx(expected)


def test_one_pattern_is_never_wrong():
    assert one_step_error(7, 1) == exact_one_step_error(7, 1) == 0.0


def test_a_simulation_errs_as_often_as_the_formulas_say(generator):
    """40 networks of 500 units, 50 patterns: a million bits, 708 wrong ones due."""
    patterns = coins(generator, 40, 50, 500)
    wrong = unstable_units(patterns, patterns).double().sum().item()
    for formula in (one_step_error, exact_one_step_error):
        due = 1e6 * formula(500, 50)
        assert abs(wrong - due) < 4 * math.sqrt(due)


@pytest.mark.parametrize("load", [0.03, 0.05, 0.1, 0.13, 0.1379])
def test_the_overlap_solves_the_equations_of_the_mean_field(load):
    """m = erf(y), C and r as in Amit, Gutfreund and Sompolinsky, at temperature 0."""
    m = mean_field_overlap(load)
    y = brentq(lambda y: erf(y) - m, 0.1, 8)
    noise = (m / y) ** 2 / 2  # αr, from y = m/√(2αr)
    response = math.sqrt(2 / (math.pi * noise)) * math.exp(-(y**2))
    assert noise == pytest.approx(load / (1 - response) ** 2, rel=1e-6)


def test_it_falls_with_the_load_and_ends_at_the_critical_one():
    loads = [0.001, 0.05, 0.1, 0.13, critical_load()]
    overlaps = [mean_field_overlap(load * (1 - 1e-12)) for load in loads]
    assert overlaps == sorted(overlaps, reverse=True)
    assert overlaps[0] == 1.0
    assert overlaps[-1] == pytest.approx(0.967, abs=1e-3)
    assert critical_load() == pytest.approx(0.1379, abs=1e-4)
    assert math.isnan(mean_field_overlap(critical_load() * (1 + 1e-9)))


def test_the_mean_field_predicts_a_large_network(generator):
    """One of 2,000 units at load 0.1, ten starts; its spread is about 1e-3."""
    patterns = coins(generator, 1, 200, 2000)
    found = recall(patterns, patterns[:, :10], generator=generator)
    overlap = (found.states * patterns[:, :10]).mean().item()
    assert overlap == pytest.approx(mean_field_overlap(0.1), abs=2e-3)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: one_step_error(1, 3), "n_units must be at least 2, got 1"),
        (lambda: one_step_error(9, 0), "n_patterns must be at least 1, got 0"),
        (lambda: exact_one_step_error(0, 1), "n_units"),
        (lambda: error_free_patterns(1), "n_units"),
        (lambda: one_step_error_limit(0.0), "load must be a positive"),
        (lambda: one_step_error_limit(math.nan), "load must be a positive"),
        (lambda: mean_field_overlap(-0.1), "load must be a positive"),
    ],
)
def test_bad_input_is_refused_by_name(call, message):
    with pytest.raises(ValueError, match=message):
        call()
