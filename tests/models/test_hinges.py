"""A hidden layer of hinges is the broken line, within h²/8 of the curve."""

import math

import numpy as np
import pytest
import torch
from torch import Tensor

from attractor.models import hinge_interpolant, mlp_forward

FINE = torch.linspace(0, 2 * math.pi, 20_001, dtype=torch.float64)


def knots(segments: int) -> Tensor:
    return torch.linspace(0, 2 * math.pi, segments + 1, dtype=torch.float64)


def drawn(segments: int, at: Tensor) -> Tensor:
    network = hinge_interpolant(torch.sin, knots(segments))
    return mlp_forward(network, at[:, None])[-1].outputs[:, 0]


def error(segments: int) -> float:
    return (drawn(segments, FINE) - FINE.sin()).abs().max().item()


def test_it_is_numpys_interpolation() -> None:
    at = knots(16)
    expected = np.interp(FINE.numpy(), at.numpy(), at.sin().numpy())
    torch.testing.assert_close(drawn(16, FINE), torch.from_numpy(expected))


def test_sixteen_segments_come_within_the_bound_of_a_sine() -> None:
    step = 2 * math.pi / 16
    assert error(16) == pytest.approx(0.018846, abs=5e-7)
    assert step**2 / 8 == pytest.approx(0.019277, abs=5e-7)
    assert error(16) <= step**2 / 8


def test_71_hinges_are_enough_for_a_thousandth_and_70_are_not() -> None:
    assert error(71) < 1e-3 < error(70)
    assert math.ceil(2 * math.pi / math.sqrt(8e-3)) == 71


def test_twice_the_hinges_leave_a_quarter_of_the_error() -> None:
    assert error(16) / error(32) == pytest.approx(4, rel=0.03)


def test_before_the_first_knot_it_is_flat() -> None:
    before = torch.tensor([-3.0, -1.0], dtype=torch.float64)
    assert drawn(8, before).abs().max() == 0


@pytest.mark.parametrize("bad", [[0.0], [0.0, 0.0], [1.0, 0.0], [0.0, math.nan]])
def test_knots_must_increase(as_readers_call: None, bad: list[float]) -> None:
    with pytest.raises(ValueError, match="knots must be"):
        hinge_interpolant(torch.sin, torch.tensor(bad))
