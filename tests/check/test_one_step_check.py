"""One-step errors, right and wrong, as readers write them."""

import math

import numpy as np
import pytest
import torch
from answers import assert_each_has_its_own_message
from scipy.special import erfc
from scipy.stats import norm

from attractor import check
from attractor.memory import exact_one_step_error, one_step_error


@pytest.mark.parametrize(
    "right",
    [
        one_step_error,
        lambda n, k: 0.5 * math.erfc(math.sqrt((n - 1) / (2 * (k - 1)))),
        lambda n, k: norm.cdf(-np.sqrt((n - 1) / (k - 1))),
        lambda n, k: norm.sf(np.sqrt((n - 1) / (k - 1))),
        lambda n, k: torch.special.ndtr(-torch.tensor((n - 1) / (k - 1)).sqrt()),
        lambda n, k: 0.5 * erfc(1 / np.sqrt(2 * (k - 1) / (n - 1))),
    ],
)
def test_every_right_error_passes(right):
    answer = check.one_step_error(right)
    assert answer.passed, answer


def test_each_wrong_error_is_told_its_mistake():
    wrong = {
        "limit of large networks": lambda n, k: norm.cdf(-np.sqrt(n / k)),
        "N − 1 units speak, not N": lambda n, k: norm.cdf(-np.sqrt(n / (k - 1))),
        "K − 1 patterns disturb": lambda n, k: norm.cdf(-np.sqrt((n - 1) / k)),
        "root is missing": lambda n, k: norm.cdf(-(n - 1) / (k - 1)),
        "Twice too large": lambda n, k: erfc(np.sqrt((n - 1) / (2 * (k - 1)))),
        "divided by √2": lambda n, k: erfc(np.sqrt((n - 1) / (k - 1))) / 2,
        "the unit is right": lambda n, k: norm.cdf(np.sqrt((n - 1) / (k - 1))),
        "swapped": lambda n, k: norm.cdf(-np.sqrt((k - 1) / (n - 1))),
        "factor N": lambda n, k: n * one_step_error(n, k),
        "erf where erfc": lambda n, k: math.erf(math.sqrt((n - 1) / (k - 1) / 2)) / 2,
        "signal-to-noise": lambda n, k: math.sqrt((n - 1) / (k - 1)),
        "density of the normal": lambda n, k: norm.pdf(np.sqrt((n - 1) / (k - 1))),
    }
    assert_each_has_its_own_message(check.one_step_error, wrong)


def test_an_unforeseen_mistake_is_shown_its_first_case():
    answer = check.one_step_error(lambda n, k: k / n)
    assert not answer.passed
    assert "N = 500, K = 50" in answer.message


def test_the_exact_error_is_told_how_far_it_is():
    assert "should be" in check.one_step_error(exact_one_step_error).message
