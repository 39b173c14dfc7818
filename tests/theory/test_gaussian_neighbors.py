"""Nearest neighbors among normal vectors: by hand, by simulation, by scale."""

import math

import pytest
import torch

from attractor.theory import (
    gaussian_nearest_neighbor,
    mean_gaussian_nearest_neighbor,
)


def drawn_mean(count: int, dim: int, times: int, sigma: float = 1.0) -> float:
    """Mean nearest distance in drawn clouds of normal vectors."""
    generator = torch.Generator().manual_seed(0)
    means = []
    for _ in range(times):
        cloud = torch.randn(count, dim, generator=generator, dtype=torch.float64)
        apart = torch.cdist(sigma * cloud, sigma * cloud).fill_diagonal_(math.inf)
        means.append(apart.min(1).values.mean())
    return torch.stack(means).mean().item()


def test_eighty_thousand_vectors_of_gpt2_medium_are_41_55_apart() -> None:
    assert gaussian_nearest_neighbor(80_000, 1024) == pytest.approx(41.55, abs=0.005)
    mean = mean_gaussian_nearest_neighbor(80_000, 1024)
    assert mean == pytest.approx(41.55, rel=0.005)


@pytest.mark.parametrize("dim", [1, 5, 768])
def test_two_vectors_are_as_far_apart_as_a_chi_variable(dim: int) -> None:
    by_hand = 2 * math.exp(math.lgamma((dim + 1) / 2) - math.lgamma(dim / 2))
    assert mean_gaussian_nearest_neighbor(2, dim) == pytest.approx(by_hand, rel=1e-5)


def test_three_numbers_are_as_far_apart_as_their_gaps() -> None:
    # An end's nearest is one gap away, the middle's the smaller gap.
    generator = torch.Generator().manual_seed(1)
    three = torch.randn(200_000, 3, generator=generator, dtype=torch.float64)
    gaps = three.sort(1).values.diff(dim=1)
    each = (gaps.sum(1) + gaps.min(1).values) / 3
    assert mean_gaussian_nearest_neighbor(3, 1) == pytest.approx(
        each.mean().item(), rel=0.005
    )


@pytest.mark.parametrize(
    ("count", "dim", "times"), [(2000, 64, 2), (1000, 256, 2), (300, 8, 60)]
)
def test_drawn_vectors_agree_within_half_a_percent(
    count: int, dim: int, times: int
) -> None:
    drawn = drawn_mean(count, dim, times)
    expected = mean_gaussian_nearest_neighbor(count, dim)
    assert drawn == pytest.approx(expected, rel=0.005)
    if dim >= 64:
        typical = gaussian_nearest_neighbor(count, dim)
        assert drawn == pytest.approx(typical, rel=0.006)


def test_distances_go_with_sigma_and_fall_with_the_number() -> None:
    for distance in (gaussian_nearest_neighbor, mean_gaussian_nearest_neighbor):
        one = distance(500, 64)
        assert distance(500, 64, 0.25) == pytest.approx(one / 4)
        assert distance(2000, 64) < one < distance(500, 256)


def test_a_flat_curve_is_what_noise_gives() -> None:
    quarter = gaussian_nearest_neighbor(20_000, 1024)
    whole = gaussian_nearest_neighbor(80_000, 1024)
    assert whole / quarter == pytest.approx(0.9935, abs=1e-4)


@pytest.mark.usefixtures("as_readers_call")
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((1, 5), "n_vectors must be at least 2 and dim at least 1, got 1 and 5"),
        ((5, 0), "got 5 and 0"),
        ((5, 5, 0.0), "sigma must be positive and finite, got 0.0"),
        ((5, 5, math.nan), "sigma must be positive"),
    ],
)
def test_what_makes_no_distance_is_refused(
    arguments: tuple[int | float, ...], message: str
) -> None:
    for distance in (gaussian_nearest_neighbor, mean_gaussian_nearest_neighbor):
        with pytest.raises(ValueError, match=message):
            distance(*arguments)
