"""Activations against torch, slopes against autograd and finite differences."""

import pytest
import torch
from torch.nn import functional

from attractor.models import ACTIVATIONS, gelu, relu_slope, sigmoid_slope

TORCH = {
    "identity": lambda z: z,
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "relu": functional.relu,
    "gelu": functional.gelu,
}
SUMS = torch.linspace(-8, 8, 401, dtype=torch.float64)[1::2]


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_each_is_torchs(name: str) -> None:
    function, _ = ACTIVATIONS[name]
    torch.testing.assert_close(function(SUMS), TORCH[name](SUMS), rtol=0, atol=1e-15)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_each_slope_is_that_of_autograd_and_of_finite_differences(name: str) -> None:
    function, slope = ACTIVATIONS[name]
    here = SUMS.clone().requires_grad_()
    TORCH[name](here).sum().backward()
    torch.testing.assert_close(slope(SUMS), here.grad, rtol=0, atol=1e-14)
    step = 1e-5
    difference = (function(SUMS + step) - function(SUMS - step)) / (2 * step)
    torch.testing.assert_close(slope(SUMS), difference, rtol=0, atol=1e-9)


def test_the_steepest_sigmoid_lets_a_quarter_through() -> None:
    steepest, at_two = sigmoid_slope(torch.tensor([0.0, 2.0], dtype=torch.float64))
    assert steepest == 0.25
    assert at_two.item() == pytest.approx(0.1049936, abs=5e-8)
    assert steepest.item() ** 10 == pytest.approx(9.5367e-7, rel=1e-5)
    assert (sigmoid_slope(SUMS) < 0.25).all()


def test_at_its_kink_a_relu_has_slope_zero_as_in_torch() -> None:
    kink = torch.zeros(1, requires_grad=True)
    functional.relu(kink).sum().backward()
    assert relu_slope(kink.detach()) == kink.grad == 0


def test_far_out_nothing_overflows() -> None:
    far = torch.tensor([-1e4, 1e4], dtype=torch.float64)
    for name, (function, slope) in ACTIVATIONS.items():
        assert function(far).isfinite().all(), name
        assert slope(far).isfinite().all(), name
    assert gelu(far).tolist() == [0, 1e4]


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_every_device_has_them(name: str, device: torch.device) -> None:
    sums = torch.zeros(2, 3, device=device)
    for function in ACTIVATIONS[name]:
        assert function(sums).shape == (2, 3)
        assert function(sums).dtype == torch.float32
        assert function(sums).device.type == device.type
