"""The leaky integrate-and-fire cell: by hand, by law, against brute force."""

import math

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch import Tensor

from attractor.models import IntegrateAndFire, lif_rate


def nanoamperes(*values: float) -> Tensor:
    return torch.tensor(values, dtype=torch.float64)


def test_two_nanoamperes_take_ten_times_log_four() -> None:
    # R I = 20 mV against a threshold 15 mV up: T = 10 ms · log(20/5).
    assert lif_rate(2.0).item() == pytest.approx(1000 / (10 * math.log(4)))
    assert lif_rate(2.0).item() == pytest.approx(72.134752, abs=1e-6)


def test_two_milliseconds_of_rest_cost_nine_hertz() -> None:
    assert lif_rate(2.0, refractory=2.0).item() == pytest.approx(63.040002, abs=1e-6)


@pytest.mark.parametrize(
    ("refractory", "rates"),
    [
        (0.0, [19.931119, 36.067376, 109.135667, 144.269504, 280.367325]),
        (2.0, [19.167076, 33.640712, 89.582397, 111.963629, 179.638047]),
    ],
)
def test_rates_at_other_currents(refractory: float, rates: list[float]) -> None:
    found = lif_rate(nanoamperes(1.51, 1.6, 2.5, 3.0, 5.0), refractory=refractory)
    assert found.tolist() == pytest.approx(rates, abs=1e-6)


def test_it_is_silent_up_to_its_rheobase() -> None:
    cell = IntegrateAndFire()
    assert cell.rheobase == 1.5
    assert cell.rate(nanoamperes(-3.0, 0.0, 1.0, 1.5)).tolist() == [0.0] * 4
    assert cell.rate(1.5 + 1e-9).item() > 0


def test_a_hundred_hertz_take_2_373_nanoamperes() -> None:
    current = 1.5 / (1 - math.exp(-1))
    assert lif_rate(current).item() == pytest.approx(100.0)


def test_a_lower_reset_slows_it() -> None:
    # From −75: R I + u_rest − u_r = 30 mV, so T = 10 ms · log(30/5).
    assert lif_rate(2.0, reset=-75.0).item() == pytest.approx(100 / math.log(6))


def test_refractory_time_caps_the_rate() -> None:
    assert lif_rate(1e9, refractory=2.0).item() == pytest.approx(500.0, rel=1e-6)


@given(st.floats(1.6, 6.0), st.floats(0.0, 5.0), st.floats(-80.0, -55.0))
def test_the_simulation_fires_at_the_formulas_rate(
    current: float, refractory: float, reset: float
) -> None:
    cell = IntegrateAndFire(refractory=refractory, reset=reset)
    period = cell.interval(current).item()
    spikes = cell.simulate(current, 20 * period, dt=period / 7.3)
    assert spikes.rate().item() == pytest.approx(1000 / period, rel=1e-9)
    first = 10.0 * math.log(current / (current - 1.5))
    assert spikes.fired[spikes.fired.isfinite()][0].item() == pytest.approx(first)


@pytest.mark.parametrize("dt", [0.01, 0.1, 1.0, 3.7])
def test_the_step_does_not_change_the_instants(dt: float) -> None:
    cell = IntegrateAndFire(refractory=2.0)
    spikes = cell.simulate(2.0, 100.0, dt=dt)
    found = spikes.fired[spikes.fired.isfinite()]
    first, period = 10 * math.log(4), 10 * math.log(4) + 2
    expected = [first + period * k for k in range(len(found))]
    assert len(found) >= 5
    assert found.tolist() == pytest.approx(expected)


def test_below_threshold_it_charges_like_a_capacitor() -> None:
    spikes = IntegrateAndFire().simulate(1.0, 10.0, dt=0.5)
    expected = -65 + 10 * (1 - torch.exp(-spikes.times / 10))
    torch.testing.assert_close(spikes.voltage, expected)
    assert spikes.voltage[-1].item() == pytest.approx(-58.678794, abs=1e-6)
    assert spikes.fired.isnan().all()


def test_forward_euler_with_a_tiny_step_agrees() -> None:
    u, dt, fired = -65.0, 1e-3, []
    for step in range(60_000):
        u += dt * (-(u + 65) + 20.0) / 10
        if u >= -50:
            fired.append(step * dt)
            u = -65.0
    exact = IntegrateAndFire().simulate(2.0, 60.0).fired
    exact = exact[exact.isfinite()].tolist()
    assert exact == pytest.approx(fired, abs=0.02)


def test_the_voltage_never_passes_the_threshold() -> None:
    held = torch.linspace(0, 5, 26, dtype=torch.float64).reshape(2, 13)
    spikes = IntegrateAndFire(refractory=1.0).simulate(held, 50.0, dt=0.3)
    assert spikes.voltage.shape == (168, 2, 13)
    assert spikes.voltage.max() <= -50.0
    torch.testing.assert_close(
        spikes.rate()[spikes.fired.isfinite().sum(0) > 1],
        lif_rate(held, refractory=1.0)[spikes.fired.isfinite().sum(0) > 1],
    )


def test_every_device_has_the_rate(device: torch.device) -> None:
    rate = lif_rate(torch.full((2, 3), 2.0, device=device))
    assert rate.shape == (2, 3)
    assert rate.device.type == device.type
    spikes = IntegrateAndFire().simulate(torch.full((2,), 2.0, device=device), 3.0)
    assert spikes.voltage.shape == (31, 2)


@pytest.mark.parametrize(
    ("constants", "complaint"),
    [
        ({"resistance": 0.0}, "resistance must be positive, got 0.0"),
        ({"time_constant": -1.0}, "time_constant must be positive, got -1.0"),
        ({"refractory": -1.0}, "refractory must be 0 or more, got -1.0"),
        ({"reset": -50.0}, "reset must lie below the threshold, -50 mV, got -50.0"),
        ({"rest": -40.0}, "rest must lie below the threshold, -50 mV, got -40.0"),
        ({"threshold": math.nan}, "threshold must be finite, got nan"),
    ],
)
def test_it_says_in_one_sentence_what_is_no_cell(
    constants: dict, complaint: str
) -> None:
    with pytest.raises(ValueError, match=complaint):
        lif_rate(2.0, **constants)


@pytest.mark.parametrize(
    ("current", "duration", "dt", "complaint"),
    [
        (math.inf, 10.0, 0.1, "current must be finite"),
        (2.0, 0.0, 0.1, "duration must be positive and finite, got 0.0"),
        (2.0, 10.0, -0.1, "dt must be positive and finite, got -0.1"),
        (2.0, 100.0, 20.0, "dt must be shorter than the shortest interval, 13.86"),
    ],
)
def test_it_says_in_one_sentence_what_it_cannot_simulate(
    current: float, duration: float, dt: float, complaint: str
) -> None:
    with pytest.raises(ValueError, match=complaint):
        IntegrateAndFire().simulate(current, duration, dt=dt)
