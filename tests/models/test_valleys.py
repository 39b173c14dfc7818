"""The bowl and the curved valley, and where a rate becomes too large."""

import math

import pytest
import torch
from scipy.optimize import rosen, rosen_der
from torch import Tensor

from attractor.models import (
    SGD,
    Momentum,
    bowl,
    curved_valley,
    descend,
    largest_stable_rate,
)


def draw(generator: torch.Generator, n_points: int) -> Tensor:
    return 2 * torch.randn(n_points, 2, generator=generator, dtype=torch.float64)


def test_a_bowl_by_hand() -> None:
    point = torch.tensor([3.0, 2.0], dtype=torch.float64)
    assert bowl(point, 10).item() == (9 + 10 * 4) / 2
    assert bowl(point, 10, 90).item() == pytest.approx((4 + 10 * 9) / 2)
    across = torch.tensor([-1.0, 1.0], dtype=torch.float64)
    assert bowl(across, 7.0, 45.0).item() == pytest.approx(7)  # ½ κ (√2)²


@pytest.mark.parametrize("angle", [0.0, 30.0, -75.0])
def test_its_curvatures_are_one_and_the_conditioning(angle: float) -> None:
    hessian = torch.autograd.functional.hessian(
        lambda w: bowl(w, 40.0, angle), torch.zeros(2, dtype=torch.float64)
    )
    torch.testing.assert_close(
        torch.linalg.eigvalsh(hessian), torch.tensor([1.0, 40.0], dtype=torch.float64)
    )


def test_the_curved_valley_is_half_of_rosenbrocks(generator: torch.Generator) -> None:
    points = draw(generator, 50).requires_grad_()
    values = curved_valley(points, 100)
    values.sum().backward()
    columns = points.detach().numpy().T
    torch.testing.assert_close(values.detach(), torch.from_numpy(rosen(columns) / 2))
    torch.testing.assert_close(
        points.grad, torch.from_numpy(rosen_der(columns).T.copy() / 2)
    )
    assert curved_valley(torch.ones(2), 100).item() == 0


@pytest.mark.parametrize("momentum", [0.0, 0.5, 0.9])
def test_just_below_the_largest_rate_it_settles_and_just_above_it_runs_away(
    momentum: float,
) -> None:
    limit = largest_stable_rate(25.0, momentum)
    start = torch.tensor([0.0, 1.0], dtype=torch.float64)
    for share, settles in ((0.9, True), (1.1, False)):
        rule = Momentum(share * limit, momentum)
        end = descend(rule, lambda w: bowl(w, 25.0), start, 100).points[-1].norm()
        assert (end < 0.1) == settles, (share, end)
    if momentum == 0:
        plain = descend(SGD(limit), lambda w: bowl(w, 25.0), start, 5).points[:, 1]
        assert plain.tolist() == [1, -1, 1, -1, 1, -1]  # at the limit it only swings


@pytest.mark.parametrize(
    ("call", "name"),
    [
        (lambda: bowl(torch.zeros(3), 2.0), "points must be"),
        (lambda: bowl(torch.zeros(2), 0.5), "conditioning must be 1 or more"),
        (lambda: bowl(torch.zeros(2, dtype=torch.int64), 2.0), "floating point"),
        (lambda: curved_valley(torch.zeros(2), math.nan), "steepness"),
        (lambda: largest_stable_rate(0.0), "curvature must be positive"),
        (lambda: largest_stable_rate(1.0, 1.0), "momentum must be from 0"),
    ],
)
def test_bad_arguments_are_named(as_readers_call: None, call, name: str) -> None:
    with pytest.raises(ValueError, match=name):
        call()


def test_every_device_has_them(device: torch.device) -> None:
    points = torch.zeros(4, 2, device=device)
    assert bowl(points, 3.0, 10.0).shape == (4,)
    assert curved_valley(points, 3.0).device.type == device.type
