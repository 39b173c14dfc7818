"""What every function of the room refuses, and in which words."""

import math

import numpy as np
import pytest
import torch

from attractor.memory import (
    distance_energy,
    distance_update,
    exponential_energy,
    find_minima,
    modern_energy,
    modern_update,
    nearest_squared_distance,
    polynomial_energy,
    retrieve,
)

PATTERNS = torch.tensor([[1.0, 0.0], [0.0, 2.0], [-1.0, -1.0]])
QUERIES = torch.tensor([[0.3, -0.4]])

WITH_BETA = [modern_energy, modern_update, distance_energy, distance_update, retrieve]
WITH_QUERIES = {
    **{f.__name__: lambda m, x, f=f: f(m, x, 1.0) for f in WITH_BETA},
    "nearest_squared_distance": nearest_squared_distance,
    "exponential_energy": exponential_energy,
    "polynomial_energy": lambda m, x: polynomial_energy(m, x, 3),
}

pytestmark = pytest.mark.usefixtures("as_readers_call")


@pytest.fixture(params=WITH_BETA, ids=lambda function: function.__name__)
def with_beta(request):
    return request.param


@pytest.fixture(params=list(WITH_QUERIES))
def with_queries(request):
    """Every function of patterns and queries, its other arguments filled in."""
    return WITH_QUERIES[request.param]


@pytest.mark.parametrize("beta", [0, 0.0, -1.0, math.nan, math.inf, -math.inf])
def test_a_beta_that_is_not_positive_and_finite_is_refused(with_beta, beta):
    with pytest.raises(ValueError, match=f"beta must be a positive.* got {beta}"):
        with_beta(PATTERNS, QUERIES, beta)
    with pytest.raises(ValueError, match=f"beta must be a positive.* got {beta}"):
        find_minima(PATTERNS, beta)


BAD_PATTERNS = [
    (torch.zeros(0, 2), r"patterns must be .*at least one pattern, got .*\(0, 2\)"),
    (torch.zeros(3, 0), r"patterns must be .*got shape \(3, 0\)"),
    (torch.zeros(2), r"patterns must be \(n_patterns, dim\).*got shape \(2,\)"),
    (torch.zeros(1, 3, 2), r"patterns must be .*got shape \(1, 3, 2\)"),
    (torch.tensor([[1.0, math.nan]]), "patterns must be finite, got NaN"),
    (torch.tensor([[1.0, -math.inf]]), "patterns must be finite"),
    (torch.ones(3, 2, dtype=torch.long), "patterns must be floating.*int64"),
    (torch.ones(3, 2, dtype=torch.cfloat), "patterns must be floating.*complex64"),
    (np.ones((3, 2)), "patterns must be a torch tensor, got ndarray"),
    ([[1.0, 2.0]], "patterns must be a torch tensor, got list"),
]


@pytest.mark.parametrize("patterns, message", BAD_PATTERNS)
def test_patterns_are_refused_by_name(with_queries, patterns, message):
    with pytest.raises(ValueError, match=message):
        with_queries(patterns, QUERIES)
    with pytest.raises(ValueError, match=message):
        find_minima(patterns, 1.0)


@pytest.mark.parametrize(
    "queries, message",
    [
        (torch.zeros(3), r"\(\*batch, 2\).*got shape \(3,\)"),
        (torch.zeros(4, 1), r"\(\*batch, 2\).*got shape \(4, 1\)"),
        (torch.tensor(1.0), r"\(\*batch, 2\).*got shape \(\)"),
        (torch.tensor([0.0, math.nan]), "must be finite, got NaN"),
        (torch.tensor([0.0, math.inf]), "must be finite"),
        (torch.tensor([0, 1]), "must be floating point, got torch.int64"),
        (torch.zeros(2, dtype=torch.float64), "patterns' dtype.*torch.float64"),
        (torch.zeros(2, device="meta"), "patterns' dtype and device.*meta"),
        (np.zeros(2), "must be a torch tensor, got ndarray"),
    ],
)
def test_queries_are_refused_by_name(with_queries, queries, message):
    with pytest.raises(ValueError, match=f"^(queries|states) .*{message}"):
        with_queries(PATTERNS, queries)


@pytest.mark.parametrize("degree", [0, -2, 1.5])
def test_a_degree_that_is_no_whole_number_from_1_on_is_refused(degree):
    with pytest.raises(ValueError, match="degree must be a whole number from 1 on"):
        polynomial_energy(PATTERNS, QUERIES, degree)


def test_the_refusal_is_one_line(with_queries):
    with pytest.raises(ValueError) as refusal:
        with_queries(PATTERNS, torch.zeros(5, 3))
    assert "\n" not in str(refusal.value)
    assert str(refusal.value).startswith(("queries", "states"))


@pytest.mark.parametrize("largest", [1e38, 3e38])
def test_large_but_finite_numbers_are_no_refusal(largest):
    patterns = torch.tensor([[largest, largest]])
    states = torch.zeros(2)
    assert exponential_energy(patterns, states) == 0
