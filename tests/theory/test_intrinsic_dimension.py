"""TwoNN: clouds whose dimension is known, and what it must not depend on."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial import KDTree

from attractor.theory import two_nn_dimension


def neighbors(cloud: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Distances to the two nearest others, by SciPy."""
    distances = KDTree(cloud).query(cloud, 3)[0]
    return distances[:, 1], distances[:, 2]


def plane(dim: int, within: int, seed: int) -> np.ndarray:
    """Points spread evenly over a flat cube of `dim` dimensions in more of them."""
    draws = np.random.default_rng(seed)
    tilted = np.linalg.qr(draws.standard_normal((within, dim)))[0]
    return draws.random((3000, dim)) @ tilted.T


def sphere(dim: int, seed: int) -> np.ndarray:
    """Points spread evenly over a sphere of `dim` dimensions, in one more."""
    points = np.random.default_rng(seed).standard_normal((3000, dim + 1))
    return points / np.linalg.norm(points, axis=1, keepdims=True)


@pytest.mark.parametrize("dim", [1, 2, 3, 5])
def test_planes_and_spheres_have_their_dimension(dim: int) -> None:
    for cloud in (plane(dim, 2 * dim + 1, 0), sphere(dim, 1)):
        assert two_nn_dimension(*neighbors(cloud)) == pytest.approx(dim, rel=0.08)


@pytest.mark.parametrize("dim", [0.7, 4.0, 60.0])
def test_ratios_drawn_by_the_law_give_their_exponent(dim: float) -> None:
    law = np.random.default_rng(0).random(20_000) ** (-1 / dim)
    ones = np.full(20_000, 3.0)
    assert two_nn_dimension(ones, 3 * law) == pytest.approx(dim, rel=0.03)


def test_three_points_by_hand() -> None:
    # Ratios 2, 4 and 8; the largest has no place on the line. Shares 1/3 and 2/3:
    # slope (log 2 log 3/2 + log 4 log 3) / (log² 2 + log² 4).
    log = np.log
    slope = (log(2) * log(1.5) + log(4) * log(3)) / (log(2) ** 2 + log(4) ** 2)
    found = two_nn_dimension(np.array([1.0, 3, 5]), np.array([8.0, 6, 20]), kept=1)
    assert found == pytest.approx(slope, rel=1e-12)


@settings(max_examples=20)
@given(scale=st.floats(1e-3, 1e3), seed=st.integers(0, 100))
def test_neither_unit_nor_order_matters(scale: float, seed: int) -> None:
    first, second = neighbors(plane(2, 3, 4)[:300])
    order = np.random.default_rng(seed).permutation(300)
    moved = two_nn_dimension(scale * first[order], scale * second[order])
    assert moved == pytest.approx(two_nn_dimension(first, second), rel=1e-9)


@pytest.mark.usefixtures("as_readers_call")
@pytest.mark.parametrize(
    ("first", "second", "kept", "message"),
    [
        ([1, 2], [2], 0.9, "nearest and second must be"),
        ([1, 2], [2, 3], 0, "kept a share"),
        ([0, 1, 1], [1, 2, 2], 0.9, "1 of 3 are not: leave out"),
        ([2, 1], [1, 2], 0.9, "second must be at least nearest"),
        ([1, np.nan], [2, 3], 0.9, "finite .* with NaN or infinity"),
        ([[1], [1]], [[2], [2]], 0.9, r"must be finite and \(n,\), got shape \(2, 1\)"),
        ([1, 1], [2, 2], 0.9, "two points at least must be kept"),
        ([1, 1, 1], [1, 1, 2], 0.9, "with different distances"),
    ],
)
def test_distances_that_say_nothing_are_refused(first, second, kept, message) -> None:
    with pytest.raises(ValueError, match=message):
        two_nn_dimension(np.array(first), np.array(second), kept)
