"""Thresholds and the interval, right and wrong, as readers write them."""

import math

import numpy as np
import pytest
import torch
from answers import assert_each_has_its_own_message

from attractor import check
from attractor.theory import corrected_gap_interval, printed_gap_interval


def spread(m):
    norms_sq = (m**2).sum(1)
    return (norms_sq.max() - norms_sq.min()).item()


def log_d(m):
    return math.log(len(m))


@pytest.mark.parametrize(
    "right",
    [
        lambda beta: math.sqrt(2 / beta),
        lambda beta: (2 / beta) ** 0.5,
        lambda beta: np.sqrt(2 / beta),
        lambda beta: torch.tensor(2 / beta).sqrt(),
    ],
)
def test_every_right_merging_distance_passes(right):
    assert check.merging_threshold(right).passed


@pytest.mark.parametrize(
    "right",
    [
        lambda beta: 2 / math.sqrt(beta),
        lambda beta: (4 / beta) ** 0.5,
        lambda beta: np.float64(2) / np.sqrt(beta),
    ],
)
def test_every_right_convexity_threshold_passes(right):
    assert check.convexity_threshold(right).passed


@pytest.mark.parametrize(
    "right",
    [
        corrected_gap_interval,
        lambda m, b: (-spread(m) - log_d(m) / b, 0),
        lambda m, b: [torch.tensor(-spread(m) - log_d(m) / b), 0.0],
        lambda m, b: np.array([-spread(m) - log_d(m) / b, 0.0]),
    ],
)
def test_every_right_interval_passes(right):
    answer = check.corrected_interval(right)
    assert answer.passed, answer


def test_each_wrong_merging_distance_is_told_its_mistake():
    wrong = {
        "D², not D": lambda b: 2 / b,
        "modern energy turns convex": lambda b: math.sqrt(4 / b),
        "βD² = 1": lambda b: math.sqrt(1 / b),
        "half the distance": lambda b: math.sqrt(2 / b) / 2,
        "does not depend on β": lambda b: math.sqrt(2),
        "β is upside down": lambda b: math.sqrt(2 * b),
        "not of β/2": lambda b: math.sqrt(b / 2),
        "outside the root": lambda b: math.sqrt(2) / b,
        "sign is flipped": lambda b: -math.sqrt(2 / b),
    }
    assert_each_has_its_own_message(check.merging_threshold, wrong)


def test_each_wrong_convexity_threshold_is_told_its_mistake():
    wrong = {
        "D², not D": lambda b: 4 / b,
        "distance energy merges": lambda b: math.sqrt(2 / b),
        "half the distance": lambda b: 1 / math.sqrt(b),
        "Twice too large": lambda b: 4 / math.sqrt(b),
        "does not depend on β": lambda b: 2,
        "β is upside down": lambda b: 2 * math.sqrt(b),
        "not 2/β": lambda b: 2 / b,
        "sign is flipped": lambda b: -2 / math.sqrt(b),
    }
    assert_each_has_its_own_message(check.convexity_threshold, wrong)


def test_each_wrong_interval_is_told_its_mistake():
    def norm_spread(m):
        norms = m.norm(dim=1)
        return (norms.max() - norms.min()).item()

    wrong = {
        "as printed": printed_gap_interval,
        "wider than need be": lambda m, b: (-spread(m) - log_d(m) / b, spread(m)),
        "ends are swapped": lambda m, b: (0.0, -spread(m) - log_d(m) / b),
        "confines 2E_M − g": lambda m, b: (0.0, spread(m) + log_d(m) / b),
        "log(d)/β is missing": lambda m, b: (-spread(m), 0.0),
        "spread of the squared norms, R, is missing": lambda m, b: (-log_d(m) / b, 0.0),
        "log(d) is not divided": lambda m, b: (-spread(m) - log_d(m), 0.0),
        "divided by 2β": lambda m, b: (-spread(m) - log_d(m) / (2 * b), 0.0),
        "multiplied by β": lambda m, b: (-spread(m) - b * log_d(m), 0.0),
        "wrong sign at the lower end": lambda m, b: (-spread(m) + log_d(m) / b, 0.0),
        "logarithm of the dimension": lambda m, b: (
            -spread(m) - math.log(m.shape[1]) / b,
            0.0,
        ),
        "square is missing": lambda m, b: (-norm_spread(m) - log_d(m) / b, 0.0),
        "not the largest alone": lambda m, b: (
            -(m**2).sum(1).max() - log_d(m) / b,
            torch.tensor(0.0),
        ),
        "R stands as it is": lambda m, b: (-(spread(m) + log_d(m)) / b, 0.0),
        "Half as wide": lambda m, b: (-(spread(m) + log_d(m) / b) / 2, 0.0),
    }
    assert_each_has_its_own_message(check.corrected_interval, wrong)
