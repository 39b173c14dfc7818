"""Controls of a cloud of vectors: what they keep, and what they do not."""

from collections.abc import Callable

import pytest
import torch
from torch import Tensor

from attractor.lab import (
    matched_gaussian,
    matched_sphere,
    nearest_neighbor_distances,
    shuffled_coordinates,
)
from attractor.theory import (
    gaussian_nearest_neighbor,
    mean_gaussian_nearest_neighbor,
)

CONTROLS = (matched_gaussian, shuffled_coordinates, matched_sphere)
Control = Callable[..., Tensor]


@pytest.fixture(scope="module")
def cloud() -> Tensor:
    """Vectors on a bent line, far from the origin, with dependent coordinates."""
    draw = torch.Generator().manual_seed(1)
    along = 6 * torch.rand(20_000, 1, generator=draw)
    near = 0.1 * torch.randn(20_000, 3, generator=draw)
    return torch.cat([along, along.sin(), along**2], 1) + near + 5


def test_a_matched_gaussian_keeps_mean_and_covariance_only(cloud, generator) -> None:
    noise = matched_gaussian(cloud, generator=generator)
    assert noise.shape == cloud.shape and noise.dtype == cloud.dtype
    torch.testing.assert_close(noise.mean(0), cloud.mean(0), rtol=0.03, atol=0.1)
    torch.testing.assert_close(noise.T.cov(), cloud.T.cov(), rtol=0.05, atol=0.1)
    standard = (noise - noise.mean(0)) / noise.std(0)
    torch.testing.assert_close(
        standard.pow(4).mean(0), torch.full((3,), 3.0), rtol=0.1, atol=0
    )
    assert not torch.allclose(noise.sort(0).values, cloud.sort(0).values, atol=0.5)


def test_the_gaussian_of_a_round_cloud_is_as_far_apart_as_its_closed_form(
    generator,
) -> None:
    cloud = torch.rand(2000, 128, generator=generator, dtype=torch.float64)
    cloud = torch.linalg.qr(cloud - cloud.mean(0))[0]  # no direction is longer
    distances = nearest_neighbor_distances(matched_gaussian(cloud, generator=generator))
    expected = mean_gaussian_nearest_neighbor(2000, 128, 2000**-0.5)
    assert distances.mean().item() == pytest.approx(expected, rel=0.005)
    usual = gaussian_nearest_neighbor(2000, 128, 2000**-0.5)
    assert distances.median().item() == pytest.approx(usual, rel=0.01)


def test_a_flat_cloud_stays_flat(generator) -> None:
    flat = torch.randn(500, 2, generator=generator, dtype=torch.float64)
    flat = torch.cat([flat, flat.sum(1, keepdim=True)], 1)
    noise = matched_gaussian(flat, generator=generator)
    torch.testing.assert_close(
        noise[:, 2], noise[:, 0] + noise[:, 1], atol=1e-6, rtol=0
    )


def test_shuffled_coordinates_keep_every_number_and_no_dependence(
    cloud, generator
) -> None:
    dealt = shuffled_coordinates(cloud, generator=generator)
    assert torch.equal(dealt.sort(0).values, cloud.sort(0).values)
    assert cloud.T.corrcoef()[0, 2] > 0.9
    assert (dealt.T.corrcoef() - torch.eye(3)).abs().max() < 0.05


def test_a_matched_sphere_keeps_every_length_and_no_direction(cloud, generator) -> None:
    turned = matched_sphere(cloud, generator=generator)
    torch.testing.assert_close(turned.norm(dim=1), cloud.norm(dim=1))
    assert (turned / turned.norm(dim=1, keepdim=True)).mean(0).norm() < 0.05


@pytest.mark.parametrize("control", CONTROLS)
def test_the_generator_decides_and_the_cloud_stays(control: Control, cloud) -> None:
    before = cloud.clone()
    draws = [torch.Generator().manual_seed(seed) for seed in (1, 1, 2)]
    one, same, other = (control(cloud, generator=draw) for draw in draws)
    assert torch.equal(one, same) and not torch.equal(one, other)
    assert torch.equal(cloud, before)


@pytest.mark.usefixtures("as_readers_call")
@pytest.mark.parametrize("control", CONTROLS)
def test_what_is_no_cloud_is_refused(control: Control, generator) -> None:
    with pytest.raises(ValueError, match=r"vectors must be \(n, dim\)"):
        control(torch.zeros(3), generator=generator)
    with pytest.raises(ValueError, match="vectors must be finite"):
        control(torch.full((3, 2), torch.inf), generator=generator)
    with pytest.raises(ValueError, match="vectors must be a torch tensor"):
        control([[1.0]], generator=generator)
