"""What a simulated membrane leaves behind: states, traces, spikes, rates."""

from typing import NamedTuple

import torch
from torch import Tensor

from attractor.memory.arguments import check_finite, check_tensor
from attractor.shapes import Instants, PerState, Recorded


class State(NamedTuple):
    """A membrane at one instant: V in mV, and three gates between 0 and 1."""

    voltage: PerState
    n: PerState
    m: PerState
    h: PerState


class Trace(NamedTuple):
    """A membrane over time: `times` (n_times) in ms, the others (n_times, *batch)."""

    times: Instants
    voltage: Recorded
    n: Recorded
    m: Recorded
    h: Recorded

    @property
    def end(self) -> State:
        """The last state, from which another simulation can start."""
        return State(self.voltage[-1], self.n[-1], self.m[-1], self.h[-1])


class Upcrossings(NamedTuple):
    """When a trace rises through a level; NaN where, in that step, it does not."""

    times: Recorded

    @property
    def counts(self) -> Tensor:
        """How many there are, (*batch)."""
        return self.times.isfinite().sum(0)


def upcrossings(times: Instants, voltage: Recorded, level: float = 0.0) -> Upcrossings:
    """The instants at which `voltage` (n_times, *batch) rises through `level`.

    Between two samples the trace is taken as straight. The answer has a row for each
    step and is NaN where the step holds no upcrossing. Raises `ValueError` on fewer
    than two samples and on shapes that do not fit.
    """
    check_tensor("voltage", voltage)
    check_finite("voltage", voltage)
    if len(times) != len(voltage) or len(times) < 2:
        raise ValueError(
            "times and voltage must be as long as each other, at least 2, got "
            f"{len(times)} and {len(voltage)}"
        )
    before, after = voltage[:-1], voltage[1:]
    rising = (before < level) & (after >= level)
    along = (level - before) / torch.where(rising, after - before, 1.0)
    steps = times.diff().reshape(-1, *[1] * (voltage.ndim - 1))
    starts = times[:-1].reshape(steps.shape)
    return Upcrossings(torch.where(rising, starts + along * steps, torch.nan))


def firing_rate(trace: Trace, *, after: float = 0.0, level: float = 0.0) -> PerState:
    """Spikes per second, from the first upcrossing later than `after` ms to the last.

    Intervals are averaged, so that the answer does not depend on where the window
    ends; it is 0 where there are fewer than two upcrossings. Shape (*batch).
    """
    found = upcrossings(trace.times, trace.voltage, level).times
    counted = found > after
    first = torch.where(counted, found, torch.inf).amin(0)
    last = torch.where(counted, found, -torch.inf).amax(0)
    intervals = counted.sum(0) - 1
    rate = 1000 * intervals / (last - first)
    return torch.where(intervals > 0, rate, 0.0)
