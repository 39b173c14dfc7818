"""The leaky integrate-and-fire cell: one voltage, one threshold, one reset."""

import math
from dataclasses import dataclass, fields
from typing import NamedTuple

import torch
from torch import Tensor

from attractor.memory.arguments import check_finite, check_tensor
from attractor.shapes import Instants, PerState, Recorded


class Spikes(NamedTuple):
    """A cell over time, and when it fired.

    `times` (n_times) in ms and `voltage` (n_times, *batch) in mV. `fired` has the
    voltage's shape: the instant of a spike in the step that ends there, else NaN.
    """

    times: Instants
    voltage: Recorded
    fired: Recorded

    def rate(self) -> PerState:
        """Spikes per second from the first to the last, 0 with fewer than two."""
        happened = self.fired.isfinite()
        first = torch.where(happened, self.fired, torch.inf).amin(0)
        last = torch.where(happened, self.fired, -torch.inf).amax(0)
        intervals = happened.sum(0) - 1
        return torch.where(intervals > 0, 1000 * intervals / (last - first), 0.0)


@dataclass(frozen=True)
class IntegrateAndFire:
    """A leaky capacitor that is emptied whenever it reaches a threshold.

    τ du/dt = −(u − u_rest) + R I until u reaches the threshold ϑ; then it counts a
    spike, stays at `reset` for `refractory` ms, and goes on. Gerstner, Kistler, Naud
    and Paninski (2014), section 1.3. `ValueError` on constants that make no cell.
    """

    resistance: float = 10.0  # R, MΩ
    time_constant: float = 10.0  # τ = R C, ms
    rest: float = -65.0  # u_rest, mV
    reset: float = -65.0  # u_r, mV
    threshold: float = -50.0  # ϑ, mV
    refractory: float = 0.0  # ms

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if not math.isfinite(value):
                raise ValueError(f"{field.name} must be finite, got {value}")
        for name in ("resistance", "time_constant"):
            if getattr(self, name) <= 0:
                raise ValueError(f"{name} must be positive, got {getattr(self, name)}")
        if self.refractory < 0:
            raise ValueError(f"refractory must be 0 or more, got {self.refractory}")
        for name in ("rest", "reset"):
            if getattr(self, name) >= self.threshold:
                raise ValueError(
                    f"{name} must lie below the threshold, {self.threshold:g} mV, "
                    f"got {getattr(self, name)}"
                )

    @property
    def rheobase(self) -> float:
        """The current (nA) above which it fires: (ϑ − u_rest)/R."""
        return (self.threshold - self.rest) / self.resistance

    def interval(self, current: PerState | float) -> PerState:
        """The time between two spikes (ms) at a held `current` (nA); ∞ below rheobase.

        T = t_ref + τ log[(R I + u_rest − u_r)/(R I + u_rest − ϑ)].
        """
        steady = self.resistance * _as_current(current) + self.rest
        fires = steady > self.threshold
        ratio = (steady - self.reset) / torch.where(
            fires, steady - self.threshold, torch.ones_like(steady)
        )
        charging = self.time_constant * torch.where(fires, ratio, 1.0).log()
        return torch.where(fires, self.refractory + charging, torch.inf)

    def rate(self, current: PerState | float) -> PerState:
        """Spikes per second (Hz) at a held `current` (nA), 0 up to rheobase."""
        return 1000 / self.interval(current)

    def simulate(
        self, current: PerState | float, duration: float, *, dt: float = 0.1
    ) -> Spikes:
        """The cell from rest under a held `current` (nA, (*batch)) for `duration` ms.

        Between spikes u decays exponentially, so each step of `dt` is exact, and so
        is the instant, inside a step, at which u meets the threshold. Raises
        `ValueError` on times that are not positive and on a `dt` so long that a cell
        fires twice in it.
        """
        held = _as_current(current)
        steps = _steps(duration, dt)
        self._check_step(held, dt)
        steady = self.resistance * held + self.rest
        voltage = torch.full_like(held, self.rest)
        waiting = torch.zeros_like(held)  # ms of refractory time left
        voltages, fired = [voltage], [torch.full_like(held, torch.nan)]
        for step in range(steps):
            free = (dt - waiting).clamp(min=0.0)
            needed = self._time_to_threshold(voltage, steady)
            fires = needed <= free
            left = free - needed - self.refractory
            start = torch.where(fires, torch.full_like(held, self.reset), voltage)
            span = torch.where(fires, left.clamp(min=0.0), free)
            voltage = steady + (start - steady) * (-span / self.time_constant).exp()
            instant = step * dt + (dt - free) + needed
            fired.append(torch.where(fires, instant, torch.nan))
            still = (waiting - dt).clamp(min=0.0)
            waiting = torch.where(fires, (-left).clamp(min=0.0), still)
            voltages.append(voltage)
        times = dt * torch.arange(steps + 1, dtype=held.dtype, device=held.device)
        return Spikes(times, torch.stack(voltages), torch.stack(fired))

    def _check_step(self, held: Tensor, dt: float) -> None:
        if held.is_meta or held.numel() == 0:
            return
        shortest = self.interval(held).amin().item()
        if shortest <= dt:
            raise ValueError(
                f"dt must be shorter than the shortest interval, {shortest:g} ms, "
                f"got {dt}"
            )

    def _time_to_threshold(self, voltage: Tensor, steady: Tensor) -> Tensor:
        """Milliseconds until u, left alone, meets ϑ; ∞ if it never does."""
        reaches = steady > self.threshold
        gap = torch.where(reaches, steady - self.threshold, torch.ones_like(steady))
        ratio = torch.where(reaches, (steady - voltage) / gap, 1.0)
        return torch.where(reaches, self.time_constant * ratio.log(), torch.inf)


def lif_rate(current: PerState | float, **constants: float) -> PerState:
    """Spikes per second (Hz) of a leaky integrate-and-fire cell at `current` (nA).

    `constants` are the fields of `IntegrateAndFire`: resistance (MΩ), time_constant
    and refractory (ms), rest, reset and threshold (mV). 0 up to the rheobase.
    """
    return IntegrateAndFire(**constants).rate(current)


def _as_current(current: PerState | float) -> Tensor:
    if not isinstance(current, Tensor):
        current = torch.tensor(float(current), dtype=torch.float64)
    check_tensor("current", current)
    check_finite("current", current)
    return current


def _steps(duration: float, dt: float) -> int:
    for name, value in (("duration", duration), ("dt", dt)):
        if not (math.isfinite(value) and value > 0):
            raise ValueError(f"{name} must be positive and finite, got {value}")
    return max(1, round(duration / dt))
