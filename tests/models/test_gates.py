"""The rate functions: the squid's constants, exact where the formulas read 0/0."""

import math

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch import Tensor

from attractor.models import (
    closing_rates,
    opening_rates,
    steady_gates,
    time_constants,
)

VOLTAGES = st.floats(-150.0, 150.0)


def millivolts(*values: float) -> Tensor:
    return torch.tensor(values, dtype=torch.float64)


def test_the_removable_singularities_are_their_limits() -> None:
    assert opening_rates(millivolts(-55.0)).n.item() == 0.1
    assert opening_rates(millivolts(-40.0)).m.item() == 1.0


@pytest.mark.parametrize("off", [1e-13, 1e-9, 1e-6, 1e-3])
def test_near_the_singularities_the_rates_are_their_series(off: float) -> None:
    # x/(1 − e^(−x)) = 1 + x/2 + x²/12 − …
    x = off / 10
    for sign in (-1, 1):
        series = 1 + sign * x / 2 + x * x / 12
        n = opening_rates(millivolts(-55.0 + sign * off)).n.item()
        m = opening_rates(millivolts(-40.0 + sign * off)).m.item()
        assert n == pytest.approx(0.1 * series, rel=1e-13)
        assert m == pytest.approx(series, rel=1e-13)


def test_the_slope_at_a_singularity_is_right_for_autograd() -> None:
    voltage = millivolts(-40.0).requires_grad_()
    opening_rates(voltage).m.sum().backward()
    assert voltage.grad.item() == pytest.approx(0.05)


def test_at_minus_65_the_rates_are_those_of_a_hand_calculation() -> None:
    alpha, beta = opening_rates(millivolts(-65.0)), closing_rates(millivolts(-65.0))
    assert alpha.n.item() == pytest.approx(0.1 / (math.e - 1))
    assert alpha.m.item() == pytest.approx(2.5 / (math.exp(2.5) - 1))
    assert alpha.h.item() == pytest.approx(0.07)
    assert beta.n.item() == pytest.approx(0.125)
    assert beta.m.item() == pytest.approx(4.0)
    assert beta.h.item() == pytest.approx(1 / (1 + math.exp(3)))


@given(VOLTAGES)
def test_gates_rest_between_shut_and_open(voltage: float) -> None:
    for gate in steady_gates(millivolts(voltage)):
        assert 0 < gate.item() < 1


@given(VOLTAGES)
def test_a_steady_gate_neither_opens_nor_closes(voltage: float) -> None:
    v = millivolts(voltage)
    pairs = zip(opening_rates(v), closing_rates(v), steady_gates(v), strict=True)
    for alpha, beta, gate in pairs:
        opening, closing = alpha * (1 - gate), beta * gate
        torch.testing.assert_close(opening, closing, rtol=1e-9, atol=1e-15)


@given(VOLTAGES)
def test_rates_follow_from_steady_values_and_time_constants(voltage: float) -> None:
    """The deck's form: α = p∞/τ and β = (1 − p∞)/τ."""
    v = millivolts(voltage)
    for alpha, gate, tau in zip(
        opening_rates(v), steady_gates(v), time_constants(v), strict=True
    ):
        torch.testing.assert_close(alpha, gate / tau, rtol=1e-12, atol=0)


def test_sodium_opens_first() -> None:
    tau = time_constants(torch.linspace(-90, 40, 131, dtype=torch.float64))
    assert tau.m.max() < 0.6 < 0.99 < torch.minimum(tau.n, tau.h).min()


def test_every_device_has_the_rates(device: torch.device) -> None:
    voltage = torch.zeros(2, 3, device=device)
    for gate in (*opening_rates(voltage), *closing_rates(voltage)):
        assert gate.shape == (2, 3)
        assert gate.device.type == device.type
        assert gate.dtype == torch.float32
