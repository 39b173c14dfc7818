"""The Hodgkin-Huxley cell: rest, simulation, and where rest loses its hold."""

import math
from dataclasses import dataclass
from typing import NamedTuple

import torch
from torch import Tensor

from attractor.memory.arguments import check_finite, check_tensor
from attractor.models.circuit import Circuit
from attractor.models.exponential_euler import exponential_euler
from attractor.models.gates import steady_gates
from attractor.models.runge_kutta import runge_kutta
from attractor.models.traces import State, Trace
from attractor.shapes import PerState

HALVINGS = 200  # bisection ends when no float lies between, well before this


class Hopf(NamedTuple):
    """Where the resting state turns from stable to unstable, or back."""

    current: float  # µA/cm²
    voltage: float  # mV, of the resting state there
    frequency: float  # Hz, of the oscillation that is born


@dataclass(frozen=True)
class HodgkinHuxley(Circuit):
    """The squid axon's membrane, at 6.3 °C: mV, ms, µA/cm², mS/cm², µF/cm².

    C dV/dt = I − g_K n⁴(V − E_K) − g_Na m³h(V − E_Na) − g_L(V − E_L), and for each
    gate p of n, m, h: dp/dt = α_p(V)(1 − p) − β_p(V) p. Hodgkin and Huxley (1952),
    equation 26 with 12 to 24; the fields are those of `Circuit`.
    """

    def simulate(
        self,
        current: PerState | float,
        duration: float,
        *,
        dt: float = 0.01,
        start: State | None = None,
        every: int = 1,
    ) -> Trace:
        """The cell under a held `current` (µA/cm², (*batch)) for `duration` ms.

        Steps of `dt` ms by exponential Euler, of which every `every`th is kept; many
        cells and currents run at once. `start` is by default the rest at no current.
        A current that changes is a simulation started at the `end` of another. Raises
        `ValueError` on a current or state that is not finite and on times that are
        not positive or not a whole number of kept steps.
        """
        held, state, steps = self._prepare(current, duration, dt, start, every)
        voltage, n, m, h = (value.reshape(-1) for value in state)
        rows = torch.stack([voltage, h, m, n])
        kept = exponential_euler(self, held.reshape(-1), rows, steps, dt, every)
        values = kept.reshape(len(kept), 4, *held.shape)
        voltage, h, m, n = values.unbind(1)
        return Trace(_instants(len(kept), dt * every, held), voltage, n, m, h)

    def simulate_reference(
        self,
        current: PerState | float,
        duration: float,
        *,
        dt: float = 0.01,
        start: State | None = None,
        every: int = 1,
    ) -> Trace:
        """The same by the classical Runge-Kutta rule: slower, error of order dt⁴."""
        held, state, steps = self._prepare(current, duration, dt, start, every)
        kept = runge_kutta(self, held, state, steps, dt, every)
        return Trace(_instants(len(kept), dt * every, held), *kept.unbind(1))

    def rest(self, current: PerState | float = 0.0) -> State:
        """The state that does not change under `current`, stable or not."""
        voltage = self.resting_potential(current)
        return State(voltage, *steady_gates(voltage))

    def steady_current(self, voltage: PerState) -> PerState:
        """The current (µA/cm²) that would hold the cell at `voltage` for ever."""
        return self.ionic_current(State(voltage, *steady_gates(voltage)))

    def resting_potential(self, current: PerState | float = 0.0) -> PerState:
        """The voltage (mV, (*batch)) at which the steady current is `current`.

        By bisection, to the last bit. It is unique for the squid's constants; for
        others one of the solutions is returned.
        """
        current = _as_current(current)
        batteries = (self.e_na, self.e_k, self.e_leak)
        below = min(batteries) + current.clamp(max=0.0) / self.g_leak - 1.0
        above = max(batteries) + current.clamp(min=0.0) / self.g_leak + 1.0
        for _ in range(HALVINGS):
            middle = (below + above) / 2
            low = self.steady_current(middle) < current
            below = torch.where(low, middle, below)
            above = torch.where(low, above, middle)
        return (below + above) / 2

    def jacobian(self, state: State, current: PerState | float = 0.0) -> Tensor:
        """Derivatives of (V, n, m, h)' by V, n, m, h (per ms), (*batch, 4, 4)."""
        with torch.enable_grad():
            values = torch.stack(state).detach().requires_grad_()
            slopes = self.derivative(State(*values), current)
            rows = [
                torch.autograd.grad(slope.sum(), values, retain_graph=True)[0]
                for slope in slopes
            ]
        return torch.stack(rows).movedim((0, 1), (-2, -1))

    def growth(self, voltage: PerState) -> Tensor:
        """The largest real part (per ms, (*batch)) of the eigenvalues at rest there.

        Below 0 the resting state at `voltage` is stable, above 0 it is not.
        """
        return self._leading(voltage).real

    def hopf_points(self) -> list[Hopf]:
        """Every current at which a pair of eigenvalues crosses the imaginary axis."""
        grid = torch.linspace(self.e_k, self.e_na, 509, dtype=torch.float64)
        growth = self.growth(grid)
        crossing = growth[:-1].sign() != growth[1:].sign()
        found = []
        for left, right in zip(grid[:-1][crossing], grid[1:][crossing], strict=True):
            sign = self.growth(left).sign()
            for _ in range(HALVINGS):
                middle = (left + right) / 2
                if self.growth(middle).sign() == sign:
                    left = middle
                else:
                    right = middle
            turning = self._leading(left).imag.abs().item()
            if turning > 0:
                current = self.steady_current(left).item()
                found.append(Hopf(current, left.item(), 1000 * turning / math.tau))
        return sorted(found)

    def _leading(self, voltage: PerState) -> Tensor:
        state = State(voltage, *steady_gates(voltage))
        eigenvalues = torch.linalg.eigvals(self.jacobian(state))
        which = eigenvalues.real.argmax(-1, keepdim=True)
        return eigenvalues.gather(-1, which)[..., 0]

    def _prepare(
        self,
        current: PerState | float,
        duration: float,
        dt: float,
        start: State | None,
        every: int,
    ) -> tuple[Tensor, State, int]:
        held = _as_current(current)
        steps = _steps(duration, dt, every)
        if start is None:
            start = self.rest(torch.zeros((), dtype=held.dtype, device=held.device))
        for name, value in zip(State._fields, start, strict=True):
            check_tensor(f"start.{name}", value)
            check_finite(f"start.{name}", value)
        held, *values = torch.broadcast_tensors(held, *start)
        return held, State(*(value.to(held) for value in values)), steps


def _as_current(current: PerState | float) -> Tensor:
    if not isinstance(current, Tensor):
        current = torch.tensor(float(current), dtype=torch.float64)
    check_finite("current", current)
    return current


def _steps(duration: float, dt: float, every: int) -> int:
    if every < 1:
        raise ValueError(f"every must be at least 1, got {every}")
    for name, value in (("duration", duration), ("dt", dt)):
        if not (math.isfinite(value) and value > 0):
            raise ValueError(f"{name} must be positive and finite, got {value}")
    kept = round(duration / (dt * every))
    if kept < 1 or not math.isclose(kept * dt * every, duration, rel_tol=1e-9):
        raise ValueError(
            "duration must be a whole number of kept steps of dt · every = "
            f"{dt * every:g} ms, got {duration}"
        )
    return kept * every


def _instants(count: int, spacing: float, like: Tensor) -> Tensor:
    return spacing * torch.arange(count, dtype=like.dtype, device=like.device)
