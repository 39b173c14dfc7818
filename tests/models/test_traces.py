"""Spikes counted and timed on traces made by hand."""

import math

import pytest
import torch

from attractor.models import Trace, firing_rate, upcrossings

TIMES = torch.linspace(0, 100, 1001, dtype=torch.float64)


def trace(voltage: torch.Tensor) -> Trace:
    return Trace(TIMES, voltage, voltage, voltage, voltage)


def test_a_straight_line_is_crossed_where_it_crosses() -> None:
    times, voltage = torch.tensor([0.0, 2.0, 4.0]), torch.tensor([-1.0, 3.0, 1.0])
    found = upcrossings(times, voltage)
    assert found.times[0].item() == 0.5
    assert found.times[1].isnan()
    assert found.counts == 1


def test_falling_through_the_level_does_not_count() -> None:
    down = upcrossings(torch.tensor([0.0, 1.0]), torch.tensor([1.0, -1.0]))
    assert down.counts == 0


def test_a_sine_fires_once_a_period() -> None:
    wave = torch.sin(math.tau * (TIMES - 1.03) / 12.5)
    assert firing_rate(trace(wave)).item() == pytest.approx(80.0, rel=1e-4)
    assert firing_rate(trace(wave), after=50.0).item() == pytest.approx(80.0, rel=1e-4)


def test_silence_and_a_single_spike_have_no_rate() -> None:
    quiet = torch.full_like(TIMES, -65.0)
    once = torch.where(TIMES > 50, 1.0, quiet)
    both = torch.stack([quiet, once], -1)
    assert firing_rate(trace(both)).tolist() == [0.0, 0.0]


def test_the_level_is_the_callers() -> None:
    wave = 10 * torch.sin(math.tau * TIMES / 20) - 15
    assert firing_rate(trace(wave)).item() == 0.0
    assert firing_rate(trace(wave), level=-20.0).item() == pytest.approx(50.0, rel=1e-3)


@pytest.mark.usefixtures("as_readers_call")
@pytest.mark.parametrize(("n_times", "n_samples"), [(3, 4), (1, 1)])
def test_lengths_that_do_not_fit_are_refused(n_times: int, n_samples: int) -> None:
    with pytest.raises(ValueError, match="times and voltage must be as long"):
        upcrossings(torch.zeros(n_times), torch.zeros(n_samples))
