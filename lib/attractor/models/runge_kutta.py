"""The reference integrator: the classical fourth-order rule, written as in a textbook.

It takes the model's derivative as it stands and shares nothing with the fast
integrator.
"""

import torch
from torch import Tensor

from attractor.models.circuit import Circuit
from attractor.models.traces import State
from attractor.shapes import PerState


def runge_kutta_step(
    circuit: Circuit, state: State, current: PerState | float, dt: float
) -> State:
    """The state `dt` ms later, with an error of order dt⁵."""
    k1 = circuit.derivative(state, current)
    k2 = circuit.derivative(_moved(state, k1, dt / 2), current)
    k3 = circuit.derivative(_moved(state, k2, dt / 2), current)
    k4 = circuit.derivative(_moved(state, k3, dt), current)
    slopes = (
        (a + 2 * b + 2 * c + d) / 6 for a, b, c, d in zip(k1, k2, k3, k4, strict=True)
    )
    return _moved(state, State(*slopes), dt)


def runge_kutta(
    circuit: Circuit, current: Tensor, start: State, steps: int, dt: float, every: int
) -> Tensor:
    """Every `every`th of the states after `steps` steps of `dt`, and the first.

    The answer is (steps/every + 1, 4, *batch) with rows V, n, m, h.
    """
    state = start
    kept = [torch.stack(state)]
    for step in range(1, steps + 1):
        state = runge_kutta_step(circuit, state, current, dt)
        if step % every == 0:
            kept.append(torch.stack(state))
    return torch.stack(kept)


def _moved(state: State, slope: State, dt: float) -> State:
    return State(*(value + dt * by for value, by in zip(state, slope, strict=True)))
