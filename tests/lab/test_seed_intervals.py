"""Intervals over seeds: SciPy's own, and by hand."""

import numpy as np
import pytest
from scipy import stats

from attractor.lab import best_control, mean_interval


def test_three_seeds_by_hand() -> None:
    found = mean_interval([1.0, 2.0, 3.0])
    assert found.mean == 2
    # the 97.5th percentile of Student's t with two degrees of freedom is 4.302653
    assert found.half == pytest.approx(4.302653 / 3**0.5, rel=1e-6)


def test_it_is_scipys_interval() -> None:
    values = np.random.default_rng(0).normal(size=(7, 4))
    mean, half = mean_interval(values, 0.8)
    for k in range(4):
        low, high = stats.t.interval(0.8, 6, mean[k], stats.sem(values[:, k]))
        np.testing.assert_allclose([mean[k] - half[k], mean[k] + half[k]], [low, high])


def test_it_holds_the_truth_as_often_as_it_says() -> None:
    values = np.random.default_rng(1).normal(size=(3, 20_000))
    mean, half = mean_interval(values)
    inside = (np.abs(mean) <= half).mean()
    assert abs(inside - 0.95) < 4 * (0.95 * 0.05 / 20_000) ** 0.5


def test_the_margin_is_over_the_best_control_seed_by_seed() -> None:
    best, margin = best_control([0.9, 0.8, 1.0], [[0.5, 0.6, 0.4], [0.7, 0.6, 0.8]])
    assert best == 1
    np.testing.assert_allclose([margin.mean, margin.half], [0.2, 0], atol=1e-12)


@pytest.mark.usefixtures("as_readers_call")
def test_what_it_refuses() -> None:
    with pytest.raises(ValueError, match="two seeds or more"):
        mean_interval([1.0])
    with pytest.raises(ValueError, match="level must be between 0 and 1, got 1"):
        mean_interval([1.0, 2.0], 1)
