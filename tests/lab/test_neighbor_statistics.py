"""Statistics of nearest neighbors: by hand, by law, and where vectors coincide."""

import math

import numpy as np
import pytest
import torch

from attractor.lab.neighbor_statistics import first_of_each, neighbor_statistics
from attractor.theory import mean_gaussian_nearest_neighbor


def draws(seed: int = 0) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def test_points_on_a_line_by_hand() -> None:
    points = torch.tensor([[0.0], [1.0], [3.0], [7.0]])
    found = neighbor_statistics(points, (0.5, 1.0), 3, generator=draws())
    assert found.mean.tolist() == [1.0, (1 + 1 + 2 + 4) / 4]
    assert found.median.tolist() == [1.0, 1.5]
    assert found.edges.tolist() == [1.0, 2.0, 3.0, 4.0]
    assert found.histogram.tolist() == [[2, 0, 0], [2, 1, 1]]
    assert found.nearest.tolist() == [1, 0, 1, 2]
    assert found.sigma == pytest.approx(np.std([0, 1, 3, 7]))
    assert found.pairwise == pytest.approx((1 + 3 + 7 + 2 + 6 + 4) / 6, rel=0.02)
    assert math.isnan(found.dimension)


def test_noise_agrees_with_its_closed_form_and_fills_its_dimensions() -> None:
    cloud = 2.0 * torch.randn(2000, 3, generator=draws()) + 5.0
    found = neighbor_statistics(cloud, generator=draws(1))
    expected = [mean_gaussian_nearest_neighbor(n, 3, 2.0) for n in (500, 1000, 2000)]
    np.testing.assert_allclose(found.mean[[0, 1, 3]], expected, rtol=0.08)
    np.testing.assert_allclose(found.mean, found.noise, rtol=0.08)
    assert found.dimension == pytest.approx(3, rel=0.1)


def test_the_shares_are_the_first_vectors_and_lie_within_each_other() -> None:
    cloud = torch.randn(80, 4, generator=draws())
    found = neighbor_statistics(cloud, (0.25, 1.0), generator=draws())
    alone = neighbor_statistics(cloud[:20], (1.0,), generator=draws())
    assert found.mean[0] == alone.mean[0]
    assert found.mean[0] > found.mean[1]
    assert found.histogram.sum(1).tolist() == [20, 80]


def test_vectors_that_stand_there_twice_are_0_apart() -> None:
    cloud = torch.randn(60, 4, generator=draws())
    twice = torch.cat([cloud, cloud])
    found = neighbor_statistics(twice, (1.0,), generator=draws())
    alone = neighbor_statistics(cloud, (1.0,), generator=draws())
    assert found.mean[0] == found.median[0] == 0.0
    assert found.dimension == pytest.approx(alone.dimension)
    assert first_of_each(twice).tolist() == list(range(60))


def test_one_vector_many_times_has_neither_size_nor_dimension() -> None:
    found = neighbor_statistics(torch.ones(30, 4), (1.0,), generator=draws())
    assert found.mean[0] == found.sigma == found.pairwise == found.noise[0] == 0.0
    assert math.isnan(found.dimension)


@pytest.mark.parametrize("share", [0, 1.5, 0.02, -1])
def test_a_share_that_leaves_no_two_vectors_is_refused(share: float) -> None:
    cloud = torch.randn(20, 4, generator=draws())
    with pytest.raises(ValueError, match="shares must be above 0 and at most 1"):
        neighbor_statistics(cloud, (share,), generator=draws())
